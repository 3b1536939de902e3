//! Clients or negative items that have something in common, and whom they were found to be.

use contract::portal::{Segment, SegmentRuleGroup, SegmentType, SortDirection};
use serde_json::json;
use sqlx::{
    AssertSqlSafe, Decode, FromRow, Sqlite, SqliteConnection, SqliteExecutor, SqlitePool, Type,
    query::QueryScalar, sqlite::SqliteArguments,
};

use super::{
    page::sorts,
    words::{has_words, words},
};
use crate::{
    fold::fold,
    segments::{Bound, Statement},
};

/// A segment as it is kept.
#[derive(Clone, Default, FromRow)]
pub(crate) struct SegmentRow {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    #[sqlx(rename = "type")]
    pub(crate) kind: String,
    /// JSON.
    pub(crate) conditions: String,
    pub(crate) is_active: bool,
    pub(crate) is_archive: bool,
    /// The clients in it, as of the last refresh; who was deleted since is not among them.
    pub(crate) clients_count: i64,
    /// The negative items that were found for it, or where clients were, all that these have, as of
    /// the last refresh; those of clients who were deleted since are not among them. Missing where
    /// clients were found before their items were counted.
    pub(crate) negative_items_count: Option<i64>,
    /// How often it was exported, or searched by.
    pub(crate) usage_count: i64,
    pub(crate) refreshed_at: String,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

impl SegmentRow {
    /// What its members are.
    pub(crate) fn kind(&self) -> SegmentType {
        let mut all = SegmentType::ALL.into_iter();
        all.find(|kind| kind.word() == self.kind)
            .unwrap_or_default()
    }

    /// What its members have in common.
    ///
    /// # Errors
    /// When the kept conditions are not JSON.
    pub(crate) fn conditions(&self) -> Result<SegmentRuleGroup, serde_json::Error> {
        serde_json::from_str(&self.conditions)
    }

    /// The segment as the Portal shows it.
    ///
    /// # Errors
    /// When the kept conditions are not JSON.
    pub(crate) fn shown(self) -> Result<Segment, serde_json::Error> {
        Ok(Segment {
            clients_count: Some(self.clients_count),
            conditions: Some(self.conditions()?),
            created_at: Some(self.created_at),
            description: self.description,
            id: Some(self.id),
            is_active: Some(self.is_active),
            is_archive: Some(self.is_archive),
            name: Some(self.name),
            negative_items_count: self.negative_items_count,
            refreshed_at: Some(self.refreshed_at),
            kind: Some(self.kind),
            updated_at: Some(self.updated_at),
            usage_count: Some(self.usage_count),
        })
    }

    /// What is looked for when segments are searched.
    fn looked_up(&self) -> String {
        let description = self.description.as_deref().unwrap_or_default();
        fold(&[self.name.as_str(), description].join("\n"))
    }
}

/// Adds a segment without members and answers its id; the id that it comes with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, row: &SegmentRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO segments (name, searched, looked_up, description, type, conditions, is_active,
             is_archive, clients_count, refreshed_at, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $9, $9) RETURNING id",
    )
    .bind(&row.name)
    .bind(fold(&row.name))
    .bind(row.looked_up())
    .bind(&row.description)
    .bind(&row.kind)
    .bind(&row.conditions)
    .bind(row.is_active)
    .bind(row.is_archive)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

/// Writes a segment over the one with its id; its members stay.
pub(crate) async fn change(database: &mut SqliteConnection, row: &SegmentRow) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE segments SET name = $2, searched = $3, looked_up = $4, description = $5, type = $6,
             conditions = $7, is_active = $8, is_archive = $9, updated_at = $10
         WHERE id = $1",
    )
    .bind(row.id)
    .bind(&row.name)
    .bind(fold(&row.name))
    .bind(row.looked_up())
    .bind(&row.description)
    .bind(&row.kind)
    .bind(&row.conditions)
    .bind(row.is_active)
    .bind(row.is_archive)
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

const OF_FOUND_CLIENTS: &str = "INSERT INTO segment_clients (segment, client_id, items)
     SELECT $1, c.id, (SELECT COUNT(*) FROM negative_items WHERE client_id = c.id)
     FROM json_each($2) AS found JOIN clients AS c ON c.id = found.value";

