//! Whom conditions find, which is whom a person would find by reading, and what is said of those
//! that make no sense.

use serde_json::{Value, json};

use super::{everyone, items, make, owners, rule};
use crate::rig::Rig;

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
