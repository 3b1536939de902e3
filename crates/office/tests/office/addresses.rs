//! Whom letters and faxes go to: the bureaus' addresses and furnishers, entered by the firm.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Rig};

const BUREAUS: &str = "/bureau-addresses";
const FURNISHERS: &str = "/furnishers";

/// An address that nobody has.
fn address(kind: &str, title: &str) -> Value {
    json!({
        "address": "1 Umber Way", "city": "Newark", "state": "NJ", "title": title, "type": kind,
        "zip_code": 7101,
    })
}

/// The addresses of a bureau that are its default, by title.
async fn defaults(rig: &Rig, token: &str, kind: &str) -> Vec<String> {
    let path = format!("{BUREAUS}?type={kind}&is_default=1");
    titles(&rig.get(token, &path).await)
}

fn titles(listed: &Answer) -> Vec<String> {
    let rows = listed.json.as_array().unwrap().iter();
    let titles = rows.map(|row| row["title"].as_str().unwrap().to_owned());
    titles.collect()
}

#[tokio::test]
async fn an_address_of_a_bureau_is_kept_as_it_was_entered() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let mut entered = address(" TransUnion ", " Complaints, TransUnion ");
    entered["fax_number"] = json!("(610) 555-0103");
    let made = rig.post(&token, BUREAUS, entered).await;
    assert_eq!(made.status, 201, "{}", made.json);
    let row = &made.json["data"];
    assert_eq!(row["type"], "transunion");
    assert_eq!(row["title"], "Complaints, TransUnion");
    assert_eq!(row["zip_code"], "07101");
    assert_eq!(row["fax_number"], "(610) 555-0103");
    // The bureau has its address already.
    assert_eq!(row["is_default"], false);
    let path = format!("{BUREAUS}?search=complaints");
    assert_eq!(rig.get(&token, &path).await.json, json!([row]));

    rig.time.pass(TimeDelta::minutes(5));
    let path = format!("{BUREAUS}/{}", made.id());
    let change = json!({ "title": "Appeals", "zip_code": "07101-0256", "fax_number": "" });
    let changed = rig.put(&token, &path, change).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    let now = &changed.json;
    assert_eq!(
        (&now["title"], &now["zip_code"]),
        (&json!("Appeals"), &json!("07101-0256"))
    );
    assert_eq!(now["fax_number"], Value::Null);
    assert_eq!(now["updated_at"], "2026-01-15T09:05:00.000000Z");
    for kept in [
        "id",
        "type",
        "address",
        "city",
        "state",
        "is_default",
        "created_at",
    ] {
        assert_eq!(now[kept], row[kept], "{kept}");
    }
    let path = format!("{BUREAUS}?search=appeals");
    assert_eq!(rig.get(&token, &path).await.json, json!([now]));
    // An agency besides the three has an address like them.
    let made = rig
        .post(&token, BUREAUS, address("Innovis", "Innovis"))
        .await;
    let row = &made.json["data"];
    assert_eq!(
        (&row["type"], &row["is_default"]),
        (&json!("innovis"), &json!(true))
    );
}

