//! What is said when nothing of the database can be read: one sentence without detail, by every
//! operation that needs any of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use contract::{Row, Scheme, SignIn};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;

use super::{OFFICE, PASSWORD, Parts, Shown, keyed_with, least, named, rows, told};
use crate::{
    rig::{Rig, database, first_run, send},
    unaport::{app, ask, consent, known, status},
    unaport_data::delivered,
};

/// What is said when something fails inside.
const FAILED: &str = "Something went wrong in the office. Nothing was changed.";

/// Renames tables past the office, which then finds none of them.
async fn take_away(rig: &Rig, keep: &[&str]) {
    let database = database(rig.folder.path()).await;
    let listed = sqlx::query_scalar::<_, String>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'
         AND name NOT LIKE '\\_sqlx%' ESCAPE '\\' AND name NOT LIKE 'gone\\_%' ESCAPE '\\'",
    );
    let tables = listed.fetch_all(database.readers()).await.unwrap();
    let mut write = database.write().await.unwrap();
    for table in tables
        .iter()
        .filter(|table| !keep.contains(&table.as_str()))
    {
        let statement = format!("ALTER TABLE {table} RENAME TO gone_{table}");
        sqlx::query(AssertSqlSafe(statement))
            .execute(&mut *write)
            .await
            .unwrap();
    }
    write.commit().await.unwrap();
    database.close().await;
}

/// What is answered although nothing of the database can be read, by reason.
const NOT_FAILING: [(&str, &[&str]); 4] = [
    (
        "the office itself knows it",
        &[
            "portal.customerio_templates.list",
            "portal.imports.example_csv",
            "portal.query_builder.fields",
            "portal.query_builder.models",
            "portal.roles.get",
            "portal.roles.list",
            "portal.segments.attribute_types",
            "unaport.organisation.get",
        ],
    ),
    (
        "it is about those who sign in, and these are left",
        &["office.users.get", "office.users.list"],
    ),
    ("practice mails nobody", &["office.mail.set"]),
    (
        "an office knows its people itself, and no provider that does",
        &["portal.auth.login_provider"],
    ),
];

/// Places in the parts of a call.
const PATH: usize = 0;
const QUERY: usize = 1;
const BODY: usize = 2;

/// Bodies and the like of operations that need the database for more than the least: with less they
/// are refused before they come to it.
fn written() -> Vec<(&'static str, usize, Value)> {
    let place = json!({ "address": "1 Umber Way", "city": "Newark", "state": "NJ" });
    let owner = json!({ "entity_type": "client", "entity_id": 1 });
    vec![
        (
            "office.client_products.update",
            BODY,
            json!({ "initial_fee": "99" }),
        ),
        (
            "office.clients.create",
            BODY,
            json!({ "attributes": { "FirstName": "Ines", "LastName": "Quintana" } }),
        ),
        (
            "office.clients.update",
            BODY,
            json!({ "attributes": { "MailingCity": "Salem" } }),
        ),
        ("office.firm.set_up", BODY, first_run()),
        ("office.firm.update", BODY, json!({ "city": "Trenton" })),
        (
            "office.mail.set",
            BODY,
            json!({
                "host": "127.0.0.1", "port": 25, "security": "none",
                "from_address": "office@example.com",
            }),
        ),
        (
            "office.negative_items.update",
            BODY,
            json!({ "status": "in_progress" }),
        ),
        (
            "office.products.update",
            BODY,
            json!({ "name": "Every month" }),
        ),
        (
            "office.tasks.update",
            BODY,
            json!({ "status": "completed" }),
        ),
        (
            "office.users.create",
            BODY,
            // Whose user it is to be is looked up beyond those who sign in.
            json!({
                "email": "ines@example.com", "password": PASSWORD, "first_name": "Ines",
                "last_name": "Quintana", "role": "client", "client_id": 1,
            }),
        ),
        ("office.users.update", BODY, json!({ "last_name": "Ekdal" })),
        (
            "portal.agreements.create",
            BODY,
            json!({
                "client_id": 1, "name": "Service", "type": "Service",
                "agreement_signed": "2026-01-14 16:30:00",
            }),
        ),
        (
            "portal.attachments.assign",
            BODY,
            json!({ "attachment_id": 1, "entity_type": "client", "entity_id": 1 }),
        ),
        ("portal.attachments.list", QUERY, owner.clone()),
        ("portal.attachments.unassign", BODY, owner),
        (
            "portal.bureau_addresses.create",
            BODY,
            with(
                &place,
                json!({ "title": "Appeals", "type": "transunion", "zip_code": "07101" }),
            ),
        ),
        (
            "portal.claim_codes.create",
            BODY,
            json!({ "tcp_name": "Not my debt", "eq_code": "001" }),
        ),
        (
            "portal.fax_settings.create",
            BODY,
            json!({ "reattempt_count": 2 }),
        ),
        (
            "portal.furnishers.create",
            BODY,
            with(
                &place,
                json!({ "name": "Ochre Hollow Lending", "type": "Original_Creditor" }),
            ),
        ),
        (
            "portal.query_builder.values",
            BODY,
            json!({ "field_name": "MailingState" }),
        ),
        (
            "portal.templates.create",
            BODY,
            json!({
                "category_id": 1, "name": "Thank you", "type": "static",
                "contents": [{ "content": "Thank you, [First name]." }],
            }),
        ),
    ]
}

