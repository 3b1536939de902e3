//! A token and how long it is good for: a JWT says so itself, of others the server does. A JWT's
//! signature is the server's business.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use zeroize::Zeroizing;

/// A token. Prints nothing, is wiped when dropped.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Token {
    text: Zeroizing<String>,
    life: Option<Life>,
}

/// From when to when a token is good, in seconds since 1970.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Life {
    born: i64,
    dies: i64,
}

#[derive(Deserialize)]
struct Claims {
    iat: Option<i64>,
    exp: Option<i64>,
}

impl Token {
    /// Takes a token as the server gave it.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let claims = claims(text);
        let life = claims.and_then(|Claims { iat, exp }| {
            Some(Life {
                born: iat?,
                dies: exp?,
            })
        });
        let text = Zeroizing::new(text.to_owned());
        Self { text, life }
    }

    /// Takes a token of which the server said how long it is good.
    #[must_use]
    pub fn living(text: &str, from: DateTime<Utc>, time: TimeDelta) -> Self {
        let born = from.timestamp();
        let dies = born.saturating_add(time.num_seconds());
        let text = Zeroizing::new(text.to_owned());
        let life = Some(Life { born, dies });
        Self { text, life }
    }

    /// The token's text, for the header and for the encrypted store.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether four fifths of its life are over, so that a new one should be fetched before this
    /// one is refused. A token that does not say how long it lives is used until it is refused.
    #[must_use]
    pub fn is_ageing(&self, now: DateTime<Utc>) -> bool {
        self.life
            .is_some_and(|Life { born, dies }| now.timestamp() >= born + (dies - born) * 4 / 5)
    }

    /// Whether its life is over. One that does not say how long it lives never is.
    #[must_use]
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        self.life.is_some_and(|life| now.timestamp() >= life.dies)
    }
}

fn claims(token: &str) -> Option<Claims> {
    let payload = token.split('.').nth(1)?;
    let bytes = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
    serde_json::from_slice(&bytes).ok()
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
    fn a_key_ages_by_what_the_server_said_of_it() {
        let born = DateTime::from_timestamp(1000, 0).unwrap();
        let key = Token::living("opaque", born, TimeDelta::hours(24));
        assert!(!key.is_ageing(born + TimeDelta::hours(19)));
        assert!(key.is_ageing(born + TimeDelta::hours(20)));
        assert!(!key.is_over(born + TimeDelta::hours(23)));
        assert!(key.is_over(born + TimeDelta::hours(24)));
    }

    #[test]
    fn a_token_that_says_nothing_is_used_until_refused() {
        let late = DateTime::from_timestamp(4_000_000_000, 0).unwrap();
        assert!(!Token::new("opaque").is_ageing(late));
        assert!(!Token::new("opaque").is_over(late));
        assert!(!token(r#"{"iat": 1000}"#).is_ageing(late));
    }
}
