//! What a firm keeps to choose from: read as servers write it, sent by the rules.

use contract::{
    Answer, Bare, Call, Data,
    portal::{
        BureauAddress, BureauAddressChange, BureauAddressEntry, BureauAddressesCreate,
        BureauAddressesUpdate, ById, Furnisher, FurnisherEntry, FurnisherType, FurnishersCreate,
        FurnishersUpdate, Message,
    },
};
use serde_json::{Value, json};

use crate::sending::{call, only, there_and_back};

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
    assert_eq!((read.id, read.name.as_deref()), (Some(1), Some("Umber Bank")));
    let address = json!({ "id": 1, "is_default": true, "type": "equifax", "zip_code": 7101 });
    for answer in [json!({ "data": address }), address.clone()] {
        let read = Bare::<BureauAddress>::read(answer).unwrap();
        assert_eq!((read.is_default, read.zip_code.as_deref()), (Some(true), Some("07101")));
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
    assert_eq!((wire.path.as_str(), wire.body), ("/bureau-addresses/7", Some(with_default)));
    // What is left out stays as it is at the server.
    let nothing = BureauAddressChange::default();
    let wire = there_and_back(&call::<BureauAddressesUpdate>(ById { id: 7 }, (), nothing));
    assert_eq!(wire.body, Some(json!({})));
    for (text, number) in [("07101-0256", 71_010_256), ("00501", 501), ("99950-0001", 999_500_001)] {
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
    let set: [(&str, fn(&mut BureauAddressEntry, String)); 7] = [
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
        assert!(sentences.contains(&too_long) || sentences == [wrong_form], "{sentences:?}");
    }
    let wrong = json!({ "name": "x".repeat(256), "type": "Bank", "fax_number": "none" });
    let path = vec![("id".to_owned(), "7".to_owned())];
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
