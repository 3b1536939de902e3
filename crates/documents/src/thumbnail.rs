//! A small picture of a file for the tray and the list. Drawing is done by large libraries that
//! others wrote. Images are drawn on a thread of their own: a panic ends there. Pages of PDFs are
//! drawn in a process of their own, because the renderer can be made to overflow its stack, which
//! ends a process. What takes too long is not waited for. A file that cannot be drawn has no
//! picture; that is no error.

mod guard;
mod page;
mod painter;

use std::{
    io::{BufReader, Read, Seek},
    sync::{Condvar, Mutex, PoisonError, mpsc},
    thread,
    time::Duration,
};

use image::{
    DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage,
    codecs::jpeg::JpegEncoder,
};

use crate::{inspect::Kind, jpeg};
pub use page::draw_page;
pub use painter::Painter;

/// The longer side of a picture, in pixels.
pub const LONGEST_SIDE: u32 = 320;

/// How long a picture is worth waiting for.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes that a decoded image may take. Photos of 20 megapixels fit.
const MOST_MEMORY: u64 = 64_000_000;

/// A small picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thumbnail {
    /// The picture as JPEG, without any tags.
    pub jpeg: Vec<u8>,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// The first page or the image, the right way up; `None` where it cannot be drawn within limits or
/// in time, and for Word documents. Its turn and the drawing are waited for this long each.
#[must_use]
pub fn thumbnail<R: Read + Seek + Send + 'static>(
    source: R,
    kind: Kind,
    painter: &Painter,
    patience: Duration,
) -> Option<Thumbnail> {
    let jpeg = match kind {
        Kind::Jpeg => aside(source, ImageFormat::Jpeg, patience)?,
        Kind::Png => aside(source, ImageFormat::Png, patience)?,
        Kind::Pdf => {
            let _turn = Turn::wait(patience)?;
            painter.draw(guard::drawable(source)?, patience)?
        }
        Kind::Doc | Kind::Docx => return None,
    };
    // Looked at like any foreign image: who drew it had foreign bytes in hand.
    let seen = jpeg::clean(&mut jpeg.as_slice(), &mut std::io::sink()).ok()?;
    let fits = seen.width.max(seen.height) <= LONGEST_SIDE;
    fits.then_some(Thumbnail {
        jpeg,
        width: seen.width,
        height: seen.height,
    })
}

fn aside<R: Read + Seek + Send + 'static>(
    source: R,
    format: ImageFormat,
    patience: Duration,
) -> Option<Vec<u8>> {
    let turn = Turn::wait(patience)?;
    let (done, picture) = mpsc::channel();
    thread::spawn(move || {
        // Given back when the thread ends, in whichever way.
        let _turn = turn;
        let _ = done.send(photo(source, format).and_then(|image| packed(&image)));
    });
    // A thread that panicked sends nothing.
    picture.recv_timeout(patience).ok()?
}

fn photo<R: Read + Seek>(source: R, format: ImageFormat) -> Option<RgbImage> {
    let mut reader = ImageReader::with_format(BufReader::new(source), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    if decoder.total_bytes() > MOST_MEMORY {
        return None;
    }
    let orientation = decoder.orientation().ok()?;
    let mut image = DynamicImage::from_decoder(decoder).ok()?;
    if image.width().max(image.height()) > LONGEST_SIDE {
        image = image.thumbnail(LONGEST_SIDE, LONGEST_SIDE);
    }
    image.apply_orientation(orientation);
    Some(on_white(&image))
}

/// What shines through is white, as paper is.
fn on_white(image: &DynamicImage) -> RgbImage {
    let image = image.to_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [red, green, blue, alpha] = image.get_pixel(x, y).0.map(u16::from);
        let over = |colour: u16| ((colour * alpha + 255 * (255 - alpha)) / 255) as u8;
        image::Rgb([over(red), over(green), over(blue)])
    })
}

fn packed(image: &RgbImage) -> Option<Vec<u8>> {
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, 80);
    image.write_with_encoder(encoder).ok()?;
    Some(jpeg)
}

/// One picture is drawn at a time: what others wrote decides how much memory it takes.
struct Turn;

static DRAWING: Mutex<bool> = Mutex::new(false);
static FREE: Condvar = Condvar::new();

impl Turn {
    /// `None` where what is being drawn does not come to an end.
    fn wait(patience: Duration) -> Option<Self> {
        let drawing = DRAWING.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut drawing, waited) = FREE
            .wait_timeout_while(drawing, patience, |drawing| *drawing)
            .unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            return None;
        }
        *drawing = true;
        Some(Self)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        *DRAWING.lock().unwrap_or_else(PoisonError::into_inner) = false;
        FREE.notify_one();
    }
}
