//! A letter goes out as it was seen, once, whatever happens on the way, and is then on the
//! client's file.

use std::fs;

use desk::{
    Desk,
    letters::{
        self, LetterChoices, LetterDraft, LetterHow, LetterOpened, LetterPage, LetterRow,
        RecipientKind, SendHow,
    },
    notes::Mark,
    waiting::{self, Decision},
};

use crate::common::{Machine, Portal, eventually, reported, work_at};

const CLIENTS: u32 = 3;
const CLIENT: i64 = 2;
const FACT: &str = "The balance was paid on May 4; the report still shows it as past due.";

/// A machine at work at a portal, with every report here.
struct Rig {
    machine: Machine,
    portal: Portal,
    desk: Desk,
    account: String,
}

impl Rig {
    async fn at(portal: Portal) -> Self {
        let machine = Machine::with_practice(0);
        let desk = machine.start();
        let account = work_at(&desk, &portal).await.id;
        reported(&desk, CLIENTS).await;
        Self {
            machine,
            portal,
            desk,
            account,
        }
    }

    async fn restarted(self) -> Self {
        self.desk.close().await;
        let desk = self.machine.start();
        desk.open_account(&self.account).await.unwrap();
        Self { desk, ..self }
    }

    async fn choices(&self) -> LetterChoices {
        letters::choices(&self.desk, CLIENT).await.unwrap()
    }

    /// A dispute to the first bureau about the client's first item, not yet filled in.
    async fn begun(&self) -> LetterDraft {
        let choices = self.choices().await;
        let template = choices.templates.iter().find(|template| {
            template.kind == Some(RecipientKind::Bureau) && template.name.starts_with("Dispute")
        });
        let template = template.unwrap().id;
        let recipient = choices.recipients[0].clone();
        let item = choices.items[0].item_id;
        letters::begin(&self.desk, CLIENT, template, recipient, &[item])
            .await
            .unwrap()
    }

    /// The same, filled in so that it can go.
    async fn ready(&self) -> (LetterDraft, LetterPage) {
        let mut draft = self.begun().await;
        FACT.clone_into(&mut draft.items[0].fact);
        "(404) 555-0100".clone_into(&mut draft.to.fax);
        let page = letters::write(&self.desk, draft.clone(), "x/")
            .await
            .unwrap();
        (draft, page)
    }

    /// The page as the window sees it.
    async fn seen(&self, page: &LetterPage) -> Vec<u8> {
        assert_eq!(page.refusals, Vec::<String>::new());
        let token = &page.viewing.as_ref().unwrap().token;
        self.desk.viewed(token, 0, None).await.unwrap().bytes
    }

    async fn listed(&self, wanted: impl Fn(&[LetterRow]) -> bool) -> Vec<LetterRow> {
        let ask = async || letters::list(&self.desk, CLIENT).await.unwrap().letters;
        eventually(&self.desk, ask, |rows| wanted(rows)).await
    }
}

fn is_sent_once(rows: &[LetterRow], how: LetterHow) -> bool {
    matches!(rows, [row] if row.mark == Mark::Saved && row.how == how && row.correspondence_id.is_some())
}

/// By what the agent's page is known.
fn print_of(page: &LetterPage) -> String {
    page.fingerprint.clone().unwrap_or_default()
}

fn no_file_holds(machine: &Machine, text: &[u8]) {
    for path in machine.files() {
        let bytes = fs::read(&path).unwrap();
        let mut parts = bytes.windows(text.len());
        let plain = parts.any(|part| part == text);
        assert!(!plain, "{} holds what a letter says", path.display());
    }
}

#[tokio::test]
async fn a_letter_says_what_it_still_needs_and_does_not_go_before() {
    let rig = Rig::at(Portal::with_clients(CLIENTS).await).await;
    let draft = rig.begun().await;
    assert!(draft.body.contains("[Items]") && !draft.subject.is_empty());
    let LetterOpened { page, .. } = letters::open(&rig.desk, draft.id, "x/").await.unwrap();
    assert_eq!(page.refusals, ["What is wrong in item 1 is missing."]);
    assert!(page.viewing.is_none());
    let refused = letters::send(&rig.desk, draft.id, SendHow::Letter, &print_of(&page)).await;
    let refused = refused.unwrap_err().message;
    assert!(refused.contains("What is wrong in item 1"), "{refused}");
    assert!(
        waiting::list(&rig.desk)
            .await
            .unwrap()
            .operations
            .is_empty()
    );

    let (mut draft, _) = rig.ready().await;
    draft
        .body
        .push_str("\n\n[Previous letter date] and [Nothing of the kind]");
    let page = letters::write(&rig.desk, draft.clone(), "x/")
        .await
        .unwrap();
    assert_eq!(page.asks, ["Previous letter date"]);
    assert_eq!(page.refusals.len(), 2, "{:?}", page.refusals);
    draft.body = draft.body.replace(" and [Nothing of the kind]", "");
    let name = "Previous letter date".to_owned();
    draft.values.insert(name.clone(), "banana".to_owned());
    let page = letters::write(&rig.desk, draft.clone(), "x/")
        .await
        .unwrap();
    assert_eq!(
        page.refusals,
        ["[Previous letter date] is not given yet."],
        "no day"
    );
    draft.values.insert(name, "2026-10-05".to_owned());
    let page = letters::write(&rig.desk, draft, "x/").await.unwrap();
    assert_eq!(
        page.asks,
        ["Previous letter date"],
        "it can still be changed"
    );
    rig.seen(&page).await;
}

