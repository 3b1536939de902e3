//! `office.outgoing.*`: what waits for somebody's hands. The office has no fax line and no post of
//! its own: people print, fax and type what lies here, and say so, or take it back. What was noted by
//! mistake is noted otherwise, or not at all.

use chrono::{DateTime, Utc};
use contract::{
    Call, FieldErrors,
    office::{
        OutgoingList, OutgoingListing, OutgoingNotSent, OutgoingPiece, OutgoingSent,
        OutgoingTakeBack, SentByHand,
    },
    portal::{Client, Correspondence, CorrespondenceAttribute, Message},
};

use super::super::{
    asked::{Asked, Pages},
    attachments::let_go_with,
    clients::owners,
    correspondence::without_codes,
    entered::Entered,
    sent::shown,
};
use crate::{
    clock::stamp,
    data::{
        attachments::{self, Owner},
        correspondence::{self as pieces, CorrespondenceRow, Stands},
        mails, negative_items,
        outgoing::{self as data, Window},
    },
    mail::{FAILED, OUTGOING, QUEUED, SENT, UNCLEAR},
    server::{Caller, Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<OutgoingList>(list)
        .writes::<OutgoingSent>(sent)
        .writes::<OutgoingNotSent>(not_sent)
        .writes::<OutgoingTakeBack>(take_back)
}

async fn list(caller: Caller, call: Call<OutgoingList>) -> Outcome<OutgoingList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(&call.query).map_err(Refusal::Fields)?;
    let total = data::count(database, &window).await?;
    let mut rows = data::list(database, &window).await?;
    without_codes(&caller, &mut rows)?;
    let whose: Vec<i64> = rows.iter().filter_map(|row| row.client_id).collect();
    let clients = owners(database, &whose).await?;
    // Its text is shown of each, also where a file says the same.
    let contents: Vec<Option<String>> = rows.iter_mut().map(|row| row.content.take()).collect();
    let records = shown(&caller.office, rows).await?;
    let pieces = records.into_iter().zip(contents).map(|(record, content)| {
        let client = record.client_id.and_then(|id| clients.get(&id).cloned());
        piece(record, client, content)
    });
    Ok(pages.page(pieces, total))
}

async fn sent(write: &mut Writing, call: Call<OutgoingSent>) -> Outcome<OutgoingSent> {
    let id = call.path.id;
    let row = found(write, id).await?;
    let SentByHand { how, sent_at } = call.body;
    let mut entered = Entered::default();
    let how = entered.optional("how", how, None);
    let sent_at = entered.sent_at(sent_at.as_deref(), write.now());
    entered.done()?;
    let stood = match row.status.as_str() {
        OUTGOING => None,
        tried @ (FAILED | UNCLEAR) => Some(tried.to_owned()),
        QUEUED => {
            return Err(Refusal::NotNow(
                "This waits for the mail server. Take it back first, if it is not to be sent by it.",
            ));
        }
        // What was noted before is corrected.
        _ => match noted(&row)? {
            Some(ByHand { stood }) => stood,
            None => return Err(Refusal::NotNow("The office itself sent this already.")),
        },
    };
    if !has_something_to_send(write, &row).await? {
        return Err(Refusal::NotNow(
            "This has neither a file nor a text, and cannot have been sent. Take it back, and make it anew with what it is to say.",
        ));
    }
    let to = Stands {
        status: SENT,
        sent_at: Some(&sent_at),
        how: how.as_deref(),
        stood: stood.as_deref(),
        reason: None,
    };
    stands(write, id, to).await
}

async fn not_sent(write: &mut Writing, call: Call<OutgoingNotSent>) -> Outcome<OutgoingNotSent> {
    let id = call.path.id;
    let row = found(write, id).await?;
    if row.status != SENT {
        return Err(Refusal::NotNow("This is not noted as sent."));
    }
    let Some(ByHand { stood }) = noted(&row)? else {
        return Err(Refusal::NotNow(
            "The office itself sent this, which cannot be undone.",
        ));
    };
    let to = Stands {
        // What the mail server may have taken, it may have taken still.
        status: stood.as_deref().unwrap_or(OUTGOING),
        ..Stands::default()
    };
    stands(write, id, to).await
}

