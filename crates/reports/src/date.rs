//! Dates as reports print them: a day, or only a month.

use std::{borrow::Cow, fmt};

use chrono::{Datelike, Days, Months, NaiveDate};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A day, or a month when the day is not reported; on the wire `2024-03-09` or `2024-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// The day, or the first of the month.
    first: NaiveDate,
    has_day: bool,
}

impl PartialDate {
    /// A day.
    #[must_use]
    pub const fn day(day: NaiveDate) -> Self {
        Self {
            first: day,
            has_day: true,
        }
    }

    /// A month; `None` where there is no such month.
    #[must_use]
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Some(Self {
            first: NaiveDate::from_ymd_opt(year, month, 1)?,
            has_day: false,
        })
    }

    /// Reads `2024-03-09`, `2024-03` and `2024-03-00`; nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().splitn(3, '-');
        let (year, month) = (parts.next()?, parts.next()?);
        if year.len() != 4 || month.len() != 2 {
            return None;
        }
        let (year, month) = (year.parse().ok()?, month.parse().ok()?);
        match parts.next() {
            None | Some("00") => Self::month(year, month),
            Some(day) if day.len() == 2 => {
                NaiveDate::from_ymd_opt(year, month, day.parse().ok()?).map(Self::day)
            }
            Some(_) => None,
        }
    }

    /// The earliest day it can mean.
    #[must_use]
    pub const fn earliest(self) -> NaiveDate {
        self.first
    }

    /// The latest day it can mean.
    #[must_use]
    pub fn latest(self) -> NaiveDate {
        if self.has_day {
            return self.first;
        }
        let next = self.first.checked_add_months(Months::new(1));
        next.and_then(|next| next.checked_sub_days(Days::new(1)))
            .unwrap_or(self.first)
    }

    /// Whether the day is known.
    #[must_use]
    pub const fn has_day(self) -> bool {
        self.has_day
    }

    /// How many days lie between two dates for sure; 0 where they may be the same day.
    #[must_use]
    pub fn days_apart(self, other: Self) -> i64 {
        let (early, late) = if self.first <= other.first {
            (self, other)
        } else {
            (other, self)
        };
        (late.earliest() - early.latest()).num_days().max(0)
    }

    /// As people here read it: `03/09/2024`, or `03/2024`.
    #[must_use]
    pub fn shown(self) -> String {
        let pattern = if self.has_day { "%m/%d/%Y" } else { "%m/%Y" };
        self.first.format(pattern).to_string()
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.has_day {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{:04}-{:02}", self.first.year(), self.first.month())
        }
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(day: NaiveDate) -> Self {
        Self::day(day)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| de::Error::custom("not a date such as 2024-03-09 or 2024-03"))
    }
}

impl JsonSchema for PartialDate {
    fn schema_name() -> Cow<'static, str> {
        "PartialDate".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).unwrap()
    }

    #[test]
    fn a_month_without_a_day_is_any_of_its_days() {
        let month = date("2024-02-00");
        assert_eq!(
            (month.shown(), month.to_string()),
            ("02/2024".into(), "2024-02".into())
        );
        assert_eq!(month.latest(), date("2024-02-29").earliest());
        assert_eq!(month.days_apart(date("2024-02-17")), 0);
        // 29 February to 4 March.
        assert_eq!(date("2024-03-04").days_apart(month), 4);
    }

    #[test]
    fn what_is_no_date_is_not_read_as_one() {
        for text in [
            "",
            "2024",
            "2024-13",
            "2024-02-30",
            "02/2024",
            "2024-2-1",
            "N/A",
        ] {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
        assert_eq!(date("2024-03-09").shown(), "03/09/2024");
    }
}
