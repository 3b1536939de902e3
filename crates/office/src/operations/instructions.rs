//! `portal.claim_codes.*` and `portal.instructions.*`: the reasons for which items are disputed.

use std::collections::HashMap;

use contract::{
    Call, FieldErrors, Page,
    portal::{ClaimCode, ClaimCodesList, Instruction, InstructionListing, InstructionsList},
};

use super::asked::{Asked, Pages};
use crate::{
    data::{
        claim_codes::{self, ClaimCodeRow},
        instructions::{self, InstructionRow, Sort, Window},
    },
    server::{Caller, Outcome, Refusal},
};

pub(crate) async fn claim_codes(
    caller: Caller,
    _: Call<ClaimCodesList>,
) -> Outcome<ClaimCodesList> {
    let rows = claim_codes::all(caller.office.database.readers()).await?;
    Ok(Page {
        rows: rows.into_iter().map(ClaimCodeRow::shown).collect(),
        meta: None,
    })
}

pub(crate) async fn list(
    caller: Caller,
    call: Call<InstructionsList>,
) -> Outcome<InstructionsList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(&call.query).map_err(Refusal::Fields)?;
    let total = instructions::count(database, &window).await?;
    let rows = instructions::list(database, &window).await?;
    let meta = Some(pages.meta(rows.len(), total));
    let codes = claim_codes::all(database).await?.into_iter();
    let codes: HashMap<i64, ClaimCode> = codes.map(|row| (row.id, row.shown())).collect();
    let shown = rows.into_iter().map(|row| {
        let code = codes.get(&row.claim_code).cloned();
        show(row, code)
    });
    Ok(Page {
        rows: shown.collect(),
        meta,
    })
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

fn show(row: InstructionRow, code: Option<ClaimCode>) -> Instruction {
    Instruction {
        claim_code: code,
        created_at: Some(row.created_at),
        // Those that an office begins with are for every creditor.
        creditor_types: Vec::new(),
        id: Some(row.id),
        name: Some(row.name),
        order: Some(row.place),
        updated_at: Some(row.updated_at),
    }
}
