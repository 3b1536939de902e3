//! Signing in and out, and the keychain in between.

use std::fs;

use desk::{Code, Opening};

use crate::common::{Machine, Portal, list, practise};

#[tokio::test]
async fn the_account_that_was_open_is_open_at_the_next_start() {
    let machine = Machine::with_practice(3);
    let desk = machine.start();
    assert_eq!(
        desk.opening().await.unwrap(),
        Opening::SignIn {
            accounts: Vec::new()
        }
    );
    let account = practise(&desk).await;
    desk.close().await;
    assert_eq!(
        machine.start().opening().await.unwrap(),
        Opening::Open { account }
    );
}

#[tokio::test]
async fn started_for_practice_a_new_machine_is_at_the_practice_office_and_a_used_one_as_it_was() {
    let machine = Machine::with_practice(3);
    let desk = machine.start();
    desk.begin_with_practice().await.unwrap();
    let opening = desk.opening().await.unwrap();
    assert!(matches!(&opening, Opening::Open { account } if account.place == "Practice office"));
    desk.close_account().await.unwrap();
    let left = desk.opening().await.unwrap();
    desk.begin_with_practice().await.unwrap();
    assert_eq!(desk.opening().await.unwrap(), left);
}

#[tokio::test]
async fn signing_out_leaves_nothing_of_the_account_and_the_office_untouched() {
    let machine = Machine::with_practice(3);
    let desk = machine.start();
    practise(&desk).await;
    desk.sign_out().await.unwrap();
    assert_eq!(fs::read_dir(machine.accounts()).unwrap().count(), 0);
    assert_eq!(
        desk.opening().await.unwrap(),
        Opening::SignIn {
            accounts: Vec::new()
        }
    );
    assert!(
        machine
            .folder
            .path()
            .join("practice-office/office.db")
            .exists()
    );
    practise(&desk).await;
    assert_eq!(list(&desk, "").await.total, 3);
}

#[tokio::test]
async fn closing_an_account_keeps_it_and_it_opens_again() {
    let machine = Machine::with_practice(3);
    let desk = machine.start();
    let account = practise(&desk).await;
    desk.close_account().await.unwrap();
    assert_eq!(
        desk.opening().await.unwrap(),
        Opening::SignIn {
            accounts: vec![account.clone()]
        }
    );
    desk.open_account(&account.id).await.unwrap();
    assert_eq!(list(&desk, "").await.total, 3);
    // Once more while it is open: the office has one owner and changes hands.
    desk.open_account(&account.id).await.unwrap();
    assert_eq!(list(&desk, "").await.total, 3);
}

#[tokio::test]
async fn a_portal_is_called_by_the_routes_that_are_its_own_and_a_wrong_file_is_refused_by_its_line()
{
    let machine = Machine::with_practice(1);
    let portal = Portal::with_clients(1).await;
    let desk = machine.start();
    let place = portal.sign_in().server.replace("http://", "");
    let name = format!(
        "routes/{}.txt",
        place.trim_end_matches('/').replace(':', "_")
    );
    let file = machine.folder.path().join(&name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, "# ours\nportal.auth.login GET /sign-in\n").unwrap();
    let refused = desk.sign_in_portal(portal.sign_in()).await.unwrap_err();
    let reason = "line 2: portal.auth.login writes: its method is POST, PUT, PATCH or DELETE";
    assert_eq!(
        refused.message,
        format!("The file {name} was not taken: {reason}. Nothing was sent.")
    );
    // Nothing is served there: so it was asked for there.
    fs::write(&file, "portal.auth.login POST /sign-in\n").unwrap();
    desk.sign_in_portal(portal.sign_in()).await.unwrap_err();
    fs::write(&file, "portal.auth.login POST /auth/login\n").unwrap();
    let account = desk.sign_in_portal(portal.sign_in()).await.unwrap();

    // An account has its own where that is said, whatever counts for its host.
    let own = format!("accounts/{}/routes.txt", account.id);
    let file = machine.folder.path().join(&own);
    fs::write(&file, "portal.auth.login POST /sign-in\n").unwrap();
    desk.sign_in_portal(portal.sign_in()).await.unwrap_err();
    fs::write(&file, "portal.nothing POST /sign-in\n").unwrap();
    let refused = desk.sign_in_portal(portal.sign_in()).await.unwrap_err();
    assert!(
        refused
            .message
            .starts_with(&format!("The file {own} was not taken: line 1: "))
    );
    fs::remove_file(&file).unwrap();
    desk.sign_in_portal(portal.sign_in()).await.unwrap();
}

#[tokio::test]
async fn a_locked_keychain_is_a_state_of_its_own_and_unlocking_it_is_all_it_takes() {
    let machine = Machine::with_practice(3);
    let desk = machine.start();
    let account = practise(&desk).await;
    desk.close().await;
    machine.vault.lock(true);
    let desk = machine.start();
    assert!(matches!(
        desk.opening().await.unwrap(),
        Opening::Locked { .. }
    ));
    machine.vault.lock(false);
    assert_eq!(desk.opening().await.unwrap(), Opening::Open { account });
}

#[tokio::test]
async fn a_lost_key_never_makes_a_new_one_beside_the_old_file() {
    let machine = Machine::with_practice(3);
    let portal = Portal::with_clients(3).await;
    let desk = machine.start();
    let account = desk.sign_in_portal(portal.sign_in()).await.unwrap();
    desk.close().await;
    machine.vault.lose_everything();
    let before: Vec<_> = machine
        .files()
        .iter()
        .map(|file| fs::read(file).unwrap())
        .collect();
    let desk = machine.start();
    assert_eq!(
        desk.open_account(&account.id).await.unwrap_err().code,
        Code::VaultLocked
    );
    let after: Vec<_> = machine
        .files()
        .iter()
        .map(|file| fs::read(file).unwrap())
        .collect();
    assert_eq!(before, after);
}

#[tokio::test]
async fn every_wrong_field_is_named_before_anything_is_sent() {
    let machine = Machine::with_practice(3);
    let form = desk::PortalSignIn {
        server: "http://portal.example.com".into(),
        api_key: " ".into(),
        email: String::new(),
        password: "x".into(),
    };
    let error = machine.start().sign_in_portal(form).await.unwrap_err();
    let fields: Vec<String> = error.details.unwrap().fields.into_keys().collect();
    assert_eq!(
        (error.code, fields),
        (
            Code::Invalid,
            ["api_key", "email", "server"].map(String::from).to_vec()
        )
    );
}

#[tokio::test]
async fn a_wrong_password_makes_no_account() {
    let machine = Machine::with_practice(3);
    let portal = Portal::with_clients(3).await;
    let mut form = portal.sign_in();
    form.password = "not it".into();
    let error = machine.start().sign_in_portal(form).await.unwrap_err();
    assert_eq!(error.code, Code::Failed);
    assert!(!machine.accounts().exists());
}

#[tokio::test]
async fn an_id_that_is_a_path_is_no_account() {
    let machine = Machine::with_practice(3);
    let error = machine
        .start()
        .open_account("../practice-office")
        .await
        .unwrap_err();
    assert_eq!(error.code, Code::NotFound);
}
