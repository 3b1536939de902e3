//! The rules that Unaport's bodies keep: whoever breaks one is told which field it was, before
//! anything is sent and where it arrives.

use contract::{
    Call, Operation, Row,
    unaport::{
        AuthLogin, AuthRefresh, ConsentTemplatesCreate, ConsentsCreate, ConsentsCreateFromTemplate,
        NotificationsAnalytics, NotificationsConsent, NotificationsData,
    },
};
use serde_json::{Value, json};

use crate::{
    sending::only,
    unaport_calls::sent,
    unaport_samples::{
        analytics_done, consent, consent_moved, data_moved, from_template, login, template,
    },
};

/// The pointer to a field as a refusal names it.
fn named(pointer: &str) -> String {
    pointer.trim_start_matches('/').replace('/', ".")
}

/// Asserts that a value at a place is refused by its name: where it can be written at all before
/// it leaves, and where it arrives.
fn refused<O: Operation>(path: &[(&str, &str)], sample: &Value, pointer: &str, value: Value) {
    let row: Row = O::ROW;
    let mut wrong = sample.clone();
    *wrong.pointer_mut(pointer).unwrap() = value;
    let path = path
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    let path: Vec<(String, String)> = path.collect();
    let at = named(pointer);
    let arrived = Call::<O>::from_wire(path.clone(), Vec::new(), Some(wrong.clone()));
    let Err(errors) = arrived else {
        panic!("{}: {at} arrived", row.name)
    };
    assert!(!only(&errors, &at).is_empty());
    let right = Call::<O>::from_wire(path, Vec::new(), Some(sample.clone())).unwrap();
    if let Ok(body) = serde_json::from_value(wrong) {
        let errors = Call::<O> { body, ..right }.to_wire().unwrap_err();
        assert!(!only(&errors, &at).is_empty());
    }
}

/// Asserts that texts are refused when they are empty or one character too long.
fn bounded<O: Operation>(path: &[(&str, &str)], sample: &Value, texts: &[(&str, usize)]) {
    for (pointer, longest) in texts {
        refused::<O>(path, sample, pointer, json!(""));
        refused::<O>(path, sample, pointer, json!("1".repeat(longest + 1)));
    }
}

/// Asserts that what is required is.
fn required<O: Operation>(path: &[(&str, &str)], sample: &Value, pointers: &[&str]) {
    let path: Vec<(String, String)> = path
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    for pointer in pointers {
        let (holder, field) = pointer.rsplit_once('/').unwrap();
        let mut without = sample.clone();
        let map = without.pointer_mut(holder).unwrap().as_object_mut();
        map.unwrap().remove(field).unwrap();
        let errors = Call::<O>::from_wire(path.clone(), Vec::new(), Some(without));
        let errors = errors.err().unwrap_or_else(|| panic!("{pointer} is not"));
        let sentence = format!("`{}` is required.", named(pointer));
        assert_eq!(only(&errors, &named(pointer)), [sentence]);
    }
}

#[test]
fn who_signs_in_keeps_to_the_lengths() {
    let sample = login();
    required::<AuthLogin>(&[], &sample, &["/emailId", "/password"]);
    refused::<AuthLogin>(&[], &sample, "/emailId", json!("ines"));
    let long = format!("{}@example.com", "x".repeat(243));
    assert_eq!(long.len(), 255);
    assert!(
        Call::<AuthLogin>::from_wire(
            Vec::new(),
            Vec::new(),
            Some(json!({ "emailId": long, "password": "12345678" }))
        )
        .is_err()
    );
    for password in ["1234567".to_owned(), "x".repeat(65)] {
        refused::<AuthLogin>(&[], &sample, "/password", json!(password));
    }
    let token = json!({ "refresh_token": "t" });
    bounded::<AuthRefresh>(&[], &token, &[("/refresh_token", 255)]);
    required::<AuthRefresh>(&[], &token, &["/refresh_token"]);
}

