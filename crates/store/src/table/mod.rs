//! One file a table: its row, its queries, its tests.

pub mod clients;
pub mod kept;
pub mod losses;
pub mod notes;
pub mod operations;
pub mod pulls;
pub mod quarantine;
pub mod sign_in;
