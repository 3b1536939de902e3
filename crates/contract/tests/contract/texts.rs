//! Texts that are entered: read as servers write them, sent by the rules.

use contract::{
    Call, decode,
    portal::{
        ById, LONGEST_LETTER, NewTemplate, NewTemplateCategory, NewTemplateContent, Snippet,
        SnippetFields, SnippetsClone, SnippetsCreate, SnippetsUpdate, TemplateCategoriesCreate,
        TemplateCategoriesUpdate, TemplateCategory, TemplateCategoryChange, TemplateType,
        TemplatesCreate,
    },
};
use serde_json::json;

use crate::{
    reading::there_and_back as record_there_and_back,
    sending::{call, only, there_and_back},
};

const MOMENT: &str = "2026-01-02T03:04:05Z";

#[test]
fn a_category_goes_there_and_back_with_and_without_a_count() {
    let mut category = json!({
        "created_at": MOMENT, "id": 2, "name": "Letters to a bureau", "updated_at": MOMENT,
    });
    record_there_and_back::<TemplateCategory>(&category);
    category["templates_count"] = json!(4);
    record_there_and_back::<TemplateCategory>(&category);
}

#[test]
fn a_snippet_is_sent_as_it_is_to_be() {
    let fields = SnippetFields {
        content: Some("Thank you,\n[Agent]".to_owned()),
        is_state_related: Some(true),
        name: Some("Closing".to_owned()),
        state_code: Some("NY".to_owned()),
    };
    let wire = there_and_back(&call::<SnippetsCreate>((), (), fields));
    let sent = json!({
        "content": "Thank you,\n[Agent]", "is_state_related": true, "name": "Closing",
        "state_code": "NY",
    });
    assert_eq!(wire.body, Some(sent));
    let change = SnippetFields {
        is_state_related: Some(false),
        ..SnippetFields::default()
    };
    let wire = there_and_back(&call::<SnippetsUpdate>(ById { id: 7 }, (), change));
    assert_eq!(wire.body, Some(json!({ "is_state_related": false })));
    let wire = there_and_back(&call::<SnippetsClone>(ById { id: 7 }, (), ()));
    assert_eq!((wire.path.as_str(), wire.body), ("/snippets/7/clone", None));
    let read: Snippet = decode(&json!({ "id": "7", "is_state_related": 0 })).unwrap();
    assert_eq!((read.id, read.is_state_related), (Some(7), Some(false)));
}

#[test]
fn a_snippet_that_breaks_a_rule_is_refused_before_it_leaves() {
    let fields = SnippetFields {
        content: Some(String::new()),
        name: Some("x".repeat(61)),
        state_code: Some("New York".to_owned()),
        ..SnippetFields::default()
    };
    let errors = call::<SnippetsCreate>((), (), fields)
        .to_wire()
        .unwrap_err();
    assert_eq!(errors.0["content"], ["`content` is required."]);
    assert_eq!(
        errors.0["name"],
        ["`name` must have at most 60 characters."]
    );
    assert_eq!(errors.0["state_code"], ["`state_code` has the wrong form."]);
    for name in ["[Closing]", "Closing]", "[[", "two\nlines"] {
        let fields = SnippetFields {
            name: Some(name.to_owned()),
            ..SnippetFields::default()
        };
        let change = call::<SnippetsUpdate>(ById { id: 7 }, (), fields);
        let errors = change.to_wire().unwrap_err();
        assert_eq!(only(&errors, "name"), ["`name` has the wrong form."]);
    }
}

#[test]
fn every_type_of_a_template_is_written_as_its_word() {
    for kind in TemplateType::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.word());
    }
}

#[test]
fn a_template_is_sent_block_by_block() {
    let block = |section: Option<&str>, content: &str| NewTemplateContent {
        content: content.to_owned(),
        section_type: section.map(str::to_owned),
    };
    let new = NewTemplate {
        category_id: Some(2),
        contents: vec![block(Some("opening"), "{Dear|To}"), block(None, "[Agent]")],
        is_dispute: Some(false),
        name: Some("A letter".to_owned()),
        kind: Some(TemplateType::Smart),
    };
    let wire = there_and_back(&call::<TemplatesCreate>((), (), new));
    let sent = json!({
        "category_id": 2,
        "contents": [{ "content": "{Dear|To}", "section_type": "opening" }, { "content": "[Agent]" }],
        "is_dispute": false, "name": "A letter", "type": "smart",
    });
    assert_eq!(wire.body, Some(sent));
    let new = NewTemplate {
        category_id: Some(0),
        contents: vec![
            block(None, ""),
            block(Some(""), &"x".repeat(LONGEST_LETTER + 1)),
        ],
        name: Some("x".repeat(256)),
        ..NewTemplate::default()
    };
    let errors = call::<TemplatesCreate>((), (), new).to_wire().unwrap_err();
    let names: Vec<&String> = errors.0.keys().collect();
    assert_eq!(
        names,
        [
            "category_id",
            "contents.0.content",
            "contents.1.content",
            "contents.1.section_type",
            "name"
        ]
    );
    let body = json!({ "contents": [{ "content": "x" }], "type": "banner" });
    let errors = Call::<TemplatesCreate>::from_wire(vec![], vec![], Some(body)).unwrap_err();
    assert_eq!(
        only(&errors, "type"),
        ["`type` must be one of `static`, `smart`, `sms`, `reference`."]
    );
}

#[test]
fn a_category_is_not_sent_without_a_name() {
    let new = NewTemplateCategory {
        name: Some("Reminders".to_owned()),
    };
    let wire = there_and_back(&call::<TemplateCategoriesCreate>((), (), new));
    assert_eq!(wire.body, Some(json!({ "name": "Reminders" })));
    let change = TemplateCategoryChange {
        name: "x".repeat(256),
    };
    let update = call::<TemplateCategoriesUpdate>(ById { id: 2 }, (), change);
    let errors = update.to_wire().unwrap_err();
    assert_eq!(
        only(&errors, "name"),
        ["`name` must have at most 255 characters."]
    );
    let path = vec![("id".to_owned(), "2".to_owned())];
    let errors = Call::<TemplateCategoriesUpdate>::from_wire(path, vec![], None).unwrap_err();
    assert_eq!(only(&errors, "name"), ["`name` is required."]);
}
