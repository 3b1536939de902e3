//! MyCreditApp at the office: analyses through their statuses, and partners who are invited.

use chrono::TimeDelta;
use client::{Failure, MyCreditApp, Organisations, Token};
use contract::{
    Call, REQUESTER_HEADER, TARGET_HEADER,
    my_credit_app::{
        Analytics, AnalyticsCreate, ByRecord, NewPartner, Partner, PartnerType, PartnersCreate,
    },
};
use reqwest::Method;
use serde_json::Value;

use crate::{
    own_reports::{put_in, report},
    rig::{Rig, send},
};

const ELSEWHERE: &str = "123e4567-e89b-12d3-a456-426614174000";

/// MyCreditApp as the practice agent calls it, for the office's own organisation.
async fn app(rig: &Rig) -> MyCreditApp {
    let token = rig.token().await;
    let said = rig.get(&token, "/.well-known/redress").await.json;
    let here = said["organization_id"].as_str().unwrap().to_owned();
    for_organisations(rig, &token, &here, &here)
}

fn for_organisations(rig: &Rig, token: &str, requester: &str, target: &str) -> MyCreditApp {
    let organisations = Organisations {
        requester: requester.to_owned(),
        target: target.to_owned(),
    };
    let token = Token::new(token);
    let source = move |_| std::future::ready(Ok(token.clone()));
    MyCreditApp::new(rig.place("/mycreditapp"), organisations, source).unwrap()
}

/// The private record of a client.
async fn record(rig: &Rig, client: i64) -> String {
    let token = rig.token().await;
    let shown = rig.get(&token, &format!("/clients/{client}")).await.json;
    let listed = rig.get(&token, "/clients?sort_by=id").await.json;
    let first = &listed["data"][0]["data"][client as usize - 1];
    assert_eq!(first["private_record_id"], shown["private_record_id"]);
    shown["private_record_id"].as_str().unwrap().to_owned()
}

async fn analyse(app: &MyCreditApp, record: &str) -> Result<Analytics, Failure> {
    let record_id = record.to_owned();
    app.call(&Call::<AnalyticsCreate> {
        path: ByRecord { record_id },
        query: (),
        body: (),
    })
    .await
}

async fn partner(app: &MyCreditApp, partner: NewPartner) -> Result<Partner, Failure> {
    app.call(&Call::<PartnersCreate> {
        path: (),
        query: (),
        body: partner,
    })
    .await
}

fn umber() -> NewPartner {
    NewPartner {
        address: "1 Umber Street".to_owned(),
        city: " Newark ".to_owned(),
        company_name: "Umber Supplies".to_owned(),
        company_registration_number: "000-1".to_owned(),
        country_code: "US".to_owned(),
        email: "office@example.com".to_owned(),
        frequency: "monthly".to_owned(),
        partner_type: PartnerType::Supplier,
        payment_terms: "Net 30".to_owned(),
        postal_code: "07101".to_owned(),
        sales_amount: 150_000,
        state: "NJ".to_owned(),
    }
}

#[tokio::test]
async fn an_analysis_goes_through_its_statuses_and_is_one_until_the_client_changes() {
    let rig = Rig::practice(2).await;
    let app = app(&rig).await;
    let record = record(&rig, 2).await;
    let begun = analyse(&app, &record).await.unwrap();
    assert_eq!(begun.analyzed_on, None);
    let mut seen = vec![begun.status.clone().unwrap()];
    for seconds in [5, 15, 1800] {
        rig.time.pass(TimeDelta::seconds(seconds));
        let now = analyse(&app, &record).await.unwrap();
        assert_eq!((&now.id, &now.created_at), (&begun.id, &begun.created_at));
        assert_eq!(
            now.analyzed_on.is_some(),
            now.status.as_deref() == Some("success")
        );
        seen.push(now.status.unwrap());
    }
    assert_eq!(seen, ["in_progress", "processing", "success", "success"]);
}

