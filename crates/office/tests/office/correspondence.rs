//! What is sent about clients: into the outgoing folder, once, and kept there. How it is found
//! again, and what is refused, is for the other files.

mod found_again;
mod refused;

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Rig};

const SEND: (Method, &str) = (Method::POST, "/correspondence/send");
const CREATE: (Method, &str) = (Method::POST, "/correspondence");
const LETTER: &str = "Subject: A dispute\n\nDear Equifax,\n\nthe account is not mine.";
const ADDRESS: &str = "Équifax Information Services\nPO Box 740256\nAtlanta, GA 30374-0256";

fn fax(client: i64, file: i64) -> Value {
    json!({
        "client_id": client, "type": "fax",
        "fax": { "attachment_id": file, "fax_number": "(404) 555-0101", "recipient": "Equifax" },
    })
}

fn letter(client: i64) -> Value {
    json!({
        "client_id": client, "type": "letter",
        "letter": { "content": LETTER, "postal_address": ADDRESS },
    })
}

async fn sent(rig: &Rig, token: &str, body: &Value) -> Value {
    let answer = rig.write(token, SEND, body, None).await;
    assert_eq!(answer.status, 201, "{}", answer.json);
    answer.json["data"]["data"].clone()
}

/// What is known of a piece, by its name.
fn known<'a>(piece: &'a Value, name: &str) -> Option<&'a str> {
    let mut attributes = piece["attributes"].as_array().unwrap().iter();
    attributes.find(|one| one["name"] == name)?["value"].as_str()
}

async fn listed(rig: &Rig, token: &str, query: &str) -> Answer {
    rig.get(token, &format!("/correspondence?{query}")).await
}

/// A client of the first twenty who has an item, and the item.
async fn with_item(rig: &Rig, token: &str) -> (i64, Value) {
    let all = rig.get(token, "/negative-items?per_page=1").await;
    let item = all.rows()[0].clone();
    (item["client"]["id"].as_i64().unwrap(), item)
}

#[tokio::test]
async fn a_letter_lies_in_the_outgoing_folder_and_says_so() {
    let rig = Rig::practice(2).await;
    let (ana, other) = (rig.ana().await, rig.token().await);
    let answer = rig.write(&ana, SEND, &letter(2), None).await;
    assert_eq!(answer.status, 201, "{}", answer.json);
    assert_eq!(
        answer.json["data"]["message"],
        "The letter is in the outgoing folder."
    );
    let piece = &answer.json["data"]["data"];
    assert_eq!(
        (&piece["type"], &piece["client_id"]),
        (&json!("letter"), &json!(2))
    );
    assert_eq!(known(piece, "status"), Some("outgoing"));
    assert_eq!(
        known(piece, "recipient"),
        Some("Équifax Information Services")
    );
    assert_eq!(known(piece, "postal_address"), Some(ADDRESS));
    assert_eq!(known(piece, "subject"), Some("A dispute"));
    // No file says what it says.
    assert_eq!(known(piece, "content"), Some(LETTER));
    assert_eq!(piece["attachments"], json!([]));
    assert_eq!(piece["negative_item_id"], Value::Null);
    assert_eq!(piece["run_by"]["email"], "ana@example.com");
    assert_eq!(piece["run_by"]["is_disabled"], false);
    assert_eq!(piece["created_at"], "2026-01-15T09:00:00.000000Z");
    assert_eq!(piece["updated_at"], piece["created_at"]);
    assert_eq!(listed(&rig, &other, "").await.rows(), &vec![piece.clone()]);
}

#[tokio::test]
async fn a_fax_carries_its_file_whichever_way_it_is_asked_for() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let file = rig.pdf(&token, "dispute.pdf", 40).await;
    let record = rig.get(&token, &format!("/attachments/{file}")).await;
    let piece = sent(&rig, &token, &fax(1, file)).await;
    assert_eq!(piece["attachments"], json!([record.json["data"]]));
    assert_eq!(known(&piece, "recipient"), Some("Equifax"));
    assert_eq!(known(&piece, "fax_number"), Some("(404) 555-0101"));
    // A fax has no subject of its own; its file has a caption.
    assert_eq!(known(&piece, "subject"), Some("dispute.pdf"));
    assert_eq!(
        (known(&piece, "content"), known(&piece, "furnisher")),
        (None, None)
    );
    let second = rig.pdf(&token, "second.pdf", 50).await;
    let mut body = json!({
        "attachment_id": second, "client_id": 1, "type": "fax",
        "attributes": { "fax_number": "973.555.0102", "furnisher": "Umber Valley Bank" },
    });
    let created = rig.write(&token, CREATE, &body, None).await;
    assert_eq!(created.status, 201, "{}", created.json);
    let created = &created.json["data"];
    assert_eq!(created["attachments"][0]["id"], second);
    assert_eq!(known(created, "furnisher"), Some("Umber Valley Bank"));
    assert_eq!(
        (known(created, "recipient"), known(created, "status")),
        (None, Some("outgoing"))
    );
    // Documented as one that may be left out.
    body["attachment_id"] = Value::Null;
    let bare = rig.write(&token, CREATE, &body, None).await;
    assert_eq!(
        (bare.status, &bare.json["data"]["attachments"]),
        (201, &json!([]))
    );
    assert_eq!(rig.total(&token, "/correspondence?type=fax").await, 3);
}

