//! The months of a tradeline that speak against the client: the worst one, and the latest.

use chrono::{Datelike, NaiveDate};

use crate::{PartialDate, Severity, Tradeline};

/// A month with its letter, as in a payment history.
type Month = (char, PartialDate);

impl Tradeline {
    /// The worst month, that of the report itself among them; the latest of the equally bad.
    #[must_use]
    pub fn highest_adverse(&self) -> Option<Month> {
        // Letters come after digits, and the worse ones last. Of equals `max_by_key` takes the
        // last, so the months go from the oldest on.
        let months = self.bad_months().into_iter().rev();
        months.max_by_key(|(letter, _)| *letter)
    }

    /// The latest bad month, that of the report itself among them.
    #[must_use]
    pub fn most_recent_adverse(&self) -> Option<Month> {
        self.bad_months().into_iter().next()
    }

    /// The bad months, the latest first.
    fn bad_months(&self) -> Vec<Month> {
        let reported = self.reported_on.map(PartialDate::earliest);
        let now = reported.zip(self.letter_of_today());
        let history = self.payment_history.iter();
        let before = history.flat_map(|history| history.months());
        let bad = before.filter(|(_, code)| code.severity() > Severity::OnTime);
        let bad = bad.map(|(month, code)| (month, code.letter()));
        let month = |(day, letter): (NaiveDate, char)| {
            PartialDate::month(day.year(), day.month()).map(|month| (letter, month))
        };
        now.into_iter().chain(bad).filter_map(month).collect()
    }

    /// The letter that the present status will have in later histories.
    fn letter_of_today(&self) -> Option<char> {
        Some(match self.status.as_ref()?.code() {
            "71" => '1',
            "78" => '2',
            "80" => '3',
            "82" => '4',
            "83" => '5',
            "84" => '6',
            "93" => 'G',
            "89" | "94" => 'H',
            "95" => 'J',
            "96" => 'K',
            "97" => 'L',
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::{AccountStatus, PaymentHistory};

    use super::*;

    #[test]
    fn the_worst_month_is_the_latest_of_its_kind_and_today_counts() {
        let month = |text: &str| PartialDate::parse(text).unwrap();
        let mut line = Tradeline {
            reported_on: Some(month("2026-02-03")),
            // January 2026 and back: on time, 60, 30, 60 days late.
            payment_history: Some(PaymentHistory {
                latest: month("2026-01"),
                codes: "0212".to_owned(),
            }),
            ..Tradeline::default()
        };
        assert_eq!(line.highest_adverse(), Some(('2', month("2025-12"))));
        assert_eq!(line.most_recent_adverse(), Some(('2', month("2025-12"))));
        line.status = Some(AccountStatus::new("71"));
        assert_eq!(line.highest_adverse(), Some(('2', month("2025-12"))));
        assert_eq!(line.most_recent_adverse(), Some(('1', month("2026-02"))));
        assert_eq!(Tradeline::default().highest_adverse(), None);
    }
}
