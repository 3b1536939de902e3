//! Writing contracts, and every version that they ever had.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Rig};

const CONTRACTS: &str = "/contracts";

fn contract(name: &str, content: &str) -> Value {
    json!({ "name": name, "type": "Terms of agreement", "content": content })
}

/// A contract, and the path to it.
async fn made(rig: &Rig, token: &str, name: &str, content: &str) -> (Value, String) {
    let answer = rig.post(token, CONTRACTS, contract(name, content)).await;
    assert_eq!(answer.status, 201, "{}", answer.json);
    let path = format!("{CONTRACTS}/{}", answer.id());
    (answer.json["data"].clone(), path)
}

async fn versions(rig: &Rig, token: &str, path: &str) -> Answer {
    rig.get(token, &format!("{path}/versions")).await
}

/// What versions say, the newest first.
fn contents(versions: &[Value]) -> Vec<&str> {
    let texts = versions.iter().map(|one| one["content"].as_str());
    texts.map(Option::unwrap).collect()
}

#[tokio::test]
async fn a_contract_is_read_with_variables_and_snippets_in_place_of_its_shortcodes() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let snippet = json!({ "name": "Fee", "content": "$90 as of [Today]" });
    assert_eq!(rig.post(&token, "/snippets", snippet).await.status, 201);
    let text = "[Agent] charges [fee]. [First name] agrees. [Nothing] [[x]]";
    let (row, path) = made(&rig, &token, "Terms", text).await;
    assert_eq!(row["content"], text);
    assert_eq!(
        (&row["type"], &row["description"]),
        (&json!("Terms of agreement"), &Value::Null)
    );
    assert_eq!(row["product"], Value::Null);
    let read = rig.get(&token, &path).await;
    assert_eq!(read.status, 200);
    let filled = "Ana Soto charges $90 as of January 15, 2026. [First name] agrees. [Nothing] [x]";
    assert_eq!(read.json["data"]["content"], filled);
    assert_eq!(
        rig.get(&token, CONTRACTS).await.rows(),
        std::slice::from_ref(&row)
    );
    // A snippet that a contract takes in stays.
    let fee = rig.get(&token, "/snippets?name=fee").await.ids()[0];
    let path = format!("/snippets/{fee}");
    assert_eq!(rig.remove(&token, &path).await.fields(), ["id"]);
}

#[tokio::test]
async fn every_change_makes_a_version_with_its_author_and_its_second() {
    let rig = Rig::practice(1).await;
    let (ana, other) = (rig.ana().await, rig.token().await);
    let (row, path) = made(&rig, &ana, "Terms", "One.").await;
    rig.time.pass(TimeDelta::minutes(5));
    let change = json!({ "content": "Two. [Today]", "description": "For all" });
    let changed = rig.put(&other, &path, change).await;
    let now = &changed.json["data"];
    assert_eq!(
        (changed.status, &now["content"]),
        (200, &json!("Two. [Today]"))
    );
    assert_eq!(now["description"], "For all");
    assert_eq!(now["updated_at"], "2026-01-15T09:05:00.000000Z");
    for kept in ["id", "name", "type", "created_at"] {
        assert_eq!(now[kept], row[kept], "{kept}");
    }
    let change = json!({ "name": "Terms of 2026", "description": "" });
    let changed = rig.put(&ana, &path, change).await;
    assert_eq!(changed.json["data"]["description"], Value::Null);

    let answer = versions(&rig, &ana, &path).await;
    assert_eq!(answer.status, 200);
    // As written, so that the newest is to edit from.
    assert_eq!(
        contents(answer.rows()),
        ["Two. [Today]", "Two. [Today]", "One."]
    );
    let numbers = ["20260115090501", "20260115090500", "20260115090000"];
    let authors = ["Ana", "Practice", "Ana"];
    for ((version, number), author) in answer.rows().iter().zip(numbers).zip(authors) {
        assert_eq!(version["version_number"], number);
        assert_eq!(version["contract_id"], row["id"]);
        assert_eq!(version["author_id"]["first_name"], author);
        assert_eq!(version["author_id"]["is_disabled"], false);
    }
    assert_eq!(
        answer.rows()[2]["created_at"],
        "2026-01-15T09:00:00.000000Z"
    );
}

