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
