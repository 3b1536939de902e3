//! The tables hold together: names, paths, statuses.

use std::collections::HashSet;

use contract::{FILE_PART, Media, Method, Row, SYSTEMS, System};
use serde_json::Value;

fn rows() -> impl Iterator<Item = (&'static str, Row)> {
    let of_system = |system: &&'static System| system.rows().map(|row| (system.name, *row));
    SYSTEMS.iter().flat_map(of_system)
}

/// The names between braces in a path.
pub fn positions(path: &str) -> Vec<&str> {
    path.split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
        .collect()
}

/// The names of a type's fields.
pub fn fields(schema: &Value) -> Vec<&str> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties
        .into_iter()
        .flat_map(|map| map.keys().map(String::as_str))
        .collect()
}

#[test]
fn a_name_says_system_group_and_verb_and_is_given_once() {
    let mut seen = HashSet::new();
    for (system, row) in rows() {
        let parts: Vec<&str> = row.name.split('.').collect();
        // Only the customer portal's groups have a part of their own.
        let length = if parts[1] == "customer_portal" { 4 } else { 3 };
        assert_eq!((parts.len(), parts[0]), (length, system), "{}", row.name);
        let verb = parts[length - 1];
        assert_eq!(format!("{system}.{}.{verb}", row.group()), row.name);
        let word = |part: &&str| {
            part.chars().all(|c| c.is_ascii_lowercase() || c == '_') && !part.is_empty()
        };
        assert!(parts.iter().all(word), "{}", row.name);
        assert!(seen.insert(row.name), "{} stands twice", row.name);
    }
}

#[test]
fn a_method_and_a_path_lead_to_one_operation() {
    let mut seen = HashSet::new();
    for (system, row) in rows() {
        // Positions of two names are the same place to a router.
        let path: Vec<&str> = row
            .path
            .split('/')
            .map(|part| if part.starts_with('{') { "{}" } else { part })
            .collect();
        let place = (system, row.method.as_str(), path);
        assert!(seen.insert(place), "{} is hidden by another", row.name);
    }
}

#[test]
fn the_positions_of_a_path_are_the_fields_of_its_type() {
    for (_, row) in rows() {
        let mut positions = positions(row.path);
        let mut fields = fields((row.schemas.path)());
        positions.sort_unstable();
        fields.sort_unstable();
        assert_eq!(positions, fields, "{}", row.name);
    }
}

#[test]
fn a_path_begins_with_a_slash_and_holds_nothing_to_encode() {
    for (_, row) in rows() {
        let plain = |c: char| c.is_ascii_alphanumeric() || "/{}-_.".contains(c);
        assert!(row.path.starts_with('/'), "{}", row.name);
        assert!(!row.path.ends_with('/'), "{}", row.name);
        assert!(row.path.chars().all(plain), "{}", row.name);
    }
}

#[test]
fn the_first_status_is_the_success_and_only_nothing_to_say_is_another() {
    for (_, row) in rows() {
        let (first, others) = row.statuses.split_first().unwrap();
        assert!((200..300).contains(first), "{}", row.name);
        let others = others.strip_prefix(&[204]).unwrap_or(others);
        assert!(others.iter().all(|status| *status >= 400), "{}", row.name);
        assert!(others.is_sorted(), "{}", row.name);
    }
}

#[test]
fn what_only_reads_sends_no_body() {
    for (_, row) in rows().filter(|(_, row)| row.method == Method::GET) {
        assert!(fields((row.schemas.body)()).is_empty(), "{}", row.name);
    }
}

#[test]
fn a_file_travels_to_and_from_the_operations_that_are_made_for_it() {
    let with_files: Vec<(&str, Media, Media)> = rows()
        .filter(|(_, row)| !row.is_json())
        .map(|(_, row)| (row.name, row.sends, row.answers))
        .collect();
    assert_eq!(
        with_files,
        [
            ("portal.attachments.upload", Media::Form, Media::Json),
            ("portal.attachments.download", Media::Json, Media::File),
            (
                "portal.customer_portal.attachments.upload",
                Media::Form,
                Media::Json
            ),
            ("portal.segments.export", Media::Json, Media::File),
            ("portal.imports.example_csv", Media::Json, Media::File),
            ("unaport.data.export", Media::Json, Media::File),
            ("unaport.analytics.export", Media::Json, Media::File),
            ("unaport.aggregate.export", Media::Json, Media::File),
            ("office.backup.create", Media::Json, Media::File),
            ("office.backup.restore", Media::Form, Media::Json),
        ]
    );
}

#[test]
fn no_field_of_a_form_takes_the_place_of_its_file() {
    for (_, row) in rows().filter(|(_, row)| row.sends == Media::Form) {
        assert!(!fields((row.schemas.body)()).contains(&FILE_PART));
    }
}

#[test]
fn where_nothing_comes_back_the_status_says_so() {
    for (_, row) in rows() {
        let nothing = (row.schemas.answer)().is_null();
        assert_eq!(nothing, row.statuses[0] == 204, "{}", row.name);
    }
}

#[test]
fn every_operation_and_every_field_says_what_it_is() {
    for (_, row) in rows() {
        assert!(row.doc.trim().ends_with('.'), "{}", row.name);
        for schema in [row.schemas.path, row.schemas.query, row.schemas.body] {
            let schema = schema();
            for field in fields(schema) {
                let text = &schema["properties"][field]["description"];
                assert!(text.is_string(), "{}: {field}", row.name);
            }
        }
    }
}
