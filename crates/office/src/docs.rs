//! What the office says of its own systems: `/openapi.json` and, to be read by people, `/docs`, each
//! below the system's root. Both are written from the contract's tables when they are first asked for.
//! They hold nothing of anybody's, so they are shown without a key.

mod field;
mod page;

use std::sync::{Arc, LazyLock};

use axum::{
    Router,
    body::Bytes,
    http::{
        HeaderValue,
        header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::IntoResponse,
    routing::{MethodRouter, get},
};
use contract::{SYSTEMS, openapi};

const STYLE: &str = include_str!("docs/docs.css");
/// The page has text and one style sheet, both from here.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
);

/// The routes of every system's documents.
pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let style = || Bytes::from_static(STYLE.as_bytes());
    let router = Router::new().route("/docs.css", shown("text/css; charset=utf-8", style));
    SYSTEMS.iter().fold(router, |router, system| {
        let document = || Bytes::from(openapi(system).to_string());
        let page = || Bytes::from(page::write(system).into_string());
        router
            .route(
                &system.page("openapi.json"),
                shown("application/json", document),
            )
            .route(
                &system.page("docs"),
                shown("text/html; charset=utf-8", page),
            )
    })
}

/// Answers with a text of a media type, which is made at the first call.
fn shown<S: Clone + Send + Sync + 'static>(
    kind: &'static str,
    text: impl Fn() -> Bytes + Send + Sync + 'static,
) -> MethodRouter<S> {
    let made = Arc::new(LazyLock::new(text));
    get(async move || {
        let headers = [
            (CONTENT_TYPE, HeaderValue::from_static(kind)),
            (CONTENT_SECURITY_POLICY, POLICY),
        ];
        (headers, Bytes::clone(&made)).into_response()
    })
}
