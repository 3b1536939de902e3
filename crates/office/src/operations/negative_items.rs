//! `portal.negative_items.*`: what speaks against clients.

use std::collections::HashMap;

use contract::{
    Call, FieldErrors, Page,
    portal::{
        Client, NegativeItem, NegativeItemListing, NegativeItemMetadata, NegativeItemsGet,
        NegativeItemsList,
    },
};
use sqlx::SqlitePool;

use super::{
    asked::{Asked, Pages},
    reports::client,
};
use crate::{
    data::{
        negative_items::{self, Filters, ItemRow, Sort, Window},
        reports,
    },
    server::{Caller, Outcome, Refusal},
};

pub(crate) async fn list(
    caller: Caller,
    call: Call<NegativeItemsList>,
) -> Outcome<NegativeItemsList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(&call.query).map_err(Refusal::Fields)?;
    let total = negative_items::count(database, &window.filters).await?;
    let rows = negative_items::list(database, &window).await?;
    let meta = Some(pages.meta(rows.len(), total));
    let mut around = Around::default();
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        shown.push(around.show(database, row).await?);
    }
    Ok(Page { rows: shown, meta })
}

pub(crate) async fn get(caller: Caller, call: Call<NegativeItemsGet>) -> Outcome<NegativeItemsGet> {
    let database = caller.office.database.readers();
    let row = negative_items::find(database, call.path.id).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    Around::default().show(database, row).await
}

fn window(query: &NegativeItemListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        filters: Filters::of(query),
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}

/// The clients and reports that a page's items belong to, each read once.
#[derive(Default)]
struct Around {
    clients: HashMap<i64, Client>,
    /// The vendor's numbers of reports.
    reports: HashMap<i64, String>,
}

impl Around {
    async fn show(&mut self, database: &SqlitePool, row: ItemRow) -> Result<NegativeItem, Refusal> {
        let client = match self.clients.get(&row.client_id) {
            Some(client) => client.clone(),
            None => client(database, row.client_id).await?,
        };
        let report = match self.reports.get(&row.report) {
            Some(report) => report.clone(),
            None => {
                let report = reports::find(database, row.report).await?;
                let report = report.ok_or_else(|| Refusal::inside("an item has no report"))?;
                report.report_id
            }
        };
        self.clients.insert(row.client_id, client.clone());
        self.reports.insert(row.report, report.clone());
        shown(row, client, report)
    }
}

fn shown(row: ItemRow, client: Client, report_id: String) -> Result<NegativeItem, Refusal> {
    let status = row.status().map(|status| status.word().to_owned());
    let record: NegativeItem = serde_json::from_str(&row.record)
        .map_err(|_| Refusal::inside("a negative item is not JSON"))?;
    Ok(NegativeItem {
        id: Some(row.id),
        client_key: client.client_key.clone(),
        internal_client_key: client.attribute("Id"),
        client: Some(client),
        credit_report_id: Some(row.report),
        report_id: Some(report_id),
        metadata: Some(NegativeItemMetadata {
            created_by: row.created_by,
            not_dispute: Some(row.not_dispute),
            status,
            updated_by: row.updated_by,
        }),
        modified_date: Some(row.updated_at.clone()),
        updated_at: Some(row.updated_at),
        ..record
    })
}
