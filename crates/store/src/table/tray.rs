//! `work.tray`: files that were dropped, until the agent has seen that the server has them.

use sqlx::FromRow;

use crate::{Work, WorkWrite};

/// A dropped file.
#[derive(Clone, Default, FromRow, PartialEq, Eq)]
pub struct Dropped {
    /// Our number.
    pub id: i64,
    /// The encrypted copy; empty once it is wiped, and for files that were not taken.
    pub spool_id: String,
    /// Its name, as it is sent.
    pub name: String,
    /// `jpg`, `png`, `pdf`, `doc` or `docx`; empty for files that were not taken.
    pub kind: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of the bytes that are sent.
    pub sha256: Vec<u8>,
    /// Whose document it becomes.
    pub client_id: Option<i64>,
    /// The Portal's type.
    pub doc_type: String,
    /// The Portal's subtype.
    pub subtype: String,
    /// What it is called on the client's file.
    pub caption: String,
    /// What the agent should know: sentences, as JSON.
    pub warnings: String,
    /// Why it was not taken; empty where it was.
    pub refusal: String,
    /// The operation that sends it.
    pub upload_id: Option<i64>,
    /// The operation that makes it the client's document.
    pub link_id: Option<i64>,
    /// When it was dropped.
    pub added_at: String,
}

impl std::fmt::Debug for Dropped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Dropped({}, {} bytes)", self.id, self.size)
    }
}

macro_rules! columns {
    () => {
        "SELECT id, spool_id, name, kind, size, sha256, client_id, doc_type, subtype, caption,
             warnings, refusal, upload_id, link_id, added_at FROM tray"
    };
}

/// Puts a file into the tray, with its small picture or none; it is on the disk when this returns.
///
/// # Errors
/// When the disk says no: then it is not there.
pub async fn add(work: &Work, new: &Dropped, thumbnail: &[u8]) -> Result<i64, sqlx::Error> {
    let mut write = work.write().await?;
    let id = sqlx::query_scalar(
        "INSERT INTO tray (spool_id, name, kind, size, sha256, client_id, doc_type, subtype, caption,
             warnings, refusal, thumbnail, added_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
    )
    .bind(&new.spool_id)
    .bind(&new.name)
    .bind(&new.kind)
    .bind(new.size)
    .bind(&new.sha256)
    .bind(new.client_id)
    .bind(&new.doc_type)
    .bind(&new.subtype)
    .bind(&new.caption)
    .bind(&new.warnings)
    .bind(&new.refusal)
    .bind(thumbnail)
    .bind(&new.added_at)
    .fetch_one(write.tx())
    .await?;
    write.commit().await?;
    Ok(id)
}

/// Everything in the tray, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn all(work: &Work) -> Result<Vec<Dropped>, sqlx::Error> {
    sqlx::query_as(concat!(columns!(), " ORDER BY id"))
        .fetch_all(work.database().readers())
        .await
}

/// The files of the tray that are for a client, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_client(work: &Work, client_id: i64) -> Result<Vec<Dropped>, sqlx::Error> {
    sqlx::query_as(concat!(columns!(), " WHERE client_id = ? ORDER BY id"))
        .bind(client_id)
        .fetch_all(work.database().readers())
        .await
}

/// One file of the tray.
///
/// # Errors
/// When the database fails.
pub async fn get(work: &Work, id: i64) -> Result<Option<Dropped>, sqlx::Error> {
    sqlx::query_as(concat!(columns!(), " WHERE id = ?"))
        .bind(id)
        .fetch_optional(work.database().readers())
        .await
}

/// One file of the tray, read inside a write so that nobody changes it meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn get_for_write(write: &mut WorkWrite, id: i64) -> Result<Option<Dropped>, sqlx::Error> {
    sqlx::query_as(concat!(columns!(), " WHERE id = ?"))
        .bind(id)
        .fetch_optional(write.tx())
        .await
}

/// The small picture of a dropped file, JPEG; `None` where there is none.
///
/// # Errors
/// When the database fails.
pub async fn thumbnail(work: &Work, id: i64) -> Result<Option<Vec<u8>>, sqlx::Error> {
    let found: Option<Vec<u8>> = sqlx::query_scalar("SELECT thumbnail FROM tray WHERE id = ?")
        .bind(id)
        .fetch_optional(work.database().readers())
        .await?;
    Ok(found.filter(|jpeg| !jpeg.is_empty()))
}

/// Writes what the agent decided about a file and which operations it has.
///
/// # Errors
/// When the database fails.
pub async fn save(write: &mut WorkWrite, dropped: &Dropped) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE tray SET client_id = ?, doc_type = ?, subtype = ?, caption = ?, upload_id = ?,
             link_id = ?
         WHERE id = ?",
    )
    .bind(dropped.client_id)
    .bind(&dropped.doc_type)
    .bind(&dropped.subtype)
    .bind(&dropped.caption)
    .bind(dropped.upload_id)
    .bind(dropped.link_id)
    .bind(dropped.id)
    .execute(write.tx())
    .await?;
    Ok(())
}

/// Takes a file out of the tray.
///
/// # Errors
/// When the database fails.
pub async fn remove(write: &mut WorkWrite, id: i64) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM tray WHERE id = ?")
        .bind(id)
        .execute(write.tx())
        .await?;
    Ok(())
}

/// The copies that something here still needs: those of files that are not sent yet, or whose
/// sending may have to be done again. Any other copy is left over.
///
/// # Errors
/// When the database fails.
pub async fn needed_copies(work: &Work) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT spool_id FROM tray LEFT JOIN operations AS link ON link.id = tray.link_id
         WHERE spool_id <> '' AND coalesce(link.state, '') NOT IN ('acked', 'confirmed', 'discarded')",
    )
    .fetch_all(work.database().readers())
    .await
}

/// The name of an earlier file in the tray with the same bytes, for the same client.
///
/// # Errors
/// When the database fails.
pub async fn same(
    work: &Work,
    client_id: i64,
    sha256: &[u8],
    before: i64,
) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT name FROM tray WHERE client_id = ? AND sha256 = ? AND id < ? ORDER BY id LIMIT 1",
    )
    .bind(client_id)
    .bind(sha256)
    .bind(before)
    .fetch_optional(work.database().readers())
    .await
}

/// The small picture of the file that an operation makes a document of, JPEG.
///
/// # Errors
/// When the database fails.
pub async fn picture_of(work: &Work, link: i64) -> Result<Option<Vec<u8>>, sqlx::Error> {
    let found: Option<Vec<u8>> = sqlx::query_scalar("SELECT thumbnail FROM tray WHERE link_id = ?")
        .bind(link)
        .fetch_optional(work.database().readers())
        .await?;
    Ok(found.filter(|jpeg| !jpeg.is_empty()))
}

/// How many files are here that the server does not have and that no operation sends yet.
///
/// # Errors
/// When the database fails.
pub async fn unsent(work: &Work) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("SELECT count(*) FROM tray WHERE upload_id IS NULL AND refusal = ''")
        .fetch_one(work.database().readers())
        .await
}

/// Makes a file one that was not sent, as its operation is given up.
///
/// # Errors
/// When the database fails.
pub async fn take_back(write: &mut WorkWrite, operation: i64) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE tray SET upload_id = NULL, link_id = NULL WHERE upload_id = ?1 OR link_id = ?1",
    )
    .bind(operation)
    .execute(write.tx())
    .await?;
    Ok(())
}
