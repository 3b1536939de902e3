//! Reading again what a tired server did not answer. For reads only: they have no effect.

use std::{future::Future, time::Duration};

use client::Failure;

const TRIES: u32 = 4;

/// Makes a read up to four times, waiting longer each time, or as long as the server asks.
pub(crate) async fn patiently<T, F>(read: impl Fn() -> F) -> Result<T, Failure>
where
    F: Future<Output = Result<T, Failure>>,
{
    let mut tried = 0;
    loop {
        tried += 1;
        let failure = match read().await {
            Ok(answer) => return Ok(answer),
            Err(failure) => failure,
        };
        let wait = match &failure {
            Failure::Transient { after: Some(wait) } => *wait,
            Failure::Transient { after: None } | Failure::Uncertain(_) => {
                Duration::from_secs(1 << (tried - 1))
            }
            _ => return Err(failure),
        };
        if tried == TRIES {
            return Err(failure);
        }
        tokio::time::sleep(wait).await;
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use tokio::time::Instant;

    use super::*;

    /// Reads from a server that answers with these failures in turn and then well; returns the
    /// seconds at which it was asked, and what came of it.
    async fn read(failures: &[Failure]) -> (Vec<u64>, Result<(), Failure>) {
        let (began, asked) = (Instant::now(), RefCell::new(Vec::new()));
        let outcome = patiently(async || {
            let mut asked = asked.borrow_mut();
            asked.push(began.elapsed().as_secs());
            failures.get(asked.len() - 1).cloned().map_or(Ok(()), Err)
        })
        .await;
        (asked.into_inner(), outcome)
    }

    fn tired(after: Option<u64>) -> Failure {
        Failure::Transient {
            after: after.map(Duration::from_secs),
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_names_a_time_is_asked_then() {
        let (asked, outcome) = read(&[tired(Some(7)), tired(Some(90))]).await;
        assert_eq!((asked, outcome), (vec![0, 7, 97], Ok(())));
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_names_none_is_asked_ever_more_rarely() {
        let lost = Failure::Uncertain("the connection broke");
        let (asked, outcome) = read(&[tired(None), lost, tired(None)]).await;
        // After 1, 2 and 4 seconds.
        assert_eq!((asked, outcome), (vec![0, 1, 3, 7], Ok(())));
    }

    #[tokio::test(start_paused = true)]
    async fn the_fourth_failure_is_the_last() {
        let (asked, outcome) = read(&vec![tired(Some(1)); 9]).await;
        assert_eq!((asked, outcome), (vec![0, 1, 2, 3], Err(tired(Some(1)))));
    }

    #[tokio::test(start_paused = true)]
    async fn what_will_not_get_better_is_not_tried_again() {
        for failure in [Failure::NotSent, Failure::Captive, Failure::SignedOut] {
            let (asked, outcome) = read(std::slice::from_ref(&failure)).await;
            assert_eq!((asked, outcome), (vec![0], Err(failure)));
        }
    }
}
