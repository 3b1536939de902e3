//! A file as it goes out: chunk by chunk, whole or the one range that was asked for (RFC 9110, 14).

use std::{io, sync::Arc};

use axum::{
    body::{Body, Bytes},
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{
            ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_RANGE,
            CONTENT_TYPE, IF_RANGE, RANGE, X_CONTENT_TYPE_OPTIONS,
        },
    },
    response::{IntoResponse, Response},
};
use futures_util::{Stream, stream};

use super::refusal::Refusal;
use crate::{backup::Sealing, data::files, shared::Shared};

/// A file that is to be sent.
pub(crate) struct Held {
    pub(crate) content: Content,
    pub(crate) name: String,
    /// The media type.
    pub(crate) kind: String,
}

/// Where the bytes of a file are.
pub(crate) enum Content {
    /// In chunks, under this number and so many in all.
    Kept(i64, u64),
    /// Here: what was just written, or a paper that practice has drawn.
    Here(Vec<u8>),
    /// A backup, which is encrypted as it goes.
    Sealed(Box<Sealing>),
}

/// Answers a file, or the part of it that was asked for.
pub(super) fn answer(
    office: Arc<Shared>,
    asked: &HeaderMap,
    held: Held,
) -> Result<Response, Refusal> {
    let size = match &held.content {
        Content::Kept(_, size) => *size,
        Content::Here(bytes) => bytes.len() as u64,
        Content::Sealed(backup) => backup.length(),
    };
    let in_parts = !matches!(held.content, Content::Sealed(_));
    let part = if in_parts { part(asked, size)? } else { None };
    let (first, last) = part.unwrap_or((0, size.saturating_sub(1)));
    let length = last + 1 - first;
    let body = match held.content {
        Content::Kept(file, _) => Body::from_stream(bytes(office, file, first, length)),
        Content::Here(all) => Body::from(Bytes::from(all).slice(first as usize..=last as usize)),
        Content::Sealed(backup) => Body::from_stream(backup.bytes()),
    };
    let mut answer = body.into_response();
    let headers = answer.headers_mut();
    let text = |text: String| {
        HeaderValue::try_from(text).map_err(|_| Refusal::inside("a file's head cannot be written"))
    };
    headers.insert(CONTENT_TYPE, text(held.kind)?);
    headers.insert(CONTENT_LENGTH, length.into());
    headers.insert(CONTENT_DISPOSITION, text(disposition(&held.name))?);
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let ranges = if in_parts { "bytes" } else { "none" };
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static(ranges));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if part.is_some() {
        let range = format!("bytes {first}-{last}/{size}");
        headers.insert(CONTENT_RANGE, text(range)?);
        *answer.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(answer)
}

/// So many bytes of a file, read when they are wanted.
fn bytes(
    office: Arc<Shared>,
    file: i64,
    first: u64,
    length: u64,
) -> impl Stream<Item = io::Result<Bytes>> {
    stream::try_unfold((first, length), move |(at, left)| {
        let office = Arc::clone(&office);
        async move {
            if left == 0 {
                return Ok(None);
            }
            let place = at / files::CHUNK as u64;
            let within = (at % files::CHUNK as u64) as usize;
            let chunk = files::chunk(office.database.readers(), file, place as i64).await;
            // Deleted while it went out, or the office closed: the answer breaks off.
            let chunk = chunk.ok().flatten().filter(|chunk| chunk.len() > within);
            let mut chunk =
                Bytes::from(chunk.ok_or(io::ErrorKind::UnexpectedEof)?).split_off(within);
            chunk.truncate(usize::try_from(left).unwrap_or(usize::MAX));
            let next = (at + chunk.len() as u64, left - chunk.len() as u64);
            Ok(Some((chunk, next)))
        }
    })
}

/// The first and the last byte that were asked for; `None` for the whole file, also where several
/// parts are asked for, or a part of an earlier state: there is nothing here to tell states by.
fn part(asked: &HeaderMap, size: u64) -> Result<Option<(u64, u64)>, Refusal> {
    let range = asked.get(RANGE).and_then(|range| range.to_str().ok());
    let Some((unit, range)) = range.and_then(|range| range.split_once('=')) else {
        return Ok(None);
    };
    if !unit.trim().eq_ignore_ascii_case("bytes") || asked.contains_key(IF_RANGE) {
        return Ok(None);
    }
    let Some((first, last)) = range.trim().split_once('-') else {
        return Ok(None);
    };
    let last_byte = size.saturating_sub(1);
    let beyond = Err(Refusal::BeyondTheEnd(size));
    match (number(first), number(last)) {
        (Some(first), _) if first >= size && (last.is_empty() || number(last).is_some()) => beyond,
        (Some(first), None) if last.is_empty() => Ok(Some((first, last_byte))),
        (Some(first), Some(last)) if first <= last => Ok(Some((first, last.min(last_byte)))),
        (None, Some(0)) if first.is_empty() => beyond,
        (None, Some(most)) if first.is_empty() => Ok(Some((size.saturating_sub(most), last_byte))),
        _ => Ok(None),
    }
}

/// A number of digits alone; too many of them are more than any file has.
fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

/// A file's name for whoever keeps it (RFC 6266): plain, and as it is where that is not the same.
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|letter| match letter {
            '"' | '\\' | '%' => '_',
            letter if letter.is_ascii_graphic() || letter == ' ' => letter,
            _ => '_',
        })
        .collect();
    let mut whole = format!("attachment; filename=\"{plain}\"");
    if plain != name {
        whole.push_str("; filename*=UTF-8''");
        for byte in name.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                whole.push(char::from(byte));
            } else {
                whole.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_is_honoured_and_what_is_none_is_passed_over() {
        let part = |range: &'static str| {
            let asked = HeaderMap::from_iter([(RANGE, HeaderValue::from_static(range))]);
            part(&asked, 100)
        };
        for (range, found) in [
            ("bytes=0-9", Some((0, 9))),
            ("Bytes=90-", Some((90, 99))),
            ("bytes=90-900", Some((90, 99))),
            ("bytes=99-99", Some((99, 99))),
            ("bytes=-10", Some((90, 99))),
            ("bytes=-1000", Some((0, 99))),
            ("bytes=0-99999999999999999999999", Some((0, 99))),
            ("bytes=0-1,5-6", None),
            ("bytes=9-0", None),
            ("bytes=a-", None),
            ("bytes=-", None),
            ("bytes", None),
            ("pages=1-2", None),
        ] {
            assert_eq!(part(range).unwrap(), found, "{range}");
        }
        for range in ["bytes=100-", "bytes=100-200", "bytes=-0"] {
            assert!(
                matches!(part(range), Err(Refusal::BeyondTheEnd(100))),
                "{range}"
            );
        }
    }

    #[test]
    fn a_name_is_written_so_that_every_program_reads_it() {
        for (name, written) in [
            ("pay stub.pdf", "attachment; filename=\"pay stub.pdf\""),
            (
                "é \"x\".pdf",
                "attachment; filename=\"_ _x_.pdf\"; filename*=UTF-8''%C3%A9%20%22x%22.pdf",
            ),
        ] {
            assert_eq!(disposition(name), written);
        }
    }
}