#[test]
fn a_template_keeps_every_rule() {
    type O = ConsentTemplatesCreate;
    let sample = template();
    let texts = [
        ("/product_name", 100),
        ("/ConsentDetail/DataConsumer/id", 50),
        ("/ConsentDetail/Purpose/text", 255),
        ("/ConsentDetail/Purpose/Category/type", 50),
        ("/ConsentDetail/DataFilter/0/value", 50),
    ];
    bounded::<O>(&[], &sample, &texts);
    let detail = |name: &str| format!("/ConsentDetail/{name}");
    for (field, wrong) in [
        ("consentStart", json!("soon")),
        ("consentExpiry", json!("0")),
        ("consentExpiry", json!("a year")),
        ("consentMode", json!("OWN")),
        ("fetchType", json!("SOMETIMES")),
        ("consentTypes", json!([])),
        ("consentTypes/0", json!("EVERYTHING")),
        ("fiTypes", json!([])),
        ("fiTypes/0", json!("GOLD")),
        ("Purpose/code", json!("106")),
        ("Purpose/refUri", json!("no address")),
        ("FIDataRange/from", json!(-1000)),
        ("FIDataRange/to", json!(10_000)),
        ("DataLife/unit", json!("HOUR")),
        ("DataLife/value", json!(1000)),
        ("DataLife/value", json!(-1)),
        ("Frequency/unit", json!("WEEK")),
        ("Frequency/value", json!(1000)),
        ("DataFilter/0/type", json!("COLOUR")),
        ("DataFilter/0/operator", json!("~")),
    ] {
        refused::<O>(&[], &sample, &detail(field), wrong);
    }
    let all = [
        "consentStart",
        "consentExpiry",
        "consentMode",
        "fetchType",
        "consentTypes",
        "fiTypes",
        "DataConsumer",
        "DataConsumer/id",
        "Purpose",
        "Purpose/code",
        "FIDataRange",
        "FIDataRange/from",
        "FIDataRange/to",
        "DataLife",
        "DataLife/unit",
        "DataLife/value",
        "Frequency",
        "Frequency/unit",
        "Frequency/value",
    ]
    .map(detail);
    required::<O>(&[], &sample, &all.each_ref().map(String::as_str));
    required::<O>(&[], &sample, &["/product_name", "/ConsentDetail"]);
    // What may be left out may be left out.
    let mut short = sample;
    let detail = short["ConsentDetail"].as_object_mut().unwrap();
    detail.remove("DataFilter");
    detail["Purpose"] = json!({ "code": "105" });
    sent::<O>((), (), &short);
}

#[test]
fn a_consent_keeps_every_rule() {
    type O = ConsentsCreate;
    let sample = consent();
    let detail = |name: &str| format!("/ConsentsRequest/ConsentDetail/{name}");
    let texts = [
        ("/vuaId", 50),
        ("/trackingId", 50),
        ("/aaId", 50),
        ("/fiuId", 50),
        ("/ConsentsRequest/ver", 5),
        ("/ConsentsRequest/txnid", 50),
        (&detail("DataConsumer/id"), 50),
        (&detail("DataConsumer/type"), 10),
        (&detail("Customer/id"), 100),
        (&detail("Purpose/text"), 255),
        (&detail("Purpose/Category/type"), 50),
    ];
    bounded::<O>(&[], &sample, &texts);
    for (pointer, wrong) in [
        ("/createdBy".to_owned(), json!("ana")),
        ("/redirectUrl".to_owned(), json!("back")),
        (
            "/fiuBaseUrl".to_owned(),
            json!(format!("https://example.com/{}", "x".repeat(236))),
        ),
        ("/ConsentsRequest/timestamp".to_owned(), json!("now")),
        (detail("consentStart"), json!("2019-12-06 11:39")),
        (detail("consentExpiry"), json!("12")),
        (detail("consentMode"), json!("OWN")),
        (detail("fetchType"), json!("SOMETIMES")),
        (detail("consentTypes"), json!([])),
        (detail("fiTypes/0"), json!("GOLD")),
        (detail("Purpose/code"), json!("100")),
        (detail("FIDataRange/from"), json!("long ago")),
        (detail("FIDataRange/to"), json!("x")),
        (detail("DataLife/unit"), json!("HOUR")),
        (detail("DataLife/value"), json!(1000)),
        (detail("Frequency/unit"), json!("WEEK")),
        (detail("Frequency/value"), json!(-1)),
    ] {
        refused::<O>(&[], &sample, &pointer, wrong);
    }
    let outside = [
        "/vuaId",
        "/createdBy",
        "/trackingId",
        "/aaId",
        "/fiuId",
        "/fiuBaseUrl",
        "/ConsentsRequest",
        "/ConsentsRequest/ver",
        "/ConsentsRequest/timestamp",
        "/ConsentsRequest/txnid",
        "/ConsentsRequest/ConsentDetail",
    ];
    required::<O>(&[], &sample, &outside);
    let inside = [
        "consentStart",
        "consentExpiry",
        "consentMode",
        "fetchType",
        "consentTypes",
        "fiTypes",
        "DataConsumer",
        "DataConsumer/id",
        "DataConsumer/type",
        "Customer",
        "Customer/id",
        "Purpose",
        "Purpose/code",
        "FIDataRange",
        "FIDataRange/from",
        "FIDataRange/to",
        "DataLife",
        "DataLife/unit",
        "DataLife/value",
        "Frequency",
        "Frequency/unit",
        "Frequency/value",
    ]
    .map(detail);
    required::<O>(&[], &sample, &inside.each_ref().map(String::as_str));
}

