//! Reasons for a dispute as the bureaus know them.

use contract::portal::ClaimCode;
use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

/// A claim code as it is kept.
#[derive(Clone, Default, FromRow)]
pub(crate) struct ClaimCodeRow {
    pub(crate) id: i64,
    pub(crate) tcp_name: String,
    pub(crate) eq_code: Option<String>,
    pub(crate) ex_code: Option<String>,
    pub(crate) tu_code: Option<String>,
    pub(crate) is_active: bool,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
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

/// Adds a claim code and answers its id; the id that it comes with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, row: &ClaimCodeRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO claim_codes (tcp_name, eq_code, ex_code, tu_code, is_active, created_at,
             updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
    )
    .bind(&row.tcp_name)
    .bind(&row.eq_code)
    .bind(&row.ex_code)
    .bind(&row.tu_code)
    .bind(row.is_active)
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

/// All of them; there are a few dozen at most.
pub(crate) async fn all(database: impl SqliteExecutor<'_>) -> sqlx::Result<Vec<ClaimCodeRow>> {
    sqlx::query_as(
        "SELECT id, tcp_name, eq_code, ex_code, tu_code, is_active, created_at, updated_at
         FROM claim_codes ORDER BY id",
    )
    .fetch_all(database)
    .await
}

pub(crate) async fn find(
    database: &mut SqliteConnection,
    id: i64,
) -> sqlx::Result<Option<ClaimCodeRow>> {
    sqlx::query_as(
        "SELECT id, tcp_name, eq_code, ex_code, tu_code, is_active, created_at, updated_at
         FROM claim_codes WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// Writes a claim code over the one with its id.
pub(crate) async fn change(
    database: &mut SqliteConnection,
    row: &ClaimCodeRow,
) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE claim_codes
         SET tcp_name = $2, eq_code = $3, ex_code = $4, tu_code = $5, is_active = $6,
             updated_at = $7
         WHERE id = $1",
    )
    .bind(row.id)
    .bind(&row.tcp_name)
    .bind(&row.eq_code)
    .bind(&row.ex_code)
    .bind(&row.tu_code)
    .bind(row.is_active)
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

/// Whether instructions stand for a claim code.
pub(crate) async fn is_used(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM instructions WHERE claim_code = $1)")
        .bind(id)
        .fetch_one(database)
        .await
}

/// Deletes a claim code and says whether there was one.
pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    let deleted = sqlx::query("DELETE FROM claim_codes WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(deleted.rows_affected() > 0)
}
