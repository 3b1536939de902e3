//! What a type looks like on the wire, and the two rules that follow: tolerant on reading
//! ([`decode`] bends text to numbers and back where the schema says so), strict on sending
//! ([`check`] names every field that breaks its constraint).

use std::{
    any::TypeId,
    collections::HashMap,
    sync::{OnceLock, RwLock},
};

use jsonschema::Validator;
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use crate::{fields::FieldErrors, prose::describe};

/// A type that travels: it has a schema and goes to JSON and back.
pub trait Shape: Serialize + DeserializeOwned + JsonSchema + Send + 'static {}
impl<T: Serialize + DeserializeOwned + JsonSchema + Send + 'static> Shape for T {}

struct Compiled {
    schema: Value,
    validator: Option<Validator>,
}

/// One compiled schema a type, made at its first use and kept for the life of the program.
fn compiled<T: JsonSchema + 'static>() -> &'static Compiled {
    static ALL: OnceLock<RwLock<HashMap<TypeId, &'static Compiled>>> = OnceLock::new();
    let all = ALL.get_or_init(RwLock::default);
    let known = all
        .read()
        .ok()
        .and_then(|map| map.get(&TypeId::of::<T>()).copied());
    known.unwrap_or_else(|| {
        let mut schema = SchemaSettings::draft2020_12()
            .with(|settings| {
                settings.inline_subschemas = true;
                settings.meta_schema = None;
            })
            .into_generator()
            .into_root_schema_for::<T>()
            .to_value();
        describe(&mut schema);
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema)
            .ok();
        let made: &'static Compiled = Box::leak(Box::new(Compiled { schema, validator }));
        if let Ok(mut map) = all.write() {
            map.insert(TypeId::of::<T>(), made);
        }
        made
    })
}

/// The JSON Schema (2020-12) of a type.
#[must_use]
pub fn schema<T: JsonSchema + 'static>() -> &'static Value {
    &compiled::<T>().schema
}

/// Whether a type carries anything at all; `()` does not.
pub(crate) fn is_empty<T: 'static>() -> bool {
    TypeId::of::<T>() == TypeId::of::<()>()
}

/// Whether a record of a type has a field of this name.
pub(crate) fn has_field<T: JsonSchema + 'static>(name: &str) -> bool {
    let root = schema::<T>();
    resolve(root, root)["properties"].get(name).is_some()
}

/// Checks a value against its type's constraints.
///
/// # Errors
/// Each field that breaks one, with a sentence.
pub fn check<T: JsonSchema + 'static>(value: &Value) -> Result<(), FieldErrors> {
    let Some(validator) = &compiled::<T>().validator else {
        return Err(FieldErrors::one("", "cannot be checked"));
    };
    FieldErrors::from_violations(validator.iter_errors(value))
}

/// Reads a record as servers really send it: nulls count as missing, numbers may be text and
/// text may be numbers, unknown fields are passed over.
///
/// # Errors
/// When a field has another shape than documented; the message names no value.
pub fn decode<T: Shape>(value: &Value) -> Result<T, String> {
    let mut value = value.clone();
    bend::<T>(&mut value);
    serde_json::from_value(value).map_err(|error| {
        // serde quotes the offending value in its message; only its category is safe to keep.
        format!(
            "the record does not have the documented shape ({:?})",
            error.classify()
        )
    })
}

