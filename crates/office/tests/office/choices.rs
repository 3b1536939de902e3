//! What there is to choose from from the beginning, the drop-downs of items, and how often faxes
//! are sent again.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Rig, database, send};

const OF_RESPONSIBILITY: &str = "/item-dropdowns/types/responsibility";

fn texts<'a>(answer: &'a Answer, field: &str) -> Vec<&'a str> {
    let texts = answer.rows().iter().map(|row| row[field].as_str());
    texts.map(Option::unwrap).collect()
}

/// Adds an option and answers it.
async fn option(rig: &Rig, token: &str, kind: &str, value: &str) -> Value {
    let body = json!({ "type": kind, "value": value });
    let made = rig.post(token, "/item-dropdowns", body).await;
    assert_eq!(made.status, 201, "{}", made.json);
    made.json["data"].clone()
}

#[tokio::test]
async fn every_office_begins_with_something_to_choose_from() {
    for rig in [Rig::firm().await, Rig::practice(1).await] {
        let token = rig.ana().await;
        for kind in ["type", "status", "responsibility", "attestation"] {
            let listed = rig
                .get(&token, &format!("/item-dropdowns/types/{kind}"))
                .await;
            assert!(listed.rows().len() > 2, "{kind}");
            for row in listed.rows() {
                assert_eq!(
                    (&row["type"], &row["created_by"]),
                    (&json!(kind), &Value::Null)
                );
            }
        }
        assert!(texts(&rig.get(&token, "/goals").await, "name").contains(&"Buy a home"));
        let products = rig.get(&token, "/products").await;
        assert!(texts(&products, "product_code").contains(&"DISPUTES"));
        for row in products.rows() {
            assert!(row["name"].is_string() && row["product_type"].is_string());
            assert!(row["id"].is_i64() && row["updated_at"].is_string());
        }
        // How often faxes are sent again is nobody's to guess.
        assert_eq!(rig.total(&token, "/fax-settings").await, 0);
    }
}

#[tokio::test]
async fn an_office_from_before_there_was_a_choice_is_given_one() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let before = rig.get(&token, "/goals").await.json;
    let past = database(rig.folder.path()).await;
    let mut write = past.write().await.unwrap();
    for statement in [
        "DELETE FROM creditor_types",
        "DELETE FROM item_dropdowns",
        "DELETE FROM goals",
        "DELETE FROM client_products",
        "DELETE FROM products",
        "DELETE FROM sqlite_sequence WHERE name = 'goals'",
        "UPDATE office SET catalogued = 0",
    ] {
        sqlx::query(statement).execute(&mut *write).await.unwrap();
    }
    write.commit().await.unwrap();
    past.close().await;
    let rig = rig.reopened().await;
    let token = rig.token().await;
    assert_eq!(rig.get(&token, "/goals").await.json, before);
    assert!(!rig.get(&token, "/creditor-types").await.rows().is_empty());
}

#[tokio::test]
async fn an_option_is_added_to_its_drop_down_by_whoever_is_signed_in() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let row = option(&rig, &token, " Responsibility ", " Cosigner since 2019 ").await;
    assert_eq!(
        (&row["type"], &row["value"]),
        (&json!("responsibility"), &json!("Cosigner since 2019"))
    );
    assert_eq!(row["created_by"]["email"], "ana@example.com");
    assert_eq!(row["created_by"]["is_disabled"], false);
    let found = rig
        .get(&token, &format!("{OF_RESPONSIBILITY}?search=SINCE"))
        .await;
    assert_eq!(found.rows(), std::slice::from_ref(&row));
    rig.time.pass(TimeDelta::minutes(5));
    let path = format!("/item-dropdowns/{}", row["id"]);
    let changed = rig.put(&token, &path, json!({ "value": "Cosigner" })).await;
    assert_eq!(changed.status, 200);
    let now = &changed.json["data"];
    assert_eq!(
        (&now["value"], &now["updated_at"]),
        (&json!("Cosigner"), &json!("2026-01-15T09:05:00.000000Z"))
    );
    for kept in ["id", "type", "created_by", "created_at"] {
        assert_eq!(now[kept], row[kept], "{kept}");
    }
    // What nobody made can be changed too.
    let first = rig.get(&token, OF_RESPONSIBILITY).await.ids()[0];
    let first = format!("/item-dropdowns/{first}");
    let changed = rig
        .put(&token, &first, json!({ "value": "One person" }))
        .await;
    assert_eq!(changed.json["data"]["created_by"], Value::Null);
    let total = rig.total(&token, OF_RESPONSIBILITY).await;
    assert_eq!(rig.delete(&token, &path).await, 204);
    assert_eq!(rig.total(&token, OF_RESPONSIBILITY).await, total - 1);
    let methods = [Method::PUT, Method::DELETE];
    rig.nothing_at(&token, &path, &methods, &json!({ "value": "x" }))
        .await;
}

