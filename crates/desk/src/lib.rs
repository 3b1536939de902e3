//! What an agent does with Redress, one function each: sign in, look at clients, bring them up
//! to date. The window's commands call these and nothing else; nothing here knows the window.

mod accounts;
pub mod adding_reports;
mod at_office;
mod backups;
pub mod clients;
pub mod documents;
mod error;
mod events;
pub mod items;
pub mod letters;
mod machine;
mod microsoft;
pub mod new_client;
pub mod notes;
mod open;
mod own_office;
pub mod reports;
mod routes;
mod sign_in;
mod sign_out;
mod syncing;
pub mod tray;
mod viewing;
pub mod waiting;

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use store::vault::Vault;
use tokio::sync::{Mutex, broadcast};

pub use ::documents::{Painter, draw_page};
pub use ::sync::outbox::SETTLE;
pub use accounts::{Account, AccountKind, Opening};
pub use backups::backup_name;
pub use error::{Code, DeskError};
pub use events::{Changed, Dragging, Event, Kind, Source, UploadProgress};
pub use machine::OnThisMachine;
pub use microsoft::{MicrosoftApp, MicrosoftSignIn};
pub use own_office::{OfficeSetUp, OfficeSignIn};
pub use sign_in::PortalSignIn;
pub use syncing::{ReportsProgress, SyncState, SyncStatus};
pub use url::Url;
pub use viewing::{Part, Viewing, Which};

use open::OpenAccount;

/// How many clients the practice office invents when nobody says otherwise.
pub const PRACTICE_CLIENTS: u32 = 250;

/// What the desk works with on this machine.
#[derive(Clone)]
pub struct Settings {
    /// The folder that holds everything Redress keeps.
    pub folder: PathBuf,
    /// Where the keys are.
    pub vault: Arc<dyn Vault>,
    /// How many clients the practice office invents the first time.
    pub practice_clients: u32,
    /// How long a server gets to show what it may have taken, before it is asked.
    pub settle: Duration,
    /// The program that draws pages of PDFs small.
    pub painter: Painter,
    /// Opens what is not shown in the window.
    pub opener: Arc<dyn OpenOutside>,
}

/// Whoever opens files and pages in the programs that the system has for them.
pub trait OpenOutside: Send + Sync {
    /// Opens a file; the program goes on by itself.
    ///
    /// # Errors
    /// When there is no such program.
    fn open(&self, path: &Path) -> io::Result<()>;

    /// Opens a page in the browser, which goes on by itself.
    ///
    /// # Errors
    /// When there is none, or it is no page that the app has the browser show.
    fn browse(&self, page: &Url) -> io::Result<()>;
}

/// The desk: at most one account is open at it. Cheap to clone.
#[derive(Clone)]
pub struct Desk(Arc<Inner>);

struct Inner {
    settings: Settings,
    open: Mutex<Option<Arc<OpenAccount>>>,
    /// Held while another account comes to the desk, or none.
    changing: Mutex<()>,
    events: broadcast::Sender<Event>,
    viewers: viewing::Viewers,
    browsing: microsoft::Browsing,
}

impl Desk {
    /// A desk over a folder; nothing is opened yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let (events, _) = broadcast::channel(256);
        Self(Arc::new(Inner {
            settings,
            open: Mutex::default(),
            changing: Mutex::default(),
            events,
            viewers: viewing::Viewers::default(),
            browsing: microsoft::Browsing::default(),
        }))
    }

    /// What happens at the desk, for the window to follow.
    #[must_use]
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.0.events.subscribe()
    }

    pub(crate) fn tell(&self, event: Event) {
        // Nobody may be listening yet, which is fine: a window asks when it opens.
        drop(self.0.events.send(event));
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.0.settings
    }

    /// The open account.
    pub(crate) async fn account(&self) -> Result<Arc<OpenAccount>, DeskError> {
        self.0
            .open
            .lock()
            .await
            .clone()
            .ok_or_else(DeskError::no_account)
    }
}