#[tokio::test]
async fn a_bureau_has_one_default_whatever_is_done_to_its_addresses() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let second = rig
        .post(&token, BUREAUS, address("experian", "Second"))
        .await
        .id();
    let third = rig
        .post(&token, BUREAUS, address("experian", "Third"))
        .await
        .id();
    let (second, third) = (format!("{BUREAUS}/{second}"), format!("{BUREAUS}/{third}"));
    assert_eq!(defaults(&rig, &token, "experian").await, ["Experian"]);

    let named = rig.put(&token, &third, json!({ "is_default": true })).await;
    assert_eq!(named.json["is_default"], true);
    assert_eq!(defaults(&rig, &token, "experian").await, ["Third"]);
    // Named again, or not named at all, it stays so.
    for change in [json!({ "is_default": true }), json!({ "city": "Trenton" })] {
        assert_eq!(
            rig.put(&token, &third, change).await.json["is_default"],
            true
        );
    }
    let taken = rig
        .put(&token, &third, json!({ "is_default": false }))
        .await;
    assert_eq!(taken.fields(), ["is_default"]);
    assert_eq!(defaults(&rig, &token, "experian").await, ["Third"]);

    // Another bureau has its default already; this one's oldest address takes the place.
    let moved = rig.put(&token, &third, json!({ "type": "equifax" })).await;
    assert_eq!(moved.json["is_default"], false);
    assert_eq!(defaults(&rig, &token, "experian").await, ["Experian"]);
    let equifax = "Equifax Information Services LLC";
    assert_eq!(defaults(&rig, &token, "equifax").await, [equifax]);

    let first = format!("{BUREAUS}?type=experian&is_default=1");
    let first = rig.get(&token, &first).await.json[0]["id"].clone();
    let deleted = rig.remove(&token, &format!("{BUREAUS}/{first}")).await;
    assert_eq!(
        deleted.json,
        json!({ "message": "The address was deleted." })
    );
    assert_eq!(defaults(&rig, &token, "experian").await, ["Second"]);
    assert_eq!(rig.remove(&token, &second).await.status, 200);
    let none = rig.get(&token, &format!("{BUREAUS}?type=experian")).await;
    assert_eq!(none.json, json!([]));
    // The next is its first again.
    let made = rig
        .post(&token, BUREAUS, address("experian", "Fourth"))
        .await;
    assert_eq!(made.json["data"]["is_default"], true);
}

#[tokio::test]
async fn addresses_are_sorted_as_people_read_them() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    for (title, city) in [
        ("Éclair", "newark"),
        ("Zoë", "Álamo"),
        ("alpha", "Trenton"),
        ("Beta", "Newark"),
        ("beta", "álamo"),
    ] {
        let mut entered = address("innovis", title);
        entered["city"] = json!(city);
        let made = rig.post(&token, BUREAUS, entered).await;
        assert_eq!(made.status, 201, "{}", made.json);
    }
    for (query, order) in [
        ("", ["Éclair", "Zoë", "alpha", "Beta", "beta"]),
        ("&sort_by=title", ["alpha", "Beta", "beta", "Éclair", "Zoë"]),
        (
            "&sort_by=title&sort_direction=desc",
            ["Zoë", "Éclair", "beta", "Beta", "alpha"],
        ),
        ("&sort_by=city", ["Zoë", "beta", "Éclair", "Beta", "alpha"]),
        (
            "&sort_by=type&sort_direction=desc",
            ["beta", "Beta", "alpha", "Zoë", "Éclair"],
        ),
    ] {
        let path = format!("{BUREAUS}?type=innovis{query}");
        assert_eq!(titles(&rig.get(&token, &path).await), order, "{query}");
        let second = rig.get(&token, &format!("{path}&per_page=2&page=2")).await;
        assert_eq!(titles(&second), order[2..4], "{query}");
    }
}

#[tokio::test]
async fn an_address_that_no_letter_could_reach_is_refused_by_name() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let before = rig.get(&token, BUREAUS).await.json;
    let missing = rig.post(&token, BUREAUS, json!({ "title": " " })).await;
    let needed = ["address", "city", "state", "title", "type", "zip_code"];
    assert_eq!(missing.fields(), needed);
    for (field, value) in [
        ("address", json!("x".repeat(256))),
        ("city", json!("New\nark")),
        ("state", json!("x".repeat(101))),
        ("title", json!(" ")),
        ("type", json!("x".repeat(65))),
        ("zip_code", json!("SW1A 2AA")),
        ("zip_code", json!(0)),
        ("zip_code", json!(1)),
        ("zip_code", json!("")),
        ("fax_number", json!("none")),
        ("fax_number", json!("555-0101 555-0102 555")),
        ("is_default", json!("perhaps")),
    ] {
        let mut entered = address("equifax", "Equifax");
        entered[field] = value;
        if field != "is_default" {
            let refused = rig.post(&token, BUREAUS, entered.clone()).await;
            assert_eq!(refused.fields(), [field], "{entered}");
        }
        let refused = rig
            .put(&token, &format!("{BUREAUS}/1"), entered.clone())
            .await;
        assert_eq!(refused.fields(), [field], "{entered}");
    }
    assert_eq!(rig.get(&token, BUREAUS).await.json, before);
    let (path, methods) = (format!("{BUREAUS}/99"), [Method::PUT, Method::DELETE]);
    let body = address("equifax", "Equifax");
    rig.nothing_at(&token, &path, &methods, &body).await;
}

