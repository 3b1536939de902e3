//! The Portal, and how an agent signs in to it: an API key with every call, and a token that is
//! exchanged for a newer one.

use contract::{
    ANNOUNCEMENT_PATH, Announcement, Answer, Call, Method, Operation, Wire, decode,
    office::{self, FirmSetUp, NewOffice},
    portal::{
        self, AuthLogin, AuthLoginProvider, AuthRefresh, Credentials, ProviderCredentials, User,
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

/// A signed-in agent at one portal.
pub type Portal = Session<PortalDoor>;

/// The way into the Portal.
#[derive(Debug)]
pub struct PortalDoor;

impl Opens<portal::Portal> for PortalDoor {}
/// An office of ours has its own operations behind the same door.
impl Opens<office::Office> for PortalDoor {}

impl Door for PortalDoor {
    fn shown(&self, token: Option<&Token>) -> Result<HeaderMap, Failure> {
        as_bearer(token)
    }

    async fn renew(&self, calls: &Calls<'_>, old: &Token) -> Result<Token, Failure> {
        if old.is_empty() {
            return Err(Failure::SignedOut);
        }
        let call = Call::<AuthRefresh> {
            path: (),
            query: (),
            body: (),
        };
        let headers = self.shown(Some(old))?;
        let mut answer = calls.send(&call, &headers).await;
        if matches!(answer, Err(Failure::Uncertain(_))) {
            // The answer was lost, not the sign-in: one more try before anything is given up.
            answer = calls.send(&call, &headers).await;
        }
        let answer = answer.map_err(|failure| match failure {
            // A disk without room says nothing about the token.
            Failure::Rejected { status: 507, .. } => failure,
            // A refusal here is of the token, not of what it was to be used for.
            Failure::Rejected { .. } | Failure::Invalid(_) => Failure::SignedOut,
            other => other,
        })?;
        Ok(session(answer)?.0)
    }
}

impl Portal {
    /// A portal at a place, with the token of an earlier sign-in or an empty one.
    ///
    /// # Errors
    /// [`Failure::Invalid`] when no header can carry the key, and when no HTTP client can be made
    /// on this machine.
    pub fn new(server: Server, api_key: &str, token: Token) -> Result<Self, Failure> {
        Self::at(server.with_key(api_key)?, PortalDoor, token)
    }

    /// Signs in and keeps the token for the calls that follow.
    ///
    /// # Errors
    /// [`Failure::Rejected`] when the credentials are wrong.
    pub async fn sign_in(&self, credentials: Credentials) -> Result<User, Failure> {
        let refused = "the e-mail address, the password or the API key is wrong";
        let (token, user) = self.enter::<AuthLogin>(credentials, refused).await?;
        self.keep(token);
        Ok(user)
    }

    /// Signs in with what a provider's page gave, and keeps the token for the calls that follow.
    /// On that page anybody can sign in: where it has to be `known`, by e-mail address, the token
    /// of anybody else is not kept.
    ///
    /// # Errors
    /// [`Failure::Rejected`] when the portal does not take it, or it is somebody else.
    pub async fn sign_in_with_provider(
        &self,
        brought: ProviderCredentials,
        known: Option<&str>,
    ) -> Result<User, Failure> {
        let refused =
            "the portal does not know who signed in at Microsoft, or the API key is wrong";
        let (token, user) = self.enter::<AuthLoginProvider>(brought, refused).await?;
        let email = user.email.as_deref().unwrap_or_default();
        if known.is_some_and(|known| !known.eq_ignore_ascii_case(email)) {
            return Err(Failure::Rejected {
                status: 403,
                message: "somebody else signed in at Microsoft".to_owned(),
                fields: contract::FieldErrors::default(),
            });
        }
        self.keep(token);
        Ok(user)
    }

    async fn enter<O>(&self, body: O::Body, refused: &str) -> Result<(Token, User), Failure>
    where
        O: Operation<Of = portal::Portal, Path = (), Query = ()>,
    {
        let call = Call::<O> {
            path: (),
            query: (),
            body,
        };
        let wire = self.wire(&call)?;
        let answer = self
            .at_the_door(&wire)
            .await
            .map_err(|failure| match failure {
                Failure::SignedOut => Failure::Rejected {
                    status: 401,
                    message: refused.to_owned(),
                    fields: contract::FieldErrors::default(),
                },
                other => other,
            })?;
        session(answer.json)
    }

    /// Sets an office up that is not yet: its first user is signed in, and the token is kept for the
    /// calls that follow. What comes back is the recovery key, which is shown this once.
    ///
    /// # Errors
    /// [`Failure::Rejected`] with 409 when the office is set up already.
    pub async fn set_up(&self, new: NewOffice) -> Result<(Zeroizing<String>, User), Failure> {
        let call = Call::<FirmSetUp> {
            path: (),
            query: (),
            body: new,
        };
        let done = self.call(&call).await?;
        let (Some(key), Some(token)) = (done.recovery_key, done.token) else {
            return Err(Failure::Uncertain("the first run has another form"));
        };
        self.keep(Token::new(&Zeroizing::new(token)));
        Ok((Zeroizing::new(key), done.user.unwrap_or_default()))
    }

    /// What the server says of itself; a server without an announcement is a plain portal.
    ///
    /// # Errors
    /// When the server cannot be asked at all.
    pub async fn announcement(&self) -> Result<Announcement, Failure> {
        let wire = Wire {
            method: Method::GET,
            path: ANNOUNCEMENT_PATH.to_owned(),
            query: Vec::new(),
            body: None,
            idempotency_key: None,
        };
        match self.at_the_door(&wire).await {
            Ok(received) => Ok(decode(&received.json).unwrap_or_default()),
            Err(
                failure @ (Failure::NotSent | Failure::Transient { .. } | Failure::Uncertain(_)),
            ) => Err(failure),
            Err(_) => Ok(Announcement::default()),
        }
    }
}

/// The token and the agent of a sign-in.
fn session(answer: Value) -> Result<(Token, User), Failure> {
    let unreadable = Failure::Uncertain("the sign-in has another form");
    let session: portal::Session = <<AuthLogin as Operation>::Answer as Answer>::read(answer)
        .map_err(|_| unreadable.clone())?;
    let token = session.token.filter(|token| !token.is_empty());
    let token = Token::new(&token.ok_or(unreadable)?);
    Ok((token, session.user.unwrap_or_default()))
}
