//! What must hold, once it is known that it makes sense.

use super::{
    subject::{Field, ITEMS_OF_CLIENT, Relation},
    test::Comparison,
};

/// What must hold for a record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition {
    /// All of these.
    Every(Vec<Condition>),
    /// One of these.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
    /// This, for so many related records at least.
    Related(&'static Relation, i64, Box<Condition>),
    /// This, of a field that is not missing.
    Field(&'static Field, Comparison, Vec<Bound>),
}

/// A value that is bound to a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    /// A text.
    Text(String),
    /// A number.
    Number(i64),
}

impl Condition {
    /// What holds for clients who have a negative item for which this holds.
    pub(crate) fn of_owners(self) -> Self {
        Self::Related(&ITEMS_OF_CLIENT, 1, Box::new(self))
    }

    /// The opposite, where it is asked for.
    pub(super) fn turned(self, opposite: bool) -> Self {
        if opposite {
            Self::Not(Box::new(self))
        } else {
            self
        }
    }
}
