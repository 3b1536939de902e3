//! What was reported to the office, in the order in which it came.

use sqlx::{FromRow, SqliteConnection, SqlitePool};

/// A notification as it is kept.
#[derive(FromRow)]
pub(crate) struct NotificationRow {
    /// Its own id, by which it is taken once.
    pub(crate) txnid: String,
    /// `consent`, `data` or `analytics`.
    pub(crate) kind: String,
    /// The consent that it is about, where that was asked for here.
    pub(crate) consent: Option<i64>,
    /// JSON, as it came.
    pub(crate) body: String,
    pub(crate) received_at: String,
}

pub(crate) async fn find(
    database: &mut SqliteConnection,
    txnid: &str,
) -> sqlx::Result<Option<NotificationRow>> {
    sqlx::query_as(
        "SELECT txnid, kind, consent, body, received_at FROM unaport_notifications
         WHERE txnid = $1",
    )
    .bind(txnid)
    .fetch_optional(database)
    .await
}

pub(crate) async fn add(
    database: &mut SqliteConnection,
    row: &NotificationRow,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO unaport_notifications (txnid, kind, consent, body, received_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(&row.txnid)
    .bind(&row.kind)
    .bind(row.consent)
    .bind(&row.body)
    .bind(&row.received_at)
    .execute(database)
    .await?;
    Ok(())
}

/// What was reported of the data for a consent, in the order in which it came: the bodies.
pub(crate) async fn of_data(database: &SqlitePool, consent: i64) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar(
        "SELECT body FROM unaport_notifications WHERE consent = $1 AND kind = 'data' ORDER BY id",
    )
    .bind(consent)
    .fetch_all(database)
    .await
}
