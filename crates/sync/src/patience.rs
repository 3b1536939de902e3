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
