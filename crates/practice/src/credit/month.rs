//! Months, in which accounts live.

use std::ops::{Add, Sub};

use chrono::{Datelike, NaiveDate};

/// A month, counted from the year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Month(i32);

impl Month {
    pub(super) fn of(day: NaiveDate) -> Self {
        Self(day.year() * 12 + day.month0() as i32)
    }

    /// A day of it, at most the 28th.
    pub(super) fn day(self, day: u32) -> NaiveDate {
        let (year, month) = (self.0.div_euclid(12), self.0.rem_euclid(12) as u32 + 1);
        NaiveDate::from_ymd_opt(year, month, day.clamp(1, 28)).unwrap_or_default()
    }

    /// A number that stands for it in throws that belong to a month.
    pub(super) fn number(self) -> u64 {
        self.0.unsigned_abs().into()
    }
}

impl Add<i32> for Month {
    type Output = Self;

    fn add(self, months: i32) -> Self {
        Self(self.0 + months)
    }
}

impl Sub<i32> for Month {
    type Output = Self;

    fn sub(self, months: i32) -> Self {
        Self(self.0 - months)
    }
}

impl Sub for Month {
    type Output = i32;

    fn sub(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }
}
