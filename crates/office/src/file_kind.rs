//! What a file is, by its name and by how it begins: both must say the same. A light check; it
//! does not say that the rest of the file is well.

use crate::plain_text;

/// Bytes of a file's beginning that are looked at.
pub(crate) const HEAD: usize = 1024;

/// A kind of file that is taken.
struct Kind {
    extensions: &'static [&'static str],
    media: &'static str,
    begins: fn(&[u8]) -> bool,
}

/// The media type of the one kind that is taken for an import only.
pub(crate) const CSV: &str = "text/csv";

const KINDS: [Kind; 6] = [
    Kind {
        extensions: &["jpg", "jpeg"],
        media: "image/jpeg",
        begins: |head| head.starts_with(JPEG),
    },
    Kind {
        extensions: &["png"],
        media: "image/png",
        begins: |head| head.starts_with(b"\x89PNG\r\n\x1a\n"),
    },
    Kind {
        extensions: &["pdf"],
        media: "application/pdf",
        // Readers look for it in the first 1024 bytes (ISO 32000-1, note in annex H.3.4.1).
        begins: |head| head.windows(5).any(|five| five == b"%PDF-"),
    },
    Kind {
        extensions: &["doc"],
        media: "application/msword",
        begins: |head| head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    },
    Kind {
        extensions: &["docx"],
        media: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        begins: |head| head.starts_with(b"PK\x03\x04"),
    },
    Kind {
        extensions: &["csv"],
        media: CSV,
        begins: is_text,
    },
];

/// How a picture in JPEG begins.
const JPEG: &[u8] = &[0xff, 0xd8, 0xff];

/// Whether this can be the beginning of a text that is no page.
fn is_text(head: &[u8]) -> bool {
    // Three letters in Windows-1252, with which no text begins.
    if head.starts_with(JPEG) {
        return false;
    }
    let Some(whole) = plain_text::beginning(head) else {
        return false;
    };
    let text = whole.trim_start();
    let control = |letter: char| letter.is_control() && !matches!(letter, '\t' | '\r' | '\n');
    !text.is_empty() && !text.starts_with(['<', '%']) && !text.contains(control)
}

/// The media type of a file with an extension in small letters that begins like this.
///
/// # Errors
/// Why it is not taken, going on where the field's name ends.
pub(crate) fn media_type(extension: &str, head: &[u8]) -> Result<&'static str, String> {
    let mut kinds = KINDS.iter();
    let Some(kind) = kinds.find(|kind| kind.extensions.contains(&extension)) else {
        return Err(one_of());
    };
    let head = &head[..head.len().min(HEAD)];
    if (kind.begins)(head) {
        Ok(kind.media)
    } else {
        Err(format!("is named .{extension}, and is none inside"))
    }
}

/// The media type of a file by its extension in small letters alone.
pub(crate) fn named(extension: &str) -> Option<&'static str> {
    let mut kinds = KINDS.iter();
    let kind = kinds.find(|kind| kind.extensions.contains(&extension));
    kind.map(|kind| kind.media)
}

/// What is said of a file whose name is of no kind that is taken.
pub(crate) fn one_of() -> String {
    let all: Vec<&str> = KINDS
        .iter()
        .flat_map(|kind| kind.extensions)
        .copied()
        .collect();
    format!("must be named as what it is: {}", all.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADS: [(&str, &[u8]); 6] = [
        ("jpg", b"\xff\xd8\xff\xe0 JFIF"),
        ("png", b"\x89PNG\r\n\x1a\n rest"),
        ("pdf", b"%PDF-1.7\n"),
        ("doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 rest"),
        ("docx", b"PK\x03\x04 rest"),
        ("csv", b"\xef\xbb\xbfFirstName,LastName\r\n"),
    ];

    #[test]
    fn name_and_beginning_must_say_the_same() {
        for (extension, head) in HEADS {
            for (other, _) in HEADS {
                assert_eq!(media_type(other, head).is_ok(), other == extension);
            }
        }
        assert_eq!(media_type("jpeg", HEADS[0].1), Ok("image/jpeg"));
    }

    #[test]
    fn a_pdf_may_begin_a_little_late() {
        for (before, taken) in [(0, true), (HEAD - 5, true), (HEAD - 4, false)] {
            let head = [vec![b' '; before], b"%PDF-1.4".to_vec()].concat();
            assert_eq!(media_type("pdf", &head).is_ok(), taken, "{before}");
        }
    }

    #[test]
    fn a_list_is_text_wherever_its_beginning_is_cut_and_nothing_else_is() {
        let text = "FirstName\nJosé".as_bytes();
        for cut in 1..=text.len() {
            assert_eq!(media_type("csv", &text[..cut]), Ok(CSV), "{cut}");
        }
        // As spreadsheet programs write it: Windows-1252, and UTF-16 with its mark.
        for head in [&b"Jos\xe9,"[..], b"\xff\xfea\0", b"\xfe\xff\0a"] {
            assert_eq!(media_type("csv", head), Ok(CSV), "{head:?}");
        }
        for head in [
            &b"a\0b"[..],
            b"<html>",
            b"\xff\xfe<\0",
            b"\xff\xfea\0\0\0",
            b"a\x81",
            b" \n",
        ] {
            assert!(media_type("csv", head).is_err(), "{head:?}");
        }
    }

    #[test]
    fn programs_and_pages_are_not_taken_whatever_they_are_called() {
        for extension in ["exe", "html", "svg", "zip", "", "pdf2"] {
            let refused = media_type(extension, b"%PDF-1.7").unwrap_err();
            assert!(refused.ends_with("jpg, jpeg, png, pdf, doc, docx, csv"));
        }
        for head in [&b"MZ\x90\0"[..], b"<html>", b"\x7fELF", b""] {
            assert!(media_type("pdf", head).is_err());
        }
    }
}
