//! A note that an agent was told is saved reaches the server exactly once, whatever happens on
//! the way.

use desk::{
    Desk, Opening, SyncState,
    notes::{self, Mark, NoteRow},
    waiting::{self, Decision},
};

use crate::common::{Machine, Portal, notes_until, until, work_at};

const TEXT: &str = "Called about the utility bill; will send a copy on Friday.";

fn ours(notes: &[NoteRow]) -> Vec<&NoteRow> {
    notes.iter().filter(|note| note.text == TEXT).collect()
}

fn is_saved_once(notes: &[NoteRow]) -> bool {
    matches!(ours(notes)[..], [note] if note.mark == Mark::Saved)
}

async fn nothing_waits(desk: &Desk) -> bool {
    waiting::list(desk).await.unwrap().operations.is_empty()
}

#[tokio::test]
async fn a_note_shows_at_once_and_loses_its_mark_when_the_server_has_it() {
    let machine = Machine::with_practice(0);
    let portal = Portal::with_clients(3).await;
    let desk = machine.start();
    work_at(&desk, &portal).await;
    let before = notes::list(&desk, 2).await.unwrap().len();
    notes::create(&desk, 2, TEXT).await.unwrap();
    let shown = notes::list(&desk, 2).await.unwrap();
    assert_eq!((shown.len(), ours(&shown).len()), (before + 1, 1));
    notes_until(&desk, 2, is_saved_once).await;
    assert!(nothing_waits(&desk).await);
    assert_eq!((portal.wire.writes(), portal.notes(TEXT).await), (1, 1));
}

#[tokio::test]
async fn a_note_written_without_a_network_waits_through_a_restart_and_is_sent_once() {
    let machine = Machine::with_practice(0);
    let portal = Portal::with_clients(3).await;
    let desk = machine.start();
    let account = work_at(&desk, &portal).await;
    portal.wire.cut().await;
    notes::create(&desk, 1, TEXT).await.unwrap();
    let shown = notes_until(&desk, 1, |notes| {
        ours(notes).iter().any(|note| note.reason.is_some())
    })
    .await;
    assert_eq!(ours(&shown)[0].mark, Mark::Waiting);
    desk.close().await;

    let desk = machine.start();
    desk.open_account(&account.id).await.unwrap();
    assert_eq!(ours(&notes::list(&desk, 1).await.unwrap()).len(), 1);
    portal.wire.mend().await;
    desk.sync_now().await.unwrap();
    notes_until(&desk, 1, is_saved_once).await;
    assert_eq!((portal.wire.writes(), portal.notes(TEXT).await), (1, 1));
}

#[tokio::test]
async fn a_reset_after_the_commit_does_not_make_a_second_note_where_keys_are_honoured() {
    let machine = Machine::with_practice(0);
    let portal = Portal::with_clients(3).await;
    let desk = machine.start();
    work_at(&desk, &portal).await;
    portal.wire.lose_answers();
    notes::create(&desk, 1, TEXT).await.unwrap();
    notes_until(&desk, 1, |notes| {
        portal.wire.writes() >= 2 && ours(notes).len() == 1
    })
    .await;
    portal.wire.mend().await;
    desk.sync_now().await.unwrap();
    notes_until(&desk, 1, is_saved_once).await;
    assert_eq!(portal.notes(TEXT).await, 1);
    assert!(nothing_waits(&desk).await);
}

#[tokio::test]
async fn a_reset_after_the_commit_is_settled_by_reading_where_keys_are_not_honoured() {
    let machine = Machine::with_practice(0);
    let portal = Portal::plain(3).await;
    let desk = machine.start();
    work_at(&desk, &portal).await;
    portal.wire.lose_answers();
    notes::create(&desk, 1, TEXT).await.unwrap();
    notes_until(&desk, 1, is_saved_once).await;
    assert_eq!(portal.wire.writes(), 1, "it was found, not sent again");
    assert!(nothing_waits(&desk).await);
}

