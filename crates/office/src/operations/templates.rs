//! `portal.templates.*`: texts that are written once and sent many times.

use std::{
    cell::OnceCell,
    collections::{HashMap, HashSet},
};

use contract::{
    Call, FieldErrors,
    portal::{
        LONGEST_SMS, Message, NewTemplateContent, Template, TemplateCategory, TemplateListing,
        TemplateType, TemplatesCreate, TemplatesDelete, TemplatesList, TemplatesPreview,
    },
};
use letters::{Values, choose, has_stray_brace};
use sqlx::SqliteConnection;

use super::{
    asked::{Asked, Pages},
    attachments::let_go_with,
    entered::Entered,
    texts::{self, Filling, Within, too_long},
};
use crate::{
    data::{
        attachments::Owner,
        template_categories,
        templates::{self, ContentRow, Sort, TemplateRow, Window},
    },
    server::{Caller, Outcome, Refusal, Table, Writing},
};

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<TemplatesList>(list)
        .writes::<TemplatesCreate>(create)
        .on::<TemplatesPreview>(preview)
        .writes::<TemplatesDelete>(delete)
}

async fn list(caller: Caller, call: Call<TemplatesList>) -> Outcome<TemplatesList> {
    let mut database = caller.office.database.readers().acquire().await?;
    let (window, pages) = window(call.query).map_err(Refusal::Fields)?;
    let total = templates::count(&mut *database, &window).await?;
    let rows = templates::list(&mut *database, &window).await?;
    let within = Within::read(&mut *database, Values::default()).await?;
    // Whoever lists them twice sees no change where there is none.
    let rows = shown(&mut database, rows, &within, |_| 0).await?;
    Ok(pages.page(rows, total))
}

async fn preview(caller: Caller, call: Call<TemplatesPreview>) -> Outcome<TemplatesPreview> {
    let mut database = caller.office.database.readers().acquire().await?;
    let row = templates::find(&mut *database, call.path.id).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    let values = match call.query.client_id {
        Some(client) => texts::about(&caller, &mut database, client).await?,
        None => Values::default(),
    };
    let within = Within::read(&mut *database, values).await?;
    let chance = &caller.office.chance;
    one(&mut database, row, &within, |of| chance.pick(of)).await
}

async fn create(write: &mut Writing, call: Call<TemplatesCreate>) -> Outcome<TemplatesCreate> {
    let new = call.body;
    let mut entered = Entered::default();
    let name = entered.needed("name", new.name, String::new());
    let category = category(write, new.category_id, &mut entered).await?;
    let contents = blocks(new.kind, new.contents, &mut entered);
    entered.done()?;
    let now = write.moment().await?;
    let mut row = TemplateRow {
        id: 0,
        category,
        kind: new
            .kind
            .map(TemplateType::word)
            .unwrap_or_default()
            .to_owned(),
        is_dispute: new.is_dispute.unwrap_or_default(),
        name,
        created_at: now.clone(),
        updated_at: now.clone(),
    };
    row.id = templates::add(write.database(), &row).await?;
    for block in contents {
        let said = (block.section_type.as_deref(), block.content.as_str());
        templates::add_content(write.database(), row.id, said, &now).await?;
    }
    let within = Within::read(write.database(), Values::default()).await?;
    one(write.database(), row, &within, |_| 0).await
}

async fn delete(write: &mut Writing, call: Call<TemplatesDelete>) -> Outcome<TemplatesDelete> {
    if !templates::delete(write.database(), call.path.id).await? {
        return Err(Refusal::NoSuchRecord);
    }
    let_go_with(write, Owner::Template(call.path.id)).await?;
    Ok(Message::new("The template was deleted."))
}

async fn category(
    write: &mut Writing,
    id: Option<i64>,
    entered: &mut Entered,
) -> Result<i64, Refusal> {
    let Some(id) = id else {
        entered.wrong("category_id", "is required");
        return Ok(0);
    };
    let found = template_categories::find(write.database(), id).await?;
    if found.is_none() {
        entered.wrong("category_id", "names no category");
    }
    Ok(id)
}

