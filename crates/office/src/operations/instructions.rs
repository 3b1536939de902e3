//! `portal.instructions.*` and `portal.creditor_types.*`: the reasons for a dispute as agents pick
//! them, and the creditors that they are for. Their places are 1, 2, 3 … without a gap, whatever
//! is made, moved and deleted.

use std::collections::HashMap;

use contract::{
    Call, FieldErrors,
    portal::{
        ClaimCode, CreditorType, CreditorTypesList, Instruction, InstructionEntry,
        InstructionListing, InstructionsCreate, InstructionsDelete, InstructionsGet,
        InstructionsList, InstructionsMove, InstructionsUpdate, Message,
    },
};
use sqlx::SqliteConnection;

use super::{
    asked::{Asked, Pages, whole_list},
    attachments::let_go_with,
    entered::Entered,
};
use crate::{
    data::{
        attachments::Owner,
        claim_codes,
        creditor_types::{self, CreditorTypeRow},
        instructions::{self as data, InstructionRow, Sort, Window},
    },
    server::{Caller, Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<CreditorTypesList>(creditor_types)
        .on::<InstructionsList>(list)
        .writes::<InstructionsCreate>(create)
        .on::<InstructionsGet>(get)
        .writes::<InstructionsUpdate>(update)
        .writes::<InstructionsDelete>(delete)
        .writes::<InstructionsMove>(shift)
}

async fn creditor_types(caller: Caller, _: Call<CreditorTypesList>) -> Outcome<CreditorTypesList> {
    let rows = creditor_types::all(caller.office.database.readers()).await?;
    Ok(whole_list(rows.into_iter().map(CreditorTypeRow::shown)))
}

async fn list(caller: Caller, call: Call<InstructionsList>) -> Outcome<InstructionsList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(&call.query).map_err(Refusal::Fields)?;
    let total = data::count(database, &window).await?;
    let rows = data::list(database, &window).await?;
    let mut connection = database.acquire().await?;
    let rows = shown(&mut connection, rows).await?;
    Ok(pages.page(rows, total))
}

async fn get(caller: Caller, call: Call<InstructionsGet>) -> Outcome<InstructionsGet> {
    let mut database = caller.office.database.readers().acquire().await?;
    let row = data::find(&mut database, call.path.instruction).await?;
    whole(&mut database, row.ok_or(Refusal::NoSuchRecord)?).await
}

async fn create(
    write: &mut Writing,
    call: Call<InstructionsCreate>,
) -> Outcome<InstructionsCreate> {
    let mut row = entered(write, &call.body, InstructionRow::default()).await?;
    let now = write.moment().await?;
    (row.created_at, row.updated_at) = (now.clone(), now);
    row.place = data::last_place(write.database()).await? + 1;
    row.id = data::add(write.database(), &row).await?;
    give(write, row.id, call.body).await?;
    whole(write.database(), row).await
}

async fn update(
    write: &mut Writing,
    call: Call<InstructionsUpdate>,
) -> Outcome<InstructionsUpdate> {
    let row = data::find(write.database(), call.path.instruction).await?;
    let mut row = entered(write, &call.body, row.ok_or(Refusal::NoSuchRecord)?).await?;
    row.updated_at = write.moment().await?;
    data::change(write.database(), &row).await?;
    give(write, row.id, call.body).await?;
    whole(write.database(), row).await
}

async fn delete(
    write: &mut Writing,
    call: Call<InstructionsDelete>,
) -> Outcome<InstructionsDelete> {
    let row = data::find(write.database(), call.path.instruction).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    let now = write.moment().await?;
    data::delete(write.database(), row.id).await?;
    let_go_with(write, Owner::Instruction(row.id)).await?;
    data::shift(write.database(), row.place + 1..=i64::MAX, -1, &now).await?;
    Ok(Message::new("The instruction was deleted."))
}

