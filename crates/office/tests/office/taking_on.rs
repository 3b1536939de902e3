//! Clients whom agents take on one by one, change and delete.

use office::UserRole;
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Form, Rig, database, pdf, send};

async fn office() -> (Rig, String) {
    let rig = Rig::firm().await;
    let (_, token) = rig.set_up().await;
    (rig, token)
}

fn ines() -> Value {
    json!({
        "attributes": {
            "FirstName": " Ines ", "LastName": "Quintana", "Email": "ines@example.com",
            "D_O_B__c": "2/29/1980", "MailingStreet": "27 Ochre Court", "MailingCity": "Tulsa",
            "MailingState": "ok", "MailingPostalCode": 501, "OtherState": "nj", "MiddleName": null,
        },
        "ssn": "900-12-3456",
    })
}

async fn take_on(rig: &Rig, token: &str, body: Value) -> Answer {
    rig.post(token, "/office/clients", body).await
}

#[tokio::test]
async fn a_client_is_taken_on_with_what_was_entered_in_one_form() {
    let (rig, token) = office().await;
    let made = take_on(&rig, &token, ines()).await;
    assert_eq!(made.status, 201, "{}", made.json);
    let id = made.json["id"].as_i64().unwrap();
    let read = rig.get(&token, &format!("/clients/{id}")).await;
    assert_eq!(read.json, made.json);
    let fields = &read.json["attributes"];
    for (name, kept) in [
        ("FirstName", json!("Ines")),
        ("D_O_B__c", json!("1980-02-29")),
        ("MailingState", json!("OK")),
        ("MailingPostalCode", json!("00501")),
        ("OtherState", json!("NJ")),
        ("MiddleName", Value::Null),
        ("MobilePhone", Value::Null),
    ] {
        assert_eq!(fields[name], kept, "{name}");
    }
    assert_eq!(read.json["ssn"], 900_123_456);
    assert_eq!(rig.total(&token, "/clients?search=quintana").await, 1);
}

#[tokio::test]
async fn nobody_is_taken_on_twice() {
    let (rig, token) = office().await;
    let first = take_on(&rig, &token, ines()).await;
    let id = first.json["id"].as_i64().unwrap();
    let other = json!({
        "attributes": { "FirstName": "Eva", "LastName": "Soto" }, "ssn": "900123456",
    });
    let answer = take_on(&rig, &token, other).await;
    assert_eq!(answer.fields(), ["ssn"]);
    let sentence = answer.json["errors"]["ssn"][0].as_str().unwrap();
    assert!(sentence.contains(&format!("client {id}")), "{sentence}");
    // The same name and address, with another SSN or none.
    let mut same = ines();
    same["ssn"] = json!("900-12-9999");
    let answer = take_on(&rig, &token, same).await;
    assert_eq!(answer.fields(), ["attributes"]);
    assert_eq!(rig.total(&token, "/clients").await, 1);
}

#[tokio::test]
async fn whoever_has_the_same_name_and_was_born_the_same_day_is_here_already() {
    let (rig, token) = office().await;
    let first = take_on(&rig, &token, ines()).await;
    let id = first.json["id"].as_i64().unwrap();
    let of = |first_name: &str, born: Value| {
        json!({
            "attributes": {
                "FirstName": first_name, "LastName": "QUINTANA", "D_O_B__c": born,
                "Email": "another@example.com",
            },
        })
    };
    let answer = take_on(&rig, &token, of("Inés", json!("1980-02-29"))).await;
    assert_eq!(answer.fields(), ["attributes"]);
    let sentence = answer.json["errors"]["attributes"][0].as_str().unwrap();
    assert!(sentence.contains(&format!("client {id}")), "{sentence}");
    // Who was born another day, has another name, or does not say, may be somebody else.
    for (first_name, born) in [
        ("Ines", json!("1981-02-28")),
        ("Eva", json!("1980-02-29")),
        ("Ines", Value::Null),
    ] {
        let mut other = of(first_name, born);
        other["attributes"]["Email"] = Value::Null;
        let taken_on = take_on(&rig, &token, other).await;
        assert_eq!(taken_on.status, 201, "{}", taken_on.json);
    }
}

