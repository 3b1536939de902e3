//! What waits for somebody's hands: listed, sent by hand, or taken back.

use chrono::TimeDelta;
use office::UserRole;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    mail::sending_by,
    rig::{Answer, MailServer, Post, Rig, send},
};

const FOLDER: &str = "/office/outgoing";

async fn item(rig: &Rig, token: &str, client: i64) -> i64 {
    let body = json!({ "client_id": client, "item": { "account_name": "Umber Bank" } });
    rig.post(token, "/office/negative-items", body).await.id()
}

/// Puts a piece into the outgoing folder, and answers its id.
async fn put(rig: &Rig, token: &str, piece: Value) -> i64 {
    let answer = rig.post(token, "/correspondence/send", piece).await;
    assert_eq!(answer.status, 201, "{}", answer.json);
    answer.json["data"]["data"]["id"].as_i64().unwrap()
}

fn letter(client: i64, item: Option<i64>) -> Value {
    let mut letter = json!({
        "client_id": client, "type": "letter",
        "letter": {
            "content": "Subject: A dispute\n\nDear all", "postal_address": "Umber Bank\n1 Umber Way",
        },
    });
    if let Some(item) = item {
        letter["negative_item_id"] = json!(item);
    }
    letter
}

fn fax(client: i64, file: i64) -> Value {
    json!({
        "client_id": client, "type": "fax",
        "fax": {
            "attachment_id": file, "fax_number": "(404) 555-0101", "furnisher": "Umber Bank",
        },
    })
}

fn sms(client: i64) -> Value {
    json!({ "client_id": client, "type": "sms", "sms": { "number": "4045550102", "body": "Call us." } })
}

async fn sent(rig: &Rig, token: &str, id: i64, body: Value) -> Answer {
    rig.post(token, &format!("{FOLDER}/{id}/sent"), body).await
}

async fn take_back(rig: &Rig, token: &str, id: i64) -> Answer {
    rig.remove(token, &format!("{FOLDER}/{id}")).await
}

async fn not_sent(rig: &Rig, token: &str, id: i64) -> Answer {
    rig.remove(token, &format!("{FOLDER}/{id}/sent")).await
}

async fn waiting(rig: &Rig, token: &str, query: &str) -> Vec<i64> {
    rig.get(token, &format!("{FOLDER}?{query}")).await.ids()
}

/// What is said of a piece under a name.
fn said<'a>(piece: &'a Value, name: &str) -> Option<&'a str> {
    let mut attributes = piece["attributes"].as_array().unwrap().iter();
    attributes.find(|one| one["name"] == name)?["value"].as_str()
}

#[tokio::test]
async fn what_waits_is_listed_with_all_that_it_takes_to_send_it() {
    let (rig, token, ines) = Rig::with_a_client().await;
    let eva = rig.client(&token, "Eva", "Baca").await;
    let about = item(&rig, &token, ines).await;
    let posted = put(&rig, &token, letter(ines, Some(about))).await;
    let file = rig.pdf(&token, "dispute.pdf", 40).await;
    let faxed = put(&rig, &token, fax(eva, file)).await;
    let texted = put(&rig, &token, sms(ines)).await;
    let listed = rig.get(&token, FOLDER).await;
    assert_eq!(listed.ids(), [posted, faxed, texted]);
    assert_eq!(listed.json["meta"]["total"], 3);
    let [post, fax, sms] = listed.rows().as_slice() else {
        panic!("{}", listed.json)
    };
    for (piece, field, value) in [
        (post, "type", json!("letter")),
        (post, "status", json!("outgoing")),
        (post, "recipient", json!("Umber Bank")),
        (post, "address", json!("Umber Bank\n1 Umber Way")),
        (post, "subject", json!("A dispute")),
        (post, "content", json!("Subject: A dispute\n\nDear all")),
        (post, "negative_item_id", json!(about)),
        (post, "attachments", json!([])),
        (post, "reason", Value::Null),
        (fax, "recipient", json!("Umber Bank")),
        (fax, "address", json!("(404) 555-0101")),
        (fax, "content", Value::Null),
        (sms, "address", json!("4045550102")),
        (sms, "content", json!("Call us.")),
    ] {
        assert_eq!(piece[field], value, "{field}");
    }
    assert_eq!(post["client"]["attributes"]["FirstName"], "Ines");
    assert_eq!(fax["client"]["id"], eva);
    assert_eq!(fax["attachments"][0]["id"], file);
    assert_eq!(post["run_by"]["first_name"], "Ana");
    for (query, found) in [
        ("type=fax", vec![faxed]),
        (&*format!("client_id={ines}"), vec![posted, texted]),
        ("per_page=1&page=2", vec![faxed]),
        ("type=email", vec![]),
    ] {
        assert_eq!(waiting(&rig, &token, query).await, found, "{query}");
    }
}

