//! The OpenAPI document says of every operation what the table says.

use std::collections::HashSet;

use contract::{
    FILE_PART, IDEMPOTENCY_HEADER, Media, Row, SYSTEMS, Scheme, SignIn, System, openapi,
    unaport::UNAPORT,
};
use serde_json::{Value, json};

use crate::table::{fields, positions};

/// Every system with its document.
fn documents() -> impl Iterator<Item = (&'static System, Value)> {
    SYSTEMS.iter().map(|system| (*system, openapi(system)))
}

/// Every row with its system's document.
fn rows() -> impl Iterator<Item = (&'static Row, Value)> {
    documents().flat_map(|(system, document)| {
        system
            .rows()
            .map(move |row| (row, described(&document, row)))
    })
}

fn described(document: &Value, row: &Row) -> Value {
    document["paths"][row.path][row.method.as_str().to_lowercase()].clone()
}

/// A schema as it stands in a document: what it defines for itself is found elsewhere.
fn in_document(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Some(map) = schema.as_object_mut() {
        map.remove("$defs");
    }
    let text = schema
        .to_string()
        .replace("#/$defs/", "#/components/schemas/");
    serde_json::from_str(&text).unwrap()
}

/// Calls with every object in a document.
fn each_object(value: &Value, look: &mut impl FnMut(&Value)) {
    match value {
        Value::Object(map) => {
            look(value);
            map.values().for_each(|value| each_object(value, look));
        }
        Value::Array(items) => items.iter().for_each(|value| each_object(value, look)),
        _ => {}
    }
}

#[test]
fn every_row_is_described_and_nothing_else() {
    for (system, document) in documents() {
        let mut described = HashSet::new();
        for path in document["paths"].as_object().unwrap().values() {
            for operation in path.as_object().unwrap().values() {
                described.insert(operation["operationId"].as_str().unwrap().to_owned());
            }
        }
        let rows: HashSet<String> = system.rows().map(|row| row.name.to_owned()).collect();
        assert_eq!(described, rows);
    }
}

#[test]
fn every_reference_leads_somewhere() {
    for (_, document) in documents() {
        each_object(&document, &mut |object| {
            if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
                let target = reference
                    .strip_prefix('#')
                    .and_then(|at| document.pointer(at));
                assert!(target.is_some(), "{reference}");
            }
        });
    }
}

#[test]
fn every_position_and_query_field_is_a_parameter() {
    for (row, operation) in rows() {
        let of = |place: &str| -> Vec<Value> {
            let all = operation["parameters"].as_array().unwrap();
            all.iter()
                .filter(|one| one["in"] == place)
                .cloned()
                .collect()
        };
        let names = |of: &[Value]| -> Vec<String> {
            let name = |one: &Value| one["name"].as_str().unwrap().to_owned();
            of.iter().map(name).collect()
        };
        assert_eq!(names(&of("path")), positions(row.path), "{}", row.name);
        assert!(of("path").iter().all(|one| one["required"] == true));
        let query = fields((row.schemas.query)());
        assert_eq!(names(&of("query")), query, "{}", row.name);
        assert!(of("query").iter().all(|one| one["schema"].is_object()));
    }
}

#[test]
fn a_body_is_described_where_one_is_sent() {
    for (row, operation) in rows() {
        let content = &operation["requestBody"]["content"];
        let schema = (row.schemas.body)();
        let mut described = in_document(schema);
        if row.changes() {
            described["minProperties"] = json!(1);
            described["additionalProperties"] = json!(false);
        }
        match row.sends {
            Media::Json if fields(schema).is_empty() => assert!(content.is_null(), "{}", row.name),
            Media::Json => assert_eq!(
                content,
                &json!({ "application/json": { "schema": described } }),
                "{}",
                row.name
            ),
            // The file and the fields beside it are the parts of one form.
            Media::Form => {
                let form = &content["multipart/form-data"]["schema"];
                let parts: Vec<&str> = fields(schema).into_iter().chain([FILE_PART]).collect();
                assert_eq!(fields(form), parts, "{}", row.name);
                let file = &form["properties"][FILE_PART];
                assert_eq!(file["format"], "binary", "{}", row.name);
                let required = form["required"].as_array().unwrap();
                assert!(required.iter().any(|part| part == FILE_PART));
                assert_eq!(content.as_object().unwrap().len(), 1);
            }
            Media::File => panic!("{} sends a file without a form", row.name),
        }
    }
}

