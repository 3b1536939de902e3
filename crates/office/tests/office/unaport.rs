//! Unaport at the office: signing in, staying signed in, as whom one is known, and templates. What
//! the other tests of Unaport need is here too.

use chrono::TimeDelta;
use client::{Aggregator, Failure, Unaport, UnaportSignIn};
use contract::{
    Call, FieldErrors, Operation,
    unaport::{
        ByConsentHandle, ConsentRecord, ConsentTemplatesCreate, ConsentTemplatesList,
        ConsentsStatus, NewConsent, NewTemplate, OrganisationGet, TemplateConsent,
    },
};
use office::UserRole;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::rig::{Answer, Rig, send};

/// The practice agent's programs at Unaport.
pub fn app(rig: &Rig) -> Unaport {
    let sign_in = rig.office.practice_sign_in().unwrap();
    app_of(rig, &sign_in.email, &sign_in.password)
}

/// The programs of anybody who works here.
pub fn app_of(rig: &Rig, email: &str, password: &str) -> Unaport {
    let aggregator = |id: &str| Aggregator {
        id: id.to_owned(),
        name: id.to_owned(),
    };
    let sign_in = UnaportSignIn {
        email: email.to_owned(),
        password: password.to_owned().into(),
        aggregators: vec![aggregator("AA-UMBER"), aggregator("AA-KESTREL")],
    };
    Unaport::new(rig.place("/unaport"), sign_in).unwrap()
}

pub fn call<O: Operation>(path: O::Path, query: O::Query, body: O::Body) -> Call<O> {
    Call { path, query, body }
}

/// The status of a refusal, and the fields that it names.
pub fn refused(failure: Failure) -> (u16, FieldErrors) {
    let Failure::Rejected { status, fields, .. } = failure else {
        panic!("{failure:?}");
    };
    (status, fields)
}

/// The one sentence of a refusal about one field.
pub fn only(failure: Failure, field: &str) -> String {
    let (status, fields) = refused(failure);
    assert_eq!(status, 422);
    let names: Vec<&String> = fields.0.keys().collect();
    assert_eq!(names, [field]);
    fields.0[field].concat()
}

/// As whom the firm asks, and its organisation.
pub async fn known(app: &Unaport) -> (String, String) {
    let known = app
        .call(&call::<OrganisationGet>((), (), ()))
        .await
        .unwrap();
    let fiu = known.fiutest.unwrap().entity_id.unwrap();
    (fiu, known.org_id.unwrap())
}

/// A consent to be asked for, with what is different of its detail.
pub async fn consent(app: &Unaport, tracking: &str, different: Value) -> NewConsent {
    let (fiu, _) = known(app).await;
    let mut consent = json!({
        "vuaId": "asha@AA-UMBER", "createdBy": "ana@example.com", "trackingId": tracking,
        "aaId": "AA-UMBER", "fiuId": fiu, "redirectUrl": "https://example.com/back",
        "fiuBaseUrl": "https://example.com/fiu",
        "ConsentsRequest": {
            "ver": "2.0.0", "timestamp": "2026-01-15T09:00:00Z", "txnid": "ask-1",
            "ConsentDetail": {
                "consentStart": "2026-01-15T09:00:00Z", "consentExpiry": "2026-07-15T09:00:00Z",
                "consentMode": "STORE", "fetchType": "ONETIME",
                "consentTypes": ["PROFILE", "SUMMARY", "TRANSACTIONS"],
                "fiTypes": ["DEPOSIT", "TERM_DEPOSIT", "RECURRING_DEPOSIT"],
                "DataConsumer": { "id": fiu, "type": "FIU" },
                "Customer": { "id": "asha@AA-UMBER" },
                "Purpose": { "code": "103" },
                "FIDataRange": {
                    "from": "2025-07-01T00:00:00Z", "to": "2026-12-31T00:00:00Z",
                },
                "DataLife": { "unit": "MONTH", "value": 1 },
                "Frequency": { "unit": "DAY", "value": 1 },
            },
        },
    });
    let detail = &mut consent["ConsentsRequest"]["ConsentDetail"];
    for (name, value) in different.as_object().into_iter().flatten() {
        detail[name] = value.clone();
    }
    serde_json::from_value(consent).unwrap()
}

