//! `cache.negative_items`: what the server said of negative items.

use sqlx::{FromRow, QueryBuilder, Sqlite, Transaction};

use super::kept::{self, Applied, Record, Table};
use crate::Cache;

/// A negative item as the cache keeps it.
#[derive(Clone, Default, FromRow, PartialEq, Eq)]
pub struct NegativeItem {
    /// The server's id; where it gives none, a negative number made from what names the item.
    pub id: i64,
    /// The client it speaks against.
    pub client_id: i64,
    /// The report it was taken from; empty when the server does not say.
    pub report_id: String,
    /// When it was changed last; empty where the server does not say.
    pub updated_at: String,
    /// The record, JSON exactly as received.
    pub record: String,
    /// SHA-256 of `record`.
    pub content_hash: Vec<u8>,
    /// When it was received.
    pub fetched_at: String,
}

impl std::fmt::Debug for NegativeItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NegativeItem({} of client {})", self.id, self.client_id)
    }
}

impl Record for NegativeItem {
    fn id(&self) -> i64 {
        self.id
    }

    fn hash(&self) -> &[u8] {
        &self.content_hash
    }

    fn updated_at(&self) -> &str {
        &self.updated_at
    }
}

/// Applies items: one is written if it differs and is not older.
///
/// # Errors
/// When the database fails.
pub async fn apply(
    tx: &mut Transaction<'_, Sqlite>,
    page: &[NegativeItem],
    run: Option<i64>,
) -> Result<Applied, sqlx::Error> {
    if page.is_empty() {
        return Ok(Applied::default());
    }
    let fresh = kept::fresh(tx, Table::NegativeItems, page).await?;
    if !fresh.is_empty() {
        upsert(tx, &fresh).await?;
    }
    kept::seen(tx, Table::NegativeItems, page, run).await?;
    Ok(Applied {
        changed: fresh.iter().map(|item| item.client_id).collect(),
        unchanged: page.len() - fresh.len(),
    })
}

async fn upsert(
    tx: &mut Transaction<'_, Sqlite>,
    items: &[&NegativeItem],
) -> Result<(), sqlx::Error> {
    QueryBuilder::new(
        "INSERT INTO negative_items (id, client_id, report_id, updated_at, record, content_hash,
             fetched_at) ",
    )
    .push_values(items, |mut row, item| {
        row.push_bind(item.id)
            .push_bind(item.client_id)
            .push_bind(&item.report_id)
            .push_bind(&item.updated_at)
            .push_bind(&item.record)
            .push_bind(&item.content_hash)
            .push_bind(&item.fetched_at);
    })
    .push(
        " ON CONFLICT (id) DO UPDATE SET client_id = excluded.client_id,
             report_id = excluded.report_id, updated_at = excluded.updated_at,
             record = excluded.record, content_hash = excluded.content_hash,
             fetched_at = excluded.fetched_at",
    )
    .build()
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A client's negative items, by id.
///
/// # Errors
/// When the database fails.
pub async fn of_client(cache: &Cache, client_id: i64) -> Result<Vec<NegativeItem>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, client_id, report_id, updated_at, record, content_hash, fetched_at
         FROM negative_items WHERE client_id = ? ORDER BY id",
    )
    .bind(client_id)
    .fetch_all(cache.database().readers())
    .await
}
