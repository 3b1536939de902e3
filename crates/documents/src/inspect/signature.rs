//! What a file is by its first bytes, whatever its name says.

use crate::{foreign::find, refusal::Unwanted};

/// How many first bytes tell.
pub(super) const HEAD: u64 = 2048;

/// A PDF may begin within its first 1,024 bytes (ISO 32000-1, annex H, note 13).
const PDF_BEGINS_WITHIN: usize = 1024;

/// What the first bytes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Looks {
    Jpeg,
    Png,
    Pdf,
    /// A ZIP; what is in it tells.
    Zip,
    /// A compound file of older Office programs; what is in it tells.
    Compound,
    Unwanted(Unwanted),
}

/// Programs and scripts of all systems, and Windows' links.
const PROGRAMS: &[&[u8]] = &[
    b"MZ",
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"dex\n",
    b"\0asm",
    b"#!",
    b"\x4c\0\0\0\x01\x14\x02\0",
];

const IMAGES: &[(&[u8], &str)] = &[
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"II+\0", "a TIFF image"),
    (b"MM\0+", "a TIFF image"),
    (b"8BPS", "a Photoshop image"),
    (b"\0\0\0\x0cjP  ", "a JPEG 2000 image"),
    (b"\xff\x4f\xff\x51", "a JPEG 2000 image"),
    (b"\xff\x0a", "a JPEG XL image"),
    (b"\0\0\0\x0cJXL ", "a JPEG XL image"),
    (b"\0\0\x01\0", "an icon"),
];

const OTHER: &[(&[u8], Unwanted)] = &[
    (b"{\\rtf", Unwanted::Office("an RTF text")),
    (b"%!PS", Unwanted::Office("a PostScript file")),
    (b"PK\x05\x06", Unwanted::Archive("an empty ZIP archive")),
    (b"Rar!", Unwanted::Archive("a RAR archive")),
    (b"7z\xbc\xaf\x27\x1c", Unwanted::Archive("a 7z archive")),
    (b"\x1f\x8b", Unwanted::Archive("a gzip archive")),
    (b"BZh", Unwanted::Archive("a bzip2 archive")),
    (b"\xfd7zXZ\0", Unwanted::Archive("an xz archive")),
    (b"\x28\xb5\x2f\xfd", Unwanted::Archive("a zstd archive")),
    (b"MSCF", Unwanted::Archive("a CAB archive")),
    (b"ID3", Unwanted::Media("a sound file")),
    (b"OggS", Unwanted::Media("a sound file")),
    (b"fLaC", Unwanted::Media("a sound file")),
    (b"\x1a\x45\xdf\xa3", Unwanted::Media("a film")),
];

/// Endings with which a plain text is run as a program.
const SCRIPTS: &[&str] = &[
    "app",
    "appref-ms",
    "bat",
    "cmd",
    "com",
    "cpl",
    "desktop",
    "exe",
    "hta",
    "inf",
    "jar",
    "js",
    "jse",
    "lnk",
    "msi",
    "pif",
    "ps1",
    "psm1",
    "py",
    "rb",
    "reg",
    "scf",
    "scr",
    "sh",
    "url",
    "vb",
    "vbe",
    "vbs",
    "wsf",
    "wsh",
];

/// What a file is by its head; `extension` only tells a script from another text.
pub(super) fn looks(head: &[u8], extension: Option<&str>) -> Looks {
    let begins = |signature: &[u8]| head.starts_with(signature);
    if PROGRAMS.iter().any(|signature| begins(signature)) {
        return Looks::Unwanted(Unwanted::Program);
    }
    if begins(b"\xff\xd8\xff") {
        return Looks::Jpeg;
    }
    if begins(b"\x89PNG\r\n\x1a\n") {
        return Looks::Png;
    }
    if begins(b"PK\x03\x04") {
        return Looks::Zip;
    }
    if begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Looks::Compound;
    }
    if let Some(unwanted) = known(head) {
        return Looks::Unwanted(unwanted);
    }
    let early = &head[..head.len().min(PDF_BEGINS_WITHIN + 5)];
    if find(early, b"%PDF-").is_some() {
        return Looks::Pdf;
    }
    Looks::Unwanted(text(head, extension))
}

fn known(head: &[u8]) -> Option<Unwanted> {
    let at = |place: usize, piece: &[u8]| {
        head.get(place..)
            .is_some_and(|rest| rest.starts_with(piece))
    };
    if at(4, b"ftyp") {
        return Some(container(head.get(8..12).unwrap_or_default()));
    }
    if at(0, b"RIFF") {
        return Some(match head.get(8..12) {
            Some(b"WEBP") => Unwanted::Image("a WebP image"),
            Some(b"WAVE") => Unwanted::Media("a sound file"),
            _ => Unwanted::Media("a film"),
        });
    }
    // "BM" alone could begin a sentence; four bytes of a bitmap's head are always 0.
    if at(0, b"BM") && at(6, &[0; 4]) {
        return Some(Unwanted::Image("a BMP image"));
    }
    if at(257, b"ustar") {
        return Some(Unwanted::Archive("a TAR archive"));
    }
    let image = IMAGES.iter().find(|(signature, _)| at(0, signature));
    let other = OTHER.iter().find(|(signature, _)| at(0, signature));
    image
        .map(|(_, what)| Unwanted::Image(what))
        .or(other.map(|(_, unwanted)| *unwanted))
}

