//! `portal.claim_codes.*`: the reasons for a dispute as the bureaus know them. One that
//! instructions stand for is not deleted; it can be made inactive, and is then given to no other.

use contract::{
    Call, FieldErrors,
    portal::{
        ClaimCodeEntry, ClaimCodesCreate, ClaimCodesDelete, ClaimCodesList, ClaimCodesUpdate,
        Message,
    },
};

use super::{asked::whole_list, attachments::let_go_with, entered::Entered};
use crate::{
    data::{
        attachments::Owner,
        claim_codes::{self as data, ClaimCodeRow},
    },
    server::{Caller, Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<ClaimCodesList>(list)
        .writes::<ClaimCodesCreate>(create)
        .writes::<ClaimCodesUpdate>(update)
        .writes::<ClaimCodesDelete>(delete)
}

async fn list(caller: Caller, _: Call<ClaimCodesList>) -> Outcome<ClaimCodesList> {
    let rows = data::all(caller.office.database.readers()).await?;
    Ok(whole_list(rows.into_iter().map(ClaimCodeRow::shown)))
}

async fn create(write: &mut Writing, call: Call<ClaimCodesCreate>) -> Outcome<ClaimCodesCreate> {
    let blank = ClaimCodeRow {
        is_active: true,
        ..ClaimCodeRow::default()
    };
    let mut row = entered(call.body, blank)?;
    let now = write.moment().await?;
    (row.created_at, row.updated_at) = (now.clone(), now);
    row.id = data::add(write.database(), &row).await?;
    Ok(row.shown())
}

async fn update(write: &mut Writing, call: Call<ClaimCodesUpdate>) -> Outcome<ClaimCodesUpdate> {
    let row = data::find(write.database(), call.path.id).await?;
    let mut row = entered(call.body, row.ok_or(Refusal::NoSuchRecord)?)?;
    row.updated_at = write.moment().await?;
    data::change(write.database(), &row).await?;
    Ok(row.shown())
}

async fn delete(write: &mut Writing, call: Call<ClaimCodesDelete>) -> Outcome<ClaimCodesDelete> {
    if data::is_used(write.database(), call.path.id).await? {
        let sentence = "names a code that instructions stand for: give them another or delete them first, or make the code inactive";
        return Err(Refusal::Fields(FieldErrors::one("id", sentence)));
    }
    if !data::delete(write.database(), call.path.id).await? {
        return Err(Refusal::NoSuchRecord);
    }
    let_go_with(write, Owner::ClaimCode(call.path.id)).await?;
    Ok(Message::new("The claim code was deleted."))
}

fn entered(entry: ClaimCodeEntry, row: ClaimCodeRow) -> Result<ClaimCodeRow, Refusal> {
    let mut entered = Entered::default();
    let row = ClaimCodeRow {
        tcp_name: entered.needed("tcp_name", entry.tcp_name, row.tcp_name),
        eq_code: entered.optional("eq_code", entry.eq_code, row.eq_code),
        ex_code: entered.optional("ex_code", entry.ex_code, row.ex_code),
        tu_code: entered.optional("tu_code", entry.tu_code, row.tu_code),
        is_active: entry.is_active.unwrap_or(row.is_active),
        ..row
    };
    entered.done()?;
    Ok(row)
}
