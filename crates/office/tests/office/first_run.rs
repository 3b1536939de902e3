//! An office of a firm from nothing: set up once, by whoever has it in hand.

use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Rig, first_run, send};

async fn set_up(rig: &Rig, body: &Value) -> Answer {
    send(rig.keyed(Method::POST, "/office/set-up").json(body)).await
}

#[tokio::test]
async fn an_office_is_set_up_and_its_first_user_is_signed_in_by_that() {
    let rig = Rig::firm().await;
    assert!(!rig.is_set_up().await);
    let answer = set_up(&rig, &first_run()).await;
    assert_eq!(answer.status, 201, "{}", answer.json);
    assert!(rig.is_set_up().await);
    let user = &answer.json["user"];
    assert_eq!(user["email"], "ana@example.com");
    assert_eq!(user["roles"][0]["name"], "Administrator");
    let key = answer.json["recovery_key"].as_str().unwrap();
    assert_eq!(key.split('-').count(), 13);
    let token = answer.json["token"].as_str().unwrap();
    let firm = rig.get(token, "/office/firm").await.json;
    assert_eq!(
        (&firm["name"], &firm["state"]),
        (&json!("Umber Credit Help"), &json!("NJ"))
    );
    assert_eq!(firm["has_recovery_key"], true);
    // What every office begins with is there.
    assert!(rig.total(token, "/templates").await > 0);
    let again = rig.ana_again().await;
    assert_eq!(rig.get(&again, "/clients").await.status, 200);
}

#[tokio::test]
async fn an_office_is_set_up_once() {
    let rig = Rig::firm().await;
    let _ = rig.set_up().await;
    let mut other = first_run();
    other["user"]["email"] = json!("eve@example.com");
    set_up(&rig, &other).await.refused(409);
    rig.login("eve@example.com", "a long password")
        .await
        .refused(401);
    let rig = rig.firm_reopened().await;
    assert!(rig.is_set_up().await);
    set_up(&rig, &other).await.refused(409);
}

#[tokio::test]
async fn of_two_who_set_up_at_once_one_is_refused() {
    let rig = Rig::firm().await;
    let body = first_run();
    let (one, two) = tokio::join!(set_up(&rig, &body), set_up(&rig, &body));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
    let token = rig.ana_again().await;
    assert_eq!(rig.total(&token, "/office/users").await, 1);
}

#[tokio::test]
async fn an_office_that_is_not_set_up_knows_nobody() {
    let rig = Rig::firm().await;
    rig.login("ana@example.com", "a long password")
        .await
        .refused(401);
    for path in ["/clients", "/office/firm", "/office/users"] {
        rig.get("a token", path).await.refused(401);
    }
    send(rig.bare(Method::GET, "/office/state"))
        .await
        .refused(401);
    send(rig.bare(Method::POST, "/office/set-up").json(&first_run()))
        .await
        .refused(401);
    assert!(!rig.is_set_up().await);
}

#[tokio::test]
async fn what_is_missing_at_the_first_run_is_named_and_nothing_is_kept() {
    let rig = Rig::firm().await;
    for (part, field, value) in [
        ("firm", "name", json!(" ")),
        ("firm", "street", json!("1 Umber\nWay")),
        ("firm", "state", json!("New Jersey")),
        ("firm", "state", json!("XX")),
        ("firm", "zip", json!("7101")),
        ("firm", "zip", json!("00001")),
        ("firm", "phone", json!("12")),
        ("user", "email", json!("ana")),
        ("user", "password", json!("eleven char")),
        ("user", "last_name", json!("")),
    ] {
        let mut body = first_run();
        body[part][field] = value;
        let answer = set_up(&rig, &body).await;
        assert_eq!(answer.fields(), [&format!("{part}.{field}")]);
    }
    assert!(!rig.is_set_up().await);
}

#[tokio::test]
async fn practice_needs_no_first_run() {
    let rig = Rig::practice(1).await;
    assert!(rig.is_set_up().await);
    set_up(&rig, &first_run()).await.refused(409);
}

#[tokio::test]
async fn the_firm_is_changed_and_stands_in_texts() {
    let rig = Rig::firm().await;
    let (_, token) = rig.set_up().await;
    let body = json!({ "name": "Ochre Credit Help", "phone": "" });
    let firm = rig.patch(&token, "/office/firm", body).await;
    assert_eq!(firm.status, 200, "{}", firm.json);
    assert_eq!(firm.json["name"], "Ochre Credit Help");
    assert_eq!(firm.json["phone"], Value::Null);
    assert_eq!(firm.json["city"], "Newark", "what is left out stays");
    let client = rig.client(&token, "Ines", "Quintana").await;
    let text = rig.filled(&token, "From [Firm].", client).await;
    assert_eq!(text, "From Ochre Credit Help.");
    for (field, value) in [
        ("city", ""),
        ("state", "XX"),
        ("zip", "00001"),
        ("phone", "12"),
        ("phone", "call us"),
    ] {
        let answer = rig
            .patch(&token, "/office/firm", json!({ field: value }))
            .await;
        assert_eq!(answer.fields(), [field]);
    }
}
