//! Reading bytes that somebody else wrote: every length is checked before it is believed.

use std::io::{self, Read, Seek, SeekFrom};

use crate::refusal::Refusal;

/// What can go wrong.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The bytes are not what they say, or end too early.
    Malformed,
    /// The disk or the spool, not the file.
    Disk(io::Error),
}

impl Fault {
    /// As a refusal of a file that says it is `what`.
    pub(crate) fn refusal(self, what: &'static str) -> Refusal {
        match self {
            Self::Malformed => Refusal::Damaged(what),
            Self::Disk(error) => Refusal::Spool(error.into()),
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::UnexpectedEof {
            Self::Malformed
        } else {
            Self::Disk(error)
        }
    }
}

/// A file that can be read from anywhere.
pub(crate) trait Source: Read + Seek {}

impl<T: Read + Seek> Source for T {}

/// Foreign bytes, read a piece at a time.
pub(crate) struct Foreign<'a> {
    source: &'a mut dyn Source,
    length: u64,
}

impl<'a> Foreign<'a> {
    pub(crate) fn new(source: &'a mut dyn Source) -> Result<Self, Fault> {
        let length = source.seek(SeekFrom::End(0))?;
        Ok(Self { source, length })
    }

    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// Exactly `N` bytes.
    pub(crate) fn array<const N: usize>(&mut self, at: u64) -> Result<[u8; N], Fault> {
        let mut bytes = [0; N];
        self.from(at)?.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// Exactly `count` bytes, of which the caller knows that they are not too many.
    pub(crate) fn bytes(&mut self, at: u64, count: usize) -> Result<Vec<u8>, Fault> {
        if at
            .checked_add(count as u64)
            .is_none_or(|end| end > self.length)
        {
            return Err(Fault::Malformed);
        }
        let mut bytes = vec![0; count];
        self.from(at)?.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// At most `count` bytes.
    pub(crate) fn up_to(&mut self, at: u64, count: u64) -> Result<Vec<u8>, Fault> {
        let there = self.length.saturating_sub(at).min(count);
        self.bytes(at, usize::try_from(there).map_err(|_| Fault::Malformed)?)
    }

    /// Everything from a place on.
    pub(crate) fn from(&mut self, at: u64) -> Result<&mut dyn Source, Fault> {
        self.source.seek(SeekFrom::Start(at))?;
        Ok(self.source)
    }
}

/// A little-endian number at a place in a piece.
pub(crate) fn le16(bytes: &[u8], at: usize) -> Result<u16, Fault> {
    Ok(u16::from_le_bytes(exactly(bytes, at)?))
}

/// A little-endian number at a place in a piece.
pub(crate) fn le32(bytes: &[u8], at: usize) -> Result<u32, Fault> {
    Ok(u32::from_le_bytes(exactly(bytes, at)?))
}

/// A fixed piece of a piece.
pub(crate) fn exactly<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], Fault> {
    bytes
        .get(at..)
        .and_then(|rest| rest.first_chunk())
        .copied()
        .ok_or(Fault::Malformed)
}

/// Where one piece of bytes first stands in another.
pub(crate) fn find(bytes: &[u8], piece: &[u8]) -> Option<usize> {
    bytes
        .windows(piece.len())
        .position(|window| window == piece)
}
