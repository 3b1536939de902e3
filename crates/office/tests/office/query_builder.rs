//! What conditions can be made of, and whom they find.

use serde_json::{Value, json};

use crate::rig::Rig;

fn rule(field: &str, operator: &str, value: Value) -> Value {
    json!({ "field": field, "operator": operator, "value": value })
}

#[tokio::test]
async fn models_types_and_fields_are_listed_where_rules_can_name_them() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let models = rig.get(&token, "/query-builder/models").await;
    assert_eq!(models.json, json!({ "data": ["client", "negative_item"] }));
    let types = rig.get(&token, "/segments/attribute-types").await;
    let names: Vec<&Value> = types
        .json
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["typeName"])
        .collect();
    assert_eq!(names, ["string", "number", "date", "boolean", "choice"]);
    assert_eq!(
        types.json[3]["availableValues"],
        json!(["=", "!=", "null", "notNull"])
    );

    let fields = async |path: &str, body: Value| {
        let answer = rig.post(&token, path, body).await;
        assert_eq!(answer.status, 200, "{}", answer.json);
        answer.rows().clone()
    };
    let of_clients = fields("/query-builder/client/fields", json!({})).await;
    for wanted in [
        json!({ "LastName": { "type": "string", "label": "Last name" } }),
        json!({ "D_O_B__c": { "type": "date", "label": "Date of birth" } }),
        json!({ "negative_items": { "type": "relation", "label": "Negative items" } }),
    ] {
        assert!(of_clients.contains(&wanted), "{wanted}");
    }
    let of_items = fields(
        "/query-builder/negative_item/fields",
        json!({ "rules": [] }),
    )
    .await;
    assert!(of_items.contains(&json!({ "status": { "type": "choice", "label": "Status" } })));
    let related = fields(
        "/query-builder/client/fields",
        json!({ "relation": "negative_items" }),
    )
    .await;
    assert_eq!(related, of_items);

    for (path, body, field) in [
        ("/query-builder/task/fields", json!({}), "modelName"),
        (
            "/query-builder/client/fields",
            json!({ "relation": "shoes" }),
            "relation",
        ),
        (
            "/query-builder/client/fields",
            json!({ "rules": [rule("shoe", "=", json!(1))] }),
            "rules.0.field",
        ),
        (
            "/query-builder/client/fields",
            json!({ "count_repeat": -1 }),
            "count_repeat",
        ),
    ] {
        assert_eq!(rig.post(&token, path, body).await.fields(), [field]);
    }
}

