//! What there is to choose from: addresses, furnishers, reasons, drop-downs, goals.

use contract::portal::{
    BureauAddressesCreate, BureauAddressesDelete, BureauAddressesList, BureauAddressesUpdate,
    ClaimCodesCreate, ClaimCodesDelete, ClaimCodesList, ClaimCodesUpdate, ClientGoalsAssign,
    ClientGoalsList, ClientGoalsRemove, CreditorTypesList, FaxSettingsCreate, FaxSettingsList,
    FaxSettingsUpdate, FurnishersCreate, FurnishersDelete, FurnishersGet, FurnishersList,
    FurnishersUpdate, GoalsCreate, GoalsDelete, GoalsGet, GoalsList, GoalsUpdate,
    InstructionsCreate, InstructionsDelete, InstructionsGet, InstructionsList, InstructionsMove,
    InstructionsUpdate, ItemDropdownsCreate, ItemDropdownsDelete, ItemDropdownsList,
    ItemDropdownsUpdate, ProductsList,
};
use serde_json::json;

use super::world::{NO, World, call, id};

pub const GROUPS: &[&str] = &[
    "portal.bureau_addresses",
    "portal.claim_codes",
    "portal.client_goals",
    "portal.creditor_types",
    "portal.fax_settings",
    "portal.furnishers",
    "portal.goals",
    "portal.instructions",
    "portal.item_dropdowns",
    "portal.products",
];

#[tokio::test]
async fn what_there_is_to_choose_from_comes_to_the_client_program() {
    all(&World::practice().await).await;
}

pub async fn all(world: &World) {
    addresses(world).await;
    furnishers(world).await;
    reasons(world).await;
    dropdowns(world).await;
    faxes(world).await;
    goals(world).await;
    world.has_answered(GROUPS);
}

async fn addresses(world: &World) {
    let new = json!({
        "address": "1 Umber Way", "city": "Newark", "state": "NJ", "title": "Appeals",
        "type": "transunion", "zip_code": "07101",
    });
    let made = world.write::<BureauAddressesCreate>(NO, new).await;
    assert_eq!(made.zip_code.as_deref(), Some("07101"));
    let number = made.id.unwrap();
    let change = json!({ "title": "Complaints", "is_default": true });
    let changed = world
        .write::<BureauAddressesUpdate>(id(number), change)
        .await;
    assert_eq!(
        (changed.id, changed.title.as_deref(), changed.is_default),
        (Some(number), Some("Complaints"), Some(true))
    );
    let query = json!({ "id": number });
    let listed = world
        .read::<BureauAddressesList>(NO, query.clone())
        .await
        .rows;
    assert_eq!(listed, [changed]);
    let deleted = world.write::<BureauAddressesDelete>(id(number), NO).await;
    assert!(deleted.message.is_some());
    assert!(
        world
            .read::<BureauAddressesList>(NO, query)
            .await
            .rows
            .is_empty()
    );
}

async fn furnishers(world: &World) {
    let new =
        json!({ "name": "Ochre Hollow Lending", "type": "Original_Creditor", "city": "Salem" });
    let made = world.write::<FurnishersCreate>(NO, new).await;
    assert_eq!(made.city.as_deref(), Some("Salem"));
    let number = made.id.unwrap();
    assert_eq!(world.read::<FurnishersGet>(id(number), NO).await, made);
    let change = json!({ "fax_number": "(973) 555-0102" });
    let changed = world.write::<FurnishersUpdate>(id(number), change).await;
    assert_eq!(changed.fax_number.as_deref(), Some("(973) 555-0102"));
    let query = json!({ "name": "ochre hollow" });
    let listed = world.read::<FurnishersList>(NO, query).await.rows;
    assert_eq!(listed, [changed]);
    let deleted = world.write::<FurnishersDelete>(id(number), NO).await;
    assert!(deleted.message.is_some());
    let gone = world.ask(&call::<FurnishersGet>(id(number), NO, NO)).await;
    assert!(gone.unwrap_err().is_gone());
}

