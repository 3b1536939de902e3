//! `cache.correspondence`: what the server said of letters, faxes and messages that were sent.

use sqlx::{FromRow, QueryBuilder, Sqlite, Transaction};

use super::kept::{self, Applied, Record, Table};
use crate::Cache;

/// Something that was sent, as the cache keeps it.
#[derive(Clone, Default, FromRow, PartialEq, Eq)]
pub struct Correspondence {
    /// The server's id.
    pub id: i64,
    /// The client it is about.
    pub client_id: i64,
    /// `letter`, `fax`, `email` or `sms`.
    pub kind: String,
    /// When it was sent; empty where the server does not say.
    pub created_at: String,
    /// When it was changed last; empty where the server does not say.
    pub updated_at: String,
    /// The record, JSON exactly as received.
    pub record: String,
    /// SHA-256 of `record`.
    pub content_hash: Vec<u8>,
    /// When it was received.
    pub fetched_at: String,
}

impl std::fmt::Debug for Correspondence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Correspondence({} of client {})",
            self.id, self.client_id
        )
    }
}

impl Record for Correspondence {
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

/// Applies what was sent: a record is written if it differs and is not older. `listed` says
/// whether a list of the server showed them, as opposed to the answer to our own write.
///
/// # Errors
/// When the database fails.
pub async fn apply(
    tx: &mut Transaction<'_, Sqlite>,
    page: &[Correspondence],
    listed: bool,
    run: Option<i64>,
) -> Result<Applied, sqlx::Error> {
    if page.is_empty() {
        return Ok(Applied::default());
    }
    let fresh = kept::fresh(tx, Table::Correspondence, page).await?;
    if !fresh.is_empty() {
        upsert(tx, &fresh).await?;
    }
    kept::seen(tx, Table::Correspondence, page, run).await?;
    if listed {
        list(tx, page).await?;
    }
    Ok(Applied {
        changed: fresh.iter().map(|sent| sent.client_id).collect(),
        unchanged: page.len() - fresh.len(),
    })
}

/// A list of the server has shown these.
async fn list(
    tx: &mut Transaction<'_, Sqlite>,
    page: &[Correspondence],
) -> Result<(), sqlx::Error> {
    let mut query =
        QueryBuilder::new("UPDATE correspondence SET listed = 1 WHERE listed = 0 AND id IN (");
    let mut ids = query.separated(", ");
    for sent in page {
        ids.push_bind(sent.id);
    }
    query.push(")").build().execute(&mut **tx).await?;
    Ok(())
}

async fn upsert(
    tx: &mut Transaction<'_, Sqlite>,
    page: &[&Correspondence],
) -> Result<(), sqlx::Error> {
    QueryBuilder::new(
        "INSERT INTO correspondence (id, client_id, kind, created_at, updated_at, record,
             content_hash, fetched_at) ",
    )
    .push_values(page, |mut row, sent| {
        row.push_bind(sent.id)
            .push_bind(sent.client_id)
            .push_bind(&sent.kind)
            .push_bind(&sent.created_at)
            .push_bind(&sent.updated_at)
            .push_bind(&sent.record)
            .push_bind(&sent.content_hash)
            .push_bind(&sent.fetched_at);
    })
    .push(
        " ON CONFLICT (id) DO UPDATE SET client_id = excluded.client_id, kind = excluded.kind,
             created_at = excluded.created_at, updated_at = excluded.updated_at,
             record = excluded.record, content_hash = excluded.content_hash,
             fetched_at = excluded.fetched_at",
    )
    .build()
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// What was sent about a client, newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_client(cache: &Cache, client_id: i64) -> Result<Vec<Correspondence>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, client_id, kind, created_at, updated_at, record, content_hash, fetched_at
         FROM correspondence WHERE client_id = ? ORDER BY created_at DESC, id DESC",
    )
    .bind(client_id)
    .fetch_all(cache.database().readers())
    .await
}

/// Whether a list of the server has shown this one.
///
/// # Errors
/// When the database fails.
pub async fn listed(cache: &Cache, id: i64) -> Result<bool, sqlx::Error> {
    let found: Option<i64> = sqlx::query_scalar("SELECT listed FROM correspondence WHERE id = ?")
        .bind(id)
        .fetch_optional(cache.database().readers())
        .await?;
    Ok(found == Some(1))
}

/// What was here of a client's before a point in time, and so cannot have been sent after it.
///
/// # Errors
/// When the database fails.
pub async fn known_before(
    cache: &Cache,
    client_id: i64,
    time: &str,
) -> Result<Vec<i64>, sqlx::Error> {
    sqlx::query_scalar("SELECT id FROM correspondence WHERE client_id = ? AND fetched_at < ?")
        .bind(client_id)
        .bind(time)
        .fetch_all(cache.database().readers())
        .await
}
