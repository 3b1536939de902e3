//! The daily work: tasks, what clients bought, who they are. Read as servers write it, sent by the
//! rules. What has happened is in a file of its own.

mod events;

use contract::{
    Answer, Call, Operation, Rest, decode,
    portal::{
        ByKbaProvider, ClientProduct, ClientProductListing, ClientProductsList, KbaAnswer,
        KbaAnswered, KbaAnswers, KbaProvider, KbaQuestions, KbaSkip, KbaStep, NegativeItem,
        SortDirection, Task, TaskListing, TasksList,
    },
};
use serde_json::{Value, json};

use crate::{
    reading::there_and_back as record_there_and_back,
    sending::{call, only, text, there_and_back},
};

const MOMENT: &str = "2026-01-02T03:04:05Z";

fn client() -> Value {
    json!({
        "attributes": {
            "Email": "ana@example.com", "FirstName": "Ana", "Id": "003RD0000000041AAA",
            "LastName": "Soto", "MiddleName": "Ines",
        },
        "client_key": "key-1", "email": "ana@example.com", "id": 41,
        "joint_customer_sf_id": "003RD0000000042AAA", "mobile_phone": "(918) 555-0101",
        "salesforce_id": 7_000_041, "segments": segment(), "ssn": 900_123_456, "updated_at": null,
    })
}

fn segment() -> Value {
    json!({
        "clients_count": 3,
        "conditions": {
            "combinator": "AND", "count_repeat": 0, "not": 0, "relation": "negative_items",
            "rules": [{
                "count_repeat": 0, "field": "account_type", "operator": "=", "relation": "",
                "value": "Collection",
            }],
        },
        "created_at": MOMENT, "description": "Owe a collector", "id": 5, "is_active": true,
        "is_archive": false, "name": "Collections", "negative_items_count": 4, "type": "client",
        "updated_at": MOMENT, "usage_count": 1,
    })
}

fn user() -> Value {
    json!({
        "created_at": MOMENT, "email": "ines@example.com", "first_name": "Ines", "id": 4,
        "last_name": "Quintana",
        "roles": [{ "id": "2", "name": "Agent", "permissions": [{ "name": "clients.read" }] }],
        "updated_at": MOMENT, "user_access_log": { "last_login_at": MOMENT },
    })
}

/// A workflow as far as the document shows one before it leads back to itself.
fn workflow() -> Value {
    json!({
        "can_run_concurrently": true, "completion_status": "done", "createdBy": user(),
        "created_at": MOMENT, "description": "For all", "exit_on_trigger_mismatch": true, "id": 8,
        "is_active": true, "is_archive": false, "is_version": false, "lastModifiedBy": user(),
        "max_duration": 30, "name": "New client", "steps": [{ "id": 1, "config": {} }],
        "trigger": { "id": 2, "type": "event" }, "type": "client", "updated_at": MOMENT,
        "workflowInstances": [{ "id": 3 }],
        "workflowNotes": [{
            "author": user(), "content": "Begin here", "coordinate_x": 0.5, "coordinate_y": 1.5,
            "created_at": MOMENT, "height": 10.25, "id": 9, "updated_at": MOMENT, "width": 20.5,
            "workflow": { "id": 8 },
        }],
    })
}

fn execution() -> Value {
    json!({
        "client": { "id": 1, "config": {} }, "created_at": MOMENT, "end_time": MOMENT,
        "error": { "variable": ["why"] }, "id": 6, "result": { "variable": ["what"] },
        "retry_count": 1, "start_time": MOMENT, "status": "pending", "updated_at": MOMENT,
        "workflow": { "id": 3, "status": "running" },
    })
}

fn instance() -> Value {
    let item = serde_json::to_value(NegativeItem::default()).unwrap();
    json!({
        "client": client(), "context": { "variable": ["x"] }, "created_at": MOMENT,
        "end_time": MOMENT, "event": { "id": 1 }, "id": 3, "negativeItem": item,
        "result": { "variable": ["x"] }, "start_time": MOMENT, "status": "running",
        "stepExecutions": [execution()], "trigger": { "id": 2 }, "updated_at": MOMENT,
        "version_number": 7, "workflow": { "id": 8 },
    })
}