#[tokio::test]
async fn two_equal_notes_stay_two() {
    let machine = Machine::with_practice(0);
    let portal = Portal::plain(3).await;
    let desk = machine.start();
    work_at(&desk, &portal).await;
    portal.wire.lose_answers();
    notes::create(&desk, 1, TEXT).await.unwrap();
    notes::create(&desk, 1, TEXT).await.unwrap();
    let both = |notes: &[NoteRow]| {
        ours(notes).len() == 2 && ours(notes).iter().all(|note| note.mark == Mark::Saved)
    };
    notes_until(&desk, 1, both).await;
    assert_eq!((portal.wire.writes(), portal.notes(TEXT).await), (2, 2));
}

#[tokio::test]
async fn a_note_that_waits_can_be_changed_or_given_up() {
    let machine = Machine::with_practice(0);
    let portal = Portal::with_clients(3).await;
    let desk = machine.start();
    work_at(&desk, &portal).await;
    portal.wire.cut().await;
    let changed = notes::create(&desk, 1, "Frst").await.unwrap();
    let given_up = notes::create(&desk, 2, "Second").await.unwrap();
    notes_until(&desk, 2, |notes| {
        notes.iter().any(|note| note.reason.is_some())
    })
    .await;
    notes_until(&desk, 1, |notes| {
        notes.iter().any(|note| note.reason.is_some())
    })
    .await;
    waiting::decide(&desk, given_up, Decision::Discard, None)
        .await
        .unwrap();
    waiting::decide(&desk, changed, Decision::Edit, Some(TEXT))
        .await
        .unwrap();
    portal.wire.mend().await;
    desk.sync_now().await.unwrap();
    notes_until(&desk, 1, is_saved_once).await;
    assert!(
        notes::list(&desk, 2)
            .await
            .unwrap()
            .iter()
            .all(|note| note.text != "Second")
    );
    assert_eq!((portal.wire.writes(), portal.notes(TEXT).await), (1, 1));
}

#[tokio::test]
async fn signing_out_keeps_what_was_not_sent_sealed_for_the_next_sign_in() {
    let machine = Machine::with_practice(0);
    let portal = Portal::with_clients(3).await;
    let desk = machine.start();
    let account = work_at(&desk, &portal).await;
    portal.wire.cut().await;
    notes::create(&desk, 1, TEXT).await.unwrap();
    desk.sign_out().await.unwrap();
    let left: Vec<String> = machine
        .files()
        .iter()
        .filter_map(|file| Some(file.file_name()?.to_string_lossy().into_owned()))
        .collect();
    assert!(
        left.contains(&"work.db".to_owned()) && !left.contains(&"cache.db".to_owned()),
        "{left:?}"
    );

    portal.wire.mend().await;
    let mut events = desk.events();
    let again = desk.sign_in_portal(portal.sign_in()).await.unwrap();
    assert_eq!(again.id, account.id);
    until(&desk, &mut events, SyncState::Done).await;
    notes_until(&desk, 1, is_saved_once).await;
    assert_eq!((portal.wire.writes(), portal.notes(TEXT).await), (1, 1));
}

#[tokio::test]
async fn an_account_that_is_being_signed_out_is_not_opened_again_by_a_window_that_opens() {
    let machine = Machine::with_practice(0);
    let portal = Portal::with_clients(3).await;
    let desk = machine.start();
    work_at(&desk, &portal).await;
    portal.wire.cut().await;
    notes::create(&desk, 1, TEXT).await.unwrap();
    let (out, opening) = tokio::join!(desk.sign_out(), desk.opening());
    out.unwrap();
    let nobody_is_in = |opening: &Opening| {
        let Opening::SignIn { accounts } = opening else {
            return false;
        };
        accounts.iter().all(|account| account.signed_out)
    };
    let opening = opening.unwrap();
    assert!(nobody_is_in(&opening), "{opening:?}");
    let opening = desk.opening().await.unwrap();
    assert!(nobody_is_in(&opening), "{opening:?}");
}

#[tokio::test]
async fn an_empty_or_endless_note_is_refused_and_nothing_waits() {
    let machine = Machine::with_practice(0);
    let portal = Portal::with_clients(1).await;
    let desk = machine.start();
    work_at(&desk, &portal).await;
    for text in [" \n ".to_owned(), "x".repeat(10_001)] {
        let error = notes::create(&desk, 1, &text).await.unwrap_err();
        assert!(error.details.unwrap().fields.contains_key("note_text"));
    }
    assert!(notes::create(&desk, 99, TEXT).await.is_err());
    assert!(nothing_waits(&desk).await);
}