/// ISO base media files name what they are in four letters.
fn container(brand: &[u8]) -> Unwanted {
    match brand {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => {
            Unwanted::Image("a HEIC photo, as iPhones make them")
        }
        b"avif" | b"avis" => Unwanted::Image("an AVIF image"),
        b"crx " => Unwanted::Image("a raw photo"),
        b"M4A " | b"M4B " => Unwanted::Media("a sound file"),
        _ => Unwanted::Media("a film"),
    }
}

fn text(head: &[u8], extension: Option<&str>) -> Unwanted {
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    // The head may end in the middle of a letter.
    let plain = match str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    let printable = head
        .iter()
        .all(|&b| b >= b' ' || matches!(b, b'\t' | b'\n' | b'\r' | 0x0c));
    let is_text = wide || (plain && printable);
    if !is_text {
        return Unwanted::Unknown;
    }
    if extension.is_some_and(|end| SCRIPTS.contains(&end)) {
        return Unwanted::Program;
    }
    let start = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    let tagged = |tag: &str| {
        start
            .get(..tag.len())
            .is_some_and(|s| s.eq_ignore_ascii_case(tag.as_bytes()))
    };
    if tagged("<!doctype html") || tagged("<html") {
        return Unwanted::Office("a web page");
    }
    if tagged("<svg") || (tagged("<?xml") && find(start, b"<svg").is_some()) {
        return Unwanted::Image("an SVG drawing");
    }
    Unwanted::Text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unwanted(head: &[u8]) -> Unwanted {
        match looks(head, None) {
            Looks::Unwanted(unwanted) => unwanted,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn programs_are_known_by_content() {
        for head in PROGRAMS {
            assert_eq!(looks(head, Some("pdf")), Looks::Unwanted(Unwanted::Program));
        }
        assert_eq!(unwanted(b"MZ\x90\0\0\0 %PDF-1.7"), Unwanted::Program);
    }

    #[test]
    fn a_script_is_a_text_whose_name_makes_it_run() {
        let head = b"start calc.exe\r\n";
        assert_eq!(looks(head, Some("bat")), Looks::Unwanted(Unwanted::Program));
        assert_eq!(looks(head, Some("txt")), Looks::Unwanted(Unwanted::Text));
        assert_eq!(looks(head, None), Looks::Unwanted(Unwanted::Text));
    }

    #[test]
    fn images_that_are_not_taken_are_called_by_their_format() {
        let said = |head: &[u8]| unwanted(head).to_string();
        assert_eq!(
            said(b"\0\0\0\x18ftypheic\0\0\0\0"),
            "This is a HEIC photo, as iPhones make them. Export it as JPEG or PDF and drop that."
        );
        assert_eq!(
            said(b"RIFF\x10\0\0\0WEBPVP8 "),
            "This is a WebP image. Export it as JPEG or PDF and drop that."
        );
        assert!(said(b"II*\0\x08\0\0\0").starts_with("This is a TIFF image."));
        assert!(said(b"BM\x10\0\0\0\0\0\0\0\x36\0").starts_with("This is a BMP image."));
        assert!(said(b"GIF89a").starts_with("This is a GIF image."));
        assert!(said(b"<?xml version='1.0'?><svg>").starts_with("This is an SVG drawing."));
    }

    #[test]
    fn a_sentence_is_not_taken_for_a_bitmap() {
        assert_eq!(unwanted(b"BMW Financial, account"), Unwanted::Text);
    }

    #[test]
    fn a_pdf_may_begin_a_little_late() {
        let mut head = vec![b'\n'; 1000];
        head.extend(b"%PDF-1.4\n\x80\x81");
        assert_eq!(looks(&head, None), Looks::Pdf);
        let mut late = vec![b'\n'; 1500];
        late.extend(b"%PDF-1.4\n");
        assert_eq!(looks(&late, None), Looks::Unwanted(Unwanted::Text));
    }

    #[test]
    fn the_rest_is_text_or_unknown() {
        assert_eq!(unwanted("Grüße".as_bytes()), Unwanted::Text);
        assert_eq!(unwanted(&"Grüße".as_bytes()[..3]), Unwanted::Text);
        assert_eq!(unwanted(b"\xff\xfea\0b\0"), Unwanted::Text);
        assert_eq!(unwanted(b"\x03\x99\x12"), Unwanted::Unknown);
        assert_eq!(
            unwanted(b"<!DOCTYPE HTML><p>"),
            Unwanted::Office("a web page")
        );
        assert_eq!(unwanted(b"{\\rtf1"), Unwanted::Office("an RTF text"));
    }
}
