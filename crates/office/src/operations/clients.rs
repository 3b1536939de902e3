//! `portal.clients.*`: the people whose files are worked on.

use std::collections::HashMap;

use contract::{
    Call, FieldErrors,
    portal::{
        Client, ClientListing, ClientOrder, ClientSearch, ClientsGet, ClientsList, ClientsSearch,
        SegmentType,
    },
};
use sqlx::SqliteExecutor;

use super::{
    asked::{Asked, Pages},
    segments::{condition, outermost},
};
use crate::{
    data::{
        clients::{self, ClientRow, Sort, Window},
        segments,
    },
    segments::{self as conditions, Condition, Statement, Subject},
    server::{Caller, Outcome, Refusal, Table},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<ClientsList>(list)
        .on::<ClientsSearch>(search)
        .on::<ClientsGet>(get)
}

async fn list(caller: Caller, call: Call<ClientsList>) -> Outcome<ClientsList> {
    let (window, pages) = window(&call.query).map_err(Refusal::Fields)?;
    let mut database = caller.office.database.readers().acquire().await?;
    let total = clients::count(&mut *database, &window.search).await?;
    let rows = clients::list(&mut *database, &window).await?;
    drop(database);
    Ok(pages.page(shown(rows)?, total))
}

/// Those of whom conditions hold now, whoever was found for a segment before.
async fn search(caller: Caller, call: Call<ClientsSearch>) -> Outcome<ClientsSearch> {
    let database = caller.office.database.readers();
    let ClientOrder {
        sort_by,
        sort_direction,
        page,
        per_page,
    } = call.query;
    let listing = ClientListing {
        search: None,
        sort_by,
        sort_direction,
        page,
        per_page,
    };
    let (window, pages) = window(&listing).map_err(Refusal::Fields)?;
    let wanted = wanted(&caller, call.body).await?;
    let statement = Statement::found(Subject::of(SegmentType::Client), &wanted);
    let found = segments::found(database, &statement).await?;
    let rows = clients::among(database, &found, &window).await?;
    Ok(pages.page(shown(rows)?, found.len() as i64))
}

/// What must hold for the clients that are looked for.
async fn wanted(caller: &Caller, asked: ClientSearch) -> Result<Condition, Refusal> {
    let today = caller.office.clock.now().date_naive();
    let mut wanted = Vec::new();
    if let Some(id) = asked.segment_id {
        let row = segments::find(caller.office.database.readers(), id).await?;
        let row =
            row.ok_or_else(|| Refusal::Fields(FieldErrors::one("segment_id", "names no segment")))?;
        let holds = condition(&row, today)?;
        wanted.push(match row.kind() {
            SegmentType::Client => holds,
            SegmentType::NegativeItem => holds.of_owners(),
        });
    }
    if let Some(group) = asked.conditions {
        let group = outermost(asked.combinator, group).map_err(Refusal::Fields)?;
        let subject = Subject::of(SegmentType::Client);
        let holds = conditions::read(&group, subject, today, "conditions");
        wanted.push(holds.map_err(Refusal::Fields)?);
    }
    Ok(Condition::Every(wanted))
}

fn shown(rows: Vec<ClientRow>) -> Result<Vec<Client>, Refusal> {
    let rows: Result<Vec<Client>, _> = rows.into_iter().map(ClientRow::shown).collect();
    rows.map_err(|_| Refusal::inside("a client is not JSON"))
}

async fn get(caller: Caller, call: Call<ClientsGet>) -> Outcome<ClientsGet> {
    read(caller.office.database.readers(), call.path.id).await
}

/// The client with an id, as the Portal shows it.
pub(super) async fn read(database: impl SqliteExecutor<'_>, id: i64) -> Result<Client, Refusal> {
    let row = clients::find(database, id).await?;
    let client = row.ok_or(Refusal::NoSuchRecord)?.shown();
    client.map_err(|_| Refusal::inside("a client is not JSON"))
}

/// The client as other records show it.
pub(super) async fn owner(database: impl SqliteExecutor<'_>, id: i64) -> Result<Client, Refusal> {
    Ok(in_short(read(database, id).await?))
}

/// The clients with these ids, as other records show them.
pub(super) async fn owners(
    database: impl SqliteExecutor<'_>,
    ids: &[i64],
) -> Result<HashMap<i64, Client>, Refusal> {
    let rows = clients::named(database, ids).await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let clients = shown(rows)?.into_iter().map(in_short);
    Ok(ids.into_iter().zip(clients).collect())
}

/// With the fields that the document names, and without the rest of the CRM's.
fn in_short(mut client: Client) -> Client {
    const NAMED: [&str; 5] = ["Id", "FirstName", "MiddleName", "LastName", "Email"];
    client
        .attributes
        .retain(|name, _| NAMED.contains(&name.as_str()));
    client
}

fn window(query: &ClientListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        search: asked.search(query.search.as_deref()),
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}
