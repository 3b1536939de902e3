//! The bearer token: a JSON Web Token (RFC 7519) signed with HMAC-SHA-256 (`HS256`) under the
//! office's own secret. Pure; whether the agent still exists is asked elsewhere.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

/// How long a token is good for.
const LIFETIME: TimeDelta = TimeDelta::hours(1);
/// How long a key of Exchange is good for.
const KEY_LIFETIME: TimeDelta = TimeDelta::hours(24);
/// How long a refresh token of Unaport is good for.
const REFRESH_LIFETIME: TimeDelta = TimeDelta::hours(24);
/// How long after signing in a token can be exchanged for a new one.
const SESSION: TimeDelta = TimeDelta::weeks(2);
/// `{"typ":"JWT","alg":"HS256"}`. Compared as it stands: no other header is ours.
const HEADER: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9";

/// What a token says. Times are seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Claims {
    /// The agent's id.
    pub(crate) sub: i64,
    /// When the token was made.
    pub(crate) iat: i64,
    /// When it runs out.
    pub(crate) exp: i64,
    /// When the agent signed in with the password.
    pub(crate) since: i64,
    /// The number of the agent's sessions then; tokens from before they were numbered have none.
    #[serde(default)]
    pub(crate) session: i64,
    /// Where it is good.
    #[serde(default)]
    pub(crate) aud: Audience,
}

/// Where a token is good. One of another system opens nothing here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Audience {
    /// The Portal, and MyCreditApp, which documents no way to sign in.
    #[default]
    Office,
    /// Exchange.
    Exchange,
    /// Unaport.
    Unaport,
    /// Nowhere: it only gives the next token of Unaport. A short word: its length is limited.
    #[serde(rename = "refresh")]
    UnaportRefresh,
}

/// What a token is worth now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Worth {
    /// Good for every call.
    Good(Claims),
    /// Run out, but good for a new one.
    Late(Claims),
    /// Ours, but the session is over: only the password helps.
    Over,
    /// Not a token of this office.
    None,
}

impl Claims {
    /// For an agent who has just signed in.
    pub(crate) fn signed_in(agent: i64, session: i64, now: DateTime<Utc>) -> Self {
        Self {
            sub: agent,
            session,
            iat: 0,
            exp: 0,
            since: now.timestamp(),
            aud: Audience::Office,
        }
        .renewed(now)
    }

    /// For an agent's programs that ask Exchange.
    pub(crate) fn of_key(agent: i64, session: i64, now: DateTime<Utc>) -> Self {
        let exp = (now + KEY_LIFETIME).timestamp();
        Self {
            exp,
            aud: Audience::Exchange,
            ..Self::signed_in(agent, session, now)
        }
    }

    /// For an agent's programs that ask Unaport: an access token and a refresh token, each with a
    /// life of its own, within a session that goes on since a moment.
    pub(crate) fn of_unaport(
        agent: i64,
        session: i64,
        since: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> [Self; 2] {
        let access = Self {
            aud: Audience::Unaport,
            ..Self::signed_in(agent, session, since).renewed(now)
        };
        let exp = (now + REFRESH_LIFETIME).timestamp().min(access.ends());
        let refresh = Self {
            exp,
            aud: Audience::UnaportRefresh,
            ..access
        };
        [access, refresh]
    }

    /// For how many seconds it is good, from when it was made.
    pub(crate) fn life(self) -> i64 {
        self.exp - self.iat
    }

    /// For the same session, an hour from now or to its end.
    pub(crate) fn renewed(self, now: DateTime<Utc>) -> Self {
        let exp = (now + LIFETIME).timestamp().min(self.ends());
        Self {
            iat: now.timestamp(),
            exp,
            ..self
        }
    }

    fn ends(self) -> i64 {
        self.since + SESSION.num_seconds()
    }
}

/// Writes a token.
///
/// # Errors
/// Never in practice: claims are five numbers.
pub(crate) fn write(secret: &[u8], claims: Claims) -> Result<String, serde_json::Error> {
    let claims = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&claims)?);
    let signed = format!("{HEADER}.{claims}");
    let signature = mac(secret, &signed).map(|mac| mac.finalize().into_bytes());
    let signature = URL_SAFE_NO_PAD.encode(signature.unwrap_or_default());
    Ok(format!("{signed}.{signature}"))
}

