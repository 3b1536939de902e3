//! Bounds of ours where the document gives none: nothing that is sent is without one. A new one has
//! to be entered here, by the field's name.

use contract::Row;
use serde_json::Value;

use super::{deliberate::Reasons, parameters};

/// What any text and any number is held to: an id, a page and a count begin at 1, and a line has
/// something in it and not more than fits.
const EVERYWHERE: [(&str, i64); 3] = [("minimum", 1), ("minLength", 1), ("maxLength", 255)];

/// Each rule, and what the document may say instead.
const RULES: [(&str, &[&str]); 6] = [
    ("minLength", &["min_length"]),
    ("maxLength", &["max_length"]),
    ("minimum", &["min"]),
    ("maximum", &["max", "digits"]),
    ("minItems", &[]),
    ("maxItems", &[]),
];

/// The bounds of a row that its document does not have.
pub fn ours(row: &Row, facts: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for (name, fact, field) in parameters::taken(row, facts) {
        // Fixed words have the length that they have.
        if !field.words().is_empty() {
            continue;
        }
        for (rule, documented) in RULES {
            let Some(bound) = field.bound(rule) else {
                continue;
            };
            let is_documented = documented.iter().any(|one| fact.get(*one).is_some());
            if !is_documented && !EVERYWHERE.contains(&(rule, bound)) {
                let last = name.rsplit('.').next().unwrap_or(name);
                found.push(format!("{}: {rule} {bound}", last.trim_end_matches("[]")));
            }
        }
    }
    found
}

/// All of them, by reason.
pub const OURS: Reasons = &[
    (
        "nobody writes longer texts",
        &[
            "body: maxLength 100000",
            "body: maxLength 1600",
            "content: maxLength 100000",
            "description: maxLength 1000",
            "note_text: maxLength 10000",
            "postal_address: maxLength 1000",
        ],
    ),
    (
        "what is shorter is no e-mail address",
        &[
            "createdBy: minLength 3",
            "email: minLength 3",
            "emailId: minLength 3",
            "to: minLength 3",
        ],
    ),
    (
        "a list that is asked for names one or more",
        &[
            "consentTypes: minItems 1",
            "fiTypes: minItems 1",
            "goal_ids: minItems 1",
            "idRequest: minItems 1",
            "schema: minItems 1",
            "value: minItems 1",
        ],
    ),
    (
        "there are no more of them",
        &["consentTypes: maxItems 3", "fiTypes: maxItems 9"],
    ),
    (
        "a count, a digit, a time ago",
        &[
            "count_repeat: maximum 1000000",
            "count_repeat: minimum 0",
            "from: minimum -999",
            "is_active: maximum 1",
            "is_active: minimum 0",
            "is_archive: maximum 1",
            "is_archive: minimum 0",
            "period: maximum 525600",
            "reattempt_count: maximum 10",
            "reattempt_count: minimum 0",
            "to: minimum -999",
            "value: minimum 0",
            "zip_code: maximum 999999999",
        ],
    ),
    (
        "nobody names more at once",
        &[
            "Accounts: maxItems 100",
            "DataFilter: maxItems 20",
            "FIStatusResponse: maxItems 100",
            "Identifiers: maxItems 20",
            "analyticId: maxItems 100",
            "answers: maxItems 50",
            "contents: maxItems 50",
            "idRequest: maxItems 1000",
            "rules: maxItems 100",
            "schema: maxItems 100",
            "value: maxItems 1000",
        ],
    ),
    (
        "secrets may be long",
        &[
            "auth_pin: maxLength 32",
            "auth_token: maxLength 4096",
            "code: maxLength 8192",
            "password: maxLength 1024",
            "password_confirmation: maxLength 1024",
            "token: maxLength 1024",
        ],
    ),
    (
        "a word, a name, a number or an id",
        &[
            "FIStatus: maxLength 32",
            "IdDocument: maxLength 64",
            "bureau: maxLength 64",
            "consentHandle: maxLength 50",
            "consentId: maxLength 50",
            "created_at: maxLength 64",
            "entity_type: maxLength 64",
            "fax_number: maxLength 32",
            "fipID: maxLength 50",
            "id: maxLength 50",
            "linkRefNumber: maxLength 50",
            "mobile_phone: maxLength 64",
            "name: maxLength 60",
            "number: maxLength 32",
            "operator: maxLength 64",
            "org_id: maxLength 50",
            "section_type: maxLength 64",
            "sessionId: maxLength 50",
            "sessionStatus: maxLength 32",
            "sort_by: maxLength 64",
            "state: maxLength 100",
            "status: maxLength 32",
            "tfn_id: maxLength 64",
            "timestamp: maxLength 40",
            "type: maxLength 10",
            "type: maxLength 64",
            "ver: maxLength 10",
            "version: maxLength 10",
        ],
    ),
];
