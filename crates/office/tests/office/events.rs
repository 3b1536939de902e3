//! What events are known, and what has happened.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Rig, in_short, send};

fn new_definition() -> Value {
    json!({
        "name": "Client Called", "description": "A client called the firm.",
        "source": "Phone", "schema": ["properties.client_id", "event"],
    })
}

fn names(answer: &Answer) -> Vec<&str> {
    let names = answer.rows().iter().map(|row| row["event"].as_str());
    names.map(Option::unwrap).collect()
}

/// The definition of an event that the office tells of.
async fn definition(rig: &Rig, token: &str, name: &str) -> Value {
    let path = format!("/event-definitions?search={}", name.replace(' ', "+"));
    let listed = rig.get(token, &path).await;
    let found = listed.rows().iter().find(|row| row["name"] == name);
    found.unwrap_or_else(|| panic!("{name}")).clone()
}

#[tokio::test]
async fn what_is_done_for_a_client_is_told_under_its_name_and_known_by_its_definition() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let note = rig.note(&token, 1, "Called.").await.id();
    let file = rig.pdf(&token, "bill.pdf", 2_000).await;
    let link = json!({ "attachment_id": file, "client_id": 1, "type": "id" });
    let document = rig
        .post(&token, "/client-documents", link.clone())
        .await
        .id();
    // Linked again it is no second document, and nothing has happened.
    rig.post(&token, "/client-documents", link).await;
    let letter = json!({
        "client_id": 1, "type": "letter",
        "letter": { "content": "Dear bureau", "postal_address": "PO Box 1\nAllen, TX 75013" },
    });
    rig.post(&token, "/correspondence/send", letter).await;
    let agreement = json!({ "client_id": 1, "name": "Service", "type": "Service" });
    rig.post(&token, "/client-agreements", agreement).await;
    rig.post(&token, "/clients/1/goals", json!({ "goal_ids": [1, 2] }))
        .await;
    let listed = rig.get(&token, "/clickhouse-events").await;
    let told = [
        "Goals Assigned",
        "Agreement Created",
        "Correspondence Created",
        "Document Linked",
        "Note Created",
        "User Login",
    ];
    assert_eq!(names(&listed), told);
    let client = rig.get(&token, "/clients/1").await.json;
    let user = rig.get(&token, &format!("/notes/{note}")).await.json["data"]["user"]["id"].clone();
    for name in told {
        let known = definition(&rig, &token, name).await;
        assert_eq!(known["events"].as_array().map(Vec::len), Some(1), "{known}");
        let event = &known["events"][0];
        assert_eq!(event["data"]["user_id"], user);
        let keys = known["schema"]["required"].as_array().unwrap();
        for key in keys {
            assert!(
                !event["attributes"][key.as_str().unwrap()].is_null(),
                "{name}: {key}"
            );
        }
        let whom = if name == "User Login" {
            Value::Null
        } else {
            in_short(&client)
        };
        assert_eq!(event["client"], whom, "{name}");
    }
    let linked = definition(&rig, &token, "Document Linked").await;
    let wanted = json!({
        "client_id": 1, "document_id": document, "type": "id", "user_id": user,
    });
    assert_eq!(linked["events"][0]["data"], wanted);
}

#[tokio::test]
async fn what_is_refused_has_not_happened_and_what_is_sent_again_happens_once() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    rig.note(&token, 9, "Nobody.").await.refused(422);
    let body = json!({ "client_id": 1, "note_text": "Once." });
    for _ in 0..2 {
        rig.write(&token, (Method::POST, "/notes"), &body, Some("key"))
            .await;
    }
    let path = "/clickhouse-events?event=note";
    assert_eq!(rig.total(&token, path).await, 1);
}

