//! A file name that every system takes and that looks like what it is.

use std::ffi::OsStr;

use unicode_normalization::UnicodeNormalization;

/// Bytes of UTF-8 a name may have, extension included.
pub const LONGEST: usize = 150;

/// What a file is called whose name has nothing left.
const NAMELESS: &str = "document";

/// The name made safe: Unicode NFC, no control, bidi or invisible characters, nothing that Windows
/// reserves, no separators, at most [`LONGEST`] bytes with the extension kept, never empty.
#[must_use]
pub fn safe(name: &OsStr) -> String {
    let name: String = name
        .to_string_lossy()
        .chars()
        .filter(|&letter| !is_hidden(letter))
        .map(|letter| if is_forbidden(letter) { '-' } else { letter })
        .nfc()
        .collect();
    let name = name.trim_end_matches(|letter: char| letter == '.' || letter.is_whitespace());
    let (stem, extension) = split(name);
    let stem = trimmed(stem);
    let stem = if stem.is_empty() { NAMELESS } else { stem };
    let mark = if is_reserved(stem) { "_" } else { "" };
    joined(&format!("{mark}{stem}"), extension)
}

/// The name with another extension, still short enough.
#[must_use]
pub fn with_extension(name: &str, extension: &str) -> String {
    joined(split(name).0, Some(extension))
}

/// The extension in small letters; none where what follows the dot is no extension.
#[must_use]
pub fn extension(name: &str) -> Option<String> {
    split(name).1.map(str::to_ascii_lowercase)
}

fn joined(stem: &str, extension: Option<&str>) -> String {
    let room = LONGEST - extension.map_or(0, |extension| extension.len() + 1);
    let mut cut = trimmed(&stem[..stem.floor_char_boundary(room)]);
    match extension {
        Some(extension) => format!("{cut}.{extension}"),
        None => {
            // Cutting "… setup.exe is mentioned" must not make a program of it.
            while cut.len() < stem.len() && split(cut).1.is_some() {
                cut = trimmed(split(cut).0);
            }
            cut.to_owned()
        }
    }
}

/// Without the dots and blanks that Windows drops at an end by itself, making another name of it.
fn trimmed(stem: &str) -> &str {
    stem.trim_matches(|letter: char| letter == '.' || letter.is_whitespace())
}

/// "scan.2.pdf" is "scan.2" and "pdf"; "12. March" has no extension.
fn split(name: &str) -> (&str, Option<&str>) {
    match name.rsplit_once('.') {
        Some((stem, end))
            if (1..=10).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            (stem, Some(end))
        }
        _ => (name, None),
    }
}

/// Control, bidi and invisible characters, with which "fdp.exe" can look like "exe.pdf". The two
/// joiners stay: several scripts are not written without them.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

/// Separators here or on another system, and what Windows takes in no name.
fn is_forbidden(letter: char) -> bool {
    matches!(letter, '/' | '\\' | '<' | '>' | ':' | '"' | '|' | '?' | '*')
}