#[tokio::test]
async fn what_a_file_says_too_is_shown_as_text_beside_it() {
    let (rig, token, ines) = Rig::with_a_client().await;
    let file = rig.pdf(&token, "letter.pdf", 40).await;
    let mut body = letter(ines, None);
    body["letter"]["attachment_id"] = json!(file);
    put(&rig, &token, body).await;
    let listed = rig.get(&token, FOLDER).await;
    let piece = &listed.rows()[0];
    assert_eq!(piece["attachments"][0]["id"], file);
    assert_eq!(piece["content"], "Subject: A dispute\n\nDear all");
}

#[tokio::test]
async fn a_letter_that_was_posted_is_noted_so_and_waits_no_longer() {
    let (rig, token, ines) = Rig::with_a_client().await;
    let about = item(&rig, &token, ines).await;
    let path = format!("/negative-items/{about}");
    let id = put(&rig, &token, letter(ines, Some(about))).await;
    let before = rig.get(&token, &path).await.json["data"]["updated_at"].clone();
    let body =
        json!({ "how": " Certified mail 9400 0000. ", "sent_at": "2026-01-14T17:00:00-05:00" });
    let noted = sent(&rig, &token, id, body).await;
    assert_eq!(noted.status, 200, "{}", noted.json);
    let piece = &noted.json["data"];
    assert_eq!(said(piece, "status"), Some("sent"));
    assert_eq!(said(piece, "sent_at"), Some("2026-01-14T22:00:00.000000Z"));
    assert_eq!(said(piece, "how"), Some("Certified mail 9400 0000."));
    assert_eq!(said(piece, "recipient"), Some("Umber Bank"));
    assert!(waiting(&rig, &token, "").await.is_empty());
    let listed = rig.get(&token, "/correspondence").await;
    assert_eq!(&listed.rows()[0], piece);
    // The item shows it, and is among what changed.
    let item = rig.get(&token, &path).await.json;
    assert_eq!(&item["data"]["correspondence"][0], piece);
    assert!(item["data"]["updated_at"].as_str() > before.as_str());
    take_back(&rig, &token, id).await.refused(409);
    rig.remove(&token, &format!("/office/clients/{ines}"))
        .await
        .refused(409);
}

#[tokio::test]
async fn when_and_how_something_was_sent_can_be_corrected() {
    let (rig, token, ines) = Rig::with_a_client().await;
    let about = item(&rig, &token, ines).await;
    let path = format!("/negative-items/{about}");
    let id = put(&rig, &token, letter(ines, Some(about))).await;
    let first = json!({ "how": "By mail.", "sent_at": "2026-01-13T17:00:00Z" });
    assert_eq!(sent(&rig, &token, id, first).await.status, 200);
    let before = rig.get(&token, &path).await.json["data"]["updated_at"].clone();
    let second = json!({ "sent_at": "2026-01-14T17:00:00Z" });
    let noted = sent(&rig, &token, id, second).await;
    assert_eq!(noted.status, 200, "{}", noted.json);
    let piece = &noted.json["data"];
    assert_eq!(said(piece, "status"), Some("sent"));
    assert_eq!(said(piece, "sent_at"), Some("2026-01-14T17:00:00.000000Z"));
    assert_eq!(said(piece, "how"), None);
    let item = rig.get(&token, &path).await.json;
    assert_eq!(&item["data"]["correspondence"][0], piece);
    assert!(item["data"]["updated_at"].as_str() > before.as_str());
}

