//! `portal.report_schemas.*` and `portal.client_reports.*`: the credit reports of a client.

use contract::{
    Call, FieldErrors,
    portal::{
        Client, ClientReport, ClientReportsGet, ClientReportsList, ReportBureau, ReportSchema,
        ReportSchemaListing, ReportSchemasGet, ReportSchemasLatest, ReportSchemasList,
    },
};
use reports::{Bureau, Report};
use serde_json::Value;
use tokio::task::spawn_blocking;

use super::{
    asked::{Asked, Pages, whole_list},
    clients,
};
use crate::{
    data::{
        practice,
        reports::{self as data, ReportRow, Sort, Window},
        source::Source,
    },
    server::{Caller, Outcome, Refusal, Table},
    shared::Shared,
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<ClientReportsList>(client_list)
        .on::<ClientReportsGet>(client_get)
        .on::<ReportSchemasGet>(get)
        .on::<ReportSchemasList>(list)
        .on::<ReportSchemasLatest>(latest)
}

/// The forms in which every report can be had.
const FILE_TYPES: [&str; 2] = ["master_schema", "negative_items"];

pub(super) async fn list(
    caller: Caller,
    call: Call<ReportSchemasList>,
) -> Outcome<ReportSchemasList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(call.path.id, call.query).map_err(Refusal::Fields)?;
    let client = clients::owner(database, window.client).await?;
    let total = data::count(database, &window).await?;
    let rows = data::list(database, &window).await?;
    let rows = rows.into_iter().map(|row| show(row, &client, None));
    Ok(pages.page(rows, total))
}

pub(super) async fn get(caller: Caller, call: Call<ReportSchemasGet>) -> Outcome<ReportSchemasGet> {
    let row = data::find(caller.office.database.readers(), call.path.id).await?;
    whole(&caller.office, row.ok_or(Refusal::NoSuchRecord)?).await
}

pub(super) async fn latest(
    caller: Caller,
    call: Call<ReportSchemasLatest>,
) -> Outcome<ReportSchemasLatest> {
    let mut rows = of_client(&caller, call.path.id).await?;
    let row = rows.pop().ok_or(Refusal::NoSuchRecord)?;
    whole(&caller.office, row).await
}

async fn client_list(caller: Caller, call: Call<ClientReportsList>) -> Outcome<ClientReportsList> {
    let rows = of_client(&caller, call.path.id).await?;
    let latest = Bureau::ALL.map(|bureau| latest_of(&rows, bureau));
    Ok(whole_list(latest.into_iter().flatten()))
}

async fn client_get(caller: Caller, call: Call<ClientReportsGet>) -> Outcome<ClientReportsGet> {
    let rows = of_client(&caller, call.path.id).await?;
    let bureau = match call.path.bureau {
        ReportBureau::TransUnion => Bureau::TransUnion,
        ReportBureau::Equifax => Bureau::Equifax,
        ReportBureau::Experian => Bureau::Experian,
    };
    latest_of(&rows, bureau).ok_or(Refusal::NoSuchRecord)
}

/// The reports of a client who is there, the oldest first.
async fn of_client(caller: &Caller, client: i64) -> Result<Vec<ReportRow>, Refusal> {
    let database = caller.office.database.readers();
    clients::read(database, client).await?;
    Ok(data::of_client(database, client).await?)
}

/// The latest report of a bureau among reports that are sorted by age.
fn latest_of(rows: &[ReportRow], bureau: Bureau) -> Option<ClientReport> {
    let mut latest_first = rows.iter().rev();
    let row = latest_first.find(|row| row.bureau == bureau.letters())?;
    Some(ClientReport {
        bureau: Some(bureau.name().to_owned()),
        client_id: Some(row.client_id),
        created_at: Some(row.created_at.clone()),
        id: Some(row.id),
        updated_at: Some(row.updated_at.clone()),
    })
}

fn window(client: i64, query: ReportSchemaListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let bureau = query.bureau.as_deref();
    let window = Window {
        client,
        vendor: query.vendor,
        bureau: bureau.and_then(|name| asked.bureau(name)),
        report_date: query.report_date,
        report_id: query.report_id,
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}

/// The client's latest report of a bureau by its three letters, or else of any, as far as it is in
/// our own form.
pub(super) async fn latest_for_questions(
    office: &Shared,
    client: i64,
    bureau: Option<&str>,
) -> Result<Option<Report>, Refusal> {
    let database = office.database.readers();
    let rows = data::of_client(database, client).await?;
    let of_bureau = |row: &&ReportRow| bureau.is_none_or(|letters| row.bureau == letters);
    let row = rows.iter().rfind(of_bureau).or(rows.last());
    match row {
        Some(row) => in_our_form(office, client, row.id).await,
        None => Ok(None),
    }
}

/// A report of a client, as far as it is in our own form.
pub(super) async fn in_our_form(
    office: &Shared,
    client: i64,
    id: i64,
) -> Result<Option<Report>, Refusal> {
    let Some(source) = data::source(office.database.readers(), id).await? else {
        return Ok(None);
    };
    let content = content(office, client, source).await?;
    Ok(serde_json::from_value(content).ok())
}

/// A report with its content.
async fn whole(office: &Shared, row: ReportRow) -> Result<ReportSchema, Refusal> {
    let database = office.database.readers();
    let client = clients::owner(database, row.client_id).await?;
    let source = data::source(database, row.id).await?;
    let source = source.ok_or(Refusal::NoSuchRecord)?;
    let content = content(office, row.client_id, source).await?;
    Ok(show(row, &client, Some(content)))
}

/// What a report says.
pub(super) async fn content(
    office: &Shared,
    client: i64,
    source: Source,
) -> Result<Value, Refusal> {
    let missing = || Refusal::inside("a report has no content");
    match source {
        Source::Kept(json) => serde_json::from_str(&json).map_err(|_| missing()),
        Source::Practice(place) => {
            let people = office.practice.ok_or_else(missing)?;
            // Inventing a report takes some milliseconds, which other calls need not wait.
            let report = spawn_blocking(move || people.report(practice::number(client), place));
            let report = report.await.ok().flatten().ok_or_else(missing)?;
            serde_json::to_value(report).map_err(|_| missing())
        }
    }
}

/// A report as the Portal shows it.
pub(super) fn show(row: ReportRow, client: &Client, content: Option<Value>) -> ReportSchema {
    ReportSchema {
        available_file_types: FILE_TYPES.map(str::to_owned).to_vec(),
        bureau: Some(row.bureau),
        client: Some(client.clone()),
        client_key: client.client_key.clone(),
        content,
        id: Some(row.id),
        internal_client_key: client.attribute("Id"),
        modified_date: Some(row.updated_at.clone()),
        report_date: Some(row.report_date),
        report_id: Some(row.report_id),
        updated_at: Some(row.updated_at),
        vendor: Some(row.vendor),
    }
}
