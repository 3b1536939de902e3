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

/// A notification with what it is about, as it is listed.
#[derive(FromRow)]
pub(crate) struct ListedNotification {
    pub(crate) id: i64,
    pub(crate) txnid: String,
    pub(crate) kind: String,
    /// The handle of the consent, where that was asked for here.
    pub(crate) handle: Option<String>,
    pub(crate) client_id: Option<i64>,
    pub(crate) body: String,
    pub(crate) received_at: String,
}

/// A window on what was reported.
pub(crate) struct Window {
    /// The last one that is known; 0 for none.
    pub(crate) after: i64,
    /// The only kind that is wanted.
    pub(crate) kind: Option<&'static str>,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "SELECT COUNT(*) FROM unaport_notifications
         WHERE id > $1 AND kind = COALESCE($2, kind)",
    )
    .bind(window.after)
    .bind(window.kind)
    .fetch_one(database)
    .await
}

/// In the order in which they came.
pub(crate) async fn list(
    database: &SqlitePool,
    window: &Window,
) -> sqlx::Result<Vec<ListedNotification>> {
    sqlx::query_as(
        "SELECT told.id, told.txnid, told.kind, consent.handle, consent.client_id, told.body,
             told.received_at
         FROM unaport_notifications AS told
         LEFT JOIN unaport_consents AS consent ON consent.id = told.consent
         WHERE told.id > $1 AND told.kind = COALESCE($2, told.kind)
         ORDER BY told.id LIMIT $3 OFFSET $4",
    )
    .bind(window.after)
    .bind(window.kind)
    .bind(window.limit)
    .bind(window.offset)
    .fetch_all(database)
    .await
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
