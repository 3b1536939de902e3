//! Unaport: signed in to with e-mail address and password, and stayed signed in to with a refresh
//! token as long as that is good. A firm may work with several account aggregators at once: which
//! of them asks a customer is said each time.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    Answer, Call, FieldErrors, Operation,
    unaport::{
        self, AuthLogin, AuthRefresh, ByProduct, ConsentsCreate, ConsentsCreateFromTemplate,
        Credentials, NewConsent, Refresh, TemplateConsent,
    },
};
use reqwest::header::HeaderMap;
use serde_json::Value;
use zeroize::Zeroizing;

use crate::{
    failure::Failure,
    headers::as_bearer,
    server::Server,
    session::{Calls, Door, Opens, Session},
    token::Token,
};

/// A firm's session at Unaport.
pub type Unaport = Session<UnaportDoor>;

/// An account aggregator with which a firm works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Aggregator {
    /// Its id, the `aaId` of a consent.
    pub id: String,
    /// What it is called here.
    pub name: String,
}

/// What signs a firm in.
#[derive(Clone)]
pub struct UnaportSignIn {
    /// The user's e-mail address.
    pub email: String,
    /// The user's password.
    pub password: Zeroizing<String>,
    /// The account aggregators with which the firm works.
    pub aggregators: Vec<Aggregator>,
}

impl std::fmt::Debug for UnaportSignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UnaportSignIn(…)")
    }
}

/// The way into Unaport.
pub struct UnaportDoor {
    sign_in: UnaportSignIn,
    /// The latest refresh token; an empty one before the first sign-in.
    refresh: Mutex<Token>,
}

impl std::fmt::Debug for UnaportDoor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("UnaportDoor(…)")
    }
}

impl Opens<unaport::Unaport> for UnaportDoor {}

impl Door for UnaportDoor {
    fn shown(&self, token: Option<&Token>) -> Result<HeaderMap, Failure> {
        as_bearer(token)
    }

    async fn renew(&self, calls: &Calls<'_>, _: &Token) -> Result<Token, Failure> {
        let refresh = self.refresh_token();
        if !refresh.is_empty() && !refresh.is_over(Utc::now()) {
            match self.refreshed(calls, &refresh).await {
                // Refused, used up by an answer that was lost, or longer than can be sent: the
                // password helps.
                Err(
                    Failure::SignedOut
                    | Failure::Rejected { .. }
                    | Failure::Uncertain(_)
                    | Failure::Invalid(_),
                ) => {}
                other => return other,
            }
        }
        self.signed_in(calls).await
    }

    async fn sign_in_again(&self, calls: &Calls<'_>, _: &Token) -> Result<Token, Failure> {
        self.signed_in(calls).await
    }
}

impl UnaportDoor {
    async fn refreshed(&self, calls: &Calls<'_>, refresh: &Token) -> Result<Token, Failure> {
        let refresh_token = refresh.text().to_owned();
        let call = Call::<AuthRefresh> {
            path: (),
            query: (),
            body: Refresh { refresh_token },
        };
        let asked = Utc::now();
        let answer = calls.send(&call, &self.shown(None)?).await?;
        self.taken::<AuthRefresh>(answer, asked)
    }

    async fn signed_in(&self, calls: &Calls<'_>) -> Result<Token, Failure> {
        let call = Call::<AuthLogin> {
            path: (),
            query: (),
            body: Credentials {
                email_id: self.sign_in.email.clone(),
                password: self.sign_in.password.to_string(),
            },
        };
        let asked = Utc::now();
        let answer = calls.send(&call, &self.shown(None)?).await?;
        self.taken::<AuthLogin>(answer, asked)
    }

    /// Keeps the refresh token of an answer, and answers the other.
    fn taken<O>(&self, answer: Value, asked: DateTime<Utc>) -> Result<Token, Failure>
    where
        O: Operation<Answer: Answer<Value = unaport::Session>>,
    {
        let unreadable = Failure::Uncertain("the sign-in has another form");
        let session = <O::Answer as Answer>::read(answer).map_err(|_| unreadable.clone())?;
        let access = living(session.access_token, session.expires_in, asked);
        let access = access.ok_or(unreadable)?;
        let refresh = living(session.refresh_token, session.refresh_expires_in, asked);
        let mut kept = self.refresh.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = refresh.unwrap_or_default();
        Ok(access)
    }

    fn refresh_token(&self) -> Token {
        let kept = self.refresh.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clone()
    }
}

/// A token with the life that was said of it, in seconds; else the one that it says itself.
fn living(text: Option<String>, seconds: Option<i64>, asked: DateTime<Utc>) -> Option<Token> {
    let text = Zeroizing::new(text.filter(|text| !text.is_empty())?);
    let life = seconds.and_then(TimeDelta::try_seconds);
    Some(life.map_or_else(
        || Token::new(&text),
        |life| Token::living(&text, asked, life),
    ))
}

impl Unaport {
    /// Unaport at a place.
    ///
    /// # Errors
    /// When no HTTP client can be made on this machine.
    pub fn new(server: Server, sign_in: UnaportSignIn) -> Result<Self, Failure> {
        let door = UnaportDoor {
            sign_in,
            refresh: Mutex::default(),
        };
        Self::at(server, door, Token::default())
    }

    /// The account aggregators with which the firm works.
    #[must_use]
    pub fn aggregators(&self) -> &[Aggregator] {
        &self.door().sign_in.aggregators
    }

    /// Asks a customer for a consent at one of the firm's aggregators, whatever the consent says
    /// of that, under the key with which it happens once only; the answer is left as it came.
    ///
    /// # Errors
    /// [`Failure::Invalid`] when the firm works with no such aggregator; see [`Failure`].
    pub async fn ask(
        &self,
        aggregator: &str,
        consent: NewConsent,
        key: &str,
    ) -> Result<Value, Failure> {
        let aa_id = self.known(aggregator)?;
        let call = Call::<ConsentsCreate> {
            path: (),
            query: (),
            body: NewConsent { aa_id, ..consent },
        };
        self.write(&call, key).await
    }

    /// As [`Unaport::ask`], for what a template says.
    ///
    /// # Errors
    /// As [`Unaport::ask`].
    pub async fn ask_from_template(
        &self,
        aggregator: &str,
        consent: TemplateConsent,
        key: &str,
    ) -> Result<Value, Failure> {
        let aa_id = self.known(aggregator)?;
        let product_id = consent.product_id.clone();
        let call = Call::<ConsentsCreateFromTemplate> {
            path: ByProduct { product_id },
            query: (),
            body: TemplateConsent { aa_id, ..consent },
        };
        self.write(&call, key).await
    }

    fn known(&self, id: &str) -> Result<String, Failure> {
        let known = self.aggregators().iter().find(|one| one.id == id);
        let known = known.map(|one| one.id.clone());
        known.ok_or_else(|| {
            let sentence = "names no account aggregator with which the firm works";
            Failure::Invalid(FieldErrors::one("aaId", sentence))
        })
    }
}
