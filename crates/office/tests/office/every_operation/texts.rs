//! Texts that are written once: templates, snippets and contracts.

use contract::portal::{
    ContractsClone, ContractsCreate, ContractsDelete, ContractsGet, ContractsList, ContractsRevert,
    ContractsUpdate, ContractsVersions, SnippetsClone, SnippetsCreate, SnippetsDelete,
    SnippetsList, SnippetsPreview, SnippetsUpdate, TemplateCategoriesCreate,
    TemplateCategoriesDelete, TemplateCategoriesGet, TemplateCategoriesList,
    TemplateCategoriesUpdate, TemplatesCreate, TemplatesDelete, TemplatesList, TemplatesPreview,
};
use serde_json::json;

use super::world::{NO, World, call, id};

pub const GROUPS: &[&str] = &[
    "portal.contracts",
    "portal.snippets",
    "portal.template_categories",
    "portal.templates",
];

#[tokio::test]
async fn texts_come_to_the_client_program_as_written_and_filled() {
    all(&World::practice().await).await;
}

pub async fn all(world: &World) {
    snippets(world).await;
    templates(world).await;
    contracts(world).await;
    world.has_answered(GROUPS);
}

async fn snippets(world: &World) {
    let new = json!({ "name": "Fee", "content": "$90 as of [Today]" });
    let made = world.write::<SnippetsCreate>(NO, new).await;
    assert_eq!(made.content.as_deref(), Some("$90 as of [Today]"));
    let number = made.id.unwrap();
    let filled = world.read::<SnippetsPreview>(id(number), NO).await;
    assert_eq!(
        (filled.id, filled.content.as_deref()),
        (Some(number), Some("$90 as of January 15, 2026"))
    );
    let copy = world.write::<SnippetsClone>(id(number), NO).await;
    assert_eq!(copy.content, made.content);
    assert_ne!(copy.name, made.name);
    let change = json!({ "state_code": "nj" });
    let changed = world
        .write::<SnippetsUpdate>(id(copy.id.unwrap()), change)
        .await;
    assert_eq!(
        (changed.id, changed.state_code.as_deref()),
        (copy.id, Some("NJ"))
    );
    let query = json!({ "state_code": "NJ", "name": "Fee" });
    assert_eq!(
        world.read::<SnippetsList>(NO, query.clone()).await.rows,
        [changed]
    );
    let deleted = world
        .write::<SnippetsDelete>(id(copy.id.unwrap()), NO)
        .await;
    assert!(deleted.message.is_some());
    assert!(world.read::<SnippetsList>(NO, query).await.rows.is_empty());
}

async fn templates(world: &World) {
    let category = json!({ "name": "Thanks" });
    let category = world.write::<TemplateCategoriesCreate>(NO, category).await;
    assert_eq!(category.templates_count, Some(0));
    let under = category.id.unwrap();
    let rename = json!({ "name": "Letters of thanks" });
    let renamed = world
        .write::<TemplateCategoriesUpdate>(id(under), rename)
        .await;
    assert_eq!(renamed.name.as_deref(), Some("Letters of thanks"));
    assert_eq!(
        world.read::<TemplateCategoriesGet>(id(under), NO).await,
        renamed
    );
    let query = json!({ "name": "thanks" });
    let listed = world.read::<TemplateCategoriesList>(NO, query).await.rows;
    assert_eq!(listed, [renamed]);

    let new = json!({
        "category_id": under, "name": "Thank you", "type": "static",
        "contents": [{ "content": "Thank you, [First name]." }],
    });
    let made = world.write::<TemplatesCreate>(NO, new).await;
    let number = made.id.unwrap();
    assert_eq!(made.category.as_ref().unwrap().id, Some(under));
    let query = json!({ "name": "thank you" });
    assert_eq!(world.read::<TemplatesList>(NO, query).await.rows, [made]);
    let read = world
        .read::<TemplatesPreview>(id(number), json!({ "client_id": 1 }))
        .await;
    assert_eq!(read.id, Some(number));
    let filled = read.preview_content.unwrap();
    assert!(
        filled.starts_with("Thank you, ") && !filled.contains('['),
        "{filled}"
    );
    let deleted = world.write::<TemplatesDelete>(id(number), NO).await;
    assert!(deleted.message.is_some());
    let gone = world
        .ask(&call::<TemplatesPreview>(id(number), NO, NO))
        .await;
    assert!(gone.unwrap_err().is_gone());
    let deleted = world.write::<TemplateCategoriesDelete>(id(under), NO).await;
    assert!(deleted.message.is_some());
}

async fn contracts(world: &World) {
    let new = json!({ "name": "Terms", "type": "Terms", "content": "Of [Today]." });
    let made = world.write::<ContractsCreate>(NO, new).await;
    assert_eq!(made.content.as_deref(), Some("Of [Today]."));
    let number = made.id.unwrap();
    let read = world.read::<ContractsGet>(id(number), NO).await;
    assert_eq!(
        (read.id, read.content.as_deref()),
        (Some(number), Some("Of January 15, 2026."))
    );
    let change = json!({ "content": "Of today." });
    let changed = world.write::<ContractsUpdate>(id(number), change).await;
    assert_eq!(changed.content.as_deref(), Some("Of today."));
    let versions = world.read::<ContractsVersions>(id(number), NO).await.rows;
    assert_eq!(versions.len(), 2);
    assert_eq!(versions[1].content.as_deref(), Some("Of [Today]."));
    let path = json!({ "id": number, "version_id": versions[1].id });
    let reverted = world.write::<ContractsRevert>(path, NO).await.rows;
    assert_eq!(
        (reverted.len(), &reverted[0].content),
        (3, &versions[1].content)
    );
    let copy = world.write::<ContractsClone>(id(number), NO).await;
    assert_eq!(copy.name.as_deref(), Some("Copy Terms"));
    let query = json!({ "name": "copy terms" });
    let listed = world.read::<ContractsList>(NO, query.clone()).await.rows;
    assert_eq!((listed.len(), listed[0].id), (1, copy.id));
    let deleted = world
        .write::<ContractsDelete>(id(copy.id.unwrap()), NO)
        .await;
    assert!(deleted.message.is_some());
    assert!(world.read::<ContractsList>(NO, query).await.rows.is_empty());
}
