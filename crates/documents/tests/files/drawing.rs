//! The small pictures, and that no file can harm the program that draws them.

use std::{
    io::{self, Cursor, Read, Seek, SeekFrom},
    sync::mpsc::{self, Receiver, Sender},
    thread,
    time::Duration,
};

use documents::{Kind, LONGEST_SIDE, Painter, Thumbnail, thumbnail};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

use crate::{fixtures::*, mutating::Dice};

/// Tests never fail because a machine is slow.
pub const FOREVER: Duration = Duration::from_secs(3600);

pub fn painter() -> Painter {
    Painter::new(env!("CARGO_BIN_EXE_redress-draw").into(), vec![])
}

fn draw(bytes: Vec<u8>, kind: Kind) -> Option<Thumbnail> {
    thumbnail(Cursor::new(bytes), kind, &painter(), FOREVER)
}

fn decoded(thumbnail: &Thumbnail) -> RgbImage {
    let image = image::load_from_memory_with_format(&thumbnail.jpeg, ImageFormat::Jpeg).unwrap();
    assert_eq!(
        (image.width(), image.height()),
        (thumbnail.width, thumbnail.height)
    );
    image.to_rgb8()
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image.write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// JPEG blurs a little.
fn is_about(pixel: &Rgb<u8>, colour: [u8; 3]) -> bool {
    pixel
        .0
        .iter()
        .zip(colour)
        .all(|(is, should)| is.abs_diff(should) < 40)
}

const RED: [u8; 3] = [255, 0, 0];
const BLUE: [u8; 3] = [0, 0, 255];
const WHITE: [u8; 3] = [255, 255, 255];

#[test]
fn a_photo_is_drawn_the_right_way_up() {
    // The red corner is top left as stored; turned by a quarter to the right it is top right.
    let picture = draw(jpeg_with(&[exif(6)]), Kind::Jpeg).unwrap();
    assert_eq!((picture.width, picture.height), (48, 64));
    let image = decoded(&picture);
    assert!(is_about(image.get_pixel(40, 8), RED));
    assert!(is_about(image.get_pixel(8, 8), BLUE));
}

#[test]
fn a_picture_tells_nothing_that_the_photo_told() {
    let picture = draw(jpeg_with(&[exif(6)]), Kind::Jpeg).unwrap();
    assert!(!picture.jpeg.windows(4).any(|piece| piece == b"Exif"));
}

#[test]
fn a_large_image_is_made_small_and_a_small_one_is_left() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png] {
        let kind = if format == ImageFormat::Png {
            Kind::Png
        } else {
            Kind::Jpeg
        };
        let picture = draw(encoded(&picture(1600, 400), format), kind).unwrap();
        assert_eq!((picture.width, picture.height), (LONGEST_SIDE, 80));
        assert!(is_about(decoded(&picture).get_pixel(20, 20), RED));
    }
    let small = draw(png(), Kind::Png).unwrap();
    assert_eq!((small.width, small.height), (64, 48));
}

#[test]
fn what_shines_through_is_white_as_paper() {
    let clear = RgbaImage::from_pixel(16, 16, Rgba([0, 0, 0, 0]));
    let bytes = encoded(&DynamicImage::ImageRgba8(clear), ImageFormat::Png);
    let picture = draw(bytes, Kind::Png).unwrap();
    assert!(is_about(decoded(&picture).get_pixel(8, 8), WHITE));
}

#[test]
fn the_first_page_of_a_pdf_is_drawn() {
    let picture = draw(pdf(), Kind::Pdf).unwrap();
    // 612 : 792 = 247 : 320, nearly.
    assert_eq!((picture.width, picture.height), (247, 320));
    let image = decoded(&picture);
    assert!(is_about(image.get_pixel(100, 150), RED));
    assert!(is_about(image.get_pixel(5, 5), WHITE));
}

#[test]
fn what_cannot_be_drawn_has_no_picture() {
    assert!(draw(doc(), Kind::Doc).is_none());
    assert!(draw(docx(), Kind::Docx).is_none());
    assert!(draw(jpeg()[..200].to_vec(), Kind::Jpeg).is_none());
    assert!(draw(b"not one".to_vec(), Kind::Png).is_none());
    assert!(draw(b"%PDF-1.7".to_vec(), Kind::Pdf).is_none());
    assert!(draw(pdf_with(&[], "/Encrypt 5 0 R"), Kind::Pdf).is_none());
}

#[test]
fn an_image_that_would_fill_the_memory_has_no_picture() {
    // 10,000 by 9,000 pixels of 3 bytes are 270 MB; the file has some hundred bytes.
    let sides = [10_000_u32, 9_000].map(u32::to_be_bytes).concat();
    let header = [sides.as_slice(), &[8, 2, 0, 0, 0]];
    let plain = png();
    let large = [&plain[..8], &chunk(b"IHDR", &header.concat()), &plain[33..]].concat();
    assert!(draw(large, Kind::Png).is_none());
}

#[test]
fn a_pdf_that_nests_without_end_ends_only_the_process_that_draws_it() {
    let nest = "[".repeat(2_000_000);
    assert!(draw(pdf_with(&[], &format!("/A {nest}")), Kind::Pdf).is_none());
    let nest = format!("{}{}", "[".repeat(2_000), "]".repeat(2_000));
    assert!(draw(pdf_with(&[], &format!("/A {nest}")), Kind::Pdf).is_some());
}

