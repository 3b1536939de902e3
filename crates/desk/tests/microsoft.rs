//! Signing in with Microsoft. The browser's part is played here, and Microsoft's and a portal's.
#![expect(clippy::unwrap_used, reason = "a test says what failed by panicking")]

use std::{
    fs, io,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    path::Path,
    sync::Arc,
    time::Duration,
};

use desk::{
    Account, AccountKind, Code, Desk, DeskError, MicrosoftApp, MicrosoftSignIn, OpenOutside,
    Opening, Painter, PortalSignIn, Settings, SyncState, Url,
    clients::{ClientSort, ClientsQuery, Direction},
};
use office::{Office, OfficeKind};
use serde_json::json;
use tempfile::TempDir;
use testkit::{AGENT, API_KEY, Asked, Fault, MemoryVault, Microsoft, PASSWORD, PortalServer};
use tokio::{
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
    time::timeout,
};

const CLIENT_ID: &str = "054b4106-174b-46b0-97f8-86d8d7b6f0af";
/// How long a test waits for something that must come; it never waits for nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// A machine with a browser that shows whatever it is to show.
struct Machine {
    folder: TempDir,
    vault: Arc<MemoryVault>,
    shown: UnboundedReceiver<Url>,
    browser: UnboundedSender<Url>,
}

struct Browser(UnboundedSender<Url>);

impl OpenOutside for Browser {
    fn open(&self, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::NotFound.into())
    }

    fn browse(&self, page: &Url) -> io::Result<()> {
        let shown = self.0.send(page.clone());
        shown.map_err(|_| io::ErrorKind::NotFound.into())
    }
}

impl Machine {
    fn new() -> Self {
        testkit::end_after_databases();
        let (browser, shown) = unbounded_channel();
        Self {
            folder: tempfile::tempdir().unwrap(),
            vault: Arc::default(),
            shown,
            browser,
        }
    }

    /// Starts the app.
    fn start(&self) -> Desk {
        Desk::new(Settings {
            folder: self.folder.path().to_owned(),
            vault: self.vault.clone(),
            practice_clients: 1,
            settle: Duration::from_millis(1),
            painter: Painter::new("nothing is drawn".into(), Vec::new()),
            opener: Arc::new(Browser(self.browser.clone())),
        })
    }

    /// The page that the browser shows next.
    async fn microsoft(&mut self) -> Microsoft {
        let page = timeout(PATIENCE, self.shown.recv()).await;
        Microsoft::at(&page.unwrap().unwrap())
    }

    /// Signs in, and Microsoft lets whoever it is in.
    async fn sign_in(&mut self, desk: &Desk, form: MicrosoftSignIn) -> Result<Account, DeskError> {
        let browser = async {
            let (status, page) = self.microsoft().await.lets_in().await;
            assert_eq!(status, 200);
            assert!(page.contains("Go back to Redress"), "{page}");
        };
        let (account, ()) = tokio::join!(desk.sign_in_microsoft(form), browser);
        account
    }

    /// Signs in to the open account again, and Microsoft lets whoever it is in.
    async fn sign_in_again(&mut self, desk: &Desk) -> Result<(), DeskError> {
        let browser = async { self.microsoft().await.lets_in().await };
        let (done, _) = tokio::join!(desk.sign_in_again_microsoft(), browser);
        done
    }

    /// What is plain on the disk of its accounts.
    fn written(&self) -> String {
        let folders = fs::read_dir(self.folder.path().join("accounts")).unwrap();
        folders
            .map(|folder| fs::read_to_string(folder.unwrap().path().join("account.json")).unwrap())
            .collect()
    }
}

fn form(server: &str) -> MicrosoftSignIn {
    MicrosoftSignIn {
        server: server.to_owned(),
        api_key: API_KEY.to_owned(),
        tenant: "Firm.example ".to_owned(),
        client_id: CLIENT_ID.to_owned(),
    }
}

async fn portal() -> PortalServer {
    PortalServer::plain().with_clients([1, 2, 3]).start().await
}

/// Waits until so many clients are here.
async fn clients(desk: &Desk, wanted: i64) {
    let query = ClientsQuery {
        search: String::new(),
        sort: ClientSort::Name,
        direction: Direction::Asc,
        offset: 0,
        limit: 200,
    };
    let mut events = desk.events();
    let reached = async {
        while desk::clients::list(desk, &query).await.unwrap().total != wanted {
            // A lagging listener has missed only what it asks for anew.
            drop(events.recv().await);
        }
    };
    timeout(PATIENCE, reached).await.unwrap();
}

