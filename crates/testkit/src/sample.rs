//! Values that the contract's schemas take: the least, everything, or a choice that a number
//! makes. The same ones each time.

use contract::{Call, FieldErrors, Operation};
use serde_json::{Map, Value, json};

use crate::schema::{Place, names};

/// How much of what may be there is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// What must be.
    Required,
    /// Everything, one of each.
    Everything,
    /// Chosen by a number: which fields, how long, how many, which words.
    Chosen(u64),
}

/// How often a type may stand in itself.
const DEEPEST: usize = 2;
/// The most items of a list where a number chooses.
const MOST: i64 = 3;
/// The longest text where a number chooses.
const LONGEST: i64 = 40;

/// Texts for schemas that do not take any. A schema takes the first that it finds right.
const TEXTS: &[&str] = &[
    "2026-01-02T03:04:05Z",
    "2026-01-02",
    "2026-01-02 03:04:05",
    "ana@example.com",
    "b25e7b65-e46a-40d5-a0f2-0de8c2b354aa",
    "https://example.com/here",
    "Umber",
    "umber",
    "US",
    "OK",
    "74103",
    "0999999999",
    "(918) 555-0142",
    "900-12-3456",
    "12",
    "1",
    "ACTIVE",
    "+919999900000",
];

/// A value that a schema takes.
///
/// # Panics
/// When the schema has a pattern or a format for which [`TEXTS`] has no text.
#[must_use]
pub fn sample(schema: &Value, fill: Fill) -> Value {
    let mut making = Making {
        fill,
        count: 0,
        state: match fill {
            Fill::Chosen(seed) => seed,
            _ => 0,
        },
    };
    making.value(Place::of(schema), 0).unwrap_or_default()
}

/// A call of an operation, made from its schemas.
///
/// # Errors
/// Each field that the schemas do not take after all.
pub fn call<O: Operation>(fill: Fill) -> Result<Call<O>, FieldErrors> {
    let [path, query, body] = parts::<O>(fill);
    Call::from_wire(pairs(&path), pairs(&query), Some(body))
}

/// Path, query and body of a call.
#[must_use]
pub fn parts<O: Operation>(fill: Fill) -> [Value; 3] {
    let schemas = O::ROW.schemas;
    [(schemas.path)(), (schemas.query)(), (schemas.body)()].map(|schema| sample(schema, fill))
}

/// A record's fields as they stand in a path or a query.
#[must_use]
pub fn pairs(record: &Value) -> Vec<(String, String)> {
    let fields = record.as_object().into_iter().flatten();
    let text = |value: &Value| {
        value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned)
    };
    fields
        .map(|(name, value)| (name.clone(), text(value)))
        .collect()
}

struct Making {
    fill: Fill,
    /// How many plain values there are so far: each is another.
    count: i64,
    state: u64,
}

