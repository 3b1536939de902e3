//! What every operation of every system says to those who may not ask for it, and when something
//! is wrong: over a socket, row by row.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use contract::{Media, REQUESTER_HEADER, Row, SYSTEMS, Scheme, SignIn, System, TARGET_HEADER};
use office::UserRole;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use sqlx::AssertSqlSafe;
use testkit::sample::{Fill, pairs, sample};

use crate::rig::{Form, Rig, database, pdf, send};

/// The password of whoever is added by the rig.
const PASSWORD: &str = "a long password";
const OFFICE: &str = "administrator@example.com";
const CLIENT: &str = "client@example.com";

/// What is said when something fails inside.
const FAILED: &str = "Something went wrong in the office. Nothing was changed.";

/// Every operation, with its system.
pub fn rows() -> impl Iterator<Item = (&'static System, &'static Row)> {
    let of = |system: &&'static System| {
        let system = *system;
        system.rows().map(move |row| (system, row))
    };
    SYSTEMS.iter().flat_map(of)
}

/// Whether only who has signed in may ask for an operation.
fn needs_token(row: &Row) -> bool {
    matches!(row.sign_in, SignIn::Token | SignIn::LateToken)
}

fn is_of_clients(row: &Row) -> bool {
    row.group().starts_with("customer_portal.")
}

/// A call with sample values, which shows nothing of who makes it.
fn bare(rig: &Rig, system: &System, row: &Row) -> RequestBuilder {
    let values = pairs(&sample((row.schemas.path)(), Fill::Required));
    let path = values
        .iter()
        .fold(row.path.to_owned(), |path, (name, value)| {
            path.replace(&format!("{{{name}}}"), value)
        });
    let path = format!("{}{path}", system.root().trim_end_matches('/'));
    let method = Method::from_bytes(row.method.as_str().as_bytes()).unwrap();
    let query = pairs(&sample((row.schemas.query)(), Fill::Required));
    let call = rig.bare(method, &path).query(&query);
    match row.sends {
        Media::Form => {
            let form = Form::new().file("a.pdf", &pdf(64));
            call.header("Content-Type", Form::KIND).body(form.ended())
        }
        _ => match sample((row.schemas.body)(), Fill::Required) {
            Value::Null => call,
            body => call.json(&with_password(body)),
        },
    }
}

/// A body with a password that is long enough, wherever it has one.
fn with_password(mut body: Value) -> Value {
    for field in ["password", "password_confirmation"] {
        if let Some(password) = body.get_mut(field) {
            *password = json!(PASSWORD);
        }
    }
    body
}