/// Moves an instruction, and those between its two places out of its way.
async fn shift(write: &mut Writing, call: Call<InstructionsMove>) -> Outcome<InstructionsMove> {
    let row = data::find(write.database(), call.path.instruction).await?;
    let mut row = row.ok_or(Refusal::NoSuchRecord)?;
    let last = data::last_place(write.database()).await?;
    let (from, asked) = (row.place, call.body);
    let mut errors = Entered::default();
    if asked.order_from.is_some_and(|place| place != from) {
        errors.wrong(
            "order_from",
            "is not where it stands: somebody has moved it",
        );
    }
    match asked.order_to {
        None => errors.wrong("order_to", "is required"),
        Some(to) if to > last => errors.wrong("order_to", &format!("must be at most {last}")),
        Some(_) => {}
    }
    errors.done()?;
    let to = asked.order_to.unwrap_or(from);
    if from != to {
        let now = write.moment().await?;
        let (between, by) = if from < to {
            (from + 1..=to, -1)
        } else {
            (to..=from - 1, 1)
        };
        data::shift(write.database(), between, by, &now).await?;
        (row.place, row.updated_at) = (to, now);
        data::change(write.database(), &row).await?;
    }
    Ok(Message::new("The instruction was moved."))
}

/// The instruction as it is to be kept, but for its creditor types, which are checked too.
async fn entered(
    write: &mut Writing,
    entry: &InstructionEntry,
    row: InstructionRow,
) -> Result<InstructionRow, Refusal> {
    let mut entered = Entered::default();
    let claim_code = entry.claim_code_id.unwrap_or(row.claim_code);
    if claim_code == 0 {
        entered.wrong("claim_code_id", "is required");
    } else if claim_code != row.claim_code {
        match claim_codes::find(write.database(), claim_code).await? {
            None => entered.wrong("claim_code_id", "names no claim code"),
            Some(code) if !code.is_active => {
                entered.wrong(
                    "claim_code_id",
                    "names a claim code that is no longer given",
                );
            }
            Some(_) => {}
        }
    }
    let known = creditor_types::all(write.database()).await?.into_iter();
    let known: Vec<i64> = known.map(|row| row.id).collect();
    let chosen = entry.creditor_types.as_deref().unwrap_or_default();
    entered.named("creditor_types", chosen, &known, "names no creditor type");
    let row = InstructionRow {
        claim_code,
        name: entered.needed("name", entry.name.clone(), row.name),
        ..row
    };
    entered.done()?;
    Ok(row)
}

/// Makes an instruction be for the creditor types that were entered, if any were.
async fn give(write: &mut Writing, id: i64, entry: InstructionEntry) -> Result<(), Refusal> {
    if let Some(chosen) = entry.creditor_types {
        creditor_types::give(write.database(), id, &chosen).await?;
    }
    Ok(())
}

fn window(query: &InstructionListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        name: asked.part("name", query.name.as_deref()),
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}

/// The record of one row.
async fn whole(
    database: &mut SqliteConnection,
    row: InstructionRow,
) -> Result<Instruction, Refusal> {
    let shown = shown(database, vec![row]).await?.pop();
    shown.ok_or(Refusal::NoSuchRecord)
}

/// The records of rows, in their order.
async fn shown(
    database: &mut SqliteConnection,
    rows: Vec<InstructionRow>,
) -> Result<Vec<Instruction>, Refusal> {
    let codes = claim_codes::all(&mut *database).await?.into_iter();
    let codes: HashMap<i64, ClaimCode> = codes.map(|row| (row.id, row.shown())).collect();
    let types = creditor_types::all(&mut *database).await?.into_iter();
    let types: HashMap<i64, CreditorType> = types.map(|row| (row.id, row.shown())).collect();
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut chosen: HashMap<i64, Vec<CreditorType>> = HashMap::new();
    for (instruction, kind) in creditor_types::of_instructions(database, &ids).await? {
        let kind = types.get(&kind).cloned();
        chosen.entry(instruction).or_default().extend(kind);
    }
    let shown = rows.into_iter().map(|row| Instruction {
        claim_code: codes.get(&row.claim_code).cloned(),
        created_at: Some(row.created_at),
        creditor_types: chosen.remove(&row.id).unwrap_or_default(),
        id: Some(row.id),
        name: Some(row.name),
        order: Some(row.place),
        updated_at: Some(row.updated_at),
    });
    Ok(shown.collect())
}
