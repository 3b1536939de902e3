//! Changes in part of the office's own records: what names no field, and what takes fields away.

use contract::office::OFFICE;
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::Rig;

#[tokio::test]
async fn a_change_that_names_no_field_is_refused_whatever_it_is_a_change_of() {
    let (rig, token, _) = Rig::with_a_client().await;
    let mut count = 0;
    for row in OFFICE.rows().filter(|row| row.changes()) {
        let path = row.path.replace("{id}", "1");
        for nothing in [json!({}), Value::Null] {
            let refused = rig.patch(&token, &path, nothing).await;
            assert_eq!(refused.fields(), ["body"], "{}", row.name);
            let sentence = refused.json["errors"]["body"][0].as_str().unwrap();
            assert!(
                sentence.starts_with("`body` changes nothing: it names none of `"),
                "{sentence}"
            );
        }
        let refused = rig
            .patch(&token, &path, json!({ "no_such_field": { "a": 1 } }))
            .await;
        assert_eq!(refused.fields(), ["no_such_field"], "{}", row.name);
        count += 1;
    }
    assert!(count > 6, "{count}");
}

#[tokio::test]
async fn what_was_meant_is_told_by_the_names_that_there_are() {
    let (rig, token, client) = Rig::with_a_client().await;
    let item = json!({ "client_id": client, "item": { "account_name": "Umber Bank" } });
    let item = rig.post(&token, "/office/negative-items", item).await.id();
    let (item, client) = (
        format!("/office/negative-items/{item}"),
        format!("/office/clients/{client}"),
    );
    for (path, body, field, named) in [
        (
            &*item,
            json!({ "item": { "account_name": "Other" } }),
            "item",
            "`account_name`",
        ),
        (
            "/office/firm",
            json!({ "fone": "(918) 555-0100", "city": "Tulsa" }),
            "fone",
            "`phone`",
        ),
        (
            &*client,
            json!({ "email": "ines@example.com" }),
            "email",
            "`attributes`",
        ),
    ] {
        let refused = rig.patch(&token, path, body).await;
        assert_eq!(refused.fields(), [field]);
        let sentence = refused.json["errors"][field][0].as_str().unwrap();
        assert!(sentence.contains(named), "{sentence}");
    }
    let firm = rig.get(&token, "/office/firm").await;
    assert_eq!(firm.json["city"], "Newark", "nothing of it was done");
}

#[tokio::test]
async fn null_takes_a_field_away_as_an_empty_text_does() {
    let (rig, token, client) = Rig::with_a_client().await;
    let firm = rig
        .patch(&token, "/office/firm", json!({ "phone": null }))
        .await;
    assert_eq!((firm.status, &firm.json["phone"]), (200, &Value::Null));
    let path = format!("/office/clients/{client}");
    let change = json!({ "ssn": "900-12-3456" });
    assert_eq!(rig.patch(&token, &path, change).await.status, 200);
    let changed = rig.patch(&token, &path, json!({ "ssn": null })).await;
    assert_eq!((changed.status, &changed.json["ssn"]), (200, &Value::Null));
    let item = json!({
        "client_id": client, "item": { "account_name": "Umber Bank", "account_type": "Card" },
    });
    let item = rig.post(&token, "/office/negative-items", item).await.id();
    let path = format!("/office/negative-items/{item}");
    let changed = rig
        .patch(&token, &path, json!({ "account_type": null }))
        .await;
    assert_eq!(changed.json["data"]["account_type"], Value::Null);
    for (path, field) in [
        ("/office/firm", "name"),
        ("/office/firm", "zip"),
        (&*path, "account_name"),
        (&*path, "is_disputed"),
        (&*path, "status"),
    ] {
        let refused = rig.patch(&token, path, json!({ field: null })).await;
        assert_eq!(refused.fields(), [field]);
    }
}

#[tokio::test]
async fn a_change_of_one_field_says_nothing_of_the_others() {
    let (rig, token, _) = Rig::with_a_client().await;
    let change = (Method::PATCH, "/office/firm");
    let body = json!({ "city": "Tulsa" });
    let one = rig.write(&token, change.clone(), &body, Some("k")).await;
    let two = rig.write(&token, change, &body, Some("k")).await;
    assert_eq!((one.status, &one.json), (200, &two.json));
    assert_eq!(one.json["name"], "Umber Credit Help");
}
