//! `cache.notes`: what the server said of notes.

use sqlx::{FromRow, QueryBuilder, Sqlite, Transaction};

use super::kept::{self, Applied, Record, Table};
use crate::Cache;

/// A note as the cache keeps it.
#[derive(Clone, Default, FromRow, PartialEq, Eq)]
pub struct Note {
    /// The server's id.
    pub id: i64,
    /// The client it is about.
    pub client_id: i64,
    /// What it says.
    pub note_text: String,
    /// Who wrote it.
    pub author: String,
    /// The author's e-mail address.
    pub author_email: String,
    /// When it was written.
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

impl std::fmt::Debug for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Note({} of client {})", self.id, self.client_id)
    }
}

impl Record for Note {
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

/// Applies notes: one is written if it differs and is not older. `listed` says whether a list
/// of the server showed them, as opposed to the answer to our own write.
///
/// # Errors
/// When the database fails.
pub async fn apply(
    tx: &mut Transaction<'_, Sqlite>,
    page: &[Note],
    listed: bool,
    run: Option<i64>,
) -> Result<Applied, sqlx::Error> {
    if page.is_empty() {
        return Ok(Applied::default());
    }
    let fresh = kept::fresh(tx, Table::Notes, page).await?;
    if !fresh.is_empty() {
        upsert(tx, &fresh).await?;
    }
    kept::seen(tx, Table::Notes, page, run).await?;
    if listed {
        list(tx, page).await?;
    }
    Ok(Applied {
        changed: fresh.iter().map(|note| note.client_id).collect(),
        unchanged: page.len() - fresh.len(),
    })
}

/// A list of the server has shown these.
async fn list(tx: &mut Transaction<'_, Sqlite>, page: &[Note]) -> Result<(), sqlx::Error> {
    let mut query = QueryBuilder::new("UPDATE notes SET listed = 1 WHERE listed = 0 AND id IN (");
    let mut ids = query.separated(", ");
    for note in page {
        ids.push_bind(note.id);
    }
    query.push(")").build().execute(&mut **tx).await?;
    Ok(())
}

async fn upsert(tx: &mut Transaction<'_, Sqlite>, notes: &[&Note]) -> Result<(), sqlx::Error> {
    QueryBuilder::new(
        "INSERT INTO notes (id, client_id, note_text, author, author_email, created_at, updated_at,
             record, content_hash, fetched_at) ",
    )
    .push_values(notes, |mut row, note| {
        row.push_bind(note.id)
            .push_bind(note.client_id)
            .push_bind(&note.note_text)
            .push_bind(&note.author)
            .push_bind(&note.author_email)
            .push_bind(&note.created_at)
            .push_bind(&note.updated_at)
            .push_bind(&note.record)
            .push_bind(&note.content_hash)
            .push_bind(&note.fetched_at);
    })
    .push(
        " ON CONFLICT (id) DO UPDATE SET client_id = excluded.client_id,
             note_text = excluded.note_text, author = excluded.author,
             author_email = excluded.author_email, created_at = excluded.created_at,
             updated_at = excluded.updated_at, record = excluded.record,
             content_hash = excluded.content_hash, fetched_at = excluded.fetched_at",
    )
    .build()
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// A client's notes, newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_client(cache: &Cache, client_id: i64) -> Result<Vec<Note>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, client_id, note_text, author, author_email, created_at, updated_at, record,
             content_hash, fetched_at
         FROM notes WHERE client_id = ? ORDER BY created_at DESC, id DESC",
    )
    .bind(client_id)
    .fetch_all(cache.database().readers())
    .await
}

/// The notes of a client that were here before a point in time, and so cannot have been made
/// after it.
///
/// # Errors
/// When the database fails.
pub async fn known_before(
    cache: &Cache,
    client_id: i64,
    time: &str,
) -> Result<Vec<i64>, sqlx::Error> {
    sqlx::query_scalar("SELECT id FROM notes WHERE client_id = ? AND fetched_at < ?")
        .bind(client_id)
        .bind(time)
        .fetch_all(cache.database().readers())
        .await
}

/// Which of these notes a list of the server has shown.
///
/// # Errors
/// When the database fails.
pub async fn listed(cache: &Cache, id: i64) -> Result<bool, sqlx::Error> {
    let found: Option<i64> = sqlx::query_scalar("SELECT listed FROM notes WHERE id = ?")
        .bind(id)
        .fetch_optional(cache.database().readers())
        .await?;
    Ok(found == Some(1))
}
