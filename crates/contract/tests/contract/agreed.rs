//! Contracts and what clients agreed to: read as servers write them, sent by the rules.

use contract::{
    Answer, Call, List, Whole, decode,
    portal::{
        Agreement, AgreementListing, AgreementsCreate, AgreementsList, ByVersion, Contract,
        ContractFields, ContractListing, ContractVersion, ContractsCreate, ContractsList,
        ContractsRevert, ContractsUpdate, NewAgreement,
    },
};
use serde_json::{Value, json};

use crate::{
    reading::there_and_back as record_there_and_back,
    sending::{call, only, text, there_and_back},
};

const MOMENT: &str = "2026-01-02T03:04:05Z";

fn version() -> Value {
    json!({
        "author_id": {
            "created_at": MOMENT, "email": "ines@example.com", "first_name": "Ines", "id": 4,
            "is_disabled": true, "last_name": "Quintana",
        },
        "content": "One. [Today]", "contract_id": 2, "created_at": MOMENT, "id": 9,
        "version_number": "20260102030405",
    })
}

#[test]
fn a_contract_and_its_versions_go_there_and_back_without_a_loss() {
    let product = json!({ "created_at": MOMENT, "id": 3, "name": "Repair", "updated_at": MOMENT });
    record_there_and_back::<Contract>(&json!({
        "content": "One. [Today]", "created_at": MOMENT, "description": "For all", "id": 2,
        "name": "Terms", "product": product, "type": "Terms of agreement", "updated_at": MOMENT,
    }));
    record_there_and_back::<ContractVersion>(&version());
    // A version's number in digits is a number to some, and one version is a list to others.
    let mut bare = version();
    bare["version_number"] = json!(20_260_102_030_405_i64);
    for answer in [
        json!({ "data": bare }),
        json!({ "data": [bare] }),
        json!([bare]),
    ] {
        for rows in [
            Whole::<ContractVersion>::read(answer.clone()).unwrap().rows,
            List::<ContractVersion>::read(answer.clone()).unwrap().rows,
        ] {
            assert_eq!(rows.len(), 1);
            assert_eq!(rows[0].version_number.as_deref(), Some("20260102030405"));
            assert!(!format!("{rows:?}").contains("ines"));
        }
    }
    let none: Contract = decode(&json!({ "id": "2", "product": null })).unwrap();
    assert_eq!((none.id, none.product), (Some(2), None));
}

#[test]
fn an_agreement_goes_there_and_back_without_a_loss() {
    let mut agreement = json!({
        "agreement_signed": MOMENT,
        "attachment": {
            "caption": "Signed", "created_at": MOMENT, "downloadUrl": "/attachments/9/download",
            "extension": "pdf", "id": 9, "size": 1234, "type": "application/pdf",
            "updated_at": MOMENT, "url": "/attachments/9",
        },
        "author": {
            "created_at": MOMENT, "email": "ines@example.com", "first_name": "Ines", "id": 4,
            "last_name": "Quintana",
            "roles": [{ "id": "2", "name": "Agent", "permissions": [{ "name": "clients.read" }] }],
            "updated_at": MOMENT, "user_access_log": { "last_login_at": MOMENT },
        },
        "client": {
            "attributes": {}, "client_key": "key-1", "email": "ana@example.com", "id": 41,
            "joint_customer_sf_id": "003RD0000000041AAA", "mobile_phone": "(918) 555-0101",
            "salesforce_id": 7_000_041, "segments": null, "ssn": 900_123_456, "updated_at": null,
        },
        "created_at": MOMENT, "id": 1, "name": "Service", "type": "Service", "updated_at": MOMENT,
    });
    record_there_and_back::<Agreement>(&agreement);
    // The document shows the id as text.
    agreement["id"] = json!("1");
    let read: Agreement = decode(&agreement).unwrap();
    assert_eq!(read.id, Some(1));
    assert!(!format!("{read:?}").contains("Ines"));
}

