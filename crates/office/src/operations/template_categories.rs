//! `portal.template_categories.*`: what templates stand under.

use contract::{
    Call, FieldErrors,
    portal::{
        Message, TemplateCategoriesCreate, TemplateCategoriesDelete, TemplateCategoriesGet,
        TemplateCategoriesList, TemplateCategoriesUpdate, TemplateCategory,
        TemplateCategoryListing,
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
        template_categories::{self, CategoryRow, Sort, Window},
    },
    server::{Caller, Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<TemplateCategoriesList>(list)
        .writes::<TemplateCategoriesCreate>(create)
        .on::<TemplateCategoriesGet>(get)
        .writes::<TemplateCategoriesUpdate>(update)
        .writes::<TemplateCategoriesDelete>(delete)
}

async fn list(
    caller: Caller,
    call: Call<TemplateCategoriesList>,
) -> Outcome<TemplateCategoriesList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(&call.query).map_err(Refusal::Fields)?;
    let total = template_categories::count(database, &window).await?;
    let rows = template_categories::list(database, &window).await?;
    Ok(pages.page(rows.into_iter().map(CategoryRow::shown), total))
}

async fn get(caller: Caller, call: Call<TemplateCategoriesGet>) -> Outcome<TemplateCategoriesGet> {
    let database = caller.office.database.readers();
    let row = template_categories::find(database, call.path.id).await?;
    Ok(row.ok_or(Refusal::NoSuchRecord)?.shown())
}

async fn create(
    write: &mut Writing,
    call: Call<TemplateCategoriesCreate>,
) -> Outcome<TemplateCategoriesCreate> {
    let name = own_name(write, call.body.name, None).await?;
    let now = write.moment().await?;
    let id = template_categories::add(write.database(), &name, &now).await?;
    whole(write, id).await
}

async fn update(
    write: &mut Writing,
    call: Call<TemplateCategoriesUpdate>,
) -> Outcome<TemplateCategoriesUpdate> {
    let id = call.path.id;
    whole(write, id).await?;
    let name = own_name(write, Some(call.body.name), Some(id)).await?;
    let now = write.moment().await?;
    template_categories::rename(write.database(), id, &name, &now).await?;
    whole(write, id).await
}

async fn delete(
    write: &mut Writing,
    call: Call<TemplateCategoriesDelete>,
) -> Outcome<TemplateCategoriesDelete> {
    let category = whole(write, call.path.id).await?;
    if category.templates_count != Some(0) {
        let sentence = "names a category under which templates stand";
        return Err(Refusal::Fields(FieldErrors::one("id", sentence)));
    }
    template_categories::delete(write.database(), call.path.id).await?;
    let_go_with(write, Owner::TemplateCategory(call.path.id)).await?;
    Ok(Message::new("The category was deleted."))
}

async fn whole(write: &mut Writing, id: i64) -> Result<TemplateCategory, Refusal> {
    let row = template_categories::find(write.database(), id).await?;
    Ok(row.ok_or(Refusal::NoSuchRecord)?.shown())
}

/// A name that no other category has.
async fn own_name(
    write: &mut Writing,
    name: Option<String>,
    id: Option<i64>,
) -> Result<String, Refusal> {
    let mut entered = Entered::default();
    let name = entered.needed("name", name, String::new());
    let same = template_categories::named(write.database(), &name).await?;
    if same.is_some() && same != id {
        entered.wrong("name", "is the name of another category");
    }
    entered.done()?;
    Ok(name)
}

fn window(query: &TemplateCategoryListing) -> Result<(Window, Pages), FieldErrors> {
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
