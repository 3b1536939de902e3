//! Small files of every kind, with the parts that matter open to change.

use std::io::Write;

use flate2::{Compression, write::DeflateEncoder, write::ZlibEncoder};
use image::{DynamicImage, ImageFormat, RgbImage};

/// A picture whose top left corner is red, and the rest blue.
pub fn picture(width: u32, height: u32) -> DynamicImage {
    let pixel = |x, y| {
        let corner = x < width / 2 && y < height / 2;
        image::Rgb(if corner { [255, 0, 0] } else { [0, 0, 255] })
    };
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, pixel))
}

fn encoded(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    picture(width, height).write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// A plain JPEG of 64 by 48 pixels.
pub fn jpeg() -> Vec<u8> {
    encoded(64, 48, ImageFormat::Jpeg)
}

/// A plain PNG of 64 by 48 pixels.
pub fn png() -> Vec<u8> {
    encoded(64, 48, ImageFormat::Png)
}

pub fn segment(code: u8, payload: &[u8]) -> Vec<u8> {
    let mut out = vec![0xff, code];
    out.extend((payload.len() as u16 + 2).to_be_bytes());
    out.extend(payload);
    out
}

/// The JPEG with segments put in right after its start.
pub fn jpeg_with(segments: &[Vec<u8>]) -> Vec<u8> {
    let plain = jpeg();
    [&plain[..2], &segments.concat(), &plain[2..]].concat()
}

/// A block of TIFF tags as phones write them: the maker's name, the orientation, a position.
pub fn camera_tags(turn: u16) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let mut out = tag.to_le_bytes().to_vec();
        out.extend(kind.to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend(value);
        out
    };
    let mut out = b"II*\0\x08\0\0\0\x03\0".to_vec();
    // 8 + 2 + 3 × 12 + 4 = 50: the maker's name; 60: the directory of the position.
    out.extend(entry(0x010f, 2, 10, 50_u32.to_le_bytes()));
    out.extend(entry(0x0112, 3, 1, [turn as u8, 0, 0, 0]));
    out.extend(entry(0x8825, 4, 1, 60_u32.to_le_bytes()));
    out.extend([0; 4]);
    out.extend(b"CameraCo.\0");
    out.extend(1_u16.to_le_bytes());
    out.extend(entry(0x0001, 2, 2, *b"N\0\0\0"));
    out.extend(b"\0\0\0\0GPS 40.0000");
    out
}

pub fn exif(turn: u16) -> Vec<u8> {
    segment(0xe1, &[b"Exif\0\0".as_slice(), &camera_tags(turn)].concat())
}

pub fn chunk(kind: &[u8; 4], bytes: &[u8]) -> Vec<u8> {
    let mut sum = crc32fast::Hasher::new();
    sum.update(kind);
    sum.update(bytes);
    let mut out = (bytes.len() as u32).to_be_bytes().to_vec();
    out.extend(kind);
    out.extend(bytes);
    out.extend(sum.finalize().to_be_bytes());
    out
}

/// The PNG with chunks put in after its header, which ends at 33.
pub fn png_with(chunks: &[Vec<u8>]) -> Vec<u8> {
    let plain = png();
    [&plain[..33], &chunks.concat(), &plain[33..]].concat()
}

/// A PDF of one letter page with a red rectangle, and more objects, from number 5 on.
pub fn pdf_with(more: &[&str], trailer: &str) -> Vec<u8> {
    let content = "1 0 0 rg 72 72 400 600 re f";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>".to_owned(),
        format!(
            "<< /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ),
    ];
    let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = Vec::new();
    let more = more.iter().map(|object| (*object).to_owned());
    for (number, object) in objects.into_iter().chain(more).enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", places.len() + 1).bytes());
    for place in &places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let size = places.len() + 1;
    let end =
        format!("trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n");
    out.extend(end.bytes());
    out
}

/// A PDF with a table in a stream, which says that object 5 is in the stream of object 6, and
/// object 6 where `sixth` says: at a place (1) or in the stream of an object (2).
pub fn pdf_with_stream_table(length: &str, sixth: (u8, u16)) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R >>".to_owned(),
        "<< >>".to_owned(),
        "null".to_owned(),
        format!("<< /Type /ObjStm /N 1 /First 4 /Length {length} >>\nstream\n5 0 42\nendstream"),
    ];
    let mut out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = vec![0; 4];
    for (number, object) in objects.into_iter().enumerate() {
        let place = (out.len() as u16).to_be_bytes();
        match number + 1 {
            5 => table.extend([2, 0, 6, 0]),
            6 if sixth.0 == 2 => table.extend([2, 0, sixth.1 as u8, 0]),
            _ => table.extend([1, place[0], place[1], 0]),
        }
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", number + 1).bytes());
    }
    let place = out.len();
    table.extend([1, (place >> 8) as u8, place as u8, 0]);
    let head = "7 0 obj\n<< /Type /XRef /Size 8 /W [1 2 1] /Root 1 0 R /Length 32 >>\nstream\n";
    out.extend(head.bytes());
    out.extend(table);
    out.extend(format!("\nendstream\nendobj\nstartxref\n{place}\n%%EOF\n").bytes());
    out
}

pub fn pdf() -> Vec<u8> {
    pdf_with(&[], "")
}

/// The PDF with an object put in as packed bytes.
pub fn pdf_with_packed(object: &str) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(object.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let mut out = pdf();
    let head = format!(
        "9 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length {} >>\nstream\r\n",
        packed.len()
    );
    let at = out.windows(5).position(|piece| piece == b"xref\n").unwrap();
    let object = [head.as_bytes(), &packed, b"\nendstream\nendobj\n"].concat();
    out.splice(at..at, object);
    out
}

