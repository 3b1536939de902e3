//! Credit reports and negative items: there without a network, and the same as with one.

use desk::{Desk, SyncState, items, reports};
use serde_json::{Value, json};

use crate::common::{Machine, Portal, reported, until, work_at};

const CLIENTS: u32 = 6;

/// Everything that the window could show of a client's reports and items.
async fn shown(desk: &Desk, client: i64) -> Value {
    let listed = reports::list(desk, client).await.unwrap();
    let mut views = Vec::new();
    for set in &listed.sets {
        let view = reports::view(desk, client, &set.as_of).await.unwrap();
        assert!(view.on_their_way.is_empty() && view.unreadable.is_empty());
        views.push(serde_json::to_value(view).unwrap());
    }
    let items = items::list(desk, client).await.unwrap();
    json!({ "sets": listed.sets, "views": views, "items": items })
}

#[tokio::test]
async fn every_report_and_item_is_the_same_without_the_portal_and_after_a_restart() {
    let machine = Machine::with_practice(0);
    let portal = Portal::with_clients(CLIENTS).await;
    let desk = machine.start();
    work_at(&desk, &portal).await;
    reported(&desk, CLIENTS).await;
    let mut online = Vec::new();
    for client in 1..=i64::from(CLIENTS) {
        online.push(shown(&desk, client).await);
    }
    let accounts = online[0]["views"][0]["comparison"]["accounts"].as_array();
    assert!(accounts.is_some_and(|accounts| accounts.len() >= 12));

    let mut events = desk.events();
    portal.wire.cut().await;
    desk.sync_now().await.unwrap();
    until(&desk, &mut events, SyncState::Offline).await;
    desk.close().await;
    let desk = machine.start();
    desk.opening().await.unwrap();
    for client in 1..=i64::from(CLIENTS) {
        assert_eq!(shown(&desk, client).await, online[client as usize - 1]);
    }
}

#[tokio::test]
async fn every_item_names_its_bureau_and_most_are_found_in_the_latest_report() {
    let machine = Machine::with_practice(0);
    let portal = Portal::with_clients(CLIENTS).await;
    let desk = machine.start();
    work_at(&desk, &portal).await;
    reported(&desk, CLIENTS).await;
    let (mut all, mut found) = (0, 0);
    for client in 1..=i64::from(CLIENTS) {
        let listed = reports::list(&desk, client).await.unwrap();
        let latest = &listed.sets[0].as_of;
        let view = reports::view(&desk, client, latest).await.unwrap();
        for item in items::list(&desk, client).await.unwrap().items {
            let bureau = item.bureau.unwrap();
            let mut accounts = view.comparison.accounts.iter();
            let here = accounts.any(|account| {
                account.tradeline_ids[bureau.index()].as_ref() == Some(&item.tradeline_id)
            });
            (all, found) = (all + 1, found + usize::from(here));
        }
    }
    assert!(all > 0 && found * 2 > all, "{found} of {all}");
}
