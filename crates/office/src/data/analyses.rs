//! Analyses of clients' private records.

use sqlx::{FromRow, SqliteConnection};

/// An analysis as it is kept.
#[derive(FromRow)]
pub(crate) struct AnalysisRow {
    /// A UUID.
    pub(crate) id: String,
    pub(crate) client_id: i64,
    /// Whether it came, or will come, to nothing, because there was no report.
    pub(crate) failed: bool,
    pub(crate) created_at: String,
}

pub(crate) async fn add(database: &mut SqliteConnection, row: &AnalysisRow) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO analyses (id, client_id, failed, created_at) VALUES ($1, $2, $3, $4)")
        .bind(&row.id)
        .bind(row.client_id)
        .bind(row.failed)
        .bind(&row.created_at)
        .execute(database)
        .await?;
    Ok(())
}

/// The latest analysis of a client.
pub(crate) async fn latest(
    database: &mut SqliteConnection,
    client: i64,
) -> sqlx::Result<Option<AnalysisRow>> {
    sqlx::query_as(
        "SELECT id, client_id, failed, created_at FROM analyses WHERE client_id = $1
         ORDER BY created_at DESC LIMIT 1",
    )
    .bind(client)
    .fetch_optional(database)
    .await
}
