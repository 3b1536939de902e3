//! The office's database: one file a table, SQL in plain literals. Nothing here knows of HTTP.

pub(crate) mod agents;
pub(crate) mod answers;
pub(crate) mod attachments;
pub(crate) mod clients;
pub(crate) mod documents;
pub(crate) mod files;
pub(crate) mod moments;
pub(crate) mod negative_items;
pub(crate) mod notes;
pub(crate) mod office;
mod page;
pub(crate) mod practice;
pub(crate) mod reports;
pub(crate) mod source;
