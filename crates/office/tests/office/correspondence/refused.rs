//! What may not be sent: whatever breaks a rule is refused by its name, and nothing of it is kept.

use reqwest::Method;
use serde_json::{Value, json};

use super::{CREATE, SEND, fax, letter, with_item};
use crate::rig::{Rig, send};

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
