//! Those who sign in to an office: added, changed, closed, and never all of them.

use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::Rig;

const BO: &str = "bo@example.com";
const PASSWORD: &str = "another long password";

fn bo(role: &str) -> Value {
    json!({
        "email": BO, "password": PASSWORD, "first_name": "Bo", "last_name": "Ek", "role": role,
    })
}

/// An office with Ana, who is signed in, and Bo.
async fn office(role: &str) -> (Rig, String, i64) {
    let rig = Rig::firm().await;
    let (_, ana) = rig.set_up().await;
    let made = rig.post(&ana, "/office/users", bo(role)).await;
    assert_eq!(made.status, 201, "{}", made.json);
    let id = made.id();
    (rig, ana, id)
}

async fn sign_in(rig: &Rig, email: &str, password: &str) -> String {
    let answer = rig.login(email, password).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    answer.json["token"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn somebody_is_added_and_signs_in() {
    let (rig, ana, id) = office("agent").await;
    let read = rig.get(&ana, &format!("/office/users/{id}")).await;
    let account = &read.json["data"];
    assert_eq!(
        (&account["role"], &account["is_disabled"]),
        (&json!("agent"), &json!(false))
    );
    assert_eq!(account["last_login_at"], Value::Null);
    let token = sign_in(&rig, BO, PASSWORD).await;
    assert_eq!(rig.get(&token, "/clients").await.status, 200);
    let list = rig.get(&ana, "/office/users?sort_by=email").await;
    let names: Vec<&Value> = list.rows().iter().map(|one| &one["first_name"]).collect();
    assert_eq!(names, ["Ana", "Bo"]);
    assert_eq!(rig.total(&ana, "/office/users?role=agent").await, 1);
    assert_eq!(rig.total(&ana, "/office/users?is_disabled=true").await, 0);
    let wrong = rig.get(&ana, "/office/users?sort_by=password").await;
    assert_eq!(wrong.fields(), ["sort_by"]);
}

#[tokio::test]
async fn users_are_sorted_as_people_read_their_names() {
    let rig = Rig::firm().await;
    let (_, ana) = rig.set_up().await;
    for (place, name) in ["Éclair", "alpha", "Beta", "Zoë"].into_iter().enumerate() {
        let body = json!({
            "email": format!("{place}@example.com"), "password": PASSWORD, "first_name": "Bo",
            "last_name": name, "role": "agent",
        });
        let made = rig.post(&ana, "/office/users", body).await;
        assert_eq!(made.status, 201, "{}", made.json);
    }
    let names = async |query: &str| {
        let path = format!("/office/users?sort_by=last_name{query}");
        let list = rig.get(&ana, &path).await;
        assert_eq!(list.json["meta"]["total"], 5);
        let names = list.rows().iter().map(|one| one["last_name"].clone());
        names.collect::<Vec<Value>>()
    };
    let order = ["alpha", "Beta", "Éclair", "Soto", "Zoë"];
    assert_eq!(names("").await, order);
    assert_eq!(names("&per_page=2&page=2").await, order[2..4]);
    let back = names("&sort_direction=desc&per_page=2").await;
    assert_eq!(back, ["Zoë", "Soto"]);
}

#[tokio::test]
async fn what_breaks_a_rule_is_named() {
    let (rig, ana, id) = office("agent").await;
    let client = rig.client(&ana, "Ines", "Quintana").await;
    let cases = [
        (json!({ "email": "ANA@example.com " }), "email"),
        (json!({ "email": "ana" }), "email"),
        (json!({ "password": "short" }), "password"),
        (json!({ "first_name": " " }), "first_name"),
        (json!({ "role": "owner" }), "role"),
        (json!({ "role": "client" }), "client_id"),
        (
            json!({ "role": "client", "client_id": client + 1 }),
            "client_id",
        ),
        (json!({ "client_id": client }), "client_id"),
    ];
    for (change, field) in cases {
        let mut body = bo("agent");
        body["email"] = json!("carl@example.com");
        let change = change.as_object().unwrap().clone();
        body.as_object_mut().unwrap().extend(change);
        let answer = rig.post(&ana, "/office/users", body).await;
        assert_eq!(answer.fields(), [field]);
    }
    let path = format!("/office/users/{id}");
    let answer = rig
        .patch(&ana, &path, json!({ "email": "ana@example.com" }))
        .await;
    assert_eq!(answer.fields(), ["email"]);
    for method in [Method::GET, Method::PATCH, Method::DELETE] {
        let call = (method, "/office/users/99");
        rig.write(&ana, call, &json!({ "first_name": "Bo" }), None)
            .await
            .refused(404);
    }
    let body = json!({ "password": PASSWORD });
    rig.put(&ana, "/office/users/99/password", body)
        .await
        .refused(404);
}

#[tokio::test]
async fn another_role_counts_from_the_next_call_on() {
    let (rig, ana, id) = office("read_only").await;
    let token = sign_in(&rig, BO, PASSWORD).await;
    let client = rig.client(&ana, "Ines", "Quintana").await;
    rig.note(&token, client, "Called.").await.refused(403);
    let path = format!("/office/users/{id}");
    let changed = rig.patch(&ana, &path, json!({ "role": "agent" })).await;
    assert_eq!(changed.json["data"]["role"], "agent");
    assert_eq!(rig.note(&token, client, "Called.").await.status, 201);
    rig.post(&token, "/office/users", bo("agent"))
        .await
        .refused(403);
    let as_client = json!({ "role": "client", "client_id": client });
    assert_eq!(rig.patch(&ana, &path, as_client).await.status, 200);
    rig.get(&token, "/notes").await.refused(403);
    let own = rig
        .get(&token, &format!("/customer-portal/me/{client}"))
        .await;
    assert_eq!(own.json["attributes"]["FirstName"], "Ines");
    // Who stops being a client's user is nobody's.
    let changed = rig.patch(&ana, &path, json!({ "role": "agent" })).await;
    assert_eq!(changed.json["data"]["client_id"], Value::Null);
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let (rig, ana, id) = office("agent").await;
    let (mine, bo_s) = ("/office/users/1", format!("/office/users/{id}"));
    rig.remove(&ana, mine).await.refused(409);
    for (change, field) in [
        (json!({ "role": "agent" }), "role"),
        (json!({ "is_disabled": true }), "is_disabled"),
    ] {
        let answer = rig.patch(&ana, mine, change).await;
        assert_eq!(answer.fields(), [field]);
    }
    let promoted = rig.patch(&ana, &bo_s, json!({ "role": "administrator" }));
    assert_eq!(promoted.await.status, 200);
    assert_eq!(rig.remove(&ana, mine).await.status, 200);
    // A closed one counts no more.
    let token = sign_in(&rig, BO, PASSWORD).await;
    rig.remove(&token, &bo_s).await.refused(409);
}

#[tokio::test]
async fn a_closed_account_is_out_at_once_and_what_it_wrote_stays() {
    let (rig, ana, id) = office("agent").await;
    let token = sign_in(&rig, BO, PASSWORD).await;
    let client = rig.client(&ana, "Ines", "Quintana").await;
    assert_eq!(rig.note(&token, client, "Called.").await.status, 201);
    let path = format!("/office/users/{id}");
    assert_eq!(rig.remove(&ana, &path).await.status, 200);
    rig.get(&token, "/notes").await.refused(419);
    rig.refresh(&token).await.refused(419);
    rig.login(BO, PASSWORD).await.refused(401);
    let notes = rig.get(&ana, "/notes").await;
    assert_eq!(notes.rows()[0]["user"]["email"], BO);
    assert_eq!(rig.total(&ana, "/office/users?is_disabled=true").await, 1);
    // The address is still Bo's, and Bo may come back.
    let answer = rig.post(&ana, "/office/users", bo("agent")).await;
    assert_eq!(answer.fields(), ["email"]);
    let back = rig
        .patch(&ana, &path, json!({ "is_disabled": false }))
        .await;
    assert_eq!(back.json["data"]["is_disabled"], false);
    rig.get(&token, "/notes").await.refused(419);
    sign_in(&rig, BO, PASSWORD).await;
}

#[tokio::test]
async fn a_password_that_is_set_ends_the_sessions() {
    let (rig, ana, id) = office("agent").await;
    let token = sign_in(&rig, BO, PASSWORD).await;
    let path = format!("/office/users/{id}/password");
    let short = rig.put(&ana, &path, json!({ "password": "short" })).await;
    assert_eq!(short.fields(), ["password"]);
    let body = json!({ "password": "a password of today" });
    assert_eq!(rig.put(&ana, &path, body.clone()).await.status, 200);
    rig.get(&token, "/notes").await.refused(419);
    rig.login(BO, PASSWORD).await.refused(401);
    let token = sign_in(&rig, BO, "a password of today").await;
    rig.put(&token, &path, body).await.refused(403);
}

#[tokio::test]
async fn a_repeated_addition_adds_one() {
    let rig = Rig::firm().await;
    let (_, ana) = rig.set_up().await;
    let call = (Method::POST, "/office/users");
    let one = rig.write(&ana, call.clone(), &bo("agent"), Some("k")).await;
    let two = rig.write(&ana, call, &bo("agent"), Some("k")).await;
    assert_eq!((one.status, &one.json), (201, &two.json));
    assert_eq!(rig.total(&ana, "/office/users").await, 2);
}

#[tokio::test]
async fn the_account_with_which_everybody_practises_stays_as_it_is() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let mut boss = bo("administrator");
    boss["email"] = json!("boss@example.com");
    assert_eq!(rig.post(&token, "/office/users", boss).await.status, 201);
    rig.remove(&token, "/office/users/1").await.refused(409);
    let body = json!({ "password": PASSWORD });
    rig.put(&token, "/office/users/1/password", body)
        .await
        .refused(409);
    rig.patch(&token, "/office/users/1", json!({ "role": "agent" }))
        .await
        .refused(409);
}
