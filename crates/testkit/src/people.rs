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

/// A negative item of a client, in the Portal's shape; the same one for the same ids.
#[must_use]
pub fn negative_item(id: i64, client_id: i64) -> Value {
    json!({
        "id": id,
        "account_name": format!("{} Credit", one_of(&LAST, id)),
        "account_number": format!("5178{:02}XXXXXX", id.rem_euclid(100)),
        "account_status": "In collection",
        "account_type": "Credit card",
        "bureau_tradeline_id": format!("T-{id}"),
        "client": client(client_id),
        "client_key": format!("key-{client_id:06}"),
        "correspondence": [],
        "credit_balance": format!("{}.00", 100 + id),
        "is_charge_off": false,
        "is_collection": true,
        "is_disputed": false,
        "is_negative": true,
        "metadata": { "created_by": null, "not_dispute": false, "status": "new", "updated_by": null },
        "modified_date": "2026-01-02T03:04:05Z",
        "report_id": format!("RPT-{client_id}"),
        "vendor_tradeline_id": format!("V-{id}"),
    })
}

/// A report of a client with its content, in the Portal's shape; the same one for the same ids.
/// Three that follow each other are the bureaus' of one day.
#[must_use]
pub fn report_schema(id: i64, client_id: i64) -> Value {
    const BUREAUS: [(&str, &str, &str); 3] = [
        ("EFX", "Equifax", "equifax"),
        ("EXP", "Experian", "experian"),
        ("TUC", "TransUnion", "transunion"),
    ];
    let (letters, name, word) = BUREAUS[id.rem_euclid(3) as usize];
    let day = format!("2026-01-{:02}", 1 + (id / 3).rem_euclid(28));
    json!({
        "id": id,
        "available_file_types": ["master_schema", "negative_items"],
        "bureau": letters,
        "client": client(client_id),
        "client_key": format!("key-{client_id:06}"),
        "content": { "schema": "redress.report/1", "bureau": word, "report_date": day },
        "modified_date": format!("{day}T03:04:05Z"),
        "report_date": day,
        "report_id": format!("RPT-{id}"),
        "vendor": name,
    })
}

fn one_of(names: &'static [&'static str], id: i64) -> &'static str {
    let count = names.len() as u64;
    names[(id.unsigned_abs() % count) as usize]
}
