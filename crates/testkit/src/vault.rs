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
