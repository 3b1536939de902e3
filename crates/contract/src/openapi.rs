//! A system's OpenAPI 3.1 document, from its table: the system as an office serves it, which asks
//! for its `x-api-key` before every system and honours `Idempotency-Key` on every write whose answer
//! may be given again.

mod statuses;

use serde_json::{Map, Value, json};

pub use self::statuses::statuses;
use crate::{
    media::{FILE_PART, Media},
    operation::{
        IDEMPOTENCY_HEADER, LONGEST_KEY, MOST_A_PAGE, REQUESTER_HEADER, Row, Scheme, SignIn,
        System, TARGET_HEADER,
    },
};

/// Writes the document.
#[must_use]
pub fn openapi(system: &System) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for row in system.rows() {
        let path = paths.entry(row.path).or_insert_with(|| json!({}));
        path[row.method.as_str().to_lowercase()] = operation(system.scheme, row);
    }
    let mut schemas = Map::new();
    for path in paths.values_mut() {
        gather(path, &mut schemas);
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": system.name, "description": about(system), "version": env!("CARGO_PKG_VERSION") },
        "servers": [{ "url": system.root() }],
        "paths": paths,
        "components": { "schemas": schemas, "securitySchemes": schemes(system.scheme) },
    })
}

/// What a system is, and what an office asks beyond its document.
fn about(system: &System) -> String {
    let doc = system.doc.trim();
    if system.has_pages() {
        format!("{doc} A page has {MOST_A_PAGE} records at most: `per_page` is not more.")
    } else {
        doc.to_owned()
    }
}

/// What a call may be asked to show, by the names that operations use.
fn schemes(scheme: Scheme) -> Value {
    let header = |name: &str| json!({ "type": "apiKey", "in": "header", "name": name });
    let mut schemes = json!({ "key": header("x-api-key") });
    match scheme {
        Scheme::BareKey => {
            schemes["daily_key"] = header("Authorization");
            schemes["password"] = json!({ "type": "http", "scheme": "basic" });
        }
        _ => schemes["token"] = json!({ "type": "http", "scheme": "bearer" }),
    }
    if scheme == Scheme::BearerOfOrganisations {
        schemes["requester"] = header(REQUESTER_HEADER);
        schemes["target"] = header(TARGET_HEADER);
    }
    schemes
}

/// What a call has to show, all of it.
fn security(scheme: Scheme, sign_in: SignIn) -> Value {
    let shown: &[&str] = match (scheme, sign_in) {
        (Scheme::BareKey, SignIn::Key) => &["key", "password"],
        (_, SignIn::Key | SignIn::Report) => &["key"],
        (Scheme::BareKey, _) => &["key", "daily_key"],
        (Scheme::BearerOfOrganisations, _) => &["key", "token", "requester", "target"],
        (Scheme::KeyAndBearer | Scheme::Bearer, _) => &["key", "token"],
    };
    let none = || json!([]);
    shown
        .iter()
        .map(|name| ((*name).to_owned(), none()))
        .collect()
}

/// Takes the definitions of types that hold themselves out of the schemas that need them, to where
/// the whole document finds them.
fn gather(value: &mut Value, schemas: &mut Map<String, Value>) {
    match value {
        Value::Object(map) => {
            if let Some(Value::Object(definitions)) = map.remove("$defs") {
                for (name, mut definition) in definitions {
                    gather(&mut definition, schemas);
                    schemas.insert(name, definition);
                }
            }
            if let Some(Value::String(reference)) = map.get_mut("$ref") {
                *reference = reference.replace("#/$defs/", "#/components/schemas/");
            }
            map.values_mut().for_each(|value| gather(value, schemas));
        }
        Value::Array(items) => items.iter_mut().for_each(|value| gather(value, schemas)),
        _ => {}
    }
}

fn operation(scheme: Scheme, row: &Row) -> Value {
    let mut operation = json!({
        "operationId": row.name,
        "summary": row.doc.trim(),
        "tags": [row.group()],
        "security": [security(scheme, row.sign_in)],
        "parameters": parameters("path", (row.schemas.path)())
            .chain(parameters("query", (row.schemas.query)()))
            .chain(is_kept(row).then(once))
            .collect::<Vec<_>>(),
        "responses": responses(row),
    });
    if let Some(content) = sent(row) {
        operation["requestBody"] = json!({ "required": true, "content": content });
    }
    operation
}

