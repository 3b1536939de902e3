//! `portal.bureau_addresses.*`: where the bureaus take letters and faxes. Each bureau that has
//! addresses has one that is taken where nothing else is said: the first that was made, until
//! another is named.

use chrono::NaiveDate;
use contract::{
    Call, FieldErrors,
    portal::{
        BureauAddressEntry, BureauAddressListing, BureauAddressesCreate, BureauAddressesDelete,
        BureauAddressesList, BureauAddressesUpdate, Message,
    },
};
use reports::Bureau;

use super::{
    asked::{Asked, whole_list},
    attachments::let_go_with,
    entered::Entered,
};
use crate::{
    data::{
        attachments::Owner,
        bureau_addresses::{self as data, AddressRow, Sort, Window},
    },
    server::{Caller, Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<BureauAddressesList>(list)
        .writes::<BureauAddressesCreate>(create)
        .writes::<BureauAddressesUpdate>(update)
        .writes::<BureauAddressesDelete>(delete)
}

async fn list(caller: Caller, call: Call<BureauAddressesList>) -> Outcome<BureauAddressesList> {
    let window = window(call.query).map_err(Refusal::Fields)?;
    let rows = data::list(caller.office.database.readers(), &window).await?;
    // A plain array says nothing of where its page stands.
    Ok(whole_list(rows.into_iter().map(AddressRow::shown)))
}

async fn create(
    write: &mut Writing,
    call: Call<BureauAddressesCreate>,
) -> Outcome<BureauAddressesCreate> {
    let mut row = entered(call.body, AddressRow::default(), write.today())?;
    let now = write.moment().await?;
    (row.created_at, row.updated_at) = (now.clone(), now);
    row.is_default = !data::has_default(write.database(), &row.kind).await?;
    row.id = data::add(write.database(), &row).await?;
    Ok(row.shown())
}

/// An address that becomes the default takes that from another. None is left without one: the
/// default is not taken away, and a bureau that loses its default has its oldest address for it.
async fn update(
    write: &mut Writing,
    call: Call<BureauAddressesUpdate>,
) -> Outcome<BureauAddressesUpdate> {
    let before = data::find(write.database(), call.path.id).await?;
    let before = before.ok_or(Refusal::NoSuchRecord)?;
    let mut row = entered(call.body.entry, before.clone(), write.today())?;
    let stays = row.kind == before.kind;
    if call.body.is_default == Some(false) && before.is_default && stays {
        let sentence = "cannot be taken away: make another address the default instead";
        return Err(Refusal::Fields(FieldErrors::one("is_default", sentence)));
    }
    row.updated_at = write.moment().await?;
    if call.body.is_default == Some(true) {
        data::take_default(write.database(), &row.kind, &row.updated_at).await?;
        row.is_default = true;
    } else if !stays {
        row.is_default = !data::has_default(write.database(), &row.kind).await?;
    }
    data::change(write.database(), &row).await?;
    data::settle_default(write.database(), &before.kind, &row.updated_at).await?;
    Ok(row.shown())
}

async fn delete(
    write: &mut Writing,
    call: Call<BureauAddressesDelete>,
) -> Outcome<BureauAddressesDelete> {
    let row = data::find(write.database(), call.path.id).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    data::delete(write.database(), row.id).await?;
    let_go_with(write, Owner::BureauAddress(row.id)).await?;
    let now = write.moment().await?;
    data::settle_default(write.database(), &row.kind, &now).await?;
    Ok(Message::new("The address was deleted."))
}

fn entered(
    mut entry: BureauAddressEntry,
    row: AddressRow,
    today: NaiveDate,
) -> Result<AddressRow, Refusal> {
    let mut entered = Entered::default();
    if let Some(text) = &mut entry.zip_code {
        entered.as_kept(("zip_code", "MailingPostalCode"), text, today);
    }
    let row = AddressRow {
        kind: word(&entered.needed("type", entry.kind, row.kind)),
        title: entered.needed("title", entry.title, row.title),
        address: entered.needed("address", entry.address, row.address),
        city: entered.needed("city", entry.city, row.city),
        state: entered.needed("state", entry.state, row.state),
        zip_code: entered.needed("zip_code", entry.zip_code, row.zip_code),
        fax_number: entered.optional("fax_number", entry.fax_number, row.fax_number),
        ..row
    };
    entered.done()?;
    Ok(row)
}

/// One word for a bureau, whichever of its names was entered. Other agencies than the three have
/// addresses too.
fn word(kind: &str) -> String {
    let bureau = Bureau::parse(kind).map(|bureau| bureau.name().to_lowercase());
    bureau.unwrap_or_else(|| kind.to_lowercase())
}

fn window(query: BureauAddressListing) -> Result<Window, FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        search: asked.search(query.search.as_deref()),
        id: query.id,
        kind: query.kind.as_deref().map(word),
        state: query.state,
        city: query.city,
        is_default: query.is_default,
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| window)
}
