//! What clients have for themselves: read as servers write it, sent by the rules.

use contract::{
    Answer, Call, Data, Method,
    portal::{
        ByClient, ByClientDocument, ByClientItem, Client, ClientChange, ClientItemListing,
        CustomerPortalAttachmentsGet, CustomerPortalAttachmentsUpload, CustomerPortalClientUpdate,
        CustomerPortalContractListing, CustomerPortalContractsList, CustomerPortalDocumentsDelete,
        CustomerPortalDocumentsLink, CustomerPortalGoalsRemove, CustomerPortalMe,
        CustomerPortalNegativeItemsGet, CustomerPortalNegativeItemsList,
        CustomerPortalReportSchemasLatest, GoalChoice, NegativeItemListing, NegativeItemStatus,
        PORTAL, SortDirection, UpdatedClient, UpdatedRecord,
    },
};
use serde_json::{Map, Value, json};

use crate::{
    reading::there_and_back as record_there_and_back,
    sending::{call, only, text, there_and_back},
};

const BY_CLIENT: ByClient = ByClient { client: 41 };

/// A change of these fields.
fn fields(attributes: Value) -> ClientChange {
    let attributes: Map<String, Value> = serde_json::from_value(attributes).unwrap();
    ClientChange {
        attributes,
        ..ClientChange::default()
    }
}

#[test]
fn a_changed_client_is_read_as_documented_and_as_a_client() {
    let documented = json!({
        "attributes": {
            "item_type_equifax": "Collection", "item_verify_flag_byclient": "yes",
            "payment_history": "000",
        },
        "id": "7a", "origin": "manual", "status": "Not Processed",
    });
    record_there_and_back::<UpdatedRecord>(&documented);
    record_there_and_back::<UpdatedClient>(&documented);
    let read = Data::<UpdatedClient>::read(json!({ "data": documented })).unwrap();
    let UpdatedClient::Documented(record) = &read else {
        panic!("it has an origin");
    };
    assert_eq!(record.status.as_deref(), Some("Not Processed"));
    assert!(!format!("{read:?} {record:?}").contains("Collection"));

    let client = json!({
        "attributes": { "FirstName": "Ana" }, "client_key": "key-1", "email": "ana@example.com",
        "id": "41", "joint_customer_sf_id": null, "mobile_phone": "(918) 555-0101",
        "salesforce_id": "7", "ssn": "900-12-3456",
    });
    for answer in [client.clone(), json!({ "data": client })] {
        let read = Data::<UpdatedClient>::read(answer).unwrap();
        let UpdatedClient::Client(read) = read else {
            panic!("it has no origin");
        };
        assert_eq!((read.id, read.salesforce_id), (Some(41), Some(7)));
        assert_eq!(read.ssn, Some(900_123_456));
        let written = UpdatedClient::Client(read);
        let json = Data::<UpdatedClient>::write(written).unwrap();
        let again: Client = serde_json::from_value(json["data"].clone()).unwrap();
        assert_eq!(again.email.as_deref(), Some("ana@example.com"));
    }
}

#[test]
fn a_client_s_change_is_sent_with_what_changes_only() {
    let change = ClientChange {
        email: Some("ana@example.com".to_owned()),
        mobile_phone: Some("(918) 555-0101".to_owned()),
        ssn: Some("900123456".to_owned()),
        ..fields(json!({
            "D_O_B__c": "1980-01-31", "FirstName": "Ana", "LastName": "Soto",
            "MailingCity": "Tulsa", "MailingPostalCode": 74101, "MailingState": "OK",
            "MailingStreet": "1 Elm St", "OtherCity": "Salem", "OtherCountry": "US",
            "OtherPostalCode": 1970, "OtherStreet": null,
        }))
    };
    let call_of = |change: ClientChange| call::<CustomerPortalClientUpdate>(BY_CLIENT, (), change);
    let wire = there_and_back(&call_of(change.clone()));
    assert_eq!(wire.path, "/customer-portal/clients/41");
    assert_eq!(wire.body, Some(serde_json::to_value(&change).unwrap()));
    assert!(!format!("{change:?}").contains("900"));
    let wire = there_and_back(&call_of(ClientChange::default()));
    assert_eq!(wire.body, Some(json!({})));
    for (change, field) in [
        (
            fields(json!({ "MailingCity": true })),
            "attributes.MailingCity",
        ),
        (
            fields(json!({ "MailingCity": "x".repeat(256) })),
            "attributes.MailingCity",
        ),
        (
            ClientChange {
                email: Some("ana".to_owned()),
                ..ClientChange::default()
            },
            "email",
        ),
        (
            ClientChange {
                mobile_phone: Some("5".repeat(65)),
                ..ClientChange::default()
            },
            "mobile_phone",
        ),
        (
            ClientChange {
                ssn: Some("90012345".to_owned()),
                ..ClientChange::default()
            },
            "ssn",
        ),
    ] {
        let errors = call_of(change).to_wire().unwrap_err();
        assert_eq!(only(&errors, field).len(), 1, "{field}");
    }
}

