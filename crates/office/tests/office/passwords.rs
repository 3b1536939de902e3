//! Setting another password when the old one was forgotten.

use std::{fs, path::PathBuf, time::Duration};

use chrono::TimeDelta;
use office::UserRole;
use reqwest::Method;
use serde_json::json;
use tokio::time::timeout;

use crate::rig::{Answer, Rig, database, send};

const EMAIL: &str = "ana@example.com";
const OLD: &str = "a long password";
const NEW: &str = "another password";

impl Rig {
    async fn forgot(&self, email: &str) -> Answer {
        let body = json!({ "email": email });
        let answer = send(
            self.keyed(Method::POST, "/auth/password/forgot")
                .json(&body),
        )
        .await;
        self.office.settled().await;
        answer
    }

    async fn reset(&self, email: &str, code: &str, password: &str) -> Answer {
        let body = json!({
            "email": email, "token": code, "password": password,
            "password_confirmation": password,
        });
        send(self.keyed(Method::POST, "/auth/password/reset").json(&body)).await
    }

    /// The mail files in the outgoing folder.
    fn mails(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder.path().join("outgoing"));
        let entries = entries.into_iter().flatten();
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    /// The code in the only mail there is.
    pub fn code(&self) -> String {
        let mails = self.mails();
        assert_eq!(mails.len(), 1);
        let mail = fs::read_to_string(&mails[0]).unwrap();
        let mut lines = mail.lines().filter_map(|line| line.strip_prefix("    "));
        lines.next().unwrap().to_owned()
    }
}

#[tokio::test]
async fn a_code_that_was_mailed_sets_another_password_once() {
    let rig = Rig::firm().await;
    rig.ana().await;
    let asked = rig.forgot(" ANA@example.com").await;
    assert_eq!(asked.status, 422, "an address has no spaces");
    let asked = rig.forgot("ANA@example.com").await;
    assert_eq!(asked.status, 200, "{}", asked.json);
    let mail = fs::read_to_string(&rig.mails()[0]).unwrap();
    assert!(mail.starts_with("Date: Thu, 15 Jan 2026 09:00:00 +0000\r\nTo: ana@example.com\r\n"));
    assert!(mail.contains("\r\nX-Unsent: 1\r\n"));
    let code = rig.code();
    rig.reset(EMAIL, "abcde-fghij-klmno-pqrst", NEW)
        .await
        .refused(400);
    let done = rig.reset("Ana@Example.com", &code, NEW).await;
    assert_eq!(done.status, 200, "{}", done.json);
    assert!(rig.mails().is_empty());
    rig.login(EMAIL, OLD).await.refused(401);
    assert_eq!(rig.login(EMAIL, NEW).await.status, 200);
    rig.reset(EMAIL, &code, "a third password")
        .await
        .refused(400);
    assert_eq!(rig.login(EMAIL, NEW).await.status, 200);
}

#[tokio::test]
async fn a_client_s_mail_is_among_what_is_to_be_sent_and_no_file() {
    let rig = Rig::practice(1).await;
    let agent = rig.token().await;
    let client = "client@example.com";
    rig.user(client, UserRole::Client { client: 1 }).await;
    assert_eq!(rig.forgot(client).await.status, 200);
    assert!(rig.mails().is_empty());
    let sent = rig.get(&agent, "/correspondence?client_id=1").await.json;
    let mail = &sent["data"][0];
    assert_eq!(mail["type"], "email");
    let mut said = mail["attributes"].as_array().unwrap().iter();
    let said = said.find(|said| said["name"] == "content").unwrap();
    let text = said["value"].as_str().unwrap();
    let mut lines = text.lines().filter_map(|line| line.strip_prefix("    "));
    let code = lines.next().unwrap();
    let reader = rig.user("rita@example.com", UserRole::ReadOnly).await;
    let seen = rig.get(&reader, "/correspondence?client_id=1").await.json;
    assert_eq!(seen["data"][0]["id"], mail["id"]);
    assert!(!seen.to_string().contains(code));
    // Another code takes its place, and none stays when it was used.
    rig.forgot(client).await;
    let kept = "/correspondence?client_id=1&type=email";
    assert_eq!(rig.total(&agent, kept).await, 1);
    rig.reset(client, code, NEW).await.refused(400);
    let sent = rig.get(&agent, kept).await.json.to_string();
    let code = sent.split("\\n    ").nth(1).unwrap();
    let code = code.split("\\n").next().unwrap();
    assert_eq!(rig.reset(client, code, NEW).await.status, 200);
    assert_eq!(rig.login(client, NEW).await.status, 200);
    assert_eq!(rig.total(&agent, kept).await, 0);
}

