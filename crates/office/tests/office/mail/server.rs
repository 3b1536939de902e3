//! The mail server of an office: who says which it is, what it is told before it has proved
//! anything, and what becomes of the mail where it does not let the office in.

use office::UserRole;
use serde_json::{Value, json};

use super::{by, sending_by};
use crate::rig::{Encrypts, MailServer, Post, Rig};

#[tokio::test]
async fn a_password_of_one_mail_server_is_never_told_another() {
    let server = MailServer::open(Post::Takes).await;
    let (rig, token) = sending_by(&server).await;
    let mut same = by(&server);
    same.as_object_mut().unwrap().remove("password");
    same["from_name"] = json!("Umber");
    let set = rig.put(&token, "/office/mail", same.clone()).await;
    assert_eq!(
        (set.status, &set.json["has_password"]),
        (200, &json!(true)),
        "{}",
        set.json
    );
    for (field, other) in [
        ("host", json!("localhost")),
        ("port", json!(2525)),
        ("username", json!("eve")),
        ("security", json!("tls")),
    ] {
        let mut body = same.clone();
        body[field] = other;
        let refused = rig.put(&token, "/office/mail", body).await;
        assert_eq!(refused.fields(), ["password"], "{field}");
    }
    let tried = rig.post(&token, "/office/mail/try", Value::Null).await;
    assert_eq!(tried.json["accepted"], true, "{}", tried.json);
}

#[tokio::test]
async fn nothing_secret_is_said_where_others_could_hear_it() {
    let server = MailServer::open(Post::Takes).await;
    let (rig, token) = sending_by(&server).await;
    let mut far = by(&server);
    far["host"] = json!("mail.example.com");
    let refused = rig.put(&token, "/office/mail", far).await;
    assert_eq!(refused.fields(), ["security"]);
    let mut encrypted = by(&server);
    encrypted["security"] = json!("starttls");
    assert_eq!(rig.put(&token, "/office/mail", encrypted).await.status, 200);
    let tried = rig.post(&token, "/office/mail/try", Value::Null).await.json;
    assert_eq!(tried["accepted"], false);
    assert_eq!(tried["message"], "The mail server offers no encryption.");
    let heard = server.heard();
    assert!(
        heard.iter().all(|line| !line.starts_with("AUTH")),
        "{heard:?}"
    );
}

#[tokio::test]
async fn a_mail_server_that_cannot_be_named_is_refused_field_by_field() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let body = json!({
        "host": "mail server", "port": 465, "security": "tls", "username": "office",
        "from_address": "office@example.com",
    });
    let refused = rig.put(&token, "/office/mail", body).await;
    assert_eq!(refused.fields(), ["host", "password"]);
    let tried = rig.post(&token, "/office/mail/try", Value::Null).await;
    tried.refused(409);
}

#[tokio::test]
async fn a_wrong_password_is_told_and_nothing_is_lost_by_it() {
    let server = MailServer::open(Post::KnowsNobody).await;
    let (rig, token) = sending_by(&server).await;
    let id = rig.send_mail(&token, "Patience").await;
    let trouble = rig.trouble(&token).await;
    assert!(
        trouble.starts_with("The mail server does not let the office sign in: 535"),
        "{trouble}"
    );
    server.becomes(Post::Takes);
    // Setting it again tries what waits, whenever its turn would have been.
    assert_eq!(
        rig.put(&token, "/office/mail", by(&server)).await.status,
        200
    );
    assert_eq!(rig.settled(&token, id).await, "sent");
}

#[tokio::test]
async fn a_wrong_password_is_tried_once_however_much_waits() {
    let server = MailServer::open(Post::KnowsNobody).await;
    let (rig, token) = sending_by(&server).await;
    let first = rig.send_mail(&token, "First").await;
    rig.trouble(&token).await;
    let second = rig.send_mail(&token, "Second").await;
    let third = rig.send_mail(&token, "Third").await;
    // What comes now finds the server at rest, and so does what else there is to look at.
    for id in [first, second, third] {
        assert_eq!(
            rig.said(&token, id, "status").await.as_deref(),
            Some("queued")
        );
    }
    let tried = |server: &MailServer| {
        let heard = server.heard();
        heard.iter().filter(|line| line.starts_with("AUTH")).count()
    };
    assert_eq!(tried(&server), 1);
    server.becomes(Post::Takes);
    // That it takes mail is seen, and all goes out.
    let seen = rig.post(&token, "/office/mail/try", Value::Null).await;
    assert_eq!(seen.json["accepted"], true, "{}", seen.json);
    for id in [first, second, third] {
        assert_eq!(rig.settled(&token, id).await, "sent");
    }
    assert_eq!(tried(&server), 5);
}

#[tokio::test]
async fn a_mail_server_that_proves_nothing_is_told_no_password() {
    for (encrypts, security) in [(Encrypts::AtOnce, "tls"), (Encrypts::WhenAsked, "starttls")] {
        let server = MailServer::encrypting(encrypts, Post::Takes).await;
        let rig = Rig::firm().await;
        let token = rig.ana().await;
        let mut hidden = by(&server);
        hidden["host"] = json!("localhost");
        hidden["security"] = json!(security);
        assert_eq!(rig.put(&token, "/office/mail", hidden).await.status, 200);
        let tried = rig.post(&token, "/office/mail/try", Value::Null).await.json;
        assert_eq!(tried["accepted"], false, "{security}");
        // Windows is asked whom to trust, and where it is only played, it does not know.
        if !cfg!(windows) {
            let why = "The mail server does not prove that it is this server.";
            assert_eq!(tried["message"], why, "{security}");
        }
        let heard = server.heard();
        let secret = |line: &String| line.starts_with("AUTH") || line.starts_with("MAIL");
        assert!(!heard.iter().any(secret), "{heard:?}");
    }
}

#[tokio::test]
async fn a_wrong_address_to_come_from_loses_no_mail() {
    let server = MailServer::open(Post::NotYours).await;
    let (rig, token) = sending_by(&server).await;
    let id = rig.send_mail(&token, "From whom").await;
    let trouble = rig.trouble(&token).await;
    assert!(trouble.contains("That address is not yours"), "{trouble}");
    server.becomes(Post::Takes);
    assert_eq!(
        rig.put(&token, "/office/mail", by(&server)).await.status,
        200
    );
    assert_eq!(rig.settled(&token, id).await, "sent");
}

#[tokio::test]
async fn only_an_administrator_says_where_mail_goes_and_practice_sends_none() {
    let server = MailServer::open(Post::Takes).await;
    let (rig, admin) = sending_by(&server).await;
    let agent = rig.user("bo@example.com", UserRole::Agent).await;
    rig.put(&agent, "/office/mail", by(&server))
        .await
        .refused(403);
    rig.post(&agent, "/office/mail/try", Value::Null)
        .await
        .refused(403);
    rig.remove(&agent, "/office/mail").await.refused(403);
    // Whoever works here sees why mail waits.
    let shown = rig.get(&agent, "/office/mail").await;
    assert_eq!((shown.status, &shown.json["waiting"]), (200, &json!(0)));
    let client = rig.client(&admin, "Ines", "Quintana").await;
    let client = rig
        .user("ines@example.com", UserRole::Client { client })
        .await;
    rig.get(&client, "/office/mail").await.refused(403);
    let practice = Rig::practice(1).await;
    let token = practice.token().await;
    practice
        .put(&token, "/office/mail", by(&server))
        .await
        .refused(409);
    assert!(server.taken().is_empty());
}
