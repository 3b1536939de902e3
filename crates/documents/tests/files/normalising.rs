//! What is left of a photo, and what is not.

use std::io::{Read, Write};

use documents::{Kind, Normalised, Refusal, normalise, spool::Spool};
use tempfile::TempDir;

use crate::fixtures::*;

struct Sent {
    bytes: Vec<u8>,
    outcome: Normalised,
    /// Copies in the spool afterwards.
    copies: usize,
}

fn send(bytes: &[u8], kind: Kind) -> Result<Sent, Refusal> {
    let folder = TempDir::new().unwrap();
    let spool = Spool::open(folder.path(), &[7; 32])?;
    let mut writer = spool.writer()?;
    writer.write_all(bytes).unwrap();
    let outcome = normalise(&spool, writer.finish()?, kind)?;
    let mut sent = Vec::new();
    spool
        .reader(outcome.spooled.id)?
        .read_to_end(&mut sent)
        .unwrap();
    spool.check(&outcome.spooled)?;
    Ok(Sent {
        bytes: sent,
        outcome,
        copies: spool.ids()?.len(),
    })
}

fn has(bytes: &[u8], piece: &[u8]) -> bool {
    bytes.windows(piece.len()).any(|window| window == piece)
}

/// The EXIF block that is kept: a directory with the orientation alone.
fn only(turn: u8) -> Vec<u8> {
    let mut tags = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tags.extend([turn, 0, 0, 0, 0, 0, 0]);
    segment(0xe1, &tags)
}

#[test]
fn a_photo_loses_position_and_camera_and_keeps_its_orientation() {
    let dropped = jpeg_with(&[exif(6)]);
    assert!(
        has(&dropped, b"GPS 40.0000") && has(&dropped, b"CameraCo."),
        "the test has something to lose"
    );
    let sent = send(&dropped, Kind::Jpeg).unwrap();
    assert!(sent.outcome.cleaned);
    assert!(!has(&sent.bytes, b"GPS") && !has(&sent.bytes, b"CameraCo"));
    // All the rest is the plain image to the bit.
    assert_eq!(sent.bytes, jpeg_with(&[only(6)]));
    assert_eq!(sent.copies, 1, "the copy with the position is wiped");
}

#[test]
fn a_photo_that_is_the_right_way_up_keeps_no_exif_at_all() {
    let sent = send(&jpeg_with(&[exif(1)]), Kind::Jpeg).unwrap();
    assert_eq!(sent.bytes, jpeg());
}

#[test]
fn everything_else_that_says_where_and_by_whom_goes_too() {
    let dropped = jpeg_with(&[
        segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta GPS/>"),
        segment(0xe1, b"http://ns.adobe.com/xmp/extension/\0GPS"),
        segment(0xed, b"Photoshop 3.0\08BIM GPS"),
        segment(0xe2, b"MPF\0GPS"),
        segment(0xe5, b"maker GPS"),
        segment(0xfe, b"GPS"),
    ]);
    assert_eq!(send(&dropped, Kind::Jpeg).unwrap().bytes, jpeg());
}

#[test]
fn what_shows_the_image_right_stays() {
    let kept = jpeg_with(&[
        segment(0xe2, b"ICC_PROFILE\0\x01\x01colours"),
        segment(0xee, b"Adobe\0\x64\0\0\0\0\x01"),
        segment(0xdd, &[0, 8]),
    ]);
    let sent = send(&kept, Kind::Jpeg).unwrap();
    assert!(!sent.outcome.cleaned);
    assert_eq!(sent.bytes, kept);
}

#[test]
fn a_second_image_behind_the_first_goes() {
    // Phones keep a film or another photo there, with a position of its own.
    let mut dropped = jpeg();
    dropped.extend(jpeg_with(&[exif(1)]));
    assert_eq!(send(&dropped, Kind::Jpeg).unwrap().bytes, jpeg());
}

#[test]
fn a_preview_in_the_header_goes() {
    let header = b"JFIF\0\x01\x01\0\0\x01\0\x01".as_slice();
    let plain = jpeg();
    let after = &plain[20..];
    assert_eq!(
        plain[2..4],
        [0xff, 0xe0],
        "the fixture begins with a header of 18 bytes"
    );
    let with =
        |tail: &[u8]| [&plain[..2], &segment(0xe0, &[header, tail].concat()), after].concat();
    let sent = send(&with(&[1, 1, 9, 9, 9]), Kind::Jpeg).unwrap();
    assert_eq!(sent.bytes, with(&[0, 0]));
}

