//! What letters are made of: read as servers write it, in whatever envelope, and asked for by
//! filters. How letters are sent is for `correspondence`.

use contract::{
    Answer, Call, List, Page, Paged, Whole, decode,
    portal::{
        BureauAddress, ClaimCode, Correspondence, CorrespondenceList, CorrespondenceListing,
        CorrespondenceType, Furnisher, FurnisherListing, FurnisherType, FurnishersList,
        Instruction, Snippet, SnippetListing, SnippetsList, SortDirection, Template,
        TemplateListing, TemplatePreviewing, TemplatesList, TemplatesPreview,
    },
};
use serde_json::{Value, json};

use crate::{
    reading::there_and_back as record_there_and_back,
    sending::{call, only, text, there_and_back},
};

const MOMENT: &str = "2026-01-02T03:04:05Z";

fn claim_code() -> Value {
    json!({
        "created_at": MOMENT, "eq_code": "1", "ex_code": "2", "id": 3, "is_active": true,
        "tcp_name": "Not the consumer's account", "tu_code": "4", "updated_at": MOMENT,
    })
}

#[test]
fn what_letters_are_made_of_goes_there_and_back_without_a_loss() {
    let category = json!({
        "created_at": MOMENT, "id": 2, "name": "Letters to a bureau", "updated_at": MOMENT,
    });
    let content = json!({
        "content": "Subject: A dispute\n\nDear [Recipient],", "created_at": MOMENT,
        "deleted_at": null, "id": 9, "section_type": "opening", "updated_at": MOMENT,
        "version": "1",
    });
    record_there_and_back::<Template>(&json!({
        "category": category, "contents": [content], "created_at": MOMENT, "deleted_at": null,
        "id": 1, "is_dispute": true, "name": "A dispute", "preview_content": "Dear Equifax,",
        "type": "static", "updated_at": MOMENT,
    }));
    record_there_and_back::<Snippet>(&json!({
        "content": "Thank you.", "created_at": MOMENT, "id": 1, "is_state_related": true,
        "name": "Closing", "state_code": "NY", "updated_at": MOMENT,
    }));
    record_there_and_back::<ClaimCode>(&claim_code());
    record_there_and_back::<Instruction>(&json!({
        "claim_code": claim_code(), "created_at": MOMENT,
        "creditor_types": [{
            "created_at": MOMENT, "id": 1, "subtype": "Card", "type": "Bank", "updated_at": MOMENT,
        }],
        "id": 1, "name": "The account is not mine.", "order": 1, "updated_at": MOMENT,
    }));
}

#[test]
fn addresses_go_there_and_back_without_a_loss() {
    record_there_and_back::<BureauAddress>(&json!({
        "address": "PO Box 740256", "city": "Atlanta", "created_at": MOMENT,
        "fax_number": "(404) 555-0101", "id": 1, "is_default": true, "state": "GA",
        "title": "Equifax Information Services LLC", "type": "equifax", "updated_at": MOMENT,
        "zip_code": "30374-0256",
    }));
    record_there_and_back::<Furnisher>(&json!({
        "address": "1 Umber Way", "city": "Newark", "created_at": MOMENT,
        "fax_number": "(973) 555-0101", "id": 1, "name": "Umber Bank", "state": "NJ",
        "type": "Original_Creditor", "updated_at": MOMENT, "zip_code": "07101",
    }));
    // Where a server knows no address, there is not even an empty one.
    let plain = serde_json::to_value(Furnisher::default()).unwrap();
    let mut fields: Vec<&String> = plain.as_object().unwrap().keys().collect();
    fields.sort_unstable();
    let documented = [
        "created_at",
        "fax_number",
        "id",
        "name",
        "type",
        "updated_at",
    ];
    assert_eq!(fields, documented);
}

#[test]
fn a_zip_code_that_came_as_a_number_has_its_zeros_again() {
    for (sent, read) in [
        (json!(7101), Some("07101")),
        (json!(30374), Some("30374")),
        (json!(71_010_256), Some("07101-0256")),
        (json!("02134"), Some("02134")),
        (json!(" 2134 "), Some("02134")),
        (json!("30374-0256"), Some("30374-0256")),
        (json!("SW1A 2AA"), Some("SW1A 2AA")),
        (json!(""), None),
        (json!(null), None),
    ] {
        let address: BureauAddress = decode(&json!({ "zip_code": sent })).unwrap();
        assert_eq!(address.zip_code.as_deref(), read, "{sent}");
        let furnisher: Furnisher = decode(&json!({ "zip_code": sent })).unwrap();
        assert_eq!(furnisher.zip_code.as_deref(), read, "{sent}");
    }
}