#[tokio::test]
async fn what_is_seen_is_what_is_saved_opened_and_sent() {
    let rig = Rig::at(Portal::with_clients(CLIENTS).await).await;
    let (draft, page) = rig.ready().await;
    let seen = rig.seen(&page).await;
    assert!(seen.starts_with(b"%PDF-"));

    let place = rig.machine.folder.path().join("saved.pdf");
    letters::save(&rig.desk, draft.id, &print_of(&page), &place)
        .await
        .unwrap();
    assert_eq!(fs::read(&place).unwrap(), seen);
    letters::print(&rig.desk, draft.id, &print_of(&page))
        .await
        .unwrap();
    let opened = rig.machine.opened.lock().unwrap().clone();
    assert_eq!(fs::read(&opened[0]).unwrap(), seen);

    letters::send(&rig.desk, draft.id, SendHow::Fax, &print_of(&page))
        .await
        .unwrap();
    let rows = rig.listed(|rows| is_sent_once(rows, LetterHow::Fax)).await;
    assert_eq!(rows[0].title, draft.template);
    let sent = rig.portal.sent(CLIENT).await;
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].negative_item_id, Some(draft.items[0].item_id));
    assert_eq!(sent[0].attachments[0].id, rows[0].attachment_id);
    let caption = sent[0].attachments[0].caption.clone().unwrap();
    assert_eq!(rig.portal.files(CLIENT, &caption).await, [seen]);

    // What was opened does not outlive the account's being open.
    rig.desk.close().await;
    assert!(!opened[0].exists());
}

#[tokio::test]
async fn a_letter_written_without_a_network_waits_through_a_restart_and_goes_once() {
    let rig = Rig::at(Portal::with_clients(CLIENTS).await).await;
    rig.portal.wire.cut().await;
    let (draft, page) = rig.ready().await;
    let rig = rig.restarted().await;
    let opened = letters::open(&rig.desk, draft.id, "x/").await.unwrap();
    assert_eq!(opened.draft.items[0].fact, FACT);
    letters::send(&rig.desk, draft.id, SendHow::Letter, &print_of(&page))
        .await
        .unwrap();
    no_file_holds(&rig.machine, FACT.as_bytes());
    no_file_holds(&rig.machine, b"%PDF-");
    let twice = letters::send(&rig.desk, draft.id, SendHow::Letter, &print_of(&page)).await;
    assert!(twice.unwrap_err().message.contains("on its way"));
    rig.listed(|rows| matches!(rows, [row] if row.mark == Mark::Waiting))
        .await;

    let rig = rig.restarted().await;
    rig.listed(|rows| matches!(rows, [row] if row.mark == Mark::Waiting))
        .await;
    rig.portal.wire.mend().await;
    rig.desk.sync_now().await.unwrap();
    rig.listed(|rows| is_sent_once(rows, LetterHow::Letter))
        .await;
    let sent = rig.portal.sent(CLIENT).await;
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].attachments.len(), 1, "our office prints the PDF");
}

#[tokio::test]
async fn answers_that_are_lost_do_not_send_a_second_fax() {
    for plain in [false, true] {
        let portal = if plain {
            Portal::plain(CLIENTS).await
        } else {
            Portal::with_clients(CLIENTS).await
        };
        let rig = Rig::at(portal).await;
        let (draft, page) = rig.ready().await;
        rig.portal.wire.lose_answers_to("/correspondence");
        letters::send(&rig.desk, draft.id, SendHow::Fax, &print_of(&page))
            .await
            .unwrap();
        rig.listed(|_| rig.portal.wire.writes() >= 2).await;
        rig.portal.wire.mend().await;
        rig.desk.sync_now().await.unwrap();
        rig.listed(|rows| is_sent_once(rows, LetterHow::Fax)).await;
        assert_eq!(rig.portal.sent(CLIENT).await.len(), 1, "plain: {plain}");
    }
}

