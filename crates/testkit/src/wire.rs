//! The way to a server, which can be cut: down, losing the answers to writes after the server has
//! done them, stopping in the middle of them, or refusing them. Counts the writes that went through.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// What happens to what is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// It arrives, and so does the answer.
    Open,
    /// Nobody listens.
    Down,
    /// Writes to paths that begin so arrive and are done, and their connection breaks before the
    /// answer.
    LoseAnswers(&'static str),
    /// Of each write so many bytes arrive, then nothing any more; the connection stays.
    Stall(usize),
    /// Writes to paths that begin so are refused and do not arrive.
    Refuse(&'static str),
}

/// The way to a server.
pub struct Wire {
    address: SocketAddr,
    mode: watch::Sender<Mode>,
    writes: Arc<AtomicUsize>,
    /// How many writes were broken: stopped in their middle, or their answers lost.
    broken: watch::Receiver<usize>,
    /// How often nobody listened any more.
    down: watch::Receiver<bool>,
}

impl Wire {
    /// A way to a server on this machine. `plain` hides its announcement, so that it looks like
    /// a portal that can do only what its document says.
    ///
    /// # Errors
    /// When this machine has no free port.
    pub async fn to(server: SocketAddr, plain: bool) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let (mode, modes) = watch::channel(Mode::Open);
        let (is_down, down) = watch::channel(false);
        let (breaks, broken) = watch::channel(0);
        let writes = Arc::new(AtomicUsize::new(0));
        let line = Line {
            server,
            plain,
            modes,
            writes: writes.clone(),
            breaks,
        };
        tokio::spawn(listen(listener, line, is_down));
        Ok(Self {
            address,
            mode,
            writes,
            broken,
            down,
        })
    }

    /// Where it begins: what to use as the server's URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Writes that have reached the server.
    #[must_use]
    pub fn writes(&self) -> usize {
        self.writes.load(Ordering::SeqCst)
    }

    /// Cuts it; returns once nobody listens any more.
    pub async fn cut(&self) {
        self.mode.send_replace(Mode::Down);
        // The task lives as long as we do.
        drop(self.down.clone().wait_for(|down| *down).await);
    }

    /// From now on the server's answers to writes are lost.
    pub fn lose_answers(&self) {
        self.lose_answers_to("/");
    }

    /// From now on the server's answers to writes are lost where the path begins so.
    pub fn lose_answers_to(&self, path: &'static str) {
        self.mode.send_replace(Mode::LoseAnswers(path));
    }

    /// From now on so many bytes of each write arrive, and then nothing.
    pub fn stall_after(&self, bytes: usize) {
        self.mode.send_replace(Mode::Stall(bytes));
    }

    /// Waits until a write has stopped in its middle, or the server's answer to one was lost.
    pub async fn broke(&self) {
        // The task lives as long as we do.
        drop(self.broken.clone().wait_for(|broken| *broken > 0).await);
    }

    /// From now on writes are refused where the path begins so.
    pub fn refuse(&self, path: &'static str) {
        self.mode.send_replace(Mode::Refuse(path));
    }

    /// Mends it; returns once it is listened to again.
    pub async fn mend(&self) {
        self.mode.send_replace(Mode::Open);
        drop(self.down.clone().wait_for(|down| !*down).await);
    }
}

#[derive(Clone)]
struct Line {
    server: SocketAddr,
    plain: bool,
    modes: watch::Receiver<Mode>,
    writes: Arc<AtomicUsize>,
    breaks: watch::Sender<usize>,
}

impl Line {
    fn refuses(&self, sent: &[u8]) -> bool {
        let mode = *self.modes.borrow();
        matches!(mode, Mode::Refuse(path) if is_write(sent) && is_to(sent, path))
    }
}

async fn listen(first: TcpListener, mut line: Line, is_down: watch::Sender<bool>) {
    let Ok(address) = first.local_addr() else {
        return;
    };
    let mut listener = Some(first);
    loop {
        let mode = *line.modes.borrow_and_update();
        if mode == Mode::Down {
            listener = None;
        } else if listener.is_none() {
            listener = TcpListener::bind(address).await.ok();
        }
        is_down.send_replace(listener.is_none());
        let accepted = async {
            match &listener {
                Some(listener) => listener.accept().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            changed = line.modes.changed() => if changed.is_err() { return },
            accepted = accepted => if let Ok((stream, _)) = accepted {
                tokio::spawn(carry(stream, line.clone()));
            },
        }
    }
}

/// Carries one connection until either end, or the wire, is done.
async fn carry(mut near: TcpStream, mut line: Line) {
    let Ok(mut far) = TcpStream::connect(line.server).await else {
        return;
    };
    let (mut out, mut back) = (vec![0; 65_536], vec![0; 65_536]);
    let mut losing = false;
    // How many bytes may still pass.
    let mut left = usize::MAX;
    loop {
        tokio::select! {
            changed = line.modes.changed() => {
                // What is held up does not go on; it breaks.
                if changed.is_err() || left == 0 || *line.modes.borrow() == Mode::Down {
                    return;
                }
            }
            // Whoever sends more than may pass is held here, as by a network that stands still.
            read = near.read(&mut out), if left > 0 => {
                let Some(sent) = some(read).and_then(|length| out.get(..length)) else { return };
                if line.plain && sent.starts_with(b"GET /.well-known/") {
                    // The connection ends here either way.
                    drop(near.write_all(NOT_FOUND).await);
                    return;
                }
                if line.refuses(sent) {
                    drop(near.write_all(REFUSED).await);
                    return;
                }
                if is_write(sent) {
                    line.writes.fetch_add(1, Ordering::SeqCst);
                    (losing, left) = match *line.modes.borrow() {
                        Mode::LoseAnswers(path) => (is_to(sent, path), usize::MAX),
                        Mode::Stall(bytes) => (false, bytes),
                        Mode::Open | Mode::Down | Mode::Refuse(_) => (false, usize::MAX),
                    };
                }
                let passing = sent.get(..left).unwrap_or(sent);
                if far.write_all(passing).await.is_err() {
                    return;
                }
                left -= passing.len();
                if left == 0 {
                    line.breaks.send_modify(|breaks| *breaks += 1);
                }
            }
            read = far.read(&mut back) => {
                let Some(answer) = some(read).and_then(|length| back.get(..length)) else { return };
                if losing {
                    line.breaks.send_modify(|breaks| *breaks += 1);
                    return;
                }
                if near.write_all(answer).await.is_err() {
                    return;
                }
            }
        }
    }
}

const NOT_FOUND: &[u8] = b"HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\n\
content-length: 24\r\nconnection: close\r\n\r\n{\"message\": \"Not found.\"}";

const REFUSED: &[u8] = b"HTTP/1.1 422 Unprocessable Content\r\ncontent-type: application/json\r\n\
content-length: 38\r\nconnection: close\r\n\r\n{\"message\": \"That is not taken here.\"}";

fn some(read: io::Result<usize>) -> Option<usize> {
    read.ok().filter(|length| *length > 0)
}

/// The beginning of a request that writes; signing in is none.
fn is_write(sent: &[u8]) -> bool {
    let writes: [&[u8]; 4] = [b"POST /", b"PUT /", b"PATCH /", b"DELETE /"];
    writes.iter().any(|begin| sent.starts_with(begin)) && !sent.starts_with(b"POST /auth/")
}

/// Whether a request is to a path that begins so.
fn is_to(sent: &[u8], path: &str) -> bool {
    let mut words = sent.splitn(3, |byte| *byte == b' ');
    let asked = words.nth(1).unwrap_or_default();
    asked.starts_with(path.as_bytes())
}
