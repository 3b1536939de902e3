//! Unaport's records: read as the document has them, and as servers write them.

use contract::{
    Answer, Bare, Records, Success, decode,
    unaport::{
        AccountReport, Acknowledged, ConsentAsked, ConsentRecord, ConsentRevoked, FiNotice, FiType,
        Generated, Organisation, PurposeCode, Session, SessionData, Template, TemplateMade,
    },
};
use serde_json::{Value, json};

use crate::reading::there_and_back;

const MOMENT: &str = "2026-01-02T03:04:05.000Z";
const ID: &str = "0b811819-9044-4856-b0ee-8c88035f8858";

#[test]
fn what_is_answered_at_the_door_goes_there_and_back_without_a_loss() {
    there_and_back::<Session>(&json!({
        "access_token": "a.b.c", "expires_in": 3600, "refresh_expires_in": 86400,
        "refresh_token": "d.e.f", "timestamp": MOMENT, "token_type": "Bearer", "txnId": ID,
        "version": "2.0.0",
    }));
    there_and_back::<Organisation>(&json!({
        "fiulive": { "entityId": "FIU-1", "id": "11" }, "fiutest": { "entityId": "FIU-T", "id": "12" },
        "orgId": ID, "timestamp": MOMENT, "txnId": ID, "ver": "2.0.0",
    }));
    // Who is not live yet is so in more ways than one.
    for none in [
        json!({ "orgId": ID, "fiulive": null }),
        json!({ "orgId": ID }),
    ] {
        assert_eq!(decode::<Organisation>(&none).unwrap().fiulive, None);
    }
}

fn consent() -> Value {
    json!({
        "aaId": "AA-1", "approveStatus": "READY", "consentHandle": "h-1", "consentId": "c-1",
        "consentExpried": MOMENT, "consentStart": MOMENT, "consentStatus": "ACTIVE",
        "consentidCalled": 2, "consentidError": null, "consentsDetail": "{}",
        "createdAt": MOMENT, "createdBy": "ines@example.com", "fetchType": "PERIODIC", "id": 7,
        "lastRuntime": MOMENT, "nextRuntime": null, "notificationDate": MOMENT, "orgId": ID,
        "runCounter": 2, "signedConsent": "a.b.c", "trackingId": "t-1", "updatedOn": null,
        "vuaId": "ines@AA-1",
    })
}

#[test]
fn consents_go_there_and_back_without_a_loss() {
    there_and_back::<ConsentRecord>(&consent());
    there_and_back::<ConsentAsked>(&json!({
        "ConsentHandle": "h-1", "Customer": { "id": "ines@AA-1" },
        "redirectUrl": "https://example.com/back", "success": "success", "timestamp": MOMENT,
        "txnid": ID, "ver": "2.0.0",
    }));
    there_and_back::<ConsentRevoked>(&json!({
        "consentId": "c-1", "consentStatus": "REVOKED", "success": "success", "timestamp": MOMENT,
        "txnid": ID, "ver": "2.0.0",
    }));
    there_and_back::<TemplateMade>(&json!({
        "productId": "p-1", "productName": "Loan", "timestamp": MOMENT, "txnId": ID,
        "version": "2.0.0",
    }));
    there_and_back::<Template>(&json!({
        "ConsentDetail": { "anything": [1] }, "createdAt": MOMENT, "productId": "p-1",
        "productName": "Loan",
    }));
    there_and_back::<Acknowledged>(&json!({
        "response": "OK", "timestamp": MOMENT, "txnid": ID, "ver": "2.0.0",
    }));
}

#[test]
fn how_a_consent_stands_is_found_under_data_however_that_is_written() {
    let documented = json!({ "Data": [consent()] });
    let read = Records::<ConsentRecord>::read(documented.clone()).unwrap();
    assert_eq!(read.rows[0].consent_expiry.as_deref(), Some(MOMENT));
    assert!(!format!("{read:?}").contains("ines"));
    assert_eq!(Records::<ConsentRecord>::write(read).unwrap(), documented);
    // Spelt rightly, with numbers in texts.
    let mut other = consent();
    other["id"] = json!("7");
    other["consentExpired"] = other["consentExpried"].take();
    other.as_object_mut().unwrap().remove("consentExpried");
    for answer in [json!({ "data": [other] }), json!([other])] {
        let read = Records::<ConsentRecord>::read(answer).unwrap().rows;
        assert_eq!((read.len(), read[0].id), (1, Some(7)));
        assert_eq!(read[0].consent_expiry.as_deref(), Some(MOMENT));
    }
    let none = Records::<ConsentRecord>::read(json!({ "Data": [] })).unwrap();
    assert!(none.rows.is_empty());
}

fn notice() -> Value {
    json!({
        "FIStatusNotification": {
            "FIStatusResponse": [{
                "Accounts": [{ "description": "", "FIStatus": "READY", "linkRefNumber": "l-1" }],
                "fipID": "FIP-1",
            }],
            "sessionId": "s-1", "sessionStatus": "COMPLETED",
        },
        "Notifier": { "id": "AA-1", "type": "AA" }, "timestamp": MOMENT, "txnid": ID,
        "ver": "2.0.0",
    })
}

