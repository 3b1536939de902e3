//! Answers to any operation as a server that was written otherwise than our office would give
//! them: made from the schema of the row's answer, in every other envelope that is known, with
//! values that are written in other ways. What each means is given beside it.

mod envelope;
mod lists;
mod values;

use contract::{Row, System};
use serde_json::{Value, json};

use crate::sample::{Fill, sample};

pub use envelope::Envelope;
pub use lists::{Moving, page};

/// How a server writes its answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// As it is documented.
    Documented,
    /// In another envelope.
    In(Envelope),
    /// Numbers as text.
    NumbersAsText,
    /// Yes and no as 1 and 0.
    TruthAsNumbers,
    /// Text that is a number, as a number.
    TextAsNumbers,
    /// Null in the place of everything that may be missing.
    Nulls,
    /// Without everything that may be missing.
    Bare,
    /// With fields that nobody knows.
    MoreFields,
    /// With words of its own where words are fixed.
    OtherWords,
    /// Empty arrays for empty objects, as PHP writes them.
    EmptyArrays,
    /// Every text a moment with microseconds and no zone.
    MomentsWithoutZone,
    /// Every text a moment with a zone other than UTC.
    MomentsWithZone,
    /// A Social Security number as a number, which has lost its leading zeros.
    ShortSsn,
    /// A Social Security number as people write it.
    WrittenSsn,
}

impl Manner {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        let others = [
            Self::Documented,
            Self::NumbersAsText,
            Self::TruthAsNumbers,
            Self::TextAsNumbers,
            Self::Nulls,
            Self::Bare,
            Self::MoreFields,
            Self::OtherWords,
            Self::EmptyArrays,
            Self::MomentsWithoutZone,
            Self::MomentsWithZone,
            Self::ShortSsn,
            Self::WrittenSsn,
        ];
        let envelopes = Envelope::ALL.into_iter().map(Self::In);
        others.into_iter().chain(envelopes)
    }
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Otherwise {
    /// As the server sends it.
    pub sent: Value,
    /// What it means, as it is documented.
    pub meant: Value,
}

/// The answer to an operation in a manner; `None` where the manner makes no difference that could
/// be told apart, such as the envelope of a list around a record.
#[must_use]
pub fn otherwise(row: &Row, manner: Manner) -> Option<Otherwise> {
    let schema = (row.schemas.answer)();
    if schema.is_null() {
        // Whatever is said where nothing is to come back is passed over.
        let sent = match manner {
            Manner::Documented => Value::Null,
            Manner::MoreFields => json!({ "message": "Done." }),
            Manner::In(Envelope::List) => json!([]),
            _ => return None,
        };
        let meant = Value::Null;
        return Some(Otherwise { sent, meant });
    }
    let documented = sample(&schema, Fill::Everything);
    match manner {
        Manner::In(envelope) => {
            let sent = envelope.around(&schema, &documented)?;
            let meant = documented;
            Some(Otherwise { sent, meant })
        }
        _ => values::written(&schema, manner, documented),
    }
}

/// The operation of a system that a call is for: the one with the fewest positions in its path
/// where there are several.
#[must_use]
pub fn operation(system: &System, method: &str, path: &str) -> Option<&'static Row> {
    let fits = |row: &&Row| {
        let (ours, theirs) = (row.path.split('/'), path.split('/'));
        row.method.as_str() == method
            && ours.clone().count() == theirs.clone().count()
            && ours
                .zip(theirs)
                .all(|(our, their)| our == their || our.starts_with('{'))
    };
    let positions = |row: &&Row| row.path.matches('{').count();
    system.rows().filter(fits).min_by_key(positions)
}
