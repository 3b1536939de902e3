//! What is read is bent towards its type where servers are known to differ, and no further. The
//! pages of lists are for the other file.

mod pages;

use contract::{
    Answer, Nothing, Page, PageMeta, Shape, decode,
    portal::{
        Attachment, Client, ClientReport, Document, NegativeItem, Note, ReportSchema, Session, User,
    },
};
use serde_json::{Value, json};

fn client(record: &Value) -> Client {
    decode(record).unwrap()
}

/// Reads a sample and writes it again.
pub fn there_and_back<T: Shape>(sample: &Value) {
    let read: T = decode(sample).unwrap();
    assert_eq!(serde_json::to_value(read).unwrap(), *sample);
}

#[test]
fn every_record_goes_there_and_back_without_a_loss() {
    let user = json!({
        "created_at": "2026-01-02T03:04:05Z", "email": "ines@example.com", "first_name": "Ines",
        "id": 4, "last_name": "Quintana",
        "roles": [{ "id": "2", "name": "Agent", "permissions": [{ "name": "clients.read" }] }],
        "updated_at": "2026-01-02T03:04:05Z",
        "user_access_log": { "last_login_at": "2026-01-02T03:04:05Z" },
    });
    there_and_back::<User>(&user);
    there_and_back::<Session>(&json!({ "token": "e30.e30.unsigned", "user": user }));
    there_and_back::<Client>(&json!({
        "attributes": { "FirstName": "Ana", "D_O_B__c": "1980-02-29", "Any__c": [1, null] },
        "client_key": "key-1", "email": "ana@example.com", "id": 41,
        "joint_customer_sf_id": "003RD0000000041AAA", "mobile_phone": "(918) 555-0101",
        "salesforce_id": 7_000_041, "segments": [{ "id": 1 }], "ssn": 900_123_456,
        "updated_at": "2026-01-02T03:04:05Z",
    }));
    there_and_back::<Note>(&json!({
        "client_id": 41, "created_at": "2026-01-02T03:04:05Z", "id": 7,
        "note_text": "Called.", "updated_at": null, "user": null,
    }));
    there_and_back::<ClientReport>(&json!({
        "bureau": "Equifax", "client_id": 41, "created_at": "2026-01-02T03:04:05Z", "id": 9,
        "updated_at": "2026-01-02T03:04:05Z",
    }));
    there_and_back::<PageMeta>(&json!({
        "current_page": 2, "from": 16, "last_page": 3, "per_page": 15, "to": 30, "total": 31,
    }));
}

#[test]
fn a_file_and_a_document_go_there_and_back_without_a_loss() {
    let attachment = json!({
        "caption": "A pay stub", "created_at": "2026-01-02T03:04:05Z",
        "downloadUrl": "/attachments/9/download", "extension": "pdf", "id": 9, "size": 1234,
        "type": "application/pdf", "updated_at": "2026-01-02T03:04:05Z", "url": "/attachments/9",
    });
    there_and_back::<Attachment>(&attachment);
    there_and_back::<Document>(&json!({
        "attachment": attachment,
        "author": serde_json::to_value(User { id: Some(4), ..User::default() }).unwrap(),
        "client": client(&json!({ "id": 41 })), "created_at": "2026-01-02T03:04:05Z", "id": 3,
        "subtype": "pay_stub", "type": "fixed_income_verification",
        "updated_at": "2026-01-02T03:04:05Z",
    }));
}

#[test]
fn a_document_of_another_server_is_read_though_it_has_no_number_and_words_of_its_own() {
    let sent = json!({
        "attachment": { "id": "9", "size": "1234", "type": "application/pdf", "url": null },
        "author": { "id": "4" }, "client": { "id": 41, "ssn": "900123456" },
        "type": "identity", "subtype": "library card",
    });
    for answer in [json!({ "data": sent }), sent.clone(), json!([sent])] {
        let read = contract::Data::<Document>::read(answer).unwrap();
        assert_eq!(read.id, None);
        assert_eq!(read.kind.as_deref(), Some("identity"));
        assert_eq!(read.subtype.as_deref(), Some("library card"));
        let file = read.attachment.unwrap();
        assert_eq!((file.id, file.size), (Some(9), Some(1234)));
        assert_eq!(file.kind.as_deref(), Some("application/pdf"));
    }
}

#[test]
fn where_nothing_is_to_come_back_whatever_comes_is_well() {
    for answer in [json!(null), json!({ "message": "Deleted." }), json!([])] {
        assert_eq!(Nothing::read(answer), Ok(()));
    }
}

