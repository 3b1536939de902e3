//! The recovery key: 32 random bytes as people write them down, in groups that end with a letter or
//! digit by which a mistake in the group is seen. Pure. The office keeps only what is made from it.
//!
//! ```text
//! 256 bits and 4 of their SHA-256   52 characters of 5 bits   13 groups of 4
//! each group: its 4 characters and a check over them and the group's place
//! ```

use sha2::{Digest, Sha256};
use store::vault::{Secret, VaultError};
use zeroize::Zeroizing;

/// Thirty-two characters, none that could be taken for another.
const CHARACTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
/// Characters of a group without its check.
const GROUP: usize = 4;
const GROUPS: usize = 13;
const DIGITS: usize = GROUP * GROUPS;
/// Characters of a key, the checks among them.
const LENGTH: usize = DIGITS + GROUPS;

/// A recovery key. Prints nothing and is wiped when dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recovery(Secret);

impl Recovery {
    /// A new one.
    ///
    /// # Errors
    /// When the machine gives no random bytes.
    pub(crate) fn random() -> Result<Self, VaultError> {
        Secret::random().map(Self)
    }

    /// What backups are encrypted with. The recovery key cannot be made from it.
    pub(crate) fn backup_key(&self) -> Secret {
        self.0.derived("redress backup key 1")
    }

    /// The key as it is shown.
    pub(crate) fn written(&self) -> Zeroizing<String> {
        let digits = digits(self.0.bytes());
        let mut text = Zeroizing::new(String::with_capacity(LENGTH + GROUPS));
        for (place, group) in digits.chunks(GROUP).enumerate() {
            if place > 0 {
                text.push('-');
            }
            let check = check(place, group);
            for digit in group.iter().chain([&check]) {
                text.push(char::from(CHARACTERS[usize::from(*digit)]));
            }
        }
        text
    }

    /// Reads a key as it was typed: hyphens, spaces and capitals do not matter.
    ///
    /// # Errors
    /// Where the mistake is, as a sentence that goes on where the field's name ends.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let typed = text.chars().filter(|c| c.is_alphanumeric());
        let typed: Zeroizing<Vec<u8>> = Zeroizing::new(typed.map(value).collect());
        let mut groups = typed.chunks(GROUP + 1).enumerate();
        let wrong = groups.find(|(place, group)| !is_whole(*place, group));
        let place = wrong.map(|(place, _)| format!("group {} of {GROUPS}", place + 1));
        match (typed.len(), place) {
            (LENGTH, None) => {}
            (LENGTH, Some(place)) => return Err(format!("has a typing mistake in {place}")),
            (length, place) => {
                let place = place.map(|place| format!("; look at {place} first"));
                return Err(format!(
                    "has {length} letters and digits instead of {LENGTH}{}",
                    place.unwrap_or_default()
                ));
            }
        }
        let digits = typed.chunks(GROUP + 1).flat_map(|group| &group[..GROUP]);
        let digits: Zeroizing<Vec<u8>> = Zeroizing::new(digits.copied().collect());
        key(&digits).ok_or_else(|| "has more than one typing mistake".to_owned())
    }
}

/// The value of a character; one that is none of ours has a value that nothing has.
fn value(letter: char) -> u8 {
    let letter = letter.to_ascii_lowercase();
    let mut known = CHARACTERS.iter();
    let place = known.position(|known| char::from(*known) == letter);
    place.map_or(u8::MAX, |place| place as u8)
}

/// Whether a group has its length, its characters and its check.
fn is_whole(place: usize, group: &[u8]) -> bool {
    match group.split_at_checked(GROUP) {
        Some((digits, [found])) => {
            digits.iter().all(|digit| *digit < 32) && check(place, digits) == *found
        }
        _ => false,
    }
}

/// The check of a group: its characters as a polynomial over the field of 32 elements, so that one
/// wrong character is always seen, and so are two that changed places, or two groups that did.
fn check(place: usize, digits: &[u8]) -> u8 {
    let sum = digits.iter().fold(0, |sum, digit| doubled(sum) ^ digit);
    doubled(sum) ^ (place % 32) as u8
}

/// A value times x, modulo x⁵ + x² + 1.
fn doubled(value: u8) -> u8 {
    let twice = value << 1;
    if twice & 32 == 0 {
        twice
    } else {
        twice ^ 0b10_0101
    }
}

