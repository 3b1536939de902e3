//! A sealed file is opened whole and as it was made, or not at all.

use futures_util::TryStreamExt;
use store::vault::Secret;
use tempfile::TempDir;

use super::*;
use crate::backup::cipher::{Cipher, HEAD, TAG};

fn key(byte: u8) -> Secret {
    Secret::from_bytes(&[byte; 32]).unwrap()
}

/// Seals so many bytes that are different at every place.
async fn sealed(folder: &TempDir, size: usize) -> (Vec<u8>, Vec<u8>) {
    let moving = Moving::begin(folder.path()).unwrap();
    let plain: Vec<u8> = (0u32..).flat_map(u32::to_be_bytes).take(size).collect();
    std::fs::write(moving.database(), &plain).unwrap();
    let sealing = Sealing::begin(moving, Cipher::new(&key(1)).unwrap()).unwrap();
    let length = sealing.length();
    let pieces: Vec<_> = Box::new(sealing).bytes().try_collect().await.unwrap();
    let file = pieces.concat();
    assert_eq!(file.len() as u64, length);
    (plain, file)
}

/// Opens a file that comes in pieces of so many bytes.
fn opened(folder: &TempDir, file: &[u8], size: usize, key: Secret) -> Result<Vec<u8>, Unopened> {
    let moving = Moving::begin(folder.path()).unwrap();
    let mut unsealing = Unsealing::begin(moving, key)?;
    for piece in file.chunks(size) {
        unsealing.take(piece)?;
    }
    let (moving, _) = unsealing.end()?;
    Ok(std::fs::read(moving.database())?)
}

#[tokio::test]
async fn a_backup_is_opened_in_whatever_pieces_it_comes() {
    let folder = tempfile::tempdir().unwrap();
    for size in [1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 77] {
        let (plain, file) = sealed(&folder, size).await;
        for pieces in [997, CHUNK + TAG, file.len()] {
            assert_eq!(opened(&folder, &file, pieces, key(1)).unwrap(), plain);
        }
    }
    let left = std::fs::read_dir(folder.path().join("moving")).unwrap();
    assert_eq!(left.count(), 0, "what was on its way is gone");
}

#[tokio::test]
async fn a_file_that_ends_early_or_late_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (_, file) = sealed(&folder, 2 * CHUNK + 77).await;
    let full = CHUNK + TAG;
    let ends = [HEAD + full, HEAD + 2 * full, HEAD + 1, HEAD, file.len() - 1];
    for end in ends {
        let refused = opened(&folder, &file[..end], 10_000, key(1));
        assert!(matches!(refused, Err(Unopened::Damaged)), "{end}");
    }
    for end in [0, 1, HEAD - 1] {
        let refused = opened(&folder, &file[..end], 10_000, key(1));
        assert!(matches!(refused, Err(Unopened::NotABackup)), "{end}");
    }
    let longer = [&file[..], b"x"].concat();
    let refused = opened(&folder, &longer, 10_000, key(1));
    assert!(matches!(refused, Err(Unopened::Damaged)));
    // Two chunks that changed places.
    let (head, chunks) = file.split_at(HEAD);
    let swapped = [
        head,
        &chunks[full..2 * full],
        &chunks[..full],
        &chunks[2 * full..],
    ]
    .concat();
    let refused = opened(&folder, &swapped, 10_000, key(1));
    assert!(matches!(refused, Err(Unopened::Damaged)));
}

#[tokio::test]
async fn one_flipped_bit_anywhere_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let (_, file) = sealed(&folder, 600).await;
    for place in 0..file.len() {
        let mut flipped = file.clone();
        flipped[place] ^= 1 << (place % 8);
        assert!(
            opened(&folder, &flipped, 10_000, key(1)).is_err(),
            "{place}"
        );
    }
}

#[tokio::test]
async fn another_key_and_another_kind_of_file_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let (_, file) = sealed(&folder, 600).await;
    let refused = opened(&folder, &file, 100, key(2));
    assert!(matches!(refused, Err(Unopened::WrongKey)));
    let refused = opened(&folder, &[7; 600], 100, key(1));
    assert!(matches!(refused, Err(Unopened::NotABackup)));
    let mut newer = file.clone();
    newer[7] = 2;
    let refused = opened(&folder, &newer, 100, key(1));
    assert!(matches!(refused, Err(Unopened::Newer)));
    let (_, again) = sealed(&folder, 600).await;
    assert_ne!(file, again, "no two are sealed alike");
}
