//! What is kept on the agent's machine, encrypted: `cache.db` (what the server said) and
//! `work.db` (what exists only here), and the keys to both in the system's keychain. No network.

mod cache;
mod database;
mod mark;
mod place;
pub mod table;
pub mod time;
pub mod vault;
mod work;

pub use cache::Cache;
pub use database::{Database, Durability, OpenError, ensure_cipher};
pub use place::{AccountFolder, AccountKeys};
pub use sqlx;
pub use work::{Work, WorkWrite};