#[tokio::test]
async fn a_code_is_good_for_whom_it_was_sent_to_and_for_nobody_whom_the_user_becomes() {
    let rig = Rig::firm().await;
    let admin = rig.ana().await;
    let client = rig.client(&admin, "Ines", "Quintana").await;
    for change in [
        json!({ "role": "administrator" }),
        json!({ "email": "another@example.com" }),
        json!({ "is_disabled": true }),
    ] {
        let account = json!({
            "email": "ines@example.com", "password": OLD, "first_name": "Ines",
            "last_name": "Quintana", "role": "client", "client_id": client,
        });
        let made = rig.post(&admin, "/office/users", account).await;
        let path = format!("/office/users/{}", made.id());
        rig.forgot("ines@example.com").await;
        let sent = rig.get(&admin, "/correspondence?type=email").await;
        let text = sent.rows()[0].to_string();
        let code = text.split("\\n    ").nth(1).unwrap();
        let code = code.split("\\n").next().unwrap();
        let changed = rig.patch(&admin, &path, change).await;
        assert_eq!(changed.status, 200, "{}", changed.json);
        assert_eq!(rig.total(&admin, "/correspondence?type=email").await, 0);
        let email = changed.json["data"]["email"].as_str().unwrap();
        rig.reset(email, code, NEW).await.refused(400);
        // So that the next may have the address.
        let gone = json!({ "email": format!("gone{}@example.com", made.id()) });
        assert_eq!(rig.patch(&admin, &path, gone).await.status, 200);
    }
}

#[tokio::test]
async fn a_mail_in_the_outgoing_folder_goes_with_the_address_that_it_was_for() {
    let rig = Rig::firm().await;
    let admin = rig.ana().await;
    let bo = json!({
        "email": "bo@example.com", "password": OLD, "first_name": "Bo", "last_name": "Umber",
        "role": "agent",
    });
    let bo = rig.post(&admin, "/office/users", bo).await.id();
    rig.forgot("bo@example.com").await;
    assert_eq!(rig.mails().len(), 1);
    let path = format!("/office/users/{bo}");
    let elsewhere = json!({ "email": "bo2@example.com" });
    let changed = rig.patch(&admin, &path, elsewhere).await;
    rig.office.settled().await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    assert!(rig.mails().is_empty());
}

#[tokio::test]
async fn a_code_that_cannot_be_put_into_the_outgoing_folder_lies_there_once_it_can() {
    let rig = Rig::firm().await;
    rig.ana().await;
    // Where a file is, no folder can be made.
    let outgoing = rig.folder.path().join("outgoing");
    fs::write(&outgoing, "").unwrap();
    assert_eq!(rig.forgot(EMAIL).await.status, 200);
    fs::remove_file(&outgoing).unwrap();
    let rig = rig.firm_reopened().await;
    let is_mail = |path: &PathBuf| path.extension().is_some_and(|end| end == "eml");
    let lies = async {
        while !rig.mails().iter().any(is_mail) {
            rig.is_set_up().await;
        }
    };
    timeout(Duration::from_secs(60), lies).await.unwrap();
    assert_eq!(rig.reset(EMAIL, &rig.code(), NEW).await.status, 200);
    assert_eq!(rig.login(EMAIL, NEW).await.status, 200);
}

#[tokio::test]
async fn what_is_said_of_a_code_is_true() {
    let rig = Rig::firm().await;
    rig.ana().await;
    let asked = rig.forgot(EMAIL).await.json;
    let said = asked["message"].as_str().unwrap();
    assert!(said.contains("folder `outgoing`"), "{said}");
    assert_eq!(rig.forgot("nobody@example.com").await.json, asked);
}

#[tokio::test]
async fn whoever_was_signed_in_has_to_sign_in_again() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let other = rig.user("bo@example.com", UserRole::Agent).await;
    rig.forgot(EMAIL).await;
    assert_eq!(rig.get(&token, "/clients").await.status, 200);
    rig.reset(EMAIL, &rig.code(), NEW).await;
    rig.get(&token, "/clients").await.refused(419);
    rig.refresh(&token).await.refused(419);
    assert_eq!(rig.get(&other, "/clients").await.status, 200);
    let again = rig.login(EMAIL, NEW).await;
    let token = again.json["token"].as_str().unwrap();
    assert_eq!(rig.get(token, "/clients").await.status, 200);
}

#[tokio::test]
async fn an_unknown_address_is_answered_as_a_known_one() {
    let rig = Rig::firm().await;
    rig.ana().await;
    let (known, unknown) = (rig.forgot(EMAIL).await, rig.forgot("bo@example.com").await);
    assert_eq!((known.status, known.json), (unknown.status, unknown.json));
    assert_eq!(rig.mails().len(), 1);
    let wrong = rig.reset(EMAIL, "abcde", NEW).await;
    let nobody = rig.reset("bo@example.com", "abcde", NEW).await;
    wrong.refused(400);
    assert_eq!((wrong.status, wrong.json), (nobody.status, nobody.json));
}

