//! A ZIP's list of what is in it, and single small parts of it. Only what a Word document needs:
//! one disk, no ZIP64, stored or deflated.

use std::io::Read;

use flate2::read::DeflateDecoder;

use crate::foreign::{Fault, Foreign, le16, le32};

/// Entries of a large document with many images are some hundreds.
const MOST_ENTRIES: u16 = 4096;
/// Unpacked, in all. A document of 25 MB with text alone comes near half of this.
const MOST_BYTES: u64 = 500_000_000;
/// Text of one letter packs 1,000 to 1; what people write never more than this.
const MOST_RATIO: u64 = 200;
/// Below this, the ratio says nothing: an empty list packs well.
const RATIO_MATTERS_FROM: u64 = 10_000_000;

/// An entry of the list.
pub(super) struct Entry {
    /// In small letters, with `/` between folders.
    pub(super) name: String,
    packed: u64,
    unpacked: u64,
    method: u16,
    /// Where its own header is.
    at: u64,
    pub(super) encrypted: bool,
}

/// Why a ZIP is not read.
#[derive(Debug)]
pub(super) enum ZipFault {
    /// It would unpack to too much.
    Bomb,
    Fault(Fault),
}

impl From<Fault> for ZipFault {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

const MALFORMED: ZipFault = ZipFault::Fault(Fault::Malformed);

/// The entries, after the checks for bombs.
pub(super) fn entries(file: &mut Foreign<'_>) -> Result<Vec<Entry>, ZipFault> {
    let (count, size, start) = directory(file)?;
    if count > MOST_ENTRIES {
        return Err(ZipFault::Bomb);
    }
    let list = file.bytes(start, size)?;
    let mut entries = Vec::new();
    let mut at = 0;
    for _ in 0..count {
        let (entry, length) = entry(list.get(at..).ok_or(MALFORMED)?)?;
        entries.push(entry);
        at += length;
    }
    refuse_bombs(&entries, file.length())?;
    Ok(entries)
}

/// Number of entries, and size and place of their list, from the record at the end.
fn directory(file: &mut Foreign<'_>) -> Result<(u16, usize, u64), ZipFault> {
    // The record has 22 bytes, and a comment of at most 65,535 may follow.
    let tail_at = file.length().saturating_sub(22 + 65_535);
    let tail = file.up_to(tail_at, 22 + 65_535)?;
    let mut records = (0..tail.len().saturating_sub(21)).rev();
    let at = records.find(|&at| {
        tail[at..].starts_with(b"PK\x05\x06")
            && le16(&tail, at + 20).is_ok_and(|comment| at + 22 + comment as usize <= tail.len())
    });
    let record = &tail[at.ok_or(MALFORMED)?..];
    let (count, on_this_disk) = (le16(record, 10)?, le16(record, 8)?);
    let (size, start) = (le32(record, 12)?, le32(record, 16)?);
    if count != on_this_disk || count == u16::MAX || start == u32::MAX {
        return Err(MALFORMED);
    }
    // The list itself may not be larger than its entries can make it.
    if u64::from(size) > u64::from(count) * (46 + 1024) {
        return Err(MALFORMED);
    }
    Ok((count, size as usize, start.into()))
}

/// One entry at the beginning of a piece of the list, and how long it is there.
fn entry(list: &[u8]) -> Result<(Entry, usize), ZipFault> {
    if !list.starts_with(b"PK\x01\x02") {
        return Err(MALFORMED);
    }
    let name_length = le16(list, 28)? as usize;
    let name = list.get(46..46 + name_length).ok_or(MALFORMED)?;
    let entry = Entry {
        name: String::from_utf8_lossy(name)
            .to_lowercase()
            .replace('\\', "/"),
        packed: le32(list, 20)?.into(),
        unpacked: le32(list, 24)?.into(),
        method: le16(list, 10)?,
        at: le32(list, 42)?.into(),
        encrypted: le16(list, 8)? & 1 != 0,
    };
    let length = 46 + name_length + le16(list, 30)? as usize + le16(list, 32)? as usize;
    Ok((entry, length))
}

fn refuse_bombs(entries: &[Entry], file: u64) -> Result<(), ZipFault> {
    let unpacked: u64 = entries.iter().map(|entry| entry.unpacked).sum();
    // More packed bytes than the file has: entries that share theirs.
    let packed: u64 = entries.iter().map(|entry| entry.packed).sum();
    let dense = |entry: &Entry| {
        entry.unpacked > RATIO_MATTERS_FROM && entry.unpacked / entry.packed.max(1) > MOST_RATIO
    };
    if unpacked > MOST_BYTES || packed > file || entries.iter().any(dense) {
        return Err(ZipFault::Bomb);
    }
    Ok(())
}

/// The bytes of an entry, of which there may be `most`, whatever the list says.
pub(super) fn unpack(
    file: &mut Foreign<'_>,
    entry: &Entry,
    most: u64,
) -> Result<Vec<u8>, ZipFault> {
    let header: [u8; 30] = file.array(entry.at)?;
    if !header.starts_with(b"PK\x03\x04") {
        return Err(MALFORMED);
    }
    let at = entry.at + 30 + u64::from(le16(&header, 26)?) + u64::from(le16(&header, 28)?);
    let packed = file.from(at)?.take(entry.packed);
    let mut bytes = Vec::new();
    // A broken stream is the file's fault; a fault of the disk shows at the next read.
    match entry.method {
        0 => packed.take(most + 1).read_to_end(&mut bytes),
        8 => DeflateDecoder::new(packed)
            .take(most + 1)
            .read_to_end(&mut bytes),
        _ => return Err(MALFORMED),
    }
    .map_err(|_| MALFORMED)?;
    if bytes.len() as u64 > most {
        return Err(ZipFault::Bomb);
    }
    Ok(bytes)
}
