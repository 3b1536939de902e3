//! What waits to be sent: everything the server does not have yet, with its age, its reason,
//! and what the agent can decide about it.

use serde::{Deserialize, Serialize};
use store::table::{
    clients, letters, losses,
    operations::{self, Operation, State},
    tray,
};
use sync::outbox::{Act, How, Kind as Sent, LetterBody, UploadBody, act};
use ts_rs::TS;

use crate::{
    Changed, Code, Desk, DeskError, Event, Kind, Source,
    notes::{Mark, body, check, text_of},
    open::OpenAccount,
};

/// All that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Waiting {
    /// What the server does not have yet, oldest first.
    pub operations: Vec<WaitingOperation>,
    /// Files in the tray that were not sent yet.
    #[ts(type = "number")]
    pub in_tray: i64,
    /// Letters that were begun and not sent.
    #[ts(type = "number")]
    pub drafts: i64,
    /// Times that saved work was found missing from this machine's file.
    pub losses: Vec<Loss>,
}

/// Something that waits.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
pub struct WaitingOperation {
    /// Our number.
    #[ts(type = "number")]
    pub id: i64,
    /// What it is, such as "Note".
    pub what: String,
    /// The client it is for.
    #[ts(type = "number")]
    pub client_id: i64,
    /// The client's name.
    pub client: String,
    /// What it says.
    pub text: String,
    /// Where it stands.
    pub mark: Mark,
    /// Why, in a sentence.
    pub reason: Option<String>,
    /// When the agent did it.
    pub since: String,
    /// When it is tried next.
    pub next_at: Option<String>,
    /// Attempts so far.
    #[ts(type = "number")]
    pub attempts: i64,
    /// What the agent can decide now.
    pub can: Vec<Decision>,
}

impl std::fmt::Debug for WaitingOperation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WaitingOperation({}, {:?})", self.id, self.mark)
    }
}

/// A time that saved work was found missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Loss {
    /// When it was found.
    pub found_at: String,
    /// Saved steps that are missing.
    #[ts(type = "number")]
    pub steps: i64,
}

/// What an agent may decide about something that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Send it now, or again.
    Send,
    /// Change it and send it.
    Edit,
    /// It arrived: nothing more is sent.
    WasSent,
    /// Give it up.
    Discard,
}

/// Lists all that waits.
///
/// # Errors
/// When no account is open or its files cannot be read.
pub async fn list(desk: &Desk) -> Result<Waiting, DeskError> {
    let open = desk.account().await?;
    let mut waiting = Waiting {
        operations: Vec::new(),
        in_tray: tray::unsent(&open.work).await?,
        drafts: letters::drafts(&open.work).await?,
        losses: Vec::new(),
    };
    let unfinished = operations::unfinished(&open.work).await?;
    for operation in &unfinished {
        if operation.state != State::Acked && !is_second(operation, &unfinished) {
            waiting.operations.push(row(&open, operation).await?);
        }
    }
    let found = losses::unseen(&open.work).await?;
    waiting.losses = found
        .into_iter()
        .map(|loss| Loss {
            found_at: loss.found_at,
            steps: loss.commits,
        })
        .collect();
    Ok(waiting)
}

/// Whether an operation waits for one that is shown in its place.
fn is_second(operation: &Operation, unfinished: &[Operation]) -> bool {
    let first = |other: &&Operation| Some(other.id) == operation.after_id;
    unfinished
        .iter()
        .find(first)
        .is_some_and(|first| first.state != State::Acked)
}

/// Decides about something that waits; `text` is the new text of an edit.
///
/// # Errors
/// When it is not the agent's to decide any more, because it is just being sent.
pub async fn decide(
    desk: &Desk,
    id: i64,
    decision: Decision,
    text: Option<&str>,
) -> Result<(), DeskError> {
    let open = desk.account().await?;
    let operation = operations::get(&open.work, id).await?;
    let is_note = operation.as_ref().and_then(Sent::of) == Some(Sent::Note);
    if decision == Decision::Edit && !is_note {
        return Err(DeskError::new(
            Code::Failed,
            "Only a note can be changed while it waits. Nothing was changed.",
        ));
    }
    let (act, body) = match (decision, text) {
        (Decision::Send, _) => (Act::Send, None),
        (Decision::Edit, text) => (Act::Send, Some(body(check(text.unwrap_or_default())?))),
        (Decision::WasSent, _) => (Act::WasSent, None),
        (Decision::Discard, _) => (Act::Discard, None),
    };
    let letter = match decision {
        Decision::Discard => letters::of_operation(&open.work, id).await?,
        _ => None,
    };
    if !open.outbox.act(id, act, body).await? {
        return Err(DeskError::new(
            Code::Failed,
            "This is on its way now or was settled meanwhile, so nothing was changed.",
        ));
    }
    if let Some(draft) = letter.filter(|letter| letter.link_id != Some(id)) {
        // Once it is a draft again, its PDF is set anew.
        open.wipe(&draft.spool_id).await;
    }
    changed(desk);
    if decision == Decision::WasSent {
        open.sync.ask();
    }
    Ok(())
}

