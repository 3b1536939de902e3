//! What an office on this machine lets agents begin: clients who are taken on, and their reports.
#![expect(clippy::unwrap_used, reason = "a test says what failed by panicking")]

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use desk::{
    Code, Desk, DeskError, OpenOutside, Painter, PortalSignIn, Settings, Url, adding_reports,
    clients::{self, ClientSort, ClientsQuery, Direction},
    new_client::{self, NewClient},
    reports,
};
use serde_json::{Value, json};
use tempfile::TempDir;
use testkit::{AGENT, API_KEY, MemoryVault, PASSWORD, PortalServer};

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

    /// The app at the practice office.
    async fn practise(&self) -> Desk {
        let desk = self.start();
        desk.sign_in_practice().await.unwrap();
        desk
    }

    /// A file with a report in it.
    fn file(&self, name: &str, content: &Value) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, content.to_string()).unwrap();
        path
    }
}

fn ines() -> NewClient {
    NewClient {
        first_name: " Ines ".to_owned(),
        last_name: "Quintana".to_owned(),
        email: "ines.quintana@example.com".to_owned(),
        phone: "918.555.0142".to_owned(),
        street: "12 Marrow Quill Ln".to_owned(),
        city: "Tulsa".to_owned(),
        state: "ok".to_owned(),
        zip: "74103".to_owned(),
        born: "2/29/1980".to_owned(),
        ssn: "900-12-3456".to_owned(),
    }
}

fn report(bureau: &str) -> Value {
    json!({
        "schema": "redress.report/1", "bureau": bureau, "report_date": "2025-01-14",
        "confirmation_number": "4401927735",
        "consumer": { "names": [{ "first": "Ines", "last": "Quintana" }], "ssn": "XXX-XX-3456" },
        "tradelines": [{
            "id": "T-1", "furnisher": { "name": "UMBER BANK" }, "status": "11",
            "account_type": "18", "balance": "20.00", "reported_on": "2024-12",
        }],
    })
}

fn fields(error: DeskError) -> Vec<(String, String)> {
    assert_eq!(error.code, Code::Invalid, "{error}");
    error.details.unwrap().fields.into_iter().collect()
}

/// How many of the saved clients are called so.
async fn called(desk: &Desk, search: &str) -> i64 {
    let query = ClientsQuery {
        search: search.to_owned(),
        sort: ClientSort::Name,
        direction: Direction::Asc,
        offset: 0,
        limit: 200,
    };
    clients::list(desk, &query).await.unwrap().total
}

async fn add(desk: &Desk, client_id: i64, file: &Path) -> Result<(), DeskError> {
    let adding = adding_reports::begin(desk).await?;
    adding.add(client_id, file).await
}

#[tokio::test]
async fn somebody_who_is_taken_on_is_in_the_list_at_once_as_the_office_keeps_it() {
    let machine = Machine::new();
    let desk = machine.practise().await;
    let id = new_client::create(&desk, ines()).await.unwrap();
    assert_eq!(called(&desk, "quintana ines").await, 1);
    let file = clients::get(&desk, id).await.unwrap();
    let row = file.row;
    assert_eq!(
        (row.first_name.as_str(), row.phone.as_str()),
        ("Ines", "(918) 555-0142")
    );
    assert_eq!(
        (row.place.as_str(), row.ssn_last4.as_str()),
        ("Tulsa, OK", "3456")
    );
    let told: Vec<String> = file
        .groups
        .into_iter()
        .flat_map(|group| group.details)
        .map(|detail| detail.value)
        .collect();
    for said in ["02/29/1980", "12 Marrow Quill Ln", "74103"] {
        assert!(told.iter().any(|value| value == said), "{said}");
    }
    desk.close().await;
}

#[tokio::test]
async fn names_are_enough() {
    let machine = Machine::new();
    let desk = machine.practise().await;
    let mut short = ines();
    for typed in [
        &mut short.email,
        &mut short.phone,
        &mut short.street,
        &mut short.city,
        &mut short.state,
        &mut short.zip,
        &mut short.born,
        &mut short.ssn,
    ] {
        typed.clear();
    }
    let id = new_client::create(&desk, short).await.unwrap();
    let file = clients::get(&desk, id).await.unwrap();
    assert_eq!(file.row.ssn_last4, "");
    desk.close().await;
}

