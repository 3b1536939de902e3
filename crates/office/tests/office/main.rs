//! What those who call the office get, over a real socket.
#![cfg(test)]

mod addresses;
mod agreements;
mod attachments;
mod choices;
mod clients;
mod contracts;
mod correspondence;
mod customer_portal;
mod documents;
mod gate;
mod goals;
mod imports;
mod keeping;
mod letters;
mod log;
mod negative_items;
mod notes;
mod once;
mod papers;
mod passwords;
mod program;
mod query_builder;
mod reasons;
mod reports;
mod rig;
mod roles;
mod segments;
mod signing_in;
mod snippets;
mod templates;
mod uploads;
