//! What events are known, and what each always tells.

use contract::portal::{EventDefinitionStatus, SortDirection};
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

/// What is known of an event, as it is kept.
#[derive(Clone, Default, FromRow)]
pub(crate) struct DefinitionRow {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) source: String,
    pub(crate) description: String,
    /// The keys of what such an event always tells, a JSON array.
    pub(crate) attributes: String,
    /// `draft` or `active`.
    pub(crate) status: String,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

impl DefinitionRow {
    /// The keys of what such an event always tells.
    pub(crate) fn keys(&self) -> Vec<String> {
        serde_json::from_str(&self.attributes).unwrap_or_default()
    }

    /// The keys, as they are kept.
    pub(crate) fn kept(keys: &[String]) -> String {
        json!(keys).to_string()
    }

    /// Whether events are taken for ones of it.
    pub(crate) fn is_active(&self) -> bool {
        self.status == EventDefinitionStatus::Active.word()
    }

    fn searched(&self) -> String {
        fold(&format!("{}\n{}", self.name, self.description))
    }
}

/// Adds what is known of an event and answers its id; the id that it comes with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, row: &DefinitionRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO event_definitions (name, source, description, searched, attributes, status,
             created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
    )
    .bind(&row.name)
    .bind(&row.source)
    .bind(&row.description)
    .bind(row.searched())
    .bind(&row.attributes)
    .bind(&row.status)
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

/// Writes what is known of an event over what was, by its id.
pub(crate) async fn change(
    database: &mut SqliteConnection,
    row: &DefinitionRow,
) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE event_definitions SET name = $2, source = $3, description = $4, searched = $5,
             attributes = $6, status = $7, updated_at = $8
         WHERE id = $1",
    )
    .bind(row.id)
    .bind(&row.name)
    .bind(&row.source)
    .bind(&row.description)
    .bind(row.searched())
    .bind(&row.attributes)
    .bind(&row.status)
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<DefinitionRow>> {
    sqlx::query_as(
        "SELECT id, name, source, description, attributes, status, created_at, updated_at
         FROM event_definitions WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// Whether another event of the same source has the same name.
pub(crate) async fn is_double(
    database: &mut SqliteConnection,
    row: &DefinitionRow,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM event_definitions
         WHERE name = $1 COLLATE NOCASE AND source = $2 COLLATE NOCASE AND id <> $3)",
    )
    .bind(&row.name)
    .bind(&row.source)
    .bind(row.id)
    .fetch_one(database)
    .await
}

/// A window on the list. What is empty or `None` does not narrow it down.
pub(crate) struct Window {
    /// What to look for, folded.
    pub(crate) search: String,
    /// Whether in capitals or not.
    pub(crate) source: Option<String>,
    pub(crate) status: Option<EventDefinitionStatus>,
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
            " AND source = COALESCE($4, source) COLLATE NOCASE
           AND status = COALESCE($5, status)"
        )
    };
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM event_definitions ", narrowed!());
    let (count,) = asked(COUNT, window).fetch_one(database).await?;
    Ok(count)
}

pub(crate) async fn list(
    database: &SqlitePool,
    window: &Window,
) -> sqlx::Result<Vec<DefinitionRow>> {
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
        .bind(words(&window.search))
        .bind(window.source.as_deref())
        .bind(window.status.map(EventDefinitionStatus::word))
}

sorts! {
    table "event_definitions" shows "t.id, t.name, t.source, t.description, t.attributes, t.status, t.created_at, t.updated_at";
    by {
        Id        "id"         "id";
        Name      "name"       "searched";
        Source    "source"     "source";
        Status    "status"     "status";
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
        each_order_reads("event_definitions", Sort::ALL, Sort::column, Sort::narrowed).await;
    }
}
