//! `portal.fax_settings.*`: how often a fax that did not go through is sent again. They are the
//! whole firm's: there is one record of them, and none until somebody sets them.

use contract::{
    Call, FieldErrors,
    portal::{FaxSettingListing, FaxSettingsCreate, FaxSettingsList, FaxSettingsUpdate},
};

use super::asked::{Asked, Pages};
use crate::{
    data::fax_settings::{self as data, FaxSettingRow, Sort, Window},
    server::{Caller, Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<FaxSettingsList>(list)
        .writes::<FaxSettingsCreate>(create)
        .writes::<FaxSettingsUpdate>(update)
}

async fn list(caller: Caller, call: Call<FaxSettingsList>) -> Outcome<FaxSettingsList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(&call.query).map_err(Refusal::Fields)?;
    let total = data::count(database, &window).await?;
    let rows = data::list(database, &window).await?;
    Ok(pages.page(rows.into_iter().map(FaxSettingRow::shown), total))
}

async fn create(write: &mut Writing, call: Call<FaxSettingsCreate>) -> Outcome<FaxSettingsCreate> {
    let refused = |sentence| Refusal::Fields(FieldErrors::one("reattempt_count", sentence));
    let count = call.body.reattempt_count;
    let count = count.ok_or_else(|| refused("is required"))?;
    if data::is_set(write.database()).await? {
        return Err(refused("is set already: change it where it is set"));
    }
    let now = write.moment().await?;
    let mut row = FaxSettingRow {
        id: 0,
        reattempt_count: count,
        created_at: now.clone(),
        updated_at: now,
    };
    row.id = data::add(write.database(), &row).await?;
    Ok(row.shown())
}

async fn update(write: &mut Writing, call: Call<FaxSettingsUpdate>) -> Outcome<FaxSettingsUpdate> {
    let row = data::find(write.database(), call.path.id).await?;
    let mut row = row.ok_or(Refusal::NoSuchRecord)?;
    row.reattempt_count = call.body.reattempt_count;
    row.updated_at = write.moment().await?;
    data::change(write.database(), &row).await?;
    Ok(row.shown())
}

fn window(query: &FaxSettingListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        reattempt_count: query.reattempt_count,
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}