#[tokio::test]
async fn what_is_wrong_is_said_at_each_field_and_nobody_is_taken_on() {
    let machine = Machine::new();
    let desk = machine.practise().await;
    let mut wrong = ines();
    wrong.first_name = " ".to_owned();
    wrong.ssn = "900-12".to_owned();
    let refused = new_client::create(&desk, wrong).await.unwrap_err();
    let told: Vec<String> = fields(refused).into_iter().map(|(name, _)| name).collect();
    assert_eq!(told, ["first_name", "ssn"]);

    let mut wrong = ines();
    wrong.email = "ines".to_owned();
    wrong.state = "Oklahoma".to_owned();
    wrong.zip = "12".to_owned();
    wrong.born = "2/29/1981".to_owned();
    let refused = new_client::create(&desk, wrong).await.unwrap_err();
    let told = fields(refused);
    let names: Vec<&str> = told.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["born", "email", "state", "zip"]);
    assert_eq!(told[2].1, "The state must be the two letters of a state.");
    assert_eq!(called(&desk, "quintana").await, 0);
    desk.close().await;
}

#[tokio::test]
async fn whoever_is_here_already_is_named_by_number() {
    let machine = Machine::new();
    let desk = machine.practise().await;
    let id = new_client::create(&desk, ines()).await.unwrap();
    let refused = new_client::create(&desk, ines()).await.unwrap_err();
    let sentence = format!("The Social Security number is that of client {id}, who is here.");
    assert_eq!(fields(refused), [("ssn".to_owned(), sentence)]);

    let mut without = ines();
    without.ssn.clear();
    let refused = new_client::create(&desk, without).await.unwrap_err();
    let sentence = format!("These details name client {id}, who is here already.");
    assert_eq!(fields(refused), [("attributes".to_owned(), sentence)]);
    assert_eq!(called(&desk, "quintana").await, 1);
    desk.close().await;
}

#[tokio::test]
async fn a_report_that_is_added_is_shown_at_once() {
    let machine = Machine::new();
    let desk = machine.practise().await;
    let id = new_client::create(&desk, ines()).await.unwrap();
    let file = machine.file("january.json", &report("experian"));
    add(&desk, id, &file).await.unwrap();
    let listed = reports::list(&desk, id).await.unwrap();
    assert_eq!((listed.sets.len(), listed.on_their_way), (1, 0));
    let [_, experian, _] = &listed.sets[0].reports;
    assert!(experian.as_ref().unwrap().here);
    let view = reports::view(&desk, id, "2025-01-14").await.unwrap();
    assert_eq!(view.comparison.accounts.len(), 1);
    desk.close().await;
}

#[tokio::test]
async fn a_file_that_is_no_report_is_named_with_what_is_wrong_with_it() {
    let machine = Machine::new();
    let desk = machine.practise().await;
    let id = new_client::create(&desk, ines()).await.unwrap();
    let mut other = report("equifax");
    other["schema"] = json!("another/2");
    let other = machine.file("another.json", &other);
    let refused = add(&desk, id, &other).await.unwrap_err();
    assert_eq!(
        refused.message,
        "“another.json” was not added. Its schema must be redress.report/1."
    );

    let mut whole = report("equifax");
    whole["consumer"]["ssn"] = json!("900-12-3456");
    let whole = machine.file("whole.json", &whole);
    let refused = add(&desk, id, &whole).await.unwrap_err();
    assert!(refused.message.contains("Its consumer.ssn must be hidden"));
    assert!(!refused.message.contains("3456"), "{refused}");

    let good = machine.file("good.json", &report("equifax"));
    add(&desk, id, &good).await.unwrap();
    let refused = add(&desk, id, &good).await.unwrap_err();
    assert!(
        refused
            .message
            .contains("It is a report that is here already")
    );
    let nobody = add(&desk, 999_999, &good).await.unwrap_err();
    assert!(nobody.message.starts_with("“good.json” was not added."));
    assert_eq!(reports::list(&desk, id).await.unwrap().sets.len(), 1);
    desk.close().await;
}

#[tokio::test]
async fn a_portal_is_not_asked_for_what_only_an_office_does() {
    let machine = Machine::new();
    let portal = PortalServer::plain().with_clients([1]).start().await;
    let desk = machine.start();
    let typed = PortalSignIn {
        server: portal.url().to_owned(),
        api_key: API_KEY.to_owned(),
        email: AGENT.to_owned(),
        password: PASSWORD.to_owned(),
    };
    desk.sign_in_portal(typed).await.unwrap();
    let file = machine.file("january.json", &report("experian"));
    let refused = [
        new_client::create(&desk, ines()).await.unwrap_err(),
        add(&desk, 1, &file).await.unwrap_err(),
    ];
    for refused in refused {
        assert_eq!((refused.code, refused.details), (Code::Failed, None));
        assert!(refused.message.contains("portal’s own pages"));
    }
    desk.close().await;
}
