//! Copies of the server's files on this machine, encrypted: fetched once, when a file is first
//! looked at, and kept until others need the room.

use std::{
    io::{self, Write},
    sync::Arc,
};

use ::documents::{
    Kind as FileKind, PATIENCE, Painter,
    spool::{Spool, SpoolError, SpoolId, Spooled},
    thumbnail,
};
use bytes::Bytes;
use client::{Failure, Incoming};
use contract::{
    Call,
    portal::{AttachmentsDownload, ById},
};
use store::table::documents::{self, Copy, Document};
use tokio::sync::mpsc;

use super::File;
use crate::{Code, DeskError, accounts::blocking, open::OpenAccount, syncing::now};

/// The largest file that is fetched.
const LARGEST: u64 = 200_000_000;
/// The largest file that is fetched only for its small picture.
const LARGEST_TO_DRAW: i64 = 8_000_000;
/// The bytes that copies may take before those go that were not opened for longest.
const BUDGET: i64 = 2 * 1024 * 1024 * 1024;

/// The copy of a file, fetched if it is not here.
pub(super) async fn here(open: &OpenAccount, attachment_id: i64) -> Result<File, DeskError> {
    let document = documents::get(&open.cache, attachment_id)
        .await?
        .ok_or_else(DeskError::no_file)?;
    let kept = documents::copy(&open.cache, attachment_id).await?;
    let kept = kept.and_then(|copy| spooled(&copy));
    let file = |spooled: Spooled| File {
        id: spooled.id,
        length: spooled.length,
        name: file_name(&document),
        extension: document.extension.clone(),
    };
    if let Some(kept) = kept
        && open.copies.reader(kept.id).is_ok()
    {
        return Ok(file(kept));
    }
    let fetched = fetch(open, attachment_id).await?;
    keep(open, attachment_id, &fetched).await?;
    Ok(file(fetched))
}

fn spooled(copy: &Copy) -> Option<Spooled> {
    Some(Spooled {
        id: copy.spool_id.parse().ok()?,
        length: u64::try_from(copy.length).ok()?,
        sha256: copy.sha256.as_slice().try_into().ok()?,
    })
}

async fn fetch(open: &OpenAccount, attachment_id: i64) -> Result<Spooled, DeskError> {
    let call = Call::<AttachmentsDownload> {
        path: ById { id: attachment_id },
        query: (),
        body: (),
    };
    let incoming = open.portal.download(&call).await.map_err(not_here)?;
    let announced = incoming.length;
    let (chunks, written) = mpsc::channel(4);
    let copies = open.copies.clone();
    let writing = tokio::task::spawn_blocking(move || write(&copies, written));
    let outcome = pass(incoming, chunks).await;
    let spooled = writing
        .await
        .map_err(|_| DeskError::new(Code::Failed, "Redress was interrupted. Try again."))?;
    outcome.map_err(not_here)?;
    let spooled = spooled?;
    if announced.is_some_and(|announced| announced != spooled.length) {
        wipe(&open.copies, spooled.id).await;
        return Err(not_here(Failure::Uncertain("the file broke off")));
    }
    Ok(spooled)
}

/// Hands on what comes until it ends; when it breaks off, whoever writes hears of that.
async fn pass(mut incoming: Incoming, chunks: mpsc::Sender<Option<Bytes>>) -> Result<(), Failure> {
    let mut length = 0;
    while let Some(bytes) = incoming.next().await? {
        length += bytes.len() as u64;
        if length > LARGEST {
            return Err(Failure::Uncertain("the file is too large"));
        }
        if chunks.send(Some(bytes)).await.is_err() {
            return Ok(());
        }
    }
    // The end: without it, nothing is kept.
    drop(chunks.send(None).await);
    Ok(())
}

fn write(copies: &Spool, mut chunks: mpsc::Receiver<Option<Bytes>>) -> Result<Spooled, SpoolError> {
    let mut writer = copies.writer()?;
    while let Some(chunk) = chunks.blocking_recv() {
        match chunk {
            Some(bytes) => writer.write_all(&bytes)?,
            None => return writer.finish(),
        }
    }
    Err(io::Error::from(io::ErrorKind::UnexpectedEof).into())
}

async fn keep(open: &OpenAccount, attachment_id: i64, spooled: &Spooled) -> Result<(), DeskError> {
    let copy = Copy {
        spool_id: spooled.id.to_string(),
        length: i64::try_from(spooled.length).unwrap_or(i64::MAX),
        sha256: spooled.sha256.to_vec(),
    };
    let mut tx = open.cache.database().write().await?;
    documents::keep_copy(&mut tx, attachment_id, &copy, &now()).await?;
    let crowded = documents::crowded_out(&mut tx, BUDGET).await?;
    tx.commit().await?;
    for id in crowded {
        if let Ok(id) = id.parse() {
            wipe(&open.copies, id).await;
        }
    }
    Ok(())
}

/// One that cannot be wiped now is wiped at the next start.
async fn wipe(copies: &Arc<Spool>, id: SpoolId) {
    let copies = copies.clone();
    if blocking(move || Ok(copies.wipe(id)?)).await.is_err() {
        tracing::warn!("a copy could not be wiped yet");
    }
}

/// Draws the small picture of a document's file, fetched if need be; `None` where there can be
/// none now.
pub(super) async fn draw(
    open: &OpenAccount,
    attachment_id: i64,
    painter: &Painter,
) -> Result<Option<Vec<u8>>, DeskError> {
    let Some(document) = documents::get(&open.cache, attachment_id).await? else {
        return Ok(None);
    };
    let kind = match document.extension.as_str() {
        "jpg" | "jpeg" => FileKind::Jpeg,
        "png" => FileKind::Png,
        "pdf" => FileKind::Pdf,
        _ => return Ok(None),
    };
    let Ok(_turn) = open.fetching.acquire().await else {
        return Ok(None);
    };
    let at_hand = documents::copy(&open.cache, attachment_id).await?.is_some();
    if !at_hand && document.size > LARGEST_TO_DRAW {
        return Ok(None);
    }
    // Without the network there is no picture, which is no failure of the list.
    let Ok(file) = here(open, attachment_id).await else {
        return Ok(None);
    };
    let (copies, painter) = (open.copies.clone(), painter.clone());
    let drawn = blocking(move || {
        let reader = copies.reader(file.id)?;
        Ok(thumbnail(reader, kind, &painter, PATIENCE))
    })
    .await?;
    let Some(drawn) = drawn else {
        return Ok(None);
    };
    let mut tx = open.cache.database().write().await?;
    documents::keep_thumbnail(&mut tx, attachment_id, &drawn.jpeg).await?;
    tx.commit().await?;
    Ok(Some(drawn.jpeg))
}

/// A document's name with the ending that says what it is.
pub(super) fn file_name(document: &Document) -> String {
    let name = ::documents::name::safe(document.caption.as_ref());
    if document.extension.is_empty() {
        return name;
    }
    let named = ::documents::name::extension(&name);
    if named.as_deref() == Some(document.extension.as_str()) {
        name
    } else {
        format!("{name}.{}", document.extension)
    }
}

fn not_here(failure: Failure) -> DeskError {
    if failure.is_gone() {
        return DeskError::new(Code::NotFound, "The server no longer has this file.");
    }
    match failure {
        Failure::NotSent | Failure::Captive | Failure::Transient { .. } | Failure::Uncertain(_) => {
            DeskError::new(
                Code::Offline,
                "This file is not on this machine yet, and the server does not give it now. \
                 Open it again when the server can be reached; it stays here from then on.",
            )
        }
        other => other.into(),
    }
}
