//! Compound files ([MS-CFB]), in which Word up to 2003 kept its documents. Only the directory and
//! the first bytes of one stream are read.

use crate::{
    foreign::{Fault, Foreign, exactly, le16, le32},
    refusal::{Refusal, Unwanted},
};

const WHAT: &str = "a Word document";

/// Greater numbers mark the end of a chain, free sectors and the like.
const LAST_SECTOR: u32 = 0xffff_fffa;
/// A document's directory has some tens of entries; 512 KB of them are more than any.
const MOST_DIRECTORY: usize = 512 * 1024;
/// Smaller streams lie in a stream of their own, where no document's text ever is.
const SMALLEST_STREAM: u32 = 4096;
/// The class of an installer's root entry: 000C1084-0000-0000-C000-000000000046.
const INSTALLER: [u8; 16] = [
    0x84, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46,
];

struct Entry {
    name: String,
    class: [u8; 16],
    is_root: bool,
    start: u32,
    size: u32,
}

/// Refuses a compound file that is no plain Word document.
pub(super) fn check(file: &mut Foreign<'_>) -> Result<(), Refusal> {
    let fault = |fault: Fault| fault.refusal(WHAT);
    let sectors = Sectors::of(file).map_err(fault)?;
    let entries = sectors.directory(file).map_err(fault)?;
    let find = |name: &str| entries.iter().find(|entry| entry.name == name);
    if entries
        .iter()
        .any(|entry| entry.is_root && entry.class == INSTALLER)
    {
        return Err(Refusal::Format(Unwanted::Program));
    }
    if find("encryptedpackage").is_some() {
        return Err(Refusal::Locked);
    }
    let Some(document) = find("worddocument") else {
        return Err(Refusal::Format(other(|name| find(name).is_some())));
    };
    let macros = ["macros", "vba", "_vba_project", "_vba_project_cur"];
    if macros.iter().any(|name| find(name).is_some()) {
        return Err(Refusal::Macros);
    }
    if sectors.is_locked(file, document).map_err(fault)? {
        return Err(Refusal::Locked);
    }
    Ok(())
}

fn other(has: impl Fn(&str) -> bool) -> Unwanted {
    if has("workbook") || has("book") {
        Unwanted::Office("an Excel workbook")
    } else if has("powerpoint document") {
        Unwanted::Office("a PowerPoint presentation")
    } else if has("__properties_version1.0") {
        Unwanted::Office("an Outlook message")
    } else if has("visiodocument") {
        Unwanted::Office("a Visio drawing")
    } else {
        Unwanted::Unknown
    }
}

/// Where sectors are, and which of them say what follows which.
struct Sectors {
    shift: u16,
    directory: u32,
    tables: Vec<u32>,
}

impl Sectors {
    fn of(file: &mut Foreign<'_>) -> Result<Self, Fault> {
        let header: [u8; 512] = file.array(0)?;
        let shift = le16(&header, 30)?;
        if shift != 9 && shift != 12 {
            return Err(Fault::Malformed);
        }
        let mut sectors = Self {
            shift,
            directory: le32(&header, 48)?,
            tables: numbers(&header[76..]).collect(),
        };
        sectors.more_tables(file, le32(&header, 68)?)?;
        sectors.tables.retain(|&sector| sector < LAST_SECTOR);
        Ok(sectors)
    }

    /// The header names 109 tables; large files name more in sectors of their own.
    fn more_tables(&mut self, file: &mut Foreign<'_>, mut next: u32) -> Result<(), Fault> {
        let most = (file.length() >> self.shift) as usize;
        while next < LAST_SECTOR {
            let sector = self.sector(file, next)?;
            let (names, last) = sector.split_at(sector.len() - 4);
            self.tables.extend(numbers(names));
            next = le32(last, 0)?;
            // More tables than sectors: the sectors go round in a circle.
            if self.tables.len() > most + 109 + names.len() {
                return Err(Fault::Malformed);
            }
        }
        Ok(())
    }

    fn place(&self, sector: u32) -> u64 {
        (u64::from(sector) + 1) << self.shift
    }

    fn sector(&self, file: &mut Foreign<'_>, sector: u32) -> Result<Vec<u8>, Fault> {
        file.bytes(self.place(sector), 1 << self.shift)
    }

    fn after(&self, file: &mut Foreign<'_>, sector: u32) -> Result<u32, Fault> {
        let a_table = 1_u32 << (self.shift - 2);
        let table = self.tables.get((sector / a_table) as usize);
        let table = self.place(*table.ok_or(Fault::Malformed)?);
        let number: [u8; 4] = file.array(table + u64::from(sector % a_table) * 4)?;
        Ok(u32::from_le_bytes(number))
    }

    fn directory(&self, file: &mut Foreign<'_>) -> Result<Vec<Entry>, Fault> {
        let mut bytes = Vec::new();
        let mut sector = self.directory;
        while sector < LAST_SECTOR {
            bytes.extend(self.sector(file, sector)?);
            if bytes.len() > MOST_DIRECTORY {
                return Err(Fault::Malformed);
            }
            sector = self.after(file, sector)?;
        }
        let entries = bytes.chunks_exact(128).filter(|entry| entry[66] != 0);
        entries.map(entry).collect()
    }

    /// Whether all of a stream is in the file, sector by sector.
    fn is_whole(&self, file: &mut Foreign<'_>, stream: &Entry) -> Result<bool, Fault> {
        let (mut sector, mut left) = (stream.start, u64::from(stream.size));
        // A chain in a circle is as long as the stream says it is, but no longer than the file.
        if left > file.length() {
            return Ok(false);
        }
        loop {
            let here = left.min(1 << self.shift);
            if self.place(sector) + here > file.length() {
                return Ok(false);
            }
            left -= here;
            if left == 0 {
                return Ok(true);
            }
            sector = self.after(file, sector)?;
        }
    }

    /// The document's first bytes say whether the rest is encrypted ([MS-DOC] 2.5.2, fEncrypted).
    fn is_locked(&self, file: &mut Foreign<'_>, document: &Entry) -> Result<bool, Fault> {
        if document.size < SMALLEST_STREAM || !self.is_whole(file, document)? {
            return Err(Fault::Malformed);
        }
        let start: [u8; 12] = file.array(self.place(document.start))?;
        Ok(le16(&start, 10)? & 0x0100 != 0)
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let fours = bytes.chunks_exact(4);
    fours.map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

fn entry(bytes: &[u8]) -> Result<Entry, Fault> {
    // The length counts the bytes of UTF-16 and a closing zero.
    let length = (le16(bytes, 64)?.saturating_sub(2) as usize).min(62);
    let units: Vec<u16> = bytes[..length]
        .chunks_exact(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    Ok(Entry {
        name: String::from_utf16_lossy(&units).to_lowercase(),
        class: exactly(bytes, 80)?,
        is_root: bytes[66] == 5,
        start: le32(bytes, 116)?,
        size: le32(bytes, 120)?,
    })
}
