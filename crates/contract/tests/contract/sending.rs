//! What is sent keeps every rule, and whoever breaks one is told which field it was.

use contract::{
    Call, FieldErrors, Operation, Wire,
    portal::{
        AttachmentListing, AttachmentOwner, AttachmentsDownload, AttachmentsList,
        AttachmentsUnassign, AttachmentsUpload, AuthLogin, AuthRefresh, ByBureau, ById,
        ClientListing, ClientReportsGet, ClientsGet, ClientsList, Credentials, DocumentListing,
        DocumentSubtype, DocumentType, DocumentsLink, DocumentsList, LONGEST_NOTE,
        NegativeItemListing, NegativeItemStatus, NegativeItemsList, NewAttachment, NewDocument,
        NewNote, NoteChange, NotesCreate, NotesUpdate, ReportBureau, ReportSchemaListing,
        ReportSchemasList, SortDirection,
    },
    unaport::{ByConsentHandle, ConsentsStatus},
};
use serde_json::{Value, json};

/// The values in a path, by the names of its positions.
fn values(template: &str, path: &str) -> Vec<(String, String)> {
    let parts = template.split('/').zip(path.split('/'));
    parts
        .filter_map(|(name, text)| {
            let name = name.strip_prefix('{')?.strip_suffix('}')?;
            Some((name.to_owned(), text.to_owned()))
        })
        .collect()
}

fn parts<O: Operation>(call: &Call<O>) -> [Value; 3] {
    [
        serde_json::to_value(&call.path).unwrap(),
        serde_json::to_value(&call.query).unwrap(),
        serde_json::to_value(&call.body).unwrap(),
    ]
}

/// Sends a call and reads it at the other end.
pub fn there_and_back<O: Operation>(call: &Call<O>) -> Wire {
    let wire = call.to_wire().unwrap();
    let path = values(O::ROW.path, &wire.path);
    let read = Call::<O>::from_wire(path, wire.query.clone(), wire.body.clone()).unwrap();
    assert_eq!(parts(&read), parts(call), "{}", O::ROW.name);
    assert_eq!(wire.method, O::ROW.method);
    wire
}

pub fn call<O: Operation>(path: O::Path, query: O::Query, body: O::Body) -> Call<O> {
    Call { path, query, body }
}

fn credentials(email: &str, password: &str) -> Call<AuthLogin> {
    let (email, password) = (email.to_owned(), password.to_owned());
    call((), (), Credentials { email, password })
}

/// The sentences about one field, which must be the only one.
pub fn only<'a>(errors: &'a FieldErrors, field: &str) -> &'a [String] {
    let names: Vec<&String> = errors.0.keys().collect();
    assert_eq!(names, [field]);
    &errors.0[field]
}

pub fn text(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    pairs.iter().map(owned).collect()
}

#[test]
fn what_would_lead_to_another_place_is_refused_in_a_path() {
    for step in [".", ".."] {
        let path = ByConsentHandle {
            consent_handle: step.to_owned(),
        };
        let refused = call::<ConsentsStatus>(path, (), ()).to_wire().unwrap_err();
        let wanted = FieldErrors::one("consentHandle", "cannot be . or ..");
        assert_eq!(refused, wanted);
    }
}

#[test]
fn a_call_arrives_as_it_was_sent() {
    let wire = there_and_back(&credentials("ana@example.com", "an invented one"));
    assert_eq!((wire.path.as_str(), wire.query.len()), ("/auth/login", 0));
    let wire = there_and_back(&call::<AuthRefresh>((), (), ()));
    assert_eq!(wire.body, None);
    let wire = there_and_back(&call::<ClientsGet>(ById { id: 41 }, (), ()));
    assert_eq!((wire.path.as_str(), wire.body), ("/clients/41", None));
    let note = NewNote {
        client_id: 41,
        note_text: "Called. “Later”, ☂ said.".to_owned(),
    };
    there_and_back(&call::<NotesCreate>((), (), note));
    let change = NoteChange {
        client_id: None,
        note_text: Some("Called twice.".to_owned()),
    };
    let wire = there_and_back(&call::<NotesUpdate>(ById { id: 7 }, (), change));
    // What is left out stays as it is at the server, so it must not be sent as null.
    assert_eq!(wire.body, Some(json!({ "note_text": "Called twice." })));
}

#[test]
fn a_query_arrives_as_it_was_sent_and_leaves_out_what_is_not_said() {
    let listing = ClientListing {
        sort_by: Some("updated_at".to_owned()),
        sort_direction: Some(SortDirection::Desc),
        page: Some(3),
        per_page: Some(200),
        search: None,
    };
    let wire = there_and_back(&call::<ClientsList>((), listing, ()));
    let sent = [
        ("sort_by", "updated_at"),
        ("sort_direction", "desc"),
        ("page", "3"),
        ("per_page", "200"),
    ];
    assert_eq!(wire.query, text(&sent));
    let wire = there_and_back(&call::<ClientsList>((), ClientListing::default(), ()));
    assert!(wire.query.is_empty());
}

