//! `cache.catalog`: what belongs to no client, such as templates and addresses: each kind's whole
//! list as the server last gave it.

use sqlx::{FromRow, Sqlite, Transaction};

use crate::Cache;

/// A kind's list.
#[derive(Clone, Debug, FromRow, PartialEq, Eq)]
pub struct Listed {
    /// A JSON array of the records as received.
    pub records: String,
    /// When the server gave it.
    pub fetched_at: String,
}

/// A kind's list; `None` before the server gave it.
///
/// # Errors
/// When the database fails.
pub async fn read(cache: &Cache, kind: &str) -> Result<Option<Listed>, sqlx::Error> {
    sqlx::query_as("SELECT records, fetched_at FROM catalog WHERE kind = ?")
        .bind(kind)
        .fetch_optional(cache.database().readers())
        .await
}

/// Keeps a kind's list in place of the one before; `false` when it says the same.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    tx: &mut Transaction<'_, Sqlite>,
    kind: &str,
    listed: &Listed,
) -> Result<bool, sqlx::Error> {
    let before: Option<String> = sqlx::query_scalar("SELECT records FROM catalog WHERE kind = ?")
        .bind(kind)
        .fetch_optional(&mut **tx)
        .await?;
    sqlx::query(
        "INSERT INTO catalog (kind, records, fetched_at) VALUES (?, ?, ?)
         ON CONFLICT (kind) DO UPDATE SET records = excluded.records,
             fetched_at = excluded.fetched_at",
    )
    .bind(kind)
    .bind(&listed.records)
    .bind(&listed.fetched_at)
    .execute(&mut **tx)
    .await?;
    Ok(before.as_deref() != Some(listed.records.as_str()))
}
