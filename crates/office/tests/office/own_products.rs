//! What a firm sells, and what its clients buy of it.

use office::UserRole;
use serde_json::{Value, json};

use crate::rig::{Rig, in_short};

const PRODUCTS: &str = "/office/products";
const BOUGHT: &str = "/office/client-products";

fn product(code: &str) -> Value {
    json!({ "name": " Mail watch ", "product_code": code, "product_type": "monthly" })
}

async fn made(rig: &Rig, token: &str, code: &str) -> i64 {
    let answer = rig.post(token, PRODUCTS, product(code)).await;
    assert_eq!(answer.status, 201, "{}", answer.json);
    answer.id()
}

#[tokio::test]
async fn a_product_is_made_changed_listed_and_deleted() {
    let (rig, token, _) = Rig::with_a_client().await;
    let id = made(&rig, &token, "WATCH").await;
    let path = format!("{PRODUCTS}/{id}");
    let changed = rig
        .patch(&token, &path, json!({ "product_type": "one_time" }))
        .await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    let record = &changed.json["data"];
    assert_eq!(
        (
            &record["name"],
            &record["product_code"],
            &record["product_type"]
        ),
        (&json!("Mail watch"), &json!("WATCH"), &json!("one_time"))
    );
    let listed = rig.get(&token, "/products").await;
    assert_eq!(listed.rows().last(), Some(record));
    assert_eq!(rig.remove(&token, &path).await.status, 200);
    rig.remove(&token, &path).await.refused(404);
    rig.patch(&token, &path, json!({ "name": "Watch" }))
        .await
        .refused(404);
    assert!(!rig.get(&token, "/products").await.ids().contains(&id));
}

#[tokio::test]
async fn what_a_client_buys_is_noted_with_what_the_client_pays() {
    let (rig, token, client) = Rig::with_a_client().await;
    let (watch, other) = (
        made(&rig, &token, "WATCH").await,
        made(&rig, &token, "OTHER").await,
    );
    let body = json!({
        "client_id": client, "product_id": watch, "initial_fee": "19.90", "charged_monthly": 79.95,
    });
    let bought = rig.post(&token, BOUGHT, body).await;
    assert_eq!(bought.status, 201, "{}", bought.json);
    let record = &bought.json["data"];
    assert_eq!(
        (&record["initial_fee"], &record["charged_monthly"]),
        (&json!(19.9), &json!(79.95))
    );
    assert_eq!(record["product"]["id"], watch);
    let whose = rig.get(&token, &format!("/clients/{client}")).await.json;
    assert_eq!(record["client"], in_short(&whose));
    let read = rig
        .get(&token, &format!("/client-products/{}", bought.id()))
        .await;
    assert_eq!(read.json, bought.json);
    let path = format!("{BOUGHT}/{}", bought.id());
    let change = json!({ "charged_monthly": 0, "product_id": other });
    let changed = rig.patch(&token, &path, change).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    let record = &changed.json["data"];
    assert_eq!(
        (&record["initial_fee"], &record["charged_monthly"]),
        (&json!(19.9), &json!(0.0))
    );
    assert_eq!(record["product"]["id"], other);
    let list = format!("/client-products?client_id={client}");
    assert_eq!(rig.get(&token, &list).await.rows()[0], *record);
    assert_eq!(rig.remove(&token, &path).await.status, 200);
    rig.remove(&token, &path).await.refused(404);
    rig.patch(&token, &path, json!({ "initial_fee": 1 }))
        .await
        .refused(404);
    assert_eq!(rig.total(&token, &list).await, 0);
}

#[tokio::test]
async fn a_product_that_a_client_bought_or_a_contract_is_for_stays() {
    let (rig, token, client) = Rig::with_a_client().await;
    let (bought, contracted) = (
        made(&rig, &token, "WATCH").await,
        made(&rig, &token, "TERMS").await,
    );
    let body = json!({ "client_id": client, "product_id": bought });
    let bought_by = rig.post(&token, BOUGHT, body).await.id();
    let terms = json!({
        "name": "Terms", "type": "Terms", "content": "One.", "product_id": contracted,
    });
    let terms = rig.post(&token, "/contracts", terms).await;
    assert!(terms.status < 300, "{}", terms.json);
    for product in [bought, contracted] {
        let path = format!("{PRODUCTS}/{product}");
        rig.remove(&token, &path).await.refused(409);
    }
    let path = format!("{BOUGHT}/{bought_by}");
    assert_eq!(rig.remove(&token, &path).await.status, 200);
    let path = format!("{PRODUCTS}/{bought}");
    assert_eq!(rig.remove(&token, &path).await.status, 200);
}

#[tokio::test]
async fn agents_note_what_clients_buy_and_administrators_what_there_is_to_buy() {
    let (rig, token, client) = Rig::with_a_client().await;
    let product_id = made(&rig, &token, "WATCH").await;
    let agent = rig.user("agent@example.com", UserRole::Agent).await;
    let reader = rig.user("reader@example.com", UserRole::ReadOnly).await;
    rig.post(&agent, PRODUCTS, product("OTHER"))
        .await
        .refused(403);
    let body = json!({ "client_id": client, "product_id": product_id });
    rig.post(&reader, BOUGHT, body.clone()).await.refused(403);
    assert_eq!(rig.post(&agent, BOUGHT, body).await.status, 201);
}

#[tokio::test]
async fn what_breaks_a_rule_is_named() {
    let (rig, token, client) = Rig::with_a_client().await;
    let id = made(&rig, &token, "WATCH").await;
    let other = made(&rig, &token, "OTHER").await;
    for (field, value) in [
        ("name", json!("  ")),
        ("product_code", json!("WATCH")),
        ("product_code", json!("")),
        ("product_type", json!("a\nb")),
    ] {
        let mut body = product("NEW");
        body[field] = value.clone();
        let refused = rig.post(&token, PRODUCTS, body).await;
        assert_eq!(refused.fields(), [field]);
        let path = format!("{PRODUCTS}/{other}");
        let refused = rig.patch(&token, &path, json!({ field: value })).await;
        assert_eq!(refused.fields(), [field]);
    }
    let bought = json!({ "client_id": client, "product_id": id, "initial_fee": 1 });
    let path = format!(
        "{BOUGHT}/{}",
        rig.post(&token, BOUGHT, bought.clone()).await.id()
    );
    for (field, value) in [
        ("client_id", json!(client + 1)),
        ("product_id", json!(99)),
        ("initial_fee", json!(-1)),
        ("initial_fee", json!(0.005)),
        ("charged_monthly", json!(1_000_000)),
        ("charged_monthly", json!("much")),
    ] {
        let mut body = bought.clone();
        body[field] = value.clone();
        let refused = rig.post(&token, BOUGHT, body).await;
        assert_eq!(refused.fields(), [field], "{value}");
        if field != "client_id" {
            let refused = rig.patch(&token, &path, json!({ field: value })).await;
            assert_eq!(refused.fields(), [field]);
        }
    }
}
