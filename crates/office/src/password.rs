//! Passwords: argon2id with OWASP's parameters (19 MiB, two passes), never kept as text but
//! for the practice agent's, which opens invented data only.

use argon2::{Argon2, PasswordHash, PasswordHasher, PasswordVerifier, password_hash::SaltString};

use crate::error::OfficeError;

/// Makes the hash that is kept. Takes tens of milliseconds: not for an async thread.
///
/// # Errors
/// When the machine gives no random bytes or no memory.
pub(crate) fn hash(password: &str) -> Result<String, OfficeError> {
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|_| OfficeError::Random)?;
    let salt = SaltString::encode_b64(&salt).map_err(|_| OfficeError::Password)?;
    let hash = Argon2::default().hash_password(password.as_bytes(), &salt);
    Ok(hash.map_err(|_| OfficeError::Password)?.to_string())
}

/// Whether a password is the one that was hashed. As slow as [`hash`], also when there is no
/// such agent (`None`), so that the time does not tell who has an account.
pub(crate) fn matches(password: &str, kept: Option<&str>) -> bool {
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlz$\
                          AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let Ok(hash) = PasswordHash::new(kept.unwrap_or(NOBODY)) else {
        return false;
    };
    Argon2::default()
        .verify_password(password.as_bytes(), &hash)
        .is_ok()
        && kept.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_password_that_was_hashed_matches() {
        let kept = hash("correct horse").unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(matches("correct horse", Some(&kept)));
        assert!(!matches("correct horse ", Some(&kept)));
        assert!(!matches("", None));
        assert_ne!(
            kept,
            hash("correct horse").unwrap(),
            "each hash has its own salt"
        );
    }

    #[test]
    fn a_wrong_password_takes_as_long_for_nobody_as_for_somebody() {
        // Both go through argon2: a hash that cannot be read would return at once.
        assert!(PasswordHash::new("$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlz$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").is_ok());
    }
}
