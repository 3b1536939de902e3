//! What is asked of an operation, read from the wire: by whom, about what, with which body.

use axum::{
    RequestExt,
    body::to_bytes,
    extract::{RawPathParams, Request},
    http::{HeaderMap, request::Parts},
};
use contract::{Call, FieldErrors, ListUrl, OfSystem, Operation, Row, Scheme};
use serde_json::Value;

use super::{
    arriving::is_late,
    caller::{SignedIn, signed_in},
    change,
    refusal::Refusal,
};
use crate::shared::Shared;

/// The largest body that is read as JSON.
const BODY: usize = 1 << 20;

/// What was asked, and by whom.
pub(super) struct Asked<O: Operation> {
    pub(super) signed_in: Option<SignedIn>,
    pub(super) headers: HeaderMap,
    /// The same as a list, if it is one.
    pub(super) list: ListUrl,
    pub(super) call: Call<O>,
}

/// Reads what is asked, if whoever asks may.
pub(super) async fn asked<O: Operation>(
    office: &Shared,
    request: Request,
) -> Result<Asked<O>, Refusal> {
    let Came {
        signed_in,
        headers,
        list,
        path,
        query,
        body,
        mut wrong,
    } = came(office, &O::ROW, O::Of::SYSTEM.scheme, request).await?;
    let call = Call::<O>::from_wire(path, query, body).map_err(|errors| wrong.extend(errors));
    let call = call.ok().filter(|_| wrong.is_empty());
    let call = call.ok_or(Refusal::Fields(wrong))?;
    Ok(Asked {
        signed_in,
        headers,
        list,
        call,
    })
}

/// A call as it came in from somebody who may make it.
struct Came {
    signed_in: Option<SignedIn>,
    headers: HeaderMap,
    list: ListUrl,
    path: Vec<(String, String)>,
    query: Vec<(String, String)>,
    body: Option<Value>,
    /// What is wrong with the names in the body.
    wrong: FieldErrors,
}

/// What is the same for every operation, apart from what is compiled for each.
async fn came(
    office: &Shared,
    row: &Row,
    scheme: Scheme,
    mut request: Request,
) -> Result<Came, Refusal> {
    let signed_in = signed_in(office, row, scheme, request.headers()).await?;
    let path = path(&mut request).await;
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, BODY).await.map_err(|error| {
        if is_late(&error) {
            Refusal::TooSlow
        } else {
            Refusal::TooLarge
        }
    })?;
    let query = query(&parts);
    let mut body = json(&body)?;
    Ok(Came {
        signed_in,
        // Of a system under a name of its own this lacks the name; none of those has pages.
        list: ListUrl::new(parts.uri.path(), &query),
        path,
        query,
        wrong: change::settle(row, &mut body),
        body,
        headers: parts.headers,
    })
}

/// What stands in the path under each name.
pub(super) async fn path(request: &mut Request) -> Vec<(String, String)> {
    let Ok(values) = request.extract_parts::<RawPathParams>().await else {
        return Vec::new();
    };
    values
        .iter()
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

/// The pairs of the query.
pub(super) fn query(parts: &Parts) -> Vec<(String, String)> {
    let query = parts.uri.query().unwrap_or_default();
    url::form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect()
}

fn json(body: &[u8]) -> Result<Option<Value>, Refusal> {
    if body.is_empty() {
        return Ok(None);
    }
    let parsed = serde_json::from_slice(body).map(Some);
    parsed.map_err(|_| Refusal::Fields(FieldErrors::one("body", "is not JSON")))
}
