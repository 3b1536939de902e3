//! `multipart/form-data` as it comes in (RFC 7578): part after part, each in pieces, and never
//! more of it in memory than one piece of the body and one part's head.

use std::{error::Error, mem};

use axum::{
    body::{Body, BodyDataStream, Bytes},
    http::{HeaderMap, header::CONTENT_TYPE},
};
use contract::FieldErrors;
use futures_util::StreamExt;
use memchr::memmem;

use super::{arriving::is_late, refusal::Refusal};

/// The longest head of a part.
const HEAD: usize = 8 * 1024;

/// A form that is being read.
pub(crate) struct Form<S = BodyDataStream> {
    body: S,
    /// What came and was not taken yet.
    waiting: Vec<u8>,
    /// What stands between two parts.
    delimiter: Vec<u8>,
    /// Whether the end of a part, or of what stands before the first, is still to come.
    in_part: bool,
    /// Bytes that may still come.
    room: u64,
}

/// The head of a part.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// The field that it is.
    pub(crate) name: String,
    /// The name of the file that it is.
    pub(crate) file_name: Option<String>,
}

impl Form {
    /// A form of so many bytes at most.
    pub(super) fn new(headers: &HeaderMap, body: Body, most: u64) -> Result<Self, Refusal> {
        let kind = headers
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        let boundary = kind.and_then(boundary).ok_or_else(|| {
            Refusal::Fields(FieldErrors::one("body", "must be multipart/form-data"))
        })?;
        Ok(Self::of(body.into_data_stream(), &boundary, most))
    }
}

impl<S, E> Form<S>
where
    S: futures_util::Stream<Item = Result<Bytes, E>> + Unpin,
    E: Into<Box<dyn Error + Send + Sync>>,
{
    fn of(body: S, boundary: &str, most: u64) -> Self {
        Self {
            body,
            // So that the first part begins as every other.
            waiting: b"\r\n".to_vec(),
            delimiter: format!("\r\n--{boundary}").into_bytes(),
            in_part: true,
            room: most,
        }
    }

    /// The next part; what is left of the one before is passed over. `None` at the end.
    pub(crate) async fn next(&mut self) -> Result<Option<Part>, Refusal> {
        while self.piece().await?.is_some() {}
        self.waiting.drain(..self.delimiter.len());
        while self.waiting.len() < 2 {
            self.fill().await?;
        }
        if self.waiting.starts_with(b"--") {
            return Ok(None);
        }
        let end = loop {
            if let Some(at) = memmem::find(&self.waiting, b"\r\n\r\n") {
                break at;
            }
            if self.waiting.len() > HEAD {
                return Err(broken());
            }
            self.fill().await?;
        };
        let head: Vec<u8> = self.waiting.drain(..end + 4).collect();
        let part = part(&head[..end]).ok_or_else(broken)?;
        self.in_part = true;
        Ok(Some(part))
    }

    /// The next piece of the part; `None` at its end.
    pub(crate) async fn piece(&mut self) -> Result<Option<Vec<u8>>, Refusal> {
        while self.in_part {
            match memmem::find(&self.waiting, &self.delimiter) {
                Some(0) => self.in_part = false,
                Some(at) => return Ok(Some(self.taken(at))),
                None => {
                    // The last bytes may be the beginning of a delimiter.
                    let sure = self.waiting.len().saturating_sub(self.delimiter.len() - 1);
                    if sure > 0 {
                        return Ok(Some(self.taken(sure)));
                    }
                    self.fill().await?;
                }
            }
        }
        Ok(None)
    }

    /// Lets the rest of the body come and go, so that whoever still sends hears the answer.
    pub(crate) async fn drain(&mut self) {
        let mut left = self.room;
        while let Some(Ok(bytes)) = self.body.next().await {
            left = left.saturating_sub(bytes.len() as u64);
            if left == 0 {
                return;
            }
        }
    }

    fn taken(&mut self, bytes: usize) -> Vec<u8> {
        let rest = self.waiting.split_off(bytes);
        mem::replace(&mut self.waiting, rest)
    }

    async fn fill(&mut self) -> Result<(), Refusal> {
        let bytes = match self.body.next().await {
            Some(Ok(bytes)) => bytes,
            Some(Err(error)) => return Err(unread(error.into())),
            None => return Err(broken()),
        };
        self.room = self
            .room
            .checked_sub(bytes.len() as u64)
            .ok_or(Refusal::TooLarge)?;
        self.waiting.extend_from_slice(&bytes);
        Ok(())
    }
}

