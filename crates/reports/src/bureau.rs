//! The three bureaus, always in the same order.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A credit bureau.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "lowercase")]
pub enum Bureau {
    /// Equifax, EQ.
    Equifax,
    /// Experian, EX.
    Experian,
    /// TransUnion, TU.
    TransUnion,
}

impl Bureau {
    /// All three, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Equifax, Self::Experian, Self::TransUnion];

    /// A bureau by any of the names that systems give it, such as `equifax`, `EFX` or `EQ`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_ascii_lowercase().as_str() {
            "equifax" | "efx" | "eqf" | "eq" => Some(Self::Equifax),
            "experian" | "exp" | "xpn" | "ex" => Some(Self::Experian),
            "transunion" | "tuc" | "tui" | "tu" => Some(Self::TransUnion),
            _ => None,
        }
    }

    /// Its place in [`Bureau::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }

    /// Its name, as it writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Equifax => "Equifax",
            Self::Experian => "Experian",
            Self::TransUnion => "TransUnion",
        }
    }

    /// The name by which the Portal asks for it: `equifax`, `experian`, `transunion`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Equifax => "equifax",
            Self::Experian => "experian",
            Self::TransUnion => "transunion",
        }
    }

    /// The three letters that the Portal's report records carry: `EFX`, `EXP`, `TUC`.
    #[must_use]
    pub fn letters(self) -> &'static str {
        match self {
            Self::Equifax => "EFX",
            Self::Experian => "EXP",
            Self::TransUnion => "TUC",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_a_bureau_is_understood() {
        for bureau in Bureau::ALL {
            for name in [bureau.name(), bureau.word(), bureau.letters()] {
                assert_eq!(Bureau::parse(name), Some(bureau));
            }
            assert_eq!(Bureau::ALL[bureau.index()], bureau);
        }
        assert_eq!(Bureau::parse(" XPN "), Some(Bureau::Experian));
        assert_eq!(Bureau::parse("Innovis"), None);
    }
}