#[tokio::test]
async fn what_breaks_a_rule_is_named() {
    let (rig, token) = office().await;
    for (fields, field) in [
        (json!({ "FirstName": "Ines" }), "attributes.LastName"),
        (json!({ "LastName": "" }), "attributes.LastName"),
        (json!({ "Email": "ines" }), "attributes.Email"),
        (json!({ "D_O_B__c": "29/2/1980" }), "attributes.D_O_B__c"),
        (json!({ "D_O_B__c": "1899-12-31" }), "attributes.D_O_B__c"),
        (json!({ "D_O_B__c": "2026-01-16" }), "attributes.D_O_B__c"),
        (json!({ "MailingState": "XX" }), "attributes.MailingState"),
        (json!({ "OtherState": "ZZ" }), "attributes.OtherState"),
        (
            json!({ "MailingPostalCode": "00001" }),
            "attributes.MailingPostalCode",
        ),
        (json!({ "Shoe_Size__c": "38" }), "attributes.Shoe_Size__c"),
        (json!({ "Phone": ["1"] }), "attributes.Phone"),
        (
            json!({ "MailingCity": "Tul\nsa" }),
            "attributes.MailingCity",
        ),
    ] {
        let mut body = json!({ "attributes": { "FirstName": "Ines" } });
        let entered = body["attributes"].as_object_mut().unwrap();
        if field != "attributes.LastName" {
            entered.insert("LastName".to_owned(), json!("Quintana"));
        }
        entered.extend(fields.as_object().unwrap().clone());
        let answer = take_on(&rig, &token, body).await;
        assert_eq!(answer.fields(), [field]);
    }
    let mut body = ines();
    body["ssn"] = json!("900-12-345");
    assert_eq!(take_on(&rig, &token, body).await.fields(), ["ssn"]);
    assert_eq!(rig.total(&token, "/clients").await, 0);
}

#[tokio::test]
async fn a_client_is_changed_and_what_is_left_out_stays() {
    let (rig, token) = office().await;
    let id = take_on(&rig, &token, ines()).await.json["id"].clone();
    let path = format!("/office/clients/{id}");
    let change = json!({ "attributes": { "Email": "", "LastName": "Soto" }, "ssn": "" });
    let changed = rig.patch(&token, &path, change).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    let fields = &changed.json["attributes"];
    assert_eq!(
        (&fields["LastName"], &fields["Email"], &fields["FirstName"]),
        (&json!("Soto"), &Value::Null, &json!("Ines"))
    );
    assert_eq!(changed.json["ssn"], Value::Null);
    assert_eq!(rig.total(&token, "/clients?search=soto").await, 1);
    let other = rig.client(&token, "Eva", "Baca").await;
    let body = json!({ "ssn": "900-65-4321" });
    assert_eq!(rig.patch(&token, &path, body.clone()).await.status, 200);
    let theirs = format!("/office/clients/{other}");
    assert_eq!(rig.patch(&token, &theirs, body).await.fields(), ["ssn"]);
    let body = json!({ "attributes": { "FirstName": "" } });
    let answer = rig.patch(&token, &path, body).await;
    assert_eq!(answer.fields(), ["attributes.FirstName"]);
    rig.patch(&token, "/office/clients/99", json!({ "ssn": "" }))
        .await
        .refused(404);
}

#[tokio::test]
async fn a_client_is_deleted_unless_something_was_sent() {
    let (rig, token) = office().await;
    let one = rig.client(&token, "Ines", "Quintana").await;
    let two = rig.client(&token, "Eva", "Baca").await;
    rig.note(&token, one, "Called.").await;
    let letter = json!({
        "client_id": two, "type": "letter",
        "letter": { "content": "Dear all", "postal_address": "Umber Bank\n1 Umber Way" },
    });
    let sent = rig.post(&token, "/correspondence/send", letter).await;
    assert_eq!(sent.status, 201, "{}", sent.json);
    let gone = rig.remove(&token, &format!("/office/clients/{one}")).await;
    assert_eq!(gone.status, 200, "{}", gone.json);
    rig.remove(&token, &format!("/office/clients/{one}"))
        .await
        .refused(404);
    rig.remove(&token, &format!("/office/clients/{two}"))
        .await
        .refused(409);
    assert_eq!(rig.total(&token, "/notes").await, 0);
    assert_eq!(rig.total(&token, "/clients").await, 1);
    // The number is never given out again.
    assert!(rig.client(&token, "Luis", "Ek").await > two);
}

