//! `work.letters` and `work.firm`: letters that were begun here, and the firm that stands in them.

use sqlx::FromRow;

use crate::{Work, WorkWrite};

/// A letter that was begun here.
#[derive(Clone, Default, FromRow, PartialEq, Eq)]
pub struct Letter {
    /// Our number.
    pub id: i64,
    /// The client it is for.
    pub client_id: i64,
    /// What it says and to whom, as JSON.
    pub draft: String,
    /// The encrypted copy of the PDF that is sent; empty until it is.
    pub spool_id: String,
    /// The operation that sends the PDF.
    pub upload_id: Option<i64>,
    /// The operation that puts it on the client's file.
    pub link_id: Option<i64>,
    /// The operation that sends the letter.
    pub send_id: Option<i64>,
    /// When it was begun.
    pub created_at: String,
    /// When the agent last changed it.
    pub changed_at: String,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Letter({} of client {})", self.id, self.client_id)
    }
}

macro_rules! columns {
    () => {
        "SELECT id, client_id, draft, spool_id, upload_id, link_id, send_id, created_at, changed_at
         FROM letters"
    };
}

/// Begins a letter; it is on the disk when this returns.
///
/// # Errors
/// When the disk says no: then it is not there.
pub async fn add(work: &Work, client_id: i64, draft: &str, now: &str) -> Result<i64, sqlx::Error> {
    let mut write = work.write().await?;
    let id = sqlx::query_scalar(
        "INSERT INTO letters (client_id, draft, created_at, changed_at)
         VALUES (?, ?, ?, ?) RETURNING id",
    )
    .bind(client_id)
    .bind(draft)
    .bind(now)
    .bind(now)
    .fetch_one(write.tx())
    .await?;
    write.commit().await?;
    Ok(id)
}

/// A client's letters, changed last first.
///
/// # Errors
/// When the database fails.
pub async fn of_client(work: &Work, client_id: i64) -> Result<Vec<Letter>, sqlx::Error> {
    sqlx::query_as(concat!(
        columns!(),
        " WHERE client_id = ? ORDER BY changed_at DESC, id DESC"
    ))
    .bind(client_id)
    .fetch_all(work.database().readers())
    .await
}

/// One letter.
///
/// # Errors
/// When the database fails.
pub async fn get(work: &Work, id: i64) -> Result<Option<Letter>, sqlx::Error> {
    sqlx::query_as(concat!(columns!(), " WHERE id = ?"))
        .bind(id)
        .fetch_optional(work.database().readers())
        .await
}

/// One letter, read inside a write so that nobody changes it meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn get_for_write(write: &mut WorkWrite, id: i64) -> Result<Option<Letter>, sqlx::Error> {
    sqlx::query_as(concat!(columns!(), " WHERE id = ?"))
        .bind(id)
        .fetch_optional(write.tx())
        .await
}

/// Writes a letter in place of what it was.
///
/// # Errors
/// When the database fails.
pub async fn save(write: &mut WorkWrite, letter: &Letter) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE letters SET draft = ?, spool_id = ?, upload_id = ?, link_id = ?, send_id = ?,
             changed_at = ?
         WHERE id = ?",
    )
    .bind(&letter.draft)
    .bind(&letter.spool_id)
    .bind(letter.upload_id)
    .bind(letter.link_id)
    .bind(letter.send_id)
    .bind(&letter.changed_at)
    .bind(letter.id)
    .execute(write.tx())
    .await?;
    Ok(())
}

/// Takes a letter away.
///
/// # Errors
/// When the database fails.
pub async fn remove(write: &mut WorkWrite, id: i64) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM letters WHERE id = ?")
        .bind(id)
        .execute(write.tx())
        .await?;
    Ok(())
}

/// The letter that an operation is part of.
///
/// # Errors
/// When the database fails.
pub async fn of_operation(work: &Work, operation: i64) -> Result<Option<Letter>, sqlx::Error> {
    sqlx::query_as(concat!(
        columns!(),
        " WHERE upload_id = ?1 OR link_id = ?1 OR send_id = ?1"
    ))
    .bind(operation)
    .fetch_optional(work.database().readers())
    .await
}

/// Makes a letter a draft again, as an operation that it cannot go without is given up.
///
/// # Errors
/// When the database fails.
pub async fn take_back(write: &mut WorkWrite, operation: i64) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE letters SET spool_id = '', upload_id = NULL, link_id = NULL, send_id = NULL
         WHERE upload_id = ?1 OR send_id = ?1",
    )
    .bind(operation)
    .execute(write.tx())
    .await?;
    Ok(())
}

/// The copies of letters whose PDF the server may not have yet. Any other copy is left over.
///
/// # Errors
/// When the database fails.
pub async fn needed_copies(work: &Work) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT spool_id FROM letters LEFT JOIN operations AS upload ON upload.id = upload_id
         WHERE spool_id <> '' AND coalesce(upload.state, '') NOT IN ('acked', 'confirmed', 'discarded')",
    )
    .fetch_all(work.database().readers())
    .await
}

/// How many letters were begun here and not sent.
///
/// # Errors
/// When the database fails.
pub async fn drafts(work: &Work) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("SELECT count(*) FROM letters WHERE send_id IS NULL")
        .fetch_one(work.database().readers())
        .await
}

/// The firm's details as JSON, if they were given.
///
/// # Errors
/// When the database fails.
pub async fn firm(work: &Work) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT details FROM firm WHERE one = 1")
        .fetch_optional(work.database().readers())
        .await
}

/// Keeps the firm's details, JSON.
///
/// # Errors
/// When the disk says no: then they are as before.
pub async fn keep_firm(work: &Work, details: &str) -> Result<(), sqlx::Error> {
    let mut write = work.write().await?;
    sqlx::query(
        "INSERT INTO firm (one, details) VALUES (1, ?)
         ON CONFLICT (one) DO UPDATE SET details = excluded.details",
    )
    .bind(details)
    .execute(write.tx())
    .await?;
    write.commit().await
}
