//! What an event makes of an operation's row.

use std::time::Duration;

use chrono::Utc;
use store::{
    sqlx,
    table::operations::{Operation, State},
};

use super::{
    kind::Kind,
    machine::{Event, Next, Past, Waits, next},
};
use crate::time;

/// The row after an event; `None` when the event does not belong to its state.
pub(super) fn stepped(
    operation: Operation,
    event: &Event,
    settle: Duration,
) -> Result<Option<Operation>, sqlx::Error> {
    let past = Past {
        attempts: operation.attempts,
        in_doubt: operation.in_doubt,
        absent: operation.absent,
        goes_once: Kind::of(&operation).is_some_and(Kind::goes_once),
    };
    let dice = dice();
    let Some(Next {
        state,
        wait,
        absent,
        remote_id,
        reason,
    }) = next(operation.state, past, event, Waits { settle, dice })
    else {
        return Ok(None);
    };
    let at = Utc::now();
    let begins = state == State::Sending;
    let first = begins && operation.first_at.is_empty();
    let harmless = Kind::of(&operation).is_some_and(Kind::is_harmless_twice);
    let in_doubt = match state {
        _ if harmless => false,
        State::Uncertain | State::Reconciling | State::NeedsAgent => true,
        State::Sending => operation.in_doubt,
        _ => false,
    };
    // What provably had no lasting effect is done anew: under the old key a server would only
    // repeat what it said.
    let anew =
        state == State::Queued && matches!(operation.state, State::Reconciling | State::Rejected);
    let key = if anew { new_key()? } else { operation.key };
    Ok(Some(Operation {
        key,
        state,
        in_doubt,
        absent,
        reason,
        not_before: if wait.is_zero() {
            String::new()
        } else {
            time::text(at + wait)
        },
        attempts: operation.attempts + i64::from(begins),
        first_at: if first {
            time::text(at)
        } else {
            operation.first_at
        },
        began_at: if begins {
            time::text(at)
        } else {
            operation.began_at
        },
        remote_id: remote_id.or(operation.remote_id),
        changed_at: time::text(at),
        ..operation
    }))
}

/// A random key under which a write happens once.
///
/// # Errors
/// When the operating system has no randomness to give.
pub fn new_key() -> Result<String, sqlx::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| sqlx::Error::WorkerCrashed)?;
    Ok(hex::encode(bytes))
}

fn dice() -> f64 {
    let mut bytes = [0; 4];
    // Without randomness the wait is just not spread.
    let _unspread = getrandom::fill(&mut bytes);
    f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX)
}

/// The time now, as the store keeps it.
pub(super) fn now() -> String {
    time::text(Utc::now())
}
