//! A keychain in memory, which can be locked and can lose its entries.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use store::vault::{Vault, VaultError};
use zeroize::Zeroizing;

/// A keychain that lives as long as the test.
#[derive(Default)]
pub struct MemoryVault(Mutex<State>);

#[derive(Default)]
struct State {
    locked: bool,
    entries: HashMap<String, Vec<u8>>,
}

impl MemoryVault {
    /// Locks or unlocks it; while locked nothing can be read or written.
    pub fn lock(&self, locked: bool) {
        self.state().locked = locked;
    }

    /// Loses every entry, as a reset of the system's keychain does.
    pub fn lose_everything(&self) {
        self.state().entries.clear();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn unlocked(&self) -> Result<MutexGuard<'_, State>, VaultError> {
        let state = self.state();
        if state.locked {
            Err(VaultError::Unreachable)
        } else {
            Ok(state)
        }
    }
}

impl Vault for MemoryVault {
    fn read(&self, entry: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        Ok(self
            .unlocked()?
            .entries
            .get(entry)
            .cloned()
            .map(Zeroizing::new))
    }

    fn write(&self, entry: &str, secret: &[u8]) -> Result<(), VaultError> {
        self.unlocked()?
            .entries
            .insert(entry.to_owned(), secret.to_vec());
        Ok(())
    }

    fn remove(&self, entry: &str) -> Result<(), VaultError> {
        self.unlocked()?.entries.remove(entry);
        Ok(())
    }

    fn name(&self) -> &'static str {
        "memory of the test"
    }
}

/// A keychain that is the same in every process that is given its key: for programs that are
/// killed and started again.
pub struct StandingVault([u8; 32]);

impl StandingVault {
    /// The keychain of a key.
    #[must_use]
    pub fn new(key: [u8; 32]) -> Self {
        Self(key)
    }
}

impl Vault for StandingVault {
    /// Accounts have two keys of 32 bytes, everything else one.
    fn read(&self, entry: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        let keys = if entry.starts_with("account-") { 2 } else { 1 };
        let mut bytes = Zeroizing::new(Vec::with_capacity(keys * 32));
        for number in 0..keys {
            bytes.extend(self.0.iter().map(|byte| byte ^ number as u8));
        }
        Ok(Some(bytes))
    }

    fn write(&self, _: &str, _: &[u8]) -> Result<(), VaultError> {
        Ok(())
    }

    fn remove(&self, _: &str) -> Result<(), VaultError> {
        Ok(())
    }

    fn name(&self) -> &'static str {
        "a key of the test"
    }
}
