//! The firm's own office: set up, worked in, backed up, restored on another machine.
#![expect(clippy::unwrap_used, reason = "a test says what failed by panicking")]

use std::{fs, io, path::Path, sync::Arc, time::Duration};

use desk::{
    Account, AccountKind, Code, Desk, DeskError, OfficeSetUp, OfficeSignIn, OpenOutside, Opening,
    Painter, Settings, Url,
    letters::{Firm, firm, set_firm},
};
use tempfile::TempDir;
use testkit::MemoryVault;

const EMAIL: &str = "ana@umber.example";
const PASSWORD: &str = "a long enough password";

/// A machine that has nothing of Redress yet.
struct Machine {
    folder: TempDir,
    vault: Arc<MemoryVault>,
}

struct Nothing;

impl OpenOutside for Nothing {
    fn open(&self, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn browse(&self, _: &Url) -> io::Result<()> {
        Err(io::ErrorKind::NotFound.into())
    }
}

impl Machine {
    fn new() -> Self {
        testkit::end_after_databases();
        Self {
            folder: tempfile::tempdir().unwrap(),
            vault: Arc::default(),
        }
    }

    fn start(&self) -> Desk {
        Desk::new(Settings {
            folder: self.folder.path().to_owned(),
            vault: self.vault.clone(),
            practice_clients: 1,
            settle: Duration::from_millis(1),
            painter: Painter::new("nothing is drawn".into(), Vec::new()),
            opener: Arc::new(Nothing),
        })
    }
}

fn first_run() -> OfficeSetUp {
    OfficeSetUp {
        name: " Umber Credit Help ".to_owned(),
        street: "12 Marrow Quill Ln".to_owned(),
        city: "Tampa".to_owned(),
        state: "fl".to_owned(),
        zip: "33602".to_owned(),
        phone: String::new(),
        first_name: "Ana".to_owned(),
        last_name: "Quintana".to_owned(),
        email: EMAIL.to_owned(),
        password: PASSWORD.to_owned(),
    }
}

async fn sign_in(desk: &Desk, password: &str) -> Result<Account, DeskError> {
    let form = OfficeSignIn {
        email: EMAIL.to_owned(),
        password: password.to_owned(),
    };
    desk.sign_in_office(form).await
}

fn fields(error: DeskError) -> Vec<String> {
    assert_eq!(error.code, Code::Invalid, "{error}");
    error.details.unwrap().fields.into_keys().collect()
}

#[tokio::test]
async fn an_office_is_set_up_once_and_is_the_account_of_the_next_start() {
    let machine = Machine::new();
    let desk = machine.start();
    assert!(!desk.office_is_set_up().await.unwrap());
    // Asking has made nothing.
    assert_eq!(fs::read_dir(machine.folder.path()).unwrap().count(), 0);

    let mut wrong = first_run();
    wrong.zip = "3360".to_owned();
    wrong.password = "short".to_owned();
    let refused = desk.set_up_office(wrong).await.unwrap_err();
    assert_eq!(fields(refused), ["password", "zip"]);
    assert!(!desk.office_is_set_up().await.unwrap());

    let key = desk.set_up_office(first_run()).await.unwrap();
    assert!(key.contains('-'), "groups are easier to copy");
    assert!(desk.office_is_set_up().await.unwrap());
    let twice = desk.set_up_office(first_run()).await.unwrap_err();
    assert_eq!(
        twice.message,
        "This office is set up already. Sign in to it."
    );

    let refused = sign_in(&desk, "another password").await.unwrap_err();
    assert_eq!(
        refused.message,
        "The e-mail address or the password is wrong."
    );
    let account = sign_in(&desk, PASSWORD).await.unwrap();
    assert_eq!(account.kind, AccountKind::Office);
    assert_eq!(
        (account.place.as_str(), account.agent.as_str()),
        ("Umber Credit Help", "Ana Quintana")
    );
    let open = desk.office_is_set_up().await.unwrap_err();
    assert_eq!(open.code, Code::Failed);
    desk.close().await;

    let desk = machine.start();
    let opening = desk.opening().await.unwrap();
    assert_eq!(opening, Opening::Open { account });
    desk.close().await;
}

#[tokio::test]
async fn the_firm_of_letters_is_the_one_that_the_office_has() {
    let machine = Machine::new();
    let desk = machine.start();
    desk.set_up_office(first_run()).await.unwrap();
    sign_in(&desk, PASSWORD).await.unwrap();
    let mut said = firm(&desk).await.unwrap();
    assert_eq!(
        (said.name.as_str(), said.state.as_str()),
        ("Umber Credit Help", "FL")
    );

    said.phone = "(813) 555-0144".to_owned();
    set_firm(&desk, &said).await.unwrap();
    let nowhere = Firm {
        city: String::new(),
        ..said.clone()
    };
    let refused = set_firm(&desk, &nowhere).await.unwrap_err();
    assert_eq!(fields(refused), ["city"]);
    // Whoever signs in anew has nothing but what the office says.
    desk.sign_out().await.unwrap();
    sign_in(&desk, PASSWORD).await.unwrap();
    assert!(firm(&desk).await.unwrap() == said);
    desk.close().await;
}

#[tokio::test]
async fn a_backup_makes_the_same_office_on_another_machine_with_the_key_alone() {
    let machine = Machine::new();
    let desk = machine.start();
    let first = desk.set_up_office(first_run()).await.unwrap();
    sign_in(&desk, PASSWORD).await.unwrap();
    let refused = desk.new_recovery_key("wrong".to_owned()).await.unwrap_err();
    assert_eq!(fields(refused), ["password"]);
    let key = desk.new_recovery_key(PASSWORD.to_owned()).await.unwrap();
    assert_ne!(key, first);
    let backup = machine.folder.path().join(desk::backup_name());
    desk.save_backup(&backup).await.unwrap();
    let folder = machine.folder.path().join("no such folder");
    let refused = desk.save_backup(&folder.join("backup")).await.unwrap_err();
    assert_eq!(
        refused.message,
        "The backup cannot be saved there (entity not found)."
    );
    desk.close().await;

    let other = Machine::new();
    let desk = other.start();
    let refused = desk.restore_office(&backup, first).await.unwrap_err();
    assert_eq!(fields(refused), ["recovery_key"]);
    let none = machine.folder.path().join("none");
    let refused = desk.restore_office(&none, key.clone()).await.unwrap_err();
    assert_eq!(
        refused.message,
        "The backup cannot be read (entity not found)."
    );
    assert!(!desk.office_is_set_up().await.unwrap());
    desk.restore_office(&backup, key).await.unwrap();
    assert!(desk.office_is_set_up().await.unwrap());
    let account = sign_in(&desk, PASSWORD).await.unwrap();
    assert_eq!(account.place, "Umber Credit Help");
    desk.close().await;
}

#[tokio::test]
async fn an_office_that_was_taken_away_is_not_begun_anew_by_its_account() {
    let machine = Machine::new();
    let desk = machine.start();
    desk.set_up_office(first_run()).await.unwrap();
    let account = sign_in(&desk, PASSWORD).await.unwrap();
    desk.close_account().await.unwrap();
    let office = machine.folder.path().join("office");
    fs::rename(&office, machine.folder.path().join("elsewhere")).unwrap();
    let refused = desk.open_account(&account.id).await.unwrap_err();
    assert!(refused.message.contains("not on this machine any more"));
    assert!(!office.exists());
    desk.close().await;
}

#[tokio::test]
async fn practice_has_no_backups() {
    let desk = Machine::new().start();
    desk.sign_in_practice().await.unwrap();
    let refused = desk.save_backup(Path::new("backup")).await.unwrap_err();
    assert_eq!(refused.message, "Backups are made of your own office only.");
    desk.close().await;
}
