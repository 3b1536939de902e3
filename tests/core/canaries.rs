//! Nothing of a client, and no secret, stands in plain text in any file.

use std::{fs, io::ErrorKind, path::PathBuf};

use contract::{
    Call,
    portal::{ClientListing, ClientsList},
};
use desk::{Account, notes, notes::Mark};
use store::{AccountFolder, Work, table::sign_in};

use crate::common::{Machine, Portal, list, notes_until, practise, work_at};

const NOTE: &str = "Says the Umberfield account was paid in the spring.";

#[tokio::test]
async fn no_client_note_or_secret_is_in_any_file_while_open_or_closed() {
    let machine = Machine::with_practice(0);
    let portal = Portal::with_clients(60).await;
    let desk = machine.start();
    let account = work_at(&desk, &portal).await;
    portal.wire.cut().await;
    notes::create(&desk, 7, NOTE).await.unwrap();
    notes_until(&desk, 7, |notes| {
        notes.iter().any(|note| note.reason.is_some())
    })
    .await;

    let form = portal.sign_in();
    let mut canaries = vec![NOTE.to_owned(), form.api_key.clone(), form.password.clone()];
    let query = ClientListing {
        per_page: Some(200),
        ..ClientListing::default()
    };
    let call = Call::<ClientsList> {
        path: (),
        query,
        body: (),
    };
    for client in portal.agent().await.call(&call).await.unwrap().rows {
        let ssn = client.ssn.unwrap();
        canaries.extend([ssn.to_string(), dashed(ssn)]);
        let fields = [
            "LastName",
            "Email",
            "MobilePhone",
            "MailingStreet",
            "D_O_B__c",
        ];
        for name in fields {
            let Some(value) = client.attribute(name).filter(|value| !value.is_empty()) else {
                continue;
            };
            canaries.push(format!("\"{name}\":\"{value}\""));
            // Shorter ones are in any random file by chance.
            if value.len() >= 6 {
                canaries.push(value);
            }
        }
    }
    assert!(canaries.len() > 60 * 5, "{}", canaries.len());
    assert_clean(&machine, &canaries);
    desk.close().await;
    assert_clean(&machine, &canaries);

    canaries.push(token(&machine, &account).await);
    let desk = machine.start();
    desk.open_account(&account.id).await.unwrap();
    assert_clean(&machine, &canaries);
    desk.close().await;
    assert_clean(&machine, &canaries);
}

#[tokio::test]
async fn the_practice_office_on_this_machine_has_no_client_and_no_note_in_plain_text() {
    let machine = Machine::with_practice(60);
    let desk = machine.start();
    practise(&desk).await;
    notes::create(&desk, 7, NOTE).await.unwrap();
    notes_until(&desk, 7, |notes| {
        notes
            .iter()
            .any(|note| note.text == NOTE && note.mark == Mark::Saved)
    })
    .await;
    let mut canaries = vec![NOTE.to_owned()];
    for client in list(&desk, "").await.rows {
        let fields = [client.last_name, client.email, client.phone];
        canaries.extend(fields.into_iter().filter(|value| value.len() >= 6));
    }
    assert!(canaries.len() > 60 * 2, "{}", canaries.len());
    let offices = machine.folder.path().join("practice-office");
    assert!(
        machine
            .files()
            .iter()
            .any(|file| file.starts_with(&offices))
    );
    assert_clean(&machine, &canaries);
    desk.close().await;
    assert_clean(&machine, &canaries);
}

#[test]
fn a_canary_in_the_middle_of_a_file_is_found() {
    let machine = Machine::with_practice(0);
    let file = machine.folder.path().join("leak");
    fs::write(
        &file,
        [b"\0\xff".as_slice(), NOTE.as_bytes(), b"\0"].concat(),
    )
    .unwrap();
    let canaries = ["Umberfeld".to_owned(), NOTE.to_owned()];
    assert_eq!(leak(&machine, &canaries), Some((file, 1)));
}

/// The token that the account is signed in with.
async fn token(machine: &Machine, account: &Account) -> String {
    let folder = AccountFolder::new(&machine.accounts(), &account.id);
    let keys = folder.keys(&*machine.vault).unwrap();
    let work = Work::open(&folder.work(), &keys.work).await.unwrap();
    let kept = sign_in::read(&work).await.unwrap().unwrap();
    work.database().close().await;
    assert!(kept.token.len() > 40);
    kept.token.clone()
}

/// As people write it.
fn dashed(ssn: i64) -> String {
    let digits = format!("{ssn:09}");
    format!("{}-{}-{}", &digits[..3], &digits[3..5], &digits[5..])
}

fn assert_clean(machine: &Machine, canaries: &[String]) {
    let files = machine.files();
    assert!(files.len() >= 6, "there is something to look at: {files:?}");
    if let Some((file, canary)) = leak(machine, canaries) {
        panic!("{} holds canary {canary}", file.display());
    }
}

/// The first file with a canary in it, and which. What is deleted meanwhile keeps nothing.
fn leak(machine: &Machine, canaries: &[String]) -> Option<(PathBuf, usize)> {
    machine.files().into_iter().find_map(|file| {
        let bytes = match fs::read(&file) {
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            read => read.unwrap(),
        };
        let found = first_in(&bytes, canaries)?;
        Some((file, found))
    })
}

/// The first canary in the bytes. Canaries are many and files large, so places where none can
/// begin are passed over by two bytes alone.
fn first_in(bytes: &[u8], canaries: &[String]) -> Option<usize> {
    let pair = |bytes: &[u8]| usize::from(bytes[0]) << 8 | usize::from(bytes[1]);
    let mut begins = vec![false; 1 << 16];
    for canary in canaries {
        begins[pair(canary.as_bytes())] = true;
    }
    (0..bytes.len().saturating_sub(1))
        .filter(|at| begins[pair(&bytes[*at..])])
        .find_map(|at| {
            canaries
                .iter()
                .position(|canary| bytes[at..].starts_with(canary.as_bytes()))
        })
}
