//! How often someone may try to sign in, or to set another password. Pure: it is told the time and keeps nothing on disk.
//! It says nothing of whether a password is right.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};

/// Attempts that count for one e-mail address within [`WINDOW`].
const LIMIT: usize = 5;
const WINDOW: TimeDelta = TimeDelta::minutes(5);
/// Addresses remembered at once; beyond it, new ones wait until old ones are forgotten.
const ADDRESSES: usize = 10_000;

/// The attempts of late, by e-mail address.
#[derive(Debug, Default)]
pub(crate) struct Attempts(HashMap<String, Vec<DateTime<Utc>>>);

impl Attempts {
    /// Counts an attempt before it is made, so that many at once count as many.
    ///
    /// # Errors
    /// The time to wait, when there were too many.
    pub(crate) fn begin(&mut self, email: &str, now: DateTime<Utc>) -> Result<(), TimeDelta> {
        if self.0.len() >= ADDRESSES && !self.0.contains_key(email) {
            self.0.retain(|_, times| still_counts(times, now));
            if self.0.len() >= ADDRESSES {
                return Err(WINDOW);
            }
        }
        let times = self.0.entry(email.to_owned()).or_default();
        still_counts(times, now);
        match times.first() {
            Some(oldest) if times.len() >= LIMIT => Err(*oldest + WINDOW - now),
            _ => {
                times.push(now);
                Ok(())
            }
        }
    }

    /// Forgets the attempts of someone who signed in.
    pub(crate) fn succeeded(&mut self, email: &str) {
        self.0.remove(email);
    }
}

/// Drops what is too old to count, and says whether anything is left.
fn still_counts(times: &mut Vec<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    // A clock set back must not lock anyone out for long.
    times.retain(|time| (TimeDelta::zero()..WINDOW).contains(&(now - time)));
    !times.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn the_sixth_attempt_within_five_minutes_waits_for_the_first_to_age() {
        let mut attempts = Attempts::default();
        for second in 0..5 {
            assert_eq!(attempts.begin("ana@example.com", at(second)), Ok(()));
        }
        // The first was at 0 and counts until 300: at 10 there are 290 seconds to go.
        let wait = attempts.begin("ana@example.com", at(10));
        assert_eq!(wait, Err(TimeDelta::seconds(290)));
        assert_eq!(
            attempts.begin("bo@example.com", at(10)),
            Ok(()),
            "others are free"
        );
        assert_eq!(attempts.begin("ana@example.com", at(300)), Ok(()));
    }

    #[test]
    fn waiting_is_not_prolonged_by_trying() {
        let mut attempts = Attempts::default();
        for _ in 0..100 {
            let _ = attempts.begin("ana@example.com", at(0));
        }
        assert_eq!(attempts.begin("ana@example.com", at(300)), Ok(()));
    }

    #[test]
    fn signing_in_clears_what_was_counted() {
        let mut attempts = Attempts::default();
        for _ in 0..4 {
            assert_eq!(attempts.begin("ana@example.com", at(0)), Ok(()));
        }
        attempts.succeeded("ana@example.com");
        for _ in 0..5 {
            assert_eq!(attempts.begin("ana@example.com", at(1)), Ok(()));
        }
    }

    #[test]
    fn a_flood_of_addresses_does_not_fill_the_memory() {
        let mut attempts = Attempts::default();
        for number in 0..ADDRESSES {
            assert!(attempts.begin(&number.to_string(), at(0)).is_ok());
        }
        assert!(attempts.begin("one more", at(0)).is_err());
        assert!(attempts.begin("one more", at(300)).is_ok());
    }
}
