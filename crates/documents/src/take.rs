//! Taking a dropped path: opened once, never through a link, copied into the spool from the handle
//! that is hashed. After that the source may vanish.

use std::{
    ffi::OsStr,
    fs::{self, File, Metadata},
    io::{self, Read, Seek, Write},
    path::Path,
    time::SystemTime,
};

use crate::{
    name,
    refusal::Refusal,
    spool::{Spool, Spooled},
};

/// The most bytes a file may have unless the firm sets something else.
pub const LARGEST: u64 = 25_000_000;

/// How often a file is read that changes while it is read.
const TRIES: usize = 3;

/// A file that is in the spool as it was dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Its name, made safe.
    pub name: String,
    /// Its bytes.
    pub spooled: Spooled,
}

/// Takes a dropped path of at most `largest` bytes.
///
/// # Errors
/// When it is no regular file, empty, too large, changing, or cannot be read or kept.
pub fn take(path: &Path, spool: &Spool, largest: u64) -> Result<Taken, Refusal> {
    let mut file = open(path)?;
    let spooled = settle(&mut file, spool, largest)?;
    let name = name::safe(path.file_name().unwrap_or(OsStr::new("")));
    Ok(Taken { name, spooled })
}

/// Takes bytes that have no path, such as a pasted image.
///
/// # Errors
/// When there are none or too many, or they cannot be kept.
pub fn take_bytes(name: &str, bytes: &[u8], spool: &Spool, largest: u64) -> Result<Taken, Refusal> {
    measure(bytes.len() as u64, largest)?;
    let mut writer = spool.writer()?;
    writer.write_all(bytes).map_err(spool_error)?;
    Ok(Taken {
        name: name::safe(OsStr::new(name)),
        spooled: writer.finish()?,
    })
}

/// What tells that a file changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
}

/// A seam for the tests, in which files change at the right moment.
trait Source: Read + Seek {
    fn stamp(&self) -> io::Result<Stamp>;
}

impl Source for File {
    fn stamp(&self) -> io::Result<Stamp> {
        let metadata = self.metadata()?;
        Ok(Stamp {
            length: metadata.len(),
            modified: metadata.modified().ok(),
        })
    }
}

fn settle(source: &mut impl Source, spool: &Spool, largest: u64) -> Result<Spooled, Refusal> {
    for _ in 0..TRIES {
        let before = source.stamp().map_err(unreadable)?;
        measure(before.length, largest)?;
        source.rewind().map_err(unreadable)?;
        let mut writer = spool.writer()?;
        // One byte more than there should be tells of a file that grows.
        let copied = copy(&mut source.take(before.length + 1), &mut writer)?;
        let after = source.stamp().map_err(unreadable)?;
        if copied == before.length && after == before {
            return Ok(writer.finish()?);
        }
    }
    Err(Refusal::Changing)
}

fn measure(length: u64, largest: u64) -> Result<(), Refusal> {
    match length {
        0 => Err(Refusal::Empty),
        length if length > largest => Err(Refusal::TooLarge { limit: largest }),
        _ => Ok(()),
    }
}

/// `io::copy`, but knowing which side failed.
fn copy(from: &mut impl Read, to: &mut impl Write) -> Result<u64, Refusal> {
    let mut buffer = vec![0; 64 * 1024];
    let mut copied = 0;
    loop {
        let count = match from.read(&mut buffer) {
            Ok(0) => return Ok(copied),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unreadable(error)),
        };
        to.write_all(&buffer[..count]).map_err(spool_error)?;
        copied += count as u64;
    }
}

fn open(path: &Path) -> Result<File, Refusal> {
    // Looking first gives the better sentence; what counts is the look at the open handle.
    regular(&fs::symlink_metadata(path).map_err(unreadable)?)?;
    let file = open_itself(path)?;
    regular(&file.metadata().map_err(unreadable)?)?;
    Ok(file)
}

/// Symbolic links and junctions are links here. Files that lie in a cloud or are kept compressed are
/// reparse points on Windows too, but no links, and are read like any other.
fn regular(metadata: &Metadata) -> Result<(), Refusal> {
    if metadata.is_symlink() {
        Err(Refusal::Link)
    } else if metadata.is_dir() {
        Err(Refusal::Folder)
    } else if metadata.is_file() {
        Ok(())
    } else {
        Err(Refusal::NotAFile)
    }
}

