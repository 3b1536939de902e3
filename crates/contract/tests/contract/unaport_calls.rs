//! Unaport's calls: each goes where it is documented, and arrives as it was sent. The rules that
//! their bodies keep are for `unaport_rules`.

use contract::{
    Operation,
    unaport::{
        AggregateExport, AggregateFetch, AggregateGenerate, AggregateGeneration, AnalyticsExport,
        AnalyticsFetch, AnalyticsGenerate, AuthLogin, AuthRefresh, ByAnalytic, ByConsent,
        ByConsentHandle, ByProduct, BySession, ConsentStatus, ConsentTemplatesCreate,
        ConsentTemplatesList, ConsentsCreate, ConsentsCreateFromTemplate, ConsentsRevoke,
        ConsentsStatus, DataExport, DataFetch, DataStatus, Generation, Mode,
        NotificationsAnalytics, NotificationsConsent, NotificationsData, OrganisationGet, UNAPORT,
    },
};
use serde_json::{Value, json};

use crate::{
    sending::{call, there_and_back},
    unaport_samples::{
        ID, analytics_done, consent, consent_moved, data_moved, from_template, login, template,
    },
};

fn body<O: Operation>(body: &Value) -> O::Body {
    serde_json::from_value(body.clone()).unwrap()
}

/// Sends a documented body, and finds on the wire what was put in.
pub fn sent<O: Operation>(path: O::Path, query: O::Query, sample: &Value) {
    let wire = there_and_back(&call::<O>(path, query, body::<O>(sample)));
    assert_eq!(wire.body.as_ref(), Some(sample), "{}", O::ROW.name);
}

fn product() -> ByProduct {
    let product_id = "p-1".to_owned();
    ByProduct { product_id }
}

fn session() -> BySession {
    let session_id = "s-1".to_owned();
    BySession { session_id }
}

fn handle() -> ByConsentHandle {
    let consent_handle = "h-1".to_owned();
    ByConsentHandle { consent_handle }
}

#[test]
fn every_documented_body_arrives_as_it_was_sent() {
    sent::<AuthLogin>((), (), &login());
    sent::<AuthRefresh>((), (), &json!({ "refresh_token": "d.e.f" }));
    sent::<ConsentTemplatesCreate>((), (), &template());
    sent::<ConsentsCreate>((), (), &consent());
    sent::<ConsentsCreateFromTemplate>(product(), (), &from_template());
    sent::<NotificationsConsent>((), (), &consent_moved());
    sent::<NotificationsData>((), (), &data_moved());
    sent::<NotificationsAnalytics>((), (), &analytics_done());
}

#[test]
fn every_call_without_a_body_goes_where_it_is_documented() {
    let org_id = ID.to_owned();
    let by_consent = ByConsent {
        org_id: org_id.clone(),
        consent_id: "c-1".to_owned(),
    };
    let by_analytic = ByAnalytic { analytic_id: 524 };
    let later = Generation { mode: Mode::Async };
    let together = AggregateGeneration {
        mode: Mode::Sync,
        org_id: org_id.clone(),
    };
    let wires = [
        there_and_back(&call::<OrganisationGet>((), (), ())),
        there_and_back(&call::<ConsentTemplatesList>((), (), ())),
        there_and_back(&call::<ConsentsStatus>(handle(), (), ())),
        there_and_back(&call::<ConsentsRevoke>(by_consent, (), ())),
        there_and_back(&call::<DataStatus>(handle(), (), ())),
        there_and_back(&call::<DataFetch>(session(), (), ())),
        there_and_back(&call::<DataExport>(session(), (), ())),
        there_and_back(&call::<AnalyticsGenerate>(session(), later, ())),
        there_and_back(&call::<AnalyticsFetch>(by_analytic.clone(), (), ())),
        there_and_back(&call::<AnalyticsExport>(by_analytic, (), ())),
        there_and_back(&call::<AggregateGenerate>(session(), together, ())),
        there_and_back(&call::<AggregateFetch>(session(), (), ())),
        there_and_back(&call::<AggregateExport>(session(), (), ())),
    ];
    let paths: Vec<String> = wires
        .iter()
        .map(|wire| format!("{} {}", wire.method.as_str(), wire.path))
        .collect();
    assert_eq!(
        paths,
        [
            "GET /getClientOrganisation".to_owned(),
            "GET /consent-templates".to_owned(),
            "GET /consents/h-1".to_owned(),
            format!("POST /organisations/{ID}/consents/c-1/revoke"),
            "GET /consents/h-1/data-status".to_owned(),
            "GET /sessions/s-1/data".to_owned(),
            "GET /sessions/s-1/export".to_owned(),
            "POST /sessions/s-1/analytics".to_owned(),
            "GET /analytics/524".to_owned(),
            "GET /analytics/524/export".to_owned(),
            "POST /sessions/s-1/aggregate-analytics".to_owned(),
            "GET /sessions/s-1/aggregate-analytics".to_owned(),
            "GET /sessions/s-1/aggregate-analytics/export".to_owned(),
        ]
    );
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(wires[7].query, [pair("mode", "async")]);
    assert_eq!(wires[10].query, [pair("mode", "sync"), pair("OrgID", ID)]);
    assert_eq!(UNAPORT.rows().count(), 21);
}

#[test]
fn every_status_of_a_consent_has_its_word() {
    for status in ConsentStatus::ALL {
        assert_eq!(serde_json::to_value(status).unwrap(), status.word());
    }
}