#[tokio::test]
async fn what_was_noted_as_sent_by_mistake_waits_again() {
    let (rig, token, ines) = Rig::with_a_client().await;
    let about = item(&rig, &token, ines).await;
    let path = format!("/negative-items/{about}");
    let id = put(&rig, &token, letter(ines, Some(about))).await;
    not_sent(&rig, &token, id).await.refused(409);
    let by_mail = json!({ "how": "By mail." });
    assert_eq!(sent(&rig, &token, id, by_mail).await.status, 200);
    let before = rig.get(&token, &path).await.json["data"]["updated_at"].clone();
    let back = not_sent(&rig, &token, id).await;
    assert_eq!(back.status, 200, "{}", back.json);
    let piece = &back.json["data"];
    assert_eq!(said(piece, "status"), Some("outgoing"));
    for name in ["sent_at", "how", "stood"] {
        assert_eq!(said(piece, name), None, "{name}");
    }
    assert_eq!(waiting(&rig, &token, "").await, [id]);
    let item = rig.get(&token, &path).await.json;
    assert_eq!(&item["data"]["correspondence"][0], piece);
    assert!(item["data"]["updated_at"].as_str() > before.as_str());
    not_sent(&rig, &token, id).await.refused(409);
    assert_eq!(take_back(&rig, &token, id).await.status, 200);
    not_sent(&rig, &token, id).await.refused(404);
}

#[tokio::test]
async fn what_the_office_sent_itself_is_sent_for_good() {
    let server = MailServer::open(Post::Takes).await;
    let (rig, token) = sending_by(&server).await;
    let id = rig.send_mail(&token, "Welcome").await;
    assert_eq!(rig.settled(&token, id).await, "sent");
    not_sent(&rig, &token, id).await.refused(409);
    sent(&rig, &token, id, json!({ "how": "By hand." }))
        .await
        .refused(409);
}

#[tokio::test]
async fn what_was_sent_now_need_not_say_when_or_how() {
    let (rig, token, ines) = Rig::with_a_client().await;
    let id = put(&rig, &token, sms(ines)).await;
    rig.time.pass(TimeDelta::minutes(30));
    let noted = sent(&rig, &token, id, json!({})).await;
    let piece = &noted.json["data"];
    assert_eq!(said(piece, "sent_at"), Some("2026-01-15T09:30:00.000000Z"));
    assert_eq!(said(piece, "how"), None);
}

#[tokio::test]
async fn a_fax_of_nothing_cannot_have_been_sent() {
    let (rig, token, ines) = Rig::with_a_client().await;
    let mut fax = json!({
        "client_id": ines, "type": "fax",
        "attributes": { "fax_number": "4045550101", "furnisher": "Umber Bank" },
    });
    let empty = rig.post(&token, "/correspondence", fax.clone()).await.id();
    let refused = sent(&rig, &token, empty, json!({})).await;
    refused.refused(409);
    let sentence = refused.json["message"].as_str().unwrap();
    assert!(sentence.contains("neither a file nor a text"), "{sentence}");
    assert_eq!(waiting(&rig, &token, "").await, [empty]);
    assert_eq!(take_back(&rig, &token, empty).await.status, 200);
    fax["attachment_id"] = json!(rig.pdf(&token, "dispute.pdf", 40).await);
    let full = rig.post(&token, "/correspondence", fax).await.id();
    assert_eq!(sent(&rig, &token, full, json!({})).await.status, 200);
}

