//! E-mail that the office sends by a mail server: sent once, tried again, or given up. Which server
//! that is, and codes for a new password, are for the other files.

mod codes;
mod server;

use std::time::Duration;

use chrono::TimeDelta;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::rig::{MailServer, Post, Rig, Taken, database};

const PATIENCE: Duration = Duration::from_secs(60);

/// A firm's office that sends by a mail server, and a token of its administrator.
pub async fn sending_by(server: &MailServer) -> (Rig, String) {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let set = rig.put(&token, "/office/mail", by(server)).await;
    assert_eq!(set.status, 200, "{}", set.json);
    (rig, token)
}

fn by(server: &MailServer) -> Value {
    json!({
        "host": "127.0.0.1", "port": server.port, "security": "none", "username": "office",
        "password": "a secret of the post", "from_address": "office@example.com",
        "from_name": "Umber Repair",
    })
}

impl Rig {
    pub async fn send_mail(&self, token: &str, subject: &str) -> i64 {
        let mail = json!({
            "type": "email",
            "email": { "to": "ines@example.com", "subject": subject, "body": "Dear Ines,\n.\nAna" },
        });
        let sent = self.post(token, "/correspondence/send", mail).await;
        assert_eq!(sent.status, 201, "{}", sent.json);
        sent.json["data"]["data"]["id"].as_i64().unwrap()
    }

    /// What is said of a piece under a name.
    async fn said(&self, token: &str, id: i64, name: &str) -> Option<String> {
        let list = self.get(token, "/correspondence").await;
        let piece = list.rows().iter().find(|row| row["id"] == id).unwrap();
        let attributes = piece["attributes"].as_array().unwrap();
        let said = attributes.iter().find(|one| one["name"] == name)?;
        said["value"].as_str().map(str::to_owned)
    }

    /// Waits until a piece stands in another way than to be sent.
    pub async fn settled(&self, token: &str, id: i64) -> String {
        let settled = async {
            loop {
                let status = self.said(token, id, "status").await.unwrap();
                if status != "queued" {
                    return status;
                }
            }
        };
        timeout(PATIENCE, settled).await.unwrap()
    }

    /// Waits until mail that waits has met trouble.
    pub async fn trouble(&self, token: &str) -> String {
        let met = async {
            loop {
                let shown = self.get(token, "/office/mail").await.json;
                if let Some(trouble) = shown["trouble"].as_str() {
                    return trouble.to_owned();
                }
            }
        };
        timeout(PATIENCE, met).await.unwrap()
    }
}

#[tokio::test]
async fn an_e_mail_goes_to_the_mail_server_that_is_set() {
    let server = MailServer::open(Post::Takes).await;
    let (rig, token) = sending_by(&server).await;
    let id = rig.send_mail(&token, "Your disputes").await;
    assert_eq!(rig.settled(&token, id).await, "sent");
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    for line in [
        "MAIL FROM:<office@example.com>",
        "RCPT TO:<ines@example.com>",
    ] {
        assert!(taken[0].said.iter().any(|said| said == line), "{taken:?}");
    }
    for part in [
        "From: \"Umber Repair\" <office@example.com>\n",
        "Subject: Your disputes\n",
        "\nDear Ines,\n.\nAna\n",
    ] {
        assert!(taken[0].text.contains(part), "{part}{}", taken[0].text);
    }
    let shown = rig.get(&token, "/office/mail").await.json;
    assert_eq!(shown["waiting"], 0);
    assert!(!shown.to_string().contains("a secret of the post"));
}

#[tokio::test]
async fn what_the_mail_server_refuses_has_failed_and_says_why() {
    let server = MailServer::open(Post::NoSuchAddress).await;
    let (rig, token) = sending_by(&server).await;
    let id = rig.send_mail(&token, "Welcome").await;
    assert_eq!(rig.settled(&token, id).await, "failed");
    let reason = rig.said(&token, id, "reason").await.unwrap();
    assert!(
        reason.contains("550") && reason.contains("no such mailbox"),
        "{reason}"
    );
}

#[tokio::test]
async fn what_may_have_arrived_is_never_sent_again() {
    let server = MailServer::open(Post::BreaksOff).await;
    let (rig, token) = sending_by(&server).await;
    let id = rig.send_mail(&token, "Once").await;
    assert_eq!(rig.settled(&token, id).await, "unclear");
    server.becomes(Post::Takes);
    rig.time.pass(TimeDelta::days(1));
    let rig = rig.firm_reopened().await;
    let token = rig.ana_again().await;
    let next = rig.send_mail(&token, "Twice").await;
    assert_eq!(rig.settled(&token, next).await, "sent");
    let subjects = server.taken().into_iter().map(|taken| taken.text);
    let once = subjects.filter(|text| text.contains("Subject: Once\n"));
    assert_eq!(once.count(), 1);
}