#[test]
fn every_status_is_described_with_what_comes_with_it_and_no_other_may_come() {
    for (row, operation) in rows() {
        let responses = operation["responses"].as_object().unwrap();
        let described: Vec<u16> = responses.keys().map(|key| key.parse().unwrap()).collect();
        let is_done = |status: &&u16| matches!(**status, 200..300 if **status != 206);
        let done: Vec<&u16> = described.iter().filter(is_done).collect();
        let wanted: Vec<&u16> = row.statuses.iter().filter(is_done).collect();
        assert_eq!(done, wanted, "{}", row.name);
        assert!(described.contains(&401) && described.contains(&500));
        for (status, response) in responses {
            let schema = &response["content"]["application/json"]["schema"];
            if status.starts_with('2') && row.answers == Media::File {
                let file = &response["content"]["*/*"]["schema"];
                assert_eq!(file["format"], "binary", "{}", row.name);
                assert!(response["headers"]["Content-Disposition"].is_object());
            } else if status == "429" {
                let wait = &response["headers"]["Retry-After"]["schema"];
                assert_eq!(wait["type"], "integer", "{}", row.name);
            } else if status == "204" {
                // RFC 9110, 15.3.5: there is no content.
                assert!(response.get("content").is_none(), "{}", row.name);
            } else {
                assert!(schema.is_object(), "{}", row.name);
            }
        }
    }
}

#[test]
fn whoever_reports_to_us_needs_the_key_alone() {
    let document = openapi(&UNAPORT);
    let reported: Vec<&Row> = UNAPORT
        .rows()
        .filter(|row| row.sign_in == SignIn::Report)
        .collect();
    assert_eq!(reported.len(), 3);
    for row in reported {
        let security = &described(&document, row)["security"];
        assert_eq!(*security, json!([{ "key": [] }]), "{}", row.name);
    }
}

#[test]
fn who_may_call_is_said() {
    for (system, document) in documents() {
        for row in system.rows() {
            let security = described(&document, row)["security"][0].clone();
            let shown: Vec<&str> = security
                .as_object()
                .unwrap()
                .keys()
                .map(String::as_str)
                .collect();
            let wanted: &[&str] = match (system.scheme, row.sign_in) {
                (Scheme::BareKey, SignIn::Key) => &["key", "password"],
                (Scheme::BareKey, _) => &["key", "daily_key"],
                (_, SignIn::Key | SignIn::Report) => &["key"],
                (Scheme::BearerOfOrganisations, _) => &["key", "token", "requester", "target"],
                _ => &["key", "token"],
            };
            assert_eq!(shown, wanted, "{}", row.name);
            for name in shown {
                let scheme = &document["components"]["securitySchemes"][name];
                assert!(scheme["type"].is_string(), "{name}");
            }
        }
    }
}

#[test]
fn a_write_may_have_a_key_under_which_it_happens_once() {
    for (row, operation) in rows() {
        let mut parameters = operation["parameters"].as_array().unwrap().iter();
        let key = parameters.find(|one| one["name"] == IDEMPOTENCY_HEADER);
        let is_kept = row.writes() && row.answers == Media::Json;
        // A new key, and what a mail server said: told once, and kept nowhere.
        let is_told_once = ["office.backup.change_key", "office.mail.try"].contains(&row.name);
        let is_kept = is_kept && !is_told_once;
        assert_eq!(key.is_some(), is_kept, "{}", row.name);
        assert!(key.is_none_or(|key| key["in"] == "header" && key["required"] == false));
    }
}

#[test]
fn no_description_leads_into_our_program() {
    for (system, document) in documents() {
        each_object(&document, &mut |object| {
            for name in ["description", "summary"] {
                let text = object.get(name).and_then(Value::as_str).unwrap_or_default();
                for sign in ["[`", "`]", "](", "::"] {
                    assert!(!text.contains(sign), "{}: {text}", system.name);
                }
            }
        });
    }
}

#[test]
fn the_longest_page_is_told_where_there_are_pages() {
    for (system, document) in documents() {
        let told = document["info"]["description"].as_str().unwrap();
        let has_pages = document.to_string().contains("\"name\":\"per_page\"");
        assert_eq!(
            told.contains("200 records at most"),
            has_pages,
            "{}",
            system.name
        );
    }
}
