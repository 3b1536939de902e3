//! Reasons for a dispute as the bureaus know them.

use contract::portal::ClaimCode;
use sqlx::{FromRow, SqliteConnection, SqlitePool};

/// A claim code as it is kept.
#[derive(Clone, FromRow)]
pub(crate) struct ClaimCodeRow {
    pub(crate) id: i64,
    tcp_name: String,
    eq_code: Option<String>,
    ex_code: Option<String>,
    tu_code: Option<String>,
    is_active: bool,
    created_at: String,
    updated_at: String,
}

impl ClaimCodeRow {
    /// The claim code as the Portal shows it.
    pub(crate) fn shown(self) -> ClaimCode {
        ClaimCode {
            created_at: Some(self.created_at),
            eq_code: self.eq_code,
            ex_code: self.ex_code,
            id: Some(self.id),
            is_active: Some(self.is_active),
            tcp_name: Some(self.tcp_name),
            tu_code: self.tu_code,
            updated_at: Some(self.updated_at),
        }
    }
}

/// Adds a claim code for which no bureau's own code is known, and answers its id.
pub(crate) async fn add(
    database: &mut SqliteConnection,
    name: &str,
    moment: &str,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO claim_codes (tcp_name, is_active, created_at, updated_at)
         VALUES ($1, 1, $2, $2) RETURNING id",
    )
    .bind(name)
    .bind(moment)
    .fetch_one(database)
    .await
}

/// All of them; there are a few dozen at most.
pub(crate) async fn all(database: &SqlitePool) -> sqlx::Result<Vec<ClaimCodeRow>> {
    sqlx::query_as(
        "SELECT id, tcp_name, eq_code, ex_code, tu_code, is_active, created_at, updated_at
         FROM claim_codes ORDER BY id",
    )
    .fetch_all(database)
    .await
}
