//! Whatever is sent: what keeps every rule arrives unchanged, and what breaks one is refused, by
//! the name of the field.

use contract::{Call, FieldErrors, Operation};
use proptest::{
    prelude::any,
    sample::Index,
    test_runner::{Config, TestCaseError, TestRng, TestRunner},
};
use serde_json::{Value, json};
use testkit::{
    Place,
    sample::{Fill, fits, pairs, parts},
};

/// Calls of each operation.
const CASES: u32 = 8;

/// A record with one rule broken, and where.
struct Broken {
    field: String,
    record: Value,
}

/// Every way to break one rule of a record.
fn broken(schema: &Value, record: &Value) -> Vec<Broken> {
    let mut breaking = Breaking {
        record,
        found: Vec::new(),
    };
    breaking.fields(Place::of(schema), record, &mut Vec::new());
    breaking.found
}

struct Breaking<'a> {
    record: &'a Value,
    found: Vec<Broken>,
}

impl Breaking<'_> {
    fn fields(&mut self, place: Place<'_>, value: &Value, path: &mut Vec<String>) {
        let fields = value.as_object().into_iter().flatten();
        for (name, value) in fields {
            let Some(field) = place.field(name).filter(|field| !field.is_open()) else {
                continue;
            };
            path.push(name.clone());
            if place.requires(name) {
                self.put(path, None);
            }
            self.value(field, value, path);
            path.pop();
        }
    }

    fn value(&mut self, place: Place<'_>, value: &Value, path: &mut Vec<String>) {
        for wrong in wrong(place, value) {
            self.put(path, Some(wrong));
        }
        self.fields(place, value, path);
        let items = value.as_array().into_iter().flatten();
        for (at, item) in items.enumerate() {
            if let Some(items) = place.items().filter(|items| !items.is_open()) {
                path.push(at.to_string());
                self.value(items, item, path);
                path.pop();
            }
        }
    }

    /// The record with something else at a path, or nothing.
    fn put(&mut self, path: &[String], value: Option<Value>) {
        let mut record = self.record.clone();
        let Some((last, parents)) = path.split_last() else {
            return;
        };
        let parent: String = parents.iter().map(|part| format!("/{part}")).collect();
        let parent = record.pointer_mut(&parent).unwrap();
        match (parent, value) {
            (Value::Array(items), Some(value)) => items[last.parse::<usize>().unwrap()] = value,
            (Value::Object(fields), Some(value)) => drop(fields.insert(last.clone(), value)),
            (Value::Object(fields), None) => drop(fields.remove(last)),
            _ => return,
        }
        let field = path.join(".");
        self.found.push(Broken { field, record });
    }
}

/// Values that break one rule of a place each.
fn wrong(place: Place<'_>, value: &Value) -> Vec<Value> {
    let bound = |name: &str| place.bound(name);
    let mut wrong = match value {
        Value::String(text) => {
            let longer = bound("maxLength").map(|most| "x".repeat(most as usize + 1));
            let none = bound("minLength").map(|_| String::new());
            let others = ["?", "Q", "no such word"].map(str::to_owned);
            let said = ["format", "pattern"]
                .iter()
                .any(|name| place.word(name).is_some());
            let others = others
                .into_iter()
                .filter(|_| said || !place.words().is_empty());
            let texts = longer.into_iter().chain(none).chain(others);
            texts.filter(|one| one != text).map(Value::from).collect()
        }
        Value::Number(_) => {
            let below = bound("minimum").map(|least| json!(least - 1));
            let above = bound("maximum").map(|most| json!(most + 1));
            let text = Some(json!("seven"));
            [below, above, text].into_iter().flatten().collect()
        }
        Value::Bool(_) => vec![json!("maybe")],
        Value::Array(items) => {
            let most = bound("maxItems").zip(items.first());
            let more = most.map(|(most, item)| json!(vec![item; most as usize + 1]));
            let none = bound("minItems").map(|_| json!([]));
            more.into_iter()
                .chain(none)
                .chain([json!("none")])
                .collect()
        }
        _ => vec![json!("none")],
    };
    wrong.retain(|wrong| !fits(place.followed(), wrong));
    wrong
}

/// What is empty is not sent.
fn without_nothing(value: &Value) -> Value {
    let is_something =
        |value: &Value| *value != json!([]) && *value != json!({}) && !value.is_null();
    match value {
        Value::Object(map) => {
            let fields = map
                .iter()
                .map(|(name, value)| (name.clone(), without_nothing(value)));
            fields.filter(|(_, value)| is_something(value)).collect()
        }
        Value::Array(items) => items.iter().map(without_nothing).collect(),
        other => other.clone(),
    }
}

fn from_wire<O: Operation>(parts: &[Value; 3]) -> Result<Call<O>, FieldErrors> {
    let [path, query, body] = parts;
    Call::from_wire(pairs(path), pairs(query), Some(body.clone()))
}

