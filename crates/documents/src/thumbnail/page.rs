//! The first page of a PDF. This runs in a process of its own.

use std::{
    io::{self, Read, Write},
    thread,
};

use hayro::{
    RenderCache, RenderSettings, hayro_interpret::InterpreterSettings, hayro_syntax::Pdf, render,
    vello_cpu::color::palette::css::WHITE,
};
use image::{DynamicImage, RgbImage, RgbaImage};

use super::{LONGEST_SIDE, guard::MOST_PDF, on_white, packed};

/// Some honest files nest deeper than the little stack that Windows gives a program.
const STACK: usize = 64 * 1024 * 1024;

/// Reads a PDF and writes its first page as JPEG. A hostile file can end the process that calls
/// this: it is for the process that a [`super::Painter`] starts, and for no other.
///
/// # Errors
/// When the page cannot be drawn, or the other side has gone.
pub fn draw_page(pdf: impl Read, mut picture: impl Write) -> io::Result<()> {
    let mut bytes = Vec::new();
    pdf.take(MOST_PDF).read_to_end(&mut bytes)?;
    let drawing = thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || packed(&first(bytes)?))?;
    let jpeg = drawing.join().ok().flatten();
    picture.write_all(&jpeg.ok_or(io::ErrorKind::InvalidData)?)?;
    picture.flush()
}

fn first(bytes: Vec<u8>) -> Option<RgbImage> {
    let pdf = Pdf::new(bytes).ok()?;
    let page = pdf.pages().first()?;
    let (width, height) = page.render_dimensions();
    let longest = LONGEST_SIDE as f32;
    let scale = longest / width.max(height);
    if !scale.is_finite() || scale <= 0.0 {
        return None;
    }
    // A side of a strip of paper is still one pixel.
    let side = |length: f32| (length * scale).round().clamp(1.0, longest) as u16;
    let settings = RenderSettings {
        x_scale: scale,
        y_scale: scale,
        width: Some(side(width)),
        height: Some(side(height)),
        bg_color: WHITE,
    };
    let picture = render(
        page,
        &RenderCache::new(),
        &InterpreterSettings::default(),
        &settings,
    );
    let (width, height) = (picture.width().into(), picture.height().into());
    let pixels = picture.data_as_u8_slice().to_vec();
    let picture = RgbaImage::from_raw(width, height, pixels)?;
    Some(on_white(&DynamicImage::ImageRgba8(picture)))
}
