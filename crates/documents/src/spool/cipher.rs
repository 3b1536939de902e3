//! The seal of one file: its header, its key, and one chunk at a time.

use aead_stream::{NewStream, Nonce, StreamBE32, StreamPrimitive};
use aes_gcm::{Aes256Gcm, Key};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::{SpoolError, SpoolId};

/// Format and version; a change of anything here takes a new version.
const FORMAT: [u8; 8] = *b"RdSpool\x01";
const LABEL: &[u8] = b"redress spool 1";
const KEY: usize = 32;
/// What the counter (4) and the mark of the last chunk (1) leave of a nonce of 12.
const PREFIX: usize = 7;

pub(super) const HEADER: usize = 24;
pub(super) const TAG: usize = 16;

/// One file's header and cipher.
pub(super) struct Sealed {
    pub(super) header: [u8; HEADER],
    stream: StreamBE32<Aes256Gcm>,
}

impl Sealed {
    pub(super) fn new(secret: &[u8; 32], id: SpoolId) -> Result<Self, SpoolError> {
        let mut derived = Zeroizing::new([0; KEY + PREFIX]);
        Hkdf::<Sha256>::new(Some(&id.0), secret)
            .expand(LABEL, derived.as_mut_slice())
            .map_err(|_| SpoolError::Damaged)?;
        let (key, prefix) = derived.split_at(KEY);
        let key = <&Key<Aes256Gcm>>::try_from(key).map_err(|_| SpoolError::Damaged)?;
        let prefix = <&Nonce<Aes256Gcm, StreamBE32<Aes256Gcm>>>::try_from(prefix)
            .map_err(|_| SpoolError::Damaged)?;

        let mut header = [0; HEADER];
        header[..8].copy_from_slice(&FORMAT);
        header[8..].copy_from_slice(&id.0);
        Ok(Self {
            header,
            stream: StreamBE32::new(key, prefix),
        })
    }

    /// Whether a header read from the disk is this file's.
    pub(super) fn accept(&self, header: &[u8; HEADER]) -> Result<(), SpoolError> {
        let (format, version) = (&header[..7], header[7]);
        if format == &FORMAT[..7] && version > FORMAT[7] {
            return Err(SpoolError::Newer);
        }
        if header == &self.header {
            Ok(())
        } else {
            Err(SpoolError::Damaged)
        }
    }

    pub(super) fn seal(
        &self,
        number: u32,
        last: bool,
        chunk: &mut Vec<u8>,
    ) -> Result<(), SpoolError> {
        self.stream
            .encrypt_in_place(number, last, &self.header, chunk)
            .map_err(|_| SpoolError::Damaged)
    }

    pub(super) fn unseal(
        &self,
        number: u32,
        last: bool,
        chunk: &mut Vec<u8>,
    ) -> Result<(), SpoolError> {
        self.stream
            .decrypt_in_place(number, last, &self.header, chunk)
            .map_err(|_| SpoolError::Damaged)
    }
}
