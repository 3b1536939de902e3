//! What stands before every route: the call must be for this machine and show the key of this
//! start, whichever system it is for, so that no other program here gets as far as a sign-in. It
//! also puts the time on every answer, and turns a panic into an answer without detail.

use std::{panic::AssertUnwindSafe, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method,
        header::{CACHE_CONTROL, DATE, HOST, X_CONTENT_TYPE_OPTIONS},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;
use subtle::ConstantTimeEq;

use super::refusal::Refusal;
use crate::clock::Clock;

/// Lets a call through, or answers it.
pub(super) async fn pass(State(clock): State<Clock>, request: Request, next: Next) -> Response {
    let mut answer = if !is_here(request.headers()) {
        Refusal::WrongHost.into_response()
    } else if request.method() == Method::HEAD {
        // It would do all that GET does, and some of these begin something.
        Refusal::NotThisMethod.into_response()
    } else {
        AssertUnwindSafe(next.run(request))
            .catch_unwind()
            .await
            .unwrap_or_else(|_| Refusal::inside("a panic").into_response())
    };
    // RFC 9110, 5.6.7.
    let date = clock.now().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let headers = answer.headers_mut();
    if let Ok(date) = HeaderValue::from_str(&date) {
        headers.insert(DATE, date);
    }
    // Nothing of anybody's stays in a cache, and no web page learns that an office runs here.
    for (name, value) in [
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ] {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    answer
}

/// Lets a call through that shows the key of this start.
pub(super) async fn with_key(
    State(key): State<Arc<str>>,
    request: Request,
    next: Next,
) -> Response {
    let shown = request.headers().get("x-api-key");
    let shown = shown.map_or(&[][..], HeaderValue::as_bytes);
    if shown.ct_eq(key.as_bytes()).into() {
        next.run(request).await
    } else {
        Refusal::NoKey.into_response()
    }
}

/// Whether the call names this machine, whatever the port. A page in a browser that was given
/// a name of its own for this address (DNS rebinding) does not.
fn is_here(headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return false;
    };
    let Ok(host) = host.to_str() else {
        return false;
    };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    ["127.0.0.1", "localhost", "[::1]"]
        .iter()
        .any(|here| name.eq_ignore_ascii_case(here))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let host = |host: &str| {
            is_here(&HeaderMap::from_iter([(
                HOST,
                HeaderValue::from_str(host).unwrap(),
            )]))
        };
        for here in [
            "127.0.0.1",
            "127.0.0.1:8080",
            "localhost:1",
            "LOCALHOST",
            "[::1]",
            "[::1]:9",
        ] {
            assert!(host(here), "{here}");
        }
        for elsewhere in [
            "example.com",
            "127.0.0.1.example.com",
            "localhost.example.com:80",
            "10.0.0.1",
            "",
            "::1",
        ] {
            assert!(!host(elsewhere), "{elsewhere}");
        }
        assert!(!is_here(&HeaderMap::new()));
    }
}
