//! The accounts on this machine: one folder each, with a small file that says which place and
//! which agent it is for. Secrets are in the account's encrypted files, never in this one.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use store::AccountFolder;
use ts_rs::TS;

use crate::{Code, Desk, DeskError, Event, MicrosoftApp, viewing::forget_opened};

const FILE: &str = "account.json";
const LAST: &str = "last-account";

/// One sign-in to one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Account {
    /// Our own id; also the name of its folder.
    pub id: String,
    /// What kind of place it is.
    pub kind: AccountKind,
    /// The place as agents know it: "Practice office", the portal's host, or the firm's name.
    pub place: String,
    /// The portal's URL; none for an office that comes with the app.
    pub server: Option<String>,
    /// The agent's name.
    pub agent: String,
    /// The agent's e-mail address.
    pub email: String,
    /// Where the agent signs in at Microsoft; none where a password does it.
    pub microsoft: Option<MicrosoftApp>,
    /// Whether it was signed out of and only holds what waits to be sent.
    #[serde(default)]
    #[ts(skip)]
    pub signed_out: bool,
}

/// What kind of place an account is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// The practice office, with invented clients.
    Practice,
    /// A portal at a URL.
    Portal,
    /// The firm's own office, on this machine.
    Office,
}

/// What the window shows first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Opening {
    /// No account is open; these are on this machine.
    SignIn {
        /// The accounts on this machine.
        accounts: Vec<Account>,
    },
    /// An account is open.
    Open {
        /// It.
        account: Account,
    },
    /// The account opened last cannot be opened now.
    Locked {
        /// Why, and what to do.
        message: String,
    },
}

impl Desk {
    /// What the window shows first. Opens the account that was open last, without a network.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub async fn opening(&self) -> Result<Opening, DeskError> {
        self.finish_erasing().await;
        if self.account().await.is_err() {
            forget_opened(self).await;
        }
        match self.open_last().await {
            Ok(account) => Ok(Opening::Open { account }),
            Err(error) if error.code == Code::NotFound => self.sign_in_screen(),
            Err(error) => Ok(Opening::Locked {
                message: error.message,
            }),
        }
    }

    /// Closes whatever is open, as the app does when it ends. The next start opens it again.
    pub async fn close(&self) {
        self.0.viewers.close_all();
        self.0.browsing.end();
        if let Some(open) = self.0.open.lock().await.take() {
            open.close().await;
            forget_opened(self).await;
        }
    }

    /// Closes the open account and goes back to the sign-in page. Nothing is erased.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub async fn close_account(&self) -> Result<(), DeskError> {
        let _one_at_a_time = self.0.changing.lock().await;
        self.close().await;
        self.forget_last()?;
        self.tell(Event::Account(self.sign_in_screen()?));
        Ok(())
    }

    pub(crate) fn sign_in_screen(&self) -> Result<Opening, DeskError> {
        let mut accounts = self.accounts()?;
        accounts.retain(|account| !account.signed_out);
        Ok(Opening::SignIn { accounts })
    }

    pub(crate) fn accounts_folder(&self) -> PathBuf {
        self.settings().folder.join("accounts")
    }

    /// The folder of an account. An id that is not one of ours is no path.
    pub(crate) fn folder_of(&self, id: &str) -> Result<AccountFolder, DeskError> {
        if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(DeskError::new(
                Code::NotFound,
                "There is no such account on this machine.",
            ));
        }
        Ok(AccountFolder::new(&self.accounts_folder(), id))
    }

    /// The accounts on this machine, by place.
    pub(crate) fn accounts(&self) -> Result<Vec<Account>, DeskError> {
        let entries = match fs::read_dir(self.accounts_folder()) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        let mut accounts: Vec<Account> = entries
            .flatten()
            .filter_map(|entry| read(&entry.path()))
            // A folder that is being erased has another name than its account.
            .filter(|account| self.accounts_folder().join(&account.id).is_dir())
            .collect();
        accounts.sort_by(|a, b| (&a.place, &a.email).cmp(&(&b.place, &b.email)));
        Ok(accounts)
    }

    pub(crate) fn known_account(&self, id: &str) -> Result<Account, DeskError> {
        let folder = self.folder_of(id)?;
        read(folder.path()).ok_or_else(|| {
            DeskError::new(Code::NotFound, "There is no such account on this machine.")
        })
    }

    pub(crate) fn remember(&self, account: &Account) -> Result<(), DeskError> {
        let folder = self.folder_of(&account.id)?;
        if read(folder.path()).as_ref() == Some(account) {
            return Ok(());
        }
        let text = serde_json::to_string_pretty(account).unwrap_or_default();
        Ok(replace(&folder.path().join(FILE), &text)?)
    }

    pub(crate) fn remember_last(&self, id: &str) -> Result<(), DeskError> {
        Ok(replace(&self.settings().folder.join(LAST), id)?)
    }

    pub(crate) fn last_account(&self) -> Option<String> {
        let id = fs::read_to_string(self.settings().folder.join(LAST)).ok()?;
        Some(id.trim().to_owned()).filter(|id| !id.is_empty())
    }

    pub(crate) fn forget_last(&self) -> Result<(), DeskError> {
        match fs::remove_file(self.settings().folder.join(LAST)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }
}

/// `N` random bytes in hexadecimal digits.
pub(crate) fn random_hex<const N: usize>() -> Result<String, DeskError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|_| {
        DeskError::new(Code::Failed, "The operating system gave no random numbers.")
    })?;
    Ok(hex::encode(bytes))
}

/// Work that blocks: the disk, the keychain.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DeskError> + Send + 'static,
) -> Result<T, DeskError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| {
        Err(DeskError::new(
            Code::Failed,
            "Redress was interrupted. Try again.",
        ))
    })
}

fn read(folder: &Path) -> Option<Account> {
    serde_json::from_slice(&fs::read(folder.join(FILE)).ok()?).ok()
}

/// Writes a file whole or not at all.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let draft = path.with_extension("new");
    let mut file = File::create(&draft)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    drop(file);
    fs::rename(&draft, path)
}
