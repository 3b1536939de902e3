//! What a firm keeps to choose from: read as servers write it, sent by the rules.

use contract::{
    Answer, Bare, Call, Data, Whole,
    portal::{
        BureauAddress, BureauAddressChange, BureauAddressEntry, BureauAddressesCreate,
        BureauAddressesUpdate, ByDropdownType, ById, ByInstruction, ClaimCodeEntry,
        ClaimCodesCreate, ClaimCodesUpdate, ClientGoalsAssign, ClientGoalsRemove, CreditorType,
        FaxSetting, FaxSettingChange, FaxSettingListing, FaxSettingsCreate, FaxSettingsList,
        FaxSettingsUpdate, Furnisher, FurnisherEntry, FurnisherType, FurnishersCreate,
        FurnishersUpdate, Goal, GoalChange, GoalChoice, GoalsCreate, GoalsUpdate, InstructionEntry,
        InstructionMove, InstructionsCreate, InstructionsMove, InstructionsUpdate, ItemDropdown,
        ItemDropdownChange, ItemDropdownListing, ItemDropdownsCreate, ItemDropdownsList,
        ItemDropdownsUpdate, Message, NewFaxSetting, NewGoal, NewItemDropdown, Product,
        SortDirection,
    },
};
use serde_json::{Value, json};

use crate::{
    reading::there_and_back as record_there_and_back,
    sending::{call, only, text, there_and_back},
};

const MOMENT: &str = "2026-01-02T03:04:05Z";

#[test]
fn a_record_that_was_made_is_read_under_data_and_without() {
    let furnisher = json!({
        "created_at": MOMENT, "fax_number": "(973) 555-0101", "id": 1, "name": "Umber Bank",
        "type": "Original_Creditor", "updated_at": MOMENT,
    });
    for answer in [json!({ "data": furnisher }), furnisher.clone()] {
        let read = Data::<Furnisher>::read(answer).unwrap();
        let written = Data::<Furnisher>::write(read).unwrap();
        assert_eq!(written, json!({ "data": furnisher }));
    }
    // The document shows a goal where a furnisher is read.
    let slip = json!({ "data": { "icon": "home", "id": 1, "name": "Umber Bank" } });
    let read = Data::<Furnisher>::read(slip).unwrap();
    assert_eq!(
        (read.id, read.name.as_deref()),
        (Some(1), Some("Umber Bank"))
    );
    let address = json!({ "id": 1, "is_default": true, "type": "equifax", "zip_code": 7101 });
    for answer in [json!({ "data": address }), address.clone()] {
        let read = Bare::<BureauAddress>::read(answer).unwrap();
        assert_eq!(
            (read.is_default, read.zip_code.as_deref()),
            (Some(true), Some("07101"))
        );
    }
    let told = json!({ "message": "The furnisher was deleted." });
    let read = Bare::<Message>::read(told.clone()).unwrap();
    assert_eq!(read, Message::new("The furnisher was deleted."));
    assert_eq!(Bare::<Message>::write(read).unwrap(), told);
}

fn address() -> BureauAddressEntry {
    BureauAddressEntry {
        address: Some("1 Umber Way".to_owned()),
        city: Some("Newark".to_owned()),
        fax_number: Some("(973) 555-0101".to_owned()),
        state: Some("NJ".to_owned()),
        title: Some("Experian".to_owned()),
        kind: Some("experian".to_owned()),
        zip_code: Some("07101".to_owned()),
    }
}

