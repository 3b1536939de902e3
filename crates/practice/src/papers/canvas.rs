//! A picture in memory: areas, letters, a pen, and the photograph that someone takes of it.

use image::{
    ExtendedColorType, ImageEncoder, Rgb, RgbImage,
    codecs::{
        jpeg::JpegEncoder,
        png::{CompressionType, FilterType, PngEncoder},
    },
};
use noto_sans_mono_bitmap::{
    FontWeight, RasterHeight, RasterizedChar, get_raster, get_raster_width,
};

use crate::{
    dice::{Dice, mix},
    names::unaccented,
};

/// Red, green and blue.
pub(super) type Ink = [u8; 3];
pub(super) const BLACK: Ink = [28, 30, 38];
pub(super) const GREY: Ink = [92, 98, 110];
pub(super) const WHITE: Ink = [250, 250, 250];
pub(super) const RED: Ink = [176, 32, 40];
pub(super) const PEN: Ink = [24, 38, 120];

/// How letters look: all of one width.
#[derive(Clone, Copy)]
pub(super) struct Face(FontWeight, RasterHeight);

pub(super) const TINY: Face = Face(FontWeight::Regular, RasterHeight::Size16);
pub(super) const TINY_BOLD: Face = Face(FontWeight::Bold, RasterHeight::Size16);
pub(super) const PLAIN: Face = Face(FontWeight::Regular, RasterHeight::Size20);
pub(super) const BOLD: Face = Face(FontWeight::Bold, RasterHeight::Size20);
pub(super) const LARGE: Face = Face(FontWeight::Bold, RasterHeight::Size24);
pub(super) const HUGE: Face = Face(FontWeight::Bold, RasterHeight::Size32);

/// A picture that is being drawn.
pub(super) struct Canvas(RgbImage);

impl Canvas {
    /// A sheet whose colour goes from one to the other, from the top left to the bottom right.
    pub(super) fn new(wide: u32, high: u32, from: Ink, to: Ink) -> Self {
        let far = (wide + high) as f32;
        let at = |x, y| Rgb(between(from, to, (x + y) as f32 / far));
        Self(RgbImage::from_fn(wide, high, at))
    }

    pub(super) fn fill(&mut self, left: u32, top: u32, wide: u32, high: u32, ink: Ink) {
        for y in top..(top + high).min(self.0.height()) {
            for x in left..(left + wide).min(self.0.width()) {
                self.0.put_pixel(x, y, Rgb(ink));
            }
        }
    }

    /// Fine waves, as printers of cards put under everything.
    pub(super) fn waves(&mut self, ink: Ink) {
        // A parabola up and one down, in tenths of a pixel.
        let bow = |x: u32| {
            let place = (x % 80) as i32 - 40;
            let high = (1_600 - place * place) * 90 / 1_600;
            if (x / 80).is_multiple_of(2) {
                high
            } else {
                -high
            }
        };
        for (x, y, pixel) in self.0.enumerate_pixels_mut() {
            if (y as i32 * 10 + 110 + bow(x)) % 110 < 14 {
                pixel.0 = between(pixel.0, ink, 0.35);
            }
        }
    }

    /// A filled ellipse, nothing of it below a line.
    pub(super) fn ellipse(&mut self, centre: (f32, f32), radii: (f32, f32), below: f32, ink: Ink) {
        let span = |middle: f32, radius: f32, most: u32| {
            let (from, to) = (middle - radius - 1.0, middle + radius + 2.0);
            from.max(0.0) as u32..(to as u32).min(most)
        };
        for y in span(centre.1, radii.1, self.0.height().min(below as u32)) {
            for x in span(centre.0, radii.0, self.0.width()) {
                let (dx, dy) = (
                    (x as f32 - centre.0) / radii.0,
                    (y as f32 - centre.1) / radii.1,
                );
                // Half a pixel is half covered at the edge.
                let inside = (1.0 - (dx * dx + dy * dy).sqrt()) * radii.0.min(radii.1) + 0.5;
                self.blend(x, y, ink, inside);
            }
        }
    }

