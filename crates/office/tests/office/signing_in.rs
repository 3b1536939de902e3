//! Signing in, staying signed in, and being kept out.

use std::net::{Ipv4Addr, SocketAddr};

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::json;

use crate::rig::{Rig, send};

#[tokio::test]
async fn the_right_password_signs_in() {
    let rig = Rig::practice(1).await;
    let sign_in = rig.office.practice_sign_in().unwrap();
    let answer = rig
        .login(&sign_in.email.to_uppercase(), &sign_in.password)
        .await;
    assert_eq!(answer.status, 200);
    let user = &answer.json["user"];
    assert_eq!(
        (&user["email"], &user["id"]),
        (&json!(sign_in.email), &json!(1))
    );
    assert_eq!(
        user["user_access_log"]["last_login_at"],
        "2026-01-15T09:00:00.000000Z"
    );
    let token = answer.json["token"].as_str().unwrap();
    assert_eq!(rig.get(token, "/clients").await.status, 200);
}

#[tokio::test]
async fn a_provider_that_is_not_set_up_is_named() {
    let rig = Rig::practice(1).await;
    let call = |body| send(rig.keyed(Method::POST, "/auth/login/provider").json(&body));
    let refused = call(json!({ "code": "a-code", "provider": "azure" })).await;
    assert_eq!(refused.fields(), ["provider"]);
    let nothing = call(json!({ "provider": "elsewhere" })).await;
    assert_eq!(nothing.fields(), ["code", "provider"]);
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_the_same() {
    let rig = Rig::practice(1).await;
    let email = rig.office.practice_sign_in().unwrap().email;
    let wrong = rig.login(&email, "not the password").await;
    let unknown = rig.login("nobody@example.com", "not the password").await;
    wrong.refused(401);
    assert_eq!((wrong.status, wrong.json), (unknown.status, unknown.json));
}

#[tokio::test]
async fn too_many_attempts_wait_even_with_the_right_password() {
    let rig = Rig::practice(1).await;
    let sign_in = rig.office.practice_sign_in().unwrap();
    for _ in 0..5 {
        rig.login(&sign_in.email, "guess").await.refused(401);
    }
    let answer = rig.login(&sign_in.email, &sign_in.password).await;
    answer.refused(429);
    assert_eq!(answer.headers["retry-after"], "300");
    rig.login("nobody@example.com", "guess").await.refused(401);
    rig.time.pass(TimeDelta::seconds(300));
    assert_eq!(
        rig.login(&sign_in.email, &sign_in.password).await.status,
        200
    );
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let rig = Rig::practice(1).await;
    let answer = send(
        rig.keyed(Method::POST, "/auth/login")
            .json(&json!({ "email": "x" })),
    )
    .await;
    answer.refused(422);
    assert!(
        answer.json["errors"]["password"][0].is_string(),
        "{}",
        answer.json
    );
    assert!(
        answer.json["errors"]["email"][0].is_string(),
        "{}",
        answer.json
    );
    let answer = send(rig.keyed(Method::POST, "/auth/login").body("{")).await;
    answer.refused(422);
    assert!(
        answer.json["errors"]["body"][0].is_string(),
        "{}",
        answer.json
    );
}

#[tokio::test]
async fn a_token_that_ran_out_is_renewed_within_two_weeks_of_signing_in() {
    let rig = Rig::practice(1).await;
    let first = rig.token().await;
    rig.time.pass(TimeDelta::hours(1));
    rig.get(&first, "/clients").await.refused(401);
    let renewed = rig.refresh(&first).await;
    assert_eq!(renewed.status, 200);
    assert_eq!(renewed.json["user"]["id"], 1);
    let second = renewed.json["token"].as_str().unwrap();
    assert_eq!(rig.get(second, "/clients").await.status, 200);
    rig.time.pass(TimeDelta::days(13));
    assert_eq!(rig.refresh(second).await.status, 200);
}

#[tokio::test]
async fn after_two_weeks_only_the_password_helps() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    rig.time.pass(TimeDelta::weeks(2));
    rig.refresh(&token).await.refused(419);
    rig.get(&token, "/clients").await.refused(419);
    let again = rig.token().await;
    assert_eq!(rig.get(&again, "/clients").await.status, 200);
}

#[tokio::test]
async fn a_token_outlives_a_restart_but_the_key_does_not() {
    let mut rig = Rig::practice(1).await;
    let token = rig.token().await;
    let before = rig.running.api_key.clone();
    let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let after = rig.office.serve(anywhere).await.unwrap();
    rig.running = after;
    assert_ne!(before, rig.running.api_key);
    assert_eq!(rig.get(&token, "/clients").await.status, 200);
    let old = rig
        .bare(Method::GET, "/clients")
        .header("x-api-key", before)
        .bearer_auth(&token);
    send(old).await.refused(401);
}

#[tokio::test]
async fn an_office_that_runs_by_itself_keeps_its_key() {
    let rig = Rig::practice(1).await;
    let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let first = rig.office.serve_alone(anywhere).await.unwrap();
    let second = rig.office.serve_alone(anywhere).await.unwrap();
    assert_eq!(first.api_key, second.api_key);
    assert_ne!(first.api_key, rig.running.api_key);
}
