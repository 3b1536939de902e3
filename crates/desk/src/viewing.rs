//! Files that are looked at, saved or opened in the system's viewer: which one is meant, and where
//! its bytes are. One that is not on this machine is fetched first.

mod copies;
mod opened;
mod viewers;

use std::{
    fs,
    io::{self, Cursor, Read},
    path::Path,
    sync::Arc,
    time::Instant,
};

use ::documents::spool::{Spool, SpoolId};
use serde::Serialize;
use store::table::{
    documents,
    operations::{self, State},
    tray,
};
use ts_rs::TS;

pub(crate) use opened::{forget_opened, open_in_system};
pub use viewers::Part;
pub(crate) use viewers::Viewers;
use viewers::{Held, Viewer};

use crate::{
    Code, Desk, DeskError, accounts::blocking, documents::DocumentKind, open::OpenAccount,
};

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

/// A file that is on this machine.
#[derive(Clone)]
pub(crate) struct File {
    pub(crate) id: SpoolId,
    pub(crate) length: u64,
    pub(crate) name: String,
    pub(crate) extension: String,
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
