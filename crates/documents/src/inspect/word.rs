//! Word documents of 2007 and later: a ZIP of XML parts (ISO/IEC 29500). What a reader of this
//! format would run or fetch is looked for here; what is written in it is not read.

use std::char::decode_utf16;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::zip::{self, Entry, ZipFault};
use crate::{
    foreign::Foreign,
    refusal::{Refusal, Unwanted},
};

const WHAT: &str = "a Word document";

/// Unpacked bytes of the parts that are read here, one and all.
const MOST_PART: u64 = 4_000_000;
const MOST_PARTS: u64 = 16_000_000;

/// Refuses a ZIP that is no plain Word document.
pub(super) fn check(file: &mut Foreign<'_>) -> Result<(), Refusal> {
    let entries = zip::entries(file)?;
    let part = |name: &str| entries.iter().find(|entry| entry.name == name);
    let (Some(types), Some(_)) = (part("[content_types].xml"), part("word/document.xml")) else {
        return Err(Refusal::Format(other(&entries)));
    };
    if entries.iter().any(|entry| entry.encrypted) {
        return Err(Refusal::Locked);
    }
    let named = |entry: &Entry| entry.name.ends_with("vbaproject.bin");
    // The part may bear any name; its type is what makes Word run it.
    let types = text(&zip::unpack(file, types, MOST_PART)?)?.to_lowercase();
    if entries.iter().any(named) || types.contains("vbaproject") || types.contains("macroenabled") {
        return Err(Refusal::Macros);
    }
    let mut left = MOST_PARTS;
    for entry in entries.iter().filter(|entry| entry.name.ends_with(".rels")) {
        let part = zip::unpack(file, entry, left.min(MOST_PART))?;
        left -= part.len() as u64;
        refuse_templates(&text(&part)?)?;
    }
    Ok(())
}

/// What a ZIP is that is no Word document.
fn other(entries: &[Entry]) -> Unwanted {
    let has = |name: &str| entries.iter().any(|entry| entry.name.starts_with(name));
    if has("meta-inf/manifest.mf") || has("classes.dex") || has("androidmanifest.xml") {
        Unwanted::Program
    } else if has("xl/") {
        Unwanted::Office("an Excel workbook")
    } else if has("ppt/") {
        Unwanted::Office("a PowerPoint presentation")
    } else if has("mimetype") && has("content.xml") {
        Unwanted::Office("an OpenDocument file")
    } else if has("index/document.iwa") {
        Unwanted::Office("a Pages or Numbers document")
    } else if has("mimetype") && has("meta-inf/container.xml") {
        Unwanted::Office("an e-book")
    } else {
        Unwanted::Archive("a ZIP archive")
    }
}

/// XML of Office is UTF-8 or UTF-16, and says so with its first bytes.
fn text(part: &[u8]) -> Result<String, Refusal> {
    let wide = |from: fn([u8; 2]) -> u16| {
        let units = part.chunks_exact(2).map(|pair| from([pair[0], pair[1]]));
        decode_utf16(units.skip(1)).collect::<Result<_, _>>().ok()
    };
    let text = match part {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => String::from_utf8(rest.to_vec()).ok(),
    };
    text.ok_or(Refusal::Damaged(WHAT))
}

fn refuse_templates(relationships: &str) -> Result<(), Refusal> {
    let mut reader = Reader::from_str(relationships);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                if template(&tag)?.is_some_and(|target| is_elsewhere(&target)) {
                    return Err(Refusal::ExternalTemplate);
                }
            }
            // A declaration of entities has no place here and could hide a name.
            Ok(Event::DocType(_)) | Err(_) => return Err(Refusal::Damaged(WHAT)),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
        }
    }
}

/// Where a template is, if that is what a relationship points to.
fn template(tag: &BytesStart<'_>) -> Result<Option<String>, Refusal> {
    let (mut is_template, mut target) = (false, None);
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|_| Refusal::Damaged(WHAT))?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|_| Refusal::Damaged(WHAT))?;
        let name = attribute.key.local_name();
        if name.as_ref() == "Type" {
            is_template = value.to_lowercase().ends_with("/attachedtemplate");
        } else if name.as_ref() == "Target" {
            target = Some(value.into_owned());
        }
    }
    Ok(target.filter(|_| is_template))
}

/// Whether a template is on another computer. Word notes the template that a letter was written
/// from as a path of the writer's own disk; such a note is common and leads nowhere from here.
fn is_elsewhere(target: &str) -> bool {
    let target = target.trim().to_lowercase().replace('\\', "/");
    let path = target.strip_prefix("file:///").unwrap_or(&target);
    let drive = path.get(1..3) == Some(":/") && path.starts_with(|l: char| l.is_ascii_alphabetic());
    let rest = if drive { &path[3..] } else { path };
    // No second scheme or host, neither in plain letters nor in percents. Blanks are all that the
    // path of an ordinary template has in percents.
    let blanks = rest.split('%').skip(1).all(|after| after.starts_with("20"));
    rest.starts_with('/') || rest.contains("//") || rest.contains([':', '?', '#']) || !blanks
}

impl From<ZipFault> for Refusal {
    fn from(fault: ZipFault) -> Self {
        match fault {
            ZipFault::Bomb => Self::Bomb,
            ZipFault::Fault(fault) => fault.refusal(WHAT),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_on_the_writers_own_disk_leads_nowhere() {
        for target in [
            "file:///C:\\Users\\Marla\\Templates\\Letter.dotx",
            "file:///C:/Users/Marla%20Test/Letter.dotx",
            "file:///Users/marla/Letter.dotx",
            "C:\\Letter.dotx",
            "Letter.dotx",
        ] {
            assert!(!is_elsewhere(target), "{target}");
        }
    }

    #[test]
    fn a_template_anywhere_else_is_elsewhere() {
        for target in [
            "http://example.com/a.dotm",
            "HTTPS://example.com/a.dotm",
            "ftp://example.com/a.dotm",
            "\\\\host\\share\\a.dotm",
            "//host/share/a.dotm",
            "file://host/share/a.dotm",
            "file:////host/share/a.dotm",
            "file:///\\\\host\\share\\a.dotm",
            "file:///%5c%5chost/a.dotm",
            "file:///C:/%2e%2e/a.dotm",
            "mhtml:http://example.com/a",
            "http:example.com",
            " http://example.com/a.dotm",
        ] {
            assert!(is_elsewhere(target), "{target}");
        }
    }
}
