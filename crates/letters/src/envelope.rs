//! The #10 envelope with two windows, and where things stand on the sheet folded into it. All
//! measures in inches from the sheet's top left corner, but a [`Window`]'s, which is as makers
//! of envelopes give it. The letter is laid out by these numbers, and a preview can draw them.

/// A US Letter sheet: width and height.
pub const SHEET: (f64, f64) = (8.5, 11.0);

/// Height of the sheet folded in three.
pub const PANEL: f64 = SHEET.1 / 3.0;

/// A rectangle on the sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Rect {
    /// Right edge.
    #[must_use]
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Lower edge.
    #[must_use]
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }
}

/// A window of an envelope.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// From the envelope's left edge.
    pub left: f64,
    /// From the envelope's lower edge.
    pub bottom: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// An envelope with its windows: the sender's above, the recipient's below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Envelope {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// The sender's and the recipient's window.
    pub windows: [Window; 2],
}

/// The common #10 envelope with two windows.
pub const NUMBER_10: Envelope = Envelope {
    width: 9.5,
    height: 4.125,
    windows: [
        Window {
            left: 0.625,
            bottom: 2.375,
            width: 3.25,
            height: 0.875,
        },
        Window {
            left: 0.625,
            bottom: 1.0,
            width: 4.0,
            height: 1.0,
        },
    ],
};

/// Where mail houses expect the sender.
pub const SENDER: Rect = Rect {
    x: 0.5,
    y: 0.5,
    width: 3.5,
    height: 0.792,
};

/// Where mail houses expect the recipient.
pub const RECIPIENT: Rect = Rect {
    x: 0.5,
    y: 2.042,
    width: 3.5,
    height: 0.875,
};

/// Nothing but the two blocks stands above this line on the first page.
pub const BODY_TOP: f64 = 3.375;

/// Nothing private (SSN, date of birth, account numbers) stands above this line on the first
/// page: the first fold and 10 mm.
pub const PRIVATE_TOP: f64 = PANEL + 10.0 / 25.4;

/// Clear space the Postal Service wants around the recipient (USPS Publication 25).
pub(crate) const CLEAR: f64 = 0.125;

impl Envelope {
    /// What of the sheet a window shows, however the sheet lies in the envelope.
    #[must_use]
    pub fn always_visible(&self, window: &Window) -> Rect {
        let (sideways, upwards) = self.play();
        let top = self.top_at_rest(window) + upwards;
        Rect {
            x: window.left,
            y: top,
            width: window.width - sideways,
            height: window.height - upwards,
        }
    }

    /// What of the sheet a window can show if the sheet slides about.
    #[must_use]
    pub fn ever_visible(&self, window: &Window) -> Rect {
        let (sideways, upwards) = self.play();
        Rect {
            x: window.left - sideways,
            y: self.top_at_rest(window),
            width: window.width + sideways,
            height: window.height + upwards,
        }
    }

    /// How far the folded sheet can move sideways and upwards.
    fn play(&self) -> (f64, f64) {
        (self.width - SHEET.0, self.height - PANEL)
    }

    /// A window's upper edge on a sheet that rests on the envelope's lower edge.
    fn top_at_rest(&self, window: &Window) -> f64 {
        PANEL - window.bottom - window.height
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: f64, other: f64) -> bool {
        (one - other).abs() < 0.001
    }

    #[test]
    fn the_recipient_is_always_seen_in_this_part_of_the_sheet() {
        // 1.667 to 2.667 in at rest, and up to 0.458 in higher: 2.125 to 2.667. Sideways 1 in.
        let seen = NUMBER_10.always_visible(&NUMBER_10.windows[1]);
        assert!(near(seen.x, 0.625) && near(seen.right(), 3.625), "{seen:?}");
        assert!(
            near(seen.y, 2.125) && near(seen.bottom(), 2.667),
            "{seen:?}"
        );
    }

    #[test]
    fn no_window_ever_shows_what_stands_below_the_body_line() {
        for window in &NUMBER_10.windows {
            let seen = NUMBER_10.ever_visible(window);
            assert!(seen.bottom() < BODY_TOP, "{seen:?}");
        }
        assert!(near(PRIVATE_TOP, 4.060));
    }
}
