//! Takes envelopes off, whichever of the many that servers put around the same record or list.
//! What they say of a call in the place of a record is not taken for one.

use serde_json::{Map, Value};

use crate::{
    envelope::{Page, PageMeta, Unreadable},
    shape::{Shape, decode, has_field, schema},
};

/// Takes the envelope off a single record and leaves the record as it came.
///
/// # Errors
/// When there is no record in the answer.
pub fn record(answer: Value) -> Result<Value, Unreadable> {
    let mut here = answer;
    // One envelope, or two where a sentence about the record stands beside it.
    for _ in 0..2 {
        here = match here {
            Value::Object(mut map) => match map.get("data") {
                // A record of its own may have a field called `data`; an envelope has little else.
                Some(Value::Object(_)) if map.len() <= 3 => map.remove("data").unwrap_or_default(),
                Some(Value::Array(rows)) if rows.len() == 1 && map.len() <= 3 => rows[0].clone(),
                _ => return Ok(Value::Object(map)),
            },
            Value::Array(mut rows) if rows.len() == 1 => rows.remove(0),
            _ => break,
        };
    }
    match here {
        Value::Object(_) => Ok(here),
        _ => Err(Unreadable("a record".to_owned())),
    }
}

pub(crate) fn one<T: Shape>(answer: Value) -> Result<T, Unreadable> {
    decode(&single::<T>(answer)?).map_err(Unreadable)
}

/// As [`record`], of a type: what is only said in its place is no record.
pub(crate) fn single<T: Shape>(answer: Value) -> Result<Value, Unreadable> {
    let found = record(answer)?;
    match found.as_object() {
        Some(map) if is_only_said::<T>(map) => Err(Unreadable("a record".to_owned())),
        _ => Ok(found),
    }
}

/// Whether an object says how a call went and holds nothing of a record: servers answer 200 and
/// mean no. Where a record has such fields itself it is one, and a sentence is one with whatever
/// else is said that does not mean no.
fn is_only_said<T: Shape>(map: &Map<String, Value>) -> bool {
    let is_said = |(name, value): (&String, &Value)| match name.as_str() {
        "message" | "status" | "error" | "errors" | "success" => true,
        "data" => value.is_null(),
        _ => false,
    };
    let is_record = map.keys().all(|name| has_field::<T>(name));
    let is_sentence = map.contains_key("message") && has_field::<T>("message") && !says_no(map);
    !map.is_empty() && map.iter().all(is_said) && !is_record && !is_sentence
}

/// Whether what is said of a call means that it was refused.
fn says_no(map: &Map<String, Value>) -> bool {
    map.iter().any(|(name, value)| match name.as_str() {
        "success" => value == &Value::Bool(false),
        "status" => matches!(
            value.as_str(),
            Some("error" | "fail" | "failed" | "failure")
        ),
        "error" | "errors" => !matches!(value, Value::Null | Value::Bool(false)),
        _ => false,
    })
}

pub(crate) fn many<T: Shape>(answer: Value) -> Result<Page<Value>, Unreadable> {
    let mut meta = None;
    let mut here = answer;
    // Envelopes inside envelopes: at most a page in an array in a page, then the rows.
    for _ in 0..5 {
        here = match here {
            Value::Object(mut map) => {
                meta = page_meta(&map).or(meta);
                match map.remove("data").or_else(|| map.remove("Data")) {
                    Some(data @ (Value::Array(_) | Value::Object(_))) => data,
                    // The nine lists documented as one object under `data`.
                    None if !map.is_empty()
                        && !map.contains_key("meta")
                        && !is_only_said::<T>(&map) =>
                    {
                        Value::Array(vec![Value::Object(map)])
                    }
                    _ => return Err(Unreadable("a list".to_owned())),
                }
            }
            Value::Array(rows) if rows.iter().any(is_page) => return pages::<T>(rows, meta),
            Value::Array(rows) => return Ok(Page { rows, meta }),
            _ => return Err(Unreadable("a list".to_owned())),
        };
    }
    Err(Unreadable("a list".to_owned()))
}

/// Where a page stands: under `meta`, or in numbers beside its records.
fn page_meta(map: &Map<String, Value>) -> Option<PageMeta> {
    if let Some(meta) = map.get("meta") {
        return decode(meta).ok();
    }
    map.get("data").filter(|data| data.is_array())?;
    let names = schema::<PageMeta>()["properties"].as_object()?.keys();
    let beside = names.filter_map(|name| Some((name.clone(), map.get(name)?.clone())));
    let beside: Map<String, Value> = beside.collect();
    Some(beside)
        .filter(|beside| !beside.is_empty())
        .and_then(|beside| decode(&Value::Object(beside)).ok())
}

/// An array of pages is one list.
fn pages<T: Shape>(pages: Vec<Value>, meta: Option<PageMeta>) -> Result<Page<Value>, Unreadable> {
    let mut all = Page {
        rows: Vec::new(),
        meta,
    };
    for page in pages {
        let page = many::<T>(page)?;
        all.rows.extend(page.rows);
        all.meta = page.meta.or(all.meta);
    }
    Ok(all)
}

fn is_page(value: &Value) -> bool {
    let beside = ["meta", "links", "current_page"];
    value.get("data").is_some_and(Value::is_array)
        && beside.iter().any(|name| value.get(name).is_some())
}

pub(crate) fn typed<T: Shape>(page: Page<Value>) -> Result<Page<T>, Unreadable> {
    let rows: Result<Vec<T>, String> = page.rows.iter().map(decode).collect();
    Ok(Page {
        rows: rows.map_err(Unreadable)?,
        meta: page.meta,
    })
}
