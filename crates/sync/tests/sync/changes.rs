//! What changed since: told by the server where it can, found by comparing where it cannot.

use chrono::{TimeDelta, Utc};
use serde_json::json;
use testkit::{Asked, client};
use tokio_util::sync::CancellationToken;

use crate::rig::{Notes, Rig, ids};

fn rename(rig: &Rig, id: i64, last_name: &str) {
    rig.server.truth().change_client(id, |record| {
        record["attributes"]["LastName"] = json!(last_name);
    });
}

async fn last_name(rig: &Rig, id: i64) -> String {
    rig.client(id).await.unwrap().last_name
}

#[tokio::test]
async fn a_change_is_found_in_one_page_where_the_server_tells_of_changes() {
    let rig = Rig::with_updates(1_000).await;
    rig.pull().await.unwrap();
    rig.server.forget_requests();
    rename(&rig, 700, "Abara");
    let notes = Notes::default();
    rig.pull_telling(&notes, &CancellationToken::new())
        .await
        .unwrap();
    assert_eq!(last_name(&rig, 700).await, "Abara");
    assert_eq!(*notes.changed.lock().unwrap(), [700]);
    assert_eq!(rig.server.pages(), [1]);
}

#[tokio::test]
async fn nothing_new_costs_one_page_also_after_a_change() {
    let rig = Rig::with_updates(1_000).await;
    rig.pull().await.unwrap();
    rename(&rig, 3, "Abara");
    rig.pull().await.unwrap();
    rig.server.forget_requests();
    let notes = Notes::default();
    rig.pull_telling(&notes, &CancellationToken::new())
        .await
        .unwrap();
    assert_eq!(rig.server.pages(), [1]);
    assert_eq!(*notes.changed.lock().unwrap(), ids([]));
}

#[tokio::test]
async fn more_changes_than_a_page_holds_are_all_found() {
    let rig = Rig::with_updates(1_000).await;
    rig.pull().await.unwrap();
    for id in 300..=750 {
        rename(&rig, id, "Abara");
    }
    rig.pull().await.unwrap();
    for id in [300, 500, 750] {
        assert_eq!(last_name(&rig, id).await, "Abara", "{id}");
    }
    assert_eq!(rig.stand().await.runs, 1, "no list was compared for that");
}

#[tokio::test]
async fn a_change_is_found_by_comparing_where_the_server_does_not_tell() {
    let rig = Rig::plain(450).await;
    rig.pull().await.unwrap();
    rename(&rig, 300, "Abara");
    let notes = Notes::default();
    rig.pull_telling(&notes, &CancellationToken::new())
        .await
        .unwrap();
    assert_eq!(last_name(&rig, 300).await, "Abara");
    assert_eq!(*notes.changed.lock().unwrap(), [300]);
}

#[tokio::test]
async fn a_new_client_arrives_with_the_next_run() {
    for rig in [Rig::plain(5).await, Rig::with_updates(5).await] {
        rig.pull().await.unwrap();
        rig.server.truth().put_client_changed(client(6), Utc::now());
        rig.pull().await.unwrap();
        rig.has(1..=6).await;
    }
}

#[tokio::test]
async fn a_differing_count_makes_it_compare_every_client() {
    let rig = Rig::with_updates(450).await;
    rig.pull().await.unwrap();
    rig.server.forget_requests();
    // A year-old file that the agent may see only now: no change tells of it.
    let last_year = Utc::now() - TimeDelta::days(365);
    rig.server
        .truth()
        .put_client_changed(client(451), last_year);
    rig.pull().await.unwrap();
    rig.has(1..=451).await;
    assert_eq!(rig.stand().await.runs, 2);
}

#[tokio::test]
async fn an_equal_count_does_not() {
    let rig = Rig::with_updates(450).await;
    rig.pull().await.unwrap();
    rig.pull().await.unwrap();
    assert_eq!(rig.stand().await.runs, 1);
}

#[tokio::test]
async fn a_change_during_the_first_run_is_there_at_its_end() {
    let rig = Rig::with_updates(600).await;
    rig.server.before_page(3, |truth| {
        truth.change_client(1, |record| {
            record["attributes"]["LastName"] = json!("Abara")
        });
    });
    rig.pull().await.unwrap();
    assert_eq!(last_name(&rig, 1).await, "Abara");
}

#[tokio::test]
async fn the_mark_is_the_servers_greatest_time_and_moves_when_the_run_ends() {
    let rig = Rig::with_updates(250).await;
    rig.pull().await.unwrap();
    let before = rig.stand().await.watermark;
    rename(&rig, 9, "Abara");
    rig.server
        .answer_next(Asked::ClientsList, testkit::Fault::Html);
    assert!(rig.pull().await.is_err());
    assert_eq!(rig.stand().await.watermark, before);
    rig.pull().await.unwrap();
    assert_eq!(
        rig.stand().await.watermark,
        rig.client(9).await.unwrap().updated_at
    );
}