/// What somebody shows to a system.
type Headers = Vec<(&'static str, String)>;

/// What users show to each system, by its name, signed in there.
pub struct Shown {
    of_office: Vec<(&'static str, Headers)>,
    of_clients: Vec<(&'static str, Headers)>,
}

impl Shown {
    /// Adds an administrator and a client, and signs them in.
    pub async fn new(rig: &Rig) -> Self {
        let office = rig.user(OFFICE, UserRole::Administrator).await;
        let client = rig.user(CLIENT, UserRole::Client { client: 1 }).await;
        let mut shown = Self {
            of_office: Vec::new(),
            of_clients: Vec::new(),
        };
        for system in SYSTEMS {
            let one = headers(rig, system, OFFICE, &office).await;
            shown.of_office.push((system.name, one));
            let one = headers(rig, system, CLIENT, &client).await;
            shown.of_clients.push((system.name, one));
        }
        shown
    }

    /// A call by somebody whose role allows it, or by somebody else.
    pub fn call(&self, rig: &Rig, (system, row): (&System, &Row), may: bool) -> RequestBuilder {
        let shown = if is_of_clients(row) == may {
            &self.of_clients
        } else {
            &self.of_office
        };
        let headers = shown.iter().find(|(name, _)| *name == system.name).unwrap();
        let call = keyed(rig, system, row);
        headers
            .1
            .iter()
            .fold(call, |call, (name, value)| call.header(*name, value))
    }
}

/// A call with the key of this start.
fn keyed(rig: &Rig, system: &System, row: &Row) -> RequestBuilder {
    bare(rig, system, row).header("x-api-key", &rig.running.api_key)
}

/// The headers with which somebody who has a token calls a system.
async fn headers(rig: &Rig, system: &System, email: &str, token: &str) -> Headers {
    let bearer = ("Authorization", format!("Bearer {token}"));
    match system.scheme {
        Scheme::KeyAndBearer => vec![bearer],
        Scheme::Bearer => {
            let path = format!("{}/login", system.root());
            let body = json!({ "emailId": email, "password": PASSWORD });
            let session = send(rig.keyed(Method::POST, &path).json(&body)).await;
            let token = session.json["access_token"].as_str().unwrap();
            vec![("Authorization", format!("Bearer {token}"))]
        }
        Scheme::BearerOfOrganisations => {
            let said = send(rig.keyed(Method::GET, "/.well-known/redress")).await;
            let here = said.json["organization_id"].as_str().unwrap().to_owned();
            vec![
                bearer,
                (REQUESTER_HEADER, here.clone()),
                (TARGET_HEADER, here),
            ]
        }
        Scheme::BareKey => {
            let fetching = rig.keyed(Method::GET, "/exchange/auth/getToken");
            let key = send(fetching.basic_auth(email, Some(PASSWORD))).await;
            vec![(
                "Authorization",
                key.json["token"].as_str().unwrap().to_owned(),
            )]
        }
    }
}

/// The status of an answer and its JSON; null where there is none.
pub async fn told(call: RequestBuilder) -> (u16, Value) {
    let answer = call.send().await.unwrap();
    let status = answer.status().as_u16();
    let text = answer.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or_default())
}

/// Asserts that every call is answered so and not otherwise.
async fn all_told(
    calls: impl Iterator<Item = (&'static Row, RequestBuilder)>,
    status: u16,
    json: Value,
) {
    let mut count = 0;
    for (row, call) in calls {
        assert_eq!(told(call).await, (status, json.clone()), "{}", row.name);
        count += 1;
    }
    assert!(count > 0);
}

#[tokio::test]
async fn no_operation_is_answered_without_the_key() {
    let rig = Rig::practice(1).await;
    let calls = rows().map(|(system, row)| (row, bare(&rig, system, row)));
    let message = json!({ "message": "The x-api-key header is missing or wrong." });
    all_told(calls, 401, message).await;
}

#[tokio::test]
async fn no_operation_but_signing_in_is_answered_without_a_token() {
    let rig = Rig::practice(1).await;
    let rows = rows().filter(|(_, row)| needs_token(row));
    let calls = rows.map(|(system, row)| (row, keyed(&rig, system, row)));
    let message = json!({ "message": "Sign in first: there is no valid token." });
    all_told(calls, 401, message).await;
}

#[tokio::test]
async fn no_operation_is_answered_to_a_role_that_may_not() {
    let rig = Rig::practice(1).await;
    let shown = Shown::new(&rig).await;
    // Whoever has a file may fetch it: whose it is, is looked at by the operation.
    let rows = rows().filter(|(_, row)| {
        row.sign_in == SignIn::Token && row.name != "portal.attachments.download"
    });
    let calls = rows.map(|asked| (asked.1, shown.call(&rig, asked, false)));
    let message = json!({ "message": "You are not allowed to do this." });
    all_told(calls, 403, message).await;
}

#[tokio::test]
async fn no_operation_is_answered_when_the_session_is_over() {
    let rig = Rig::practice(1).await;
    let shown = Shown::new(&rig).await;
    rig.time.pass(TimeDelta::weeks(2));
    let rows = rows().filter(|(_, row)| needs_token(row));
    let calls = rows.map(|asked| (asked.1, shown.call(&rig, asked, true)));
    let message = json!({ "message": "The session has ended. Sign in again." });
    all_told(calls, 419, message).await;
}

#[tokio::test]
async fn a_body_that_is_not_json_is_told_so() {
    let rig = Rig::practice(1).await;
    let shown = Shown::new(&rig).await;
    let rows = rows().filter(|(_, row)| row.sends == Media::Json);
    let calls = rows.map(|asked| (asked.1, shown.call(&rig, asked, true).body("{")));
    let told = json!({
        "message": "Some fields need attention.",
        "errors": { "body": ["`body` is not JSON."] },
    });
    all_told(calls, 422, told).await;
}

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
const NOT_FAILING: [(&str, &[&str]); 5] = [
    (
        "a change that names nothing is refused whatever it is about",
        &[
            "office.client_products.update",
            "office.clients.update",
            "office.firm.update",
            "office.negative_items.update",
            "office.products.update",
            "office.tasks.update",
            "office.users.update",
        ],
    ),
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
    (
        "a field that the table lets be left out is missed before anything is looked up",
        &[
            "office.clients.create",
            "portal.agreements.create",
            "portal.bureau_addresses.create",
            "portal.claim_codes.create",
            "portal.fax_settings.create",
            "portal.furnishers.create",
            "portal.query_builder.values",
            "portal.templates.create",
        ],
    ),
    (
        "a made-up word or token is worth nothing, whatever there is",
        &[
            "office.firm.set_up",
            "office.mail.set",
            "office.users.create",
            "portal.attachments.assign",
            "portal.attachments.list",
            "portal.attachments.unassign",
            "portal.auth.login_provider",
            "unaport.aggregate.export",
            "unaport.aggregate.fetch",
            "unaport.aggregate.generate",
            "unaport.analytics.generate",
            "unaport.auth.refresh",
            "unaport.consents.create",
            "unaport.consents.revoke",
            "unaport.data.export",
            "unaport.data.fetch",
        ],
    ),
];

#[tokio::test]
async fn whatever_fails_inside_is_told_in_one_sentence_without_detail() {
    let rig = Rig::practice(1).await;
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
        look(asked.1, shown.call(&rig, asked, true)).await;
    }
    take_away(&rig, &[]).await;
    for (system, row) in rows().filter(|(_, row)| row.sign_in != SignIn::Token) {
        let call = match (system.scheme, row.sign_in) {
            (Scheme::BareKey, _) => keyed(&rig, system, row).basic_auth(OFFICE, Some(PASSWORD)),
            (_, SignIn::Key) => keyed(&rig, system, row),
            _ => shown.call(&rig, (system, row), true),
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

/// Operations that nobody may try too often, and what is tried. A provider of `portal.kba` may be
/// tried three times a day: that is for the tests of it.
const LIMITED: [(&str, &str); 6] = [
    ("office.backup.change_key", "a password"),
    ("portal.auth.login", "a password"),
    ("portal.auth.forgot_password", "whether mail comes"),
    ("portal.auth.reset_password", "a code"),
    ("unaport.auth.login", "a password"),
    ("exchange.token.get", "a password"),
];

#[tokio::test]
async fn whoever_tries_too_often_is_told_how_long_to_wait() {
    let rig = Rig::practice(1).await;
    let shown = Shown::new(&rig).await;
    for (name, _) in LIMITED {
        let asked = rows().find(|(_, row)| row.name == name).unwrap();
        let (system, row) = asked;
        let mut tries = 0;
        let answer = loop {
            let call = match row.sign_in {
                SignIn::Token => shown
                    .call(&rig, asked, true)
                    .json(&json!({ "password": "guess" })),
                _ => keyed(&rig, system, row).basic_auth("nobody@example.com", Some("a guess")),
            };
            let answer = send(call).await;
            tries += 1;
            if answer.status == 429 || tries > 50 {
                break answer;
            }
            assert_ne!(answer.status, 500, "{name}");
        };
        let message = json!({ "message": "Too many attempts. Try again later." });
        assert_eq!((answer.status, answer.json), (429, message), "{name}");
        let wait = answer.headers["retry-after"].to_str().unwrap();
        assert!(wait.parse::<u64>().unwrap() > 0, "{name}");
    }
}

#[tokio::test]
async fn nobody_is_told_at_the_door_that_a_role_does_not_allow_it() {
    let rig = Rig::practice(1).await;
    rig.user(CLIENT, UserRole::Client { client: 1 }).await;
    // Who is asked for: a client, who may do least, with the right password and with a wrong one.
    for password in [PASSWORD, "another password"] {
        for (system, row) in rows().filter(|(_, row)| !needs_token(row)) {
            let call = keyed(&rig, system, row).basic_auth(CLIENT, Some(password));
            let call = match (system.scheme, row.group()) {
                (Scheme::KeyAndBearer, "auth") if row.name.ends_with(".login") => {
                    call.json(&json!({ "email": CLIENT, "password": password }))
                }
                (Scheme::Bearer, "auth") if row.name.ends_with(".login") => {
                    call.json(&json!({ "emailId": CLIENT, "password": password }))
                }
                _ => call,
            };
            let (status, said) = told(call).await;
            assert!(
                !matches!(status, 403 | 404 | 419),
                "{}: {status} {said}",
                row.name
            );
        }
    }
}
