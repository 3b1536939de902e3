//! A new note: how it is sent, and how doubt about it is settled. The server has it when there
//! is a note on this client, by this agent, with this text, written since the first attempt,
//! that no other operation has claimed.

use chrono::{DateTime, Duration, Utc};
use client::{Failure, Portal};
use contract::{
    Call, decode,
    portal::{NewNote, Note, NoteListing, NotesCreate, NotesList, SortDirection},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::table::operations::Operation;

use super::machine::Found;
use crate::time;

/// How far two clocks may differ after the known difference is taken off.
const SLACK: Duration = Duration::minutes(15);
/// Pages of a client's newest notes that are looked through.
const PAGES: i64 = 5;
const PER_PAGE: i64 = 100;

/// What the outbox keeps of a note to be made.
#[derive(Clone, Serialize, Deserialize)]
pub struct Body {
    /// What it says.
    pub note_text: String,
}

/// Sends it; returns the record and its id.
pub(crate) async fn send(portal: &Portal, operation: &Operation) -> Result<(i64, Value), Failure> {
    let call = Call::<NotesCreate> {
        path: (),
        query: (),
        body: NewNote {
            client_id: operation.client_id,
            note_text: text(operation),
        },
    };
    let record = portal.write(&call, &operation.key).await?;
    let id = decode::<Note>(&record)
        .ok()
        .and_then(|note| note.id)
        .filter(|id| *id > 0);
    id.map(|id| (id, record))
        .ok_or(Failure::Uncertain("the answer has no id"))
}

/// Looks for it among the client's newest notes. `taken` are those that it cannot have made:
/// claimed by other operations, or here before it was sent.
pub(crate) async fn look(
    portal: &Portal,
    operation: &Operation,
    author_email: &str,
    taken: &[i64],
) -> Result<(Found, Option<Value>), Failure> {
    let mut sure: Vec<(i64, Value)> = Vec::new();
    let mut unsure = false;
    for page in 1..=PAGES {
        let listed = portal.list(&newest(operation.client_id, page)).await?;
        let ahead = listed
            .date
            .map_or(Duration::zero(), |theirs| theirs - Utc::now());
        let since = time::parse(&operation.first_at).map(|first| first + ahead - SLACK);
        let mut older = listed.page.rows.is_empty();
        for record in &listed.page.rows {
            let Some((note, id)) = read(record) else {
                // It may be this one.
                unsure = true;
                continue;
            };
            older = written_before(&note, since);
            if taken.contains(&id) || !is_ours(&note, operation, author_email) {
                continue;
            }
            if older {
                // The same words, new here, but older by the clocks: clocks can be wrong.
                unsure = true;
            } else {
                sure.push((id, record.clone()));
            }
        }
        let meta = listed.page.meta.unwrap_or_default();
        if older || meta.last_page.is_none_or(|last| page >= last) {
            break;
        }
        unsure |= page == PAGES;
    }
    Ok(match (sure.pop(), sure.is_empty(), unsure) {
        (Some((id, record)), true, _) => (Found::One(id), Some(record)),
        (None, _, false) => (Found::Absent, None),
        _ => (Found::Several, None),
    })
}

fn read(record: &Value) -> Option<(Note, i64)> {
    let note: Note = decode(record).ok()?;
    let id = note.id?;
    Some((note, id))
}

fn newest(client_id: i64, page: i64) -> Call<NotesList> {
    let query = NoteListing {
        client_id: Some(client_id),
        sort_by: Some("id".to_owned()),
        sort_direction: Some(SortDirection::Desc),
        page: Some(page),
        per_page: Some(PER_PAGE),
        search: None,
    };
    Call {
        path: (),
        query,
        body: (),
    }
}

fn is_ours(note: &Note, operation: &Operation, author_email: &str) -> bool {
    let author = note.user.as_ref().and_then(|user| user.email.as_deref());
    note.client_id.is_none_or(|id| id == operation.client_id)
        && note.note_text.as_deref().map(str::trim) == Some(text(operation).trim())
        && author.is_none_or(|email| email.eq_ignore_ascii_case(author_email))
}

fn written_before(note: &Note, since: Option<DateTime<Utc>>) -> bool {
    let written = note.created_at.as_deref().and_then(time::parse);
    matches!((written, since), (Some(written), Some(since)) if written < since)
}

fn text(operation: &Operation) -> String {
    serde_json::from_str::<Body>(&operation.body)
        .map(|body| body.note_text)
        .unwrap_or_default()
}
