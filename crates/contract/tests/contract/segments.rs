//! Conditions, segments and imports: read as servers write them, sent by the rules.

use contract::{
    Answer, Call, List, Paged, Pages, Whole, decode,
    portal::{
        AttributeType, ById, ByModel, Client, ClientOrder, ClientSearch, ClientsSearch, Combinator,
        Digit, FieldValueListing, FieldValuesAsked, Import, ImportType, ImportsCreate, NewImport,
        QueryBuilderField, QueryBuilderFields, QueryBuilderValues, Segment, SegmentFields,
        SegmentListing, SegmentRule, SegmentRuleGroup, SegmentType, SegmentsCreate, SegmentsList,
        SegmentsUpdate, SortDirection,
    },
};
use serde_json::{Value, json};

use crate::{
    reading::there_and_back as record_there_and_back,
    sending::{call, only, text, there_and_back},
};

const MOMENT: &str = "2026-01-02T03:04:05Z";

/// Conditions with everything that is documented, and a group in a group.
fn conditions() -> Value {
    json!({
        "combinator": "AND", "count_repeat": 2, "not": false, "relation": "negative_items",
        "rules": [
            {
                "field": "status", "operator": "=", "value": "new", "count_repeat": 1,
                "relation": "negative_items",
            },
            { "combinator": "OR", "not": true, "rules": [
                { "field": "id", "operator": "in", "value": [1, 2] },
            ] },
        ],
    })
}

fn segment() -> Value {
    json!({
        "clients_count": 12, "conditions": conditions(), "created_at": MOMENT,
        "description": "Nobody wrote yet", "id": 3, "is_active": true, "is_archive": false,
        "name": "New items", "negative_items_count": 40, "type": "client", "updated_at": MOMENT,
        "usage_count": 0,
    })
}

fn group() -> SegmentRuleGroup {
    decode(&conditions()).unwrap()
}

#[test]
fn a_segment_goes_there_and_back_with_groups_in_groups() {
    let read: Segment = decode(&segment()).unwrap();
    let [rule, inner] = read.conditions.as_ref().unwrap().rules.as_slice() else {
        panic!("{read:?}");
    };
    assert_eq!(rule.field.as_deref(), Some("status"));
    assert_eq!(inner.group.not, Some(true));
    assert_eq!(inner.group.rules[0].value, Some(json!([1, 2])));
    let written = serde_json::to_value(read).unwrap();
    let sorted = |value: &Value| -> Value { serde_json::from_str(&value.to_string()).unwrap() };
    assert_eq!(sorted(&written), sorted(&segment()));
    for answer in [json!([segment()]), json!({ "data": [segment()] })] {
        assert_eq!(List::<Segment>::read(answer).unwrap().rows.len(), 1);
    }
}

#[test]
fn conditions_of_another_server_are_read_with_its_numbers_nulls_and_gaps() {
    let mut sent = segment();
    sent["conditions"] = json!({
        "combinator": "and", "count_repeat": "2", "not": 0, "relation": null,
        "rules": [null, { "not": "1", "count_repeat": null, "rules": [
            { "field": "id", "operator": "=", "value": 7, "extra": true },
        ] }],
    });
    sent["is_active"] = json!(1);
    let read: Segment = decode(&sent).unwrap();
    let group = read.conditions.unwrap();
    assert_eq!(group.combinator.as_deref(), Some("AND"));
    assert_eq!((group.count_repeat, group.not), (Some(2), Some(false)));
    let [inner] = group.rules.as_slice() else {
        panic!("the gap is passed over");
    };
    assert_eq!(inner.group.not, Some(true));
    assert_eq!(inner.group.rules[0].value, Some(json!(7)));
    for empty in [json!(null), json!([])] {
        sent["conditions"] = empty;
        let read: Segment = decode(&sent).unwrap();
        assert!(read.conditions.is_none_or(|group| group.rules.is_empty()));
    }
}

