//! One call: typed on this side, text on the wire. The client writes it, the office reads it,
//! and both use the same check.

use serde_json::{Map, Value};

use crate::{
    fields::FieldErrors,
    operation::{Method, Operation},
    routes::Routes,
    shape::{Shape, bend, check, is_empty},
};

/// The values of one call. Prints none of them: they may be personal.
#[derive(Clone)]
pub struct Call<O: Operation> {
    /// Values in the path.
    pub path: O::Path,
    /// Values in the query string.
    pub query: O::Query,
    /// The body; of an upload, the fields beside the file.
    pub body: O::Body,
}

impl<O: Operation> std::fmt::Debug for Call<O> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Call({})", O::ROW.name)
    }
}

/// A call as it travels. Prints neither query nor body, which may hold personal data.
#[derive(Clone, PartialEq)]
pub struct Wire {
    /// The HTTP method.
    pub method: Method,
    /// The path, its positions filled and percent-encoded.
    pub path: String,
    /// The query string's pairs, not yet encoded.
    pub query: Vec<(String, String)>,
    /// The body as JSON; of an upload, the fields beside the file.
    pub body: Option<Value>,
    /// Makes a write happen once only, on a server that honours it.
    pub idempotency_key: Option<String>,
}

impl std::fmt::Debug for Wire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Wire({} {} …)", self.method.as_str(), self.path)
    }
}

impl<O: Operation> Call<O> {
    /// Writes the call as its table says, checking every constraint first.
    ///
    /// # Errors
    /// Each field that breaks its constraint.
    pub fn to_wire(&self) -> Result<Wire, FieldErrors> {
        self.to_wire_by(&Routes::default())
    }

    /// As [`Call::to_wire`], for a site with routes of its own.
    ///
    /// # Errors
    /// Each field that breaks its constraint.
    pub fn to_wire_by(&self, routes: &Routes) -> Result<Wire, FieldErrors> {
        let (method, template) = routes.of(&O::ROW);
        let path = encode(&self.path)?;
        stays(path.as_ref())?;
        let query = encode(&self.query)?;
        let body = encode(&self.body)?;
        Ok(Wire {
            method,
            path: fill(template, path.as_ref()),
            query: pairs(query.as_ref()),
            body,
            idempotency_key: None,
        })
    }

    /// Reads a call as it came in.
    ///
    /// # Errors
    /// Each field that breaks its constraint.
    pub fn from_wire(
        path: Vec<(String, String)>,
        query: Vec<(String, String)>,
        body: Option<Value>,
    ) -> Result<Self, FieldErrors> {
        let mut errors = FieldErrors::default();
        let path = settle(parse(texts(path)), &mut errors);
        let query = settle(parse(texts(query)), &mut errors);
        let body = settle(
            parse(body.unwrap_or_else(|| Value::Object(Map::new()))),
            &mut errors,
        );
        match (path, query, body) {
            (Some(path), Some(query), Some(body)) => Ok(Self { path, query, body }),
            _ => Err(errors),
        }
    }
}

fn settle<T>(part: Result<T, FieldErrors>, errors: &mut FieldErrors) -> Option<T> {
    part.map_err(|found| errors.extend(found)).ok()
}

fn encode<T: Shape>(part: &T) -> Result<Option<Value>, FieldErrors> {
    if is_empty::<T>() {
        return Ok(None);
    }
    let value =
        serde_json::to_value(part).map_err(|_| FieldErrors::one("", "cannot be written"))?;
    check::<T>(&value)?;
    Ok(Some(value))
}

fn parse<T: Shape>(mut value: Value) -> Result<T, FieldErrors> {
    if is_empty::<T>() {
        value = Value::Null;
    } else {
        bend::<T>(&mut value);
        check::<T>(&value)?;
    }
    serde_json::from_value(value)
        .map_err(|_| FieldErrors::one("", "does not have the documented form"))
}

fn texts(pairs: Vec<(String, String)>) -> Value {
    Value::Object(
        pairs
            .into_iter()
            .map(|(name, text)| (name, Value::String(text)))
            .collect(),
    )
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn pairs(query: Option<&Value>) -> Vec<(String, String)> {
    let fields = query.and_then(Value::as_object);
    fields
        .into_iter()
        .flatten()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| (name.clone(), text(value)))
        .collect()
}

/// Whether what fills a path leads nowhere else: RFC 3986, 5.2.4 takes these two for steps.
fn stays(values: Option<&Value>) -> Result<(), FieldErrors> {
    let mut fields = values.and_then(Value::as_object).into_iter().flatten();
    match fields.find(|(_, value)| matches!(value.as_str(), Some("." | ".."))) {
        Some((name, _)) => Err(FieldErrors::one(name, "cannot be . or ..")),
        None => Ok(()),
    }
}

fn fill(template: &str, values: Option<&Value>) -> String {
    let mut path = template.to_owned();
    for (name, value) in values.and_then(Value::as_object).into_iter().flatten() {
        path = path.replace(&format!("{{{name}}}"), &percent(&text(value)));
    }
    path
}

/// Percent-encodes everything but RFC 3986's unreserved characters.
pub(crate) fn percent(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
