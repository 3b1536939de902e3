//! Who is being asked whether they are who they say, and how that went.

use sqlx::{FromRow, SqliteConnection};

/// How a client stands with a provider.
#[derive(Clone, Default, FromRow)]
pub(crate) struct CheckRow {
    pub(crate) client_id: i64,
    pub(crate) provider: String,
    /// How many sets of questions were answered wrongly.
    pub(crate) round: i64,
    /// The SHA-256 of the token that goes back with the answers, in hexadecimal.
    pub(crate) token: Option<String>,
    /// What is asked, with the right answers, JSON.
    pub(crate) asked: Option<String>,
    /// When what is asked is no longer good.
    pub(crate) expires_at: Option<String>,
    /// Wrong answers since `failing_since`.
    pub(crate) failed: i64,
    pub(crate) failing_since: Option<String>,
    /// When the client was confirmed last.
    pub(crate) confirmed_at: Option<String>,
}

pub(crate) async fn find(
    database: &mut SqliteConnection,
    (client, provider): (i64, &str),
) -> sqlx::Result<Option<CheckRow>> {
    sqlx::query_as(
        "SELECT client_id, provider, round, token, asked, expires_at, failed, failing_since,
             confirmed_at
         FROM identity_checks WHERE client_id = $1 AND provider = $2",
    )
    .bind(client)
    .bind(provider)
    .fetch_optional(database)
    .await
}

/// Writes how a client stands over how the client stood.
pub(crate) async fn keep(database: &mut SqliteConnection, row: &CheckRow) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO identity_checks (client_id, provider, round, token, asked, expires_at, failed,
             failing_since, confirmed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (client_id, provider) DO UPDATE SET round = excluded.round,
             token = excluded.token, asked = excluded.asked, expires_at = excluded.expires_at,
             failed = excluded.failed, failing_since = excluded.failing_since,
             confirmed_at = excluded.confirmed_at",
    )
    .bind(row.client_id)
    .bind(&row.provider)
    .bind(row.round)
    .bind(&row.token)
    .bind(&row.asked)
    .bind(&row.expires_at)
    .bind(row.failed)
    .bind(&row.failing_since)
    .bind(&row.confirmed_at)
    .execute(database)
    .await?;
    Ok(())
}
