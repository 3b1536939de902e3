//! Records that do not decode: put aside in ones, a reason to stop in numbers.

use serde_json::json;
use sync::PullError;
use testkit::{Asked, Fault, client};

use crate::rig::Rig;

/// Makes a client's record one that cannot be read.
fn spoil(rig: &Rig, id: i64) {
    rig.server.truth().change_client(id, |record| {
        record["attributes"] = json!("not an object");
    });
}

#[tokio::test]
async fn one_odd_record_is_put_aside_and_the_rest_of_its_page_applied() {
    let rig = Rig::plain(300).await;
    spoil(&rig, 7);
    rig.pull().await.unwrap();
    let others = (1..=300).filter(|id| *id != 7);
    rig.has(others).await;
    let aside = rig.put_aside().await;
    assert_eq!(aside.len(), 1);
    let (record, reason) = &aside[0];
    assert_eq!(record["id"], 7);
    assert!(!reason.contains("not an object"), "{reason}");
}

#[tokio::test]
async fn the_same_odd_record_is_put_aside_once() {
    let rig = Rig::plain(300).await;
    spoil(&rig, 7);
    rig.pull().await.unwrap();
    rig.pull().await.unwrap();
    assert_eq!(rig.put_aside().await.len(), 1);
}

#[tokio::test]
async fn a_record_that_becomes_readable_arrives() {
    let rig = Rig::plain(5).await;
    spoil(&rig, 2);
    rig.pull().await.unwrap();
    rig.server.truth().put_client(client(2));
    rig.pull().await.unwrap();
    rig.has(1..=5).await;
}

#[tokio::test]
async fn a_record_that_was_readable_once_is_kept_as_it_was() {
    let rig = Rig::plain(5).await;
    rig.pull().await.unwrap();
    spoil(&rig, 2);
    for _ in 0..4 {
        rig.pull().await.unwrap();
    }
    rig.has(1..=5).await;
}

#[tokio::test]
async fn more_than_one_in_a_hundred_stops_the_run_and_keeps_what_could_be_read() {
    let rig = Rig::plain(1_000).await;
    // 11 are more than a hundredth of 1,000, 10 would not be.
    (401..=411).for_each(|id| spoil(&rig, id));
    let stopped = rig.pull().await;
    assert!(
        matches!(stopped, Err(PullError::Unreadable(11))),
        "{stopped:?}"
    );
    rig.has((1..=600).filter(|id| !(401..=411).contains(id)))
        .await;
    rig.server.forget_requests();

    (401..=411).for_each(|id| rig.server.truth().put_client(client(id)));
    rig.pull().await.unwrap();
    rig.has(1..=1_000).await;
    assert_eq!(
        rig.server.pages()[0],
        3,
        "the pages before are here already"
    );
}

#[tokio::test]
async fn one_in_a_hundred_does_not_stop_the_run_wherever_they_are() {
    let rig = Rig::plain(600).await;
    // 6 of 600, all on the first page of 200.
    let odd = [1, 2, 3, 4, 5, 6];
    odd.iter().for_each(|id| spoil(&rig, *id));
    rig.pull().await.unwrap();
    rig.has((1..=600).filter(|id| !odd.contains(id))).await;
    assert_eq!(rig.put_aside().await.len(), 6);
}

#[tokio::test]
async fn html_in_place_of_json_writes_nothing() {
    let rig = Rig::plain(300).await;
    rig.server.answer_always(Asked::ClientsList, Fault::Html);
    let failed = rig.pull().await;
    assert!(
        matches!(failed, Err(PullError::Failed(client::Failure::Captive))),
        "{failed:?}"
    );
    rig.has([]).await;
    assert!(rig.put_aside().await.is_empty());
    assert_eq!(rig.stand().await, store::table::pulls::Pull::default());
}

#[tokio::test]
async fn a_sentence_in_place_of_the_list_is_no_client_and_heals() {
    let rig = Rig::plain(300).await;
    let sentence = json!({ "message": "Welcome." });
    rig.server
        .answer_always(Asked::ClientsList, Fault::Json(sentence));
    let _ = rig.pull().await;
    rig.has([]).await;
    rig.server.recover();
    rig.pull().await.unwrap();
    rig.has(1..=300).await;
}