/// Asks for a consent, and answers its handle.
pub async fn ask(app: &Unaport, tracking: &str, different: Value) -> String {
    let consent = consent(app, tracking, different).await;
    let asked = app.ask("AA-UMBER", consent, tracking).await.unwrap();
    asked["ConsentHandle"].as_str().unwrap().to_owned()
}

/// How a consent stands.
pub async fn status(app: &Unaport, handle: &str) -> ConsentRecord {
    let consent_handle = handle.to_owned();
    let path = ByConsentHandle { consent_handle };
    let answer = app.call(&call::<ConsentsStatus>(path, (), ())).await;
    answer.unwrap().rows.remove(0)
}

/// How request and consent stand, in two words.
pub async fn words(app: &Unaport, handle: &str) -> [String; 2] {
    let record = status(app, handle).await;
    [
        record.approve_status.unwrap(),
        record.consent_status.unwrap(),
    ]
}

/// A template that asks for deposits.
pub async fn template(app: &Unaport, name: &str, different: Value) -> NewTemplate {
    let (fiu, _) = known(app).await;
    let mut template = json!({
        "product_name": name,
        "ConsentDetail": {
            "consentStart": "2026-01-01T00:00:00Z", "consentExpiry": "6", "consentMode": "STORE",
            "fetchType": "PERIODIC", "consentTypes": ["SUMMARY", "TRANSACTIONS"],
            "fiTypes": ["DEPOSIT"], "DataConsumer": { "id": fiu }, "Purpose": { "code": "101" },
            "FIDataRange": { "from": -12, "to": 12 }, "DataLife": { "unit": "INF", "value": 0 },
            "Frequency": { "unit": "MONTH", "value": 1 },
        },
    });
    let detail = &mut template["ConsentDetail"];
    for (name, value) in different.as_object().into_iter().flatten() {
        detail[name] = value.clone();
    }
    serde_json::from_value(template).unwrap()
}

/// A consent that is asked for as a template says.
pub async fn of_template(app: &Unaport, product: &str) -> TemplateConsent {
    let (fiu, _) = known(app).await;
    let consent = json!({
        "vuaId": "ravi@AA-KESTREL", "mobileNumber": "1000000001", "createdBy": "ana@example.com",
        "trackingId": "t-2", "aaId": "AA-KESTREL", "fiuId": fiu,
        "fiuBaseUrl": "https://example.com/fiu", "productId": product,
    });
    serde_json::from_value(consent).unwrap()
}

fn login(rig: &Rig, email: &str, password: &str) -> RequestBuilder {
    let body = json!({ "emailId": email, "password": password });
    rig.keyed(Method::POST, "/unaport/login").json(&body)
}

async fn session(rig: &Rig) -> Value {
    let sign_in = rig.office.practice_sign_in().unwrap();
    let answer = send(login(rig, &sign_in.email, &sign_in.password)).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    answer.json
}

async fn refresh(rig: &Rig, token: &Value) -> Answer {
    let body = json!({ "refresh_token": token });
    send(rig.keyed(Method::POST, "/unaport/refresh").json(&body)).await
}

/// What is said to a bearer token.
async fn shown(rig: &Rig, token: &Value, path: &str) -> u16 {
    let call = rig.keyed(Method::GET, path);
    send(call.bearer_auth(token.as_str().unwrap())).await.status
}

const ORGANISATION: &str = "/unaport/getClientOrganisation";