#[test]
fn what_conditions_are_made_of_goes_there_and_back() {
    record_there_and_back::<AttributeType>(&json!({
        "availableValues": ["=", "!=", 3], "typeName": "date",
    }));
    let field = json!({ "negative_items": { "type": "relation" } });
    record_there_and_back::<QueryBuilderField>(&field);
    for answer in [json!({ "data": [field] }), json!({ "data": field })] {
        let read = Whole::<QueryBuilderField>::read(answer).unwrap();
        let kind = &read.rows[0].0["negative_items"].kind;
        assert_eq!(kind.as_deref(), Some("relation"));
    }
    let models = json!({ "data": ["client", "negative_item"] });
    assert_eq!(
        Whole::<String>::read(models).unwrap().rows,
        ["client", "negative_item"]
    );
    let values = json!({ "data": ["NJ", 7], "links": {}, "meta": { "total": 2 } });
    let read = Paged::<String>::read(values).unwrap();
    assert_eq!(read.rows, ["NJ", "7"]);
    for kind in SegmentType::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
    }
    for combinator in [Combinator::And, Combinator::Or] {
        assert_eq!(serde_json::to_value(combinator).unwrap(), combinator.word());
    }
}

#[test]
fn an_import_goes_there_and_back() {
    record_there_and_back::<Import>(&json!({
        "created_at": MOMENT,
        "created_by": {
            "created_at": MOMENT, "email": "ines@example.com", "first_name": "Ines", "id": 4,
            "last_name": "Quintana", "roles": [], "updated_at": MOMENT,
            "user_access_log": { "last_login_at": MOMENT },
        },
        "error_log": "Line 3: `Email` is required.", "id": 9, "processed_records": 49,
        "status": "completed_with_errors", "total_records": 50, "type": "add",
        "updated_at": MOMENT,
    }));
    for kind in ImportType::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
        let new = NewImport {
            kind,
            attachment_id: 9,
        };
        let wire = there_and_back(&call::<ImportsCreate>((), (), new));
        let sent = json!({ "type": kind.word(), "attachment_id": 9 });
        assert_eq!(wire.body, Some(sent));
    }
    let nobody = NewImport::default();
    let errors = call::<ImportsCreate>((), (), nobody).to_wire().unwrap_err();
    assert_eq!(
        only(&errors, "attachment_id"),
        ["`attachment_id` must be at least 1."]
    );
    let body = json!({ "type": "replace", "attachment_id": 9 });
    let errors = Call::<ImportsCreate>::from_wire(vec![], vec![], Some(body)).unwrap_err();
    assert_eq!(
        only(&errors, "type"),
        ["`type` must be one of `add`, `update`, `delete`."]
    );
}

#[test]
fn a_segment_is_sent_as_it_is_to_be() {
    let fields = SegmentFields {
        combinator: Some(Combinator::And),
        conditions: Some(group()),
        description: Some("Nobody wrote yet".to_owned()),
        is_active: Some(true),
        is_archive: Some(false),
        name: Some("New items".to_owned()),
        kind: Some(SegmentType::NegativeItem),
    };
    let wire = there_and_back(&call::<SegmentsCreate>((), (), fields));
    let body = wire.body.unwrap();
    assert_eq!(body["conditions"], conditions());
    assert_eq!(
        (&body["combinator"], &body["type"], &body["is_active"]),
        (&json!("AND"), &json!("negative_item"), &json!(true))
    );
    let nothing = SegmentFields::default();
    let wire = there_and_back(&call::<SegmentsUpdate>(ById { id: 3 }, (), nothing));
    assert_eq!(wire.body, Some(json!({})));
    let listing = SegmentListing {
        is_archive: Digit(false),
        search: Some("new".to_owned()),
        is_active: Some(Digit(true)),
        client_id: Some(41),
        kind: Some(SegmentType::Client),
        sort_by: Some("name".to_owned()),
        sort_direction: Some(SortDirection::Desc),
        page: Some(2),
        per_page: Some(20),
    };
    let wire = there_and_back(&call::<SegmentsList>((), listing, ()));
    let sent = [
        ("is_archive", "0"),
        ("search", "new"),
        ("is_active", "1"),
        ("client_id", "41"),
        ("type", "client"),
        ("sort_by", "name"),
        ("sort_direction", "desc"),
        ("page", "2"),
        ("per_page", "20"),
    ];
    assert_eq!(wire.query, text(&sent));
}