#[tokio::test]
async fn options_are_found_by_all_that_is_known_of_them_and_stand_in_the_order_asked_for() {
    let rig = Rig::firm().await;
    let mut token = rig.ana().await;
    let mut ids = Vec::new();
    for value in ["Ápple", "cherry", "Banana"] {
        let option = option(&rig, &token, "fruit", value).await;
        ids.push(option["id"].as_i64().unwrap());
        rig.time.pass(TimeDelta::days(1));
        token = rig.ana_again().await;
    }
    let path = "/item-dropdowns/types/Fruit";
    for (query, found) in [
        ("sort_by=value", vec![0, 2, 1]),
        ("sort_by=value&sort_direction=desc", vec![1, 2, 0]),
        ("sort_by=created_at&sort_direction=desc", vec![2, 1, 0]),
        ("sort_by=updated_at&per_page=1&page=2", vec![1]),
        ("sort_by=id", vec![0, 1, 2]),
        ("search=AN", vec![2]),
        ("search=apple", vec![0]),
        ("search=%25", vec![]),
        ("created_at=2026-01-16", vec![1]),
        ("created_at=2026-01-16T23:59:59Z", vec![1]),
        ("created_at=2026-01-17T00:30:00%2B01:00", vec![1]),
        ("author=soto", vec![0, 1, 2]),
        ("author=ANA+s", vec![0, 1, 2]),
        ("author=ana@example", vec![0, 1, 2]),
        ("author=ines", vec![]),
    ] {
        let listed = rig.get(&token, &format!("{path}?{query}")).await;
        let wanted: Vec<i64> = found.iter().map(|place| ids[*place]).collect();
        assert_eq!(listed.ids(), wanted, "{query}");
    }
    let one = rig.get(&token, &format!("{path}?id={}", ids[1])).await;
    assert_eq!(texts(&one, "value"), ["cherry"]);
    assert_eq!(one.json["meta"]["total"], 1);
    // Nobody made what the office began with, and what nobody knows has no options.
    let path = "/item-dropdowns/types/responsibility?author=ana";
    assert_eq!(rig.total(&token, path).await, 0);
    assert_eq!(rig.total(&token, "/item-dropdowns/types/nothing").await, 0);
}

#[tokio::test]
async fn an_option_that_is_there_or_says_nothing_is_refused_by_name() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    option(&rig, &token, "fruit", "Apple").await;
    let pear = option(&rig, &token, "fruit", "Pear").await;
    // The same word may stand in another drop-down, and an option may be written anew.
    option(&rig, &token, "tree", "Apple").await;
    let path = format!("/item-dropdowns/{}", pear["id"]);
    assert_eq!(
        rig.put(&token, &path, json!({ "value": "PEAR" }))
            .await
            .status,
        200
    );
    for value in ["apple ", " ", "", "a\nb", &"x".repeat(256)] {
        let body = json!({ "type": "Fruit", "value": value });
        assert_eq!(
            rig.post(&token, "/item-dropdowns", body.clone())
                .await
                .fields(),
            ["value"]
        );
        assert_eq!(rig.put(&token, &path, body).await.fields(), ["value"]);
    }
    assert_eq!(
        rig.post(&token, "/item-dropdowns", json!({}))
            .await
            .fields(),
        ["type", "value"]
    );
    assert_eq!(rig.put(&token, &path, json!({})).await.fields(), ["value"]);
    let body = json!({ "type": " ", "value": "Plum" });
    assert_eq!(
        rig.post(&token, "/item-dropdowns", body).await.fields(),
        ["type"]
    );
    assert_eq!(rig.total(&token, "/item-dropdowns/types/fruit").await, 2);
    for (query, field) in [
        ("sort_by=author", "sort_by"),
        ("sort_direction=up", "sort_direction"),
        ("created_at=yesterday", "created_at"),
        ("id=0", "id"),
        ("page=0", "page"),
        ("per_page=201", "per_page"),
        ("search=a%00b", "search"),
        ("author=a%00b", "author"),
    ] {
        let listed = rig
            .get(&token, &format!("{OF_RESPONSIBILITY}?{query}"))
            .await;
        assert_eq!(listed.fields(), [field]);
    }
    send(rig.keyed(Method::GET, OF_RESPONSIBILITY))
        .await
        .refused(401);
}

#[tokio::test]
async fn how_often_faxes_are_sent_again_is_set_once_and_changed_from_then_on() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    for body in [
        json!({}),
        json!({ "reattempt_count": -1 }),
        json!({ "reattempt_count": 11 }),
        json!({ "reattempt_count": "often" }),
    ] {
        let refused = rig.post(&token, "/fax-settings", body).await;
        assert_eq!(refused.fields(), ["reattempt_count"]);
    }
    let set = rig
        .post(&token, "/fax-settings", json!({ "reattempt_count": 3 }))
        .await;
    assert_eq!(
        (set.status, &set.json["data"]["reattempt_count"]),
        (201, &json!(3))
    );
    let again = rig
        .post(&token, "/fax-settings", json!({ "reattempt_count": 4 }))
        .await;
    assert_eq!(again.fields(), ["reattempt_count"]);
    rig.time.pass(TimeDelta::minutes(5));
    let path = format!("/fax-settings/{}", set.id());
    let changed = rig
        .put(&token, &path, json!({ "reattempt_count": 0 }))
        .await;
    assert_eq!(changed.json["data"]["reattempt_count"], 0);
    assert_eq!(
        changed.json["data"]["updated_at"],
        "2026-01-15T09:05:00.000000Z"
    );
    assert_eq!(
        changed.json["data"]["created_at"],
        set.json["data"]["created_at"]
    );
    for (query, found) in [
        ("reattempt_count=0", 1),
        ("reattempt_count=3", 0),
        ("sort_by=reattempt_count&sort_direction=desc", 1),
        ("sort_by=id&page=2", 0),
    ] {
        let listed = rig.get(&token, &format!("/fax-settings?{query}")).await;
        assert_eq!(listed.rows().len(), found, "{query}");
        assert!(listed.rows().iter().all(|row| *row == changed.json["data"]));
    }
    for body in [json!({}), json!({ "reattempt_count": 11 })] {
        assert_eq!(
            rig.put(&token, &path, body).await.fields(),
            ["reattempt_count"]
        );
    }
    let listed = rig.get(&token, "/fax-settings?reattempt_count=often").await;
    assert_eq!(listed.fields(), ["reattempt_count"]);
    let body = json!({ "reattempt_count": 1 });
    rig.nothing_at(&token, "/fax-settings/999", &[Method::PUT], &body)
        .await;
}
