//! A mail server on this machine, which takes mail or behaves as mail servers do.

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex},
};

use rcgen::CertifiedKey;
use tokio::{
    io::{
        AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader, Lines, ReadHalf,
        WriteHalf, split,
    },
    net::{TcpListener, TcpStream},
    sync::Notify,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    },
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
    /// Takes the text, and says so when it is told to.
    Hesitates,
}

/// When a mail server begins to speak TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encrypts {
    Never,
    AtOnce,
    WhenAsked,
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
    /// What it proves with that it is `localhost`, to those who trust it.
    #[cfg_attr(
        not(target_os = "linux"),
        expect(dead_code, reason = "elsewhere nobody can be told here to trust it")
    )]
    pub certificate: String,
    shared: Arc<Shared>,
}

struct Shared {
    post: Mutex<Post>,
    taken: Mutex<Vec<Taken>>,
    /// Everything that anybody said, taken or not.
    heard: Mutex<Vec<String>>,
    encrypts: Encrypts,
    tls: TlsAcceptor,
    told: Notify,
}

impl MailServer {
    pub async fn open(post: Post) -> Self {
        Self::encrypting(Encrypts::Never, post).await
    }

    pub async fn encrypting(encrypts: Encrypts, post: Post) -> Self {
        let place = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let listener = TcpListener::bind(place).await.unwrap();
        let (certificate, tls) = identity();
        let shared = Arc::new(Shared {
            post: Mutex::new(post),
            taken: Mutex::default(),
            heard: Mutex::default(),
            encrypts,
            tls,
            told: Notify::new(),
        });
        let server = Self {
            port: listener.local_addr().unwrap().port(),
            certificate,
            shared: Arc::clone(&shared),
        };
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // Who breaks off has heard enough.
                tokio::spawn(attend(stream, Arc::clone(&shared)));
            }
        });
        server
    }

    pub fn becomes(&self, post: Post) {
        *self.shared.post.lock().unwrap() = post;
    }

    /// Tells a server that hesitates to say that it has the text.
    pub fn tell(&self) {
        self.shared.told.notify_one();
    }

    pub fn taken(&self) -> Vec<Taken> {
        self.shared.taken.lock().unwrap().clone()
    }

    pub fn heard(&self) -> Vec<String> {
        self.shared.heard.lock().unwrap().clone()
    }
}

/// A certificate for `localhost` that nobody has signed, and what speaks TLS with it.
fn identity() -> (String, TlsAcceptor) {
    let CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(signing_key.serialize_der()));
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key)
        .unwrap();
    (cert.pem(), TlsAcceptor::from(Arc::new(config)))
}

async fn attend(stream: TcpStream, server: Arc<Shared>) -> Option<()> {
    if server.encrypts == Encrypts::AtOnce {
        let mut stream = server.tls.accept(stream).await.ok()?;
        answer(&mut stream, "220 mail.example.com").await?;
        return converse(stream, &server, false).await.map(|_| ());
    }
    let mut stream = stream;
    answer(&mut stream, "220 mail.example.com").await?;
    let offers = server.encrypts == Encrypts::WhenAsked;
    if let Some(plain) = converse(stream, &server, offers).await? {
        let stream = server.tls.accept(plain).await.ok()?;
        converse(stream, &server, false).await?;
    }
    Some(())
}

/// Talks to the end, or until it is to go on with TLS: then the stream is given back.
async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
    stream: S,
    server: &Shared,
    offers_tls: bool,
) -> Option<Option<S>> {
    let post = *server.post.lock().unwrap();
    let (read, mut write): (ReadHalf<S>, WriteHalf<S>) = split(stream);
    let mut lines = BufReader::new(read).lines();
    let mut said = Vec::new();
    loop {
        let line = next(&mut lines).await?;
        server.heard.lock().unwrap().push(line.clone());
        said.push(line.clone());
        let word = line.split([' ', ':']).next().unwrap_or_default();
        let said_back = match (word, post) {
            ("EHLO", _) if offers_tls => "250-mail.example.com\r\n250 STARTTLS",
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
        match word {
            "STARTTLS" => return Some(Some(lines.into_inner().into_inner().unsplit(write))),
            "QUIT" => return Some(None),
            "DATA" => {}
            _ => continue,
        }
        let text = text(&mut lines).await?;
        let said = std::mem::take(&mut said);
        server.taken.lock().unwrap().push(Taken { said, text });
        match post {
            Post::BreaksOff => return None,
            Post::Hesitates => server.told.notified().await,
            _ => {}
        }
        answer(&mut write, "250 2.0.0 Taken").await?;
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