#[tokio::test]
async fn events_are_found_by_name_and_number_and_stand_in_the_order_asked_for() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    for text in ["One.", "Two."] {
        rig.time.pass(TimeDelta::minutes(1));
        rig.note(&token, 1, text).await;
    }
    let all = rig.get(&token, "/clickhouse-events").await;
    assert_eq!(names(&all), ["Note Created", "Note Created", "User Login"]);
    assert_eq!(all.rows()[0]["timestamp"], "2026-01-15T09:02:00.000000Z");
    assert_eq!(
        all.rows()[0]["context"][0]["library"]["name"],
        "redress-office"
    );
    assert_eq!(all.rows()[0]["properties"][0]["client_id"], 1);
    let latest = rig.get(&token, "/clickhouse-events/Note%20Created").await;
    assert_eq!(latest.json, all.rows()[0]);
    let number = all.rows()[1]["rudderId"].as_str().unwrap();
    for (query, found) in [
        ("event=LOGIN".to_owned(), vec![2]),
        ("event=created".to_owned(), vec![0, 1]),
        ("event=%25".to_owned(), vec![]),
        (format!("rudderId={number}"), vec![1]),
        ("rudderId=none".to_owned(), vec![]),
        ("sort_by=timestamp".to_owned(), vec![2, 1, 0]),
        (
            "sort_by=timestamp&sort_direction=desc".to_owned(),
            vec![0, 1, 2],
        ),
        ("sort_direction=asc".to_owned(), vec![2, 1, 0]),
        (
            "sort_by=event&sort_direction=desc".to_owned(),
            vec![2, 0, 1],
        ),
        ("per_page=1&page=2".to_owned(), vec![1]),
    ] {
        let listed = rig
            .get(&token, &format!("/clickhouse-events?{query}"))
            .await;
        let wanted: Vec<Value> = found
            .iter()
            .map(|place| all.rows()[*place].clone())
            .collect();
        assert_eq!(*listed.rows(), wanted, "{query}");
    }
    let by_number = rig.get(&token, "/clickhouse-events?sort_by=rudderId").await;
    let numbers = by_number
        .rows()
        .iter()
        .map(|row| row["rudderId"].to_string());
    assert!(numbers.is_sorted());
    for (query, field) in [
        ("sort_by=name", "sort_by"),
        ("sort_direction=up", "sort_direction"),
        ("event=a%00b", "event"),
        ("page=0", "page"),
        ("per_page=201", "per_page"),
    ] {
        let refused = rig
            .get(&token, &format!("/clickhouse-events?{query}"))
            .await;
        assert_eq!(refused.fields(), [field], "{query}");
    }
    let never = "/clickhouse-events/Never";
    rig.nothing_at(&token, never, &[Method::GET], &Value::Null)
        .await;
    send(rig.keyed(Method::GET, never)).await.refused(401);
}

#[tokio::test]
async fn an_event_is_made_known_as_a_draft_and_changed() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let made = rig
        .post(&token, "/event-definitions", new_definition())
        .await;
    assert_eq!(made.status, 201, "{}", made.json);
    let row = &made.json["data"];
    assert_eq!(
        (&row["status"], &row["events"]),
        (&json!("draft"), &json!([]))
    );
    let schema = json!({
        "properties": { "properties.client_id": {}, "event": {} },
        "required": ["properties.client_id", "event"],
    });
    assert_eq!(row["schema"], schema);
    let path = format!("/event-definitions/{}", row["id"]);
    assert_eq!(rig.get(&token, &path).await.json, made.json);
    rig.time.pass(TimeDelta::minutes(5));
    let change = json!({ "status": "active", "schema": ["event"], "name": null });
    let changed = rig.put(&token, &path, change).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    let now = &changed.json["data"];
    assert_eq!(
        (&now["status"], &now["schema"]["required"]),
        (&json!("active"), &json!(["event"]))
    );
    assert_eq!(now["updated_at"], "2026-01-15T09:05:00.000000Z");
    for kept in ["id", "name", "description", "source", "created_at"] {
        assert_eq!(now[kept], row[kept], "{kept}");
    }
    assert_eq!(rig.get(&token, &path).await.json, changed.json);
    let methods = [Method::GET, Method::PUT];
    rig.nothing_at(&token, "/event-definitions/999", &methods, &json!({}))
        .await;
}

#[tokio::test]
async fn an_event_is_of_a_definition_only_if_it_tells_all_that_is_asked_for() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    for text in ["One.", "Two."] {
        rig.note(&token, 1, text).await;
    }
    let known = definition(&rig, &token, "Note Created").await;
    assert_eq!(known["events"].as_array().map(Vec::len), Some(2));
    let path = format!("/event-definitions/{}", known["id"]);
    let count = async |change: Value| {
        let changed = rig.put(&token, &path, change).await;
        assert_eq!(changed.status, 200, "{}", changed.json);
        changed.json["data"]["events"].as_array().map(Vec::len)
    };
    let told = json!(["context.library.name", "properties.note_id", "timestamp"]);
    assert_eq!(count(json!({ "schema": told })).await, Some(2));
    let more = json!(["properties.note_id", "properties.length"]);
    assert_eq!(count(json!({ "schema": more })).await, Some(0));
    assert_eq!(count(json!({ "schema": ["event"] })).await, Some(2));
    assert_eq!(count(json!({ "status": "draft" })).await, Some(0));
    let elsewhere = json!({ "status": "active", "source": "crm" });
    assert_eq!(count(elsewhere).await, Some(0));
    assert_eq!(count(json!({ "source": "Office" })).await, Some(2));
}

