//! What a call is documented to carry, held against the schemas of its row. Bounds of ours where
//! the document gives none are for [`super::bounds`].

use contract::{FILE_PART, Media, Row};
use serde_json::Value;
use testkit::{Place, sample::fits};

const PLACES: [&str; 3] = ["path", "query", "body"];

fn schema(row: &Row, place: &str) -> &'static Value {
    match place {
        "path" => (row.schemas.path)(),
        "query" => (row.schemas.query)(),
        _ => (row.schemas.body)(),
    }
}

/// The parameters of a place: each with its name and what is said of it.
fn documented<'a>(
    facts: &'a Value,
    place: &str,
) -> impl Iterator<Item = (&'a String, &'a Value)> + use<'a> {
    let parameters = facts.get(place).and_then(Value::as_object);
    parameters.into_iter().flatten()
}

/// Every documented parameter that is taken: its name, what is said of it, and its place.
pub fn taken<'a>(
    row: &'a Row,
    facts: &'a Value,
) -> impl Iterator<Item = (&'a str, &'a Value, Place<'static>)> {
    PLACES.into_iter().flat_map(move |place| {
        let schema = Place::of(schema(row, place));
        let taken = move |(name, fact): (&'a String, &'a Value)| {
            Some((name.as_str(), fact, schema.at(name)?))
        };
        documented(facts, place).filter_map(taken)
    })
}

/// What is taken otherwise than documented.
pub fn differences(row: &Row, facts: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for place in PLACES {
        let schema = Place::of(schema(row, place));
        for (name, fact) in documented(facts, place) {
            if row.sends == Media::Form && name == FILE_PART {
                continue;
            }
            let mut say = |what: String| found.push(format!("{} {name}: {what}", row.name));
            let Some(field) = schema.at(name) else {
                say("missing".to_owned());
                continue;
            };
            for what in of_field(field, fact) {
                say(what);
            }
            let (parent, last) = name.rsplit_once('.').unwrap_or(("", name));
            let parent = if parent.is_empty() {
                Some(schema)
            } else {
                schema.at(parent)
            };
            // What stands in a path is required whatever is said of it.
            let must = fact.get("required").is_some() || place == "path";
            let does = parent.is_some_and(|parent| parent.requires(last));
            match (must, does) {
                (true, false) => say("not required".to_owned()),
                (false, true) => say("required".to_owned()),
                _ => {}
            }
        }
    }
    found
}

fn of_field(field: Place<'_>, fact: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let number = |name: &str| fact.get(name).and_then(Value::as_i64);
    let kind = fact["type"].as_str().unwrap();
    // A number of so many digits is a whole one.
    let is_whole = kind == "number" && fact.get("digits").is_some() && field.takes("integer");
    if !field.takes(kind) && !is_whole {
        let kinds: Vec<&str> = field.forms().iter().flat_map(|form| form.kinds()).collect();
        found.push(format!("{}, not {kind}", kinds.join(" or ")));
    }
    let items = field.items();
    if let (Some(of), Some(items)) = (fact.get("of"), items)
        && !items.takes(of.as_str().unwrap())
    {
        found.push(format!("items are not {of}"));
    }
    let most = number("digits").map(|digits| 10_i64.pow(digits as u32) - 1);
    for (rule, documented) in [
        ("minLength", number("min_length")),
        ("maxLength", number("max_length")),
        ("minimum", number("min")),
        ("maximum", number("max").or(most)),
    ] {
        let ours = field.bound(rule);
        // Fixed words have the length that they have.
        let free = field.words().is_empty();
        if let Some(documented) = documented.filter(|one| free && ours != Some(*one)) {
            found.push(format!("{rule} {ours:?}, not {documented}"));
        }
    }
    let words = |list: &[&Value]| {
        let word = |word: &&Value| {
            word.as_str()
                .map_or_else(|| word.to_string(), str::to_owned)
        };
        let mut words: Vec<String> = list.iter().map(word).collect();
        words.sort_unstable();
        words.join(", ")
    };
    let documented: Vec<&Value> = fact["enum"].as_array().into_iter().flatten().collect();
    let ours = items.map_or_else(|| field.words(), Place::words);
    let all_taken = documented
        .iter()
        .all(|word| fits(items.unwrap_or(field), word));
    if words(&documented) != words(&ours) && !(ours.is_empty() && all_taken && is_digit(field)) {
        found.push(format!("one of {}", words(&ours)));
    }
    let format = fact.get("format").and_then(Value::as_str);
    if field.word("format").filter(|one| !one.starts_with("int")) != format {
        found.push(format!("format {:?}, not {format:?}", field.word("format")));
    }
    if field.word("pattern").is_some() {
        found.push("has a form of its own".to_owned());
    }
    let default = field.schema().get("default");
    if let Some(documented) = fact.get("default").filter(|one| !says_same(default, one)) {
        let ours = default.map_or("none".to_owned(), Value::to_string);
        found.push(format!("default {ours}, not {documented}"));
    }
    if fact.get("null").is_some() && !takes_null(field) {
        found.push("not null".to_owned());
    }
    found
}

/// Whether a default is the documented one; yes and no may be documented as digits.
fn says_same(ours: Option<&Value>, documented: &Value) -> bool {
    match (ours, documented.as_i64()) {
        (Some(Value::Bool(yes)), Some(digit)) => i64::from(*yes) == digit,
        (ours, _) => ours == Some(documented),
    }
}

/// Whether nothing may stand in a field.
fn takes_null(field: Place<'_>) -> bool {
    let schema = field.followed().schema();
    let is_null = |place: &Value| place["type"] == "null";
    let choices = ["anyOf", "oneOf"]
        .iter()
        .filter_map(|name| schema.get(name)?.as_array());
    let listed = schema.get("type").and_then(Value::as_array);
    let listed = listed.is_some_and(|kinds| kinds.iter().any(|kind| kind == "null"));
    listed || choices.flatten().any(is_null)
}

/// Whether a field is a digit for yes or no.
fn is_digit(field: Place<'_>) -> bool {
    (field.bound("minimum"), field.bound("maximum")) == (Some(0), Some(1))
}

/// What is taken and not documented.
pub fn ours(row: &Row, facts: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for place in PLACES {
        let named = |name: &str| documented(facts, place).any(|(one, _)| one == name);
        if place == "path" && facts.get("path").is_none() {
            // Where the document names no position, the name is ours.
            continue;
        }
        let fields = Place::of(schema(row, place)).fields();
        let fields = fields.filter(|(name, _)| !named(name));
        found.extend(fields.map(|(name, _)| format!("{} {name}", row.name)));
    }
    found
}
