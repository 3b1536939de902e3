//! Lists that move while they are read, and lists that never end.

use sync::PullError;
use testkit::{Asked, PortalServer, client};

use crate::rig::Rig;

#[tokio::test]
async fn a_page_that_is_repeated_does_not_make_it_loop() {
    let server = PortalServer::plain().repeating_page(1);
    let rig = Rig::new(server.with_clients(1..=1_000).start().await).await;
    for _ in 0..6 {
        let stopped = rig.pull().await;
        assert!(matches!(stopped, Err(PullError::Repeats(_))), "{stopped:?}");
    }
    rig.has(1..=200).await;
    assert!(rig.stand().await.finished_at.is_empty());
    assert!(rig.server.count(Asked::ClientsList) < 20);
}

#[tokio::test]
async fn a_client_skipped_because_another_was_deleted_is_there_after_the_next_run() {
    for rig in [Rig::plain(1_000).await, Rig::with_updates(1_000).await] {
        // Client 401 moves from page 3 to page 2, which has been read by then.
        rig.server.before_page(3, |truth| truth.remove_client(10));
        rig.pull().await.unwrap();
        rig.pull().await.unwrap();
        rig.pull().await.unwrap();
        let all: Vec<i64> = (1..=1_000).filter(|id| *id != 10).collect();
        rig.has(all).await;
    }
}

#[tokio::test]
async fn a_client_skipped_while_the_run_was_stopped_is_there_after_the_next_run() {
    let rig = Rig::with_updates(1_000).await;
    rig.pull_until(400).await;
    rig.server.truth().remove_client(10);
    for _ in 0..3 {
        rig.pull().await.unwrap();
    }
    let all: Vec<i64> = (1..=1_000).filter(|id| *id != 10).collect();
    rig.has(all).await;
}

#[tokio::test]
async fn a_skipped_client_that_was_known_before_is_not_removed() {
    let rig = Rig::plain(600).await;
    rig.pull().await.unwrap();
    for page in 2..=3 {
        let gone = page;
        rig.server
            .before_page(page, move |truth| truth.remove_client(gone));
        rig.pull().await.unwrap();
    }
    rig.pull().await.unwrap();
    rig.pull().await.unwrap();
    rig.has([1].into_iter().chain(4..=600)).await;
}

#[tokio::test]
async fn a_client_seen_twice_because_another_came_before_it_is_kept_once() {
    let server = PortalServer::plain().with_clients((1..=600).filter(|id| *id != 10));
    let rig = Rig::new(server.start().await).await;
    rig.server
        .before_page(3, |truth| truth.put_client(client(10)));
    rig.pull().await.unwrap();
    rig.pull().await.unwrap();
    rig.has(1..=600).await;
}