/// Waits until the sync is in a state.
async fn until(desk: &Desk, state: SyncState) {
    let mut events = desk.events();
    let reached = async {
        while desk.sync_status().await.unwrap().state != state {
            drop(events.recv().await);
        }
    };
    timeout(PATIENCE, reached).await.unwrap();
}

fn nobody() -> Opening {
    Opening::SignIn {
        accounts: Vec::new(),
    }
}

#[tokio::test]
async fn who_signed_in_with_microsoft_works_as_with_a_password_and_is_known_at_the_next_start() {
    let (mut machine, portal) = (Machine::new(), portal().await);
    let desk = machine.start();
    let account = machine.sign_in(&desk, form(portal.url())).await.unwrap();
    assert_eq!(account.kind, AccountKind::Portal);
    assert_eq!(
        (account.agent.as_str(), account.email.as_str()),
        ("Ines", AGENT)
    );
    let kept = MicrosoftApp {
        tenant: "firm.example".to_owned(),
        client_id: CLIENT_ID.to_owned(),
    };
    assert_eq!(account.microsoft, Some(kept));
    clients(&desk, 3).await;
    assert_eq!(portal.count(Asked::AuthLogin), 0);
    let written = machine.written();
    assert!(written.contains("firm.example"));
    assert!(!written.contains(API_KEY));

    desk.close().await;
    let desk = machine.start();
    let opening = desk.opening().await.unwrap();
    assert_eq!(opening, Opening::Open { account });
    clients(&desk, 3).await;
    desk.close().await;
}

#[tokio::test]
async fn the_same_agent_has_the_same_account_by_password_and_by_microsoft() {
    let (mut machine, portal) = (Machine::new(), portal().await);
    let desk = machine.start();
    let typed = PortalSignIn {
        server: portal.url().to_owned(),
        api_key: API_KEY.to_owned(),
        email: AGENT.to_owned(),
        password: PASSWORD.to_owned(),
    };
    let first = desk.sign_in_portal(typed).await.unwrap();
    let refused = desk.sign_in_again_microsoft().await.unwrap_err();
    assert_eq!(
        refused.message,
        "This account is signed in to with a password."
    );
    let second = machine.sign_in(&desk, form(portal.url())).await.unwrap();
    assert_eq!(first.id, second.id);
    desk.close().await;
}

#[tokio::test]
async fn every_wrong_field_is_named_before_the_browser_is_opened() {
    let mut machine = Machine::new();
    let wrong = MicrosoftSignIn {
        server: "http://portal.example.com".to_owned(),
        api_key: " ".to_owned(),
        tenant: "the firm".to_owned(),
        client_id: "1234".to_owned(),
    };
    let error = machine.start().sign_in_microsoft(wrong).await.unwrap_err();
    assert_eq!(error.code, Code::Invalid);
    let fields: Vec<String> = error.details.unwrap().fields.into_keys().collect();
    assert_eq!(fields, ["api_key", "client_id", "server", "tenant"]);
    assert!(machine.shown.try_recv().is_err());
}

#[tokio::test]
async fn what_microsoft_says_no_with_is_told_and_makes_no_account() {
    let mut machine = Machine::new();
    let desk = machine.start();
    let (refused, _) = tokio::join!(desk.sign_in_microsoft(form("portal.example.com")), async {
        let microsoft = machine.microsoft().await;
        let why = "AADSTS65004: User declined to consent to access the app. Trace ID: 7b1c";
        microsoft.refuses("access_denied", why).await
    });
    let refused = refused.unwrap_err();
    assert_eq!(refused.code, Code::Failed);
    assert_eq!(
        refused.message,
        "Microsoft did not sign you in (access denied): \
         AADSTS65004: User declined to consent to access the app."
    );
    assert_eq!(desk.opening().await.unwrap(), nobody());
}

#[tokio::test]
async fn an_office_says_in_words_that_it_knows_no_microsoft() {
    let mut machine = Machine::new();
    let folder = tempfile::tempdir().unwrap();
    let vault = Arc::new(MemoryVault::default());
    let kind = OfficeKind::Practice { clients: 1 };
    let office = Office::open(folder.path(), vault, kind).await.unwrap();
    let anywhere = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let running = office.serve(anywhere).await.unwrap();
    let desk = machine.start();
    // Parts of what is wiped cannot be taken.
    let mut form = form(&running.url());
    form.api_key.clone_from(&running.api_key);
    let refused = machine.sign_in(&desk, form).await.unwrap_err();
    assert_eq!((refused.code, refused.details), (Code::Failed, None));
    assert_eq!(
        refused.message,
        "The portal did not sign you in. Signing in with Microsoft is not set up here: \
         sign in with e-mail address and password."
    );
    assert_eq!(desk.opening().await.unwrap(), nobody());
    running.stop().await;
    office.close().await;
}

