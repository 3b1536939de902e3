//! Segments in use: listed, exported as a list that can be imported, and counted each time that
//! they are used.

use chrono::TimeDelta;
use office::UserRole;
use reqwest::Method;
use serde_json::{Value, json};

use super::{everyone, make, rule};
use crate::rig::{Form, Rig};

#[tokio::test]
async fn segments_are_listed_by_every_filter_and_in_every_order() {
    let rig = Rig::practice(4).await;
    let token = rig.token().await;
    for (name, more) in [
        (
            "Beta",
            json!({ "conditions": { "rules": [rule("id", "=", json!(1))] } }),
        ),
        (
            "Álpha",
            json!({ "conditions": everyone(), "description": "All of them" }),
        ),
        (
            "Gamma",
            json!({ "conditions": everyone(), "is_active": false }),
        ),
        (
            "Delta",
            json!({ "conditions": everyone(), "is_archive": true }),
        ),
        (
            "Items",
            json!({ "conditions": everyone(), "type": "negative_item" }),
        ),
    ] {
        let mut body = more;
        body["name"] = json!(name);
        assert_eq!(rig.post(&token, "/segments", body).await.status, 201);
    }
    let listed = async |query: &str| -> Vec<i64> {
        let answer = rig.get(&token, &format!("/segments?{query}")).await;
        let rows = answer.json.as_array().unwrap();
        rows.iter().map(|row| row["id"].as_i64().unwrap()).collect()
    };
    for (query, ids) in [
        ("is_archive=0", &[1, 2, 3, 5][..]),
        ("is_archive=1", &[4]),
        ("is_archive=0&is_active=0", &[3]),
        ("is_archive=0&is_active=1", &[1, 2, 5]),
        ("is_archive=0&type=negative_item", &[5]),
        ("is_archive=0&search=alp", &[2]),
        ("is_archive=0&search=of+them", &[2]),
        ("is_archive=0&search=%25", &[]),
        ("is_archive=0&client_id=1&type=client", &[1, 2, 3]),
        ("is_archive=0&client_id=2&type=client", &[2, 3]),
        ("is_archive=0&sort_by=name", &[2, 1, 3, 5]),
        (
            "is_archive=0&sort_by=id&sort_direction=desc&per_page=2",
            &[5, 3],
        ),
        ("is_archive=0&per_page=2&page=2", &[3, 5]),
        ("is_archive=0&type=client&sort_by=clients_count", &[1, 2, 3]),
    ] {
        assert_eq!(listed(query).await, ids, "{query}");
    }
    // A client's are those that are in use.
    let of_client = rig.get(&token, "/clients/1/segments").await;
    let mut ids = of_client.ids();
    ids.retain(|id| *id != 5);
    assert_eq!(ids, [2, 1]);
    for (query, field) in [
        ("", "is_archive"),
        ("is_archive=2", "is_archive"),
        ("is_archive=0&is_active=yes", "is_active"),
        ("is_archive=0&sort_by=shoe", "sort_by"),
        ("is_archive=0&type=task", "type"),
        ("is_archive=0&per_page=201", "per_page"),
        ("is_archive=0&client_id=0", "client_id"),
    ] {
        let answer = rig.get(&token, &format!("/segments?{query}")).await;
        assert_eq!(answer.fields(), [field], "{query}");
    }
}

#[tokio::test]
async fn a_segment_is_exported_as_a_list_that_can_be_imported() {
    let rig = Rig::practice(5).await;
    let token = rig.token().await;
    make(
        &rig,
        &token,
        "A/B \"test\"",
        json!({ "rules": [rule("id", "<", json!(4))] }),
    )
    .await;
    let call = rig
        .keyed(Method::GET, "/segments/1/export")
        .bearer_auth(&token);
    let answer = call.send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let head = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(head("content-type"), "text/csv; charset=utf-8");
    assert_eq!(
        head("content-disposition"),
        "attachment; filename=\"A-B _test_.csv\"; filename*=UTF-8''A-B%20%22test%22.csv"
    );
    let csv = answer.bytes().await.unwrap();
    let text = String::from_utf8(csv.to_vec()).unwrap();
    assert!(
        text.starts_with("\u{feff}\"client_id\",\"client_key\",\"crm_id\",\"FirstName\","),
        "{text}"
    );
    for id in 1..=3 {
        assert!(text.contains(&format!("\r\n\"{id}\",")), "{id}");
    }
    assert!(!text.contains("\r\n\"4\","));
    let ssn = rig.get(&token, "/clients/1").await.json["ssn"].to_string();
    assert!(!text.contains(&ssn), "SSNs stay in the office");

    let file = rig
        .upload(&token, Form::new().file("b.csv", &csv), None)
        .await
        .id();
    let before = rig.get(&token, "/clients").await.json;
    let body = json!({ "type": "update", "attachment_id": file });
    let done = rig.post(&token, "/imports", body).await;
    assert_eq!(done.json["data"]["error_log"], Value::Null, "{}", done.json);
    assert_eq!(done.json["data"]["processed_records"], 3);
    assert_eq!(rig.get(&token, "/clients").await.json, before);
}

/// Exports the first segment.
async fn export(rig: &Rig, token: &str) {
    let call = rig.keyed(Method::GET, "/segments/1/export");
    let answer = call.bearer_auth(token).send().await.unwrap();
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn each_use_of_a_segment_is_counted_and_changes_nothing_else() {
    let rig = Rig::practice(6).await;
    let token = rig.token().await;
    let reader = rig.user("luis@example.com", UserRole::ReadOnly).await;
    let made = make(&rig, &token, "Used", everyone()).await;
    make(&rig, &token, "Not used", everyone()).await;
    rig.time.pass(TimeDelta::minutes(5));
    let mut expected = made.json.clone();
    let search = async |token: &str, query: &str, body: Value| {
        let path = format!("/clients/search{query}");
        rig.post(token, &path, body).await.status
    };
    let by = |segment: i64| json!({ "segment_id": segment });
    export(&rig, &token).await;
    assert_eq!(search(&token, "", by(1)).await, 200);
    // Who only reads uses it, too.
    export(&rig, &reader).await;
    assert_eq!(search(&reader, "?page=1&per_page=2", by(1)).await, 200);
    // Whoever turns to the next page still looks at the same, and what is refused is no use.
    assert_eq!(search(&token, "?page=2&per_page=2", by(1)).await, 200);
    assert_eq!(search(&token, "?sort_by=ssn", by(1)).await, 422);
    assert_eq!(search(&token, "", by(9)).await, 422);
    let other = json!({ "conditions": everyone() });
    assert_eq!(search(&token, "", other).await, 200);
    expected["usage_count"] = json!(4);
    rig.office.settled().await;
    assert_eq!(rig.get(&token, "/segments/1").await.json, expected);
    let listed = rig.get(&token, "/segments?is_archive=0").await.json;
    assert_eq!(listed[0], expected);
    assert_eq!(listed[1]["usage_count"], 0);
    let of_client = rig.get(&token, "/clients/1").await.json;
    let segments = of_client["segments"].as_array().unwrap();
    assert!(segments.contains(&expected), "{segments:?}");

    // What is found anew or changed has been used as often as before.
    let refreshed = rig.post(&token, "/segments/1/refresh", json!({})).await;
    assert_eq!(refreshed.json["usage_count"], 4);
    let change = json!({ "name": "Used often" });
    let changed = rig.put(&token, "/segments/1", change).await;
    assert_eq!(changed.json["usage_count"], 4);
    let changed = rig.get(&token, "/segments/1").await;
    assert_eq!(changed.json["usage_count"], 4);
}
