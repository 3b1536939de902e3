//! What is known of files, and what they belong to.

mod owner;

use contract::portal::{Attachment, SortDirection};
use sqlx::{
    FromRow, Sqlite, SqliteConnection, SqliteExecutor, SqlitePool,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::{
    answers::{self, About},
    page::sorts,
    words::{has_words, words},
};
use crate::{file_kind::CSV, fold::fold};

pub(crate) use owner::{Owner, client, clients, groups, is_seen_by, take_all_of_client};

/// A file's record as it is kept.
#[derive(Clone, FromRow)]
pub(crate) struct AttachmentRow {
    pub(crate) id: i64,
    /// Who uploaded it.
    pub(crate) user_id: i64,
    /// Where its bytes are.
    pub(crate) file: i64,
    pub(crate) name: String,
    pub(crate) caption: String,
    /// The media type.
    pub(crate) kind: String,
    pub(crate) extension: String,
    /// `None` for a drawn paper whose size nobody has asked for.
    pub(crate) size: Option<i64>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

impl AttachmentRow {
    /// Whether it is of the one kind that is taken for an import only.
    pub(crate) fn is_for_import(&self) -> bool {
        self.kind == CSV
    }

    /// The file as the Portal shows it.
    pub(crate) fn shown(self) -> Attachment {
        let url = format!("/attachments/{}", self.id);
        Attachment {
            caption: Some(self.caption),
            created_at: Some(self.created_at),
            download_url: Some(format!("{url}/download")),
            extension: Some(self.extension),
            id: Some(self.id),
            size: self.size,
            kind: Some(self.kind),
            updated_at: Some(self.updated_at),
            url: Some(url),
        }
    }
}

/// Adds a file's record and answers its id; the id that it comes with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, row: &AttachmentRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO attachments (user_id, file, name, caption, searched, kind, extension, size,
             created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
    )
    .bind(row.user_id)
    .bind(row.file)
    .bind(&row.name)
    .bind(&row.caption)
    .bind(fold(&row.caption))
    .bind(&row.kind)
    .bind(&row.extension)
    .bind(row.size)
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<AttachmentRow>> {
    sqlx::query_as(
        "SELECT id, user_id, file, name, caption, kind, extension, size, created_at, updated_at
         FROM attachments WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// Notes when a file's record was changed last.
pub(crate) async fn touch(
    database: &mut SqliteConnection,
    id: i64,
    moment: &str,
) -> sqlx::Result<()> {
    sqlx::query("UPDATE attachments SET updated_at = $2 WHERE id = $1")
        .bind(id)
        .bind(moment)
        .execute(database)
        .await?;
    Ok(())
}

/// The drawn papers whose size nobody has asked for, among an owner's files or, of a client, among
/// those of the client's documents too.
pub(crate) async fn unmeasured(
    database: &SqlitePool,
    owner: Owner,
) -> sqlx::Result<Vec<(i64, i64)>> {
    let (kind, owner) = owner.parts();
    sqlx::query_as(
        "SELECT id, file FROM attachments
         WHERE size IS NULL AND id IN (
             SELECT attachment_id FROM attachment_links WHERE entity_type = $1 AND entity_id = $2
             UNION ALL
             SELECT attachment_id FROM client_documents WHERE $1 = 'client' AND client_id = $2)",
    )
    .bind(kind)
    .bind(owner)
    .fetch_all(database)
    .await
}

/// Notes how large a file is.
pub(crate) async fn measured(
    database: &mut SqliteConnection,
    id: i64,
    size: i64,
) -> sqlx::Result<()> {
    for statement in [
        "UPDATE attachments SET size = $2 WHERE id = $1",
        "UPDATE client_documents SET size = $2 WHERE attachment_id = $1",
    ] {
        sqlx::query(statement)
            .bind(id)
            .bind(size)
            .execute(&mut *database)
            .await?;
    }
    Ok(())
}

/// Forgets the sizes of drawn papers: another release may draw them otherwise.
pub(crate) async fn forget_drawn_sizes(database: &mut SqliteConnection) -> sqlx::Result<()> {
    for statement in [
        "UPDATE client_documents SET size = NULL WHERE size IS NOT NULL AND attachment_id IN (
             SELECT a.id FROM attachments AS a JOIN files AS f ON f.id = a.file
             WHERE f.place IS NOT NULL)",
        "UPDATE attachments SET size = NULL WHERE size IS NOT NULL
             AND file IN (SELECT id FROM files WHERE place IS NOT NULL)",
    ] {
        sqlx::query(statement).execute(&mut *database).await?;
    }
    Ok(())
}

/// Deletes a file with its bytes and whatever it belongs to.
pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<()> {
    answers::empty(database, About::Attachment(id)).await?;
    let file: Option<i64> =
        sqlx::query_scalar("DELETE FROM attachments WHERE id = $1 RETURNING file")
            .bind(id)
            .fetch_optional(&mut *database)
            .await?;
    match file {
        Some(file) => super::files::clear(database, file).await,
        None => Ok(()),
    }
}

/// Deletes the records of uploads that belong to nothing and were left so since a moment; their
/// bytes go with those of uploads that never came to their end. A list that was imported is one of
/// them: what it said is kept.
pub(crate) async fn clear_unowned(
    database: &mut SqliteConnection,
    since: &str,
) -> sqlx::Result<()> {
    sqlx::query(
        "DELETE FROM attachments WHERE updated_at < $1
             AND id NOT IN (SELECT attachment_id FROM attachment_links)
             AND id NOT IN (SELECT attachment_id FROM client_documents)
             AND id NOT IN (SELECT attachment_id FROM agreements WHERE attachment_id IS NOT NULL)",
    )
    .bind(since)
    .execute(database)
    .await?;
    Ok(())
}

/// Gives a file to an owner, and says whether it was not already the owner's.
pub(crate) async fn give(
    database: &mut SqliteConnection,
    id: i64,
    owner: Owner,
) -> sqlx::Result<bool> {
    let (kind, owner) = owner.parts();
    let given = sqlx::query(
        "INSERT INTO attachment_links (attachment_id, entity_type, entity_id) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
    )
    .bind(id)
    .bind(kind)
    .bind(owner)
    .execute(database)
    .await?;
    Ok(given.rows_affected() > 0)
}

/// Takes a file from an owner, and says whether it was the owner's.
pub(crate) async fn take(
    database: &mut SqliteConnection,
    id: i64,
    owner: Owner,
) -> sqlx::Result<bool> {
    let (kind, owner) = owner.parts();
    let taken = sqlx::query(
        "DELETE FROM attachment_links
         WHERE attachment_id = $1 AND entity_type = $2 AND entity_id = $3",
    )
    .bind(id)
    .bind(kind)
    .bind(owner)
    .execute(database)
    .await?;
    Ok(taken.rows_affected() > 0)
}

/// Takes every file from an owner that is no more, and answers which they were.
pub(crate) async fn take_all(
    database: &mut SqliteConnection,
    owner: Owner,
) -> sqlx::Result<Vec<i64>> {
    let (kind, owner) = owner.parts();
    sqlx::query_scalar(
        "DELETE FROM attachment_links WHERE entity_type = $1 AND entity_id = $2
         RETURNING attachment_id",
    )
    .bind(kind)
    .bind(owner)
    .fetch_all(database)
    .await
}

/// Whether a file belongs to anything.
pub(crate) async fn is_owned(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM attachment_links WHERE attachment_id = $1)")
        .bind(id)
        .fetch_one(database)
        .await
}

/// Whether any file belongs to a record.
pub(crate) async fn has_any(database: &mut SqliteConnection, owner: Owner) -> sqlx::Result<bool> {
    let (kind, owner) = owner.parts();
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM attachment_links WHERE entity_type = $1 AND entity_id = $2)",
    )
    .bind(kind)
    .bind(owner)
    .fetch_one(database)
    .await
}

