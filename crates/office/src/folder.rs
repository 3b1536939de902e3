//! The office's folder: made for this user alone, locked against a second program, and named
//! so that the keychain can tell one office's key from another's.
//!
//! ```text
//! office.lock   held while the office is open
//! office.id     names the keychain entry
//! office.db     the database, encrypted
//! outgoing/     mail that somebody has to send by hand
//! moving/       backups on their way out or in, encrypted; empty when the office opens
//! ```

use std::{
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use store::vault::{Secret, Vault, keys};

use crate::{backup, error::OfficeError, random};

/// How long the lock of an office that is being closed may be held.
const CLOSING: Duration = Duration::from_millis(500);
const AGAIN: Duration = Duration::from_millis(25);

/// A locked folder and the key to its database.
pub(crate) struct Opened {
    pub(crate) lock: File,
    pub(crate) database: PathBuf,
    pub(crate) key: Secret,
    /// What the key is known by, to which no other office answers.
    pub(crate) entry: String,
}

/// Makes the folder where there is none, locks it and finds the key. Asks the keychain, which
/// may take its time: not for an async thread.
pub(crate) fn open(folder: &Path, vault: &dyn Vault) -> Result<Opened, OfficeError> {
    make(folder).map_err(OfficeError::Folder)?;
    let lock = lock(folder)?;
    backup::clear(folder).map_err(OfficeError::Folder)?;
    let database = folder.join("office.db");
    let in_use = database.exists();
    let entry = format!("office-{}", id(folder, in_use)?);
    let [key] = keys(vault, &entry, in_use)?;
    Ok(Opened {
        lock,
        database,
        key,
        entry,
    })
}

fn make(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Locks the folder, for which an office that is just being closed gets a moment. Waits: not for an
/// async thread.
fn lock(folder: &Path) -> Result<File, OfficeError> {
    let path = folder.join("office.lock");
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path);
    let file = file.map_err(OfficeError::Folder)?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if begun.elapsed() < CLOSING => thread::sleep(AGAIN),
            Err(TryLockError::WouldBlock) => return Err(OfficeError::InUse),
            Err(TryLockError::Error(error)) => return Err(OfficeError::Folder(error)),
        }
    }
}

/// The office's id, made once. It is on the disk before a key is kept under it.
fn id(folder: &Path, in_use: bool) -> Result<String, OfficeError> {
    let path = folder.join("office.id");
    match fs::read_to_string(&path) {
        Ok(id) if !id.trim().is_empty() => return Ok(id.trim().to_owned()),
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(OfficeError::Folder(error));
        }
        // A database whose id is gone has lost its key; a new id would only hide that.
        _ if in_use => return Ok("unknown".to_owned()),
        _ => {}
    }
    let id = random::key()?.chars().take(16).collect::<String>();
    let mut file = File::create(path).map_err(OfficeError::Folder)?;
    file.write_all(id.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(OfficeError::Folder)?;
    Ok(id)
}
