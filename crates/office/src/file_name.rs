//! The name of a file that was sent: its last part alone, without what no name should hold. Only
//! its own letters decide; what the file really is, is looked at elsewhere.

use unicode_normalization::UnicodeNormalization;

/// The longest name, in bytes of UTF-8.
const LONGEST: usize = 150;

/// A name and its end, the latter in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileName {
    /// The whole name.
    pub(crate) whole: String,
    /// What follows its last dot.
    pub(crate) extension: String,
}

impl FileName {
    /// Cleans a name; `None` when it has no extension.
    pub(crate) fn clean(sent: &str) -> Option<Self> {
        // A browser of old sends the whole path, of its own system.
        let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
        let name: String = last.nfc().filter(|letter| !is_hidden(*letter)).collect();
        let (stem, extension) = name.trim().rsplit_once('.')?;
        let known = (1..=10).contains(&extension.len())
            && extension.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !known {
            return None;
        }
        let room = LONGEST - extension.len() - 1;
        let stem = stem[..stem.floor_char_boundary(room)].trim();
        let stem = if stem.is_empty() { "file" } else { stem };
        Some(Self {
            whole: format!("{stem}.{extension}"),
            extension: extension.to_ascii_lowercase(),
        })
    }
}

/// Control and bidi characters, with which "fdp.exe" can look like "exe.pdf", and what is not seen
/// at all.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(sent: &str) -> String {
        FileName::clean(sent).unwrap().whole
    }

    #[test]
    fn an_ordinary_name_stays_as_it_is() {
        for name in ["pay stub.pdf", "Scan.2026.JPG", "рахунок.docx", "a\"b.png"] {
            assert_eq!(cleaned(name), name);
        }
        assert_eq!(FileName::clean("Scan.JPG").unwrap().extension, "jpg");
    }

    #[test]
    fn a_name_leads_nowhere_and_hides_nothing() {
        for (sent, name) in [
            ("../../etc/scan.pdf", "scan.pdf"),
            ("C:\\fakepath\\scan.pdf", "scan.pdf"),
            ("scan\r\n\0.pdf", "scan.pdf"),
            ("scan\u{202e}fdp.pdf", "scanfdp.pdf"),
            ("  .pdf", "file.pdf"),
            ("Jose\u{301}.pdf", "Jos\u{e9}.pdf"),
        ] {
            assert_eq!(cleaned(sent), name, "{sent:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_before_its_extension_and_between_letters() {
        let name = cleaned(&format!("{}.docx", "é".repeat(200)));
        // 145 bytes are left, and a letter takes two.
        assert_eq!(name, format!("{}.docx", "é".repeat(72)));
    }

    #[test]
    fn what_has_no_extension_is_no_name() {
        for sent in ["", "scan", "scan.", "scan.p f", ".", "a.b/scan", "x.ünf"] {
            assert_eq!(FileName::clean(sent), None, "{sent:?}");
        }
    }
}
