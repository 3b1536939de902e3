//! One encrypted SQLite file: opened with a raw key, checked to be really encrypted, brought to
//! the schema of this program. One connection writes, a few read.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

use hmac::{Hmac, Mac};
use sha2::Sha256;
use sqlx::{
    ConnectOptions, Connection, Sqlite, SqliteConnection, SqlitePool, Transaction,
    migrate::{MigrateError, Migrator},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use thiserror::Error;
use zeroize::Zeroizing;

use crate::vault::Secret;

const READERS: u32 = 4;
const PLAIN_HEADER: &[u8] = b"SQLite format 3\0";

/// What a commit must survive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// A power cut may take the last commits: for what a server can send again.
    Rebuildable,
    /// Every commit is on the disk before it is answered: for what exists only here.
    Precious,
}

/// Why a database cannot be opened. No variant means that the file may be thrown away.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The program was built without SQLCipher.
    #[error("this program was built without encryption and will not open or make any data file")]
    NoCipher,
    /// The file is there, and not encrypted.
    #[error("the data file is not encrypted and will not be used")]
    NotEncrypted,
    /// Another key made this file.
    #[error("the data file belongs to another key; nothing was changed")]
    WrongKey,
    /// The key is right, the file is not readable.
    #[error("the data file is damaged; nothing was changed")]
    Damaged,
    /// A newer Redress wrote this file.
    #[error("the data file was written by a newer version of Redress; install that version")]
    NewerSchema,
    /// The disk said no.
    #[error("the data file cannot be read or written ({})", .0.kind())]
    Disk(#[from] io::Error),
    /// SQLite said no.
    #[error("the data file cannot be opened")]
    Sql(#[source] sqlx::Error),
}

/// An open encrypted database.
#[derive(Clone)]
pub struct Database {
    path: PathBuf,
    writer: SqlitePool,
    readers: SqlitePool,
}

impl Database {
    /// Opens the file, or makes it, and brings it to the newest schema.
    ///
    /// # Errors
    /// See [`OpenError`]; nothing is ever deleted or overwritten.
    pub async fn open(
        path: &Path,
        key: &Secret,
        durability: Durability,
        migrator: &Migrator,
    ) -> Result<Self, OpenError> {
        // Before the file is touched: without a cipher not even an empty one may come to be.
        ensure_cipher().await?;
        let before = header(path)?;
        if before == Header::Plain {
            return Err(OpenError::NotEncrypted);
        }
        if before == Header::Encrypted {
            check_key(path, key)?;
        } else {
            // The key's mark comes first: a file without one would be unprovable.
            mark_key(path, key)?;
        }
        let options = options(path, key, durability);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            // A full disk, a failing one and want of memory end a transaction within SQLite, and the
            // driver, which then has none to undo, counts it as open for good: no other could begin.
            // Such a connection is closed here, and another one opened.
            .before_acquire(|connection, _| {
                let is_free = !connection.is_in_transaction();
                Box::pin(async move { Ok(is_free) })
            })
            .connect_with(options.clone())
            .await
            .map_err(|error| damaged_or(error, before))?;
        migrator.run(&writer).await.map_err(|error| match error {
            MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => {
                OpenError::NewerSchema
            }
            MigrateError::Execute(error) => damaged_or(error, before),
            other => OpenError::Sql(sqlx::Error::Migrate(Box::new(other))),
        })?;
        if header(path)? == Header::Plain {
            return Err(OpenError::NotEncrypted);
        }
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            // A file in reach does not hang up, and asking first costs as much as a short query.
            .test_before_acquire(false)
            .connect_with(options.pragma("query_only", "ON"))
            .await
            .map_err(OpenError::Sql)?;
        Ok(Self {
            path: path.to_owned(),
            writer,
            readers,
        })
    }

    /// Connections for reading.
    #[must_use]
    pub fn readers(&self) -> &SqlitePool {
        &self.readers
    }

    /// Begins a write; there is one writer, so this waits for the one before.
    ///
    /// # Errors
    /// When the database is closed or the disk fails.
    pub async fn write(&self) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
        self.writer.begin_with("BEGIN IMMEDIATE").await
    }

    /// Runs statements in one transaction beside another encrypted file, which they know as `other`
    /// as they know this one as `main`. The connection is one of its own: as long as only `other` is
    /// written, whoever else reads or writes here need not wait. It checks no foreign keys, for
    /// whole tables are copied in any order: where they come from, they were checked.
    ///
    /// # Errors
    /// When either file cannot be read or written, or the other one has another key: then neither
    /// is changed.
    pub async fn with_other(
        &self,
        other: &Path,
        key: &Secret,
        statements: impl IntoIterator<Item = &'static str>,
    ) -> Result<(), sqlx::Error> {
        let path = other.to_str().ok_or(io::ErrorKind::InvalidInput);
        let path = path.map_err(|kind| sqlx::Error::Io(kind.into()))?;
        let options = self.writer.connect_options();
        let options = options.as_ref().clone().foreign_keys(false);
        let mut own = options.connect().await?;
        sqlx::query("ATTACH DATABASE $1 AS other KEY $2")
            .bind(path)
            .bind(raw(key).as_str())
            .persistent(false)
            .execute(&mut own)
            .await?;
        let mut both = own.begin().await?;
        for statement in statements {
            sqlx::query(statement)
                .persistent(false)
                .execute(&mut *both)
                .await?;
        }
        both.commit().await?;
        own.close().await
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Bytes on disk, the write-ahead log included.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        let size = |path: &Path| fs::metadata(path).map_or(0, |meta| meta.len());
        size(&self.path) + size(&beside(&self.path, "-wal"))
    }

    /// Closes every connection; the file is whole and alone afterwards.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// `SqliteConnectOptions` prints its pragmas, the key among them: it must never be logged.
fn options(path: &Path, key: &Secret, durability: Durability) -> SqliteConnectOptions {
    let literal = Zeroizing::new(format!("\"{}\"", raw(key).as_str()));
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .pragma("key", literal.to_string())
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(match durability {
            Durability::Rebuildable => SqliteSynchronous::Normal,
            Durability::Precious => SqliteSynchronous::Full,
        })
        .foreign_keys(true)
        .busy_timeout(std::time::Duration::from_secs(5))
        .pragma("secure_delete", "ON")
        .pragma("temp_store", "MEMORY")
        .disable_statement_logging()
}

/// A key as SQLCipher takes one that is not to be derived.
fn raw(key: &Secret) -> Zeroizing<String> {
    let digits = Zeroizing::new(hex::encode(key.bytes()));
    Zeroizing::new(format!("x'{}'", digits.as_str()))
}

/// Whether this program can encrypt what it keeps.
///
/// # Errors
/// [`OpenError::NoCipher`] when it was built without: then it must not start.
pub async fn ensure_cipher() -> Result<(), OpenError> {
    let mut memory = SqliteConnection::connect("sqlite::memory:")
        .await
        .map_err(OpenError::Sql)?;
    let version: Option<String> = sqlx::query_scalar("PRAGMA cipher_version")
        .fetch_optional(&mut memory)
        .await
        .map_err(OpenError::Sql)?;
    memory.close().await.map_err(OpenError::Sql)?;
    match version {
        Some(version) if !version.is_empty() => Ok(()),
        _ => Err(OpenError::NoCipher),
    }
}

/// With the right key and a file that existed, "not a database" and "malformed" mean damage.
fn damaged_or(error: sqlx::Error, before: Header) -> OpenError {
    let code = error
        .as_database_error()
        .and_then(|e| e.code().map(|code| code.into_owned()));
    match code.as_deref() {
        Some("11" | "26") if before == Header::Encrypted => OpenError::Damaged,
        _ => OpenError::Sql(error),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Header {
    Missing,
    Plain,
    Encrypted,
}

fn header(path: &Path) -> io::Result<Header> {
    let mut first = [0; PLAIN_HEADER.len()];
    let mut file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Header::Missing),
        Err(error) => return Err(error),
    };
    if file.metadata()?.len() == 0 {
        return Ok(Header::Missing);
    }
    match file.read_exact(&mut first) {
        Ok(()) if first == PLAIN_HEADER => Ok(Header::Plain),
        Ok(()) => Ok(Header::Encrypted),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(Header::Encrypted),
        Err(error) => Err(error),
    }
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// A value that only the right key makes, so that a wrong key can be told from damage.
fn key_mark(key: &Secret) -> String {
    let mac = Hmac::<Sha256>::new_from_slice(key.bytes())
        .map(|mac| mac.chain_update(b"redress key check"));
    mac.map_or_else(
        |_| String::new(),
        |mac| hex::encode(mac.finalize().into_bytes()),
    )
}

fn mark_key(path: &Path, key: &Secret) -> io::Result<()> {
    let mut file = fs::File::create(beside(path, ".key-check"))?;
    io::Write::write_all(&mut file, key_mark(key).as_bytes())?;
    file.sync_all()
}

fn check_key(path: &Path, key: &Secret) -> Result<(), OpenError> {
    match fs::read_to_string(beside(path, ".key-check")) {
        Ok(mark) if mark == key_mark(key) => Ok(()),
        Ok(_) => Err(OpenError::WrongKey),
        // Without its mark the file decides: a wrong key and damage look alike then.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static SCHEMA: Migrator = sqlx::migrate!("migrations/work");

    async fn open(path: &Path, key: &Secret) -> Result<Database, OpenError> {
        Database::open(path, key, Durability::Precious, &SCHEMA).await
    }

    #[tokio::test]
    async fn a_file_opens_again_with_its_key_and_with_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("work.db");
        let key = Secret::random().unwrap();
        open(&path, &key).await.unwrap().close().await;
        open(&path, &key).await.unwrap().close().await;
        let other = open(&path, &Secret::random().unwrap()).await;
        assert!(matches!(other, Err(OpenError::WrongKey)));
    }

    #[tokio::test]
    async fn without_a_key_no_sqlite_reads_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("work.db");
        let database = open(&path, &Secret::random().unwrap()).await.unwrap();
        database.close().await;
        let keyless = SqliteConnectOptions::new().filename(&path);
        let mut keyless = SqliteConnection::connect_with(&keyless).await.unwrap();
        let tables = sqlx::query("SELECT name FROM sqlite_master");
        let read = tables.fetch_all(&mut keyless).await.map(|rows| rows.len());
        let error = read.unwrap_err().to_string();
        assert!(error.contains("not a database"), "{error}");
    }

    #[tokio::test]
    async fn a_plain_file_is_refused_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("work.db");
        fs::write(&path, [PLAIN_HEADER, &[0; 4080]].concat()).unwrap();
        let opened = open(&path, &Secret::random().unwrap()).await;
        assert!(matches!(opened, Err(OpenError::NotEncrypted)));
        assert_eq!(fs::metadata(&path).unwrap().len(), 4096);
    }

    #[tokio::test]
    async fn damage_is_told_from_a_wrong_key() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("work.db");
        let key = Secret::random().unwrap();
        open(&path, &key).await.unwrap().close().await;
        let mut bytes = fs::read(&path).unwrap();
        bytes[100] ^= 0xff;
        fs::write(&path, &bytes).unwrap();
        assert!(matches!(open(&path, &key).await, Err(OpenError::Damaged)));
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }

    #[tokio::test]
    async fn a_file_that_had_no_room_is_written_again_once_there_is_some() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("work.db");
        let database = open(&path, &Secret::random().unwrap()).await.unwrap();
        let run = async |write: &mut SqliteConnection, statement: &'static str| {
            sqlx::query(statement).execute(write).await.map(|_| ())
        };
        let mut write = database.write().await.unwrap();
        let pile = "CREATE TABLE pile (bytes BLOB NOT NULL) STRICT";
        run(&mut *write, pile).await.unwrap();
        write.commit().await.unwrap();
        let much = "INSERT INTO pile (bytes) VALUES (zeroblob(1000000))";
        for _ in 0..3 {
            let mut write = database.write().await.unwrap();
            // No more pages than there are: what a full disk is to SQLite.
            let full = sqlx::query_scalar("PRAGMA max_page_count = 1");
            let _: i64 = full.fetch_one(&mut *write).await.unwrap();
            let error = run(&mut *write, much).await.unwrap_err();
            assert!(error.to_string().contains("full"), "{error}");
        }
        let mut write = database.write().await.unwrap();
        let room = sqlx::query_scalar("PRAGMA max_page_count = 4294967294");
        let _: i64 = room.fetch_one(&mut *write).await.unwrap();
        run(&mut *write, much).await.unwrap();
        write.commit().await.unwrap();
        let count = sqlx::query_scalar("SELECT COUNT(*) FROM pile");
        let count: i64 = count.fetch_one(database.readers()).await.unwrap();
        assert_eq!(count, 1);
        database.close().await;
    }
}
