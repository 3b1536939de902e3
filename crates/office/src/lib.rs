//! The local office: a server on this machine that answers the contract's operations over an
//! encrypted database of its own, for a firm or for practice with invented clients.
//!
//! ```text
//! Office::open(folder, vault, kind) ── serve(address) ──> Running { address, api_key }
//!      folder, key, database, filling      gate → table → operations → data
//! ```

mod attempts;
mod backup;
mod bank_analysis;
mod chance;
mod clock;
mod consent_life;
mod country;
mod data;
mod docs;
mod error;
mod event_kind;
mod file_kind;
mod file_name;
mod filling;
mod fold;
mod folder;
mod item;
mod mail;
mod office;
mod operations;
mod organisation;
mod outgoing;
mod password;
mod plain_text;
mod random;
mod recovery;
mod role;
mod search;
mod segments;
mod server;
mod shared;
mod sheet;
mod stock;
mod token;

pub use chance::Chance;
pub use clock::Clock;
pub use error::OfficeError;
pub use office::{NewUser, Office, OfficeKind, Outside, PracticeSignIn, UserRole};
pub use server::Running;