async fn take_back(write: &mut Writing, call: Call<OutgoingTakeBack>) -> Outcome<OutgoingTakeBack> {
    let id = call.path.id;
    let row = found(write, id).await?;
    let was_not_sent = match row.status.as_str() {
        OUTGOING | FAILED => true,
        QUEUED => mails::take_back(write.database(), id).await?,
        _ => false,
    };
    if !was_not_sent {
        return Err(Refusal::NotNow(
            "This was sent, or may have been, and is kept.",
        ));
    }
    let_go_with(write, Owner::Correspondence(id)).await?;
    data::remove(write.database(), id).await?;
    if let Some(item) = row.negative_item_id {
        let moment = write.moment().await?;
        negative_items::touch(write.database(), item, &moment).await?;
    }
    Ok(Message::new("It was taken back, and is not sent."))
}

/// Whether there is anything that could be sent: a text or a file.
async fn has_something_to_send(
    write: &mut Writing,
    row: &CorrespondenceRow,
) -> Result<bool, Refusal> {
    let text = row.content.as_deref().unwrap_or_default();
    let owner = Owner::Correspondence(row.id);
    Ok(!text.trim().is_empty() || attachments::has_any(write.database(), owner).await?)
}

/// Shows how a piece stands from here on, also with the negative item that it is about.
async fn stands(write: &mut Writing, id: i64, to: Stands<'_>) -> Result<Correspondence, Refusal> {
    let moment = write.moment().await?;
    if let Some(item) = pieces::stands(write.database(), id, to, &moment).await? {
        negative_items::touch(write.database(), item, &moment).await?;
    }
    let row = found(write, id).await?;
    let record = shown(write.office(), vec![row]).await?.pop();
    record.ok_or(Refusal::NoSuchRecord)
}

/// That a piece was noted as sent by hand.
struct ByHand {
    /// How it stood before, where the mail server was tried.
    stood: Option<String>,
}

/// What was noted of a piece that is sent, if that was by hand: only then it says when.
fn noted(row: &CorrespondenceRow) -> Result<Option<ByHand>, Refusal> {
    let said: Result<Vec<CorrespondenceAttribute>, _> = serde_json::from_str(&row.attributes);
    let said = said.map_err(|_| Refusal::inside("attributes are not JSON"))?;
    let value = |name: &str| {
        let one = said.iter().find(|one| one.name.as_deref() == Some(name));
        one.and_then(|one| one.value.clone())
    };
    Ok(value("sent_at").map(|_| ByHand {
        stood: value("stood"),
    }))
}

async fn found(write: &mut Writing, id: i64) -> Result<CorrespondenceRow, Refusal> {
    let row = data::find(write.database(), id).await?;
    row.ok_or(Refusal::NoSuchRecord)
}

/// A piece with all that it takes to send it.
fn piece(record: Correspondence, client: Option<Client>, content: Option<String>) -> OutgoingPiece {
    let said = |names: &[&str]| {
        let mut said = names.iter().filter_map(|name| record.attribute(name));
        said.next().map(str::to_owned)
    };
    OutgoingPiece {
        address: said(&["postal_address", "email", "fax_number", "number"]),
        reason: said(&["reason"]),
        recipient: said(&["recipient", "furnisher"]),
        status: said(&["status"]),
        subject: said(&["subject"]),
        client,
        content,
        attachments: record.attachments,
        created_at: record.created_at,
        id: record.id,
        kind: record.kind,
        negative_item_id: record.negative_item_id,
        run_by: record.run_by,
        updated_at: record.updated_at,
    }
}

fn window(query: &OutgoingListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        client: query.client_id,
        kind: query.kind,
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}

impl Entered {
    /// When something was sent, as it is kept: now, where nobody says.
    fn sent_at(&mut self, moment: Option<&str>, now: DateTime<Utc>) -> String {
        let Some(moment) = moment else {
            return stamp(now);
        };
        let moment = DateTime::parse_from_rfc3339(moment).map(|moment| moment.to_utc());
        match moment {
            Err(_) => self.wrong("sent_at", "must be a moment such as 2026-01-31T17:00:00Z"),
            Ok(moment) if moment > now => self.wrong("sent_at", "is still to come"),
            Ok(_) => {}
        }
        stamp(moment.unwrap_or(now))
    }
}