#[tokio::test]
async fn a_field_s_values_are_listed_once_each_among_whom_conditions_find() {
    let rig = Rig::practice(40).await;
    let token = rig.token().await;
    let values = async |path: &str, body: Value| {
        let answer = rig.post(&token, path, body).await;
        assert_eq!(answer.status, 200, "{}", answer.json);
        (answer.rows().clone(), answer.json["meta"]["total"].clone())
    };
    let clients = rig.get(&token, "/clients?per_page=40").await.json;
    let of = |name: &str| {
        let rows = clients["data"][0]["data"].as_array().unwrap();
        let texts = rows
            .iter()
            .filter_map(|row| row["attributes"][name].as_str());
        let mut texts: Vec<&str> = texts.collect();
        texts.sort_unstable();
        texts.dedup();
        texts.into_iter().map(Value::from).collect::<Vec<Value>>()
    };
    let path = "/query-builder/client/values";
    let states = of("MailingState");
    let (listed, total) = values(
        &format!("{path}?per_page=200"),
        json!({ "field_name": "MailingState" }),
    )
    .await;
    assert_eq!((&listed, total), (&states, json!(states.len())));
    let (page, total) = values(
        &format!("{path}?per_page=2&page=2"),
        json!({ "field_name": "MailingState" }),
    )
    .await;
    assert_eq!((&page[..], total), (&states[2..4], json!(states.len())));
    // A rule about the field itself searches its values.
    let one = states[1].clone();
    let search = json!({ "field_name": "MailingState", "conditions": { "rules": [rule("MailingState", "contains", one.clone())] } });
    assert_eq!(values(path, search).await, (vec![one], json!(1)));

    let path = "/query-builder/negative_item/values";
    let (statuses, _) = values(path, json!({ "field_name": "status" })).await;
    assert!(statuses.contains(&json!("new")), "{statuses:?}");
    let (types, _) = values(path, json!({ "field_name": "account_type" })).await;
    assert!(types.contains(&json!("Credit card")), "{types:?}");
    let related = json!({ "field_name": "status", "conditions": { "relation": "negative_items" } });
    assert_eq!(
        values("/query-builder/client/values", related).await.0,
        statuses
    );
    let (truths, _) = values(path, json!({ "field_name": "is_negative" })).await;
    assert!(truths.iter().all(Value::is_string));

    for (query, body, field) in [
        ("", json!({}), "field_name"),
        ("", json!({ "field_name": "ssn" }), "field_name"),
        ("", json!({ "field_name": "x".repeat(256) }), "field_name"),
        (
            "",
            json!({ "field_name": "status", "conditions": { "rules": [rule("shoe", "=", json!(1))] } }),
            "conditions.rules.0.field",
        ),
        (
            "?per_page=201",
            json!({ "field_name": "status" }),
            "per_page",
        ),
        ("?page=0", json!({ "field_name": "status" }), "page"),
    ] {
        let answer = rig.post(&token, &format!("{path}{query}"), body).await;
        assert_eq!(answer.fields(), [field]);
    }
}

/// The values of a field, and how many there are.
async fn values(rig: &Rig, token: &str, path: &str, field: &str) -> (Vec<Value>, Value) {
    let path = format!("/query-builder/{path}");
    let answer = rig.post(token, &path, json!({ "field_name": field }));
    let answer = answer.await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    (answer.rows().clone(), answer.json["meta"]["total"].clone())
}

#[tokio::test]
async fn values_are_listed_as_they_were_written_first_and_each_once() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let mut client = 0;
    for name in ["Quintana", "ávila", "Baca", "AVILA", "baca", "Éclair"] {
        client = rig.client(&token, "Ines", name).await;
    }
    let names = values(&rig, &token, "client/values", "LastName").await;
    let written = ["ávila", "Baca", "Éclair", "Quintana"];
    assert_eq!(names, (written.map(Value::from).to_vec(), json!(4)));
    let page = "client/values?per_page=2&page=2";
    let names = values(&rig, &token, page, "LastName").await;
    assert_eq!(names, (vec![json!("Éclair"), json!("Quintana")], json!(4)));

    for (name, kind) in [
        ("umber bank", "Café tab"),
        ("Éclair Credit", "credit CARD"),
        ("Umber Bank", "CAFÉ TAB"),
        ("Alder Loans", "Credit card"),
    ] {
        let item = json!({ "account_name": name, "account_type": kind });
        let body = json!({ "client_id": client, "item": item });
        let made = rig.post(&token, "/office/negative-items", body).await;
        assert_eq!(made.status, 201, "{}", made.json);
    }
    let path = "negative_item/values";
    let (names, total) = values(&rig, &token, path, "account_name").await;
    assert_eq!(names, ["Alder Loans", "Éclair Credit", "umber bank"]);
    assert_eq!(total, 3);
    // What Metro 2 knows is said in its words.
    let (kinds, total) = values(&rig, &token, path, "account_type").await;
    assert_eq!(kinds, ["Credit card", "Café tab"]);
    assert_eq!(total, 2);
    // Whatever is listed finds what it was listed for.
    let rules = [rule("account_name", "=", names[2].clone())];
    let rules = json!({ "relation": "negative_items", "count_repeat": 2, "rules": rules });
    let body = json!({ "conditions": { "rules": [rules] } });
    let found = rig.post(&token, "/clients/search", body).await;
    assert_eq!(found.json[0]["meta"]["total"], 1, "{}", found.json);
}

