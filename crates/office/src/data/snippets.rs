//! Pieces of text that templates take in by their names.

use contract::portal::{Snippet, SortDirection};
use sqlx::{
    FromRow, Sqlite, SqliteConnection, SqlitePool,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::page::{pattern, sorts};
use crate::fold::fold;

/// A snippet as it is kept.
#[derive(Clone, FromRow)]
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

/// Adds a snippet; the id that it comes with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, row: &SnippetRow) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO snippets (name, searched, content, state_code, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&row.name)
    .bind(fold(&row.name))
    .bind(&row.content)
    .bind(&row.state_code)
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
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
        "WHERE id = COALESCE($3, id) AND searched LIKE $4 ESCAPE '\\'
           AND substr(created_at, 1, 10) = COALESCE($5, substr(created_at, 1, 10))
           AND ($6 IS NULL OR state_code = $6)"
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
        .bind(pattern(&window.name))
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