#[test]
fn filters_and_a_bureau_arrive_as_they_were_sent() {
    let listing = NegativeItemListing {
        client_id: Some(41),
        is_collection: Some(true),
        is_disputed: Some(false),
        status: Some(NegativeItemStatus::NotProcessed),
        ..NegativeItemListing::default()
    };
    let wire = there_and_back(&call::<NegativeItemsList>((), listing, ()));
    let sent = [
        ("client_id", "41"),
        ("is_collection", "true"),
        ("is_disputed", "false"),
        ("status", "not_processed"),
    ];
    assert_eq!(wire.query, text(&sent));
    let listing = ReportSchemaListing {
        report_date: Some("2026-01-02".to_owned()),
        report_id: Some("RPT-1".to_owned()),
        ..ReportSchemaListing::default()
    };
    let wire = there_and_back(&call::<ReportSchemasList>(ById { id: 41 }, listing, ()));
    assert_eq!(wire.path, "/clients/41/credit-report-master-schemas");
    let (id, bureau) = (41, ReportBureau::TransUnion);
    let wire = there_and_back(&call::<ClientReportsGet>(ByBureau { id, bureau }, (), ()));
    assert_eq!(wire.path, "/clients/41/reports/transunion");
}

#[test]
fn every_status_of_an_item_is_written_as_its_word() {
    for status in NegativeItemStatus::ALL {
        assert_eq!(serde_json::to_value(status).unwrap(), status.word());
    }
}

#[test]
fn every_type_and_subtype_of_a_document_is_written_as_its_word() {
    for kind in DocumentType::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
    }
    for subtype in DocumentSubtype::ALL {
        assert_eq!(serde_json::to_value(subtype).unwrap(), subtype.word());
    }
}

#[test]
fn what_is_said_of_a_file_arrives_beside_it() {
    let said = |caption: Option<&str>| NewAttachment {
        caption: caption.map(str::to_owned),
    };
    let wire = there_and_back(&call::<AttachmentsUpload>((), (), said(Some("A pay stub"))));
    assert_eq!(wire.body, Some(json!({ "caption": "A pay stub" })));
    let wire = there_and_back(&call::<AttachmentsUpload>((), (), said(None)));
    assert_eq!(wire.body, Some(json!({})));
    let long = "x".repeat(256);
    let errors = call::<AttachmentsUpload>((), (), said(Some(&long)))
        .to_wire()
        .unwrap_err();
    assert_eq!(
        only(&errors, "caption"),
        ["`caption` must have at most 255 characters."]
    );
    let wire = there_and_back(&call::<AttachmentsDownload>(ById { id: 7 }, (), ()));
    assert_eq!(wire.path, "/attachments/7/download");
}

#[test]
fn files_and_documents_are_asked_for_by_what_they_belong_to() {
    let listing = AttachmentListing {
        entity_type: "client_document".to_owned(),
        entity_id: 7,
        per_page: Some(200),
        ..AttachmentListing::default()
    };
    let wire = there_and_back(&call::<AttachmentsList>((), listing, ()));
    let sent = [
        ("entity_type", "client_document"),
        ("entity_id", "7"),
        ("per_page", "200"),
    ];
    assert_eq!(wire.query, text(&sent));
    let listing = DocumentListing {
        client_id: 41,
        kind: Some(DocumentType::CreditRelated),
        subtype: Some(DocumentSubtype::TransUnion),
        ..DocumentListing::default()
    };
    let wire = there_and_back(&call::<DocumentsList>((), listing, ()));
    let sent = [
        ("client_id", "41"),
        ("type", "credit_related"),
        ("subtype", "transunion"),
    ];
    assert_eq!(wire.query, text(&sent));
    let owner = AttachmentOwner {
        entity_type: "client".to_owned(),
        entity_id: 41,
    };
    let wire = there_and_back(&call::<AttachmentsUnassign>(ById { id: 9 }, (), owner));
    assert_eq!(wire.path, "/attachments/9/assign");
    for (operation, errors) in [
        (
            "attachments.list",
            Call::<AttachmentsList>::from_wire(vec![], vec![], None).unwrap_err(),
        ),
        (
            "documents.list",
            Call::<DocumentsList>::from_wire(vec![], vec![], None).unwrap_err(),
        ),
    ] {
        let all = errors.0.values().flatten();
        assert!(
            all.clone().all(|text| text.ends_with("is required.")),
            "{operation}"
        );
        assert_eq!(all.count(), errors.0.len(), "{operation}");
    }
}

