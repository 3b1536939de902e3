//! What the server no longer lists: removed here only on clear words, never in a landslide.

use testkit::{Asked, Fault};

use crate::rig::Rig;

#[tokio::test]
async fn a_deleted_client_goes_after_two_full_runs_and_its_own_404() {
    let rig = Rig::plain(5).await;
    rig.pull().await.unwrap();
    rig.server.truth().remove_client(3);

    rig.pull().await.unwrap();
    rig.has(1..=5).await;
    assert_eq!(rig.server.count(Asked::ClientsGet), 0);

    rig.pull().await.unwrap();
    rig.has([1, 2, 4, 5]).await;
    assert_eq!(rig.server.count(Asked::ClientsGet), 1);
}

#[tokio::test]
async fn a_deletion_is_noticed_by_the_count_where_the_server_tells_of_changes() {
    let rig = Rig::with_updates(5).await;
    rig.pull().await.unwrap();
    rig.server.truth().remove_client(3);
    rig.pull().await.unwrap();
    rig.pull().await.unwrap();
    rig.has([1, 2, 4, 5]).await;
}

#[tokio::test]
async fn a_removed_client_is_not_found_by_a_search_either() {
    let rig = Rig::plain(5).await;
    rig.pull().await.unwrap();
    rig.server.truth().remove_client(3);
    rig.pull().await.unwrap();
    rig.pull().await.unwrap();
    let listing = store::table::clients::Listing {
        search: "client3".to_owned(),
        limit: 10,
        ..Default::default()
    };
    let (found, total) = store::table::clients::list(&rig.cache, &listing)
        .await
        .unwrap();
    assert_eq!((found.len(), total), (0, 0));
}

#[tokio::test]
async fn a_client_that_is_listed_again_was_never_missed() {
    let rig = Rig::plain(5).await;
    rig.pull().await.unwrap();
    for listed in [false, true, false] {
        rig.server.truth().list_client(3, listed);
        rig.pull().await.unwrap();
    }
    assert_eq!(rig.server.count(Asked::ClientsGet), 0);
    rig.has(1..=5).await;
}

#[tokio::test]
async fn a_client_that_is_not_listed_but_can_be_read_stays() {
    let rig = Rig::plain(5).await;
    rig.pull().await.unwrap();
    rig.server.truth().list_client(3, false);
    for _ in 0..3 {
        rig.pull().await.unwrap();
    }
    rig.has(1..=5).await;
    assert!(rig.server.count(Asked::ClientsGet) > 0);
}

#[tokio::test]
async fn a_client_that_may_no_longer_be_seen_is_purged() {
    let rig = Rig::plain(5).await;
    rig.pull().await.unwrap();
    rig.server.truth().forbid_client(3);
    rig.pull().await.unwrap();
    rig.pull().await.unwrap();
    assert_eq!(rig.client(3).await, None);
}

#[tokio::test]
async fn a_client_whose_own_answer_cannot_be_read_stays_and_holds_up_nothing() {
    let rig = Rig::plain(5).await;
    rig.pull().await.unwrap();
    rig.server.truth().list_client(3, false);
    rig.server.truth().remove_client(4);
    rig.pull().await.unwrap();
    let odd = serde_json::json!({ "id": 3, "attributes": "none" });
    rig.server.answer_next(Asked::ClientsGet, Fault::Json(odd));
    rig.pull().await.unwrap();
    rig.has([1, 2, 3, 5]).await;
}

#[tokio::test]
async fn no_client_goes_while_the_server_cannot_be_asked_for_it() {
    let rig = Rig::plain(5).await;
    rig.pull().await.unwrap();
    rig.server.truth().remove_client(3);
    rig.pull().await.unwrap();
    rig.server.answer_next(Asked::ClientsGet, Fault::Html);
    assert!(rig.pull().await.is_err());
    rig.has(1..=5).await;
    rig.pull().await.unwrap();
    rig.has([1, 2, 4, 5]).await;
}

#[tokio::test]
async fn a_run_that_breaks_off_at_its_end_does_not_count_a_miss_twice() {
    let rig = Rig::plain(5).await;
    rig.pull().await.unwrap();
    rig.server.truth().list_client(1, false);
    rig.pull().await.unwrap();
    // Client 2 is missed for the first time by the run that breaks off while asking for 1.
    rig.server.truth().list_client(2, false);
    rig.server.answer_next(Asked::ClientsGet, Fault::Html);
    assert!(rig.pull().await.is_err());
    rig.server.truth().list_client(2, true);
    rig.server.truth().list_client(1, true);
    rig.server.forget_requests();
    rig.pull().await.unwrap();
    assert_eq!(rig.server.count(Asked::ClientsGet), 0);
    rig.has(1..=5).await;
}

#[tokio::test]
async fn twenty_of_a_few_may_go() {
    let rig = Rig::plain(100).await;
    rig.pull().await.unwrap();
    (1..=20).for_each(|id| rig.server.truth().remove_client(id));
    for _ in 0..2 {
        assert_eq!(rig.pull().await.unwrap().withheld, 0);
    }
    rig.has(21..=100).await;
}

#[tokio::test]
async fn a_landslide_is_not_believed_and_its_size_is_told() {
    let rig = Rig::plain(100).await;
    rig.pull().await.unwrap();
    (1..=21).for_each(|id| rig.server.truth().remove_client(id));
    for _ in 0..3 {
        assert_eq!(rig.pull().await.unwrap().withheld, 21);
    }
    rig.has(1..=100).await;
    assert_eq!(rig.server.count(Asked::ClientsGet), 0);
}

#[tokio::test]
async fn an_empty_list_does_not_empty_the_cache() {
    let rig = Rig::with_updates(300).await;
    rig.pull().await.unwrap();
    (1..=300).for_each(|id| rig.server.truth().list_client(id, false));
    for _ in 0..3 {
        assert_eq!(rig.pull().await.unwrap().withheld, 300);
    }
    rig.has(1..=300).await;
}

#[tokio::test]
async fn two_in_a_hundred_may_go_from_a_long_list() {
    // 2 % of 1,500 is 30, more than twenty.
    let rig = Rig::plain(1_500).await;
    rig.pull().await.unwrap();
    (1..=30).for_each(|id| rig.server.truth().remove_client(id));
    rig.pull().await.unwrap();
    rig.pull().await.unwrap();
    rig.has(31..=1_500).await;
}
