//! Phone numbers as people and portals write them. Those of the United States are kept in one form,
//! `(918) 555-0101`; others as they are written.

/// The longest extension, in digits.
const LONGEST_EXTENSION: usize = 6;

/// The number as it is kept; nothing where the text is none.
pub(super) fn read(text: &str) -> Option<String> {
    let text: String = text.chars().map(plain).collect();
    let scheme = text
        .get(..4)
        .filter(|scheme| scheme.eq_ignore_ascii_case("tel:"));
    let text = text[scheme.map_or(0, str::len)..].trim();
    let end = text.find(|letter: char| letter.is_ascii_alphabetic() || letter == '#');
    let (number, extension) = text.split_at(end.unwrap_or(text.len()));
    let (number, extension) = (number.trim_end_matches([' ', ',', ';']), of(extension)?);
    let is_one = number
        .chars()
        .all(|letter| letter.is_ascii_digit() || "+ ().-/".contains(letter));
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if !is_one || !(7..=15).contains(&digits.len()) {
        return None;
    }
    let number = of_the_states(number, &digits).unwrap_or_else(|| number.to_owned());
    Some(match extension {
        "" => number,
        extension => format!("{number} x{extension}"),
    })
}

/// A letter of what word processors make of a hyphen and a space.
fn plain(letter: char) -> char {
    match letter {
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{a0}' | '\u{2007}' | '\u{202f}' => ' ',
        other => other,
    }
}

/// The digits of an extension, such as `ext. 12`; nothing where the text is something else.
fn of(extension: &str) -> Option<&str> {
    if extension.is_empty() {
        return Some("");
    }
    let at = extension.find(|letter: char| letter.is_ascii_digit())?;
    let (word, digits) = extension.split_at(at);
    let word = word.trim_end_matches([' ', '.', ':']).to_ascii_lowercase();
    let is_word = ["x", "ext", "extension", "#"].contains(&word.as_str());
    let are_digits = digits.bytes().all(|digit| digit.is_ascii_digit());
    (is_word && are_digits && digits.len() <= LONGEST_EXTENSION).then_some(digits)
}

/// A number of the United States or a neighbour (NANP) in its one form. Area codes begin with
/// neither 0 nor 1; behind a plus another digit than 1 begins another country.
fn of_the_states(number: &str, digits: &str) -> Option<String> {
    let is_abroad = number.contains('+') && !digits.starts_with('1');
    let local = match digits.len() {
        10 => digits,
        11 => digits.strip_prefix('1')?,
        _ => return None,
    };
    let is_one = !is_abroad && matches!(local.as_bytes()[0], b'2'..=b'9');
    is_one.then(|| format!("({}) {}-{}", &local[..3], &local[3..6], &local[6..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_the_united_states_is_kept_in_one_form() {
        for text in [
            "(918) 555-0101",
            "(918)555-0101",
            "918-555-0101",
            "918.555.0101",
            "918/555-0101",
            "918 555 0101",
            "9185550101",
            "19185550101",
            "1-918-555-0101",
            "+1 (918) 555-0101",
            "tel:+19185550101",
            "918\u{2011}555\u{2011}0101",
            "(918)\u{a0}555-0101",
        ] {
            assert_eq!(read(text).as_deref(), Some("(918) 555-0101"), "{text}");
        }
        for text in [
            "918-555-0101 x12",
            "918-555-0101x12",
            "(918) 555-0101 Ext. 12",
            "9185550101, extension 12",
            "918-555-0101 #12",
        ] {
            assert_eq!(read(text).as_deref(), Some("(918) 555-0101 x12"), "{text}");
        }
    }

    #[test]
    fn any_other_number_is_kept_as_it_is_written() {
        for text in ["555-0101", "+380 99 999 9999", "0999999999", "+91 85550101"] {
            assert_eq!(read(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "none",
            "555",
            "918-555-0101 home",
            "918-CALL-NOW",
            "1234567890123456",
            "é",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
