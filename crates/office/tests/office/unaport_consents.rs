//! Consents at the office: a customer of practice is asked and says yes, and what was given is
//! taken back or runs out.

use chrono::TimeDelta;
use client::{Failure, Unaport};
use contract::unaport::{
    ByConsent, ByConsentHandle, ByProduct, ConsentTemplatesCreate, ConsentsCreate,
    ConsentsCreateFromTemplate, ConsentsRevoke, ConsentsStatus, DataStatus, NewConsent,
};
use serde_json::{Value, json};

use crate::{
    rig::{Form, Rig},
    unaport::{
        app, app_of, ask, call, consent, known, of_template, only, refused, status, template, words,
    },
};

async fn revoke(app: &Unaport, org_id: &str, consent_id: &str) -> Result<String, Failure> {
    let path = ByConsent {
        org_id: org_id.to_owned(),
        consent_id: consent_id.to_owned(),
    };
    let answer = app.call(&call::<ConsentsRevoke>(path, (), ())).await?;
    assert_eq!(answer.consent_id.as_deref(), Some(consent_id));
    Ok(answer.consent_status.unwrap())
}

#[tokio::test]
async fn a_customer_is_asked_and_says_yes_after_a_while() {
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let (_, org_id) = known(&app).await;
    let new = consent(&app, "t-1", json!({})).await;
    let asked = app.call(&call::<ConsentsCreate>((), (), new.clone())).await;
    let asked = asked.unwrap();
    assert_eq!(asked.txnid.as_deref(), Some("ask-1"));
    assert_eq!(asked.redirect_url, new.redirect_url);
    assert_eq!(asked.customer.unwrap().id.as_deref(), Some("asha@AA-UMBER"));
    let handle = asked.consent_handle.unwrap();
    let before = status(&app, &handle).await;
    assert_eq!(words(&app, &handle).await, ["PENDING", "CREATED"]);
    assert_eq!((before.consent_id, before.signed_consent), (None, None));
    assert_eq!((before.updated_on, before.run_counter), (None, Some(0)));
    rig.time.pass(TimeDelta::seconds(10));
    assert_eq!(words(&app, &handle).await, ["READY", "ACTIVE"]);
    let after = status(&app, &handle).await;
    assert_eq!(after.org_id, Some(org_id));
    assert_eq!(after.tracking_id.as_deref(), Some("t-1"));
    assert_eq!(after.aa_id.as_deref(), Some("AA-UMBER"));
    assert_eq!(after.fetch_type.as_deref(), Some("ONETIME"));
    assert_eq!(
        after.updated_on.as_deref(),
        Some("2026-01-15T09:00:10.000000Z")
    );
    assert_eq!(after.updated_on, after.last_runtime);
    assert_eq!((after.run_counter, after.next_runtime), (Some(1), None));
    let signed = after.signed_consent.unwrap();
    assert_eq!(signed.split('.').count(), 3);
    let detail: Value = serde_json::from_str(&after.consents_detail.unwrap()).unwrap();
    assert_eq!(
        detail,
        serde_json::to_value(new.request.consent_detail).unwrap()
    );
    assert!(after.consent_id.is_some());
}

#[tokio::test]
async fn only_a_consent_that_was_given_is_taken_back_and_that_once() {
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let (_, org_id) = known(&app).await;
    let handle = ask(&app, "t-1", json!({})).await;
    rig.time.pass(TimeDelta::seconds(10));
    let id = status(&app, &handle).await.consent_id.unwrap();
    let elsewhere = revoke(&app, "123e4567-e89b-12d3-a456-426614174000", &id).await;
    assert!(elsewhere.unwrap_err().is_forbidden());
    assert_eq!(words(&app, &handle).await, ["READY", "ACTIVE"]);
    assert_eq!(revoke(&app, &org_id, &id).await.unwrap(), "REVOKED");
    assert_eq!(words(&app, &handle).await, ["READY", "REVOKED"]);
    let again = revoke(&app, &org_id, &id).await.unwrap_err();
    let sentence = "`consentId` names a consent that is revoked already.";
    assert_eq!(only(again, "consentId"), sentence);
    // A handle is no id, and another's id is nobody's.
    for other in [&handle, "123e4567-e89b-12d3-a456-426614174000", "x"] {
        assert!(revoke(&app, &org_id, other).await.unwrap_err().is_gone());
    }
}

