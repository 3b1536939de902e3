//! Backups: everything comes back on another machine, or nothing does; and nothing of it is ever
//! plain.

use std::{
    fs,
    net::{Ipv4Addr, SocketAddr},
    path::Path,
};

use contract::{Method as Verb, SignIn, portal::PORTAL};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    own_reports::{put_in, report},
    rig::{Form, KEY, Rig, first_run, pdf, send},
};

/// An office with something of most kinds in it: answers the recovery key and a token.
async fn filled() -> (Rig, String, String) {
    let rig = Rig::firm().await;
    let (key, token) = rig.set_up().await;
    let client = rig.client(&token, "Ines", "Quintana").await;
    let gone = rig.client(&token, "Eva", "Baca").await;
    let removed = rig.remove(&token, &format!("/office/clients/{gone}")).await;
    assert_eq!(removed.status, 200);
    assert_eq!(rig.note(&token, client, "Called.").await.status, 201);
    let note = rig.note(&token, client, "Called twice.").await.id();
    assert_eq!(note, 2);
    let removed = rig.remove(&token, "/notes/2").await;
    assert_eq!(removed.status, 200, "{}", removed.json);
    let report = put_in(&rig, &token, client, report("equifax", "2026-01-14")).await;
    let item = json!({
        "client_id": client, "credit_report_id": report.id(), "tradeline_id": "T-1",
    });
    let item = rig.post(&token, "/office/negative-items", item).await.id();
    let task = json!({ "client_id": client, "name": "Call", "due_date": "2026-01-31T17:00:00Z" });
    assert_eq!(rig.post(&token, "/office/tasks", task).await.status, 201);
    // Larger than a chunk of files and than one of backups.
    let file = rig.pdf(&token, "stub.pdf", 700_000).await;
    let document = json!({ "client_id": client, "attachment_id": file, "type": "Other" });
    let linked = rig.post(&token, "/client-documents", document).await;
    assert_eq!(linked.status, 200, "{}", linked.json);
    let letter = json!({
        "client_id": client, "negative_item_id": item, "type": "letter",
        "letter": { "content": "Dear all", "postal_address": "Umber Bank\n1 Umber Way" },
    });
    let sent = rig.post(&token, "/correspondence/send", letter).await;
    assert_eq!(sent.status, 201, "{}", sent.json);
    let bo = json!({
        "email": "bo@example.com", "password": "another long password", "first_name": "Bo",
        "last_name": "Ek", "role": "agent",
    });
    assert_eq!(rig.post(&token, "/office/users", bo).await.status, 201);
    (rig, key, token)
}

/// What every list answers that can be asked for as it is, and those of the office's own. What has
/// happened goes on happening: events are left out.
async fn lists(rig: &Rig, token: &str) -> Vec<(String, u16, Value)> {
    let rows = PORTAL.rows().filter(|row| {
        row.method == Verb::GET
            && row.sign_in == SignIn::Token
            && row.is_json()
            && !row.path.contains('{')
            && !row.name.contains("event")
            && !row.name.contains("customer_portal")
    });
    let mut paths: Vec<String> = rows.map(|row| row.path.to_owned()).collect();
    for own in [
        "/office/firm",
        "/office/users",
        "/clients/1/credit-report-master-schemas",
        "/credit-report-master-schemas/1",
        "/client-tasks?client_id=1",
        "/client-documents?client_id=1",
        "/attachments?entity_type=client&entity_id=1",
        "/attachments/1",
        "/templates/1",
    ] {
        paths.push(own.to_owned());
    }
    let mut lists = Vec::new();
    for path in paths {
        let answer = rig.get(token, &path).await;
        lists.push((path, answer.status, answer.json));
    }
    lists
}

async fn announced(rig: &Rig) -> Value {
    send(rig.keyed(Method::GET, "/.well-known/redress"))
        .await
        .json
}

