//! Letters as the fonts that every PDF reader has know them: their codes in WinAnsi (PDF 32000,
//! annex D) and the widths of Helvetica's from its metrics. Letters outside lose their accents.

use crate::names::unaccented;

/// The codes of a text.
pub(super) fn win_ansi(text: &str) -> Vec<u8> {
    text.chars().map(code).collect()
}

fn code(letter: char) -> u8 {
    match letter {
        ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{ff}' => letter as u8,
        '’' => 0x92,
        '•' => 0x95,
        '–' => 0x96,
        'š' => 0x9a,
        'Š' => 0x8a,
        'ž' => 0x9e,
        'Ž' => 0x8e,
        _ => unaccented(letter).map_or(b'?', |plain| plain as u8),
    }
}

/// How wide a text is, in points.
pub(super) fn width(text: &str, size: f32, bold: bool) -> f32 {
    let widths = if bold { BOLD } else { REGULAR };
    let of = |letter: char| {
        // An accent changes no width; what else is outside ASCII is about as wide as a figure.
        let plain = match letter {
            ' '..='~' => letter,
            _ => unaccented(letter).unwrap_or('0'),
        };
        u32::from(widths[plain as usize - usize::from(b' ')])
    };
    text.chars().map(of).sum::<u32>() as f32 * size / 1_000.0
}

/// Space to tilde, in thousandths of the font's size.
#[rustfmt::skip]
const REGULAR: &[u16; 95] = &[
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

#[rustfmt::skip]
const BOLD: &[u16; 95] = &[
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];
