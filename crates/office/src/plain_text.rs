//! The bytes of a plain text, read as text: spreadsheet programs write UTF-8 with and without its
//! mark, UTF-16 with its mark, and, for most of those who simply save a list, Windows-1252. What is
//! none of these is not guessed at.

use std::borrow::Cow;

/// What stands before UTF-8.
pub(crate) const MARK: &str = "\u{feff}";

/// What the bytes 80 to 9F are in Windows-1252 (WHATWG Encoding, index windows-1252). Five are
/// nothing.
const HIGH: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘',
    '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// The whole of a text, without a mark before it; `None` where it is none.
pub(crate) fn read(bytes: &[u8]) -> Option<Cow<'_, str>> {
    decoded(bytes, true)
}

/// The beginning of a text, which may be cut within a letter.
pub(crate) fn beginning(bytes: &[u8]) -> Option<Cow<'_, str>> {
    decoded(bytes, false)
}

fn decoded(bytes: &[u8], whole: bool) -> Option<Cow<'_, str>> {
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return utf_16(rest, u16::from_le_bytes, whole).map(Cow::Owned);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return utf_16(rest, u16::from_be_bytes, whole).map(Cow::Owned);
    }
    let marked = bytes.strip_prefix(MARK.as_bytes());
    let rest = marked.unwrap_or(bytes);
    let error = match str::from_utf8(rest) {
        Ok(text) => return Some(Cow::Borrowed(text)),
        Err(error) => error,
    };
    let (well, _) = rest.split_at(error.valid_up_to());
    if !whole && error.error_len().is_none() {
        return str::from_utf8(well).ok().map(Cow::Borrowed);
    }
    // With the mark, or with letters that are no accident, this is UTF-8 that came to harm: read as
    // anything else, every accent in it would be two wrong letters.
    if marked.is_some() || !well.is_ascii() {
        return None;
    }
    windows_1252(rest).map(Cow::Owned)
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16, whole: bool) -> Option<String> {
    let pairs = bytes.chunks_exact(2);
    if whole && !pairs.remainder().is_empty() {
        return None;
    }
    let mut units: Vec<u16> = pairs.map(|pair| unit([pair[0], pair[1]])).collect();
    let is_half = |unit: &u16| (0xd800..0xdc00).contains(unit);
    if !whole && units.last().is_some_and(is_half) {
        units.pop();
    }
    String::from_utf16(&units).ok()
}

fn windows_1252(bytes: &[u8]) -> Option<String> {
    let letter = |byte: &u8| match byte {
        0x80..0xa0 => Some(HIGH[usize::from(byte - 0x80)]).filter(|letter| *letter != '\0'),
        _ => Some(char::from(*byte)),
    };
    bytes.iter().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf_16(text: &str, mark: [u8; 2], bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let units = text.encode_utf16().flat_map(bytes);
        mark.into_iter().chain(units).collect()
    }

    #[test]
    fn a_text_is_the_same_however_it_is_written() {
        let text = "José 😀 €5";
        for bytes in [
            text.as_bytes().to_vec(),
            format!("{MARK}{text}").into_bytes(),
            utf_16(text, [0xff, 0xfe], u16::to_le_bytes),
            utf_16(text, [0xfe, 0xff], u16::to_be_bytes),
        ] {
            assert_eq!(read(&bytes).as_deref(), Some(text));
        }
        let bytes = b"Jos\xe9 \x80\x35 \x93o\x92b\x94 \xff";
        assert_eq!(read(bytes).as_deref(), Some("José €5 “o’b” ÿ"));
    }

    #[test]
    fn a_beginning_may_end_within_a_letter_and_the_whole_may_not() {
        let text = "é😀";
        for bytes in [
            text.as_bytes().to_vec(),
            utf_16(text, [0xff, 0xfe], u16::to_le_bytes),
        ] {
            for cut in 3..bytes.len() {
                let read = beginning(&bytes[..cut]);
                assert!(read.is_some_and(|read| text.starts_with(&*read)), "{cut}");
            }
            assert_eq!(read(&bytes[..bytes.len() - 1]), None);
        }
    }

    #[test]
    fn what_came_to_harm_is_not_read_as_something_else() {
        for bytes in [
            &b"\xef\xbb\xbfJos\xe9"[..],
            "José\u{fe}".as_bytes().split_last().unwrap().1,
            b"Jos\x81",
            b"\xff\xfe\x00\xd8\x41\x00",
        ] {
            assert_eq!(read(bytes), None, "{bytes:?}");
        }
    }
}