/// The blocks of a template as they are kept, if one of this type may have them.
fn blocks(
    kind: Option<TemplateType>,
    contents: Vec<NewTemplateContent>,
    entered: &mut Entered,
) -> Vec<NewTemplateContent> {
    if kind.is_none() {
        entered.wrong("type", "is required");
    }
    if contents.is_empty() {
        entered.wrong("contents", "is required");
    }
    if contents.len() > 1 && kind != Some(TemplateType::Smart) {
        entered.wrong("contents", "must be one block but in a smart template");
    }
    let mut sections = HashSet::new();
    let blocks = contents.into_iter().enumerate().map(|(place, block)| {
        let block = self::block(kind, block, place, entered);
        if !sections.insert(block.section_type.clone()) && kind == Some(TemplateType::Smart) {
            let field = format!("contents.{place}.section_type");
            entered.wrong(&field, "must be another for each block");
        }
        block
    });
    blocks.collect()
}

fn block(
    kind: Option<TemplateType>,
    block: NewTemplateContent,
    place: usize,
    entered: &mut Entered,
) -> NewTemplateContent {
    let field = format!("contents.{place}.section_type");
    let section = block.section_type.is_some();
    let section_type = entered.optional(&field, block.section_type, None);
    if section && kind.is_some_and(|kind| kind != TemplateType::Smart) {
        entered.wrong(&field, "is for smart templates only");
    }
    let field = format!("contents.{place}.content");
    let content = entered.text(&field, Some(block.content), String::new());
    if kind == Some(TemplateType::Smart) && has_stray_brace(&content) {
        let sentence = "has a brace that belongs to no choice such as {one|another}";
        entered.wrong(&field, sentence);
    }
    if kind == Some(TemplateType::Sms) && content.chars().count() > LONGEST_SMS {
        let sentence = format!("must have at most {LONGEST_SMS} characters");
        entered.wrong(&field, &sentence);
    }
    NewTemplateContent {
        content,
        section_type,
    }
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

/// The record of a row, with these values and snippets in its preview and the choices of a smart one
/// made by `pick`; refused if the preview becomes too long.
async fn one(
    database: &mut SqliteConnection,
    row: TemplateRow,
    within: &Within,
    pick: impl Fn(usize) -> usize,
) -> Result<Template, Refusal> {
    let shown = shown(database, vec![row], within, pick).await?.pop();
    let shown = shown.ok_or(Refusal::NoSuchRecord)?;
    if shown.preview_content.is_none() {
        return Err(too_long("contents"));
    }
    Ok(shown)
}

/// The records of rows, in their order; the rest as in [`one`], but that previews that become too
/// long are left out.
async fn shown(
    database: &mut SqliteConnection,
    rows: Vec<TemplateRow>,
    within: &Within,
    pick: impl Fn(usize) -> usize,
) -> Result<Vec<Template>, Refusal> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut contents: HashMap<i64, Vec<ContentRow>> = HashMap::new();
    for content in templates::contents(&mut *database, &ids).await? {
        contents.entry(content.template).or_default().push(content);
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.category).collect();
    let categories = template_categories::of_ids(database, &ids).await?;
    let categories = categories.into_iter().map(|row| (row.id, row.shown()));
    let categories: HashMap<i64, TemplateCategory> = categories.collect();
    let (written, chosen) = (within.written(), OnceCell::new());
    let mut filling = Filling::with(&written);
    let shown = rows.into_iter().map(|row| {
        let contents = contents.remove(&row.id).unwrap_or_default();
        let category = categories.get(&row.category).cloned();
        let text: Vec<&str> = contents.iter().map(|one| one.content.as_str()).collect();
        let text = text.join("\n\n");
        let preview = if row.kind == TemplateType::Smart.word() {
            let text = choose(&text, &pick);
            let chosen = chosen.get_or_init(|| within.chosen(&pick));
            filling.next_with(&text, chosen)
        } else {
            filling.next(&text)
        };
        show(row, category, contents, preview)
    });
    Ok(shown.collect())
}

fn show(
    row: TemplateRow,
    category: Option<TemplateCategory>,
    contents: Vec<ContentRow>,
    preview_content: Option<String>,
) -> Template {
    Template {
        category,
        contents: contents.into_iter().map(ContentRow::shown).collect(),
        created_at: Some(row.created_at),
        deleted_at: None,
        id: Some(row.id),
        is_dispute: Some(row.is_dispute),
        name: Some(row.name),
        preview_content,
        kind: Some(row.kind),
        updated_at: Some(row.updated_at),
    }
}
