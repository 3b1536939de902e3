//! The office's database: one file a table, SQL in plain literals. Nothing here knows of HTTP.

pub(crate) mod agents;
pub(crate) mod agreements;
pub(crate) mod answers;
pub(crate) mod attachments;
pub(crate) mod bureau_addresses;
pub(crate) mod claim_codes;
pub(crate) mod clients;
pub(crate) mod contract_versions;
pub(crate) mod contracts;
pub(crate) mod correspondence;
pub(crate) mod documents;
pub(crate) mod files;
pub(crate) mod furnishers;
pub(crate) mod instructions;
pub(crate) mod moments;
pub(crate) mod negative_items;
pub(crate) mod notes;
pub(crate) mod office;
mod page;
pub(crate) mod practice;
pub(crate) mod reports;
pub(crate) mod snippets;
pub(crate) mod source;
pub(crate) mod template_categories;
pub(crate) mod templates;
