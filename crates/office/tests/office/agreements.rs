//! Noting and listing what clients agreed to.

use chrono::TimeDelta;
use serde_json::{Value, json};

use crate::rig::{Rig, in_short};

const AGREEMENTS: &str = "/client-agreements";

fn agreement(client: i64, name: &str) -> Value {
    json!({ "client_id": client, "name": name, "type": "Service" })
}

/// The ids of a client's agreements.
async fn listed(rig: &Rig, token: &str, query: &str) -> Vec<i64> {
    let answer = rig.get(token, &format!("{AGREEMENTS}?{query}")).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    let rows = answer.json.as_array().unwrap().iter();
    rows.map(|row| row["id"].as_i64().unwrap()).collect()
}

/// A contract's id.
async fn contract(rig: &Rig, token: &str) -> i64 {
    let new = json!({ "name": "Terms", "type": "Terms", "content": "One." });
    rig.post(token, "/contracts", new).await.id()
}

#[tokio::test]
async fn an_agreement_is_kept_with_who_signed_what_and_when() {
    let rig = Rig::practice(2).await;
    let token = rig.ana().await;
    let (file, terms) = (
        rig.pdf(&token, "signed.pdf", 40).await,
        contract(&rig, &token).await,
    );
    rig.time.pass(TimeDelta::minutes(5));
    let mut new = agreement(2, " Service 2026 ");
    new["agreement_signed"] = json!("2026-01-14 16:30:00");
    new["attachment_id"] = json!(file);
    new["contract_id"] = json!(terms);
    let made = rig.post(&token, AGREEMENTS, new).await;
    assert_eq!(made.status, 200, "{}", made.json);
    let row = &made.json;
    assert_eq!(
        (&row["name"], &row["type"]),
        (&json!("Service 2026"), &json!("Service"))
    );
    assert_eq!(row["agreement_signed"], "2026-01-14T16:30:00.000000Z");
    assert_eq!(row["created_at"], "2026-01-15T09:05:00.000000Z");
    assert_eq!(
        (&row["attachment"]["id"], &row["attachment"]["size"]),
        (&json!(file), &json!(40))
    );
    assert_eq!(row["author"]["email"], "ana@example.com");
    let client = rig.get(&token, "/clients/2").await;
    assert_eq!(row["client"], in_short(&client.json));
    let answer = rig.get(&token, "/client-agreements?client_id=2").await;
    assert_eq!(answer.json, json!([row]));
    assert!(listed(&rig, &token, "client_id=1").await.is_empty());
}

#[tokio::test]
async fn an_agreement_names_the_text_that_was_agreed_to_whatever_the_contract_says_since() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let terms = contract(&rig, &token).await;
    let versions = format!("/contracts/{terms}/versions");
    let mut new = agreement(1, "Service");
    new["contract_id"] = json!(terms);
    let agree = async || rig.post(&token, AGREEMENTS, new.clone()).await.json;
    let first = agree().await;
    let text = json!({ "content": "Two." });
    let changed = rig.put(&token, &format!("/contracts/{terms}"), text).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    let second = agree().await;
    let versions = rig.get(&token, &versions).await.ids();
    assert_eq!(versions.len(), 2);
    for (agreement, version) in [(&first, versions[1]), (&second, versions[0])] {
        assert_eq!(agreement["contract_id"], terms);
        assert_eq!(agreement["contract_version_id"], version);
    }
    let listed = rig.get(&token, "/client-agreements?client_id=1").await;
    assert_eq!(listed.json, json!([second, first]));
}

#[tokio::test]
async fn what_was_signed_is_not_deleted() {
    let rig = Rig::practice(1).await;
    let token = rig.without_papers(1).await;
    let (file, terms) = (
        rig.pdf(&token, "signed.pdf", 40).await,
        contract(&rig, &token).await,
    );
    let mut new = agreement(1, "Service");
    new["attachment_id"] = json!(file);
    new["contract_id"] = json!(terms);
    assert_eq!(rig.post(&token, AGREEMENTS, new).await.status, 200);
    let of_client = "/attachments?entity_type=client&entity_id=1";
    assert_eq!(rig.get(&token, of_client).await.ids(), [file]);
    let file = format!("/attachments/{file}");
    assert_eq!(rig.remove(&token, &file).await.fields(), ["id"]);
    let terms = format!("/contracts/{terms}");
    assert_eq!(rig.remove(&token, &terms).await.fields(), ["id"]);
    // Taken from the client, it is still the agreement's.
    let client = json!({ "entity_type": "client", "entity_id": 1 });
    let path = (reqwest::Method::DELETE, format!("{file}/assign"));
    let taken = rig.write(&token, (path.0, &path.1), &client, None).await;
    assert_eq!(taken.status, 200, "{}", taken.json);
    assert_eq!(rig.get(&token, &file).await.status, 200);
    assert_eq!(rig.get(&token, &terms).await.status, 200);
}

