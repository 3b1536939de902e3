//! `portal.furnishers.*`: those who report accounts. What was sent to one keeps the name that it
//! was sent to, so a furnisher can be deleted at any time.

use contract::{
    Call, FieldErrors,
    portal::{
        FurnisherEntry, FurnisherListing, FurnishersCreate, FurnishersDelete, FurnishersGet,
        FurnishersList, FurnishersUpdate, Message,
    },
};

use super::{
    asked::{Asked, Pages},
    attachments::let_go_with,
    entered::Entered,
};
use crate::{
    data::{
        attachments::Owner,
        furnishers::{self as data, FurnisherRow, Sort, Window},
    },
    server::{Caller, Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<FurnishersList>(list)
        .writes::<FurnishersCreate>(create)
        .on::<FurnishersGet>(get)
        .writes::<FurnishersUpdate>(update)
        .writes::<FurnishersDelete>(delete)
}

async fn list(caller: Caller, call: Call<FurnishersList>) -> Outcome<FurnishersList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(&call.query).map_err(Refusal::Fields)?;
    let total = data::count(database, &window).await?;
    let rows = data::list(database, &window).await?;
    Ok(pages.page(rows.into_iter().map(FurnisherRow::shown), total))
}

async fn get(caller: Caller, call: Call<FurnishersGet>) -> Outcome<FurnishersGet> {
    let row = data::find(caller.office.database.readers(), call.path.id).await?;
    Ok(row.ok_or(Refusal::NoSuchRecord)?.shown())
}

async fn create(write: &mut Writing, call: Call<FurnishersCreate>) -> Outcome<FurnishersCreate> {
    let mut row = entered(call.body, FurnisherRow::default())?;
    let now = write.moment().await?;
    (row.created_at, row.updated_at) = (now.clone(), now);
    row.id = data::add(write.database(), &row).await?;
    Ok(row.shown())
}

async fn update(write: &mut Writing, call: Call<FurnishersUpdate>) -> Outcome<FurnishersUpdate> {
    let row = data::find(write.database(), call.path.id).await?;
    let mut row = entered(call.body, row.ok_or(Refusal::NoSuchRecord)?)?;
    row.updated_at = write.moment().await?;
    data::change(write.database(), &row).await?;
    Ok(row.shown())
}

async fn delete(write: &mut Writing, call: Call<FurnishersDelete>) -> Outcome<FurnishersDelete> {
    if !data::delete(write.database(), call.path.id).await? {
        return Err(Refusal::NoSuchRecord);
    }
    let_go_with(write, Owner::Furnisher(call.path.id)).await?;
    Ok(Message::new("The furnisher was deleted."))
}

fn entered(entry: FurnisherEntry, row: FurnisherRow) -> Result<FurnisherRow, Refusal> {
    let mut entered = Entered::default();
    let kind = entry.kind.map(|kind| kind.word().to_owned());
    let row = FurnisherRow {
        name: entered.needed("name", entry.name, row.name),
        kind: entered.needed("type", kind, row.kind),
        fax_number: entered.optional("fax_number", entry.fax_number, row.fax_number),
        address: entered.optional("address", entry.address, row.address),
        city: entered.optional("city", entry.city, row.city),
        state: entered.optional("state", entry.state, row.state),
        zip_code: entered.optional("zip_code", entry.zip_code, row.zip_code),
        ..row
    };
    entered.done()?;
    Ok(row)
}

fn window(query: &FurnisherListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        name: asked.part("name", query.name.as_deref()),
        kind: query.kind,
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}
