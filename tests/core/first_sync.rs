//! The first sync: rows before it ends, a stop that costs nothing, every client at the end.

use desk::{Event, SyncState};

use crate::common::{Machine, list, practise, reported, until};

#[tokio::test]
async fn rows_are_there_while_the_first_sync_still_runs() {
    let machine = Machine::with_practice(300);
    let desk = machine.start();
    let mut events = desk.events();
    desk.sign_in_practice().await.unwrap();
    while !matches!(events.recv().await.unwrap(), Event::Changed(_)) {}
    let early = (
        list(&desk, "").await.total,
        desk.sync_status().await.unwrap(),
    );
    assert!(early.0 >= 200 && early.1.first, "{early:?}");
    until(&desk, &mut events, SyncState::Done).await;
    assert_eq!(list(&desk, "").await.total, 300);
}

#[tokio::test]
async fn a_stopped_first_sync_goes_on_where_it_was() {
    let machine = Machine::with_practice(600);
    let desk = machine.start();
    let mut events = desk.events();
    desk.sign_in_practice().await.unwrap();
    while !matches!(events.recv().await.unwrap(), Event::Changed(_)) {}
    desk.sync_cancel().await.unwrap();
    let stopped = until(&desk, &mut events, SyncState::Cancelled).await;
    let kept = list(&desk, "").await.total;
    assert!(
        stopped.first && (200..600).contains(&kept),
        "{stopped:?} with {kept}"
    );
    desk.close().await;

    let desk = machine.start();
    let mut events = desk.events();
    desk.opening().await.unwrap();
    assert_eq!(list(&desk, "").await.total, kept);
    let done = until(&desk, &mut events, SyncState::Done).await;
    assert!(!done.first);
    assert_eq!(list(&desk, "").await.total, 600);
}

#[tokio::test]
async fn it_never_says_that_everything_is_here_before_the_reports_are() {
    let machine = Machine::with_practice(5);
    let desk = machine.start();
    let mut events = desk.events();
    desk.sign_in_practice().await.unwrap();
    let first_done = loop {
        match events.recv().await.unwrap() {
            Event::Sync(status) if status.state == SyncState::Done => break status,
            _ => {}
        }
    };
    let reports = first_done.reports.unwrap();
    assert_eq!(reports.total, 5);
    assert!(reports.done < 5);
    reported(&desk, 5).await;
    until(&desk, &mut events, SyncState::Done).await;
}

#[tokio::test]
async fn a_second_sync_changes_nothing_that_is_the_same() {
    let machine = Machine::with_practice(30);
    let desk = machine.start();
    practise(&desk).await;
    reported(&desk, 30).await;
    let mut events = desk.events();
    desk.sync_now().await.unwrap();
    let again = async {
        let mut heard = Vec::new();
        loop {
            match events.recv().await.unwrap() {
                Event::Changed(changed) => heard.push(changed),
                Event::Sync(status) if status.state == SyncState::Done => return heard,
                _ => {}
            }
        }
    };
    assert!(again.await.is_empty());
}
