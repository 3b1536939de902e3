//! What is sent is not always what was dropped: photos lose what they tell about their taker.

use std::io::BufReader;

use crate::{
    inspect::Kind,
    jpeg, png,
    refusal::Refusal,
    spool::{Spool, Spooled},
};

/// The bytes that will be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Normalised {
    /// Where they are.
    pub spooled: Spooled,
    /// Whether position, camera data or texts were removed.
    pub cleaned: bool,
}

/// Removes position, camera data and texts from an image, without decoding it; the orientation
/// stays. Other kinds, and images that carry nothing of the kind, stay as they are. Where
/// something was removed, the copy that still has it is wiped.
///
/// # Errors
/// When the copy cannot be read as what it is, or the new one not be kept; the old one stays then.
pub fn normalise(spool: &Spool, dropped: Spooled, kind: Kind) -> Result<Normalised, Refusal> {
    let as_it_is = Normalised {
        spooled: dropped,
        cleaned: false,
    };
    if !matches!(kind, Kind::Jpeg | Kind::Png) {
        return Ok(as_it_is);
    }
    let mut from = BufReader::new(spool.reader(dropped.id)?);
    let mut writer = spool.writer()?;
    let seen = match kind {
        Kind::Png => png::clean(&mut from, &mut writer).map_err(|f| f.refusal("a PNG image")),
        _ => jpeg::clean(&mut from, &mut writer).map_err(|f| f.refusal("a JPEG image")),
    };
    if !seen?.cleaned {
        return Ok(as_it_is);
    }
    let spooled = writer.finish()?;
    spool.wipe(dropped.id)?;
    Ok(Normalised {
        spooled,
        cleaned: true,
    })
}
