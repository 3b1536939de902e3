//! What agents write down about a client: the server's notes, and those that wait here. Reading
//! never needs the network; writing is saved here first and sent when it can be.

use contract::portal::LONGEST_NOTE;
use serde::Serialize;
use store::table::{
    notes,
    operations::{self, NewOperation, Operation, State},
};
use sync::outbox::{Kind as Sent, NoteBody, new_key};
use ts_rs::TS;

use crate::{Changed, Code, Desk, DeskError, Event, Kind, Source, syncing::now};

/// A note in a client's list.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
pub struct NoteRow {
    /// The server's number; none while it waits here.
    #[ts(type = "number | null")]
    pub id: Option<i64>,
    /// Our number of what waits; none once the server has it.
    #[ts(type = "number | null")]
    pub operation: Option<i64>,
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub author: String,
    /// When it was written.
    pub written_at: String,
    /// Where it stands.
    pub mark: Mark,
    /// Why it waits, in a sentence.
    pub reason: Option<String>,
}

impl std::fmt::Debug for NoteRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "NoteRow({:?}, {:?}, {:?})",
            self.id, self.operation, self.mark
        )
    }
}

/// Where something the agent did stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// The server has it.
    Saved,
    /// It is saved here and waits to be sent.
    Waiting,
    /// It is being sent.
    Sending,
    /// It may have arrived; the server is being asked.
    Checking,
    /// Only the agent can say whether it arrived.
    NeedsYou,
    /// The server said no.
    Refused,
}

impl Mark {
    pub(crate) fn of(state: State) -> Self {
        match state {
            State::Queued => Self::Waiting,
            State::Sending => Self::Sending,
            State::Uncertain | State::Reconciling => Self::Checking,
            State::NeedsAgent => Self::NeedsYou,
            State::Rejected => Self::Refused,
            State::Acked | State::Confirmed | State::Discarded => Self::Saved,
        }
    }
}

/// A client's notes: what waits first, then the server's, newest first.
///
/// # Errors
/// When no account is open or its files cannot be read.
pub async fn list(desk: &Desk, client_id: i64) -> Result<Vec<NoteRow>, DeskError> {
    let open = desk.account().await?;
    // What waits is read first: a note that is sent in between is then there twice and shown
    // once, instead of not at all.
    let waiting = operations::of_client(&open.work, client_id).await?;
    let kept = notes::of_client(&open.cache, client_id).await?;
    let agent = &open.account.agent;
    let waiting = waiting
        .iter()
        .rev()
        .filter(|operation| Sent::of(operation) == Some(Sent::Note))
        .filter_map(|operation| {
            let there = operation
                .remote_id
                .is_some_and(|id| kept.iter().any(|note| note.id == id));
            (!there).then(|| waiting_row(operation, agent))
        });
    let mut rows: Vec<NoteRow> = waiting.collect();
    rows.extend(kept.iter().map(|note| NoteRow {
        id: Some(note.id),
        operation: None,
        text: note.note_text.clone(),
        author: note.author.clone(),
        written_at: note.created_at.clone(),
        mark: Mark::Saved,
        reason: None,
    }));
    Ok(rows)
}

/// Writes a note. It is on this machine's disk when this returns; its number in the outbox
/// comes back.
///
/// # Errors
/// When it is empty or too long, the client is not saved here, or the disk says no: then it is
/// not saved, and the text is still the caller's.
pub async fn create(desk: &Desk, client_id: i64, text: &str) -> Result<i64, DeskError> {
    let open = desk.account().await?;
    let text = check(text)?;
    if store::table::clients::get(&open.cache, client_id)
        .await?
        .is_none()
    {
        return Err(DeskError::new(
            Code::NotFound,
            "This client is not among those saved here, so no note was made.",
        ));
    }
    let new = NewOperation {
        key: &new_key()?,
        kind: Sent::Note.name(),
        client_id,
        body: &body(text),
        after_id: None,
        now: &now(),
    };
    let id = operations::add(&open.work, &new).await?;
    open.outbox.wake();
    desk.tell(Event::Changed(Changed {
        kinds: vec![Kind::Notes, Kind::Waiting],
        client_ids: vec![client_id],
        source: Source::Window,
    }));
    Ok(id)
}

/// What the outbox keeps of a note's text.
pub(crate) fn body(text: &str) -> String {
    serde_json::to_string(&NoteBody {
        note_text: text.to_owned(),
    })
    .unwrap_or_default()
}

pub(crate) fn text_of(operation: &Operation) -> String {
    serde_json::from_str::<NoteBody>(&operation.body)
        .map(|body| body.note_text)
        .unwrap_or_default()
}

/// Checks a note's text as the server will.
pub(crate) fn check(text: &str) -> Result<&str, DeskError> {
    let text = text.trim();
    let length = text.chars().count();
    let wrong = match length {
        0 => Some("Write something first.".to_owned()),
        _ if length > LONGEST_NOTE => Some(format!(
            "A note has at most {LONGEST_NOTE} characters; this one has {length}."
        )),
        _ => None,
    };
    wrong.map_or(Ok(text), |sentence| {
        Err(DeskError::invalid(
            [("note_text".to_owned(), sentence)].into(),
        ))
    })
}

fn waiting_row(operation: &Operation, agent: &str) -> NoteRow {
    NoteRow {
        id: operation.remote_id,
        operation: Some(operation.id),
        text: text_of(operation),
        author: agent.to_owned(),
        written_at: operation.created_at.clone(),
        mark: Mark::of(operation.state),
        reason: Some(operation.reason.clone()).filter(|reason| !reason.is_empty()),
    }
}
