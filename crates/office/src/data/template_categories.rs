//! What templates stand under.

use contract::portal::{SortDirection, TemplateCategory};
use serde_json::json;
use sqlx::{
    FromRow, Sqlite, SqliteConnection, SqliteExecutor, SqlitePool,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::{
    page::sorts,
    words::{has_words, words},
};
use crate::fold::fold;

/// A category as it is kept.
#[derive(Clone, FromRow)]
pub(crate) struct CategoryRow {
    pub(crate) id: i64,
    pub(crate) name: String,
    /// How many templates stand under it, where that was asked.
    #[sqlx(default)]
    pub(crate) templates: Option<i64>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

impl CategoryRow {
    /// The category as the Portal shows it.
    pub(crate) fn shown(self) -> TemplateCategory {
        TemplateCategory {
            created_at: Some(self.created_at),
            id: Some(self.id),
            name: Some(self.name),
            templates_count: self.templates,
            updated_at: Some(self.updated_at),
        }
    }
}

/// Adds a category and answers its id.
pub(crate) async fn add(
    database: &mut SqliteConnection,
    name: &str,
    moment: &str,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO template_categories (name, searched, created_at, updated_at)
         VALUES ($1, $2, $3, $3) RETURNING id",
    )
    .bind(name)
    .bind(fold(name))
    .bind(moment)
    .fetch_one(database)
    .await
}

/// Gives a category another name.
pub(crate) async fn rename(
    database: &mut SqliteConnection,
    id: i64,
    name: &str,
    moment: &str,
) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE template_categories SET name = $2, searched = $3, updated_at = $4 WHERE id = $1",
    )
    .bind(id)
    .bind(name)
    .bind(fold(name))
    .bind(moment)
    .execute(database)
    .await?;
    Ok(())
}

pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM template_categories WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(())
}

/// The category with an id, and how many templates stand under it.
pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<CategoryRow>> {
    sqlx::query_as(
        "SELECT id, name, created_at, updated_at,
             (SELECT COUNT(*) FROM templates WHERE category = $1) AS templates
         FROM template_categories WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// The category of a name, however it is written.
pub(crate) async fn named(
    database: &mut SqliteConnection,
    name: &str,
) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar("SELECT id FROM template_categories WHERE searched = $1")
        .bind(fold(name))
        .fetch_optional(database)
        .await
}

/// Those with these ids, in no order.
pub(crate) async fn of_ids(
    database: impl SqliteExecutor<'_>,
    ids: &[i64],
) -> sqlx::Result<Vec<CategoryRow>> {
    sqlx::query_as(
        "SELECT id, name, created_at, updated_at FROM template_categories
         WHERE id IN (SELECT value FROM json_each($1))",
    )
    .bind(json!(ids).to_string())
    .fetch_all(database)
    .await
}

/// A window on the list of categories.
pub(crate) struct Window {
    /// What to look for in names, folded; empty for all.
    pub(crate) name: String,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

macro_rules! narrowed {
    () => {
        concat!("WHERE ", has_words!("searched", "$3"))
    };
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM template_categories ", narrowed!());
    let (count,) = asked(COUNT, window).fetch_one(database).await?;
    Ok(count)
}

pub(crate) async fn list(database: &SqlitePool, window: &Window) -> sqlx::Result<Vec<CategoryRow>> {
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
}

sorts! {
    table "template_categories" shows "t.id, t.name, t.created_at, t.updated_at, (SELECT COUNT(*) FROM templates WHERE category = t.id) AS templates";
    by {
        Id        "id"         "id";
        Name      "name"       "searched";
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
        each_order_reads(
            "template_categories",
            Sort::ALL,
            Sort::column,
            Sort::narrowed,
        )
        .await;
    }
}
