//! `portal.snippets.*`: pieces of text that templates and contracts take in by their names. One that
//! is taken in is not taken away.

use std::collections::HashSet;

use contract::{
    Call, FieldErrors,
    portal::{
        LONGEST_SHORTCODE, Message, Snippet, SnippetFields, SnippetListing, SnippetsClone,
        SnippetsCreate, SnippetsDelete, SnippetsList, SnippetsPreview, SnippetsUpdate,
    },
};
use letters::{Values, fill, state_code};

use super::{
    asked::{Asked, Pages},
    attachments::let_go_with,
    copies::copied,
    entered::Entered,
    texts,
};
use crate::{
    data::{
        attachments::Owner,
        contracts,
        snippets::{self, SnippetRow, Sort, Window},
        templates,
    },
    fold::fold,
    server::{Caller, Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<SnippetsList>(list)
        .writes::<SnippetsCreate>(create)
        .on::<SnippetsPreview>(preview)
        .writes::<SnippetsUpdate>(update)
        .writes::<SnippetsDelete>(delete)
        .writes::<SnippetsClone>(clone)
}

async fn list(caller: Caller, call: Call<SnippetsList>) -> Outcome<SnippetsList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(call.query).map_err(Refusal::Fields)?;
    let total = snippets::count(database, &window).await?;
    let rows = snippets::list(database, &window).await?;
    Ok(pages.page(rows.into_iter().map(SnippetRow::shown), total))
}

async fn preview(caller: Caller, call: Call<SnippetsPreview>) -> Outcome<SnippetsPreview> {
    let database = caller.office.database.readers();
    let row = snippets::find(database, call.path.id).await?;
    let mut row = row.ok_or(Refusal::NoSuchRecord)?;
    let values = texts::about_nobody(&caller, database).await?;
    row.content = texts::filled("content", &row.content, &values)?;
    Ok(row.shown())
}

async fn create(write: &mut Writing, call: Call<SnippetsCreate>) -> Outcome<SnippetsCreate> {
    let row = entered(write, call.body, SnippetRow::default()).await?;
    add(write, row).await
}

async fn update(write: &mut Writing, call: Call<SnippetsUpdate>) -> Outcome<SnippetsUpdate> {
    let row = snippets::find(write.database(), call.path.id).await?;
    let before = row.ok_or(Refusal::NoSuchRecord)?;
    let mut row = entered(write, call.body, before.clone()).await?;
    let is_renamed = fold(&row.name) != fold(&before.name);
    let is_for_fewer = row.state_code.is_some() && row.state_code != before.state_code;
    if (is_renamed || is_for_fewer) && is_needed(write, &before).await? {
        let field = if is_renamed { "name" } else { "state_code" };
        let sentence = "cannot change: a template or a contract takes the snippet in as it is named and for every client";
        return Err(Refusal::Fields(FieldErrors::one(field, sentence)));
    }
    row.updated_at = write.moment().await?;
    snippets::change(write.database(), &row).await?;
    Ok(row.shown())
}

async fn delete(write: &mut Writing, call: Call<SnippetsDelete>) -> Outcome<SnippetsDelete> {
    let row = snippets::find(write.database(), call.path.id).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    if is_needed(write, &row).await? {
        let sentence = "names a snippet that a template or a contract takes in";
        return Err(Refusal::Fields(FieldErrors::one("id", sentence)));
    }
    snippets::delete(write.database(), row.id).await?;
    let_go_with(write, Owner::Snippet(row.id)).await?;
    Ok(Message::new("The snippet was deleted."))
}

async fn clone(write: &mut Writing, call: Call<SnippetsClone>) -> Outcome<SnippetsClone> {
    let row = snippets::find(write.database(), call.path.id).await?;
    let mut row = row.ok_or(Refusal::NoSuchRecord)?;
    let taken: HashSet<String> = snippets::names(write.database())
        .await?
        .into_iter()
        .collect();
    row.name = copied(&row.name, LONGEST_SHORTCODE, &taken);
    add(write, row).await
}

async fn add(write: &mut Writing, mut row: SnippetRow) -> Result<Snippet, Refusal> {
    row.created_at = write.moment().await?;
    row.updated_at = row.created_at.clone();
    row.id = snippets::add(write.database(), &row).await?;
    Ok(row.shown())
}

/// The snippet with what is asked for, if it then has a name of its own, a text, and a state that
/// there is.
async fn entered(
    write: &mut Writing,
    fields: SnippetFields,
    row: SnippetRow,
) -> Result<SnippetRow, Refusal> {
    let mut entered = Entered::default();
    let state_code = state(&fields, row.state_code, &mut entered);
    let name = fields.name.map(|name| letters::one_line(&name));
    if let Some(name) = &name
        && Values::default().get(name).is_some()
    {
        entered.wrong(
            "name",
            "is the name of a variable, which goes before every snippet",
        );
    }
    let row = SnippetRow {
        name: entered.needed("name", name, row.name),
        content: entered.text("content", fields.content, row.content),
        state_code,
        ..row
    };
    if snippets::has_another(write.database(), &row, row.state_code.as_deref()).await? {
        entered.wrong("name", "is the name of another snippet");
    }
    entered.done()?;
    Ok(row)
}

/// The state that a snippet is to be for.
fn state(fields: &SnippetFields, kept: Option<String>, entered: &mut Entered) -> Option<String> {
    match (fields.is_state_related, &fields.state_code) {
        (Some(false), Some(_)) => {
            entered.wrong(
                "state_code",
                "cannot stand beside `is_state_related` unless that is true",
            );
            kept
        }
        (Some(false), None) => None,
        (_, Some(code)) => {
            let code = state_code(code);
            if code.is_none() {
                entered.wrong("state_code", "names no state");
            }
            code.map(str::to_owned)
        }
        (Some(true), None) => {
            if kept.is_none() {
                entered.wrong("state_code", "is required");
            }
            kept
        }
        (None, None) => kept,
    }
}

/// Whether a text would have nothing for some client in the place of a snippet that it takes in.
/// Where a variable has the name, no text takes the snippet in.
async fn is_needed(write: &mut Writing, row: &SnippetRow) -> Result<bool, Refusal> {
    let mut values = Values::default();
    if values.get(&row.name).is_some() || snippets::has_another(write.database(), row, None).await?
    {
        return Ok(false);
    }
    values.set(&row.name, "taken in");
    let takes_it_in = |text: &String| !fill(text, &values).used.is_empty();
    let mut texts = templates::texts(write.database()).await?;
    texts.extend(contracts::texts(write.database()).await?);
    Ok(texts.iter().any(takes_it_in))
}

fn window(query: SnippetListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        id: query.id,
        name: asked.part("name", query.name.as_deref()),
        created_on: query.created_at,
        state_code: query.state_code.map(|code| code.to_ascii_uppercase()),
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}
