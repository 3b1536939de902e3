//! What is found, imported, told and done by itself: segments, imports, events, workflows.

use contract::portal::{
    AttachmentsUpload, ClientSegmentsList, ClientsList, CustomerioTemplatesList,
    EventDefinitionsCreate, EventDefinitionsGet, EventDefinitionsList, EventDefinitionsUpdate,
    EventsGet, EventsList, ImportsCreate, ImportsExampleCsv, ImportsList, QueryBuilderFields,
    QueryBuilderModels, QueryBuilderValues, Segment, SegmentsAttributeTypes, SegmentsCreate,
    SegmentsDelete, SegmentsExport, SegmentsGet, SegmentsList, SegmentsRefresh, SegmentsUpdate,
    WorkflowDebugStep,
};
use serde_json::json;

use super::world::{NO, World, call, file, id};

pub const GROUPS: &[&str] = &[
    "portal.client_segments",
    "portal.customerio_templates",
    "portal.event_definitions",
    "portal.events",
    "portal.imports",
    "portal.query_builder",
    "portal.segments",
    "portal.workflow",
];

#[tokio::test]
async fn what_the_office_finds_and_does_comes_to_the_client_program() {
    all(&World::practice().await).await;
}

pub async fn all(world: &World) {
    segments(world).await;
    conditions(world).await;
    imports(world).await;
    events(world).await;
    workflows(world).await;
    world.has_answered(GROUPS);
}

async fn segments(world: &World) {
    let rule = |value: i64| json!({ "field": "id", "operator": "=", "value": value });
    let new = json!({ "name": "First", "conditions": { "rules": [rule(1)] } });
    let made = world.write::<SegmentsCreate>(NO, new).await;
    assert_eq!(
        (made.name.as_deref(), made.clients_count),
        (Some("First"), Some(1))
    );
    let number = made.id.unwrap();
    assert_eq!(world.read::<SegmentsGet>(id(number), NO).await, made);
    let csv = world.fetch::<SegmentsExport>(id(number)).await;
    assert_eq!(String::from_utf8(csv).unwrap().lines().count(), 2);
    world.rig.office.settled().await;
    let listed = world.read::<ClientSegmentsList>(id(1), NO).await.rows;
    let used = Segment {
        usage_count: Some(1),
        ..made
    };
    assert_eq!(listed, [used]);
    let change = json!({ "conditions": { "rules": [rule(2)] } });
    world.write::<SegmentsUpdate>(id(number), change).await;
    assert!(
        world
            .read::<ClientSegmentsList>(id(1), NO)
            .await
            .rows
            .is_empty()
    );
    let found = world.write::<SegmentsRefresh>(id(number), NO).await;
    assert_eq!((found.id, found.clients_count), (Some(number), Some(1)));
    let query = json!({ "is_archive": 0, "client_id": 2 });
    let listed = world.read::<SegmentsList>(NO, query.clone()).await.rows;
    assert_eq!(listed, [found]);
    world.write::<SegmentsDelete>(id(number), NO).await;
    assert!(world.read::<SegmentsList>(NO, query).await.rows.is_empty());
}

async fn conditions(world: &World) {
    let types = world.read::<SegmentsAttributeTypes>(NO, NO).await.rows;
    assert!(
        types
            .iter()
            .any(|one| one.type_name.as_deref() == Some("date"))
    );
    let models = world.read::<QueryBuilderModels>(NO, NO).await.rows;
    assert_eq!(models, ["client", "negative_item"]);
    let path = json!({ "modelName": "client" });
    let fields = world
        .write::<QueryBuilderFields>(path.clone(), NO)
        .await
        .rows;
    assert!(
        fields
            .iter()
            .any(|field| field.0.contains_key("MailingState"))
    );
    let asked = json!({ "field_name": "id" });
    let values = world.write::<QueryBuilderValues>(path, asked).await.rows;
    assert_eq!(values, ["1", "2"]);
}

async fn imports(world: &World) {
    let example = world.fetch::<ImportsExampleCsv>(NO).await;
    let people = String::from_utf8(example.clone()).unwrap().lines().count() as i64 - 1;
    let csv = file("clients.csv", "text/csv", example);
    let uploaded = world.upload::<AttachmentsUpload>(&csv, NO).await;
    let import = json!({ "type": "add", "attachment_id": uploaded["id"] });
    let done = world.write::<ImportsCreate>(NO, import).await;
    assert_eq!(
        (done.status.as_deref(), done.processed_records),
        (Some("completed"), Some(people))
    );
    let listed = world.read::<ImportsList>(NO, NO).await.rows;
    assert_eq!((listed.len(), listed[0].id), (1, done.id));
    let clients = world.read::<ClientsList>(NO, NO).await;
    assert_eq!(clients.meta.unwrap().total, Some(2 + people));
}

async fn events(world: &World) {
    let new = json!({
        "name": "Client Called", "description": "A client called.", "source": "Phone",
        "schema": ["event"],
    });
    let made = world.write::<EventDefinitionsCreate>(NO, new).await;
    assert_eq!(made.status.as_deref(), Some("draft"));
    let number = made.id.unwrap();
    let change = json!({ "status": "active" });
    let changed = world
        .write::<EventDefinitionsUpdate>(id(number), change)
        .await;
    assert_eq!(changed.status.as_deref(), Some("active"));
    let read = world.read::<EventDefinitionsGet>(id(number), NO).await;
    assert!(read == changed);
    let query = json!({ "source": "phone" });
    let listed = world.read::<EventDefinitionsList>(NO, query).await.rows;
    assert!(listed == [changed]);

    let query = json!({ "event": "login" });
    let told = world.read::<EventsList>(NO, query).await.rows;
    assert_eq!(told[0].event.as_deref(), Some("User Login"));
    let path = json!({ "eventName": "User Login" });
    let latest = world.read::<EventsGet>(path, NO).await;
    assert!(told.contains(&latest));
    let never = call::<EventsGet>(json!({ "eventName": "Never" }), NO, NO);
    assert!(world.ask(&never).await.unwrap_err().is_gone());
}

async fn workflows(world: &World) {
    let path = json!({ "workflowStep": 1, "client": 2 });
    let ran = world.write::<WorkflowDebugStep>(path, NO).await;
    assert_eq!(ran.result["done"], true);
    assert_eq!(ran.client.unwrap()["id"], 2);
    let said = world.read::<CustomerioTemplatesList>(NO, NO).await;
    assert!(said.message.unwrap().contains("invented"));
    assert!(said.record[0].name.is_some());
}
