//! The seal of one backup: its head, its keys, and one chunk at a time.

use std::io;

use aead_stream::{NewStream, Nonce, StreamBE32, StreamPrimitive};
use aes_gcm::{Aes256Gcm, Key};
use hkdf::Hkdf;
use sha2::Sha256;
use store::vault::Secret;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::Unopened;

/// Format and version; a change of anything here takes a new version.
const FORMAT: [u8; 8] = *b"RdBackp\x01";
const LABEL: &[u8] = b"redress backup file 1";
const SALT: usize = 16;
const MARK: usize = 16;
const KEY: usize = 32;
/// What the counter (4) and the mark of the last chunk (1) leave of a nonce of 12.
const PREFIX: usize = 7;

/// Bytes of the head.
pub(super) const HEAD: usize = FORMAT.len() + SALT + MARK;
/// Bytes that a chunk grows by.
pub(super) const TAG: usize = 16;

/// One backup's head and keys.
pub(super) struct Cipher {
    head: [u8; HEAD],
    inner: Secret,
    stream: StreamBE32<Aes256Gcm>,
}

impl Cipher {
    /// For a new backup.
    pub(super) fn new(key: &Secret) -> io::Result<Self> {
        let mut salt = [0; SALT];
        getrandom::fill(&mut salt).map_err(|_| io::ErrorKind::Other)?;
        Self::salted(key, salt).ok_or_else(|| io::ErrorKind::Other.into())
    }

    /// For the backup whose head this is.
    pub(super) fn of(head: &[u8], key: &Secret) -> Result<Self, Unopened> {
        let (format, rest) = head.split_at_checked(8).ok_or(Unopened::NotABackup)?;
        let (salt, mark) = rest.split_at_checked(SALT).ok_or(Unopened::NotABackup)?;
        if format[..7] != FORMAT[..7] {
            return Err(Unopened::NotABackup);
        }
        if format[7] > FORMAT[7] {
            return Err(Unopened::Newer);
        }
        let salt = salt.try_into().map_err(|_| Unopened::NotABackup)?;
        let cipher = Self::salted(key, salt).ok_or(Unopened::Damaged)?;
        if !bool::from(cipher.head[8 + SALT..].ct_eq(mark)) {
            return Err(Unopened::WrongKey);
        }
        // Whatever is left to differ is the version: an earlier one, of which there is none.
        if cipher.head == head {
            Ok(cipher)
        } else {
            Err(Unopened::Damaged)
        }
    }

    fn salted(key: &Secret, salt: [u8; SALT]) -> Option<Self> {
        let mut derived = Zeroizing::new([0; KEY + PREFIX + KEY + MARK]);
        let hkdf = Hkdf::<Sha256>::new(Some(&salt), key.bytes());
        hkdf.expand(LABEL, derived.as_mut_slice()).ok()?;
        let (outer, rest) = derived.split_at(KEY);
        let (prefix, rest) = rest.split_at(PREFIX);
        let (inner, mark) = rest.split_at(KEY);
        let outer = <&Key<Aes256Gcm>>::try_from(outer).ok()?;
        let prefix = <&Nonce<Aes256Gcm, StreamBE32<Aes256Gcm>>>::try_from(prefix).ok()?;
        let mut head = [0; HEAD];
        head[..8].copy_from_slice(&FORMAT);
        head[8..8 + SALT].copy_from_slice(&salt);
        head[8 + SALT..].copy_from_slice(mark);
        Some(Self {
            head,
            inner: Secret::from_bytes(inner)?,
            stream: StreamBE32::new(outer, prefix),
        })
    }

    /// The beginning of the file.
    pub(super) fn head(&self) -> &[u8; HEAD] {
        &self.head
    }

    /// The key of the database inside.
    pub(super) fn inner(&self) -> &Secret {
        &self.inner
    }

    pub(super) fn seal(&self, number: u32, last: bool, chunk: &mut Vec<u8>) -> io::Result<()> {
        self.stream
            .encrypt_in_place(number, last, &self.head, chunk)
            .map_err(|_| io::ErrorKind::Other.into())
    }

    pub(super) fn unseal(
        &self,
        number: u32,
        last: bool,
        chunk: &mut Vec<u8>,
    ) -> Result<(), Unopened> {
        self.stream
            .decrypt_in_place(number, last, &self.head, chunk)
            .map_err(|_| Unopened::Damaged)
    }
}
