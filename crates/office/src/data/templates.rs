//! Texts that are written once and sent many times.

use contract::portal::{SortDirection, TemplateContent};
use serde_json::json;
use sqlx::{
    FromRow, Sqlite, SqliteConnection, SqliteExecutor,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::{
    page::sorts,
    words::{has_words, words},
};
use crate::fold::fold;

/// A template as it is kept, without what it says.
#[derive(Clone, FromRow)]
pub(crate) struct TemplateRow {
    pub(crate) id: i64,
    pub(crate) category: i64,
    #[sqlx(rename = "type")]
    pub(crate) kind: String,
    pub(crate) is_dispute: bool,
    pub(crate) name: String,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

/// A block of a template as it is kept.
#[derive(Clone, FromRow)]
pub(crate) struct ContentRow {
    pub(crate) id: i64,
    pub(crate) template: i64,
    pub(crate) section_type: Option<String>,
    pub(crate) content: String,
    pub(crate) version: String,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

impl ContentRow {
    /// The block as the Portal shows it.
    pub(crate) fn shown(self) -> TemplateContent {
        TemplateContent {
            content: Some(self.content),
            created_at: Some(self.created_at),
            deleted_at: None,
            id: Some(self.id),
            section_type: self.section_type,
            updated_at: Some(self.updated_at),
            version: Some(self.version),
        }
    }
}

/// Adds a template and answers its id; the id that it comes with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, row: &TemplateRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO templates (category, type, is_dispute, name, searched, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
    )
    .bind(row.category)
    .bind(&row.kind)
    .bind(row.is_dispute)
    .bind(&row.name)
    .bind(fold(&row.name))
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

/// Adds a block of a template; those of a smart one alone are sections.
pub(crate) async fn add_content(
    database: &mut SqliteConnection,
    template: i64,
    (section_type, content): (Option<&str>, &str),
    moment: &str,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO template_contents (template, section_type, content, version, created_at,
             updated_at)
         VALUES ($1, $2, $3, '1', $4, $4)",
    )
    .bind(template)
    .bind(section_type)
    .bind(content)
    .bind(moment)
    .execute(database)
    .await?;
    Ok(())
}

/// Deletes a template with what it says, and says whether it was there.
pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    sqlx::query("DELETE FROM template_contents WHERE template = $1")
        .bind(id)
        .execute(&mut *database)
        .await?;
    let deleted = sqlx::query("DELETE FROM templates WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

/// What all of them say, block by block.
pub(crate) async fn texts(database: &mut SqliteConnection) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar("SELECT content FROM template_contents")
        .fetch_all(database)
        .await
}

pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<TemplateRow>> {
    sqlx::query_as(
        "SELECT id, category, type, is_dispute, name, created_at, updated_at FROM templates
         WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// The blocks of these templates, each template's in their order.
pub(crate) async fn contents(
    database: impl SqliteExecutor<'_>,
    templates: &[i64],
) -> sqlx::Result<Vec<ContentRow>> {
    sqlx::query_as(
        "SELECT id, template, section_type, content, version, created_at, updated_at
         FROM template_contents WHERE template IN (SELECT value FROM json_each($1)) ORDER BY id",
    )
    .bind(json!(templates).to_string())
    .fetch_all(database)
    .await
}

/// A window on the list of templates. What is empty or `None` does not narrow it down.
pub(crate) struct Window {
    /// What to look for in names, folded.
    pub(crate) name: String,
    /// What to look for in the names of categories, folded.
    pub(crate) category: String,
    pub(crate) kind: Option<String>,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

macro_rules! narrowed {
    () => {
        concat!(
            "WHERE ",
            has_words!("searched", "$3"),
            " AND type = COALESCE($4, type) AND category IN (
             SELECT id FROM template_categories WHERE ",
            has_words!("searched", "$5"),
            ")"
        )
    };
}

pub(crate) async fn count(database: impl SqliteExecutor<'_>, window: &Window) -> sqlx::Result<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM templates ", narrowed!());
    let (count,) = asked(COUNT, window).fetch_one(database).await?;
    Ok(count)
}

pub(crate) async fn list(
    database: impl SqliteExecutor<'_>,
    window: &Window,
) -> sqlx::Result<Vec<TemplateRow>> {
    asked(window.sort.narrowed(window.direction), window)
        .fetch_all(database)
        .await
}

fn asked<'q, T: for<'r> FromRow<'r, SqliteRow>>(
    statement: &'static str,
    window: &'q Window,
) -> QueryAs<'q, Sqlite, T, SqliteArguments> {
    sqlx::query_as(statement)
        .bind(window.limit)
        .bind(window.offset)
        .bind(words(&window.name))
        .bind(window.kind.as_deref())
        .bind(words(&window.category))
}

sorts! {
    table "templates" shows "t.id, t.category, t.type, t.is_dispute, t.name, t.created_at, t.updated_at";
    by {
        Id        "id"         "id";
        Name      "name"       "searched";
        Kind      "type"       "type";
        CreatedAt "created_at" "created_at";
        UpdatedAt "updated_at" "updated_at";
    }
    narrowed = narrowed!();
}

#[cfg(test)]
mod tests {
    use super::{super::page::tests::each_order_reads, *};

    #[tokio::test]
    async fn every_order_is_one_that_the_table_can_be_read_in() {
        each_order_reads("templates", Sort::ALL, Sort::column, Sort::narrowed).await;
    }
}