#[test]
fn contracts_and_agreements_are_asked_for_by_what_they_are() {
    let listing = ContractListing {
        name: Some("terms".to_owned()),
        created_at: Some("2026-01-31".to_owned()),
        product_id: Some(3),
        ..ContractListing::default()
    };
    let wire = there_and_back(&call::<ContractsList>((), listing, ()));
    let sent = [
        ("name", "terms"),
        ("created_at", "2026-01-31"),
        ("product_id", "3"),
    ];
    assert_eq!(wire.query, text(&sent));
    let path = ByVersion {
        id: 2,
        version_id: 9,
    };
    let wire = there_and_back(&call::<ContractsRevert>(path, (), ()));
    assert_eq!(wire.path, "/contracts/2/versions/9/revert");
    let listing = AgreementListing {
        client_id: 41,
        kind: Some("Service".to_owned()),
        author_id: Some(4),
        ..AgreementListing::default()
    };
    let wire = there_and_back(&call::<AgreementsList>((), listing, ()));
    let sent = [("client_id", "41"), ("type", "Service"), ("author_id", "4")];
    assert_eq!(wire.query, text(&sent));
    let errors = Call::<AgreementsList>::from_wire(vec![], vec![], None).unwrap_err();
    assert_eq!(only(&errors, "client_id"), ["`client_id` is required."]);
}

#[test]
fn a_contract_that_breaks_a_rule_is_refused_before_it_leaves() {
    let fields = ContractFields {
        content: Some("One. [Today]".to_owned()),
        description: Some(String::new()),
        name: Some("Terms".to_owned()),
        product_id: Some(3),
        kind: Some("Terms of agreement".to_owned()),
    };
    let wire = there_and_back(&call::<ContractsCreate>((), (), fields));
    let sent = json!({
        "content": "One. [Today]", "description": "", "name": "Terms", "product_id": 3,
        "type": "Terms of agreement",
    });
    assert_eq!(wire.body, Some(sent));
    let fields = ContractFields {
        content: Some(String::new()),
        description: Some("x".repeat(1_001)),
        name: Some("[Terms]".to_owned()),
        product_id: Some(0),
        kind: Some("x".repeat(256)),
    };
    let update = call::<ContractsUpdate>(contract::portal::ById { id: 2 }, (), fields);
    let errors = update.to_wire().unwrap_err();
    for (field, sentence) in [
        ("content", "`content` is required."),
        (
            "description",
            "`description` must have at most 1000 characters.",
        ),
        ("name", "`name` has the wrong form."),
        ("product_id", "`product_id` must be at least 1."),
        ("type", "`type` must have at most 255 characters."),
    ] {
        assert_eq!(errors.0[field], [sentence]);
    }
    let listing = ContractListing {
        created_at: Some("2026-02-30".to_owned()),
        ..ContractListing::default()
    };
    let errors = call::<ContractsList>((), listing, ())
        .to_wire()
        .unwrap_err();
    assert_eq!(
        only(&errors, "created_at"),
        ["`created_at` must be a day such as 2026-01-31."]
    );
}

#[test]
fn an_agreement_is_sent_with_the_moment_in_the_form_that_is_documented() {
    let new = |signed: &str| NewAgreement {
        agreement_signed: Some(signed.to_owned()),
        attachment_id: Some(9),
        client_id: Some(41),
        contract_id: Some(2),
        name: "Service".to_owned(),
        kind: "Service".to_owned(),
    };
    let wire = there_and_back(&call::<AgreementsCreate>(
        (),
        (),
        new("2026-01-02 03:04:05"),
    ));
    let sent = json!({
        "agreement_signed": "2026-01-02 03:04:05", "attachment_id": 9, "client_id": 41,
        "contract_id": 2, "name": "Service", "type": "Service",
    });
    assert_eq!(wire.body, Some(sent));
    for signed in ["2026-01-02", MOMENT, "yesterday"] {
        let call = call::<AgreementsCreate>((), (), new(signed));
        let errors = call.to_wire().unwrap_err();
        let sentence = "`agreement_signed` has the wrong form.";
        assert_eq!(only(&errors, "agreement_signed"), [sentence]);
    }
    let errors = Call::<AgreementsCreate>::from_wire(vec![], vec![], None).unwrap_err();
    let names: Vec<&String> = errors.0.keys().collect();
    assert_eq!(names, ["name", "type"]);
}
