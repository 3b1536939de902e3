//! `cache.documents`: what the server said of documents, client by client, and which of their
//! files are here.

use sqlx::{FromRow, QueryBuilder, Sqlite, Transaction};

use crate::Cache;

/// A document as the cache keeps it.
#[derive(Clone, Default, FromRow, PartialEq, Eq)]
pub struct Document {
    /// The server's id of the attachment.
    pub attachment_id: i64,
    /// Whose document it is.
    pub client_id: i64,
    /// What it is called.
    pub caption: String,
    /// The type, as the server writes it.
    pub doc_type: String,
    /// The subtype, as the server writes it.
    pub subtype: String,
    /// The ending of the file's name.
    pub extension: String,
    /// Bytes; 0 where the server does not say.
    pub size: i64,
    /// Who linked it.
    pub author: String,
    /// When it was linked.
    pub created_at: String,
    /// The record, JSON exactly as received.
    pub record: String,
    /// SHA-256 of `record`.
    pub content_hash: Vec<u8>,
    /// When it was received.
    pub fetched_at: String,
}

/// The copy of a document's file on this machine.
#[derive(Clone, Default, FromRow, PartialEq, Eq)]
pub struct Copy {
    /// The encrypted copy.
    pub spool_id: String,
    /// Its plain bytes.
    pub length: i64,
    /// Their SHA-256.
    pub sha256: Vec<u8>,
}

/// What a list of a client's documents changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Whether anything is new, different, or gone.
    pub changed: bool,
    /// Copies of files whose documents are gone.
    pub left_over: Vec<String>,
}

impl std::fmt::Debug for Document {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Document({} of client {})",
            self.attachment_id, self.client_id
        )
    }
}

impl std::fmt::Debug for Copy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Copy({} bytes)", self.length)
    }
}

macro_rules! columns {
    () => {
        "SELECT attachment_id, client_id, caption, doc_type, subtype, extension, size, author,
             created_at, record, content_hash, fetched_at FROM documents"
    };
}

/// Applies the whole list of a client's documents. One that two lists in a row no longer show is
/// gone.
///
/// # Errors
/// When the database fails.
pub async fn list(
    tx: &mut Transaction<'_, Sqlite>,
    client_id: i64,
    documents: &[Document],
    now: &str,
) -> Result<Listed, sqlx::Error> {
    let mut changed = false;
    for document in documents {
        changed |= keep(tx, document, true).await?;
    }
    let mut query = QueryBuilder::<Sqlite>::new("UPDATE documents SET missed = missed + 1");
    query.push(" WHERE client_id = ").push_bind(client_id);
    if !documents.is_empty() {
        query.push(" AND attachment_id NOT IN (");
        let mut ids = query.separated(", ");
        for document in documents {
            ids.push_bind(document.attachment_id);
        }
        query.push(")");
    }
    query.build().execute(&mut **tx).await?;
    let gone: Vec<String> = sqlx::query_scalar(
        "DELETE FROM documents WHERE client_id = ? AND missed >= 2 RETURNING spool_id",
    )
    .bind(client_id)
    .fetch_all(&mut **tx)
    .await?;
    sqlx::query(
        "INSERT INTO document_lists (client_id, fetched_at) VALUES (?1, ?2)
         ON CONFLICT (client_id) DO UPDATE SET fetched_at = ?2",
    )
    .bind(client_id)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    changed |= !gone.is_empty();
    let left_over = gone.into_iter().filter(|id| !id.is_empty()).collect();
    Ok(Listed { changed, left_over })
}

/// Writes a document that is new or different; says whether it was. `listed` says whether a list
/// of the server showed it, as opposed to the answer to our own write.
///
/// # Errors
/// When the database fails.
pub async fn keep(
    tx: &mut Transaction<'_, Sqlite>,
    document: &Document,
    listed: bool,
) -> Result<bool, sqlx::Error> {
    let written = sqlx::query(
        "INSERT INTO documents (attachment_id, client_id, caption, doc_type, subtype, extension, size,
             author, created_at, record, content_hash, fetched_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (attachment_id) DO UPDATE SET client_id = excluded.client_id,
             caption = excluded.caption, doc_type = excluded.doc_type, subtype = excluded.subtype,
             extension = excluded.extension, size = excluded.size, author = excluded.author,
             created_at = excluded.created_at, record = excluded.record,
             content_hash = excluded.content_hash, fetched_at = excluded.fetched_at
         WHERE documents.content_hash <> excluded.content_hash
             OR documents.client_id <> excluded.client_id",
    )
    .bind(document.attachment_id)
    .bind(document.client_id)
    .bind(&document.caption)
    .bind(&document.doc_type)
    .bind(&document.subtype)
    .bind(&document.extension)
    .bind(document.size)
    .bind(&document.author)
    .bind(&document.created_at)
    .bind(&document.record)
    .bind(&document.content_hash)
    .bind(&document.fetched_at)
    .execute(&mut **tx)
    .await?
    .rows_affected();
    if listed {
        sqlx::query("UPDATE documents SET listed = 1, missed = 0 WHERE attachment_id = ?")
            .bind(document.attachment_id)
            .execute(&mut **tx)
            .await?;
    }
    Ok(written > 0)
}

