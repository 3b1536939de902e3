//! Not faster than the server wants: waits that it asked for hold for all calls to it.

use std::{sync::Mutex, time::Duration};

use chrono::{DateTime, Utc};
use reqwest::header::HeaderMap;
use tokio::time::{Instant, sleep_until};

/// The longest wait that a server may ask for before we ask again anyway.
const LONGEST: Duration = Duration::from_secs(300);

/// When the next call may go out.
#[derive(Debug, Default)]
pub(crate) struct Pace(Mutex<Option<Instant>>);

impl Pace {
    /// Waits until the server wants to hear from us.
    pub(crate) async fn wait(&self) {
        let until = self.0.lock().ok().and_then(|until| *until);
        if let Some(until) = until {
            sleep_until(until).await;
        }
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
        if let (Some(wait), Ok(mut until)) = (wait, self.0.lock()) {
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

    #[tokio::test(start_paused = true)]
    async fn a_wait_that_one_answer_asks_for_holds_for_every_call() {
        let (pace, began) = (Pace::default(), Instant::now());
        let mut headers = HeaderMap::new();
        headers.insert("retry-after", "7".parse().unwrap());
        pace.note(503, &headers, Utc::now());
        tokio::join!(pace.wait(), pace.wait());
        assert_eq!(began.elapsed().as_secs(), 7);
    }

    #[tokio::test(start_paused = true)]
    async fn a_spent_allowance_makes_the_next_call_wait_a_second() {
        let (pace, began) = (Pace::default(), Instant::now());
        let mut headers = HeaderMap::new();
        headers.insert("x-ratelimit-remaining", "0".parse().unwrap());
        pace.note(200, &headers, Utc::now());
        pace.wait().await;
        assert_eq!(began.elapsed().as_secs(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_for_a_server_that_is_well() {
        let (pace, began) = (Pace::default(), Instant::now());
        pace.note(200, &HeaderMap::new(), Utc::now());
        pace.wait().await;
        assert_eq!(began.elapsed().as_secs(), 0);
    }
}