/// Why a body was read no further.
fn unread(error: Box<dyn Error + Send + Sync>) -> Refusal {
    if is_late(&*error) {
        Refusal::TooSlow
    } else {
        broken()
    }
}

fn broken() -> Refusal {
    Refusal::Fields(FieldErrors::one("body", "is not a whole form"))
}

/// The boundary that a form's content type names (RFC 2046, 5.1.1).
fn boundary(kind: &str) -> Option<String> {
    let (kind, parameters) = kind.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let boundary = self::parameters(parameters)
        .find(|(name, _)| name.eq_ignore_ascii_case("boundary"))?
        .1;
    (1..=70).contains(&boundary.len()).then_some(boundary)
}

/// A part's head: what follows the delimiter up to the empty line.
fn part(head: &[u8]) -> Option<Part> {
    let head = String::from_utf8_lossy(head);
    let mut lines = head.split("\r\n");
    // Blanks alone may follow a delimiter on its line.
    if !lines.next()?.trim_matches([' ', '\t']).is_empty() {
        return None;
    }
    let disposition = lines.find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.trim()
            .eq_ignore_ascii_case("content-disposition")
            .then_some(value)
    })?;
    let (kind, rest) = disposition.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("form-data") {
        return None;
    }
    let (mut field, mut plain, mut encoded) = (None, None, None);
    for (name, value) in parameters(rest) {
        match name.to_ascii_lowercase().as_str() {
            "name" => field = Some(value),
            "filename" => plain = Some(value),
            "filename*" => encoded = decoded(&value),
            _ => {}
        }
    }
    Some(Part {
        name: field?,
        file_name: encoded.or(plain),
    })
}

/// `name=value` pairs between semicolons; a value may be quoted.
fn parameters(text: &str) -> impl Iterator<Item = (&str, String)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (name, after) = rest.split_once('=')?;
        let (value, after) = match after.trim_start().strip_prefix('"') {
            Some(quoted) => unquoted(quoted)?,
            None => {
                let (value, after) = after.split_once(';').unwrap_or((after, ""));
                (value.trim().to_owned(), after)
            }
        };
        rest = after;
        Some((name.trim_matches([' ', '\t', ';']), value))
    })
}

/// A quoted value without its quotes, and what follows it. A backslash stands before a quote or
/// another backslash; before anything else it is itself, as in the paths of old browsers.
fn unquoted(text: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((value, &text[at + 1..])),
            '\\' => match letters.next_if(|(_, next)| matches!(next, '"' | '\\')) {
                Some((_, escaped)) => value.push(escaped),
                None => value.push('\\'),
            },
            _ => value.push(letter),
        }
    }
    None
}

