//! `portal.correspondence.*`: what is sent about clients. E-mail goes to the mail server, where one
//! is set. The office has no fax line and no post of its own: whatever else is to be sent lies in
//! its outgoing folder, and says so.

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    Call, Done, FieldErrors, Operation,
    portal::{
        Correspondence, CorrespondenceCreate, CorrespondenceList, CorrespondenceListing,
        CorrespondenceSend, CorrespondenceType, SortDirection,
    },
};
use serde_json::json;
use sqlx::SqliteConnection;

use super::{
    asked::{Asked, Pages},
    attachments::of_client,
    piece::Piece,
    sent,
};
use crate::{
    data::{
        agents::Agent,
        attachments::{self, AttachmentRow, Owner},
        clients,
        correspondence::{self as data, CorrespondenceRow, Narrow, Sort, Window},
        mails::MailOf,
        negative_items,
    },
    event_kind::EventKind,
    fold::digits,
    mail::{self, Mail, OUTGOING, QUEUED},
    server::{Caller, Outcome, Refusal, Table, Writing},
};

/// How long it is tried to send an e-mail.
const TRIED_FOR: TimeDelta = TimeDelta::hours(24);

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<CorrespondenceList>(list)
        .writes::<CorrespondenceCreate>(create)
        .writes::<CorrespondenceSend>(send)
}

async fn list(caller: Caller, call: Call<CorrespondenceList>) -> Outcome<CorrespondenceList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(call.query).map_err(Refusal::Fields)?;
    let total = data::count(database, &window).await?;
    let mut rows = data::list(database, &window).await?;
    without_codes(&caller, &mut rows)?;
    let rows = sent::shown(&caller.office, rows).await?;
    Ok(pages.page(rows, total))
}

/// Takes the codes out where the caller only reads: with one for another password, the caller could
/// sign in as the client, and with a PIN confirm who somebody is.
pub(super) fn without_codes(
    caller: &Caller,
    rows: &mut [CorrespondenceRow],
) -> Result<(), Refusal> {
    let signed_in = caller.signed_in.as_ref().ok_or(Refusal::NoToken)?;
    if signed_in.agent.role.may_write(&CorrespondenceSend::ROW) {
        return Ok(());
    }
    for row in rows.iter_mut().filter(|row| row.is_code) {
        row.content = None;
    }
    Ok(())
}

async fn create(
    write: &mut Writing,
    call: Call<CorrespondenceCreate>,
) -> Outcome<CorrespondenceCreate> {
    let mut errors = FieldErrors::default();
    let piece = Piece::of_fax(call.body, &mut errors);
    keep(write, piece, errors).await
}

async fn send(write: &mut Writing, call: Call<CorrespondenceSend>) -> Outcome<CorrespondenceSend> {
    let mut errors = FieldErrors::default();
    let piece = Piece::of(call.body, &mut errors)?;
    let word = piece.word();
    let record = keep(write, piece, errors).await?;
    let waits = record
        .attributes
        .iter()
        .any(|one| one.name.as_deref() == Some("status") && one.value.as_deref() == Some(QUEUED));
    let message = if waits {
        format!("The {word} waits to be sent.")
    } else {
        format!("The {word} is in the outgoing folder.")
    };
    Ok(Done {
        record,
        message: Some(message),
    })
}

/// Keeps a piece that is to be sent, if nothing is wrong with it.
pub(super) async fn keep(
    write: &mut Writing,
    mut piece: Piece,
    mut errors: FieldErrors,
) -> Result<Correspondence, Refusal> {
    piece.client = whose(write, &piece, &mut errors).await?;
    let file = file(write, &piece, &mut errors).await?;
    if !errors.is_empty() {
        return Err(Refusal::Fields(errors));
    }
    if piece.subject.is_empty() {
        let caption = file.as_ref().map(|file| file.caption.clone());
        piece.subject = caption.unwrap_or_default();
    }
    let now = write.moment().await?;
    let sender = write.agent.clone();
    let time = (write.now(), now);
    let row = add(write.database(), &piece, &sender, time).await?;
    write.wakes_mail();
    let tells = vec![
        ("correspondence_id", json!(row.id)),
        ("type", json!(row.kind)),
    ];
    write
        .happened(EventKind::CorrespondenceCreated, row.client_id, tells)
        .await?;
    if let Some(file) = &file {
        let owner = Owner::Correspondence(row.id);
        attachments::give(write.database(), file.id, owner).await?;
    }
    if let Some(item) = row.negative_item_id {
        // The item shows what was sent about it.
        negative_items::touch(write.database(), item, &row.updated_at).await?;
    }
    let files = file.into_iter().map(AttachmentRow::shown).collect();
    sent::show(row, files, sender.in_short())
}

