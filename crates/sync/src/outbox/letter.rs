//! A letter or a fax: how it goes out, and how doubt about it is settled. The server has it when
//! its list shows one with our PDF. Where a portal does not show PDFs, any other that it may be
//! leaves the question to the agent: nothing is printed or faxed twice by itself.

use client::{Failure, Portal};
use contract::{
    Call, FieldErrors, decode,
    portal::{
        Correspondence, CorrespondenceList, CorrespondenceListing, CorrespondenceSend,
        CorrespondenceType, FaxPiece, LetterPiece, NewCorrespondence, SortDirection,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::table::operations::Operation;

use super::machine::Found;

/// Pages of what was sent last that are looked through.
const PAGES: i64 = 5;
const PER_PAGE: i64 = 100;

/// How a letter goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// The PDF is faxed.
    Fax,
    /// It is printed and posted.
    Letter,
}

/// What the outbox keeps of a letter to be sent.
#[derive(Clone, Serialize, Deserialize)]
pub struct Body {
    /// How it goes out.
    pub how: How,
    /// What kind of letter it is.
    pub title: String,
    /// Whom it goes to.
    pub to: String,
    /// Whether that is a bureau, and not a furnisher.
    pub to_bureau: bool,
    /// Where it is faxed to.
    pub fax_number: String,
    /// Where it is posted to, line by line.
    pub postal_address: String,
    /// The letter as text, for portals that print from text.
    pub content: String,
    /// The item it is about, when it is about one.
    pub negative_item_id: Option<i64>,
}

impl Body {
    /// What an operation of this kind keeps; `None` when it cannot be read.
    #[must_use]
    pub fn of(operation: &Operation) -> Option<Self> {
        serde_json::from_str(&operation.body).ok()
    }

    fn kind(&self) -> CorrespondenceType {
        match self.how {
            How::Fax => CorrespondenceType::Fax,
            How::Letter => CorrespondenceType::Letter,
        }
    }
}

/// Sends it; returns the record and its id.
pub(crate) async fn send(
    portal: &Portal,
    operation: &Operation,
    attachment: i64,
) -> Result<(i64, Value), Failure> {
    let body = Body::of(operation)
        .ok_or_else(|| Failure::Invalid(FieldErrors::one("letter", "cannot be read")))?;
    let call = Call::<CorrespondenceSend> {
        path: (),
        query: (),
        body: piece(portal, operation.client_id, body, attachment).await?,
    };
    let record = portal.write(&call, &operation.key).await?;
    let id = decode::<Correspondence>(&record)
        .ok()
        .and_then(|sent| sent.id)
        .filter(|id| *id > 0);
    id.map(|id| (id, record))
        .ok_or(Failure::Uncertain("the answer has no id"))
}

async fn piece(
    portal: &Portal,
    client_id: i64,
    body: Body,
    attachment: i64,
) -> Result<NewCorrespondence, Failure> {
    let mut new = NewCorrespondence {
        kind: body.kind(),
        client_id: Some(client_id),
        negative_item_id: body.negative_item_id,
        ..NewCorrespondence::default()
    };
    match body.how {
        How::Fax => {
            let (recipient, furnisher) = if body.to_bureau {
                (Some(body.to), None)
            } else {
                (None, Some(body.to))
            };
            new.fax = Some(FaxPiece {
                attachment_id: attachment,
                fax_number: body.fax_number,
                recipient,
                furnisher,
            });
        }
        How::Letter => {
            // Nothing has left yet when this cannot be asked.
            let said = portal
                .announcement()
                .await
                .map_err(|failure| match failure {
                    Failure::SignedOut => failure,
                    _ => Failure::NotSent,
                })?;
            new.letter = Some(LetterPiece {
                content: body.content,
                postal_address: body.postal_address,
                attachment_id: said.letter_attachment.then_some(attachment),
            });
        }
    }
    Ok(new)
}

/// Looks for it among what was sent last about the client. `taken` are those that it cannot have
/// made: claimed by other operations, or here before it was sent.
pub(crate) async fn look(
    portal: &Portal,
    operation: &Operation,
    attachment: i64,
    author_email: &str,
    taken: &[i64],
) -> Result<(Found, Option<Value>), Failure> {
    let Some(body) = Body::of(operation) else {
        return Ok((Found::Several, None));
    };
    let mut unsure = false;
    for page in 1..=PAGES {
        let listed = portal
            .list(&newest(operation.client_id, body.kind(), page))
            .await?;
        for record in &listed.page.rows {
            let read = decode::<Correspondence>(record).ok();
            let Some((sent, id)) = read.and_then(|sent| sent.id.map(|id| (sent, id))) else {
                // It may be this one.
                unsure = true;
                continue;
            };
            let has_ours = |sent: &Correspondence| {
                let mut files = sent.attachments.iter();
                files.any(|file| file.id == Some(attachment))
            };
            if has_ours(&sent) {
                return Ok((Found::One(id), Some(record.clone())));
            }
            let author = sent.run_by.as_ref().and_then(|user| user.email.as_deref());
            let by_us = author.is_none_or(|email| email.eq_ignore_ascii_case(author_email));
            // One with another PDF is another letter.
            unsure |= sent.attachments.is_empty() && by_us && !taken.contains(&id);
        }
        let last = listed.page.meta.unwrap_or_default().last_page;
        if listed.page.rows.is_empty() || last.is_none_or(|last| page >= last) {
            break;
        }
        unsure |= page == PAGES;
    }
    let found = if unsure {
        Found::Several
    } else {
        Found::Absent
    };
    Ok((found, None))
}

fn newest(client_id: i64, kind: CorrespondenceType, page: i64) -> Call<CorrespondenceList> {
    let query = CorrespondenceListing {
        client_id: Some(client_id),
        kind: Some(kind),
        sort_by: Some("created_at".to_owned()),
        sort_direction: Some(SortDirection::Desc),
        page: Some(page),
        per_page: Some(PER_PAGE),
        ..CorrespondenceListing::default()
    };
    Call {
        path: (),
        query,
        body: (),
    }
}
