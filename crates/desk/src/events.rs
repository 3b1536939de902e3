//! What the desk tells the window without being asked.

use serde::Serialize;
use ts_rs::TS;

use crate::{accounts::Opening, syncing::SyncStatus};

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// Records changed in the cache.
    Changed(Changed),
    /// The sync went on.
    Sync(SyncStatus),
    /// Another account is open, or none.
    Account(Opening),
    /// A dropped file is on its way.
    Upload(UploadProgress),
}

/// Whether files are held over the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct Dragging {
    /// Whether they are.
    pub over: bool,
    /// How many.
    #[ts(type = "number")]
    pub files: usize,
}

/// How far a dropped file is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct UploadProgress {
    /// Its number in the tray.
    #[ts(type = "number")]
    pub drop: i64,
    /// Bytes that have left.
    #[ts(type = "number")]
    pub sent: u64,
    /// Of how many.
    #[ts(type = "number")]
    pub total: u64,
}

/// Which records changed, and through whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Changed {
    /// The kinds of the records.
    pub kinds: Vec<Kind>,
    /// The clients they belong to; empty when there are many.
    #[ts(type = "Array<number>")]
    pub client_ids: Vec<i64>,
    /// Who changed them.
    pub source: Source,
}

/// A kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Clients.
    Clients,
    /// Notes.
    Notes,
    /// Negative items.
    Items,
    /// Credit reports.
    Reports,
    /// Documents.
    Documents,
    /// Files that were dropped.
    Tray,
    /// Letters: drafts, and what was sent.
    Letters,
    /// Templates, addresses and the like.
    Catalog,
    /// What waits to be sent.
    Waiting,
}

/// Who changed a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// The server, through a sync.
    Sync,
    /// The agent, in this window.
    Window,
}
