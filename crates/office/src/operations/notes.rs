//! `portal.notes.*`: what agents write down about a client.

use std::collections::HashMap;

use contract::{
    Call, FieldErrors,
    portal::{
        Message, Note, NoteListing, NotesCreate, NotesDelete, NotesGet, NotesList, NotesUpdate,
        User,
    },
};

use serde_json::json;

use super::{
    asked::{Asked, Pages},
    attachments::let_go_with,
};
use crate::{
    data::{
        agents,
        attachments::{self, Owner},
        clients,
        notes::{self, NoteRow, Sort, Window},
    },
    event_kind::EventKind,
    server::{Caller, Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<NotesList>(list)
        .writes::<NotesCreate>(create)
        .on::<NotesGet>(get)
        .writes::<NotesUpdate>(update)
        .writes::<NotesDelete>(delete)
}

async fn list(caller: Caller, call: Call<NotesList>) -> Outcome<NotesList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(&call.query).map_err(Refusal::Fields)?;
    let total = notes::count(database, &window).await?;
    let rows = notes::list(database, &window).await?;
    let mut authors: HashMap<i64, User> = HashMap::new();
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        let author = match authors.get(&row.user_id) {
            Some(author) => author.clone(),
            None => {
                let author = author(agents::find(database, row.user_id).await?)?;
                authors.insert(row.user_id, author.clone());
                author
            }
        };
        shown.push(show(row, author));
    }
    Ok(pages.page(shown, total))
}

async fn get(caller: Caller, call: Call<NotesGet>) -> Outcome<NotesGet> {
    let database = caller.office.database.readers();
    let row = notes::find(database, call.path.id).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    let author = author(agents::find(database, row.user_id).await?)?;
    Ok(show(row, author))
}

async fn create(write: &mut Writing, call: Call<NotesCreate>) -> Outcome<NotesCreate> {
    let new = call.body;
    check(write, Some(new.client_id), Some(&new.note_text)).await?;
    let now = write.moment().await?;
    let mut row = NoteRow {
        id: 0,
        client_id: new.client_id,
        user_id: write.agent.id,
        note_text: new.note_text,
        created_at: now.clone(),
        updated_at: now,
    };
    row.id = notes::add(write.database(), &row).await?;
    let tells = vec![("note_id", json!(row.id))];
    write
        .happened(EventKind::NoteCreated, Some(row.client_id), tells)
        .await?;
    Ok(show(row, write.agent.clone().shown()))
}

async fn update(write: &mut Writing, call: Call<NotesUpdate>) -> Outcome<NotesUpdate> {
    let change = call.body;
    let row = notes::find(write.database(), call.path.id).await?;
    let mut row = row.ok_or(Refusal::NoSuchRecord)?;
    check(write, change.client_id, change.note_text.as_deref()).await?;
    if change
        .client_id
        .is_some_and(|client| client != row.client_id)
        && attachments::has_any(write.database(), Owner::Note(row.id)).await?
    {
        let sentence = "cannot change while files belong to the note: they are this client's";
        return Err(Refusal::Fields(FieldErrors::one("client_id", sentence)));
    }
    row.client_id = change.client_id.unwrap_or(row.client_id);
    row.note_text = change.note_text.unwrap_or(row.note_text);
    row.updated_at = write.moment().await?;
    notes::change(write.database(), &row).await?;
    let author = author(agents::find(write.database(), row.user_id).await?)?;
    Ok(show(row, author))
}

async fn delete(write: &mut Writing, call: Call<NotesDelete>) -> Outcome<NotesDelete> {
    if !notes::delete(write.database(), call.path.id).await? {
        return Err(Refusal::NoSuchRecord);
    }
    let_go_with(write, Owner::Note(call.path.id)).await?;
    Ok(Message::new("The note was deleted."))
}

fn window(query: &NoteListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        client: query.client_id,
        search: asked.search(query.search.as_deref()),
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}

/// Checks what the contract cannot know: that there is such a client, and that the text says
/// something.
async fn check(
    write: &mut Writing,
    client: Option<i64>,
    text: Option<&str>,
) -> Result<(), Refusal> {
    let mut errors = FieldErrors::default();
    if let Some(client) = client
        && !clients::exists(write.database(), client).await?
    {
        errors.add("client_id", "names no client");
    }
    match text {
        Some(text) if text.trim().is_empty() => errors.add("note_text", "is required"),
        Some(text) if text.contains('\0') => errors.add("note_text", "must be text"),
        _ => {}
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Fields(errors))
    }
}

fn author(agent: Option<agents::Agent>) -> Result<User, Refusal> {
    let agent = agent.ok_or_else(|| Refusal::inside("a note has no author"))?;
    Ok(agent.shown())
}

fn show(row: NoteRow, author: User) -> Note {
    Note {
        client_id: Some(row.client_id),
        created_at: Some(row.created_at),
        id: Some(row.id),
        note_text: Some(row.note_text),
        updated_at: Some(row.updated_at),
        user: Some(author),
    }
}
