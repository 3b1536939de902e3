//! Writes that come with an `Idempotency-Key` happen once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use contract::unaport::ConsentTemplatesCreate;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    refusals::{Parts, Shown, least, named, rows, told},
    rig::{Answer, Rig, send},
    unaport,
    unaport_data::delivered,
};

const NOTES: (Method, &str) = (Method::POST, "/notes");

fn note(text: &str) -> Value {
    json!({ "client_id": 1, "note_text": text })
}

fn id(answer: &Answer) -> i64 {
    answer.json["data"]["id"].as_i64().unwrap()
}

/// Sends a note under a key.
async fn post(rig: &Rig, token: &str, key: &str, text: &str) -> Answer {
    rig.write(token, NOTES, &note(text), Some(key)).await
}

#[tokio::test]
async fn the_same_key_twice_makes_one_note_and_answers_it_twice() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let before = rig.total(&token, "/notes").await;
    let first = post(&rig, &token, "key-1", "Once.").await;
    rig.time.pass(TimeDelta::minutes(1));
    let second = post(&rig, &token, "key-1", "Once.").await;
    assert_eq!((first.status, second.status), (201, 201));
    assert_eq!(first.json, second.json);
    assert_eq!(rig.total(&token, "/notes").await, before + 1);
    // The same JSON in another order is the same request.
    let call = rig.keyed(Method::POST, "/notes").bearer_auth(&token);
    let call = call.header("Idempotency-Key", "key-1");
    let third = send(call.body(r#"{ "note_text": "Once.", "client_id": 1 }"#)).await;
    assert_eq!(third.json, first.json);
}

#[tokio::test]
async fn without_a_key_or_with_another_each_is_a_note_of_its_own() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let before = rig.total(&token, "/notes").await;
    for _ in 0..2 {
        rig.note(&token, 1, "Once.").await;
    }
    for key in ["key-1", "key-2"] {
        post(&rig, &token, key, "Once.").await;
    }
    assert_eq!(rig.total(&token, "/notes").await, before + 4);
}

#[tokio::test]
async fn many_at_once_under_one_key_make_one_note() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let before = rig.total(&token, "/notes").await;
    let all = join_all((0..32).map(|_| post(&rig, &token, "key-1", "Once."))).await;
    assert!(all.iter().all(|answer| answer.status == 201));
    assert!(all.iter().all(|answer| answer.json == all[0].json));
    assert_eq!(rig.total(&token, "/notes").await, before + 1);
}

#[tokio::test]
async fn a_key_is_remembered_across_a_restart() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let first = post(&rig, &token, "key-1", "Once.").await;
    let before = rig.total(&token, "/notes").await;
    let rig = rig.reopened().await;
    let second = post(&rig, &token, "key-1", "Once.").await;
    assert_eq!((second.status, second.json), (201, first.json));
    assert_eq!(rig.total(&token, "/notes").await, before);
}

#[tokio::test]
async fn a_key_of_another_request_is_refused_by_name() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let first = post(&rig, &token, "key-1", "Once.").await;
    let before = rig.total(&token, "/notes").await;
    let path = format!("/notes/{}", id(&first));
    for (call, body) in [
        (NOTES, note("Something else.")),
        ((Method::PUT, path.as_str()), note("Once.")),
        ((Method::DELETE, path.as_str()), Value::Null),
    ] {
        let answer = rig.write(&token, call, &body, Some("key-1")).await;
        answer.refused(422);
        let errors = answer.json["errors"].as_object().unwrap();
        assert_eq!(errors.keys().collect::<Vec<_>>(), ["Idempotency-Key"]);
    }
    assert_eq!(rig.total(&token, "/notes").await, before);
    assert_eq!(rig.get(&token, &path).await.json, first.json);
}

#[tokio::test]
async fn two_agents_may_come_with_the_same_key() {
    let rig = Rig::practice(1).await;
    let (ana, other) = (rig.ana().await, rig.token().await);
    let hers = post(&rig, &ana, "key-1", "Once.").await;
    let theirs = post(&rig, &other, "key-1", "Once.").await;
    assert_ne!(id(&hers), id(&theirs));
    assert_eq!(hers.json["data"]["user"]["first_name"], "Ana");
    assert_eq!(theirs.json["data"]["user"]["id"], 1);
}

#[tokio::test]
async fn changing_and_deleting_happen_once_too() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let path = format!("/notes/{}", id(&rig.note(&token, 1, "Written.").await));
    let change = (Method::PUT, path.as_str());
    let changed = rig
        .write(&token, change.clone(), &note("Changed."), Some("key-1"))
        .await;
    rig.write(&token, change.clone(), &note("Changed by another."), None)
        .await;
    let again = rig
        .write(&token, change, &note("Changed."), Some("key-1"))
        .await;
    assert_eq!(again.json, changed.json);
    let now = rig.get(&token, &path).await;
    assert_eq!(now.json["data"]["note_text"], "Changed by another.");
    let delete = (Method::DELETE, path.as_str());
    for _ in 0..2 {
        let deleted = rig
            .write(&token, delete.clone(), &Value::Null, Some("key-2"))
            .await;
        assert_eq!(deleted.status, 200);
    }
    rig.write(&token, delete, &Value::Null, Some("key-3"))
        .await
        .refused(404);
}