#[tokio::test]
async fn e_mails_and_text_messages_wait_there_too() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let email = json!({
        "client_id": 1, "type": "email", "sms": null,
        "email": { "body": "Hello.\nWelcome!", "subject": "Welcome", "to": "ana@example.com" },
    });
    let answer = rig.write(&token, SEND, &email, None).await;
    let message = &answer.json["data"]["message"];
    assert_eq!(message, "The e-mail is in the outgoing folder.");
    let piece = &answer.json["data"]["data"];
    assert_eq!(known(piece, "email"), Some("ana@example.com"));
    assert_eq!(known(piece, "subject"), Some("Welcome"));
    assert_eq!(known(piece, "content"), Some("Hello.\nWelcome!"));
    // Nobody need be named, as the document says.
    let sms = json!({
        "type": "sms", "sms": { "body": "Call us.", "number": "0(987)654321", "tfn_id": "TFN5" },
    });
    let piece = sent(&rig, &token, &sms).await;
    assert_eq!(piece["client_id"], Value::Null);
    assert_eq!(known(&piece, "number"), Some("0(987)654321"));
    assert_eq!(known(&piece, "tfn_id"), Some("TFN5"));
    assert_eq!(rig.total(&token, "/correspondence").await, 2);
    assert_eq!(rig.total(&token, "/correspondence?client_id=1").await, 1);
}

#[tokio::test]
async fn a_letter_with_a_file_shows_the_file_and_keeps_it() {
    let rig = Rig::practice(2).await;
    let token = rig.without_papers(2).await;
    let file = rig.pdf(&token, "letter.pdf", 40).await;
    let body = json!({ "attachment_id": file, "client_id": 1, "type": "other" });
    let link = (Method::POST, "/client-documents");
    let document = rig.write(&token, link, &body, None).await.id();
    let mut body = letter(1);
    body["letter"]["attachment_id"] = json!(file);
    let piece = sent(&rig, &token, &body).await;
    assert_eq!(piece["attachments"][0]["id"], file);
    assert_eq!(known(&piece, "content"), None);
    // One client's papers do not go out with another's.
    body["client_id"] = json!(2);
    let refused = rig.write(&token, SEND, &body, None).await;
    assert_eq!(refused.fields(), ["letter.attachment_id"]);
    // Its document goes; what was sent with it stays with what was sent.
    let path = format!("/client-documents/{document}");
    assert_eq!(rig.delete(&token, &path).await, 204);
    let path = format!("/attachments/{file}");
    assert_eq!(rig.get(&token, &path).await.status, 200);
    let refused = rig
        .write(&token, (Method::DELETE, &path), &Value::Null, None)
        .await;
    assert_eq!(refused.fields(), ["id"]);
    let files = format!(
        "/attachments?entity_type=correspondence&entity_id={}",
        piece["id"]
    );
    assert_eq!(rig.get(&token, &files).await.ids(), [file]);
    let owner = json!({ "entity_type": "correspondence", "entity_id": piece["id"] });
    let take = format!("/attachments/{file}/assign");
    let refused = rig
        .write(&token, (Method::DELETE, &take), &owner, None)
        .await;
    assert_eq!(refused.fields(), ["entity_type"]);
    let mut give = owner;
    give["attachment_id"] = json!(rig.pdf(&token, "more.pdf", 40).await);
    let assign = (Method::POST, "/attachments/assign");
    let refused = rig.write(&token, assign, &give, None).await;
    assert_eq!(refused.fields(), ["entity_type"]);
    // Sent about client 1, it is client 1's from then on.
    let refused = rig.write(&token, SEND, &body, None).await;
    assert_eq!(refused.fields(), ["letter.attachment_id"]);
    assert_eq!(listed(&rig, &token, "").await.rows(), &vec![piece]);
}

#[tokio::test]
async fn a_paper_that_practice_draws_can_be_faxed() {
    let rig = Rig::practice(3).await;
    let token = rig.token().await;
    let documents = rig.get(&token, "/client-documents?client_id=1").await;
    let file = documents.rows()[0]["attachment"].clone();
    sent(&rig, &token, &fax(1, file["id"].as_i64().unwrap())).await;
    let answer = listed(&rig, &token, "").await;
    assert_eq!(answer.rows()[0]["attachments"], json!([file]));
}

#[tokio::test]
async fn the_same_key_sends_once_and_a_restart_keeps_what_lies_there() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let file = rig.pdf(&token, "a.pdf", 40).await;
    let first = rig.write(&token, SEND, &fax(1, file), Some("key-1")).await;
    rig.time.pass(TimeDelta::minutes(1));
    let again = rig.write(&token, SEND, &fax(1, file), Some("key-1")).await;
    assert_eq!((first.status, &first.json), (again.status, &again.json));
    let other = rig.write(&token, SEND, &letter(1), Some("key-1")).await;
    assert_eq!(other.fields(), ["Idempotency-Key"]);
    let before = listed(&rig, &token, "").await.json;
    assert_eq!(before["meta"]["total"], 1);
    let rig = rig.reopened().await;
    let token = rig.token().await;
    assert_eq!(listed(&rig, &token, "").await.json, before);
    let again = rig.write(&token, SEND, &fax(1, file), Some("key-1")).await;
    assert_eq!(again.json, first.json);
    let bytes = rig.download(&token, file, &[]).await.bytes().await.unwrap();
    assert_eq!(bytes, crate::rig::pdf(40));
}
