//! A file that was dropped is the client's document at the server, once and as it was, whatever
//! happens on the way.

use std::fs;

use crate::common::{
    Machine, Portal, eventually,
    files::{pdf, put},
    work_at,
};
use desk::{
    Desk, Which,
    documents::{self, DocumentRow},
    notes::Mark,
    tray::{self, TrayChange, TrayFile, TrayStage},
    waiting::{self, Decision},
};

/// One white pixel.
const PNG: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48, 0x44, 0x52,
    0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b,
    0x55, 0x00, 0x00, 0x00, 0x0a, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9c, 0x63, 0xf8, 0x0f, 0x00, 0x01,
    0x01, 0x01, 0x00, 0xb1, 0x38, 0xf6, 0x14, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae,
    0x42, 0x60, 0x82,
];

async fn in_tray(desk: &Desk, wanted: impl Fn(&[TrayFile]) -> bool) -> Vec<TrayFile> {
    let ask = async || tray::list(desk).await.unwrap();
    eventually(desk, ask, |files| wanted(files)).await
}

fn all(files: &[TrayFile], stage: TrayStage) -> bool {
    !files.is_empty() && files.iter().all(|file| file.stage == stage)
}

async fn listed(desk: &Desk, client: i64, wanted: impl Fn(&[DocumentRow]) -> bool) {
    let ask = async || documents::list(desk, client).await.unwrap().documents;
    eventually(desk, ask, |rows| wanted(rows)).await;
}

fn named<'a>(rows: &'a [DocumentRow], name: &str) -> Vec<&'a DocumentRow> {
    rows.iter().filter(|row| row.name == name).collect()
}

fn is_saved_once(rows: &[DocumentRow], name: &str) -> bool {
    matches!(named(rows, name)[..], [row] if row.mark == Mark::Saved)
}

/// A machine at work at a portal, with a folder of files beside it.
struct Rig {
    machine: Machine,
    portal: Portal,
    desk: Desk,
    account: String,
    files: tempfile::TempDir,
}

impl Rig {
    async fn at(portal: Portal) -> Self {
        let machine = Machine::with_practice(0);
        let desk = machine.start();
        let account = work_at(&desk, &portal).await.id;
        Self {
            machine,
            portal,
            desk,
            account,
            files: tempfile::tempdir().unwrap(),
        }
    }

    /// Drops a file for a client; returns its number in the tray.
    async fn dropped(&self, name: &str, bytes: &[u8], client: i64) -> i64 {
        let path = put(self.files.path(), name, bytes);
        tray::at(&self.desk, Some(client)).await.unwrap();
        assert_eq!(self.desk.take(vec![path]).await.unwrap(), 1);
        tray::list(&self.desk).await.unwrap().last().unwrap().id
    }

    async fn restarted(self) -> Self {
        self.desk.close().await;
        let desk = self.machine.start();
        desk.open_account(&self.account).await.unwrap();
        Self { desk, ..self }
    }
}

#[tokio::test]
async fn a_dropped_file_waits_with_what_it_probably_is_until_the_agent_sends_it() {
    let rig = Rig::at(Portal::with_clients(3).await).await;
    let page = pdf("Power and light", 0);
    let id = rig.dropped("Utility bill March.pdf", &page, 2).await;
    // The source may vanish as soon as it is in the tray.
    fs::remove_file(rig.files.path().join("Utility bill March.pdf")).unwrap();
    let file = &tray::list(&rig.desk).await.unwrap()[0];
    assert_eq!((file.stage, file.client_id), (TrayStage::Ready, Some(2)));
    assert_eq!(
        (file.doc_type.as_str(), file.subtype.as_str(), file.size),
        ("id", "utility_bills", page.len() as i64)
    );
    assert!(
        rig.desk
            .thumbnail(Which::Dropped(id))
            .await
            .unwrap()
            .is_some()
    );
    assert_eq!(rig.portal.wire.writes(), 0);

    tray::send(&rig.desk, &[id]).await.unwrap();
    in_tray(&rig.desk, |files| all(files, TrayStage::Done)).await;
    assert_eq!(rig.portal.files(2, "Utility bill March").await, [page]);
    listed(&rig.desk, 2, |rows| {
        is_saved_once(rows, "Utility bill March")
    })
    .await;
    let waiting = waiting::list(&rig.desk).await.unwrap();
    assert!(waiting.operations.is_empty() && waiting.in_tray == 0);
    assert!(copies(&rig.machine, "spool").is_empty());
}

