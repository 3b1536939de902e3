//! A server that says what a test wants it to, and keeps what it was asked.

use std::{
    net::Ipv4Addr,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Json, Router,
    body::to_bytes,
    extract::Request,
    http::{HeaderMap, StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use serde_json::Value;
use tokio::{net::TcpListener, task::JoinHandle};
use url::form_urlencoded;

/// The largest body that is kept.
const LARGEST: usize = 1 << 20;

/// What a call was.
#[derive(Clone, Debug)]
pub struct AskedCall {
    /// Its method.
    pub method: String,
    /// Its path.
    pub path: String,
    /// The pairs of its query string.
    pub query: Vec<(String, String)>,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body; null where it is not JSON.
    pub body: Value,
}

impl AskedCall {
    /// A header as text; empty where there is none.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name);
        value
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }

    /// A number in its query string.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<i64> {
        let named = self.query.iter().find(|(one, _)| one == name);
        named.and_then(|(_, text)| text.parse().ok())
    }
}

/// What is answered.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The status.
    pub status: u16,
    /// The JSON.
    pub json: Value,
    /// `Retry-After`, where it is said.
    pub after: Option<&'static str>,
}

impl From<(u16, Value)> for Answered {
    fn from((status, json): (u16, Value)) -> Self {
        let after = None;
        Self {
            status,
            json,
            after,
        }
    }
}

impl IntoResponse for Answered {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or_default();
        let after = self.after.map(|time| [(RETRY_AFTER, time)]);
        match after {
            Some(after) => (status, after, Json(self.json)).into_response(),
            None => (status, Json(self.json)).into_response(),
        }
    }
}

/// The server. Stops when it is dropped.
pub struct AnsweringServer {
    /// Where it is.
    pub url: String,
    calls: Arc<Mutex<Vec<AskedCall>>>,
    serving: JoinHandle<()>,
}

impl AnsweringServer {
    /// Starts one that answers as the function says: a status, and JSON.
    ///
    /// # Panics
    /// When this machine has no free port.
    #[expect(clippy::expect_used, reason = "a test without a socket cannot go on")]
    pub async fn start<A: Into<Answered>>(
        answer: impl Fn(&AskedCall) -> A + Clone + Send + Sync + 'static,
    ) -> Self {
        let calls: Arc<Mutex<Vec<AskedCall>>> = Arc::default();
        let kept = Arc::clone(&calls);
        let app = Router::new().fallback(async move |request: Request| {
            let (head, body) = request.into_parts();
            let body = to_bytes(body, LARGEST).await.unwrap_or_default();
            let query = head.uri.query().unwrap_or_default().as_bytes();
            let call = AskedCall {
                method: head.method.to_string(),
                path: head.uri.path().to_owned(),
                query: form_urlencoded::parse(query).into_owned().collect(),
                headers: head.headers,
                body: serde_json::from_slice(&body).unwrap_or_default(),
            };
            let answered: Answered = answer(&call).into();
            kept.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(call);
            answered
        });
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a free port");
        let url = format!("http://{}", socket.local_addr().expect("an address"));
        let serving = tokio::spawn(async move {
            // It ends with the test.
            let _ = axum::serve(socket, app).await;
        });
        Self {
            url,
            calls,
            serving,
        }
    }

    /// How many calls there were so far.
    #[must_use]
    pub fn count(&self) -> usize {
        let calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        calls.len()
    }

    /// The calls to a path so far.
    #[must_use]
    pub fn calls(&self, path: &str) -> Vec<AskedCall> {
        let calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        calls
            .iter()
            .filter(|call| call.path == path)
            .cloned()
            .collect()
    }
}

impl Drop for AnsweringServer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}
