//! A server that says what a test wants it to, and keeps what it was asked.

use std::{
    net::Ipv4Addr,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Json, Router,
    body::to_bytes,
    extract::Request,
    http::{HeaderMap, StatusCode},
};
use serde_json::Value;
use tokio::{net::TcpListener, task::JoinHandle};

/// The largest body that is kept.
const LARGEST: usize = 1 << 20;

/// What a call was.
#[derive(Clone, Debug)]
pub struct AskedCall {
    /// Its path.
    pub path: String,
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
    pub async fn start(
        answer: impl Fn(&AskedCall) -> (u16, Value) + Clone + Send + Sync + 'static,
    ) -> Self {
        let calls: Arc<Mutex<Vec<AskedCall>>> = Arc::default();
        let kept = Arc::clone(&calls);
        let app = Router::new().fallback(async move |request: Request| {
            let (head, body) = request.into_parts();
            let body = to_bytes(body, LARGEST).await.unwrap_or_default();
            let call = AskedCall {
                path: head.uri.path().to_owned(),
                headers: head.headers,
                body: serde_json::from_slice(&body).unwrap_or_default(),
            };
            let (status, json) = answer(&call);
            kept.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(call);
            let status = StatusCode::from_u16(status).unwrap_or_default();
            (status, Json(json))
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
