//! Why items are disputed: claim codes, the instructions that stand for them, and whom those are
//! for.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::Rig;

const CODES: &str = "/claim-codes";
const INSTRUCTIONS: &str = "/instructions";

/// All instructions in their order: the place and the name of each.
async fn in_order(rig: &Rig, token: &str) -> Vec<(i64, String)> {
    let listed = rig.get(token, "/instructions?per_page=200").await;
    let rows = listed.rows().iter().map(|row| {
        let name = row["name"].as_str().unwrap().to_owned();
        (row["order"].as_i64().unwrap(), name)
    });
    rows.collect()
}

/// A firm's office with these four instructions only.
async fn four() -> (Rig, String) {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    for id in rig.get(&token, "/instructions?per_page=200").await.ids() {
        let deleted = rig.remove(&token, &format!("{INSTRUCTIONS}/{id}")).await;
        assert_eq!(
            deleted.json,
            json!({ "message": "The instruction was deleted." })
        );
    }
    for name in ["one", "two", "three", "four"] {
        let body = json!({ "name": name, "claim_code_id": 1 });
        assert_eq!(rig.post(&token, INSTRUCTIONS, body).await.status, 201);
    }
    (rig, token)
}

fn placed(names: &[&str]) -> Vec<(i64, String)> {
    (1..)
        .zip(names.iter().map(|name| (*name).to_owned()))
        .collect()
}

/// The id of an instruction.
async fn id(rig: &Rig, token: &str, name: &str) -> i64 {
    rig.get(token, &format!("{INSTRUCTIONS}?name={name}"))
        .await
        .ids()[0]
}

#[tokio::test]
async fn every_office_knows_the_kinds_of_creditors() {
    for rig in [Rig::firm().await, Rig::practice(1).await] {
        let token = rig.ana().await;
        let types = rig.get(&token, "/creditor-types").await;
        assert_eq!(types.json.as_object().map(|map| map.len()), Some(1));
        let mut kinds: Vec<&str> = Vec::new();
        for row in types.rows() {
            assert!(row["subtype"].as_str().is_some_and(|text| !text.is_empty()));
            kinds.push(row["type"].as_str().unwrap());
        }
        kinds.dedup();
        let words = [
            "Original_Creditor",
            "Collection_Agency",
            "Government_Office",
            "Public_Record",
        ];
        assert_eq!(kinds, words);
    }
}

#[tokio::test]
async fn a_claim_code_has_each_bureau_s_own_code() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let entered = json!({
        "eq_code": "A1", "ex_code": "B2", "tcp_name": " Umber reason ", "tu_code": "C3",
    });
    let made = rig.post(&token, CODES, entered).await;
    assert_eq!(made.status, 201, "{}", made.json);
    let row = &made.json["data"];
    assert_eq!(
        (&row["tcp_name"], &row["is_active"]),
        (&json!("Umber reason"), &json!(true))
    );
    assert_eq!(rig.get(&token, CODES).await.rows().last(), Some(row));
    rig.time.pass(TimeDelta::minutes(5));
    let path = format!("{CODES}/{}", made.id());
    let change = json!({ "eq_code": "", "tu_code": "D4", "is_active": false });
    let changed = rig.put(&token, &path, change).await;
    assert_eq!(changed.status, 200);
    let now = &changed.json["data"];
    assert_eq!(
        (&now["eq_code"], &now["tu_code"]),
        (&Value::Null, &json!("D4"))
    );
    assert_eq!(
        (&now["is_active"], &now["ex_code"]),
        (&json!(false), &json!("B2"))
    );
    assert_eq!(now["updated_at"], "2026-01-15T09:05:00.000000Z");
    assert_eq!(rig.get(&token, CODES).await.rows().last(), Some(now));
    let deleted = rig.remove(&token, &path).await;
    assert_eq!(
        deleted.json,
        json!({ "message": "The claim code was deleted." })
    );
    let methods = [Method::PUT, Method::DELETE];
    rig.nothing_at(&token, &path, &methods, &json!({ "tcp_name": "x" }))
        .await;
}