#[tokio::test]
async fn a_client_s_agreements_are_listed_the_latest_first() {
    let rig = Rig::practice(2).await;
    let (ana, other) = (rig.ana().await, rig.token().await);
    for (name, kind, token) in [
        ("Service", "Service", &ana),
        ("Power of attorney", "Limited power", &other),
        ("Sérvice, again", "Service", &other),
    ] {
        let mut new = agreement(1, name);
        new["type"] = json!(kind);
        assert_eq!(rig.post(token, AGREEMENTS, new).await.status, 200);
        rig.time.pass(TimeDelta::minutes(1));
    }
    let author = |row: Value| row["author"]["id"].as_i64().unwrap();
    let rows = rig.get(&ana, "/client-agreements?client_id=1").await.json;
    let by_ana = format!("client_id=1&author_id={}", author(rows[2].clone()));
    for (query, found) in [
        ("client_id=1", vec![3, 2, 1]),
        ("client_id=1&sort_direction=asc", vec![1, 2, 3]),
        ("client_id=1&sort_by=created_at", vec![3, 2, 1]),
        ("client_id=1&sort_by=id&sort_direction=desc", vec![3, 2, 1]),
        ("client_id=1&per_page=2&page=2", vec![1]),
        ("client_id=1&name=service", vec![3, 1]),
        ("client_id=1&type=Limited+power", vec![2]),
        (&by_ana, vec![1]),
        ("client_id=99", vec![]),
    ] {
        assert_eq!(listed(&rig, &ana, query).await, found, "{query}");
    }
    for (query, field) in [
        ("", "client_id"),
        ("client_id=1&sort_by=name", "sort_by"),
        ("client_id=1&sort_direction=up", "sort_direction"),
        ("client_id=1&per_page=201", "per_page"),
        ("client_id=1&author_id=0", "author_id"),
        ("client_id=1&name=a%00b", "name"),
    ] {
        let answer = rig.get(&ana, &format!("{AGREEMENTS}?{query}")).await;
        assert_eq!(answer.fields(), [field], "{query}");
    }
}

#[tokio::test]
async fn an_agreement_that_breaks_a_rule_is_refused_by_name() {
    let rig = Rig::practice(2).await;
    let token = rig.token().await;
    let other = rig.pdf(&token, "other.pdf", 40).await;
    let to = json!({ "attachment_id": other, "entity_type": "client", "entity_id": 2 });
    rig.post(&token, "/attachments/assign", to).await;
    let with = |field: &str, value: Value| {
        let mut new = agreement(1, "Service");
        new[field] = value;
        new
    };
    for (new, fields) in [
        (json!({}), vec!["name", "type"]),
        (
            json!({ "name": " ", "type": " " }),
            vec!["client_id", "name", "type"],
        ),
        (with("client_id", json!(99)), vec!["client_id"]),
        (with("client_id", json!(0)), vec!["client_id"]),
        (with("name", json!("x".repeat(256))), vec!["name"]),
        (
            with("agreement_signed", json!("2026-01-14T16:30:00Z")),
            vec!["agreement_signed"],
        ),
        (
            with("agreement_signed", json!("2026-02-30 16:30:00")),
            vec!["agreement_signed"],
        ),
        (
            with("agreement_signed", json!("2027-01-14 16:30:00")),
            vec!["agreement_signed"],
        ),
        (with("attachment_id", json!(999)), vec!["attachment_id"]),
        (with("attachment_id", json!(other)), vec!["attachment_id"]),
        (with("contract_id", json!(99)), vec!["contract_id"]),
    ] {
        let answer = rig.post(&token, AGREEMENTS, new).await;
        assert_eq!(answer.fields(), fields, "{}", answer.json);
    }
    assert!(listed(&rig, &token, "client_id=1").await.is_empty());
}