#[tokio::test]
async fn what_was_taken_back_is_gone_and_keeps_nobody() {
    let (rig, token, ines) = Rig::with_a_client().await;
    let about = item(&rig, &token, ines).await;
    let file = rig.pdf(&token, "dispute.pdf", 40).await;
    let paper = rig.pdf(&token, "id.pdf", 40).await;
    let document = json!({ "attachment_id": paper, "client_id": ines, "type": "id" });
    let document = rig.post(&token, "/client-documents", document).await;
    assert_eq!(document.status, 200, "{}", document.json);
    let pieces = [
        put(&rig, &token, letter(ines, Some(about))).await,
        put(&rig, &token, fax(ines, file)).await,
        put(&rig, &token, fax(ines, paper)).await,
    ];
    let client = format!("/office/clients/{ines}");
    let item = format!("/office/negative-items/{about}");
    rig.remove(&token, &client).await.refused(409);
    rig.remove(&token, &item).await.refused(409);
    for id in pieces {
        let taken = take_back(&rig, &token, id).await;
        assert_eq!(taken.status, 200, "{}", taken.json);
        take_back(&rig, &token, id).await.refused(404);
        sent(&rig, &token, id, json!({})).await.refused(404);
    }
    assert_eq!(rig.total(&token, "/correspondence").await, 0);
    // A file that is a document too is still the client's.
    for (file, status) in [(file, 404), (paper, 200)] {
        let record = rig.get(&token, &format!("/attachments/{file}")).await;
        assert_eq!(record.status, status, "{file}");
    }
    assert_eq!(rig.remove(&token, &item).await.status, 200);
    assert_eq!(rig.remove(&token, &client).await.status, 200);
}

#[tokio::test]
async fn what_the_mail_server_refused_is_sent_by_hand_or_taken_back() {
    let server = MailServer::open(Post::NoSuchAddress).await;
    let (rig, token) = sending_by(&server).await;
    for taken_back in [false, true] {
        let id = rig.send_mail(&token, "Welcome").await;
        assert_eq!(rig.settled(&token, id).await, "failed");
        let listed = rig.get(&token, FOLDER).await;
        let piece = &listed.rows()[0];
        assert_eq!(
            (&piece["status"], &piece["address"]),
            (&json!("failed"), &json!("ines@example.com"))
        );
        assert!(
            piece["reason"]
                .as_str()
                .unwrap()
                .contains("no such mailbox")
        );
        let answer = if taken_back {
            take_back(&rig, &token, id).await
        } else {
            sent(&rig, &token, id, json!({ "how": "By hand." })).await
        };
        assert_eq!(answer.status, 200, "{}", answer.json);
        if !taken_back {
            // Why it failed once is no longer of interest.
            assert_eq!(said(&answer.json["data"], "reason"), None);
        }
        assert!(waiting(&rig, &token, "").await.is_empty());
    }
}

#[tokio::test]
async fn what_may_have_arrived_can_be_noted_as_sent_and_not_taken_back() {
    let server = MailServer::open(Post::BreaksOff).await;
    let (rig, token) = sending_by(&server).await;
    let id = rig.send_mail(&token, "Once").await;
    assert_eq!(rig.settled(&token, id).await, "unclear");
    assert_eq!(waiting(&rig, &token, "type=email").await, [id]);
    take_back(&rig, &token, id).await.refused(409);
    let noted = sent(&rig, &token, id, json!({ "how": "She has it." })).await;
    assert_eq!(said(&noted.json["data"], "status"), Some("sent"));
    // Corrected or not: put back, it is what it was, and is kept.
    assert_eq!(sent(&rig, &token, id, json!({})).await.status, 200);
    let back = not_sent(&rig, &token, id).await;
    assert_eq!(said(&back.json["data"], "status"), Some("unclear"));
    assert_eq!(waiting(&rig, &token, "type=email").await, [id]);
    take_back(&rig, &token, id).await.refused(409);
}