#[tokio::test]
async fn a_portal_that_does_not_know_the_agent_says_so() {
    let (mut machine, portal) = (Machine::new(), portal().await);
    let desk = machine.start();
    portal.answer_next(Asked::AuthLoginProvider, Fault::Status(401));
    let refused = machine.sign_in(&desk, form(portal.url())).await;
    assert_eq!(
        refused.unwrap_err().message,
        "The portal does not know who signed in at Microsoft, or the API key is wrong."
    );
    assert_eq!(desk.opening().await.unwrap(), nobody());
}

#[tokio::test]
async fn cancelling_ends_the_wait_and_nobody_answers_the_browser_any_more() {
    let mut machine = Machine::new();
    let desk = machine.start();
    let (cancelled, microsoft) =
        tokio::join!(desk.sign_in_microsoft(form("portal.example.com")), async {
            let microsoft = machine.microsoft().await;
            desk.cancel_sign_in();
            microsoft
        });
    assert_eq!(
        cancelled.unwrap_err().message,
        "The sign-in was cancelled. Nothing was changed."
    );
    let redirect = Url::parse(microsoft.asked("redirect_uri")).unwrap();
    TcpListener::bind((Ipv4Addr::LOCALHOST, redirect.port().unwrap())).unwrap();
}

#[tokio::test]
async fn going_elsewhere_ends_the_wait() {
    let mut machine = Machine::new();
    let desk = machine.start();
    let (ended, closed) = tokio::join!(desk.sign_in_microsoft(form("portal.example.com")), async {
        machine.microsoft().await;
        desk.close_account().await
    });
    ended.unwrap_err();
    closed.unwrap();
}

#[tokio::test]
async fn beginning_again_ends_the_wait_before() {
    let (mut machine, portal) = (Machine::new(), portal().await);
    let desk = machine.start();
    let (ended, account) = tokio::join!(desk.sign_in_microsoft(form(portal.url())), async {
        machine.microsoft().await;
        machine.sign_in(&desk, form(portal.url())).await
    });
    ended.unwrap_err();
    account.unwrap();
    desk.close().await;
}

#[tokio::test(start_paused = true)]
async fn nobody_is_waited_for_longer_than_five_minutes() {
    let machine = Machine::new();
    let desk = machine.start();
    let late = desk.sign_in_microsoft(form("portal.example.com")).await;
    assert_eq!(
        late.unwrap_err().message,
        "The sign-in at Microsoft was not finished in time."
    );
}

#[tokio::test]
async fn a_machine_without_a_browser_says_so() {
    let mut machine = Machine::new();
    machine.shown.close();
    let desk = machine.start();
    let refused = desk.sign_in_microsoft(form("portal.example.com")).await;
    assert_eq!(
        refused.unwrap_err().message,
        "This system has no browser to sign in with. Set one as the default browser."
    );
}

#[tokio::test]
async fn a_session_that_has_ended_goes_on_after_signing_in_with_microsoft_again() {
    let (mut machine, portal) = (Machine::new(), portal().await);
    let desk = machine.start();
    machine.sign_in(&desk, form(portal.url())).await.unwrap();
    clients(&desk, 3).await;
    portal.truth().revoke_tokens();
    portal.truth().put_client(testkit::client(4));
    desk.sync_now().await.unwrap();
    until(&desk, SyncState::SignedOut).await;

    let other = json!({ "token": "of-bo", "user": { "id": 2, "email": "bo@example.com" } });
    portal.answer_next(Asked::AuthLoginProvider, Fault::Json(other));
    let refused = machine.sign_in_again(&desk).await.unwrap_err();
    assert_eq!(
        refused.message,
        "Somebody else signed in at Microsoft. The sign-in was not used."
    );
    assert_eq!(
        desk.sync_status().await.unwrap().state,
        SyncState::SignedOut
    );

    machine.sign_in_again(&desk).await.unwrap();
    clients(&desk, 4).await;
    desk.close().await;
}
