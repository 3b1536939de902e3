//! Files of clients, with what they are.

use contract::portal::{DocumentSubtype, DocumentType, SortDirection};
use sqlx::{
    FromRow, Sqlite, SqliteConnection, SqliteExecutor, SqlitePool,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::page::sorts;

/// A document as it is kept.
#[derive(Clone, FromRow)]
pub(crate) struct DocumentRow {
    pub(crate) id: i64,
    pub(crate) client_id: i64,
    pub(crate) attachment_id: i64,
    /// Who uploaded the file.
    pub(crate) author_id: i64,
    /// The file's.
    pub(crate) size: Option<i64>,
    #[sqlx(rename = "type")]
    pub(crate) kind: String,
    pub(crate) subtype: Option<String>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

/// Adds a document and answers its id; the id that it comes with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, row: &DocumentRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO client_documents (client_id, attachment_id, author_id, size, type, subtype,
             created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
    )
    .bind(row.client_id)
    .bind(row.attachment_id)
    .bind(row.author_id)
    .bind(row.size)
    .bind(&row.kind)
    .bind(&row.subtype)
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

/// Writes what may change of a document over the one with its id.
pub(crate) async fn change(database: &mut SqliteConnection, row: &DocumentRow) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE client_documents SET attachment_id = $2, author_id = $3, size = $4, subtype = $5,
             updated_at = $6
         WHERE id = $1",
    )
    .bind(row.id)
    .bind(row.attachment_id)
    .bind(row.author_id)
    .bind(row.size)
    .bind(&row.subtype)
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

/// Deletes a document; its file stays.
pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM client_documents WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(())
}

pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<DocumentRow>> {
    sqlx::query_as(
        "SELECT id, client_id, attachment_id, author_id, size, type, subtype, created_at,
             updated_at
         FROM client_documents WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// The document that a file already is of a client, for the same purpose.
pub(crate) async fn same(
    database: &mut SqliteConnection,
    attachment: i64,
    client: i64,
    kind: &str,
) -> sqlx::Result<Option<DocumentRow>> {
    sqlx::query_as(
        "SELECT id, client_id, attachment_id, author_id, size, type, subtype, created_at,
             updated_at
         FROM client_documents WHERE attachment_id = $1 AND client_id = $2 AND type = $3",
    )
    .bind(attachment)
    .bind(client)
    .bind(kind)
    .fetch_optional(database)
    .await
}

/// The documents that have a file for their own.
pub(crate) async fn of_file(
    database: &mut SqliteConnection,
    attachment: i64,
) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar("SELECT id FROM client_documents WHERE attachment_id = $1 ORDER BY id")
        .bind(attachment)
        .fetch_all(database)
        .await
}

/// The documents of a client.
pub(crate) async fn of_client(
    database: &mut SqliteConnection,
    client: i64,
) -> sqlx::Result<Vec<i64>> {
    sqlx::query_scalar("SELECT id FROM client_documents WHERE client_id = $1 ORDER BY id")
        .bind(client)
        .fetch_all(database)
        .await
}

/// A window on the list of a client's documents. What is `None` does not narrow it down.
pub(crate) struct Window {
    pub(crate) client: i64,
    pub(crate) kind: Option<DocumentType>,
    pub(crate) subtype: Option<DocumentSubtype>,
    pub(crate) author: Option<i64>,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

macro_rules! narrowed {
    () => {
        "WHERE client_id = $3 AND type = COALESCE($4, type)
           AND ($5 IS NULL OR subtype = $5) AND author_id = COALESCE($6, author_id)"
    };
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM client_documents ", narrowed!());
    let (count,) = asked(COUNT, window).fetch_one(database).await?;
    Ok(count)
}

pub(crate) async fn list(database: &SqlitePool, window: &Window) -> sqlx::Result<Vec<DocumentRow>> {
    asked(window.sort.narrowed(window.direction), window)
        .fetch_all(database)
        .await
}

fn asked<'q, T: for<'r> FromRow<'r, SqliteRow>>(
    statement: &'static str,
    window: &'q Window,
) -> QueryAs<'q, Sqlite, T, SqliteArguments> {
    sqlx::query_as(statement)
        .bind(window.limit)
        .bind(window.offset)
        .bind(window.client)
        .bind(window.kind.map(DocumentType::word))
        .bind(window.subtype.map(DocumentSubtype::word))
        .bind(window.author)
}

sorts! {
    table "client_documents" shows "t.id, t.client_id, t.attachment_id, t.author_id, t.size, t.type, t.subtype, t.created_at, t.updated_at";
    by {
        Id        "id"         "id";
        Kind      "type"       "type";
        Subtype   "subtype"    "subtype";
        Size      "size"       "size";
        AuthorId  "author_id"  "author_id";
        CreatedAt "created_at" "created_at";
        UpdatedAt "updated_at" "updated_at";
    }
    narrowed = narrowed!();
}

#[cfg(test)]
mod tests {
    use super::{super::page::tests::plan, *};

    #[tokio::test]
    async fn a_client_s_documents_are_found_in_an_index_whatever_their_order() {
        for (_, sort) in Sort::ALL {
            for direction in [SortDirection::Asc, SortDirection::Desc] {
                let plan = plan(sort.narrowed(direction)).await;
                let wanted =
                    "SEARCH client_documents USING INDEX client_documents_of_client (client_id=?)";
                assert!(
                    plan.iter().any(|step| step == wanted),
                    "{}: {plan:?}",
                    sort.column()
                );
            }
        }
    }
}
