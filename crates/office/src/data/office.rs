//! What the office knows of itself: its kind, and the secret that signs its tokens.

use chrono::{DateTime, Utc};
use sqlx::{FromRow, SqliteConnection, SqlitePool};

use crate::clock::stamp;

/// The one row.
#[derive(FromRow)]
pub(crate) struct OfficeRow {
    /// `firm` or `practice`.
    pub(crate) kind: String,
    pub(crate) token_secret: String,
}

pub(crate) async fn find(database: &SqlitePool) -> sqlx::Result<Option<OfficeRow>> {
    sqlx::query_as("SELECT kind, token_secret FROM office")
        .fetch_optional(database)
        .await
}

pub(crate) async fn add(
    database: &mut SqliteConnection,
    row: &OfficeRow,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO office (id, kind, token_secret, created_at) VALUES (1, $1, $2, $3)")
        .bind(&row.kind)
        .bind(&row.token_secret)
        .bind(stamp(now))
        .execute(database)
        .await?;
    Ok(())
}

/// Whether a firm has worked here: an agent or a client is enough.
pub(crate) async fn has_data(database: &SqlitePool) -> sqlx::Result<bool> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM agents) OR EXISTS (SELECT 1 FROM clients)")
        .fetch_one(database)
        .await
}

/// Forgets what an office without data was, so that it can become something else.
pub(crate) async fn forget(database: &mut SqliteConnection) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM office").execute(database).await?;
    Ok(())
}