/// A value in the form `UTF-8''na%C3%AFve` (RFC 8187).
fn decoded(value: &str) -> Option<String> {
    let (charset, rest) = value.split_once('\'')?;
    let (_language, text) = rest.split_once('\'')?;
    if !charset.eq_ignore_ascii_case("utf-8") {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            bytes.push(hex::decode(digits).ok()?[0]);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use futures_util::stream;

    use super::*;

    /// Reads a form that comes in pieces of so many bytes.
    async fn read(body: &[u8], size: usize) -> Result<Vec<(Part, Vec<u8>)>, Refusal> {
        let pieces = body.chunks(size).map(Bytes::copy_from_slice);
        let pieces: Vec<Result<Bytes, Infallible>> = pieces.map(Ok).collect();
        let mut form = Form::of(stream::iter(pieces), "x-y", 10_000);
        let mut parts = Vec::new();
        while let Some(part) = form.next().await? {
            let mut bytes = Vec::new();
            while let Some(piece) = form.piece().await? {
                bytes.extend(piece);
            }
            parts.push((part, bytes));
        }
        Ok(parts)
    }

    fn named(name: &str, file_name: Option<&str>) -> Part {
        Part {
            name: name.to_owned(),
            file_name: file_name.map(str::to_owned),
        }
    }

    #[tokio::test]
    async fn a_form_is_the_same_in_whatever_pieces_it_comes() {
        let body =
            b"before\r\n--x-y\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\nA stub\
            \r\n--x-y  \r\ncontent-type: application/pdf\r\n\
            content-disposition: form-data; name=file; filename=\"a \\\"b\\\".pdf\"\r\n\r\n\
            %PDF-\r\n--x-\r\n\r--x-y\r\n\r\n--x-y\r\nContent-Disposition: form-data; name=\"empty\"\
            \r\n\r\n\r\n--x-y--\r\nafter";
        for size in 1..body.len() {
            let parts = read(body, size).await.unwrap();
            assert_eq!(parts.len(), 3, "{size}");
            assert_eq!(parts[0], (named("caption", None), b"A stub".to_vec()));
            let file = named("file", Some("a \"b\".pdf"));
            assert_eq!(
                parts[1],
                (file, b"%PDF-\r\n--x-\r\n\r--x-y\r\n".to_vec()),
                "{size}"
            );
            assert_eq!(parts[2], (named("empty", None), Vec::new()));
        }
    }

    #[tokio::test]
    async fn a_form_that_breaks_off_anywhere_is_none() {
        let body = b"--x-y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nA stub\r\n--x-y--";
        assert_eq!(read(body, 7).await.unwrap().len(), 1);
        for end in 0..body.len() {
            assert!(read(&body[..end], 7).await.is_err(), "{end}");
        }
    }

    #[tokio::test]
    async fn a_form_that_is_too_long_or_has_no_names_is_refused() {
        let long = [
            &b"--x-y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"[..],
            &[b'a'; 10_000],
            b"\r\n--x-y--",
        ];
        let refused = read(&long.concat(), 500).await;
        assert!(matches!(refused, Err(Refusal::TooLarge)));
        for head in [
            "",
            "Content-Disposition: form-data\r\n",
            "Content-Disposition: attachment; name=\"a\"\r\n",
            "Content-Disposition: form-data; filename=\"a\"\r\n",
        ] {
            let body = format!("--x-y\r\n{head}\r\na\r\n--x-y--");
            assert!(read(body.as_bytes(), 500).await.is_err(), "{head}");
        }
        let endless = format!("--x-y\r\nX: {}", "x".repeat(9_000));
        assert!(matches!(
            read(endless.as_bytes(), 500).await,
            Err(Refusal::Fields(_))
        ));
    }

    #[test]
    fn names_of_files_come_in_two_forms() {
        for (head, name) in [
            ("filename=\"scan.pdf\"", "scan.pdf"),
            ("filename=scan.pdf", "scan.pdf"),
            (
                "filename=\"C:\\fakepath\\scan.pdf\"",
                "C:\\fakepath\\scan.pdf",
            ),
            ("filename=\"a;b=c.pdf\"; x=y", "a;b=c.pdf"),
            ("filename*=utf-8''na%C3%AFve%20.pdf", "naïve .pdf"),
            (
                "filename=\"x.pdf\"; filename*=UTF-8'en'%E2%82%AC.pdf",
                "€.pdf",
            ),
            ("filename=\"x.pdf\"; filename*=latin1''%E9.pdf", "x.pdf"),
            ("filename=\"x.pdf\"; filename*=UTF-8''%E", "x.pdf"),
        ] {
            let head = format!("\r\nContent-Disposition: form-data; name=\"file\"; {head}");
            let part = part(head.as_bytes()).unwrap();
            assert_eq!(part, named("file", Some(name)));
        }
    }

    #[test]
    fn a_boundary_is_found_in_its_content_type() {
        for (kind, found) in [
            ("multipart/form-data; boundary=abc", Some("abc")),
            (
                "Multipart/Form-Data; charset=x; Boundary=\"a b\"",
                Some("a b"),
            ),
            ("multipart/form-data; boundary=", None),
            ("multipart/form-data", None),
            ("multipart/mixed; boundary=abc", None),
            ("application/json", None),
        ] {
            assert_eq!(boundary(kind).as_deref(), found, "{kind}");
        }
    }
}
