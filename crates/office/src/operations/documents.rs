//! `portal.documents.*`: files of clients, with what they are. A document is nothing without its
//! file, and a file that was a document is not kept for nothing.

use std::collections::HashMap;

use super::{
    asked::{Asked, Pages},
    attachments::{let_go, let_go_with, of_client, sized},
    clients::owner,
    papers,
};
use crate::{
    data::{
        agents,
        attachments::{self, AttachmentRow, Owner},
        clients,
        documents::{self as data, DocumentRow, Sort, Window},
    },
    event_kind::EventKind,
    server::{Caller, Outcome, Refusal, Table, Writing},
    shared::Shared,
};
use contract::{
    Call, FieldErrors,
    portal::{
        Client, Document, DocumentListing, DocumentsDelete, DocumentsGet, DocumentsLink,
        DocumentsList, DocumentsUpdate, SortDirection, User,
    },
};
use serde_json::json;

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<DocumentsList>(list)
        .writes::<DocumentsLink>(link)
        .on::<DocumentsGet>(get)
        .writes::<DocumentsUpdate>(update)
        .writes::<DocumentsDelete>(delete)
}

async fn list(caller: Caller, call: Call<DocumentsList>) -> Outcome<DocumentsList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(&call.query).map_err(Refusal::Fields)?;
    let total = data::count(database, &window).await?;
    let rows = shown(&caller.office, &window).await?;
    Ok(pages.page(rows, total))
}

/// All of a client's documents, the oldest first.
pub(super) async fn all(office: &Shared, client: i64) -> Result<Vec<Document>, Refusal> {
    let window = Window {
        client,
        kind: None,
        subtype: None,
        author: None,
        sort: Sort::Id,
        direction: SortDirection::Asc,
        offset: 0,
        limit: i64::MAX,
    };
    shown(office, &window).await
}

/// The documents in a window.
async fn shown(office: &Shared, window: &Window) -> Result<Vec<Document>, Refusal> {
    let database = office.database.readers();
    papers::measure_all(office, Owner::Client(window.client)).await?;
    let rows = data::list(database, window).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let Some(client) = Refusal::unless_gone(owner(database, window.client).await)? else {
        return Ok(Vec::new());
    };
    let mut authors: HashMap<i64, User> = HashMap::new();
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        let known = authors.get(&row.author_id).cloned();
        let parts = Parts::of(office, &row, &client, known).await;
        let Some(parts) = Refusal::unless_gone(parts)? else {
            continue;
        };
        authors.insert(row.author_id, parts.author.clone());
        shown.push(show(row, parts));
    }
    Ok(shown)
}

async fn get(caller: Caller, call: Call<DocumentsGet>) -> Outcome<DocumentsGet> {
    let database = caller.office.database.readers();
    let row = data::find(database, call.path.id).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    let client = owner(database, row.client_id).await?;
    let parts = Parts::of(&caller.office, &row, &client, None).await?;
    Ok(show(row, parts))
}

/// Linking the same file to the same client for the same purpose again is no second document; it
/// may only say better what the document is.
pub(super) async fn link(write: &mut Writing, call: Call<DocumentsLink>) -> Outcome<DocumentsLink> {
    let new = call.body;
    let (client, file) = linked(write, new.client_id, new.attachment_id).await?;
    let kind = new.kind.word();
    let subtype = new.subtype.map(|subtype| subtype.word().to_owned());
    let before = data::same(write.database(), file.id, client, kind).await?;
    let row = match before {
        Some(mut row) if subtype.is_some() && row.subtype != subtype => {
            row.subtype = subtype;
            row.updated_at = write.moment().await?;
            data::change(write.database(), &row).await?;
            row
        }
        Some(row) => row,
        None => {
            let now = write.moment().await?;
            let mut row = DocumentRow {
                id: 0,
                client_id: client,
                attachment_id: file.id,
                author_id: file.user_id,
                size: file.size,
                kind: kind.to_owned(),
                subtype,
                created_at: now.clone(),
                updated_at: now,
            };
            row.id = data::add(write.database(), &row).await?;
            attachments::give(write.database(), file.id, Owner::Document(row.id)).await?;
            let tells = vec![("document_id", json!(row.id)), ("type", json!(row.kind))];
            write
                .happened(EventKind::DocumentLinked, Some(client), tells)
                .await?;
            row
        }
    };
    whole(write, row, file).await
}

