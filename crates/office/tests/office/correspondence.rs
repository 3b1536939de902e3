//! What is sent about clients: into the outgoing folder, and found again.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Rig, send};

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
async fn whatever_breaks_a_rule_is_refused_by_name_and_nothing_is_kept() {
    let rig = Rig::practice(20).await;
    let token = rig.token().await;
    let file = rig.pdf(&token, "a.pdf", 40).await;
    let (client, item) = with_item(&rig, &token).await;
    let other = client % 20 + 1;
    let of = |client: i64, more: Value| {
        let mut body = fax(client, file);
        for (name, value) in more.as_object().unwrap() {
            body["fax"][name] = value.clone();
        }
        body
    };
    let about = |client: Value, item: Value| {
        let mut body = letter(1);
        (body["client_id"], body["negative_item_id"]) = (client, item);
        body
    };
    let said = |kind: &str, piece: Value| json!({ "client_id": 1, "type": kind, kind: piece });
    for (body, fields) in [
        (json!({}), vec!["type"]),
        (json!({ "type": "pigeon" }), vec!["type"]),
        (json!({ "type": "fax" }), vec!["fax"]),
        (
            json!({ "type": "letter", "fax": fax(1, file)["fax"] }),
            vec!["letter"],
        ),
        (of(1, json!({ "recipient": null })), vec!["fax.recipient"]),
        (
            of(1, json!({ "furnisher": "Umber Bank" })),
            vec!["fax.recipient"],
        ),
        (of(1, json!({ "recipient": " " })), vec!["fax.recipient"]),
        (
            of(1, json!({ "recipient": null, "furnisher": "a\nb" })),
            vec!["fax.furnisher"],
        ),
        (
            of(1, json!({ "fax_number": "soon" })),
            vec!["fax.fax_number"],
        ),
        (of(1, json!({ "fax_number": null })), vec!["fax.fax_number"]),
        (
            of(1, json!({ "attachment_id": null })),
            vec!["fax.attachment_id"],
        ),
        (
            of(1, json!({ "attachment_id": 999_999 })),
            vec!["fax.attachment_id"],
        ),
        (
            of(99, json!({ "attachment_id": 999_999 })),
            vec!["client_id", "fax.attachment_id"],
        ),
        (
            said("letter", json!({ "content": " ", "postal_address": "\n" })),
            vec!["letter.content", "letter.postal_address"],
        ),
        (
            said(
                "letter",
                json!({ "content": "x", "postal_address": "y", "attachment_id": 999_999 }),
            ),
            vec!["letter.attachment_id"],
        ),
        (
            said(
                "letter",
                json!({ "content": "a\u{0}b", "postal_address": "y" }),
            ),
            vec!["letter.content"],
        ),
        (
            said(
                "email",
                json!({ "body": "x", "subject": " ", "to": "nobody" }),
            ),
            vec!["email.to"],
        ),
        (
            said(
                "email",
                json!({ "body": " ", "subject": "a\tb", "to": "ana@example.com" }),
            ),
            vec!["email.body", "email.subject"],
        ),
        (
            said(
                "sms",
                json!({ "body": "x".repeat(1_601), "number": "none" }),
            ),
            vec!["sms.body", "sms.number"],
        ),
        (about(json!(99), json!(null)), vec!["client_id"]),
        (
            about(json!(client), json!(9_999_999)),
            vec!["negative_item_id"],
        ),
        (
            about(json!(other), item["id"].clone()),
            vec!["negative_item_id"],
        ),
        (
            about(json!(0), json!("x")),
            vec!["client_id", "negative_item_id"],
        ),
    ] {
        let answer = rig.write(&token, SEND, &body, None).await;
        assert_eq!(answer.fields(), fields, "{} to {body}", answer.json);
    }
    let to = json!({ "fax_number": "(404) 555-0101", "recipient": "Equifax" });
    for (body, fields) in [
        (json!({}), vec!["attributes", "client_id", "type"]),
        (
            json!({ "client_id": 1, "type": "letter", "attributes": to }),
            vec!["type"],
        ),
        (
            json!({ "client_id": 99, "type": "fax", "attributes": to }),
            vec!["client_id"],
        ),
        (
            json!({ "client_id": 1, "type": "fax", "attributes": to, "attachment_id": 999_999 }),
            vec!["attachment_id"],
        ),
        (
            json!({ "client_id": 1, "type": "fax", "attributes": {} }),
            vec!["attributes.fax_number", "attributes.recipient"],
        ),
        (
            json!({ "client_id": 1, "type": "fax", "attributes": { "fax_number": "5550101", "furnisher": " " } }),
            vec!["attributes.furnisher"],
        ),
    ] {
        let answer = rig.write(&token, CREATE, &body, None).await;
        assert_eq!(answer.fields(), fields, "{} to {body}", answer.json);
    }
    assert_eq!(rig.total(&token, "/correspondence").await, 0);
    // The file that was refused belongs to nothing still, and can go.
    assert_eq!(
        rig.delete(&token, &format!("/attachments/{file}")).await,
        204
    );
    for (method, path) in [(Method::GET, "/correspondence"), CREATE, SEND] {
        send(rig.keyed(method, path)).await.refused(401);
    }
    rig.get(&token, "/correspondence/1").await.refused(404);
}