#[test]
fn a_report_goes_there_and_back_with_whatever_its_vendor_wrote() {
    there_and_back::<ReportSchema>(&json!({
        "available_file_types": ["master_schema", "negative_items"], "bureau": "EFX",
        "client": client(&json!({ "id": 41 })), "client_key": "key-1",
        "content": { "items": [], "Liabilities": [{ "@Id": "1", "Amount": null, "Days": 30.5 }] },
        "id": 9, "internal_client_key": "003RD0000000041AAA",
        "modified_date": "2026-01-02T03:04:05Z", "report_date": "2026-01-02",
        "report_id": "RPT-1", "updated_at": "2026-01-02T03:04:05Z", "vendor": "Equifax",
    }));
    // In a list there is no content, not even an empty one.
    let listed = serde_json::to_value(ReportSchema::default()).unwrap();
    assert!(listed.get("content").is_none());
    let read: ReportSchema = decode(&json!({ "report_id": 789, "content": null })).unwrap();
    assert_eq!(
        (read.report_id.as_deref(), read.content),
        (Some("789"), None)
    );
}

#[test]
fn a_negative_item_goes_there_and_back_without_a_loss() {
    let sample = r#"{
        "account_name": "Umber Bank", "account_number": "517805XXXXXX",
        "account_ownership_type": "Individual", "account_paid_date": "2025-06-01",
        "account_status": "In collection", "account_type": "Credit card",
        "bureau_tradeline_id": "T-1", "charge_off_date": "2025-01-01",
        "client": null, "client_key": "key-1",
        "close_date": "2025-02-01", "collection_date": "2025-03-01",
        "correspondence": [{
            "attachments": [{
                "caption": "Letter", "created_at": "2026-01-02T03:04:05Z", "downloadUrl": null,
                "extension": "pdf", "id": 3, "size": 1200, "type": "letter", "updated_at": null,
                "url": "https://example.com/3" }],
            "attributes": [{ "name": "pages", "value": "2" }],
            "client_id": 41, "created_at": "2026-01-02T03:04:05Z", "id": 5, "negative_item_id": 7,
            "run_by": {
                "created_at": "2026-01-02T03:04:05Z", "email": "ines@example.com",
                "first_name": "Ines", "id": 4, "is_disabled": false, "last_name": "Quintana" },
            "type": "letter", "updated_at": "2026-01-02T03:04:05Z" }],
        "credit_balance": "1250.00", "credit_limit": "2000.00", "credit_loan_type": "Revolving",
        "credit_report_id": 9, "current_rateing_code": "L", "current_rating_type": "Charge-off",
        "high_balance_amount": "1900.00", "high_credit_amount": "1900.00",
        "highest_adverse_rating_code": "L", "highest_adverse_rating_type": "Charge-off",
        "id": 7, "internal_client_key": "003RD0000000041AAA", "is_charge_off": true,
        "is_closed": true, "is_collection": false, "is_disputed": false, "is_mortgage": false,
        "is_negative": true, "is_revolving": true, "is_secure_loan": false,
        "last_activity_date": "2025-01-01", "last_payment_date": "2024-06-01",
        "late_count_30_days": 1, "late_count_60_days": 1, "late_count_90_days": 4,
        "loan_type": "Credit card",
        "metadata": { "created_by": 4, "not_dispute": false, "status": "new", "updated_by": null },
        "modified_date": "2026-01-02T03:04:05Z", "monthly_payment": "35.00", "months_viewed": 24,
        "most_recent_adverse_rating_code": "L", "most_recent_adverse_rating_date": "2025-01-01",
        "most_recent_adverse_rating_type": "Charge-off", "opened_date": "2019-05-01",
        "original_balance_amount": null, "past_due_amount": "1250.00", "report_id": "RPT-1",
        "reported_date": "2026-01-01", "terms_desc": "Monthly", "terms_month": 12,
        "unpaid_balance_amount": "1250.00", "updated_at": "2026-01-02T03:04:05Z",
        "vendor_tradeline_id": "V-1"
    }"#;
    there_and_back::<NegativeItem>(&serde_json::from_str(sample).unwrap());
}

#[test]
fn an_item_of_another_server_is_read_though_it_writes_amounts_and_flags_its_own_way() {
    let read: NegativeItem = decode(&json!({
        "credit_balance": 1250.5, "past_due_amount": 0, "is_negative": 1, "is_closed": "0",
        "late_count_30_days": "2", "correspondence": null, "credit_report_id": "9",
        "metadata": { "status": "waiting for the client", "not_dispute": "1" },
    }))
    .unwrap();
    assert_eq!(read.credit_balance.as_deref(), Some("1250.5"));
    assert_eq!(read.past_due_amount.as_deref(), Some("0"));
    assert_eq!(
        (read.is_negative, read.is_closed),
        (Some(true), Some(false))
    );
    assert_eq!(
        (read.late_count_30_days, read.credit_report_id),
        (Some(2), Some(9))
    );
    let metadata = read.metadata.unwrap();
    assert_eq!(metadata.status.as_deref(), Some("waiting for the client"));
    assert_eq!(metadata.not_dispute, Some(true));
}

