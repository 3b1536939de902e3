//! `portal.item_dropdowns.*`: what agents pick from where they enter a negative item. An item keeps
//! what was picked for it, so an option can be changed and deleted at any time.

use std::collections::HashMap;

use contract::{
    Call, FieldErrors,
    portal::{
        ItemDropdownListing, ItemDropdownsCreate, ItemDropdownsDelete, ItemDropdownsList,
        ItemDropdownsUpdate, UserInShort,
    },
};

use super::{
    asked::{Asked, Pages},
    entered::Entered,
};
use crate::{
    data::{
        agents::{self, Agent},
        item_dropdowns::{self as data, DropdownRow, Sort, Window},
    },
    fold::fold,
    server::{Caller, Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<ItemDropdownsList>(list)
        .writes::<ItemDropdownsCreate>(create)
        .writes::<ItemDropdownsUpdate>(update)
        .writes::<ItemDropdownsDelete>(delete)
}

async fn list(caller: Caller, call: Call<ItemDropdownsList>) -> Outcome<ItemDropdownsList> {
    let database = caller.office.database.readers();
    let agents = agents::all(database).await?;
    let kind = word(&call.path.kind);
    let (window, pages) = window(kind, call.query, &agents).map_err(Refusal::Fields)?;
    let total = data::count(database, &window).await?;
    let rows = data::list(database, &window).await?;
    let authors = agents.into_iter().map(|agent| (agent.id, agent.in_short()));
    let authors: HashMap<i64, UserInShort> = authors.collect();
    let shown = rows.into_iter().map(|row| {
        let author = row.author.and_then(|id| authors.get(&id).cloned());
        row.shown(author)
    });
    Ok(pages.page(shown, total))
}

async fn create(
    write: &mut Writing,
    call: Call<ItemDropdownsCreate>,
) -> Outcome<ItemDropdownsCreate> {
    let mut entered = Entered::default();
    let row = DropdownRow {
        kind: word(&entered.needed("type", Some(call.body.kind), String::new())),
        author: Some(write.agent.id),
        ..DropdownRow::default()
    };
    let mut row = valued(write, entered, call.body.value, row).await?;
    row.created_at.clone_from(&row.updated_at);
    row.id = data::add(write.database(), &row).await?;
    Ok(row.shown(Some(write.agent.clone().in_short())))
}

async fn update(
    write: &mut Writing,
    call: Call<ItemDropdownsUpdate>,
) -> Outcome<ItemDropdownsUpdate> {
    let row = data::find(write.database(), call.path.id).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    let row = valued(write, Entered::default(), call.body.value, row).await?;
    data::change(write.database(), &row).await?;
    let author = match row.author {
        Some(id) => agents::find(write.database(), id).await?,
        None => None,
    };
    Ok(row.shown(author.map(Agent::in_short)))
}

async fn delete(
    write: &mut Writing,
    call: Call<ItemDropdownsDelete>,
) -> Outcome<ItemDropdownsDelete> {
    if !data::delete(write.database(), call.path.id).await? {
        return Err(Refusal::NoSuchRecord);
    }
    Ok(())
}

/// The option with the value that was entered, of which its drop-down has no other, changed now.
async fn valued(
    write: &mut Writing,
    mut entered: Entered,
    value: String,
    row: DropdownRow,
) -> Result<DropdownRow, Refusal> {
    let mut row = DropdownRow {
        value: entered.needed("value", Some(value), String::new()),
        ..row
    };
    if data::is_double(write.database(), &row).await? {
        entered.wrong("value", "is in this drop-down already");
    }
    entered.done()?;
    row.updated_at = write.moment().await?;
    Ok(row)
}

/// A type as it is kept.
fn word(kind: &str) -> String {
    kind.trim().to_lowercase()
}

fn window(
    kind: String,
    query: ItemDropdownListing,
    agents: &[Agent],
) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let author = asked.part("author", query.author.as_deref());
    let window = Window {
        kind,
        search: asked.search(query.search.as_deref()),
        id: query.id,
        created_on: asked.day("created_at", query.created_at.as_deref()),
        authors: (!author.is_empty()).then(|| named(agents, &author)),
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}

/// Those agents whose name or e-mail address has a folded text in it.
fn named(agents: &[Agent], text: &str) -> Vec<i64> {
    let mut ids = Vec::new();
    for agent in agents {
        let name = [agent.first_name.as_str(), &agent.last_name].join(" ");
        if [name.as_str(), &agent.email]
            .iter()
            .any(|one| fold(one).contains(text))
        {
            ids.push(agent.id);
        }
    }
    ids
}
