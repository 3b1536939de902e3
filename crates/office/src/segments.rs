//! Conditions on clients and negative items: read from what was entered, and written as SQL. Every
//! piece of SQL is a literal of this module, every value that was entered is bound. No I/O here.

mod condition;
mod reader;
mod statement;
mod subject;
mod test;
#[cfg(test)]
mod tests;

pub(crate) use condition::{Bound, Condition};
pub(crate) use reader::{about, read};
pub(crate) use statement::Statement;
pub(crate) use subject::{Kind, Subject, Written};