fn definition() -> Value {
    json!({
        "created_at": MOMENT, "description": "A note was written.",
        "events": [{
            "attributes": { "property1": "Umber" }, "client": client(),
            "data": { "variable": ["x"] }, "eventDefinition": { "id": 2 }, "id": 1,
            "occurred_at": MOMENT, "processed_at": MOMENT, "received_at": MOMENT,
            "rudder_id": "3d6f0a52-1c7e-4b9a-9f10-5e2a7c44d810", "status": "received",
            "workflowInstances": [instance()],
        }],
        "id": 2, "name": "Note Created",
        "schema": { "properties": { "client_id": {} }, "required": ["client_id"] },
        "source": "office", "status": "draft",
        "triggerEventConditions": [{
            "created_at": MOMENT, "eventDefinition": { "id": 2 }, "id": 4, "segment": segment(),
            "trigger": {
                "created_at": MOMENT, "id": 2, "triggerEventCondition": { "id": 4 },
                "type": "event", "updated_at": MOMENT, "workflow": workflow(),
                "workflowInstances": [{ "id": 3 }],
            },
            "updated_at": MOMENT,
        }],
        "updated_at": MOMENT,
    })
}

#[test]
fn a_task_goes_there_and_back_with_the_step_that_set_it() {
    let template = json!({
        "category": { "created_at": MOMENT, "id": 2, "name": "Letters", "updated_at": MOMENT },
        "contents": [{
            "content": "Dear Ana", "created_at": MOMENT, "deleted_at": MOMENT, "id": 1,
            "section_type": "opening", "updated_at": MOMENT, "version": "1",
        }],
        "created_at": MOMENT, "deleted_at": MOMENT, "id": 3, "is_dispute": true, "name": "A letter",
        "preview_content": "Dear Ana", "type": "static", "updated_at": MOMENT,
    });
    let step = json!({
        "config": { "variable": ["x"] }, "created_at": MOMENT, "eventDefinition": definition(),
        "id": 1, "is_children": true, "name": "Tell", "nextStepOnFailure": { "id": 2 },
        "nextStepOnSuccess": { "id": 3 }, "on_fail_exit": true, "segment": segment(),
        "stepExecutions": [execution()], "step_order": 1, "template": template,
        "type": "http_request", "updated_at": MOMENT, "workflow": workflow(),
    });
    let task = json!({
        "author": user(), "client": client(), "created_at": MOMENT, "description": "By phone.",
        "due_date": MOMENT, "id": 7, "name": "Call Ana", "resource_id": "41",
        "resource_type": "client", "status": "open", "updated_at": MOMENT, "workflow_step": step,
    });
    record_there_and_back::<Task>(&task);
    let read: Task = decode(&task).unwrap();
    assert!(!format!("{read:?} {:?}", read.workflow_step).contains("Ana"));
    // An id in digits is text here, and an empty object is an empty array to some.
    let odd: Task = decode(&json!({
        "id": "7", "resource_id": 41, "workflow_step": { "config": [], "stepExecutions": [] },
    }))
    .unwrap();
    assert_eq!((odd.id, odd.resource_id.as_deref()), (Some(7), Some("41")));
    assert!(odd.workflow_step.unwrap().config.is_empty());
}

#[test]
fn tasks_are_asked_for_by_client_text_status_day_and_author() {
    let listing = TaskListing {
        client_id: 41,
        search: Some("call".to_owned()),
        status: Some("open".to_owned()),
        due_date: Some("2026-01-31T00:00:00-05:00".to_owned()),
        author_id: Some(4),
        sort_by: Some("due_date".to_owned()),
        sort_direction: Some(SortDirection::Desc),
        page: Some(2),
        per_page: Some(10),
    };
    let wire = there_and_back(&call::<TasksList>((), listing, ()));
    assert_eq!((wire.path.as_str(), wire.query.len()), ("/client-tasks", 9));
    let errors = Call::<TasksList>::from_wire(vec![], vec![], None).unwrap_err();
    assert_eq!(only(&errors, "client_id"), ["`client_id` is required."]);
    let listing = TaskListing {
        client_id: 41,
        due_date: Some("2026-01-31".to_owned()),
        ..TaskListing::default()
    };
    let errors = call::<TasksList>((), listing, ()).to_wire().unwrap_err();
    let sentence = "`due_date` must be a moment such as 2026-01-31T17:00:00Z.";
    assert_eq!(only(&errors, "due_date"), [sentence]);
}