#[tokio::test]
async fn a_furnisher_is_entered_changed_and_deleted() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let made = rig
        .post(
            &token,
            FURNISHERS,
            json!({ "name": " Café Umber ", "type": "Original_Creditor" }),
        )
        .await;
    assert_eq!(made.status, 201, "{}", made.json);
    let row = &made.json["data"];
    assert_eq!(
        (&row["name"], &row["fax_number"]),
        (&json!("Café Umber"), &Value::Null)
    );
    let path = format!("{FURNISHERS}/{}", made.id());
    assert_eq!(rig.get(&token, &path).await.json, made.json);

    rig.time.pass(TimeDelta::minutes(5));
    let change = json!({
        "name": "Café Umber Collections", "type": "Collection_Agency",
        "fax_number": "(973) 555-0101", "address": "1 Umber Way", "city": "Newark", "state": "NJ",
        "zip_code": 71_010_256,
    });
    let changed = rig.put(&token, &path, change.clone()).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    let now = &changed.json["data"];
    for field in ["name", "type", "fax_number", "address", "city", "state"] {
        assert_eq!(now[field], change[field], "{field}");
    }
    assert_eq!(now["zip_code"], "07101-0256");
    assert_eq!(now["created_at"], row["created_at"]);
    assert_eq!(now["updated_at"], "2026-01-15T09:05:00.000000Z");
    let found = rig
        .get(&token, &format!("{FURNISHERS}?name=CAFE+umber+c"))
        .await;
    assert_eq!(found.rows(), std::slice::from_ref(now));
    let emptied = rig
        .put(&token, &path, json!({ "fax_number": "", "address": "" }))
        .await;
    assert_eq!(emptied.json["data"]["fax_number"], Value::Null);
    assert_eq!(emptied.json["data"].get("address"), None);
    assert_eq!(emptied.json["data"]["city"], "Newark");

    let deleted = rig.remove(&token, &path).await;
    assert_eq!(
        deleted.json,
        json!({ "message": "The furnisher was deleted." })
    );
    let methods = [Method::GET, Method::PUT, Method::DELETE];
    rig.nothing_at(&token, &path, &methods, &change).await;
    assert_eq!(rig.total(&token, FURNISHERS).await, 0);
}

#[tokio::test]
async fn a_furnisher_without_a_name_or_of_an_unknown_type_is_refused_by_name() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let entered = json!({ "name": "Umber Bank", "type": "Original_Creditor" });
    let path = rig.post(&token, FURNISHERS, entered.clone()).await.id();
    let path = format!("{FURNISHERS}/{path}");
    let missing = rig.post(&token, FURNISHERS, json!({})).await;
    assert_eq!(missing.fields(), ["name", "type"]);
    for (field, value) in [
        ("name", json!("")),
        ("name", json!("x".repeat(256))),
        ("name", json!("Umber\tBank")),
        ("type", json!("Bank")),
        ("fax_number", json!("555")),
        ("zip_code", json!("7101")),
    ] {
        let mut entered = entered.clone();
        entered[field] = value;
        let refused = rig.post(&token, FURNISHERS, entered.clone()).await;
        assert_eq!(refused.fields(), [field], "{entered}");
        let refused = rig.put(&token, &path, entered.clone()).await;
        assert_eq!(refused.fields(), [field], "{entered}");
    }
    assert_eq!(rig.total(&token, FURNISHERS).await, 1);
    assert_eq!(
        rig.get(&token, &path).await.json["data"]["name"],
        "Umber Bank"
    );
}
