//! Text as it is searched and sorted: lower case and without accents, so that `jose` finds
//! `José` and `Ávila` stands before `Baca`.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Folds a text.
pub(crate) fn fold(text: &str) -> String {
    let plain = text.nfd().filter(|letter| !is_combining_mark(*letter));
    plain
        .flat_map(char::to_lowercase)
        .map(without_stroke)
        .collect()
}

/// Letters whose stroke is part of them and not an accent of its own.
fn without_stroke(letter: char) -> char {
    match letter {
        'ł' => 'l',
        'ø' => 'o',
        'đ' => 'd',
        'ı' => 'i',
        other => other,
    }
}

/// The digits of a text, for finding a phone number however it is written.
pub(crate) fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A phone number as it is compared: its digits with those of the country, without an extension.
/// Numbers of the United States and its neighbours (1) and of Ukraine (380) may be written without
/// their country; of others there is none to compare.
pub(crate) fn phone(text: &str) -> Option<String> {
    let number = text.trim_start_matches(|letter: char| !letter.is_ascii_digit());
    let number = number
        .split(|letter: char| letter.is_ascii_alphabetic())
        .next();
    let digits = digits(number.unwrap_or_default());
    match (digits.len(), digits.as_bytes().first()?) {
        (10, b'0') => Some(format!("380{}", &digits[1..])),
        (10, b'2'..=b'9') => Some(format!("1{digits}")),
        (11, b'1') => Some(digits),
        (12, b'3') if digits.starts_with("380") => Some(digits),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_do_not_hide_a_name() {
        for (written, folded) in [
            ("José", "jose"),
            ("Łukasz", "lukasz"),
            ("Kovačić", "kovacic"),
            ("O'Brien", "o'brien"),
        ] {
            assert_eq!(fold(written), folded);
        }
        assert_eq!(digits("(918) 555-0142"), "9185550142");
    }

    #[test]
    fn a_phone_number_is_the_same_however_it_is_written() {
        for (number, written) in [
            (
                "19185550142",
                &[
                    "(918) 555-0142",
                    "918.555.0142",
                    "+1 918 555 0142",
                    "19185550142 x7",
                ][..],
            ),
            (
                "380999999999",
                &[
                    "+380999999999",
                    "380999999999",
                    "0999999999",
                    "tel. 099 999 9999",
                ],
            ),
        ] {
            for text in written {
                assert_eq!(phone(text).as_deref(), Some(number), "{text}");
            }
        }
        for text in ["", "none", "555-0142", "+48 999 999 999", "1185550142"] {
            assert_eq!(phone(text), None, "{text}");
        }
    }
}
