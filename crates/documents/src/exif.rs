//! Which way up a photo is, which is all that is kept of what a camera writes beside the image.

/// How an image is to be turned, 1 to 8 (EXIF 2.32, tag 0x0112); 1 is as it is.
pub(crate) const UPRIGHT: u16 = 1;

const TAG: u16 = 0x0112;
const SHORT: u16 = 3;

/// The orientation in a block of TIFF tags; upright where there is none that makes sense.
pub(crate) fn orientation(tiff: &[u8]) -> u16 {
    read(tiff)
        .filter(|turn| (1..=8).contains(turn))
        .unwrap_or(UPRIGHT)
}

fn read(tiff: &[u8]) -> Option<u16> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let two: [u8; 2] = *tiff.get(at..)?.first_chunk()?;
        Some(if little {
            u16::from_le_bytes(two)
        } else {
            u16::from_be_bytes(two)
        })
    };
    let long = |at: usize| {
        let four: [u8; 4] = *tiff.get(at..)?.first_chunk()?;
        Some(if little {
            u32::from_le_bytes(four)
        } else {
            u32::from_be_bytes(four)
        })
    };
    let directory = long(4)? as usize;
    let count = short(directory)?;
    let mut entries = (0..usize::from(count)).map(|number| directory + 2 + 12 * number);
    let entry = entries.find(|&at| short(at) == Some(TAG))?;
    (short(entry + 2)? == SHORT && long(entry + 4)? == 1).then(|| short(entry + 8))?
}

/// A block of TIFF tags with an orientation and nothing else.
pub(crate) fn only_orientation(turn: u16) -> [u8; 26] {
    let mut tiff = [0; 26];
    tiff[..10].copy_from_slice(b"MM\0*\0\0\0\x08\0\x01");
    tiff[10..12].copy_from_slice(&TAG.to_be_bytes());
    tiff[12..14].copy_from_slice(&SHORT.to_be_bytes());
    tiff[17] = 1;
    tiff[18..20].copy_from_slice(&turn.to_be_bytes());
    tiff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_in_either_byte_order() {
        for turn in 1..=8 {
            assert_eq!(orientation(&only_orientation(turn)), turn);
        }
        let intel = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        assert_eq!(orientation(intel), 6);
    }

    #[test]
    fn nonsense_is_upright() {
        let mut wrong = only_orientation(6).to_vec();
        wrong[19] = 9;
        assert_eq!(orientation(&wrong), UPRIGHT);
        wrong[4..8].copy_from_slice(&[0xff; 4]);
        assert_eq!(orientation(&wrong), UPRIGHT);
        for length in 0..26 {
            orientation(&only_orientation(6)[..length]);
        }
        assert_eq!(orientation(b"MM\0*\0\0\0\x08\xff\xff"), UPRIGHT);
    }
}
