//! Analyses that were asked for. What they say is computed when they are read.

use sqlx::{FromRow, SqliteConnection, SqlitePool};

/// An analysis as it is kept.
#[derive(Clone, FromRow)]
pub(crate) struct ReportRow {
    pub(crate) id: i64,
    pub(crate) consent: i64,
    /// Which time at which data came.
    pub(crate) run: i64,
    /// The place among the session's accounts; missing for all of them together.
    pub(crate) account: Option<i64>,
    /// When it is done.
    pub(crate) ready_at: String,
    pub(crate) created_at: String,
}

/// Adds an analysis, and answers its id.
pub(crate) async fn add(database: &mut SqliteConnection, row: &ReportRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO unaport_reports (consent, run, account, ready_at, created_at)
         VALUES ($1, $2, $3, $4, $5) RETURNING id",
    )
    .bind(row.consent)
    .bind(row.run)
    .bind(row.account)
    .bind(&row.ready_at)
    .bind(&row.created_at)
    .fetch_one(database)
    .await
}

/// An analysis of one account.
pub(crate) async fn of_account(database: &SqlitePool, id: i64) -> sqlx::Result<Option<ReportRow>> {
    sqlx::query_as(
        "SELECT id, consent, run, account, ready_at, created_at FROM unaport_reports
         WHERE id = $1 AND account IS NOT NULL",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// The latest analysis of all accounts of a session.
pub(crate) async fn of_session(
    database: &SqlitePool,
    consent: i64,
    run: i64,
) -> sqlx::Result<Option<ReportRow>> {
    sqlx::query_as(
        "SELECT id, consent, run, account, ready_at, created_at FROM unaport_reports
         WHERE consent = $1 AND run = $2 AND account IS NULL ORDER BY id DESC LIMIT 1",
    )
    .bind(consent)
    .bind(run)
    .fetch_optional(database)
    .await
}