#[test]
fn an_address_carries_its_zip_code_as_a_number_and_arrives_with_its_zeros() {
    let sent = json!({
        "address": "1 Umber Way", "city": "Newark", "fax_number": "(973) 555-0101", "state": "NJ",
        "title": "Experian", "type": "experian", "zip_code": 7101,
    });
    let wire = there_and_back(&call::<BureauAddressesCreate>((), (), address()));
    assert_eq!(wire.body, Some(sent.clone()));
    let change = BureauAddressChange {
        entry: address(),
        is_default: Some(true),
    };
    let wire = there_and_back(&call::<BureauAddressesUpdate>(ById { id: 7 }, (), change));
    let mut with_default = sent;
    with_default["is_default"] = json!(true);
    assert_eq!(
        (wire.path.as_str(), wire.body),
        ("/bureau-addresses/7", Some(with_default))
    );
    // What is left out stays as it is at the server.
    let nothing = BureauAddressChange::default();
    let wire = there_and_back(&call::<BureauAddressesUpdate>(ById { id: 7 }, (), nothing));
    assert_eq!(wire.body, Some(json!({})));
    for (text, number) in [
        ("07101-0256", 71_010_256),
        ("00501", 501),
        ("99950-0001", 999_500_001),
    ] {
        let entry = FurnisherEntry {
            zip_code: Some(text.to_owned()),
            ..FurnisherEntry::default()
        };
        let wire = there_and_back(&call::<FurnishersCreate>((), (), entry));
        assert_eq!(wire.body, Some(json!({ "zip_code": number })));
        // Text is taken too.
        let body = Some(json!({ "zip_code": text }));
        let read = Call::<FurnishersCreate>::from_wire(vec![], vec![], body).unwrap();
        assert_eq!(read.body.zip_code.as_deref(), Some(text));
    }
}

#[test]
fn an_address_or_a_furnisher_that_breaks_a_rule_is_refused_before_it_leaves() {
    type Set = fn(&mut BureauAddressEntry, String);
    let set: [(&str, Set); 7] = [
        ("address", |entry, text| entry.address = Some(text)),
        ("city", |entry, text| entry.city = Some(text)),
        ("fax_number", |entry, text| entry.fax_number = Some(text)),
        ("state", |entry, text| entry.state = Some(text)),
        ("title", |entry, text| entry.title = Some(text)),
        ("type", |entry, text| entry.kind = Some(text)),
        ("zip_code", |entry, text| entry.zip_code = Some(text)),
    ];
    for ((field, set), longest) in set.into_iter().zip([255, 255, 20, 100, 255, 64, 10]) {
        let mut entry = address();
        set(&mut entry, "5".repeat(longest + 1));
        let errors = call::<BureauAddressesCreate>((), (), entry)
            .to_wire()
            .unwrap_err();
        let sentences = only(&errors, field);
        let too_long = format!("`{field}` must have at most {longest} characters.");
        let wrong_form = format!("`{field}` has the wrong form.");
        assert!(
            sentences.contains(&too_long) || sentences == [wrong_form],
            "{sentences:?}"
        );
    }
    let wrong = json!({ "name": "x".repeat(256), "type": "Bank", "fax_number": "none" });
    let path = text(&[("id", "7")]);
    let errors = Call::<FurnishersUpdate>::from_wire(path, vec![], Some(wrong)).unwrap_err();
    let names: Vec<&String> = errors.0.keys().collect();
    assert_eq!(names, ["fax_number", "name", "type"]);
    let right = FurnisherEntry {
        kind: Some(FurnisherType::PublicRecord),
        fax_number: Some(String::new()),
        ..FurnisherEntry::default()
    };
    let wire = there_and_back(&call::<FurnishersUpdate>(ById { id: 7 }, (), right));
    let sent: Option<Value> = Some(json!({ "fax_number": "", "type": "Public_Record" }));
    assert_eq!(wire.body, sent);
}

