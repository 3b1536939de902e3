//! What an answer is documented to hold, held against the schema of its row, and against what is
//! left of it once it was read.

use contract::Row;
use serde_json::Value;
use testkit::Place;

use super::facts::{Facts, content, typed};

/// Where the content of an answer stands in its schema.
fn content_place(place: Place<'_>) -> Place<'_> {
    let envelope = ["data", "Data", "links", "meta", "message", "status"];
    let names: Vec<&str> = place.fields().map(|(name, _)| name).collect();
    let is_envelope = !names.is_empty() && names.iter().all(|name| envelope.contains(name));
    let data = ["data", "Data"].iter().find_map(|name| place.field(name));
    match (place.items(), data) {
        (Some(items), _) => content_place(items),
        (None, Some(data)) if is_envelope => content_place(data),
        _ => place,
    }
}

/// What an answer does not hold, or holds otherwise than documented.
pub fn differences(document: &Facts, row: &Row, answer: &Value) -> Vec<String> {
    let schema = (row.schemas.answer)();
    let mut looking = Looking {
        document,
        row,
        within: Vec::new(),
        found: Vec::new(),
    };
    looking.look(content(answer), content_place(Place::of(&schema)), "");
    looking.found
}

struct Looking<'a> {
    document: &'a Facts,
    row: &'a Row,
    within: Vec<&'a Value>,
    found: Vec<String>,
}

impl<'a> Looking<'a> {
    fn look(&mut self, documented: &'a Value, place: Place<'_>, path: &str) {
        let documented = self.document.settled(documented);
        let place = place.followed();
        // Whatever it is, it is taken as it comes.
        if place.is_open() && place.fields().next().is_none() {
            return;
        }
        let mut say = |what: &str| self.found.push(format!("{} {path}: {what}", self.row.name));
        match documented {
            Value::Object(fields) => {
                if !place.takes("object") {
                    return say("is no record");
                }
                if self.within.contains(&documented) {
                    return;
                }
                self.within.push(documented);
                for (name, field) in fields {
                    let path = format!("{path}.{name}").trim_start_matches('.').to_owned();
                    match place.field(name) {
                        Some(place) => self.look(field, place, &path),
                        None => self
                            .found
                            .push(format!("{} {path}: missing", self.row.name)),
                    }
                }
                self.within.pop();
            }
            Value::Array(items) => match (items.first(), place.items()) {
                (Some(item), Some(place)) => self.look(item, place, &format!("{path}[]")),
                (Some(_), None) => say("is no list"),
                (None, _) => {}
            },
            Value::String(kind) => {
                let (kind, words) = typed(kind);
                let wanted = match kind {
                    "integer" | "digit" => "integer",
                    "number" | "boolean" => kind,
                    _ => "string",
                };
                let takes = place.takes(wanted) || wanted == "integer" && place.takes("number");
                if !takes {
                    let kinds: Vec<&str> =
                        place.forms().iter().flat_map(|form| form.kinds()).collect();
                    say(&format!("{}, not {wanted}", kinds.join(" or ")));
                }
                // Another word may come one day: it is read, so these are no more than examples.
                let known = place.schema().get("examples").and_then(Value::as_array);
                let known = known.into_iter().flatten().filter_map(Value::as_str);
                let known: Vec<&str> = known.collect();
                if known != words {
                    say(&format!("known as {known:?}, not {words:?}"));
                }
            }
            _ => {}
        }
    }
}

/// The envelope of an answer, as it is documented.
pub fn form(answer: &Value) -> String {
    match answer {
        Value::Array(items) => items
            .first()
            .map_or("[]".to_owned(), |one| format!("[{}]", form(one))),
        Value::Object(map) if !std::ptr::eq(content(answer), answer) => {
            let field = |(name, value): (&String, &Value)| match name.as_str() {
                "data" | "Data" => format!("{name}: {}", form(value)),
                _ => name.clone(),
            };
            let fields: Vec<String> = map.iter().map(field).collect();
            format!("{{{}}}", fields.join(", "))
        }
        _ => "…".to_owned(),
    }
}

/// The envelope of a row's answer.
pub fn schema_form(row: &Row) -> String {
    let schema = (row.schemas.answer)();
    place_form(Place::of(&schema))
}

fn place_form(place: Place<'_>) -> String {
    if let Some(items) = place.items() {
        return format!("[{}]", place_form(items));
    }
    if std::ptr::eq(content_place(place).schema(), place.schema()) {
        return "…".to_owned();
    }
    let field = |(name, field): (&str, Place<'_>)| match name {
        "data" | "Data" => format!("{name}: {}", place_form(field)),
        _ => name.to_owned(),
    };
    let fields: Vec<String> = place.fields().map(field).collect();
    format!("{{{}}}", fields.join(", "))
}

/// The paths of what was documented and is not there any more once it was read and written again.
pub fn lost(documented: &Value, written: &Value, path: &str) -> Vec<String> {
    match (documented, written) {
        (Value::Object(fields), Value::Object(_)) => fields
            .iter()
            .flat_map(|(name, field)| {
                lost(field, &written[name.as_str()], &format!("{path}.{name}"))
            })
            .collect(),
        (Value::Array(items), Value::Array(others)) if items.len() == others.len() => items
            .iter()
            .zip(others)
            .flat_map(|(item, other)| lost(item, other, &format!("{path}[]")))
            .collect(),
        // A record that is documented by itself may be kept as one of several.
        (Value::Object(_), Value::Array(several)) if several.len() == 1 => {
            lost(documented, &several[0], path)
        }
        _ if same(documented, written) => Vec::new(),
        _ => vec![path.to_owned()],
    }
}

/// Whether two values say the same, be it as text, as a number, or as yes and no.
fn same(one: &Value, other: &Value) -> bool {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Bool(truth) => i64::from(*truth).to_string(),
        other => other.to_string(),
    };
    text(one) == text(other)
}
