//! MyCreditApp: tokens come from elsewhere, and every call says which organisation asks about
//! which.

use std::future::Future;

use contract::{REQUESTER_HEADER, TARGET_HEADER, my_credit_app};
use futures_util::future::BoxFuture;
use reqwest::header::{AUTHORIZATION, HeaderMap};

use crate::{
    failure::Failure,
    headers::{bearer, secret},
    server::Server,
    session::{Calls, Door, Opens, Session},
    token::Token,
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
    organisations: Organisations,
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
        let Organisations { requester, target } = &self.organisations;
        let mut headers = HeaderMap::new();
        headers.insert(REQUESTER_HEADER, secret("requester", requester)?);
        headers.insert(TARGET_HEADER, secret("target", target)?);
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

impl MyCreditApp {
    /// MyCreditApp at a place. It documents no way to sign in, so tokens come from a source that
    /// is asked whenever the one in use is old, refused or not there yet.
    ///
    /// # Errors
    /// When no HTTP client can be made on this machine.
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
            organisations,
            source: Box::new(move |old| Box::pin(source(old))),
        };
        Self::at(server, door, Token::default())
    }
}
