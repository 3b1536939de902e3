//! Reports in the cache, listed and fetched.

use super::*;
use crate::{table::clients, vault::Secret};

/// After every time in these tests.
const LATER: &str = "z";

async fn cache() -> (tempfile::TempDir, Cache) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cache.db");
    let cache = Cache::open(&path, &Secret::random().unwrap())
        .await
        .unwrap();
    (folder, cache)
}

fn report(id: i64, words: &str) -> Report {
    Report {
        id,
        client_id: 7,
        report_date: format!("2026-01-{id:02}"),
        modified_date: words.to_owned(),
        record: words.to_owned(),
        content_hash: words.as_bytes().to_vec(),
        ..Report::default()
    }
}

async fn listing(cache: &Cache, reports: &[Report], now: &str) -> Listed {
    let mut tx = cache.database().write().await.unwrap();
    let listed = list(&mut tx, 7, reports, now).await.unwrap();
    tx.commit().await.unwrap();
    listed
}

async fn receive(cache: &Cache, id: i64, content: &str) {
    let mut tx = cache.database().write().await.unwrap();
    keep_content(&mut tx, id, content).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_content_is_kept_until_its_record_changes() {
    let (_folder, cache) = cache().await;
    let first = listing(&cache, &[report(1, "a"), report(2, "a")], "t1").await;
    assert!(first.changed);
    assert_eq!(to_fetch(&cache, 7, LATER).await.unwrap(), [2, 1]);
    receive(&cache, 1, "{\"content\":{}}").await;
    receive(&cache, 2, "{\"content\":[]}").await;

    let again = listing(&cache, &[report(1, "a"), report(2, "b")], "t2").await;
    assert!(again.changed);
    let kept = content(&cache, 1).await.unwrap();
    assert_eq!(kept.as_deref(), Some("{\"content\":{}}"));
    assert_eq!(to_fetch(&cache, 7, LATER).await.unwrap(), [2]);
    let same = listing(&cache, &[report(1, "a"), report(2, "b")], "t3").await;
    assert!(!same.changed);
    assert_eq!(listed_at(&cache, 7).await.unwrap().as_deref(), Some("t3"));
}

#[tokio::test]
async fn a_report_is_suspected_gone_only_after_two_lists_in_a_row() {
    let (_folder, cache) = cache().await;
    let both = [report(1, "a"), report(2, "a")];
    listing(&cache, &both, "t1").await;
    assert_eq!(listing(&cache, &both[..1], "t2").await.missed_twice, [0; 0]);
    assert_eq!(listing(&cache, &both, "t3").await.missed_twice, [0; 0]);
    assert_eq!(listing(&cache, &[], "t4").await.missed_twice, [0; 0]);
    assert_eq!(listing(&cache, &[], "t5").await.missed_twice, [1, 2]);
}

#[tokio::test]
async fn what_the_server_cannot_give_is_not_asked_for_again() {
    let (_folder, cache) = cache().await;
    listing(&cache, &[report(1, "a")], "t1").await;
    let mut tx = cache.database().write().await.unwrap();
    unavailable(&mut tx, 1).await.unwrap();
    tx.commit().await.unwrap();
    assert!(to_fetch(&cache, 7, LATER).await.unwrap().is_empty());
    assert!(clients_to_fetch(&cache, LATER, 9).await.unwrap().is_empty());
    listing(&cache, &[report(1, "b")], "t2").await;
    assert_eq!(to_fetch(&cache, 7, LATER).await.unwrap(), [1]);
}

#[tokio::test]
async fn a_content_stays_until_the_changed_one_is_here() {
    let (_folder, cache) = cache().await;
    listing(&cache, &[report(1, "a")], "t1").await;
    receive(&cache, 1, "old").await;
    listing(&cache, &[report(1, "b")], "t2").await;
    assert_eq!(to_fetch(&cache, 7, LATER).await.unwrap(), [1]);
    assert_eq!(content(&cache, 1).await.unwrap().as_deref(), Some("old"));
    receive(&cache, 1, "new").await;
    assert!(to_fetch(&cache, 7, LATER).await.unwrap().is_empty());
    // What else the record says, such as how many clients are in a segment, is no new report.
    let same = Report {
        content_hash: vec![9],
        ..report(1, "b")
    };
    assert!(listing(&cache, &[same], "t3").await.changed);
    assert!(to_fetch(&cache, 7, LATER).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_report_that_is_another_clients_now_leaves_the_first_with_its_content() {
    let (_folder, cache) = cache().await;
    listing(&cache, &[report(1, "a")], "t1").await;
    receive(&cache, 1, "of client 7").await;
    let moved = Report {
        client_id: 8,
        ..report(1, "a")
    };
    let mut tx = cache.database().write().await.unwrap();
    list(&mut tx, 8, &[moved], "t2").await.unwrap();
    tx.commit().await.unwrap();
    assert!(of_client(&cache, 7).await.unwrap().is_empty());
    assert_eq!(of_client(&cache, 8).await.unwrap().len(), 1);
    assert_eq!(content(&cache, 1).await.unwrap(), None);
}

#[tokio::test]
async fn what_was_asked_for_in_vain_is_asked_for_again_soon() {
    let (_folder, cache) = cache().await;
    listing(&cache, &[report(1, "a")], "t1").await;
    let mut tx = cache.database().write().await.unwrap();
    tried(&mut tx, 1, "t2").await.unwrap();
    tx.commit().await.unwrap();
    assert!(to_fetch(&cache, 7, "t2").await.unwrap().is_empty());
    assert_eq!(to_fetch(&cache, 7, "t3").await.unwrap(), [1]);
    assert_eq!(to_come(&cache, 7).await.unwrap(), 1);
}

#[tokio::test]
async fn clients_never_listed_come_first_and_the_longest_ago_before_the_others() {
    let (_folder, cache) = cache().await;
    let client = |id: i64, updated_at: &str| clients::Client {
        id,
        updated_at: updated_at.to_owned(),
        record: "{}".to_owned(),
        content_hash: vec![id as u8],
        ..clients::Client::default()
    };
    let all = [
        client(5, "2026-01-01"),
        client(6, "2026-01-02"),
        client(7, ""),
    ];
    let mut tx = cache.database().write().await.unwrap();
    clients::apply(&mut tx, &all, None).await.unwrap();
    list(&mut tx, 7, &[], "2026-01-03").await.unwrap();
    tx.commit().await.unwrap();
    let turn = |again: &str, soon: &str| Turn {
        again: again.to_owned(),
        soon: soon.to_owned(),
    };
    let next = async |turn: Turn| clients_to_list(&cache, &turn, 9).await.unwrap();
    assert_eq!(next(turn("2026-01-04", "")).await, [6, 5, 7]);
    assert_eq!(next(turn("2026-01-03", "2026-01-09")).await, [6, 5]);
    let counted = to_list(&cache, &turn("2026-01-03", "")).await.unwrap();
    assert_eq!(counted, (2, 3));

    let mut tx = cache.database().write().await.unwrap();
    asked(&mut tx, 7, "2026-01-05", false).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(
        listed_at(&cache, 7).await.unwrap().as_deref(),
        Some("2026-01-03")
    );
    assert_eq!(next(turn("2026-01-04", "2026-01-05")).await, [6, 5]);
    assert_eq!(next(turn("2026-01-04", "2026-01-06")).await, [6, 5, 7]);
}
