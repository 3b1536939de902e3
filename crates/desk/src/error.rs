//! What went wrong, for the window: a code only where the interface branches on it, and a
//! sentence that says what happened, what was kept and what to do. Never personal data.

use std::collections::BTreeMap;

use ::documents::spool::SpoolError;
use client::Failure;
use contract::FieldErrors;
use office::OfficeError;
use serde::Serialize;
use store::{OpenError, sqlx, vault::VaultError};

/// What the interface branches on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Fields break their rules; `details.fields` says which.
    Invalid,
    /// No account is open, or its sign-in has ended.
    SignedOut,
    /// The keychain does not give the keys.
    VaultLocked,
    /// The place cannot be reached now.
    Offline,
    /// No such record here.
    NotFound,
    /// Anything else.
    Failed,
}

/// An error as the window gets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{message}")]
pub struct DeskError {
    /// What the interface branches on.
    pub code: Code,
    /// What to tell the agent.
    pub message: String,
    /// What belongs to single fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<Details>,
}

/// What belongs to single fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Details {
    /// A sentence by field.
    pub fields: BTreeMap<String, String>,
}

impl DeskError {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            details: None,
        }
    }

    pub(crate) fn no_account() -> Self {
        Self::new(Code::SignedOut, "No account is open. Sign in first.")
    }

    /// A file was asked for without saying which.
    #[must_use]
    pub fn no_file() -> Self {
        Self::new(Code::NotFound, "There is no such file here any more.")
    }

    pub(crate) fn invalid(fields: BTreeMap<String, String>) -> Self {
        let message = "Some fields need another look. Nothing was sent.".to_owned();
        Self {
            code: Code::Invalid,
            message,
            details: Some(Details { fields }),
        }
    }
}

impl From<FieldErrors> for DeskError {
    fn from(errors: FieldErrors) -> Self {
        let fields = errors
            .0
            .into_iter()
            .map(|(field, sentences)| (field, sentences.join(" ")));
        Self::invalid(fields.collect())
    }
}

impl From<Failure> for DeskError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Invalid(errors) => errors.into(),
            Failure::Rejected {
                status: 422,
                fields,
                ..
            } if !fields.is_empty() => fields.into(),
            Failure::Rejected { message, .. } => Self::new(Code::Failed, sentence(&message)),
            Failure::SignedOut => Self::new(
                Code::SignedOut,
                "The sign-in has ended. Sign in again; everything saved here stays.",
            ),
            Failure::NotSent => Self::new(
                Code::Offline,
                "The server cannot be reached. Check the address and the network, then try again.",
            ),
            other => Self::new(Code::Offline, sentence(&other.to_string())),
        }
    }
}

impl From<SpoolError> for DeskError {
    fn from(error: SpoolError) -> Self {
        Self::new(Code::Failed, sentence(&error.to_string()))
    }
}

impl From<VaultError> for DeskError {
    fn from(error: VaultError) -> Self {
        Self::new(Code::VaultLocked, sentence(&error.to_string()))
    }
}

impl From<OpenError> for DeskError {
    fn from(error: OpenError) -> Self {
        Self::new(Code::Failed, sentence(&error.to_string()))
    }
}

impl From<OfficeError> for DeskError {
    fn from(error: OfficeError) -> Self {
        match error {
            OfficeError::Vault(error) => error.into(),
            other => Self::new(Code::Failed, sentence(&other.to_string())),
        }
    }
}

impl From<sqlx::Error> for DeskError {
    fn from(_: sqlx::Error) -> Self {
        Self::new(
            Code::Failed,
            "The saved data on this machine cannot be read or written. Nothing was changed.",
        )
    }
}

impl From<std::io::Error> for DeskError {
    fn from(error: std::io::Error) -> Self {
        Self::new(
            Code::Failed,
            format!(
                "A file of Redress cannot be read or written ({}).",
                error.kind()
            ),
        )
    }
}

/// A message of a lower floor as a sentence.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|first| first.to_uppercase().to_string())
        .unwrap_or_default();
    let end = if text.ends_with(['.', '!', '?']) {
        ""
    } else {
        "."
    };
    format!("{first}{}{end}", letters.as_str())
}
