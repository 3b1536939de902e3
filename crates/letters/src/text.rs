//! What happens to every text before it is measured or set.

use unicode_normalization::UnicodeNormalization;

/// One form for equal text: composed letters, `\n` line ends, plain spaces for tabs, and none of
/// the invisible marks that come along when text is copied from web pages or change its direction.
pub(crate) fn clean(text: &str) -> String {
    text.replace("\r\n", "\n")
        .nfc()
        .filter(|character| !is_invisible(*character))
        .map(|character| match character {
            '\r' | '\u{2028}' | '\u{2029}' => '\n',
            '\t' => ' ',
            other => other,
        })
        .collect()
}

/// One line, without spaces at its ends or twice in a row.
#[must_use]
pub fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether there is nothing to read in a text.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|character| character.is_whitespace() || is_invisible(character))
}

/// Soft hyphens, zero-width and direction marks, the byte order mark.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    )
}
