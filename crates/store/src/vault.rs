//! The system's keychain: where the keys of the encrypted files are. Tests put a vault in
//! memory in its place; nothing else ever stands in for it.

use std::fmt;

use hkdf::Hkdf;
use sha2::Sha256;
use thiserror::Error;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// A 32-byte key that prints nothing and is wiped when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop, PartialEq, Eq)]
pub struct Secret([u8; 32]);

impl Secret {
    /// A new random key from the operating system.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn random() -> Result<Self, VaultError> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(|_| VaultError::NoRandomness)?;
        Ok(Self(bytes))
    }

    /// The key from its 32 bytes; `None` for any other length.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// A key for one use, derived from this one; HKDF with SHA-256.
    #[must_use]
    pub fn derived(&self, for_what: &str) -> Self {
        let mut bytes = [0; 32];
        // 32 bytes are one block, far from the most that HKDF gives.
        let _enough = Hkdf::<Sha256>::new(None, &self.0).expand(for_what.as_bytes(), &mut bytes);
        Self(bytes)
    }

    /// The key's bytes, for a cipher.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A place for keys that only this user, on this machine, can read.
pub trait Vault: Send + Sync {
    /// Reads an entry; `None` when there is none.
    ///
    /// # Errors
    /// When the keychain is locked or out of reach.
    fn read(&self, entry: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError>;
    /// Makes or replaces an entry.
    ///
    /// # Errors
    /// When the keychain is locked or out of reach.
    fn write(&self, entry: &str, secret: &[u8]) -> Result<(), VaultError>;
    /// Removes an entry; that there is none is no error.
    ///
    /// # Errors
    /// When the keychain is locked or out of reach.
    fn remove(&self, entry: &str) -> Result<(), VaultError>;
    /// What the agent knows this place as, such as "Windows Credential Manager".
    fn name(&self) -> &'static str;
}

/// Why a key cannot be had.
#[derive(Debug, Error)]
pub enum VaultError {
    /// The keychain does not answer.
    #[error("the system's keychain cannot be reached; unlock it and try again")]
    Unreachable,
    /// There is an encrypted file, but its key is gone. Making a new key would lose the file.
    #[error("the key of the saved data is not in the system's keychain; nothing was changed")]
    KeyMissing,
    /// The entry is not what we wrote.
    #[error("the key in the system's keychain has the wrong length; nothing was changed")]
    KeyMalformed,
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random numbers")]
    NoRandomness,
}

/// The keychain of Windows, macOS or the Linux Secret Service.
#[derive(Clone, Copy, Debug, Default)]
pub struct Keychain;

const SERVICE: &str = "app.redress.desktop";

impl Keychain {
    fn entry(entry: &str) -> Result<keyring::Entry, VaultError> {
        keyring::Entry::new(SERVICE, entry).map_err(|_| VaultError::Unreachable)
    }
}

impl Vault for Keychain {
    fn read(&self, entry: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultError> {
        match Self::entry(entry)?.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(_) => Err(VaultError::Unreachable),
        }
    }

    fn write(&self, entry: &str, secret: &[u8]) -> Result<(), VaultError> {
        Self::entry(entry)?
            .set_secret(secret)
            .map_err(|_| VaultError::Unreachable)
    }

    fn remove(&self, entry: &str) -> Result<(), VaultError> {
        match Self::entry(entry)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(_) => Err(VaultError::Unreachable),
        }
    }

    fn name(&self) -> &'static str {
        if cfg!(windows) {
            "Windows Credential Manager"
        } else if cfg!(target_os = "macos") {
            "macOS Keychain"
        } else {
            "Secret Service keyring"
        }
    }
}

/// Reads `N` keys from one entry, or makes them when there is no file yet that needs them.
///
/// # Errors
/// [`VaultError::KeyMissing`] when `in_use` and there is no entry: a new key beside an old file
/// would lose the file.
pub fn keys<const N: usize>(
    vault: &dyn Vault,
    entry: &str,
    in_use: bool,
) -> Result<[Secret; N], VaultError> {
    if let Some(bytes) = vault.read(entry)? {
        let found: Vec<Secret> = bytes.chunks(32).filter_map(Secret::from_bytes).collect();
        return found.try_into().map_err(|_| VaultError::KeyMalformed);
    }
    if in_use {
        return Err(VaultError::KeyMissing);
    }
    let mut made = Vec::with_capacity(N);
    for _ in 0..N {
        made.push(Secret::random()?);
    }
    replace(vault, entry, &made)?;
    made.try_into().map_err(|_| VaultError::KeyMalformed)
}

/// Writes keys into one entry, in place of what was there.
pub(crate) fn replace(vault: &dyn Vault, entry: &str, keys: &[Secret]) -> Result<(), VaultError> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(keys.len() * 32));
    keys.iter()
        .for_each(|key| bytes.extend_from_slice(key.bytes()));
    vault.write(entry, &bytes)
}
