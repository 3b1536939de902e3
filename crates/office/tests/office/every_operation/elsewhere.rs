//! MyCreditApp, Unaport and Exchange at the office: each of their operations, as whoever works there
//! calls it.

use std::{collections::BTreeSet, future::ready, sync::Mutex};

use chrono::TimeDelta;
use client::{
    Exchange, ExchangeDoor, ExchangeSignIn, Failure, Incoming, MyCreditApp, MyCreditAppDoor, Opens,
    Organisations, Session, Token, Unaport, UnaportDoor,
};
use contract::{
    Answer, Call, OfSystem, Operation,
    exchange::{RequestsCreate, ResponsesGet, TokenGet},
    my_credit_app::{AnalyticsCreate, PartnersCreate},
    unaport::{
        AggregateExport, AggregateFetch, AggregateGenerate, AnalyticsExport, AnalyticsFetch,
        AnalyticsGenerate, AuthLogin, AuthRefresh, ConsentTemplatesCreate, ConsentTemplatesList,
        ConsentsCreate, ConsentsCreateFromTemplate, ConsentsRevoke, ConsentsStatus, DataExport,
        DataFetch, DataStatus, NotificationsAnalytics, NotificationsConsent, NotificationsData,
        OrganisationGet,
    },
};
use serde_json::{Value, json};

use super::{
    group, rows,
    world::{NO, Told, call},
};
use crate::{
    rig::Rig,
    unaport::{app, consent, of_template, template},
};

pub const GROUPS: &[&str] = &[
    "exchange.requests",
    "exchange.responses",
    "exchange.token",
    "mycreditapp.analytics",
    "mycreditapp.partners",
    "unaport.aggregate",
    "unaport.analytics",
    "unaport.auth",
    "unaport.consent_templates",
    "unaport.consents",
    "unaport.data",
    "unaport.notifications",
    "unaport.organisation",
];

/// The other systems at an office, as the practice agent calls them, and the names of what was
/// answered.
pub struct Elsewhere {
    /// The office's organisation.
    pub here: String,
    my_credit_app: MyCreditApp,
    unaport: Unaport,
    exchange: Exchange,
    answered: Mutex<BTreeSet<&'static str>>,
}

/// A system with a session of its own.
pub trait Other: OfSystem + Sized {
    type Door: Opens<Self>;
    fn session(elsewhere: &Elsewhere) -> &Session<Self::Door>;
}

impl Other for contract::my_credit_app::MyCreditApp {
    type Door = MyCreditAppDoor;
    fn session(elsewhere: &Elsewhere) -> &Session<MyCreditAppDoor> {
        &elsewhere.my_credit_app
    }
}

impl Other for contract::unaport::Unaport {
    type Door = UnaportDoor;
    fn session(elsewhere: &Elsewhere) -> &Session<UnaportDoor> {
        &elsewhere.unaport
    }
}

impl Other for contract::exchange::Exchange {
    type Door = ExchangeDoor;
    fn session(elsewhere: &Elsewhere) -> &Session<ExchangeDoor> {
        &elsewhere.exchange
    }
}

impl Elsewhere {
    pub async fn of(rig: &Rig) -> Self {
        let text = rig.token().await;
        let said = rig.get(&text, "/.well-known/redress").await.json;
        let here = said["organization_id"].as_str().unwrap().to_owned();
        let organisations = Organisations {
            requester: here.clone(),
            target: here.clone(),
        };
        let token = Token::new(&text);
        let source = move |_| ready(Ok(token.clone()));
        let my_credit_app = MyCreditApp::new(rig.place("/mycreditapp"), organisations, source);
        let sign_in = rig.office.practice_sign_in().unwrap();
        let sign_in = ExchangeSignIn::Password {
            user: sign_in.email,
            password: sign_in.password.into(),
        };
        Self {
            here,
            my_credit_app: my_credit_app.unwrap(),
            unaport: app(rig),
            exchange: Exchange::new(rig.place("/exchange"), sign_in).unwrap(),
            answered: Mutex::default(),
        }
    }

    /// Asks for something, and answers what comes of it.
    pub async fn ask<O>(&self, call: &Call<O>) -> Result<Told<O>, Failure>
    where
        O: Operation<Of: Other, Answer: Answer>,
    {
        <O::Of as Other>::session(self).call(call).await
    }

    /// Asks for a file.
    pub async fn file<O>(&self, call: &Call<O>) -> Result<Incoming, Failure>
    where
        O: Operation<Of: Other>,
    {
        <O::Of as Other>::session(self).download(call).await
    }

