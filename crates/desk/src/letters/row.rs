//! A letter in a client's list: ours while it is here only, the server's once it is sent.

use contract::{decode, portal::Correspondence};
use serde::Serialize;
use serde_json::Value;
use store::table::{
    correspondence::Correspondence as Kept,
    letters::Letter,
    operations::{self, Operation, State},
};
use sync::outbox::{How, LetterBody};
use ts_rs::TS;

use super::{LetterDraft, draft_of};
use crate::{DeskError, notes::Mark, open::OpenAccount};

/// The letters of a client, and as of when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LettersOfClient {
    /// Drafts first, then what waits, then what was sent, newest first.
    pub letters: Vec<LetterRow>,
    /// When the server last listed what was sent; none before it did.
    pub fetched_at: Option<String>,
}

/// A letter in a client's list.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
pub struct LetterRow {
    /// Our number, for one that was begun here and is not on the server's list yet.
    #[ts(type = "number | null")]
    pub id: Option<i64>,
    /// The server's number.
    #[ts(type = "number | null")]
    pub correspondence_id: Option<i64>,
    /// What it is.
    pub title: String,
    /// Whom it goes to.
    pub to: String,
    /// How it goes out.
    pub how: LetterHow,
    /// Where it is, as the server says, in words.
    pub status: Option<String>,
    /// When it was sent, or changed last.
    pub at: Option<String>,
    /// Who wrote or sent it.
    pub by: String,
    /// Its PDF.
    #[ts(type = "number | null")]
    pub attachment_id: Option<i64>,
    /// Where it stands.
    pub mark: Mark,
    /// Why it waits, in a sentence.
    pub reason: Option<String>,
}

impl std::fmt::Debug for LetterRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            id,
            correspondence_id,
            mark,
            ..
        } = self;
        write!(f, "LetterRow({id:?}, {correspondence_id:?}, {mark:?})")
    }
}

/// How something goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterHow {
    /// Not yet: it is being written.
    Draft,
    /// By fax.
    Fax,
    /// Printed and posted.
    Letter,
    /// By e-mail.
    Email,
    /// As a text message.
    Sms,
    /// In a word that this version does not know.
    Other,
}

impl LetterHow {
    fn of(word: &str) -> Self {
        match word {
            "fax" => Self::Fax,
            "letter" => Self::Letter,
            "email" => Self::Email,
            "sms" => Self::Sms,
            _ => Self::Other,
        }
    }
}

/// A letter that is here only.
pub(super) async fn ours(
    open: &OpenAccount,
    letter: &Letter,
    send: Option<&Operation>,
) -> Result<LetterRow, DeskError> {
    let draft = draft_of(letter).ok();
    let upload = match letter.upload_id {
        Some(id) => operations::get(&open.work, id).await?,
        None => None,
    };
    // Until the PDF is there, that is what the letter waits for.
    let on_its_way = |upload: &&Operation| !matches!(upload.state, State::Acked | State::Confirmed);
    let at = upload.as_ref().filter(on_its_way).or(send);
    let how = send.and_then(LetterBody::of).map(|body| match body.how {
        How::Fax => LetterHow::Fax,
        How::Letter => LetterHow::Letter,
    });
    let settled_by_agent =
        send.is_some_and(|send| send.state == State::Confirmed && send.remote_id.is_none());
    Ok(LetterRow {
        id: Some(letter.id),
        correspondence_id: None,
        title: draft.as_ref().map(title).unwrap_or_default(),
        to: draft.map(|draft| draft.to.name).unwrap_or_default(),
        how: how.unwrap_or(LetterHow::Draft),
        status: settled_by_agent.then(|| "You said that it was sent".to_owned()),
        at: Some(send.map_or_else(|| letter.changed_at.clone(), |send| send.created_at.clone())),
        by: open.account.agent.clone(),
        attachment_id: None,
        mark: at.map_or(Mark::Saved, |at| Mark::of(at.state)),
        reason: at
            .map(|at| at.reason.clone())
            .filter(|reason| !reason.is_empty()),
    })
}

fn title(draft: &LetterDraft) -> String {
    draft.template.clone()
}

/// A letter as the server says it; `ours` is the one begun here that it came from.
pub(super) fn kept(kept: &Kept, ours: Option<&Letter>) -> LetterRow {
    let record: Correspondence = serde_json::from_str::<Value>(&kept.record)
        .ok()
        .and_then(|record| decode(&record).ok())
        .unwrap_or_default();
    let said = |names: &[&str]| {
        let mut values = names.iter().filter_map(|name| record.attribute(name));
        values
            .find(|value| !value.trim().is_empty())
            .map(str::to_owned)
    };
    let draft = ours.and_then(|letter| draft_of(letter).ok());
    let file = record.attachments.first();
    let title = draft
        .as_ref()
        .map(title)
        .or_else(|| said(&["subject", "title"]));
    let title = title.or_else(|| file.and_then(|file| file.caption.clone()));
    let to = draft.map(|draft| draft.to.name);
    let to = to.or_else(|| {
        said(&[
            "recipient",
            "furnisher",
            "email",
            "number",
            "postal_address",
        ])
    });
    let by = record.run_by.clone().unwrap_or_default();
    let by = [by.first_name, by.last_name]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>();
    LetterRow {
        id: None,
        correspondence_id: Some(kept.id),
        title: title.unwrap_or_default(),
        to: to
            .map(|to| to.lines().next().unwrap_or_default().to_owned())
            .unwrap_or_default(),
        how: LetterHow::of(&kept.kind),
        status: said(&["status"]).map(|word| status(&word)),
        at: Some(kept.created_at.clone()).filter(|at| !at.is_empty()),
        by: by.join(" "),
        attachment_id: file.and_then(|file| file.id),
        mark: Mark::Saved,
        reason: None,
    }
}

/// A server's word for where a letter is, as people say it.
fn status(word: &str) -> String {
    match word {
        "outgoing" => "In the outgoing folder".to_owned(),
        "queued" => "Waiting to be sent".to_owned(),
        "unclear" => "May not have arrived".to_owned(),
        "sent" => "Sent".to_owned(),
        "delivered" => "Delivered".to_owned(),
        "failed" => "Failed".to_owned(),
        other => other.replace('_', " "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn shown(record: Value) -> LetterRow {
        let row = Kept {
            id: 9,
            client_id: 4,
            kind: record["type"].as_str().unwrap_or_default().to_owned(),
            record: record.to_string(),
            ..Kept::default()
        };
        kept(&row, None)
    }

    #[test]
    fn what_others_sent_is_shown_by_what_the_server_says_of_it() {
        let row = shown(json!({
            "id": 9, "client_id": 4, "type": "fax",
            "attributes": [{"name": "recipient", "value": "Equifax"}, {"name": "status", "value": "outgoing"}],
            "attachments": [{"id": 3, "caption": "Dispute"}],
            "run_by": {"first_name": "Dana", "last_name": "Example"},
        }));
        assert_eq!(
            (row.title.as_str(), row.to.as_str()),
            ("Dispute", "Equifax")
        );
        assert_eq!(row.status.as_deref(), Some("In the outgoing folder"));
        assert_eq!((row.how, row.attachment_id), (LetterHow::Fax, Some(3)));
        assert_eq!(row.by, "Dana Example");
    }

    #[test]
    fn a_bare_record_is_still_a_row() {
        let row = shown(json!({"id": 9, "client_id": 4, "type": "pigeon"}));
        assert_eq!((row.how, row.title.as_str()), (LetterHow::Other, ""));
    }
}
