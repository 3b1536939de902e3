//! What a PDF would do besides being read: names in it that stand for scripts, programs and
//! passwords. They are looked for in the whole file and in its packed objects. A name hidden under
//! another packing is not found; so this gives warnings, and nothing relies on it.

use std::io::{BufReader, Read};

use flate2::read::ZlibDecoder;

use crate::foreign::{Fault, Foreign, find};

/// How far from its end a PDF says where its table is. Mail gateways add some bytes.
const TAIL: u64 = 4096;
/// Bytes that are read at once.
const PIECE: usize = 64 * 1024;
/// Unpacked bytes of objects that are looked at, one and all.
const MOST_OBJECTS: u64 = 8_000_000;
const MOST_UNPACKED: u64 = 64_000_000;
const MOST_STREAMS: usize = 5000;
/// Names of more letters are none of those that matter.
const LONGEST_NAME: usize = 16;

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) encrypted: bool,
    pub(super) script: bool,
    pub(super) launch: bool,
}

/// Checks that a PDF ends as one, and looks for the names.
pub(super) fn check(file: &mut Foreign<'_>) -> Result<Found, Fault> {
    let tail_at = file.length().saturating_sub(TAIL);
    find(&file.up_to(tail_at, TAIL)?, b"startxref").ok_or(Fault::Malformed)?;

    let mut search = Search::default();
    search.read(BufReader::with_capacity(PIECE, file.from(0)?))?;
    let mut left = MOST_UNPACKED;
    for at in std::mem::take(&mut search.packed) {
        let most = left.min(MOST_OBJECTS);
        let packed = BufReader::new(file.from(at)?);
        let before = search.read;
        // What is no valid stream is not read by a viewer either; what came before counts.
        let _ = search.read(ZlibDecoder::new(packed).take(most));
        left -= (search.read - before).min(left);
    }
    Ok(search.found)
}

/// Reads bytes one by one, knowing only names and where packed objects begin.
#[derive(Default)]
struct Search {
    found: Found,
    /// The name being read, its escapes resolved; `None` outside of one.
    name: Option<Vec<u8>>,
    /// Digits of an escape (`#4a`) so far.
    escape: Option<Option<u8>>,
    /// The last bytes, to know the word "stream" by.
    word: [u8; 7],
    /// Whether the dictionary being read is one of packed objects.
    objects: bool,
    /// Where packed objects begin.
    packed: Vec<u64>,
    read: u64,
}

impl Search {
    fn read(&mut self, mut from: impl Read) -> Result<(), Fault> {
        let mut buffer = [0; 8192];
        loop {
            match from.read(&mut buffer)? {
                0 => break,
                count => buffer[..count].iter().for_each(|&byte| self.byte(byte)),
            }
        }
        self.byte(b' ');
        Ok(())
    }

    fn byte(&mut self, byte: u8) {
        self.read += 1;
        if is_regular(byte) {
            self.letter(byte);
        } else {
            self.end_name();
            if byte == b'/' {
                self.name = Some(Vec::new());
            }
        }
        self.word.rotate_left(1);
        self.word[6] = byte;
        // The word ends in a line feed, of which a viewer forgives no other.
        if self.objects && (self.word == *b"stream\n" || self.word == *b"tream\r\n") {
            self.objects = false;
            if self.packed.len() < MOST_STREAMS {
                self.packed.push(self.read);
            }
        }
    }

    fn letter(&mut self, byte: u8) {
        let Some(name) = &mut self.name else { return };
        if name.len() > LONGEST_NAME {
            return;
        }
        let digit = (byte as char).to_digit(16).map(|digit| digit as u8);
        match (self.escape, digit) {
            (Some(None), Some(high)) => self.escape = Some(Some(high)),
            (Some(Some(high)), Some(low)) => {
                name.push(high << 4 | low);
                self.escape = None;
            }
            _ if byte == b'#' => self.escape = Some(None),
            _ => {
                self.escape = None;
                name.push(byte);
            }
        }
    }

    fn end_name(&mut self) {
        self.escape = None;
        let name = self.name.take();
        match name.as_deref() {
            Some(b"Encrypt") => self.found.encrypted = true,
            Some(b"JavaScript") => self.found.script = true,
            Some(b"Launch") => self.found.launch = true,
            Some(b"ObjStm") => self.objects = true,
            _ => {}
        }
    }
}

/// Neither white space nor a delimiter (ISO 32000-1, 7.2.2).
fn is_regular(byte: u8) -> bool {
    !matches!(
        byte,
        0 | b'\t'
            | b'\n'
            | 0x0c
            | b'\r'
            | b' '
            | b'('
            | b')'
            | b'<'
            | b'>'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'/'
            | b'%'
    )
}
