//! The whole core without its window: what an agent can rely on.
#![expect(clippy::unwrap_used, reason = "a test says what failed by panicking")]

#[path = "common/mod.rs"]
mod common;

#[path = "core/accounts.rs"]
mod accounts;
#[path = "core/canaries.rs"]
mod canaries;
#[path = "core/documents.rs"]
mod documents;
#[path = "core/first_sync.rs"]
mod first_sync;
#[path = "core/letters.rs"]
mod letters;
#[path = "core/notes.rs"]
mod notes;
#[path = "core/offline.rs"]
mod offline;
#[path = "core/reports.rs"]
mod reports;
