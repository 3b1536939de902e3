//! A machine with Redress on it, for tests of the whole core.

pub mod files;
pub mod portal;

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::Duration,
};

use desk::{
    Account, Desk, Event, OpenOutside, Painter, Settings, SyncState, SyncStatus, Url,
    clients::{ClientSort, ClientsPage, ClientsQuery, Direction},
    notes::NoteRow,
};
pub use portal::Portal;
use tempfile::TempDir;
use testkit::MemoryVault;
use tokio::{sync::broadcast::Receiver, time::timeout};

/// How long a test waits for something that must come; it never waits for nothing.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A machine: a folder and a keychain that outlive the app.
pub struct Machine {
    pub folder: TempDir,
    pub vault: Arc<MemoryVault>,
    pub clients: u32,
    /// What was opened in the system's viewer or browser.
    pub opened: Arc<Mutex<Vec<PathBuf>>>,
}

/// The system's viewer and browser, which only remember what they were to open.
struct Viewer(Arc<Mutex<Vec<PathBuf>>>);

impl OpenOutside for Viewer {
    fn open(&self, path: &Path) -> io::Result<()> {
        self.0.lock().unwrap().push(path.to_owned());
        Ok(())
    }

    fn browse(&self, page: &Url) -> io::Result<()> {
        self.open(Path::new(page.as_str()))
    }
}

impl Machine {
    pub fn with_practice(clients: u32) -> Self {
        testkit::end_after_databases();
        let folder = tempfile::tempdir().unwrap();
        Self {
            folder,
            vault: Arc::default(),
            clients,
            opened: Arc::default(),
        }
    }

    /// Starts the app.
    pub fn start(&self) -> Desk {
        Desk::new(Settings {
            folder: self.folder.path().to_owned(),
            vault: self.vault.clone(),
            practice_clients: self.clients,
            settle: Duration::from_millis(1),
            painter: Painter::new(
                env!("CARGO_BIN_EXE_redress").into(),
                vec!["draw-page".into()],
            ),
            opener: Arc::new(Viewer(self.opened.clone())),
        })
    }

    /// Every file below the machine's folder.
    pub fn files(&self) -> Vec<PathBuf> {
        below(self.folder.path())
    }

    pub fn accounts(&self) -> PathBuf {
        self.folder.path().join("accounts")
    }
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            files.extend(below(&entry.path()));
        } else {
            files.push(entry.path());
        }
    }
    files
}

/// Waits until the sync is in a state.
pub async fn until(desk: &Desk, events: &mut Receiver<Event>, state: SyncState) -> SyncStatus {
    let reached = async {
        loop {
            let status = desk.sync_status().await.unwrap();
            if status.state == state {
                return status;
            }
            // A lagging listener has missed only what it asks for anew.
            drop(events.recv().await);
        }
    };
    timeout(PATIENCE, reached).await.unwrap()
}

/// Waits until what is asked for is as wanted.
pub async fn eventually<T, F: Future<Output = T>>(
    desk: &Desk,
    ask: impl Fn() -> F,
    wanted: impl Fn(&T) -> bool,
) -> T {
    let mut events = desk.events();
    let reached = async {
        loop {
            let now = ask().await;
            if wanted(&now) {
                return now;
            }
            // A lagging listener has missed only what it asks for anew.
            drop(events.recv().await);
        }
    };
    timeout(PATIENCE, reached).await.unwrap()
}

/// Signs in to the practice office and waits for the first sync.
pub async fn practise(desk: &Desk) -> Account {
    let mut events = desk.events();
    let account = desk.sign_in_practice().await.unwrap();
    until(desk, &mut events, SyncState::Done).await;
    account
}

/// The first 200 clients by name.
pub async fn list(desk: &Desk, search: &str) -> ClientsPage {
    let query = ClientsQuery {
        search: search.into(),
        sort: ClientSort::Name,
        direction: Direction::Asc,
        offset: 0,
        limit: 200,
    };
    desk::clients::list(desk, &query).await.unwrap()
}

/// Signs in to a portal and waits for the first sync.
pub async fn work_at(desk: &Desk, portal: &Portal) -> Account {
    let mut events = desk.events();
    let account = desk.sign_in_portal(portal.sign_in()).await.unwrap();
    until(desk, &mut events, SyncState::Done).await;
    account
}

/// Waits until a client's notes are as wanted.
pub async fn notes_until(
    desk: &Desk,
    client: i64,
    wanted: impl Fn(&[NoteRow]) -> bool,
) -> Vec<NoteRow> {
    let mut events = desk.events();
    let reached = async {
        loop {
            let notes = desk::notes::list(desk, client).await.unwrap();
            if wanted(&notes) {
                return notes;
            }
            // A lagging listener has missed only what it asks for anew.
            drop(events.recv().await);
        }
    };
    timeout(PATIENCE, reached).await.unwrap()
}

/// Waits until every report of every client is here, and nothing is being fetched any more.
pub async fn reported(desk: &Desk, clients: u32) {
    let mut events = desk.events();
    let whole = async {
        loop {
            let mut missing = 0;
            for client in 1..=i64::from(clients) {
                let listed = desk::reports::list(desk, client).await.unwrap();
                missing += usize::from(listed.sets.is_empty()) + listed.on_their_way;
            }
            if missing == 0 && desk.sync_status().await.unwrap().reports.is_none() {
                return;
            }
            // A lagging listener has missed only what it asks for anew.
            drop(events.recv().await);
        }
    };
    timeout(PATIENCE, whole).await.unwrap();
}
