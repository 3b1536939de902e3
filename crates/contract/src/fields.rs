//! What is wrong with a call's values, field by field, in sentences.

use std::{collections::BTreeMap, fmt};

use jsonschema::{ValidationError, error::ValidationErrorKind as Kind};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Sentences by field, as in the body of a 422. Never holds a value, only names and rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldErrors(pub BTreeMap<String, Vec<String>>);

impl FieldErrors {
    /// One field with one sentence; the sentence goes on where the field's name ends.
    #[must_use]
    pub fn one(field: &str, sentence: &str) -> Self {
        let mut errors = Self::default();
        errors.add(field, sentence);
        errors
    }

    /// Adds a sentence about a field.
    pub fn add(&mut self, field: &str, sentence: &str) {
        let subject = if field.is_empty() {
            "The request".to_owned()
        } else {
            format!("`{field}`")
        };
        self.0
            .entry(field.to_owned())
            .or_default()
            .push(format!("{subject} {sentence}."));
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes over what another check found.
    pub fn extend(&mut self, other: Self) {
        for (field, sentences) in other.0 {
            self.0.entry(field).or_default().extend(sentences);
        }
    }

    pub(crate) fn from_violations<'a>(
        violations: impl Iterator<Item = ValidationError<'a>>,
    ) -> Result<(), Self> {
        let mut errors = Self::default();
        for violation in violations {
            let (field, sentence) = describe(&violation);
            errors.add(&field, &sentence);
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(errors)
        }
    }
}

impl fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, sentence) in self.0.values().flatten().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            f.write_str(sentence)?;
        }
        Ok(())
    }
}

impl std::error::Error for FieldErrors {}

fn describe(violation: &ValidationError<'_>) -> (String, String) {
    let place = violation
        .instance_path()
        .as_str()
        .trim_start_matches('/')
        .replace('/', ".");
    let within = |name: &str| {
        if place.is_empty() {
            name.to_owned()
        } else {
            format!("{place}.{name}")
        }
    };
    let choices = choices(violation.kind());
    if !choices.is_empty() {
        return (place, format!("must be one of {}", choices.join(", ")));
    }
    if let [one, other] = either(violation.kind()).as_slice() {
        return (within(one), format!("or `{other}` is required"));
    }
    if let [one, other] = never_both(violation.kind()).as_slice() {
        return (within(one), format!("cannot stand beside `{other}`"));
    }
    match violation.kind() {
        Kind::Required { property } => (
            within(property.as_str().unwrap_or_default()),
            "is required".to_owned(),
        ),
        Kind::AdditionalProperties { unexpected } => (
            within(unexpected.first().map_or("", String::as_str)),
            "is not known here".to_owned(),
        ),
        Kind::MinLength { limit: 1 } => (place, "is required".to_owned()),
        Kind::MinLength { limit } => (place, format!("must have at least {limit} characters")),
        Kind::MinItems { limit: 1 } => (place, "must name one or more".to_owned()),
        Kind::MaxLength { limit } => (place, format!("must have at most {limit} characters")),
        Kind::Minimum { limit } => (place, format!("must be at least {limit}")),
        Kind::Maximum { limit } => (place, format!("must be at most {limit}")),
        Kind::Format { format } => (place, formed(format)),
        Kind::Type { kind } => (place, format!("must be of type {}", wanted(kind))),
        Kind::Pattern { .. } => (place, "has the wrong form".to_owned()),
        kind => (place, format!("breaks the rule `{}`", kind.keyword())),
    }
}

/// What a text of a format looks like.
fn formed(format: &str) -> String {
    let example = match format {
        "email" => "an e-mail address such as ana@example.com",
        "date" => "a day such as 2026-01-31",
        "date-time" => "a moment such as 2026-01-31T17:00:00Z",
        "uri" => "a web address such as https://example.com/in",
        "uuid" => "a UUID: 32 hexadecimal digits in five groups, parted by hyphens",
        other => return format!("must be a valid {other}"),
    };
    format!("must be {example}")
}

fn wanted(kind: &jsonschema::error::TypeKind) -> String {
    match kind {
        jsonschema::error::TypeKind::Single(one) => one.to_string(),
        jsonschema::error::TypeKind::Multiple(several) => {
            let names: Vec<String> = several.iter().map(|one| one.to_string()).collect();
            names.join(" or ")
        }
    }
}

/// The values of a choice among fixed ones. A documented enum is a choice of constants, an
/// optional one a choice between that and null.
fn choices(kind: &Kind) -> Vec<String> {
    let quoted = |value: &Value| value.as_str().map(|text| format!("`{text}`"));
    match kind {
        Kind::Constant { expected_value } => quoted(expected_value).into_iter().collect(),
        Kind::Enum { options } => options
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(quoted)
            .collect(),
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => context
            .iter()
            .flatten()
            .flat_map(|violation| choices(violation.kind()))
            .collect(),
        _ => Vec::new(),
    }
}

/// The fields of which one is required: a choice between schemas that require one each.
fn either(kind: &Kind) -> Vec<&str> {
    let Kind::AnyOf { context } = kind else {
        return Vec::new();
    };
    let missing = context.iter().flatten().map(|violation| violation.kind());
    let names = missing.map(|kind| match kind {
        Kind::Required { property } => property.as_str(),
        _ => None,
    });
    names.collect::<Option<_>>().unwrap_or_default()
}

/// The fields that exclude each other: a schema that must not hold and requires them all.
fn never_both(kind: &Kind) -> Vec<&str> {
    let Kind::Not { schema } = kind else {
        return Vec::new();
    };
    let names = schema.get("required").and_then(Value::as_array);
    names
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}