/// The agent has read that saved work was found missing.
///
/// # Errors
/// When no account is open or the disk says no.
pub async fn see_losses(desk: &Desk) -> Result<(), DeskError> {
    losses::see(&desk.account().await?.work).await?;
    changed(desk);
    Ok(())
}

fn changed(desk: &Desk) {
    desk.tell(Event::Changed(Changed {
        kinds: vec![
            Kind::Notes,
            Kind::Documents,
            Kind::Letters,
            Kind::Tray,
            Kind::Waiting,
        ],
        client_ids: Vec::new(),
        source: Source::Window,
    }));
}

async fn row(open: &OpenAccount, operation: &Operation) -> Result<WaitingOperation, DeskError> {
    let client = clients::get(&open.cache, operation.client_id).await?;
    let name = client.map(|client| client.name());
    let name = name.filter(|name| !name.is_empty());
    Ok(WaitingOperation {
        id: operation.id,
        what: what(open, operation).await?.to_owned(),
        client_id: operation.client_id,
        client: name.unwrap_or_else(|| format!("Client {}", operation.client_id)),
        text: text(open, operation).await?,
        mark: Mark::of(operation.state),
        reason: Some(operation.reason.clone()).filter(|reason| !reason.is_empty()),
        since: operation.created_at.clone(),
        next_at: Some(operation.not_before.clone()).filter(|time| !time.is_empty()),
        attempts: operation.attempts,
        can: can(operation),
    })
}

/// What an operation is to the agent. The PDF of a letter is that letter until it is there.
async fn what(open: &OpenAccount, operation: &Operation) -> Result<&'static str, DeskError> {
    Ok(match Sent::of(operation) {
        Some(Sent::Note) => "Note",
        Some(Sent::Upload) => match letter_of(open, operation).await? {
            Some(letter) => channel(&letter),
            None => "Document",
        },
        Some(Sent::Link) => "Document",
        Some(Sent::Letter) => LetterBody::of(operation).as_ref().map_or("Letter", channel),
        None => "Of a newer version",
    })
}

fn channel(letter: &LetterBody) -> &'static str {
    match letter.how {
        How::Fax => "Fax",
        How::Letter => "Letter",
    }
}

/// The letter whose PDF an operation sends.
async fn letter_of(
    open: &OpenAccount,
    upload: &Operation,
) -> Result<Option<LetterBody>, DeskError> {
    let letter = letters::of_operation(&open.work, upload.id).await?;
    let send = match letter.and_then(|letter| letter.send_id) {
        Some(id) => operations::get(&open.work, id).await?,
        None => None,
    };
    Ok(send.as_ref().and_then(LetterBody::of))
}

/// What a note says, whom a letter goes to, or what a document is called.
async fn text(open: &OpenAccount, operation: &Operation) -> Result<String, DeskError> {
    let letter = match Sent::of(operation) {
        Some(Sent::Letter) => LetterBody::of(operation),
        Some(Sent::Upload) => letter_of(open, operation).await?,
        _ => None,
    };
    if let Some(letter) = letter {
        return Ok(format!("{} to {}", letter.title, letter.to));
    }
    let upload = match Sent::of(operation) {
        Some(Sent::Note) => return Ok(text_of(operation)),
        Some(Sent::Upload) => Some(operation.clone()),
        Some(Sent::Link) => match operation.after_id {
            Some(id) => operations::get(&open.work, id).await?,
            None => None,
        },
        Some(Sent::Letter) | None => None,
    };
    let file = upload.as_ref().and_then(UploadBody::of);
    Ok(file.map(|file| file.name).unwrap_or_default())
}

fn can(operation: &Operation) -> Vec<Decision> {
    let state = operation.state;
    let editable =
        Sent::of(operation) == Some(Sent::Note) && matches!(state, State::Queued | State::Rejected);
    [
        (Decision::Edit, editable && act(state, Act::Send)),
        (Decision::Send, act(state, Act::Send)),
        (Decision::WasSent, act(state, Act::WasSent)),
        (Decision::Discard, act(state, Act::Discard)),
    ]
    .into_iter()
    .filter_map(|(decision, allowed)| allowed.then_some(decision))
    .collect()
}