#[tokio::test]
async fn what_was_on_its_way_when_the_office_ended_may_have_arrived() {
    let server = MailServer::open(Post::NotNow).await;
    let (rig, token) = sending_by(&server).await;
    let id = rig.send_mail(&token, "Cut off").await;
    rig.trouble(&token).await;
    let beside = database(rig.folder.path()).await;
    let mut write = beside.write().await.unwrap();
    sqlx::query("UPDATE mails SET state = 'sending'")
        .execute(&mut *write)
        .await
        .unwrap();
    write.commit().await.unwrap();
    beside.close().await;
    server.becomes(Post::Takes);
    let rig = rig.firm_reopened().await;
    let token = rig.ana_again().await;
    assert_eq!(rig.settled(&token, id).await, "unclear");
    assert!(server.taken().is_empty());
}

#[tokio::test]
async fn what_does_not_get_there_is_tried_again_until_it_is_given_up() {
    let server = MailServer::open(Post::NotNow).await;
    let (rig, token) = sending_by(&server).await;
    let first = rig.send_mail(&token, "Later").await;
    let trouble = rig.trouble(&token).await;
    assert!(trouble.contains("451 4.3.0 Come back later"), "{trouble}");
    assert_eq!(
        rig.get(&token, "/office/mail").await.json["waiting"],
        json!(1)
    );
    server.becomes(Post::Takes);
    rig.time.pass(TimeDelta::minutes(2));
    let second = rig.send_mail(&token, "Now").await;
    assert_eq!(rig.settled(&token, second).await, "sent");
    assert_eq!(rig.settled(&token, first).await, "sent");

    server.becomes(Post::NotNow);
    let third = rig.send_mail(&token, "Never").await;
    rig.trouble(&token).await;
    rig.time.pass(TimeDelta::days(2));
    server.becomes(Post::Takes);
    let token = rig.ana_again().await;
    let fourth = rig.send_mail(&token, "Another").await;
    assert_eq!(rig.settled(&token, third).await, "failed");
    assert_eq!(rig.settled(&token, fourth).await, "sent");
    let late = |taken: &Taken| taken.text.contains("Subject: Never\n");
    assert!(!server.taken().iter().any(late));
}

#[tokio::test]
async fn an_office_that_closes_hears_whether_a_mail_was_taken() {
    let server = MailServer::open(Post::Hesitates).await;
    let (rig, token) = sending_by(&server).await;
    let id = rig.send_mail(&token, "At the last moment").await;
    let said = async {
        while server.taken().is_empty() {
            rig.is_set_up().await;
        }
    };
    timeout(PATIENCE, said).await.unwrap();
    let (rig, ()) = tokio::join!(rig.firm_reopened(), async { server.tell() });
    let token = rig.ana_again().await;
    assert_eq!(rig.settled(&token, id).await, "sent");
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test]
async fn without_a_mail_server_what_waits_goes_to_the_outgoing_folder() {
    let server = MailServer::open(Post::NotNow).await;
    let (rig, token) = sending_by(&server).await;
    let id = rig.send_mail(&token, "By hand").await;
    rig.trouble(&token).await;
    let removed = rig.remove(&token, "/office/mail").await;
    assert_eq!(removed.status, 200, "{}", removed.json);
    assert_eq!(rig.settled(&token, id).await, "outgoing");
    let shown = rig.get(&token, "/office/mail").await.json;
    assert_eq!(
        (&shown["host"], &shown["waiting"]),
        (&Value::Null, &json!(0))
    );
    let next = rig.send_mail(&token, "Another").await;
    assert_eq!(
        rig.said(&token, next, "status").await.as_deref(),
        Some("outgoing")
    );
}

#[tokio::test]
async fn mail_that_waited_in_a_backup_may_have_been_sent_since() {
    let server = MailServer::open(Post::NotNow).await;
    let rig = Rig::firm().await;
    let (key, token) = rig.set_up().await;
    assert_eq!(
        rig.put(&token, "/office/mail", by(&server)).await.status,
        200
    );
    let id = rig.send_mail(&token, "In the backup").await;
    rig.trouble(&token).await;
    let backup = rig.backup(&token).await;
    server.becomes(Post::Takes);
    let other = Rig::another_machine().await;
    assert_eq!(other.restore(&key, &backup).await.status, 200);
    let token = other.ana_again().await;
    assert_eq!(other.settled(&token, id).await, "unclear");
    assert!(server.taken().is_empty());
}
