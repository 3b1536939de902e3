//! Typed HTTP clients over `contract`. Signing in, refreshing, pacing, and what a failed call
//! means are decided here, once; nothing above looks at a status code again. Keeps no state on
//! disk.

mod failure;
mod file;
mod pace;
mod portal;
mod server;
mod token;
mod transport;

pub use failure::Failure;
pub use file::{Incoming, Outgoing};
pub use portal::{Listed, Portal};
pub use server::{Server, ServerError};
pub use token::Token;
