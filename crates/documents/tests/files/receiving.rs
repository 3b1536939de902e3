//! The whole way of a dropped path into the spool.

use std::fs;

use documents::{
    Kind, LARGEST, Refusal, Warning, prepare, receive, spool::Spool, take_bytes, thumbnail,
};
use tempfile::TempDir;

use crate::{
    drawing::{FOREVER, painter},
    fixtures::*,
};

fn desktop() -> (TempDir, Spool) {
    let folder = TempDir::new().unwrap();
    let spool = Spool::open(&folder.path().join("spool"), &[7; 32]).unwrap();
    (folder, spool)
}

#[test]
fn one_of_each_kind_goes_all_the_way() {
    let (folder, spool) = desktop();
    for (name, bytes) in one_of_each() {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let received = receive(&path, &spool, LARGEST).unwrap();
        assert_eq!(received.inspection.name, name);
        assert_eq!(
            received.normalised.cleaned,
            received.inspection.pixels.is_some()
        );
        spool.check(&received.normalised.spooled).unwrap();
        let reader = spool.reader(received.normalised.spooled.id).unwrap();
        let picture = thumbnail(reader, received.inspection.kind, &painter(), FOREVER);
        let is_word = matches!(received.inspection.kind, Kind::Doc | Kind::Docx);
        assert_eq!(picture.is_none(), is_word, "{name}");
    }
    assert_eq!(spool.ids().unwrap().len(), one_of_each().len());
}

#[test]
fn a_pasted_image_goes_the_same_way() {
    let (_folder, spool) = desktop();
    let taken = take_bytes("pasted", &png(), &spool, LARGEST).unwrap();
    let received = prepare(taken, &spool).unwrap();
    assert_eq!(received.inspection.name, "pasted.png");
    assert_eq!(received.inspection.warnings, [Warning::Renamed(Kind::Png)]);
}

#[test]
fn nothing_stays_of_what_is_refused() {
    let (folder, spool) = desktop();
    let path = folder.path().join("bill.pdf");
    for bytes in [b"MZ\x90\0".to_vec(), jpeg()[..400].to_vec(), vec![]] {
        fs::write(&path, bytes).unwrap();
        assert!(receive(&path, &spool, LARGEST).is_err());
    }
    assert_eq!(
        fs::read_dir(folder.path().join("spool")).unwrap().count(),
        0
    );
}

#[test]
fn a_damaged_spool_is_not_blamed_on_the_file() {
    let (folder, spool) = desktop();
    let taken = take_bytes("bill.pdf", &pdf(), &spool, LARGEST).unwrap();
    let copy = folder
        .path()
        .join("spool")
        .join(format!("{}.spool", taken.spooled.id));
    let mut bytes = fs::read(&copy).unwrap();
    bytes[30] ^= 1;
    fs::write(&copy, bytes).unwrap();
    assert!(matches!(prepare(taken, &spool), Err(Refusal::Spool(_))));
}
