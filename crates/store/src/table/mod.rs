//! One file a table: its row, its queries, its tests.

pub mod catalog;
pub mod clients;
pub mod correspondence;
pub mod documents;
pub mod kept;
pub mod letters;
pub mod losses;
pub mod negative_items;
pub mod notes;
pub mod operations;
pub mod pulls;
pub mod quarantine;
pub mod reports;
pub mod sign_in;
pub mod tray;
