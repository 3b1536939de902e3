//! Files on their way: sent and fetched in pieces, never whole in memory. There is no limit on how
//! long a file takes, only on how long nothing of it moves.

use std::{
    fmt, io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use bytes::{Bytes, BytesMut};
use futures_util::{
    Stream, StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};
use reqwest::{Body, Response, header, multipart};
use serde_json::Value;
use tokio::{
    fs::{self, File},
    io::AsyncReadExt,
    time::{sleep, timeout},
};

use crate::failure::Failure;

/// The longest that nothing of a file may move.
const STALL: Duration = Duration::from_secs(30);
/// The longest that a server may think about a file once it has all of it.
const THINKING: Duration = Duration::from_secs(120);
/// Bytes of a file of this machine that are read at once.
const PIECE: usize = 64 * 1024;

/// A file to send. Prints no name.
pub struct Outgoing {
    /// What it is called.
    pub name: String,
    /// Its media type.
    pub media_type: &'static str,
    /// Its bytes, from the first; asked for again when a token had to be refreshed.
    pub read: Box<dyn Fn() -> BoxStream<'static, io::Result<Bytes>> + Send + Sync>,
    /// How many bytes there are.
    pub length: u64,
    /// Hears how many bytes have left.
    pub sent: Arc<dyn Fn(u64) + Send + Sync>,
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Outgoing({} bytes of {})", self.length, self.media_type)
    }
}

impl Outgoing {
    /// A file of this machine, read anew each time it is sent. Its name leaves, and not its folder's.
    ///
    /// # Errors
    /// When there is no such file.
    pub async fn on_disk(path: &Path, media_type: &'static str) -> io::Result<Self> {
        let length = fs::metadata(path).await?.len();
        let name = path.file_name().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let path = path.to_owned();
        Ok(Self {
            name,
            media_type,
            read: Box::new(move || pieces(path.clone())),
            length,
            sent: Arc::new(|_| {}),
        })
    }
}

fn pieces(path: PathBuf) -> BoxStream<'static, io::Result<Bytes>> {
    stream::once(File::open(path))
        .map_ok(|file| {
            stream::try_unfold(file, async |mut file| {
                let mut piece = BytesMut::with_capacity(PIECE);
                let read = file.read_buf(&mut piece).await?;
                Ok((read > 0).then(|| (piece.freeze(), file)))
            })
        })
        .try_flatten()
        .boxed()
}

/// A file that is being fetched.
pub struct Incoming {
    /// How many bytes it has, where the server says.
    pub length: Option<u64>,
    chunks: BoxStream<'static, reqwest::Result<Bytes>>,
}

impl fmt::Debug for Incoming {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Incoming({:?} bytes)", self.length)
    }
}

impl Incoming {
    /// The file in a good answer. A page is none: something in between answered.
    pub(crate) fn of(response: Response) -> Result<Self, Failure> {
        let kind = response.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.to_ascii_lowercase().starts_with("text/html") {
            return Err(Failure::Captive);
        }
        Ok(Self {
            length: response.content_length(),
            chunks: response.bytes_stream().boxed(),
        })
    }

    /// The next bytes; `None` at the end, which is only then the end of the file when as many came
    /// as were announced.
    ///
    /// # Errors
    /// When the connection breaks or stands still.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Failure> {
        match timeout(STALL, self.chunks.next()).await {
            Ok(None) => Ok(None),
            Ok(Some(Ok(bytes))) => Ok(Some(bytes)),
            Ok(Some(Err(_))) => Err(Failure::Uncertain("the file broke off")),
            Err(_) => Err(Failure::Uncertain("the server stopped sending the file")),
        }
    }
}

/// How far a file is, for whoever watches that it moves.
#[derive(Clone, Default)]
pub(crate) struct Moved(Arc<AtomicU64>);

impl Moved {
    /// Returns once the file stands still.
    pub(crate) async fn stalled(self, length: u64) {
        let mut before = self.0.load(Ordering::Relaxed);
        loop {
            sleep(if before >= length { THINKING } else { STALL }).await;
            let now = self.0.load(Ordering::Relaxed);
            if now == before {
                return;
            }
            before = now;
        }
    }
}

/// The form that carries a file: the other fields first, as servers that stream want them.
pub(crate) fn form(
    fields: Option<&Value>,
    file: &Outgoing,
    moved: &Moved,
) -> Result<multipart::Form, Failure> {
    let mut form = multipart::Form::new();
    for (name, value) in fields.and_then(Value::as_object).into_iter().flatten() {
        let text = match value {
            Value::Null => continue,
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        form = form.text(name.clone(), text);
    }
    let body = Body::wrap_stream(counted(file, moved.clone()));
    let part = multipart::Part::stream_with_length(body, file.length)
        .file_name(file.name.clone())
        .mime_str(file.media_type)
        .map_err(|_| Failure::Invalid(contract::FieldErrors::one("file", "has no known type")))?;
    Ok(form.part("file", part))
}

fn counted(file: &Outgoing, moved: Moved) -> impl Stream<Item = io::Result<Bytes>> + use<> {
    let sent = file.sent.clone();
    (file.read)().inspect(move |chunk| {
        if let Ok(bytes) = chunk {
            let length = bytes.len() as u64;
            sent(moved.0.fetch_add(length, Ordering::Relaxed) + length);
        }
    })
}
