//! Exchange: a key that is fetched anew every day stands in `Authorization` by itself.

use chrono::{TimeDelta, Utc};
use contract::{
    Call,
    exchange::{self, TokenGet},
};
use reqwest::header::{AUTHORIZATION, HeaderMap};
use serde_json::Value;
use zeroize::Zeroizing;

use crate::{
    failure::Failure,
    headers::{basic, secret},
    server::Server,
    session::{Calls, Door, Opens, Session},
    token::Token,
};

/// How long a key is good.
const LIFE: TimeDelta = TimeDelta::hours(24);
/// What a key may be called where an object holds it; none of it is documented.
const NAMES: [&str; 7] = [
    "token",
    "apiKey",
    "api_key",
    "key",
    "accessToken",
    "access_token",
    "data",
];

/// A firm's session at Exchange.
pub type Exchange = Session<ExchangeDoor>;

/// What a provider gave to fetch keys with.
#[derive(Clone)]
pub enum ExchangeSignIn {
    /// User and password.
    Password {
        /// The user.
        user: String,
        /// The password.
        password: Zeroizing<String>,
    },
    /// A key for good.
    Key(Zeroizing<String>),
    /// Nothing: whoever reaches the place may fetch one.
    Open,
}

impl std::fmt::Debug for ExchangeSignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ExchangeSignIn(…)")
    }
}

/// The way into Exchange.
#[derive(Debug)]
pub struct ExchangeDoor(ExchangeSignIn);

impl Opens<exchange::Exchange> for ExchangeDoor {}

impl Door for ExchangeDoor {
    fn shown(&self, token: Option<&Token>) -> Result<HeaderMap, Failure> {
        let shown = match (token, &self.0) {
            (Some(token), _) => Some(secret("key", token.text())?),
            (None, ExchangeSignIn::Password { user, password }) => Some(basic(user, password)?),
            (None, ExchangeSignIn::Key(key)) => Some(secret("key", key)?),
            (None, ExchangeSignIn::Open) => None,
        };
        let headers = shown.into_iter().map(|shown| (AUTHORIZATION, shown));
        Ok(headers.collect())
    }

    async fn renew(&self, calls: &Calls<'_>, _: &Token) -> Result<Token, Failure> {
        let call = Call::<TokenGet> {
            path: (),
            query: (),
            body: (),
        };
        let asked = Utc::now();
        let answer = calls.send_for_word(&call, &self.shown(None)?).await?;
        let key = key(&answer).ok_or(Failure::Uncertain("the key has another form"))?;
        Ok(Token::living(key, asked, LIFE))
    }

    async fn sign_in_again(&self, calls: &Calls<'_>, old: &Token) -> Result<Token, Failure> {
        self.renew(calls, old).await
    }
}

impl Exchange {
    /// Exchange at a place.
    ///
    /// # Errors
    /// When no HTTP client can be made on this machine.
    pub fn new(server: Server, sign_in: ExchangeSignIn) -> Result<Self, Failure> {
        Self::at(server, ExchangeDoor(sign_in), Token::default())
    }
}

/// The key in an answer: a text by itself, or in an object or two.
fn key(answer: &Value) -> Option<&str> {
    match answer {
        Value::String(key) => Some(key.trim()).filter(|key| !key.is_empty()),
        Value::Object(map) => NAMES.iter().find_map(|name| key(map.get(*name)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_key_is_found_however_it_is_wrapped() {
        for answer in [
            json!("k-1"),
            json!({ "token": "k-1" }),
            json!({ "apiKey": " k-1 " }),
            json!({ "data": { "access_token": "k-1" } }),
        ] {
            assert_eq!(key(&answer), Some("k-1"), "{answer}");
        }
        for answer in [
            json!(null),
            json!({ "token": "" }),
            json!({ "message": "no" }),
        ] {
            assert_eq!(key(&answer), None, "{answer}");
        }
    }
}
