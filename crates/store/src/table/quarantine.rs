//! `cache.quarantine`: records that could not be read, kept so that they can be looked at.

use sqlx::{QueryBuilder, Sqlite, Transaction};

/// A record that could not be read.
#[derive(Clone, Debug)]
pub struct Unread {
    /// SHA-256 of the record.
    pub hash: Vec<u8>,
    /// The record as received.
    pub record: String,
    /// Why; carries no value of the record.
    pub reason: String,
}

/// Puts records aside; one that is there already stays as it is.
///
/// # Errors
/// When the database fails.
pub async fn put_aside(
    tx: &mut Transaction<'_, Sqlite>,
    kind: &str,
    unread: &[Unread],
    now: &str,
) -> Result<(), sqlx::Error> {
    if unread.is_empty() {
        return Ok(());
    }
    QueryBuilder::new("INSERT OR IGNORE INTO quarantine (kind, hash, record, reason, seen_at) ")
        .push_values(unread, |mut row, one| {
            row.push_bind(kind)
                .push_bind(&one.hash)
                .push_bind(&one.record)
                .push_bind(&one.reason)
                .push_bind(now);
        })
        .build()
        .execute(&mut **tx)
        .await?;
    Ok(())
}
