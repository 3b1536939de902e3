//! Files that are looked at: each open viewer has a random token, under which the window reads the
//! file piece by piece, decrypted in memory only. A token is dead once its viewer is closed, its
//! account is, or nothing was read under it for five minutes.

mod copies;
mod opened;

use std::{
    collections::HashMap,
    fs,
    io::{self, Cursor, Read},
    ops::Range,
    path::Path,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use ::documents::{
    Kind as FileKind,
    spool::{Spool, SpoolId},
};
use serde::Serialize;
use store::table::{
    documents,
    operations::{self, State},
    tray,
};
use ts_rs::TS;

pub(crate) use opened::{forget_opened, open_in_system};

use crate::{
    Code, Desk, DeskError, accounts::blocking, documents::DocumentKind, open::OpenAccount,
};

/// How long a token lives without being used.
const IDLE: Duration = Duration::from_secs(300);
/// The most that is read at a time.
const MOST: u64 = 4 * 1024 * 1024;

/// A file that a viewer has opened.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
pub struct Viewing {
    /// Opens the file, and nothing else, until it is closed.
    pub token: String,
    /// Where the window reads the file.
    pub url: String,
    /// What it is called.
    pub name: String,
    /// What can be shown of it.
    pub kind: DocumentKind,
    /// Bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// The server's number; none for a file that waits here.
    #[ts(type = "number | null")]
    pub attachment_id: Option<i64>,
}

impl std::fmt::Debug for Viewing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Viewing({} bytes)", self.size)
    }
}

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

struct Viewer {
    held: Held,
    extension: String,
    used: Instant,
}

/// What a viewer reads from.
#[derive(Clone)]
enum Held {
    /// A copy on this machine's disk.
    Copy(Arc<Spool>, SpoolId, u64),
    /// Bytes that are nowhere else, such as a letter that was just set.
    Bytes(Arc<Vec<u8>>),
}

impl Held {
    fn length(&self) -> u64 {
        match self {
            Self::Copy(.., length) => *length,
            Self::Bytes(bytes) => bytes.len() as u64,
        }
    }