/// What is said beside a record; text may come as a number, as everywhere.
pub(crate) fn sentence(message: &Value) -> Option<String> {
    match message {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Bends a value towards its type, in place.
pub(crate) fn bend<T: JsonSchema + 'static>(value: &mut Value) {
    let schema = schema::<T>();
    bend_to(schema, schema, value);
}

fn bend_to(root: &Value, schema: &Value, value: &mut Value) {
    let schema = resolve(root, schema);
    match value {
        Value::Object(map) => bend_object(root, schema, map),
        // PHP knows one kind of empty array, and writes an empty object so.
        Value::Array(items)
            if items.is_empty() && allows(schema, "object") && !allows(schema, "array") =>
        {
            *value = Value::Object(Map::new());
        }
        Value::Array(items) => {
            if let Some(item) = schema.get("items") {
                items
                    .iter_mut()
                    .for_each(|value| bend_to(root, item, value));
            }
        }
        _ => bend_scalar(schema, value),
    }
}

fn bend_object(root: &Value, schema: &Value, map: &mut Map<String, Value>) {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        return;
    };
    map.retain(|name, value| !(value.is_null() && properties.contains_key(name)));
    for (name, schema) in properties {
        if let Some(value) = map.get_mut(name) {
            bend_to(root, schema, value);
        }
    }
}

fn bend_scalar(schema: &Value, value: &mut Value) {
    let bent = match &*value {
        Value::String(text) if allows(schema, "string") || choices(schema).next().is_some() => {
            bend_case(schema, text)
        }
        Value::String(text) => {
            let text = text.trim();
            let integer = || text.parse::<i64>().ok().map(Value::from);
            let number = || text.parse::<f64>().ok().map(Value::from);
            let truth = || match text {
                "1" | "true" => Some(Value::Bool(true)),
                "0" | "false" => Some(Value::Bool(false)),
                _ => None,
            };
            if text.is_empty() && allows(schema, "null") {
                Some(Value::Null)
            } else if allows(schema, "integer") {
                integer()
            } else if allows(schema, "number") {
                integer().or_else(number)
            } else if allows(schema, "boolean") {
                truth()
            } else {
                None
            }
        }
        Value::Number(number) if allows(schema, "integer") => number
            .as_f64()
            .filter(|n| number.as_i64().is_none() && n.fract() == 0.0 && n.abs() < 9e15)
            .map(|n| Value::from(n as i64)),
        Value::Number(number) if allows(schema, "string") && !allows(schema, "number") => {
            Some(Value::String(number.to_string()))
        }
        Value::Number(number) if allows(schema, "boolean") => number
            .as_i64()
            .filter(|n| (0..=1).contains(n))
            .map(|n| Value::Bool(n == 1)),
        Value::Bool(truth) if allows(schema, "integer") => Some(Value::from(i64::from(*truth))),
        _ => None,
    };
    if let Some(bent) = bent {
        *value = bent;
    }
}

/// An enum value in another case is the same value.
fn bend_case(schema: &Value, text: &str) -> Option<Value> {
    if choices(schema).any(|value| value == text) {
        return None;
    }
    let mut same = choices(schema).filter(|value| value.eq_ignore_ascii_case(text));
    same.next().map(Value::from)
}

/// The values of an enum: in a list, or each a constant of its own where they are documented.
fn choices(schema: &Value) -> impl Iterator<Item = &str> {
    let of = |name: &str| {
        schema
            .get(name)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    };
    let constants = of("oneOf").filter_map(|choice| choice.get("const"));
    of("enum").chain(constants).filter_map(Value::as_str)
}

/// Whether a schema takes a JSON type; one without `type` (any value, a choice) is left alone.
fn allows(schema: &Value, wanted: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(name)) => name == wanted,
        Some(Value::Array(names)) => names.iter().any(|name| name == wanted),
        _ => false,
    }
}

/// Follows a local reference (recursive types have them), and steps into `anyOf [X, null]`,
/// which is how an optional record is written.
fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    if let Some(pointer) = schema.get("$ref").and_then(Value::as_str) {
        return root
            .pointer(pointer.trim_start_matches('#'))
            .unwrap_or(schema);
    }
    let choices = schema.get("anyOf").and_then(Value::as_array);
    match choices.map(Vec::as_slice) {
        Some([one, null]) if null.get("type").is_some_and(|t| t == "null") => resolve(root, one),
        _ => schema,
    }
}
