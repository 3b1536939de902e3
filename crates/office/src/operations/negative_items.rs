//! `portal.negative_items.*`: what speaks against clients, as reports show it and as far as the
//! firm has come with it.

use std::collections::HashMap;

use contract::{
    Call, FieldErrors,
    portal::{
        Client, Correspondence, NegativeItem, NegativeItemListing, NegativeItemsGet,
        NegativeItemsList,
    },
};
use tokio::task::spawn_blocking;

use super::{
    asked::{Asked, Pages},
    clients, sent,
};
use crate::{
    data::{
        correspondence::{CorrespondenceRow, of_items},
        negative_items::{self as data, ItemRow, Narrow, Sort, Window},
        practice,
        source::Source,
    },
    item,
    server::{Caller, Outcome, Refusal, Table},
    shared::Shared,
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<NegativeItemsList>(list)
        .on::<NegativeItemsGet>(get)
}

pub(super) async fn list(
    caller: Caller,
    call: Call<NegativeItemsList>,
) -> Outcome<NegativeItemsList> {
    let (window, pages) = window(call.query).map_err(Refusal::Fields)?;
    let mut database = caller.office.database.readers().acquire().await?;
    let total = data::count(&mut *database, &window).await?;
    let rows = data::list(&mut *database, &window).await?;
    drop(database);
    let rows = shown(&caller.office, rows).await?;
    Ok(pages.page(rows, total))
}

pub(super) async fn get(caller: Caller, call: Call<NegativeItemsGet>) -> Outcome<NegativeItemsGet> {
    let row = data::find(caller.office.database.readers(), call.path.id).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    let shown = shown(&caller.office, vec![row]).await?.pop();
    shown.ok_or(Refusal::NoSuchRecord)
}

fn window(query: NegativeItemListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        narrow: Narrow {
            client: query.client_id,
            account_type: query.account_type,
            is_negative: query.is_negative,
            is_collection: query.is_collection,
            is_charge_off: query.is_charge_off,
            is_disputed: query.is_disputed,
            status: query.status,
        },
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}

/// The records of rows whose clients are still there, in their order.
pub(super) async fn shown(
    office: &Shared,
    mut rows: Vec<ItemRow>,
) -> Result<Vec<NegativeItem>, Refusal> {
    let mut whose: Vec<i64> = rows.iter().map(|row| row.client_id).collect();
    whose.dedup();
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut database = office.database.readers().acquire().await?;
    let owners = clients::owners(&mut *database, &whose).await?;
    let pieces = of_items(&mut *database, &ids).await?;
    // Whoever waits for another connection while holding one may wait for ever.
    drop(database);
    let mut letters = correspondence(office, pieces).await?;
    rows.retain(|row| owners.contains_key(&row.client_id));
    let contents = contents(office, &rows).await?;
    let shown = rows.into_iter().zip(contents).map(|(row, content)| {
        let owner = owners.get(&row.client_id);
        let owner = owner.ok_or_else(|| Refusal::inside("an item has no client"))?;
        let correspondence = letters.remove(&row.id).unwrap_or_default();
        Ok(NegativeItem {
            correspondence,
            ..show(row, content, owner)
        })
    });
    shown.collect()
}

/// What was sent about items, by their numbers.
async fn correspondence(
    office: &Shared,
    pieces: Vec<CorrespondenceRow>,
) -> Result<HashMap<i64, Vec<Correspondence>>, Refusal> {
    let mut by_item: HashMap<i64, Vec<Correspondence>> = HashMap::new();
    for piece in sent::shown(office, pieces).await? {
        let item = piece.negative_item_id.unwrap_or_default();
        by_item.entry(item).or_default().push(piece);
    }
    Ok(by_item)
}

/// What rows themselves leave out, in their order. The invented file of a client is computed
/// once for all of the client's rows, away from the threads that answer calls.
pub(super) async fn contents(
    office: &Shared,
    rows: &[ItemRow],
) -> Result<Vec<NegativeItem>, Refusal> {
    let sources = rows.iter().map(|row| (row.client_id, row.source.clone()));
    let sources: Vec<(i64, Source)> = sources.collect();
    let people = office.practice;
    let contents = spawn_blocking(move || {
        let mut files = HashMap::new();
        let read = |(client, source)| match source {
            Source::Kept(json) => serde_json::from_str(&json).ok(),
            Source::Practice(place) => {
                let people = people?;
                let number = practice::number(client);
                let (reports, items) = files
                    .entry(number)
                    .or_insert_with(|| (people.snapshots(number), people.items(number)));
                let item = items.get(place)?.clone();
                let report = reports.get(item.snapshot)?;
                Some(NegativeItem {
                    report_id: Some(report.report_id.clone()),
                    ..item::invented(item)
                })
            }
        };
        sources.into_iter().map(read).collect::<Option<Vec<_>>>()
    });
    let contents = contents.await.ok().flatten();
    contents.ok_or_else(|| Refusal::inside("an item has no content"))
}

fn show(row: ItemRow, content: NegativeItem, owner: &Client) -> NegativeItem {
    let mut metadata = content.metadata.unwrap_or_default();
    metadata.status = row.status().map(|status| status.word().to_owned());
    NegativeItem {
        client: Some(owner.clone()),
        client_key: owner.client_key.clone(),
        credit_report_id: row.report,
        id: Some(row.id),
        internal_client_key: owner.attribute("Id"),
        metadata: Some(metadata),
        modified_date: Some(row.updated_at.clone()),
        updated_at: Some(row.updated_at),
        ..content
    }
}
