//! Who may do what: the roles, and what becomes of those who ask for more.

use std::collections::BTreeSet;

use contract::{Media, Row, SYSTEMS, SignIn, office::OFFICE, portal::PORTAL};
use office::{NewUser, OfficeError, UserRole};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::{
    refusals::{headers, told, with_headers},
    rig::{Rig, database},
};

/// What agents may write in, said once more by hand.
const AGENTS_WRITE: [&str; 16] = [
    "notes",
    "attachments",
    "documents",
    "agreements",
    "correspondence",
    "client_goals",
    "client_products",
    "furnishers",
    "item_dropdowns",
    "kba",
    "segments",
    "clients",
    "negative_items",
    "outgoing",
    "reports",
    "tasks",
];

/// What in these is an administrator's alone.
const AGENTS_DO_NOT: [&str; 1] = ["office.agreements.delete"];

const ROLES: [(&str, UserRole); 4] = [
    ("administrator@example.com", UserRole::Administrator),
    ("agent@example.com", UserRole::Agent),
    ("reader@example.com", UserRole::ReadOnly),
    ("client@example.com", UserRole::Client { client: 1 }),
];

fn allowed(role: UserRole, row: &Row) -> bool {
    let mut parts = row.name.split('.').skip(1);
    let group = parts.next().unwrap();
    let reads = row.method.reads();
    match role {
        _ if group == "customer_portal" => matches!(role, UserRole::Client { .. }),
        UserRole::Administrator => true,
        UserRole::Agent if AGENTS_DO_NOT.contains(&row.name) => false,
        UserRole::Agent => reads || AGENTS_WRITE.contains(&group),
        UserRole::ReadOnly => reads,
        // The one thing beside the customer portal: the bytes of the own files.
        UserRole::Client { .. } => row.name == "portal.attachments.download",
    }
}

/// A call of an operation of a system that is served there, about records that are not there, with
/// nothing in it; where an organisation is named it is the office's own.
fn bare(rig: &Rig, (root, here): (&str, &str), row: &Row) -> RequestBuilder {
    let parts = row.path.split('/').map(|part| match part {
        "{bureau}" => "equifax",
        "{org_id}" => here,
        _ if part.starts_with('{') => "987654",
        _ => part,
    });
    let path: Vec<&str> = parts.collect();
    let path = format!("{root}{}", path.join("/"));
    let method = Method::from_bytes(row.method.as_str().as_bytes()).unwrap();
    let call = rig.keyed(method, &path);
    match row.sends {
        Media::Form => call.header("Content-Type", "text/plain"),
        _ => call.json(&json!({})),
    }
}

/// As [`bare`], of the Portal or the office, by whoever has a token.
fn call(rig: &Rig, token: &str, row: &Row) -> RequestBuilder {
    bare(rig, ("", ""), row).bearer_auth(token)
}

/// The latest moment that was written to a record, how many agents there are, and how many files.
async fn state(rig: &Rig) -> (String, i64, (i64, i64)) {
    let database = database(rig.folder.path()).await;
    let moment = sqlx::query_scalar("SELECT latest FROM moments");
    let moment = moment.fetch_one(database.readers()).await.unwrap();
    let agents = sqlx::query_scalar("SELECT COUNT(*) FROM agents");
    let agents = agents.fetch_one(database.readers()).await.unwrap();
    database.close().await;
    (moment, agents, rig.files().await)
}

#[tokio::test]
async fn a_role_that_does_not_allow_an_operation_is_told_so_and_changes_nothing() {
    let rig = Rig::practice(1).await;
    for (email, role) in ROLES {
        let token = rig.user(email, role).await;
        let before = state(&rig).await;
        let rows = PORTAL.rows().chain(OFFICE.rows());
        let rows = rows.filter(|row| row.sign_in == SignIn::Token);
        for row in rows.filter(|row| !allowed(role, row)) {
            let answer = call(&rig, &token, row).send().await.unwrap();
            assert_eq!(answer.status(), 403, "{email}: {}", row.name);
            let told: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
            assert_eq!(
                told,
                json!({ "message": "You are not allowed to do this." })
            );
        }
        assert_eq!(state(&rig).await, before, "{email}");
    }
}