#[tokio::test]
async fn an_analysis_that_failed_is_made_anew_once_there_is_a_report() {
    let rig = Rig::firm().await;
    let (_, token) = rig.set_up().await;
    let said = rig.get(&token, "/.well-known/redress").await.json;
    let here = said["organization_id"].as_str().unwrap();
    let app = for_organisations(&rig, &token, here, here);
    let client = rig.client(&token, "Ines", "Quintana").await;
    let shown = rig.get(&token, &format!("/clients/{client}")).await.json;
    let record = shown["private_record_id"].as_str().unwrap();
    let analysed = async || {
        let now = analyse(&app, record).await.unwrap();
        (now.id.unwrap(), now.status.unwrap())
    };
    rig.time.pass(TimeDelta::seconds(1));
    let (first, _) = analysed().await;
    for _ in 0..2 {
        rig.time.pass(TimeDelta::seconds(20));
        assert_eq!(analysed().await, (first.clone(), "failed".to_owned()));
    }
    // A report comes, and later a newer one.
    let mut seen = vec![first];
    for day in ["2026-01-13", "2026-01-14"] {
        let content = report("equifax", day);
        assert_eq!(put_in(&rig, &token, client, content).await.status, 201);
        rig.time.pass(TimeDelta::seconds(1));
        let (id, status) = analysed().await;
        assert_eq!(status, "in_progress");
        assert!(!seen.contains(&id));
        rig.time.pass(TimeDelta::seconds(20));
        assert_eq!(analysed().await, (id.clone(), "success".to_owned()));
        seen.push(id);
    }
}

#[tokio::test]
async fn a_record_that_is_nobody_s_is_said_so() {
    let rig = Rig::practice(1).await;
    let refused = analyse(&app(&rig).await, ELSEWHERE).await.unwrap_err();
    assert!(matches!(refused, Failure::Rejected { status: 404, .. }));
}

#[tokio::test]
async fn a_partner_is_made_and_the_invitation_lies_in_the_outgoing_folder() {
    let rig = Rig::practice(1).await;
    let app = app(&rig).await;
    let token = rig.token().await;
    let before = rig.total(&token, "/correspondence").await;
    let made = partner(&app, umber()).await.unwrap();
    assert_eq!(made.city.as_deref(), Some("Newark"));
    assert_eq!(made.partner_type.as_deref(), Some("supplier"));
    assert_eq!(made.invitation_status.as_deref(), Some("invited"));
    assert_eq!(made.guest_organization_id, None);
    let sent = rig
        .get(&token, "/correspondence?sort_by=id&sort_direction=desc")
        .await;
    let mail = &sent.rows()[0];
    assert_eq!(
        (&mail["type"], &mail["client_id"]),
        (&"email".into(), &Value::Null)
    );
    assert!(mail.to_string().contains("office@example.com"));
    assert_eq!(rig.total(&token, "/correspondence").await, before + 1);
    // The same company is a partner once.
    let Failure::Rejected { status, fields, .. } = partner(&app, umber()).await.unwrap_err() else {
        panic!("it was made twice");
    };
    assert_eq!(status, 422);
    assert!(fields.0.contains_key("company_registration_number"));
    assert_eq!(rig.total(&token, "/correspondence").await, before + 1);
}

#[tokio::test]
async fn a_partner_is_in_a_country_that_there_is() {
    let rig = Rig::practice(1).await;
    let app = app(&rig).await;
    let nowhere = NewPartner {
        country_code: "ZZ".to_owned(),
        ..umber()
    };
    let Failure::Rejected { status, fields, .. } = partner(&app, nowhere).await.unwrap_err() else {
        panic!("there is no such country");
    };
    assert_eq!(status, 422);
    assert!(fields.0.contains_key("country_code"));
    assert!(partner(&app, umber()).await.is_ok());
}

#[tokio::test]
async fn an_office_asks_as_itself_about_itself() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let said = rig.get(&token, "/.well-known/redress").await.json;
    let here = said["organization_id"].as_str().unwrap();
    for (requester, target) in [(here, ELSEWHERE), (ELSEWHERE, here)] {
        let app = for_organisations(&rig, &token, requester, target);
        let refused = partner(&app, umber()).await.unwrap_err();
        assert!(refused.is_forbidden(), "{refused:?}");
    }
    // The client sends none that is no UUID.
    let call = rig
        .keyed(Method::POST, "/mycreditapp/partners")
        .bearer_auth(&token)
        .header(REQUESTER_HEADER, "here")
        .header(TARGET_HEADER, here);
    let refused = send(call.json(&umber())).await;
    assert_eq!(refused.status, 422);
    assert!(refused.json["errors"].get(REQUESTER_HEADER).is_some());
}
