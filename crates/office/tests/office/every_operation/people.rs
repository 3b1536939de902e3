//! Clients, and what is known and written down of each.

use contract::{
    office::TasksCreate,
    portal::{
        ClientProductsGet, ClientProductsList, ClientReportsGet, ClientReportsList, ClientsGet,
        ClientsList, ClientsSearch, CorrespondenceList, KbaAnswer, KbaQuestions, KbaSkip,
        NegativeItemsGet, NegativeItemsList, NotesCreate, NotesDelete, NotesGet, NotesList,
        NotesUpdate, ReportSchemasGet, ReportSchemasLatest, ReportSchemasList, TasksList,
    },
};
use serde_json::json;

use super::world::{NO, World, id};

pub const GROUPS: &[&str] = &[
    "portal.client_products",
    "portal.client_reports",
    "portal.clients",
    "portal.kba",
    "portal.negative_items",
    "portal.notes",
    "portal.report_schemas",
    "portal.tasks",
];

#[tokio::test]
async fn what_is_known_of_clients_comes_to_the_client_program() {
    all(&World::practice().await).await;
}

pub async fn all(world: &World) {
    clients(world).await;
    reports(world).await;
    items_and_products(world).await;
    notes(world).await;
    tasks(world).await;
    identity(world).await;
    world.has_answered(GROUPS);
}

async fn clients(world: &World) {
    let query = json!({ "sort_by": "id", "sort_direction": "desc" });
    let listed = world.read::<ClientsList>(NO, query).await;
    assert_eq!(listed.meta.unwrap().total, Some(2));
    assert_eq!(listed.rows[0].id, Some(2));
    let first = world.read::<ClientsGet>(id(1), NO).await;
    assert_eq!(first.id, Some(1));
    assert!(first.attribute("LastName").is_some());
    let rule = json!({ "field": "id", "operator": "=", "value": 2 });
    let search = json!({ "conditions": { "rules": [rule] } });
    let found = world.write::<ClientsSearch>(NO, search).await;
    assert_eq!((found.rows.len(), found.rows[0].id), (1, Some(2)));
}

async fn reports(world: &World) {
    let latest = world.read::<ClientReportsList>(id(1), NO).await;
    assert!(!latest.rows.is_empty());
    for of_bureau in &latest.rows {
        assert_eq!(of_bureau.client_id, Some(1));
    }
    let path = json!({ "id": 1, "bureau": "transunion" });
    let one = world.read::<ClientReportsGet>(path, NO).await;
    assert!(latest.rows.contains(&one));
    let listed = world.read::<ReportSchemasList>(id(1), NO).await.rows;
    assert!(listed.iter().all(|report| report.content.is_none()));
    let number = listed[0].id.unwrap();
    let report = world.read::<ReportSchemasGet>(id(number), NO).await;
    assert_eq!((report.id, report.content.is_some()), (Some(number), true));
    let latest = world.read::<ReportSchemasLatest>(id(1), NO).await;
    assert_eq!(latest.client.unwrap().id, Some(1));
    assert!(latest.report_date >= report.report_date);
}

async fn items_and_products(world: &World) {
    let of_first = json!({ "client_id": 1 });
    let items = world.read::<NegativeItemsList>(NO, of_first.clone()).await;
    assert_eq!(items.rows[0].client.as_ref().unwrap().id, Some(1));
    let number = items.rows[0].id.unwrap();
    let item = world.read::<NegativeItemsGet>(id(number), NO).await;
    assert_eq!((item.id, &item), (Some(number), &items.rows[0]));
    let bought = world.read::<ClientProductsList>(NO, of_first).await;
    let number = bought.rows[0].id.unwrap();
    let one = world.read::<ClientProductsGet>(id(number), NO).await;
    assert_eq!((one.id, &one), (Some(number), &bought.rows[0]));
    assert!(one.product.unwrap().product_code.is_some());
}

async fn notes(world: &World) {
    let new = json!({ "client_id": 2, "note_text": "Called." });
    let made = world.write::<NotesCreate>(NO, new).await;
    assert_eq!(made.note_text.as_deref(), Some("Called."));
    let number = made.id.unwrap();
    assert_eq!(world.read::<NotesGet>(id(number), NO).await, made);
    let change = json!({ "note_text": "Called twice." });
    let changed = world.write::<NotesUpdate>(id(number), change).await;
    assert_eq!(
        (changed.id, changed.note_text.as_deref()),
        (Some(number), Some("Called twice."))
    );
    let query = json!({ "client_id": 2, "search": "twice" });
    assert_eq!(
        world.read::<NotesList>(NO, query.clone()).await.rows,
        [changed]
    );
    let deleted = world.write::<NotesDelete>(id(number), NO).await;
    assert!(deleted.message.is_some());
    assert!(world.read::<NotesList>(NO, query).await.rows.is_empty());
}

async fn tasks(world: &World) {
    let new = json!({ "client_id": 2, "name": "Ring Ines", "due_date": "2026-01-31T17:00:00Z" });
    let made = world.write::<TasksCreate>(NO, new).await;
    let query = json!({ "client_id": 2, "search": "ring ines" });
    let listed = world.read::<TasksList>(NO, query).await.rows;
    assert_eq!((listed.len(), listed[0].id), (1, made.id));
    assert_eq!(listed[0].client.as_ref().unwrap().id, Some(2));
}

async fn identity(world: &World) {
    let asked = json!({ "id": 1, "provider": "array_transunion" });
    let steps = world.read::<KbaQuestions>(asked.clone(), NO).await.rows;
    assert_eq!(steps[0].auth_method.as_deref(), Some("KBA"));
    assert_eq!(steps[0].questions.len(), 3);
    let skipped = world.write::<KbaSkip>(asked, NO).await;
    assert!(skipped.message.is_some());

    let by_pin = json!({ "id": 1, "provider": "spin_wheel" });
    let steps = world.read::<KbaQuestions>(by_pin.clone(), NO).await.rows;
    assert_eq!(steps[0].auth_method.as_deref(), Some("OPT"));
    let query = json!({ "type": "sms", "client_id": 1 });
    let sent = world.read::<CorrespondenceList>(NO, query).await.rows;
    let digits = sent[0]
        .attribute("content")
        .unwrap()
        .split(|c: char| !c.is_ascii_digit());
    let pin = digits.max_by_key(|digits| digits.len()).unwrap();
    let answers = |pin: &str, token: &Option<String>| json!({ "answers": [], "auth_pin": pin, "auth_token": token });
    let mistyped = answers("12345", &steps[0].auth_token);
    let rest = world
        .write::<KbaAnswer>(by_pin.clone(), mistyped)
        .await
        .unwrap();
    let typed = answers(pin, &rest.rows[0].auth_token);
    // Nothing is left to be answered.
    assert!(world.write::<KbaAnswer>(by_pin, typed).await.is_none());
}