#[test]
fn what_a_client_bought_goes_there_and_back_with_its_fees() {
    let product = json!({
        "created_at": MOMENT, "id": 3, "name": "Disputes", "product_code": "DISPUTES",
        "product_type": "monthly", "updated_at": MOMENT,
    });
    let mut bought = json!({
        "charged_monthly": 89.1, "client": client(), "created_at": MOMENT, "id": 5,
        "initial_fee": 0.1, "product": product, "updated_at": MOMENT,
    });
    record_there_and_back::<ClientProduct>(&bought);
    (bought["initial_fee"], bought["charged_monthly"]) = (json!("99.50"), json!(89));
    let read: ClientProduct = decode(&bought).unwrap();
    assert_eq!(
        (read.initial_fee, read.charged_monthly),
        (Some(99.5), Some(89.0))
    );
    let listing = ClientProductListing {
        client_id: Some(41),
        ..ClientProductListing::default()
    };
    let wire = there_and_back(&call::<ClientProductsList>((), listing, ()));
    assert_eq!(wire.query, text(&[("client_id", "41")]));
    let listing = ClientProductListing {
        client_id: Some(0),
        ..ClientProductListing::default()
    };
    let errors = call::<ClientProductsList>((), listing, ())
        .to_wire()
        .unwrap_err();
    assert_eq!(
        only(&errors, "client_id"),
        ["`client_id` must be at least 1."]
    );
}

#[test]
fn what_is_asked_of_a_client_is_read_in_every_form_and_an_end_is_told_from_more() {
    let step = json!({
        "auth_method": "KBA", "auth_token": "t-1",
        "questions": [{
            "answers": [{ "id": "222", "text": "Umber Bank" }], "id": "111", "text": "Who?",
        }],
    });
    record_there_and_back::<KbaStep>(&step);
    for answer in [json!([step]), step.clone(), json!({ "data": [step] })] {
        let rest = Rest::<KbaStep>::read(answer).unwrap().unwrap();
        assert_eq!(rest.rows.len(), 1);
        assert!(!format!("{:?}", rest.rows).contains("Umber"));
    }
    // Nothing, or a sentence about it, is an end; an empty list is not.
    for answer in [Value::Null, json!({ "message": "Done." })] {
        assert!(Rest::<KbaStep>::read(answer).unwrap().is_none());
    }
    assert_eq!(
        Rest::<KbaStep>::read(json!([]))
            .unwrap()
            .unwrap()
            .rows
            .len(),
        0
    );
    assert_eq!(Rest::<KbaStep>::write(None).unwrap(), Value::Null);
    assert_eq!(KbaAnswer::ROW.statuses[..2], [200, 204]);
}

#[test]
fn answers_go_to_the_provider_that_asked() {
    for provider in KbaProvider::ALL {
        assert_eq!(serde_json::to_value(provider).unwrap(), provider.word());
        let path = ByKbaProvider { id: 41, provider };
        let wire = there_and_back(&call::<KbaQuestions>(path.clone(), (), ()));
        assert_eq!(wire.path, format!("/clients/41/kba/{}", provider.word()));
        let wire = there_and_back(&call::<KbaSkip>(path, (), ()));
        assert!(wire.path.ends_with("/skip"));
    }
    let answers = |pin: &str, question: &str| {
        let path = ByKbaProvider {
            id: 41,
            provider: KbaProvider::IdIq,
        };
        let answered = KbaAnswered {
            answer_id: "222".to_owned(),
            question_id: question.to_owned(),
        };
        let body = KbaAnswers {
            answers: vec![answered],
            auth_pin: Some(pin.to_owned()),
            auth_token: Some("t-1".to_owned()),
        };
        call::<KbaAnswer>(path, (), body)
    };
    let wire = there_and_back(&answers("123456", "111"));
    let sent = json!({
        "answers": [{ "answerId": "222", "questionId": "111" }], "auth_pin": "123456",
        "auth_token": "t-1",
    });
    assert_eq!(wire.body, Some(sent));
    let errors = answers("", "").to_wire().unwrap_err();
    let names: Vec<&String> = errors.0.keys().collect();
    assert_eq!(names, ["answers.0.questionId", "auth_pin"]);
    let path = [("id", "41"), ("provider", "umber")];
    let errors = Call::<KbaSkip>::from_wire(text(&path), vec![], None).unwrap_err();
    assert_eq!(only(&errors, "provider").len(), 1);
    let path = [("id", "41"), ("provider", "id_iq")];
    let errors = Call::<KbaAnswer>::from_wire(text(&path), vec![], None).unwrap_err();
    assert_eq!(only(&errors, "answers"), ["`answers` is required."]);
}