/// Keeps a piece as it is: e-mail to be sent by the mail server, where there is one.
pub(super) async fn add(
    database: &mut SqliteConnection,
    piece: &Piece,
    sender: &Agent,
    (time, now): (DateTime<Utc>, String),
) -> Result<CorrespondenceRow, Refusal> {
    let is_sent = piece.kind == CorrespondenceType::Email && mail::is_sent(database).await?;
    let status = if is_sent { QUEUED } else { OUTGOING };
    let attributes = serde_json::to_string(&piece.attributes(status));
    let mut row = CorrespondenceRow {
        id: 0,
        kind: piece.kind.word().to_owned(),
        client_id: piece.client,
        negative_item_id: piece.item,
        user_id: sender.id,
        status: status.to_owned(),
        attributes: attributes.map_err(|_| Refusal::inside("attributes are not JSON"))?,
        content: piece.content.clone(),
        is_code: piece.is_code,
        created_at: now.clone(),
        updated_at: now,
    };
    row.id = data::add(database, &row, &piece.found(sender)).await?;
    if is_sent {
        let mail = Mail {
            of: MailOf::Piece(row.id),
            to: &piece.recipient,
            subject: &piece.subject,
            body: piece.content.as_deref().unwrap_or_default(),
            until: time + TRIED_FOR,
        };
        mail::queue(database, &mail, time).await?;
    }
    Ok(row)
}

/// The client whom a piece is about: the one that it names, or the one of its negative item.
async fn whose(
    write: &mut Writing,
    piece: &Piece,
    errors: &mut FieldErrors,
) -> Result<Option<i64>, Refusal> {
    if let Some(client) = piece.client
        && !clients::exists(write.database(), client).await?
    {
        errors.add("client_id", "names no client");
    }
    let Some(item) = piece.item else {
        return Ok(piece.client);
    };
    let item = negative_items::find(write.database(), item).await?;
    match (piece.client, item) {
        (_, None) => errors.add("negative_item_id", "names no negative item"),
        (None, Some(item)) => return Ok(Some(item.client_id)),
        (Some(client), Some(item)) if item.client_id != client => {
            errors.add("negative_item_id", "is another client's");
        }
        _ => {}
    }
    Ok(piece.client)
}

/// The file of a piece.
async fn file(
    write: &mut Writing,
    piece: &Piece,
    errors: &mut FieldErrors,
) -> Result<Option<AttachmentRow>, Refusal> {
    let Some((field, id)) = piece.file else {
        return Ok(None);
    };
    match of_client(write, id, piece.client).await? {
        Ok(file) => Ok(Some(file)),
        Err(sentence) => {
            errors.add(field, sentence);
            Ok(None)
        }
    }
}

fn window(query: CorrespondenceListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let newest_first = query.sort_by.is_none() && query.sort_direction.is_none();
    let narrow = Narrow {
        client: query.client_id,
        kind: query.kind,
        run_by: query.run_by,
        recipient: asked.part("recipient", query.recipient.as_deref()),
        fax_number: query.fax_number.as_deref().map(digits),
        negative_item: query.negative_item_id,
        search: asked.search(query.search.as_deref()),
    };
    let window = Window {
        narrow,
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: if newest_first {
            SortDirection::Desc
        } else {
            query.sort_direction.unwrap_or_default()
        },
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}
