//! Backups of the firm's own office, and the key that opens them.

use std::{
    io,
    path::{Path, PathBuf},
};

use chrono::Local;
use client::{Failure, Incoming};
use contract::{
    Call,
    office::{BackupChangeKey, BackupCreate, Password},
};
use tokio::{
    fs::{self, File},
    io::AsyncWriteExt,
};

use crate::{AccountKind, Code, Desk, DeskError, open::OpenAccount};

/// What a backup that is made now is called.
#[must_use]
pub fn backup_name() -> String {
    format!("office-{}.redress-backup", Local::now().date_naive())
}

impl Desk {
    /// Saves a backup of the office that is open: everything in it, encrypted. A file that was at the
    /// place stays until the new one is whole.
    ///
    /// # Errors
    /// When the open account is no office, its agent may not make backups, or the disk says no.
    pub async fn save_backup(&self, path: &Path) -> Result<(), DeskError> {
        let open = self.account().await?;
        of_own_office(&open)?;
        let call = Call::<BackupCreate> {
            path: (),
            query: (),
            body: (),
        };
        let incoming = open.portal.download(&call).await?;
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let written = written(incoming, &part, path).await;
        if written.is_err() {
            // Half a backup is none. One that cannot be taken away is not called like one.
            drop(fs::remove_file(&part).await);
        }
        written
    }

    /// Makes a new recovery key, shown this once: backups from now on open with it, earlier ones with
    /// the one before.
    ///
    /// # Errors
    /// When the password is wrong, or the agent may not do this.
    pub async fn new_recovery_key(&self, password: String) -> Result<String, DeskError> {
        let open = self.account().await?;
        of_own_office(&open)?;
        let call = Call::<BackupChangeKey> {
            path: (),
            query: (),
            body: Password { password },
        };
        let made = open.portal.call(&call).await?;
        made.recovery_key
            .ok_or_else(|| Failure::Uncertain("the answer has no key").into())
    }
}

fn of_own_office(open: &OpenAccount) -> Result<(), DeskError> {
    match open.account.kind {
        AccountKind::Office => Ok(()),
        AccountKind::Practice | AccountKind::Portal => Err(DeskError::new(
            Code::Failed,
            "Backups are made of your own office only.",
        )),
    }
}

async fn written(mut incoming: Incoming, part: &Path, path: &Path) -> Result<(), DeskError> {
    let mut file = File::create(part).await.map_err(unsaved)?;
    while let Some(piece) = incoming.next().await? {
        file.write_all(&piece).await.map_err(unsaved)?;
    }
    file.sync_all().await.map_err(unsaved)?;
    drop(file);
    fs::rename(part, path).await.map_err(unsaved)
}

fn unsaved(error: io::Error) -> DeskError {
    let message = format!("The backup cannot be saved there ({}).", error.kind());
    DeskError::new(Code::Failed, message)
}
