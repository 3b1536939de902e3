//! The two address blocks: every line gets a size and an exact place, so that the envelope shows
//! it whole.

use crate::{
    address::line_name,
    envelope::{CLEAR, NUMBER_10, RECIPIENT, SENDER},
    fonts::{Weight, fonts},
    refusal::{Refusal, Refusals},
};

/// The type of an address block, in points, and the smallest it may shrink to.
const LARGEST: f64 = 10.0;
pub(super) const SMALLEST: f64 = 8.0;

/// Points of an inch.
pub(super) const INCH: f64 = 72.0;

/// From one baseline to the next, in parts of the type's size: usual, and the tightest that is
/// still read (lines are all capitals, nothing hangs below).
const PITCH: f64 = 1.08;
const TIGHTEST: f64 = 0.94;

/// What stays free below the last line, for the tail of a Q.
const TAIL: f64 = 2.0 / INCH;

/// A line in its place: left edge and top of its capitals, in points from the sheet's corner.
pub(super) struct Line {
    pub text: String,
    pub x: f64,
    pub y: f64,
    pub size: f64,
}

/// The sender's block, from the top of its place downwards.
pub(super) fn sender(lines: &[String]) -> Result<Vec<Line>, Refusals> {
    let seen = NUMBER_10.ever_visible(&NUMBER_10.windows[0]);
    // In the middle of its play the envelope shows the sender up to here.
    let right = seen.right() - (NUMBER_10.width - crate::envelope::SHEET.0) / 2.0;
    let place = Place {
        left: left(),
        right: right.min(SENDER.right()),
        top: SENDER.y,
        bottom: SENDER.bottom(),
    };
    let fit = place.fit(lines, "The client's")?;
    Ok(fit.lines(lines, place.left, place.top * INCH))
}

/// The recipient's block, upwards from the lowest line that the envelope always shows. Up to
/// five lines are always seen whole; of six, the name may slide below the window's upper edge,
/// never the street or the city.
pub(super) fn recipient(lines: &[String]) -> Result<Vec<Line>, Refusals> {
    let seen = NUMBER_10.always_visible(&NUMBER_10.windows[1]);
    let seen = Place {
        left: left(),
        right: seen.right() - CLEAR,
        top: seen.y,
        bottom: seen.bottom() - TAIL,
    };
    let taller = Place {
        top: RECIPIENT.y,
        ..seen
    };
    let whose = "The recipient's";
    let fit = if seen.takes(lines.len(), SMALLEST) {
        seen.fit(lines, whose)?
    } else {
        taller.fit(lines, whose)?
    };
    let top = seen.bottom * INCH - fit.height(lines.len());
    Ok(fit.lines(lines, seen.left, top))
}

/// Both blocks begin where the window always shows them, with the clear space beside.
fn left() -> f64 {
    NUMBER_10.windows[1].left + CLEAR
}

/// Room for a block, in inches.
#[derive(Clone, Copy)]
struct Place {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

/// Type that fits, in points.
#[derive(Clone, Copy)]
struct Fit {
    size: f64,
    pitch: f64,
}

impl Place {
    /// The largest type in which all lines fit.
    fn fit(&self, lines: &[String], whose: &str) -> Result<Fit, Refusals> {
        let mut size = LARGEST;
        while size > SMALLEST && !(self.takes(lines.len(), size) && self.spans(lines, size)) {
            size -= 0.25;
        }
        if !self.takes(lines.len(), size) {
            return Err(vec![Refusal::TooManyLines {
                field: format!("{whose} address"),
                lines: lines.len(),
                most: crate::address::MOST_LINES,
            }]);
        }
        let wide: Refusals = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| !self.spans(std::slice::from_ref(line), size))
            .map(|(index, _)| Refusal::TooWide {
                field: line_name(whose, index, lines.len()),
            })
            .collect();
        if !wide.is_empty() {
            return Err(wide);
        }
        let pitch = self.pitch(lines.len(), size);
        Ok(Fit { size, pitch })
    }

    /// Whether so many lines fit one below the other.
    fn takes(&self, lines: usize, size: f64) -> bool {
        self.pitch(lines, size) >= size * TIGHTEST
    }

    /// The usual pitch, or what the height leaves.
    fn pitch(&self, lines: usize, size: f64) -> f64 {
        let height = (self.bottom - self.top) * INCH;
        let gaps = lines.saturating_sub(1).max(1) as f64;
        (size * PITCH).min((height - size * fonts().capitals()) / gaps)
    }

    /// Whether lines fit beside each other's edges.
    fn spans(&self, lines: &[String], size: f64) -> bool {
        let width = (self.right - self.left) * INCH;
        lines
            .iter()
            .all(|line| fonts().width(line, Weight::Regular) * size <= width)
    }
}

impl Fit {
    /// From the top of the first line's capitals to the last baseline.
    fn height(&self, lines: usize) -> f64 {
        self.size * fonts().capitals() + self.pitch * lines.saturating_sub(1) as f64
    }

    fn lines(&self, lines: &[String], left: f64, top: f64) -> Vec<Line> {
        let placed = lines.iter().enumerate().map(|(index, text)| Line {
            text: text.clone(),
            x: left * INCH,
            y: top + self.pitch * index as f64,
            size: self.size,
        });
        placed.collect()
    }
}