/// Reads a token and says what it is worth at a time.
pub(crate) fn read(secret: &[u8], token: &str, now: DateTime<Utc>) -> Worth {
    let Some(claims) = verified(secret, token) else {
        return Worth::None;
    };
    let now = now.timestamp();
    if now < claims.exp {
        Worth::Good(claims)
    } else if now < claims.ends() {
        Worth::Late(claims)
    } else {
        Worth::Over
    }
}

/// What the secret makes of a text, which has a colon: no token's first part has one, so that nothing
/// that is sealed is a token.
pub(crate) fn seal(secret: &[u8], text: &str) -> [u8; 32] {
    let mac = mac(secret, text).map(|mac| mac.finalize().into_bytes());
    mac.map_or([0; 32], Into::into)
}

fn verified(secret: &[u8], token: &str) -> Option<Claims> {
    let (signed, signature) = token.rsplit_once('.')?;
    let (header, claims) = signed.split_once('.')?;
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    // Compares in constant time.
    mac(secret, signed)?.verify_slice(&signature).ok()?;
    let claims = URL_SAFE_NO_PAD.decode(claims).ok()?;
    (header == HEADER).then(|| serde_json::from_slice(&claims).ok())?
}

fn mac(secret: &[u8], signed: &str) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).ok()?;
    mac.update(signed.as_bytes());
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"a secret of thirty-two bytes ...";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000 + seconds, 0).unwrap()
    }

    fn token(claims: Claims) -> String {
        write(SECRET, claims).unwrap()
    }

    #[test]
    fn a_token_is_good_for_an_hour_late_for_two_weeks_and_then_over() {
        let claims = Claims::signed_in(7, 0, at(0));
        let token = token(claims);
        assert_eq!(read(SECRET, &token, at(3_599)), Worth::Good(claims));
        assert_eq!(read(SECRET, &token, at(3_600)), Worth::Late(claims));
        // Two weeks are 1,209,600 seconds.
        assert_eq!(read(SECRET, &token, at(1_209_599)), Worth::Late(claims));
        assert_eq!(read(SECRET, &token, at(1_209_600)), Worth::Over);
    }

    #[test]
    fn renewing_does_not_prolong_the_session() {
        let late = Claims::signed_in(7, 0, at(0)).renewed(at(1_209_000));
        assert_eq!(late.exp, at(1_209_600).timestamp());
        assert_eq!(read(SECRET, &token(late), at(1_209_600)), Worth::Over);
    }

    #[test]
    fn a_token_that_was_touched_is_worth_nothing() {
        let good = token(Claims::signed_in(7, 0, at(0)));
        let (signed, signature) = good.rsplit_once('.').unwrap();
        let other =
            URL_SAFE_NO_PAD.encode(r#"{"sub":8,"iat":0,"exp":9999999999,"since":9999999999}"#);
        let none = URL_SAFE_NO_PAD.encode(r#"{"typ":"JWT","alg":"none"}"#);
        let claims = signed.split_once('.').unwrap().1;
        for forged in [
            format!("{HEADER}.{other}.{signature}"),
            format!("{none}.{claims}.{signature}"),
            format!("{none}.{claims}."),
            signed.to_owned(),
            String::new(),
            "..".to_owned(),
        ] {
            assert_eq!(read(SECRET, &forged, at(0)), Worth::None, "{forged}");
        }
        assert_eq!(read(b"another secret", &good, at(0)), Worth::None);
    }

    #[test]
    fn a_refresh_token_of_unaport_outlives_its_access_token_but_not_the_session() {
        let [access, refresh] = Claims::of_unaport(i64::MAX, i64::MAX, at(0), at(0));
        assert_eq!((access.life(), refresh.life()), (3_600, 86_400));
        assert!(token(refresh).len() <= contract::unaport::LONGEST_REFRESH_TOKEN);
        // Two weeks are 1,209,600 seconds, of which 600 are left.
        let late = Claims::of_unaport(7, 0, at(0), at(1_209_000));
        assert_eq!(late.map(Claims::life), [600, 600]);
    }

    #[test]
    fn the_header_is_what_its_constant_says() {
        let header = URL_SAFE_NO_PAD.encode(r#"{"typ":"JWT","alg":"HS256"}"#);
        assert_eq!(header, HEADER);
    }
}
