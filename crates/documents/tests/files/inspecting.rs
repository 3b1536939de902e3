//! What each kind of file is told to be, and why others are refused.

use std::io::Cursor;

use documents::{Inspection, Kind, Refusal, Unwanted, Warning, inspect};

use crate::fixtures::*;

fn look(name: &str, bytes: Vec<u8>) -> Result<Inspection, Refusal> {
    inspect(&mut Cursor::new(bytes), name)
}

fn warnings(bytes: Vec<u8>) -> Vec<Warning> {
    look("bill.pdf", bytes).unwrap().warnings
}

#[test]
fn every_kind_that_the_portal_takes_is_taken() {
    for (name, bytes, kind) in [
        ("a.jpg", jpeg(), Kind::Jpeg),
        ("a.jpeg", jpeg(), Kind::Jpeg),
        ("a.JPG", jpeg(), Kind::Jpeg),
        ("a.png", png(), Kind::Png),
        ("a.pdf", pdf(), Kind::Pdf),
        ("a.doc", doc(), Kind::Doc),
        ("a.docx", docx(), Kind::Docx),
    ] {
        let seen = look(name, bytes).unwrap();
        assert_eq!((seen.kind, seen.name.as_str()), (kind, name));
        assert_eq!(seen.warnings, [], "{name}");
    }
}

#[test]
fn an_image_tells_its_size() {
    assert_eq!(look("a.jpg", jpeg()).unwrap().pixels, Some((64, 48)));
    assert_eq!(look("a.png", png()).unwrap().pixels, Some((64, 48)));
    assert_eq!(look("a.pdf", pdf()).unwrap().pixels, None);
}

#[test]
fn a_wrong_or_missing_ending_is_put_right_and_said() {
    for (name, right) in [
        ("bill.png", "bill.pdf"),
        ("bill", "bill.pdf"),
        ("bill.exe", "bill.pdf"),
    ] {
        let seen = look(name, pdf()).unwrap();
        assert_eq!(seen.name, right);
        assert_eq!(seen.warnings, [Warning::Renamed(Kind::Pdf)]);
        assert_eq!(
            seen.warnings[0].to_string(),
            "The content is a PDF, so the name was given the ending .pdf."
        );
    }
    assert_eq!(look("letter.doc", docx()).unwrap().name, "letter.docx");
    assert_eq!(look("letter.docx", doc()).unwrap().name, "letter.doc");
}

#[test]
fn a_program_is_refused_whatever_it_is_called() {
    for bytes in [
        b"MZ\x90\0\x03\0".to_vec(),
        b"\x7fELF\x02\x01".to_vec(),
        b"#!/bin/sh\n".to_vec(),
    ] {
        for name in ["bill.pdf", "photo.jpg", "letter.docx", "setup.exe"] {
            let outcome = look(name, bytes.clone());
            assert!(
                matches!(outcome, Err(Refusal::Format(Unwanted::Program))),
                "{name}"
            );
        }
    }
    let outcome = look("bill.js", b"var a = 1;".to_vec());
    assert!(matches!(outcome, Err(Refusal::Format(Unwanted::Program))));
    let jar = zip(&[part("META-INF/MANIFEST.MF", "Main-Class: A")]);
    let outcome = look("bill.docx", jar);
    assert!(matches!(outcome, Err(Refusal::Format(Unwanted::Program))));
    let mut installer = compound(&[("Binary", 2)], b"");
    let class = [
        0x84, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46,
    ];
    // The class of the root, whose entry is at 1,024.
    installer[1024 + 80..1024 + 96].copy_from_slice(&class);
    let outcome = look("bill.doc", installer);
    assert!(matches!(outcome, Err(Refusal::Format(Unwanted::Program))));
}

