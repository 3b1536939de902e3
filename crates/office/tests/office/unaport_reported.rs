//! What Unaport reports to the office: it moves consents as far as the aggregators' table goes, is
//! kept in order, and is taken once.

use chrono::TimeDelta;
use client::{Failure, Unaport};
use contract::{
    Call,
    unaport::{
        AnalyticsNotification, ByConsentHandle, ConsentNotification, ConsentStatus, DataStatus,
        FiNotification, NotificationsAnalytics, NotificationsConsent, NotificationsData,
    },
};
use office::UserRole;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    rig::{Rig, database, send},
    unaport::{app, app_of, ask, call, only, status, words},
};

/// A notification's id.
fn id(number: u32) -> String {
    format!("0b811819-9044-4856-b0ee-{number:012}")
}

/// That a consent stands differently.
fn told(number: u32, handle: &str, status: ConsentStatus) -> ConsentNotification {
    let told = json!({
        "ver": "2.0.0", "timestamp": "2026-01-15T09:00:00.000Z", "txnid": id(number),
        "Notifier": { "type": "AA", "id": "AA-UMBER" },
        "ConsentStatusNotification": {
            "consentHandle": handle, "consentStatus": status.word(),
        },
    });
    serde_json::from_value(told).unwrap()
}

/// How far the data of a session is.
fn data_told(number: u32, session: &str) -> FiNotification {
    let told = json!({
        "ver": "2.0.0", "timestamp": "2026-01-15T09:00:00.000Z", "txnid": id(number),
        "Notifier": { "type": "AA", "id": "AA-UMBER" },
        "FIStatusNotification": {
            "sessionId": session, "sessionStatus": "COMPLETED",
            "FIStatusResponse": [{ "fipID": "FIP-1", "Accounts": [
                { "linkRefNumber": "l-1", "FIStatus": "READY", "description": "" },
            ] }],
        },
    });
    serde_json::from_value(told).unwrap()
}

fn analytics_told(number: u32, session: &str) -> AnalyticsNotification {
    let told = json!({
        "version": "2.0.0", "txnId": id(number), "timestamp": "2026-01-15T09:00:00.000Z",
        "sessionId": session, "analyticId": [524], "status": "SUCCESS",
    });
    serde_json::from_value(told).unwrap()
}

async fn report(app: &Unaport, told: ConsentNotification) -> Result<(), Failure> {
    let txnid = told.txnid.clone();
    let taken = app
        .call(&call::<NotificationsConsent>((), (), told))
        .await?;
    assert_eq!(taken.response.as_deref(), Some("OK"));
    assert_eq!(taken.txnid, Some(txnid));
    Ok(())
}

/// What is kept, in the order in which it came: kind, id, and when, read past the office.
async fn kept(rig: &Rig) -> Vec<(String, String, String)> {
    let database = database(rig.folder.path()).await;
    let statement = "SELECT kind, txnid, received_at FROM unaport_notifications ORDER BY id";
    let rows = sqlx::query_as(statement)
        .fetch_all(database.readers())
        .await
        .unwrap();
    database.close().await;
    rows
}

fn row(kind: &str, number: u32, received_at: &str) -> (String, String, String) {
    let received_at = format!("2026-01-15T{received_at}.000000Z");
    (kind.to_owned(), id(number), received_at)
}

#[tokio::test]
async fn only_who_knows_the_key_of_the_office_reports_to_it() {
    let rig = Rig::practice(1).await;
    let handle = ask(&app(&rig), "t-1", json!({})).await;
    let body = told(1, &handle, ConsentStatus::Failed);
    let wire = call::<NotificationsConsent>((), (), body)
        .to_wire()
        .unwrap();
    let path = format!("/unaport{}", wire.path);
    let bare = || rig.bare(Method::POST, &path).json(&wire.body);
    send(bare()).await.refused(401);
    send(bare().header("x-api-key", "wrong")).await.refused(401);
    let token = rig.token().await;
    send(bare().bearer_auth(token)).await.refused(401);
    assert_eq!(words(&app(&rig), &handle).await, ["PENDING", "CREATED"]);
    let keyed = rig.keyed(Method::POST, &path).json(&wire.body);
    assert_eq!(send(keyed).await.status, 200);
    assert_eq!(words(&app(&rig), &handle).await, ["FAILED", "CREATED"]);
}