#[tokio::test]
async fn known_events_are_found_by_text_source_and_status_in_the_order_asked_for() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let made = rig
        .post(&token, "/event-definitions", new_definition())
        .await
        .id();
    let total = rig.total(&token, "/event-definitions").await;
    for (query, found) in [
        ("search=CLIENT+CALLED", true),
        ("search=called+the+firm", true),
        ("search=%25", false),
        ("source=phone", true),
        ("source=office", false),
        ("status=draft", true),
        ("status=active", false),
    ] {
        let path = format!("/event-definitions?per_page=200&{query}");
        assert_eq!(
            rig.get(&token, &path).await.ids().contains(&made),
            found,
            "{query}"
        );
    }
    for (column, key) in [
        ("id", "id"),
        ("name", "name"),
        ("source", "source"),
        ("status", "status"),
    ] {
        let path = format!("/event-definitions?sort_by={column}&per_page=200");
        let listed = rig.get(&token, &path).await;
        let keys = listed.rows().iter().map(|row| match &row[key] {
            Value::String(text) => text.to_lowercase(),
            number => format!("{:06}", number.as_i64().unwrap()),
        });
        let keys: Vec<String> = keys.collect();
        assert_eq!(keys.len() as i64, total);
        assert!(column == "source" || keys.is_sorted(), "{keys:?}");
    }
    let newest = rig
        .get(
            &token,
            "/event-definitions?sort_by=created_at&sort_direction=desc&per_page=1",
        )
        .await;
    assert_eq!(newest.ids(), [made]);
    for (query, field) in [
        ("sort_by=schema", "sort_by"),
        ("sort_direction=up", "sort_direction"),
        ("status=gone", "status"),
        ("search=a%00b", "search"),
        ("per_page=201", "per_page"),
    ] {
        let refused = rig
            .get(&token, &format!("/event-definitions?{query}"))
            .await;
        assert_eq!(refused.fields(), [field], "{query}");
    }
}

#[tokio::test]
async fn a_definition_that_breaks_a_rule_is_refused_by_name() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let made = rig
        .post(&token, "/event-definitions", new_definition())
        .await
        .id();
    let path = format!("/event-definitions/{made}");
    for (field, value, named) in [
        ("name", json!(" "), "name"),
        ("name", json!("a\nb"), "name"),
        ("name", json!("x".repeat(256)), "name"),
        ("description", json!(" "), "description"),
        ("source", json!(""), "source"),
        ("schema", json!([]), "schema"),
        ("schema", json!(["a b"]), "schema.0"),
        ("schema", json!(["event", "a..b"]), "schema.1"),
        ("schema", json!(["event", "$"]), "schema.1"),
        ("schema", json!(["event", "event"]), "schema.1"),
        ("status", json!("gone"), "status"),
    ] {
        let mut body = new_definition();
        body["name"] = json!("Another");
        body[field] = value.clone();
        let refused = rig.post(&token, "/event-definitions", body).await;
        assert_eq!(refused.fields(), [named], "{field} {value}");
        let refused = rig.put(&token, &path, json!({ field: value })).await;
        assert_eq!(refused.fields(), [named], "{field} {value}");
    }
    // Another source may have an event of the same name; the same source not.
    let mut same = new_definition();
    same["source"] = json!("PHONE");
    same["name"] = json!("client called");
    let refused = rig.post(&token, "/event-definitions", same.clone()).await;
    assert_eq!(refused.fields(), ["name"]);
    same["source"] = json!("Mail");
    assert_eq!(
        rig.post(&token, "/event-definitions", same).await.status,
        201
    );
    let empty = rig.post(&token, "/event-definitions", json!({})).await;
    assert_eq!(empty.fields(), ["description", "name", "schema", "source"]);
}