#[tokio::test]
async fn a_refused_attempt_does_not_use_its_key_up() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let nobody = json!({ "client_id": 2, "note_text": "Once." });
    rig.write(&token, NOTES, &nobody, Some("key-1"))
        .await
        .refused(422);
    post(&rig, &token, "key-1", "").await.refused(422);
    let missing = (Method::DELETE, "/notes/999");
    rig.write(&token, missing, &Value::Null, Some("key-1"))
        .await
        .refused(404);
    assert_eq!(post(&rig, &token, "key-1", "Once.").await.status, 201);
}

#[tokio::test]
async fn a_key_is_kept_for_thirty_days() {
    let rig = Rig::practice(1).await;
    let first = post(&rig, &rig.token().await, "key-1", "Once.").await;
    rig.time.pass(TimeDelta::days(30) - TimeDelta::seconds(1));
    let token = rig.token().await;
    assert_eq!(post(&rig, &token, "key-1", "Once.").await.json, first.json);
    rig.time.pass(TimeDelta::seconds(1));
    let later = post(&rig, &token, "key-1", "Once.").await;
    assert_ne!(id(&later), id(&first));
}

#[tokio::test]
async fn a_key_that_is_none_is_refused_by_name() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let before = rig.total(&token, "/notes").await;
    for key in ["", &"k".repeat(256), "kéy"] {
        let answer = post(&rig, &token, key, "Once.").await;
        answer.refused(422);
        assert!(answer.json["errors"]["Idempotency-Key"][0].is_string());
    }
    let twice = rig.keyed(Method::POST, "/notes").bearer_auth(&token);
    let twice = twice
        .header("Idempotency-Key", "one")
        .header("Idempotency-Key", "two");
    send(twice.json(&note("Once."))).await.refused(422);
    assert_eq!(rig.total(&token, "/notes").await, before);
    assert_eq!(
        post(&rig, &token, &"k".repeat(255), "Once.").await.status,
        201
    );
}

/// What each write of the other systems takes, so that it is done.
async fn writes_elsewhere(rig: &Rig) -> BTreeMap<&'static str, Parts> {
    let client = rig.get(&rig.token().await, "/clients/1").await.json;
    let app = unaport::app(rig);
    let (_, here) = unaport::known(&app).await;
    let session = json!({ "sessionId": delivered(rig, &app, "t-1", json!({})).await });
    let handle = unaport::ask(&app, "t-2", json!({})).await;
    rig.time.pass(TimeDelta::seconds(10));
    let given = unaport::status(&app, &handle).await.consent_id;
    let loan = unaport::template(&app, "Loan", json!({})).await;
    let loan = unaport::call::<ConsentTemplatesCreate>((), (), loan);
    let loan = app.call(&loan).await.unwrap().product_id.unwrap();
    let of_loan = unaport::of_template(&app, &loan).await;
    let car = unaport::template(&app, "Car", json!({})).await;
    let consent = unaport::consent(&app, "t-3", json!({})).await;
    let none = Value::Null;
    let of = |name| (name, least(named(name).1));
    BTreeMap::from([
        of("exchange.requests.create"),
        of("mycreditapp.partners.create"),
        (
            "mycreditapp.analytics.create",
            [
                json!({ "record_id": client["private_record_id"] }),
                none.clone(),
                none.clone(),
            ],
        ),
        (
            "unaport.aggregate.generate",
            [session.clone(), json!({ "OrgID": here }), none.clone()],
        ),
        (
            "unaport.analytics.generate",
            [session, none.clone(), none.clone()],
        ),
        (
            "unaport.consent_templates.create",
            [none.clone(), none.clone(), json!(car)],
        ),
        (
            "unaport.consents.create",
            [none.clone(), none.clone(), json!(consent)],
        ),
        (
            "unaport.consents.create_from_template",
            [json!({ "product_id": loan }), none.clone(), json!(of_loan)],
        ),
        (
            "unaport.consents.revoke",
            [
                json!({ "org_id": here, "consentId": given }),
                none.clone(),
                none,
            ],
        ),
    ])
}

#[tokio::test]
async fn what_other_systems_are_asked_to_do_happens_once_under_a_key_too() {
    let rig = Rig::practice(1).await;
    let asked = writes_elsewhere(&rig).await;
    let shown = Shown::new(&rig).await;
    let of_others = rows().filter(|(system, _)| !["portal", "office"].contains(&system.name));
    let writes = of_others.filter(|(_, row)| row.writes());
    let writes: BTreeSet<&str> = writes.map(|(_, row)| row.name).collect();
    assert_eq!(BTreeSet::from_iter(asked.keys().copied()), writes);
    for (name, parts) in &asked {
        let ask = async |key: &str| {
            let call = shown.call_with(&rig, named(name), parts, true);
            told(call.header("Idempotency-Key", format!("{name} {key}"))).await
        };
        let first = ask("key-1").await;
        assert!(first.0 < 300, "{name}: {first:?}");
        // What goes on by itself has gone on.
        rig.time.pass(TimeDelta::seconds(30));
        assert_eq!(ask("key-1").await, first, "{name}");
        assert_ne!(ask("key-2").await.1, first.1, "{name}");
    }
}
