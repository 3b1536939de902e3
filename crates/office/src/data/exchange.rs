//! What was asked of Exchange.

use sqlx::{FromRow, SqliteConnection, SqlitePool};

/// A question as it is kept.
#[derive(Clone, FromRow)]
pub(crate) struct RequestRow {
    /// A UUID.
    pub(crate) id: String,
    pub(crate) type_request: String,
    pub(crate) id_document: Option<String>,
    pub(crate) phone_number: Option<String>,
    /// The client whom it is about, where one was found.
    pub(crate) client_id: Option<i64>,
    pub(crate) created_at: String,
}

pub(crate) async fn add(database: &mut SqliteConnection, row: &RequestRow) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO exchange_requests (id, type_request, id_document, phone_number, client_id,
             created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&row.id)
    .bind(&row.type_request)
    .bind(&row.id_document)
    .bind(&row.phone_number)
    .bind(row.client_id)
    .bind(&row.created_at)
    .execute(database)
    .await?;
    Ok(())
}

/// A question of a type.
pub(crate) async fn find(
    database: &SqlitePool,
    type_request: &str,
    id: &str,
) -> sqlx::Result<Option<RequestRow>> {
    sqlx::query_as(
        "SELECT id, type_request, id_document, phone_number, client_id, created_at
         FROM exchange_requests WHERE id = $1 AND type_request = $2",
    )
    .bind(id)
    .bind(type_request)
    .fetch_optional(database)
    .await
}

/// The questions of a type since a moment, the oldest first.
pub(crate) async fn since(
    database: &SqlitePool,
    type_request: &str,
    moment: &str,
) -> sqlx::Result<Vec<RequestRow>> {
    sqlx::query_as(
        "SELECT id, type_request, id_document, phone_number, client_id, created_at
         FROM exchange_requests WHERE type_request = $1 AND created_at >= $2
         ORDER BY created_at, rowid",
    )
    .bind(type_request)
    .bind(moment)
    .fetch_all(database)
    .await
}