/// Takes all documents of a client out of the cache; answers the copies of their files.
///
/// # Errors
/// When the database fails.
pub async fn purge(
    tx: &mut Transaction<'_, Sqlite>,
    client_id: i64,
) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query("DELETE FROM document_lists WHERE client_id = ?")
        .bind(client_id)
        .execute(&mut **tx)
        .await?;
    let copies: Vec<String> =
        sqlx::query_scalar("DELETE FROM documents WHERE client_id = ? RETURNING spool_id")
            .bind(client_id)
            .fetch_all(&mut **tx)
            .await?;
    Ok(copies.into_iter().filter(|id| !id.is_empty()).collect())
}

/// A client's documents, newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_client(cache: &Cache, client_id: i64) -> Result<Vec<Document>, sqlx::Error> {
    sqlx::query_as(concat!(
        columns!(),
        " WHERE client_id = ? ORDER BY created_at DESC, attachment_id DESC"
    ))
    .bind(client_id)
    .fetch_all(cache.database().readers())
    .await
}

/// One document.
///
/// # Errors
/// When the database fails.
pub async fn get(cache: &Cache, attachment_id: i64) -> Result<Option<Document>, sqlx::Error> {
    sqlx::query_as(concat!(columns!(), " WHERE attachment_id = ?"))
        .bind(attachment_id)
        .fetch_optional(cache.database().readers())
        .await
}

/// Whether a list of the server has shown a document.
///
/// # Errors
/// When the database fails.
pub async fn listed(cache: &Cache, attachment_id: i64) -> Result<bool, sqlx::Error> {
    let found: Option<i64> =
        sqlx::query_scalar("SELECT listed FROM documents WHERE attachment_id = ?")
            .bind(attachment_id)
            .fetch_optional(cache.database().readers())
            .await?;
    Ok(found == Some(1))
}

/// When a client's documents were last listed.
///
/// # Errors
/// When the database fails.
pub async fn listed_at(cache: &Cache, client_id: i64) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT fetched_at FROM document_lists WHERE client_id = ?")
        .bind(client_id)
        .fetch_optional(cache.database().readers())
        .await
}

/// The small picture of a document, JPEG; `None` where there is none.
///
/// # Errors
/// When the database fails.
pub async fn thumbnail(cache: &Cache, attachment_id: i64) -> Result<Option<Vec<u8>>, sqlx::Error> {
    let found: Option<Vec<u8>> =
        sqlx::query_scalar("SELECT thumbnail FROM documents WHERE attachment_id = ?")
            .bind(attachment_id)
            .fetch_optional(cache.database().readers())
            .await?;
    Ok(found.filter(|jpeg| !jpeg.is_empty()))
}

/// Keeps the small picture of a document.
///
/// # Errors
/// When the database fails.
pub async fn keep_thumbnail(
    tx: &mut Transaction<'_, Sqlite>,
    attachment_id: i64,
    jpeg: &[u8],
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE documents SET thumbnail = ? WHERE attachment_id = ?")
        .bind(jpeg)
        .bind(attachment_id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The copy of a document's file, where it is here.
///
/// # Errors
/// When the database fails.
pub async fn copy(cache: &Cache, attachment_id: i64) -> Result<Option<Copy>, sqlx::Error> {
    sqlx::query_as(
        "SELECT spool_id, length, sha256 FROM documents WHERE attachment_id = ? AND spool_id <> ''",
    )
    .bind(attachment_id)
    .fetch_optional(cache.database().readers())
    .await
}

/// Keeps where the copy of a document's file is; the default forgets it.
///
/// # Errors
/// When the database fails.
pub async fn keep_copy(
    tx: &mut Transaction<'_, Sqlite>,
    attachment_id: i64,
    copy: &Copy,
    now: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE documents SET spool_id = ?, length = ?, sha256 = ?, opened_at = ?
         WHERE attachment_id = ?",
    )
    .bind(&copy.spool_id)
    .bind(copy.length)
    .bind(&copy.sha256)
    .bind(now)
    .bind(attachment_id)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Every copy that belongs to a document; a copy that is not among these is left over.
///
/// # Errors
/// When the database fails.
pub async fn copies(cache: &Cache) -> Result<Vec<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT spool_id FROM documents WHERE spool_id <> ''")
        .fetch_all(cache.database().readers())
        .await
}

/// Forgets the copies that were not opened for longest, until the others take no more than a
/// budget; the one opened last stays. Answers which.
///
/// # Errors
/// When the database fails.
pub async fn crowded_out(
    tx: &mut Transaction<'_, Sqlite>,
    budget: i64,
) -> Result<Vec<String>, sqlx::Error> {
    let crowded: Vec<String> = sqlx::query_scalar(
        "SELECT spool_id FROM (
             SELECT spool_id, row_number() OVER latest AS place, sum(length) OVER latest AS taken
             FROM documents WHERE spool_id <> ''
             WINDOW latest AS (ORDER BY opened_at DESC, attachment_id DESC))
         WHERE taken > ? AND place > 1",
    )
    .bind(budget)
    .fetch_all(&mut **tx)
    .await?;
    for id in &crowded {
        sqlx::query(
            "UPDATE documents SET spool_id = '', length = 0, sha256 = x'' WHERE spool_id = ?",
        )
        .bind(id)
        .execute(&mut **tx)
        .await?;
    }
    Ok(crowded)
}