    /// Asks for something that is done.
    async fn done<O>(&self, path: Value, query: Value, body: Value) -> Told<O>
    where
        O: Operation<Of: Other, Answer: Answer>,
    {
        let answer = self.ask(&call::<O>(path, query, body)).await;
        let answer = answer.unwrap_or_else(|failure| panic!("{}: {failure:?}", O::ROW.name));
        self.answered.lock().unwrap().insert(O::ROW.name);
        answer
    }

    /// Reads what is at a path.
    async fn read<O>(&self, path: &Value) -> Told<O>
    where
        O: Operation<Of: Other, Answer: Answer>,
    {
        self.done::<O>(path.clone(), NO, NO).await
    }

    /// Sends a body.
    async fn send<O>(&self, body: Value) -> Told<O>
    where
        O: Operation<Of: Other, Answer: Answer>,
    {
        self.done::<O>(NO, NO, body).await
    }

    /// Fetches a list whole, and answers its head.
    async fn head<O>(&self, path: &Value) -> String
    where
        O: Operation<Of: Other>,
    {
        let mut file = self.file(&call::<O>(path.clone(), NO, NO)).await.unwrap();
        let mut bytes = Vec::new();
        while let Some(more) = file.next().await.unwrap() {
            bytes.extend_from_slice(&more);
        }
        self.answered.lock().unwrap().insert(O::ROW.name);
        let text = String::from_utf8(bytes).unwrap();
        text.lines().next().unwrap().to_owned()
    }
}

#[tokio::test]
async fn what_the_other_systems_do_comes_to_the_client_program() {
    let rig = Rig::practice(1).await;
    let elsewhere = Elsewhere::of(&rig).await;
    my_credit_app(&rig, &elsewhere).await;
    exchange(&elsewhere).await;
    signing_in(&rig, &elsewhere).await;
    let consent = consents(&rig, &elsewhere).await;
    let session = data(&elsewhere, &consent).await;
    notifications(&elsewhere, &session).await;
    let revoked = json!({ "org_id": elsewhere.here, "consentId": consent.id });
    let revoked = elsewhere.read::<ConsentsRevoke>(&revoked).await;
    assert_eq!(revoked.consent_id.as_ref(), Some(&consent.id));
    let all = rows().filter(|row| GROUPS.contains(&group(row)));
    let all: BTreeSet<&str> = all.map(|row| row.name).collect();
    assert_eq!(*elsewhere.answered.lock().unwrap(), all);
}

async fn my_credit_app(rig: &Rig, elsewhere: &Elsewhere) {
    let client = rig.get(&rig.token().await, "/clients/1").await.json;
    let record = json!({ "record_id": client["private_record_id"] });
    let begun = elsewhere.read::<AnalyticsCreate>(&record).await;
    assert_eq!(begun.status.as_deref(), Some("in_progress"));
    let partner = json!({
        "address": "1 Umber Street", "city": "Newark", "company_name": "Umber Supplies",
        "company_registration_number": "000-1", "country_code": "US",
        "email": "office@example.com", "frequency": "monthly", "partner_type": "supplier",
        "payment_terms": "Net 30", "postal_code": "07101", "sales_amount": 150_000, "state": "NJ",
    });
    let made = elsewhere.send::<PartnersCreate>(partner).await;
    assert_eq!(made.company_name.as_deref(), Some("Umber Supplies"));
}

async fn exchange(elsewhere: &Elsewhere) {
    let key = elsewhere.send::<TokenGet>(NO).await;
    assert!(key.token.is_some());
    let asked = json!({ "type_request": "Name", "value": [{ "IdDocument": "000-00-0001" }] });
    let taken = elsewhere.send::<RequestsCreate>(asked).await;
    let taken = &taken.response.requests[0];
    assert_eq!(taken.id_document.as_deref(), Some("000-00-0001"));
    let asked = json!({ "type_request": "Name", "idRequest": [taken.id_request] });
    let read = elsewhere.send::<ResponsesGet>(asked).await;
    assert_eq!(read.response.requests[0].id_request, taken.id_request);
}

async fn signing_in(rig: &Rig, elsewhere: &Elsewhere) {
    let sign_in = rig.office.practice_sign_in().unwrap();
    let who = json!({ "emailId": sign_in.email, "password": sign_in.password });
    let session = elsewhere.send::<AuthLogin>(who).await;
    assert_eq!(session.token_type.as_deref(), Some("Bearer"));
    let refresh = json!({ "refresh_token": session.refresh_token });
    let session = elsewhere.send::<AuthRefresh>(refresh).await;
    assert!(session.access_token.is_some());
    let known = elsewhere.read::<OrganisationGet>(&NO).await;
    assert_eq!(known.org_id.as_deref(), Some(elsewhere.here.as_str()));
}

