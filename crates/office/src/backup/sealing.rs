//! A backup as it goes out: read, sealed and sent chunk by chunk.

use std::{
    fs::File,
    io::{self, Read},
};

use axum::body::Bytes;
use futures_util::{Stream, stream};
use tokio::task::spawn_blocking;

use super::{
    CHUNK, Moving,
    cipher::{Cipher, HEAD, TAG},
    stopped,
};

/// A backup that is being sent.
pub(crate) struct Sealing {
    file: File,
    cipher: Cipher,
    /// Bytes of the whole backup.
    length: u64,
    /// Plain bytes that are still to be sealed.
    left: u64,
    /// The next chunk; `None` before the head.
    next: Option<u32>,
    /// Goes when the last byte has left, or nobody asks for more.
    _moving: Moving,
}

impl Sealing {
    pub(super) fn begin(moving: Moving, cipher: Cipher) -> io::Result<Self> {
        let file = File::open(moving.database())?;
        let left = file.metadata()?.len();
        let chunks = left.div_ceil(CHUNK as u64);
        Ok(Self {
            file,
            cipher,
            length: HEAD as u64 + left + chunks * TAG as u64,
            left,
            next: None,
            _moving: moving,
        })
    }

    /// Bytes of the whole backup.
    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    /// The backup, piece by piece.
    pub(crate) fn bytes(self: Box<Self>) -> impl Stream<Item = io::Result<Bytes>> + Send {
        stream::try_unfold(self, |mut sealing| async move {
            let piece = spawn_blocking(move || sealing.piece().map(|piece| (piece, sealing)));
            let (piece, sealing) = stopped(piece.await).and_then(|read| read)?;
            Ok(piece.map(|piece| (Bytes::from(piece), sealing)))
        })
    }

    fn piece(&mut self) -> io::Result<Option<Vec<u8>>> {
        let Some(number) = self.next else {
            self.next = Some(0);
            return Ok(Some(self.cipher.head().to_vec()));
        };
        if self.left == 0 {
            return Ok(None);
        }
        let length = self.left.min(CHUNK as u64);
        let mut chunk = Vec::with_capacity(CHUNK + TAG);
        (&mut self.file).take(length).read_to_end(&mut chunk)?;
        if chunk.len() as u64 != length {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.left -= length;
        self.cipher.seal(number, self.left == 0, &mut chunk)?;
        self.next = Some(number.checked_add(1).ok_or(io::ErrorKind::FileTooLarge)?);
        Ok(Some(chunk))
    }
}
