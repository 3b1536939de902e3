//! What clients may want to be able to do, and what each of them wants.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Rig, send};

#[tokio::test]
async fn a_goal_is_made_changed_and_taken_from_everybody_when_it_is_deleted() {
    let rig = Rig::practice(2).await;
    let token = rig.token().await;
    let made = rig
        .post(&token, "/goals", json!({ "name": " Café " }))
        .await;
    assert_eq!(made.status, 201, "{}", made.json);
    // A goal stands bare.
    let row = &made.json;
    assert_eq!((&row["name"], &row["icon"]), (&json!("Café"), &Value::Null));
    let path = format!("/goals/{}", row["id"]);
    assert_eq!(rig.get(&token, &path).await.json, made.json);
    assert_eq!(rig.get(&token, "/goals").await.rows().last(), Some(row));
    rig.time.pass(TimeDelta::minutes(5));
    let change = json!({ "name": "CAFÉ", "icon": "coffee" });
    let changed = rig.put(&token, &path, change.clone()).await;
    assert_eq!(
        (changed.status, &changed.json["icon"]),
        (200, &json!("coffee"))
    );
    assert_eq!(changed.json["updated_at"], "2026-01-15T09:05:00.000000Z");
    assert_eq!(rig.get(&token, &path).await.json, changed.json);
    let emptied = rig
        .put(&token, &path, json!({ "name": "Café", "icon": "" }))
        .await;
    assert_eq!(emptied.json["icon"], Value::Null);

    let chosen = json!({ "goal_ids": [row["id"], 1] });
    for client in [1, 2] {
        let given = rig
            .post(&token, &format!("/clients/{client}/goals"), chosen.clone())
            .await;
        assert_eq!((given.status, given.rows().len()), (200, 2));
    }
    let deleted = rig.remove(&token, &path).await;
    let sentence = "The goal was deleted, and taken from the clients who had it.";
    assert_eq!(deleted.json, json!({ "message": sentence }));
    for client in [1, 2] {
        let left = rig.get(&token, &format!("/clients/{client}/goals")).await;
        assert_eq!(left.ids(), [1]);
    }
    let methods = [Method::GET, Method::PUT, Method::DELETE];
    rig.nothing_at(&token, &path, &methods, &change).await;
}

#[tokio::test]
async fn a_goal_without_a_name_of_its_own_is_refused_by_name() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let before = rig.get(&token, "/goals").await.json;
    for (body, field) in [
        (json!({ "name": " ", "icon": "home" }), "name"),
        (json!({ "name": "x".repeat(256), "icon": "home" }), "name"),
        (json!({ "name": "finance A CAR", "icon": "home" }), "name"),
        (json!({ "name": "Travel", "icon": "x".repeat(256) }), "icon"),
        (json!({ "name": "Travel", "icon": "a\u{7}" }), "icon"),
    ] {
        assert_eq!(
            rig.post(&token, "/goals", body.clone()).await.fields(),
            [field],
            "{body}"
        );
        assert_eq!(
            rig.put(&token, "/goals/1", body.clone()).await.fields(),
            [field],
            "{body}"
        );
    }
    assert_eq!(
        rig.post(&token, "/goals", json!({})).await.fields(),
        ["name"]
    );
    assert_eq!(
        rig.put(&token, "/goals/1", json!({})).await.fields(),
        ["icon", "name"]
    );
    assert_eq!(rig.get(&token, "/goals").await.json, before);
}

#[tokio::test]
async fn a_client_has_the_goals_that_were_given_and_not_taken() {
    let rig = Rig::practice(2).await;
    let token = rig.token().await;
    let path = "/clients/1/goals";
    assert_eq!(rig.get(&token, path).await.json, json!({ "data": [] }));
    let given = rig
        .post(&token, path, json!({ "goal_ids": [3, 1, 3] }))
        .await;
    assert_eq!((given.status, given.ids()), (200, vec![1, 3]));
    let goals = rig.get(&token, "/goals").await;
    assert_eq!(given.rows()[1], goals.rows()[2]);
    // What the client has already stays, and is not there twice.
    let given = rig
        .post(&token, path, json!({ "goal_ids": ["2", 1] }))
        .await;
    assert_eq!(given.ids(), [1, 2, 3]);
    assert_eq!(rig.get(&token, path).await.json, given.json);
    assert_eq!(
        rig.get(&token, "/clients/2/goals").await.json,
        json!({ "data": [] })
    );
    let call = || rig.keyed(Method::DELETE, path).bearer_auth(&token);
    // What the client has not got is passed over.
    let taken = call()
        .json(&json!({ "goal_ids": [3, 4, 999] }))
        .send()
        .await
        .unwrap();
    assert_eq!(taken.status().as_u16(), 204);
    assert_eq!(rig.get(&token, path).await.ids(), [1, 2]);

    for (body, field) in [
        (json!({}), "goal_ids"),
        (json!({ "goal_ids": [] }), "goal_ids"),
        (json!({ "goal_ids": 1 }), "goal_ids"),
        (json!({ "goal_ids": [1, 0] }), "goal_ids.1"),
    ] {
        assert_eq!(
            rig.post(&token, path, body.clone()).await.fields(),
            [field],
            "{body}"
        );
        assert_eq!(send(call().json(&body)).await.fields(), [field], "{body}");
    }
    let unknown = rig
        .post(&token, path, json!({ "goal_ids": [4, 999] }))
        .await;
    assert_eq!(unknown.fields(), ["goal_ids.1"]);
    assert_eq!(rig.get(&token, path).await.ids(), [1, 2]);
    let methods = [Method::GET, Method::POST, Method::DELETE];
    let body = json!({ "goal_ids": [1] });
    rig.nothing_at(&token, "/clients/3/goals", &methods, &body)
        .await;
}
