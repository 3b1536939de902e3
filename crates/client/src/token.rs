//! A bearer token (JWT) and how long it is good for. Its signature is the server's business.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use zeroize::Zeroizing;

/// A token. Prints nothing, is wiped when dropped.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Token(Zeroizing<String>);

#[derive(Deserialize)]
struct Claims {
    iat: Option<i64>,
    exp: Option<i64>,
}

impl Token {
    /// Takes a token as the server gave it.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// The token's text, for the header and for the encrypted store.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether four fifths of its life are over, so that a new one should be fetched before this
    /// one is refused. A token that does not say how long it lives is used until it is refused.
    #[must_use]
    pub fn is_ageing(&self, now: DateTime<Utc>) -> bool {
        let Some(Claims {
            iat: Some(born),
            exp: Some(dies),
        }) = self.claims()
        else {
            return false;
        };
        now.timestamp() >= born + (dies - born) * 4 / 5
    }

    fn claims(&self) -> Option<Claims> {
        let payload = self.0.split('.').nth(1)?;
        let bytes = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
        serde_json::from_slice(&bytes).ok()
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(claims: &str) -> Token {
        Token::new(&format!("e30.{}.sig", URL_SAFE_NO_PAD.encode(claims)))
    }

    #[test]
    fn a_token_ages_at_four_fifths_of_its_life() {
        let hour = token(r#"{"iat": 1000, "exp": 4600}"#);
        // 1000 + 3600 × 4/5 = 3880
        assert!(!hour.is_ageing(DateTime::from_timestamp(3879, 0).unwrap()));
        assert!(hour.is_ageing(DateTime::from_timestamp(3880, 0).unwrap()));
    }

    #[test]
    fn a_token_that_says_nothing_is_used_until_refused() {
        let late = DateTime::from_timestamp(4_000_000_000, 0).unwrap();
        assert!(!Token::new("opaque").is_ageing(late));
        assert!(!token(r#"{"iat": 1000}"#).is_ageing(late));
    }
}
