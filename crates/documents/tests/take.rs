#![expect(clippy::unwrap_used, reason = "a test says what failed by panicking")]
//! What happens to a path when it is dropped.

use std::{
    fs::{self, File},
    io::Read,
    path::PathBuf,
};

use documents::{FolderLimits, LARGEST, Refusal, files_in, spool::Spool, take, take_bytes};
use tempfile::TempDir;

struct Desktop {
    folder: TempDir,
    spool: Spool,
}

impl Desktop {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let spool = Spool::open(&folder.path().join("spool"), &[7; 32]).unwrap();
        fs::create_dir(folder.path().join("desktop")).unwrap();
        Self { folder, spool }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("desktop").join(name)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    fn drop(&self, name: &str) -> Result<documents::Taken, Refusal> {
        take(&self.path(name), &self.spool, LARGEST)
    }

    fn spooled(&self) -> usize {
        fs::read_dir(self.folder.path().join("spool"))
            .unwrap()
            .count()
    }

    fn names(&self, limits: FolderLimits) -> Result<Vec<String>, Refusal> {
        let root = self.path("");
        let files = files_in(&root, limits)?;
        let names = files.iter().map(|path| {
            let inside = path.strip_prefix(&root).unwrap();
            inside.to_str().unwrap().replace('\\', "/")
        });
        Ok(names.collect())
    }
}

#[test]
fn a_dropped_file_is_kept_and_its_source_may_vanish() {
    let desktop = Desktop::new();
    let path = desktop.file("bill.pdf", &[5; 200_000]);
    let taken = desktop.drop("bill.pdf").unwrap();
    fs::remove_file(path).unwrap();
    assert_eq!(taken.name, "bill.pdf");
    assert_eq!(taken.spooled.length, 200_000);
    let mut out = Vec::new();
    let mut reader = desktop.spool.reader(taken.spooled.id).unwrap();
    reader.read_to_end(&mut out).unwrap();
    assert_eq!(out, [5; 200_000]);
}

#[test]
fn a_pasted_image_is_kept_like_a_file() {
    let desktop = Desktop::new();
    let taken = take_bytes("pasted\u{202e}.png", b"bytes", &desktop.spool, 5).unwrap();
    assert_eq!(
        (taken.name.as_str(), taken.spooled.length),
        ("pasted.png", 5)
    );
    let outcome = take_bytes("pasted.png", b"bytes!", &desktop.spool, 5);
    assert!(matches!(outcome, Err(Refusal::TooLarge { limit: 5 })));
    let outcome = take_bytes("pasted.png", b"", &desktop.spool, 5);
    assert!(matches!(outcome, Err(Refusal::Empty)));
}

#[test]
fn an_empty_file_is_refused() {
    let desktop = Desktop::new();
    desktop.file("bill.pdf", b"");
    assert!(matches!(desktop.drop("bill.pdf"), Err(Refusal::Empty)));
    assert_eq!(desktop.spooled(), 0);
}

#[test]
fn a_file_of_just_the_limit_is_taken_and_one_byte_more_is_not() {
    let desktop = Desktop::new();
    let path = desktop.file("bill.pdf", &[5; 1000]);
    assert!(take(&path, &desktop.spool, 1000).is_ok());
    let outcome = take(&path, &desktop.spool, 999);
    assert!(matches!(outcome, Err(Refusal::TooLarge { limit: 999 })));
    assert_eq!(desktop.spooled(), 1, "nothing is left of what was refused");
}

#[test]
fn a_huge_file_is_refused_without_being_read() {
    let desktop = Desktop::new();
    // Sparse: it has the length, but nothing on the disk.
    let file = File::create(desktop.path("film.pdf")).unwrap();
    file.set_len(LARGEST * 1000).unwrap();
    assert!(matches!(
        desktop.drop("film.pdf"),
        Err(Refusal::TooLarge { .. })
    ));
}

#[test]
fn a_folder_in_place_of_a_file_is_told_apart() {
    let desktop = Desktop::new();
    fs::create_dir(desktop.path("bills")).unwrap();
    assert!(matches!(desktop.drop("bills"), Err(Refusal::Folder)));
}

#[test]
fn a_file_that_is_gone_again_says_so() {
    assert!(matches!(
        Desktop::new().drop("bill.pdf"),
        Err(Refusal::Gone)
    ));
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    use std::os::unix::fs::symlink;
    let desktop = Desktop::new();
    desktop.file("bill.pdf", b"bytes");
    symlink(desktop.path("bill.pdf"), desktop.path("link.pdf")).unwrap();
    symlink(desktop.path("nowhere"), desktop.path("broken.pdf")).unwrap();
    assert!(matches!(desktop.drop("link.pdf"), Err(Refusal::Link)));
    assert!(matches!(desktop.drop("broken.pdf"), Err(Refusal::Link)));
}

#[cfg(unix)]
#[test]
fn a_socket_or_a_device_is_refused_without_waiting_for_it() {
    let desktop = Desktop::new();
    let _socket = std::os::unix::net::UnixListener::bind(desktop.path("socket.pdf")).unwrap();
    assert!(matches!(desktop.drop("socket.pdf"), Err(Refusal::NotAFile)));
    let device = take("/dev/zero".as_ref(), &desktop.spool, LARGEST);
    assert!(matches!(device, Err(Refusal::NotAFile)));
}

#[test]
fn a_refusal_is_a_sentence_that_says_what_to_do() {
    let refusal = Refusal::TooLarge { limit: LARGEST };
    assert_eq!(
        refusal.to_string(),
        "The file is larger than 25 MB. Make it smaller or split it."
    );
}

#[test]
fn a_dropped_folder_is_the_files_in_it_at_any_depth() {
    let desktop = Desktop::new();
    for name in [
        "b.pdf",
        "a.pdf",
        "march/c.pdf",
        "march/old/d.pdf",
        ".DS_Store",
        "._a.pdf",
        "Thumbs.db",
    ] {
        desktop.file(name, b"bytes");
    }
    let names = desktop.names(FolderLimits::default()).unwrap();
    assert_eq!(names, ["a.pdf", "b.pdf", "march/c.pdf", "march/old/d.pdf"]);
}

#[test]
fn a_folder_too_deep_or_too_full_is_refused_as_a_whole() {
    let desktop = Desktop::new();
    for name in ["a.pdf", "one/b.pdf", "one/two/c.pdf"] {
        desktop.file(name, b"bytes");
    }
    let of = |depth, files| desktop.names(FolderLimits { depth, files });
    assert_eq!(of(3, 3).unwrap().len(), 3);
    assert!(matches!(of(2, 3), Err(Refusal::TooDeep { limit: 2 })));
    assert!(matches!(of(3, 2), Err(Refusal::TooManyFiles { limit: 2 })));
}

#[cfg(unix)]
#[test]
fn a_circle_of_links_ends_and_the_link_is_refused_by_name() {
    let desktop = Desktop::new();
    desktop.file("a.pdf", b"bytes");
    std::os::unix::fs::symlink(desktop.path(""), desktop.path("circle")).unwrap();
    let names = desktop.names(FolderLimits::default()).unwrap();
    assert_eq!(names, ["a.pdf", "circle"]);
    assert!(matches!(desktop.drop("circle"), Err(Refusal::Link)));
}
