//! Dropped files until they are sent: encrypted in chunks, so that a viewer can begin anywhere and
//! an upload never holds more than one chunk. What waits and why is the outbox's to know.
//!
//! A file is its header (format and id, bound to every chunk as associated data) and chunks of
//! 64 KiB, each sealed with AES-256-GCM in the STREAM construction: the nonce counts the chunks and
//! marks the last, so that cutting, swapping, repeating or appending is an error. The key is
//! derived for this one file from the account's secret and the file's random id.

mod cipher;
mod reader;
mod writer;

use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
    str::FromStr,
};

use thiserror::Error;
use zeroize::Zeroizing;

pub use reader::Reader;
pub use writer::Writer;

/// Plain bytes in a chunk.
pub const CHUNK: usize = 64 * 1024;

const FINISHED: &str = "spool";
const UNFINISHED: &str = "part";

/// The folder of encrypted copies of one account.
pub struct Spool {
    folder: PathBuf,
    secret: Zeroizing<[u8; 32]>,
}

/// The random name of one encrypted copy.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SpoolId(pub(crate) [u8; 16]);

/// What is in an encrypted copy: enough to find it, and to know later that it is still the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spooled {
    /// Its name.
    pub id: SpoolId,
    /// Plain bytes.
    pub length: u64,
    /// SHA-256 of the plain bytes.
    pub sha256: [u8; 32],
}

/// Why an encrypted copy cannot be made or read.
#[derive(Debug, Error)]
pub enum SpoolError {
    /// The disk is full, read-only or out of reach.
    #[error("the disk could not keep or give back the copy of this file ({0})")]
    Disk(io::Error),
    /// There is no such copy.
    #[error("the copy of this file is gone; drop the file again")]
    Missing,
    /// The copy is cut, changed, or another file's.
    #[error("the copy of this file is damaged; nothing of it was used, drop the file again")]
    Damaged,
    /// A newer version of the program wrote it.
    #[error("the copy of this file was made by a newer version of the program; update it")]
    Newer,
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random numbers")]
    NoRandomness,
}

impl Spool {
    /// The spool in a folder, which is made if need be.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn open(folder: &Path, secret: &[u8; 32]) -> Result<Self, SpoolError> {
        fs::create_dir_all(folder)?;
        Ok(Self {
            folder: folder.to_owned(),
            secret: Zeroizing::new(*secret),
        })
    }

    /// A new copy to write into. It exists once [`Writer::finish`] has returned, and only then.
    ///
    /// # Errors
    /// When the disk or the system's randomness says no.
    pub fn writer(&self) -> Result<Writer, SpoolError> {
        let id = SpoolId::random()?;
        let sealed = cipher::Sealed::new(&self.secret, id)?;
        Writer::begin(
            self.path(id, UNFINISHED),
            self.path(id, FINISHED),
            id,
            sealed,
        )
    }

    /// Opens a copy. Its length is proven when this returns, its bytes as they are read.
    ///
    /// # Errors
    /// When the copy is missing, damaged, or newer than this program.
    pub fn reader(&self, id: SpoolId) -> Result<Reader, SpoolError> {
        let sealed = cipher::Sealed::new(&self.secret, id)?;
        Reader::open(&self.path(id, FINISHED), sealed)
    }

    /// Reads the whole copy and compares: what an upload does before its first byte.
    ///
    /// # Errors
    /// [`SpoolError::Damaged`] when it is no longer what it was, or as for [`Spool::reader`].
    pub fn check(&self, spooled: &Spooled) -> Result<(), SpoolError> {
        let mut reader = self.reader(spooled.id)?;
        let (length, sha256) = reader.digest()?;
        if (length, sha256) == (spooled.length, spooled.sha256) {
            Ok(())
        } else {
            Err(SpoolError::Damaged)
        }
    }

    /// Removes a copy for good; that there is none is no error.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn wipe(&self, id: SpoolId) -> Result<(), SpoolError> {
        remove(&self.path(id, FINISHED))?;
        Ok(sync_folder(&self.folder)?)
    }

    /// The copies there are, in no order: at a start, those that nothing waits for can be wiped.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn ids(&self) -> Result<Vec<SpoolId>, SpoolError> {
        let names = self.names(FINISHED)?;
        Ok(names.into_iter().map(|(id, _)| id).collect())
    }

    /// Removes what a killed program left half written. Only while nothing is being written.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn clear_unfinished(&self) -> Result<usize, SpoolError> {
        let left = self.names(UNFINISHED)?;
        left.iter().try_for_each(|(_, path)| remove(path))?;
        Ok(left.len())
    }

    fn path(&self, id: SpoolId, state: &str) -> PathBuf {
        self.folder.join(format!("{id}.{state}"))
    }

    fn names(&self, state: &str) -> io::Result<Vec<(SpoolId, PathBuf)>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            let id = path
                .file_stem()
                .and_then(|stem| stem.to_str()?.parse().ok());
            if let (Some(id), true) = (id, path.extension().is_some_and(|end| end == state)) {
                found.push((id, path));
            }
        }
        Ok(found)
    }
}

impl fmt::Debug for Spool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Spool(…)")
    }
}

impl SpoolId {
    fn random() -> Result<Self, SpoolError> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes).map_err(|_| SpoolError::NoRandomness)?;
        Ok(Self(bytes))
    }
}

impl fmt::Display for SpoolId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for SpoolId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SpoolId({self})")
    }
}

impl FromStr for SpoolId {
    type Err = hex::FromHexError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut bytes = [0; 16];
        hex::decode_to_slice(text, &mut bytes)?;
        Ok(Self(bytes))
    }
}

impl From<io::Error> for SpoolError {
    /// A reader hands its own errors through `std::io::Read`; here they come out again.
    fn from(error: io::Error) -> Self {
        match error.downcast::<SpoolError>() {
            Ok(ours) => ours,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::Missing,
            Err(error) => Self::Disk(error),
        }
    }
}

impl From<SpoolError> for io::Error {
    fn from(error: SpoolError) -> Self {
        match error {
            SpoolError::Disk(error) => error,
            SpoolError::Missing => io::Error::new(io::ErrorKind::NotFound, error),
            other => io::Error::new(io::ErrorKind::InvalidData, other),
        }
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// A renamed file is only there for sure once its folder is on the disk; Windows does that by
/// itself and cannot open folders as files.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        fs::File::open(folder)?.sync_all()
    } else {
        Ok(())
    }
}
