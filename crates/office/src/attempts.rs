//! How often someone may try to sign in, or to set another password. Pure: it is told the time and keeps nothing on disk.
//! It says nothing of whether a password is right.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

use crate::fold::fold;

/// Attempts that count for one e-mail address within [`WINDOW`].
const LIMIT: usize = 5;
const WINDOW: TimeDelta = TimeDelta::minutes(5);
/// Addresses remembered at once; beyond it, a new one takes the place of another.
const ADDRESSES: usize = 10_000;

/// What stands for an e-mail address: as short for a long text as for a short one, and the same
/// however the address is written.
type Who = [u8; 32];

/// The attempts of late.
#[derive(Debug, Default)]
pub(crate) struct Attempts(HashMap<Who, Vec<DateTime<Utc>>>);

impl Attempts {
    /// Counts an attempt before it is made, so that many at once count as many.
    ///
    /// # Errors
    /// The time to wait, when there were too many.
    pub(crate) fn begin(&mut self, email: &str, now: DateTime<Utc>) -> Result<(), TimeDelta> {
        let who = who(email);
        if self.0.len() >= ADDRESSES && !self.0.contains_key(&who) {
            self.make_room(now);
        }
        let times = self.0.entry(who).or_default();
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
        self.0.remove(&who(email));
    }

    /// Forgets what is too old to count, or else the address with the fewest attempts, of these the
    /// one that was tried first: whoever tries many addresses keeps nobody out, and wins no new
    /// attempts at one.
    fn make_room(&mut self, now: DateTime<Utc>) {
        self.0.retain(|_, times| still_counts(times, now));
        if self.0.len() < ADDRESSES {
            return;
        }
        let by_worth = |(_, times): &(&Who, &Vec<_>)| (times.len(), times.last().copied());
        let least = self.0.iter().min_by_key(by_worth).map(|(who, _)| *who);
        if let Some(who) = least {
            self.0.remove(&who);
        }
    }
}

fn who(email: &str) -> Who {
    Sha256::digest(fold(email.trim())).into()
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
        assert_eq!(attempts.begin("one more", at(0)), Ok(()));
        assert_eq!(attempts.0.len(), ADDRESSES);
        assert_eq!(attempts.begin("and one more", at(300)), Ok(()));
        assert_eq!(attempts.0.len(), 1, "the others are too old to count");
    }

    #[test]
    fn a_flood_of_addresses_wins_no_new_attempts_at_one() {
        let mut attempts = Attempts::default();
        for _ in 0..LIMIT {
            assert_eq!(attempts.begin("ana@example.com", at(0)), Ok(()));
        }
        for number in 0..ADDRESSES + 100 {
            assert!(attempts.begin(&number.to_string(), at(1)).is_ok());
        }
        assert!(attempts.begin("ana@example.com", at(2)).is_err());
    }

    #[test]
    fn an_address_is_one_however_it_is_written() {
        let mut attempts = Attempts::default();
        for written in ["ana@example.com", "ANA@example.com", " Ána@EXAMPLE.com "] {
            assert_eq!(attempts.begin(written, at(0)), Ok(()));
        }
        for _ in 0..2 {
            assert_eq!(attempts.begin("ana@example.com", at(0)), Ok(()));
        }
        assert!(attempts.begin("Ana@Example.com", at(0)).is_err());
        attempts.succeeded("ANA@EXAMPLE.COM");
        assert_eq!(attempts.begin("ana@example.com", at(0)), Ok(()));
    }
}