/// The bits of a key and the first four of its hash, five at a time.
fn digits(key: &[u8; 32]) -> Zeroizing<[u8; DIGITS]> {
    let mut bytes = Zeroizing::new([0; 34]);
    bytes[..32].copy_from_slice(key);
    bytes[32] = Sha256::digest(key)[0] & 0xF0;
    let mut digits = Zeroizing::new([0; DIGITS]);
    for (place, digit) in digits.iter_mut().enumerate() {
        let (byte, within) = (place * 5 / 8, place * 5 % 8);
        let pair = u16::from_be_bytes([bytes[byte], bytes[byte + 1]]);
        *digit = (pair >> (11 - within) & 31) as u8;
    }
    digits
}

/// The key of its digits; `None` where its hash is another's.
fn key(digits: &[u8]) -> Option<Recovery> {
    let mut bytes = Zeroizing::new([0_u8; 34]);
    for (place, digit) in digits.iter().enumerate() {
        let (byte, within) = (place * 5 / 8, place * 5 % 8);
        let [high, low] = (u16::from(*digit) << (11 - within)).to_be_bytes();
        bytes[byte] |= high;
        bytes[byte + 1] |= low;
    }
    let secret = Secret::from_bytes(&bytes[..32])?;
    let hash = Sha256::digest(secret.bytes())[0] & 0xF0;
    (bytes[32] == hash).then_some(Recovery(secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one() -> Recovery {
        let bytes: Vec<u8> = (0..32).map(|byte: u8| byte.wrapping_mul(37)).collect();
        Recovery(Secret::from_bytes(&bytes).unwrap())
    }

    #[test]
    fn a_key_is_read_as_it_was_written_and_as_people_type_it() {
        let key = one();
        let written = key.written();
        assert_eq!(written.len(), 77, "13 groups of 5 and 12 hyphens");
        for typed in [
            written.to_string(),
            written.to_uppercase(),
            written.replace('-', ""),
            written.replace('-', "  "),
            format!(" {}\n", written.replace('-', " – ")),
        ] {
            assert_eq!(Recovery::read(&typed), Ok(key.clone()));
        }
        let random = Recovery::random().unwrap();
        assert_ne!(random, key);
        assert_eq!(Recovery::read(&random.written()), Ok(random));
    }

    #[test]
    fn every_wrong_character_is_found_in_its_group() {
        let written: Vec<char> = one().written().chars().filter(|c| *c != '-').collect();
        for place in 0..written.len() {
            for letter in CHARACTERS.iter().map(|byte| char::from(*byte)) {
                if written[place] == letter {
                    continue;
                }
                let mut typed = written.clone();
                typed[place] = letter;
                let typed: String = typed.into_iter().collect();
                let group = place / 5 + 1;
                let sentence = format!("has a typing mistake in group {group} of 13");
                assert_eq!(Recovery::read(&typed), Err(sentence));
            }
        }
    }

    #[test]
    fn neighbours_that_changed_places_are_found_and_so_are_groups() {
        let written: Vec<char> = one().written().chars().filter(|c| *c != '-').collect();
        for place in 1..written.len() {
            let mut typed = written.clone();
            typed.swap(place - 1, place);
            if typed != written {
                let typed: String = typed.into_iter().collect();
                assert!(Recovery::read(&typed).is_err(), "{place}");
            }
        }
        let mut groups: Vec<&[char]> = written.chunks(5).collect();
        groups.swap(2, 7);
        let typed: String = groups.concat().into_iter().collect();
        let sentence = "has a typing mistake in group 3 of 13".to_owned();
        assert_eq!(Recovery::read(&typed), Err(sentence));
    }

    #[test]
    fn a_character_that_is_missing_or_not_ours_is_said_so() {
        let written = one().written().replace('-', "");
        let sentence = "has 64 letters and digits instead of 65; look at group 13 first";
        assert_eq!(Recovery::read(&written[..64]), Err(sentence.to_owned()));
        let sentence = "has a typing mistake in group 1 of 13".to_owned();
        assert_eq!(
            Recovery::read(&format!("0{}", &written[1..])),
            Err(sentence.clone())
        );
        assert_eq!(
            Recovery::read(&format!("é{}", &written[1..])),
            Err(sentence)
        );
        assert!(Recovery::read("").unwrap_err().contains("0 letters"));
    }

    #[test]
    fn what_backups_are_encrypted_with_is_another_key() {
        assert_ne!(one().backup_key(), one().0);
        assert_eq!(format!("{:?}", one()), "Recovery(Secret(…))");
    }
}
