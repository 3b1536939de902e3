//! One request and its answer: sent to one host only, read with a cap, classified once.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use chrono::{DateTime, Utc};
use contract::{FieldErrors, Method, Wire};
use futures_util::StreamExt;
use reqwest::{Client, RequestBuilder, Response, header, redirect};
use serde::Deserialize;
use serde_json::Value;

use crate::{failure::Failure, pace::Pace, server::Server, token::Token};

/// The largest JSON answer that is read.
const LARGEST: usize = 32 * 1024 * 1024;
const CONNECT: Duration = Duration::from_secs(10);
/// The longest silence in the middle of an answer.
const STALL: Duration = Duration::from_secs(30);
/// The longest a whole call of JSON may take.
const WHOLE: Duration = Duration::from_secs(120);

pub(crate) struct Transport {
    http: Client,
    server: Server,
    api_key: zeroize::Zeroizing<String>,
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
    pub(crate) fn new(server: Server, api_key: &str) -> Result<Self, Failure> {
        let http = Client::builder()
            .connect_timeout(CONNECT)
            .read_timeout(STALL)
            .timeout(WHOLE)
            .redirect(redirect::Policy::none())
            .retry(reqwest::retry::never())
            .user_agent(concat!("Redress/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|_| Failure::NotSent)?;
        Ok(Self {
            http,
            server,
            api_key: api_key.to_owned().into(),
            pace: Pace::default(),
        })
    }

    pub(crate) async fn send(
        &self,
        wire: &Wire,
        token: Option<&Token>,
    ) -> Result<Received, Failure> {
        self.pace.wait().await;
        let request = self.request(wire, token)?;
        let response = request.send().await.map_err(|error| lost(&error))?;
        let status = response.status().as_u16();
        let after = self.pace.note(status, response.headers(), Utc::now());
        let date = date(&response);
        let is_json = is_json(&response);
        if response.status().is_redirection() {
            return Err(Failure::Captive);
        }
        let body = read(response).await?;
        match status {
            200..300 if body.is_empty() => Ok(Received {
                json: Value::Null,
                date,
            }),
            200..300 if !is_json => Err(Failure::Captive),
            200..300 => serde_json::from_slice(&body)
                .map(|json| Received { json, date })
                .map_err(|_| Failure::Uncertain("the answer is not JSON")),
            // No server of ours says these in HTML; what stands in between does.
            401 | 403 | 404 | 410 | 419 if !is_json && !body.is_empty() => Err(Failure::Captive),
            401 | 419 => Err(Failure::SignedOut),
            429 => Err(Failure::Transient { after }),
            // A read has no effect, so it may be made again; a write may have had its own.
            408 | 502..=504 if wire.method == Method::GET => Err(Failure::Transient { after }),
            408 => Err(Failure::Uncertain("the server gave up waiting")),
            400..500 if is_json => Err(refused(status, &body)),
            400..500 => Err(Failure::Rejected {
                status,
                message: plain(status),
                fields: FieldErrors::default(),
            }),
            // "Network Authentication Required": a network says so itself, RFC 6585.
            511 => Err(Failure::Captive),
            _ => Err(Failure::Uncertain("the server failed")),
        }
    }

    fn request(&self, wire: &Wire, token: Option<&Token>) -> Result<RequestBuilder, Failure> {
        let method = match wire.method {
            Method::GET => reqwest::Method::GET,
            Method::POST => reqwest::Method::POST,
            Method::PUT => reqwest::Method::PUT,
            Method::PATCH => reqwest::Method::PATCH,
            Method::DELETE => reqwest::Method::DELETE,
        };
        let mut key = header::HeaderValue::from_str(&self.api_key).map_err(|_| {
            Failure::Invalid(FieldErrors::one(
                "api_key",
                "has characters that no key has",
            ))
        })?;
        key.set_sensitive(true);
        let mut request = self
            .http
            .request(method, self.server.at(&wire.path, &wire.query))
            .header(header::ACCEPT, "application/json")
            .header("x-api-key", key);
        if let Some(token) = token {
            request = request.bearer_auth(token.text());
        }
        if let Some(key) = &wire.idempotency_key {
            request = request.header("idempotency-key", key);
        }
        if let Some(body) = &wire.body {
            request = request.json(body);
        }
        Ok(request)
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
    let kind = response
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| {
        let kind = kind.split(';').next().unwrap_or_default().trim();
        kind.eq_ignore_ascii_case("application/json")
            || kind.to_ascii_lowercase().ends_with("+json")
    })
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
