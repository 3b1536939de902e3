//! Files that are wrong in ways nobody thought of. Nothing may panic, hang or take more memory
//! than the file has; whether a changed file is taken does not matter here.

use std::io::{Cursor, Write};

use documents::{Kind, inspect, normalise, spool::Spool};

use crate::fixtures::one_of_each;

/// Numbers that look random and are the same each time (xorshift64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// Changes a file in one to six ways.
    pub fn mutate(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..1 + self.below(6) {
            let at = self.below(bytes.len());
            match self.below(6) {
                0 => bytes[at] ^= 1 << self.below(8),
                1 => bytes[at] = self.next() as u8,
                2 => {
                    // Lengths and places are where parsers go wrong.
                    let value = [0, 1, 0x7fff_ffff, u32::MAX, 0xffff_fffe, 0xffff][self.below(6)];
                    let end = bytes.len().min(at + 4);
                    bytes[at..end].copy_from_slice(&u32::to_le_bytes(value)[..end - at]);
                }
                3 => bytes.truncate(at + 1),
                4 => {
                    let end = bytes.len().min(at + 1 + self.below(64));
                    let piece = bytes[at..end].to_vec();
                    let to = self.below(bytes.len());
                    bytes.splice(to..to, piece);
                }
                _ => {
                    let end = bytes.len().min(at + 1 + self.below(64));
                    if end - at < bytes.len() {
                        bytes.drain(at..end);
                    }
                }
            }
        }
    }
}

#[test]
fn ten_thousand_changed_files_never_make_the_inspection_panic() {
    let files = one_of_each();
    let mut dice = Dice::new(2026);
    let mut taken = 0;
    for round in 0..10_000 {
        let (name, whole) = &files[round % files.len()];
        let mut bytes = whole.clone();
        dice.mutate(&mut bytes);
        taken += usize::from(inspect(&mut Cursor::new(bytes), name).is_ok());
    }
    // Some changes hit what is never read; most must be noticed.
    assert!((500..8_000).contains(&taken), "{taken}");
}

#[test]
fn what_is_cleaned_is_clean_and_can_be_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let spool = Spool::open(folder.path(), &[7; 32]).unwrap();
    let mut dice = Dice::new(7);
    let mut cleaned = 0;
    for round in 0..200 {
        let (kind, place) = [(Kind::Jpeg, 0), (Kind::Png, 1)][round % 2];
        let mut bytes = one_of_each()[place].1.clone();
        dice.mutate(&mut bytes);
        let mut writer = spool.writer().unwrap();
        writer.write_all(&bytes).unwrap();
        let dropped = writer.finish().unwrap();
        if let Ok(once) = normalise(&spool, dropped, kind) {
            let again = normalise(&spool, once.spooled, kind).unwrap();
            assert!(!again.cleaned, "round {round}");
            cleaned += usize::from(once.cleaned);
        }
    }
    assert!(cleaned > 10, "{cleaned}");
}