#[test]
fn what_is_a_client_s_own_is_asked_for_under_the_client() {
    let path = ByClientDocument {
        client: 41,
        document: 9,
    };
    let wire = there_and_back(&call::<CustomerPortalDocumentsDelete>(path, (), ()));
    assert_eq!(wire.path, "/customer-portal/clients/41/documents/9");
    let path = ByClientItem { client: 41, id: 9 };
    let wire = there_and_back(&call::<CustomerPortalNegativeItemsGet>(path, (), ()));
    assert_eq!(wire.path, "/customer-portal/clients/41/negative-items/9");
    let wire = there_and_back(&call::<CustomerPortalReportSchemasLatest>((), (), ()));
    assert_eq!(
        wire.path,
        "/customer-portal/credit-report-master-schemas/latest"
    );
    let chosen = GoalChoice { goal_ids: vec![2] };
    let wire = there_and_back(&call::<CustomerPortalGoalsRemove>(BY_CLIENT, (), chosen));
    assert_eq!(
        (wire.method, wire.body),
        (Method::DELETE, Some(json!({ "goal_ids": [2] })))
    );
    let nobody = ByClient { client: 0 };
    let none = GoalChoice::default();
    let errors = call::<CustomerPortalGoalsRemove>(nobody, (), none)
        .to_wire()
        .unwrap_err();
    assert_eq!(only(&errors, "client"), ["`client` must be at least 1."]);
    for refused in [
        Call::<CustomerPortalMe>::from_wire(text(&[("id", "0")]), vec![], None).map(drop),
        Call::<CustomerPortalAttachmentsGet>::from_wire(text(&[("id", "x")]), vec![], None)
            .map(drop),
    ] {
        assert_eq!(only(&refused.unwrap_err(), "id").len(), 1);
    }
    let errors = Call::<CustomerPortalDocumentsLink>::from_wire(vec![], vec![], None);
    let errors = errors.unwrap_err();
    let names: Vec<&String> = errors.0.keys().collect();
    assert_eq!(names, ["attachment_id", "type"]);
    let long = json!({ "caption": "x".repeat(256) });
    let errors = Call::<CustomerPortalAttachmentsUpload>::from_wire(vec![], vec![], Some(long));
    assert_eq!(only(&errors.unwrap_err(), "caption").len(), 1);
}

#[test]
fn the_own_lists_are_narrowed_down_as_documented() {
    let listing = CustomerPortalContractListing {
        name: Some("terms".to_owned()),
        kind: Some("Service".to_owned()),
        created_at: Some("2025-01-01".to_owned()),
        product_id: Some(1),
        sort_by: Some("name".to_owned()),
        sort_direction: Some(SortDirection::Asc),
        page: Some(2),
        per_page: Some(10),
    };
    let wire = there_and_back(&call::<CustomerPortalContractsList>((), listing, ()));
    let sent = [
        ("name", "terms"),
        ("type", "Service"),
        ("created_at", "2025-01-01"),
        ("product_id", "1"),
        ("sort_by", "name"),
        ("sort_direction", "asc"),
        ("page", "2"),
        ("per_page", "10"),
    ];
    assert_eq!(wire.query, text(&sent));
    let listing = ClientItemListing {
        account_type: Some("Credit card".to_owned()),
        is_negative: Some(true),
        is_collection: Some(false),
        is_charge_off: Some(true),
        is_disputed: Some(false),
        status: Some(NegativeItemStatus::InProgress),
        sort_by: Some("status".to_owned()),
        sort_direction: Some(SortDirection::Desc),
        page: Some(1),
        per_page: Some(10),
    };
    let all = serde_json::to_value(listing.clone().of(41)).unwrap();
    let mut own = serde_json::to_value(&listing).unwrap();
    own["client_id"] = json!(41);
    assert_eq!(own, all);
    let read: NegativeItemListing = serde_json::from_value(all).unwrap();
    assert_eq!(read.client_id, Some(41));
    let wire = there_and_back(&call::<CustomerPortalNegativeItemsList>(
        BY_CLIENT,
        listing,
        (),
    ));
    assert_eq!(wire.query.len(), 10);
    let listing = ClientItemListing {
        page: Some(0),
        ..ClientItemListing::default()
    };
    let call = call::<CustomerPortalNegativeItemsList>(BY_CLIENT, listing, ());
    assert_eq!(only(&call.to_wire().unwrap_err(), "page").len(), 1);
}

#[test]
fn everything_of_clients_stands_under_their_portal() {
    let rows = PORTAL
        .rows()
        .filter(|row| row.group().starts_with("customer_portal."));
    let rows: Vec<_> = rows.collect();
    assert!(
        rows.iter()
            .all(|row| row.path.starts_with("/customer-portal/"))
    );
    let there = PORTAL
        .rows()
        .filter(|row| row.path.starts_with("/customer-portal/"));
    assert_eq!(rows.len(), there.count());
}
