//! The contract held against its own rules: the tables, the document, what is read and sent.
#![cfg(test)]

mod agreed;
mod catalogs;
mod daily;
mod document;
mod letters;
mod reading;
mod sending;
mod table;
mod texts;
