//! What stands in a cell, and what it must be.

use chrono::NaiveDate;
use letters::state_code;

use super::{born, phone};

/// The longest text, in characters.
const LONGEST: usize = 255;

/// What kind of value a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// A line of text.
    Line,
    /// A number that the office gave.
    Number,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A day of birth.
    Born,
    /// The two letters of a state.
    State,
    /// A ZIP code. Spreadsheet programs take its first zeros away.
    Zip,
    /// Nine digits. With fewer nobody knows which are missing.
    Ssn,
}

impl Cell {
    /// The value as it is kept, or what it must be.
    pub(super) fn read(self, text: &str, today: NaiveDate) -> Result<String, &'static str> {
        if text.contains(['\r', '\n']) {
            return Err("holds more than one line, so a quotation mark may be missing");
        }
        if text.contains(char::is_control) || text.chars().count() > LONGEST {
            return Err("must be a line of text of 255 characters at most");
        }
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let made_of = |more: &str| text.chars().all(|c| c.is_ascii_digit() || more.contains(c));
        match self {
            Self::Line => Ok(text.to_owned()),
            Self::Number if made_of("") && text.parse::<i64>().is_ok_and(|id| id > 0) => {
                Ok(text.to_owned())
            }
            Self::Number => Err("must be a client's number"),
            Self::Email if is_email(text) => Ok(text.to_owned()),
            Self::Email => Err("must be an e-mail address such as ana@example.com"),
            Self::Phone => phone::read(text).ok_or("must be a phone number of 7 to 15 digits"),
            Self::Born => born::read(text, today),
            Self::State if text.len() == 2 && state_code(text).is_some() => {
                Ok(text.to_ascii_uppercase())
            }
            Self::State => Err("must be the two letters of a state"),
            Self::Zip => zip(text).ok_or("must be a ZIP code of five or nine digits"),
            Self::Ssn if made_of("- ") && digits.len() == 9 => Ok(digits),
            Self::Ssn => Err("must have nine digits"),
        }
    }
}

fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, host)| {
        let whole = !name.is_empty() && !text.contains(char::is_whitespace);
        let host_is_one = !host.contains('@') && !host.starts_with('.') && !host.ends_with('.');
        whole && host_is_one && host.contains('.')
    })
}

/// With which a spreadsheet program begins to compute, in full width too, or what it passes over
/// before that (OWASP, CSV injection).
const SIGNS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// Whether a cell may begin after a letter: a program that has another sign than a comma between
/// cells ends one within what is a text to us, and takes no quotation mark there for what it is.
fn begins_after(letter: char, began: bool) -> bool {
    matches!(letter, ';' | '\t' | '\r' | '\n') || began && matches!(letter, ' ' | '"')
}

/// A ZIP code in the one form, with the zeros that were lost. The first that there is begins with 005.
fn zip(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let kept = match digits.len() {
        3..=5 if text == digits => format!("{digits:0>5}"),
        9 if text.chars().all(|c| c.is_ascii_digit() || c == '-') => {
            format!("{}-{}", &digits[..5], &digits[5..])
        }
        _ => return None,
    };
    (&kept[..3] >= "005").then_some(kept)
}

/// A text as no spreadsheet program computes any of it.
pub(super) fn guarded(text: &str) -> String {
    let mut guarded = String::with_capacity(text.len() + 1);
    let mut begins = true;
    for letter in text.chars() {
        if begins && SIGNS.contains(&letter) {
            guarded.push('\'');
        }
        guarded.push(letter);
        begins = begins_after(letter, begins);
    }
    guarded
}

/// A text without what guards it, and without what stands around it.
pub(super) fn bare(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut begins = true;
    let mut letters = text.trim().chars().peekable();
    while let Some(letter) = letters.next() {
        let computed = letters.peek().is_some_and(|next| SIGNS.contains(next));
        if begins && letter == '\'' && computed {
            continue;
        }
        bare.push(letter);
        begins = begins_after(letter, begins);
    }
    bare.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 15).unwrap()
    }

    #[test]
    fn a_cell_is_kept_in_one_form_however_it_is_written() {
        for (cell, written, kept) in [
            (Cell::Born, "2/29/1980", "1980-02-29"),
            (Cell::State, "nj", "NJ"),
            (Cell::Zip, "7101", "07101"),
            (Cell::Zip, "501", "00501"),
            (Cell::Zip, "07101-0256", "07101-0256"),
            (Cell::Zip, "071010256", "07101-0256"),
            (Cell::Ssn, "900-12-3456", "900123456"),
            (Cell::Phone, "+1 918.555.0101", "(918) 555-0101"),
            (Cell::Email, "ana@example.com", "ana@example.com"),
            (Cell::Number, "41", "41"),
            (Cell::Line, "José", "José"),
        ] {
            assert_eq!(
                cell.read(written, today()).as_deref(),
                Ok(kept),
                "{written}"
            );
        }
    }

    #[test]
    fn a_text_is_the_same_again_without_what_guards_it() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("＝1+1", "'＝1+1"),
            ("\t=1", "'\t'=1"),
            ("x;=1+1;y", "x;'=1+1;y"),
            ("x; \"=1+1", "x; \"'=1+1"),
            ("two\r\n=1", "two\r\n'=1"),
            ("x\t@SUM(A1)", "x\t'@SUM(A1)"),
            ("a-b, +c; d", "a-b, +c; d"),
            ("O'Brien", "O'Brien"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), written);
            assert_eq!(bare(written), text.trim());
        }
    }

    #[test]
    fn a_cell_that_is_something_else_is_refused() {
        for (cell, written) in [
            (Cell::Born, "29/2/1980"),
            (Cell::State, "New Jersey"),
            (Cell::State, "XX"),
            (Cell::Zip, "12"),
            (Cell::Zip, "00001"),
            (Cell::Zip, "00499-0256"),
            (Cell::Zip, "07101-02"),
            (Cell::Ssn, "12345678"),
            (Cell::Ssn, "XXX-XX-6789"),
            (Cell::Phone, "none"),
            (Cell::Email, "ana@example"),
            (Cell::Email, "ana soto@example.com"),
            (Cell::Number, "0"),
            (Cell::Number, "41a"),
            (Cell::Line, "two\nlines"),
            (Cell::Line, "a\u{7}"),
        ] {
            assert!(cell.read(written, today()).is_err(), "{written}");
        }
        assert!(Cell::Line.read(&"x".repeat(256), today()).is_err());
    }
}
