//! Payment histories: a letter a month, in Metro 2's alphabet (field 18, up to 24 months in the
//! format, longer in reports). Other alphabets, where `1` means *pays as agreed*, are turned into
//! this one by whoever reads them.

use chrono::{Datelike, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::PartialDate;

/// Months of payments, the latest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PaymentHistory {
    /// The month of the first letter. In Metro 2 it is the month before the one reported.
    pub latest: PartialDate,
    /// A letter a month, the latest first: `0` to `6`, `B`, `D`, `E`, `G`, `H`, `J`, `K`, `L`.
    pub codes: String,
}

/// What one letter of a payment history says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PaymentCode(char);

/// How bad a month was, for its colour and its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Nothing reported.
    NoData,
    /// Paid on time, or nothing owed.
    OnTime,
    /// 30 days late.
    Late30,
    /// 60 days late.
    Late60,
    /// 90 days late or more.
    Late90,
    /// Collection, charge-off, repossession, surrender, foreclosure.
    Lost,
}

impl PaymentCode {
    /// Every letter of the alphabet.
    pub const ALL: [Self; 15] = [
        Self('0'),
        Self('1'),
        Self('2'),
        Self('3'),
        Self('4'),
        Self('5'),
        Self('6'),
        Self('B'),
        Self('D'),
        Self('E'),
        Self('G'),
        Self('H'),
        Self('J'),
        Self('K'),
        Self('L'),
    ];

    /// What it says.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self.0 {
            '0' => "On time",
            '1' => "30 days late",
            '2' => "60 days late",
            '3' => "90 days late",
            '4' => "120 days late",
            '5' => "150 days late",
            '6' => "180 days late or more",
            'B' => "No history before this",
            'D' => "Nothing reported",
            'E' => "Zero balance",
            'G' => "Collection",
            'H' => "Foreclosure",
            'J' => "Voluntary surrender",
            'K' => "Repossession",
            'L' => "Charge-off",
            _ => "Unknown",
        }
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self.0 {
            '0' | 'E' => Severity::OnTime,
            '1' => Severity::Late30,
            '2' => Severity::Late60,
            '3'..='6' => Severity::Late90,
            'G' | 'H' | 'J' | 'K' | 'L' => Severity::Lost,
            _ => Severity::NoData,
        }
    }

    /// What a letter stands for; one outside the alphabet stays.
    #[must_use]
    pub const fn new(letter: char) -> Self {
        Self(letter)
    }

    /// The letter itself.
    #[must_use]
    pub fn letter(self) -> char {
        self.0
    }
}

impl PaymentHistory {
    /// A history whose first letter is of a month; a letter outside the alphabet stays.
    #[must_use]
    pub fn new(latest: NaiveDate, codes: &str) -> Self {
        let month = PartialDate::month(latest.year(), latest.month());
        Self {
            latest: month.unwrap_or(PartialDate::day(latest)),
            codes: codes.trim().to_ascii_uppercase(),
        }
    }

    /// The months with their letters, the latest first; each month as its first day.
    pub fn months(&self) -> impl Iterator<Item = (NaiveDate, PaymentCode)> + '_ {
        let first = self.latest.earliest();
        let first = first.with_day(1).unwrap_or(first);
        self.codes
            .chars()
            .enumerate()
            .map_while(move |(back, code)| {
                let month = first.checked_sub_months(Months::new(u32::try_from(back).ok()?))?;
                Some((month, PaymentCode(code)))
            })
    }

    /// The letter of a month.
    #[must_use]
    pub fn of(&self, month: NaiveDate) -> Option<PaymentCode> {
        let wanted = (month.year(), month.month());
        self.months()
            .find(|(month, _)| (month.year(), month.month()) == wanted)
            .map(|(_, code)| code)
    }

    /// How many months were 30, 60, and 90 days late or more.
    #[must_use]
    pub fn late_counts(&self) -> [u32; 3] {
        let mut counts = [0; 3];
        for (_, code) in self.months() {
            match code.severity() {
                Severity::Late30 => counts[0] += 1,
                Severity::Late60 => counts[1] += 1,
                Severity::Late90 => counts[2] += 1,
                _ => {}
            }
        }
        counts
    }
}

/// The worst that was ever reported of an account's payments, and how to say it.
pub(crate) type Trouble = (Severity, [u32; 3], String);

impl PaymentHistory {
    /// What speaks against the client in these months; `None` when nothing does. Of two, the
    /// greater is the worse.
    pub(crate) fn trouble(&self) -> Option<Trouble> {
        let worst = self
            .months()
            .map(|(_, code)| code)
            .max_by_key(|code| code.severity())?;
        let [thirty, sixty, ninety] = self.late_counts();
        let words = match worst.severity() {
            Severity::NoData | Severity::OnTime => return None,
            Severity::Lost => format!("{} before", worst.meaning().to_lowercase()),
            Severity::Late30 | Severity::Late60 | Severity::Late90 => {
                lateness([thirty, sixty, ninety])?
            }
        };
        Some((worst.severity(), [ninety, sixty, thirty], words))
    }
}

/// How often a payment was 30, 60 and 90 days late or more, such as `2× 30, 1× 90+ days late`;
/// `None` when it never was.
#[must_use]
pub fn lateness(counts: [u32; 3]) -> Option<String> {
    let times: Vec<String> = counts
        .iter()
        .zip(["30", "60", "90+"])
        .filter(|(count, _)| **count > 0)
        .map(|(count, days)| format!("{count}× {days}"))
        .collect();
    (!times.is_empty()).then(|| format!("{} days late", times.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_history_goes_back_month_by_month_over_new_year() {
        let history = PaymentHistory::new(day("2026-02-17"), "012l");
        let months: Vec<_> = history
            .months()
            .map(|(month, code)| (month.to_string(), code.meaning()))
            .collect();
        assert_eq!(
            months,
            [
                ("2026-02-01".to_owned(), "On time"),
                ("2026-01-01".to_owned(), "30 days late"),
                ("2025-12-01".to_owned(), "60 days late"),
                ("2025-11-01".to_owned(), "Charge-off"),
            ]
        );
        assert_eq!(history.of(day("2025-12-31")).unwrap().letter(), '2');
        assert_eq!(history.of(day("2025-10-31")), None);
    }

    #[test]
    fn late_months_are_counted_by_how_late_they_were() {
        let history = PaymentHistory::new(day("2026-02-01"), "LG6543211100BDE");
        assert_eq!(history.late_counts(), [3, 1, 4]);
        let words = lateness(history.late_counts());
        assert_eq!(words.as_deref(), Some("3× 30, 1× 60, 4× 90+ days late"));
        assert_eq!(lateness([0, 2, 0]).as_deref(), Some("2× 60 days late"));
        assert_eq!(lateness([0; 3]), None);
    }

    #[test]
    fn the_worst_of_two_histories_is_the_one_with_the_worst_months() {
        let trouble = |codes| PaymentHistory::new(day("2026-02-01"), codes).trouble();
        assert!(trouble("000").is_none() && trouble("BDE").is_none());
        assert!(trouble("1003") > trouble("1111"));
        assert!(trouble("L000") > trouble("3333"));
        let words = |codes| trouble(codes).map(|(_, _, words)| words);
        assert_eq!(words("1003").as_deref(), Some("1× 30, 1× 90+ days late"));
        assert_eq!(words("00L1").as_deref(), Some("charge-off before"));
    }
}
