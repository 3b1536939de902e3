//! Whole answers as servers give them that were written otherwise than our office, and what each
//! of them means: both by hand, so that no schema has a part in it.

use contract::{
    Answer, Done, Operation, Page, PageMeta,
    exchange::{self, ResponsesGet},
    my_credit_app::AnalyticsCreate,
    portal::{
        Attachment, AuthLogin, BureauAddress, BureauAddressesList, Client, ClientsGet, ClientsList,
        ContractVersion, ContractsVersions, Correspondence, CorrespondenceAttribute,
        CorrespondenceSend, NegativeItem, NegativeItemMetadata, NegativeItemsList, Note,
        NotesCreate, ReportSchema, ReportSchemasGet, Role, Segment, SegmentRule, SegmentRuleGroup,
        SegmentsCreate, Session, Task, TasksList, User, UserInShort,
    },
};
use serde_json::{Map, Value, json};
use store::time;

fn read<O: Operation<Answer: Answer>>(answer: Value) -> <O::Answer as Answer>::Value {
    let read = O::Answer::read(answer);
    read.unwrap_or_else(|error| panic!("{}: {error}", O::ROW.name))
}

fn said(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// A client of whom nothing else is known.
fn client() -> Client {
    Client {
        id: Some(41),
        ..Client::default()
    }
}

/// A whole list.
fn whole<T>(rows: Vec<T>) -> Page<T> {
    Page { rows, meta: None }
}

#[test]
fn clients_on_a_page_that_is_in_no_other_with_numbers_as_text() {
    let answer = json!({
        "data": [{
            "id": "41", "ssn": "900-12-3456", "email": "ana@example.com", "segments": null,
            "attributes": { "FirstName": "Ana" }, "salesforce_id": "7000041", "loyalty": 3,
        }],
        "links": {},
        "meta": { "current_page": "1", "last_page": 3, "per_page": "15", "total": "31" },
    });
    let attributes = Map::from_iter([("FirstName".to_owned(), json!("Ana"))]);
    let expected = Page {
        rows: vec![Client {
            attributes,
            email: said("ana@example.com"),
            salesforce_id: Some(7_000_041),
            ssn: Some(900_123_456),
            ..client()
        }],
        meta: Some(PageMeta {
            current_page: Some(1),
            last_page: Some(3),
            per_page: Some(15),
            total: Some(31),
            ..PageMeta::default()
        }),
    };
    assert!(read::<ClientsList>(answer) == expected);
}

#[test]
fn a_client_under_data_with_a_number_that_lost_its_zeros() {
    let answer = json!({ "data": {
        "id": 41.0, "ssn": 123_456, "mobile_phone": 9_185_550_101_i64, "attributes": [],
    } });
    let expected = Client {
        mobile_phone: said("9185550101"),
        ssn: Some(123_456),
        ..client()
    };
    assert!(read::<ClientsGet>(answer) == expected);
}

#[test]
fn items_in_a_bare_array_with_amounts_as_numbers_and_flags_as_digits() {
    let answer = json!([{
        "id": "7", "account_name": "UMBER BANK", "past_due_amount": 1250.5, "credit_balance": 0,
        "is_negative": "1", "is_closed": 0, "late_count_30_days": "2", "client": { "id": "41" },
        "metadata": { "status": "waiting", "not_dispute": 0 }, "correspondence": null,
    }]);
    let expected = NegativeItem {
        id: Some(7),
        account_name: said("UMBER BANK"),
        past_due_amount: said("1250.5"),
        credit_balance: said("0"),
        is_negative: Some(true),
        is_closed: Some(false),
        late_count_30_days: Some(2),
        client: Some(client()),
        metadata: Some(NegativeItemMetadata {
            status: said("waiting"),
            not_dispute: Some(false),
            ..NegativeItemMetadata::default()
        }),
        ..NegativeItem::default()
    };
    assert!(read::<NegativeItemsList>(answer) == whole(vec![expected]));
}

#[test]
fn a_note_without_an_envelope_that_is_a_number() {
    let answer = json!({
        "id": 7, "client_id": "41", "note_text": 12,
        "user": { "id": "4", "roles": [{ "id": 2, "name": "Agent" }] },
    });
    let role = Role {
        id: said("2"),
        name: said("Agent"),
        ..Role::default()
    };
    let expected = Note {
        id: Some(7),
        client_id: Some(41),
        note_text: said("12"),
        user: Some(User {
            id: Some(4),
            roles: vec![role],
            ..User::default()
        }),
        ..Note::default()
    };
    assert!(read::<NotesCreate>(answer) == expected);
}

#[test]
fn a_session_under_data_beside_a_word_about_it() {
    let answer = json!({
        "status": "success",
        "data": { "token": "e30.e30.unsigned", "user": { "id": "4", "roles": null } },
    });
    let expected = Session {
        token: said("e30.e30.unsigned"),
        user: Some(User {
            id: Some(4),
            ..User::default()
        }),
    };
    assert!(read::<AuthLogin>(answer) == expected);
}

#[test]
fn a_letter_with_the_sentence_in_another_place_and_a_type_in_capitals() {
    let answer = json!({
        "data": {
            "id": 9, "type": "LETTER", "client_id": "41",
            "attributes": [{ "name": "pages", "value": 5 }],
            "attachments": [{ "id": "3", "size": "64" }],
        },
        "message": "Sent.",
    });
    let expected = Done {
        record: Correspondence {
            id: Some(9),
            kind: said("LETTER"),
            client_id: Some(41),
            attributes: vec![CorrespondenceAttribute {
                name: said("pages"),
                value: said("5"),
            }],
            attachments: vec![Attachment {
                id: Some(3),
                size: Some(64),
                ..Attachment::default()
            }],
            ..Correspondence::default()
        },
        message: said("Sent."),
    };
    assert!(read::<CorrespondenceSend>(answer) == expected);
}

#[test]
fn a_report_whose_number_is_one() {
    let answer = json!({ "data": {
        "id": "12", "report_id": 4_401_927_735_i64, "bureau": "EFX", "content": { "any": [1] },
        "available_file_types": ["master_schema"], "client": { "id": 41 },
    } });
    let expected = ReportSchema {
        id: Some(12),
        report_id: said("4401927735"),
        bureau: said("EFX"),
        content: Some(json!({ "any": [1] })),
        available_file_types: vec!["master_schema".to_owned()],
        client: Some(client()),
        ..ReportSchema::default()
    };
    assert!(read::<ReportSchemasGet>(answer) == expected);
}

#[test]
fn addresses_under_data_with_a_zip_code_that_lost_its_zero() {
    let answer = json!({ "data": [
        { "id": "1", "zip_code": 7101, "is_default": "1", "type": "equifax" },
    ] });
    let expected = BureauAddress {
        id: Some(1),
        zip_code: said("07101"),
        is_default: Some(true),
        kind: said("equifax"),
        ..BureauAddress::default()
    };
    assert_eq!(read::<BureauAddressesList>(answer).rows, [expected]);
}

#[test]
fn one_version_where_a_list_is_meant() {
    let answer = json!({ "data": {
        "id": 3, "author_id": { "id": "4", "is_disabled": 0 }, "version_number": 20_260_131_094_500_i64,
    } });
    let expected = ContractVersion {
        id: Some(3),
        author: Some(UserInShort {
            id: Some(4),
            is_disabled: Some(false),
            ..UserInShort::default()
        }),
        version_number: said("20260131094500"),
        ..ContractVersion::default()
    };
    assert_eq!(read::<ContractsVersions>(answer).rows, [expected]);
}

#[test]
fn a_segment_under_data_with_digits_and_a_rule_that_is_none() {
    let answer = json!({ "data": {
        "id": 1, "clients_count": "6", "is_active": "1", "is_archive": 0,
        "conditions": { "not": 0, "rules": [null, { "field": "id", "value": 1 }] },
    } });
    let rule = SegmentRule {
        field: said("id"),
        value: Some(json!(1)),
        ..SegmentRule::default()
    };
    let expected = Segment {
        id: Some(1),
        clients_count: Some(6),
        is_active: Some(true),
        is_archive: Some(false),
        conditions: Some(SegmentRuleGroup {
            not: Some(false),
            rules: vec![rule],
            ..SegmentRuleGroup::default()
        }),
        ..Segment::default()
    };
    assert_eq!(read::<SegmentsCreate>(answer), expected);
}

#[test]
fn tasks_under_data_with_a_capital_letter() {
    let answer = json!({ "Data": [
        { "id": "5", "name": "Call", "client": { "id": 41 }, "resource_id": 41, "author": null },
    ] });
    let expected = Task {
        id: Some(5),
        name: said("Call"),
        client: Some(client()),
        resource_id: said("41"),
        ..Task::default()
    };
    assert!(read::<TasksList>(answer) == whole(vec![expected]));
}

#[test]
fn a_question_that_waits_with_names_as_they_were_asked() {
    let answer = json!({ "response": { "parametrRequest": [{
        "IdDocument": "900123456", "idRequest": 17, "status": "Pending", "requestDetails": null,
    }] } });
    let expected = exchange::Response {
        id_document: said("900123456"),
        id_request: said("17"),
        status: said("Pending"),
        ..exchange::Response::default()
    };
    let read = read::<ResponsesGet>(answer);
    assert_eq!(read.response.requests, [expected]);
}

#[test]
fn moments_with_a_zone_and_without_one_are_the_same_moment() {
    let answer = json!({ "data": {
        "id": "b25e7b65-e46a-40d5-a0f2-0de8c2b354aa", "status": "processing",
        "created_at": "2026-01-02T03:04:05.123456", "updated_at": "2026-01-02 03:04:05",
        "analyzed_on": "2026-01-02T05:04:05+02:00",
    } });
    let analytics = read::<AnalyticsCreate>(answer);
    assert_eq!(analytics.status, said("processing"));
    let moment = |text: &Option<String>| time::parse(text.as_deref().unwrap()).unwrap();
    let created = moment(&analytics.created_at);
    assert_eq!(time::text(created), "2026-01-02T03:04:05.123Z");
    let updated = moment(&analytics.updated_at);
    assert_eq!(time::text(updated), "2026-01-02T03:04:05.000Z");
    assert_eq!(moment(&analytics.analyzed_on), updated);
}
