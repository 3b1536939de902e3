//! A backup as it comes in: put together, proven and put down chunk by chunk. Nothing is put down
//! that was not proven.

use std::{
    fs::{File, OpenOptions},
    io::Write,
};

use store::vault::Secret;

use super::{
    CHUNK, Moving, Unopened,
    cipher::{Cipher, HEAD, TAG},
};

/// Sealed bytes of a full chunk.
const FULL: usize = CHUNK + TAG;

/// A backup that is being read. Waits for the disk: not for an async thread.
pub(crate) struct Unsealing {
    key: Secret,
    /// The backup's own, once its head is here.
    cipher: Option<Cipher>,
    file: File,
    /// What came and was not proven yet.
    waiting: Vec<u8>,
    /// The next chunk.
    next: u32,
    moving: Moving,
}

impl Unsealing {
    /// Begins one that this key opens.
    pub(crate) fn begin(moving: Moving, key: Secret) -> Result<Self, Unopened> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Self {
            key,
            cipher: None,
            file: options.open(moving.database())?,
            waiting: Vec::with_capacity(2 * FULL),
            next: 0,
            moving,
        })
    }

    /// Takes the next bytes.
    pub(crate) fn take(&mut self, bytes: &[u8]) -> Result<(), Unopened> {
        self.waiting.extend_from_slice(bytes);
        if self.cipher.is_none() && self.waiting.len() >= HEAD {
            let rest = self.waiting.split_off(HEAD);
            self.cipher = Some(Cipher::of(&self.waiting, &self.key)?);
            self.waiting = rest;
        }
        // The last chunk waits: only the end tells that it is the last.
        while self.cipher.is_some() && self.waiting.len() > FULL {
            let rest = self.waiting.split_off(FULL);
            self.put_down(false)?;
            self.waiting = rest;
        }
        Ok(())
    }

    /// Takes the end, and answers where the database is and what opens it.
    pub(crate) fn end(mut self) -> Result<(Moving, Secret), Unopened> {
        self.put_down(true)?;
        self.file.sync_all()?;
        let cipher = self.cipher.ok_or(Unopened::NotABackup)?;
        Ok((self.moving, cipher.inner().clone()))
    }

    /// Proves the chunk that waits, and puts it down.
    fn put_down(&mut self, last: bool) -> Result<(), Unopened> {
        let cipher = self.cipher.as_ref().ok_or(Unopened::NotABackup)?;
        cipher.unseal(self.next, last, &mut self.waiting)?;
        self.file.write_all(&self.waiting)?;
        self.next = self.next.checked_add(1).ok_or(Unopened::Damaged)?;
        Ok(())
    }
}
