//! `portal.bureau_addresses.*` and `portal.furnishers.*`: whom letters and faxes go to.

use contract::{
    Call, FieldErrors, Page,
    portal::{BureauAddressListing, BureauAddressesList, FurnisherListing, FurnishersList},
};

use super::asked::{Asked, Pages};
use crate::{
    data::{
        bureau_addresses::{self, AddressRow},
        furnishers::{self, FurnisherRow},
    },
    server::{Caller, Outcome, Refusal},
};

pub(crate) async fn of_bureaus(
    caller: Caller,
    call: Call<BureauAddressesList>,
) -> Outcome<BureauAddressesList> {
    let window = bureau_window(call.query).map_err(Refusal::Fields)?;
    let database = caller.office.database.readers();
    let rows = bureau_addresses::list(database, &window).await?;
    // A plain array says nothing of where its page stands.
    Ok(Page {
        rows: rows.into_iter().map(AddressRow::shown).collect(),
        meta: None,
    })
}

pub(crate) async fn furnishers(
    caller: Caller,
    call: Call<FurnishersList>,
) -> Outcome<FurnishersList> {
    let database = caller.office.database.readers();
    let (window, pages) = furnisher_window(&call.query).map_err(Refusal::Fields)?;
    let total = furnishers::count(database, &window).await?;
    let rows = furnishers::list(database, &window).await?;
    let meta = Some(pages.meta(rows.len(), total));
    let rows = rows.into_iter().map(FurnisherRow::shown).collect();
    Ok(Page { rows, meta })
}

fn bureau_window(query: BureauAddressListing) -> Result<bureau_addresses::Window, FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = bureau_addresses::Window {
        search: asked.search(query.search.as_deref()),
        id: query.id,
        kind: query.kind,
        state: query.state,
        city: query.city,
        is_default: query.is_default,
        sort: asked.sort(query.sort_by.as_deref(), bureau_addresses::Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| window)
}

fn furnisher_window(query: &FurnisherListing) -> Result<(furnishers::Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = furnishers::Window {
        name: asked.part("name", query.name.as_deref()),
        kind: query.kind,
        sort: asked.sort(query.sort_by.as_deref(), furnishers::Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}