/// Whether a file was sent, or lies in the outgoing folder.
pub(crate) async fn is_sent(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM attachment_links
         WHERE attachment_id = $1 AND entity_type = 'correspondence')",
    )
    .bind(id)
    .fetch_one(database)
    .await
}

/// The files of what was sent, by the numbers of the correspondence.
pub(crate) async fn sent(
    database: &SqlitePool,
    correspondence: &[i64],
) -> sqlx::Result<Vec<(i64, i64)>> {
    sqlx::query_as(
        "SELECT entity_id, attachment_id FROM attachment_links
         WHERE entity_type = 'correspondence' AND entity_id IN (SELECT value FROM json_each($1))
         ORDER BY entity_id, attachment_id",
    )
    .bind(serde_json::json!(correspondence).to_string())
    .fetch_all(database)
    .await
}

/// A window on the list of an owner's files.
pub(crate) struct Window {
    pub(crate) owner: Owner,
    /// What to look for in captions, folded; empty for all.
    pub(crate) caption: String,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

macro_rules! narrowed {
    () => {
        concat!(
            "WHERE id IN (SELECT attachment_id FROM attachment_links
             WHERE entity_type = $3 AND entity_id = $4) AND ",
            has_words!("searched", "$5")
        )
    };
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM attachments ", narrowed!());
    let (count,) = asked(COUNT, window).fetch_one(database).await?;
    Ok(count)
}

