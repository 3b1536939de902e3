//! One request and its answer: sent to one host only, read with a cap, classified once.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use chrono::{DateTime, Utc};
use contract::{FieldErrors, IDEMPOTENCY_HEADER, Method, Wire};
use futures_util::StreamExt;
use reqwest::{Client, RequestBuilder, Response, header, redirect};
use serde::Deserialize;
use serde_json::Value;

use tokio::time::timeout;

use crate::{
    failure::{Failure, Missed},
    file::{Moved, Outgoing, form},
    pace::Pace,
    server::Server,
};

/// The largest JSON answer that is read.
const LARGEST: usize = 32 * 1024 * 1024;
const CONNECT: Duration = Duration::from_secs(10);
/// The longest silence in the middle of an answer.
const STALL: Duration = Duration::from_secs(30);
/// The longest a whole call of JSON may take, and the longest that a server may think about a file
/// which it makes.
const WHOLE: Duration = Duration::from_secs(120);

/// What is accepted where no file is fetched.
const JSON: &str = "application/json";
/// The longest word that is taken for an answer by itself.
const LONGEST_WORD: usize = 8192;

pub(crate) struct Transport {
    http: Client,
    /// For files, which take as long as they take.
    files: Client,
    pub(crate) server: Server,
    pace: Pace,
}

/// A good answer.
pub(crate) struct Received {
    pub(crate) json: Value,
    /// The server's own time.
    pub(crate) date: Option<DateTime<Utc>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Refusal {
    message: String,
    errors: FieldErrors,
}

impl Transport {
    pub(crate) fn new(server: Server) -> Result<Self, Failure> {
        let here = server.is_here();
        let plain = || {
            let builder = Client::builder();
            // What stays on this machine does not take the way through another.
            let builder = if here { builder.no_proxy() } else { builder };
            builder
                .connect_timeout(CONNECT)
                .redirect(redirect::Policy::none())
                .retry(reqwest::retry::never())
                .user_agent(concat!("Redress/", env!("CARGO_PKG_VERSION")))
        };
        let http = plain().read_timeout(STALL).timeout(WHOLE).build();
        let files = plain().build();
        let (Ok(http), Ok(files)) = (http, files) else {
            return Err(Failure::NotSent);
        };
        Ok(Self {
            http,
            files,
            server,
            pace: Pace::default(),
        })
    }

    /// Sends a call and reads its answer.
    pub(crate) async fn send(
        &self,
        wire: &Wire,
        headers: &header::HeaderMap,
    ) -> Result<Received, Failure> {
        received(self.exchange(wire, None, headers).await?).await
    }

    /// As [`Transport::send`], of an answer that may be one word by itself.
    pub(crate) async fn send_for_word(
        &self,
        wire: &Wire,
        headers: &header::HeaderMap,
    ) -> Result<Value, Failure> {
        word(self.exchange(wire, None, headers).await?).await
    }

    /// Sends a call, with a file where it carries one; a good answer's body is still to be read.
    pub(crate) async fn exchange(
        &self,
        wire: &Wire,
        file: Option<&Outgoing>,
        headers: &header::HeaderMap,
    ) -> Result<Response, Missed> {
        let turn = self.pace.wait().await?;
        let response = match file {
            None => self.request(wire, headers).send().await,
            Some(file) => {
                // A file takes as long as it takes: nobody waits behind one.
                drop(turn);
                let moved = Moved::default();
                let form = form(wire.body.as_ref(), file, &moved)?;
                let request = self.head(&self.files, wire, headers, JSON).multipart(form);
                tokio::select! {
                    response = request.send() => response,
                    () = moved.stalled(file.length) => {
                        let stopped = "the server stopped taking the file";
                        return Err(Failure::Uncertain(stopped).into());
                    }
                }
            }
        };
        let response = response.map_err(|error| lost(&error))?;
        let after = self
            .pace
            .note(response.status().as_u16(), response.headers(), Utc::now());
        good(wire.method, response, after).await
    }

    /// Fetches what is not JSON: as long as it moves, it may take its time.
    pub(crate) async fn fetch(
        &self,
        wire: &Wire,
        headers: &header::HeaderMap,
    ) -> Result<Response, Missed> {
        let _turn = self.pace.wait().await?;
        let request = self.head(&self.files, wire, headers, "*/*");
        let patience = if wire.method.reads() { STALL } else { WHOLE };
        let response = timeout(patience, request.send())
            .await
            .map_err(|_| Failure::Uncertain("the server did not answer"))?
            .map_err(|error| lost(&error))?;
        let after = self
            .pace
            .note(response.status().as_u16(), response.headers(), Utc::now());
        good(wire.method, response, after).await
    }

    fn request(&self, wire: &Wire, headers: &header::HeaderMap) -> RequestBuilder {
        let mut request = self.head(&self.http, wire, headers, JSON);
        if let Some(body) = &wire.body {
            request = request.json(body);
        }
        request
    }