#[tokio::test]
async fn an_aggregator_moves_a_consent_through_its_life() {
    use ConsentStatus as Told;
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let handle = ask(&app, "t-1", json!({})).await;
    let early = report(&app, told(1, &handle, Told::Paused)).await;
    let field = "ConsentStatusNotification.consentStatus";
    let sentence = only(early.unwrap_err(), field);
    assert!(
        sentence.ends_with("cannot be: the customer has not said yes yet."),
        "{sentence}"
    );
    let mut yes = told(2, &handle, Told::Active);
    yes.notification.consent_id = Some("c-1".to_owned());
    report(&app, yes).await.unwrap();
    assert_eq!(words(&app, &handle).await, ["READY", "ACTIVE"]);
    let record = status(&app, &handle).await;
    assert_eq!(record.consent_id.as_deref(), Some("c-1"));
    assert_eq!(
        record.notification_date.as_deref(),
        Some("2026-01-15T09:00:00.000000Z")
    );
    for (number, status, word) in [
        (3, Told::Ready, "ACTIVE"),
        (4, Told::Paused, "PAUSED"),
        (5, Told::Active, "ACTIVE"),
        (6, Told::Paused, "PAUSED"),
        (7, Told::Revoked, "REVOKED"),
        (8, Told::Revoked, "REVOKED"),
    ] {
        report(&app, told(number, &handle, status)).await.unwrap();
        assert_eq!(words(&app, &handle).await, ["READY", word]);
    }
    let late = report(&app, told(9, &handle, Told::Active)).await;
    let sentence = only(late.unwrap_err(), field);
    assert!(sentence.ends_with("revoked, which is final."), "{sentence}");
    // What was refused is not kept.
    assert_eq!(kept(&rig).await.len(), 7);
}

#[tokio::test]
async fn while_a_consent_is_paused_no_data_comes() {
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let daily = json!({ "fetchType": "PERIODIC", "Frequency": { "unit": "DAY", "value": 1 } });
    let handle = ask(&app, "t-1", daily).await;
    rig.time.pass(TimeDelta::hours(1));
    report(&app, told(1, &handle, ConsentStatus::Paused))
        .await
        .unwrap();
    rig.time.pass(TimeDelta::days(2));
    assert_eq!(status(&app, &handle).await.run_counter, Some(1));
    report(&app, told(2, &handle, ConsentStatus::Active))
        .await
        .unwrap();
    rig.time.pass(TimeDelta::days(1));
    assert_eq!(status(&app, &handle).await.run_counter, Some(2));
}

#[tokio::test]
async fn whoever_else_reports_is_refused_by_name() {
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let handle = ask(&app, "t-1", json!({})).await;
    rig.time.pass(TimeDelta::seconds(10));
    let paused = |number| told(number, &handle, ConsentStatus::Paused);
    let mut bank = paused(1);
    bank.notifier.kind = "FIP".to_owned();
    only(report(&app, bank).await.unwrap_err(), "Notifier.type");
    let mut other = paused(2);
    other.notifier.id = "AA-KESTREL".to_owned();
    only(report(&app, other).await.unwrap_err(), "Notifier.id");
    let mut mixed = paused(3);
    mixed.notification.consent_id = Some("c-9".to_owned());
    let field = "ConsentStatusNotification.consentId";
    only(report(&app, mixed).await.unwrap_err(), field);
    assert_eq!(words(&app, &handle).await, ["READY", "ACTIVE"]);
    assert_eq!(kept(&rig).await, []);
}

#[tokio::test]
async fn a_notification_that_comes_twice_is_taken_once() {
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let handle = ask(&app, "t-1", json!({})).await;
    rig.time.pass(TimeDelta::seconds(10));
    let paused = told(1, &handle, ConsentStatus::Paused);
    report(&app, paused.clone()).await.unwrap();
    report(&app, told(2, &handle, ConsentStatus::Active))
        .await
        .unwrap();
    report(&app, paused).await.unwrap();
    assert_eq!(words(&app, &handle).await, ["READY", "ACTIVE"]);
    // Its id is not another's.
    let other = told(1, &handle, ConsentStatus::Revoked);
    only(report(&app, other).await.unwrap_err(), "txnid");
    let other = call::<NotificationsAnalytics>((), (), analytics_told(1, "s-1"));
    only(app.call(&other).await.unwrap_err(), "txnId");
    assert_eq!(
        kept(&rig).await,
        [row("consent", 1, "09:00:10"), row("consent", 2, "09:00:10")]
    );
}

#[tokio::test]
async fn a_firm_s_office_keeps_what_is_reported_of_consents_that_were_asked_for_elsewhere() {
    let rig = Rig::firm().await;
    rig.ana().await;
    let app = app_of(&rig, "ana@example.com", "a long password");
    report(&app, told(1, "h-1", ConsentStatus::Active))
        .await
        .unwrap();
    rig.time.pass(TimeDelta::seconds(1));
    let data = call::<NotificationsData>((), (), data_told(2, "s-1"));
    app.call(&data).await.unwrap();
    rig.time.pass(TimeDelta::seconds(1));
    let done: Call<NotificationsAnalytics> = call((), (), analytics_told(3, "s-1"));
    app.call(&done).await.unwrap();
    app.call(&data).await.unwrap();
    assert_eq!(
        kept(&rig).await,
        [
            row("consent", 1, "09:00:00"),
            row("data", 2, "09:00:01"),
            row("analytics", 3, "09:00:02"),
        ]
    );
}