    /// Text whose top left corner is given; gives where it ends.
    pub(super) fn text(&mut self, x: u32, y: u32, face: Face, ink: Ink, text: &str) -> u32 {
        let mut left = x;
        for glyph in text.chars().filter_map(|letter| glyph(letter, face)) {
            for (row, below) in glyph.rows().zip(y..) {
                for (cover, right) in row.iter().zip(left..) {
                    self.blend(right, below, ink, f32::from(*cover) / 255.0);
                }
            }
            left += glyph.width() as u32;
        }
        left
    }

    /// Text in the first of the faces in which it has room.
    pub(super) fn fitted(
        &mut self,
        (x, y): (u32, u32),
        room: u32,
        [first, second]: [Face; 2],
        ink: Ink,
        text: &str,
    ) {
        let fits = wide(text, first) <= room;
        self.text(x, y, if fits { first } else { second }, ink, text);
    }

    /// Text that ends at `x`.
    pub(super) fn text_to(&mut self, x: u32, y: u32, face: Face, ink: Ink, text: &str) {
        self.text(x.saturating_sub(wide(text, face)), y, face, ink, text);
    }

    /// Text around the middle of the picture.
    pub(super) fn middle(&mut self, y: u32, face: Face, ink: Ink, text: &str) {
        let x = self.0.width().saturating_sub(wide(text, face)) / 2;
        self.text(x, y, face, ink, text);
    }

    /// A signature that nobody writes.
    pub(super) fn scribble(&mut self, x: u32, y: u32, ink: Ink, dice: &mut Dice) {
        let (mut at, base) = ((x as f32, y as f32), y as f32);
        for _ in 0..7 {
            let mut by = |low, high| dice.between(low, high) as f32;
            let to = (at.0 + by(8, 18), base + by(-4, 4));
            let over = (at.0 + by(2, 20), base - by(10, 26));
            let under = (at.0 - 4.0, base + by(0, 10));
            for step in 0..=40u8 {
                let (t, s) = (f32::from(step) / 40.0, 1.0 - f32::from(step) / 40.0);
                let bend = |a: f32, b: f32, c: f32, d: f32| {
                    a * s * s * s + 3.0 * (b * s * s * t + c * s * t * t) + d * t * t * t
                };
                let point = (
                    bend(at.0, over.0, under.0, to.0),
                    bend(at.1, over.1, under.1, to.1),
                );
                self.ellipse(point, (1.3, 1.3), f32::MAX, ink);
            }
            at = to;
        }
    }

    /// A word across the whole picture that lets through what is below.
    pub(super) fn across(&mut self, word: &str, ink: Ink) {
        let size = (wide(word, HUGE), HUGE.1.val() as u32);
        let mut strip = Self::new(size.0, size.1, [0; 3], [0; 3]);
        strip.text(0, 0, HUGE, [255; 3], word);
        let (width, height) = self.0.dimensions();
        let scale = width as f32 * 0.96 / size.0 as f32;
        // 15 degrees.
        let turn = Turn::new(0.258_819, scale, (width, height), size);
        for y in 0..height {
            for x in 0..width {
                if let Some([cover, ..]) = strip.sample(turn.source(x, y)) {
                    self.blend(x, y, ink, f32::from(cover) / 255.0 * 0.3);
                }
            }
        }
    }

    /// The picture as it lies on a table, a little askew, in uneven light.
    pub(super) fn photographed(&self, dice: &mut Dice) -> Self {
        let own = self.0.dimensions();
        let (wide, high) = (own.0 + 80, own.1 + 70);
        let sine = dice.between(-36, 36) as f32 / 1_000.0;
        let turn = Turn::new(sine, 1.0, (wide, high), own);
        let table = dice.one_of(TABLES);
        let mut photo = Self::new(wide, high, table, between(table, BLACK, 0.35));
        for (x, y, pixel) in photo.0.enumerate_pixels_mut() {
            let (across, down) = turn.source(x, y);
            if let Some(here) = self.sample((across, down)) {
                let shade = 0.06 + 0.10 * x as f32 / wide as f32;
                pixel.0 = between(here, BLACK, shade);
                continue;
            }
            // A shadow beside the card, and the table's grain elsewhere.
            let (right, below) = (across - own.0 as f32, down - own.1 as f32);
            let outside = (-across).max(right).max(-down).max(below);
            let grain = (mix(u64::from(x) << 32 | u64::from(y)) % 5) as f32;
            let dark = (0.28 - outside / 40.0).max(0.0) + grain / 90.0;
            pixel.0 = between(pixel.0, BLACK, dark);
        }
        photo
    }

