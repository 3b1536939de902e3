//! Invented clients in the Portal's shape. Their numbers and addresses belong to nobody: SSNs
//! that begin with 900, phones of the 555-01 range, mail at example.com.

use serde_json::{Value, json};

const FIRST: [&str; 8] = [
    "Ana", "Boris", "Chidi", "Dolores", "Emeka", "Farida", "Gus", "Hanna",
];
const LAST: [&str; 7] = [
    "Lima", "Okafor", "Petrov", "Quintana", "Reyes", "Silva", "Tanaka",
];

/// The client with an id; the same one for the same id.
#[must_use]
pub fn client(id: i64) -> Value {
    let email = format!("client{id}@example.com");
    let phone = format!("(918) 555-01{:02}", id % 100);
    json!({
        "id": id,
        "client_key": format!("key-{id:06}"),
        "email": email,
        "mobile_phone": phone,
        "ssn": 900_000_000 + id,
        "segments": null,
        "attributes": {
            "FirstName": one_of(&FIRST, id),
            "LastName": one_of(&LAST, id),
            "Email": email,
            "MobilePhone": phone,
            "MailingCity": "Tulsa",
            "MailingState": "OK",
        },
    })
}

fn one_of(names: &'static [&'static str], id: i64) -> &'static str {
    let count = names.len() as u64;
    names[(id.unsigned_abs() % count) as usize]
}