#[test]
fn what_there_is_to_choose_from_goes_there_and_back_without_a_loss() {
    record_there_and_back::<CreditorType>(&json!({
        "created_at": MOMENT, "id": 1, "subtype": "Credit union", "type": "Original_Creditor",
        "updated_at": MOMENT,
    }));
    record_there_and_back::<ItemDropdown>(&json!({
        "created_at": MOMENT,
        "created_by": {
            "created_at": MOMENT, "email": "ines@example.com", "first_name": "Ines", "id": 4,
            "is_disabled": true, "last_name": "Quintana",
        },
        "id": 1, "type": "responsibility", "updated_at": MOMENT, "value": "Joint",
    }));
    record_there_and_back::<FaxSetting>(&json!({
        "created_at": MOMENT, "id": 1, "reattempt_count": 3, "updated_at": MOMENT,
    }));
    let goal = json!({
        "created_at": MOMENT, "icon": "home", "id": 2, "name": "Buy a home", "updated_at": MOMENT,
    });
    record_there_and_back::<Goal>(&goal);
    record_there_and_back::<Product>(&json!({
        "created_at": MOMENT, "id": 1, "name": "Disputes", "product_code": "DISPUTES",
        "product_type": "monthly", "updated_at": MOMENT,
    }));
    // Documented as one goal, sent as a list.
    for answer in [
        json!({ "data": goal }),
        json!({ "data": [goal] }),
        json!([goal]),
    ] {
        let read = Whole::<Goal>::read(answer).unwrap();
        assert_eq!(
            Whole::<Goal>::write(read).unwrap(),
            json!({ "data": [goal] })
        );
    }
    for answer in [goal.clone(), json!({ "data": goal })] {
        assert_eq!(Bare::<Goal>::read(answer).unwrap().id, Some(2));
    }
}

#[test]
fn reasons_arrive_as_they_were_sent() {
    let code = ClaimCodeEntry {
        eq_code: Some("1".to_owned()),
        ex_code: Some("2".to_owned()),
        is_active: Some(false),
        tcp_name: Some("Not the consumer's account".to_owned()),
        tu_code: Some("3".to_owned()),
    };
    let sent = json!({
        "eq_code": "1", "ex_code": "2", "is_active": false,
        "tcp_name": "Not the consumer's account", "tu_code": "3",
    });
    let wire = there_and_back(&call::<ClaimCodesCreate>((), (), code.clone()));
    assert_eq!(wire.body, Some(sent));
    let too_long = ClaimCodeEntry {
        tu_code: Some("3".repeat(256)),
        ..code
    };
    let errors = call::<ClaimCodesUpdate>(ById { id: 3 }, (), too_long)
        .to_wire()
        .unwrap_err();
    assert_eq!(
        only(&errors, "tu_code"),
        ["`tu_code` must have at most 255 characters."]
    );
    let entry = InstructionEntry {
        claim_code_id: Some(3),
        creditor_types: Some(vec![1, 2]),
        name: Some("The account is not mine.".to_owned()),
    };
    let wire = there_and_back(&call::<InstructionsCreate>((), (), entry));
    let sent = json!({
        "claim_code_id": 3, "creditor_types": [1, 2], "name": "The account is not mine.",
    });
    assert_eq!(wire.body, Some(sent));
    let at = ByInstruction { instruction: 7 };
    let none = InstructionEntry {
        creditor_types: Some(Vec::new()),
        ..InstructionEntry::default()
    };
    let wire = there_and_back(&call::<InstructionsUpdate>(at.clone(), (), none));
    assert_eq!(
        (wire.path.as_str(), wire.body),
        ("/instructions/7", Some(json!({ "creditor_types": [] })))
    );
    let shift = InstructionMove {
        order_from: Some(4),
        order_to: Some(1),
    };
    let wire = there_and_back(&call::<InstructionsMove>(at.clone(), (), shift));
    assert_eq!(wire.path, "/instructions/7/move");
    assert_eq!(wire.body, Some(json!({ "order_from": 4, "order_to": 1 })));
    let nobody = InstructionEntry {
        claim_code_id: Some(0),
        creditor_types: Some(vec![1, 0]),
        ..InstructionEntry::default()
    };
    let errors = call::<InstructionsUpdate>(at, (), nobody)
        .to_wire()
        .unwrap_err();
    let names: Vec<&String> = errors.0.keys().collect();
    assert_eq!(names, ["claim_code_id", "creditor_types.1"]);
    // Numbers that came as text are numbers.
    let body = Some(json!({ "creditor_types": ["1", "2"] }));
    let read = Call::<InstructionsCreate>::from_wire(vec![], vec![], body).unwrap();
    assert_eq!(read.body.creditor_types, Some(vec![1, 2]));
}

