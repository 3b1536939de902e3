//! The first time: page by page, seen at once, and gone on with after a stop.

use testkit::{Asked, Fault, ListForm, PortalServer};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use crate::rig::{Notes, Pages, Rig, ids};

#[tokio::test]
async fn every_page_of_a_long_list_arrives() {
    let rig = Rig::plain(1_050).await;
    let notes = Notes::default();
    rig.pull_telling(&notes, &CancellationToken::new())
        .await
        .unwrap();
    rig.has(1..=1_050).await;
    // 1,050 = 5 × 200 + 50.
    let told = notes.progress.lock().unwrap().clone();
    let steps = [200, 400, 600, 800, 1_000, 1_050].map(|done| (done, Some(1_050)));
    assert_eq!(told, steps);
    assert_eq!(*notes.changed.lock().unwrap(), ids(1..=1_050));
    assert_eq!(rig.stand().await.run, 0);
}

#[tokio::test]
async fn a_record_is_kept_exactly_as_it_came() {
    let rig = Rig::plain(3).await;
    rig.pull().await.unwrap();
    let kept = rig.client(2).await.unwrap();
    let record: serde_json::Value = serde_json::from_str(&kept.record).unwrap();
    assert_eq!(record, testkit::client(2));
    assert_eq!(kept.ssn_last4, "0002");
}

#[tokio::test]
async fn an_empty_list_is_a_finished_run() {
    let rig = Rig::plain(0).await;
    rig.pull().await.unwrap();
    rig.has([]).await;
    assert!(!rig.stand().await.finished_at.is_empty());
}

#[tokio::test]
async fn clients_are_there_before_the_run_ends() {
    let rig = Rig::plain(600).await;
    rig.server.answer_page(3, Fault::Slow);
    let (told, mut pages) = mpsc::unbounded_channel();
    let (reporter, cancel) = (Pages(told), CancellationToken::new());
    let watching = async {
        assert_eq!(pages.recv().await, Some(200));
        assert_eq!(pages.recv().await, Some(400));
        rig.server.held().await;
        rig.has(1..=400).await;
        rig.server.release();
    };
    let (run, ()) = tokio::join!(rig.pull_telling(&reporter, &cancel), watching);
    run.unwrap();
    rig.has(1..=600).await;
}

#[tokio::test]
async fn a_run_that_was_stopped_goes_on_at_the_next_page() {
    let rig = Rig::plain(1_000).await;
    rig.pull_until(600).await;
    rig.has(1..=600).await;
    rig.server.forget_requests();

    rig.pull().await.unwrap();
    rig.has(1..=1_000).await;
    // Pages 4 and 5 are left; the pages before are not asked for again.
    let asked = rig.server.pages();
    assert_eq!(asked[..2], [4, 5]);
    assert!(asked.iter().all(|page| *page > 3), "{asked:?}");
}

#[tokio::test]
async fn a_run_that_was_stopped_at_every_page_still_ends() {
    let rig = Rig::with_updates(1_000).await;
    for records in [200, 400, 600, 800] {
        rig.pull_until(records).await;
    }
    rig.pull().await.unwrap();
    rig.has(1..=1_000).await;
    assert_eq!(rig.stand().await.runs, 1);
}

#[tokio::test]
async fn a_run_is_stopped_in_the_middle_of_an_answer() {
    let rig = Rig::plain(300).await;
    rig.server.answer_page(2, Fault::Slow);
    let cancel = CancellationToken::new();
    let stopping = async {
        rig.server.held().await;
        cancel.cancel();
    };
    let (run, ()) = tokio::join!(rig.pull_telling(&crate::rig::Quiet, &cancel), stopping);
    assert!(matches!(run, Err(sync::PullError::Cancelled)));
    rig.pull().await.unwrap();
    rig.has(1..=300).await;
}

#[tokio::test]
async fn a_portal_with_smaller_pages_than_asked_for_is_read_to_its_end() {
    let server = PortalServer::plain().with_pages_of(50);
    let rig = Rig::new(server.with_clients(1..=120).start().await).await;
    let notes = Notes::default();
    rig.pull_telling(&notes, &CancellationToken::new())
        .await
        .unwrap();
    rig.has(1..=120).await;
    let told = notes.progress.lock().unwrap().clone();
    assert_eq!(told, [50, 100, 120].map(|done| (done, Some(120))));
}

#[tokio::test]
async fn a_list_without_pages_is_read_once() {
    for form in [ListForm::Array, ListForm::Data] {
        let server = PortalServer::plain().lists_as(form);
        let rig = Rig::new(server.with_clients(1..=450).start().await).await;
        rig.pull().await.unwrap();
        rig.has(1..=450).await;
        assert_eq!(rig.stand().await.total, 450, "{form:?}");
    }
}

#[tokio::test]
async fn a_list_of_one_page_is_asked_for_once() {
    let rig = Rig::plain(30).await;
    rig.pull().await.unwrap();
    assert_eq!(rig.server.pages(), [1]);
    assert_eq!(rig.server.count(Asked::ClientsGet), 0);
}
