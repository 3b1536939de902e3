//! E-mail that the office sends by a mail server.

use std::{fs, time::Duration};

use chrono::TimeDelta;
use office::UserRole;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::rig::{Encrypts, MailServer, Post, Rig, Taken, database, send};

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
async fn a_code_for_another_password_is_mailed_and_lies_in_no_file() {
    let server = MailServer::open(Post::Takes).await;
    let (rig, _) = sending_by(&server).await;
    let asked = json!({ "email": "ana@example.com" });
    let forgot = rig
        .keyed(Method::POST, "/auth/password/forgot")
        .json(&asked);
    assert_eq!(send(forgot).await.status, 200);
    let arrived = async {
        loop {
            if let Some(mail) = server.taken().pop() {
                return mail;
            }
            // The office goes on while it is asked something.
            rig.is_set_up().await;
        }
    };
    let mail = timeout(PATIENCE, arrived).await.unwrap();
    let mut lines = mail.text.lines();
    let code = lines.find_map(|line| line.strip_prefix("    ")).unwrap();
    let files = fs::read_dir(rig.folder.path().join("outgoing"));
    assert_eq!(files.map_or(0, Iterator::count), 0);
    let reset = json!({
        "email": "ana@example.com", "token": code, "password": "another password",
        "password_confirmation": "another password",
    });
    let reset = rig.keyed(Method::POST, "/auth/password/reset").json(&reset);
    assert_eq!(send(reset).await.status, 200);
}

#[tokio::test]
async fn a_code_that_the_mail_server_does_not_take_lies_in_the_outgoing_folder() {
    let server = MailServer::open(Post::KnowsNobody).await;
    let (rig, _) = sending_by(&server).await;
    let asked = json!({ "email": "ana@example.com" });
    let forgot = async || {
        let forgot = rig.keyed(Method::POST, "/auth/password/forgot");
        let answer = send(forgot.json(&asked)).await.json;
        answer["message"].as_str().unwrap().to_owned()
    };
    let files = || fs::read_dir(rig.folder.path().join("outgoing")).map_or(0, Iterator::count);
    assert!(forgot().await.ends_with("on its way there."));
    let put = async {
        while files() == 0 {
            rig.is_set_up().await;
        }
    };
    timeout(PATIENCE, put).await.unwrap();
    // While the server rests, the next one lies there at once, and that is what is said.
    assert!(forgot().await.contains("outgoing folder"));
    rig.office.settled().await;
    assert_eq!(files(), 1);
}

#[tokio::test]
async fn a_client_s_code_goes_by_mail_and_nobody_here_reads_it() {
    let server = MailServer::open(Post::Takes).await;
    let (rig, token) = sending_by(&server).await;
    let client = rig.client(&token, "Ines", "Quintana").await;
    rig.user("ines@example.com", UserRole::Client { client })
        .await;
    let asked = json!({ "email": "ines@example.com" });
    let forgot = rig
        .keyed(Method::POST, "/auth/password/forgot")
        .json(&asked);
    assert_eq!(send(forgot).await.status, 200);
    let arrived = async {
        while server.taken().is_empty() {
            rig.is_set_up().await;
        }
    };
    timeout(PATIENCE, arrived).await.unwrap();
    assert_eq!(rig.total(&token, "/correspondence").await, 0);
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
