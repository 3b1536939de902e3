//! Backups: everything that an office keeps, in one file that only the recovery key opens, on any
//! machine.
//!
//! ```text
//! make: tables ──copied──> moving/…/office.db ──sealed, chunk by chunk──> file
//! open: file ──proven, chunk by chunk──> moving/…/office.db ──copied, in one transaction──> tables
//!
//! file: "RdBackp" version (8) | salt (16) | mark (16) | chunks of 256 KiB, each with its tag (16)
//! ```
//!
//! What travels is a database of the same form, files and all, for a database can be brought to the
//! form of a newer program, which rows in a form of our own could not. It is encrypted under a key
//! of its own, so that what lies in the folder meanwhile is never plain; the seal around it proves
//! every byte, their order and the end. Rows are copied rather than the file taken over: the office
//! has its own key here, the copy is one transaction, and whatever ends the program before that is
//! committed leaves an office that is not set up. Both keys and the mark, by which a wrong key is
//! told from a damaged file, are derived (HKDF, SHA-256) from what is made of the recovery key,
//! with a salt that no two backups share.

mod cipher;
mod moving;
mod sealing;
mod tables;
#[cfg(test)]
mod tests;
mod unsealing;

use std::{io, path::Path};

use store::{Database, Durability, OpenError, vault::Secret};
use tokio::task::spawn_blocking;

use crate::{
    data::office::{self as record, OfficeRow},
    office::SCHEMA,
};

pub(crate) use moving::{Moving, clear};
pub(crate) use sealing::Sealing;
pub(crate) use unsealing::Unsealing;

/// Plain bytes of a chunk; the last may have fewer, and has one at least.
const CHUNK: usize = 256 * 1024;

/// Why a backup is not made.
#[derive(Debug)]
pub(crate) enum Unmade {
    /// The disk said no.
    Disk(io::Error),
    /// The database that travels cannot be made.
    Copy(OpenError),
    /// The database failed.
    Database(sqlx::Error),
}

/// Why a backup is not taken over. Nothing was changed in any case.
#[derive(Debug)]
pub(crate) enum Unopened {
    /// It is something else.
    NotABackup,
    /// A newer program made it.
    Newer,
    /// Another recovery key opens it, or its beginning is damaged.
    WrongKey,
    /// Something in it is not as it was made, or its end is missing.
    Damaged,
    /// It is a practice office's.
    Practice,
    /// The disk said no.
    Disk(io::Error),
    /// The database failed.
    Database(sqlx::Error),
}

impl From<io::Error> for Unopened {
    fn from(error: io::Error) -> Self {
        Self::Disk(error)
    }
}

impl From<sqlx::Error> for Unopened {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

/// Copies what an office in a folder keeps, and begins to seal it under a key.
pub(crate) async fn make(
    database: &Database,
    folder: &Path,
    key: &Secret,
) -> Result<Sealing, Unmade> {
    let folder = folder.to_owned();
    let moving = spawn_blocking(move || Moving::begin(&folder));
    let moving = stopped(moving.await).and_then(|moving| moving);
    let moving = moving.map_err(Unmade::Disk)?;
    let cipher = cipher::Cipher::new(key).map_err(Unmade::Disk)?;
    let copy = open_copy(&moving, cipher.inner()).await;
    copy.map_err(Unmade::Copy)?.close().await;
    database
        .with_other(&moving.database(), cipher.inner(), tables::out())
        .await
        .map_err(Unmade::Database)?;
    let sealing = spawn_blocking(move || Sealing::begin(moving, cipher));
    stopped(sealing.await)
        .and_then(|sealing| sealing)
        .map_err(Unmade::Disk)
}

/// Makes an office that is not set up what the one was whose copy was proven. Answers what it
/// knows of itself from then on.
pub(crate) async fn take_over(
    database: &Database,
    moving: &Moving,
    inner: &Secret,
) -> Result<OfficeRow, Unopened> {
    // Opening brings it to the form of this program.
    let copy = open_copy(moving, inner)
        .await
        .map_err(|error| match error {
            OpenError::NewerSchema => Unopened::Newer,
            OpenError::Disk(error) => Unopened::Disk(error),
            _ => Unopened::Damaged,
        })?;
    let row = record::find(copy.readers()).await;
    copy.close().await;
    let row = row?.ok_or(Unopened::Damaged)?;
    if row.kind != "firm" {
        return Err(Unopened::Practice);
    }
    let path = moving.database();
    database.with_other(&path, inner, tables::back()).await?;
    Ok(row)
}

async fn open_copy(moving: &Moving, inner: &Secret) -> Result<Database, OpenError> {
    Database::open(&moving.database(), inner, Durability::Rebuildable, &SCHEMA).await
}

/// What a thread came to that may have been stopped.
fn stopped<T>(done: Result<T, tokio::task::JoinError>) -> io::Result<T> {
    done.map_err(|_| io::ErrorKind::Interrupted.into())
}
