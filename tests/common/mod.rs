//! A machine with Redress on it, for tests of the whole core.

use std::{
    fs,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use desk::{
    Account, Desk, Event, Settings, SyncState, SyncStatus,
    clients::{ClientSort, ClientsPage, ClientsQuery, Direction},
    notes::NoteRow,
};
use office::{Office, OfficeKind, Running};
use tempfile::TempDir;
use testkit::{MemoryVault, Wire};
use tokio::{sync::broadcast::Receiver, time::timeout};

/// How long a test waits for something that must come; it never waits for nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// A machine: a folder and a keychain that outlive the app.
pub struct Machine {
    pub folder: TempDir,
    pub vault: Arc<MemoryVault>,
    pub clients: u32,
}

impl Machine {
    pub fn with_practice(clients: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self {
            folder,
            vault: Arc::default(),
            clients,
        }
    }

    /// Starts the app.
    pub fn start(&self) -> Desk {
        Desk::new(Settings {
            folder: self.folder.path().to_owned(),
            vault: self.vault.clone(),
            practice_clients: self.clients,
            settle: Duration::from_millis(1),
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

/// An office that runs on its own, as a portal does.
pub struct Portal {
    office: Office,
    running: Running,
    pub wire: Wire,
    _folder: TempDir,
}

impl Portal {
    pub async fn with_clients(clients: u32) -> Self {
        Self::behind_a_wire(clients, false).await
    }

    /// One that can do only what the Portal's document says.
    pub async fn plain(clients: u32) -> Self {
        Self::behind_a_wire(clients, true).await
    }

    async fn behind_a_wire(clients: u32, plain: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let vault = Arc::new(MemoryVault::default());
        let office = Office::open(folder.path(), vault, OfficeKind::Practice { clients })
            .await
            .unwrap();
        let running = office
            .serve(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .await
            .unwrap();
        let wire = Wire::to(running.address, plain).await.unwrap();
        Self {
            office,
            running,
            wire,
            _folder: folder,
        }
    }

    /// What an agent types to sign in.
    pub fn sign_in(&self) -> desk::PortalSignIn {
        let secret = self.office.practice_sign_in().unwrap();
        desk::PortalSignIn {
            server: self.wire.url(),
            api_key: self.running.api_key.clone(),
            email: secret.email.clone(),
            password: secret.password.clone(),
        }
    }

    pub async fn stop(self) {
        self.running.stop().await;
        self.office.close().await;
    }
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