#[test]
fn what_is_no_taken_kind_is_called_by_its_name() {
    let said = |bytes: Vec<u8>| look("bill.pdf", bytes).unwrap_err().to_string();
    assert_eq!(
        said(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec()),
        "This is a HEIC photo, as iPhones make them. Export it as JPEG or PDF and drop that."
    );
    assert_eq!(
        said(zip(&[
            part("xl/workbook.xml", ""),
            part("[Content_Types].xml", "")
        ])),
        "This is an Excel workbook. Save it as PDF and drop that."
    );
    assert_eq!(
        said(zip(&[part("bill.pdf", "")])),
        "This is a ZIP archive. Unpack it and drop the files that are in it."
    );
    assert_eq!(
        said(compound(&[("Workbook", 2)], b"")),
        "This is an Excel workbook. Save it as PDF and drop that."
    );
    assert_eq!(
        said(compound(&[("__properties_version1.0", 2)], b"")),
        "This is an Outlook message. Save it as PDF and drop that."
    );
    assert_eq!(
        said(b"Dear client".to_vec()),
        "This is a plain text file. Print it to PDF and drop that."
    );
    assert_eq!(
        said(vec![3; 100]),
        "This is a kind of file that is not known. Save it as PDF or JPEG and drop that."
    );
}

#[test]
fn a_file_cut_off_anywhere_is_not_taken() {
    for (name, whole) in one_of_each() {
        // The last bytes of a PDF after "startxref" are not missed by any viewer.
        let needed = if name.ends_with(".pdf") {
            whole.len() - 30
        } else {
            whole.len()
        };
        for length in (1..needed).step_by(7).chain([needed - 1]) {
            let outcome = look(name, whole[..length].to_vec());
            assert!(outcome.is_err(), "{name} of {length} bytes");
        }
    }
    let outcome = look("photo.jpg", jpeg()[..300].to_vec());
    assert_eq!(
        outcome.unwrap_err().to_string(),
        "The file is cut off or damaged: it says it is a JPEG image, but cannot be read as such. \
         Download or save it again."
    );
}

#[test]
fn an_image_of_too_many_pixels_is_refused_by_its_header() {
    // 10,000 by 10,001 is one row over 100 million.
    let header = [
        10_000_u32.to_be_bytes().as_slice(),
        &10_001_u32.to_be_bytes(),
        &[8, 2, 0, 0, 0],
    ]
    .concat();
    let plain = png();
    let bomb = [&plain[..8], &chunk(b"IHDR", &header), &plain[33..]].concat();
    let outcome = look("a.png", bomb);
    assert!(matches!(
        outcome,
        Err(Refusal::TooManyPixels { limit: 100_000_000 })
    ));

    let mut bomb = jpeg();
    let frame = bomb
        .windows(2)
        .position(|piece| piece == [0xff, 0xc0])
        .unwrap();
    bomb[frame + 5..frame + 9].fill(0xff);
    let outcome = look("a.jpg", bomb);
    assert_eq!(
        outcome.unwrap_err().to_string(),
        "The image has more than 100 million pixels. Save it smaller, or scan it at 300 dpi."
    );
}

#[test]
fn a_damaged_png_is_found_by_its_checksums() {
    let mut bytes = png();
    let at = bytes.len() - 20;
    bytes[at] ^= 1;
    assert!(matches!(look("a.png", bytes), Err(Refusal::Damaged(_))));
}

#[test]
fn an_encrypted_pdf_is_taken_with_a_warning() {
    let encrypted = pdf_with(&["<< /Filter /Standard /V 4 >>"], "/Encrypt 5 0 R");
    assert_eq!(warnings(encrypted), [Warning::Encrypted]);
    // A word that only begins like it, and the word in a text.
    let metadata = pdf_with(&["<< /EncryptMetadata true >> (Encrypt)"], "");
    assert_eq!(warnings(metadata), []);
}

#[test]
fn scripts_and_programs_in_a_pdf_are_warned_of_however_they_are_written() {
    for object in [
        "<< /S /JavaScript /JS (app.alert\\(1\\)) >>",
        "<</S/JavaScript/JS(x)>>",
        "<< /S /J#61vaScr#69pt /JS (x) >>",
        "<< /Names << /JavaScript 6 0 R >> >>",
    ] {
        assert_eq!(
            warnings(pdf_with(&[object], "")),
            [Warning::Script],
            "{object}"
        );
    }
    let launch = "<< /S /Launch /F (calc.exe) >>";
    assert_eq!(warnings(pdf_with(&[launch], "")), [Warning::Launch]);
    assert_eq!(
        warnings(pdf_with_packed("1 0 << /S /Launch >>")),
        [Warning::Launch]
    );
    assert_eq!(
        warnings(pdf_with_packed("1 0 <</S/JavaScript>>")),
        [Warning::Script]
    );
    assert_eq!(warnings(pdf_with_packed("1 0 << /S /URI >>")), []);
}