#[test]
fn a_consent_of_a_template_keeps_every_rule() {
    type O = ConsentsCreateFromTemplate;
    let (path, sample) = ([("product_id", "p-1")], from_template());
    let texts = [
        ("/vuaId", 50),
        ("/trackingId", 50),
        ("/aaId", 50),
        ("/fiuId", 50),
        ("/productId", 50),
    ];
    bounded::<O>(&path, &sample, &texts);
    for (pointer, wrong) in [
        ("/mobileNumber", json!("1".repeat(16))),
        ("/mobileNumber", json!("mine")),
        ("/createdBy", json!("ana")),
        ("/redirectUrl", json!("back")),
        ("/fiuBaseUrl", json!("here")),
    ] {
        refused::<O>(&path, &sample, pointer, wrong);
    }
    let all = [
        "/vuaId",
        "/mobileNumber",
        "/createdBy",
        "/trackingId",
        "/aaId",
        "/fiuId",
        "/fiuBaseUrl",
        "/productId",
    ];
    required::<O>(&path, &sample, &all);
}

#[test]
fn a_notification_keeps_every_rule() {
    let sample = consent_moved();
    for (pointer, wrong) in [
        ("/txnid", json!("one")),
        ("/timestamp", json!("now")),
        ("/Notifier/type", json!("")),
        ("/Notifier/id", json!("x".repeat(51))),
        ("/ConsentStatusNotification/consentStatus", json!("LOST")),
        ("/ConsentStatusNotification/consentHandle", json!("")),
    ] {
        refused::<NotificationsConsent>(&[], &sample, pointer, wrong);
    }
    let all = [
        "/ver",
        "/timestamp",
        "/txnid",
        "/Notifier",
        "/ConsentStatusNotification",
        "/ConsentStatusNotification/consentHandle",
        "/ConsentStatusNotification/consentStatus",
    ];
    required::<NotificationsConsent>(&[], &sample, &all);
    // Before the customer said yes there is no id, and some say so with a null.
    let mut early = sample;
    early["ConsentStatusNotification"]["consentId"] = Value::Null;
    let read = Call::<NotificationsConsent>::from_wire(Vec::new(), Vec::new(), Some(early));
    assert_eq!(read.unwrap().body.notification.consent_id, None);
    let sample = data_moved();
    let status = |name: &str| format!("/FIStatusNotification/{name}");
    for (pointer, wrong) in [
        (status("sessionId"), json!("")),
        (status("sessionStatus"), json!("x".repeat(33))),
        (status("FIStatusResponse/0/fipID"), json!("")),
        (
            status("FIStatusResponse/0/Accounts/0/linkRefNumber"),
            json!(""),
        ),
        (status("FIStatusResponse/0/Accounts/0/FIStatus"), json!("")),
    ] {
        refused::<NotificationsData>(&[], &sample, &pointer, wrong);
    }
    let sample = analytics_done();
    for (pointer, wrong) in [
        ("/txnId", json!("one")),
        ("/sessionId", json!("")),
        ("/analyticId/0", json!(0)),
        ("/status", json!("")),
    ] {
        refused::<NotificationsAnalytics>(&[], &sample, pointer, wrong);
    }
    required::<NotificationsAnalytics>(&[], &sample, &["/version", "/analyticId", "/status"]);
}
