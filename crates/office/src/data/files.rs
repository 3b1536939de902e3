//! The bytes of files, in chunks: put down while they come in, read while they go out. Papers that
//! practice invents have none.

use sqlx::{FromRow, SqliteConnection, SqliteExecutor, SqlitePool};

/// Bytes a chunk; the last may have fewer.
pub(crate) const CHUNK: usize = 256 * 1024;

/// Begins a file and answers its number.
pub(crate) async fn begin(database: &mut SqliteConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar("INSERT INTO files DEFAULT VALUES RETURNING id")
        .fetch_one(database)
        .await
}

/// A paper that practice invents: whose, and its place among the client's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub(crate) struct Drawn {
    pub(crate) client_id: i64,
    pub(crate) place: u32,
}

/// Adds a paper that is drawn when it is read, and answers its number.
pub(crate) async fn add_drawn(database: &mut SqliteConnection, drawn: Drawn) -> sqlx::Result<i64> {
    sqlx::query_scalar("INSERT INTO files (client_id, place) VALUES ($1, $2) RETURNING id")
        .bind(drawn.client_id)
        .bind(drawn.place)
        .fetch_one(database)
        .await
}

/// The paper that a file is; `None` for one whose bytes are here.
pub(crate) async fn drawn(database: &SqlitePool, file: i64) -> sqlx::Result<Option<Drawn>> {
    sqlx::query_as("SELECT client_id, place FROM files WHERE id = $1 AND place IS NOT NULL")
        .bind(file)
        .fetch_optional(database)
        .await
}

/// Adds a chunk at its place, from 0.
pub(crate) async fn add(
    database: &mut SqliteConnection,
    file: i64,
    place: i64,
    bytes: &[u8],
) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO file_chunks (file, place, bytes) VALUES ($1, $2, $3)")
        .bind(file)
        .bind(place)
        .bind(bytes)
        .execute(database)
        .await?;
    Ok(())
}

/// The chunk at a place; `None` when the file is gone.
pub(crate) async fn chunk(
    database: &SqlitePool,
    file: i64,
    place: i64,
) -> sqlx::Result<Option<Vec<u8>>> {
    sqlx::query_scalar("SELECT bytes FROM file_chunks WHERE file = $1 AND place = $2")
        .bind(file)
        .bind(place)
        .fetch_optional(database)
        .await
}

/// All bytes of a file.
pub(crate) async fn whole(database: impl SqliteExecutor<'_>, file: i64) -> sqlx::Result<Vec<u8>> {
    let chunks: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT bytes FROM file_chunks WHERE file = $1 ORDER BY place")
            .bind(file)
            .fetch_all(database)
            .await?;
    Ok(chunks.concat())
}

/// Deletes a file that has no attachment; one that has is left as it is.
pub(crate) async fn clear(database: &mut SqliteConnection, file: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM files WHERE id = $1 AND id NOT IN (SELECT file FROM attachments)")
        .bind(file)
        .execute(database)
        .await?;
    Ok(())
}

/// Deletes what uploads left behind that never came to their end.
pub(crate) async fn clear_all(database: &mut SqliteConnection) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM files WHERE id NOT IN (SELECT file FROM attachments)")
        .execute(database)
        .await?;
    Ok(())
}