#[tokio::test]
async fn what_is_reported_of_data_is_told_with_how_far_it_is() {
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let consent_handle = ask(&app, "t-1", json!({})).await;
    rig.time.pass(TimeDelta::seconds(20));
    let path = ByConsentHandle { consent_handle };
    let asked = call::<DataStatus>(path, (), ());
    let before = app.call(&asked).await.unwrap().rows;
    let session = before[0].notification.clone().unwrap().session_id.unwrap();
    let reported = data_told(1, &session);
    let data = call::<NotificationsData>((), (), reported.clone());
    app.call(&data).await.unwrap();
    let other = call::<NotificationsData>((), (), data_told(2, "s-1"));
    app.call(&other).await.unwrap();
    let after = app.call(&asked).await.unwrap().rows;
    assert_eq!(after.len(), 2);
    assert_eq!(after[0], before[0]);
    let shown: Value = serde_json::to_value(&after[1]).unwrap();
    assert_eq!(shown, serde_json::to_value(&reported).unwrap());
}

const PULL: &str = "/office/unaport-notifications";

#[tokio::test]
async fn a_desktop_pulls_what_was_reported_and_goes_on_where_it_stopped() {
    let rig = Rig::practice(1).await;
    let (app, token) = (app(&rig), rig.token().await);
    let client = rig.get(&token, "/clients/1").await.json;
    let record = client["private_record_id"].as_str().unwrap();
    let handle = ask(&app, record, json!({})).await;
    rig.time.pass(TimeDelta::seconds(10));
    let paused = told(1, &handle, ConsentStatus::Paused);
    report(&app, paused.clone()).await.unwrap();
    rig.time.pass(TimeDelta::seconds(1));
    let data = call::<NotificationsData>((), (), data_told(2, "s-1"));
    app.call(&data).await.unwrap();
    let pulled = rig.get(&token, PULL).await;
    assert_eq!(pulled.json["meta"]["total"], 2);
    let [first, second] = pulled.rows().as_slice() else {
        panic!("{}", pulled.json);
    };
    assert_eq!(
        *first,
        json!({
            "client_id": 1, "consent_handle": handle, "id": first["id"], "kind": "consent",
            "notification": serde_json::to_value(&paused).unwrap(),
            "received_at": "2026-01-15T09:00:10.000000Z", "txn_id": id(1),
        })
    );
    assert_eq!(
        (
            &second["kind"],
            &second["consent_handle"],
            &second["client_id"]
        ),
        (&json!("data"), &Value::Null, &Value::Null)
    );
    // What comes later is all that comes when the last one is named.
    let after = format!("{PULL}?after={}", second["id"]);
    assert_eq!(rig.get(&token, &after).await.rows().len(), 0);
    let done = call::<NotificationsAnalytics>((), (), analytics_told(3, "s-1"));
    app.call(&done).await.unwrap();
    let later = rig.get(&token, &after).await;
    assert_eq!(later.rows().len(), 1);
    assert_eq!(later.rows()[0]["txn_id"], json!(id(3)));
}

#[tokio::test]
async fn what_was_reported_is_pulled_by_kind_and_page_by_page() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let app = app_of(&rig, "ana@example.com", "a long password");
    for number in 1..=3 {
        let told = told(number, &format!("h-{number}"), ConsentStatus::Active);
        report(&app, told).await.unwrap();
    }
    let data = call::<NotificationsData>((), (), data_told(4, "s-1"));
    app.call(&data).await.unwrap();
    let ids = async |query: &str| rig.get(&token, &format!("{PULL}{query}")).await.ids();
    let all = ids("").await;
    assert_eq!(all.len(), 4);
    assert!(all.is_sorted());
    assert_eq!(ids("?per_page=3&page=2").await, all[3..]);
    assert_eq!(ids("?kind=consent").await, all[..3]);
    assert_eq!(ids("?kind=data").await, all[3..]);
    let left = format!("?kind=consent&after={}&per_page=1", all[0]);
    assert_eq!(ids(&left).await, all[1..2]);
    for (query, field) in [("?kind=fi", "kind"), ("?after=-1", "after")] {
        let answer = rig.get(&token, &format!("{PULL}{query}")).await;
        assert_eq!(answer.fields(), [field]);
    }
}

#[tokio::test]
async fn what_was_reported_is_pulled_by_those_who_read_consents() {
    let rig = Rig::practice(1).await;
    for (email, role, status) in [
        ("agent@example.com", UserRole::Agent, 200),
        ("reads@example.com", UserRole::ReadOnly, 200),
        ("client@example.com", UserRole::Client { client: 1 }, 403),
    ] {
        let token = rig.user(email, role).await;
        assert_eq!(rig.get(&token, PULL).await.status, status, "{email}");
    }
}
