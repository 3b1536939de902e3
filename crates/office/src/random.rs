//! Random text for keys and passwords that a program hands to a program.

use crate::error::OfficeError;

/// Text of 32 random bytes in hexadecimal.
///
/// # Errors
/// When the machine gives no random bytes.
pub(crate) fn key() -> Result<String, OfficeError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| OfficeError::Random)?;
    Ok(hex::encode(bytes))
}

/// A random UUID (RFC 9562, version 4).
///
/// # Errors
/// When the machine gives no random bytes.
pub(crate) fn uuid() -> Result<String, OfficeError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| OfficeError::Random)?;
    bytes[6] = (bytes[6] & 0x0F) | 0x40;
    bytes[8] = (bytes[8] & 0x3F) | 0x80;
    let digits = hex::encode(bytes);
    let groups = [0..8, 8..12, 12..16, 16..20, 20..32].map(|group| &digits[group]);
    Ok(groups.join("-"))
}

/// A PIN of six digits.
///
/// # Errors
/// When the machine gives no random bytes.
pub(crate) fn pin() -> Result<String, OfficeError> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|_| OfficeError::Random)?;
    Ok(format!("{:06}", u64::from_le_bytes(bytes) % 1_000_000))
}

/// A password or a code of four groups of five letters and digits, about a hundred bits: long enough
/// for anyone, short enough to be typed once.
///
/// # Errors
/// When the machine gives no random bytes.
pub(crate) fn typed() -> Result<String, OfficeError> {
    // Thirty-two characters, none that could be taken for another.
    const CHARACTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let mut bytes = [0; 20];
    getrandom::fill(&mut bytes).map_err(|_| OfficeError::Random)?;
    let letters: Vec<char> = bytes
        .iter()
        .map(|byte| char::from(CHARACTERS[usize::from(byte % 32)]))
        .collect();
    let groups: Vec<String> = letters
        .chunks(5)
        .map(|group| group.iter().collect())
        .collect();
    Ok(groups.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_are_the_same() {
        assert_ne!(key().unwrap(), key().unwrap());
        assert_ne!(typed().unwrap(), typed().unwrap());
        assert_eq!(typed().unwrap().len(), 23);
    }

    #[test]
    fn a_uuid_says_that_it_is_random_and_a_pin_has_six_digits() {
        let uuid = uuid().unwrap();
        let groups: Vec<usize> = uuid.split('-').map(str::len).collect();
        assert_eq!(groups, [8, 4, 4, 4, 12]);
        assert!(
            uuid[14..].starts_with('4') && "89ab".contains(&uuid[19..20]),
            "{uuid}"
        );
        let pin = pin().unwrap();
        assert!(pin.len() == 6 && pin.bytes().all(|digit| digit.is_ascii_digit()));
    }
}
