//! `docs/REPORTS.md` describes the form of a report; its tables are written from the form itself,
//! and a difference fails here. To write them anew:
//! `REDRESS_WRITE_DOCS=1 cargo test -p reports --test form`.

#![expect(clippy::unwrap_used, reason = "a test says what failed by panicking")]

use std::{fmt::Write, fs, path::PathBuf};

use reports::{
    AccountStatus, AccountType, BankruptcyIndicator, ComplianceCondition, Ecoa, InterestType,
    PaymentHistory, PaymentRating, PortfolioType, Report, SCHEMA, SpecialComment, TermsFrequency,
};
use serde_json::Value;

const BEGIN: &str =
    "<!-- Written by a test from here: REDRESS_WRITE_DOCS=1 cargo test -p reports --test form -->";

/// Codes have tables of their own.
const CODES: &[(&str, &[(&str, &str)])] = &[
    ("AccountStatus", AccountStatus::KNOWN),
    ("PaymentRating", PaymentRating::KNOWN),
    ("PortfolioType", PortfolioType::KNOWN),
    ("AccountType", AccountType::KNOWN),
    ("Ecoa", Ecoa::KNOWN),
    ("ComplianceCondition", ComplianceCondition::KNOWN),
    ("SpecialComment", SpecialComment::KNOWN),
    ("BankruptcyIndicator", BankruptcyIndicator::KNOWN),
    ("TermsFrequency", TermsFrequency::KNOWN),
    ("InterestType", InterestType::KNOWN),
];

/// What is written as text, and how.
const TEXTS: &[(&str, &str)] = &[("Money", "amount"), ("PartialDate", "day or month")];

fn page() -> PathBuf {
    PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap()).join("../../docs/REPORTS.md")
}

#[test]
fn the_page_about_reports_has_every_field_and_every_code() {
    let text = fs::read_to_string(page()).unwrap();
    let (prose, written) = text.split_once(BEGIN).unwrap();
    let wanted = format!("\n\n{}", tables().trim_end()) + "\n";
    if std::env::var_os("REDRESS_WRITE_DOCS").is_some() {
        fs::write(page(), format!("{prose}{BEGIN}{wanted}")).unwrap();
        return;
    }
    assert_eq!(written, wanted, "docs/REPORTS.md is out of date");
}

#[test]
fn the_example_on_the_page_is_a_report() {
    let text = fs::read_to_string(page()).unwrap();
    let example = text.split("```json").nth(1).unwrap();
    let example = example.split("```").next().unwrap();
    let report: Report = serde_json::from_str(example).unwrap();
    assert_eq!(report.schema, SCHEMA);
    // Every field of the example is one that the form knows.
    let written = serde_json::to_value(&report).unwrap();
    let example: Value = serde_json::from_str(example).unwrap();
    assert!(holds(&written, &example), "{written:#}");
}

/// Whether all that one value says stands in another.
fn holds(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::Object(whole), Value::Object(part)) => part.iter().all(|(name, value)| {
            let found = whole.get(name);
            found.is_some_and(|found| holds(found, value))
        }),
        (Value::Array(whole), Value::Array(part)) => {
            whole.len() == part.len()
                && whole.iter().zip(part).all(|(one, other)| holds(one, other))
        }
        _ => whole == part,
    }
}

