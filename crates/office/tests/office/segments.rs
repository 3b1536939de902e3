//! Clients and negative items found by conditions, kept and found anew. The conditions themselves,
//! and what segments are used for, are for the other files.

mod conditions;
mod used;

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Form, Rig};

fn rule(field: &str, operator: &str, value: Value) -> Value {
    json!({ "field": field, "operator": operator, "value": value })
}

/// Everyone.
fn everyone() -> Value {
    json!({ "rules": [rule("id", ">", json!(0))] })
}

async fn make(rig: &Rig, token: &str, name: &str, conditions: Value) -> Answer {
    let body = json!({ "name": name, "conditions": conditions });
    rig.post(token, "/segments", body).await
}

/// The negative items of all clients.
async fn items(rig: &Rig, token: &str) -> Vec<Value> {
    let mut items = Vec::new();
    for page in 1.. {
        let path = format!("/negative-items?per_page=200&page={page}");
        let answer = rig.get(token, &path).await;
        if answer.rows().is_empty() {
            return items;
        }
        items.extend(answer.rows().clone());
    }
    items
}

/// The ids of the clients of some items, each once, in their order.
fn owners(items: &[&Value]) -> Vec<i64> {
    let mut ids: Vec<i64> = items
        .iter()
        .map(|item| item["client"]["id"].as_i64().unwrap())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

#[tokio::test]
async fn a_segment_keeps_whom_it_found_until_it_is_refreshed() {
    let rig = Rig::practice(8).await;
    let token = rig.token().await;
    let conditions = json!({
        "combinator": "AND", "not": false,
        "rules": [rule("id", "<=", json!(6)), rule("updated_at", "inLastDays", json!(36000))],
    });
    let body = json!({
        "name": " Early ", "description": "The first", "conditions": conditions,
        "is_active": 1, "is_archive": 0, "type": "client",
    });
    let made = rig.post(&token, "/segments", body).await;
    assert_eq!(made.status, 201, "{}", made.json);
    let all = items(&rig, &token).await;
    let of_first = |last: i64| {
        let ids = all
            .iter()
            .map(|item| item["client"]["id"].as_i64().unwrap());
        ids.filter(|id| *id <= last).count()
    };
    let mut expected = json!({
        "clients_count": 6, "conditions": conditions, "created_at": "2026-01-15T09:00:00.000000Z",
        "description": "The first", "id": 1, "is_active": true, "is_archive": false,
        "name": "Early", "negative_items_count": of_first(6),
        "refreshed_at": "2026-01-15T09:00:00.000000Z", "type": "client",
        "updated_at": "2026-01-15T09:00:00.000000Z", "usage_count": 0,
    });
    assert_eq!(made.json, expected);
    assert_eq!(rig.get(&token, "/segments/1").await.json, expected);
    assert_eq!(
        rig.get(&token, "/segments?is_archive=0").await.json,
        json!([expected])
    );

    rig.time.pass(TimeDelta::minutes(5));
    let refreshed = rig.post(&token, "/segments/1/refresh", json!({})).await;
    for field in ["refreshed_at", "updated_at"] {
        expected[field] = json!("2026-01-15T09:05:00.000000Z");
    }
    assert_eq!((refreshed.status, &refreshed.json), (200, &expected));

    let change =
        json!({ "conditions": { "rules": [rule("id", "in", json!([1, 2]))] }, "description": "" });
    let changed = rig.put(&token, "/segments/1", change).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    assert_eq!(changed.json["clients_count"], 2);
    assert_eq!(changed.json["negative_items_count"], of_first(2));
    assert_eq!(
        (&changed.json["name"], &changed.json["description"]),
        (&json!("Early"), &Value::Null)
    );
    let of = async |client: i64| {
        let path = format!("/clients/{client}/segments");
        rig.get(&token, &path).await
    };
    let in_it = of(1).await;
    assert_eq!(in_it.ids(), [1]);
    assert_eq!(
        (&in_it.json["meta"]["total"], &in_it.rows()[0]),
        (&json!(1), &changed.json)
    );
    assert!(of(3).await.rows().is_empty());
    rig.get(&token, "/clients/99/segments").await.refused(404);

    assert_eq!(rig.delete(&token, "/segments/1").await, 204);
    assert!(of(1).await.rows().is_empty());
    let methods = [Method::GET, Method::PUT, Method::DELETE];
    rig.nothing_at(&token, "/segments/1", &methods, &json!({}))
        .await;
    rig.nothing_at(&token, "/segments/1/refresh", &[Method::POST], &json!({}))
        .await;
    rig.nothing_at(&token, "/segments/1/export", &[Method::GET], &Value::Null)
        .await;
}

#[tokio::test]
async fn whoever_is_taken_on_later_is_in_a_segment_once_it_is_refreshed() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let named = json!({ "rules": [rule("LastName", "=", json!("SOTO"))] });
    let made = make(&rig, &token, "Sotos", named.clone()).await;
    assert_eq!(made.json["clients_count"], 0);
    let form = Form::new().file("a.csv", b"FirstName,LastName\nAna,Soto\nLuis,Quintana\n");
    let file = rig.upload(&token, form, None).await.id();
    let body = json!({ "type": "add", "attachment_id": file });
    assert_eq!(
        rig.post(&token, "/imports", body).await.json["data"]["processed_records"],
        2
    );
    assert_eq!(
        rig.get(&token, "/segments/1").await.json["clients_count"],
        0
    );
    // Whoever searches by the segment finds who is there now.
    let now = rig
        .post(&token, "/clients/search", json!({ "segment_id": 1 }))
        .await;
    assert_eq!(now.json[0]["data"][0]["attributes"]["FirstName"], "Ana");
    let refreshed = rig.post(&token, "/segments/1/refresh", json!({})).await;
    assert_eq!(refreshed.json["clients_count"], 1);
}