#[test]
fn packed_objects_that_lie_inside_themselves_end_only_the_process_that_draws_them() {
    assert!(
        draw(pdf_with_stream_table("6", (1, 0)), Kind::Pdf).is_some(),
        "an honest one"
    );
    for (length, sixth) in [
        ("5 0 R", (1, 0)),
        ("6 0 R", (1, 0)),
        ("6", (2, 6)),
        ("6", (2, 5)),
        ("5 0 R", (2, 6)),
    ] {
        let _ = draw(pdf_with_stream_table(length, sixth), Kind::Pdf);
    }
}

#[test]
fn a_pdf_that_points_in_circles_harms_nothing() {
    for (from, to) in [
        ("/Contents 4 0 R", "/Contents 5 0 R"),
        ("/Kids [3 0 R]", "/Kids [2 0 R]"),
        ("/Parent 2 0 R", "/Parent 3 0 R"),
        ("/Pages 2 0 R", "/Pages 5 0 R"),
        ("/Length 27", "/Length 4 0 R"),
        ("/Length 27", "/Length 5 0 R"),
        ("/MediaBox [0 0 612 792]", "/MediaBox 5 0 R"),
    ] {
        let whole = pdf_with(&["6 0 R", "5 0 R"], "");
        let at = whole
            .windows(from.len())
            .position(|piece| piece == from.as_bytes())
            .unwrap();
        let mut bytes = whole;
        bytes.splice(at..at + from.len(), to.bytes());
        // Whether something can be drawn does not matter; that we get here does.
        let _ = draw(bytes, Kind::Pdf);
    }
}

#[test]
fn a_pdf_that_unpacks_to_too_much_has_no_picture() {
    let bomb = pdf_with_packed(&" ".repeat(50_000_000));
    assert!(draw(bomb, Kind::Pdf).is_none());
    for object in [
        "<< /Filter [/FlateDecode /FlateDecode] >>",
        "<< /Filter /LZWDecode >>",
        "<< /Filter /#4cZWDecode >>",
        "<< /Width 8001 >>",
    ] {
        assert_eq!(draw(pdf_with(&[object], ""), Kind::Pdf), None, "{object}");
    }
    for object in [
        "<< /Filter [/FlateDecode /DCTDecode] >>",
        "<< /Width 8000 >>",
        "<< /W [9999] >>",
    ] {
        assert!(
            draw(pdf_with(&[object], ""), Kind::Pdf).is_some(),
            "{object}"
        );
    }
}

#[test]
fn changed_files_are_drawn_or_not_but_harm_nothing() {
    let files = [
        (jpeg_with(&[exif(6)]), Kind::Jpeg),
        (png(), Kind::Png),
        (
            pdf_with(
                &["<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"],
                "",
            ),
            Kind::Pdf,
        ),
        (pdf_with_packed("1 0 << /S /URI >>"), Kind::Pdf),
    ];
    let mut dice = Dice::new(320);
    for round in 0..200 {
        let (whole, kind) = &files[round % files.len()];
        let mut bytes = whole.clone();
        dice.mutate(&mut bytes);
        if let Some(picture) = draw(bytes, *kind) {
            assert!(
                picture.width.max(picture.height) <= LONGEST_SIDE,
                "round {round}"
            );
        }
    }
}

/// A file on a disk that does not answer until it is told to.
struct Slow {
    asked: Sender<()>,
    answer: Receiver<()>,
}

impl Read for Slow {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.asked.send(()).unwrap();
        self.answer.recv().unwrap();
        Ok(0)
    }
}

impl Seek for Slow {
    fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
        Ok(0)
    }
}

#[test]
fn what_takes_too_long_is_not_waited_for_and_keeps_others_waiting_only_as_long() {
    let (asked, is_asked) = mpsc::channel();
    let (answers, answer) = mpsc::channel();
    let slow =
        thread::spawn(move || thumbnail(Slow { asked, answer }, Kind::Png, &painter(), FOREVER));
    is_asked.recv().unwrap();
    assert!(thumbnail(Cursor::new(png()), Kind::Png, &painter(), Duration::ZERO).is_none());
    // Nobody answers the next time it is asked, if it is.
    answers.send(()).unwrap();
    drop(answers);
    assert!(slow.join().unwrap().is_none());
    assert!(draw(png(), Kind::Png).is_some());
}

#[test]
fn a_panic_while_drawing_is_only_a_missing_picture() {
    // Nobody listens any more, so the disk's first answer panics.
    let (asked, _) = mpsc::channel();
    let (_, answer) = mpsc::channel();
    assert!(thumbnail(Slow { asked, answer }, Kind::Png, &painter(), FOREVER).is_none());
    assert!(draw(png(), Kind::Png).is_some());
}

#[test]
fn a_painter_that_is_missing_silent_or_talks_nonsense_draws_nothing() {
    let with = |program: &str, arguments: &[&str], patience| {
        let arguments = arguments.iter().map(Into::into).collect();
        let painter = Painter::new(program.into(), arguments);
        thumbnail(Cursor::new(pdf()), Kind::Pdf, &painter, patience)
    };
    assert!(with("/nowhere/redress-draw", &[], FOREVER).is_none());
    // A test program lists its tests and ends well, but that is no picture.
    let itself = std::env::current_exe().unwrap();
    assert!(with(itself.to_str().unwrap(), &["--list"], FOREVER).is_none());
}