fn tables() -> String {
    let schema = serde_json::to_value(schemars::schema_for!(Report)).unwrap();
    let mut out = String::from("## Fields\n");
    fields(&mut out, "Report", &schema);
    for (name, part) in schema["$defs"].as_object().unwrap() {
        if part.get("properties").is_some() {
            fields(&mut out, name, part);
        }
    }
    out.push_str("\n## Words\n");
    for (name, part) in schema["$defs"].as_object().unwrap() {
        if let Some(options) = part["oneOf"].as_array() {
            words(&mut out, name, part, options);
        }
    }
    out.push_str("\n## Codes\n");
    for (name, known) in CODES {
        let about = sentence(&schema["$defs"][*name]["description"]);
        codes(&mut out, name, &about, known.iter().copied());
    }
    let letters = PaymentHistory::new("2026-01-01".parse().unwrap(), "0123456BDEGHJKL");
    let letters: Vec<_> = letters
        .months()
        .map(|(_, code)| (code.letter().to_string(), code.meaning()))
        .collect();
    let letters = letters
        .iter()
        .map(|(letter, meaning)| (letter.as_str(), *meaning));
    codes(
        &mut out,
        "Letters of a payment history",
        "A letter a month (Metro 2 field 18).",
        letters,
    );
    out
}

/// The fields of a part, each with its type.
fn fields(out: &mut String, name: &str, part: &Value) {
    let about = sentence(&part["description"]);
    writeln!(
        out,
        "\n### {name}\n\n{about}\n\n| field | type | |\n| --- | --- | --- |"
    )
    .unwrap();
    let required = part["required"].as_array().cloned().unwrap_or_default();
    for (field, what) in part["properties"].as_object().unwrap() {
        let always = if required.contains(&Value::from(field.as_str())) {
            ", always there"
        } else {
            ""
        };
        let about = sentence(&what["description"]);
        writeln!(out, "| `{field}` | {}{always} | {about} |", kind(what)).unwrap();
    }
}

/// The words of which one is written, or the shapes of which one is taken.
fn words(out: &mut String, name: &str, part: &Value, options: &[Value]) {
    let about = sentence(&part["description"]);
    writeln!(out, "\n### {name}\n\n{about}\n\n| word | |\n| --- | --- |").unwrap();
    for option in options {
        let about = sentence(&option["description"]);
        let word = match option["const"].as_str() {
            Some(word) => format!("`{word}`"),
            None => shape(&option["properties"]),
        };
        writeln!(out, "| {word} | {about} |").unwrap();
    }
}

/// A shape with its fields: `direction` is `sold_to`, with `name`.
fn shape(properties: &Value) -> String {
    let field = |(name, what): (&String, &Value)| match what["const"].as_str() {
        Some(word) => format!("`{name}` is `{word}`"),
        None => format!("with `{name}`"),
    };
    let fields: Vec<_> = properties.as_object().unwrap().iter().map(field).collect();
    fields.join(", ")
}

fn codes<'a>(
    out: &mut String,
    name: &str,
    about: &str,
    known: impl Iterator<Item = (&'a str, &'a str)>,
) {
    writeln!(
        out,
        "\n### {name}\n\n{about}\n\n| code | says |\n| --- | --- |"
    )
    .unwrap();
    for (code, meaning) in known {
        writeln!(out, "| `{code}` | {meaning} |").unwrap();
    }
}

/// A field's type in words.
fn kind(what: &Value) -> String {
    if let Some(name) = what["$ref"]
        .as_str()
        .and_then(|path| path.rsplit('/').next())
    {
        let text = TEXTS.iter().find(|(text, _)| *text == name);
        return text.map_or_else(
            || format!("[{name}](#{})", name.to_lowercase()),
            |(_, word)| (*word).to_owned(),
        );
    }
    if let Some(options) = what["anyOf"].as_array() {
        return kind(&options[0]);
    }
    let named = match &what["type"] {
        Value::Array(types) => types[0].as_str(),
        other => other.as_str(),
    };
    match named.unwrap() {
        "array" => format!("list of {}", kind(&what["items"])),
        "boolean" => "true or false".to_owned(),
        "integer" => "number".to_owned(),
        "string" => "text".to_owned(),
        other => other.to_owned(),
    }
}

/// A description as a line of a table.
fn sentence(text: &Value) -> String {
    let text = text.as_str().unwrap().replace('\n', " ");
    text.replace("[`SCHEMA`]", &format!("`{SCHEMA}`"))
}
