//! What a client sees and does without an agent.

use contract::portal::{
    ContractsCreate, CustomerPortalAgreementsCreate, CustomerPortalAgreementsList,
    CustomerPortalAttachmentsGet, CustomerPortalAttachmentsUpload, CustomerPortalClientUpdate,
    CustomerPortalContractsGet, CustomerPortalContractsList, CustomerPortalDocumentsDelete,
    CustomerPortalDocumentsLink, CustomerPortalDocumentsList, CustomerPortalDocumentsUpdate,
    CustomerPortalGoalsAssign, CustomerPortalGoalsAssigned, CustomerPortalGoalsList,
    CustomerPortalGoalsRemove, CustomerPortalMe, CustomerPortalNegativeItemsGet,
    CustomerPortalNegativeItemsList, CustomerPortalProductsList, CustomerPortalReportSchemasGet,
    CustomerPortalReportSchemasLatest, CustomerPortalReportSchemasList, UpdatedClient,
};
use serde_json::{Value, json};

use super::world::{NO, World, call, id};

pub const GROUPS: &[&str] = &[
    "portal.customer_portal.agreements",
    "portal.customer_portal.attachments",
    "portal.customer_portal.clients",
    "portal.customer_portal.contracts",
    "portal.customer_portal.documents",
    "portal.customer_portal.goals",
    "portal.customer_portal.negative_items",
    "portal.customer_portal.products",
    "portal.customer_portal.report_schemas",
];

#[tokio::test]
async fn what_a_client_sees_and_does_comes_to_the_client_program() {
    all(&World::practice().await).await;
}

pub async fn all(world: &World) {
    record(world).await;
    contracts(world).await;
    documents(world).await;
    goals(world).await;
    credit(world).await;
    world.has_answered(GROUPS);
}

/// The client who is signed in, in a path.
fn own() -> Value {
    json!({ "client": 1 })
}

async fn record(world: &World) {
    let me = world.read::<CustomerPortalMe>(id(1), NO).await;
    assert_eq!(me.id, Some(1));
    let change = json!({ "attributes": { "MailingCity": "Salem" } });
    let changed = world
        .write::<CustomerPortalClientUpdate>(own(), change)
        .await;
    let UpdatedClient::Client(changed) = changed else {
        panic!("an office answers the client");
    };
    assert_eq!(changed.attribute("MailingCity").as_deref(), Some("Salem"));
    let bought = world
        .read::<CustomerPortalProductsList>(own(), NO)
        .await
        .rows;
    assert_eq!(bought[0].client.as_ref().unwrap().id, Some(1));
}

async fn contracts(world: &World) {
    let new = json!({ "name": "Terms", "type": "Terms", "content": "I, [First name], agree." });
    let made = world.write::<ContractsCreate>(NO, new).await;
    let number = made.id.unwrap();
    let query = json!({ "name": "terms" });
    let listed = world
        .read::<CustomerPortalContractsList>(NO, query)
        .await
        .rows;
    assert_eq!((listed.len(), listed[0].id), (1, Some(number)));
    let read = world
        .read::<CustomerPortalContractsGet>(id(number), NO)
        .await;
    assert_eq!(read.content, listed[0].content);
    assert!(!read.content.unwrap().contains("[First name]"));
    let new = json!({ "name": "Terms", "type": "Terms", "contract_id": number });
    let agreed = world.write::<CustomerPortalAgreementsCreate>(NO, new).await;
    assert_eq!(agreed.client.as_ref().unwrap().id, Some(1));
    let listed = world
        .read::<CustomerPortalAgreementsList>(own(), NO)
        .await
        .rows;
    assert_eq!(listed[0], agreed);
}

async fn documents(world: &World) {
    let bill = world
        .pdf::<CustomerPortalAttachmentsUpload>("bill.pdf")
        .await;
    let read = world
        .read::<CustomerPortalAttachmentsGet>(id(bill.id.unwrap()), NO)
        .await;
    assert_eq!(read, bill);
    let link = json!({ "attachment_id": bill.id, "type": "other" });
    let made = world.write::<CustomerPortalDocumentsLink>(NO, link).await;
    assert_eq!(made.attachment.as_ref().unwrap().id, bill.id);
    let listed = world
        .read::<CustomerPortalDocumentsList>(own(), NO)
        .await
        .rows;
    assert!(listed.contains(&made));
    let newer = world
        .pdf::<CustomerPortalAttachmentsUpload>("newer.pdf")
        .await;
    let change = json!({ "attachment_id": newer.id });
    let path = id(made.id.unwrap());
    let changed = world
        .write::<CustomerPortalDocumentsUpdate>(path, change)
        .await;
    assert_eq!(
        (changed.id, changed.attachment.unwrap().id),
        (made.id, newer.id)
    );
    let path = json!({ "client": 1, "clientDocument": made.id });
    world
        .write::<CustomerPortalDocumentsDelete>(path.clone(), NO)
        .await;
    let gone = world
        .ask(&call::<CustomerPortalDocumentsDelete>(path, NO, NO))
        .await;
    assert!(gone.unwrap_err().is_gone());
}

async fn goals(world: &World) {
    let all = world.read::<CustomerPortalGoalsList>(NO, NO).await.rows;
    let chosen = json!({ "goal_ids": [all[0].id] });
    let given = world
        .write::<CustomerPortalGoalsAssign>(own(), chosen.clone())
        .await
        .rows;
    assert!(given.contains(&all[0]));
    let assigned = world
        .read::<CustomerPortalGoalsAssigned>(own(), NO)
        .await
        .rows;
    assert_eq!(assigned, given);
    world
        .write::<CustomerPortalGoalsRemove>(own(), chosen)
        .await;
    let left = world
        .read::<CustomerPortalGoalsAssigned>(own(), NO)
        .await
        .rows;
    assert!(!left.contains(&all[0]));
}

async fn credit(world: &World) {
    let reports = world
        .read::<CustomerPortalReportSchemasList>(NO, NO)
        .await
        .rows;
    let number = reports[0].id.unwrap();
    let report = world
        .read::<CustomerPortalReportSchemasGet>(id(number), NO)
        .await;
    assert_eq!((report.id, report.content.is_some()), (Some(number), true));
    let latest = world
        .read::<CustomerPortalReportSchemasLatest>(NO, NO)
        .await;
    assert_eq!(latest.client.unwrap().id, Some(1));
    let items = world
        .read::<CustomerPortalNegativeItemsList>(own(), NO)
        .await
        .rows;
    let path = json!({ "client": 1, "id": items[0].id });
    let item = world.read::<CustomerPortalNegativeItemsGet>(path, NO).await;
    assert_eq!(item, items[0]);
    assert_eq!(item.client.unwrap().id, Some(1));
}
