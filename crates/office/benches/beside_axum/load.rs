//! Who asks: callers that keep their connections and ask for one page again and again. They read an
//! answer to its end by its length and look no further into it, so that they cost little beside
//! the server.

use std::{
    io::{self, ErrorKind},
    net::SocketAddr,
    time::{Duration, Instant},
};

use memchr::memmem;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::Done;

/// Where the head of an answer ends.
const END: &[u8] = b"\r\n\r\n";
/// Room for an answer to begin with.
const ROOM: usize = 1 << 16;

/// A page, as it is asked for.
#[derive(Clone)]
pub(crate) struct Asking {
    address: SocketAddr,
    request: Vec<u8>,
}

impl Asking {
    /// Asks for a path, with more headers.
    pub(crate) fn new(address: SocketAddr, path: &str, headers: &[(&str, String)]) -> Self {
        let mut request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n");
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        request.push_str("\r\n");
        Self {
            address,
            request: request.into_bytes(),
        }
    }

    /// The answer to one call.
    pub(crate) async fn once(&self) -> Done<Vec<u8>> {
        let mut line = Line::open(self.address).await?;
        Ok(line.ask(&self.request).await?.to_vec())
    }

    /// Answers a second, with so many callers for so long.
    pub(crate) async fn rate(&self, callers: usize, time: Duration) -> Done<f64> {
        let mut lines = Vec::new();
        for _ in 0..callers {
            lines.push(Line::open(self.address).await?);
        }
        let begun = Instant::now();
        let calling = lines.into_iter().map(|mut line| {
            let asking = self.clone();
            tokio::spawn(async move {
                let mut answers = 0_u32;
                while begun.elapsed() < time {
                    line.ask(&asking.request).await?;
                    answers += 1;
                }
                io::Result::Ok(answers)
            })
        });
        let calling: Vec<_> = calling.collect();
        let mut answers = 0;
        for caller in calling {
            answers += caller.await??;
        }
        Ok(f64::from(answers) / begun.elapsed().as_secs_f64())
    }
}

/// A connection that is kept.
struct Line {
    stream: TcpStream,
    answer: Vec<u8>,
}

impl Line {
    async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            answer: Vec::with_capacity(ROOM),
        })
    }

    /// Asks, and reads what is answered: the body.
    async fn ask(&mut self, request: &[u8]) -> io::Result<&[u8]> {
        self.stream.write_all(request).await?;
        self.answer.clear();
        let body = loop {
            self.read().await?;
            if let Some(end) = memmem::find(&self.answer, END) {
                break end + END.len();
            }
        };
        let end = body + length(&self.answer[..body])?;
        self.answer.reserve(end.saturating_sub(self.answer.len()));
        while self.answer.len() < end {
            self.read().await?;
        }
        Ok(&self.answer[body..end])
    }

    async fn read(&mut self) -> io::Result<()> {
        match self.stream.read_buf(&mut self.answer).await? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

/// How long the body is that follows a head, of an answer to which nobody objects.
fn length(head: &[u8]) -> io::Result<usize> {
    let head = str::from_utf8(head).map_err(io::Error::other)?;
    if !head.starts_with("HTTP/1.1 200 ") {
        return Err(io::Error::other(head.to_owned()));
    }
    let fields = head.lines().filter_map(|line| line.split_once(':'));
    let mut lengths = fields.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length = lengths
        .next()
        .and_then(|(_, text)| text.trim().parse().ok());
    length.ok_or_else(|| io::Error::other("an answer does not say how long it is"))
}
