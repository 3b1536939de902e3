//! `portal.templates.*` and `portal.template_categories.*`: texts that are written once and sent
//! many times.

use std::collections::HashMap;

use contract::{
    Call, FieldErrors,
    portal::{
        Client, Template, TemplateCategoriesList, TemplateCategory, TemplateCategoryListing,
        TemplateListing, TemplatesList, TemplatesPreview,
    },
};
use letters::{Address, Facts, Values};

use super::asked::{Asked, Pages};
use crate::{
    data::{
        clients,
        template_categories::{self, CategoryRow},
        templates::{self, ContentRow, Sort, TemplateRow, Window},
    },
    server::{Caller, Outcome, Refusal},
    shared::Shared,
};

pub(crate) async fn list(caller: Caller, call: Call<TemplatesList>) -> Outcome<TemplatesList> {
    let database = caller.office.database.readers();
    let (window, pages) = window(call.query).map_err(Refusal::Fields)?;
    let total = templates::count(database, &window).await?;
    let rows = templates::list(database, &window).await?;
    let rows = shown(&caller.office, rows, &Values::default()).await?;
    Ok(pages.page(rows, total))
}

pub(crate) async fn preview(
    caller: Caller,
    call: Call<TemplatesPreview>,
) -> Outcome<TemplatesPreview> {
    let row = templates::find(caller.office.database.readers(), call.path.id).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    let values = match call.query.client_id {
        Some(client) => values(&caller, client).await?,
        None => Values::default(),
    };
    let shown = shown(&caller.office, vec![row], &values).await?.pop();
    shown.ok_or(Refusal::NoSuchRecord)
}

pub(crate) async fn categories(
    caller: Caller,
    call: Call<TemplateCategoriesList>,
) -> Outcome<TemplateCategoriesList> {
    let database = caller.office.database.readers();
    let (window, pages) = category_window(&call.query).map_err(Refusal::Fields)?;
    let total = template_categories::count(database, &window).await?;
    let rows = template_categories::list(database, &window).await?;
    Ok(pages.page(rows.into_iter().map(CategoryRow::shown), total))
}

fn window(query: TemplateListing) -> Result<(Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = Window {
        name: asked.part("name", query.name.as_deref()),
        category: asked.part("category_name", query.category_name.as_deref()),
        kind: query.kind,
        sort: asked.sort(query.sort_by.as_deref(), Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}

fn category_window(
    query: &TemplateCategoryListing,
) -> Result<(template_categories::Window, Pages), FieldErrors> {
    let mut asked = Asked::default();
    let pages = asked.pages(query.page, query.per_page);
    let window = template_categories::Window {
        name: asked.part("name", query.name.as_deref()),
        sort: asked.sort(query.sort_by.as_deref(), template_categories::Sort::ALL),
        direction: query.sort_direction.unwrap_or_default(),
        offset: pages.offset(),
        limit: pages.limit,
    };
    asked.and(|| (window, pages))
}

/// The records of rows, in their order, with these values in their previews.
async fn shown(
    office: &Shared,
    rows: Vec<TemplateRow>,
    values: &Values,
) -> Result<Vec<Template>, Refusal> {
    let database = office.database.readers();
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut contents: HashMap<i64, Vec<ContentRow>> = HashMap::new();
    for content in templates::contents(database, &ids).await? {
        contents.entry(content.template).or_default().push(content);
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.category).collect();
    let categories = template_categories::of_ids(database, &ids)
        .await?
        .into_iter();
    let categories: HashMap<i64, TemplateCategory> =
        categories.map(|row| (row.id, row.shown())).collect();
    let shown = rows.into_iter().map(|row| {
        let contents = contents.remove(&row.id).unwrap_or_default();
        let category = categories.get(&row.category).cloned();
        show(row, category, contents, values)
    });
    Ok(shown.collect())
}

fn show(
    row: TemplateRow,
    category: Option<TemplateCategory>,
    contents: Vec<ContentRow>,
    values: &Values,
) -> Template {
    let text: Vec<&str> = contents.iter().map(|one| one.content.as_str()).collect();
    let preview = letters::fill(&text.join("\n\n"), values).text;
    Template {
        category,
        contents: contents.into_iter().map(ContentRow::shown).collect(),
        created_at: Some(row.created_at),
        deleted_at: None,
        id: Some(row.id),
        is_dispute: Some(row.is_dispute),
        name: Some(row.name),
        preview_content: Some(preview),
        kind: Some(row.kind),
        updated_at: Some(row.updated_at),
    }
}

/// What the shortcodes of a letter stand for that the caller would write about a client today, as
/// far as the client's record knows them.
async fn values(caller: &Caller, client: i64) -> Result<Values, Refusal> {
    let row = clients::find(caller.office.database.readers(), client).await?;
    let row = row.ok_or_else(|| {
        let errors = FieldErrors::one("client_id", "names no client");
        Refusal::Fields(errors)
    })?;
    let ssn = row.ssn.as_deref().unwrap_or_default();
    let last_four = ssn.get(ssn.len().saturating_sub(4)..).map(str::to_owned);
    let client = row.shown();
    let client = client.map_err(|_| Refusal::inside("a client is not JSON"))?;
    let agent = caller.signed_in.as_ref().map(|who| &who.agent);
    let facts = Facts {
        client: letters::Client {
            ssn_last_four: last_four.filter(|digits| digits.len() == 4),
            ..person(&client)
        },
        agent: agent
            .map(|agent| format!("{} {}", agent.first_name, agent.last_name))
            .unwrap_or_default(),
        today: caller.office.clock.now().date_naive(),
        attributes: client
            .attributes
            .keys()
            .map(|name| (name.clone(), client.attribute(name).unwrap_or_default()))
            .collect(),
        practice: caller.office.practice.is_some(),
        ..Facts::default()
    };
    Ok(facts.values())
}

/// The client as letters know one, but for the SSN.
fn person(client: &Client) -> letters::Client {
    let of = |name: &str| client.attribute(name).unwrap_or_default();
    letters::Client {
        first_name: of("FirstName"),
        middle_name: of("MiddleName"),
        last_name: of("LastName"),
        suffix: of("Suffix"),
        address: Address {
            lines: of("MailingStreet").lines().map(str::to_owned).collect(),
            city: of("MailingCity"),
            state: of("MailingState"),
            zip: of("MailingPostalCode"),
        },
        ssn_last_four: None,
        date_of_birth: of("D_O_B__c").parse().ok(),
        email: of("Email"),
        phone: ["MobilePhone", "Phone", "HomePhone"]
            .into_iter()
            .find_map(|name| client.attribute(name))
            .unwrap_or_default(),
    }
}