#[tokio::test]
async fn everything_comes_back_on_another_machine_under_another_key() {
    let (one, key, token) = filled().await;
    let before = lists(&one, &token).await;
    assert!(
        before
            .iter()
            .filter(|(_, status, _)| *status == 200)
            .count()
            > 20
    );
    let bytes = one.download(&token, 1, &[]).await.bytes().await.unwrap();
    let backup = one.backup(&token).await;
    let two = Rig::another_machine().await;
    let spaced = key.replace('-', " ").to_uppercase();
    let answer = two.restore(&spaced, &backup).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    assert!(two.is_set_up().await);
    let again = two.ana_again().await;
    for (old, new) in before.into_iter().zip(lists(&two, &again).await) {
        assert_eq!(old, new);
    }
    let copied = two.download(&again, 1, &[]).await.bytes().await.unwrap();
    assert_eq!(copied, bytes);
    assert_eq!(copied[..], pdf(700_000)[..]);
    assert_eq!(announced(&two).await, announced(&one).await);
    // Numbers go on where they were, also of what was deleted; and work goes on.
    assert_eq!(two.client(&again, "Luis", "Ek").await, 3);
    assert_eq!(two.note(&again, 1, "Called again.").await.id(), 3);
    let bo = two.login("bo@example.com", "another long password").await;
    assert_eq!(bo.status, 200);
    // Sessions from before the backup are over.
    two.get(&token, "/clients").await.refused(419);
    // The same recovery key opens what is made here from now on.
    let later = two.backup(&again).await;
    let three = Rig::firm().await;
    assert_eq!(three.restore(&key, &later).await.status, 200);
    let third = three.ana_again().await;
    assert_eq!(three.total(&third, "/clients").await, 2);
}

#[tokio::test]
async fn an_office_that_was_restored_is_the_same_after_a_restart() {
    let (one, key, token) = filled().await;
    let backup = one.backup(&token).await;
    let two = Rig::firm().await;
    let alone = two.alone().await;
    assert_eq!(two.restore(&key, &backup).await.status, 200);
    let again = two.ana_again().await;
    let two = two.firm_reopened().await;
    // Whoever signed in after it stays signed in, and the organisation is the same.
    assert_eq!(two.get(&again, "/clients").await.status, 200);
    assert_eq!(announced(&two).await, announced(&one).await);
    // What opens it on its own stays, too: it stands in the accounts of the agents.
    assert_eq!(two.alone().await, alone);
}

impl Rig {
    /// The key of the office where it runs by itself.
    async fn alone(&self) -> String {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let alone = self.office.serve_alone(address).await.unwrap();
        let key = alone.api_key.clone();
        alone.stop().await;
        key
    }
}

#[tokio::test]
async fn an_office_that_is_set_up_takes_no_backup() {
    let (one, key, token) = filled().await;
    let backup = one.backup(&token).await;
    one.restore(&key, &backup).await.refused(409);
    let practice = Rig::practice(1).await;
    practice.restore(&key, &backup).await.refused(409);
    assert_eq!(one.total(&token, "/clients").await, 1);
}

#[tokio::test]
async fn a_wrong_key_and_a_typing_mistake_are_told_apart() {
    let (one, key, token) = filled().await;
    let backup = one.backup(&token).await;
    let two = Rig::firm().await;
    let (other, _) = Rig::firm().await.set_up().await;
    let answer = two.restore(&other, &backup).await;
    assert_eq!(answer.fields(), ["recovery_key"]);
    let sentence = answer.json["errors"]["recovery_key"][0].as_str().unwrap();
    assert!(sentence.contains("does not open this backup"), "{sentence}");
    let first = if key.starts_with('a') { "b" } else { "a" };
    let mistyped = format!("{first}{}", &key[1..]);
    let answer = two.restore(&mistyped, &backup).await;
    assert_eq!(
        answer.json["errors"]["recovery_key"][0],
        "`recovery_key` has a typing mistake in group 1 of 13."
    );
    let (file, key) = (("a.redress-backup", &backup[..]), key.as_str());
    for (form, field) in [
        (Form::new().file(file.0, file.1), "recovery_key"),
        (
            Form::new().file(file.0, file.1).text("recovery_key", key),
            "recovery_key",
        ),
        (Form::new().text("recovery_key", key), "file"),
        (Form::new(), "recovery_key"),
    ] {
        let answer = two.restore_form(form).await;
        assert_eq!(answer.fields(), [field]);
    }
    assert!(!two.is_set_up().await);
    // None of it stands in the way of the right one.
    assert_eq!(two.restore(key, &backup).await.status, 200);
}

#[tokio::test]
async fn a_file_that_is_cut_off_or_altered_anywhere_is_refused_and_leaves_nothing() {
    let (one, key, token) = filled().await;
    let backup = one.backup(&token).await;
    let two = Rig::firm().await;
    let length = backup.len();
    let ends = [0, 39, 40, 41, length / 2, length - 1, length - 17];
    for end in ends {
        let answer = two.restore(&key, &backup[..end]).await;
        assert_eq!(answer.fields(), ["file"], "{end}");
    }
    let places = (0..40).chain((40..length).step_by(length / 25));
    for place in places.chain([length - 1]) {
        let mut altered = backup.clone();
        altered[place] ^= 1 << (place % 8);
        let answer = two.restore(&key, &altered).await;
        answer.refused(422);
        assert!(!two.is_set_up().await, "{place}");
    }
    let moving = fs::read_dir(two.folder.path().join("moving")).unwrap();
    assert_eq!(moving.count(), 0);
    let (_, token) = two.set_up().await;
    assert_eq!(two.total(&token, "/clients").await, 0);
}

