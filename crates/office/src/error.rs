//! Why an office does not open or serve, in sentences for whoever started it.

use std::io;

use store::{OpenError, vault::VaultError};
use thiserror::Error;

/// Why an office does not open or serve. Nothing was lost in any case.
#[derive(Debug, Error)]
pub enum OfficeError {
    /// Another program, or another part of this one, has the office open.
    #[error("this office is open in another program; close it there and try again")]
    InUse,
    /// Practice was asked for in the folder of a firm's office.
    #[error(
        "this folder holds a firm's office, which never becomes a practice office; choose another folder"
    )]
    HoldsFirm,
    /// A firm's office was asked for in the folder of a practice office.
    #[error("this folder holds a practice office with invented clients; choose another folder")]
    HoldsPractice,
    /// The address could be reached from other machines.
    #[error("the office serves this machine only; choose an address such as 127.0.0.1")]
    NotThisMachine,
    /// The address cannot be listened at.
    #[error("the office cannot listen at this address ({})", .0.kind())]
    Listen(#[source] io::Error),
    /// The folder cannot be made, read or written.
    #[error("the office's folder cannot be used ({})", .0.kind())]
    Folder(#[source] io::Error),
    /// The key of the database cannot be had.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The database does not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The database cannot be read or written.
    #[error("the office's data cannot be read or written")]
    Database(#[from] sqlx::Error),
    /// The e-mail address of a new agent is taken or is none.
    #[error("the e-mail address is taken by another agent, or is not one")]
    Email,
    /// A user is to be a client whom the office does not know.
    #[error("there is no such client")]
    NoClient,
    /// The machine gives no random bytes.
    #[error("the operating system gave no random numbers")]
    Random,
    /// A password cannot be hashed.
    #[error("a password could not be protected")]
    Password,
    /// The record of the office cannot be understood.
    #[error("the office's own record is damaged; nothing was changed")]
    Damaged,
    /// The program is ending.
    #[error("the office was interrupted while it opened; start it again")]
    Interrupted,
}