async fn reasons(world: &World) {
    let code = json!({ "tcp_name": "Not my debt", "eq_code": "001" });
    let code = world.write::<ClaimCodesCreate>(NO, code).await;
    let change = json!({ "tu_code": "12" });
    let code = world
        .write::<ClaimCodesUpdate>(id(code.id.unwrap()), change)
        .await;
    assert_eq!(
        (code.eq_code.as_deref(), code.tu_code.as_deref()),
        (Some("001"), Some("12"))
    );
    assert!(
        world
            .read::<ClaimCodesList>(NO, NO)
            .await
            .rows
            .contains(&code)
    );
    let kinds = world.read::<CreditorTypesList>(NO, NO).await.rows;
    let kind = kinds[0].clone();

    let new = json!({
        "name": "Never mine", "claim_code_id": code.id, "creditor_types": [kind.id],
    });
    let made = world.write::<InstructionsCreate>(NO, new).await;
    assert_eq!(made.claim_code, Some(code.clone()));
    assert_eq!(made.creditor_types, [kind]);
    let path = json!({ "instruction": made.id });
    let change = json!({ "name": "Was never mine" });
    let changed = world
        .write::<InstructionsUpdate>(path.clone(), change)
        .await;
    assert_eq!(changed.name.as_deref(), Some("Was never mine"));
    let moved = json!({ "order_from": changed.order, "order_to": 1 });
    let moved = world.write::<InstructionsMove>(path.clone(), moved).await;
    assert!(moved.message.is_some());
    let read = world.read::<InstructionsGet>(path.clone(), NO).await;
    assert_eq!((read.id, read.order), (made.id, Some(1)));
    let listed = world
        .read::<InstructionsList>(NO, json!({ "name": "was never" }))
        .await;
    assert_eq!(listed.rows, [read]);
    let deleted = world.write::<InstructionsDelete>(path.clone(), NO).await;
    assert!(deleted.message.is_some());
    let gone = world.ask(&call::<InstructionsGet>(path, NO, NO)).await;
    assert!(gone.unwrap_err().is_gone());
    let deleted = world
        .write::<ClaimCodesDelete>(id(code.id.unwrap()), NO)
        .await;
    assert!(deleted.message.is_some());
    assert!(
        !world
            .read::<ClaimCodesList>(NO, NO)
            .await
            .rows
            .contains(&code)
    );
}

async fn dropdowns(world: &World) {
    let new = json!({ "type": "status", "value": "Lost" });
    let made = world.write::<ItemDropdownsCreate>(NO, new).await;
    let number = made.id.unwrap();
    let change = json!({ "value": "Lost in the post" });
    let changed = world.write::<ItemDropdownsUpdate>(id(number), change).await;
    assert_eq!(
        (changed.id, changed.value.as_deref()),
        (Some(number), Some("Lost in the post"))
    );
    let (path, query) = (json!({ "type": "status" }), json!({ "search": "lost" }));
    let listed = world
        .read::<ItemDropdownsList>(path.clone(), query.clone())
        .await;
    assert_eq!(listed.rows, [changed]);
    world.write::<ItemDropdownsDelete>(id(number), NO).await;
    let left = world.read::<ItemDropdownsList>(path, query).await;
    assert!(left.rows.is_empty());
}

async fn faxes(world: &World) {
    let made = world
        .write::<FaxSettingsCreate>(NO, json!({ "reattempt_count": 2 }))
        .await;
    assert_eq!(made.reattempt_count, Some(2));
    let change = json!({ "reattempt_count": 3 });
    let changed = world
        .write::<FaxSettingsUpdate>(id(made.id.unwrap()), change)
        .await;
    assert_eq!((changed.id, changed.reattempt_count), (made.id, Some(3)));
    assert_eq!(world.read::<FaxSettingsList>(NO, NO).await.rows, [changed]);
}

async fn goals(world: &World) {
    let made = world
        .write::<GoalsCreate>(NO, json!({ "name": "A boat" }))
        .await;
    let number = made.id.unwrap();
    let change = json!({ "name": "A sailing boat", "icon": "sailboat" });
    let changed = world.write::<GoalsUpdate>(id(number), change).await;
    assert_eq!(changed.icon.as_deref(), Some("sailboat"));
    assert_eq!(world.read::<GoalsGet>(id(number), NO).await, changed);
    assert!(
        world
            .read::<GoalsList>(NO, NO)
            .await
            .rows
            .contains(&changed)
    );
    let chosen = json!({ "goal_ids": [number] });
    let given = world
        .write::<ClientGoalsAssign>(id(2), chosen.clone())
        .await;
    assert_eq!(given.rows, [changed]);
    assert_eq!(
        world.read::<ClientGoalsList>(id(2), NO).await.rows,
        given.rows
    );
    world.write::<ClientGoalsRemove>(id(2), chosen).await;
    assert!(
        world
            .read::<ClientGoalsList>(id(2), NO)
            .await
            .rows
            .is_empty()
    );
    let deleted = world.write::<GoalsDelete>(id(number), NO).await;
    assert!(deleted.message.is_some());
    let gone = world.ask(&call::<GoalsGet>(id(number), NO, NO)).await;
    assert!(gone.unwrap_err().is_gone());
    let products = world.read::<ProductsList>(NO, NO).await.rows;
    let code =
        |product: &contract::portal::Product| product.product_code.as_deref() == Some("DISPUTES");
    assert!(products.iter().any(code));
}