#[tokio::test]
async fn what_was_dropped_without_a_network_waits_through_a_restart_and_is_sent_once() {
    let rig = Rig::at(Portal::with_clients(3).await).await;
    rig.portal.wire.cut().await;
    let page = pdf("Pay stub", 300_000);
    let first = rig.dropped("pay stub.pdf", &page, 1).await;
    let second = rig.dropped("license.png", PNG, 1).await;
    tray::send(&rig.desk, &[first, second]).await.unwrap();
    in_tray(&rig.desk, |files| {
        all(files, TrayStage::Waiting) && files.iter().all(|file| file.reason.is_some())
    })
    .await;
    listed(
        &rig.desk,
        1,
        |rows| matches!(named(rows, "pay stub")[..], [row] if row.mark == Mark::Waiting),
    )
    .await;

    let rig = rig.restarted().await;
    assert!(all(
        &tray::list(&rig.desk).await.unwrap(),
        TrayStage::Waiting
    ));
    rig.portal.wire.mend().await;
    rig.desk.sync_now().await.unwrap();
    in_tray(&rig.desk, |files| all(files, TrayStage::Done)).await;
    assert_eq!(rig.portal.files(1, "pay stub").await, [page]);
    assert_eq!(rig.portal.files(1, "license").await, [PNG]);
}

#[tokio::test]
async fn answers_that_are_lost_do_not_make_a_second_document() {
    for plain in [false, true] {
        let portal = if plain {
            Portal::plain(3).await
        } else {
            Portal::with_clients(3).await
        };
        let rig = Rig::at(portal).await;
        rig.portal.wire.lose_answers();
        let page = pdf("Statement", 0);
        let id = rig.dropped("bank statement.pdf", &page, 3).await;
        tray::send(&rig.desk, &[id]).await.unwrap();
        eventually(
            &rig.desk,
            async || {
                drop(tray::list(&rig.desk).await.unwrap());
                rig.portal.wire.writes()
            },
            |writes| *writes >= 2,
        )
        .await;
        rig.portal.wire.mend().await;
        rig.desk.sync_now().await.unwrap();
        in_tray(&rig.desk, |files| all(files, TrayStage::Done)).await;
        let there = rig.portal.files(3, "bank statement").await;
        assert_eq!(there, [page], "plain: {plain}");
    }
}

