//! What a failed call means to the caller.

use std::time::Duration;

use contract::FieldErrors;
use thiserror::Error;

/// Why a call did not succeed. Never carries a body, a query string or a credential.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Failure {
    /// The values break the contract; nothing was sent.
    #[error("{0}")]
    Invalid(FieldErrors),
    /// The request provably never reached the server.
    #[error("the server cannot be reached")]
    NotSent,
    /// The server or the way to it is not well now; the same call may work later.
    #[error("the server is not ready now; it may be tried again later")]
    Transient {
        /// How long the server asks to wait, if it does.
        after: Option<Duration>,
    },
    /// The request may have had its effect; the answer did not come, or cannot be read.
    #[error("the answer was lost on the way ({0})")]
    Uncertain(&'static str),
    /// The server understood and said no.
    #[error("the server refused: {message}")]
    Rejected {
        /// The HTTP status.
        status: u16,
        /// The server's sentence, cut to a line.
        message: String,
        /// The server's sentences by field.
        fields: FieldErrors,
    },
    /// Neither the token nor a refresh is accepted: the agent signs in again.
    #[error("the sign-in has ended")]
    SignedOut,
    /// Something between us and the server answered in its place, such as a hotel's sign-in page.
    #[error("this network answered in the server's place; it may want you to sign in to it")]
    Captive,
}

impl Failure {
    /// Whether the place cannot be reached at all, as opposed to having answered badly.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        matches!(self, Self::NotSent | Self::Captive)
    }

    /// Whether the record is gone (404, 410).
    #[must_use]
    pub fn is_gone(&self) -> bool {
        matches!(
            self,
            Self::Rejected {
                status: 404 | 410,
                ..
            }
        )
    }

    /// Whether the agent may not see it (403).
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        matches!(self, Self::Rejected { status: 403, .. })
    }
}

/// Why one exchange did not succeed: as [`Failure`], with what helps a session that has ended.
#[derive(Debug)]
pub(crate) enum Missed {
    /// The token is not accepted (401): a newer one may be.
    TokenRefused,
    /// The session is over (419), and no newer token comes of it: one signs in again.
    SessionOver,
    /// Anything else.
    Otherwise(Failure),
}

impl From<Failure> for Missed {
    fn from(failure: Failure) -> Self {
        Self::Otherwise(failure)
    }
}

impl From<Missed> for Failure {
    fn from(missed: Missed) -> Self {
        match missed {
            Missed::TokenRefused | Missed::SessionOver => Self::SignedOut,
            Missed::Otherwise(failure) => failure,
        }
    }
}