#[tokio::test]
async fn one_that_waits_can_be_given_up_and_is_a_draft_again() {
    let rig = Rig::at(Portal::with_clients(CLIENTS).await).await;
    rig.portal.wire.cut().await;
    let (draft, page) = rig.ready().await;
    letters::send(&rig.desk, draft.id, SendHow::Fax, &print_of(&page))
        .await
        .unwrap();
    rig.listed(|rows| rows[0].reason.is_some()).await;
    let waits = waiting::list(&rig.desk).await.unwrap().operations;
    assert_eq!(waits.len(), 1, "a letter is one thing that waits");
    waiting::decide(&rig.desk, waits[0].id, Decision::Discard, None)
        .await
        .unwrap();
    rig.listed(|rows| matches!(rows, [row] if row.how == LetterHow::Draft))
        .await;
    letters::remove(&rig.desk, draft.id).await.unwrap();
    rig.portal.wire.mend().await;
    rig.desk.sync_now().await.unwrap();
    rig.listed(<[LetterRow]>::is_empty).await;
    assert!(rig.portal.sent(CLIENT).await.is_empty());
}

#[tokio::test]
async fn one_that_was_refused_is_not_on_the_client_s_file_and_is_there_once_when_it_went() {
    let rig = Rig::at(Portal::with_clients(CLIENTS).await).await;
    let before = rig.portal.documents(CLIENT).await.len();
    let (draft, page) = rig.ready().await;
    rig.portal.wire.refuse("/correspondence");
    let send = async || {
        letters::send(&rig.desk, draft.id, SendHow::Fax, &print_of(&page))
            .await
            .unwrap();
    };
    send().await;
    rig.listed(|rows| rows[0].mark == Mark::Refused).await;
    assert_eq!(rig.portal.documents(CLIENT).await.len(), before);
    let waits = waiting::list(&rig.desk).await.unwrap().operations;
    assert_eq!(waits.len(), 1, "its document waits with it");
    waiting::decide(&rig.desk, waits[0].id, Decision::Discard, None)
        .await
        .unwrap();
    rig.listed(|rows| matches!(rows, [row] if row.how == LetterHow::Draft))
        .await;

    rig.portal.wire.mend().await;
    send().await;
    rig.listed(|rows| is_sent_once(rows, LetterHow::Fax)).await;
    let nothing_waits = async || waiting::list(&rig.desk).await.unwrap().operations;
    eventually(&rig.desk, nothing_waits, Vec::is_empty).await;
    assert_eq!(rig.portal.sent(CLIENT).await.len(), 1);
    assert_eq!(rig.portal.documents(CLIENT).await.len(), before + 1);
}

#[tokio::test]
async fn a_fax_needs_a_number_and_a_recipient_an_address() {
    let rig = Rig::at(Portal::with_clients(CLIENTS).await).await;
    let (mut draft, page) = rig.ready().await;
    "555-0100".clone_into(&mut draft.to.fax);
    letters::write(&rig.desk, draft.clone(), "x/")
        .await
        .unwrap();
    let refused = letters::send(&rig.desk, draft.id, SendHow::Fax, &print_of(&page)).await;
    assert!(refused.unwrap_err().message.contains("fax number"));
    draft.to.city.clear();
    let page = letters::write(&rig.desk, draft, "x/").await.unwrap();
    assert_eq!(page.refusals, ["The recipient's city is missing."]);
}

#[tokio::test]
async fn a_letter_that_changed_since_it_was_seen_does_not_go() {
    let rig = Rig::at(Portal::with_clients(CLIENTS).await).await;
    let (mut draft, seen) = rig.ready().await;
    "A new word".clone_into(&mut draft.subject);
    letters::write(&rig.desk, draft.clone(), "x/")
        .await
        .unwrap();
    let refused = letters::send(&rig.desk, draft.id, SendHow::Fax, &print_of(&seen)).await;
    let refused = refused.unwrap_err().message;
    assert!(refused.contains("Look at it once more"), "{refused}");
    let waiting = waiting::list(&rig.desk).await.unwrap();
    assert!(waiting.operations.is_empty());
    assert_eq!(waiting.drafts, 1);
}

#[tokio::test]
async fn what_is_doubtful_is_said_and_can_go() {
    let rig = Rig::at(Portal::with_clients(CLIENTS).await).await;
    let (mut draft, page) = rig.ready().await;
    let enclosures = |page: &LetterPage| {
        let mut doubts = page.doubts.iter();
        doubts.any(|doubt| doubt.contains("enclos"))
    };
    assert!(enclosures(&page), "{:?}", page.doubts);
    draft.enclosures.clear();
    "2020-01-31".clone_into(&mut draft.dated);
    "[Nothing of the kind]".clone_into(&mut draft.items[0].request);
    let page = letters::write(&rig.desk, draft.clone(), "x/")
        .await
        .unwrap();
    assert!(
        enclosures(&page),
        "the text says that something is enclosed"
    );
    assert!(
        page.doubts
            .iter()
            .any(|doubt| doubt.contains("January 31, 2020"))
    );
    assert_eq!(page.refusals.len(), 1, "shortcodes count in items too");
    "Delete it.".clone_into(&mut draft.items[0].request);
    draft.body = draft.body.replace("enclosed documents", "documents");
    let page = letters::write(&rig.desk, draft, "x/").await.unwrap();
    assert!(!enclosures(&page));
    rig.seen(&page).await;
}
