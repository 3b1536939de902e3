//! What has happened: written with whatever made it happen, and never changed.

use chrono::{DateTime, Utc};
use contract::portal::SortDirection;
use serde_json::{Map, Value, json};
use sqlx::{
    FromRow, Sqlite, SqliteConnection, SqliteExecutor, SqlitePool,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::{
    event_definitions::DefinitionRow,
    page::sorts,
    words::{has_words, words},
};
use crate::{
    clock::stamp,
    event_kind::{EventKind, SOURCE},
    fold::fold,
};

/// An event as it is kept.
#[derive(Clone, FromRow)]
pub(crate) struct EventRow {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) rudder_id: String,
    pub(crate) client_id: Option<i64>,
    /// A JSON object with `context` and `properties`, which are objects.
    pub(crate) told: String,
    pub(crate) occurred_at: String,
}

impl EventRow {
    /// All that it tells.
    pub(crate) fn told(&self) -> Map<String, Value> {
        serde_json::from_str(&self.told).unwrap_or_default()
    }
}

/// Something that happens now.
pub(crate) struct Happening {
    pub(crate) kind: EventKind,
    /// Who makes it happen.
    pub(crate) user: i64,
    /// Whom it is about.
    pub(crate) client: Option<i64>,
    /// What it tells besides, by its keys.
    pub(crate) tells: Vec<(&'static str, Value)>,
}

/// Notes what happens, under a number of its own; belongs into the transaction that makes it
/// happen.
pub(crate) async fn add(
    database: &mut SqliteConnection,
    happening: Happening,
    (rudder_id, now): (&str, DateTime<Utc>),
) -> sqlx::Result<()> {
    let (name, occurred_at) = (happening.kind.name(), stamp(now));
    let mut properties = Map::from_iter([("user_id".to_owned(), json!(happening.user))]);
    if let Some(client) = happening.client {
        properties.insert("client_id".to_owned(), json!(client));
    }
    let tells = happening.tells.into_iter();
    properties.extend(tells.map(|(key, value)| (key.to_owned(), value)));
    let library = json!({ "name": "redress-office", "version": env!("CARGO_PKG_VERSION") });
    let told = json!({
        "context": { "library": library },
        "event": name,
        "properties": properties,
        "rudderId": rudder_id,
        "timestamp": occurred_at,
    });
    sqlx::query(
        "INSERT INTO events (name, searched, source, rudder_id, client_id, told, occurred_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(name)
    .bind(fold(name))
    .bind(SOURCE)
    .bind(rudder_id)
    .bind(happening.client)
    .bind(told.to_string())
    .bind(occurred_at)
    .execute(database)
    .await?;
    Ok(())
}

/// The latest event of a name.
pub(crate) async fn latest(
    database: impl SqliteExecutor<'_>,
    name: &str,
) -> sqlx::Result<Option<EventRow>> {
    sqlx::query_as(
        "SELECT id, name, rudder_id, client_id, told, occurred_at FROM events
         WHERE name = $1 ORDER BY id DESC LIMIT 1",
    )
    .bind(name)
    .fetch_optional(database)
    .await
}

/// The latest events of a definition, so many at most: those of its source and its name that tell
/// all that it asks for; whom they are about, where one is named.
pub(crate) async fn of_definition(
    database: impl SqliteExecutor<'_>,
    definition: &DefinitionRow,
    client: Option<i64>,
    most: i64,
) -> sqlx::Result<Vec<EventRow>> {
    sqlx::query_as(
        "SELECT id, name, rudder_id, client_id, told, occurred_at FROM events
         WHERE name = $1 AND source = $2 COLLATE NOCASE AND ($4 IS NULL OR client_id = $4)
           AND NOT EXISTS (SELECT 1 FROM json_each($3) AS wanted
             WHERE json_type(told, '$.' || wanted.value) IS NULL)
         ORDER BY id DESC LIMIT $5",
    )
    .bind(&definition.name)
    .bind(&definition.source)
    .bind(&definition.attributes)
    .bind(client)
    .bind(most)
    .fetch_all(database)
    .await
}

/// A window on the list of events.
pub(crate) struct Window {
    /// What to look for in names, folded; empty for all.
    pub(crate) event: String,
    /// The number of the only one that is wanted.
    pub(crate) rudder_id: Option<String>,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

impl Window {
    fn is_whole(&self) -> bool {
        self.event.is_empty() && self.rudder_id.is_none()
    }
}

macro_rules! narrowed {
    () => {
        concat!(
            "WHERE ",
            has_words!("searched", "$3"),
            " AND rudder_id = COALESCE($4, rudder_id)"
        )
    };
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    let statement = match window.is_whole() {
        true => "SELECT COUNT(*) FROM events",
        false => concat!("SELECT COUNT(*) FROM events ", narrowed!()),
    };
    let (count,) = asked(statement, window).fetch_one(database).await?;
    Ok(count)
}

pub(crate) async fn list(database: &SqlitePool, window: &Window) -> sqlx::Result<Vec<EventRow>> {
    let (sort, direction) = (window.sort, window.direction);
    let statement = match window.is_whole() {
        true => sort.all(direction),
        false => sort.narrowed(direction),
    };
    asked(statement, window).fetch_all(database).await
}

fn asked<'q, T: for<'r> FromRow<'r, SqliteRow>>(
    statement: &'static str,
    window: &'q Window,
) -> QueryAs<'q, Sqlite, T, SqliteArguments> {
    sqlx::query_as(statement)
        .bind(window.limit)
        .bind(window.offset)
        .bind(words(&window.event))
        .bind(window.rudder_id.as_deref())
}

sorts! {
    table "events" shows "t.id, t.name, t.rudder_id, t.client_id, t.told, t.occurred_at";
    by {
        Timestamp "timestamp" "occurred_at";
        Event     "event"     "name";
        RudderId  "rudderId"  "rudder_id";
    }
    all = "";
    narrowed = narrowed!();
}

#[cfg(test)]
mod tests {
    use super::{super::page::tests::finds_its_page_in, *};

    #[tokio::test]
    async fn a_page_of_any_order_is_found_in_an_index_alone() {
        for (_, sort) in Sort::ALL {
            for direction in [SortDirection::Asc, SortDirection::Desc] {
                let index = format!("events_by_{}", sort.column());
                let found = finds_its_page_in(&index, sort.all(direction)).await;
                assert_eq!(found, Ok(()), "{index}");
            }
        }
    }
}