#[tokio::test]
async fn a_claim_code_that_says_nothing_or_that_instructions_stand_for_is_held_to_its_rules() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let before = rig.get(&token, CODES).await.json;
    for (body, field) in [
        (json!({}), "tcp_name"),
        (json!({ "tcp_name": " " }), "tcp_name"),
        (json!({ "tcp_name": "x".repeat(256) }), "tcp_name"),
        (
            json!({ "tcp_name": "x", "eq_code": "x".repeat(256) }),
            "eq_code",
        ),
        (json!({ "tcp_name": "x", "ex_code": "a\u{7}" }), "ex_code"),
        (
            json!({ "tcp_name": "x", "tu_code": "x".repeat(256) }),
            "tu_code",
        ),
        (
            json!({ "tcp_name": "x", "is_active": "perhaps" }),
            "is_active",
        ),
    ] {
        assert_eq!(
            rig.post(&token, CODES, body.clone()).await.fields(),
            [field],
            "{body}"
        );
        if body != json!({}) {
            let changed = rig.put(&token, &format!("{CODES}/1"), body.clone()).await;
            assert_eq!(changed.fields(), [field], "{body}");
        }
    }
    let used = rig.remove(&token, &format!("{CODES}/1")).await;
    assert_eq!(used.fields(), ["id"]);
    assert_eq!(rig.get(&token, CODES).await.json, before);
}

#[tokio::test]
async fn a_new_instruction_stands_last_and_is_for_the_creditors_that_were_chosen() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let types = rig.get(&token, "/creditor-types").await;
    let (first, third) = (&types.rows()[0], &types.rows()[2]);
    let last = rig.total(&token, INSTRUCTIONS).await;
    let entered = json!({
        "name": " The fee of … was waived. ", "claim_code_id": 2,
        "creditor_types": [third["id"], first["id"], third["id"]],
    });
    let made = rig.post(&token, INSTRUCTIONS, entered).await;
    assert_eq!(made.status, 201, "{}", made.json);
    let row = &made.json["data"];
    assert_eq!(
        (&row["name"], &row["order"]),
        (&json!("The fee of … was waived."), &json!(last + 1))
    );
    assert_eq!(row["creditor_types"], json!([first, third]));
    assert_eq!(row["claim_code"], rig.get(&token, CODES).await.rows()[1]);
    let path = format!("{INSTRUCTIONS}/{}", made.id());
    assert_eq!(rig.get(&token, &path).await.json, made.json);
    let found = rig
        .get(&token, &format!("{INSTRUCTIONS}?name=waived"))
        .await;
    assert_eq!(found.rows(), std::slice::from_ref(row));

    rig.time.pass(TimeDelta::minutes(5));
    let renamed = rig
        .put(&token, &path, json!({ "name": "The fee was waived." }))
        .await;
    assert_eq!(renamed.json["data"]["name"], "The fee was waived.");
    for kept in ["id", "order", "claim_code", "creditor_types", "created_at"] {
        assert_eq!(renamed.json["data"][kept], row[kept], "{kept}");
    }
    assert_eq!(
        renamed.json["data"]["updated_at"],
        "2026-01-15T09:05:00.000000Z"
    );
    let change = json!({ "claim_code_id": 1, "creditor_types": [] });
    let changed = rig.put(&token, &path, change).await;
    assert_eq!(changed.json["data"]["creditor_types"], json!([]));
    assert_eq!(changed.json["data"]["claim_code"]["id"], 1);
    assert_eq!(rig.get(&token, &path).await.json, changed.json);
}

#[tokio::test]
async fn an_instruction_keeps_its_place_until_it_or_another_is_moved_past_it() {
    let (rig, token) = four().await;
    for (name, to, order) in [
        ("one", 3, ["two", "three", "one", "four"]),
        ("four", 1, ["four", "two", "three", "one"]),
        ("two", 2, ["four", "two", "three", "one"]),
        ("three", 4, ["four", "two", "one", "three"]),
        ("one", 2, ["four", "one", "two", "three"]),
    ] {
        let path = format!("{INSTRUCTIONS}/{}/move", id(&rig, &token, name).await);
        let moved = rig.post(&token, &path, json!({ "order_to": to })).await;
        assert_eq!(moved.status, 200, "{}", moved.json);
        assert_eq!(
            moved.json,
            json!({ "message": "The instruction was moved." })
        );
        assert_eq!(in_order(&rig, &token).await, placed(&order));
    }
    // Whoever looks for changes finds each that has another place now.
    rig.time.pass(TimeDelta::minutes(5));
    let path = format!("{INSTRUCTIONS}/{}/move", id(&rig, &token, "four").await);
    rig.post(&token, &path, json!({ "order_from": 1, "order_to": 2 }))
        .await;
    let latest = "2026-01-15T09:05:00.000000Z";
    let listed = rig.get(&token, INSTRUCTIONS).await;
    let of_now = listed
        .rows()
        .iter()
        .filter(|row| row["updated_at"] == latest);
    let names: Vec<&Value> = of_now.map(|row| &row["name"]).collect();
    assert_eq!(names, ["one", "four"]);
    // A gap is closed.
    let path = format!("{INSTRUCTIONS}/{}", id(&rig, &token, "four").await);
    assert_eq!(rig.remove(&token, &path).await.status, 200);
    assert_eq!(
        in_order(&rig, &token).await,
        placed(&["one", "two", "three"])
    );
    rig.get(&token, &path).await.refused(404);
}

