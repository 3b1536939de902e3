//! Conditions that anybody may enter have a limit of work.

use serde_json::{Value, json};

use crate::rig::{Rig, database};

/// How many items the client has.
const ITEMS: i64 = 600;

/// A firm's office with a client of that many items, and the token of who works there.
async fn office() -> (Rig, String) {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let client = rig.client(&token, "Ana", "Umber").await;
    let database = database(rig.folder.path()).await;
    let mut write = database.write().await.unwrap();
    sqlx::query(
        "INSERT INTO negative_items (client_id, account_name, account_type, is_negative,
             is_collection, is_charge_off, is_disputed, status, updated_at, content)
         WITH RECURSIVE counted (number) AS (
             SELECT 1 UNION ALL SELECT number + 1 FROM counted WHERE number < $2)
         SELECT $1, 'umber bank ' || number, 'card', 1, 0, 0, 0, 0, '2026-01-15T09:00:00.000000Z',
             '{}'
         FROM counted",
    )
    .bind(client)
    .bind(ITEMS)
    .execute(&mut *write)
    .await
    .unwrap();
    write.commit().await.unwrap();
    database.close().await;
    (rig, token)
}

/// Items whose client has more items of a kind than anybody has: for each item every other one is
/// looked at, with so many rules.
fn others(rules: usize) -> Value {
    let rule = json!({ "field": "account_name", "operator": "doesNotContain", "value": "no bank" });
    let items = json!({
        "relation": "negative_items", "count_repeat": 1000, "rules": vec![rule; rules],
    });
    json!({ "rules": [{ "relation": "client", "rules": [items] }] })
}

fn segment(conditions: &Value) -> Value {
    json!({ "name": "Umber", "type": "negative_item", "conditions": conditions })
}

#[tokio::test]
async fn conditions_that_look_at_too_much_are_refused_by_name_and_nothing_is_kept() {
    let (rig, token) = office().await;
    let refused = rig.post(&token, "/segments", segment(&others(40))).await;
    assert_eq!(refused.fields(), ["conditions"]);
    let said = refused.json["errors"]["conditions"][0].as_str().unwrap();
    assert!(said.starts_with("`conditions` look at too much"), "{said}");
    assert_eq!(
        rig.get(&token, "/segments?is_archive=0").await.json,
        json!([])
    );
    let body = json!({ "field_name": "account_name", "conditions": others(40) });
    let path = "/query-builder/negative_item/values";
    assert_eq!(rig.post(&token, path, body).await.fields(), ["conditions"]);

    let made = rig.post(&token, "/segments", segment(&others(1))).await;
    assert_eq!(made.status, 201, "{}", made.json);
    assert_eq!(made.json["negative_items_count"], 0);
    let change = json!({ "conditions": others(40), "name": "Others" });
    let refused = rig.put(&token, "/segments/1", change).await;
    assert_eq!(refused.fields(), ["conditions"]);
    assert_eq!(rig.get(&token, "/segments/1").await.json, made.json);
}
