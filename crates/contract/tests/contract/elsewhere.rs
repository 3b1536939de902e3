//! MyCreditApp and Exchange: read as they write it, sent by their rules.

use contract::{
    Answer, Bare,
    exchange::{
        NewRequests, RequestType, Requests, RequestsCreate, Responses, ResponsesFor, ResponsesGet,
        Subject,
    },
    my_credit_app::{Analytics, NewPartner, Partner, PartnerType, PartnersCreate},
};
use serde_json::{Value, json};

use crate::sending::{call, only, there_and_back};

const ID: &str = "3c90c3cc-0d44-4b50-8888-8dd25736052a";

fn partner() -> NewPartner {
    NewPartner {
        address: "1 Umber Street".to_owned(),
        city: "Newark".to_owned(),
        company_name: "Umber Supplies".to_owned(),
        company_registration_number: "000-1".to_owned(),
        country_code: "US".to_owned(),
        email: "office@example.com".to_owned(),
        frequency: "monthly".to_owned(),
        partner_type: PartnerType::Supplier,
        payment_terms: "Net 30".to_owned(),
        postal_code: "07101".to_owned(),
        sales_amount: 150_000,
        state: "NJ".to_owned(),
    }
}

#[test]
fn moments_of_an_analysis_come_with_a_zone_and_without() {
    let sample = json!({
        "analyzed_on": "2026-01-15T12:00:00.123456", "created_at": "2026-01-07T05:31:56Z",
        "id": ID, "status": "in_progress", "updated_at": "2026-01-07T05:31:56Z",
    });
    let read = Bare::<Analytics>::read(sample.clone()).unwrap();
    assert_eq!(Bare::<Analytics>::write(read).unwrap(), sample);
}

#[test]
fn a_partner_is_read_with_what_nobody_answered_yet() {
    let mut sample = serde_json::to_value(partner()).unwrap();
    sample["id"] = json!(ID);
    sample["created_at"] = json!("2026-01-07T05:31:56Z");
    sample["updated_at"] = json!("2026-01-07T05:31:56Z");
    for status in [json!("invited"), json!("accepted"), Value::Null] {
        sample["invitation_status"] = status.clone();
        sample["guest_organization_id"] = Value::Null;
        let read = Bare::<Partner>::read(sample.clone()).unwrap();
        assert_eq!(read.invitation_status.as_deref(), status.as_str());
        assert_eq!(Bare::<Partner>::write(read).unwrap(), sample);
    }
}

#[test]
fn a_partner_that_breaks_a_rule_is_refused_before_it_leaves() {
    there_and_back(&call::<PartnersCreate>((), (), partner()));
    type Set = fn(&mut NewPartner, String);
    let texts: [(&str, usize, Set); 8] = [
        ("address", 500, |one, text| one.address = text),
        ("city", 100, |one, text| one.city = text),
        ("company_name", 100, |one, text| one.company_name = text),
        ("company_registration_number", 255, |one, text| {
            one.company_registration_number = text;
        }),
        ("frequency", 30, |one, text| one.frequency = text),
        ("payment_terms", 50, |one, text| one.payment_terms = text),
        ("postal_code", 30, |one, text| one.postal_code = text),
        ("state", 100, |one, text| one.state = text),
    ];
    for (field, longest, set) in texts {
        for (text, sentence) in [
            (String::new(), format!("`{field}` is required.")),
            (
                "x".repeat(longest + 1),
                format!("`{field}` must have at most {longest} characters."),
            ),
        ] {
            let mut wrong = partner();
            set(&mut wrong, text);
            let errors = call::<PartnersCreate>((), (), wrong).to_wire().unwrap_err();
            assert_eq!(only(&errors, field), [sentence]);
        }
    }
    for (field, set) in [
        ("country_code", (|one, text| one.country_code = text) as Set),
        ("email", |one, text| one.email = text),
    ] {
        let mut wrong = partner();
        set(&mut wrong, "u1".to_owned());
        let errors = call::<PartnersCreate>((), (), wrong).to_wire().unwrap_err();
        assert!(!only(&errors, field).is_empty());
    }
    for amount in [-1, 2_147_483_648] {
        let wrong = NewPartner {
            sales_amount: amount,
            ..partner()
        };
        let errors = call::<PartnersCreate>((), (), wrong).to_wire().unwrap_err();
        assert!(!only(&errors, "sales_amount").is_empty());
    }
}