pub(super) async fn update(
    write: &mut Writing,
    call: Call<DocumentsUpdate>,
) -> Outcome<DocumentsUpdate> {
    let row = data::find(write.database(), call.path.id).await?;
    let mut row = row.ok_or(Refusal::NoSuchRecord)?;
    let (_, file) = linked(write, Some(row.client_id), call.body.attachment_id).await?;
    let same = data::same(write.database(), file.id, row.client_id, &row.kind).await?;
    match same {
        Some(same) if same.id == row.id => return whole(write, row, file).await,
        Some(_) => {
            let sentence = "is such a document of this client already";
            let errors = FieldErrors::one("attachment_id", sentence);
            return Err(Refusal::Fields(errors));
        }
        None => {}
    }
    let (before, document) = (row.attachment_id, Owner::Document(row.id));
    row.attachment_id = file.id;
    row.author_id = file.user_id;
    row.size = file.size;
    row.updated_at = write.moment().await?;
    data::change(write.database(), &row).await?;
    attachments::give(write.database(), file.id, document).await?;
    attachments::take(write.database(), before, document).await?;
    let_go(write, before).await?;
    whole(write, row, file).await
}

async fn delete(write: &mut Writing, call: Call<DocumentsDelete>) -> Outcome<DocumentsDelete> {
    if data::find(write.database(), call.path.id).await?.is_none() {
        return Err(Refusal::NoSuchRecord);
    }
    end(write, call.path.id).await
}

/// Deletes a document, and each of its files that belongs to nothing else.
pub(super) async fn end(write: &mut Writing, id: i64) -> Result<(), Refusal> {
    data::delete(write.database(), id).await?;
    let_go_with(write, Owner::Document(id)).await
}

/// The client and the file that are to come together: one that is nobody else's.
async fn linked(
    write: &mut Writing,
    client: Option<i64>,
    attachment: i64,
) -> Result<(i64, AttachmentRow), Refusal> {
    let mut errors = FieldErrors::default();
    let client = match client {
        None => Err("is required"),
        Some(id) if !clients::exists(write.database(), id).await? => Err("names no client"),
        Some(id) => Ok(id),
    };
    let file = of_client(write, attachment, client.ok()).await?;
    for (field, wrong) in [
        ("attachment_id", file.as_ref().err()),
        ("client_id", client.as_ref().err()),
    ] {
        if let Some(sentence) = wrong {
            errors.add(field, sentence);
        }
    }
    match (client, file) {
        (Ok(client), Ok(file)) => Ok((client, file)),
        _ => Err(Refusal::Fields(errors)),
    }
}

fn window(query: &DocumentListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        client: query.client_id,
        kind: query.kind,
        subtype: query.subtype,
        author: query.author_id,
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}

/// What a document shows besides what it is.
struct Parts {
    file: AttachmentRow,
    author: User,
    client: Client,
}

impl Parts {
    async fn of(
        office: &Shared,
        row: &DocumentRow,
        client: &Client,
        author: Option<User>,
    ) -> Result<Self, Refusal> {
        let file = sized(office, row.attachment_id).await?;
        let author = match author {
            Some(author) => author,
            None => known(agents::find(office.database.readers(), row.author_id).await?)?,
        };
        Ok(Self {
            file,
            author,
            client: client.clone(),
        })
    }
}

/// Whoever uploaded a document; a client who did is gone with it.
fn known(author: Option<agents::Agent>) -> Result<User, Refusal> {
    let author = author.ok_or(Refusal::NoSuchRecord)?;
    Ok(author.shown())
}

/// A document within the write that made it what it is.
async fn whole(
    write: &mut Writing,
    row: DocumentRow,
    file: AttachmentRow,
) -> Result<Document, Refusal> {
    let author = known(agents::find(write.database(), row.author_id).await?)?;
    let client = owner(write.database(), row.client_id).await?;
    let parts = Parts {
        file,
        author,
        client,
    };
    Ok(show(row, parts))
}

fn show(row: DocumentRow, parts: Parts) -> Document {
    Document {
        attachment: Some(parts.file.shown()),
        author: Some(parts.author),
        client: Some(parts.client),
        created_at: Some(row.created_at),
        id: Some(row.id),
        subtype: row.subtype,
        kind: Some(row.kind),
        updated_at: Some(row.updated_at),
    }
}