#[test]
fn numbers_may_come_as_text_and_text_as_numbers() {
    let read = client(&json!({
        "id": "41", "salesforce_id": " 7 ", "ssn": "900123456", "client_key": 12, "email": 5,
    }));
    assert_eq!((read.id, read.salesforce_id), (Some(41), Some(7)));
    assert_eq!(read.ssn, Some(900_123_456));
    assert_eq!(read.client_key.as_deref(), Some("12"));
    assert_eq!(client(&json!({ "id": 41.0 })).id, Some(41));
    assert_eq!(client(&json!({ "id": "" })).id, None);
}

#[test]
fn an_ssn_that_lost_its_zeros_is_still_read() {
    // 000-12-3456 is never issued; as a number it is 123456.
    assert_eq!(client(&json!({ "ssn": 123_456 })).ssn, Some(123_456));
    assert_eq!(client(&json!({ "ssn": "000123456" })).ssn, Some(123_456));
}

#[test]
fn an_ssn_with_dashes_is_read_and_a_masked_one_spoils_nothing() {
    assert_eq!(
        client(&json!({ "ssn": "900-12-3456" })).ssn,
        Some(900_123_456)
    );
    for masked in ["XXX-XX-3456", "***-**-3456", "unknown", "900-12-34567"] {
        let read = client(&json!({ "id": 4, "ssn": masked }));
        assert_eq!((read.id, read.ssn), (Some(4), None), "{masked}");
    }
}

#[test]
fn nulls_and_missing_fields_are_the_same() {
    let nulls = json!({
        "attributes": null, "client_key": null, "email": null, "id": null, "segments": null,
        "joint_customer_sf_id": null, "mobile_phone": null, "salesforce_id": null, "ssn": null,
        "updated_at": null,
    });
    assert_eq!(client(&nulls), client(&json!({})));
    let user: User = decode(&json!({ "roles": null, "user_access_log": null })).unwrap();
    assert_eq!(user, User::default());
}

#[test]
fn unknown_fields_are_passed_over_at_every_depth() {
    let read: Session = decode(&json!({
        "token": "t", "expires_in": 3600,
        "user": { "id": "4", "avatar": { "url": "x" }, "roles": [{ "id": 2, "guard": "web" }] },
    }))
    .unwrap();
    let user = read.user.unwrap();
    assert_eq!((user.id, user.roles[0].id.as_deref()), (Some(4), Some("2")));
}

#[test]
fn crm_fields_are_left_as_they_are() {
    let attributes = json!({ "MailingPostalCode": "02134", "Score__c": 7, "Empty__c": null });
    let read = client(&json!({ "attributes": attributes }));
    assert_eq!(Value::Object(read.attributes.clone()), attributes);
    assert_eq!(
        read.attribute("MailingPostalCode").as_deref(),
        Some("02134")
    );
    assert_eq!(read.attribute("Score__c").as_deref(), Some("7"));
    assert_eq!(read.attribute("Empty__c"), None);
}

#[test]
fn an_empty_array_stands_for_an_empty_object() {
    // PHP knows one kind of empty array, and writes it so.
    let read = client(&json!({ "id": 1, "attributes": [] }));
    assert!(read.attributes.is_empty());
}

#[test]
fn what_cannot_be_meant_is_not_read_and_not_repeated() {
    for record in [
        json!({ "id": "forty-one" }),
        json!({ "id": [41] }),
        json!({ "attributes": "Ana Lima" }),
        json!({ "attributes": ["Ana Lima"] }),
        json!("Ana Lima"),
        json!(null),
    ] {
        let error = decode::<Client>(&record).unwrap_err();
        for value in ["forty", "41", "Ana"] {
            assert!(!error.contains(value), "{error}");
        }
    }
}

#[test]
fn a_person_is_not_printed() {
    let read = client(&json!({
        "id": 41, "ssn": 900_123_456, "email": "ana@example.com",
        "attributes": { "FirstName": "Ana" },
    }));
    let page = Page {
        rows: vec![json!({ "email": "ana@example.com" })],
        meta: None,
    };
    let item: NegativeItem = decode(&json!({
        "client": read, "account_number": "517805XXXXXX", "client_key": "key-1",
        "correspondence": [{ "run_by": { "email": "ana@example.com" } }],
    }))
    .unwrap();
    let report: ReportSchema =
        decode(&json!({ "client": read, "content": { "ssn": "900123456" } })).unwrap();
    let sent = &item.correspondence;
    let printed = format!("{read:?} {page:?} {item:?} {report:?} {sent:?}");
    for secret in ["900123456", "ana@", "Ana", "517805", "key-1"] {
        assert!(!printed.contains(secret), "{printed}");
    }
}
