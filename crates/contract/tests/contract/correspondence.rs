//! How letters, faxes, e-mails and text messages are sent: each by its rules, refused by name where
//! it breaks one, and what a server says of it read.

use contract::{
    Answer, Call, Data, Done, Told, decode,
    portal::{
        Correspondence, CorrespondenceCreate, CorrespondenceSend, CorrespondenceType, EmailPiece,
        FaxAttributes, FaxOnly, FaxPiece, LetterPiece, NewCorrespondence, NewFax, SmsPiece,
    },
    record,
};
use serde_json::json;

use crate::sending::{call, only, there_and_back};

#[test]
fn what_was_sent_is_read_with_and_without_the_sentence_beside_it() {
    let piece = json!({ "id": 5, "type": "fax", "attributes": [], "client_id": 41 });
    let twice = json!({ "data": { "data": piece, "message": "It is in the outgoing folder." } });
    let once = json!({ "data": piece, "message": "It is in the outgoing folder." });
    for (answer, message) in [
        (twice.clone(), Some("It is in the outgoing folder.")),
        (once, Some("It is in the outgoing folder.")),
        (json!({ "data": piece }), None),
        (piece.clone(), None),
    ] {
        assert_eq!(record(answer.clone()), Ok(piece.clone()), "{answer}");
        let read = Told::<Correspondence>::read(answer.clone()).unwrap();
        assert_eq!(
            (read.record.id, read.message.as_deref()),
            (Some(5), message)
        );
        let bare = Data::<Correspondence>::read(answer).unwrap();
        assert_eq!(bare.kind.as_deref(), Some("fax"));
    }
    let done = Done {
        record: decode::<Correspondence>(&piece).unwrap(),
        message: Some("It is in the outgoing folder.".to_owned()),
    };
    assert!(!format!("{done:?}").contains("folder"));
    let written = Told::<Correspondence>::write(done).unwrap();
    assert_eq!(written["data"]["data"]["id"], 5);
    assert_eq!(written["data"]["message"], twice["data"]["message"]);
}

fn fax() -> FaxPiece {
    FaxPiece {
        attachment_id: 9,
        fax_number: "(404) 555-0101".to_owned(),
        furnisher: None,
        recipient: Some("Equifax".to_owned()),
    }
}

fn of_fax(fax: FaxPiece) -> Call<CorrespondenceSend> {
    let body = NewCorrespondence {
        client_id: Some(41),
        fax: Some(fax),
        kind: CorrespondenceType::Fax,
        ..NewCorrespondence::default()
    };
    call((), (), body)
}

#[test]
fn whatever_is_sent_carries_the_piece_that_its_type_names_and_no_empty_ones() {
    let wire = there_and_back(&of_fax(fax()));
    let sent = json!({
        "client_id": 41, "type": "fax",
        "fax": { "attachment_id": 9, "fax_number": "(404) 555-0101", "recipient": "Equifax" },
    });
    assert_eq!(wire.body, Some(sent));
    let letter = NewCorrespondence {
        client_id: Some(41),
        negative_item_id: Some(7),
        letter: Some(LetterPiece {
            attachment_id: None,
            content: "Subject: A dispute\n\nDear Equifax,".to_owned(),
            postal_address: "Equifax\nPO Box 740256\nAtlanta, GA 30374-0256".to_owned(),
        }),
        kind: CorrespondenceType::Letter,
        ..NewCorrespondence::default()
    };
    let wire = there_and_back(&call::<CorrespondenceSend>((), (), letter));
    let body = wire.body.unwrap();
    assert_eq!(
        (&body["type"], &body["negative_item_id"]),
        (&json!("letter"), &json!(7))
    );
    assert_eq!(body["letter"].as_object().map(|map| map.len()), Some(2));
    for kind in CorrespondenceType::ALL {
        let bare = NewCorrespondence {
            client_id: Some(41),
            kind,
            ..NewCorrespondence::default()
        };
        let errors = call::<CorrespondenceSend>((), (), bare)
            .to_wire()
            .unwrap_err();
        let sentence = format!("`{}` is required.", kind.word());
        assert_eq!(only(&errors, kind.word()), [sentence]);
    }
}

