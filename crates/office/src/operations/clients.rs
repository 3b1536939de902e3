//! `portal.clients.*`: the people whose files are worked on.

use contract::{
    Call, FieldErrors,
    portal::{Client, ClientListing, ClientsGet, ClientsList},
};
use sqlx::SqliteExecutor;

use super::asked::{Asked, Pages};
use crate::{
    data::clients::{self, ClientRow, Sort, Window},
    organisation,
    server::{Caller, Outcome, Refusal, Table},
    shared::Shared,
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table.on::<ClientsList>(list).on::<ClientsGet>(get)
}

async fn list(caller: Caller, call: Call<ClientsList>) -> Outcome<ClientsList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(&call.query).map_err(Refusal::Fields)?;
    let total = clients::count(database, &window.search).await?;
    let rows = clients::list(database, &window).await?;
    let rows: Result<Vec<Client>, _> = rows.into_iter().map(ClientRow::shown).collect();
    let mut rows = rows.map_err(|_| Refusal::inside("a client is not JSON"))?;
    for client in &mut rows {
        known_elsewhere(&caller.office, client);
    }
    Ok(pages.page(rows, total))
}

async fn get(caller: Caller, call: Call<ClientsGet>) -> Outcome<ClientsGet> {
    let mut client = read(caller.office.database.readers(), call.path.id).await?;
    known_elsewhere(&caller.office, &mut client);
    Ok(client)
}

/// Says under which id MyCreditApp knows the client.
fn known_elsewhere(office: &Shared, client: &mut Client) {
    let record = |id| organisation::record(&office.secret, id).to_string();
    client.private_record_id = client.id.map(record);
}

/// The client with an id, as the Portal shows it.
pub(super) async fn read(database: impl SqliteExecutor<'_>, id: i64) -> Result<Client, Refusal> {
    let row = clients::find(database, id).await?;
    let client = row.ok_or(Refusal::NoSuchRecord)?.shown();
    client.map_err(|_| Refusal::inside("a client is not JSON"))
}

/// The client as other records show it: with the fields that the document names, and without the
/// rest of the CRM's.
pub(super) async fn owner(database: impl SqliteExecutor<'_>, id: i64) -> Result<Client, Refusal> {
    const NAMED: [&str; 5] = ["Id", "FirstName", "MiddleName", "LastName", "Email"];
    let mut client = read(database, id).await?;
    client
        .attributes
        .retain(|name, _| NAMED.contains(&name.as_str()));
    Ok(client)
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