#[tokio::test]
async fn an_expired_consent_cannot_be_taken_back() {
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let (_, org_id) = known(&app).await;
    let short = json!({ "consentExpiry": "2026-01-15T09:01:00Z" });
    let handle = ask(&app, "t-1", short).await;
    rig.time.pass(TimeDelta::seconds(59));
    let id = status(&app, &handle).await.consent_id.unwrap();
    rig.time.pass(TimeDelta::seconds(1));
    assert_eq!(words(&app, &handle).await, ["READY", "EXPIRED"]);
    let failure = revoke(&app, &org_id, &id).await.unwrap_err();
    let sentence = "`consentId` names a consent whose time is over.";
    assert_eq!(only(failure, "consentId"), sentence);
    // Whoever is asked for less than it takes to answer does not answer in time.
    let shorter = json!({
        "consentStart": "2026-01-15T09:00:00Z", "consentExpiry": "2026-01-15T09:01:05Z",
    });
    let handle = ask(&app, "t-2", shorter).await;
    rig.time.pass(TimeDelta::seconds(20));
    assert_eq!(words(&app, &handle).await, ["EXPIRED", "CREATED"]);
    assert_eq!(status(&app, &handle).await.consent_id, None);
}

#[tokio::test]
async fn what_cannot_be_asked_for_is_refused_by_name() {
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let good = consent(&app, "t-1", json!({})).await;
    let create = async |new: NewConsent| app.call(&call::<ConsentsCreate>((), (), new)).await;
    let wrong = [
        (
            NewConsent {
                aa_id: "AA-OTHER".to_owned(),
                ..good.clone()
            },
            "aaId",
        ),
        (
            NewConsent {
                vua_id: " ".to_owned(),
                ..good.clone()
            },
            "vuaId",
        ),
    ];
    for (new, field) in wrong {
        only(create(new).await.unwrap_err(), field);
    }
    let detail = "ConsentsRequest.ConsentDetail";
    let range = |from: &str, to: &str| json!({ "FIDataRange": { "from": from, "to": to } });
    for (different, field) in [
        (
            json!({ "consentExpiry": "2026-01-15T08:00:00Z" }),
            "consentExpiry",
        ),
        (
            json!({ "consentStart": "2025-01-01", "consentExpiry": "2025-02-01" }),
            "consentExpiry",
        ),
        (json!({ "consentStart": "2026-02-30" }), "consentStart"),
        (range("2026-01-02", "2026-01-01"), "FIDataRange.to"),
        (range("2026-01-40", "2026-02-01"), "FIDataRange.from"),
        (
            json!({ "DataConsumer": { "id": "FIU-2", "type": "FIU" } }),
            "DataConsumer.id",
        ),
        (
            json!({ "fetchType": "PERIODIC", "Frequency": { "unit": "DAY", "value": 0 } }),
            "Frequency.value",
        ),
    ] {
        let new = consent(&app, "t-1", different).await;
        let failure = create(new).await.unwrap_err();
        only(failure, &format!("{detail}.{field}"));
    }
    // The firm is known by one name only.
    let mut other = good;
    other.fiu_id = "FIU-2".to_owned();
    let (status, fields) = refused(create(other).await.unwrap_err());
    assert_eq!((status, fields.0.len()), (422, 2), "{fields}");
}