#[test]
fn a_fax_goes_to_a_recipient_or_to_a_furnisher_and_to_a_number() {
    let both = FaxPiece {
        furnisher: Some("Umber Bank".to_owned()),
        ..fax()
    };
    let errors = of_fax(both).to_wire().unwrap_err();
    assert_eq!(
        only(&errors, "fax.recipient"),
        ["`fax.recipient` cannot stand beside `furnisher`."]
    );
    let neither = FaxPiece {
        recipient: None,
        ..fax()
    };
    let errors = of_fax(neither).to_wire().unwrap_err();
    assert_eq!(
        only(&errors, "fax.recipient"),
        ["`fax.recipient` or `furnisher` is required."]
    );
    for number in [
        "",
        "none",
        "555-010",
        "+1 (404) 555-0101 ext. 2",
        "1234567890123456",
    ] {
        let wrong = FaxPiece {
            fax_number: number.to_owned(),
            ..fax()
        };
        let errors = of_fax(wrong).to_wire().unwrap_err();
        assert_eq!(
            only(&errors, "fax.fax_number"),
            ["`fax.fax_number` has the wrong form."]
        );
    }
    for number in [
        "5550101",
        "404.555.0101",
        "+1 (404) 555-0101",
        "0(987)654321",
    ] {
        let right = FaxPiece {
            fax_number: number.to_owned(),
            ..fax()
        };
        there_and_back(&of_fax(right));
    }
    // The other end holds to the same rules, where nulls are what is left out.
    let body = json!({ "type": "fax", "fax": { "recipient": null, "furnisher": null } });
    let errors = Call::<CorrespondenceSend>::from_wire(vec![], vec![], Some(body)).unwrap_err();
    let names: Vec<&String> = errors.0.keys().collect();
    assert_eq!(
        names,
        ["fax.attachment_id", "fax.fax_number", "fax.recipient"]
    );
}

#[test]
fn nothing_but_a_fax_can_be_created() {
    let new = NewFax {
        attachment_id: Some(9),
        attributes: FaxAttributes {
            fax_number: "(404) 555-0101".to_owned(),
            furnisher: Some("Umber Bank".to_owned()),
            recipient: None,
        },
        client_id: 41,
        kind: FaxOnly::Fax,
    };
    let wire = there_and_back(&call::<CorrespondenceCreate>((), (), new));
    let attributes = json!({ "fax_number": "(404) 555-0101", "furnisher": "Umber Bank" });
    let sent = json!({
        "attachment_id": 9, "attributes": attributes, "client_id": 41, "type": "fax",
    });
    assert_eq!(wire.body, Some(sent));
    let body = json!({ "client_id": 41, "type": "letter", "attributes": attributes });
    let errors = Call::<CorrespondenceCreate>::from_wire(vec![], vec![], Some(body)).unwrap_err();
    assert_eq!(only(&errors, "type"), ["`type` must be one of `fax`."]);
    // The document's own sample has both, which its rule forbids.
    let body = json!({
        "client_id": 41, "type": "fax",
        "attributes": { "fax_number": "(404) 555-0101", "furnisher": "a", "recipient": "b" },
    });
    let errors = Call::<CorrespondenceCreate>::from_wire(vec![], vec![], Some(body)).unwrap_err();
    assert_eq!(
        only(&errors, "attributes.recipient"),
        ["`attributes.recipient` cannot stand beside `furnisher`."]
    );
}

#[test]
fn e_mails_and_text_messages_keep_their_rules_and_print_nothing() {
    let email = EmailPiece {
        body: "canary".to_owned(),
        subject: String::new(),
        to: "canary".to_owned(),
    };
    let sms = SmsPiece {
        body: "canary".repeat(300),
        number: "canary".to_owned(),
        tfn_id: None,
    };
    let body = NewCorrespondence {
        email: Some(email),
        sms: Some(sms),
        kind: CorrespondenceType::Email,
        ..NewCorrespondence::default()
    };
    let printed = format!("{body:?} {:?} {:?}", body.email, body.sms);
    assert!(!printed.contains("canary"), "{printed}");
    let errors = call::<CorrespondenceSend>((), (), body)
        .to_wire()
        .unwrap_err();
    let names: Vec<&String> = errors.0.keys().collect();
    assert_eq!(
        names,
        ["email.subject", "email.to", "sms.body", "sms.number"]
    );
    assert!(!format!("{errors} {errors:?}").contains("canary"));
}
