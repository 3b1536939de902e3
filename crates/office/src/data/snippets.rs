//! Pieces of text that templates take in by their names.

use contract::portal::{Snippet, SortDirection};
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

/// A snippet as it is kept.
#[derive(Clone, Default, FromRow)]
pub(crate) struct SnippetRow {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) content: String,
    /// The state that it is for, in capitals; `None` for all.
    pub(crate) state_code: Option<String>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

impl SnippetRow {
    /// The snippet as the Portal shows it.
    pub(crate) fn shown(self) -> Snippet {
        Snippet {
            content: Some(self.content),
            created_at: Some(self.created_at),
            id: Some(self.id),
            is_state_related: Some(self.state_code.is_some()),
            name: Some(self.name),
            state_code: self.state_code,
            updated_at: Some(self.updated_at),
        }
    }
}

/// Adds a snippet and answers its id; the id that it comes with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, row: &SnippetRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO snippets (name, searched, content, state_code, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
    )
    .bind(&row.name)
    .bind(fold(&row.name))
    .bind(&row.content)
    .bind(&row.state_code)
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

/// Writes a snippet over the one with its id.
pub(crate) async fn change(database: &mut SqliteConnection, row: &SnippetRow) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE snippets SET name = $2, searched = $3, content = $4, state_code = $5,
             updated_at = $6
         WHERE id = $1",
    )
    .bind(row.id)
    .bind(&row.name)
    .bind(fold(&row.name))
    .bind(&row.content)
    .bind(&row.state_code)
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM snippets WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(())
}

pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<SnippetRow>> {
    sqlx::query_as(
        "SELECT id, name, content, state_code, created_at, updated_at FROM snippets
         WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// All of them, those for every state first.
pub(crate) async fn all(database: impl SqliteExecutor<'_>) -> sqlx::Result<Vec<SnippetRow>> {
    sqlx::query_as(
        "SELECT id, name, content, state_code, created_at, updated_at FROM snippets
         ORDER BY state_code IS NOT NULL, id",
    )
    .fetch_all(database)
    .await
}

/// Whether there is another snippet of a snippet's name for this state, or, without one, for all
/// states.
pub(crate) async fn has_another(
    database: &mut SqliteConnection,
    row: &SnippetRow,
    state_code: Option<&str>,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM snippets
         WHERE searched = $1 AND COALESCE(state_code, '') = COALESCE($2, '') AND id <> $3)",
    )
    .bind(fold(&row.name))
    .bind(state_code)
    .bind(row.id)
    .fetch_one(database)
    .await
}

/// The names of all, folded.
pub(crate) async fn names(database: &mut SqliteConnection) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar("SELECT searched FROM snippets")
        .fetch_all(database)
        .await
}

/// A window on the list of snippets. What is empty or `None` does not narrow it down.
pub(crate) struct Window {
    pub(crate) id: Option<i64>,
    /// What to look for in names, folded.
    pub(crate) name: String,
    /// A day.
    pub(crate) created_on: Option<String>,
    /// In capitals.
    pub(crate) state_code: Option<String>,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

macro_rules! narrowed {
    () => {
        concat!(
            "WHERE id = COALESCE($3, id) AND ",
            has_words!("searched", "$4"),
            "
           AND substr(created_at, 1, 10) = COALESCE($5, substr(created_at, 1, 10))
           AND ($6 IS NULL OR state_code = $6)"
        )
    };
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM snippets ", narrowed!());
    let (count,) = asked(COUNT, window).fetch_one(database).await?;
    Ok(count)
}

pub(crate) async fn list(database: &SqlitePool, window: &Window) -> sqlx::Result<Vec<SnippetRow>> {
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
        .bind(window.id)
        .bind(words(&window.name))
        .bind(window.created_on.as_deref())
        .bind(window.state_code.as_deref())
}

sorts! {
    table "snippets" shows "t.id, t.name, t.content, t.state_code, t.created_at, t.updated_at";
    by {
        Id        "id"         "id";
        Name      "name"       "searched";
        StateCode "state_code" "state_code";
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
        each_order_reads("snippets", Sort::ALL, Sort::column, Sort::narrowed).await;
    }
}
