//! What can go wrong with an answer, one thing at a time.

use std::{io, time::Duration};

use axum::{
    body::{Body, to_bytes},
    http::{
        HeaderValue, StatusCode,
        header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION, RETRY_AFTER},
    },
    response::{IntoResponse, Response},
};
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};
use tokio::sync::watch;

/// What the portal does with one request instead of answering it well. The request has had its
/// effect where the answer is lost on the way: `Reset`, `Cut` and `Slow`.
#[derive(Clone, Debug)]
pub enum Fault {
    /// The connection closes before the answer.
    Reset,
    /// The connection closes in the middle of the answer's body.
    Cut,
    /// Half of the answer comes, the rest only when the test releases it.
    Slow,
    /// A status with the Portal's `{message}`.
    Status(u16),
    /// A status with the Portal's `{message}` and `Retry-After`.
    Wait(u16, &'static str),
    /// A 422 about one field.
    Field(&'static str, &'static str),
    /// A page of HTML with a 200, as a hotel's network sends it.
    Html,
    /// A redirect to this URL.
    Redirect(String),
    /// This JSON with a 200 in place of the answer.
    Json(Value),
    /// JSON of this many bytes with a 200.
    Large(usize),
}

/// The gate that a slow answer waits at.
pub(super) struct Gate {
    held: watch::Sender<usize>,
    open: watch::Sender<bool>,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            held: watch::Sender::new(0),
            open: watch::Sender::new(false),
        }
    }
}

impl Gate {
    /// Returns once an answer waits here.
    pub(super) async fn held(&self) {
        let mut held = self.held.subscribe();
        let _ = held.wait_for(|held| *held > 0).await;
    }

    /// Lets every answer go on.
    pub(super) fn release(&self) {
        self.open.send_replace(true);
    }
}

/// A good JSON answer.
pub(super) fn good(json: &Value) -> Response {
    status(200, json)
}

/// A status with a sentence.
pub(super) fn refusal(code: u16) -> Response {
    status(code, &json!({ "message": format!("Refused with {code}.") }))
}

/// A 422 about one field.
pub(super) fn field(name: &str, sentence: &str) -> Response {
    let errors = json!({ name: [sentence] });
    status(
        422,
        &json!({ "message": "The given data was invalid.", "errors": errors }),
    )
}

fn status(code: u16, json: &Value) -> Response {
    let code = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (code, axum::Json(json)).into_response()
}

impl Fault {
    /// Spoils an answer.
    pub(super) async fn spoil(self, answer: Response, gate: &Gate) -> Response {
        match self {
            Self::Reset => broken(answer, 0).await,
            Self::Cut => broken(answer, 2).await,
            Self::Slow => slow(answer, gate).await,
            Self::Status(code) => refusal(code),
            Self::Wait(code, time) => {
                let mut answer = refusal(code);
                answer
                    .headers_mut()
                    .insert(RETRY_AFTER, HeaderValue::from_static(time));
                answer
            }
            Self::Field(name, sentence) => field(name, sentence),
            Self::Html => {
                let page = "<!doctype html><title>Welcome to the hotel</title>";
                ([(CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response()
            }
            Self::Redirect(url) => (StatusCode::FOUND, [(LOCATION, url)]).into_response(),
            Self::Json(json) => good(&json),
            Self::Large(bytes) => {
                let text = format!("\"{}\"", "x".repeat(bytes.saturating_sub(2)));
                ([(CONTENT_TYPE, "application/json")], text).into_response()
            }
        }
    }
}

/// Sends the first `1/part` of the body, or not even the head, and then closes the connection.
async fn broken(answer: Response, part: usize) -> Response {
    let (head, body) = whole(answer).await;
    let sent = body.len().checked_div(part).unwrap_or_default();
    let first = (sent > 0).then(|| Ok(body[..sent].to_vec()));
    // hyper writes out what it has only when the body makes it wait.
    let rest = stream::once(async move {
        if sent > 0 {
            tokio::time::sleep(Duration::ZERO).await;
            tokio::task::yield_now().await;
        }
        Err(io::Error::from(io::ErrorKind::ConnectionReset))
    });
    Response::from_parts(head, Body::from_stream(stream::iter(first).chain(rest)))
}

async fn slow(answer: Response, gate: &Gate) -> Response {
    let (head, mut body) = whole(answer).await;
    let rest = body.split_off(body.len() / 2);
    let (mut open, held) = (gate.open.subscribe(), gate.held.clone());
    let rest = stream::once(async move {
        held.send_modify(|held| *held += 1);
        let _ = open.wait_for(|open| *open).await;
        Ok::<_, io::Error>(rest)
    });
    let first = stream::iter([Ok(body)]);
    Response::from_parts(head, Body::from_stream(first.chain(rest)))
}

async fn whole(answer: Response) -> (axum::http::response::Parts, Vec<u8>) {
    let (mut head, body) = answer.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    head.headers
        .insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
    (head, body.to_vec())
}
