//! Who gets through at all, and what everyone is told.

use std::net::SocketAddr;

use chrono::{DateTime, TimeDelta, Utc};
use office::OfficeError;
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Rig, send};

#[tokio::test]
async fn without_the_key_nothing_is_answered() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    for path in [
        "/clients",
        "/auth/login",
        "/.well-known/redress",
        "/nowhere",
        "/exchange/auth/getToken",
        "/mycreditapp/partners",
        "/exchange/nowhere",
    ] {
        send(rig.bare(Method::GET, path).bearer_auth(&token))
            .await
            .refused(401);
        send(rig.bare(Method::GET, path).header("x-api-key", "wrong"))
            .await
            .refused(401);
    }
}

#[tokio::test]
async fn without_a_token_only_signing_in_is_answered() {
    let rig = Rig::practice(1).await;
    send(rig.keyed(Method::GET, "/clients")).await.refused(401);
    send(rig.keyed(Method::GET, "/clients/1"))
        .await
        .refused(401);
    send(rig.keyed(Method::POST, "/auth/refresh"))
        .await
        .refused(401);
    rig.get("a.b.c", "/clients").await.refused(401);
}

#[tokio::test]
async fn nothing_is_begun_by_asking_for_a_head_alone() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let texts = "/correspondence?type=sms&client_id=1";
    let before = rig.total(&token, texts).await;
    // Asking who a client is by a PIN sends one.
    for path in ["/clients/1/kba/spin_wheel", "/clients", "/docs"] {
        let call = rig.keyed(Method::HEAD, path).bearer_auth(&token);
        let answer = call.send().await.unwrap();
        assert_eq!(answer.status(), 405, "{path}");
    }
    assert_eq!(rig.total(&token, texts).await, before);
    let begun = rig.get(&token, "/clients/1/kba/spin_wheel").await;
    assert_eq!(begun.status, 200, "{}", begun.json);
    assert_eq!(rig.total(&token, texts).await, before + 1);
}

#[tokio::test]
async fn a_name_of_another_machine_is_refused() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let call = |host: &str| {
        send(
            rig.keyed(Method::GET, "/clients")
                .bearer_auth(&token)
                .header("host", host),
        )
    };
    call("redress.example.com").await.refused(421);
    call(&format!(
        "127.0.0.1.example.com:{}",
        rig.running.address.port()
    ))
    .await
    .refused(421);
    assert_eq!(call("localhost").await.status, 200);
}

#[tokio::test]
async fn pages_of_other_sites_are_told_nothing() {
    let rig = Rig::practice(1).await;
    let asked = rig
        .keyed(Method::OPTIONS, "/clients")
        .header("origin", "https://example.com")
        .header("access-control-request-method", "GET");
    let answer = send(asked).await;
    answer.refused(405);
    assert!(
        answer
            .headers
            .keys()
            .all(|name| !name.as_str().starts_with("access-control"))
    );
}

#[tokio::test]
async fn the_office_says_what_it_is() {
    let rig = Rig::practice(1).await;
    let answer = send(rig.keyed(Method::GET, "/.well-known/redress")).await;
    assert_eq!(answer.status, 200);
    let organization = answer.json["organization_id"].as_str().unwrap();
    assert_eq!(organization.len(), 36);
    let expected = json!({
        "product": "redress-office",
        "version": 1,
        "office": 1,
        "organization_id": organization,
        "practice": true,
        "idempotency_key": true,
        "letter_attachment": true,
        "updated_at": [
            "clients", "notes", "negative_items", "report_schemas", "attachments", "documents",
            "templates", "template_categories", "snippets", "bureau_addresses", "furnishers",
            "instructions", "correspondence",
        ],
    });
    assert_eq!(answer.json, expected);
}

#[tokio::test]
async fn every_answer_has_the_time() {
    let rig = Rig::practice(1).await;
    rig.time.pass(TimeDelta::days(3));
    for path in ["/.well-known/redress", "/nowhere"] {
        let answer = send(rig.keyed(Method::GET, path)).await;
        assert_eq!(answer.headers["date"], "Sun, 18 Jan 2026 09:00:00 GMT");
        assert_eq!(answer.headers["content-type"], "application/json");
        assert_eq!(answer.headers["cache-control"], "no-store");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        let policy = &answer.headers["cross-origin-resource-policy"];
        assert_eq!(policy, "same-origin");
    }
    let refused = send(rig.bare(Method::GET, "/clients")).await;
    let date = refused.headers["date"].to_str().unwrap();
    let date: DateTime<Utc> = DateTime::parse_from_rfc2822(date).unwrap().into();
    assert_eq!(date, rig.time.now());
}

#[tokio::test]
async fn what_is_not_there_is_said_in_json() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    rig.get(&token, "/nowhere").await.refused(404);
    send(rig.keyed(Method::DELETE, "/clients").bearer_auth(&token))
        .await
        .refused(405);
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let rig = Rig::practice(1).await;
    let body = json!({ "email": "a@example.com", "password": "x".repeat(1 << 20) });
    send(rig.keyed(Method::POST, "/auth/login").json(&body))
        .await
        .refused(413);
}

#[tokio::test]
async fn an_error_inside_is_told_without_detail() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    rig.office.close().await;
    let call = reqwest::Client::builder().no_proxy().build().unwrap();
    let call = call.get(format!("{}/clients", rig.running.url()));
    let answer = send(
        call.header("x-api-key", &rig.running.api_key)
            .bearer_auth(token),
    )
    .await;
    answer.refused(500);
    assert_eq!(answer.json.as_object().map(|fields| fields.len()), Some(1));
    assert_ne!(answer.json["message"], Value::Null);
}

#[tokio::test]
async fn an_address_that_others_could_reach_is_refused() {
    let rig = Rig::practice(1).await;
    let everywhere: SocketAddr = "0.0.0.0:0".parse().unwrap();
    let refused = rig.office.serve(everywhere).await.unwrap_err();
    assert!(matches!(refused, OfficeError::NotThisMachine), "{refused}");
}

#[tokio::test]
async fn a_stopped_office_answers_nobody() {
    let rig = Rig::practice(1).await;
    let address = rig.running.address;
    rig.running.stop().await;
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}
