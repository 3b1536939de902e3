//! One file a table: its row, its queries, its tests.

pub mod clients;
pub mod documents;
pub mod kept;
pub mod losses;
pub mod negative_items;
pub mod notes;
pub mod operations;
pub mod pulls;
pub mod quarantine;
pub mod reports;
pub mod sign_in;
pub mod tray;
