//! What clients bought.

use chrono::NaiveDate;
use practice::Practice;
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Rig, in_short, send};

#[tokio::test]
async fn every_client_of_a_practice_office_bought_something_that_the_firm_sells() {
    let rig = Rig::practice(12).await;
    let token = rig.token().await;
    let people = Practice::new(1, NaiveDate::from_ymd_opt(2026, 1, 15).unwrap());
    let products = rig.get(&token, "/products").await;
    let mut total = 0;
    for client in 1..=12 {
        let path = format!("/client-products?client_id={client}");
        let listed = rig.get(&token, &path).await;
        let bought = people.purchases(client - 1);
        assert_eq!(listed.rows().len(), bought.len());
        total += bought.len() as i64;
        let record = rig.get(&token, &format!("/clients/{client}")).await.json;
        for (row, purchase) in listed.rows().iter().zip(bought) {
            assert_eq!(row["product"]["product_code"], purchase.product);
            assert!(products.rows().contains(&row["product"]));
            // Cents are shown as dollars.
            let cents = |name: &str| (row[name].as_f64().unwrap() * 100.0).round() as i64;
            assert_eq!(cents("initial_fee"), purchase.initial_fee);
            assert_eq!(cents("charged_monthly"), purchase.charged_monthly);
            assert_eq!(row["client"], in_short(&record));
            let one = rig
                .get(&token, &format!("/client-products/{}", row["id"]))
                .await;
            assert_eq!(one.json, json!({ "data": row }));
        }
    }
    assert_eq!(rig.total(&token, "/client-products").await, total);
}

#[tokio::test]
async fn what_clients_bought_stands_in_the_order_asked_for() {
    let rig = Rig::practice(20).await;
    let token = rig.token().await;
    for column in [
        "id",
        "initial_fee",
        "charged_monthly",
        "created_at",
        "updated_at",
    ] {
        for direction in ["asc", "desc"] {
            let path = format!(
                "/client-products?per_page=200&sort_by={column}&sort_direction={direction}"
            );
            let listed = rig.get(&token, &path).await;
            let key = |row: &Value| match &row[column] {
                Value::String(text) => text.clone(),
                number => format!("{:012.2}", number.as_f64().unwrap()),
            };
            let keys: Vec<String> = listed.rows().iter().map(key).collect();
            let sorted = match direction {
                "asc" => keys.is_sorted(),
                _ => keys.is_sorted_by(|one, two| one >= two),
            };
            assert!(sorted && keys.len() >= 20, "{path}: {keys:?}");
        }
    }
    let second = rig.get(&token, "/client-products?page=2&per_page=5").await;
    assert_eq!((second.ids()[0], second.rows().len()), (6, 5));
}

#[tokio::test]
async fn a_firm_s_clients_bought_nothing_yet_and_what_breaks_a_rule_is_named() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    assert_eq!(rig.total(&token, "/client-products").await, 0);
    for (query, field) in [
        ("client_id=0", "client_id"),
        ("sort_by=price", "sort_by"),
        ("sort_direction=up", "sort_direction"),
        ("page=0", "page"),
        ("per_page=201", "per_page"),
    ] {
        let refused = rig.get(&token, &format!("/client-products?{query}")).await;
        assert_eq!(refused.fields(), [field], "{query}");
    }
    let wrong = rig.get(&token, "/client-products/first").await;
    assert_eq!(wrong.fields(), ["id"]);
    let path = "/client-products/1";
    rig.nothing_at(&token, path, &[Method::GET], &Value::Null)
        .await;
    send(rig.keyed(Method::GET, path)).await.refused(401);
}