/// What a ZIP's list says of an entry.
#[derive(Clone, Default)]
pub struct Part {
    pub name: String,
    pub bytes: Vec<u8>,
    /// Instead of the true length.
    pub said: Option<u32>,
    pub encrypted: bool,
}

pub fn part(name: &str, text: &str) -> Part {
    Part {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
        ..Part::default()
    }
}

pub fn zip(parts: &[Part]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for part in parts {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
        packed.write_all(&part.bytes).unwrap();
        let packed = packed.finish().unwrap();
        let mut facts = Vec::new();
        facts.extend([20, 0, u8::from(part.encrypted), 0, 8, 0, 0, 0, 0, 0]);
        facts.extend(crc32fast::hash(&part.bytes).to_le_bytes());
        facts.extend((packed.len() as u32).to_le_bytes());
        facts.extend(part.said.unwrap_or(part.bytes.len() as u32).to_le_bytes());
        facts.extend((part.name.len() as u16).to_le_bytes());
        facts.extend([0, 0]);
        let at = out.len() as u32;
        out.extend(
            [
                b"PK\x03\x04".as_slice(),
                &facts,
                part.name.as_bytes(),
                &packed,
            ]
            .concat(),
        );
        list.extend([b"PK\x01\x02\x14\0".as_slice(), &facts, &[0; 10]].concat());
        list.extend(at.to_le_bytes());
        list.extend(part.name.bytes());
    }
    let count = (parts.len() as u16).to_le_bytes();
    let (at, size) = (out.len() as u32, list.len() as u32);
    out.extend(list);
    out.extend([b"PK\x05\x06\0\0\0\0".as_slice(), &count, &count].concat());
    out.extend(size.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// The least that a Word document has, and more parts.
pub fn docx_parts(more: &[Part]) -> Vec<Part> {
    let types = r#"<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    let mut parts = vec![
        part("[Content_Types].xml", types),
        part(
            "_rels/.rels",
            r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#,
        ),
        part("word/document.xml", "<w:document><w:body/></w:document>"),
    ];
    parts.extend_from_slice(more);
    parts
}

pub fn docx() -> Vec<u8> {
    zip(&docx_parts(&[]))
}

/// The relationship of settings to a template.
pub fn template(target: &str) -> Part {
    let text = format!(
        r#"<Relationships xmlns="x"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="{target}" TargetMode="External"/></Relationships>"#
    );
    part("word/_rels/settings.xml.rels", &text)
}

/// A compound file with these streams (2) and storages (1) in its directory, the first a stream of
/// 4,096 bytes that begins with `start`.
pub fn compound(entries: &[(&str, u8)], start: &[u8]) -> Vec<u8> {
    // Sectors of 512 bytes: 0 the table, 1 to 3 the directory, 4 to 11 the stream.
    let mut header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    header.resize(512, 0);
    header[24..32].copy_from_slice(&[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0]);
    header[44] = 1;
    header[48] = 1;
    header[56..60].copy_from_slice(&4096_u32.to_le_bytes());
    header[60..64].copy_from_slice(&[0xfe, 0xff, 0xff, 0xff]);
    header[68..72].copy_from_slice(&[0xfe, 0xff, 0xff, 0xff]);
    header[80..].fill(0xff);
    let end = 0xffff_fffe_u32;
    let chain = [0xffff_fffd, 2, 3, end, 5, 6, 7, 8, 9, 10, 11, end];
    let mut table: Vec<u8> = chain.iter().flat_map(|next| next.to_le_bytes()).collect();
    table.resize(512, 0xff);
    let mut directory = entry("Root Entry", 5, end, 0);
    for (number, (name, kind)) in entries.iter().enumerate() {
        let (start, size) = if number == 0 { (4, 4096) } else { (end, 0) };
        directory.extend(entry(name, *kind, start, size));
    }
    directory.resize(3 * 512, 0);
    let mut stream = start.to_vec();
    stream.resize(4096, 0);
    [header, table, directory, stream].concat()
}

fn entry(name: &str, kind: u8, start: u32, size: u32) -> Vec<u8> {
    let mut out: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = out.len() as u16 + 2;
    out.resize(128, 0);
    out[64..66].copy_from_slice(&length.to_le_bytes());
    out[66] = kind;
    out[116..120].copy_from_slice(&start.to_le_bytes());
    out[120..124].copy_from_slice(&size.to_le_bytes());
    out
}

/// The first bytes of a document's stream; the eleventh and twelfth are flags.
pub const DOC_START: [u8; 12] = [0xec, 0xa5, 0xc1, 0, 0, 0, 0, 0, 0, 0, 0, 0];

pub fn doc() -> Vec<u8> {
    compound(&[("WordDocument", 2), ("1Table", 2)], &DOC_START)
}

/// One good file of every kind, with a name that fits.
pub fn one_of_each() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("photo.jpg", jpeg_with(&[exif(6)])),
        (
            "screen.png",
            png_with(&[chunk(b"tEXt", b"Comment\0made up")]),
        ),
        ("bill.pdf", pdf()),
        ("packed.pdf", pdf_with_packed("1 0 << /S /JavaScript >>")),
        ("letter.docx", zip(&docx_parts(&[template("Letter.dotx")]))),
        ("old letter.doc", doc()),
    ]
}
