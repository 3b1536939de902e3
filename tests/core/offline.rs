//! Without a network everything is there as it was.

use std::{
    fs,
    path::{Path, PathBuf},
};

use desk::{Desk, Opening, SyncState, clients, documents, letters, notes};
use serde_json::{Value, json};

use crate::common::{Machine, Portal, list, reported, until, work_at};

/// What the rooms of a client show; reports and items have a test of their own.
async fn rooms(desk: &Desk, client: i64) -> Value {
    json!({
        "overview": clients::get(desk, client).await.unwrap(),
        "notes": notes::list(desk, client).await.unwrap(),
        // Looking at them fetches them again, so when that was may differ.
        "documents": documents::list(desk, client).await.unwrap().documents,
        "letters": letters::list(desk, client).await.unwrap(),
        "new letter": letters::choices(desk, client).await.unwrap(),
    })
}

#[tokio::test]
async fn every_room_is_the_same_without_the_portal_and_after_a_restart() {
    const CLIENTS: u32 = 6;
    let machine = Machine::with_practice(0);
    let portal = Portal::with_clients(CLIENTS).await;
    let desk = machine.start();
    work_at(&desk, &portal).await;
    reported(&desk, CLIENTS).await;
    let mut online = Vec::new();
    for client in 1..=i64::from(CLIENTS) {
        online.push(rooms(&desk, client).await);
    }
    for room in ["/notes", "/documents", "/new letter/templates"] {
        let is_filled =
            |shown: &Value| !shown.pointer(room).unwrap().as_array().unwrap().is_empty();
        assert!(online.iter().any(is_filled), "{room} has something to show");
    }

    let mut events = desk.events();
    portal.wire.cut().await;
    desk.sync_now().await.unwrap();
    until(&desk, &mut events, SyncState::Offline).await;
    desk.close().await;
    let desk = machine.start();
    desk.opening().await.unwrap();
    for (client, shown) in (1..).zip(online) {
        assert_eq!(rooms(&desk, client).await, shown);
    }
}

#[tokio::test]
async fn every_client_is_there_without_the_portal_and_after_a_restart() {
    let machine = Machine::with_practice(0);
    let portal = Portal::with_clients(40).await;
    let desk = machine.start();
    let mut events = desk.events();
    let account = desk.sign_in_portal(portal.sign_in()).await.unwrap();
    until(&desk, &mut events, SyncState::Done).await;
    let (all, file) = (
        list(&desk, "").await,
        desk::clients::get(&desk, 7).await.unwrap(),
    );
    assert_eq!(all.total, 40);

    portal.wire.cut().await;
    desk.sync_now().await.unwrap();
    let status = until(&desk, &mut events, SyncState::Offline).await;
    assert!(status.finished_at.is_some() && status.message.is_some());
    desk.close().await;

    let desk = machine.start();
    assert_eq!(desk.opening().await.unwrap(), Opening::Open { account });
    assert_eq!(list(&desk, "").await, all);
    assert_eq!(desk::clients::get(&desk, 7).await.unwrap(), file);
}

#[tokio::test]
async fn that_the_portal_is_away_is_told_as_soon_as_something_could_not_be_sent() {
    let machine = Machine::with_practice(0);
    let portal = Portal::with_clients(3).await;
    let desk = machine.start();
    let mut events = desk.events();
    work_at(&desk, &portal).await;
    until(&desk, &mut events, SyncState::Done).await;
    portal.wire.cut().await;
    desk::notes::create(&desk, 1, "Nobody answers.")
        .await
        .unwrap();
    until(&desk, &mut events, SyncState::Offline).await;
    // The next run by the clock would have come many attempts later.
    let waits = desk::waiting::list(&desk).await.unwrap().operations;
    assert!(matches!(&waits[..], [note] if note.attempts < 3));
}

#[test]
fn every_proof_that_the_page_about_offline_names_is_a_test() {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap());
    let page = fs::read_to_string(root.join("docs/OFFLINE.md")).unwrap();
    let (_, proof) = page.split_once("## Proof").unwrap();
    let sources = sources(&root.join("tests")) + &sources(&root.join("crates"));
    let named = proof.split('`').skip(1).step_by(2);
    let (mut tests, mut dead) = (0, Vec::new());
    for name in named.filter(|name| !name.contains('/')) {
        tests += 1;
        if !sources.contains(&format!("fn {name}(")) {
            dead.push(name);
        }
    }
    assert!(
        tests > 15 && dead.is_empty(),
        "{tests} tests, not there: {dead:?}"
    );
}

/// The text of every Rust file below a folder.
fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("node_modules") {
            text += &sources(&path);
        } else if path.extension().is_some_and(|end| end == "rs") {
            text += &fs::read_to_string(&path).unwrap();
        }
    }
    text
}