#[tokio::test]
async fn tokens_are_given_for_a_password_and_for_a_refresh_token_each_with_its_life() {
    let rig = Rig::practice(1).await;
    let first = session(&rig).await;
    for (name, value) in [
        ("expires_in", json!(3_600)),
        ("refresh_expires_in", json!(86_400)),
        ("token_type", json!("Bearer")),
        ("version", json!("2.0.0")),
        ("timestamp", json!("2026-01-15T09:00:00.000000Z")),
    ] {
        assert_eq!(first[name], value, "{name}");
    }
    assert_eq!(first["txnId"].as_str().map(str::len), Some(36));
    assert_eq!(shown(&rig, &first["access_token"], ORGANISATION).await, 200);
    // An hour later only the refresh token helps, a day later only the password.
    rig.time.pass(TimeDelta::hours(1));
    assert_eq!(shown(&rig, &first["access_token"], ORGANISATION).await, 401);
    let second = refresh(&rig, &first["refresh_token"]).await;
    assert_eq!(second.status, 200, "{}", second.json);
    let second = second.json;
    assert_eq!(
        shown(&rig, &second["access_token"], ORGANISATION).await,
        200
    );
    rig.time.pass(TimeDelta::hours(23));
    refresh(&rig, &first["refresh_token"]).await.refused(401);
    assert_eq!(refresh(&rig, &second["refresh_token"]).await.status, 200);
}

#[tokio::test]
async fn who_refreshes_day_by_day_signs_in_again_after_two_weeks() {
    let rig = Rig::practice(1).await;
    let mut last = session(&rig).await;
    for _ in 0..14 {
        rig.time.pass(TimeDelta::hours(23));
        let next = refresh(&rig, &last["refresh_token"]).await;
        assert_eq!(next.status, 200, "{}", next.json);
        last = next.json;
    }
    rig.time.pass(TimeDelta::hours(14));
    // 14 times 23 hours and 14 are two weeks.
    refresh(&rig, &last["refresh_token"]).await.refused(401);
}

#[tokio::test]
async fn a_token_is_good_for_what_it_is_and_in_its_own_system_only() {
    let rig = Rig::practice(1).await;
    let unaport = session(&rig).await;
    let portal = json!(rig.token().await);
    let sign_in = rig.office.practice_sign_in().unwrap();
    let key = rig.keyed(Method::GET, "/exchange/auth/getToken");
    let key = send(key.basic_auth(&sign_in.email, Some(&sign_in.password))).await;
    let key = key.json["token"].clone();
    for other in [&unaport["refresh_token"], &portal, &key] {
        assert_eq!(shown(&rig, other, ORGANISATION).await, 401);
    }
    for other in [&unaport["access_token"], &portal, &key] {
        refresh(&rig, other).await.refused(401);
    }
    for token in [&unaport["access_token"], &unaport["refresh_token"]] {
        assert_eq!(shown(&rig, token, "/clients").await, 401);
        let partner = rig.keyed(Method::POST, "/mycreditapp/partners");
        let partner = partner.bearer_auth(token.as_str().unwrap());
        send(partner.json(&json!({}))).await.refused(401);
        let asked = rig.keyed(Method::POST, "/exchange/api/respond");
        let asked = asked.header("Authorization", token.as_str().unwrap());
        send(asked.json(&json!({}))).await.refused(401);
    }
}

#[tokio::test]
async fn a_wrong_password_is_refused_and_a_short_one_is_none() {
    let rig = Rig::practice(1).await;
    let sign_in = rig.office.practice_sign_in().unwrap();
    send(login(&rig, &sign_in.email, "not the password"))
        .await
        .refused(401);
    let short = send(login(&rig, &sign_in.email, "short")).await;
    assert_eq!(short.fields(), ["password"]);
    refresh(&rig, &json!("")).await.refused(422);
    refresh(&rig, &json!("a.b.c")).await.refused(401);
    let none = rig.keyed(Method::GET, ORGANISATION);
    send(none).await.refused(401);
}