#[tokio::test]
async fn a_client_who_is_taken_on_again_under_the_same_key_is_one() {
    let (rig, token) = office().await;
    let call = (Method::POST, "/office/clients");
    let one = rig.write(&token, call.clone(), &ines(), Some("k")).await;
    let two = rig.write(&token, call, &ines(), Some("k")).await;
    assert_eq!((two.status, &two.json), (201, &one.json));
    assert_eq!(rig.total(&token, "/clients").await, 1);
}

#[tokio::test]
async fn nothing_of_a_deleted_client_stays_in_what_is_kept_to_be_answered_again() {
    let (rig, token) = office().await;
    let call = (Method::POST, "/office/clients");
    let made = rig.write(&token, call.clone(), &ines(), Some("k")).await;
    let id = made.json["id"].as_i64().unwrap();
    let note = json!({ "client_id": id, "note_text": "Quintana called." });
    let noted = (Method::POST, "/notes");
    rig.write(&token, noted, &note, Some("n")).await;
    let role = UserRole::Client { client: id };
    let client = rig.user("ines@example.com", role).await;
    let own = format!("/customer-portal/clients/{id}");
    let change = json!({ "mobile_phone": "(918) 555-0101" });
    let changed = (Method::PUT, own.as_str());
    rig.write(&client, changed, &change, Some("c")).await;
    let form = Form::new()
        .text("caption", "Quintana's licence")
        .file("licence.pdf", &pdf(900));
    let file = rig.upload(&token, form, Some("u")).await.json["data"]["id"].clone();
    let to = json!({ "attachment_id": file, "entity_type": "client", "entity_id": id });
    let assigned = rig.post(&token, "/attachments/assign", to).await;
    assert_eq!(assigned.status, 201, "{}", assigned.json);
    let gone = rig.remove(&token, &format!("/office/clients/{id}")).await;
    assert_eq!(gone.status, 200, "{}", gone.json);
    let database = database(rig.folder.path()).await;
    let kept: Vec<String> = sqlx::query_scalar("SELECT answer FROM answers")
        .fetch_all(database.readers())
        .await
        .unwrap();
    database.close().await;
    assert_eq!(kept, ["", "", ""]);
    // What was done once is not done again.
    let again = rig.write(&token, call, &ines(), Some("k")).await;
    again.refused(404);
    assert_eq!(rig.total(&token, "/clients").await, 0);
}

#[tokio::test]
async fn a_code_or_a_pin_keeps_no_client_here() {
    let (rig, token) = office().await;
    let id = rig.client(&token, "Ines", "Quintana").await;
    let role = UserRole::Client { client: id };
    rig.user("ines@example.com", role).await;
    let asked = rig.keyed(Method::POST, "/auth/password/forgot");
    send(asked.json(&json!({ "email": "ines@example.com" }))).await;
    rig.office.settled().await;
    assert_eq!(rig.total(&token, "/correspondence").await, 1);
    let gone = rig.remove(&token, &format!("/office/clients/{id}")).await;
    assert_eq!(gone.status, 200, "{}", gone.json);
    assert_eq!(rig.total(&token, "/correspondence").await, 0);
}

#[tokio::test]
async fn the_user_of_a_deleted_client_is_gone_too() {
    let (rig, token) = office().await;
    let id = rig.client(&token, "Ines", "Quintana").await;
    let role = UserRole::Client { client: id };
    let client = rig.user("ines@example.com", role).await;
    assert_eq!(rig.total(&token, "/office/users").await, 2);
    rig.remove(&token, &format!("/office/clients/{id}")).await;
    assert_eq!(rig.total(&token, "/office/users").await, 1);
    let me = format!("/customer-portal/me/{id}");
    rig.get(&client, &me).await.refused(401);
    let password = "a long password";
    rig.login("ines@example.com", password).await.refused(401);
    let other = rig.client(&token, "Ines", "Quintana").await;
    let account = json!({
        "email": "ines@example.com", "password": password, "first_name": "Ines",
        "last_name": "Quintana", "role": "client", "client_id": other,
    });
    let made = rig.post(&token, "/office/users", account).await;
    assert_eq!(made.status, 201, "{}", made.json);
}
