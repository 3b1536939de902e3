//! Clients and negative items found by conditions, kept and found anew.

use chrono::TimeDelta;
use office::UserRole;
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

/// Those for whom conditions hold.
async fn found(rig: &Rig, token: &str, conditions: &Value) -> Vec<i64> {
    let body = json!({ "conditions": conditions });
    let answer = rig.post(token, "/clients/search?per_page=200", body).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    let rows = answer.json[0]["data"].as_array().unwrap();
    let ids: Vec<i64> = rows.iter().map(|row| row["id"].as_i64().unwrap()).collect();
    assert_eq!(answer.json[0]["meta"]["total"], ids.len());
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
async fn conditions_find_whom_a_person_would_find_by_reading() {
    let rig = Rig::practice(30).await;
    let token = rig.token().await;
    let all = items(&rig, &token).await;
    let is = |item: &&Value, field: &str, value: &Value| item[field] == *value;
    let status = |item: &&Value, word: &str| item["metadata"]["status"] == word;
    let word = |word: &str| rule("status", "=", json!(word));
    let new = |item: &&Value| status(item, "new");

    let one_new = json!({ "relation": "negative_items", "rules": [word("new")] });
    let with_new: Vec<&Value> = all.iter().filter(new).collect();
    let expected = owners(&with_new);
    assert!(!expected.is_empty() && expected.len() < 30, "{expected:?}");
    let outer = |rules: Value| json!({ "rules": [rules] });
    assert_eq!(found(&rig, &token, &outer(one_new.clone())).await, expected);

    let none_new = json!({ "not": true, "relation": "negative_items", "rules": [word("new")] });
    let without: Vec<i64> = (1..=30).filter(|id| !expected.contains(id)).collect();
    assert_eq!(found(&rig, &token, &outer(none_new)).await, without);

    // Both of one item, and each of some item, are two things.
    let new_collection = json!({ "relation": "negative_items", "rules": [
        word("new"), rule("is_collection", "=", json!(true)),
    ] });
    let both: Vec<&Value> = all
        .iter()
        .filter(new)
        .filter(|item| is(item, "is_collection", &json!(true)))
        .collect();
    assert_eq!(
        found(&rig, &token, &outer(new_collection)).await,
        owners(&both)
    );

    for times in [2, 3, 5] {
        let mut often = one_new.clone();
        often["count_repeat"] = json!(times);
        let enough: Vec<i64> = expected
            .iter()
            .copied()
            .filter(|id| {
                with_new
                    .iter()
                    .filter(|item| item["client"]["id"] == *id)
                    .count()
                    >= times
            })
            .collect();
        assert_eq!(found(&rig, &token, &outer(often)).await, enough, "{times}");
    }

    let experian = json!({ "relation": "negative_items", "rules": [
        rule("bureau", "=", json!("Experian")), rule("account_type", "=", json!("Credit card")),
    ] });
    let found_by_bureau = found(&rig, &token, &outer(experian)).await;
    assert!(!found_by_bureau.is_empty() && found_by_bureau.len() < 30);

    let either = json!({ "combinator": "OR", "rules": [rule("id", "=", json!(7)), one_new] });
    let mut with_seven = expected.clone();
    with_seven.push(7);
    with_seven.sort_unstable();
    with_seven.dedup();
    assert_eq!(found(&rig, &token, &either).await, with_seven);
}

#[tokio::test]
async fn what_is_missing_is_not_equal_and_not_less() {
    let rig = Rig::practice(30).await;
    let token = rig.token().await;
    let rules =
        |operator: &str, value: Value| json!({ "rules": [rule("MiddleName", operator, value)] });
    let missing = found(&rig, &token, &rules("null", Value::Null)).await;
    let there = found(&rig, &token, &rules("notNull", Value::Null)).await;
    assert_eq!(missing.len() + there.len(), 30);
    assert!(!missing.is_empty() && !there.is_empty());
    let nobody = json!("a name that nobody has");
    assert!(
        found(&rig, &token, &rules("=", nobody.clone()))
            .await
            .is_empty()
    );
    assert_eq!(found(&rig, &token, &rules("!=", nobody)).await.len(), 30);
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
async fn a_segment_that_makes_no_sense_is_refused_and_leaves_nothing() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    make(&rig, &token, "Taken", everyone()).await;
    let before = rig.get(&token, "/segments?is_archive=0").await.json;
    let with = |conditions: Value| json!({ "name": "New", "conditions": conditions });
    for (body, fields) in [
        (json!({}), &["conditions", "name"][..]),
        (json!({ "name": " ", "conditions": everyone() }), &["name"]),
        (
            json!({ "name": "TAKEN", "conditions": everyone() }),
            &["name"],
        ),
        (
            json!({ "name": "x".repeat(256), "conditions": everyone() }),
            &["name"],
        ),
        (with(json!({})), &["conditions.rules"]),
        (
            with(json!({ "rules": [rule("shoe", "=", json!(1))] })),
            &["conditions.rules.0.field"],
        ),
        (
            with(json!({ "rules": [rule("id", "like", json!(1))] })),
            &["conditions.rules.0.operator"],
        ),
        (
            with(json!({ "rules": [rule("id", "=", json!("x"))] })),
            &["conditions.rules.0.value"],
        ),
        (
            with(json!({ "rules": [{ "rules": [] }] })),
            &["conditions.rules.0.rules"],
        ),
        (with(json!({ "rules": [null] })), &["conditions.rules.0"]),
        (
            with(json!({ "combinator": "XOR", "rules": [rule("id", "=", json!(1))] })),
            &["conditions.combinator"],
        ),
        (
            json!({ "name": "TAKEN", "conditions": { "rules": [rule("id", "=", json!("x"))] } }),
            &["conditions.rules.0.value", "name"],
        ),
        (
            json!({ "name": "New", "combinator": "OR", "conditions": {
                "combinator": "AND", "rules": [rule("id", "=", json!(1))],
            } }),
            &["combinator"],
        ),
    ] {
        let refused = rig.post(&token, "/segments", body.clone()).await;
        assert_eq!(refused.fields(), fields, "{body}");
    }
    let refused = rig
        .put(&token, "/segments/1", with(json!({ "rules": [] })))
        .await;
    assert_eq!(refused.fields(), ["conditions.rules"]);
    assert_eq!(rig.get(&token, "/segments?is_archive=0").await.json, before);
    // Beside conditions that do not say, the combinator counts.
    let body = json!({ "combinator": "OR", "conditions": everyone() });
    let changed = rig.put(&token, "/segments/1", body).await;
    assert_eq!(changed.json["conditions"]["combinator"], "OR");
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