/// The body by its media type, where there is one.
fn sent(row: &Row) -> Option<Value> {
    let mut body = (row.schemas.body)().clone();
    if row.sends == Media::Form {
        body["properties"][FILE_PART] = json!({
            "type": "string", "format": "binary", "description": "The file, with its name.",
        });
        let required = body.get_mut("required").and_then(Value::as_array_mut);
        match required {
            Some(required) => required.push(json!(FILE_PART)),
            None => body["required"] = json!([FILE_PART]),
        }
        return Some(json!({ "multipart/form-data": { "schema": body } }));
    }
    body.get("properties")?;
    if row.changes() {
        body["minProperties"] = json!(1);
        body["additionalProperties"] = json!(false);
    }
    Some(json!({ "application/json": { "schema": body } }))
}

fn parameters<'a>(place: &'a str, schema: &'a Value) -> impl Iterator<Item = Value> + 'a {
    let required = schema.get("required").and_then(Value::as_array);
    let properties = schema.get("properties").and_then(Value::as_object);
    properties
        .into_iter()
        .flatten()
        .map(move |(name, property)| {
            let needed = required.is_some_and(|names| names.iter().any(|one| one == name));
            json!({
                "name": name,
                "in": place,
                "required": place == "path" || needed,
                "description": property.get("description"),
                "schema": property,
            })
        })
}

/// Operations that write and whose answer counts once, a secret or what another server said: it is
/// kept nowhere, not even to be given again under the same key.
const TOLD_ONCE: &[&str] = &["office.backup.change_key", "office.mail.try"];

/// Whether the answer to an operation is kept under the key of a call.
fn is_kept(row: &Row) -> bool {
    row.writes() && row.answers == Media::Json && !TOLD_ONCE.contains(&row.name)
}

/// The key under which a write happens once only.
fn once() -> Value {
    json!({
        "name": IDEMPOTENCY_HEADER,
        "in": "header",
        "required": false,
        "description": "The same write under the same key happens once; its answer is given again.",
        "schema": { "type": "string", "minLength": 1, "maxLength": LONGEST_KEY },
    })
}

fn responses(row: &Row) -> Value {
    let responses = statuses(row).into_iter().map(|status| {
        let (description, schema) = match status {
            // RFC 9110, 15.3.5: there is no content.
            204 => return (status.to_string(), json!({ "description": "Done" })),
            200..300 => return (status.to_string(), done(row, status)),
            400 => ("Wrong, or good no longer", message()),
            401 => ("No valid token", message()),
            403 => ("Not allowed", message()),
            404 => ("No such record", message()),
            408 => ("The body did not come in time", message()),
            409 => ("Not as things stand", message()),
            413 => ("The body is too large", message()),
            416 => ("The file ends before this part of it", message()),
            419 => ("The session has ended", message()),
            422 => ("Fields break their rules", fields()),
            429 => return (status.to_string(), too_often()),
            _ => ("Failed", message()),
        };
        (status.to_string(), refusal(description, &schema))
    });
    Value::Object(responses.collect())
}

/// Too many attempts, and how long to wait.
fn too_often() -> Value {
    let mut refusal = refusal("Too many attempts", &message());
    refusal["headers"]["Retry-After"] = json!({
        "description": "The seconds to wait", "schema": { "type": "integer", "minimum": 1 },
    });
    refusal
}

fn refusal(description: &str, schema: &Value) -> Value {
    json!({ "description": description, "content": { "application/json": { "schema": schema } } })
}

fn done(row: &Row, status: u16) -> Value {
    let schema = (row.schemas.answer)();
    if row.answers == Media::File {
        let description = match status {
            206 => "The part of the file that was asked for",
            _ => "The file, under its own media type",
        };
        return json!({
            "description": description,
            "headers": { "Content-Disposition": {
                "description": "The file's name", "schema": { "type": "string" },
            } },
            "content": { "*/*": { "schema": schema } },
        });
    }
    json!({ "description": "Done", "content": { "application/json": { "schema": schema } } })
}

fn message() -> Value {
    json!({ "type": "object", "properties": { "message": { "type": "string" } }, "required": ["message"] })
}

fn fields() -> Value {
    json!({
        "type": "object",
        "properties": {
            "message": { "type": "string" },
            "errors": { "type": "object", "additionalProperties": { "type": "array", "items": { "type": "string" } } },
        },
        "required": ["message", "errors"],
    })
}
