//! How a field is compared: the operators by their names on the wire, which are those of
//! react-querybuilder.

use super::subject::Kind;

/// How a field is compared with what was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    /// It is the same.
    Equal,
    /// It is less.
    Below,
    /// It is not more.
    UpTo,
    /// It is more.
    Above,
    /// It is not less.
    From,
    /// It has the text in it.
    Contains,
    /// It begins with the text.
    Begins,
    /// It ends with the text.
    Ends,
    /// It is one of several.
    Among,
    /// It is neither less than the first nor more than the second.
    Between,
    /// It is today, or no more than so many days ago.
    LastDays,
    /// It is missing.
    Missing,
}

/// The operators, each with whether it asks for the opposite of its comparison. The opposite also
/// holds where the field is missing.
pub(crate) const OPERATORS: [(&str, Comparison, bool); 20] = [
    ("=", Comparison::Equal, false),
    ("!=", Comparison::Equal, true),
    ("<", Comparison::Below, false),
    ("<=", Comparison::UpTo, false),
    (">", Comparison::Above, false),
    (">=", Comparison::From, false),
    ("contains", Comparison::Contains, false),
    ("doesNotContain", Comparison::Contains, true),
    ("beginsWith", Comparison::Begins, false),
    ("doesNotBeginWith", Comparison::Begins, true),
    ("endsWith", Comparison::Ends, false),
    ("doesNotEndWith", Comparison::Ends, true),
    ("in", Comparison::Among, false),
    ("notIn", Comparison::Among, true),
    ("between", Comparison::Between, false),
    ("notBetween", Comparison::Between, true),
    ("inLastDays", Comparison::LastDays, false),
    ("notInLastDays", Comparison::LastDays, true),
    ("null", Comparison::Missing, false),
    ("notNull", Comparison::Missing, true),
];

impl Kind {
    /// Whether such a field can be compared so.
    fn takes(self, comparison: Comparison) -> bool {
        use Comparison as By;
        match comparison {
            By::Equal | By::Missing => true,
            By::Among => !matches!(self, Self::Truth | Self::Date),
            By::Below | By::UpTo | By::Above | By::From | By::Between => {
                matches!(self, Self::Number | Self::Date)
            }
            By::Contains | By::Begins | By::Ends => matches!(self, Self::Text(_)),
            By::LastDays => matches!(self, Self::Date),
        }
    }

    /// The names of the operators that such a field knows.
    pub(crate) fn operators(self) -> Vec<&'static str> {
        let known = OPERATORS.iter().filter(|(_, by, _)| self.takes(*by));
        known.map(|(name, ..)| *name).collect()
    }

    /// The comparison of a name, and whether its opposite is meant.
    pub(super) fn operator(self, name: &str) -> Option<(Comparison, bool)> {
        let mut known = OPERATORS.iter().filter(|(_, by, _)| self.takes(*by));
        let (_, comparison, opposite) = known.find(|(known, ..)| *known == name)?;
        Some((*comparison, *opposite))
    }
}
