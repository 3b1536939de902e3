//! What of the firm's data is on this machine, for an agent who asks.

use serde::Serialize;
use store::table::kept::{self, Table};
use ts_rs::TS;

use crate::{
    AccountKind, Desk, DeskError,
    open::{OWN_OFFICE, PRACTICE_OFFICE},
};

/// What is kept here for the open account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct OnThisMachine {
    /// The account's folder.
    pub folder: String,
    /// Bytes of what the server said.
    #[ts(type = "number")]
    pub cache_bytes: u64,
    /// Bytes of what exists only here.
    #[ts(type = "number")]
    pub work_bytes: u64,
    /// Clients in the cache.
    #[ts(type = "number")]
    pub clients: i64,
    /// The folder of the office that comes with the app, where this account uses it.
    pub office_folder: Option<String>,
    /// What keeps the keys.
    pub keychain: String,
}

impl Desk {
    /// Says what is kept here for the open account.
    ///
    /// # Errors
    /// When no account is open or its cache cannot be read.
    pub async fn on_this_machine(&self) -> Result<OnThisMachine, DeskError> {
        let open = self.account().await?;
        let settings = self.settings();
        let office = match open.account.kind {
            AccountKind::Practice => Some(PRACTICE_OFFICE),
            AccountKind::Office => Some(OWN_OFFICE),
            AccountKind::Portal => None,
        };
        Ok(OnThisMachine {
            folder: open.folder.path().display().to_string(),
            cache_bytes: open.cache.database().bytes(),
            work_bytes: open.work.database().bytes(),
            clients: kept::count(&open.cache, Table::Clients).await?,
            office_folder: office.map(|office| settings.folder.join(office).display().to_string()),
            keychain: settings.vault.name().to_owned(),
        })
    }
}