#[tokio::test]
async fn a_segment_of_negative_items_counts_them_and_their_clients() {
    let rig = Rig::practice(12).await;
    let token = rig.token().await;
    let all = items(&rig, &token).await;
    let disputed: Vec<&Value> = all
        .iter()
        .filter(|item| item["is_disputed"] == true)
        .collect();
    let rules = rule("is_disputed", "=", json!(true));
    let body = json!({
        "name": "Disputed", "type": "negative_item", "conditions": { "rules": [rules] },
    });
    let made = rig.post(&token, "/segments", body).await;
    assert_eq!(made.status, 201, "{}", made.json);
    assert_eq!(made.json["negative_items_count"], disputed.len());
    assert_eq!(made.json["clients_count"], owners(&disputed).len());
    let search = rig
        .post(
            &token,
            "/clients/search?per_page=200",
            json!({ "segment_id": 1 }),
        )
        .await;
    assert_eq!(search.json[0]["meta"]["total"], owners(&disputed).len());
    // Of clients, such a rule makes no sense.
    let change = rig
        .put(&token, "/segments/1", json!({ "type": "client" }))
        .await;
    assert_eq!(change.fields(), ["conditions.rules.0.field"]);
    let mut searched = made.json.clone();
    searched["usage_count"] = json!(1);
    rig.office.settled().await;
    assert_eq!(rig.get(&token, "/segments/1").await.json, searched);
}

#[tokio::test]
async fn the_items_of_a_deleted_client_are_counted_no_more() {
    let rig = Rig::practice(12).await;
    let token = rig.token().await;
    let all = items(&rig, &token).await;
    let owner = all[0]["client"]["id"].clone();
    let theirs = all.iter().filter(|item| item["client"]["id"] == owner);
    let left = all.len() - theirs.count();
    let mut segments = Vec::new();
    for kind in ["negative_item", "client"] {
        let body = json!({ "name": kind, "type": kind, "conditions": everyone() });
        let made = rig.post(&token, "/segments", body).await;
        let count = &made.json["negative_items_count"];
        assert_eq!(*count, all.len(), "{}", made.json);
        segments.push(format!("/segments/{}", made.json["id"]));
    }
    let gone = rig
        .remove(&token, &format!("/office/clients/{owner}"))
        .await;
    assert_eq!(gone.status, 200, "{}", gone.json);
    for path in segments {
        let seen = rig.get(&token, &path).await.json;
        assert_eq!(seen["negative_items_count"], left);
        let refresh = format!("{path}/refresh");
        let again = rig.post(&token, &refresh, Value::Null);
        let again = again.await;
        assert_eq!(again.json["negative_items_count"], left);
        assert_eq!(again.json["clients_count"], seen["clients_count"]);
    }
}