/// Opens what the path itself names: not what a link put there in the meantime leads to, and
/// without waiting for the other end of a pipe.
#[cfg(unix)]
fn open_itself(path: &Path) -> Result<File, Refusal> {
    use std::os::unix::fs::OpenOptionsExt;
    fs::OpenOptions::new()
        .read(true)
        .custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK)
        .open(path)
        .map_err(|error| match error.raw_os_error() {
            Some(libc::ELOOP) => Refusal::Link,
            _ => unreadable(error),
        })
}

/// Opens what the path itself names. Windows can only be told not to follow any reparse point, and
/// then files in a cloud would not be fetched; so what was opened is compared with what is there.
#[cfg(windows)]
fn open_itself(path: &Path) -> Result<File, Refusal> {
    use std::os::windows::fs::MetadataExt;
    let file = File::open(path).map_err(unreadable)?;
    let (opened, there) = (file.metadata(), fs::symlink_metadata(path));
    let (opened, there) = (opened.map_err(unreadable)?, there.map_err(unreadable)?);
    regular(&there)?;
    if opened.creation_time() == there.creation_time() {
        Ok(file)
    } else {
        Err(Refusal::Changing)
    }
}

fn unreadable(error: io::Error) -> Refusal {
    if error.kind() == io::ErrorKind::NotFound {
        Refusal::Gone
    } else {
        Refusal::Unreadable
    }
}

fn spool_error(error: io::Error) -> Refusal {
    Refusal::Spool(error.into())
}

#[cfg(test)]
mod tests {
    use std::{
        cell::Cell,
        io::{Cursor, SeekFrom},
        time::Duration,
    };

    use super::*;

    /// A file that another program saves again after each of the first `changes` readings.
    struct Restless {
        bytes: Cursor<Vec<u8>>,
        read: Cell<u64>,
        changes: u64,
        grows: bool,
    }

    impl Restless {
        fn new(changes: u64, grows: bool) -> Self {
            Self {
                bytes: Cursor::new(vec![1; 5000]),
                read: Cell::new(0),
                changes,
                grows,
            }
        }
    }

    impl Read for Restless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.bytes.read(buffer)?;
            if count == 0 && self.read.get() < self.changes {
                if self.grows {
                    self.bytes.get_mut().push(2);
                } else {
                    self.bytes.get_mut()[0] += 1;
                }
            }
            if count == 0 {
                self.read.set(self.read.get() + 1);
            }
            Ok(count)
        }
    }

    impl Seek for Restless {
        fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
            self.bytes.seek(to)
        }
    }

    impl Source for Restless {
        fn stamp(&self) -> io::Result<Stamp> {
            let saved = self.read.get().min(self.changes);
            Ok(Stamp {
                length: self.bytes.get_ref().len() as u64,
                modified: Some(SystemTime::UNIX_EPOCH + Duration::from_secs(saved)),
            })
        }
    }

    fn spool() -> (tempfile::TempDir, Spool) {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::open(folder.path(), &[1; 32]).unwrap();
        (folder, spool)
    }

    #[test]
    fn a_file_saved_while_it_is_read_is_read_again_and_taken_as_it_was_last() {
        for grows in [false, true] {
            let (_folder, spool) = spool();
            let mut source = Restless::new(2, grows);
            let kept = settle(&mut source, &spool, LARGEST).unwrap();
            let mut out = Vec::new();
            spool
                .reader(kept.id)
                .unwrap()
                .read_to_end(&mut out)
                .unwrap();
            assert_eq!(&out, source.bytes.get_ref());
            assert_eq!(spool.ids().unwrap(), [kept.id], "nothing else stays");
        }
    }

    #[test]
    fn a_file_that_never_rests_is_refused_and_leaves_nothing() {
        for grows in [false, true] {
            let (folder, spool) = spool();
            let outcome = settle(&mut Restless::new(3, grows), &spool, LARGEST);
            assert!(matches!(outcome, Err(Refusal::Changing)));
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        }
    }

    #[test]
    fn a_file_that_grows_past_the_limit_while_it_is_read_is_refused() {
        let (_folder, spool) = spool();
        let outcome = settle(&mut Restless::new(1, true), &spool, 5000);
        assert!(matches!(outcome, Err(Refusal::TooLarge { limit: 5000 })));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_is_put_there_after_the_first_look_is_not_followed() {
        let (folder, _spool) = spool();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, b"bytes").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert!(matches!(open_itself(&link), Err(Refusal::Link)));
        assert!(open_itself(&file).is_ok());
    }
}
