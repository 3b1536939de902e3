//! No Social Security number stands in a report whole (`docs/REPORTS.md`): in no field that is named
//! for one, wherever in the report that is and whatever form the report has beside ours.

use contract::FieldErrors;
use serde_json::Value;

/// The digits of a number that are not hidden.
const SHOWN: usize = 4;
/// All of its digits.
const WHOLE: usize = 9;

/// Checks a report's content.
///
/// # Errors
/// Each field with a whole number in it. What is no text has lost what hides it.
pub(super) fn check(content: &Value) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::default();
    look(content, "content", false, &mut errors);
    if errors.is_empty() {
        Ok(())
    } else {
        Err(errors)
    }
}

fn look(value: &Value, field: &str, is_ssn: bool, errors: &mut FieldErrors) {
    let stands_whole = match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let is_ssn = is_ssn || is_named_for_one(name);
                look(value, &format!("{field}.{name}"), is_ssn, errors);
            }
            false
        }
        Value::Array(items) => {
            for (place, value) in items.iter().enumerate() {
                look(value, &format!("{field}.{place}"), is_ssn, errors);
            }
            false
        }
        Value::String(text) => is_whole(text),
        // A number has lost the zeros in front of it.
        Value::Number(number) => number
            .as_u64()
            .is_some_and(|n| n >= 10_u64.pow(SHOWN as u32)),
        _ => false,
    };
    if is_ssn && stands_whole {
        errors.add(
            field,
            "must be hidden but for the last four digits, such as XXX-XX-1234",
        );
    }
}

/// Whether nine digits follow each other, whatever sign stands between them.
fn is_whole(text: &str) -> bool {
    let together = text.chars().filter(|letter| letter.is_alphanumeric());
    let together: String = together.collect();
    let mut runs = together.split(|letter: char| !letter.is_ascii_digit());
    runs.any(|run| run.len() >= WHOLE)
}

/// Whether a field is named for Social Security numbers: `ssn`, `other_ssns`, `consumerSSN`,
/// `SocialSecurityNumber`, and not `businessName`.
fn is_named_for_one(name: &str) -> bool {
    let (mut words, mut after_small) = (String::new(), false);
    for letter in name.chars() {
        if after_small && letter.is_uppercase() || !letter.is_alphanumeric() {
            words.push(' ');
        }
        if letter.is_alphanumeric() {
            words.extend(letter.to_lowercase());
        }
        after_small = letter.is_lowercase();
    }
    let is_one = |word: &str| ["ssn", "ssns"].iter().any(|one| word.ends_with(one));
    let has_one = words
        .split(' ')
        .any(|word| is_one(word) || word.starts_with("ssn"));
    has_one || words.replace(' ', "").contains("socialsecurity")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_field_is_known_for_one_by_its_words() {
        for name in [
            "ssn",
            "SSN",
            "other_ssns",
            "consumerSSN",
            "ssnValue",
            "SocialSecurityNumber",
            "social_security_no",
        ] {
            assert!(is_named_for_one(name), "{name}");
        }
        for name in [
            "businessName",
            "business_name",
            "className",
            "address_number",
            "born",
        ] {
            assert!(!is_named_for_one(name), "{name}");
        }
    }

    #[test]
    fn a_whole_number_is_named_wherever_it_stands() {
        let content = json!({
            "consumer": {
                "ssn": "901223344", "other_ssns": ["XXX-XX-3344", "901-22-3344"],
                "phones": ["9185550142"],
            },
            "raw": [{ "SocialSecurityNumber": { "value": 1_223_344, "last": 3344 } }],
            "businessName": "UMBER 901223344", "ssn_seen": "2025-01-31", "ssn": null,
        });
        let refused = check(&content).unwrap_err();
        let fields: Vec<&String> = refused.0.keys().collect();
        assert_eq!(
            fields,
            [
                "content.consumer.other_ssns.1",
                "content.consumer.ssn",
                "content.raw.0.SocialSecurityNumber.value",
            ]
        );
        assert!(!refused.to_string().contains("3344"));
    }
}
