//! A mail server on this machine, which takes mail or behaves as mail servers do.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader, Lines},
    net::{TcpListener, TcpStream},
};

/// How a mail server behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Post {
    Takes,
    /// Refuses whoever signs in.
    KnowsNobody,
    /// Refuses whom the mail comes from.
    NotYours,
    /// Refuses whom the mail goes to, for good.
    NoSuchAddress,
    /// Does not take mail now.
    NotNow,
    /// Takes the text and never says so.
    BreaksOff,
}

/// A mail that was taken.
#[derive(Clone, Debug)]
pub struct Taken {
    /// What was said before the text, line by line.
    pub said: Vec<String>,
    pub text: String,
}

pub struct MailServer {
    pub port: u16,
    post: Arc<Mutex<Post>>,
    taken: Arc<Mutex<Vec<Taken>>>,
    /// Everything that anybody said, taken or not.
    heard: Arc<Mutex<Vec<String>>>,
}

impl MailServer {
    pub async fn open(post: Post) -> Self {
        let place = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let listener = TcpListener::bind(place).await.unwrap();
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            post: Arc::new(Mutex::new(post)),
            taken: Arc::default(),
            heard: Arc::default(),
        };
        let (post, taken) = (Arc::clone(&server.post), Arc::clone(&server.taken));
        let heard = Arc::clone(&server.heard);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let post = *post.lock().unwrap();
                let (taken, heard) = (Arc::clone(&taken), Arc::clone(&heard));
                // Who breaks off has heard enough.
                tokio::spawn(async move { converse(stream, post, &taken, &heard).await });
            }
        });
        server
    }

    pub fn becomes(&self, post: Post) {
        *self.post.lock().unwrap() = post;
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.taken.lock().unwrap().clone()
    }

    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

async fn converse(
    stream: TcpStream,
    post: Post,
    taken: &Mutex<Vec<Taken>>,
    heard: &Mutex<Vec<String>>,
) -> Option<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    let mut said = Vec::new();
    answer(&mut write, "220 mail.example.com").await?;
    loop {
        let line = next(&mut lines).await?;
        heard.lock().unwrap().push(line.clone());
        said.push(line.clone());
        let word = line.split([' ', ':']).next().unwrap_or_default();
        let said_back = match (word, post) {
            ("EHLO", _) => "250-mail.example.com\r\n250 AUTH PLAIN",
            ("AUTH", Post::KnowsNobody) => "535 5.7.8 Nobody of that name",
            ("AUTH", _) => "235 2.7.0 Welcome",
            ("MAIL", Post::NotYours) => "553 5.7.1 That address is not yours",
            ("RCPT", Post::NoSuchAddress) => "550 5.1.1 There is no such mailbox",
            ("RCPT", Post::NotNow) => "451 4.3.0 Come back later",
            ("DATA", _) => "354 Go on",
            ("QUIT", _) => "221 Goodbye",
            _ => "250 2.0.0 Very well",
        };
        answer(&mut write, said_back).await?;
        if word == "DATA" {
            let text = text(&mut lines).await?;
            let said = std::mem::take(&mut said);
            taken.lock().unwrap().push(Taken { said, text });
            if post == Post::BreaksOff {
                return None;
            }
            answer(&mut write, "250 2.0.0 Taken").await?;
        }
        if word == "QUIT" {
            return Some(());
        }
    }
}

async fn text(lines: &mut Lines<impl AsyncRead + AsyncBufReadExt + Unpin>) -> Option<String> {
    let mut text = String::new();
    loop {
        let line = next(lines).await?;
        if line == "." {
            return Some(text);
        }
        text.push_str(line.strip_prefix('.').unwrap_or(&line));
        text.push('\n');
    }
}

async fn next(lines: &mut Lines<impl AsyncRead + AsyncBufReadExt + Unpin>) -> Option<String> {
    lines.next_line().await.ok()?
}

async fn answer(write: &mut (impl AsyncWrite + Unpin), line: &str) -> Option<()> {
    write.write_all(line.as_bytes()).await.ok()?;
    write.write_all(b"\r\n").await.ok()
}