#[test]
fn packed_objects_that_unpack_to_gigabytes_take_no_time_and_no_memory() {
    let bomb = pdf_with_packed(&" ".repeat(12_000_000));
    assert_eq!(warnings(bomb), []);
}

#[test]
fn a_pdf_that_never_ends_as_one_is_refused() {
    let mut bytes = pdf();
    let end = bytes
        .windows(9)
        .position(|piece| piece == b"startxref")
        .unwrap();
    bytes.truncate(end);
    assert!(matches!(
        look("a.pdf", bytes),
        Err(Refusal::Damaged("a PDF"))
    ));
}

#[test]
fn a_word_document_with_macros_is_refused_also_when_they_go_by_another_name() {
    let by_name = docx_parts(&[part("word/vbaProject.bin", "x")]);
    let mut by_type = docx_parts(&[]);
    by_type[0].bytes = br#"<Types><Override PartName="/word/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>"#.to_vec();
    let mut enabled = docx_parts(&[]);
    enabled[0].bytes = br#"<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>"#.to_vec();
    for parts in [by_name, by_type.clone(), enabled] {
        assert!(matches!(look("a.docx", zip(&parts)), Err(Refusal::Macros)));
    }
    // The same in UTF-16, which Word reads as well.
    let text = String::from_utf8(by_type[0].bytes.clone()).unwrap();
    let wide = text.encode_utf16().flat_map(u16::to_le_bytes);
    by_type[0].bytes = [0xff, 0xfe].into_iter().chain(wide).collect();
    assert!(matches!(
        look("a.docx", zip(&by_type)),
        Err(Refusal::Macros)
    ));
}

#[test]
fn an_older_word_document_with_macros_is_refused() {
    for name in ["Macros", "VBA", "_VBA_PROJECT", "_VBA_PROJECT_CUR"] {
        let bytes = compound(&[("WordDocument", 2), (name, 1)], &DOC_START);
        assert!(
            matches!(look("a.doc", bytes), Err(Refusal::Macros)),
            "{name}"
        );
    }
}

#[test]
fn a_word_document_that_loads_a_template_from_elsewhere_is_refused() {
    for target in [
        "https://example.com/a.dotm",
        "\\\\host\\share\\a.dotm",
        "file://host/a.dotm",
        "&#104;ttp://example.com/a.dotm",
    ] {
        let bytes = zip(&docx_parts(&[template(target)]));
        assert!(
            matches!(look("a.docx", bytes), Err(Refusal::ExternalTemplate)),
            "{target}"
        );
    }
    // The path of the writer's own template is noted in many letters, and leads nowhere.
    let own = template("file:///C:\\Users\\Marla\\Letter.dotx");
    look("a.docx", zip(&docx_parts(&[own]))).unwrap();
    // Links in the text are no templates.
    let mut link = template("https://example.com/");
    link.bytes = String::from_utf8(link.bytes)
        .unwrap()
        .replace("attachedTemplate", "hyperlink")
        .into_bytes();
    look("a.docx", zip(&docx_parts(&[link]))).unwrap();
}

#[test]
fn a_name_hidden_behind_a_declared_entity_is_refused() {
    let mut part = template("&t;");
    let text = String::from_utf8(part.bytes).unwrap();
    part.bytes = format!("<!DOCTYPE r [<!ENTITY t \"http://example.com\">]>{text}").into_bytes();
    let outcome = look("a.docx", zip(&docx_parts(&[part])));
    assert!(matches!(outcome, Err(Refusal::Damaged("a Word document"))));
}

#[test]
fn a_target_hidden_in_a_declaration_is_refused() {
    let mut part = template("Letter.dotx");
    let text = String::from_utf8(part.bytes).unwrap();
    let declared = "<!DOCTYPE r [<!ATTLIST Relationship Target CDATA \"http://example.com\">]>";
    part.bytes = format!("{declared}{text}").into_bytes();
    let outcome = look("a.docx", zip(&docx_parts(&[part])));
    assert!(matches!(outcome, Err(Refusal::Damaged("a Word document"))));
}