#[tokio::test]
async fn what_cannot_be_taken_stays_in_the_tray_with_the_reason() {
    let rig = Rig::at(Portal::with_clients(3).await).await;
    rig.dropped("notes.pdf", b"only words", 1).await;
    rig.dropped("empty.png", b"", 1).await;
    rig.dropped("setup.pdf", b"MZ\x90\0 a program", 1).await;
    let files = tray::list(&rig.desk).await.unwrap();
    assert!(all(&files, TrayStage::Refused));
    assert!(files.iter().all(|file| file.refusal.is_some()));
    assert!(copies(&rig.machine, "spool").is_empty());
    let refused = tray::send(&rig.desk, &[files[0].id]).await.unwrap_err();
    assert!(refused.message.contains("notes.pdf"), "{refused}");
    let ids: Vec<i64> = files.iter().map(|file| file.id).collect();
    tray::remove(&rig.desk, &ids).await.unwrap();
    assert!(tray::list(&rig.desk).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_file_without_a_client_is_not_sent_and_says_so() {
    let rig = Rig::at(Portal::with_clients(3).await).await;
    tray::at(&rig.desk, None).await.unwrap();
    let path = put(rig.files.path(), "scan.pdf", &pdf("Scan", 0));
    rig.desk.take(vec![path]).await.unwrap();
    let id = tray::list(&rig.desk).await.unwrap()[0].id;
    let refused = tray::send(&rig.desk, &[id]).await.unwrap_err();
    assert!(refused.message.contains("scan.pdf"), "{refused}");

    let change = TrayChange {
        client_id: Some(2),
        doc_type: Some("credit_related".into()),
        subtype: Some("experian".into()),
        caption: Some("Answer of March".into()),
    };
    tray::change(&rig.desk, &[id], &change).await.unwrap();
    tray::send(&rig.desk, &[id]).await.unwrap();
    in_tray(&rig.desk, |files| all(files, TrayStage::Done)).await;
    let document = rig.portal.documents(2).await;
    let ours = document.iter().find(|document| {
        let attachment = document.attachment.as_ref().unwrap();
        attachment.caption.as_deref() == Some("Answer of March")
    });
    let ours = ours.unwrap();
    assert_eq!(
        (ours.kind.as_deref(), ours.subtype.as_deref()),
        (Some("credit_related"), Some("experian"))
    );
}

#[tokio::test]
async fn one_that_waits_can_be_given_up_and_is_in_the_tray_again() {
    let rig = Rig::at(Portal::with_clients(3).await).await;
    rig.portal.wire.cut().await;
    let id = rig.dropped("id card.png", PNG, 1).await;
    tray::send(&rig.desk, &[id]).await.unwrap();
    in_tray(&rig.desk, |files| files[0].reason.is_some()).await;
    let waiting = waiting::list(&rig.desk).await.unwrap();
    assert_eq!(
        waiting.operations.len(),
        1,
        "a file is one thing that waits"
    );
    assert_eq!(waiting.operations[0].text, "id card.png");
    let operation = waiting.operations[0].id;
    waiting::decide(&rig.desk, operation, Decision::Discard, None)
        .await
        .unwrap();
    assert!(all(&tray::list(&rig.desk).await.unwrap(), TrayStage::Ready));
    tray::remove(&rig.desk, &[id]).await.unwrap();
    rig.portal.wire.mend().await;
    rig.desk.sync_now().await.unwrap();
    assert!(rig.portal.files(1, "id card").await.is_empty());
    assert!(copies(&rig.machine, "spool").is_empty());
}

#[tokio::test]
async fn one_that_waits_can_be_removed_and_one_on_its_way_stays() {
    let rig = Rig::at(Portal::plain(3).await).await;
    rig.portal.wire.cut().await;
    let waits = rig.dropped("waits.png", PNG, 1).await;
    tray::send(&rig.desk, &[waits]).await.unwrap();
    in_tray(&rig.desk, |files| files[0].reason.is_some()).await;
    tray::remove(&rig.desk, &[waits]).await.unwrap();
    assert!(
        waiting::list(&rig.desk)
            .await
            .unwrap()
            .operations
            .is_empty()
    );

    rig.portal.wire.mend().await;
    rig.portal.wire.lose_answers();
    let goes = rig.dropped("goes.png", PNG, 1).await;
    tray::send(&rig.desk, &[goes]).await.unwrap();
    eventually(
        &rig.desk,
        async || {
            drop(tray::list(&rig.desk).await.unwrap());
            rig.portal.wire.writes()
        },
        |writes| *writes >= 1,
    )
    .await;
    // Its answer is lost, so it may have arrived: it cannot be taken back.
    let refused = tray::remove(&rig.desk, &[goes]).await.unwrap_err();
    assert!(refused.message.contains("goes.png"), "{refused}");
    rig.portal.wire.mend().await;
    rig.desk.sync_now().await.unwrap();
    in_tray(&rig.desk, |files| all(files, TrayStage::Done)).await;
    assert_eq!(rig.portal.files(1, "goes").await, [PNG]);
}

#[tokio::test]
async fn the_same_file_twice_for_a_client_is_told() {
    let rig = Rig::at(Portal::with_clients(3).await).await;
    rig.dropped("front.png", PNG, 1).await;
    rig.dropped("again.png", PNG, 1).await;
    rig.dropped("other.png", PNG, 2).await;
    let files = tray::list(&rig.desk).await.unwrap();
    let told: Vec<bool> = files.iter().map(|file| file.twice.is_some()).collect();
    assert_eq!(told, [false, true, false]);
}

#[tokio::test]
async fn a_document_that_was_opened_can_be_opened_without_a_network_until_the_sign_out() {
    let rig = Rig::at(Portal::with_clients(3).await).await;
    let page = pdf("Umberfield statement", 5_000_000);
    let id = rig.dropped("statement.pdf", &page, 1).await;
    tray::send(&rig.desk, &[id]).await.unwrap();
    in_tray(&rig.desk, |files| all(files, TrayStage::Done)).await;
    listed(&rig.desk, 1, |rows| is_saved_once(rows, "statement")).await;
    let rows = documents::list(&rig.desk, 1).await.unwrap().documents;
    let which = Which::Attachment(named(&rows, "statement")[0].attachment_id.unwrap());

    let viewing = rig.desk.view(which, "x/").await.unwrap();
    let part = rig.desk.viewed(&viewing.token, 10, Some(20)).await.unwrap();
    assert_eq!(
        (part.bytes.as_slice(), part.total),
        (&page[10..20], page.len() as u64)
    );
    rig.desk.close_view(&viewing.token);
    assert!(rig.desk.viewed(&viewing.token, 0, None).await.is_none());

    rig.portal.wire.cut().await;
    let rig = rig.restarted().await;
    let viewing = rig.desk.view(which, "x/").await.unwrap();
    let first = rig.desk.viewed(&viewing.token, 0, None).await.unwrap();
    assert_eq!(first.bytes, page[..first.bytes.len()]);
    let saved = rig.files.path().join("copy.pdf");
    rig.desk.save_copy(which, &saved).await.unwrap();
    assert_eq!(fs::read(saved).unwrap(), page);

    let canary = b"Umberfield statement";
    for path in rig.machine.files() {
        let bytes = fs::read(&path).unwrap();
        let plain = bytes.windows(canary.len()).any(|window| window == canary);
        assert!(!plain, "{} holds a document", path.display());
    }
    rig.desk.sign_out().await.unwrap();
    assert!(rig.desk.viewed(&viewing.token, 0, None).await.is_none());
    assert!(copies(&rig.machine, "copies").is_empty());
}

#[tokio::test]
async fn a_copy_that_cannot_be_read_now_is_told_and_sent_once_it_can_be() {
    let rig = Rig::at(Portal::with_clients(3).await).await;
    let page = pdf("Lease", 0);
    let id = rig.dropped("lease.pdf", &page, 2).await;
    let [copy] = &copies(&rig.machine, "spool")[..] else {
        panic!("one copy");
    };
    let aside = rig.files.path().join("aside");
    fs::rename(copy, &aside).unwrap();
    fs::create_dir(copy).unwrap();
    tray::send(&rig.desk, &[id]).await.unwrap();
    in_tray(&rig.desk, |files| {
        let reason = files[0].reason.as_deref().unwrap_or_default();
        reason.starts_with("The copy on this machine cannot be read now")
    })
    .await;
    assert_eq!(rig.portal.wire.writes(), 0);

    fs::remove_dir(copy).unwrap();
    fs::rename(&aside, copy).unwrap();
    in_tray(&rig.desk, |files| all(files, TrayStage::Done)).await;
    assert_eq!(rig.portal.files(2, "lease").await, [page]);
}

/// The encrypted copies of one kind below the machine's accounts.
fn copies(machine: &Machine, kind: &str) -> Vec<std::path::PathBuf> {
    let mut files = machine.files();
    files.retain(|path| path.parent().is_some_and(|folder| folder.ends_with(kind)));
    files
}
