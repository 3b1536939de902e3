//! `cache.pulls`: how far each kind of record has been fetched, one row a kind.

use sqlx::{FromRow, Sqlite, Transaction};

use crate::Cache;

/// How far a kind has been fetched.
#[derive(Clone, Debug, FromRow, PartialEq, Eq)]
pub struct Pull {
    /// The full run under way; 0 when none is.
    pub run: i64,
    /// Full runs begun so far.
    pub runs: i64,
    /// The page that the run under way reads next, from 1.
    pub next_page: i64,
    /// The server's own time when the run under way began.
    pub began_at: String,
    /// The greatest `updated_at` of the last finished run.
    pub watermark: String,
    /// What the server last said the list holds; -1 before it did.
    pub total: i64,
    /// How many of them the last full run could not keep.
    pub gap: i64,
    /// When a run last finished here; empty before the first did.
    pub finished_at: String,
    /// When every id was last compared; empty before the first time.
    pub swept_at: String,
}

impl Default for Pull {
    fn default() -> Self {
        Self {
            run: 0,
            runs: 0,
            next_page: 1,
            began_at: String::new(),
            watermark: String::new(),
            total: -1,
            gap: 0,
            finished_at: String::new(),
            swept_at: String::new(),
        }
    }
}

/// Reads where a kind stands.
///
/// # Errors
/// When the database fails.
pub async fn read(cache: &Cache, kind: &str) -> Result<Pull, sqlx::Error> {
    let found = sqlx::query_as(
        "SELECT run, runs, next_page, began_at, watermark, total, gap, finished_at, swept_at
         FROM pulls WHERE kind = ?",
    )
    .bind(kind)
    .fetch_optional(cache.database().readers())
    .await?;
    Ok(found.unwrap_or_default())
}

/// Writes where a kind stands, in the transaction of the page that got it there.
///
/// # Errors
/// When the database fails.
pub async fn write(
    tx: &mut Transaction<'_, Sqlite>,
    kind: &str,
    pull: &Pull,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO pulls
             (kind, run, runs, next_page, began_at, watermark, total, gap, finished_at, swept_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (kind) DO UPDATE SET run = excluded.run, runs = excluded.runs,
             next_page = excluded.next_page, began_at = excluded.began_at,
             watermark = excluded.watermark, total = excluded.total, gap = excluded.gap,
             finished_at = excluded.finished_at, swept_at = excluded.swept_at",
    )
    .bind(kind)
    .bind(pull.run)
    .bind(pull.runs)
    .bind(pull.next_page)
    .bind(&pull.began_at)
    .bind(&pull.watermark)
    .bind(pull.total)
    .bind(pull.gap)
    .bind(&pull.finished_at)
    .bind(&pull.swept_at)
    .execute(&mut **tx)
    .await?;
    Ok(())
}