/// Windows keeps these names for devices, whatever follows the first dot.
fn is_reserved(stem: &str) -> bool {
    let base = stem.split('.').next().unwrap_or(stem).trim_end();
    let base = base.to_uppercase();
    let numbered = |device: &str| {
        base.strip_prefix(device)
            .and_then(|number| {
                let mut letters = number.chars();
                letters.next().filter(|_| letters.next().is_none())
            })
            .is_some_and(|number| number.is_ascii_digit() || "¹²³".contains(number))
    };
    matches!(
        base.as_str(),
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$"
    ) || numbered("COM")
        || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> String {
        safe(OsStr::new(name))
    }

    #[test]
    fn an_ordinary_name_stays_as_it_is() {
        for name in [
            "Utility bill (March).pdf",
            "scan.2.PDF",
            "Übergabe – Größe.docx",
            "身分証明書.jpg",
            "notes",
            "Letter 12. March",
        ] {
            assert_eq!(named(name), name);
        }
    }

    #[test]
    fn accents_are_composed_as_the_server_compares_them() {
        assert_eq!(named("Rene\u{301}.pdf"), "Ren\u{e9}.pdf");
        // What becomes neighbours only once something hidden is gone.
        assert_eq!(named("Rene\u{200b}\u{301}.pdf"), "Ren\u{e9}.pdf");
    }

    #[test]
    fn a_name_cannot_be_turned_around_or_hide_letters() {
        assert_eq!(named("bill\u{202e}fdp.exe"), "billfdp.exe");
        assert_eq!(named("a\u{0}b\u{7f}c\u{85}d\u{feff}.pdf"), "abcd.pdf");
        assert_eq!(named("a\r\nb\tc.pdf"), "abc.pdf");
        assert_eq!(named("a\u{2066}b\u{2069}\u{200f}.pdf"), "ab.pdf");
    }

    #[test]
    fn a_name_leads_nowhere() {
        assert_eq!(named("../../etc/passwd"), "-..-etc-passwd");
        assert_eq!(named("..\\C:\\x.pdf"), "-C--x.pdf");
        assert_eq!(named("who? \"me\" <a|b>*.pdf"), "who- -me- -a-b--.pdf");
    }

    #[test]
    fn names_of_devices_are_marked() {
        assert_eq!(named("con.pdf"), "_con.pdf");
        assert_eq!(named("NUL"), "_NUL");
        assert_eq!(named("Com7.final.pdf"), "_Com7.final.pdf");
        assert_eq!(named("lpt¹.pdf"), "_lpt¹.pdf");
        assert_eq!(named("aux .pdf"), "_aux.pdf");
        for name in ["contract.pdf", "com.pdf", "com10.pdf", "lpt٣.pdf"] {
            assert_eq!(named(name), name);
        }
    }

    #[test]
    fn a_name_is_never_empty_and_never_ends_in_a_dot() {
        for name in ["", " ", ".", "..", "\u{202e}", "\u{0}"] {
            assert_eq!(named(name), "document");
        }
        assert_eq!(named(".pdf"), "document.pdf");
        assert_eq!(named("bill.pdf. . "), "bill.pdf");
        assert_eq!(named(".hidden.pdf"), "hidden.pdf");
        assert_eq!(named("bill .pdf"), "bill.pdf");
    }

    #[test]
    fn a_long_name_is_cut_before_its_extension_and_between_letters() {
        let long = named(&format!("{}.pdf", "a".repeat(400)));
        assert_eq!(long, format!("{}.pdf", "a".repeat(146)));
        // "é" takes two bytes: 146 bytes hold 73 of them.
        let long = named(&format!("{}.jpeg", "é".repeat(400)));
        assert_eq!(long, format!("{}.jpeg", "é".repeat(72)));
        assert_eq!(named(&"字".repeat(400)), "字".repeat(50));
        let told = format!("{}.exe is mentioned", "a".repeat(146));
        assert_eq!(named(&told), "a".repeat(146));
    }

    #[test]
    fn another_extension_takes_the_place_of_the_one_there_is() {
        assert_eq!(with_extension("bill.exe", "pdf"), "bill.pdf");
        assert_eq!(with_extension("bill", "pdf"), "bill.pdf");
        assert_eq!(with_extension("12. March", "pdf"), "12. March.pdf");
        let long = with_extension(&"a".repeat(150), "docx");
        assert_eq!(long, format!("{}.docx", "a".repeat(145)));
        assert_eq!(extension("Bill.PDF").as_deref(), Some("pdf"));
        assert_eq!(extension("12. March"), None);
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_do_not_matter() {
        use std::os::unix::ffi::OsStrExt;
        assert_eq!(safe(OsStr::from_bytes(b"bill\xff.pdf")), "bill\u{fffd}.pdf");
    }

    #[test]
    fn whatever_the_name_the_rules_hold_and_a_safe_name_is_left_alone() {
        let letters: Vec<char> =
            "aZ9 .-_/\\:<>|?*\"\u{0}\u{1f}\u{202e}\u{200d}\u{feff}é\u{301}字ⁿ²CONaux.pdf"
                .chars()
                .collect();
        let mut state = 1_u64;
        let mut next = |below: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) as usize % below
        };
        for _ in 0..20_000 {
            let name: String = (0..next(200))
                .map(|_| letters[next(letters.len())])
                .collect();
            let made = named(&name);
            assert!(!made.is_empty() && made.len() <= LONGEST, "{made:?}");
            assert!(
                !made.chars().any(|l| is_hidden(l) || is_forbidden(l)),
                "{made:?}"
            );
            assert!(
                !made.starts_with(['.', ' ']) && !made.ends_with(['.', ' ']),
                "{made:?}"
            );
            assert!(!is_reserved(&made), "{made:?}");
            assert_eq!(named(&made), made);
        }
    }
}