#[test]
fn a_document_of_no_known_type_is_refused_with_the_types() {
    let body = json!({ "attachment_id": 7, "client_id": 41, "type": "passport" });
    let errors = Call::<DocumentsLink>::from_wire(vec![], vec![], Some(body)).unwrap_err();
    assert_eq!(
        only(&errors, "type"),
        ["`type` must be one of `id`, `credit_related`, `fixed_income_verification`, `other`."]
    );
    let new = NewDocument {
        attachment_id: 7,
        client_id: Some(41),
        subtype: Some(DocumentSubtype::UtilityBills),
        kind: DocumentType::Id,
    };
    let wire = there_and_back(&call::<DocumentsLink>((), (), new));
    let sent =
        json!({ "attachment_id": 7, "client_id": 41, "subtype": "utility_bills", "type": "id" });
    assert_eq!(wire.body, Some(sent));
}

#[test]
fn a_day_that_is_none_and_a_bureau_that_is_none_are_refused() {
    let query = text(&[("report_date", "2026-02-30"), ("per_page", "101")]);
    let path = text(&[("id", "41")]);
    let errors = Call::<ReportSchemasList>::from_wire(path, query, None).unwrap_err();
    assert_eq!(
        errors.0["report_date"],
        ["`report_date` must be a day such as 2026-01-31."]
    );
    assert_eq!(errors.0["per_page"], ["`per_page` must be at most 100."]);
    let path = text(&[("id", "41"), ("bureau", "innovis")]);
    let errors = Call::<ClientReportsGet>::from_wire(path, vec![], None).unwrap_err();
    assert_eq!(
        only(&errors, "bureau"),
        ["`bureau` must be one of `transunion`, `equifax`, `experian`."]
    );
}

#[test]
fn a_broken_rule_names_its_field_in_a_sentence() {
    let errors = credentials("not an address", "x").to_wire().unwrap_err();
    assert_eq!(
        only(&errors, "email"),
        ["`email` must be an e-mail address such as ana@example.com."]
    );
    let errors = credentials("ana@example.com", "").to_wire().unwrap_err();
    assert_eq!(only(&errors, "password"), ["`password` is required."]);
    let long = NewNote {
        client_id: 1,
        note_text: "x".repeat(LONGEST_NOTE + 1),
    };
    let errors = call::<NotesCreate>((), (), long).to_wire().unwrap_err();
    assert_eq!(
        only(&errors, "note_text"),
        ["`note_text` must have at most 10000 characters."]
    );
    let errors = call::<ClientsGet>(ById { id: 0 }, (), ())
        .to_wire()
        .unwrap_err();
    assert_eq!(only(&errors, "id"), ["`id` must be at least 1."]);
}

#[test]
fn a_value_that_breaks_a_rule_is_not_repeated() {
    let errors = credentials("canary address", &"canary".repeat(500))
        .to_wire()
        .unwrap_err();
    assert_eq!(errors.0.len(), 2);
    assert!(!format!("{errors} {errors:?}").contains("canary"));
}

#[test]
fn what_comes_in_is_held_to_the_same_rules() {
    let errors = Call::<AuthLogin>::from_wire(vec![], vec![], Some(json!({}))).unwrap_err();
    assert_eq!(errors.0["email"], ["`email` is required."]);
    assert_eq!(errors.0["password"], ["`password` is required."]);
    let errors = Call::<AuthLogin>::from_wire(vec![], vec![], None).unwrap_err();
    assert_eq!(errors.0.len(), 2);
    let query = text(&[("page", "first"), ("per_page", "0")]);
    let errors = Call::<ClientsList>::from_wire(vec![], query, None).unwrap_err();
    let names: Vec<&String> = errors.0.keys().collect();
    assert_eq!(names, ["page", "per_page"]);
}

#[test]
fn an_unknown_choice_is_answered_with_the_choices() {
    let query = text(&[("sort_direction", "sideways")]);
    let errors = Call::<ClientsList>::from_wire(vec![], query, None).unwrap_err();
    assert_eq!(
        only(&errors, "sort_direction"),
        ["`sort_direction` must be one of `asc`, `desc`."]
    );
}

#[test]
fn faults_of_path_query_and_body_are_told_together() {
    let path = text(&[("id", "none")]);
    let body = Some(json!({ "note_text": "", "client_id": -1 }));
    let errors = Call::<NotesUpdate>::from_wire(path, vec![], body).unwrap_err();
    let names: Vec<&String> = errors.0.keys().collect();
    assert_eq!(names, ["client_id", "id", "note_text"]);
    for sentences in errors.0.values() {
        assert!(sentences.iter().all(|one| one.ends_with('.')));
    }
}

#[test]
fn a_choice_may_come_in_capitals() {
    let query = text(&[("sort_direction", "DESC"), ("page", " 2 ")]);
    let call = Call::<ClientsList>::from_wire(vec![], query, None).unwrap();
    assert_eq!(call.query.sort_direction, Some(SortDirection::Desc));
    assert_eq!(call.query.page, Some(2));
}
