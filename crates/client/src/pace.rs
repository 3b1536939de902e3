//! Not faster than the server wants: waits that it asked for hold for all calls to it.

use std::{sync::Mutex, time::Duration};

use chrono::{DateTime, Utc};
use reqwest::header::HeaderMap;
use tokio::{
    sync::MutexGuard,
    time::{Instant, sleep_until, timeout_at},
};

use crate::failure::Failure;

/// The longest wait that a server may ask for before we ask again anyway.
const LONGEST: Duration = Duration::from_secs(300);
/// The longest that a call waits by itself. Of a longer wait whoever made it is told: an agent sees
/// why nothing comes, and what runs by itself has its own patience.
const PATIENCE: Duration = Duration::from_secs(10);

/// When the next call may go out.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    until: Mutex<Option<Instant>>,
    /// Held by the one call that goes out after a wait: its answer may ask for another.
    turn: tokio::sync::Mutex<()>,
}

/// A call's turn after a wait; the next one comes when it is dropped. `None` where none waits.
pub(crate) type Turn<'a> = Option<MutexGuard<'a, ()>>;

impl Pace {
    /// Waits until the server wants to hear from us. Who had to wait goes out alone.
    ///
    /// # Errors
    /// [`Failure::Transient`] where it is too long; nothing was sent.
    pub(crate) async fn wait(&self) -> Result<Turn<'_>, Failure> {
        if self.until().is_none() && self.turn.try_lock().is_ok() {
            return Ok(None);
        }
        let latest = Instant::now() + PATIENCE;
        let too_long = || Failure::Transient {
            after: self.until().map(|until| until - Instant::now()),
        };
        let turn = timeout_at(latest, self.turn.lock())
            .await
            .map_err(|_| too_long())?;
        if self.until().is_none() {
            // The one before found the server well.
            return Ok(None);
        }
        while let Some(until) = self.until() {
            if until > latest {
                return Err(too_long());
            }
            sleep_until(until).await;
        }
        Ok(Some(turn))
    }

    /// Until when the server wants to hear nothing; `None` when that is over.
    fn until(&self) -> Option<Instant> {
        let until = self.until.lock().ok().and_then(|until| *until);
        until.filter(|until| *until > Instant::now())
    }

    /// Takes note of what an answer says, and returns the wait it asks for.
    pub(crate) fn note(
        &self,
        status: u16,
        headers: &HeaderMap,
        now: DateTime<Utc>,
    ) -> Option<Duration> {
        let asked = retry_after(headers, now);
        let wait = match status {
            429 | 503 => asked,
            _ if spent(headers) => asked.or(Some(Duration::from_secs(1))),
            _ => None,
        };
        if let (Some(wait), Ok(mut until)) = (wait, self.until.lock()) {
            // The longest wait that was asked for holds.
            *until = (*until).max(Some(Instant::now() + wait));
        }
        asked
    }
}

/// `X-RateLimit-Remaining: 0`.
fn spent(headers: &HeaderMap) -> bool {
    let left = headers
        .get("x-ratelimit-remaining")
        .and_then(|value| value.to_str().ok());
    left.is_some_and(|left| left.trim() == "0")
}

/// `Retry-After` in seconds or as a date.
fn retry_after(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let text = headers.get("retry-after")?.to_str().ok()?.trim();
    let wait = match text.parse::<u64>() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => {
            let date = DateTime::parse_from_rfc2822(text).ok()?;
            (date.with_timezone(&Utc) - now)
                .to_std()
                .unwrap_or_default()
        }
    };
    Some(wait.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    fn asked(value: &str) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        headers.insert("retry-after", value.parse().unwrap());
        retry_after(
            &headers,
            DateTime::from_timestamp(1_700_000_000, 0).unwrap(),
        )
    }

    #[test]
    fn a_wait_is_read_in_seconds_or_as_a_date() {
        assert_eq!(asked("7"), Some(Duration::from_secs(7)));
        // 1,700,000,000 is 22:13:20 of that day.
        assert_eq!(
            asked("Tue, 14 Nov 2023 22:13:30 GMT"),
            Some(Duration::from_secs(10))
        );
        assert_eq!(asked("Tue, 14 Nov 2023 22:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(asked("86400"), Some(LONGEST));
        assert_eq!(asked("soon"), None);
    }

    /// A pace at which a server asked for so many seconds.
    fn asked_for(seconds: &'static str) -> (Pace, Instant) {
        let (pace, began) = (Pace::default(), Instant::now());
        pace.note(503, &wanting(seconds), Utc::now());
        (pace, began)
    }

    fn wanting(seconds: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("retry-after", HeaderValue::from_static(seconds));
        headers
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_that_one_answer_asks_for_holds_for_every_call() {
        let (pace, began) = asked_for("7");
        let wait = async || drop(pace.wait().await.unwrap());
        tokio::join!(wait(), wait());
        assert_eq!(began.elapsed().as_secs(), 7);
    }

    #[tokio::test(start_paused = true)]
    async fn who_waited_goes_alone_and_the_others_wait_for_what_comes_of_it() {
        let (pace, began) = asked_for("2");
        let first = async {
            let turn = pace.wait().await.unwrap();
            let went = began.elapsed().as_secs();
            tokio::time::sleep(Duration::from_secs(1)).await;
            // The server is not ready yet.
            pace.note(429, &wanting("4"), Utc::now());
            drop(turn);
            went
        };
        let other = async {
            let turn = pace.wait().await.unwrap();
            drop(turn);
            began.elapsed().as_secs()
        };
        assert_eq!(tokio::join!(first, other), (2, 7));
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_that_is_too_long_is_told_and_not_waited() {
        let (pace, began) = asked_for("60");
        let after = Some(Duration::from_secs(60));
        assert_eq!(pace.wait().await.unwrap_err(), Failure::Transient { after });
        assert_eq!(began.elapsed().as_secs(), 0);
        // Nor is one that becomes too long meanwhile.
        let (pace, began) = asked_for("5");
        let wait = async { pace.wait().await.unwrap_err() };
        let more = async { pace.note(429, &wanting("60"), Utc::now()) };
        let (failure, _) = tokio::join!(wait, more);
        let Failure::Transient { after: Some(left) } = failure else {
            panic!("{failure:?}");
        };
        // A timer may be late by a millisecond.
        assert_eq!(left.as_secs_f64().round() as i64, 55);
        assert_eq!(began.elapsed().as_secs(), 5);
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_longer_than_that_for_those_before() {
        let (pace, began) = asked_for("1");
        let turn = pace.wait().await.unwrap();
        let failure = pace.wait().await.unwrap_err();
        assert_eq!(failure, Failure::Transient { after: None });
        assert_eq!(began.elapsed().as_secs(), 11);
        drop(turn);
        assert!(pace.wait().await.unwrap().is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn a_spent_allowance_makes_the_next_call_wait_a_second() {
        let (pace, began) = (Pace::default(), Instant::now());
        let mut headers = HeaderMap::new();
        headers.insert("x-ratelimit-remaining", "0".parse().unwrap());
        pace.note(200, &headers, Utc::now());
        drop(pace.wait().await.unwrap());
        assert_eq!(began.elapsed().as_secs(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_for_a_server_that_is_well() {
        let (pace, began) = (Pace::default(), Instant::now());
        pace.note(200, &HeaderMap::new(), Utc::now());
        assert!(pace.wait().await.unwrap().is_none());
        assert_eq!(began.elapsed().as_secs(), 0);
    }
}
