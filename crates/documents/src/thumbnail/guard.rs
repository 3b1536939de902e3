//! Which PDFs may be drawn at all. The renderer has no limits of its own on what a stream unpacks
//! to and how large an image is, so everything is read once before, a piece at a time: what would
//! take too much memory, or cannot be looked into, has no picture.
//!
//! Streams of other packings than Flate could hide what Flate cannot; such files are passed over,
//! but for photos (DCT) and faxes (CCITT).

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

/// Bytes of a PDF that is drawn; it is held whole for that.
pub(super) const MOST_PDF: u64 = 25_000_000;
/// What a stream unpacks to, and all of them: a page of 600 dpi in colour does not pass.
const MOST_STREAM: u64 = 48_000_000;
const MOST_STREAMS: u64 = 96_000_000;
/// Pixels of one side of an image: a page of 600 dpi passes.
const WIDEST: u32 = 8_000;
/// With every letter escaped, the longest name that is looked for has 45.
const LONGEST_NAME: usize = 48;

/// Packings that are not looked into, encryption, and formats whose size stands elsewhere.
const REFUSED: &[&[u8]] = &[
    b"LZWDecode",
    b"LZW",
    b"ASCII85Decode",
    b"A85",
    b"ASCIIHexDecode",
    b"AHx",
    b"RunLengthDecode",
    b"RL",
    b"JPXDecode",
    b"JBIG2Decode",
    b"Crypt",
    b"Encrypt",
];
/// An image's sides, also by their short names.
const SIDES: &[&[u8]] = &[b"Width", b"Height", b"Columns", b"Rows", b"W", b"H"];

/// The bytes of a PDF that stays within the limits.
pub(super) fn drawable(source: impl Read) -> Option<Vec<u8>> {
    let mut pdf = Vec::new();
    source.take(MOST_PDF + 1).read_to_end(&mut pdf).ok()?;
    let passes = pdf.len() as u64 <= MOST_PDF && Names::default().pass(&pdf) && streams_pass(&pdf);
    passes.then_some(pdf)
}

fn streams_pass(pdf: &[u8]) -> bool {
    let mut left = MOST_STREAMS;
    let words = pdf.windows(6).enumerate();
    for (at, _) in words.filter(|(_, word)| word == b"stream") {
        let after = &pdf[at + 6..];
        let packed = after
            .strip_prefix(b"\r\n")
            .or(after.strip_prefix(b"\n"))
            .or(after.strip_prefix(b"\r"))
            .unwrap_or(after);
        // The renderer tries both, in this order, where the first breaks.
        let most = left.min(MOST_STREAM);
        let ways = [
            unpacked(ZlibDecoder::new(packed), most),
            unpacked(DeflateDecoder::new(packed), most),
        ];
        for way in ways {
            let Some(count) = way else { return false };
            left = left.saturating_sub(count);
        }
    }
    true
}

/// How many bytes came out; `None` where they were too many, or would not pass.
fn unpacked(mut from: impl Read, most: u64) -> Option<u64> {
    let (mut names, mut buffer, mut count) = (Names::default(), [0; 8192], 0);
    loop {
        // What breaks ends here for the renderer too.
        match from.read(&mut buffer) {
            Ok(0) | Err(_) => return Some(count),
            Ok(read) => {
                count += read as u64;
                if count > most || !names.pass(&buffer[..read]) {
                    return None;
                }
            }
        }
    }
}

/// Follows names, and the numbers after those of an image's sides, in any bytes.
#[derive(Default)]
struct Names {
    name: Option<Vec<u8>>,
    /// The name before this one was Flate, and nothing but blanks came since.
    flate: bool,
    side: Option<u32>,
}

impl Names {
    fn pass(&mut self, bytes: &[u8]) -> bool {
        bytes
            .iter()
            .all(|&byte| self.named(byte) && self.sized(byte))
    }

    fn named(&mut self, byte: u8) -> bool {
        let is_blank = byte.is_ascii_whitespace() || byte == 0;
        let is_regular = !is_blank && !b"()<>[]{}/%".contains(&byte);
        if let (Some(name), true) = (&mut self.name, is_regular) {
            if name.len() < LONGEST_NAME {
                name.push(byte);
            }
            return true;
        }
        if let Some(name) = self.name.take().map(|name| resolved(&name)) {
            let flate = name == b"FlateDecode" || name == b"Fl";
            // Packed twice could be a million times as much.
            if REFUSED.contains(&name.as_slice()) || (flate && self.flate) {
                return false;
            }
            self.flate = flate;
            self.side = SIDES.contains(&name.as_slice()).then_some(0);
        }
        if byte == b'/' {
            self.name = Some(Vec::new());
        } else if !is_blank {
            self.flate = false;
        }
        true
    }

    fn sized(&mut self, byte: u8) -> bool {
        self.side = match (self.side, byte) {
            (Some(side), b'0'..=b'9') => Some(
                side.saturating_mul(10)
                    .saturating_add(u32::from(byte - b'0')),
            ),
            (Some(0), _) if byte.is_ascii_whitespace() => Some(0),
            _ => None,
        };
        self.side.is_none_or(|side| side <= WIDEST)
    }
}

/// A name with its escapes (`#4a`) resolved.
fn resolved(name: &[u8]) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::new(), name);
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| byte == b'#');
        let escaped =
            digits.and_then(|digits| u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok());
        out.push(escaped.unwrap_or(byte));
        rest = if escaped.is_some() {
            &after[2..]
        } else {
            after
        };
    }
    out
}