#[tokio::test]
async fn going_back_to_a_version_makes_a_new_one() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let (_, path) = made(&rig, &token, "Terms", "One.").await;
    rig.put(&token, &path, json!({ "content": "Two." })).await;
    let first = versions(&rig, &token, &path).await.ids()[1];
    rig.time.pass(TimeDelta::minutes(5));
    let back = format!("{path}/versions/{first}/revert");
    let answer = rig.post(&token, &back, Value::Null).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    let history = answer.json.as_array().unwrap();
    assert_eq!(contents(history), ["One.", "Two.", "One."]);
    assert_eq!(history[0]["version_number"], "20260115090500");
    assert_eq!(history[2]["id"], first);
    assert_eq!(versions(&rig, &token, &path).await.rows(), history);
    let read = rig.get(&token, &path).await;
    assert_eq!(read.json["data"]["content"], "One.");
    assert_eq!(
        read.json["data"]["updated_at"],
        "2026-01-15T09:05:00.000000Z"
    );
    // Another contract's version is none of this one's.
    let (_, other) = made(&rig, &token, "Others", "Three.").await;
    let path = format!("{other}/versions/{first}/revert");
    rig.nothing_at(&token, &path, &[Method::POST], &Value::Null)
        .await;
    assert_eq!(
        rig.get(&token, &other).await.json["data"]["content"],
        "Three."
    );
}

#[tokio::test]
async fn copies_of_a_contract_have_names_and_versions_of_their_own() {
    let rig = Rig::practice(1).await;
    let (ana, other) = (rig.ana().await, rig.token().await);
    let (row, path) = made(&rig, &ana, "Terms", "One. [Today]").await;
    rig.put(&ana, &path, json!({ "description": "For all" }))
        .await;
    for name in ["Copy Terms", "Copy Terms 1", "Copy Terms 2"] {
        let copy = rig
            .post(&other, &format!("{path}/clone"), Value::Null)
            .await;
        let made = &copy.json["data"];
        assert_eq!((copy.status, &made["name"]), (201, &json!(name)));
        assert_eq!(
            (&made["content"], &made["type"]),
            (&row["content"], &row["type"])
        );
        assert_eq!(made["description"], "For all");
        let own = versions(&rig, &ana, &format!("{CONTRACTS}/{}", copy.id())).await;
        assert_eq!(contents(own.rows()), ["One. [Today]"]);
        assert_eq!(own.rows()[0]["author_id"]["first_name"], "Practice");
    }
}

#[tokio::test]
async fn a_deleted_contract_is_gone_with_its_versions() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let (_, path) = made(&rig, &token, "Terms", "One.").await;
    let gone = rig.remove(&token, &path).await;
    let sentence = "The contract and its versions were deleted.";
    assert_eq!(
        (gone.status, &gone.json["message"]),
        (200, &json!(sentence))
    );
    let methods = [Method::GET, Method::PUT, Method::DELETE];
    rig.nothing_at(&token, &path, &methods, &json!({ "content": "x" }))
        .await;
    for (method, below) in [
        (Method::GET, "versions"),
        (Method::POST, "clone"),
        (Method::POST, "versions/1/revert"),
    ] {
        let path = format!("{path}/{below}");
        rig.nothing_at(&token, &path, &[method], &Value::Null).await;
    }
    assert_eq!(rig.total(&token, CONTRACTS).await, 0);
}

