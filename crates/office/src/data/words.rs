//! The words that a list is searched for: all of them must be found, in any order. What stands
//! between them means nothing, and a number of a phone or of Social Security is the same however it
//! is written.

use chrono::NaiveDate;
use serde_json::json;

use super::page::pattern;
use crate::fold;

/// Whether the words of a search, which a parameter holds as [`words`] gives them, are all in a
/// column. Written so that a list costs nothing more where nothing is looked for.
macro_rules! has_words {
    ($column:literal, $words:literal) => {
        concat!(
            "(",
            $words,
            " = '[]' OR NOT EXISTS (SELECT 1 FROM json_each(",
            $words,
            ") WHERE ",
            $column,
            " NOT LIKE value ESCAPE '\\'))"
        )
    };
}

pub(super) use has_words;

/// The words of a search that is folded, as patterns of `LIKE` in a JSON array.
pub(crate) fn words(search: &str) -> String {
    patterns(search, |groups| groups.join("%"))
}

/// As [`words`], for a column in which every number stands in digits alone, too.
pub(crate) fn words_and_digits(search: &str) -> String {
    patterns(search, |groups| groups.concat())
}

fn patterns(search: &str, number_of: impl Fn(&[&str]) -> String) -> String {
    let parts: Vec<&str> = parts(search).collect();
    let (mut words, mut rest) = (Vec::new(), parts.as_slice());
    while let [first, others @ ..] = rest {
        let length = rest.iter().take_while(|part| is_of_number(part)).count();
        rest = match number(&rest[..length]) {
            Some(digits) => {
                let groups = groups(&digits);
                words.push(format!("%{}%", number_of(&groups)));
                &rest[length..]
            }
            None => {
                words.extend(word(first));
                others
            }
        };
    }
    if words.is_empty() && !search.is_empty() {
        // Signs alone are looked for as they stand.
        words.push(pattern(search));
    }
    json!(words).to_string()
}

/// The nine digits of a search that is a Social Security number and nothing else.
pub(crate) fn ssn(search: &str) -> Option<String> {
    let digits = fold::digits(search);
    let is_number = parts(search).all(is_of_number);
    (is_number && digits.len() == 9).then_some(digits)
}

fn parts(search: &str) -> impl Iterator<Item = &str> {
    let between = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';');
    search.split(between).filter(|part| !part.is_empty())
}

/// Whether a part may be one of a number that is written in several; a day is none.
fn is_of_number(part: impl AsRef<str>) -> bool {
    let part = part.as_ref();
    let is_of_one = |letter: char| letter.is_ascii_digit() || "+()-.".contains(letter);
    part.chars().all(is_of_one) && part.parse::<NaiveDate>().is_err()
}

/// The digits of a phone or Social Security number, if that is what parts are together: one that is
/// written in one, with the signs of such numbers, or in groups of their lengths.
fn number(parts: &[&str]) -> Option<String> {
    let has_signs = parts
        .iter()
        .any(|part| part.contains(['+', '(', ')', '-', '.']));
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    let is_one = matches!(
        lengths.as_slice(),
        [_] | [3, 4] | [3, 3, 4] | [3, 2, 4] | [1, 3, 3, 4]
    );
    let digits = fold::digits(&parts.concat());
    // What is called from here needs no country.
    let digits = match digits.strip_prefix('1') {
        Some(rest) if rest.len() == 10 => rest,
        _ => digits.as_str(),
    };
    let is_long_enough = matches!(digits.len(), 7 | 9 | 10);
    ((has_signs || is_one) && is_long_enough).then(|| digits.to_owned())
}

/// The groups in which people write a number of so many digits.
fn groups(digits: &str) -> Vec<&str> {
    match digits.len() {
        7 => vec![&digits[..3], &digits[3..]],
        9 => vec![&digits[..3], &digits[3..5], &digits[5..]],
        _ => vec![&digits[..3], &digits[3..6], &digits[6..]],
    }
}

/// A word without what stands around it; what stands within may be another sign. Digits that are the
/// beginning of a number may stand apart otherwise than they were typed.
fn word(part: &str) -> Option<String> {
    if is_of_number(part) {
        let digits = part.split(|letter: char| !letter.is_ascii_digit());
        let groups: Vec<&str> = digits.filter(|group| !group.is_empty()).collect();
        return (!groups.is_empty()).then(|| format!("%{}%", groups.join("%")));
    }
    let bare = part.trim_matches(|letter: char| !letter.is_alphanumeric());
    let sign = |letter: char| {
        if letter.is_alphanumeric() {
            letter
        } else {
            '_'
        }
    };
    let word: String = bare.chars().map(sign).collect();
    (!word.is_empty()).then(|| format!("%{word}%"))
}

#[cfg(test)]
mod tests {
    use sqlx::SqlitePool;

    use super::*;

    #[test]
    fn a_search_is_its_words_and_its_numbers() {
        for (search, found) in [
            ("", "[]"),
            ("jose nandu", r#"["%jose%","%nandu%"]"#),
            ("nandu, jose;", r#"["%nandu%","%jose%"]"#),
            ("o'brien (the)", r#"["%o_brien%","%the%"]"#),
            ("jose@example.com", r#"["%jose_example_com%"]"#),
            ("(918) 555-0142", r#"["%918%555%0142%"]"#),
            ("+1 918.555.0142", r#"["%918%555%0142%"]"#),
            ("9185550142", r#"["%918%555%0142%"]"#),
            ("soto 555 0142", r#"["%soto%","%555%0142%"]"#),
            ("918-555", r#"["%918%555%"]"#),
            ("(918) 555-01", r#"["%918%","%555%01%"]"#),
            ("84101 5550", r#"["%84101%","%5550%"]"#),
            ("12 (918) 555-0142", r#"["%12%","%918%555%0142%"]"#),
            ("2026-01-16", r#"["%2026_01_16%"]"#),
            ("50%", r#"["%50%"]"#),
            ("%", r#"["%\\%%"]"#),
        ] {
            assert_eq!(words(search), found, "{search}");
        }
    }

    #[test]
    fn nine_digits_alone_are_a_social_security_number() {
        for search in ["900-12-3456", "900 12 3456", "900123456"] {
            assert_eq!(ssn(search).as_deref(), Some("900123456"));
        }
        for search in ["", "90012345", "9001234567", "soto 900123456"] {
            assert_eq!(ssn(search), None, "{search}");
        }
    }

    #[tokio::test]
    async fn all_words_are_found_in_any_order_and_none_is_everything() {
        let database = SqlitePool::connect("sqlite::memory:").await.unwrap();
        const FOUND: &str = concat!(
            "SELECT ",
            has_words!("searched", "$1"),
            " FROM (SELECT $2 AS searched)"
        );
        let text = "jose\nnandu\n918-555-0142\n50% of it\no'brien";
        for (search, found) in [
            ("", true),
            ("nandu, jose", true),
            ("(918) 5550142", true),
            ("918.555", true),
            ("o’brien", true),
            ("50%", true),
            ("%", true),
            ("jose soto", false),
            ("918-555-0143", false),
            ("_", false),
        ] {
            let is_found: bool = sqlx::query_scalar(FOUND)
                .bind(words(search))
                .bind(text)
                .fetch_one(&database)
                .await
                .unwrap();
            assert_eq!(is_found, found, "{search}");
        }
    }
}