/// Two records in one.
fn with(one: &Value, other: Value) -> Value {
    let mut both = one.clone();
    let fields = other.as_object().unwrap().clone();
    both.as_object_mut().unwrap().extend(fields);
    both
}

/// As [`written`], of what an office made itself: tokens, sessions and ids.
async fn made(rig: &Rig) -> Vec<(&'static str, usize, Value)> {
    let app = app(rig);
    let (_, here) = known(&app).await;
    let session = json!({ "sessionId": delivered(rig, &app, "t-1", json!({})).await });
    let handle = ask(&app, "t-2", json!({})).await;
    rig.time.pass(TimeDelta::seconds(10));
    let given = status(&app, &handle).await.consent_id;
    let sign_in = rig.office.practice_sign_in().unwrap();
    let who = json!({ "emailId": sign_in.email, "password": sign_in.password });
    let login = rig.keyed(Method::POST, "/unaport/login").json(&who);
    let token = send(login).await.json["refresh_token"].clone();
    vec![
        ("unaport.aggregate.export", PATH, session.clone()),
        ("unaport.aggregate.fetch", PATH, session.clone()),
        ("unaport.aggregate.generate", PATH, session.clone()),
        (
            "unaport.aggregate.generate",
            QUERY,
            json!({ "OrgID": here }),
        ),
        ("unaport.analytics.generate", PATH, session.clone()),
        (
            "unaport.auth.refresh",
            BODY,
            json!({ "refresh_token": token }),
        ),
        (
            "unaport.consents.create",
            BODY,
            json!(consent(&app, "t-3", json!({})).await),
        ),
        (
            "unaport.consents.revoke",
            PATH,
            json!({ "org_id": here, "consentId": given }),
        ),
        ("unaport.data.export", PATH, session.clone()),
        ("unaport.data.fetch", PATH, session),
    ]
}

#[tokio::test]
async fn whatever_fails_inside_is_told_in_one_sentence_without_detail() {
    let rig = Rig::practice(1).await;
    let mut fitting: BTreeMap<&str, Parts> = BTreeMap::new();
    for (name, place, value) in [written(), made(&rig).await].concat() {
        let parts = fitting.entry(name).or_insert_with(|| least(named(name).1));
        parts[place] = value;
    }
    let parts = |row: &Row| {
        let fitting = fitting.get(row.name).cloned();
        fitting.unwrap_or_else(|| least(row))
    };
    let shown = Shown::new(&rig).await;
    let (mut answered, mut others) = (BTreeSet::new(), Vec::new());
    let mut look = async |row: &'static Row, call: RequestBuilder| match told(call).await {
        (500, said) if said == json!({ "message": FAILED }) => {}
        (status, _) if status < 500 => _ = answered.insert(row.name),
        told => others.push((row.name, told)),
    };
    // Whoever has a token is known, and nothing else is.
    take_away(&rig, &["agents"]).await;
    for asked in rows().filter(|(_, row)| row.sign_in == SignIn::Token) {
        look(asked.1, shown.call_with(&rig, asked, &parts(asked.1), true)).await;
    }
    take_away(&rig, &[]).await;
    for asked in rows().filter(|(_, row)| row.sign_in != SignIn::Token) {
        let (system, row) = asked;
        let keyed = keyed_with(&rig, asked, &parts(row));
        let call = match (system.scheme, row.sign_in) {
            (Scheme::BareKey, _) => keyed.basic_auth(OFFICE, Some(PASSWORD)),
            (_, SignIn::Key) => keyed,
            _ => shown.call_with(&rig, asked, &parts(row), true),
        };
        look(row, call).await;
    }
    assert!(others.is_empty(), "{others:#?}");
    let expected = NOT_FAILING.iter();
    let expected: BTreeSet<&str> = expected
        .flat_map(|(_, names)| names.iter().copied())
        .collect();
    assert_eq!(answered, expected);
}
