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
}
