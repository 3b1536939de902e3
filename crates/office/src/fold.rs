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
}