#[tokio::test]
async fn accounts_are_listed_as_reports_write_them() {
    let rig = Rig::practice(3).await;
    let token = rig.token().await;
    let items = rig.get(&token, "/negative-items?per_page=200").await;
    let total = items.json["meta"]["total"].as_i64().unwrap();
    assert!(total <= 200, "{total}");
    // Bureaus write one name in several ways; the first is taken of those that read alike.
    let lower = |name: &Value| name.as_str().unwrap().to_lowercase();
    let mut written: Vec<Value> = Vec::new();
    for name in items.rows().iter().map(|item| &item["account_name"]) {
        if !written.iter().any(|one| lower(one) == lower(name)) {
            written.push(name.clone());
        }
    }
    written.sort_unstable_by_key(lower);
    let path = "negative_item/values?per_page=200";
    let (names, total) = values(&rig, &token, path, "account_name").await;
    assert_eq!((names, total), (written.clone(), json!(written.len())));
}

#[tokio::test]
async fn clients_are_found_in_any_order_a_page_at_a_time() {
    let rig = Rig::practice(40).await;
    let token = rig.token().await;
    let ids = |answer: &Value| -> Vec<i64> {
        let rows = answer[0]["data"].as_array().unwrap();
        rows.iter().map(|row| row["id"].as_i64().unwrap()).collect()
    };
    let all = rig.post(&token, "/clients/search", json!({})).await;
    assert_eq!((all.status, ids(&all.json)), (200, (1..=15).collect()));
    assert_eq!(all.json[0]["meta"]["total"], 40);
    assert_eq!(
        all.json[0]["data"][0],
        rig.get(&token, "/clients/1").await.json
    );
    let body = json!({ "conditions": { "rules": [rule("id", ">", json!(10))] } });
    let sorted = "/clients/search?sort_by=LastName&sort_direction=desc";
    let mut seen = Vec::new();
    for page in 1..=3 {
        let path = format!("{sorted}&per_page=10&page={page}");
        seen.extend(ids(&rig.post(&token, &path, body.clone()).await.json));
    }
    let whole = rig
        .post(&token, &format!("{sorted}&per_page=200"), body)
        .await;
    assert_eq!(seen, ids(&whole.json));
    let listed = rig
        .get(
            &token,
            "/clients?sort_by=LastName&sort_direction=desc&per_page=40",
        )
        .await;
    let mut expected = ids(&listed.json["data"]);
    expected.retain(|id| *id > 10);
    assert_eq!(seen, expected);

    // A segment and conditions must both hold.
    let segment =
        json!({ "name": "Few", "conditions": { "rules": [rule("id", "<=", json!(12))] } });
    assert_eq!(rig.post(&token, "/segments", segment).await.status, 201);
    let both = json!({ "segment_id": 1, "conditions": { "rules": [rule("id", ">", json!(10))] } });
    let found = rig.post(&token, "/clients/search", both).await;
    assert_eq!(ids(&found.json), [11, 12]);

    for (query, body, field) in [
        ("", json!({ "segment_id": 9 }), "segment_id"),
        ("", json!({ "segment_id": 0 }), "segment_id"),
        ("", json!({ "combinator": "NOR" }), "combinator"),
        (
            "",
            json!({ "conditions": { "rules": [] } }),
            "conditions.rules",
        ),
        (
            "",
            json!({ "conditions": { "rules": [rule("shoe", "=", json!(1))] } }),
            "conditions.rules.0.field",
        ),
        ("?sort_by=ssn", json!({}), "sort_by"),
        ("?per_page=201", json!({}), "per_page"),
    ] {
        let answer = rig
            .post(&token, &format!("/clients/search{query}"), body)
            .await;
        assert_eq!(answer.fields(), [field]);
    }
}