#[test]
fn telephone_numbers_go_to_exchange_in_three_ways_and_no_other() {
    let asking = |phone: Option<&str>, document: Option<&str>| {
        let subject = Subject {
            id_document: document.map(str::to_owned),
            phone_number: phone.map(str::to_owned),
        };
        let body = NewRequests {
            type_request: RequestType::CreditHistory,
            value: vec![subject],
        };
        call::<RequestsCreate>((), (), body)
    };
    for number in [
        "+380999999999",
        "380999999999",
        "0999999999",
        "+19185550142",
        "19185550142",
        "9185550142",
    ] {
        let wire = there_and_back(&asking(Some(number), None));
        let wanted = json!({
            "type_request": "Credit History", "value": [{ "PhoneNumber": number }],
        });
        assert_eq!(wire.body, Some(wanted));
    }
    there_and_back(&asking(None, Some("900-12-3456")));
    for number in ["999999999", "+48999999999", "(918) 555-0142", "1185550142"] {
        let errors = asking(Some(number), None).to_wire().unwrap_err();
        assert!(!only(&errors, "value.0.PhoneNumber").is_empty(), "{number}");
    }
    let errors = asking(None, None).to_wire().unwrap_err();
    assert_eq!(
        only(&errors, "value.0.IdDocument"),
        ["`value.0.IdDocument` or `PhoneNumber` is required."]
    );
}

#[test]
fn answers_are_asked_for_by_question_or_by_time_never_by_both() {
    let asking = |ids: Option<Vec<String>>, period| {
        let body = ResponsesFor {
            type_request: RequestType::AllCategories,
            id_request: ids,
            period,
        };
        call::<ResponsesGet>((), (), body)
    };
    let ids = || Some(vec!["r-1".to_owned()]);
    there_and_back(&asking(ids(), None));
    there_and_back(&asking(None, Some(5)));
    for wrong in [asking(None, None), asking(ids(), Some(5))] {
        let errors = wrong.to_wire().unwrap_err();
        assert!(!only(&errors, "idRequest").is_empty());
    }
}

#[test]
fn an_answer_of_exchange_is_read_however_it_spells_what_waits() {
    let sample = json!({ "response": { "parametrRequest": [{
        "idDocument": "900-12-3456", "phoneNumber": null, "idRequest": "r-1", "status": "Done",
        "requestDetails": [{
            "idPpeers": "p-1", "groupData": "Name", "fieldName": "LastName", "fieldValue": "Umber",
        }],
    }] } });
    let read = Bare::<Responses>::read(sample.clone()).unwrap();
    assert!(read.response.requests[0].is_done());
    assert_eq!(Bare::<Responses>::write(read).unwrap(), sample);
    for word in ["Panding", "Pending", "pending"] {
        let mut waits = sample.clone();
        waits["response"]["parametrRequest"][0]["status"] = json!(word);
        let read = Bare::<Responses>::read(waits).unwrap();
        assert!(!read.response.requests[0].is_done(), "{word}");
    }
    // A question is echoed as it was asked.
    let taken = json!({ "response": { "parametrRequest": [{
        "IdDocument": null, "PhoneNumber": "0999999999", "idRequest": "r-2",
    }] } });
    let read = Bare::<Requests>::read(taken.clone()).unwrap();
    assert_eq!(Bare::<Requests>::write(read).unwrap(), taken);
}
