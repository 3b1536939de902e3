//! The bridge's HTTP: the page, `POST /ipc/<command>`, `GET /events` as lines of JSON, and the files
//! of the viewer under `/document/<token>`. What the system does in the app comes as a list of
//! paths: `POST /drop` is a drop onto the window, `POST /choose` the answer to the next dialog,
//! `GET /opened` what was opened in the system's viewer or browser.

use std::{
    convert::Infallible,
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    sync::Arc,
};

use axum::{
    Json, Router,
    body::Body,
    extract::{Path as UrlPath, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use bytes::Bytes;
use desk::Desk;
use futures_util::stream;
use redress::documents_protocol;
use serde_json::{Value, json};
use tauri::{
    AppHandle, Listener, Manager, WebviewWindow,
    ipc::{CallbackFn, InvokeBody, InvokeResponse, InvokeResponseBody},
    test::{INVOKE_KEY, MockRuntime},
    webview::InvokeRequest,
};
use tokio::{
    net::TcpListener,
    sync::{broadcast, oneshot},
};
use tower_http::services::ServeDir;

use crate::chosen::Chosen;

const EVENTS: &[&str] = &["changed", "sync", "account", "upload_progress", "dragging"];

/// A running bridge.
pub(crate) struct Bridge {
    pub(crate) address: SocketAddr,
    pub(crate) token: String,
}

struct Shared {
    desk: Desk,
    chosen: Chosen,
    // The window is handed out a clone at a time; it is not `Sync`.
    window: std::sync::Mutex<WebviewWindow<MockRuntime>>,
    events: broadcast::Sender<String>,
    token: String,
    host: String,
}

/// Serves a window until the program ends.
pub(crate) async fn start(
    window: WebviewWindow<MockRuntime>,
    app: AppHandle<MockRuntime>,
    chosen: Chosen,
) -> Result<Bridge, String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .await
        .map_err(|error| error.to_string())?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let mut token = [0; 16];
    getrandom::fill(&mut token).map_err(|error| error.to_string())?;
    let token = hex::encode(token);
    let (events, _) = broadcast::channel(1024);
    for name in EVENTS {
        let events = events.clone();
        app.listen_any(*name, move |event| {
            let payload: Value = serde_json::from_str(event.payload()).unwrap_or_default();
            // Nobody may be listening.
            drop(events.send(format!(
                "{}\n",
                json!({ "event": name, "payload": payload })
            )));
        });
    }
    let shared = Arc::new(Shared {
        desk: app.state::<Desk>().inner().clone(),
        chosen,
        window: std::sync::Mutex::new(window),
        events,
        token: token.clone(),
        host: address.to_string(),
    });
    tokio::spawn(async move { axum::serve(listener, router(shared)).await });
    Ok(Bridge { address, token })
}

fn router(shared: Arc<Shared>) -> Router {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/dist");
    let guarded = Router::new()
        .route("/ipc/{command}", post(call))
        .route("/events", get(events))
        .route("/drop", post(dropped))
        .route("/choose", post(choose))
        .route("/opened", get(opened))
        .layer(middleware::from_fn_with_state(shared.clone(), with_token))
        .with_state(shared.clone());
    Router::new()
        .merge(guarded)
        .route("/document/{token}", get(viewed).with_state(shared.clone()))
        .fallback_service(ServeDir::new(page))
        .layer(middleware::from_fn_with_state(shared, own_host))
}

async fn own_host(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    if host != Some(shared.host.as_str()) {
        return StatusCode::MISDIRECTED_REQUEST.into_response();
    }
    next.run(request).await
}

async fn with_token(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    request: Request,
    next: Next,
) -> Response {
    let token = headers
        .get("x-bridge-token")
        .and_then(|token| token.to_str().ok());
    if token != Some(shared.token.as_str()) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    next.run(request).await
}

/// Drives one command as the web view would.
async fn call(
    State(shared): State<Arc<Shared>>,
    UrlPath(command): UrlPath<String>,
    Json(args): Json<Value>,
) -> Response {
    let (answer, answered) = oneshot::channel();
    let request = InvokeRequest {
        cmd: command,
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: page_url(),
        body: InvokeBody::Json(args),
        headers: HeaderMap::new(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    let Ok(window) = shared.window.lock().map(|window| window.clone()) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    window.as_ref().clone().on_message(
        request,
        Box::new(move |_, _, response, _, _| drop(answer.send(response))),
    );
    match answered.await {
        Ok(InvokeResponse::Ok(InvokeResponseBody::Json(text))) => {
            ([(header::CONTENT_TYPE, "application/json")], text).into_response()
        }
        Ok(InvokeResponse::Ok(InvokeResponseBody::Raw(bytes))) => bytes.into_response(),
        Ok(InvokeResponse::Err(error)) => (StatusCode::BAD_REQUEST, Json(error.0)).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn dropped(State(shared): State<Arc<Shared>>, Json(paths): Json<Vec<PathBuf>>) -> Response {
    match shared.desk.take(paths).await {
        Ok(count) => Json(count).into_response(),
        Err(error) => (StatusCode::BAD_REQUEST, Json(error)).into_response(),
    }
}

/// What was opened in the system's viewer or browser.
async fn opened(State(shared): State<Arc<Shared>>) -> Json<Vec<PathBuf>> {
    Json(shared.chosen.opened())
}

async fn choose(State(shared): State<Arc<Shared>>, Json(paths): Json<Vec<PathBuf>>) {
    shared.chosen.set(paths);
}

/// Guarded by the viewer's own token, as in the app: an image cannot send the bridge's.
async fn viewed(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (head, _) = request.into_parts();
    let request = axum::http::Request::from_parts(head, Vec::new());
    let answer = documents_protocol::answer(&shared.desk, &request).await;
    answer.map(Body::from)
}

/// The address of the app's own pages, so that its permissions hold.
fn page_url() -> tauri::Url {
    let text = if cfg!(windows) {
        "http://tauri.localhost/"
    } else {
        "tauri://localhost"
    };
    #[expect(clippy::expect_used, reason = "a constant")]
    text.parse().expect("a URL")
}

async fn events(State(shared): State<Arc<Shared>>) -> Response {
    let events = shared.events.subscribe();
    let lines = stream::unfold(events, |mut events| async move {
        loop {
            match events.recv().await {
                Ok(line) => return Some((Ok::<_, Infallible>(Bytes::from(line)), events)),
                Err(broadcast::error::RecvError::Lagged(_)) => {}
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    });
    (
        [(header::CONTENT_TYPE, "application/x-ndjson")],
        Body::from_stream(lines),
    )
        .into_response()
}