pub(crate) async fn list(
    database: &SqlitePool,
    window: &Window,
) -> sqlx::Result<Vec<AttachmentRow>> {
    asked(window.sort.narrowed(window.direction), window)
        .fetch_all(database)
        .await
}

fn asked<'q, T: for<'r> FromRow<'r, SqliteRow>>(
    statement: &'static str,
    window: &'q Window,
) -> QueryAs<'q, Sqlite, T, SqliteArguments> {
    let (kind, owner) = window.owner.parts();
    sqlx::query_as(statement)
        .bind(window.limit)
        .bind(window.offset)
        .bind(kind)
        .bind(owner)
        .bind(words(&window.caption))
}

sorts! {
    table "attachments" shows "t.id, t.user_id, t.file, t.name, t.caption, t.kind, t.extension, t.size, t.created_at, t.updated_at";
    by {
        Id        "id"         "id";
        Caption   "caption"    "searched";
        Size      "size"       "size";
        Kind      "type"       "kind";
        Extension "extension"  "extension";
        CreatedAt "created_at" "created_at";
        UpdatedAt "updated_at" "updated_at";
    }
    narrowed = narrowed!();
}

#[cfg(test)]
mod tests {
    use super::{super::page::tests::plan, *};

    #[tokio::test]
    async fn an_owner_s_files_are_found_by_their_numbers_whatever_their_order() {
        for (_, sort) in Sort::ALL {
            for direction in [SortDirection::Asc, SortDirection::Desc] {
                let plan = plan(sort.narrowed(direction)).await;
                for wanted in [
                    "SEARCH attachments USING INTEGER PRIMARY KEY (rowid=?)",
                    "SEARCH attachment_links USING COVERING INDEX attachment_links_by_entity (entity_type=? AND entity_id=?)",
                ] {
                    assert!(
                        plan.iter().any(|step| step == wanted),
                        "{}: {plan:?}",
                        sort.column()
                    );
                }
            }
        }
    }

    #[tokio::test]
    async fn what_files_belonged_to_in_an_older_office_they_belong_to_in_a_newer_one() {
        let database = SqlitePool::connect("sqlite::memory:").await.unwrap();
        let mut database = database.acquire().await.unwrap();
        for migration in crate::office::SCHEMA.iter() {
            if migration.version == 6 {
                let older = "
                    INSERT INTO agents VALUES (1, 'a', 'b', 'c', 'd', NULL, 'e', 'e');
                    INSERT INTO files (id) VALUES (7);
                    INSERT INTO attachments VALUES (9, 1, 7, 'a', 'a', 'a', 'a', 'a', 1, 'e', 'e');
                    INSERT INTO attachment_links VALUES (9, 'client', 41), (9, 'client_document', 3);
                ";
                sqlx::raw_sql(older).execute(&mut *database).await.unwrap();
            }
            if migration.version == 19 {
                let signed = "
                    INSERT INTO clients (id, client_key, crm_id, first_name, middle_name, last_name,
                        email, mobile_phone, phone, home_phone, searched, attributes, created_at,
                        updated_at)
                    VALUES (41, 'k', 'c', '', '', '', '', '', '', '', '', '{}', 'e', 'e');
                    INSERT INTO agreements VALUES (5, 41, 1, NULL, 9, 'a', 'a', 'a', NULL, 'e', 'e'),
                        (6, 41, 1, NULL, NULL, 'a', 'a', 'a', NULL, 'e', 'e');
                ";
                sqlx::raw_sql(signed).execute(&mut *database).await.unwrap();
            }
            let sql = migration.sql.clone();
            sqlx::raw_sql(sql).execute(&mut *database).await.unwrap();
        }
        for owner in [Owner::Client(41), Owner::Document(3), Owner::Agreement(5)] {
            assert_eq!(take_all(&mut database, owner).await.unwrap(), [9]);
        }
    }
}
