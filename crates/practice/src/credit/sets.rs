//! When a client's reports were made. A set is the three bureaus within a few days; sometimes
//! one of them is missing.

use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};
use reports::Bureau;

use crate::{Practice, dice::Purpose};

/// The most sets of reports that a client has.
const MOST: u64 = 6;

/// A report of a client, without its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Whose report it is.
    pub bureau: Bureau,
    /// The day of the report.
    pub report_date: NaiveDate,
    /// Its number, different for every report of every client: `RPT-000123-2-EFX`.
    pub report_id: String,
    /// When the firm took it in: not before the client was taken on, not after `as_of`.
    pub made_at: DateTime<Utc>,
}

/// A snapshot and the set that it belongs to, from 0.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) set: usize,
    pub(super) snapshot: Snapshot,
}

impl Practice {
    pub(super) fn plans(&self, number: u64) -> Vec<Plan> {
        let mut dice = self.dice(number, Purpose::Reports);
        let dates = self.dates(number);
        let end = self.as_of.and_time(NaiveTime::MIN).and_utc();
        let earliest = dates.taken_on.date_naive() - Days::new(40);
        // From the latest backwards, as far as the client has been with the firm.
        let mut day = self.as_of - Days::new(4 + dice.below(60));
        let wanted = 1 + dice.below(MOST);
        let mut days = vec![day];
        for _ in 1..wanted {
            let gap = if dice.chance(35) {
                30 + dice.below(4)
            } else {
                45 + dice.below(80)
            };
            day = day - Days::new(gap);
            if day < earliest {
                break;
            }
            days.push(day);
        }
        days.reverse();

        let mut plans = Vec::new();
        for (set, day) in days.into_iter().enumerate() {
            let missing = dice.chance(8).then(|| dice.one_of(&Bureau::ALL));
            for bureau in Bureau::ALL {
                let report_date = day + Days::new(dice.below(3));
                let taken_in = report_date.and_time(NaiveTime::MIN).and_utc()
                    + Duration::seconds(dice.between(14 * 3_600, 23 * 3_600));
                if missing == Some(bureau) {
                    continue;
                }
                let letters = bureau.letters();
                let snapshot = Snapshot {
                    bureau,
                    report_date,
                    report_id: format!("RPT-{number:06}-{}-{letters}", set + 1),
                    made_at: taken_in.max(dates.taken_on).min(end),
                };
                plans.push(Plan { set, snapshot });
            }
        }
        plans.sort_by_key(|plan| (plan.snapshot.report_date, plan.snapshot.bureau));
        plans
    }
}
