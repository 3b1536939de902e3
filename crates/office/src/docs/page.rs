//! The page on which people read a system's operations: what each does, what it is sent, what it
//! answers. Text and links only.

use std::collections::BTreeMap;

use contract::{MOST_A_PAGE, Media, Row, SYSTEMS, SignIn, System};
use maud::{DOCTYPE, Markup, html};
use serde_json::Value;

use super::field::{Field, fields};

/// Writes the page.
pub(super) fn write(system: &System) -> Markup {
    let groups = groups(system);
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title(system)) " · Redress office" }
                link rel="stylesheet" href="/docs.css";
            }
            body {
                nav aria-label="Operations" { (contents(system, &groups)) }
                main {
                    h1 { (title(system)) }
                    p { (system.doc) }
                    p {
                        "Everything here is also said in " a href=(system.page("openapi.json")) { "openapi.json" }
                        ". Every call shows the office's key as " code { "x-api-key" }
                        "; a write with an " code { "Idempotency-Key" } " happens once, however often it is sent."
                    }
                    @if system.has_pages() {
                        p { "A page has " (MOST_A_PAGE) " records at most: " code { "per_page" } " is not more." }
                    }
                    @for (group, rows) in &groups {
                        h2 id=(group) { (group.replace('_', " ")) }
                        @for row in rows { (operation(system, row)) }
                    }
                }
            }
        }
    }
}

/// What a system is called: its doc's first words.
fn title(system: &System) -> &str {
    system.doc.split([':', ',']).next().unwrap_or(system.name)
}

/// A system's operations by group, each group where it first stands in the table.
fn groups(system: &System) -> Vec<(String, Vec<&'static Row>)> {
    let mut places = BTreeMap::new();
    let mut groups: Vec<(String, Vec<&'static Row>)> = Vec::new();
    for row in system.rows() {
        let place = *places.entry(row.group()).or_insert_with(|| {
            groups.push((row.group().to_owned(), Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(row);
    }
    groups
}

fn contents(system: &System, groups: &[(String, Vec<&'static Row>)]) -> Markup {
    html! {
        ul {
            @for other in SYSTEMS {
                li {
                    @if other.name == system.name { strong { (title(other)) } }
                    @else { a href=(other.page("docs")) { (title(other)) } }
                }
            }
        }
        @for (group, rows) in groups {
            h2 { a href={ "#" (group) } { (group.replace('_', " ")) } }
            ul {
                @for row in rows {
                    li { a href={ "#" (row.name) } { (row.name.rsplit('.').next().unwrap_or(row.name).replace('_', " ")) } }
                }
            }
        }
    }
}

fn operation(system: &System, row: &Row) -> Markup {
    let path = fields((row.schemas.path)());
    let query = fields((row.schemas.query)());
    let body = fields((row.schemas.body)());
    html! {
        section id=(row.name) {
            h3 { (row.name) }
            p.call {
                span class={ "method " (row.method.as_str().to_lowercase()) } { (row.method.as_str()) }
                " " code { (system.root().trim_end_matches('/')) (row.path) }
            }
            p { (prose(row.doc.trim())) }
            p.note { (who(row.sign_in)) " Answers " (statuses(row)) "." }
            (table("In the path", &path))
            (table("In the query", &query))
            @if row.sends == Media::Form {
                (table("In the form, beside the file in the part file", &body))
                @if body.is_empty() { p.note { "The body is a form with the file in the part " code { "file" } "." } }
            } @else {
                (table("In the body", &body))
            }
            @if row.answers == Media::File {
                p.note { "The answer is a file." }
            } @else {
                (answer(&(row.schemas.answer)()))
            }
        }
    }
}

fn who(sign_in: SignIn) -> &'static str {
    match sign_in {
        SignIn::Key => "For whoever shows the key.",
        SignIn::Report => "Called by the other side, which shows the key.",
        SignIn::Token => "For whoever has signed in.",
        SignIn::LateToken => "For whoever has signed in, also with a token that has run out.",
    }
}

fn statuses(row: &Row) -> String {
    let statuses: Vec<String> = contract::statuses(row).iter().map(u16::to_string).collect();
    statuses.join(", ")
}

fn answer(schema: &Value) -> Markup {
    let answered = fields(schema);
    html! {
        @if !answered.is_empty() {
            details {
                summary { "What is answered" }
                (table("", &answered))
            }
        }
    }
}

/// A sentence in which what stands between backticks is code.
fn prose(text: &str) -> Markup {
    html! {
        @for (place, part) in text.split('`').enumerate() {
            @if place % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

fn table(caption: &str, fields: &[Field]) -> Markup {
    html! {
        @if !fields.is_empty() {
            table {
                @if !caption.is_empty() { caption { (caption) } }
                thead { tr { th { "Field" } th { "Type" } th { "What it is" } } }
                tbody {
                    @for field in fields {
                        tr {
                            td {
                                code { (field.name) }
                                @if field.required { " " span.required { "required" } }
                            }
                            td { (field.kind) }
                            td {
                                (prose(&field.doc))
                                @if !field.rules.is_empty() { " " span.rules { (field.rules.join("; ")) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
