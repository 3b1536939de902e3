//! A PNG chunk by chunk (ISO/IEC 15948), without decoding it: the image stays to the bit, texts and
//! what a camera or program wrote about itself go.

use std::io::{BufRead, Read, Write};

use crc32fast::Hasher;

use crate::{
    exif::{self, UPRIGHT},
    foreign::Fault,
    jpeg::Seen,
};

const SIGNATURE: [u8; 8] = *b"\x89PNG\r\n\x1a\n";

/// What is not the image itself but needed to show it right: colours, transparency, density,
/// moving images. All other chunks that a viewer may pass over are left out.
const KEPT: &[[u8; 4]] = &[
    *b"tRNS", *b"gAMA", *b"cHRM", *b"sRGB", *b"iCCP", *b"cICP", *b"mDCV", *b"cLLI", *b"sBIT",
    *b"bKGD", *b"pHYs", *b"sPLT", *b"hIST", *b"acTL", *b"fcTL", *b"fdAT",
];

/// Blocks of EXIF that are longer have previews in them, and an orientation near their beginning.
const MOST_EXIF: u64 = 64 * 1024;

/// Copies the image without texts, EXIF (but for the orientation), and whatever follows its end.
pub(crate) fn clean(from: &mut impl BufRead, to: &mut impl Write) -> Result<Seen, Fault> {
    let mut signature = [0; 8];
    from.read_exact(&mut signature)?;
    if signature != SIGNATURE {
        return Err(Fault::Malformed);
    }
    to.write_all(&SIGNATURE)?;
    let (width, height) = header(from, to)?;
    let (mut cleaned, mut has_image, mut turned) = (false, false, false);
    loop {
        let (length, kind) = begin(from)?;
        match &kind {
            b"eXIf" => {
                let exif = short(from, length)?;
                let turn = exif::orientation(&exif);
                let kept = exif::only_orientation(turn);
                let keep = turn != UPRIGHT && !turned;
                cleaned |= !keep || exif != kept;
                turned |= keep;
                if keep {
                    write(to, kind, &kept)?;
                }
            }
            _ if is_needed(kind) || KEPT.contains(&kind) => {
                has_image |= kind == *b"IDAT";
                copy(from, to, length, kind)?;
            }
            _ => {
                cleaned = true;
                copy(from, &mut std::io::sink(), length, kind)?;
            }
        }
        if kind == *b"IEND" {
            break;
        }
    }
    cleaned |= !from.fill_buf()?.is_empty();
    if !has_image {
        return Err(Fault::Malformed);
    }
    Ok(Seen {
        width,
        height,
        cleaned,
    })
}

/// Width and height; the header comes first and has a length of 13.
fn header(from: &mut impl Read, to: &mut impl Write) -> Result<(u32, u32), Fault> {
    let (length, kind) = begin(from)?;
    if length != 13 || kind != *b"IHDR" {
        return Err(Fault::Malformed);
    }
    let (mut header, mut sum) = ([0; 13], [0; 4]);
    from.read_exact(&mut header)?;
    from.read_exact(&mut sum)?;
    if u32::from_be_bytes(sum) != checksum(kind, &header) {
        return Err(Fault::Malformed);
    }
    write(to, kind, &header)?;
    let side = |at: usize| {
        let four = [header[at], header[at + 1], header[at + 2], header[at + 3]];
        u32::from_be_bytes(four)
    };
    match (side(0), side(4)) {
        (0, _) | (_, 0) => Err(Fault::Malformed),
        size => Ok(size),
    }
}

fn begin(from: &mut impl Read) -> Result<(u32, [u8; 4]), Fault> {
    let (mut length, mut kind) = ([0; 4], [0; 4]);
    from.read_exact(&mut length)?;
    from.read_exact(&mut kind)?;
    let length = u32::from_be_bytes(length);
    if length > i32::MAX as u32 || !kind.iter().all(u8::is_ascii_alphabetic) {
        return Err(Fault::Malformed);
    }
    Ok((length, kind))
}

/// A capital first letter: no viewer can do without it.
fn is_needed(kind: [u8; 4]) -> bool {
    kind[0].is_ascii_uppercase()
}

/// The whole of a short chunk; of a long one its beginning.
fn short(from: &mut impl Read, length: u32) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let kept = u64::from(length).min(MOST_EXIF);
    from.take(kept).read_to_end(&mut bytes)?;
    // The rest, and the four bytes of the checksum.
    skip(from, u64::from(length) - kept + 4)?;
    if bytes.len() as u64 == kept {
        Ok(bytes)
    } else {
        Err(Fault::Malformed)
    }
}

fn skip(from: &mut impl Read, count: u64) -> Result<(), Fault> {
    let skipped = std::io::copy(&mut from.take(count), &mut std::io::sink())?;
    if skipped == count {
        Ok(())
    } else {
        Err(Fault::Malformed)
    }
}

fn write(to: &mut impl Write, kind: [u8; 4], bytes: &[u8]) -> Result<(), Fault> {
    to.write_all(&(bytes.len() as u32).to_be_bytes())?;
    to.write_all(&kind)?;
    to.write_all(bytes)?;
    Ok(to.write_all(&checksum(kind, bytes).to_be_bytes())?)
}

fn checksum(kind: [u8; 4], bytes: &[u8]) -> u32 {
    let mut sum = Hasher::new();
    sum.update(&kind);
    sum.update(bytes);
    sum.finalize()
}

/// Copies a chunk of any length in pieces, and compares its checksum if it is needed.
fn copy(
    from: &mut impl BufRead,
    to: &mut impl Write,
    length: u32,
    kind: [u8; 4],
) -> Result<(), Fault> {
    to.write_all(&length.to_be_bytes())?;
    to.write_all(&kind)?;
    let mut sum = Hasher::new();
    sum.update(&kind);
    let mut left = length as usize;
    while left > 0 {
        let there = from.fill_buf()?;
        let count = there.len().min(left);
        if count == 0 {
            return Err(Fault::Malformed);
        }
        sum.update(&there[..count]);
        to.write_all(&there[..count])?;
        from.consume(count);
        left -= count;
    }
    let mut said = [0; 4];
    from.read_exact(&mut said)?;
    if is_needed(kind) && u32::from_be_bytes(said) != sum.finalize() {
        return Err(Fault::Malformed);
    }
    Ok(to.write_all(&said)?)
}