#[tokio::test]
async fn an_office_is_known_as_the_organisation_that_it_announces() {
    for rig in [Rig::practice(1).await, Rig::firm().await] {
        let is_practice = rig.office.practice_sign_in().is_some();
        let token = match is_practice {
            true => rig.token().await,
            false => rig.ana().await,
        };
        let said = rig.get(&token, "/.well-known/redress").await.json;
        let app = match is_practice {
            true => app(&rig),
            false => app_of(&rig, "ana@example.com", "a long password"),
        };
        let known = app
            .call(&call::<OrganisationGet>((), (), ()))
            .await
            .unwrap();
        assert_eq!(known.org_id.as_deref(), said["organization_id"].as_str());
        assert_eq!(known.ver.as_deref(), Some("2.0.0"));
        assert_eq!(known.fiulive, None);
        // A firm asks nobody: nothing of practice is there.
        assert_eq!(known.fiutest.is_some(), is_practice);
    }
}

#[tokio::test]
async fn templates_are_kept_as_they_were_made_each_under_a_name_of_its_own() {
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let new = template(&app, " Loan ", json!({})).await;
    let made = call::<ConsentTemplatesCreate>((), (), new.clone());
    let first = app.call(&made).await.unwrap();
    assert_eq!(first.product_name.as_deref(), Some("Loan"));
    let failure = app.call(&made).await.unwrap_err();
    let sentence = "`product_name` is the name of another template.";
    assert_eq!(only(failure, "product_name"), sentence);
    let listed = app.call(&call::<ConsentTemplatesList>((), (), ())).await;
    let listed = listed.unwrap().rows;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].product_id, first.product_id);
    let detail = serde_json::to_value(&new.consent_detail).unwrap();
    assert_eq!(listed[0].consent_detail, Some(detail));
}

#[tokio::test]
async fn a_template_that_makes_no_sense_is_refused_by_name() {
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let filter =
        |kind: &str, value: &str| json!([{ "type": kind, "operator": "=", "value": value }]);
    for (different, field) in [
        (
            json!({ "consentStart": "2026-13-01" }),
            "ConsentDetail.consentStart",
        ),
        (
            json!({ "FIDataRange": { "from": 1, "to": 1 } }),
            "ConsentDetail.FIDataRange.to",
        ),
        (
            json!({ "Frequency": { "unit": "DAY", "value": 0 } }),
            "ConsentDetail.Frequency.value",
        ),
        (
            json!({ "DataConsumer": { "id": "FIU-OTHER" } }),
            "ConsentDetail.DataConsumer.id",
        ),
        (
            json!({ "DataFilter": filter("TRANSACTIONTYPE", "OTHER") }),
            "ConsentDetail.DataFilter.0.value",
        ),
        (
            json!({ "DataFilter": filter("TRANSACTIONAMOUNT", "much") }),
            "ConsentDetail.DataFilter.0.value",
        ),
    ] {
        let new = template(&app, "Loan", different).await;
        let made = call::<ConsentTemplatesCreate>((), (), new);
        only(app.call(&made).await.unwrap_err(), field);
    }
    let listed = app.call(&call::<ConsentTemplatesList>((), (), ())).await;
    assert!(listed.unwrap().rows.is_empty());
}

#[tokio::test]
async fn who_only_reads_asks_nobody_and_agents_make_no_templates() {
    let rig = Rig::practice(1).await;
    rig.user("reader@example.com", UserRole::ReadOnly).await;
    rig.user("agent@example.com", UserRole::Agent).await;
    rig.user("client@example.com", UserRole::Client { client: 1 })
        .await;
    let mine = app(&rig);
    let of = |email: &str| app_of(&rig, email, "a long password");
    let new = consent(&mine, "t-1", json!({})).await;
    let asked = async |email: &str| of(email).ask("AA-UMBER", new.clone(), email).await;
    for email in ["reader@example.com", "client@example.com"] {
        let failure = asked(email).await.unwrap_err();
        assert!(failure.is_forbidden(), "{email}: {failure:?}");
    }
    assert!(asked("agent@example.com").await.is_ok());
    let new = template(&mine, "Loan", json!({})).await;
    let made = call::<ConsentTemplatesCreate>((), (), new);
    let failure = of("agent@example.com").call(&made).await.unwrap_err();
    assert!(failure.is_forbidden());
    let organisation = call::<OrganisationGet>((), (), ());
    let failure = of("client@example.com").call(&organisation).await;
    assert!(failure.unwrap_err().is_forbidden());
}
