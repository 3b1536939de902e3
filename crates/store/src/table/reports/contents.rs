//! The contents of reports, and which of them are still to come. A content is fetched once and kept
//! deflated: it is large, and does not change.

use std::io::{Read, Write};

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use sqlx::{Sqlite, Transaction};

use crate::Cache;

/// The most that a content may inflate to.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Keeps the content of a report: the record as received, JSON.
///
/// # Errors
/// When the database fails.
pub async fn keep_content(
    tx: &mut Transaction<'_, Sqlite>,
    id: i64,
    content: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE reports SET content = ?, stale = 0, tried_at = '' WHERE id = ?")
        .bind(deflated(content)?)
        .bind(id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Remembers that the server cannot give a content.
///
/// # Errors
/// When the database fails.
pub async fn unavailable(tx: &mut Transaction<'_, Sqlite>, id: i64) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE reports SET unavailable = 1 WHERE id = ?")
        .bind(id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Remembers that a content was asked for in vain.
///
/// # Errors
/// When the database fails.
pub async fn tried(
    tx: &mut Transaction<'_, Sqlite>,
    id: i64,
    now: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE reports SET tried_at = ? WHERE id = ?")
        .bind(now)
        .bind(id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The content of a report: the record as received, JSON; `None` until it was fetched.
///
/// # Errors
/// When the database fails, or what it holds is not what was kept.
pub async fn content(cache: &Cache, id: i64) -> Result<Option<String>, sqlx::Error> {
    let kept: Option<Option<Vec<u8>>> =
        sqlx::query_scalar("SELECT content FROM reports WHERE id = ?")
            .bind(id)
            .fetch_optional(cache.database().readers())
            .await?;
    kept.flatten().map(|kept| inflated(&kept)).transpose()
}

/// Reports of a client whose content is still to be fetched, and was not asked for in vain since
/// a time; the latest first.
///
/// # Errors
/// When the database fails.
pub async fn to_fetch(cache: &Cache, client_id: i64, soon: &str) -> Result<Vec<i64>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT id FROM reports
         WHERE client_id = ? AND (content IS NULL OR stale = 1) AND unavailable = 0 AND tried_at < ?
         ORDER BY report_date DESC, id DESC",
    )
    .bind(client_id)
    .bind(soon)
    .fetch_all(cache.database().readers())
    .await
}

/// How many contents of a client are still to come.
///
/// # Errors
/// When the database fails.
pub async fn to_come(cache: &Cache, client_id: i64) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT count(*) FROM reports WHERE client_id = ? AND content IS NULL AND unavailable = 0",
    )
    .bind(client_id)
    .fetch_one(cache.database().readers())
    .await
}

/// Clients who have reports whose content is still to be fetched, and was not asked for in vain
/// since a time.
///
/// # Errors
/// When the database fails.
pub async fn clients_to_fetch(
    cache: &Cache,
    soon: &str,
    limit: i64,
) -> Result<Vec<i64>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT DISTINCT client_id FROM reports
         WHERE (content IS NULL OR stale = 1) AND unavailable = 0 AND tried_at < ? LIMIT ?",
    )
    .bind(soon)
    .bind(limit)
    .fetch_all(cache.database().readers())
    .await
}

/// How many bytes the contents take.
///
/// # Errors
/// When the database fails.
pub async fn bytes(cache: &Cache) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("SELECT coalesce(sum(length(content)), 0) FROM reports")
        .fetch_one(cache.database().readers())
        .await
}

fn deflated(text: &str) -> std::io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes())?;
    encoder.finish()
}

fn inflated(bytes: &[u8]) -> Result<String, sqlx::Error> {
    let mut text = String::new();
    DeflateDecoder::new(bytes)
        .take(LARGEST)
        .read_to_string(&mut text)?;
    Ok(text)
}
