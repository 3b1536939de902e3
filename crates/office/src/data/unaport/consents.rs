//! Consents that customers were asked for.

use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

/// A consent as it is kept.
#[derive(Clone, FromRow)]
pub(crate) struct ConsentRow {
    pub(crate) id: i64,
    /// A UUID.
    pub(crate) handle: String,
    /// Whose it is, where the tracking id names a client.
    pub(crate) client_id: Option<i64>,
    pub(crate) tracking_id: String,
    pub(crate) vua_id: String,
    pub(crate) aa_id: String,
    pub(crate) created_by: String,
    pub(crate) redirect_url: Option<String>,
    pub(crate) fiu_base_url: String,
    pub(crate) product_id: Option<String>,
    /// What was asked, JSON.
    pub(crate) detail: String,
    /// Which transactions are left out, JSON.
    pub(crate) filters: String,
    /// Every move that was reported or made here, JSON.
    pub(crate) life: String,
    /// The id that an aggregator reported.
    pub(crate) consent_id: Option<String>,
    /// When something was reported last.
    pub(crate) notified_at: Option<String>,
    pub(crate) created_at: String,
}

macro_rules! consent {
    ($where:literal) => {
        concat!(
            "SELECT id, handle, client_id, tracking_id, vua_id, aa_id, created_by, redirect_url,
                 fiu_base_url, product_id, detail, filters, life, consent_id, notified_at,
                 created_at
             FROM unaport_consents WHERE ",
            $where
        )
    };
}

/// Adds a consent; its id is made here.
pub(crate) async fn add(database: &mut SqliteConnection, row: &ConsentRow) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO unaport_consents (handle, client_id, tracking_id, vua_id, aa_id, created_by,
             redirect_url, fiu_base_url, product_id, detail, filters, life, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(&row.handle)
    .bind(row.client_id)
    .bind(&row.tracking_id)
    .bind(&row.vua_id)
    .bind(&row.aa_id)
    .bind(&row.created_by)
    .bind(&row.redirect_url)
    .bind(&row.fiu_base_url)
    .bind(&row.product_id)
    .bind(&row.detail)
    .bind(&row.filters)
    .bind(&row.life)
    .bind(&row.created_at)
    .execute(database)
    .await?;
    Ok(())
}

/// Writes how a consent moved over how it stood.
pub(crate) async fn moved(database: &mut SqliteConnection, row: &ConsentRow) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE unaport_consents SET life = $2, consent_id = $3, notified_at = $4 WHERE id = $1",
    )
    .bind(row.id)
    .bind(&row.life)
    .bind(&row.consent_id)
    .bind(&row.notified_at)
    .execute(database)
    .await?;
    Ok(())
}

pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<ConsentRow>> {
    sqlx::query_as(consent!("id = $1"))
        .bind(id)
        .fetch_optional(database)
        .await
}

pub(crate) async fn by_handle(
    database: impl SqliteExecutor<'_>,
    handle: &str,
) -> sqlx::Result<Option<ConsentRow>> {
    sqlx::query_as(consent!("handle = $1"))
        .bind(handle)
        .fetch_optional(database)
        .await
}

/// The consent of which an aggregator reported this id.
pub(crate) async fn by_consent_id(
    database: &mut SqliteConnection,
    consent_id: &str,
) -> sqlx::Result<Option<ConsentRow>> {
    sqlx::query_as(consent!("consent_id = $1"))
        .bind(consent_id)
        .fetch_optional(database)
        .await
}
