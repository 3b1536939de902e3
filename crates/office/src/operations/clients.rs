//! `portal.clients.*`: the people whose files are worked on.

use contract::{
    Call, FieldErrors, Page, PageMeta,
    portal::{ClientListing, ClientsGet, ClientsList},
};

use crate::{
    data::clients::{self, ClientRow, Sort, Window},
    fold::fold,
    server::{Caller, Outcome, Refusal},
};

/// Records a page when the caller does not say.
const PER_PAGE: i64 = 15;
/// The most records a page.
const PER_PAGE_MOST: i64 = 200;

pub(crate) async fn list(caller: Caller, call: Call<ClientsList>) -> Outcome<ClientsList> {
    let database = caller.office.database.readers();
    let window = window(&call.query).map_err(Refusal::Fields)?;
    let total = clients::count(database, &window.search).await?;
    let rows = clients::list(database, &window).await?;
    let meta = meta(
        &window,
        call.query.page.unwrap_or(1),
        rows.len() as i64,
        total,
    );
    let rows: Result<_, _> = rows.into_iter().map(ClientRow::shown).collect();
    let rows = rows.map_err(|_| Refusal::inside("a client is not JSON"))?;
    Ok(Page {
        rows,
        meta: Some(meta),
    })
}

pub(crate) async fn get(caller: Caller, call: Call<ClientsGet>) -> Outcome<ClientsGet> {
    let row = clients::find(caller.office.database.readers(), call.path.id).await?;
    let client = row.ok_or(Refusal::NoSuchRecord)?.shown();
    client.map_err(|_| Refusal::inside("a client is not JSON"))
}

fn window(query: &ClientListing) -> Result<Window, FieldErrors> {
    let mut errors = FieldErrors::default();
    let search = query.search.as_deref().unwrap_or_default().trim();
    if search.contains(char::is_control) {
        errors.add("search", "must be one line of text");
    }
    let sort = query.sort_by.as_deref().unwrap_or("id");
    let sort = Sort::by_name(sort).unwrap_or_else(|| {
        errors.add(
            "sort_by",
            &format!("must be one of {}", Sort::NAMES.join(", ")),
        );
        Sort::Id
    });
    let limit = query.per_page.unwrap_or(PER_PAGE);
    if limit > PER_PAGE_MOST {
        errors.add("per_page", &format!("must be at most {PER_PAGE_MOST}"));
    }
    let before = query.page.unwrap_or(1).saturating_sub(1);
    let window = Window {
        search: fold(search),
        sort,
        direction: query.sort_direction.unwrap_or_default(),
        offset: before.saturating_mul(limit),
        limit,
    };
    if errors.is_empty() {
        Ok(window)
    } else {
        Err(errors)
    }
}

fn meta(window: &Window, page: i64, rows: i64, total: i64) -> PageMeta {
    let any = rows > 0;
    PageMeta {
        current_page: Some(page),
        from: any.then(|| window.offset + 1),
        last_page: Some(((total + window.limit - 1) / window.limit).max(1)),
        per_page: Some(window.limit),
        to: any.then(|| window.offset + rows),
        total: Some(total),
    }
}
