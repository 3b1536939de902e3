//! Typed HTTP clients over `contract`. Signing in, refreshing, pacing, and what a failed call
//! means are decided here, once; nothing above looks at a status code again. Keeps no state on
//! disk.

mod azure;
mod exchange;
mod failure;
mod file;
mod headers;
mod my_credit_app;
mod pace;
mod pages;
mod portal;
mod server;
mod session;
mod token;
mod transport;
mod unaport;
mod uuid;

pub use azure::{AzureApp, AzureSignIn};
pub use exchange::{Exchange, ExchangeDoor, ExchangeSignIn};
pub use failure::Failure;
pub use file::{Incoming, Outgoing};
pub use my_credit_app::{MyCreditApp, MyCreditAppDoor, Organisations};
pub use pages::PagesError;
pub use portal::{Portal, PortalDoor};
pub use server::{Server, ServerError};
pub use session::{Calls, Door, Listed, Opens, Session};
pub use token::Token;
pub use unaport::{Aggregator, Unaport, UnaportDoor, UnaportSignIn};