#[tokio::test]
async fn a_template_says_what_a_customer_is_asked_and_time_counts_from_then() {
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let new = template(&app, "Loan", json!({})).await;
    let made = app
        .call(&call::<ConsentTemplatesCreate>((), (), new))
        .await
        .unwrap();
    let product = made.product_id.unwrap();
    let body = of_template(&app, &product).await;
    let asked = app
        .ask_from_template("AA-KESTREL", body.clone(), "key-1")
        .await;
    let handle = asked.unwrap()["ConsentHandle"].as_str().unwrap().to_owned();
    let record = status(&app, &handle).await;
    assert_eq!(record.aa_id.as_deref(), Some("AA-KESTREL"));
    assert_eq!(
        record.consent_expiry.as_deref(),
        Some("2026-07-15T09:00:00.000Z")
    );
    let detail: Value = serde_json::from_str(&record.consents_detail.unwrap()).unwrap();
    assert_eq!(
        detail["FIDataRange"],
        json!({ "from": "2025-01-15T09:00:00.000Z", "to": "2027-01-15T09:00:00.000Z" })
    );
    assert_eq!(
        detail["Customer"]["Identifiers"],
        json!([{ "type": "MOBILE", "value": "1000000001" }])
    );
    // The same key asks nobody twice.
    let again = app
        .ask_from_template("AA-KESTREL", body.clone(), "key-1")
        .await;
    assert_eq!(again.unwrap()["ConsentHandle"], json!(handle));
    let other = app
        .ask_from_template("AA-KESTREL", body.clone(), "key-2")
        .await;
    assert_ne!(other.unwrap()["ConsentHandle"], json!(handle));
    let at = |product: &str| ByProduct {
        product_id: product.to_owned(),
    };
    let gone = call::<ConsentsCreateFromTemplate>(at("p-1"), (), body.clone());
    assert!(app.call(&gone).await.unwrap_err().is_gone());
    let mut other = body;
    other.product_id = "p-1".to_owned();
    let differs = call::<ConsentsCreateFromTemplate>(at(&product), (), other);
    only(app.call(&differs).await.unwrap_err(), "productId");
}

#[tokio::test]
async fn outside_practice_nobody_is_asked_and_nothing_is_invented() {
    let rig = Rig::firm().await;
    rig.ana().await;
    let app = app_of(&rig, "ana@example.com", "a long password");
    let practice = Rig::practice(1).await;
    let new = consent(&crate::unaport::app(&practice), "t-1", json!({})).await;
    let failure = app.ask("AA-UMBER", new, "key-1").await.unwrap_err();
    let sentence = "`aaId` cannot be asked: no provider configured.";
    assert_eq!(only(failure, "aaId"), sentence);
    let consent_handle = "123e4567-e89b-12d3-a456-426614174000".to_owned();
    let handle = ByConsentHandle { consent_handle };
    let gone = app
        .call(&call::<ConsentsStatus>(handle.clone(), (), ()))
        .await;
    assert!(gone.unwrap_err().is_gone());
    let gone = app.call(&call::<DataStatus>(handle, (), ())).await;
    assert!(gone.unwrap_err().is_gone());
    // What the firm asks for is its own: templates are kept here too.
    let new = template(&crate::unaport::app(&practice), "Loan", json!({})).await;
    let made = app.call(&call::<ConsentTemplatesCreate>((), (), new)).await;
    let product = made.unwrap().product_id.unwrap();
    let body = of_template(&crate::unaport::app(&practice), &product).await;
    let failure = app.ask_from_template("AA-KESTREL", body, "key-2").await;
    only(failure.unwrap_err(), "aaId");
}

#[tokio::test]
async fn a_consent_goes_with_its_client() {
    let rig = Rig::practice(2).await;
    let (app, token) = (app(&rig), rig.token().await);
    let client = rig.get(&token, "/clients/1").await.json;
    // By the key, and by the private record.
    let mine = ask(&app, client["client_key"].as_str().unwrap(), json!({})).await;
    let record = client["private_record_id"].as_str().unwrap();
    let too = ask(&app, record, json!({})).await;
    let other = ask(&app, "t-2", json!({})).await;
    let form = Form::new().file("clients.csv", b"client_id\n1\n");
    let file = rig.upload(&token, form, None).await.id();
    let import = json!({ "type": "delete", "attachment_id": file });
    let done = rig.post(&token, "/imports", import).await;
    assert_eq!(done.json["data"]["processed_records"], 1, "{}", done.json);
    for consent_handle in [mine, too] {
        let path = ByConsentHandle { consent_handle };
        let gone = app.call(&call::<ConsentsStatus>(path, (), ())).await;
        assert!(gone.unwrap_err().is_gone());
    }
    assert_eq!(words(&app, &other).await, ["PENDING", "CREATED"]);
}
