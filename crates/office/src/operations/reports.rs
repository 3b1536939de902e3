//! `portal.report_schemas.*` and `portal.client_reports.*`: the credit reports of a client.

use chrono::NaiveDate;
use contract::{
    Call, FieldErrors, Page,
    portal::{
        Client, ClientReport, ClientReportsGet, ClientReportsList, ReportBureau, ReportSchema,
        ReportSchemaListing, ReportSchemasGet, ReportSchemasLatest, ReportSchemasList,
    },
};
use practice::Practice;
use reports::Bureau;
use serde_json::Value;
use sqlx::SqlitePool;

use super::asked::{Asked, Pages};
use crate::{
    data::{
        clients, practice as record,
        reports::{self as kept, ReportRow, Sort, Window},
    },
    server::{Caller, Outcome, Refusal},
};

/// The forms in which a report can be had.
const FORMS: [&str; 2] = ["master_schema", "negative_items"];

pub(crate) async fn list(
    caller: Caller,
    call: Call<ReportSchemasList>,
) -> Outcome<ReportSchemasList> {
    let database = caller.office.database.readers();
    let client = client(database, call.path.id).await?;
    let (window, pages) = window(call.path.id, call.query).map_err(Refusal::Fields)?;
    let total = kept::count(database, &window).await?;
    let rows = kept::list(database, &window).await?;
    let meta = Some(pages.meta(rows.len(), total));
    let rows = rows.into_iter().map(|row| show(row, client.clone()));
    Ok(Page {
        rows: rows.collect(),
        meta,
    })
}

pub(crate) async fn get(caller: Caller, call: Call<ReportSchemasGet>) -> Outcome<ReportSchemasGet> {
    let database = caller.office.database.readers();
    let row = kept::find(database, call.path.id).await?;
    whole(database, row.ok_or(Refusal::NoSuchRecord)?).await
}

pub(crate) async fn latest(
    caller: Caller,
    call: Call<ReportSchemasLatest>,
) -> Outcome<ReportSchemasLatest> {
    let database = caller.office.database.readers();
    client(database, call.path.id).await?;
    let rows = kept::latest(database, call.path.id).await?;
    let row = rows.into_iter().next().ok_or(Refusal::NoSuchRecord)?;
    whole(database, row).await
}

pub(crate) async fn of_bureaus(
    caller: Caller,
    call: Call<ClientReportsList>,
) -> Outcome<ClientReportsList> {
    let database = caller.office.database.readers();
    client(database, call.path.id).await?;
    let mut rows = kept::latest(database, call.path.id).await?;
    rows.sort_by_key(|row| Bureau::parse(&row.bureau));
    Ok(Page {
        rows: rows.into_iter().map(short).collect(),
        meta: None,
    })
}

pub(crate) async fn of_bureau(
    caller: Caller,
    call: Call<ClientReportsGet>,
) -> Outcome<ClientReportsGet> {
    let database = caller.office.database.readers();
    client(database, call.path.id).await?;
    let bureau = match call.path.bureau {
        ReportBureau::Equifax => Bureau::Equifax,
        ReportBureau::Experian => Bureau::Experian,
        ReportBureau::TransUnion => Bureau::TransUnion,
    };
    let rows = kept::latest(database, call.path.id).await?;
    let mut rows = rows.into_iter();
    let row = rows.find(|row| row.bureau == bureau.letters());
    row.map(short).ok_or(Refusal::NoSuchRecord)
}

/// The client, as records show it.
pub(super) async fn client(database: &SqlitePool, id: i64) -> Result<Client, Refusal> {
    let row = clients::find(database, id).await?;
    let client = row.ok_or(Refusal::NoSuchRecord)?.shown();
    client.map_err(|_| Refusal::inside("a client is not JSON"))
}

fn window(client: i64, query: ReportSchemaListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let sort = asked.sort(query.sort_by.as_deref(), Sort::ALL);
    let date = query.report_date.as_deref();
    if date.is_some_and(|date| date.parse::<NaiveDate>().is_err()) {
        asked.wrong("report_date", "must be a day such as 2026-01-15");
    }
    let window = Window {
        client,
        vendor: query.vendor,
        bureau: query.bureau,
        report_date: query.report_date,
        report_id: query.report_id,
        sort,
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}

/// A report with what it says.
async fn whole(database: &SqlitePool, row: ReportRow) -> Result<ReportSchema, Refusal> {
    let client = client(database, row.client_id).await?;
    let content = match row.place {
        Some(place) => invented(database, row.client_id, place).await?,
        None => kept::content(database, row.id).await?,
    };
    let content = content.ok_or_else(|| Refusal::inside("a report says nothing"))?;
    let content: Value =
        serde_json::from_str(&content).map_err(|_| Refusal::inside("a report is not JSON"))?;
    Ok(ReportSchema {
        available_file_types: Vec::new(),
        content: Some(content),
        ..show(row, client)
    })
}

/// What a report of an invented client says. It is work for milliseconds, and so not done where
/// other callers wait.
async fn invented(
    database: &SqlitePool,
    client: i64,
    place: i64,
) -> Result<Option<String>, Refusal> {
    let Some(row) = record::find(database).await? else {
        return Ok(None);
    };
    let as_of: NaiveDate = row
        .as_of
        .parse()
        .map_err(|_| Refusal::inside("the practice has no day"))?;
    let people = Practice::new(row.seed as u64, as_of);
    let report = tokio::task::spawn_blocking(move || {
        let report = people.report(client as u64 - 1, place as usize)?;
        serde_json::to_string(&report).ok()
    });
    report
        .await
        .map_err(|_| Refusal::inside("a report could not be computed"))
}

fn show(row: ReportRow, client: Client) -> ReportSchema {
    ReportSchema {
        available_file_types: FORMS.map(str::to_owned).into(),
        bureau: Some(row.bureau),
        client_key: client.client_key.clone(),
        content: None,
        id: Some(row.id),
        internal_client_key: client.attribute("Id"),
        modified_date: Some(row.updated_at.clone()),
        report_date: Some(row.report_date),
        report_id: Some(row.report_id),
        updated_at: Some(row.updated_at),
        vendor: Some(row.vendor),
        client: Some(client),
    }
}

fn short(row: ReportRow) -> ClientReport {
    let bureau = Bureau::parse(&row.bureau).map(|bureau| bureau.word().to_owned());
    ClientReport {
        bureau: bureau.or(Some(row.bureau)),
        client_id: Some(row.client_id),
        created_at: Some(row.created_at),
        id: Some(row.id),
        updated_at: Some(row.updated_at),
    }
}
