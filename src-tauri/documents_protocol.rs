//! Files for the viewer: `document://localhost/<token>`, whole or in ranges, decrypted on the way.
//! Nothing of them may be kept by the web view.

use desk::Desk;
use tauri::{
    Builder, Manager, Runtime, UriSchemeContext,
    http::{Method, Request, Response, StatusCode, header},
};

/// Where the window reads files; a token follows.
pub const BASE: &str = if cfg!(windows) {
    "http://document.localhost/"
} else {
    "document://localhost/"
};

/// The most that is sent without a range.
const MOST: u64 = 64 * 1024 * 1024;

/// Serves viewed files to the main window.
pub(crate) fn serve<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder.register_asynchronous_uri_scheme_protocol("document", |context, request, responder| {
        if context.webview_label() != "main" {
            return responder.respond(refused(StatusCode::FORBIDDEN));
        }
        let Some(desk) = desk_of(&context) else {
            return responder.respond(refused(StatusCode::NOT_FOUND));
        };
        tauri::async_runtime::spawn(async move {
            responder.respond(answer(&desk, &request).await);
        });
    })
}

fn desk_of<R: Runtime>(context: &UriSchemeContext<'_, R>) -> Option<Desk> {
    let desk = context.app_handle().try_state::<Desk>()?;
    Some(desk.inner().clone())
}

/// Answers a request for a file, whose token is the end of its path.
pub async fn answer(desk: &Desk, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    if *request.method() == Method::OPTIONS {
        let answer = Response::builder()
            .status(StatusCode::NO_CONTENT)
            .header(header::ACCESS_CONTROL_ALLOW_HEADERS, "Range");
        let answer = ours(request, answer).body(Vec::new());
        return answer.unwrap_or_else(|_| refused(StatusCode::INTERNAL_SERVER_ERROR));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return refused(StatusCode::METHOD_NOT_ALLOWED);
    }
    let token = request.uri().path().rsplit('/').next().unwrap_or_default();
    let range = request.headers().get(header::RANGE);
    let range = range.and_then(|range| range.to_str().ok());
    let (start, end) = match range.map(asked) {
        None => (0, None),
        Some(Some((start, end))) => (start, end),
        Some(None) => return refused(StatusCode::RANGE_NOT_SATISFIABLE),
    };
    let Some(mut part) = desk.viewed(token, start, end).await else {
        return refused(StatusCode::NOT_FOUND);
    };
    if range.is_none() {
        if part.total > MOST {
            return refused(StatusCode::PAYLOAD_TOO_LARGE);
        }
        while (part.bytes.len() as u64) < part.total {
            let Some(next) = desk.viewed(token, part.bytes.len() as u64, None).await else {
                return refused(StatusCode::NOT_FOUND);
            };
            part.bytes.extend_from_slice(&next.bytes);
        }
    }
    let status = if range.is_some() {
        StatusCode::PARTIAL_CONTENT
    } else {
        StatusCode::OK
    };
    let mut answer = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, part.media_type)
        .header(header::CONTENT_LENGTH, part.bytes.len())
        .header(header::ACCEPT_RANGES, "bytes")
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    if range.is_some() {
        let last = (part.start + part.bytes.len() as u64).saturating_sub(1);
        let range = format!("bytes {}-{last}/{}", part.start, part.total);
        answer = answer.header(header::CONTENT_RANGE, range);
    }
    let answer = ours(request, answer).body(part.bytes);
    answer.unwrap_or_else(|_| refused(StatusCode::INTERNAL_SERVER_ERROR))
}

/// Lets the app's own pages read the answer, which to a web view comes from another place.
fn ours(
    request: &Request<Vec<u8>>,
    answer: tauri::http::response::Builder,
) -> tauri::http::response::Builder {
    let origin = request.headers().get(header::ORIGIN);
    let page = origin
        .and_then(|origin| origin.to_str().ok()?.parse().ok())
        .filter(crate::is_ours);
    match (origin, page) {
        (Some(origin), Some(_)) => answer
            .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin)
            .header(
                header::ACCESS_CONTROL_EXPOSE_HEADERS,
                "Accept-Ranges, Content-Length, Content-Range",
            ),
        _ => answer,
    }
}

fn refused(status: StatusCode) -> Response<Vec<u8>> {
    let mut answer = Response::new(Vec::new());
    *answer.status_mut() = status;
    answer
}

/// `bytes=from-to` as where to begin and where to end; only one range from a beginning is known.
fn asked(range: &str) -> Option<(u64, Option<u64>)> {
    let (from, to) = range.trim().strip_prefix("bytes=")?.split_once('-')?;
    let from = from.trim().parse().ok()?;
    let to = match to.trim() {
        "" => None,
        to => Some(to.parse::<u64>().ok()?.checked_add(1)?),
    };
    Some((from, to))
}
