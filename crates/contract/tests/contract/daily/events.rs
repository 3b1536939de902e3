//! What has happened and what it sets off: events, their definitions, a workflow's step, what
//! Customer.io sends. Read as servers write it, sent by the rules.

use contract::{
    Answer, Call, Operation, Said, decode,
    portal::{
        ByEventName, ById, ByStepAndClient, CustomerioTemplate, CustomerioTemplatesList, Event,
        EventDefinition, EventDefinitionChange, EventDefinitionListing, EventDefinitionStatus,
        EventDefinitionsCreate, EventDefinitionsList, EventDefinitionsUpdate, EventListing,
        EventSort, EventsGet, EventsList, NewEventDefinition, StepExecution, WorkflowDebugStep,
    },
};
use serde_json::json;

use super::{definition, execution};
use crate::{
    reading::there_and_back as record_there_and_back,
    sending::{call, only, text, there_and_back},
};

#[test]
fn a_definition_goes_there_and_back_with_its_events_and_what_it_sets_off() {
    record_there_and_back::<EventDefinition>(&definition());
    let read: EventDefinition = decode(&definition()).unwrap();
    assert!(!format!("{read:?} {:?}", read.events).contains("Umber"));
}

#[test]
fn an_event_goes_there_and_back_with_all_that_it_tells() {
    record_there_and_back::<Event>(&json!({
        "context": [{ "library": { "name": "events-php", "version": "2.1.0" } }],
        "event": "User Login",
        "properties": [{ "ip_address": "192.0.2.1", "user_id": 123 }],
        "rudderId": "3d6f0a52-1c7e-4b9a-9f10-5e2a7c44d810",
        "timestamp": "2026-01-02T03:04:05.000Z",
    }));
    let listing = EventListing {
        event: Some("login".to_owned()),
        rudder_id: Some("3d6f0a52".to_owned()),
        sort_by: Some(EventSort::RudderId),
        ..EventListing::default()
    };
    let wire = there_and_back(&call::<EventsList>((), listing, ()));
    let sent = [
        ("event", "login"),
        ("rudderId", "3d6f0a52"),
        ("sort_by", "rudderId"),
    ];
    assert_eq!(wire.query, text(&sent));
    let path = |name: &str| ByEventName {
        event_name: name.to_owned(),
    };
    let wire = call::<EventsGet>(path("User Login"), (), ())
        .to_wire()
        .unwrap();
    assert_eq!(wire.path, "/clickhouse-events/User%20Login");
    let errors = call::<EventsGet>(path(""), (), ()).to_wire().unwrap_err();
    assert_eq!(only(&errors, "eventName"), ["`eventName` is required."]);
    let query = text(&[("sort_by", "name")]);
    let errors = Call::<EventsList>::from_wire(vec![], query, None).unwrap_err();
    let sentence = "`sort_by` must be one of `event`, `timestamp`, `rudderId`.";
    assert_eq!(only(&errors, "sort_by"), [sentence]);
}

#[test]
fn a_definition_is_sent_with_the_keys_of_what_its_events_tell() {
    let new = |keys: &[&str]| NewEventDefinition {
        description: "A note was written.".to_owned(),
        name: "Note Created".to_owned(),
        schema: keys.iter().map(|key| (*key).to_owned()).collect(),
        source: "office".to_owned(),
        status: Some(EventDefinitionStatus::Active),
    };
    let keys = ["context.payload.client_id", "property"];
    let wire = there_and_back(&call::<EventDefinitionsCreate>((), (), new(&keys)));
    assert_eq!(wire.body.unwrap()["schema"], json!(keys));
    for (keys, field, sentence) in [
        (&["a b"][..], "schema.0", "`schema.0` has the wrong form."),
        (&["a", "b."], "schema.1", "`schema.1` has the wrong form."),
        (&[], "schema", "`schema` must name one or more."),
    ] {
        let create = call::<EventDefinitionsCreate>((), (), new(keys));
        assert_eq!(only(&create.to_wire().unwrap_err(), field), [sentence]);
    }
    let nothing = EventDefinitionChange::default();
    let wire = there_and_back(&call::<EventDefinitionsUpdate>(ById { id: 2 }, (), nothing));
    assert_eq!(wire.body, Some(json!({})));
    let errors = Call::<EventDefinitionsCreate>::from_wire(vec![], vec![], None).unwrap_err();
    let names: Vec<&String> = errors.0.keys().collect();
    assert_eq!(names, ["description", "name", "schema", "source"]);
    let listing = EventDefinitionListing {
        source: Some("office".to_owned()),
        status: Some(EventDefinitionStatus::Draft),
        ..EventDefinitionListing::default()
    };
    let wire = there_and_back(&call::<EventDefinitionsList>((), listing, ()));
    assert_eq!(
        wire.query,
        text(&[("source", "office"), ("status", "draft")])
    );
}

#[test]
fn a_step_is_run_for_a_client_whatever_comes_back() {
    let path = ByStepAndClient {
        workflow_step: 1,
        client: 41,
    };
    let wire = there_and_back(&call::<WorkflowDebugStep>(path, (), ()));
    assert_eq!(wire.path, "/debug/workflow-steps/1/clients/41/execute");
    let path = ByStepAndClient::default();
    let errors = call::<WorkflowDebugStep>(path, (), ())
        .to_wire()
        .unwrap_err();
    let names: Vec<&String> = errors.0.keys().collect();
    assert_eq!(names, ["client", "workflowStep"]);
    type Ran = <WorkflowDebugStep as Operation>::Answer;
    assert!(Ran::read(json!({ "data": {} })).unwrap() == StepExecution::default());
    record_there_and_back::<StepExecution>(&execution());
}

#[test]
fn what_customer_io_sends_is_read_with_the_sentence_beside_it() {
    let template = json!({
        "created_at": 1_700_000_000, "description": "", "hide_message_body": false, "id": 1,
        "link_tracking": true, "name": "A welcome", "open_tracking": true,
        "queue_drafts": false, "send_to_unsubscribed": true, "trigger_name": "",
        "updated_at": 1_700_000_000,
    });
    record_there_and_back::<CustomerioTemplate>(&template);
    let answer = json!({ "data": [template], "message": "Here they are." });
    let read = Said::<CustomerioTemplate>::read(answer.clone()).unwrap();
    assert_eq!(
        (read.record.len(), read.message.as_deref()),
        (1, Some("Here they are."))
    );
    assert_eq!(Said::<CustomerioTemplate>::write(read).unwrap(), answer);
    let bare = Said::<CustomerioTemplate>::read(json!([template])).unwrap();
    assert_eq!((bare.record.len(), bare.message), (1, None));
    let wire = there_and_back(&call::<CustomerioTemplatesList>((), (), ()));
    assert_eq!(wire.path, "/customer-io/templates");
}