#[tokio::test]
async fn contracts_are_found_and_listed_in_any_order() {
    let rig = Rig::firm().await;
    let mut token = rig.ana().await;
    for name in ["Beta terms", "Ávila terms", "Cancellation"] {
        made(&rig, &token, name, name).await;
        rig.time.pass(TimeDelta::days(1));
        let answer = rig.login("ana@example.com", "a long password").await;
        token = answer.json["token"].as_str().unwrap().to_owned();
    }
    for (query, found) in [
        ("", vec![1, 2, 3]),
        ("name=TERMS", vec![1, 2]),
        ("name=avila", vec![2]),
        ("created_at=2026-01-16", vec![2]),
        ("created_at=2026-01-18", vec![]),
        ("product_id=1", vec![]),
        ("sort_by=name", vec![2, 1, 3]),
        ("sort_by=name&sort_direction=desc", vec![3, 1, 2]),
        ("sort_by=type", vec![1, 2, 3]),
        ("sort_by=created_at&sort_direction=desc", vec![3, 2, 1]),
        ("sort_by=updated_at", vec![1, 2, 3]),
        ("sort_by=id&sort_direction=desc&per_page=2&page=2", vec![1]),
    ] {
        let answer = rig.get(&token, &format!("{CONTRACTS}?{query}")).await;
        assert_eq!(answer.ids(), found, "{query}");
    }
    let meta = &rig.get(&token, "/contracts?per_page=2").await.json["meta"];
    assert_eq!((&meta["total"], &meta["last_page"]), (&json!(3), &json!(2)));
    for (query, field) in [
        ("sort_by=content", "sort_by"),
        ("created_at=yesterday", "created_at"),
        ("product_id=0", "product_id"),
        ("name=a%00b", "name"),
        ("per_page=201", "per_page"),
    ] {
        let answer = rig.get(&token, &format!("{CONTRACTS}?{query}")).await;
        assert_eq!(answer.fields(), [field]);
    }
}

#[tokio::test]
async fn a_contract_can_be_for_a_product_of_the_firm() {
    let rig = Rig::practice(1).await;
    let token = rig.ana().await;
    let sold = rig.get(&token, "/products").await.json["data"][0].clone();
    let mut new = contract("Terms", "One.");
    new["product_id"] = sold["id"].clone();
    let made = rig.post(&token, CONTRACTS, new).await.json["data"].clone();
    assert_eq!(made["product"]["name"], sold["name"]);
    let path = format!("{CONTRACTS}/{}", made["id"]);
    let changed = rig.put(&token, &path, json!({ "content": "Two." })).await;
    assert_eq!(changed.json["data"]["product"], made["product"]);
    assert_eq!(
        rig.get(&token, &path).await.json["data"]["product"],
        made["product"]
    );
    let query = format!("{CONTRACTS}?product_id={}", sold["id"]);
    let listed = rig.get(&token, &query).await;
    assert_eq!(listed.rows().len(), 1);
    assert_eq!(listed.rows()[0]["product"], made["product"]);
}

#[tokio::test]
async fn a_contract_that_breaks_a_rule_is_refused_by_name() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let (_, path) = made(&rig, &token, "Terms", "One.").await;
    let with = |field: &str, value: Value| {
        let mut new = contract("Another", "One.");
        new[field] = value;
        new
    };
    for (new, fields) in [
        (json!({}), vec!["content", "name", "type"]),
        (with("name", json!("tErms")), vec!["name"]),
        (with("name", json!("[Another]")), vec!["name"]),
        (with("name", json!("x".repeat(256))), vec!["name"]),
        (with("type", json!(" ")), vec!["type"]),
        (with("content", json!(" \n")), vec!["content"]),
        (with("content", json!("x".repeat(100_001))), vec!["content"]),
        (
            with("description", json!("x".repeat(1_001))),
            vec!["description"],
        ),
        (with("product_id", json!(0)), vec!["product_id"]),
        (with("product_id", json!(99)), vec!["product_id"]),
    ] {
        let answer = rig.post(&token, CONTRACTS, new).await;
        assert_eq!(answer.fields(), fields, "{}", answer.json);
    }
    let answer = rig.put(&token, &path, json!({ "content": "a\0b" })).await;
    assert_eq!(answer.fields(), ["content"]);
    assert_eq!(versions(&rig, &token, &path).await.rows().len(), 1);
    assert_eq!(rig.total(&token, CONTRACTS).await, 1);
}
