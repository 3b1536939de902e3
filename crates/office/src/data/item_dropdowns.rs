//! What agents pick from where they enter a negative item.

use contract::portal::{ItemDropdown, SortDirection, UserInShort};
use serde_json::json;
use sqlx::{
    FromRow, Sqlite, SqliteConnection, SqlitePool,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::{
    page::sorts,
    words::{has_words, words},
};
use crate::fold::fold;

/// An option as it is kept.
#[derive(Clone, Default, FromRow)]
pub(crate) struct DropdownRow {
    pub(crate) id: i64,
    /// In small letters.
    #[sqlx(rename = "type")]
    pub(crate) kind: String,
    pub(crate) value: String,
    /// Who made it; `None` for what the office began with.
    pub(crate) author: Option<i64>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

impl DropdownRow {
    /// The option as the Portal shows it.
    pub(crate) fn shown(self, author: Option<UserInShort>) -> ItemDropdown {
        ItemDropdown {
            created_at: Some(self.created_at),
            created_by: author,
            id: Some(self.id),
            kind: Some(self.kind),
            updated_at: Some(self.updated_at),
            value: Some(self.value),
        }
    }
}

/// Adds an option and answers its id; the id that it comes with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, row: &DropdownRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO item_dropdowns (type, value, searched, author, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
    )
    .bind(&row.kind)
    .bind(&row.value)
    .bind(fold(&row.value))
    .bind(row.author)
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

pub(crate) async fn find(
    database: &mut SqliteConnection,
    id: i64,
) -> sqlx::Result<Option<DropdownRow>> {
    sqlx::query_as(
        "SELECT id, type, value, author, created_at, updated_at FROM item_dropdowns
         WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// Whether another option of the same drop-down reads the same.
pub(crate) async fn is_double(
    database: &mut SqliteConnection,
    row: &DropdownRow,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "SELECT EXISTS (
             SELECT 1 FROM item_dropdowns WHERE type = $1 AND searched = $2 AND id <> $3)",
    )
    .bind(&row.kind)
    .bind(fold(&row.value))
    .bind(row.id)
    .fetch_one(database)
    .await
}

/// Writes an option's value over that of the one with its id.
pub(crate) async fn change(database: &mut SqliteConnection, row: &DropdownRow) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE item_dropdowns SET value = $2, searched = $3, updated_at = $4 WHERE id = $1",
    )
    .bind(row.id)
    .bind(&row.value)
    .bind(fold(&row.value))
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

/// Deletes an option and says whether there was one.
pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    let deleted = sqlx::query("DELETE FROM item_dropdowns WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

/// A window on the options of a drop-down. What is empty or `None` does not narrow it down.
pub(crate) struct Window {
    /// In small letters.
    pub(crate) kind: String,
    /// What to look for in values, folded.
    pub(crate) search: String,
    pub(crate) id: Option<i64>,
    /// A day.
    pub(crate) created_on: Option<String>,
    pub(crate) authors: Option<Vec<i64>>,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

macro_rules! narrowed {
    () => {
        concat!(
            "WHERE type = $3 AND ",
            has_words!("searched", "$4"),
            " AND id = COALESCE($5, id)
           AND substr(created_at, 1, 10) = COALESCE($6, substr(created_at, 1, 10))
           AND ($7 IS NULL OR author IN (SELECT value FROM json_each($7)))"
        )
    };
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM item_dropdowns ", narrowed!());
    let (count,) = asked(COUNT, window).fetch_one(database).await?;
    Ok(count)
}

pub(crate) async fn list(database: &SqlitePool, window: &Window) -> sqlx::Result<Vec<DropdownRow>> {
    asked(window.sort.narrowed(window.direction), window)
        .fetch_all(database)
        .await
}

fn asked<'q, T: for<'r> FromRow<'r, SqliteRow>>(
    statement: &'static str,
    window: &'q Window,
) -> QueryAs<'q, Sqlite, T, SqliteArguments> {
    let authors = window.authors.as_ref().map(|ids| json!(ids).to_string());
    sqlx::query_as(statement)
        .bind(window.limit)
        .bind(window.offset)
        .bind(&window.kind)
        .bind(words(&window.search))
        .bind(window.id)
        .bind(window.created_on.as_deref())
        .bind(authors)
}

sorts! {
    table "item_dropdowns" shows "t.id, t.type, t.value, t.author, t.created_at, t.updated_at";
    by {
        Id        "id"         "id";
        Value     "value"      "searched";
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
        each_order_reads("item_dropdowns", Sort::ALL, Sort::column, Sort::narrowed).await;
    }
}
