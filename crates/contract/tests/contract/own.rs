//! The office's own operations: read as the office writes them, sent by their rules.

use contract::{
    Announcement, Call,
    office::{
        Account, AccountChange, AccountRole, BackupRestore, ClientCorrection, ClientProductsCreate,
        ClientsCreate, ClientsUpdate, Firm, FirmSetUp, FirmUpdate, FirstUser, ItemFields,
        NegativeItemsCreate, NegativeItemsUpdate, NewAccount, NewClient, NewClientProduct, NewFirm,
        NewNegativeItem, NewOffice, NewProduct, NewReport, NewTask, OFFICE, Opening, OutgoingPiece,
        OutgoingSent, ProductsCreate, RecoveryKey, ReportsCreate, SentByHand, SetUp, TABLE,
        TaskChange, TaskStatus, TasksCreate, TasksUpdate, UnaportNotification,
        UnaportNotificationKind, UnaportNotificationListing, UnaportNotificationsList, UsersCreate,
        UsersUpdate,
    },
    openapi,
    portal::{ById, NegativeItemStatus},
};
use serde_json::{Value, json};

use crate::{
    reading::there_and_back as record_there_and_back,
    sending::{call, only, there_and_back},
};

fn new_office() -> NewOffice {
    NewOffice {
        firm: NewFirm {
            name: "Umber Credit Help".to_owned(),
            street: "1 Umber Way".to_owned(),
            city: "Newark".to_owned(),
            state: "NJ".to_owned(),
            zip: "07101-0256".to_owned(),
            phone: "(918) 555-0100".to_owned(),
        },
        user: FirstUser {
            email: "ana@example.com".to_owned(),
            password: "an invented one".to_owned(),
            first_name: "Ana".to_owned(),
            last_name: "Soto".to_owned(),
        },
    }
}

fn new_account() -> NewAccount {
    NewAccount {
        email: "bo@example.com".to_owned(),
        password: "an invented one".to_owned(),
        first_name: "Bo".to_owned(),
        last_name: "Ek".to_owned(),
        role: AccountRole::ReadOnly,
        client_id: None,
    }
}

fn fields(value: &Value) -> serde_json::Map<String, Value> {
    value.as_object().cloned().unwrap()
}

#[test]
fn what_an_office_answers_goes_there_and_back_without_a_loss() {
    const MOMENT: &str = "2026-01-02T03:04:05.000000Z";
    record_there_and_back::<Account>(&json!({
        "client_id": 41, "created_at": MOMENT, "email": "bo@example.com", "first_name": "Bo",
        "id": 2, "is_disabled": true, "last_login_at": MOMENT, "last_name": "Ek",
        "role": "client", "updated_at": MOMENT,
    }));
    record_there_and_back::<Firm>(&json!({
        "name": "Umber Credit Help", "street": "1 Umber Way", "city": "Newark", "state": "NJ",
        "zip": "07101", "phone": "(918) 555-0100", "has_recovery_key": true, "updated_at": MOMENT,
    }));
    record_there_and_back::<SetUp>(&json!({
        "recovery_key": "abcde", "token": "t", "user": null,
    }));
    record_there_and_back::<OutgoingPiece>(&json!({
        "address": "Umber Bank\n1 Umber Way", "attachments": [], "client": null,
        "content": "Dear all", "created_at": MOMENT, "id": 7, "type": "letter",
        "negative_item_id": 3, "reason": null, "recipient": "Umber Bank", "run_by": null,
        "status": "outgoing", "subject": "A dispute", "updated_at": MOMENT,
    }));
    record_there_and_back::<RecoveryKey>(&json!({ "recovery_key": "abcde" }));
    record_there_and_back::<UnaportNotification>(&json!({
        "client_id": null, "consent_handle": "h-1", "id": 7, "kind": "data",
        "notification": { "ver": "2.0.0", "Notifier": { "type": "AA", "id": "AA-UMBER" } },
        "received_at": MOMENT, "txn_id": "0b811819-9044-4856-b0ee-000000000001",
    }));
    record_there_and_back::<Announcement>(&json!({
        "product": "redress-office", "version": 1, "office": TABLE, "organization_id": null,
        "practice": false, "idempotency_key": true, "letter_attachment": true, "updated_at": [],
    }));
    let plain: Announcement = serde_json::from_value(json!({ "version": 1 })).unwrap();
    assert_eq!(plain.office, None);
}

