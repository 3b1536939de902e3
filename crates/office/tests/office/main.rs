//! What those who call the office get, over a real socket.
#![cfg(test)]

mod addresses;
mod agreements;
mod attachments;
mod choices;
mod client_products;
mod clients;
mod contracts;
mod correspondence;
mod documents;
mod events;
mod gate;
mod goals;
mod kba;
mod keeping;
mod letters;
mod log;
mod negative_items;
mod notes;
mod once;
mod papers;
mod program;
mod reasons;
mod reports;
mod rig;
mod signing_in;
mod snippets;
mod tasks;
mod templates;
mod uploads;
mod workflows;
