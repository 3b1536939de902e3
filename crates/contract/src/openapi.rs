//! A system's OpenAPI 3.1 document, from its table.

use serde_json::{Map, Value, json};

use crate::{
    media::{FILE_PART, Media},
    operation::{Row, SignIn, System},
};

/// Writes the document.
#[must_use]
pub fn openapi(system: &System) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for row in system.rows() {
        let path = paths.entry(row.path).or_insert_with(|| json!({}));
        path[row.method.as_str().to_lowercase()] = operation(row);
    }
    let mut schemas = Map::new();
    for path in paths.values_mut() {
        gather(path, &mut schemas);
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": system.name, "description": system.doc.trim(), "version": env!("CARGO_PKG_VERSION") },
        "paths": paths,
        "components": { "schemas": schemas, "securitySchemes": {
            "key": { "type": "apiKey", "in": "header", "name": "x-api-key" },
            "token": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" },
        }},
    })
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

fn operation(row: &Row) -> Value {
    let mut operation = json!({
        "operationId": row.name,
        "summary": row.doc.trim(),
        "tags": [row.group()],
        "security": [match row.sign_in {
            SignIn::Key => json!({ "key": [] }),
            SignIn::Token | SignIn::LateToken => json!({ "key": [], "token": [] }),
        }],
        "parameters": parameters("path", (row.schemas.path)())
            .chain(parameters("query", (row.schemas.query)()))
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

fn responses(row: &Row) -> Value {
    let mut responses = Map::new();
    for status in row.statuses {
        let (description, schema) = match status {
            204 => {
                // RFC 9110, 15.3.5: there is no content.
                responses.insert(status.to_string(), json!({ "description": "Done" }));
                continue;
            }
            200..300 => {
                responses.insert(status.to_string(), done(row));
                continue;
            }
            401 => ("No valid token", message()),
            403 => ("Not allowed", message()),
            404 => ("No such record", message()),
            409 => ("Not as things stand", message()),
            419 => ("The session has ended", message()),
            422 => ("Fields break their rules", fields()),
            _ => ("Failed", message()),
        };
        responses.insert(
            status.to_string(),
            json!({ "description": description, "content": { "application/json": { "schema": schema } } }),
        );
    }
    Value::Object(responses)
}

fn done(row: &Row) -> Value {
    let schema = (row.schemas.answer)();
    if row.answers == Media::File {
        return json!({
            "description": "The file, under its own media type where that is known",
            "headers": { "Content-Disposition": {
                "description": "The file's name", "schema": { "type": "string" },
            } },
            "content": { "application/octet-stream": { "schema": schema } },
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