#[tokio::test]
async fn what_waits_for_the_mail_server_is_not_sent_by_hand_and_not_sent_once_it_is_taken_back() {
    let server = MailServer::open(Post::NotNow).await;
    let (rig, token) = sending_by(&server).await;
    let id = rig.send_mail(&token, "Not this one").await;
    rig.trouble(&token).await;
    assert!(waiting(&rig, &token, "").await.is_empty());
    sent(&rig, &token, id, json!({})).await.refused(409);
    assert_eq!(take_back(&rig, &token, id).await.status, 200);
    server.becomes(Post::Takes);
    rig.time.pass(TimeDelta::hours(5));
    let token = rig.ana_again().await;
    let next = rig.send_mail(&token, "This one").await;
    assert_eq!(rig.settled(&token, next).await, "sent");
    let texts: Vec<String> = server.taken().into_iter().map(|taken| taken.text).collect();
    assert!(
        texts
            .iter()
            .all(|text| text.contains("Subject: This one\n")),
        "{texts:?}"
    );
}

#[tokio::test]
async fn agents_send_and_take_back_and_who_only_reads_sees_what_waits() {
    let (rig, token, ines) = Rig::with_a_client().await;
    let id = put(&rig, &token, letter(ines, None)).await;
    let reader = rig.user("reader@example.com", UserRole::ReadOnly).await;
    let agent = rig.user("agent@example.com", UserRole::Agent).await;
    assert_eq!(waiting(&rig, &reader, "").await, [id]);
    sent(&rig, &reader, id, json!({})).await.refused(403);
    take_back(&rig, &reader, id).await.refused(403);
    not_sent(&rig, &reader, id).await.refused(403);
    for _ in 0..2 {
        assert_eq!(sent(&rig, &agent, id, json!({})).await.status, 200);
        assert_eq!(not_sent(&rig, &agent, id).await.status, 200);
    }
    let next = put(&rig, &agent, letter(ines, None)).await;
    assert_eq!(take_back(&rig, &agent, next).await.status, 200);
}

#[tokio::test]
async fn a_code_for_another_password_is_shown_to_nobody_who_only_reads() {
    let (rig, token, ines) = Rig::with_a_client().await;
    rig.user("ines@example.com", UserRole::Client { client: ines })
        .await;
    let body = json!({ "email": "ines@example.com" });
    let asked = rig.keyed(Method::POST, "/auth/password/forgot").json(&body);
    assert_eq!(send(asked).await.status, 200);
    rig.office.settled().await;
    let reader = rig.user("reader@example.com", UserRole::ReadOnly).await;
    for (token, is_shown) in [(&token, true), (&reader, false)] {
        let listed = rig.get(token, FOLDER).await;
        let piece = &listed.rows()[0];
        assert_eq!(piece["address"], "ines@example.com");
        assert_eq!(piece["content"].is_string(), is_shown);
    }
}

#[tokio::test]
async fn what_breaks_a_rule_is_named() {
    let (rig, token, ines) = Rig::with_a_client().await;
    let id = put(&rig, &token, letter(ines, None)).await;
    for (body, field) in [
        (json!({ "sent_at": "2026-01-14" }), "sent_at"),
        (json!({ "sent_at": "2026-01-15T09:00:01Z" }), "sent_at"),
        (json!({ "how": "a\nb" }), "how"),
        (json!({ "how": "a".repeat(256) }), "how"),
    ] {
        assert_eq!(sent(&rig, &token, id, body).await.fields(), [field]);
    }
    for (query, field) in [
        ("type=pigeon", "type"),
        ("client_id=0", "client_id"),
        ("per_page=201", "per_page"),
    ] {
        let refused = rig.get(&token, &format!("{FOLDER}?{query}")).await;
        assert_eq!(refused.fields(), [field], "{query}");
    }
    assert_eq!(waiting(&rig, &token, "").await, [id]);
}
