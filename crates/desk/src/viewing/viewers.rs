//! The open viewers: each has a random token, under which the window reads its file piece by piece,
//! decrypted in memory only. A token is dead once its viewer is closed, its account is, or nothing
//! was read under it for five minutes.

use std::{
    collections::HashMap,
    ops::Range,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use ::documents::{
    Kind as FileKind,
    spool::{Spool, SpoolId},
};

use crate::{Desk, DeskError, accounts::blocking};

/// How long a token lives without being used.
const IDLE: Duration = Duration::from_secs(300);
/// The most that is read at a time.
const MOST: u64 = 4 * 1024 * 1024;

/// A piece of a file.
pub struct Part {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Where they begin.
    pub start: u64,
    /// How long the whole file is.
    pub total: u64,
    /// The file's media type.
    pub media_type: &'static str,
}

impl std::fmt::Debug for Part {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Part({} of {} bytes)", self.bytes.len(), self.total)
    }
}

/// The open viewers.
#[derive(Default)]
pub(crate) struct Viewers(Mutex<HashMap<String, Viewer>>);

pub(super) struct Viewer {
    pub(super) held: Held,
    pub(super) extension: String,
    pub(super) used: Instant,
}

/// What a viewer reads from.
#[derive(Clone)]
pub(super) enum Held {
    /// A copy on this machine's disk.
    Copy(Arc<Spool>, SpoolId, u64),
    /// Bytes that are nowhere else, such as a letter that was just set.
    Bytes(Arc<Vec<u8>>),
}

impl Held {
    pub(super) fn length(&self) -> u64 {
        match self {
            Self::Copy(.., length) => *length,
            Self::Bytes(bytes) => bytes.len() as u64,
        }
    }

    pub(super) fn read(&self, range: Range<u64>) -> Result<Vec<u8>, DeskError> {
        match self {
            Self::Copy(spool, id, _) => {
                let count = usize::try_from(range.end - range.start).unwrap_or(0);
                Ok(spool.reader(*id)?.range(range.start, count)?)
            }
            Self::Bytes(bytes) => {
                let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
                let part = bytes.get(at(range.start)..at(range.end));
                Ok(part.ok_or_else(DeskError::no_file)?.to_vec())
            }
        }
    }
}

impl Viewers {
    pub(super) fn open(&self, viewer: Viewer) -> Result<String, DeskError> {
        let token = sync::outbox::new_key()?;
        if let Ok(mut viewers) = self.0.lock() {
            viewers.retain(|_, viewer| viewer.used.elapsed() < IDLE);
            viewers.insert(token.clone(), viewer);
        }
        Ok(token)
    }

    fn close(&self, token: &str) {
        if let Ok(mut viewers) = self.0.lock() {
            viewers.remove(token);
        }
    }

    /// Ends every viewer: another account is open, or none.
    pub(crate) fn close_all(&self) {
        if let Ok(mut viewers) = self.0.lock() {
            viewers.clear();
        }
    }

    fn used(&self, token: &str) -> Option<(Held, String)> {
        let mut viewers = self.0.lock().ok()?;
        let viewer = viewers.get_mut(token)?;
        if viewer.used.elapsed() >= IDLE {
            viewers.remove(token);
            return None;
        }
        viewer.used = Instant::now();
        Some((viewer.held.clone(), viewer.extension.clone()))
    }
}

impl Desk {
    /// A viewer was closed: its token opens nothing any more.
    pub fn close_view(&self, token: &str) {
        self.0.viewers.close(token);
    }

    /// The bytes of a viewed file, from `start` and up to `end`, or as many as are read at a time;
    /// `None` when the token opens nothing, or the file ends before `start`.
    pub async fn viewed(&self, token: &str, start: u64, end: Option<u64>) -> Option<Part> {
        let (held, extension) = self.0.viewers.used(token)?;
        let total = held.length();
        let end = end
            .unwrap_or(total)
            .min(total)
            .min(start.checked_add(MOST)?);
        if start >= end {
            return None;
        }
        let bytes = blocking(move || held.read(start..end)).await.ok()?;
        Some(Part {
            bytes,
            start,
            total,
            media_type: media_type(&extension),
        })
    }
}

fn media_type(extension: &str) -> &'static str {
    let known = [
        FileKind::Jpeg,
        FileKind::Png,
        FileKind::Pdf,
        FileKind::Doc,
        FileKind::Docx,
    ];
    let extension = if extension == "jpeg" {
        "jpg"
    } else {
        extension
    };
    known
        .into_iter()
        .find(|kind| kind.extension() == extension)
        .map_or("application/octet-stream", FileKind::media_type)
}
