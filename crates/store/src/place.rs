//! Where an account's files are, and the one keychain entry with the keys to them.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::vault::{Secret, Vault, VaultError, keys, replace};

/// The folder of one account.
#[derive(Clone, Debug)]
pub struct AccountFolder {
    id: String,
    path: PathBuf,
}

/// The two keys of an account.
#[derive(Clone, Debug)]
pub struct AccountKeys {
    /// Of `cache.db`.
    pub cache: Secret,
    /// Of `work.db`.
    pub work: Secret,
}

impl AccountFolder {
    /// The folder `<accounts>/<id>`.
    #[must_use]
    pub fn new(accounts: &Path, id: &str) -> Self {
        Self {
            id: id.to_owned(),
            path: accounts.join(id),
        }
    }

    /// The folder itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the server said.
    #[must_use]
    pub fn cache(&self) -> PathBuf {
        self.path.join("cache.db")
    }

    /// What exists only here.
    #[must_use]
    pub fn work(&self) -> PathBuf {
        self.path.join("work.db")
    }

    /// The encrypted copies of dropped files, until the server has them.
    #[must_use]
    pub fn spool(&self) -> PathBuf {
        self.path.join("spool")
    }

    /// The encrypted copies of the server's files that were opened here.
    #[must_use]
    pub fn copies(&self) -> PathBuf {
        self.path.join("copies")
    }

    /// The account's keys; made when neither file exists yet.
    ///
    /// # Errors
    /// When the keychain is out of reach, or has lost the key of an existing file.
    pub fn keys(&self, vault: &dyn Vault) -> Result<AccountKeys, VaultError> {
        let in_use = self.cache().exists() || self.work().exists();
        let [cache, work] = keys(vault, &self.entry(), in_use)?;
        Ok(AccountKeys { cache, work })
    }

    /// Puts a new key in the place of the cache's: the old cache can never be read again, and
    /// what waits in `work.db` still can.
    ///
    /// # Errors
    /// When the keychain is out of reach.
    pub fn forget_cache_key(&self, vault: &dyn Vault) -> Result<(), VaultError> {
        let keys = self.keys(vault)?;
        replace(vault, &self.entry(), &[Secret::random()?, keys.work])
    }

    /// Deletes the closed cache and what lies beside it; what waits stays.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn erase_cache(&self) -> io::Result<()> {
        for name in [
            "cache.db",
            "cache.db-wal",
            "cache.db-shm",
            "cache.db.key-check",
        ] {
            match fs::remove_file(self.path.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        match fs::remove_dir_all(self.copies()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Forgets the account's keys: what they opened can never be read again.
    ///
    /// # Errors
    /// When the keychain is out of reach.
    pub fn forget_keys(&self, vault: &dyn Vault) -> Result<(), VaultError> {
        vault.remove(&self.entry())
    }

    fn entry(&self) -> String {
        format!("account-{}", self.id)
    }
}
