use sha2::{Digest, Sha256};

use sqlx::Row as _;

use super::*;
use crate::{
    table::kept::{miss, remove},
    vault::Secret,
};

async fn cache(folder: &tempfile::TempDir) -> Cache {
    Cache::open(&folder.path().join("cache.db"), &Secret::random().unwrap())
        .await
        .unwrap()
}

fn client(id: i64, first: &str, last: &str) -> Client {
    let record = format!(r#"{{"id":{id},"first":"{first}","last":"{last}"}}"#);
    Client {
        id,
        first_name: first.into(),
        last_name: last.into(),
        email: format!("{}@example.com", first.to_lowercase()),
        phone: format!("(918) 555-01{id:02}"),
        place: "Tulsa, OK".into(),
        ssn_last4: format!("{id:04}"),
        updated_at: "2026-11-01T00:00:00Z".into(),
        content_hash: Sha256::digest(&record).to_vec(),
        record,
        fetched_at: "2026-11-02T00:00:00Z".into(),
        ..Client::default()
    }
}

async fn put(cache: &Cache, clients: &[Client], run: Option<i64>) -> Applied {
    let mut tx = cache.database().write().await.unwrap();
    let applied = apply(&mut tx, clients, run).await.unwrap();
    tx.commit().await.unwrap();
    applied
}

async fn names(cache: &Cache, listing: Listing) -> Vec<String> {
    let (rows, _) = list(
        cache,
        &Listing {
            limit: 200,
            ..listing
        },
    )
    .await
    .unwrap();
    rows.into_iter().map(|row| row.last_name).collect()
}

#[tokio::test]
async fn a_list_is_sorted_as_people_sort_names() {
    let folder = tempfile::tempdir().unwrap();
    let cache = cache(&folder).await;
    put(
        &cache,
        &[
            client(1, "Ana", "Lima"),
            client(2, "Zoe", "Li"),
            client(3, "Åsa", "Öberg"),
            client(4, "Bo", "d'Arc"),
        ],
        None,
    )
    .await;
    assert_eq!(
        names(&cache, Listing::default()).await,
        ["d'Arc", "Li", "Lima", "Öberg"]
    );
    let descending = Listing {
        descending: true,
        ..Listing::default()
    };
    assert_eq!(
        names(&cache, descending).await,
        ["Öberg", "Lima", "Li", "d'Arc"]
    );
}

#[tokio::test]
async fn a_search_finds_beginnings_of_every_word_and_forgives_accents() {
    let folder = tempfile::tempdir().unwrap();
    let cache = cache(&folder).await;
    put(
        &cache,
        &[
            client(1, "María", "López"),
            client(2, "Mark", "O'Neil-Lopez"),
            client(3, "Ann", "Wu"),
        ],
        None,
    )
    .await;
    let search = |text: &str| Listing {
        search: text.into(),
        ..Listing::default()
    };
    assert_eq!(
        names(&cache, search("mar lop")).await,
        ["López", "O'Neil-Lopez"]
    );
    assert_eq!(names(&cache, search("maria")).await, ["López"]);
    assert_eq!(names(&cache, search("9185550103")).await, ["Wu"]);
    assert_eq!(names(&cache, search("555-0102")).await, ["O'Neil-Lopez"]);
    assert_eq!(
        names(&cache, search("mark@example")).await,
        ["O'Neil-Lopez"]
    );
    assert!(names(&cache, search("\"*")).await.is_empty());
    assert!(names(&cache, search("zzz")).await.is_empty());
}

#[tokio::test]
async fn a_changed_client_is_found_by_the_new_name_only() {
    let folder = tempfile::tempdir().unwrap();
    let cache = cache(&folder).await;
    put(&cache, &[client(1, "Ana", "Lima")], None).await;
    put(&cache, &[client(1, "Ana", "Costa")], None).await;
    let search = |text: &str| Listing {
        search: text.into(),
        ..Listing::default()
    };
    assert!(names(&cache, search("lima")).await.is_empty());
    assert_eq!(names(&cache, search("costa")).await, ["Costa"]);
}

#[tokio::test]
async fn an_older_record_does_not_replace_a_newer_one() {
    let folder = tempfile::tempdir().unwrap();
    let cache = cache(&folder).await;
    put(&cache, &[client(1, "Ana", "Costa")], None).await;
    let old = Client {
        updated_at: "2026-10-01T00:00:00Z".into(),
        ..client(1, "Ana", "Lima")
    };
    assert_eq!(put(&cache, &[old], None).await.unchanged, 1);
    assert_eq!(names(&cache, Listing::default()).await, ["Costa"]);
}

#[tokio::test]
async fn a_client_is_given_up_only_after_two_full_runs_without_it() {
    let folder = tempfile::tempdir().unwrap();
    let cache = cache(&folder).await;
    put(
        &cache,
        &[client(1, "Ana", "Lima"), client(2, "Bo", "Wu")],
        Some(1),
    )
    .await;
    let mut tx = cache.database().write().await.unwrap();
    apply(&mut tx, &[client(2, "Bo", "Wu")], Some(2))
        .await
        .unwrap();
    assert!(miss(&mut tx, Table::Clients, 2).await.unwrap().is_empty());
    apply(&mut tx, &[client(2, "Bo", "Wu")], Some(3))
        .await
        .unwrap();
    assert_eq!(miss(&mut tx, Table::Clients, 3).await.unwrap(), [1]);
    remove(&mut tx, Table::Clients, &[1]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(names(&cache, Listing::default()).await, ["Wu"]);
    let gone = Listing {
        search: "lima".into(),
        ..Listing::default()
    };
    assert!(names(&cache, gone).await.is_empty());
}

#[tokio::test]
async fn every_sort_reads_an_index_and_sorts_nothing_itself() {
    let folder = tempfile::tempdir().unwrap();
    let cache = cache(&folder).await;
    for sort in [
        Sort::Name,
        Sort::Id,
        Sort::Email,
        Sort::Phone,
        Sort::Place,
        Sort::UpdatedAt,
    ] {
        for descending in [false, true] {
            let listing = Listing {
                sort,
                descending,
                limit: 50,
                ..Listing::default()
            };
            let mut plan = QueryBuilder::new("EXPLAIN QUERY PLAN ");
            plan.push(window(&listing, None).sql().as_str().replace('?', "1"));
            let rows = plan
                .build()
                .fetch_all(cache.database().readers())
                .await
                .unwrap();
            let steps: Vec<String> = rows.iter().map(|row| row.get("detail")).collect();
            assert!(
                !steps.iter().any(|step| step.contains("TEMP B-TREE")),
                "{sort:?}: {steps:?}"
            );
        }
    }
}