#[test]
fn choices_arrive_as_they_were_sent() {
    let path = ByDropdownType {
        kind: "responsibility".to_owned(),
    };
    let listing = ItemDropdownListing {
        search: Some("joint".to_owned()),
        id: Some(7),
        created_at: Some("2026-01-02".to_owned()),
        author: Some("Ines".to_owned()),
        sort_direction: Some(SortDirection::Desc),
        ..ItemDropdownListing::default()
    };
    let wire = there_and_back(&call::<ItemDropdownsList>(path, listing, ()));
    assert_eq!(wire.path, "/item-dropdowns/types/responsibility");
    let sent = [
        ("search", "joint"),
        ("id", "7"),
        ("created_at", "2026-01-02"),
        ("author", "Ines"),
        ("sort_direction", "desc"),
    ];
    assert_eq!(wire.query, text(&sent));
    let new = NewItemDropdown {
        kind: "responsibility".to_owned(),
        value: "Joint".to_owned(),
    };
    let wire = there_and_back(&call::<ItemDropdownsCreate>((), (), new));
    assert_eq!(
        wire.body,
        Some(json!({ "type": "responsibility", "value": "Joint" }))
    );
    let listing = FaxSettingListing {
        reattempt_count: Some(3),
        ..FaxSettingListing::default()
    };
    let wire = there_and_back(&call::<FaxSettingsList>((), listing, ()));
    assert_eq!(wire.query, text(&[("reattempt_count", "3")]));
    let change = FaxSettingChange { reattempt_count: 0 };
    let wire = there_and_back(&call::<FaxSettingsUpdate>(ById { id: 7 }, (), change));
    assert_eq!(wire.body, Some(json!({ "reattempt_count": 0 })));
    let change = GoalChange {
        icon: "home".to_owned(),
        name: "Buy a home".to_owned(),
    };
    let wire = there_and_back(&call::<GoalsUpdate>(ById { id: 7 }, (), change));
    assert_eq!(
        wire.body,
        Some(json!({ "icon": "home", "name": "Buy a home" }))
    );
    let choice = GoalChoice {
        goal_ids: vec![2, 3],
    };
    let wire = there_and_back(&call::<ClientGoalsRemove>(ById { id: 41 }, (), choice));
    assert_eq!(wire.path, "/clients/41/goals");
    assert_eq!(wire.body, Some(json!({ "goal_ids": [2, 3] })));
}

#[test]
fn a_choice_that_breaks_a_rule_is_refused_before_it_leaves() {
    let path = ByDropdownType::default();
    let errors = call::<ItemDropdownsList>(path, ItemDropdownListing::default(), ())
        .to_wire()
        .unwrap_err();
    assert_eq!(only(&errors, "type"), ["`type` is required."]);
    let change = ItemDropdownChange {
        value: "x".repeat(256),
    };
    let errors = call::<ItemDropdownsUpdate>(ById { id: 7 }, (), change)
        .to_wire()
        .unwrap_err();
    assert_eq!(
        only(&errors, "value"),
        ["`value` must have at most 255 characters."]
    );
    for (count, sentence) in [(-1, "must be at least 0"), (11, "must be at most 10")] {
        let new = NewFaxSetting {
            reattempt_count: Some(count),
        };
        let errors = call::<FaxSettingsCreate>((), (), new)
            .to_wire()
            .unwrap_err();
        let sentence = format!("`reattempt_count` {sentence}.");
        assert_eq!(only(&errors, "reattempt_count"), [sentence]);
    }
    let new = NewGoal {
        icon: Some("x".repeat(256)),
        name: None,
    };
    let errors = call::<GoalsCreate>((), (), new).to_wire().unwrap_err();
    assert_eq!(
        only(&errors, "icon"),
        ["`icon` must have at most 255 characters."]
    );
    let errors = Call::<GoalsUpdate>::from_wire(text(&[("id", "7")]), vec![], None).unwrap_err();
    let names: Vec<&String> = errors.0.keys().collect();
    assert_eq!(names, ["icon", "name"]);
    let none = GoalChoice::default();
    let errors = call::<ClientGoalsAssign>(ById { id: 41 }, (), none)
        .to_wire()
        .unwrap_err();
    assert_eq!(
        only(&errors, "goal_ids"),
        ["`goal_ids` must name one or more."]
    );
}
