//! What those who read invented reports may rely on.

mod changes;
mod content;
mod mistakes;
mod rules;

use chrono::NaiveDate;
use reports::{Report, Tradeline};

use crate::Practice;

fn practice() -> Practice {
    Practice::new(1, NaiveDate::from_ymd_opt(2026, 1, 15).unwrap())
}

/// A client's reports, oldest first.
fn reports(number: u64) -> Vec<Report> {
    let places = 0..practice().snapshots(number).len();
    places
        .map(|nth| practice().report(number, nth).unwrap())
        .collect()
}

/// The first clients without a fault.
fn faultless(count: usize) -> impl Iterator<Item = u64> {
    let faultless = |number: &u64| practice().faults(*number).is_empty();
    (0..).filter(faultless).take(count)
}

fn status(line: &Tradeline) -> &str {
    line.status.as_ref().map_or("", |status| status.code())
}
