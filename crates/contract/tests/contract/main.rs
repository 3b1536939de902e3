//! The contract held against its own rules: the tables, the document, what is read and sent.
#![cfg(test)]

mod agreed;
mod by_hand;
mod catalogs;
mod correspondence;
mod customer_portal;
mod daily;
mod document;
mod documented;
mod elsewhere;
mod letters;
mod own;
mod people;
mod properties;
mod reading;
mod routes;
mod segments;
mod sending;
mod table;
mod texts;
mod unaport;
mod unaport_calls;
mod unaport_rules;
mod unaport_samples;