#[test]
fn calls_to_an_office_arrive_as_they_were_sent_and_print_nothing_of_it() {
    let set_up = call::<FirmSetUp>((), (), new_office());
    assert!(!format!("{set_up:?}").contains("invented"));
    there_and_back(&set_up);
    there_and_back(&call::<UsersCreate>((), (), new_account()));
    let client = NewClient {
        attributes: fields(&json!({ "FirstName": "Ana", "LastName": "Soto" })),
        ssn: Some("900-12-3456".to_owned()),
    };
    there_and_back(&call::<ClientsCreate>((), (), client));
    let change = ClientCorrection {
        attributes: fields(&json!({ "Email": null })),
        ssn: Some(String::new()),
    };
    let wire = there_and_back(&call::<ClientsUpdate>(ById { id: 41 }, (), change));
    assert_eq!(
        wire.body,
        Some(json!({ "attributes": { "Email": null }, "ssn": "" }))
    );
    let report = NewReport {
        content: fields(&json!({ "schema": "redress.report/1", "scores": [] })),
        ..NewReport::default()
    };
    let wire = there_and_back(&call::<ReportsCreate>(ById { id: 41 }, (), report));
    assert_eq!(wire.path, "/office/clients/41/reports");
    let item = NewNegativeItem {
        client_id: 41,
        credit_report_id: Some(3),
        tradeline_id: Some("EFX-1".to_owned()),
        item: ItemFields {
            credit_balance: Some("12.50".to_owned()),
            is_disputed: Some(true),
            status: Some(NegativeItemStatus::InProgress),
            ..ItemFields::default()
        },
    };
    there_and_back(&call::<NegativeItemsCreate>((), (), item));
    let task = NewTask {
        client_id: 41,
        name: "Call".to_owned(),
        description: "About the stub.".to_owned(),
        due_date: "2026-01-31T17:00:00-05:00".to_owned(),
        status: TaskStatus::InProgress,
    };
    there_and_back(&call::<TasksCreate>((), (), task));
    let product = NewProduct {
        name: "Disputes".to_owned(),
        product_code: "DISPUTES".to_owned(),
        product_type: "monthly".to_owned(),
    };
    there_and_back(&call::<ProductsCreate>((), (), product));
    let bought = NewClientProduct {
        charged_monthly: Some("79.95".to_owned()),
        client_id: 41,
        initial_fee: None,
        product_id: 2,
    };
    there_and_back(&call::<ClientProductsCreate>((), (), bought));
    let posted = SentByHand {
        how: Some("Certified mail.".to_owned()),
        sent_at: Some("2026-01-31T17:00:00-05:00".to_owned()),
    };
    let posted = there_and_back(&call::<OutgoingSent>(ById { id: 7 }, (), posted));
    assert_eq!(posted.path, "/office/outgoing/7/sent");
    let restore = Opening {
        recovery_key: "abcde".to_owned(),
    };
    there_and_back(&call::<BackupRestore>((), (), restore));
    let pulled = UnaportNotificationListing {
        after: Some(7),
        kind: Some(UnaportNotificationKind::Analytics),
        ..UnaportNotificationListing::default()
    };
    let wire = there_and_back(&call::<UnaportNotificationsList>((), pulled, ()));
    let asked: Vec<String> = wire
        .query
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    assert_eq!(asked, ["after=7", "kind=analytics"]);
}

#[test]
fn what_is_left_out_of_a_change_is_not_sent() {
    let id = || ById { id: 7 };
    let nothing = Some(json!({}));
    let wire = there_and_back(&call::<UsersUpdate>(id(), (), AccountChange::default()));
    assert_eq!(wire.body, nothing);
    let wire = there_and_back(&call::<TasksUpdate>(id(), (), TaskChange::default()));
    assert_eq!(wire.body, nothing);
    let wire = there_and_back(&call::<FirmUpdate>((), (), Default::default()));
    assert_eq!(wire.body, nothing);
    let wire = there_and_back(&call::<NegativeItemsUpdate>(
        id(),
        (),
        ItemFields::default(),
    ));
    assert_eq!(wire.body, nothing);
}

#[test]
fn what_breaks_a_rule_is_refused_before_it_leaves() {
    let mut office = new_office();
    office.user.password = "eleven char".to_owned();
    office.firm.state = "New Jersey".to_owned();
    office.firm.zip = "7101".to_owned();
    let errors = call::<FirmSetUp>((), (), office).to_wire().unwrap_err();
    let names: Vec<&String> = errors.0.keys().collect();
    assert_eq!(names, ["firm.state", "firm.zip", "user.password"]);
    let mut account = new_account();
    account.email = "bo".to_owned();
    let errors = call::<UsersCreate>((), (), account).to_wire().unwrap_err();
    assert!(!only(&errors, "email").is_empty());
    let client = NewClient {
        ssn: Some("900-12-345".to_owned()),
        ..NewClient::default()
    };
    let errors = call::<ClientsCreate>((), (), client).to_wire().unwrap_err();
    assert!(!only(&errors, "ssn").is_empty());
    for (fields, field) in [
        (json!({ "opened_date": "01/31/2026" }), "opened_date"),
        (json!({ "credit_balance": "$12" }), "credit_balance"),
        (
            json!({ "current_rateing_code": "Z" }),
            "current_rateing_code",
        ),
        (json!({ "late_count_30_days": -1 }), "late_count_30_days"),
        (json!({ "status": "done" }), "status"),
    ] {
        let path = vec![("id".to_owned(), "7".to_owned())];
        let read = Call::<NegativeItemsUpdate>::from_wire(path, vec![], Some(fields));
        assert!(!only(&read.unwrap_err(), field).is_empty());
    }
    let due = TaskChange {
        due_date: Some("tomorrow".to_owned()),
        ..TaskChange::default()
    };
    let errors = call::<TasksUpdate>(ById { id: 7 }, (), due);
    let errors = errors.to_wire().unwrap_err();
    assert!(!only(&errors, "due_date").is_empty());
}

#[test]
fn the_office_s_own_operations_are_described_under_one_path() {
    let document = openapi(&OFFICE);
    let paths = document["paths"].as_object().unwrap();
    assert!(paths.keys().all(|path| path.starts_with("/office/")));
    let described: usize = paths
        .values()
        .map(|path| path.as_object().unwrap().len())
        .sum();
    assert_eq!(described, OFFICE.rows().count());
}