#[tokio::test]
async fn a_role_that_allows_an_operation_does_not_stand_in_its_way() {
    let rig = Rig::practice(1).await;
    for (email, role) in &ROLES[..3] {
        let token = rig.user(email, *role).await;
        let rows = PORTAL.rows().chain(OFFICE.rows());
        let rows = rows.filter(|row| row.sign_in == SignIn::Token);
        for row in rows.filter(|row| allowed(*role, row)) {
            let answer = call(&rig, &token, row).send().await.unwrap();
            assert_ne!(answer.status(), 403, "{email}: {}", row.name);
            assert!(answer.status().as_u16() < 500, "{email}: {}", row.name);
        }
    }
}

/// What is refused at the other systems, to one role after the other, said once more by hand.
/// Whoever only reads is refused what agents are, and clients are refused everything.
const NOT_FOR_AGENTS: [&str; 2] = [
    "mycreditapp.partners.create",
    "unaport.consent_templates.create",
];
const NOT_FOR_READERS: [&str; 7] = [
    "exchange.requests.create",
    "mycreditapp.analytics.create",
    "unaport.aggregate.generate",
    "unaport.analytics.generate",
    "unaport.consents.create",
    "unaport.consents.create_from_template",
    "unaport.consents.revoke",
];
const NOT_FOR_CLIENTS: [&str; 11] = [
    "exchange.responses.get",
    "unaport.aggregate.export",
    "unaport.aggregate.fetch",
    "unaport.analytics.export",
    "unaport.analytics.fetch",
    "unaport.consent_templates.list",
    "unaport.consents.status",
    "unaport.data.export",
    "unaport.data.fetch",
    "unaport.data.status",
    "unaport.organisation.get",
];

#[tokio::test]
async fn a_role_is_what_it_is_at_the_other_systems_too() {
    let rig = Rig::practice(1).await;
    let said = rig.get(&rig.token().await, "/.well-known/redress").await;
    let here = said.json["organization_id"].as_str().unwrap();
    let mut expected = BTreeSet::new();
    let more: [&[&str]; 4] = [&[], &NOT_FOR_AGENTS, &NOT_FOR_READERS, &NOT_FOR_CLIENTS];
    for ((email, role), more) in ROLES.into_iter().zip(more) {
        expected.extend(more.iter().copied());
        let token = rig.user(email, role).await;
        let mut refused = BTreeSet::new();
        for system in SYSTEMS {
            if ["portal", "office"].contains(&system.name) {
                continue;
            }
            let shown = headers(&rig, system, email, &token).await;
            let (root, before) = (system.root(), state(&rig).await);
            for row in system.rows().filter(|row| row.sign_in == SignIn::Token) {
                let call = bare(&rig, (root.as_str(), here), row);
                let (status, said) = told(with_headers(call, &shown)).await;
                assert!(
                    !matches!(status, 401 | 419 | 500..),
                    "{email}: {}",
                    row.name
                );
                if status == 403 {
                    assert_eq!(
                        said,
                        json!({ "message": "You are not allowed to do this." })
                    );
                    refused.insert(row.name);
                }
            }
            assert_eq!(state(&rig).await, before, "{email}: {}", system.name);
        }
        assert_eq!(refused, expected, "{email}");
    }
}

