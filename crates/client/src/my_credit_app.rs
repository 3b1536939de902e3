//! MyCreditApp: tokens come from elsewhere, and every call says which organisation asks about
//! which.

use std::future::Future;

use contract::{FieldErrors, REQUESTER_HEADER, TARGET_HEADER, my_credit_app};
use futures_util::future::BoxFuture;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};

use crate::{
    failure::Failure,
    headers::{bearer, secret},
    server::Server,
    session::{Calls, Door, Opens, Session},
    token::Token,
    uuid::is_uuid,
};

/// An organisation's session at MyCreditApp.
pub type MyCreditApp = Session<MyCreditAppDoor>;

/// The organisations of a call, each by its UUID; the same where one reads its own data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisations {
    /// The one that asks.
    pub requester: String,
    /// The one that is asked about.
    pub target: String,
}

/// Where tokens come from; it is given the one that is old, or an empty one at first.
type Source = dyn Fn(Token) -> BoxFuture<'static, Result<Token, Failure>> + Send + Sync;

/// The way into MyCreditApp.
pub struct MyCreditAppDoor {
    requester: HeaderValue,
    target: HeaderValue,
    source: Box<Source>,
}

impl std::fmt::Debug for MyCreditAppDoor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MyCreditAppDoor(…)")
    }
}

impl Opens<my_credit_app::MyCreditApp> for MyCreditAppDoor {}

impl Door for MyCreditAppDoor {
    fn shown(&self, token: Option<&Token>) -> Result<HeaderMap, Failure> {
        let mut headers = HeaderMap::new();
        headers.insert(REQUESTER_HEADER, self.requester.clone());
        headers.insert(TARGET_HEADER, self.target.clone());
        if let Some(token) = token {
            headers.insert(AUTHORIZATION, bearer(token)?);
        }
        Ok(headers)
    }

    async fn renew(&self, _: &Calls<'_>, old: &Token) -> Result<Token, Failure> {
        (self.source)(old.clone()).await
    }

    async fn sign_in_again(&self, calls: &Calls<'_>, old: &Token) -> Result<Token, Failure> {
        self.renew(calls, old).await
    }
}

/// An organisation as a header; the error names it.
fn organisation(header: &str, id: &str) -> Result<HeaderValue, Failure> {
    if is_uuid(id) {
        return secret(header, id);
    }
    let sentence = "must be a UUID such as 123e4567-e89b-12d3-a456-426614174000";
    Err(Failure::Invalid(FieldErrors::one(header, sentence)))
}

impl MyCreditApp {
    /// MyCreditApp at a place. It documents no way to sign in, so tokens come from a source that
    /// is asked whenever the one in use is old, refused or not there yet.
    ///
    /// # Errors
    /// [`Failure::Invalid`] when an organisation has no UUID, naming its header; when no HTTP client
    /// can be made on this machine.
    pub fn new<F, Fetching>(
        server: Server,
        organisations: Organisations,
        source: F,
    ) -> Result<Self, Failure>
    where
        F: Fn(Token) -> Fetching + Send + Sync + 'static,
        Fetching: Future<Output = Result<Token, Failure>> + Send + 'static,
    {
        let door = MyCreditAppDoor {
            requester: organisation(REQUESTER_HEADER, &organisations.requester)?,
            target: organisation(TARGET_HEADER, &organisations.target)?,
            source: Box::new(move |old| Box::pin(source(old))),
        };
        Self::at(server, door, Token::default())
    }
}