#[test]
fn how_far_the_data_is_goes_there_and_back_without_a_loss() {
    let documented = json!({ "data": [notice()], "status": "success" });
    let read = Success::<FiNotice>::read(documented.clone()).unwrap();
    assert_eq!(Success::<FiNotice>::write(read).unwrap(), documented);
    let bare = json!({ "FIStatusNotification": { "FIStatusResponse": null } });
    let read: FiNotice = decode(&bare).unwrap();
    assert_eq!(read.notification.unwrap().responses, []);
}

fn holder() -> Value {
    json!({
        "accountHoldertype": "SINGLE", "address": "1 Umber Marg", "ckycCompliance": "true",
        "dob": "1990-02-03", "email": "ines@example.com", "fetchType": "deposit",
        "mobile": "1000000001", "name": "Ines Umber", "nominee": "REGISTERED", "pan": "ZZZXA0000A",
    })
}

fn summary() -> Value {
    json!({
        "accountNumber": "XXXXXXXX1234", "accountType": "SAVINGS", "branch": "001",
        "createdAt": MOMENT, "currentBalance": "1250.50", "currentOdLimit": "0.00",
        "currency": "INR", "drawingLimit": "0.00", "facility": "OD", "fip": "FIP-1", "id": null,
        "ifscCode": "ZQUM0000001", "microCode": "000000001", "openingDate": "2019-01-02",
        "orgId": ID, "sessionId": "s-1", "status": "ACTIVE",
    })
}

fn transaction() -> Value {
    json!({
        "amount": "10.00", "currentBalance": "1250.50", "mode": "OTHERS", "narration": "A walk",
        "reference": "r-1", "tranTimestamp": MOMENT, "txnId": "t-1", "type": "DEBIT",
    })
}

#[test]
fn data_goes_there_and_back_without_a_loss() {
    there_and_back::<SessionData>(&json!({
        "tabs": [{ "name": "DEPOSIT" }], "timestamp": MOMENT, "txnId": ID, "version": "2.0.0",
        "DEPOSIT": {
            "Account Holder": [holder()], "Summary": [summary()], "Transactions": [transaction()],
        },
    }));
}

#[test]
fn one_account_is_read_whether_it_stands_in_a_list_or_not_and_every_kind_is_found() {
    for kind in FiType::ALL {
        let mut answer = json!({ "tabs": [{ "name": kind.word() }] });
        answer[kind.word()] = json!({
            "Account Holder": holder(), "Summary": summary(), "Transactions": null,
        });
        let mut read = Bare::<SessionData>::read(answer).unwrap();
        let tab = read.tab(kind).take().unwrap();
        let names = tab.holders.iter().map(|holder| holder.name.as_deref());
        assert_eq!(names.collect::<Vec<_>>(), [Some("Ines Umber")]);
        assert_eq!(tab.summaries[0].currency.as_deref(), Some("INR"));
        assert!(tab.transactions.is_empty());
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
    }
}

#[test]
fn analyses_go_there_and_back_without_a_loss() {
    there_and_back::<Generated>(
        &json!({ "analyticId": [524], "reportId": "524", "status": "200" }),
    );
    let documented: Generated = decode(&json!({ "reportId": 524, "status": 200 })).unwrap();
    assert_eq!(documented.report_id.as_deref(), Some("524"));
    let month = json!({
        "averageBalance": "1.00", "bounces": 0, "charges": "0.00", "closingBalance": "1.00",
        "income": "1.00", "month": "2026-01", "openingBalance": "1.00", "returnedCheques": 0,
        "spending": "1.00", "transactions": 2,
    });
    let largest = json!({ "amount": "1.00", "date": "2026-01-02", "narration": "A walk" });
    there_and_back::<AccountReport>(&json!({
        "accounts": [{ "accountNumber": "X1234", "accountType": "SAVINGS", "fip": "FIP-1" }],
        "analyticId": 524, "currency": "INR",
        "figures": {
            "averageBalance": "1.00", "bounces": 0, "charges": "0.00", "closingBalance": "1.00",
            "from": "2026-01-01", "income": "1.00", "instalments": "0.00",
            "largestIncome": largest, "largestSpending": largest, "maximumBalance": "1.00",
            "minimumBalance": "1.00", "months": [month], "openingBalance": "1.00", "rent": "0.00",
            "returnedCheques": 0, "salary": "1.00", "spending": "1.00", "to": "2026-01-31",
            "transactions": 2,
        },
        "sessionId": "s-1", "status": "SUCCESS", "timestamp": MOMENT, "txnId": ID,
        "version": "2.0.0",
    }));
}

#[test]
fn each_purpose_has_its_code_and_its_category() {
    let found = PurposeCode::ALL.map(|code| {
        let word = serde_json::to_value(code).unwrap();
        (word.as_str().unwrap().to_owned(), code.category().0)
    });
    let wanted = [
        ("101", "01"),
        ("102", "01"),
        ("103", "02"),
        ("104", "03"),
        ("105", "03"),
    ];
    assert_eq!(found, wanted.map(|(code, of)| (code.to_owned(), of)));
}