#[test]
fn only_the_first_orientation_counts() {
    let sent = send(&jpeg_with(&[exif(8), exif(3)]), Kind::Jpeg).unwrap();
    assert_eq!(sent.bytes, jpeg_with(&[only(8)]));
}

#[test]
fn a_screenshot_loses_its_texts_and_keeps_its_image() {
    let dropped = png_with(&[
        chunk(b"tEXt", b"Author\0GPS"),
        chunk(b"zTXt", b"Raw profile type exif\0\0GPS"),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0GPS"),
        chunk(b"eXIf", &camera_tags(1)),
        chunk(b"tIME", &[7, 234, 1, 2, 3, 4, 5]),
        chunk(b"prVt", b"GPS"),
    ]);
    let sent = send(&dropped, Kind::Png).unwrap();
    assert!(sent.outcome.cleaned);
    assert_eq!(sent.bytes, png());
}

#[test]
fn a_png_keeps_its_orientation_and_colours() {
    let colours = chunk(b"gAMA", &[0, 0, 0xb1, 0x8f]);
    let dropped = png_with(&[colours.clone(), chunk(b"eXIf", &camera_tags(6))]);
    let sent = send(&dropped, Kind::Png).unwrap();
    let kept = chunk(b"eXIf", &only(6)[10..]);
    assert_eq!(sent.bytes, png_with(&[colours, kept]));
}

#[test]
fn what_follows_the_end_of_a_png_goes() {
    let mut dropped = png();
    dropped.extend(b"PK\x03\x04");
    assert_eq!(send(&dropped, Kind::Png).unwrap().bytes, png());
}

#[test]
fn what_is_clean_already_stays_as_it_is() {
    for (kind, bytes) in [
        (Kind::Jpeg, jpeg()),
        (Kind::Jpeg, jpeg_with(&[only(6)])),
        (Kind::Png, png()),
        (Kind::Pdf, pdf()),
        (Kind::Doc, doc()),
        (Kind::Docx, docx()),
    ] {
        let sent = send(&bytes, kind).unwrap();
        assert!(!sent.outcome.cleaned, "{kind:?}");
        assert_eq!((sent.bytes, sent.copies), (bytes, 1), "{kind:?}");
    }
}

#[test]
fn an_image_of_several_scans_is_copied_whole() {
    // Two scans with a table between them, coded 0xff bytes, restarts and fill bytes.
    let plain = jpeg();
    let scan = plain
        .windows(2)
        .position(|piece| piece == [0xff, 0xda])
        .unwrap();
    let scans = [
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        vec![1, 0xff, 0, 2, 0xff, 0xd0, 3, 0xff],
        segment(0xc4, &[0; 17]),
        segment(0xda, &[1, 1, 0, 0, 63, 0]),
        vec![4, 0xff, 0, 0xff, 0xd9],
    ];
    let dropped = [&plain[..scan], &scans.concat()].concat();
    let with_comment = [&dropped[..2], &segment(0xfe, b"x"), &dropped[2..]].concat();
    let sent = send(&with_comment, Kind::Jpeg).unwrap().bytes;
    // The one fill byte before the table means nothing and is not written again.
    let fill = scan + 10 + 7;
    assert_eq!(sent, [&dropped[..fill], &dropped[fill + 1..]].concat());
}

#[test]
fn stray_bytes_between_segments_are_passed_over_as_viewers_do() {
    let plain = jpeg();
    let dropped = [&plain[..20], b"GPS\0\xff", &plain[20..]].concat();
    let sent = send(&dropped, Kind::Jpeg).unwrap();
    assert!(sent.outcome.cleaned);
    assert_eq!(sent.bytes, plain);
}

#[test]
fn an_image_that_breaks_while_it_is_cleaned_leaves_the_dropped_copy_alone() {
    let folder = TempDir::new().unwrap();
    let spool = Spool::open(folder.path(), &[7; 32]).unwrap();
    let mut writer = spool.writer().unwrap();
    writer.write_all(&jpeg_with(&[exif(6)])[..400]).unwrap();
    let dropped = writer.finish().unwrap();
    let outcome = normalise(&spool, dropped, Kind::Jpeg);
    assert!(matches!(outcome, Err(Refusal::Damaged("a JPEG image"))));
    assert_eq!(spool.ids().unwrap(), [dropped.id]);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}