/// Says what became of a call on its way, where it is not what was sent.
fn changed<O: Operation>(sent: &[Value; 3]) -> Option<String> {
    let call = match from_wire::<O>(sent) {
        Ok(call) => call,
        Err(errors) => return Some(format!("refused: {errors} {sent:?}")),
    };
    let arrived = [
        serde_json::to_value(&call.path).unwrap(),
        serde_json::to_value(&call.query).unwrap(),
        serde_json::to_value(&call.body).unwrap(),
    ];
    let schemas = [
        O::ROW.schemas.path,
        O::ROW.schemas.query,
        O::ROW.schemas.body,
    ];
    let same = |((one, other), schema): ((&Value, &Value), fn() -> &'static Value)| {
        let other = without_defaults(one, other, schema());
        let nothing = without_nothing(one) == json!({}) && other.is_null();
        nothing || without_nothing(one) == without_nothing(&other)
    };
    let all = sent.iter().zip(&arrived).zip(schemas).all(same) && call.to_wire().is_ok();
    (!all).then(|| format!("{sent:?} became {arrived:?}"))
}

/// What arrived, without the defaults of fields that were not sent.
fn without_defaults(sent: &Value, arrived: &Value, schema: &Value) -> Value {
    let (Some(sent), Some(arrived)) = (sent.as_object(), arrived.as_object()) else {
        return arrived.clone();
    };
    let property = |name: &str| &schema["properties"][name];
    let kept = arrived.iter().filter(|(name, value)| {
        sent.contains_key(*name) || property(name).get("default") != Some(value)
    });
    kept.map(|(name, value)| {
        let of_field = sent.get(name).unwrap_or(&Value::Null);
        let value = without_defaults(of_field, value, property(name));
        (name.clone(), value)
    })
    .collect()
}

/// Says how a call with a broken rule was taken, where it was not refused by the field's name.
fn taken<O: Operation>(sent: &[Value; 3], at: usize, broken: Broken) -> Option<String> {
    let mut sent = sent.clone();
    sent[at] = broken.record;
    let field = broken.field;
    match from_wire::<O>(&sent) {
        Ok(_) => Some(format!("{field} was taken: {}", sent[at])),
        Err(errors) if !errors.0.contains_key(&field) => Some(format!(
            "{field} is not named but {:?}: {}",
            errors.0, sent[at]
        )),
        Err(_) => None,
    }
}

/// Every way to break one rule of a call.
fn all_broken<O: Operation>(sent: &[Value; 3]) -> impl Iterator<Item = (usize, Broken)> {
    let schemas = O::ROW.schemas;
    let schemas = [(schemas.path)(), (schemas.query)(), (schemas.body)()];
    let each = schemas.into_iter().zip(sent).enumerate();
    each.flat_map(|(at, (schema, record))| {
        let all = broken(schema, record).into_iter();
        all.filter(move |broken| at == 2 || is_text(&broken.record))
            .map(move |broken| (at, broken))
    })
}

/// Whether a record can stand in a path or a query.
fn is_text(record: &Value) -> bool {
    let plain = |value: &Value| !value.is_array() && !value.is_object();
    record
        .as_object()
        .is_some_and(|map| map.values().all(plain))
}

fn of_every<O: Operation>(wrong: &mut Vec<String>) {
    let name = O::ROW.name;
    for fill in [Fill::Required, Fill::Everything] {
        let sent = parts::<O>(fill);
        wrong.extend(changed::<O>(&sent).map(|what| format!("{name} {what}")));
        for (at, broken) in all_broken::<O>(&sent) {
            let taken = taken::<O>(&sent, at, broken);
            wrong.extend(taken.map(|what| format!("{name} {what}")));
        }
    }
}

fn of_any<O: Operation>() {
    let config = Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    };
    let random = TestRng::deterministic_rng(config.rng_algorithm);
    let mut runner = TestRunner::new_with_rng(config, random);
    let held = runner.run(&(any::<u64>(), any::<Index>()), |(seed, which)| {
        let sent = parts::<O>(Fill::Chosen(seed));
        let mut wrong: Vec<String> = changed::<O>(&sent).into_iter().collect();
        let mut all: Vec<(usize, Broken)> = all_broken::<O>(&sent).collect();
        if !all.is_empty() {
            let (at, broken) = all.swap_remove(which.index(all.len()));
            wrong.extend(taken::<O>(&sent, at, broken));
        }
        match wrong.pop() {
            None => Ok(()),
            Some(wrong) => Err(TestCaseError::fail(wrong)),
        }
    });
    if let Err(error) = held {
        panic!("{}: {error}", O::ROW.name);
    }
}

#[test]
fn each_rule_that_is_broken_is_named_by_its_field() {
    let mut wrong = Vec::new();
    macro_rules! each {
        ($($system:ident: $($operation:ident),+;)+) => {
            $($(of_every::<contract::$system::$operation>(&mut wrong);)+)+
        };
    }
    testkit::every_json_operation!(each);
    testkit::every_file_operation!(each);
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn whatever_keeps_the_rules_arrives_unchanged_and_whatever_breaks_one_does_not() {
    macro_rules! each {
        ($($system:ident: $($operation:ident),+;)+) => {
            $($(of_any::<contract::$system::$operation>();)+)+
        };
    }
    testkit::every_json_operation!(each);
    testkit::every_file_operation!(each);
}
