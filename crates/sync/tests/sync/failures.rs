//! A server that is tired, a line that breaks, a sign-in that ends.

use client::Failure;
use sync::PullError;
use testkit::{Asked, Fault, Truth};

use crate::rig::Rig;

#[tokio::test]
async fn a_page_that_may_be_asked_for_again_is_asked_for_again() {
    for status in [429, 503] {
        let rig = Rig::plain(500).await;
        rig.server.answer_page(2, Fault::Wait(status, "0"));
        rig.pull().await.unwrap();
        rig.has(1..=500).await;
        let second = rig.server.pages().iter().filter(|p| **p == 2).count();
        assert_eq!(second, 2, "{status}");
    }
}

#[tokio::test]
async fn a_page_that_was_cut_is_read_again() {
    let rig = Rig::plain(500).await;
    rig.server.answer_page(2, Fault::Cut);
    rig.pull().await.unwrap();
    rig.has(1..=500).await;
}

#[tokio::test]
async fn a_server_that_stays_tired_is_left_alone_after_a_few_tries() {
    let rig = Rig::plain(500).await;
    rig.server
        .answer_always(Asked::ClientsList, Fault::Wait(503, "0"));
    let failed = rig.pull().await;
    assert!(
        matches!(failed, Err(PullError::Failed(Failure::Transient { .. }))),
        "{failed:?}"
    );
    // Two pages are under way at once, each is asked for four times at most.
    assert!(rig.server.count(Asked::ClientsList) <= 8);
}

#[tokio::test]
async fn a_token_that_runs_out_in_the_middle_is_fetched_anew() {
    let rig = Rig::plain(500).await;
    rig.server.answer_page(2, Fault::Status(401));
    rig.pull().await.unwrap();
    rig.has(1..=500).await;
    assert_eq!(rig.server.count(Asked::AuthRefresh), 1);
}

#[tokio::test]
async fn a_sign_in_that_ends_leaves_everything_that_came() {
    let rig = Rig::plain(600).await;
    rig.server.before_page(3, Truth::revoke_tokens);
    let failed = rig.pull().await;
    assert!(
        matches!(failed, Err(PullError::Failed(Failure::SignedOut))),
        "{failed:?}"
    );
    rig.has(1..=400).await;
}

#[tokio::test]
async fn a_refused_list_removes_nothing() {
    let rig = Rig::plain(5).await;
    rig.pull().await.unwrap();
    rig.server
        .answer_always(Asked::ClientsList, Fault::Status(403));
    for _ in 0..3 {
        assert!(rig.pull().await.is_err());
    }
    rig.has(1..=5).await;
}

#[tokio::test]
async fn a_lost_network_in_the_middle_costs_no_page_twice() {
    let rig = Rig::plain(1_000).await;
    rig.server.answer_page(4, Fault::Html);
    assert!(rig.pull().await.is_err());
    rig.has(1..=600).await;
    rig.server.forget_requests();
    rig.pull().await.unwrap();
    rig.has(1..=1_000).await;
    assert_eq!(rig.server.pages()[0], 4);
}
