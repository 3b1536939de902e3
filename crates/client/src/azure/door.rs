//! The address of this machine that a browser comes back to: `localhost`, which is one of two
//! addresses, and which of them a browser takes is its own business.

use std::{
    io::{self, ErrorKind},
    net::{Ipv4Addr, Ipv6Addr},
};

use axum::{
    Router,
    extract::{Query, State},
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, REFERRER_POLICY},
    },
    response::IntoResponse,
    routing::get,
};
use futures_util::future::join_all;
use serde::Deserialize;
use tokio::{
    net::TcpListener,
    sync::{mpsc, watch},
};

/// The longest code that is taken, in characters.
const LONGEST_CODE: usize = 8192;
/// The longest word and the longest sentence of Microsoft's that is told, in characters. What opens
/// something is longer than a word.
const LONGEST_WORD: usize = 40;
const LONGEST_SENTENCE: usize = 300;
/// How many ports are tried until one is free at both addresses.
const TRIES: usize = 16;

/// One port at each of this machine's own addresses, IPv4 and IPv6, or at the one that it has.
pub(super) struct Door {
    port: u16,
    listeners: Vec<TcpListener>,
}

/// What the browser brings back.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Back {
    code: String,
    state: String,
    error: String,
    error_description: String,
}

/// Who waits behind the door.
#[derive(Clone)]
struct Waiting {
    state: String,
    came: mpsc::Sender<Result<String, String>>,
}

impl Door {
    pub(super) async fn open() -> io::Result<Self> {
        for _ in 0..TRIES {
            let Ok(four) = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await else {
                return Self::of(vec![TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).await?]);
            };
            let port = four.local_addr()?.port();
            match TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await {
                Ok(six) => return Self::of(vec![four, six]),
                // Another program is there, and the browser might come to it.
                Err(error) if error.kind() == ErrorKind::AddrInUse => {}
                Err(_) => return Self::of(vec![four]),
            }
        }
        Err(ErrorKind::AddrInUse.into())
    }

    fn of(listeners: Vec<TcpListener>) -> io::Result<Self> {
        let first = listeners.first().ok_or(ErrorKind::AddrNotAvailable)?;
        let port = first.local_addr()?.port();
        Ok(Self { port, listeners })
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Waits for the browser that knows the state: the code that it brings, or why it has none.
    pub(super) async fn wait(self, state: String) -> Result<String, String> {
        let (came, mut back) = mpsc::channel(1);
        let app = Router::new()
            .route("/", get(answer))
            .with_state(Waiting { state, came });
        // Connections do not outlive this, nor does a browser that only asks whether one is there.
        let (_open, closed) = watch::channel(());
        let serving = self
            .listeners
            .into_iter()
            .map(|listener| serve(listener, app.clone(), closed.clone()));
        let came = tokio::select! {
            _ = join_all(serving) => None,
            came = back.recv() => came,
        };
        came.unwrap_or_else(|| Err(unfinished()))
    }
}

async fn serve(listener: TcpListener, app: Router, mut closed: watch::Receiver<()>) {
    let closed = async move {
        // That nobody can tell any more tells as much.
        let _ = closed.changed().await;
    };
    // It ends with whoever waits, and without an error.
    let _ = axum::serve(listener, app)
        .with_graceful_shutdown(closed)
        .await;
}

/// Answers the browser. What does not know the state is not from the page that was opened.
async fn answer(State(waiting): State<Waiting>, Query(back): Query<Back>) -> impl IntoResponse {
    let headers = [
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    ];
    if back.state != waiting.state {
        let sentence = "Nobody signs in here with this page.";
        return (StatusCode::BAD_REQUEST, headers, sentence);
    }
    let brought = brought(back);
    let sentence = if brought.is_ok() {
        "This is done. Go back to Redress; this page can be closed."
    } else {
        "The sign-in was not finished. Go back to Redress to try again; this page can be closed."
    };
    // Once is enough, and the other end may be gone.
    let _ = waiting.came.try_send(brought);
    (StatusCode::OK, headers, sentence)
}

/// The code, or why there is none.
fn brought(back: Back) -> Result<String, String> {
    let error = told(&back.error.replace('_', " "));
    if error.is_empty() {
        let is_code = (1..=LONGEST_CODE).contains(&back.code.len());
        return is_code.then_some(back.code).ok_or_else(unfinished);
    }
    // What follows is for Microsoft's own support.
    let description = back.error_description.split("Trace ID").next();
    let description = told(description.unwrap_or_default());
    Err(if description.is_empty() {
        format!("Microsoft did not sign you in ({error})")
    } else {
        format!("Microsoft did not sign you in ({error}): {description}")
    })
}

fn unfinished() -> String {
    "the sign-in at Microsoft was not finished".to_owned()
}

/// Words of Microsoft's as one line, without those that could open something or name somebody.
fn told(text: &str) -> String {
    let words = text.split_whitespace().map(|word| {
        let is_told = word.chars().count() <= LONGEST_WORD
            && !word
                .chars()
                .any(|letter| letter == '@' || letter.is_control());
        if is_told { word } else { "…" }
    });
    let line = words.collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST_SENTENCE).collect()
}