    /// The colour between the four pixels around a place; `None` outside.
    fn sample(&self, (x, y): (f32, f32)) -> Option<Ink> {
        if x < 0.0 || y < 0.0 {
            return None;
        }
        let (left, top) = (x as u32, y as u32);
        let (wide, high) = self.0.dimensions();
        if left + 1 >= wide || top + 1 >= high {
            return None;
        }
        // In parts of 256.
        let right = ((x - left as f32) * 256.0) as u32;
        let down = ((y - top as f32) * 256.0) as u32;
        let start = ((top * wide + left) * 3) as usize;
        let upper = self.0.as_raw().get(start..start + 6)?;
        let start = start + wide as usize * 3;
        let lower = self.0.as_raw().get(start..start + 6)?;
        let row = |row: &[u8], ink: usize| {
            u32::from(row[ink]) * (256 - right) + u32::from(row[ink + 3]) * right
        };
        let ink = |ink| ((row(upper, ink) * (256 - down) + row(lower, ink) * down) >> 16) as u8;
        Some([ink(0), ink(1), ink(2)])
    }

    /// The file, of the kind that its extension says.
    pub(super) fn file(&self, extension: &str) -> Vec<u8> {
        let mut file = Vec::new();
        let (wide, high) = self.0.dimensions();
        let (pixels, colour) = (self.0.as_raw(), ExtendedColorType::Rgb8);
        let written = if extension == "png" {
            let (fast, filter) = (CompressionType::Fast, FilterType::Sub);
            let encoder = PngEncoder::new_with_quality(&mut file, fast, filter);
            encoder.write_image(pixels, wide, high, colour)
        } else {
            let encoder = JpegEncoder::new_with_quality(&mut file, 80);
            encoder.write_image(pixels, wide, high, colour)
        };
        // Memory takes whatever is written.
        debug_assert!(written.is_ok());
        file
    }

    fn blend(&mut self, x: u32, y: u32, ink: Ink, cover: f32) {
        if cover <= 0.0 {
            return;
        }
        if let Some(pixel) = self.0.get_pixel_mut_checked(x, y) {
            pixel.0 = between(pixel.0, ink, cover.min(1.0));
        }
    }
}

/// From a place in a picture to the place in what lies turned in its middle.
struct Turn {
    sine: f32,
    cosine: f32,
    scale: f32,
    middle: (f32, f32),
    source: (f32, f32),
}

impl Turn {
    fn new(sine: f32, scale: f32, picture: (u32, u32), source: (u32, u32)) -> Self {
        let middle = |size: (u32, u32)| (size.0 as f32 / 2.0, size.1 as f32 / 2.0);
        Self {
            sine,
            cosine: (1.0 - sine * sine).sqrt(),
            scale,
            middle: middle(picture),
            source: middle(source),
        }
    }

    fn source(&self, x: u32, y: u32) -> (f32, f32) {
        let (dx, dy) = (x as f32 - self.middle.0, y as f32 - self.middle.1);
        let across = (dx * self.cosine - dy * self.sine) / self.scale;
        let down = (dx * self.sine + dy * self.cosine) / self.scale;
        (across + self.source.0, down + self.source.1)
    }
}

/// How wide a text is.
fn wide(text: &str, Face(weight, height): Face) -> u32 {
    (text.chars().count() * get_raster_width(weight, height)) as u32
}

fn glyph(letter: char, Face(weight, height): Face) -> Option<RasterizedChar> {
    let raster = |letter| get_raster(letter, weight, height);
    raster(letter).or_else(|| raster(unaccented(letter).unwrap_or('?')))
}

/// A colour so far from one to the other, 0 to 1.
fn between(from: Ink, to: Ink, part: f32) -> Ink {
    let far = (part * 256.0) as i32;
    let one = |from: u8, to: u8| {
        let (from, to) = (i32::from(from), i32::from(to));
        (from + (((to - from) * far) >> 8)) as u8
    };
    [
        one(from[0], to[0]),
        one(from[1], to[1]),
        one(from[2], to[2]),
    ]
}

const TABLES: &[Ink] = &[
    [148, 108, 74],
    [186, 160, 124],
    [112, 116, 120],
    [204, 200, 192],
];