#[tokio::test]
async fn a_move_that_goes_nowhere_or_comes_too_late_is_refused_by_name() {
    let (rig, token) = four().await;
    let path = format!("{INSTRUCTIONS}/{}/move", id(&rig, &token, "two").await);
    for (body, fields) in [
        (json!({}), vec!["order_to"]),
        (json!({ "order_to": 5 }), vec!["order_to"]),
        (json!({ "order_to": 0 }), vec!["order_to"]),
        (json!({ "order_to": "up" }), vec!["order_to"]),
        (
            json!({ "order_from": 3, "order_to": 1 }),
            vec!["order_from"],
        ),
        (
            json!({ "order_from": 1, "order_to": 9 }),
            vec!["order_from", "order_to"],
        ),
    ] {
        let refused = rig.post(&token, &path, body.clone()).await;
        assert_eq!(refused.fields(), fields, "{body}");
    }
    assert_eq!(
        in_order(&rig, &token).await,
        placed(&["one", "two", "three", "four"])
    );
    let (path, body) = (format!("{INSTRUCTIONS}/999/move"), json!({ "order_to": 1 }));
    rig.nothing_at(&token, &path, &[Method::POST], &body).await;
}

#[tokio::test]
async fn an_instruction_that_stands_for_nothing_is_refused_by_name() {
    let (rig, token) = four().await;
    let path = format!("{CODES}/3");
    rig.put(&token, &path, json!({ "is_active": false })).await;
    let path = format!("{INSTRUCTIONS}/{}", id(&rig, &token, "two").await);
    let before = rig.get(&token, &path).await.json;
    let missing = rig.post(&token, INSTRUCTIONS, json!({})).await;
    assert_eq!(missing.fields(), ["claim_code_id", "name"]);
    for (field, value, named) in [
        ("name", json!("\t"), "name"),
        ("name", json!("x".repeat(256)), "name"),
        ("claim_code_id", json!(99), "claim_code_id"),
        ("claim_code_id", json!(3), "claim_code_id"),
        ("claim_code_id", json!(0), "claim_code_id"),
        ("creditor_types", json!([1, 99]), "creditor_types.1"),
        ("creditor_types", json!([0]), "creditor_types.0"),
        ("creditor_types", json!("all"), "creditor_types"),
    ] {
        let mut body = json!({ "name": "five", "claim_code_id": 1 });
        body[field] = value;
        assert_eq!(
            rig.post(&token, INSTRUCTIONS, body.clone()).await.fields(),
            [named],
            "{body}"
        );
        assert_eq!(
            rig.put(&token, &path, body.clone()).await.fields(),
            [named],
            "{body}"
        );
    }
    assert_eq!(rig.get(&token, &path).await.json, before);
    assert_eq!(rig.total(&token, INSTRUCTIONS).await, 4);
    // What is not there any more cannot be changed either.
    let methods = [Method::GET, Method::PUT, Method::DELETE];
    let (path, body) = (format!("{INSTRUCTIONS}/999"), json!({ "name": "five" }));
    rig.nothing_at(&token, &path, &methods, &body).await;
    // An instruction keeps the code that it had before that was made inactive.
    let path = format!("{CODES}/1");
    rig.put(&token, &path, json!({ "is_active": false })).await;
    let path = format!("{INSTRUCTIONS}/{}", id(&rig, &token, "two").await);
    let kept = json!({ "name": "second", "claim_code_id": 1 });
    assert_eq!(rig.put(&token, &path, kept).await.status, 200);
}
