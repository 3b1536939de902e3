//! `portal.snippets.*`: pieces of text that templates take in by their names.

use contract::{
    Call, FieldErrors,
    portal::{SnippetListing, SnippetsList},
};

use super::asked::{Asked, Pages};
use crate::{
    data::snippets::{self, SnippetRow, Sort, Window},
    server::{Caller, Outcome, Refusal},
};

pub(crate) async fn list(caller: Caller, call: Call<SnippetsList>) -> Outcome<SnippetsList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(call.query).map_err(Refusal::Fields)?;
    let total = snippets::count(database, &window).await?;
    let rows = snippets::list(database, &window).await?;
    Ok(pages.page(rows.into_iter().map(SnippetRow::shown), total))
}

fn window(query: SnippetListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        id: query.id,
        name: asked.part("name", query.name.as_deref()),
        created_on: query.created_at,
        state_code: query.state_code.map(|code| code.to_ascii_uppercase()),
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}