    fn head(
        &self,
        http: &Client,
        wire: &Wire,
        headers: &header::HeaderMap,
        accepted: &str,
    ) -> RequestBuilder {
        let method = match wire.method {
            Method::GET => reqwest::Method::GET,
            Method::ASK | Method::POST => reqwest::Method::POST,
            Method::PUT => reqwest::Method::PUT,
            Method::PATCH => reqwest::Method::PATCH,
            Method::DELETE => reqwest::Method::DELETE,
        };
        let mut request = http
            .request(method, self.server.at(&wire.path, &wire.query))
            .header(header::ACCEPT, accepted)
            .headers(headers.clone());
        if let Some(key) = self.server.key() {
            request = request.header("x-api-key", key);
        }
        if let Some(key) = &wire.idempotency_key {
            request = request.header(IDEMPOTENCY_HEADER, key);
        }
        request
    }
}

/// An answer that says yes, its body not read yet; any other is read for why.
async fn good(
    method: Method,
    response: Response,
    after: Option<Duration>,
) -> Result<Response, Missed> {
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    if status.is_redirection() {
        return Err(Failure::Captive.into());
    }
    let is_json = is_json(&response);
    let body = read(response).await?;
    Err(Missed::Otherwise(match status.as_u16() {
        // No server of ours says these in HTML; what stands in between does.
        401 | 403 | 404 | 410 | 419 if !is_json && !body.is_empty() => Failure::Captive,
        401 => return Err(Missed::TokenRefused),
        419 => return Err(Missed::SessionOver),
        429 => Failure::Transient { after },
        // A read has no effect, so it may be made again; a write may have had its own.
        408 | 502..=504 if method.reads() => Failure::Transient { after },
        408 => Failure::Uncertain("the server gave up waiting"),
        status @ 400..500 if is_json => refused(status, &body),
        status @ 400..500 => Failure::Rejected {
            status,
            message: plain(status),
            fields: FieldErrors::default(),
        },
        // "Insufficient Storage", RFC 4918: nothing was done, and nothing is until there is room.
        507 if is_json => refused(507, &body),
        // "Network Authentication Required": a network says so itself, RFC 6585.
        511 => Failure::Captive,
        _ => Failure::Uncertain("the server failed"),
    }))
}

/// A good answer's JSON.
pub(crate) async fn received(response: Response) -> Result<Received, Failure> {
    let date = date(&response);
    let is_json = is_json(&response);
    let body = read(response).await?;
    if body.is_empty() {
        let json = Value::Null;
        return Ok(Received { json, date });
    }
    if !is_json {
        return Err(Failure::Captive);
    }
    serde_json::from_slice(&body)
        .map(|json| Received { json, date })
        .map_err(|_| Failure::Uncertain("the answer is not JSON"))
}

/// A good answer that is JSON, or one word in plain text, which is a JSON text then. A network's
/// own page is neither.
async fn word(response: Response) -> Result<Value, Failure> {
    if !has_kind(&response, "text/plain") {
        return Ok(received(response).await?.json);
    }
    let body = read(response).await?;
    match serde_json::from_slice(&body) {
        Ok(json @ (Value::Object(_) | Value::String(_))) => return Ok(json),
        _ if body.is_empty() => return Ok(Value::Null),
        _ => {}
    }
    let text = std::str::from_utf8(&body)
        .map(str::trim)
        .unwrap_or_default();
    let is_word = (1..=LONGEST_WORD).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'<');
    if is_word {
        Ok(Value::from(text))
    } else {
        Err(Failure::Captive)
    }
}

/// A request that failed while connecting never reached the server; any other may have.
fn lost(error: &reqwest::Error) -> Failure {
    if error.is_connect() || error.is_builder() {
        Failure::NotSent
    } else {
        Failure::Uncertain("the connection broke")
    }
}

async fn read(response: Response) -> Result<Bytes, Failure> {
    let mut body = BytesMut::new();
    let mut chunks = response.bytes_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Failure::Uncertain("the answer broke off"))?;
        if body.len() + chunk.len() > LARGEST {
            return Err(Failure::Uncertain("the answer is too large"));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

fn date(response: &Response) -> Option<DateTime<Utc>> {
    let text = response.headers().get(header::DATE)?.to_str().ok()?;
    DateTime::parse_from_rfc2822(text)
        .ok()
        .map(|date| date.with_timezone(&Utc))
}

fn is_json(response: &Response) -> bool {
    has_kind(response, JSON) || kind(response).ends_with("+json")
}

fn has_kind(response: &Response, wanted: &str) -> bool {
    kind(response) == wanted
}

/// The media type, without what it says besides.
fn kind(response: &Response) -> String {
    let kind = response.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.to_ascii_lowercase()
}

fn refused(status: u16, body: &[u8]) -> Failure {
    let refusal: Refusal = serde_json::from_slice(body).unwrap_or_default();
    let line = refusal.message.lines().next().unwrap_or_default();
    let message = if line.trim().is_empty() {
        plain(status)
    } else {
        line.chars().take(300).collect()
    };
    Failure::Rejected {
        status,
        message,
        fields: refusal.errors,
    }
}

fn plain(status: u16) -> String {
    match status {
        403 => "you are not allowed to do this there".to_owned(),
        404 | 410 => "there is no such record any more".to_owned(),
        409 => "it was changed by someone else meanwhile".to_owned(),
        413 => "it is larger than the server takes".to_owned(),
        other => format!("status {other}"),
    }
}
