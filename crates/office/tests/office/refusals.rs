//! What every operation of every system says to those who may not ask for it, and when something
//! is wrong: over a socket, row by row.

mod failing;

use chrono::TimeDelta;
use contract::{Media, REQUESTER_HEADER, Row, SYSTEMS, Scheme, SignIn, System, TARGET_HEADER};
use office::UserRole;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use testkit::sample::{Fill, pairs, sample};

use crate::rig::{Form, Rig, pdf, send};

/// The password of whoever is added by the rig.
const PASSWORD: &str = "a long password";
const OFFICE: &str = "administrator@example.com";
const CLIENT: &str = "client@example.com";

/// Every operation, with its system.
pub fn rows() -> impl Iterator<Item = (&'static System, &'static Row)> {
    let of = |system: &&'static System| {
        let system = *system;
        system.rows().map(move |row| (system, row))
    };
    SYSTEMS.iter().flat_map(of)
}

/// The operation with a name.
pub fn named(name: &str) -> (&'static System, &'static Row) {
    rows().find(|(_, row)| row.name == name).unwrap()
}

/// Whether only who has signed in may ask for an operation.
fn needs_token(row: &Row) -> bool {
    matches!(row.sign_in, SignIn::Token | SignIn::LateToken)
}

fn is_of_clients(row: &Row) -> bool {
    row.group().starts_with("customer_portal.")
}

/// Path, query and body of a call.
pub type Parts = [Value; 3];

/// The least that an operation takes by its table.
pub fn least(row: &Row) -> Parts {
    let schemas = row.schemas;
    let parts = [(schemas.path)(), (schemas.query)(), (schemas.body)()];
    let [path, query, body] = parts.map(|schema| sample(schema, Fill::Required));
    [path, query, with_password(body)]
}

/// A call, which shows nothing of who makes it.
fn bare(rig: &Rig, (system, row): (&System, &Row), [path, query, body]: &Parts) -> RequestBuilder {
    let values = pairs(path);
    let path = values
        .iter()
        .fold(row.path.to_owned(), |path, (name, value)| {
            path.replace(&format!("{{{name}}}"), value)
        });
    let path = format!("{}{path}", system.root().trim_end_matches('/'));
    let method = Method::from_bytes(row.method.as_str().as_bytes()).unwrap();
    let call = rig.bare(method, &path).query(&pairs(query));
    match row.sends {
        Media::Form => {
            let form = Form::new().file("a.pdf", &pdf(64));
            call.header("Content-Type", Form::KIND).body(form.ended())
        }
        _ if body.is_null() => call,
        _ => call.json(body),
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
pub type Headers = Vec<(&'static str, String)>;

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

    /// A call of the least by somebody whose role allows it, or by somebody else.
    pub fn call(&self, rig: &Rig, asked: (&System, &Row), may: bool) -> RequestBuilder {
        self.call_with(rig, asked, &least(asked.1), may)
    }

    /// As [`Shown::call`], with parts of the test's own.
    pub fn call_with(
        &self,
        rig: &Rig,
        (system, row): (&System, &Row),
        parts: &Parts,
        may: bool,
    ) -> RequestBuilder {
        let shown = if is_of_clients(row) == may {
            &self.of_clients
        } else {
            &self.of_office
        };
        let headers = shown.iter().find(|(name, _)| *name == system.name).unwrap();
        with_headers(keyed_with(rig, (system, row), parts), &headers.1)
    }
}

/// A call with what somebody shows.
pub fn with_headers(call: RequestBuilder, headers: &[(&'static str, String)]) -> RequestBuilder {
    headers
        .iter()
        .fold(call, |call, (name, value)| call.header(*name, value))
}

/// A call of the least with the key of this start.
fn keyed(rig: &Rig, asked: (&System, &Row)) -> RequestBuilder {
    keyed_with(rig, asked, &least(asked.1))
}

/// As [`keyed`], with parts of the test's own.
fn keyed_with(rig: &Rig, asked: (&System, &Row), parts: &Parts) -> RequestBuilder {
    bare(rig, asked, parts).header("x-api-key", &rig.running.api_key)
}

/// The headers with which somebody who has a token calls a system.
pub async fn headers(rig: &Rig, system: &System, email: &str, token: &str) -> Headers {
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
    let calls = rows().map(|asked| (asked.1, bare(&rig, asked, &least(asked.1))));
    let message = json!({ "message": "The x-api-key header is missing or wrong." });
    all_told(calls, 401, message).await;
}

#[tokio::test]
async fn no_operation_but_signing_in_is_answered_without_a_token() {
    let rig = Rig::practice(1).await;
    let rows = rows().filter(|(_, row)| needs_token(row));
    let calls = rows.map(|asked| (asked.1, keyed(&rig, asked)));
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
        let asked = named(name);
        let mut tries = 0;
        let answer = loop {
            let call = match asked.1.sign_in {
                SignIn::Token => shown
                    .call(&rig, asked, true)
                    .json(&json!({ "password": "guess" })),
                _ => keyed(&rig, asked).basic_auth("nobody@example.com", Some("a guess")),
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
            let call = keyed(&rig, (system, row)).basic_auth(CLIENT, Some(password));
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