/// A consent that was given.
struct Given {
    handle: String,
    id: String,
}

async fn consents(rig: &Rig, elsewhere: &Elsewhere) -> Given {
    let new = template(&elsewhere.unaport, "Loan", json!({})).await;
    let made = elsewhere.send::<ConsentTemplatesCreate>(json!(new)).await;
    let listed = elsewhere.read::<ConsentTemplatesList>(&NO).await.rows;
    assert_eq!(listed[0].product_id, made.product_id);
    let product = made.product_id.unwrap();
    let new = of_template(&elsewhere.unaport, &product).await;
    let path = json!({ "product_id": product });
    let other = elsewhere.done::<ConsentsCreateFromTemplate>(path, NO, json!(new));
    let other = other.await.consent_handle.unwrap();
    let new = consent(&elsewhere.unaport, "t-1", json!({})).await;
    let asked = elsewhere.send::<ConsentsCreate>(json!(new)).await;
    let handle = asked.consent_handle.unwrap();
    assert_ne!(handle, other);
    rig.time.pass(TimeDelta::seconds(20));
    let path = json!({ "consentHandle": handle });
    let record = elsewhere.read::<ConsentsStatus>(&path).await.rows.remove(0);
    assert_eq!(record.consent_handle.as_ref(), Some(&handle));
    let id = record.consent_id.unwrap();
    Given { handle, id }
}

/// The session in which data came for a consent.
async fn data(elsewhere: &Elsewhere, consent: &Given) -> String {
    let path = json!({ "consentHandle": consent.handle });
    let told = elsewhere.read::<DataStatus>(&path).await.rows.remove(0);
    let session = told.notification.unwrap().session_id.unwrap();
    let path = json!({ "sessionId": session });
    let data = elsewhere.read::<DataFetch>(&path).await;
    assert_eq!(data.tabs[0].name.as_deref(), Some("DEPOSIT"));
    assert!(
        elsewhere
            .head::<DataExport>(&path)
            .await
            .contains("Narration")
    );

    let made = elsewhere.read::<AnalyticsGenerate>(&path).await;
    let one = json!({ "analyticId": made.analytic_ids[0] });
    let read = elsewhere.read::<AnalyticsFetch>(&one).await;
    assert_eq!(read.analytic_id, Some(made.analytic_ids[0]));
    assert!(
        elsewhere
            .head::<AnalyticsExport>(&one)
            .await
            .contains("Month")
    );

    let query = json!({ "OrgID": elsewhere.here });
    let made = elsewhere
        .done::<AggregateGenerate>(path.clone(), query, NO)
        .await;
    let read = elsewhere.read::<AggregateFetch>(&path).await;
    assert_eq!(read.analytic_id.map(|id| id.to_string()), made.report_id);
    assert!(
        elsewhere
            .head::<AggregateExport>(&path)
            .await
            .contains("Month")
    );
    session
}

async fn notifications(elsewhere: &Elsewhere, session: &str) {
    let id = |number: u32| format!("0b811819-9044-4856-b0ee-{number:012}");
    let told = |number: u32| {
        json!({
            "ver": "2.0.0", "timestamp": "2026-01-15T09:00:00.000Z", "txnid": id(number),
            "Notifier": { "type": "AA", "id": "AA-UMBER" },
        })
    };
    let mut stands = told(1);
    stands["ConsentStatusNotification"] =
        json!({ "consentHandle": "another-s", "consentStatus": "ACTIVE" });
    let taken = elsewhere.send::<NotificationsConsent>(stands).await;
    assert_eq!(taken.txnid, Some(id(1)));
    let mut came = told(2);
    came["FIStatusNotification"] =
        json!({ "sessionId": session, "sessionStatus": "COMPLETED", "FIStatusResponse": [] });
    let taken = elsewhere.send::<NotificationsData>(came).await;
    assert_eq!(taken.txnid, Some(id(2)));
    let analysed = json!({
        "version": "2.0.0", "txnId": id(3), "timestamp": "2026-01-15T09:00:00.000Z",
        "sessionId": session, "analyticId": [524], "status": "SUCCESS",
    });
    let taken = elsewhere.send::<NotificationsAnalytics>(analysed).await;
    assert_eq!(taken.txnid, Some(id(3)));
}
