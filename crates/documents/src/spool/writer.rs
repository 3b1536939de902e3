//! Writing a copy: under a temporary name until the last byte is on the disk.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{
    CHUNK, SpoolError, SpoolId, Spooled,
    cipher::{Sealed, TAG},
    remove, sync_folder,
};

/// A copy in the making. Dropped before its end, it leaves nothing.
pub struct Writer {
    /// `None` once anything went wrong or the copy is finished.
    file: Option<File>,
    unfinished: PathBuf,
    finished: PathBuf,
    id: SpoolId,
    sealed: Sealed,
    chunk: Zeroizing<Vec<u8>>,
    number: u32,
    length: u64,
    hash: Sha256,
}

impl Writer {
    pub(super) fn begin(
        unfinished: PathBuf,
        finished: PathBuf,
        id: SpoolId,
        sealed: Sealed,
    ) -> Result<Self, SpoolError> {
        let mut file = private(&unfinished)?;
        file.write_all(&sealed.header)?;
        Ok(Self {
            file: Some(file),
            unfinished,
            finished,
            id,
            sealed,
            chunk: Zeroizing::new(Vec::with_capacity(CHUNK + TAG)),
            number: 0,
            length: 0,
            hash: Sha256::new(),
        })
    }

    /// Seals the last chunk. When this returns, the copy is on the disk under its own name.
    ///
    /// # Errors
    /// When the disk says no, now or before; then there is no copy.
    pub fn finish(mut self) -> Result<Spooled, SpoolError> {
        self.seal(true)?;
        if let Some(file) = self.file.take() {
            file.sync_all()?;
        }
        fs::rename(&self.unfinished, &self.finished)?;
        if let Some(folder) = self.finished.parent() {
            sync_folder(folder)?;
        }
        Ok(Spooled {
            id: self.id,
            length: self.length,
            sha256: self.hash.clone().finalize().into(),
        })
    }

    #[cfg(test)]
    pub(super) fn held(&self) -> usize {
        self.chunk.capacity()
    }

    /// Seals what is in the chunk and writes it. After a failure nothing more is taken, so that a
    /// copy with a hole can never be finished.
    fn seal(&mut self, last: bool) -> io::Result<()> {
        let mut file = self.file.take().ok_or(io::ErrorKind::BrokenPipe)?;
        self.sealed.seal(self.number, last, &mut self.chunk)?;
        file.write_all(&self.chunk)?;
        self.chunk.clear();
        self.number = self
            .number
            .checked_add(1)
            .ok_or(io::ErrorKind::FileTooLarge)?;
        self.file = Some(file);
        Ok(())
    }
}

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.is_empty() {
            return Ok(0);
        }
        // A full chunk is only sealed when more comes: it may have been the last.
        if self.chunk.len() == CHUNK {
            self.seal(false)?;
        }
        let taken = &bytes[..bytes.len().min(CHUNK - self.chunk.len())];
        self.chunk.extend_from_slice(taken);
        self.hash.update(taken);
        self.length += taken.len() as u64;
        Ok(taken.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // Once finished there is nothing under this name any more; what cannot be removed now is
        // removed at the next start.
        self.file = None;
        let _ = remove(&self.unfinished);
    }
}

/// A new file that only this user can read.
fn private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
