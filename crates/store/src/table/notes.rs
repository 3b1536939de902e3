//! `cache.notes`: what the server said of notes.

use std::collections::HashMap;

use sqlx::{FromRow, QueryBuilder, Row as _, Sqlite, Transaction};

use super::clients::Applied;
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
    let mut applied = Applied::default();
    if page.is_empty() {
        return Ok(applied);
    }
    let kept = kept(tx, page).await?;
    let fresh: Vec<&Note> = page
        .iter()
        .filter(|note| match kept.get(&note.id) {
            Some((hash, updated_at)) => {
                *hash != note.content_hash && note.updated_at >= *updated_at
            }
            None => true,
        })
        .collect();
    applied.changed = fresh.iter().map(|note| note.client_id).collect();
    applied.unchanged = page.len() - fresh.len();
    for chunk in fresh.chunks(500) {
        upsert(tx, chunk).await?;
    }
    let mut query = QueryBuilder::new("UPDATE notes SET missed = 0, listed = max(listed, ");
    query
        .push_bind(i64::from(listed))
        .push("), seen_in_run = max(seen_in_run, ");
    query.push_bind(run.unwrap_or(0)).push(") WHERE id IN (");
    let mut ids = query.separated(", ");
    page.iter().for_each(|note| {
        ids.push_bind(note.id);
    });
    query.push(")").build().execute(&mut **tx).await?;
    Ok(applied)
}

async fn kept(
    tx: &mut Transaction<'_, Sqlite>,
    page: &[Note],
) -> Result<HashMap<i64, (Vec<u8>, String)>, sqlx::Error> {
    let mut query =
        QueryBuilder::new("SELECT id, content_hash, updated_at FROM notes WHERE id IN (");
    let mut ids = query.separated(", ");
    page.iter().for_each(|note| {
        ids.push_bind(note.id);
    });
    let rows = query.push(")").build().fetch_all(&mut **tx).await?;
    Ok(rows
        .iter()
        .map(|row| (row.get(0), (row.get(1), row.get(2))))
        .collect())
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
