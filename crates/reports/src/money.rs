//! Amounts in US dollars, exact to the cent.

use std::{borrow::Cow, fmt};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// An amount in US dollars; on the wire decimal text such as `1250.00`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Whole dollars, as Metro 2 reports them.
    #[must_use]
    pub const fn dollars(dollars: i64) -> Self {
        Self(dollars.saturating_mul(100))
    }

    /// The amount in cents.
    #[must_use]
    pub const fn cents(self) -> i64 {
        self.0
    }

    /// Reads `1250`, `1,250.5`, `$1,250.00` and `-12`; nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (sign, text) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let text = text.strip_prefix('$').unwrap_or(text).replace(',', "");
        let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > 2 {
            return None;
        }
        let whole: i64 = whole.parse().ok()?;
        let part: i64 = format!("{part:0<2}").parse().ok()?;
        whole
            .checked_mul(100)?
            .checked_add(part)
            .map(|cents| Self(sign * cents))
    }

    /// As people read it: `$1,250`, and `$1,250.50` where there are cents.
    #[must_use]
    pub fn shown(self) -> String {
        let (dollars, cents) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        let mut grouped = String::new();
        let digits = dollars.to_string();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let sign = if self.0 < 0 { "-" } else { "" };
        match cents {
            0 => format!("{sign}${grouped}"),
            _ => format!("{sign}${grouped}.{cents:02}"),
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", cents / 100, cents % 100)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Amount;
        impl de::Visitor<'_> for Amount {
            type Value = Money;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an amount in dollars such as 1250.00")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Money, E> {
                Money::parse(text).ok_or_else(|| E::custom("not an amount in dollars"))
            }

            fn visit_i64<E: de::Error>(self, dollars: i64) -> Result<Money, E> {
                Ok(Money::dollars(dollars))
            }

            fn visit_u64<E: de::Error>(self, dollars: u64) -> Result<Money, E> {
                i64::try_from(dollars)
                    .map(Money::dollars)
                    .map_err(|_| E::custom("more than there is"))
            }

            fn visit_f64<E: de::Error>(self, dollars: f64) -> Result<Money, E> {
                Money::parse(&format!("{dollars:.2}"))
                    .ok_or_else(|| E::custom("not an amount in dollars"))
            }
        }
        deserializer.deserialize_any(Amount)
    }
}

impl JsonSchema for Money {
    fn schema_name() -> Cow<'static, str> {
        "Money".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^-?[0-9]+\\.[0-9]{2}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_every_usual_spelling_and_nothing_else() {
        for (text, cents) in [
            ("1250", 125_000),
            ("$1,250.5", 125_050),
            ("-12.00", -1_200),
            ("0", 0),
        ] {
            assert_eq!(Money::parse(text), Some(Money(cents)), "{text}");
        }
        for text in ["", "-", "N/A", "1.234", "12a", "1 250", "."] {
            assert_eq!(Money::parse(text), None, "{text}");
        }
    }

    #[test]
    fn amounts_are_shown_with_commas_and_sent_with_cents() {
        assert_eq!(Money(125_050).shown(), "$1,250.50");
        assert_eq!(Money(-123_456_700).shown(), "-$1,234,567");
        assert_eq!(Money::dollars(999).shown(), "$999");
        assert_eq!(serde_json::to_string(&Money(5)).unwrap(), "\"0.05\"");
        assert_eq!(
            serde_json::from_str::<Vec<Money>>("[7, 7.5, \"7.50\"]").unwrap(),
            [Money(700), Money(750), Money(750)]
        );
    }
}