/// Gives a segment the members that were found for it, and counts them. Of negative items the
/// members are the clients whose they are. Beside each client stands how many items count: those
/// that were found, or where clients were, all that the client has. Who was deleted since is none.
pub(crate) async fn fill(
    database: &mut SqliteConnection,
    row: &mut SegmentRow,
    found: &[i64],
) -> sqlx::Result<()> {
    let ids = json!(found).to_string();
    sqlx::query("DELETE FROM segment_clients WHERE segment = $1")
        .bind(row.id)
        .execute(&mut *database)
        .await?;
    let statement = match row.kind() {
        SegmentType::Client => OF_FOUND_CLIENTS,
        SegmentType::NegativeItem => {
            "INSERT INTO segment_clients (segment, client_id, items)
             SELECT $1, client_id, COUNT(*) FROM negative_items
             WHERE id IN (SELECT value FROM json_each($2)) GROUP BY client_id"
        }
    };
    sqlx::query(statement)
        .bind(row.id)
        .bind(ids)
        .execute(&mut *database)
        .await?;
    let (clients, items): (i64, i64) = sqlx::query_as(
        "SELECT COUNT(*), COALESCE(SUM(items), 0) FROM segment_clients WHERE segment = $1",
    )
    .bind(row.id)
    .fetch_one(&mut *database)
    .await?;
    (row.clients_count, row.negative_items_count) = (clients, Some(items));
    sqlx::query(
        "UPDATE segments SET clients_count = $2, negative_items_count = $3, refreshed_at = $4,
             updated_at = $5
         WHERE id = $1",
    )
    .bind(row.id)
    .bind(row.clients_count)
    .bind(row.negative_items_count)
    .bind(&row.refreshed_at)
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

/// Takes a client who is about to be deleted out of every segment, and the client's items.
pub(crate) async fn leave(database: &mut SqliteConnection, client: i64) -> sqlx::Result<()> {
    for statement in [
        "UPDATE segments SET clients_count = clients_count - 1,
             negative_items_count = negative_items_count - (
                 SELECT items FROM segment_clients WHERE segment = segments.id AND client_id = $1)
         WHERE id IN (SELECT segment FROM segment_clients WHERE client_id = $1)",
        "DELETE FROM segment_clients WHERE client_id = $1",
    ] {
        sqlx::query(statement)
            .bind(client)
            .execute(&mut *database)
            .await?;
    }
    Ok(())
}

/// Counts a use of a segment, which is no change.
pub(crate) async fn count_use(database: &mut SqliteConnection, id: i64) -> sqlx::Result<()> {
    sqlx::query("UPDATE segments SET usage_count = usage_count + 1 WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(())
}

/// Deletes a segment and says whether there was one.
pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    let deleted = sqlx::query("DELETE FROM segments WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<SegmentRow>> {
    sqlx::query_as(
        "SELECT id, name, description, type, conditions, is_active, is_archive, clients_count,
             negative_items_count, usage_count, refreshed_at, created_at, updated_at
         FROM segments WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// Whether another segment has the same name.
pub(crate) async fn is_double(
    database: &mut SqliteConnection,
    row: &SegmentRow,
) -> sqlx::Result<bool> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM segments WHERE searched = $1 AND id <> $2)")
        .bind(fold(&row.name))
        .bind(row.id)
        .fetch_one(database)
        .await
}

/// A segment, and a client who is in it.
#[derive(FromRow)]
pub(crate) struct Membership {
    pub(crate) client_id: i64,
    #[sqlx(flatten)]
    pub(crate) segment: SegmentRow,
}

const OF_CLIENTS: &str = "SELECT m.client_id, s.id, s.name, s.description, s.type, s.conditions,
         s.is_active, s.is_archive, s.clients_count, s.negative_items_count, s.usage_count,
         s.refreshed_at, s.created_at, s.updated_at
     FROM segment_clients AS m JOIN segments AS s ON s.id = m.segment
     WHERE m.client_id IN (SELECT value FROM json_each($1)) AND s.is_active = 1 AND s.is_archive = 0
     ORDER BY s.updated_at DESC, s.id DESC";

/// The segments in use that these clients are in, the latest changed first.
pub(crate) async fn of_clients(
    database: impl SqliteExecutor<'_>,
    clients: &[i64],
) -> sqlx::Result<Vec<Membership>> {
    sqlx::query_as(OF_CLIENTS)
        .bind(json!(clients).to_string())
        .fetch_all(database)
        .await
}

/// The clients of a segment, in their order.
pub(crate) async fn clients(database: &SqlitePool, segment: i64) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar(
        "SELECT client_id FROM segment_clients WHERE segment = $1 ORDER BY client_id",
    )
    .bind(segment)
    .fetch_all(database)
    .await
}

/// A window on the list of segments. What is empty or `None` does not narrow it down.
pub(crate) struct Window {
    /// What to look for, folded.
    pub(crate) search: String,
    pub(crate) is_archive: bool,
    pub(crate) is_active: Option<bool>,
    pub(crate) client: Option<i64>,
    pub(crate) kind: Option<SegmentType>,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

pub(crate) async fn list(database: &SqlitePool, window: &Window) -> sqlx::Result<Vec<SegmentRow>> {
    sqlx::query_as(window.sort.narrowed(window.direction))
        .bind(window.limit)
        .bind(window.offset)
        .bind(words(&window.search))
        .bind(window.is_archive)
        .bind(window.is_active)
        .bind(window.client)
        .bind(window.kind.map(SegmentType::word))
        .fetch_all(database)
        .await
}

sorts! {
    table "segments" shows "t.id, t.name, t.description, t.type, t.conditions, t.is_active, t.is_archive, t.clients_count, t.negative_items_count, t.usage_count, t.refreshed_at, t.created_at, t.updated_at";
    by {
        Id                 "id"                   "id";
        Name               "name"                 "searched";
        Kind               "type"                 "type";
        ClientsCount       "clients_count"        "clients_count";
        NegativeItemsCount "negative_items_count" "negative_items_count";
        CreatedAt          "created_at"           "created_at";
        UpdatedAt          "updated_at"           "updated_at";
    }
    narrowed = concat!("WHERE ", has_words!("looked_up", "$3"), " AND is_archive = $4
        AND is_active = COALESCE($5, is_active) AND type = COALESCE($7, type)
        AND ($6 IS NULL OR id IN (SELECT segment FROM segment_clients WHERE client_id = $6))");
}

/// The ids that a statement finds.
pub(crate) async fn found(
    database: impl SqliteExecutor<'_>,
    statement: &Statement,
) -> sqlx::Result<Vec<i64>> {
    bound(statement).fetch_all(database).await
}

/// The number that a statement finds.
pub(crate) async fn counted(
    database: impl SqliteExecutor<'_>,
    statement: &Statement,
) -> sqlx::Result<i64> {
    bound(statement).fetch_one(database).await
}

/// The texts that a statement finds.
pub(crate) async fn texts(
    database: impl SqliteExecutor<'_>,
    statement: &Statement,
) -> sqlx::Result<Vec<String>> {
    bound(statement).fetch_all(database).await
}

/// A statement with its values. It is made of literals and numbered places alone, as
/// [`crate::segments`] writes it.
fn bound<'q, T>(statement: &Statement) -> QueryScalar<'q, Sqlite, T, SqliteArguments>
where
    T: Type<Sqlite> + for<'r> Decode<'r, Sqlite>,
    (T,): for<'r> FromRow<'r, sqlx::sqlite::SqliteRow>,
{
    let mut query = sqlx::query_scalar(AssertSqlSafe(statement.sql.clone()));
    for value in &statement.values {
        query = match value {
            Bound::Text(text) => query.bind(text.clone()),
            Bound::Number(number) => query.bind(*number),
        };
    }
    query
}

#[cfg(test)]
mod tests {
    use super::{
        super::page::tests::{each_order_reads, plan},
        *,
    };

    #[tokio::test]
    async fn every_order_is_one_that_the_table_can_be_read_in() {
        each_order_reads("segments", Sort::ALL, Sort::column, Sort::narrowed).await;
    }

    #[tokio::test]
    async fn the_items_of_the_clients_in_a_segment_are_counted_in_an_index_alone() {
        let plan = plan(OF_FOUND_CLIENTS).await;
        let wanted = "SEARCH negative_items USING COVERING INDEX";
        assert!(plan.iter().any(|step| step.starts_with(wanted)), "{plan:?}");
    }

    #[tokio::test]
    async fn the_segments_of_a_page_of_clients_are_found_by_the_clients() {
        let plan = plan(OF_CLIENTS).await;
        let wanted = "USING INDEX segment_clients_by_client (client_id=?)";
        assert!(plan.iter().any(|step| step.ends_with(wanted)), "{plan:?}");
    }
}
