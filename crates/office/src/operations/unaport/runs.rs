//! When data comes for a consent: at once where it comes once, and then again and again as often as
//! the consent says, as long as it is active. Pure. Each time has a number, from 0, and is a session.

use chrono::{DateTime, Months, TimeDelta, Utc};
use contract::unaport::{ConsentDetail, DataLife, FetchType, FrequencyUnit, LifeUnit};

/// A time in which something was so, from a moment until just before another.
pub(super) type Span = (DateTime<Utc>, DateTime<Utc>);

/// The shortest time between two deliveries.
const SHORTEST: TimeDelta = TimeDelta::hours(1);

/// The times at which data comes.
pub(super) struct Runs {
    first: DateTime<Utc>,
    /// How long it is from one to the next; missing where data comes once.
    every: Option<TimeDelta>,
    /// The times in which the consent was active.
    active: Vec<Span>,
}

impl Runs {
    /// Of a consent that was active in these times, from when it is good.
    pub(super) fn of(detail: &ConsentDetail, starts: DateTime<Utc>, active: Vec<Span>) -> Self {
        let first = active
            .first()
            .map_or(starts, |(from, _)| (*from).max(starts));
        let every = match detail.fetch_type {
            FetchType::Onetime => None,
            FetchType::Periodic => every(detail),
        };
        Self {
            first,
            every,
            active,
        }
    }

    /// The moment of a time, if data came then.
    pub(super) fn at(&self, run: i64) -> Option<DateTime<Utc>> {
        let at = self.moment(run)?;
        let mut active = self.active.iter();
        active
            .any(|(from, to)| (*from..*to).contains(&at))
            .then_some(at)
    }

    /// How often data came.
    pub(super) fn count(&self) -> i64 {
        let counts = self.active.iter();
        counts
            .map(|(from, to)| self.before(*to) - self.before(*from))
            .sum()
    }

    /// The latest times at which data came, so many at most, the earliest first.
    pub(super) fn latest(&self, most: usize) -> Vec<(i64, DateTime<Utc>)> {
        let spans = self.active.iter().rev();
        let runs = spans.flat_map(|(from, to)| (self.before(*from)..self.before(*to)).rev());
        let mut found: Vec<(i64, DateTime<Utc>)> = runs
            .take(most)
            .filter_map(|run| Some((run, self.moment(run)?)))
            .collect();
        found.reverse();
        found
    }

    /// When data comes next, if the consent stays as it is.
    pub(super) fn next(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.first > now {
            return Some(self.first);
        }
        self.every?;
        self.moment(self.before(now + TimeDelta::microseconds(1)))
    }

    fn moment(&self, run: i64) -> Option<DateTime<Utc>> {
        let since = match (run, self.every) {
            (0, _) => TimeDelta::zero(),
            (1.., Some(every)) => TimeDelta::try_seconds(every.num_seconds().checked_mul(run)?)?,
            _ => return None,
        };
        self.first.checked_add_signed(since)
    }

    /// How many times lie before a moment.
    fn before(&self, moment: DateTime<Utc>) -> i64 {
        let since = (moment - self.first).num_microseconds().unwrap_or(i64::MAX);
        match self.every {
            _ if since <= 0 => 0,
            None => 1,
            Some(every) => (since - 1) / (every.num_seconds() * 1_000_000) + 1,
        }
    }
}

/// How long it is from one time to the next. A month has 30 days, and a year 365.
fn every(detail: &ConsentDetail) -> Option<TimeDelta> {
    let unit = match detail.frequency.unit {
        FrequencyUnit::Hour => TimeDelta::hours(1),
        FrequencyUnit::Day => TimeDelta::days(1),
        FrequencyUnit::Month => TimeDelta::days(30),
        FrequencyUnit::Year => TimeDelta::days(365),
        FrequencyUnit::Inf => return Some(SHORTEST),
    };
    let seconds = unit.num_seconds() / detail.frequency.value.max(1);
    Some(TimeDelta::seconds(seconds).max(SHORTEST))
}

/// When data that came at a moment may be kept no longer.
pub(super) fn over_at(life: &DataLife, came: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let value = u32::try_from(life.value).unwrap_or_default();
    match life.unit {
        LifeUnit::Day => came.checked_add_signed(TimeDelta::days(life.value)),
        LifeUnit::Month => came.checked_add_months(Months::new(value)),
        LifeUnit::Year => came.checked_add_months(Months::new(value * 12)),
        LifeUnit::Inf => None,
    }
}

#[cfg(test)]
mod tests {
    use contract::unaport::Frequency;

    use super::*;

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000, 0).unwrap() + TimeDelta::hours(hours)
    }

    fn detail(fetch_type: FetchType, unit: FrequencyUnit, value: i64) -> ConsentDetail {
        ConsentDetail {
            fetch_type,
            frequency: Frequency { unit, value },
            ..ConsentDetail::default()
        }
    }

    #[test]
    fn data_comes_once_or_as_often_as_the_consent_says() {
        let once = detail(FetchType::Onetime, FrequencyUnit::Day, 1);
        let runs = Runs::of(&once, at(0), vec![(at(1), at(100))]);
        assert_eq!(runs.latest(9), [(0, at(1))]);
        assert_eq!((runs.count(), runs.next(at(50))), (1, None));
        assert_eq!((runs.at(0), runs.at(1)), (Some(at(1)), None));
        // Twice a day: at 1, 13, 25, 37 hours.
        let twice = detail(FetchType::Periodic, FrequencyUnit::Day, 2);
        let runs = Runs::of(&twice, at(0), vec![(at(1), at(37))]);
        assert_eq!(runs.latest(9), [(0, at(1)), (1, at(13)), (2, at(25))]);
        assert_eq!(runs.latest(2), [(1, at(13)), (2, at(25))]);
        assert_eq!((runs.count(), runs.at(3)), (3, None));
        assert_eq!(runs.next(at(36)), Some(at(37)));
        // Not more often than every hour.
        let often = detail(FetchType::Periodic, FrequencyUnit::Hour, 60);
        let runs = Runs::of(&often, at(0), vec![(at(0), at(3))]);
        assert_eq!(runs.count(), 3);
    }

    #[test]
    fn no_data_comes_before_the_consent_starts_or_while_it_is_paused() {
        let daily = detail(FetchType::Periodic, FrequencyUnit::Day, 1);
        let runs = Runs::of(&daily, at(5), vec![(at(1), at(40)), (at(60), at(90))]);
        // At 5, 29, (53), 77 hours.
        assert_eq!(runs.latest(9), [(0, at(5)), (1, at(29)), (3, at(77))]);
        assert_eq!((runs.count(), runs.at(2)), (3, None));
        let later = Runs::of(&daily, at(5), vec![(at(1), at(2))]);
        assert_eq!((later.count(), later.next(at(2))), (0, Some(at(5))));
        let never = Runs::of(&daily, at(5), Vec::new());
        assert_eq!((never.count(), never.at(0)), (0, None));
    }

    #[test]
    fn data_may_be_kept_as_long_as_the_consent_says() {
        let over = |unit, value| over_at(&DataLife { unit, value }, at(0));
        assert_eq!(over(LifeUnit::Day, 2), Some(at(48)));
        // From 14 November 2023 to 14 December: 30 days.
        assert_eq!(over(LifeUnit::Month, 1), Some(at(720)));
        // To 14 November 2024, over a leap day: 366 days.
        assert_eq!(over(LifeUnit::Year, 1), Some(at(8_784)));
        assert_eq!(over(LifeUnit::Inf, 0), None);
    }
}
