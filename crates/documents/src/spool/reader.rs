//! Reading a copy: from its beginning, or from anywhere. Never more than one chunk is held.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::Path,
};

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{
    CHUNK, SpoolError,
    cipher::{HEADER, Sealed, TAG},
};

/// Sealed bytes of a full chunk.
const FULL: u64 = (CHUNK + TAG) as u64;

/// The plain bytes of a copy. An error from it is a [`SpoolError`] inside an [`io::Error`]; bytes
/// that could not be proven are never handed out.
pub struct Reader {
    file: File,
    sealed: Sealed,
    length: u64,
    /// How many chunks there are.
    chunks: u32,
    /// The one chunk in memory, and its number.
    chunk: Zeroizing<Vec<u8>>,
    number: Option<u32>,
    position: u64,
}

impl Reader {
    pub(super) fn open(path: &Path, sealed: Sealed) -> Result<Self, SpoolError> {
        let mut file = File::open(path)?;
        let mut header = [0; HEADER];
        file.read_exact(&mut header).map_err(short)?;
        sealed.accept(&header)?;

        let body = file.metadata()?.len().saturating_sub(HEADER as u64);
        let chunks = u32::try_from(body.div_ceil(FULL)).map_err(|_| SpoolError::Damaged)?;
        let before_last = u64::from(chunks).saturating_sub(1);
        let last = (body - before_last * FULL)
            .checked_sub(TAG as u64)
            .ok_or(SpoolError::Damaged)?;
        let mut reader = Self {
            file,
            sealed,
            length: before_last * CHUNK as u64 + last,
            chunks,
            chunk: Zeroizing::new(Vec::with_capacity(CHUNK + TAG)),
            number: None,
            position: 0,
        };
        // Only the true last chunk opens as the last: now the length is proven.
        reader.load(chunks - 1)?;
        Ok(reader)
    }

    /// Plain bytes in all.
    #[must_use]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// At most `count` bytes from `start`; fewer where the file ends.
    ///
    /// # Errors
    /// When the copy is damaged there.
    pub fn range(&mut self, start: u64, count: usize) -> Result<Vec<u8>, SpoolError> {
        let there = self.length.saturating_sub(start).min(count as u64);
        let mut bytes = vec![0; usize::try_from(there).unwrap_or(0)];
        self.position = start;
        self.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// Length and SHA-256 of everything, read anew.
    pub(super) fn digest(&mut self) -> Result<(u64, [u8; 32]), SpoolError> {
        let mut hash = Sha256::new();
        for number in 0..self.chunks {
            self.load(number)?;
            hash.update(&*self.chunk);
        }
        Ok((self.length, hash.finalize().into()))
    }

    fn load(&mut self, number: u32) -> Result<(), SpoolError> {
        if self.number == Some(number) {
            return Ok(());
        }
        let last = number + 1 == self.chunks;
        let plain = if last {
            self.length - u64::from(number) * CHUNK as u64
        } else {
            CHUNK as u64
        };
        self.number = None;
        self.chunk.clear();
        let place = HEADER as u64 + u64::from(number) * FULL;
        self.file.seek(SeekFrom::Start(place))?;
        self.chunk.resize(plain as usize + TAG, 0);
        self.file.read_exact(&mut self.chunk).map_err(short)?;
        self.sealed.unseal(number, last, &mut self.chunk)?;
        self.number = Some(number);
        Ok(())
    }
}

/// A file that ends too early is damaged, not a fault of the disk.
fn short(error: io::Error) -> SpoolError {
    if error.kind() == io::ErrorKind::UnexpectedEof {
        SpoolError::Damaged
    } else {
        SpoolError::Disk(error)
    }
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.length || buffer.is_empty() {
            return Ok(0);
        }
        let number = u32::try_from(self.position / CHUNK as u64)
            .map_err(|_| io::Error::from(SpoolError::Damaged))?;
        self.load(number)?;
        let within = (self.position % CHUNK as u64) as usize;
        let there = self
            .chunk
            .get(within..)
            .ok_or_else(|| io::Error::from(SpoolError::Damaged))?;
        let count = there.len().min(buffer.len());
        buffer[..count].copy_from_slice(&there[..count]);
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for Reader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(position) => Some(position),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
        };
        self.position = position.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.position)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};

    use super::*;
    use crate::spool::Spool;

    #[test]
    fn neither_writing_nor_reading_ever_holds_more_than_one_chunk() {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::open(folder.path(), &[1; 32]).unwrap();
        let mut writer = spool.writer().unwrap();
        for _ in 0..5 {
            writer.write_all(&[3; CHUNK + 999]).unwrap();
            assert_eq!(writer.held(), CHUNK + TAG);
        }
        let mut reader = spool.reader(writer.finish().unwrap().id).unwrap();
        let mut piece = [0; 4096];
        while reader.read(&mut piece).unwrap() > 0 {
            assert_eq!(reader.chunk.capacity(), CHUNK + TAG);
        }
        reader.range(CHUNK as u64 - 9, 3 * CHUNK).unwrap();
        assert_eq!(reader.chunk.capacity(), CHUNK + TAG);
    }
}
