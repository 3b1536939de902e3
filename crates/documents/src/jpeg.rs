//! A JPEG segment by segment (ITU-T T.81, annex B), without decoding it: the image stays to the
//! bit, what the camera wrote about itself and the place goes.

use std::io::{BufRead, Read, Write};

use crate::{
    exif::{self, UPRIGHT},
    foreign::Fault,
};

/// What was read, and whether anything was left out or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) cleaned: bool,
}

const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;
const COMMENT: u8 = 0xfe;
const EXIF: &[u8] = b"Exif\0\0";

/// Copies the image without its EXIF (but for the orientation), XMP, IPTC, maker notes, comments,
/// previews and whatever follows its end.
pub(crate) fn clean(from: &mut impl BufRead, to: &mut impl Write) -> Result<Seen, Fault> {
    let mut cleaner = Cleaner {
        to,
        size: None,
        turned: false,
        cleaned: false,
        scanned: false,
    };
    if two(from)? != [0xff, START] {
        return Err(Fault::Malformed);
    }
    cleaner.to.write_all(&[0xff, START])?;
    let mut next = cleaner.marker(from)?;
    while next != END {
        next = cleaner.piece(next, from)?;
    }
    cleaner.to.write_all(&[0xff, END])?;
    cleaner.cleaned |= !from.fill_buf()?.is_empty();
    match cleaner.size {
        Some((width, height)) if cleaner.scanned && width > 0 && height > 0 => Ok(Seen {
            width,
            height,
            cleaned: cleaner.cleaned,
        }),
        _ => Err(Fault::Malformed),
    }
}

struct Cleaner<'a, W> {
    to: &'a mut W,
    size: Option<(u32, u32)>,
    /// Whether an orientation was written.
    turned: bool,
    cleaned: bool,
    scanned: bool,
}

impl<W: Write> Cleaner<'_, W> {
    /// Copies, changes or leaves out what a marker begins, and says which marker comes next.
    fn piece(&mut self, code: u8, from: &mut impl BufRead) -> Result<u8, Fault> {
        // Without a length: TEM and restart markers that stand alone.
        if code == 0x01 || (0xd0..=0xd7).contains(&code) {
            self.to.write_all(&[0xff, code])?;
            return self.marker(from);
        }
        if code < 0xc0 || code == START {
            return Err(Fault::Malformed);
        }
        let payload = payload(from)?;
        match code {
            APP0..=0xef | COMMENT => self.about(code, &payload)?,
            0xc0..=0xcf if !matches!(code, 0xc4 | 0xc8 | 0xcc) => {
                let size = payload.get(1..5).ok_or(Fault::Malformed)?;
                let side = |at: usize| u32::from(u16::from_be_bytes([size[at], size[at + 1]]));
                self.size.get_or_insert((side(2), side(0)));
                self.segment(code, &payload)?;
            }
            _ => self.segment(code, &payload)?,
        }
        if code != SCAN {
            return self.marker(from);
        }
        self.scanned = true;
        self.scan(from)
    }

    /// What is not the image itself: kept is only what is needed to show it right.
    fn about(&mut self, code: u8, payload: &[u8]) -> Result<(), Fault> {
        match code {
            // The header of 14 bytes; a preview may follow it.
            APP0 if payload.starts_with(b"JFIF\0") && payload.len() >= 14 => {
                let mut header = payload[..14].to_vec();
                header[12..].fill(0);
                self.cleaned |= header != payload;
                self.segment(code, &header)
            }
            APP1 if payload.starts_with(EXIF) => {
                let turn = exif::orientation(&payload[EXIF.len()..]);
                if turn == UPRIGHT || self.turned {
                    self.cleaned = true;
                    return Ok(());
                }
                self.turned = true;
                let kept = [EXIF, &exif::only_orientation(turn)].concat();
                self.cleaned |= kept != payload;
                self.segment(code, &kept)
            }
            APP2 if payload.starts_with(b"ICC_PROFILE\0") => self.segment(code, payload),
            APP14 if payload.starts_with(b"Adobe") => self.segment(code, payload),
            _ => {
                self.cleaned = true;
                Ok(())
            }
        }
    }

    fn segment(&mut self, code: u8, payload: &[u8]) -> Result<(), Fault> {
        let length = u16::try_from(payload.len() + 2).map_err(|_| Fault::Malformed)?;
        self.to.write_all(&[0xff, code])?;
        self.to.write_all(&length.to_be_bytes())?;
        Ok(self.to.write_all(payload)?)
    }

    /// The code of the next marker. Viewers pass over stray bytes before it, and so do we, but do
    /// not send them.
    fn marker(&mut self, from: &mut impl BufRead) -> Result<u8, Fault> {
        loop {
            let there = from.fill_buf()?;
            if there.is_empty() {
                return Err(Fault::Malformed);
            }
            let stray = there.iter().position(|&byte| byte == 0xff);
            let count = stray.unwrap_or(there.len());
            self.cleaned |= count > 0;
            from.consume(count);
            if stray.is_some() {
                return code(from);
            }
        }
    }

    /// Copies coded bytes up to the next marker that is not part of them.
    fn scan(&mut self, from: &mut impl BufRead) -> Result<u8, Fault> {
        loop {
            let there = from.fill_buf()?;
            if there.is_empty() {
                return Err(Fault::Malformed);
            }
            let plain = there.iter().position(|&byte| byte == 0xff);
            let count = plain.unwrap_or(there.len());
            self.to.write_all(&there[..count])?;
            from.consume(count);
            if plain.is_none() {
                continue;
            }
            match code(from)? {
                // A coded 0xff, or a restart within the scan.
                inside @ (0 | 0xd0..=0xd7) => self.to.write_all(&[0xff, inside])?,
                next => return Ok(next),
            }
        }
    }
}

/// The code of a marker, which any number of 0xff may begin.
fn code(from: &mut impl Read) -> Result<u8, Fault> {
    let mut one = [0xff];
    while one[0] == 0xff {
        from.read_exact(&mut one)?;
    }
    Ok(one[0])
}

fn payload(from: &mut impl Read) -> Result<Vec<u8>, Fault> {
    let length = u16::from_be_bytes(two(from)?);
    let mut payload = vec![0; usize::from(length.checked_sub(2).ok_or(Fault::Malformed)?)];
    from.read_exact(&mut payload)?;
    Ok(payload)
}

fn two(from: &mut impl Read) -> Result<[u8; 2], Fault> {
    let mut two = [0; 2];
    from.read_exact(&mut two)?;
    Ok(two)
}