#[tokio::test]
async fn an_end_in_the_middle_of_a_restore_leaves_an_office_that_is_not_set_up() {
    let rig = Rig::firm().await;
    let on_its_way = rig.folder.path().join("moving").join("0123456789abcdef");
    fs::create_dir_all(&on_its_way).unwrap();
    fs::write(on_its_way.join("office.db"), b"half of it").unwrap();
    let rig = rig.firm_reopened().await;
    assert!(!rig.is_set_up().await);
    assert!(!on_its_way.exists());
}

#[tokio::test]
async fn another_recovery_key_opens_what_is_made_from_then_on() {
    let (one, old, token) = filled().await;
    let before = one.backup(&token).await;
    let path = "/office/backup/recovery-key";
    let wrong = json!({ "password": "a wrong password" });
    let answer = one.put(&token, path, wrong).await;
    assert_eq!(answer.fields(), ["password"]);
    let body = json!({ "password": "a long password" });
    let changed = one.put(&token, path, body).await;
    assert_eq!(changed.status, 200, "{}", changed.json);
    let new = changed.json["recovery_key"].as_str().unwrap().to_owned();
    let after = one.backup(&token).await;
    for (key, backup, status) in [
        (&old, &before, 200),
        (&new, &after, 200),
        (&old, &after, 422),
        (&new, &before, 422),
    ] {
        let two = Rig::firm().await;
        assert_eq!(two.restore(key, backup).await.status, status);
    }
}

#[tokio::test]
async fn practice_and_an_office_without_a_recovery_key_say_so() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let call = || {
        rig.keyed(Method::POST, "/office/backup")
            .bearer_auth(&token)
    };
    send(call()).await.refused(409);
    let password = rig.office.practice_sign_in().unwrap().password;
    let body = json!({ "password": password });
    let changed = rig.put(&token, "/office/backup/recovery-key", body).await;
    let key = changed.json["recovery_key"].as_str().unwrap();
    let backup = rig.backup(&token).await;
    // A firm's office never becomes practice.
    let firm = Rig::firm().await;
    assert_eq!(firm.restore(key, &backup).await.fields(), ["file"]);
    assert!(!firm.is_set_up().await);
}

/// Everything in a folder and the folders in it, read as text.
fn everything(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text.push_str(&everything(&path));
        } else if let Ok(bytes) = fs::read(&path) {
            text.push_str(&String::from_utf8_lossy(&bytes));
        }
    }
    text
}

#[tokio::test]
async fn nothing_of_a_backup_is_plain_while_it_is_made_or_restored_or_after() {
    let rig = Rig::firm().await;
    let (key, token) = rig.set_up().await;
    let client = rig.client(&token, "Ines", "Canarysdaughter").await;
    let _ = rig.note(&token, client, "says the canary is hers").await;
    // More than a socket takes in at once, so that it is still on its way when it is looked for.
    let bytes = [&b"%PDF-1.7\n"[..], &b"the canary pay stub ".repeat(600_000)].concat();
    let form = Form::new().file("canary.pdf", &bytes);
    assert_eq!(rig.upload(&token, form, None).await.status, 201);
    let call = rig
        .keyed(Method::POST, "/office/backup")
        .bearer_auth(&token);
    let answer = call.send().await.unwrap();
    let moving = fs::read_dir(rig.folder.path().join("moving")).unwrap();
    assert_eq!(moving.count(), 1, "it is on its way");
    let during = everything(rig.folder.path());
    let backup = answer.bytes().await.unwrap();
    let two = Rig::another_machine().await;
    assert_eq!(two.restore(&key, &backup).await.status, 200);
    let texts = [
        during,
        everything(rig.folder.path()),
        everything(two.folder.path()),
        String::from_utf8_lossy(&backup).into_owned(),
    ];
    let password = first_run()["user"]["password"].as_str().unwrap().to_owned();
    let plain_key = key.replace('-', "");
    for canary in [
        "canary",
        "Canarysdaughter",
        "CREATE TABLE",
        &password,
        &key,
        &plain_key,
    ] {
        for (place, text) in texts.iter().enumerate() {
            assert!(!text.contains(canary), "{canary} in {place}");
        }
    }
    for key in [hex::encode(KEY), hex::encode([9; 32])] {
        assert!(texts.iter().all(|text| !text.contains(&key)));
    }
}