#[tokio::test]
async fn an_answer_does_not_wait_for_what_only_a_known_address_needs() {
    let rig = Rig::firm().await;
    rig.ana().await;
    let database = database(rig.folder.path()).await;
    let busy = database.write().await.unwrap();
    let body = json!({ "email": EMAIL });
    let call = rig.keyed(Method::POST, "/auth/password/forgot");
    let answer = send(call.json(&body)).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    assert!(rig.mails().is_empty());
    drop(busy);
    database.close().await;
    rig.office.settled().await;
    assert_eq!(rig.reset(EMAIL, &rig.code(), NEW).await.status, 200);
}

#[tokio::test]
async fn only_the_latest_code_is_good_and_only_for_an_hour() {
    let rig = Rig::firm().await;
    rig.ana().await;
    rig.forgot(EMAIL).await;
    let first = rig.code();
    rig.forgot(EMAIL).await;
    let second = rig.code();
    assert_ne!(first, second);
    rig.reset(EMAIL, &first, NEW).await.refused(400);
    rig.time.pass(TimeDelta::hours(1));
    rig.reset(EMAIL, &second, NEW).await.refused(400);
    assert_eq!(rig.login(EMAIL, OLD).await.status, 200);
}

#[tokio::test]
async fn only_the_hash_of_a_code_is_kept() {
    let rig = Rig::firm().await;
    rig.ana().await;
    rig.forgot(EMAIL).await;
    let code = rig.code();
    let database = database(rig.folder.path()).await;
    let kept: Vec<String> = sqlx::query_scalar("SELECT code FROM recoveries")
        .fetch_all(database.readers())
        .await
        .unwrap();
    database.close().await;
    // SHA-256 has 32 bytes, 64 digits.
    assert_eq!((kept.len(), kept[0].len()), (1, 64));
    assert!(!kept[0].contains(&code));
}

#[tokio::test]
async fn asking_for_codes_and_guessing_them_wait_after_five_times() {
    let rig = Rig::firm().await;
    rig.ana().await;
    for _ in 0..5 {
        assert_eq!(rig.forgot(EMAIL).await.status, 200);
        rig.reset(EMAIL, "abcde", NEW).await.refused(400);
    }
    for answer in [
        rig.forgot(EMAIL).await,
        rig.reset(EMAIL, &rig.code(), NEW).await,
    ] {
        answer.refused(429);
        assert_eq!(answer.headers["retry-after"], "300");
    }
    assert_eq!(rig.login(EMAIL, OLD).await.status, 200);
    rig.time.pass(TimeDelta::minutes(5));
    assert_eq!(rig.reset(EMAIL, &rig.code(), NEW).await.status, 200);
}

#[tokio::test]
async fn a_password_that_is_short_or_mistyped_is_refused_and_the_code_stays_good() {
    let rig = Rig::firm().await;
    rig.ana().await;
    rig.forgot(EMAIL).await;
    let code = rig.code();
    let short = rig.reset(EMAIL, &code, "eleven char").await;
    assert_eq!(short.fields(), ["password"]);
    let body = json!({
        "email": EMAIL, "token": code, "password": NEW, "password_confirmation": OLD,
    });
    let mistyped = rig.keyed(Method::POST, "/auth/password/reset").json(&body);
    assert_eq!(send(mistyped).await.fields(), ["password_confirmation"]);
    let empty = rig
        .keyed(Method::POST, "/auth/password/reset")
        .json(&json!({}));
    let fields = ["email", "password", "password_confirmation", "token"];
    assert_eq!(send(empty).await.fields(), fields);
    assert_eq!(rig.forgot("nobody").await.fields(), ["email"]);
    assert_eq!(rig.reset(EMAIL, &code, NEW).await.status, 200);
}

#[tokio::test]
async fn the_password_to_practise_with_is_the_program_s_and_stays() {
    let rig = Rig::practice(1).await;
    let email = rig.office.practice_sign_in().unwrap().email;
    assert_eq!(rig.forgot(&email).await.status, 200);
    assert!(rig.mails().is_empty());
}

#[cfg(unix)]
#[tokio::test]
async fn a_mail_is_readable_by_this_user_alone() {
    use std::os::unix::fs::PermissionsExt;
    let rig = Rig::firm().await;
    rig.ana().await;
    rig.forgot(EMAIL).await;
    let mail = &rig.mails()[0];
    for (path, mode) in [(mail.as_path(), 0o600), (mail.parent().unwrap(), 0o700)] {
        let kept = fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(kept & 0o777, mode);
    }
}
