#![expect(clippy::unwrap_used, reason = "a test says what failed by panicking")]
//! What the spool promises: what went in comes out, or an error does.

use std::{
    fs,
    io::{Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use documents::spool::{CHUNK, Reader, Spool, SpoolError, SpoolId, Spooled};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

const SECRET: [u8; 32] = [7; 32];
/// Of the format: 24 bytes before the first chunk, 16 after each.
const HEADER: usize = 24;
const SEALED: usize = CHUNK + 16;

fn spool() -> (TempDir, Spool) {
    let folder = TempDir::new().unwrap();
    let spool = Spool::open(&folder.path().join("spool"), &SECRET).unwrap();
    (folder, spool)
}

fn bytes(count: usize) -> Vec<u8> {
    (0..count).map(|n| (n * 31 + n / 251) as u8).collect()
}

fn keep(spool: &Spool, bytes: &[u8]) -> Spooled {
    let mut writer = spool.writer().unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn path(folder: &TempDir, id: SpoolId) -> PathBuf {
    folder.path().join("spool").join(format!("{id}.spool"))
}

fn all(mut reader: Reader) -> Result<Vec<u8>, SpoolError> {
    let mut out = Vec::new();
    reader.read_to_end(&mut out)?;
    Ok(out)
}

/// Rewrites the file behind the spool's back and says how reading it goes.
fn after(
    folder: &TempDir,
    spool: &Spool,
    kept: &Spooled,
    change: impl FnOnce(&mut Vec<u8>),
) -> Result<Vec<u8>, SpoolError> {
    let path = path(folder, kept.id);
    let whole = fs::read(&path).unwrap();
    let mut changed = whole.clone();
    change(&mut changed);
    assert_ne!(changed, whole, "the test changes something");
    fs::write(&path, changed).unwrap();
    let outcome = spool.reader(kept.id).and_then(all);
    assert!(spool.check(kept).is_err(), "an upload would not begin");
    fs::write(&path, whole).unwrap();
    outcome
}

fn files(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

#[test]
fn what_went_in_comes_out_at_every_length_around_a_chunk() {
    let (_folder, spool) = spool();
    for count in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5] {
        let plain = bytes(count);
        let kept = keep(&spool, &plain);
        assert_eq!(kept.length, count as u64);
        assert_eq!(kept.sha256, <[u8; 32]>::from(Sha256::digest(&plain)));
        assert_eq!(all(spool.reader(kept.id).unwrap()).unwrap(), plain);
        spool.check(&kept).unwrap();
    }
}

#[test]
fn writing_in_small_pieces_makes_the_same_file_as_in_one() {
    let (_folder, spool) = spool();
    let plain = bytes(CHUNK + 700);
    let mut writer = spool.writer().unwrap();
    for piece in plain.chunks(333) {
        writer.write_all(piece).unwrap();
    }
    let kept = writer.finish().unwrap();
    assert_eq!(all(spool.reader(kept.id).unwrap()).unwrap(), plain);
}

#[test]
fn a_viewer_reads_any_range_in_any_order() {
    let (_folder, spool) = spool();
    let plain = bytes(3 * CHUNK + 100);
    let kept = keep(&spool, &plain);
    let mut reader = spool.reader(kept.id).unwrap();
    assert_eq!(reader.length(), plain.len() as u64);
    for (start, count) in [
        (2 * CHUNK + 9, 20),
        (0, 10),
        (CHUNK - 5, 10),
        (3 * CHUNK, 100),
        (CHUNK, 2 * CHUNK),
        (0, plain.len()),
    ] {
        assert_eq!(
            reader.range(start as u64, count).unwrap(),
            plain[start..start + count]
        );
    }
    let beyond = plain.len() as u64;
    assert_eq!(
        reader.range(beyond - 3, 10).unwrap(),
        plain[plain.len() - 3..]
    );
    assert_eq!(reader.range(beyond, 10).unwrap(), []);
    assert_eq!(reader.range(u64::MAX, usize::MAX).unwrap(), []);
}

#[test]
fn seeking_is_as_in_any_file() {
    let (_folder, spool) = spool();
    let kept = keep(&spool, b"0123456789");
    let mut reader = spool.reader(kept.id).unwrap();
    let mut two = [0; 2];
    assert_eq!(reader.seek(SeekFrom::End(-4)).unwrap(), 6);
    reader.read_exact(&mut two).unwrap();
    assert_eq!(&two, b"67");
    assert_eq!(reader.seek(SeekFrom::Current(-7)).unwrap(), 1);
    reader.read_exact(&mut two).unwrap();
    assert_eq!(&two, b"12");
    assert!(reader.seek(SeekFrom::Current(-4)).is_err());
}

#[test]
fn a_flipped_bit_anywhere_is_an_error() {
    let (folder, spool) = spool();
    let kept = keep(&spool, &bytes(2 * CHUNK + 40));
    let size = fs::metadata(path(&folder, kept.id)).unwrap().len() as usize;
    // Every byte of the header, both sides of every border, tags, and places in between.
    let mut places: Vec<usize> = (0..HEADER).collect();
    for border in [HEADER, HEADER + SEALED, HEADER + 2 * SEALED, size] {
        places.extend((border - 17..border + 2).filter(|place| *place < size));
    }
    places.extend((0..size).step_by(9_973));
    for place in places {
        let outcome = after(&folder, &spool, &kept, |file| {
            file[place] ^= 1 << (place % 8)
        });
        let newer = place == 7;
        match outcome {
            Err(SpoolError::Damaged) => {}
            Err(SpoolError::Newer) if newer => {}
            other => panic!("byte {place}: {:?}", other.map(|bytes| bytes.len())),
        }
    }
}

#[test]
fn a_file_cut_anywhere_is_an_error_even_between_chunks() {
    let (folder, spool) = spool();
    let kept = keep(&spool, &bytes(2 * CHUNK + 40));
    let size = fs::metadata(path(&folder, kept.id)).unwrap().len() as usize;
    let first = HEADER + SEALED;
    for length in [
        0,
        7,
        HEADER - 1,
        HEADER,
        HEADER + 5,
        HEADER + 16,
        first,
        first + 5,
        first + 16,
        HEADER + 2 * SEALED,
        size - 1,
    ] {
        let outcome = after(&folder, &spool, &kept, |file| file.truncate(length));
        assert!(matches!(outcome, Err(SpoolError::Damaged)), "{length}");
    }
}

#[test]
fn a_file_that_grew_is_an_error() {
    let (folder, spool) = spool();
    let kept = keep(&spool, &bytes(CHUNK + 40));
    for more in [1, 16, SEALED] {
        let outcome = after(&folder, &spool, &kept, |file| file.extend(vec![0; more]));
        assert!(matches!(outcome, Err(SpoolError::Damaged)), "{more}");
    }
}

#[test]
fn chunks_in_another_order_or_twice_are_an_error() {
    let (folder, spool) = spool();
    let kept = keep(&spool, &bytes(4 * CHUNK));
    let chunk = |n: usize| HEADER + n * SEALED..HEADER + (n + 1) * SEALED;
    for (from, to) in [(0, 1), (1, 0), (2, 1), (3, 0), (0, 3)] {
        let outcome = after(&folder, &spool, &kept, |file| {
            file.copy_within(chunk(from), HEADER + to * SEALED);
        });
        assert!(
            matches!(outcome, Err(SpoolError::Damaged)),
            "{from} to {to}"
        );
        let outcome = after(&folder, &spool, &kept, |file| {
            let (one, other) = (file[chunk(from)].to_vec(), file[chunk(to)].to_vec());
            file[chunk(to)].copy_from_slice(&one);
            file[chunk(from)].copy_from_slice(&other);
        });
        assert!(
            matches!(outcome, Err(SpoolError::Damaged)),
            "{from} with {to}"
        );
    }
}

#[test]
fn what_stands_before_the_damage_is_right_and_nothing_after_it_is_given() {
    let (folder, spool) = spool();
    let plain = bytes(3 * CHUNK);
    let kept = keep(&spool, &plain);
    let path = path(&folder, kept.id);
    let mut file = fs::read(&path).unwrap();
    file[HEADER + SEALED + 100] ^= 1;
    fs::write(&path, file).unwrap();
    let mut reader = spool.reader(kept.id).unwrap();
    let mut out = Vec::new();
    assert!(reader.read_to_end(&mut out).is_err());
    assert_eq!(out, plain[..CHUNK]);
    assert!(matches!(
        reader.range(CHUNK as u64, 1),
        Err(SpoolError::Damaged)
    ));
    assert_eq!(reader.range(0, 9).unwrap(), plain[..9]);
}

#[test]
fn one_file_cannot_stand_in_for_another() {
    let (folder, spool) = spool();
    let mine = keep(&spool, &bytes(CHUNK + 40));
    let other = keep(&spool, &bytes(CHUNK + 40));
    let theirs = fs::read(path(&folder, other.id)).unwrap();
    let outcome = after(&folder, &spool, &mine, |file| file.clone_from(&theirs));
    assert!(
        matches!(outcome, Err(SpoolError::Damaged)),
        "the whole file"
    );
    let outcome = after(&folder, &spool, &mine, |file| {
        file[HEADER..].copy_from_slice(&theirs[HEADER..]);
    });
    assert!(
        matches!(outcome, Err(SpoolError::Damaged)),
        "all but the header"
    );
    let outcome = after(&folder, &spool, &mine, |file| {
        file[HEADER..HEADER + SEALED].copy_from_slice(&theirs[HEADER..HEADER + SEALED]);
    });
    assert!(matches!(outcome, Err(SpoolError::Damaged)), "one chunk");
}

#[test]
fn the_same_bytes_never_look_the_same_on_the_disk() {
    let (folder, spool) = spool();
    let (one, other) = (keep(&spool, &[0; 5000]), keep(&spool, &[0; 5000]));
    let (one, other) = (
        fs::read(path(&folder, one.id)).unwrap(),
        fs::read(path(&folder, other.id)).unwrap(),
    );
    // Without the last 16 bytes, which differ in any case.
    assert_ne!(one[HEADER..HEADER + 5000], other[HEADER..HEADER + 5000]);
    assert_eq!(one.len(), HEADER + 5000 + 16);
    assert_eq!(other.len(), one.len());
}

#[test]
fn another_account_cannot_read_it() {
    let (folder, spool) = spool();
    let kept = keep(&spool, b"an invented paper");
    let other = Spool::open(&folder.path().join("spool"), &[8; 32]).unwrap();
    assert!(matches!(other.reader(kept.id), Err(SpoolError::Damaged)));
}

#[test]
fn a_check_finds_a_copy_that_is_whole_but_not_the_one_that_was_queued() {
    let (_folder, spool) = spool();
    let kept = keep(&spool, b"an invented paper");
    let longer = Spooled {
        length: kept.length + 1,
        ..kept
    };
    let other = Spooled {
        sha256: [0; 32],
        ..kept
    };
    assert!(matches!(spool.check(&longer), Err(SpoolError::Damaged)));
    assert!(matches!(spool.check(&other), Err(SpoolError::Damaged)));
}

#[test]
fn a_format_of_a_newer_program_is_told_from_damage() {
    let (folder, spool) = spool();
    let kept = keep(&spool, b"an invented paper");
    let outcome = after(&folder, &spool, &kept, |file| file[7] = 2);
    assert!(matches!(outcome, Err(SpoolError::Newer)));
}

#[test]
fn nothing_plain_is_ever_on_the_disk() {
    let (folder, spool) = spool();
    let canary = b"CANARY 900-12-3456";
    let plain = canary.repeat(3 * CHUNK / canary.len());
    let mut writer = spool.writer().unwrap();
    writer.write_all(&plain).unwrap();
    let seen = |when: &str| {
        let files = files(folder.path());
        assert!(!files.is_empty(), "{when}");
        for path in files {
            let found = fs::read(path).unwrap();
            assert!(
                !found.windows(8).any(|piece| piece == &canary[..8]),
                "{when}"
            );
        }
    };
    seen("while it is written");
    let kept = writer.finish().unwrap();
    seen("afterwards");
    all(spool.reader(kept.id).unwrap()).unwrap();
    seen("while and after it is read");
}

#[test]
fn a_copy_that_was_not_finished_does_not_exist() {
    let (folder, spool) = spool();
    let mut writer = spool.writer().unwrap();
    writer.write_all(&bytes(2 * CHUNK)).unwrap();
    assert_eq!(spool.ids().unwrap(), []);
    drop(writer);
    assert_eq!(files(folder.path()), Vec::<PathBuf>::new());
}

#[test]
fn what_a_killed_program_left_is_cleared_and_the_rest_stays() {
    let (folder, spool) = spool();
    let kept = keep(&spool, b"an invented paper");
    let mut writer = spool.writer().unwrap();
    writer.write_all(&bytes(2 * CHUNK)).unwrap();
    let unfinished: Vec<_> = files(folder.path())
        .into_iter()
        .filter(|file| *file != path(&folder, kept.id))
        .map(|file| (fs::read(&file).unwrap(), file))
        .collect();
    drop(writer);
    // A kill runs no destructors, but closes what was open.
    for (bytes, file) in &unfinished {
        fs::write(file, bytes).unwrap();
    }
    assert_eq!(spool.clear_unfinished().unwrap(), 1);
    assert_eq!(files(folder.path()), [path(&folder, kept.id)]);
    assert_eq!(spool.ids().unwrap(), [kept.id]);
}

#[test]
fn a_wiped_copy_is_gone_and_wiping_twice_is_no_error() {
    let (folder, spool) = spool();
    let kept = keep(&spool, b"an invented paper");
    spool.wipe(kept.id).unwrap();
    assert!(matches!(spool.reader(kept.id), Err(SpoolError::Missing)));
    assert_eq!(files(folder.path()), Vec::<PathBuf>::new());
    spool.wipe(kept.id).unwrap();
}

#[test]
fn ids_survive_as_text() {
    let (_folder, spool) = spool();
    let kept = keep(&spool, b"an invented paper");
    assert_eq!(kept.id.to_string().parse(), Ok(kept.id));
    assert!("../../etc".parse::<SpoolId>().is_err());
    assert!("00".parse::<SpoolId>().is_err());
}

#[cfg(unix)]
#[test]
fn other_users_cannot_even_read_the_encrypted_bytes() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, spool) = spool();
    let kept = keep(&spool, b"an invented paper");
    let mode = fs::metadata(path(&folder, kept.id))
        .unwrap()
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn the_spool_prints_neither_its_key_nor_its_place() {
    let (_folder, spool) = spool();
    assert_eq!(format!("{spool:?}"), "Spool(…)");
}
