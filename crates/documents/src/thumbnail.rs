//! A small picture of a file for the tray and the list. Drawing is done by large libraries that
//! others wrote, so it has a thread of its own: a panic ends there, and what takes too long is not
//! waited for. A file that cannot be drawn has no picture; that is no error.

mod guard;
mod page;

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

use crate::inspect::Kind;

/// The longer side of a picture, in pixels.
pub const LONGEST_SIDE: u32 = 320;

/// How long a picture is worth waiting for.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes that a decoded image may take. Photos of 20 megapixels fit.
const MOST_MEMORY: u64 = 64_000_000;
/// Bytes of a PDF that is drawn; it is held whole for that.
const MOST_PDF: u64 = 25_000_000;
/// Mostly never touched. See [`guard`] for why there is so much of it.
const STACK: usize = 256 * 1024 * 1024;

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
    patience: Duration,
) -> Option<Thumbnail> {
    if matches!(kind, Kind::Doc | Kind::Docx) {
        return None;
    }
    let turn = Turn::wait(patience)?;
    let (done, picture) = mpsc::channel();
    thread::Builder::new()
        .name("thumbnail".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            // Given back when the thread ends, in whichever way.
            let _turn = turn;
            let _ = done.send(draw(source, kind).and_then(|image| packed(&image)));
        })
        .ok()?;
    // A thread that panicked sends nothing.
    picture.recv_timeout(patience).ok()?
}

fn draw<R: Read + Seek>(mut source: R, kind: Kind) -> Option<RgbImage> {
    match kind {
        Kind::Jpeg => photo(source, ImageFormat::Jpeg),
        Kind::Png => photo(source, ImageFormat::Png),
        Kind::Pdf => {
            let mut bytes = Vec::new();
            source
                .by_ref()
                .take(MOST_PDF + 1)
                .read_to_end(&mut bytes)
                .ok()?;
            let fits = bytes.len() as u64 <= MOST_PDF && guard::is_drawable(&bytes);
            fits.then(|| page::first(bytes))?
        }
        Kind::Doc | Kind::Docx => None,
    }
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

fn packed(image: &RgbImage) -> Option<Thumbnail> {
    let mut jpeg = Vec::new();
    image
        .write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, 80))
        .ok()?;
    Some(Thumbnail {
        jpeg,
        width: image.width(),
        height: image.height(),
    })
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