#[test]
fn what_breaks_a_rule_is_refused_before_it_leaves_and_named_by_its_path() {
    let rule = SegmentRule {
        field: Some("x".repeat(256)),
        operator: Some("=".repeat(65)),
        group: SegmentRuleGroup {
            count_repeat: Some(-1),
            ..SegmentRuleGroup::default()
        },
        ..SegmentRule::default()
    };
    let within = SegmentRule {
        group: SegmentRuleGroup {
            combinator: Some("XOR".to_owned()),
            rules: vec![rule],
            ..SegmentRuleGroup::default()
        },
        ..SegmentRule::default()
    };
    let fields = SegmentFields {
        conditions: Some(SegmentRuleGroup {
            rules: vec![SegmentRule::default(), within],
            relation: Some("x".repeat(256)),
            ..SegmentRuleGroup::default()
        }),
        name: Some("x".repeat(256)),
        ..SegmentFields::default()
    };
    let errors = call::<SegmentsCreate>((), (), fields)
        .to_wire()
        .unwrap_err();
    let names: Vec<&String> = errors.0.keys().collect();
    let within = "conditions.rules.1";
    assert_eq!(
        names,
        [
            "conditions.relation",
            &format!("{within}.combinator"),
            &format!("{within}.rules.0.count_repeat"),
            &format!("{within}.rules.0.field"),
            &format!("{within}.rules.0.operator"),
            "name",
        ]
    );
    let combinator = &errors.0[&format!("{within}.combinator")];
    assert!(combinator[0].ends_with("must be one of `AND`, `OR`."));
    for (query, field) in [
        (vec![], "is_archive"),
        (text(&[("is_archive", "2")]), "is_archive"),
    ] {
        let errors = Call::<SegmentsList>::from_wire(vec![], query, None).unwrap_err();
        only(&errors, field);
    }
    let many = SegmentRuleGroup {
        rules: vec![SegmentRule::default(); 101],
        ..SegmentRuleGroup::default()
    };
    let model = ByModel::default();
    let fields = call::<QueryBuilderFields>(model.clone(), (), many);
    only(&fields.to_wire().unwrap_err(), "rules");
    let asked = FieldValuesAsked {
        field_name: Some("x".repeat(256)),
        ..FieldValuesAsked::default()
    };
    let page = FieldValueListing {
        page: Some(0),
        per_page: None,
    };
    let values = call::<QueryBuilderValues>(model.clone(), FieldValueListing::default(), asked);
    assert_eq!(
        only(&values.to_wire().unwrap_err(), "field_name"),
        ["`field_name` must have at most 255 characters."]
    );
    let values = call::<QueryBuilderValues>(model, page, FieldValuesAsked::default());
    only(&values.to_wire().unwrap_err(), "page");
    let path = text(&[("modelName", "task")]);
    let errors = Call::<QueryBuilderFields>::from_wire(path, vec![], None).unwrap_err();
    assert_eq!(
        only(&errors, "modelName"),
        ["`modelName` must be one of `client`, `negative_item`."]
    );
}

#[test]
fn clients_are_looked_for_by_conditions_and_come_in_an_array_of_pages() {
    let search = ClientSearch {
        combinator: Some(Combinator::Or),
        conditions: Some(group()),
        segment_id: Some(3),
    };
    let order = ClientOrder {
        sort_by: Some("LastName".to_owned()),
        ..ClientOrder::default()
    };
    let wire = there_and_back(&call::<ClientsSearch>((), order, search));
    assert_eq!(wire.query, text(&[("sort_by", "LastName")]));
    let body = wire.body.unwrap();
    assert_eq!(
        (&body["segment_id"], &body["combinator"]),
        (&json!(3), &json!("OR"))
    );
    let nobody = ClientSearch {
        segment_id: Some(0),
        ..ClientSearch::default()
    };
    let errors = call::<ClientsSearch>((), ClientOrder::default(), nobody);
    only(&errors.to_wire().unwrap_err(), "segment_id");
    let meta = json!({
        "current_page": 1, "from": 1, "last_page": 1, "per_page": 15, "to": 1, "total": 1,
    });
    let answer = json!([{ "data": [{ "id": 41 }], "links": {}, "meta": meta }]);
    let read = Pages::<Client>::read(answer).unwrap();
    assert_eq!(
        (read.rows[0].id, read.meta.as_ref().unwrap().total),
        (Some(41), Some(1))
    );
    let written = Pages::<Client>::write(read).unwrap();
    assert_eq!(
        (&written[0]["meta"], &written[0]["data"][0]["id"]),
        (&meta, &json!(41))
    );
}
