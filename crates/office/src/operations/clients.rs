//! `portal.clients.*`: the people whose files are worked on.

use std::collections::{HashMap, hash_map::Entry};

use contract::{
    Call, FieldErrors,
    portal::{
        Client, ClientListing, ClientOrder, ClientSearch, ClientsGet, ClientsList, ClientsSearch,
        SegmentType,
    },
};
use serde_json::Value;
use sqlx::{SqliteConnection, SqliteExecutor};

use super::{
    asked::{Asked, Pages},
    segments::{condition, outermost, shown as segment_shown, used},
};
use crate::{
    data::{
        clients::{self, ClientRow, Sort, Window},
        segments::{self, Membership},
    },
    search::Search,
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
    let rows = shown(&mut *database, rows).await?;
    drop(database);
    Ok(pages.page(rows, total))
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
    // Whoever turns to the next page still looks at the same.
    let segment = call.body.segment_id.filter(|_| pages.is_first());
    let at = if call.body.conditions.is_some() {
        "conditions"
    } else {
        "segment_id"
    };
    let wanted = wanted(&caller, call.body).await?;
    let statement = Statement::found(Subject::of(SegmentType::Client), &wanted);
    let mut search = Search::begin(&caller.office).await?;
    let found = segments::found(search.database(), &statement).await;
    let found = search.done(found, at).await?;
    let rows = clients::among(database, &found, &window).await?;
    let total = found.len() as i64;
    let rows = shown(database, rows).await?;
    if let Some(segment) = segment {
        used(&caller.office, segment);
    }
    Ok(pages.page(rows, total))
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

/// Clients with the segments that they are in.
async fn shown(
    database: impl SqliteExecutor<'_>,
    rows: Vec<ClientRow>,
) -> Result<Vec<Client>, Refusal> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut segments = if rows.iter().any(|row| row.segmented) {
        segments_of(database, &ids).await?
    } else {
        HashMap::new()
    };
    let clients = rows.into_iter().map(|row| {
        let own = segments.remove(&row.id).unwrap_or_default();
        let mut client = row.shown()?;
        client.segments = Some(Value::Array(own));
        Ok(client)
    });
    let clients: Result<Vec<Client>, serde_json::Error> = clients.collect();
    clients.map_err(|_| Refusal::inside("a client is not JSON"))
}

/// The segments of clients, by the clients' ids.
async fn segments_of(
    database: impl SqliteExecutor<'_>,
    ids: &[i64],
) -> Result<HashMap<i64, Vec<Value>>, Refusal> {
    let mut known: HashMap<i64, Value> = HashMap::new();
    let mut all: HashMap<i64, Vec<Value>> = HashMap::new();
    for Membership { client_id, segment } in segments::of_clients(database, ids).await? {
        let segment = match known.entry(segment.id) {
            Entry::Occupied(entry) => entry.get().clone(),
            Entry::Vacant(entry) => {
                let shown = serde_json::to_value(segment_shown(segment)?);
                let shown = shown.map_err(|_| Refusal::inside("a segment is not JSON"))?;
                entry.insert(shown).clone()
            }
        };
        all.entry(client_id).or_default().push(segment);
    }
    Ok(all)
}

async fn get(caller: Caller, call: Call<ClientsGet>) -> Outcome<ClientsGet> {
    let mut database = caller.office.database.readers().acquire().await?;
    whole(&mut database, call.path.id).await
}

/// The client with an id, with the segments that the client is in.
pub(super) async fn whole(database: &mut SqliteConnection, id: i64) -> Result<Client, Refusal> {
    let row = clients::find(&mut *database, id).await?;
    let mut found = shown(database, row.into_iter().collect()).await?;
    found.pop().ok_or(Refusal::NoSuchRecord)
}

/// The client with an id, without the segments.
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
    let clients = rows.into_iter().map(|row| {
        let id = row.id;
        Ok((id, in_short(row.shown()?)))
    });
    let clients: Result<HashMap<i64, Client>, serde_json::Error> = clients.collect();
    clients.map_err(|_| Refusal::inside("a client is not JSON"))
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