impl Making {
    /// A number that follows from the ones before (SplitMix64).
    fn turn(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn chooses(&self) -> bool {
        matches!(self.fill, Fill::Chosen(_))
    }

    /// A number between two, both of them included.
    fn between(&mut self, least: i64, most: i64) -> i64 {
        let span = most.abs_diff(least).saturating_add(1);
        least.saturating_add_unsigned(self.turn() % span)
    }

    /// One of several, or the first.
    fn one_of<T: Copy>(&mut self, several: &[T]) -> Option<T> {
        let place = if self.chooses() {
            self.between(0, several.len() as i64 - 1) as usize
        } else {
            0
        };
        several.get(place).copied()
    }

    /// The next plain value; `None` where a type stands in itself too often.
    fn value(&mut self, place: Place<'_>, depth: usize) -> Option<Value> {
        let depth = depth + usize::from(place.leads_on());
        if depth > DEEPEST {
            return None;
        }
        let words = place.words();
        if let Some(word) = self.one_of(&words) {
            return Some(word.clone());
        }
        let forms = place.forms();
        let form = self.one_of(&forms)?;
        let kind = form.kinds().find(|kind| *kind != "null");
        let kind = kind.or_else(|| form.kinds().next());
        Some(match kind {
            Some("object") => self.object(form, depth),
            Some("array") => self.array(form, depth),
            Some("integer") => json!(self.integer(form)),
            Some("number") => json!(self.integer(form)),
            Some("boolean") => json!(!self.chooses() || self.turn().is_multiple_of(2)),
            Some("null") => Value::Null,
            None if form.schema().get("properties").is_some() => self.object(form, depth),
            _ => Value::String(self.text(form)),
        })
    }

    fn object(&mut self, form: Place<'_>, depth: usize) -> Value {
        let mut map = Map::new();
        for (name, field) in form.fields() {
            let wanted = match self.fill {
                _ if form.requires(name) => true,
                Fill::Required => false,
                Fill::Everything => true,
                Fill::Chosen(_) => self.turn().is_multiple_of(2),
            };
            if wanted {
                self.put(&mut map, name, field, depth);
            }
        }
        if let Some(others) = form.others()
            && self.fill == Fill::Everything
        {
            self.put(&mut map, "a_field", others, depth);
        }
        self.settle(&mut map, form, depth);
        Value::Object(map)
    }

    fn put(&mut self, map: &mut Map<String, Value>, name: &str, field: Place<'_>, depth: usize) {
        if let Some(value) = self.value(field, depth) {
            map.insert(name.to_owned(), value);
        }
    }

    /// Keeps the rules about which fields go together: one of several, never both, and what
    /// another field asks for.
    fn settle(&mut self, map: &mut Map<String, Value>, form: Place<'_>, depth: usize) {
        let schema = form.schema();
        let list = |name: &str| schema.get(name).and_then(Value::as_array);
        let mut missing: Vec<&str> = Vec::new();
        let either = list("anyOf").map(Vec::as_slice).unwrap_or_default();
        let holds = |map: &Map<String, Value>, one: &Value| {
            names(one, "required").all(|name| map.contains_key(name))
        };
        if !either.iter().any(|one| holds(map, one)) {
            let first = either.first().into_iter();
            missing.extend(first.flat_map(|one| names(one, "required")));
        }
        for rule in list("allOf").into_iter().flatten() {
            let tests = rule["if"]["properties"].as_object().into_iter().flatten();
            let mut tests = tests.map(|(name, test)| (map.get(name), test.get("const")));
            if tests.all(|(value, wanted)| value == wanted) {
                missing.extend(names(&rule["then"], "required"));
            }
        }
        for name in missing {
            if let Some(field) = form.field(name) {
                self.put(map, name, field, depth);
            }
        }
        let never = schema
            .get("not")
            .filter(|never| never.get("required").is_some());
        if let Some(last) = never.filter(|never| holds(map, never)) {
            let last = names(last, "required").last();
            last.map(|name| map.remove(name));
        }
    }

    fn array(&mut self, form: Place<'_>, depth: usize) -> Value {
        let least = form.bound("minItems").unwrap_or_default();
        let most = form.bound("maxItems").unwrap_or(MOST);
        let length = match self.fill {
            Fill::Required => least,
            Fill::Everything => least.max(1),
            Fill::Chosen(_) => self.between(least, most.min(MOST).max(least)),
        };
        let Some(items) = form.items() else {
            return json!([]);
        };
        (0..length)
            .map_while(|_| self.value(items, depth))
            .collect()
    }

    fn integer(&mut self, form: Place<'_>) -> i64 {
        let least = form.bound("minimum").unwrap_or(0);
        let most = form.bound("maximum").unwrap_or(1_000_000_000);
        self.count += 1;
        if self.chooses() {
            self.between(least, most)
        } else {
            self.count.clamp(least, most)
        }
    }

    /// A number in digits where any text is taken, so that it may be written as a number too.
    fn text(&mut self, form: Place<'_>) -> String {
        let bounded = form.word("format").is_some() || form.word("pattern").is_some();
        if bounded {
            return fitting(form);
        }
        self.count += 1;
        let least = form.bound("minLength").unwrap_or(0);
        let most = form.bound("maxLength").unwrap_or(LONGEST).min(LONGEST);
        let length = if self.chooses() {
            self.between(least, most.max(least))
        } else {
            least
        };
        let mut text = if self.chooses() {
            String::new()
        } else {
            self.count.to_string()
        };
        text.truncate(most as usize);
        while (text.len() as i64) < length {
            let letter = if self.chooses() {
                b'a' + self.between(0, 25) as u8
            } else {
                b'0'
            };
            text.push(char::from(letter));
        }
        text
    }
}

/// The first of the texts that a schema takes.
#[expect(clippy::panic, reason = "without a text the test cannot be made")]
fn fitting(form: Place<'_>) -> String {
    let found = TEXTS.iter().find(|text| fits(form, &json!(text)));
    found.map_or_else(
        || panic!("no sample for {}", form.schema()),
        |text| (*text).to_owned(),
    )
}

/// Whether a schema takes a value, formats included.
#[must_use]
pub fn fits(place: Place<'_>, value: &Value) -> bool {
    let mut schema = place.schema().clone();
    if let (Some(map), Some(definitions)) = (schema.as_object_mut(), place.root().get("$defs")) {
        map.insert("$defs".to_owned(), definitions.clone());
    }
    let options = jsonschema::options().should_validate_formats(true);
    options
        .build(&schema)
        .is_ok_and(|validator| validator.is_valid(value))
}