#[tokio::test]
async fn an_agent_s_rights_are_those_of_the_role_from_the_next_call_on() {
    let rig = Rig::practice(1).await;
    let token = rig.user("agent@example.com", UserRole::Agent).await;
    assert_eq!(rig.note(&token, 1, "Called.").await.status, 201);
    let goal = json!({ "name": "A boat" });
    rig.post(&token, "/goals", goal.clone()).await.refused(403);
    let role = async |role: &'static str| {
        let database = database(rig.folder.path()).await;
        let mut write = database.write().await.unwrap();
        sqlx::query("UPDATE agents SET role = $1 WHERE email = 'agent@example.com'")
            .bind(role)
            .execute(&mut *write)
            .await
            .unwrap();
        write.commit().await.unwrap();
        database.close().await;
    };
    role("administrator").await;
    assert_eq!(rig.post(&token, "/goals", goal).await.status, 201);
    role("read_only").await;
    rig.note(&token, 1, "Called again.").await.refused(403);
    assert_eq!(rig.get(&token, "/notes").await.status, 200);
}

#[tokio::test]
async fn whoever_signs_in_is_told_what_the_role_allows_and_records_name_it_only() {
    let rig = Rig::practice(1).await;
    let token = rig.user("agent@example.com", UserRole::Agent).await;
    let session = rig.refresh(&token).await;
    let role = &session.json["user"]["roles"][0];
    assert_eq!((&role["id"], &role["name"]), (&json!("2"), &json!("Agent")));
    assert_eq!(rig.get(&token, "/roles/2").await.json["data"], *role);
    let permissions = role["permissions"].as_array().unwrap();
    assert!(permissions.contains(&json!({ "name": "notes.write" })));
    assert!(!permissions.contains(&json!({ "name": "goals.write" })));
    let note = rig.note(&token, 1, "Called.").await;
    let expected = json!([{ "id": "2", "name": "Agent" }]);
    assert_eq!(note.json["data"]["user"]["roles"], expected);
}

#[tokio::test]
async fn roles_are_listed_found_and_sorted() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let names = async |query: &str| -> Vec<String> {
        let answer = rig.get(&token, &format!("/roles{query}")).await;
        let names = answer.rows().iter().map(|row| row["name"].as_str());
        names.map(|name| name.unwrap().to_owned()).collect()
    };
    let all = ["Administrator", "Agent", "Read only", "Client"];
    assert_eq!(names("").await, all);
    assert_eq!(names("?name=AGE").await, ["Agent"]);
    let sorted = ["Read only", "Client", "Agent", "Administrator"];
    assert_eq!(names("?sort_by=name&sort_direction=desc").await, sorted);
    assert_eq!(names("?per_page=3&page=2").await, ["Client"]);
    let page = rig.get(&token, "/roles?per_page=3&page=2").await;
    let meta = json!({
        "current_page": 2, "from": 4, "last_page": 2, "per_page": 3, "to": 4, "total": 4,
    });
    assert_eq!(page.json["meta"], meta);
    let read = rig.get(&token, "/roles/4").await;
    assert_eq!(read.json["data"]["name"], "Client");
    rig.get(&token, "/roles/5").await.refused(404);
    for (query, field) in [
        ("sort_by=size", "sort_by"),
        ("sort_direction=up", "sort_direction"),
        ("per_page=0", "per_page"),
        ("page=0", "page"),
    ] {
        let answer = rig.get(&token, &format!("/roles?{query}")).await;
        assert_eq!(answer.fields(), [field]);
    }
}

#[tokio::test]
async fn only_a_client_of_the_firm_becomes_a_client_s_user() {
    let rig = Rig::practice(1).await;
    let user = |email, client| NewUser {
        email,
        password: "a long password",
        first_name: "Bo",
        last_name: "Ek",
        role: UserRole::Client { client },
    };
    let refused = rig.office.add_user(&user("bo@example.com", 2)).await;
    assert!(matches!(refused, Err(OfficeError::NoClient)));
    let refused = rig.office.add_user(&user("bo@example.com\n", 1)).await;
    assert!(
        refused.is_ok(),
        "what stands around an address is no part of it"
    );
    let refused = rig.office.add_user(&user("b\no@example.com", 1)).await;
    assert!(matches!(refused, Err(OfficeError::Email)));
}
