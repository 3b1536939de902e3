//! What stays on the machine: encrypted, whole, for one program at a time and one purpose.

use std::{fs, io::Write, net::TcpStream, path::Path, sync::Arc};

use office::{NewUser, Office, OfficeError, OfficeKind, UserRole};
use practice::Practice;
use reqwest::Method;
use serde_json::json;
use store::vault::{Vault, VaultError};
use zeroize::Zeroizing;

use crate::rig::{Form, KEY, Rig, open};

const FIVE: OfficeKind = OfficeKind::Practice { clients: 5 };

/// Everything in a folder, read as text: what is text in it stays as it is.
fn everything(folder: &Path) -> String {
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let bytes: Vec<u8> = files.flat_map(|file| fs::read(file).unwrap()).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn no_file_of_the_office_holds_a_name_or_a_number_in_plain() {
    let rig = Rig::practice(50).await;
    let token = rig.token().await;
    let _ = rig.get(&token, "/clients").await;
    // Under a key, so that the note also stands in the answer that is kept.
    let body = json!({ "client_id": 1, "note_text": "says the canary account is not hers" });
    let call = (Method::POST, "/notes");
    let noted = rig.write(&token, call, &body, Some("canary-key")).await;
    assert_eq!(noted.status, 201);
    // A file of several chunks, whose name, caption and bytes are all to be hidden.
    let bytes = [&b"%PDF-1.7\n"[..], &b"the canary pay stub ".repeat(30_000)].concat();
    let form = Form::new()
        .file("canary stub.pdf", &bytes)
        .text("caption", "canary caption");
    let uploaded = rig.upload(&token, form, Some("canary-key-2")).await;
    assert_eq!(uploaded.status, 201);
    let letter = json!({
        "client_id": 1, "type": "letter",
        "letter": { "content": "the canary account", "postal_address": "Canary Bank\n1 Canary St" },
    });
    let call = (Method::POST, "/correspondence/send");
    let sent = rig.write(&token, call, &letter, None).await;
    assert_eq!(sent.status, 201);
    let (open, sign_in) = (
        everything(rig.folder.path()),
        rig.office.practice_sign_in().unwrap(),
    );
    rig.running.stop().await;
    rig.office.close().await;
    let closed = everything(rig.folder.path());
    assert!(closed.len() > 50_000, "the clients are there");
    let practice = Practice::new(1, "2026-01-15".parse().unwrap());
    for person in (0..50).map(|number| practice.client(number)) {
        let ssn = format!("{:09}", person.ssn.number());
        for canary in [
            person.name.last,
            person.address.street,
            person.mobile_phone,
            ssn,
        ] {
            assert!(
                !open.contains(&canary) && !closed.contains(&canary),
                "{canary}"
            );
        }
    }
    for note in (0..50).flat_map(|number| practice.notes(number)) {
        assert!(
            !open.contains(&note.text) && !closed.contains(&note.text),
            "{}",
            note.text
        );
    }
    for canary in [
        "canary".to_owned(),
        sign_in.email,
        sign_in.password,
        "CREATE TABLE".to_owned(),
        hex::encode(KEY),
    ] {
        assert!(
            !open.contains(&canary) && !closed.contains(&canary),
            "{canary}"
        );
    }
}

/// A keychain that has another key, or none.
struct Other(Option<[u8; 32]>);

impl Vault for Other {
    fn read(&self, _: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        Ok(self.0.map(|key| Zeroizing::new(key.to_vec())))
    }
    fn write(&self, _: &str, _: &[u8]) -> Result<(), VaultError> {
        unreachable!("no new key beside an old file")
    }
    fn remove(&self, _: &str) -> Result<(), VaultError> {
        Ok(())
    }
    fn name(&self) -> &'static str {
        "another keychain"
    }
}

#[tokio::test]
async fn the_database_opens_with_its_own_key_only() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path(), FIVE).await.unwrap().close().await;
    let before = fs::read(folder.path().join("office.db")).unwrap();
    let other = Office::open(folder.path(), Arc::new(Other(Some([8; 32]))), FIVE).await;
    assert!(matches!(
        other,
        Err(OfficeError::Open(store::OpenError::WrongKey))
    ));
    let none = Office::open(folder.path(), Arc::new(Other(None)), FIVE).await;
    assert!(matches!(
        none,
        Err(OfficeError::Vault(VaultError::KeyMissing))
    ));
    assert_eq!(fs::read(folder.path().join("office.db")).unwrap(), before);
    open(folder.path(), FIVE).await.unwrap();
}

#[tokio::test]
async fn two_offices_on_one_folder_are_refused_with_a_sentence() {
    let rig = Rig::practice(5).await;
    let refused = open(rig.folder.path(), FIVE).await.unwrap_err();
    assert!(matches!(refused, OfficeError::InUse));
    assert!(refused.to_string().contains("open in another program"));
    let folder = rig.folder;
    drop(rig.running);
    rig.office.close().await;
    open(folder.path(), FIVE).await.unwrap();
}

#[tokio::test]
async fn a_firm_s_office_never_becomes_practice() {
    let folder = tempfile::tempdir().unwrap();
    let office = open(folder.path(), OfficeKind::Firm).await.unwrap();
    assert_eq!(office.practice_sign_in(), None);
    let user = NewUser {
        email: "ana@example.com",
        password: "a long password",
        first_name: "Ana",
        last_name: "Soto",
        role: UserRole::Administrator,
    };
    office.add_user(&user).await.unwrap();
    assert!(matches!(
        office.add_user(&user).await,
        Err(OfficeError::Email)
    ));
    office.close().await;
    let refused = open(folder.path(), FIVE).await.unwrap_err();
    assert!(matches!(refused, OfficeError::HoldsFirm), "{refused}");
    open(folder.path(), OfficeKind::Firm).await.unwrap();
}

#[tokio::test]
async fn a_practice_office_never_becomes_a_firm_s() {
    let folder = tempfile::tempdir().unwrap();
    open(folder.path(), FIVE).await.unwrap().close().await;
    let refused = open(folder.path(), OfficeKind::Firm).await.unwrap_err();
    assert!(matches!(refused, OfficeError::HoldsPractice), "{refused}");
}

#[tokio::test]
async fn the_practice_agent_keeps_the_password_and_each_office_has_its_own() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let first = open(one.path(), FIVE).await.unwrap();
    let sign_in = first.practice_sign_in().unwrap();
    first.close().await;
    let again = open(one.path(), FIVE).await.unwrap();
    assert_eq!(again.practice_sign_in(), Some(sign_in.clone()));
    let other = open(two.path(), FIVE).await.unwrap();
    assert_ne!(other.practice_sign_in().unwrap().password, sign_in.password);
}

#[tokio::test]
async fn an_upload_that_never_ends_does_not_keep_the_office_open() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let address = rig.running.address;
    let mut socket = TcpStream::connect(address).unwrap();
    let begun = format!(
        "POST /attachments HTTP/1.1\r\nHost: {address}\r\nx-api-key: {}\r\n\
         Authorization: Bearer {token}\r\nContent-Type: {}\r\nContent-Length: 9999\r\n\r\n--",
        rig.running.api_key,
        Form::KIND,
    );
    socket.write_all(begun.as_bytes()).unwrap();
    assert_eq!(rig.get(&token, "/clients/1").await.status, 200);
    let rig = rig.reopened().await;
    assert_eq!(rig.get(&token, "/clients/1").await.status, 200);
}
