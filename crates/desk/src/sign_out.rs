//! Signing out: what was saved here is erased, but for what the server does not have yet. Every
//! step can be cut off; the next start finishes it or finds everything as it was.

use std::fs;

use store::{
    AccountFolder, Work,
    table::{letters, operations, sign_in, tray},
};

use crate::{
    Account, Desk, DeskError, Event, accounts::blocking, open::OpenAccount, viewing::forget_opened,
};

/// The name of a folder that is being erased begins with this, so that it is no account.
const ERASING: &str = "erasing-";

impl Desk {
    /// Signs out: erases the account's saved data, its tokens and its keys from this machine.
    /// What the server does not have yet stays sealed under its own key until the same agent
    /// signs in at the same place again. Offices and other accounts are not touched.
    ///
    /// # Errors
    /// When the keychain or the disk says no. The account is closed then, and opening it again
    /// shows what is left of it.
    pub async fn sign_out(&self) -> Result<(), DeskError> {
        let _one_at_a_time = self.0.changing.lock().await;
        let open = self
            .0
            .open
            .lock()
            .await
            .take()
            .ok_or_else(DeskError::no_account)?;
        self.0.viewers.close_all();
        self.0.browsing.end();
        // Closed first: from here on nothing can be sent, fetched or saved for it.
        open.close().await;
        forget_opened(self).await;
        let done = self.erase(&open).await;
        self.tell(Event::Account(self.sign_in_screen()?));
        done
    }

    async fn erase(&self, open: &OpenAccount) -> Result<(), DeskError> {
        if self.forget_sign_in(&open.folder).await? {
            self.seal(open).await?;
        } else {
            self.erase_folder(&open.account.id, &open.folder).await?;
        }
        self.forget_last()
    }

    /// Takes the tokens out of the closed `work.db`; says whether anything waits in it.
    async fn forget_sign_in(&self, folder: &AccountFolder) -> Result<bool, DeskError> {
        let keys = {
            let (folder, vault) = (folder.clone(), self.settings().vault.clone());
            blocking(move || Ok(folder.keys(&*vault)?)).await?
        };
        let work = Work::open(&folder.work(), &keys.work).await?;
        let waiting = operations::unfinished(&work).await;
        let dropped = tray::unsent(&work).await;
        let drafts = letters::drafts(&work).await;
        let forgotten = sign_in::forget(&work).await;
        work.database().close().await;
        forgotten?;
        Ok(!waiting?.is_empty() || dropped? > 0 || drafts? > 0)
    }

    /// Erases the cache and its key, and keeps what waits.
    async fn seal(&self, open: &OpenAccount) -> Result<(), DeskError> {
        let (folder, vault) = (open.folder.clone(), self.settings().vault.clone());
        blocking(move || {
            folder.forget_cache_key(&*vault)?;
            Ok(folder.erase_cache()?)
        })
        .await?;
        self.remember(&Account {
            signed_out: true,
            ..open.account.clone()
        })
    }

    async fn erase_folder(&self, id: &str, folder: &AccountFolder) -> Result<(), DeskError> {
        let erasing = self.accounts_folder().join(format!("{ERASING}{id}"));
        let (folder, vault) = (folder.clone(), self.settings().vault.clone());
        blocking(move || {
            // No longer an account, whatever happens next; `finish_erasing` does the rest.
            fs::rename(folder.path(), &erasing)?;
            folder.forget_keys(&*vault)?;
            Ok(fs::remove_dir_all(&erasing)?)
        })
        .await
    }

    /// Finishes what an earlier sign-out could not. What still cannot be erased waits for the
    /// next start; without its key nobody can read it.
    pub(crate) async fn finish_erasing(&self) {
        let left = fs::read_dir(self.accounts_folder())
            .into_iter()
            .flatten()
            .flatten();
        for entry in left {
            let name = entry.file_name();
            let Some(id) = name.to_str().and_then(|name| name.strip_prefix(ERASING)) else {
                continue;
            };
            let Ok(folder) = self.folder_of(id) else {
                continue;
            };
            let (vault, path) = (self.settings().vault.clone(), entry.path());
            let erased = blocking(move || {
                folder.forget_keys(&*vault)?;
                Ok(fs::remove_dir_all(path)?)
            });
            if erased.await.is_err() {
                tracing::warn!("a signed-out account could not be erased whole");
            }
        }
    }
}
