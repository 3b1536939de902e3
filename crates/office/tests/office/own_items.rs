//! Negative items that agents enter, or make of a report.

use serde_json::{Value, json};

use crate::{
    own_reports::{put_in, report},
    rig::Rig,
};

#[tokio::test]
async fn an_item_is_made_of_a_tradeline_with_all_that_the_report_says() {
    let (rig, token, client) = Rig::with_a_client().await;
    let report = put_in(&rig, &token, client, report("equifax", "2026-01-14")).await;
    let body = json!({
        "client_id": client, "credit_report_id": report.id(), "tradeline_id": "T-1",
        "item": { "credit_balance": "1300", "not_dispute": true },
    });
    let made = rig
        .post(&token, "/office/negative-items", body.clone())
        .await;
    assert_eq!(made.status, 201, "{}", made.json);
    let item = &made.json["data"];
    for (field, value) in [
        ("account_name", json!("TANGLEMERE FUNDING")),
        ("account_status", json!("In collection")),
        ("is_collection", json!(true)),
        ("is_negative", json!(true)),
        ("past_due_amount", json!("1250.00")),
        ("credit_balance", json!("1300.00")),
        ("opened_date", json!("2025-04-02")),
        ("bureau_tradeline_id", json!("T-1")),
        ("report_id", json!("4401927735")),
        ("credit_report_id", json!(report.id())),
        ("highest_adverse_rating_code", json!("G")),
    ] {
        assert_eq!(item[field], value, "{field}");
    }
    assert_eq!(
        item["metadata"],
        json!({ "created_by": 1, "not_dispute": true, "status": "new", "updated_by": null })
    );
    let read = rig
        .get(&token, &format!("/negative-items/{}", made.id()))
        .await;
    assert_eq!(read.json, made.json);
    // One tradeline is one item.
    let again = rig.post(&token, "/office/negative-items", body).await;
    assert_eq!(again.fields(), ["tradeline_id"]);
}

#[tokio::test]
async fn an_item_is_entered_by_hand_changed_and_found_by_it() {
    let (rig, token, client) = Rig::with_a_client().await;
    let item = json!({
        "account_name": "Café Umber", "account_type": "Credit card", "past_due_amount": "12.5",
        "opened_date": "2024-02-29", "current_rateing_code": "3", "is_charge_off": true,
        "status": "in_progress",
    });
    let body = json!({ "client_id": client, "item": item });
    let made = rig.post(&token, "/office/negative-items", body).await;
    assert_eq!(made.status, 201, "{}", made.json);
    let item = &made.json["data"];
    assert_eq!(
        (&item["past_due_amount"], &item["current_rating_type"]),
        (&json!("12.50"), &json!("90 days late"))
    );
    assert_eq!(item["is_negative"], true);
    let path = format!("/office/negative-items/{}", made.id());
    let change = json!({
        "account_type": "", "account_name": "Umber Bank", "status": "repaired",
        "is_charge_off": false, "current_rateing_code": "",
    });
    let changed = rig.patch(&token, &path, change).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    let item = &changed.json["data"];
    for (field, value) in [
        ("account_name", json!("Umber Bank")),
        ("account_type", Value::Null),
        ("past_due_amount", json!("12.50")),
        ("current_rateing_code", Value::Null),
        ("current_rating_type", Value::Null),
    ] {
        assert_eq!(item[field], value, "{field}");
    }
    assert_eq!(item["metadata"]["status"], "repaired");
    assert_eq!(item["metadata"]["created_by"], 1);
    assert_eq!(item["metadata"]["updated_by"], 1);
    for (query, found) in [
        ("is_charge_off=false", 1),
        ("is_charge_off=true", 0),
        ("status=repaired", 1),
        ("account_type=Credit%20card", 0),
    ] {
        let list = format!("/negative-items?client_id={client}&{query}");
        assert_eq!(rig.total(&token, &list).await, found, "{query}");
    }
}

#[tokio::test]
async fn an_item_about_which_something_was_sent_stays() {
    let (rig, token, client) = Rig::with_a_client().await;
    let make = async || {
        let body = json!({ "client_id": client, "item": { "account_name": "Umber Bank" } });
        rig.post(&token, "/office/negative-items", body).await.id()
    };
    let (one, two) = (make().await, make().await);
    let letter = json!({
        "client_id": client, "negative_item_id": one, "type": "letter",
        "letter": { "content": "Dear all", "postal_address": "Umber Bank\n1 Umber Way" },
    });
    let sent = rig.post(&token, "/correspondence/send", letter).await;
    assert_eq!(sent.status, 201, "{}", sent.json);
    rig.remove(&token, &format!("/office/negative-items/{one}"))
        .await
        .refused(409);
    let path = format!("/office/negative-items/{two}");
    assert_eq!(rig.remove(&token, &path).await.status, 200);
    rig.remove(&token, &path).await.refused(404);
    rig.patch(&token, &path, json!({ "account_type": "Card" }))
        .await
        .refused(404);
}

#[tokio::test]
async fn what_breaks_a_rule_is_named() {
    let (rig, token, client) = Rig::with_a_client().await;
    let other = rig.client(&token, "Eva", "Baca").await;
    let report = put_in(&rig, &token, client, report("equifax", "2026-01-14")).await;
    let theirs = json!({
        "client_id": other, "credit_report_id": report.id(), "tradeline_id": "T-1",
        "item": { "account_name": "Umber Bank" },
    });
    let of_report = |line: &str| {
        json!({
            "client_id": client, "credit_report_id": report.id(), "tradeline_id": line,
            "item": { "account_name": "Umber Bank" },
        })
    };
    let entered = |item: Value| {
        let mut item = item;
        if item.get("account_name").is_none() {
            item["account_name"] = json!("Umber Bank");
        }
        json!({ "client_id": client, "item": item })
    };
    let alone = json!({
        "client_id": client, "tradeline_id": "T-1", "item": { "account_name": "Umber Bank" },
    });
    for (body, field) in [
        (
            json!({ "client_id": 99, "item": { "account_name": "X" } }),
            "client_id",
        ),
        (json!({ "client_id": client }), "item.account_name"),
        (theirs, "credit_report_id"),
        (alone, "credit_report_id"),
        (of_report("T-9"), "tradeline_id"),
        (
            entered(json!({ "account_name": "a\u{7}b" })),
            "item.account_name",
        ),
        (
            entered(json!({ "opened_date": "2026-02-30" })),
            "item.opened_date",
        ),
        (
            entered(json!({ "credit_limit": "much" })),
            "item.credit_limit",
        ),
        (entered(json!({ "status": "done" })), "item.status"),
    ] {
        let answer = rig.post(&token, "/office/negative-items", body).await;
        assert_eq!(answer.fields(), [field]);
    }
    assert_eq!(rig.total(&token, "/negative-items").await, 0);
}

#[tokio::test]
async fn an_invented_item_that_is_changed_keeps_what_was_invented() {
    let rig = Rig::practice(20).await;
    let token = rig.token().await;
    let before = rig.get(&token, "/negative-items?per_page=1").await;
    let before = &before.rows()[0];
    let path = format!("/office/negative-items/{}", before["id"]);
    let changed = rig
        .patch(&token, &path, json!({ "account_number": "77XX" }))
        .await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    let mut after = changed.json["data"].clone();
    assert_eq!(after["account_number"], "77XX");
    after["metadata"]["updated_by"] = Value::Null;
    for field in ["account_number", "modified_date", "updated_at"] {
        after[field] = before[field].clone();
    }
    assert_eq!(after, *before);
}
