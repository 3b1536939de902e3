//! A file: how it is sent, and how what arrived is compared with what was sent. Until it is linked
//! it belongs to nobody, so a second copy does no harm.

use std::{io, sync::Arc};

use ::documents::spool::{CHUNK, Spool, SpoolError, SpoolId, Spooled};
use bytes::Bytes;
use client::{Failure, Outgoing, Portal};
use contract::{
    Call, decode,
    portal::{
        Attachment, AttachmentsDownload, AttachmentsGet, AttachmentsUpload, ById, NewAttachment,
    },
};
use futures_util::{
    StreamExt,
    stream::{self, BoxStream},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::table::operations::Operation;
use tokio::sync::mpsc;

use super::machine::{Event, Found};

/// Larger files are not read back; what the server says of their size is believed.
const READ_BACK: u64 = 20 * 1024 * 1024;

/// What the outbox keeps of a file to be sent.
#[derive(Clone, Serialize, Deserialize)]
pub struct Body {
    /// What it is called.
    pub name: String,
    /// The ending that says what it is.
    pub kind: String,
    /// What the agent calls it.
    pub caption: String,
    /// The encrypted copy.
    pub spool_id: String,
    /// Its plain bytes.
    pub length: u64,
    /// Their SHA-256, in hex.
    pub sha256: String,
}

impl Body {
    /// What an operation of this kind keeps; `None` when it cannot be read.
    #[must_use]
    pub fn of(operation: &Operation) -> Option<Self> {
        serde_json::from_str(&operation.body).ok()
    }

    /// The copy that is sent.
    #[must_use]
    pub fn spooled(&self) -> Option<Spooled> {
        let mut sha256 = [0; 32];
        hex::decode_to_slice(&self.sha256, &mut sha256).ok()?;
        Some(Spooled {
            id: self.spool_id.parse().ok()?,
            length: self.length,
            sha256,
        })
    }
}

/// Sends it; returns what happened.
pub(crate) async fn send(
    portal: &Portal,
    spool: &Arc<Spool>,
    operation: &Operation,
    sent: Arc<dyn Fn(u64) + Send + Sync>,
) -> Event {
    let Some((body, spooled)) = Body::of(operation).and_then(|body| {
        let spooled = body.spooled()?;
        Some((body, spooled))
    }) else {
        return gone("cannot be read");
    };
    // Whether it is still what it was is known before the first byte leaves.
    let checked = {
        let spool = spool.clone();
        tokio::task::spawn_blocking(move || spool.check(&spooled)).await
    };
    match checked {
        Ok(Ok(())) => {}
        Ok(Err(SpoolError::Disk(_))) => return Event::Unreadable,
        Ok(Err(error)) => return gone(&error.to_string()),
        Err(_) => return gone("cannot be read"),
    }
    let file = Outgoing {
        name: body.name.clone(),
        media_type: media_type(&body.kind),
        length: body.length,
        read: {
            let spool = spool.clone();
            Box::new(move || read(spool.clone(), spooled.id))
        },
        sent,
    };
    let call = Call::<AttachmentsUpload> {
        path: (),
        query: (),
        body: NewAttachment {
            caption: Some(body.caption.clone()).filter(|caption| !caption.is_empty()),
        },
    };
    let record = match portal.upload(&call, &file, &operation.key).await {
        Ok(record) => record,
        Err(failure) => return Event::Failed(failure),
    };
    let attachment: Option<Attachment> = decode(&record).ok();
    attachment
        .and_then(|attachment| attachment.id)
        .filter(|id| *id > 0)
        .map_or(
            Event::Failed(Failure::Uncertain("the answer has no id")),
            Event::Stored,
        )
}

/// Compares what the server has with what was sent. That it has nothing, though it said that it
/// took it, is told like another content: sending again by itself might never end.
pub(crate) async fn look(portal: &Portal, operation: &Operation) -> Result<Found, Failure> {
    let (Some(body), Some(id)) = (Body::of(operation), operation.remote_id) else {
        return Ok(Found::Different);
    };
    if body.length <= READ_BACK {
        let call = Call::<AttachmentsDownload> {
            path: ById { id },
            query: (),
            body: (),
        };
        match portal.download(&call).await {
            Ok(incoming) => return Ok(compared(incoming, &body).await?.found(id)),
            // A portal that gives no files back, or gives them elsewhere, still says how large
            // they are.
            Err(Failure::Rejected { .. }) => {}
            Err(failure) => return Err(failure),
        }
    }
    let call = Call::<AttachmentsGet> {
        path: ById { id },
        query: (),
        body: (),
    };
    match portal.call(&call).await {
        Ok(attachment) => {
            let size = attachment.size.and_then(|size| u64::try_from(size).ok());
            Ok(Same(size.is_none_or(|size| size == body.length)).found(id))
        }
        Err(failure) if failure.is_gone() => Ok(Found::Different),
        // Nothing can be read there, and the server has said that it took the file.
        Err(Failure::Rejected { .. }) => Ok(Found::One(id)),
        Err(failure) => Err(failure),
    }
}

struct Same(bool);

impl Same {
    fn found(self, id: i64) -> Found {
        if self.0 {
            Found::One(id)
        } else {
            Found::Different
        }
    }
}

async fn compared(mut incoming: client::Incoming, body: &Body) -> Result<Same, Failure> {
    let mut digest = Sha256::new();
    let mut length = 0;
    while let Some(bytes) = incoming.next().await? {
        length += bytes.len() as u64;
        if length > body.length {
            return Ok(Same(false));
        }
        digest.update(&bytes);
    }
    if incoming.length.is_some_and(|announced| announced > length) {
        return Err(Failure::Uncertain("the file broke off"));
    }
    Ok(Same(
        length == body.length && hex::encode(digest.finalize()) == body.sha256,
    ))
}

fn gone(sentence: &str) -> Event {
    Event::Failed(Failure::Invalid(contract::FieldErrors::one(
        "file", sentence,
    )))
}

fn media_type(kind: &str) -> &'static str {
    use ::documents::Kind;
    [Kind::Jpeg, Kind::Png, Kind::Pdf, Kind::Doc, Kind::Docx]
        .into_iter()
        .find(|known| known.extension() == kind)
        .map_or("application/octet-stream", Kind::media_type)
}

/// The bytes of a copy, a chunk at a time, read on a thread of its own.
pub fn read(spool: Arc<Spool>, id: SpoolId) -> BoxStream<'static, io::Result<Bytes>> {
    let (chunks, mut read) = mpsc::channel(2);
    tokio::task::spawn_blocking(move || {
        let mut reader = match spool.reader(id) {
            Ok(reader) => reader,
            Err(error) => return drop(chunks.blocking_send(Err(error.into()))),
        };
        loop {
            let mut chunk = vec![0; CHUNK];
            let next = io::Read::read(&mut reader, &mut chunk).map(|read| {
                chunk.truncate(read);
                Bytes::from(chunk)
            });
            let over = !matches!(&next, Ok(bytes) if !bytes.is_empty());
            let failed = next.is_err();
            if (!over || failed) && chunks.blocking_send(next).is_err() {
                return;
            }
            if over {
                return;
            }
        }
    });
    stream::poll_fn(move |context| read.poll_recv(context)).boxed()
}
