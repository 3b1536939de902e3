//! What a call shows of who makes it, as headers that are never printed.

use base64::{Engine, engine::general_purpose::STANDARD};
use contract::FieldErrors;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use zeroize::Zeroizing;

use crate::{failure::Failure, token::Token};

/// A secret as a header; `field` is what it is called where it was entered.
pub(crate) fn secret(field: &str, text: &str) -> Result<HeaderValue, Failure> {
    let mut value = HeaderValue::from_str(text)
        .map_err(|_| Failure::Invalid(FieldErrors::one(field, "has characters that no key has")))?;
    value.set_sensitive(true);
    Ok(value)
}

/// RFC 6750.
pub(crate) fn bearer(token: &Token) -> Result<HeaderValue, Failure> {
    secret("token", &Zeroizing::new(format!("Bearer {}", token.text())))
}

/// What shows nothing but a token, where there is one.
pub(crate) fn as_bearer(token: Option<&Token>) -> Result<HeaderMap, Failure> {
    let shown = token.map(bearer).transpose()?;
    Ok(shown
        .into_iter()
        .map(|shown| (AUTHORIZATION, shown))
        .collect())
}

/// RFC 7617: the first colon ends the user.
pub(crate) fn basic(user: &str, password: &str) -> Result<HeaderValue, Failure> {
    if user.contains(':') {
        let sentence = "cannot have a colon where a password goes with it";
        return Err(Failure::Invalid(FieldErrors::one("user", sentence)));
    }
    let pair = Zeroizing::new(format!("{user}:{password}"));
    let text = Zeroizing::new(format!("Basic {}", STANDARD.encode(pair.as_bytes())));
    secret("password", &text)
}
