//! Which PDFs may be drawn at all. The renderer has no limits of its own on nesting, which would
//! end the whole program (a stack that overflows cannot be caught), nor on what a stream unpacks
//! to. So everything is read once before, by something that cannot be led astray far: what is not
//! certainly harmless has no picture.
//!
//! Streams of other packings than Flate could hide what Flate cannot; such files are passed over,
//! but for photos (DCT) and faxes (CCITT), whose bytes are no objects in any honest file.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

/// Arrays and dictionaries inside one another. The renderer takes up to 2,600 bytes of stack for
/// each (as built for tests); with [`LONGEST_STRING`] more, hidden in what looked like a string,
/// that is 110 MB.
const DEEPEST: u32 = 10_000;
/// After as many bytes, a string is taken for none (ISO 32000-1, annex C).
const LONGEST_STRING: u32 = 32_767;
/// What a stream unpacks to, and all of them: a page of 600 dpi in colour does not pass.
const MOST_STREAM: u64 = 48_000_000;
const MOST_STREAMS: u64 = 96_000_000;
/// Pixels of one side of an image: a page of 600 dpi passes.
const WIDEST: u32 = 8_000;
const LONGEST_NAME: usize = 16;

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
const SIDES: &[&[u8]] = &[b"Width", b"Height", b"Columns", b"Rows", b"W", b"H"];

/// Whether a PDF stays within the limits.
pub(super) fn is_drawable(pdf: &[u8]) -> bool {
    Lexer::default().reads(pdf) && streams_are_drawable(pdf)
}

fn streams_are_drawable(pdf: &[u8]) -> bool {
    let mut left = MOST_STREAMS;
    for (at, _) in pdf
        .windows(6)
        .enumerate()
        .filter(|(_, word)| word == b"stream")
    {
        let after = &pdf[at + 6..];
        let packed = after
            .strip_prefix(b"\r\n")
            .or(after.strip_prefix(b"\n"))
            .or(after.strip_prefix(b"\r"))
            .unwrap_or(after);
        // The renderer tries both, in this order, where the first breaks.
        let most = left.min(MOST_STREAM);
        let ways = [
            unpacks(ZlibDecoder::new(packed), most),
            unpacks(DeflateDecoder::new(packed), most),
        ];
        for way in ways {
            let Some(count) = way else { return false };
            left = left.saturating_sub(count);
        }
    }
    true
}

/// How many bytes came out; `None` where they were too many, or not harmless.
fn unpacks(mut from: impl Read, most: u64) -> Option<u64> {
    let (mut lexer, mut buffer, mut count) = (Lexer::default(), [0; 8192], 0);
    loop {
        // What breaks ends here for the renderer too.
        match from.read(&mut buffer) {
            Ok(0) | Err(_) => return Some(count),
            Ok(read) => {
                count += read as u64;
                if count > most || !lexer.reads(&buffer[..read]) {
                    return None;
                }
            }
        }
    }
}

/// What the bytes being read belong to.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Nothing,
    Comment,
    /// Text in parentheses, how many of them, and whether a backslash came before.
    Text(u32, bool),
    /// Digits between `<` and `>`.
    Hex,
}

/// Follows names, strings and brackets, in any bytes.
#[derive(Default)]
struct Lexer {
    within: Within,
    /// How long the string or comment is by now.
    length: u32,
    last: u8,
    arrays: u32,
    dictionaries: u32,
    procedures: u32,
    name: Option<Vec<u8>>,
    /// The name before this one was Flate, and nothing but blanks came since.
    flate: bool,
    /// A number after the name of an image's side.
    side: Option<u32>,
}

impl Lexer {
    fn reads(&mut self, bytes: &[u8]) -> bool {
        bytes.iter().all(|&byte| self.reads_byte(byte))
    }

    fn reads_byte(&mut self, byte: u8) -> bool {
        let last = std::mem::replace(&mut self.last, byte);
        if self.within != Within::Nothing {
            self.length += 1;
            self.within = if self.length > LONGEST_STRING {
                Within::Nothing
            } else {
                self.within.after(byte)
            };
            return true;
        }
        self.named(byte) && self.sized(byte) && self.nested(last, byte)
    }

    fn nested(&mut self, last: u8, byte: u8) -> bool {
        let begins = |within| (within, 0);
        match byte {
            // One alone began a string of digits, to which whatever follows belongs.
            _ if last == b'<' && byte != b'<' && byte != b'>' => {
                (self.within, self.length) = begins(Within::Hex);
            }
            b'[' => self.arrays += 1,
            b']' => self.arrays = self.arrays.saturating_sub(1),
            b'{' => self.procedures += 1,
            b'}' => self.procedures = self.procedures.saturating_sub(1),
            b'<' if last == b'<' => {
                self.dictionaries += 1;
                // Three of them are a dictionary and a string.
                self.last = 0;
            }
            b'>' if last == b'>' => {
                self.dictionaries = self.dictionaries.saturating_sub(1);
                self.last = 0;
            }
            b'(' => (self.within, self.length) = begins(Within::Text(1, false)),
            b'%' => (self.within, self.length) = begins(Within::Comment),
            _ => {}
        }
        self.arrays + self.dictionaries + self.procedures <= DEEPEST
    }

    /// Refuses by name, escapes resolved.
    fn named(&mut self, byte: u8) -> bool {
        let is_regular = !byte.is_ascii_whitespace() && byte != 0 && !b"()<>[]{}/%".contains(&byte);
        if let (Some(name), true) = (&mut self.name, is_regular) {
            if name.len() <= 3 * LONGEST_NAME {
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
        } else if !byte.is_ascii_whitespace() {
            self.flate = false;
        }
        true
    }

    fn sized(&mut self, byte: u8) -> bool {
        match (self.side, byte) {
            (Some(side), b'0'..=b'9') => {
                self.side = Some(
                    side.saturating_mul(10)
                        .saturating_add(u32::from(byte - b'0')),
                );
            }
            (Some(0), _) if byte.is_ascii_whitespace() => {}
            _ => self.side = None,
        }
        self.side.is_none_or(|side| side <= WIDEST)
    }
}

impl Within {
    fn after(self, byte: u8) -> Self {
        match (self, byte) {
            (Self::Comment, b'\r' | b'\n') | (Self::Hex, b'>') => Self::Nothing,
            (Self::Text(depth, true), _) => Self::Text(depth, false),
            (Self::Text(depth, false), b'\\') => Self::Text(depth, true),
            (Self::Text(depth, false), b'(') => Self::Text(depth + 1, false),
            (Self::Text(1, false), b')') => Self::Nothing,
            (Self::Text(depth, false), b')') => Self::Text(depth - 1, false),
            _ => self,
        }
    }
}

/// A name with its escapes (`#4a`) resolved.
fn resolved(name: &[u8]) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::new(), name);
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = after.get(..2).filter(|_| byte == b'#');
        let escaped =
            escaped.and_then(|digits| u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok());
        out.push(escaped.unwrap_or(byte));
        rest = if escaped.is_some() {
            &after[2..]
        } else {
            after
        };
    }
    out
}