#[test]
fn a_word_document_behind_a_password_is_refused() {
    let sealed = compound(&[("EncryptedPackage", 2), ("EncryptionInfo", 2)], b"");
    assert!(matches!(look("a.docx", sealed), Err(Refusal::Locked)));
    let mut flags = DOC_START;
    flags[11] = 1;
    let old = compound(&[("WordDocument", 2)], &flags);
    assert!(matches!(look("a.doc", old), Err(Refusal::Locked)));
    let mut parts = docx_parts(&[]);
    parts[2].encrypted = true;
    assert!(matches!(look("a.docx", zip(&parts)), Err(Refusal::Locked)));
}

#[test]
fn a_zip_that_unpacks_to_too_much_is_refused_by_its_list() {
    let big = |said: u32| Part {
        said: Some(said),
        ..part("word/media/a.bin", "x")
    };
    let dense = docx_parts(&[big(11_000_000)]);
    assert!(matches!(look("a.docx", zip(&dense)), Err(Refusal::Bomb)));
    let mut together = docx_parts(&[]);
    together.extend((0..60).map(|n| Part {
        name: format!("word/media/{n}"),
        ..big(9_999_999)
    }));
    assert!(matches!(look("a.docx", zip(&together)), Err(Refusal::Bomb)));
    let many: Vec<Part> = (0..5000).map(|n| part(&format!("word/{n}"), "")).collect();
    assert!(matches!(
        look("a.docx", zip(&docx_parts(&many))),
        Err(Refusal::Bomb)
    ));
}

#[test]
fn a_zip_whose_list_lies_about_a_part_is_stopped_while_unpacking() {
    let mut parts = docx_parts(&[template(&" ".repeat(5_000_000))]);
    parts[3].said = Some(100);
    assert!(matches!(look("a.docx", zip(&parts)), Err(Refusal::Bomb)));
}

#[test]
fn a_zip_whose_entries_share_their_bytes_is_refused() {
    let text: String = (0..5000).map(|n| format!("{n:x}")).collect();
    let mut bytes = zip(&docx_parts(&[part("word/a", &text), part("word/b", "")]));
    // The second entry's packed size in the list is made that of the whole file.
    let at = bytes
        .windows(6)
        .rposition(|piece| piece == b"word/b")
        .unwrap()
        - 46;
    let length = bytes.len() as u32;
    bytes[at + 20..at + 24].copy_from_slice(&length.to_le_bytes());
    assert!(matches!(look("a.docx", bytes), Err(Refusal::Bomb)));
}

#[test]
fn a_compound_file_that_goes_round_in_a_circle_is_refused() {
    // The table's third number says what follows sector 2 of the directory: sector 1 again.
    let mut bytes = doc();
    bytes[512 + 8..512 + 12].copy_from_slice(&1_u32.to_le_bytes());
    assert!(matches!(look("a.doc", bytes), Err(Refusal::Damaged(_))));
    // The tables beyond the first 109 are named by a sector that names itself as the next.
    let mut bytes = doc();
    bytes[68..72].copy_from_slice(&4_u32.to_le_bytes());
    let last = 512 + 5 * 512 - 4;
    bytes[last..last + 4].copy_from_slice(&4_u32.to_le_bytes());
    assert!(matches!(look("a.doc", bytes), Err(Refusal::Damaged(_))));
}

#[test]
fn no_refusal_and_no_warning_carries_what_is_in_a_file() {
    let canary = "900-12-3456";
    let html = format!("<html>{canary}");
    let template = template(&format!("http://example.com/{canary}"));
    for (name, bytes) in [
        ("a.html", html.into_bytes()),
        ("a.docx", zip(&docx_parts(&[template]))),
        ("a.pdf", format!("%PDF-1.7 {canary}").into_bytes()),
        (
            "a.jpg",
            [&[0xff, 0xd8, 0xff, 0xe0], canary.as_bytes()].concat(),
        ),
    ] {
        let refusal = look(name, bytes).unwrap_err();
        assert!(!format!("{refusal} {refusal:?}").contains(canary), "{name}");
    }
}