    fn read(&self, range: Range<u64>) -> Result<Vec<u8>, DeskError> {
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

/// A file that is on this machine.
#[derive(Clone)]
pub(crate) struct File {
    pub(crate) id: SpoolId,
    pub(crate) length: u64,
    pub(crate) name: String,
    pub(crate) extension: String,
}

impl Viewers {
    fn open(&self, viewer: Viewer) -> Result<String, DeskError> {
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

/// Which file is meant: the server's attachment, or one in the tray.
#[derive(Clone, Copy, Debug)]
pub enum Which {
    /// The server's, by its number.
    Attachment(i64),
    /// One that waits here, by its number in the tray.
    Dropped(i64),
}

impl Which {
    /// From the two numbers of a row, of which one is there.
    #[must_use]
    pub fn of(attachment_id: Option<i64>, drop: Option<i64>) -> Option<Self> {
        attachment_id
            .map(Self::Attachment)
            .or(drop.map(Self::Dropped))
    }
}

impl Desk {
    /// Opens a file for looking at; `base` is where the window reads it, and the token is added.
    /// One that is not on this machine is fetched.
    ///
    /// # Errors
    /// When it is not here and cannot be fetched now, or its copy is damaged.
    pub async fn view(&self, which: Which, base: &str) -> Result<Viewing, DeskError> {
        let open = self.account().await?;
        let (spool, file) = find(&open, which).await?;
        let attachment_id = match which {
            Which::Attachment(id) => Some(id),
            Which::Dropped(_) => None,
        };
        let viewing = |token: String| Viewing {
            url: format!("{base}{token}"),
            token,
            name: file.name.clone(),
            kind: DocumentKind::of(&file.extension),
            size: file.length,
            attachment_id,
        };
        let token = self.0.viewers.open(Viewer {
            held: Held::Copy(spool, file.id, file.length),
            extension: file.extension.clone(),
            used: Instant::now(),
        })?;
        Ok(viewing(token))
    }

    /// Opens bytes that are nowhere on the disk for looking at.
    pub(crate) fn view_bytes(
        &self,
        name: &str,
        base: &str,
        bytes: Vec<u8>,
    ) -> Result<Viewing, DeskError> {
        let extension = ::documents::name::extension(name).unwrap_or_default();
        let held = Held::Bytes(Arc::new(bytes));
        let (size, kind) = (held.length(), DocumentKind::of(&extension));
        let token = self.0.viewers.open(Viewer {
            held,
            extension,
            used: Instant::now(),
        })?;
        Ok(Viewing {
            url: format!("{base}{token}"),
            token,
            name: name.to_owned(),
            kind,
            size,
            attachment_id: None,
        })
    }

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

    /// Writes a copy of a file where the agent said.
    ///
    /// # Errors
    /// When it is not here and cannot be fetched now, or cannot be written there.
    pub async fn save_copy(&self, which: Which, path: &Path) -> Result<(), DeskError> {
        let open = self.account().await?;
        let (spool, file) = find(&open, which).await?;
        let path = path.to_owned();
        blocking(move || {
            let mut reader = spool.reader(file.id)?;
            Ok(save_from(&mut reader, &path)?)
        })
        .await
    }

    /// Opens a file in the system's viewer, for printing say.
    ///
    /// # Errors
    /// When it is not here and cannot be fetched now, or the system has nothing to open it with.
    pub async fn open_copy(&self, which: Which) -> Result<(), DeskError> {
        let open = self.account().await?;
        let (spool, file) = find(&open, which).await?;
        let name = self.name_of(which).await?;
        let bytes = blocking({
            let name = name.clone();
            move || {
                let held = Held::Copy(spool, file.id, file.length);
                let bytes = held.read(0..file.length)?;
                // The system runs a program when it is told to open one.
                match ::documents::inspect(&mut Cursor::new(&bytes), &name) {
                    Ok(_) => Ok(bytes),
                    Err(_) => Err(not_opened()),
                }
            }
        })
        .await?;
        opened::open_in_system(self, &name, bytes).await
    }

    /// What a copy of a file is called.
    ///
    /// # Errors
    /// When no account is open or there is no such file.
    pub async fn name_of(&self, which: Which) -> Result<String, DeskError> {
        let open = self.account().await?;
        match which {
            Which::Dropped(id) => Ok(dropped(&open, id).await?.name),
            Which::Attachment(id) => {
                let document = documents::get(&open.cache, id)
                    .await?
                    .ok_or_else(DeskError::no_file)?;
                Ok(copies::file_name(&document))
            }
        }
    }

    /// A small JPEG of a file, where there is one. The server's file is fetched for it if need be.
    ///
    /// # Errors
    /// When no account is open or its files cannot be read.
    pub async fn thumbnail(&self, which: Which) -> Result<Option<Vec<u8>>, DeskError> {
        let open = self.account().await?;
        match which {
            Which::Dropped(id) => Ok(tray::thumbnail(&open.work, id).await?),
            Which::Attachment(id) => {
                if let Some(jpeg) = documents::thumbnail(&open.cache, id).await? {
                    return Ok(Some(jpeg));
                }
                copies::draw(&open, id, &self.settings().painter).await
            }
        }
    }
}

fn not_opened() -> DeskError {
    DeskError::new(
        Code::Invalid,
        "This is no image, PDF or Word document, so it is not opened. Save a copy to look at it.",
    )
}

/// The file, fetched if it is not here.
async fn find(open: &OpenAccount, which: Which) -> Result<(Arc<Spool>, File), DeskError> {
    match which {
        Which::Attachment(id) => Ok((open.copies.clone(), copies::here(open, id).await?)),
        Which::Dropped(id) => {
            let dropped = dropped(open, id).await?;
            if let Some(attachment) = arrived(open, &dropped).await? {
                let file = copies::here(open, attachment).await?;
                return Ok((open.copies.clone(), file));
            }
            let file = File {
                id: dropped.spool_id.parse().map_err(|_| DeskError::no_file())?,
                length: u64::try_from(dropped.size).unwrap_or_default(),
                name: dropped.name,
                extension: dropped.kind,
            };
            Ok((open.spool.clone(), file))
        }
    }
}

/// The attachment that a dropped file has become, whose copy here is wiped.
async fn arrived(open: &OpenAccount, dropped: &tray::Dropped) -> Result<Option<i64>, DeskError> {
    let Some(link) = dropped.link_id else {
        return Ok(None);
    };
    let link = operations::get(&open.work, link).await?;
    Ok(link
        .filter(|link| matches!(link.state, State::Acked | State::Confirmed))
        .and_then(|link| link.remote_id))
}

async fn dropped(open: &OpenAccount, id: i64) -> Result<tray::Dropped, DeskError> {
    tray::get(&open.work, id)
        .await?
        .ok_or_else(DeskError::no_file)
}

/// Writes a file beside its place first, so that one that was there stays until the new one is
/// whole.
pub(crate) fn save_from(from: &mut dyn Read, path: &Path) -> io::Result<()> {
    let mut draft = path.as_os_str().to_owned();
    draft.push(".part");
    let mut file = fs::File::create(&draft)?;
    let copied = io::copy(from, &mut file).and_then(|_| file.sync_all());
    drop(file);
    let saved = copied.and_then(|()| fs::rename(&draft, path));
    if saved.is_err() {
        // Half a copy is none.
        let _ = fs::remove_file(&draft);
    }
    saved
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
