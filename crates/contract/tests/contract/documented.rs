//! The tables hold what the systems' documents say: every operation, every parameter with its
//! constraints, every field of every answer.

mod bounds;
mod deliberate;
mod facts;
mod fields;
mod parameters;
mod statuses;

use std::collections::BTreeSet;

use contract::{Answer, Operation, Row, SYSTEMS, openapi};
use serde_json::Value;

use deliberate::Reasons;
use facts::{Facts, all, content};

/// Systems that are ours, so that nobody else has documented them.
const OURS: [&str; 1] = ["office"];

/// The documents of the systems that have a table.
fn documents() -> impl Iterator<Item = Facts> {
    all().into_iter().inspect(|facts| {
        let has_table = SYSTEMS.iter().any(|system| system.name == facts.system);
        assert!(has_table, "{} has no table", facts.system);
    })
}

/// Calls with every operation that is documented.
fn each(mut look: impl FnMut(&Facts, &Row, &Value)) {
    for facts in documents() {
        let system = SYSTEMS.iter().find(|one| one.name == facts.system);
        for row in system.unwrap().rows() {
            look(&facts, row, &facts.operations[row.name]);
        }
    }
}

/// Asserts that what was found is what was decided, no more and no less.
fn decided(found: Vec<String>, decided: Reasons) {
    let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
    let decided = decided.iter().flat_map(|(_, what)| what.iter().copied());
    let decided: BTreeSet<&str> = decided.collect();
    let nobody_decided: Vec<_> = found.difference(&decided).collect();
    let no_longer_so: Vec<_> = decided.difference(&found).collect();
    assert!(
        nobody_decided.is_empty() && no_longer_so.is_empty(),
        "not decided: {nobody_decided:#?}\nno longer so: {no_longer_so:#?}"
    );
}

#[test]
fn every_documented_operation_is_in_a_table_and_the_other_way_round() {
    let documents: Vec<Facts> = documents().collect();
    for system in SYSTEMS {
        let document = documents.iter().find(|facts| facts.system == system.name);
        let Some(document) = document else {
            assert!(OURS.contains(&system.name), "{}", system.name);
            continue;
        };
        let documented: BTreeSet<&str> = document.operations.keys().map(String::as_str).collect();
        let rows: BTreeSet<&str> = system.rows().map(|row| row.name).collect();
        assert_eq!(documented, rows);
    }
}

#[test]
fn every_documented_status_is_in_the_table() {
    let mut found = Vec::new();
    each(|_, row, facts| {
        let words = |all: Vec<String>| all.join(" ");
        let rows = words(row.statuses.iter().map(u16::to_string).collect());
        let Some(statuses) = facts.get("statuses").and_then(Value::as_array) else {
            found.push(format!("{} {rows}, none documented", row.name));
            return;
        };
        let statuses = words(statuses.iter().map(Value::to_string).collect());
        if statuses != rows {
            found.push(format!("{} {rows}, not {statuses}", row.name));
        }
    });
    decided(found, statuses::STATUSES);
}

#[test]
fn every_status_of_the_table_is_one_that_an_office_gives() {
    let mut found = Vec::new();
    for system in SYSTEMS {
        let document = openapi(system);
        for row in system.rows() {
            let method = row.method.as_str().to_lowercase();
            let given = &document["paths"][row.path][method]["responses"];
            let never = row.statuses.iter().map(u16::to_string);
            let never = never.filter(|status| given.get(status).is_none());
            found.extend(never.map(|status| format!("{} {status}", row.name)));
        }
    }
    decided(found, statuses::NEVER_GIVEN);
}

#[test]
fn every_documented_parameter_is_taken_with_its_constraints() {
    let mut found = Vec::new();
    each(|_, row, facts| found.extend(parameters::differences(row, facts)));
    decided(found, deliberate::PARAMETERS);
}

#[test]
fn every_bound_of_ours_is_known() {
    let mut found = Vec::new();
    each(|_, row, facts| found.extend(bounds::ours(row, facts)));
    decided(found, bounds::OURS);
}

#[test]
fn nothing_is_sent_that_is_not_documented() {
    let mut found = Vec::new();
    each(|_, row, facts| found.extend(parameters::ours(row, facts)));
    decided(found, deliberate::OUR_PARAMETERS);
}

#[test]
fn every_documented_field_of_an_answer_is_in_its_schema() {
    let mut found = Vec::new();
    each(|document, row, facts| {
        if let Some(answer) = facts.get("answer") {
            found.extend(fields::differences(document, row, answer));
        }
    });
    decided(found, deliberate::FIELDS);
}

#[test]
fn every_answer_stands_in_its_documented_envelope() {
    let mut found = Vec::new();
    each(|_, row, facts| {
        let Some(answer) = facts.get("answer") else {
            return;
        };
        let (documented, ours) = (fields::form(answer), fields::schema_form(row));
        if documented != ours {
            found.push(format!("{} {ours}, not {documented}", row.name));
        }
    });
    decided(found, deliberate::ENVELOPES);
}

/// Reads an answer as it is documented, and asserts that nothing of it is lost.
fn loses_nothing<O: Operation<Answer: Answer>>(documents: &[Facts], found: &mut Vec<String>) {
    let name = O::ROW.name;
    let document = documents
        .iter()
        .find(|one| one.operations.contains_key(name));
    let Some((document, answer)) =
        document.and_then(|one| Some((one, one.operations[name].get("answer")?)))
    else {
        return;
    };
    let sample = document.sample(answer);
    let read = || O::Answer::read(sample.clone()).unwrap_or_else(|error| panic!("{name}: {error}"));
    let written = O::Answer::write(read()).unwrap();
    let text = O::Answer::text(read(), None).unwrap();
    assert_eq!(text, written.to_string(), "{name}");
    let lost = fields::lost(content(&sample), content(&written), "");
    let of_name = |path: &String| format!("{name} {path}").trim_end().to_owned();
    found.extend(lost.iter().map(of_name));
}

#[test]
fn an_answer_as_it_is_documented_is_read_and_nothing_of_it_is_lost() {
    let documents: Vec<Facts> = documents().collect();
    let mut found = Vec::new();
    macro_rules! each {
        ($($system:ident: $($operation:ident),+;)+) => {
            $($(loses_nothing::<contract::$system::$operation>(&documents, &mut found);)+)+
        };
    }
    testkit::every_json_operation!(each);
    loses_nothing::<contract::portal::AttachmentsUpload>(&documents, &mut found);
    loses_nothing::<contract::portal::CustomerPortalAttachmentsUpload>(&documents, &mut found);
    decided(found, deliberate::LOST);
}

#[test]
fn the_lists_of_operations_are_whole() {
    let mut listed = Vec::new();
    macro_rules! each {
        ($($system:ident: $($operation:ident),+;)+) => {
            $($(listed.push(<contract::$system::$operation as Operation>::ROW);)+)+
        };
    }
    testkit::every_json_operation!(each);
    assert!(listed.iter().all(Row::is_json));
    testkit::every_file_operation!(each);
    let mut names: Vec<&str> = listed.iter().map(|row| row.name).collect();
    let mut all: Vec<&str> = SYSTEMS
        .iter()
        .flat_map(|system| system.rows())
        .map(|row| row.name)
        .collect();
    names.sort_unstable();
    all.sort_unstable();
    assert_eq!(names, all);
}
