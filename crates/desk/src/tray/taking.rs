//! Taking what was dropped: folders opened up, each file copied encrypted, looked at and drawn
//! small, on a thread of its own. What cannot be taken is in the tray too, with the reason.

use std::{
    collections::HashMap,
    ffi::OsStr,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use ::documents::{
    FolderLimits, LARGEST, PATIENCE, Painter, Received, Refusal, files_in, guess, name, receive,
    spool::Spool, thumbnail,
};
use store::table::tray::{self, Dropped};

use super::{TrayFile, TrayStage, changed};
use crate::{Desk, DeskError, UploadProgress, accounts::blocking, open::OpenAccount, syncing::now};

/// What is known of drops only while the account is open.
#[derive(Default)]
pub(crate) struct Taking(Mutex<Known>);

#[derive(Default)]
struct Known {
    client_in_hand: Option<i64>,
    under_way: Vec<TrayFile>,
    uploads: HashMap<i64, Upload>,
    next: i64,
}

/// How far a file is on its way.
#[derive(Clone, Copy)]
struct Upload {
    drop: i64,
    total: u64,
    sent: u64,
    told: Option<Instant>,
}

/// The window hears of a file's progress at most this often.
const TELL_EVERY: Duration = Duration::from_millis(100);

impl Taking {
    pub(super) fn at(&self, client_id: Option<i64>) {
        if let Ok(mut known) = self.0.lock() {
            known.client_in_hand = client_id;
        }
    }

    /// The client that is in hand.
    pub(crate) fn client_in_hand(&self) -> Option<i64> {
        self.0.lock().ok()?.client_in_hand
    }

    pub(super) fn rows(&self) -> Vec<TrayFile> {
        let known = self.0.lock();
        known.map_or_else(|_| Vec::new(), |known| known.under_way.clone())
    }

    /// Bytes that have left of a file whose upload is an operation; from now on its progress is
    /// told.
    pub(super) fn sent(&self, operation: i64, dropped: &Dropped) -> u64 {
        let Ok(mut known) = self.0.lock() else {
            return 0;
        };
        let upload = known.uploads.entry(operation).or_insert(Upload {
            drop: dropped.id,
            total: u64::try_from(dropped.size).unwrap_or_default(),
            sent: 0,
            told: None,
        });
        upload.sent
    }

    /// Notes how many bytes of an operation's file have left; what the window should hear of it.
    pub(crate) fn progress(&self, operation: i64, sent: u64) -> Option<UploadProgress> {
        let mut known = self.0.lock().ok()?;
        let upload = known.uploads.get_mut(&operation)?;
        upload.sent = sent;
        let now = Instant::now();
        let due = upload
            .told
            .is_none_or(|told| now.duration_since(told) >= TELL_EVERY);
        if !due && sent < upload.total {
            return None;
        }
        upload.told = Some(now);
        Some(UploadProgress {
            drop: upload.drop,
            sent,
            total: upload.total,
        })
    }

    fn begin(&self, path: &Path) -> i64 {
        let Ok(mut known) = self.0.lock() else {
            return 0;
        };
        known.next -= 1;
        let id = known.next;
        known.under_way.push(TrayFile {
            id,
            name: name::safe(path.file_name().unwrap_or(OsStr::new(""))),
            kind: None,
            what: String::new(),
            size: 0,
            client_id: None,
            client: None,
            doc_type: String::new(),
            subtype: String::new(),
            caption: String::new(),
            warnings: Vec::new(),
            refusal: None,
            twice: None,
            stage: TrayStage::Taking,
            sent: 0,
            reason: None,
            added_at: now(),
        });
        id
    }

    fn end(&self, id: i64) {
        if let Ok(mut known) = self.0.lock() {
            known.under_way.retain(|file| file.id != id);
        }
    }
}

impl Desk {
    /// Takes files and folders that were dropped onto the window, for the client in hand. Returns
    /// how many files there are; each is in the tray when this returns, or why it is not taken.
    ///
    /// # Errors
    /// When no account is open or the disk says no.
    pub async fn take(&self, paths: Vec<PathBuf>) -> Result<usize, DeskError> {
        let client_id = self.account().await?.taking.client_in_hand();
        self.take_for(paths, client_id).await
    }

    /// The same for a client who is named.
    ///
    /// # Errors
    /// When no account is open or the disk says no.
    pub async fn take_for(
        &self,
        paths: Vec<PathBuf>,
        client_id: Option<i64>,
    ) -> Result<usize, DeskError> {
        let open = self.account().await?;
        let files = blocking(move || Ok(opened(paths))).await?;
        let numbered: Vec<(i64, Opened)> = files
            .into_iter()
            .map(|file| (open.taking.begin(&file.path), file))
            .collect();
        changed(self);
        let count = numbered.len();
        let mut failed = Ok(());
        for (id, file) in numbered {
            let taken = self.take_one(&open, file, client_id).await;
            open.taking.end(id);
            // What the disk refuses of one file it may take of the next.
            failed = failed.and(taken);
            changed(self);
        }
        failed.map(|()| count)
    }

    async fn take_one(
        &self,
        open: &Arc<OpenAccount>,
        file: Opened,
        client_id: Option<i64>,
    ) -> Result<(), DeskError> {
        let (spool, painter) = (open.spool.clone(), self.settings().painter.clone());
        let (mut dropped, picture) = blocking(move || Ok(taken(&file, &spool, &painter))).await?;
        dropped.client_id = client_id;
        tray::add(&open.work, &dropped, &picture).await?;
        Ok(())
    }
}

/// A dropped file, or what could not be opened up.
struct Opened {
    path: PathBuf,
    refusal: Option<Refusal>,
}

/// Files as they are, folders as the files in them.
fn opened(paths: Vec<PathBuf>) -> Vec<Opened> {
    let mut files = Vec::new();
    for path in paths {
        let is_folder = path
            .symlink_metadata()
            .is_ok_and(|metadata| metadata.is_dir());
        if !is_folder {
            files.push(Opened {
                path,
                refusal: None,
            });
            continue;
        }
        match files_in(&path, FolderLimits::default()) {
            Ok(inside) => files.extend(inside.into_iter().map(|path| Opened {
                path,
                refusal: None,
            })),
            Err(refusal) => files.push(Opened {
                path,
                refusal: Some(refusal),
            }),
        }
    }
    files
}

fn taken(file: &Opened, spool: &Spool, painter: &Painter) -> (Dropped, Vec<u8>) {
    let received = match &file.refusal {
        Some(refusal) => Err(refusal.to_string()),
        None => receive(&file.path, spool, LARGEST).map_err(|refusal| refusal.to_string()),
    };
    match received {
        Ok(received) => {
            let picture = spool
                .reader(received.normalised.spooled.id)
                .ok()
                .and_then(|reader| thumbnail(reader, received.inspection.kind, painter, PATIENCE));
            (
                ready(&received),
                picture.map_or_else(Vec::new, |drawn| drawn.jpeg),
            )
        }
        Err(refusal) => (refused(&file.path, refusal), Vec::new()),
    }
}

fn ready(received: &Received) -> Dropped {
    let Received {
        inspection,
        normalised,
    } = received;
    let guess = guess(&inspection.name, inspection.kind);
    let warnings: Vec<String> = inspection
        .warnings
        .iter()
        .map(ToString::to_string)
        .collect();
    let spooled = normalised.spooled;
    Dropped {
        spool_id: spooled.id.to_string(),
        name: inspection.name.clone(),
        kind: inspection.kind.extension().to_owned(),
        size: i64::try_from(spooled.length).unwrap_or(i64::MAX),
        sha256: spooled.sha256.to_vec(),
        doc_type: guess.document_type.code().to_owned(),
        subtype: guess.subtype.code().to_owned(),
        caption: stem(&inspection.name).to_owned(),
        warnings: serde_json::to_string(&warnings).unwrap_or_default(),
        added_at: now(),
        ..Dropped::default()
    }
}

fn refused(path: &Path, refusal: String) -> Dropped {
    Dropped {
        name: name::safe(path.file_name().unwrap_or(OsStr::new(""))),
        warnings: "[]".to_owned(),
        refusal,
        added_at: now(),
        ..Dropped::default()
    }
}

/// A name without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