#[test]
fn what_another_server_writes_its_own_way_is_read() {
    let template: Template = decode(&json!({
        "id": "1", "is_dispute": 1, "category": [], "contents": [{ "id": "2", "version": 3 }],
        "type": "banner",
    }))
    .unwrap();
    assert_eq!((template.id, template.is_dispute), (Some(1), Some(true)));
    assert_eq!(template.contents[0].version.as_deref(), Some("3"));
    assert_eq!(template.kind.as_deref(), Some("banner"));
    let bare: Template = decode(&json!({ "contents": null, "category": null })).unwrap();
    assert_eq!(bare, Template::default());
    let instruction: Instruction =
        decode(&json!({ "order": "4", "creditor_types": null, "claim_code": null })).unwrap();
    assert_eq!(instruction.order, Some(4));
    let piece: Correspondence = decode(&json!({
        "attributes": [{ "name": "Fax_Number", "value": 5_550_101 }], "attachments": [],
    }))
    .unwrap();
    assert_eq!(piece.attribute("fax_number"), Some("5550101"));
    assert_eq!(piece.attribute("subject"), None);
}

#[test]
fn a_list_is_read_in_each_envelope_that_servers_put_it_in() {
    let code = claim_code();
    for answer in [
        json!({ "data": code }),
        json!({ "data": [code] }),
        json!([code]),
        json!({ "data": [code], "links": {}, "meta": { "total": 1 } }),
    ] {
        for rows in [
            Whole::<ClaimCode>::read(answer.clone()).unwrap().rows,
            List::<ClaimCode>::read(answer.clone()).unwrap().rows,
            Paged::<ClaimCode>::read(answer.clone()).unwrap().rows,
        ] {
            let names: Vec<Option<&str>> = rows.iter().map(|row| row.tcp_name.as_deref()).collect();
            assert_eq!(names, [Some("Not the consumer's account")], "{answer}");
        }
    }
    let page = Page {
        rows: vec![ClaimCode::default()],
        meta: None,
    };
    let written = Whole::<ClaimCode>::write(page).unwrap();
    assert_eq!(written["data"].as_array().map(Vec::len), Some(1));
    assert_eq!(written.as_object().map(|map| map.len()), Some(1));
}

#[test]
fn filters_arrive_as_they_were_sent() {
    let listing = TemplateListing {
        name: Some("dispute".to_owned()),
        category_name: Some("bureau".to_owned()),
        kind: Some("static".to_owned()),
        sort_direction: Some(SortDirection::Desc),
        ..TemplateListing::default()
    };
    let wire = there_and_back(&call::<TemplatesList>((), listing, ()));
    let sent = [
        ("name", "dispute"),
        ("category_name", "bureau"),
        ("type", "static"),
        ("sort_direction", "desc"),
    ];
    assert_eq!(wire.query, text(&sent));
    let path = contract::portal::ById { id: 7 };
    let previewing = TemplatePreviewing {
        client_id: Some(41),
    };
    let wire = there_and_back(&call::<TemplatesPreview>(path, previewing, ()));
    assert_eq!(wire.path, "/templates/7");
    assert_eq!(wire.query, text(&[("client_id", "41")]));
    let listing = FurnisherListing {
        kind: Some(FurnisherType::CollectionAgency),
        ..FurnisherListing::default()
    };
    let wire = there_and_back(&call::<FurnishersList>((), listing, ()));
    assert_eq!(wire.query, text(&[("type", "Collection_Agency")]));
    let listing = CorrespondenceListing {
        kind: Some(CorrespondenceType::Letter),
        client_id: Some(41),
        negative_item_id: Some(7),
        run_by: Some(4),
        ..CorrespondenceListing::default()
    };
    let wire = there_and_back(&call::<CorrespondenceList>((), listing, ()));
    let sent = [
        ("type", "letter"),
        ("client_id", "41"),
        ("run_by", "4"),
        ("negative_item_id", "7"),
    ];
    assert_eq!(wire.query, text(&sent));
}

#[test]
fn a_filter_that_can_find_nothing_is_refused_before_it_leaves() {
    let listing = SnippetListing {
        created_at: Some("2026-02-30".to_owned()),
        state_code: Some("New York".to_owned()),
        ..SnippetListing::default()
    };
    let errors = call::<SnippetsList>((), listing, ()).to_wire().unwrap_err();
    assert_eq!(
        errors.0["created_at"],
        ["`created_at` must be a day such as 2026-01-31."]
    );
    assert_eq!(errors.0["state_code"], ["`state_code` has the wrong form."]);
    let query = text(&[("type", "Neighbour")]);
    let errors = Call::<FurnishersList>::from_wire(vec![], query, None).unwrap_err();
    assert_eq!(
        only(&errors, "type"),
        [
            "`type` must be one of `Collection_Agency`, `Government_Office`, `Original_Creditor`, `Public_Record`."
        ]
    );
}

#[test]
fn every_way_of_sending_and_every_furnisher_is_written_as_its_word() {
    for kind in CorrespondenceType::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
    }
    for kind in FurnisherType::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
    }
}
