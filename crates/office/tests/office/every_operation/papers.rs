//! Files, what they are to a client, and what is sent and signed.

use contract::portal::{
    AgreementsCreate, AgreementsList, AttachmentsAssign, AttachmentsDelete, AttachmentsDownload,
    AttachmentsGet, AttachmentsList, AttachmentsUnassign, AttachmentsUpload, CorrespondenceCreate,
    CorrespondenceList, CorrespondenceSend, DocumentsDelete, DocumentsGet, DocumentsLink,
    DocumentsList, DocumentsUpdate, NegativeItemsList,
};
use serde_json::json;

use super::world::{NO, World, call, id};
use crate::rig::pdf;

pub const GROUPS: &[&str] = &[
    "portal.agreements",
    "portal.attachments",
    "portal.correspondence",
    "portal.documents",
];

#[tokio::test]
async fn files_and_what_they_are_for_come_to_the_client_program() {
    all(&World::practice().await).await;
}

pub async fn all(world: &World) {
    attachments(world).await;
    documents(world).await;
    correspondence(world).await;
    agreements(world).await;
    world.has_answered(GROUPS);
}

async fn attachments(world: &World) {
    let made = world.pdf::<AttachmentsUpload>("stub.pdf").await;
    let number = made.id.unwrap();
    assert_eq!(world.read::<AttachmentsGet>(id(number), NO).await, made);
    assert_eq!(
        world.fetch::<AttachmentsDownload>(id(number)).await,
        pdf(64)
    );
    let owner = json!({ "entity_type": "client", "entity_id": 2 });
    let of_second = json!({ "client_id": 2 });
    let items = world.read::<NegativeItemsList>(NO, of_second).await;
    let item = items.rows[0].id.unwrap();
    for (entity_type, entity_id) in [("negative_item", item), ("client", 2)] {
        let given = json!({
            "attachment_id": number, "entity_type": entity_type, "entity_id": entity_id,
        });
        let given = world.write::<AttachmentsAssign>(NO, given).await;
        assert_eq!(given.id, Some(number));
    }
    let mut query = owner.clone();
    query["caption"] = json!("stub");
    let listed = world.read::<AttachmentsList>(NO, query.clone()).await.rows;
    assert_eq!((listed.len(), listed[0].id), (1, Some(number)));
    let taken = world.write::<AttachmentsUnassign>(id(number), owner).await;
    assert_eq!(
        taken.message.as_deref(),
        Some("The file was taken from it.")
    );
    assert!(
        world
            .read::<AttachmentsList>(NO, query)
            .await
            .rows
            .is_empty()
    );
    world.write::<AttachmentsDelete>(id(number), NO).await;
    let gone = world.ask(&call::<AttachmentsGet>(id(number), NO, NO)).await;
    assert!(gone.unwrap_err().is_gone());
}

async fn documents(world: &World) {
    let licence = world.pdf::<AttachmentsUpload>("licence.pdf").await;
    let link = json!({
        "attachment_id": licence.id, "client_id": 2, "type": "id", "subtype": "drive_licence",
    });
    let made = world.write::<DocumentsLink>(NO, link).await;
    assert_eq!(made.subtype.as_deref(), Some("drive_licence"));
    assert_eq!(made.attachment.as_ref().unwrap().id, licence.id);
    let number = made.id.unwrap();
    assert_eq!(world.read::<DocumentsGet>(id(number), NO).await, made);
    let query = json!({ "client_id": 2, "type": "id", "sort_by": "id", "sort_direction": "desc" });
    let listed = world.read::<DocumentsList>(NO, query).await.rows;
    assert_eq!(listed[0], made);
    let newer = world.pdf::<AttachmentsUpload>("newer.pdf").await;
    let change = json!({ "attachment_id": newer.id });
    let changed = world.write::<DocumentsUpdate>(id(number), change).await;
    assert_eq!(
        (changed.id, changed.attachment.unwrap().id),
        (Some(number), newer.id)
    );
    world.write::<DocumentsDelete>(id(number), NO).await;
    let gone = world.ask(&call::<DocumentsGet>(id(number), NO, NO)).await;
    assert!(gone.unwrap_err().is_gone());
}

async fn correspondence(world: &World) {
    let letter = json!({
        "client_id": 2, "type": "letter",
        "letter": { "content": "Dear all", "postal_address": "Umber Bank\n1 Umber Way" },
    });
    let sent = world.write::<CorrespondenceSend>(NO, letter).await;
    assert_eq!(
        sent.message.as_deref(),
        Some("The letter is in the outgoing folder.")
    );
    assert_eq!(sent.record.attribute("recipient"), Some("Umber Bank"));
    let fax = json!({
        "client_id": 2, "type": "fax",
        "attributes": { "fax_number": "973.555.0102", "furnisher": "Umber Bank" },
    });
    let fax = world.write::<CorrespondenceCreate>(NO, fax).await;
    assert_eq!(fax.kind.as_deref(), Some("fax"));
    for (kind, piece) in [("letter", sent.record), ("fax", fax)] {
        let query = json!({ "client_id": 2, "type": kind });
        let listed = world.read::<CorrespondenceList>(NO, query).await.rows;
        assert_eq!(listed, [piece]);
    }
}

async fn agreements(world: &World) {
    let new = json!({
        "client_id": 2, "name": "Service of 2026", "type": "Service",
        "agreement_signed": "2026-01-14 16:30:00",
    });
    let made = world.write::<AgreementsCreate>(NO, new).await;
    assert_eq!(
        made.agreement_signed.as_deref(),
        Some("2026-01-14T16:30:00.000000Z")
    );
    let query = json!({ "client_id": 2, "name": "of 2026" });
    let listed = world.read::<AgreementsList>(NO, query).await.rows;
    assert_eq!(listed, [made]);
}