#[tokio::test]
async fn what_was_sent_about_an_item_is_shown_with_the_item() {
    let rig = Rig::practice(20).await;
    let token = rig.token().await;
    let (client, before) = with_item(&rig, &token).await;
    let mut body = letter(client);
    // The client need not be said where the item says it.
    body["client_id"] = Value::Null;
    body["negative_item_id"] = before["id"].clone();
    let piece = sent(&rig, &token, &body).await;
    assert_eq!(
        (&piece["client_id"], &piece["negative_item_id"]),
        (&json!(client), &before["id"])
    );
    let path = format!("/negative-items/{}", before["id"]);
    let after = rig.get(&token, &path).await.json["data"].clone();
    assert_eq!(after["correspondence"], json!([piece]));
    // Whoever asks for what has changed since is told.
    assert_eq!(after["updated_at"], piece["updated_at"]);
    let latest = "/negative-items?sort_by=updated_at&sort_direction=desc&per_page=1";
    assert_eq!(rig.get(&token, latest).await.rows(), &vec![after]);
    let query = format!("negative_item_id={}", before["id"]);
    assert_eq!(listed(&rig, &token, &query).await.rows(), &vec![piece]);
    assert_eq!(
        rig.total(&token, "/correspondence?negative_item_id=9999999")
            .await,
        0
    );
}

#[tokio::test]
async fn the_list_is_narrowed_down_by_each_filter_and_the_newest_stands_first() {
    let rig = Rig::practice(3).await;
    let ana = rig.ana().await;
    let first = sent(&rig, &ana, &letter(1)).await["id"].clone();
    rig.time.pass(TimeDelta::days(1));
    let token = rig.token().await;
    let file = rig.pdf(&token, "a.pdf", 40).await;
    let second = sent(&rig, &token, &fax(1, file)).await["id"].clone();
    let mut other = fax(1, file);
    other["fax"] = json!({
        "attachment_id": file, "fax_number": "+1 973 555 0102", "furnisher": "José Umber_Co",
    });
    let third = sent(&rig, &token, &other).await["id"].clone();
    for (query, found) in [
        ("", vec![&third, &second, &first]),
        ("sort_direction=asc", vec![&first, &second, &third]),
        ("sort_by=created_at", vec![&first, &second, &third]),
        ("type=fax", vec![&third, &second]),
        ("type=FAX&per_page=1&page=2", vec![&second]),
        ("client_id=1", vec![&third, &second, &first]),
        ("client_id=2", vec![]),
        ("client_id=1&type=letter", vec![&first]),
        ("run_by=2", vec![&first]),
        ("recipient=equi", vec![&second, &first]),
        ("recipient=JOSE", vec![&third]),
        ("recipient=umber_co", vec![&third]),
        ("recipient=umberXco", vec![]),
        ("fax_number=404.555.0101", vec![&second]),
        ("fax_number=19735550102", vec![&third]),
        ("fax_number=none", vec![]),
        ("search=a+dispute", vec![&first]),
        ("search=soto", vec![&first]),
        ("search=2026-01-16", vec![&third, &second]),
        ("search=5550102&client_id=1", vec![&third]),
        ("search=%25", vec![]),
        ("sort_by=recipient", vec![&second, &first, &third]),
        (
            "sort_by=type&sort_direction=desc",
            vec![&first, &third, &second],
        ),
        ("sort_by=last_name", vec![&second, &third, &first]),
        (
            "sort_by=first_name&client_id=1",
            vec![&first, &second, &third],
        ),
    ] {
        let answer = listed(&rig, &token, query).await;
        let ids: Vec<&Value> = answer.rows().iter().map(|row| &row["id"]).collect();
        assert_eq!(ids, found, "{query}");
    }
    for column in ["id", "subject", "updated_at"] {
        let query = format!("sort_by={column}&client_id=1");
        assert_eq!(
            listed(&rig, &token, &query).await.rows().len(),
            3,
            "{column}"
        );
    }
    let meta = &listed(&rig, &token, "per_page=2&page=2").await.json["meta"];
    let expected =
        json!({ "current_page": 2, "from": 3, "last_page": 2, "per_page": 2, "to": 3, "total": 3 });
    assert_eq!(meta, &expected);
}

#[tokio::test]
async fn a_list_that_is_asked_for_against_a_rule_is_refused_by_name() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    for (query, field) in [
        ("type=pigeon", "type"),
        ("client_id=0", "client_id"),
        ("run_by=Ana", "run_by"),
        ("negative_item_id=0", "negative_item_id"),
        ("recipient=a%00b", "recipient"),
        ("search=a%00b", "search"),
        ("sort_by=attributes", "sort_by"),
        ("sort_direction=up", "sort_direction"),
        ("page=0", "page"),
        ("per_page=201", "per_page"),
    ] {
        assert_eq!(
            listed(&rig, &token, query).await.fields(),
            [field],
            "{query}"
        );
    }
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
