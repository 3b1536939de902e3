//! The states of an operation, as a pure function.
//!
//! ```text
//! QUEUED → SENDING ──2xx with id──────────────────→ ACKED → CONFIRMED (seen by a pull)
//!    ↑        ├─ not sent, told to wait, signed out → QUEUED (not before …)
//!    │        ├─ refused ──────────────────────────→ REJECTED → edited (QUEUED) or DISCARDED
//!    │        ├─ a file, made ─────────────────────→ RECONCILING (read back)
//!    │        └─ anything else, a crash ───────────→ UNCERTAIN
//!    │  SENDING ←── again, where that is harmless ─────────┤
//!    └── absent in two reads ──── RECONCILING ←────────────┘
//!            one match → ACKED ;  different in two reads → REJECTED
//!            several, unreadable, absent and going once only → NEEDS_AGENT
//! ```

#[cfg(test)]
mod tests;

use std::time::Duration;

use client::Failure;
pub use store::table::operations::State;

/// The usual time for a server to show what it may have taken.
pub const SETTLE: Duration = Duration::from_secs(20);
/// The longest wait between two attempts.
const LONGEST: Duration = Duration::from_secs(300);

/// Something that happens to an operation.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    /// Its turn has come.
    Begin,
    /// The server made a record of it.
    Made(i64),
    /// The server made a record of it, which is read back before it counts.
    Stored(i64),
    /// The attempt failed.
    Failed(Failure),
    /// What is to be sent cannot be read from this machine's disk now; nothing was sent.
    Unreadable,
    /// Its doubt is taken up; says whether it may be sent again as it is: because the server does
    /// the same key once only, or because twice is as good as once.
    TakenUp { again: bool },
    /// The server's records were read.
    Looked(Found),
    /// A pull has shown its record.
    Listed,
    /// The agent decided.
    Acted(Act),
}

impl Event {
    /// Whether the server may be out of reach.
    pub(crate) fn is_unanswered(&self) -> bool {
        matches!(
            self,
            Self::Failed(
                Failure::NotSent
                    | Failure::Captive
                    | Failure::Transient { .. }
                    | Failure::Uncertain(_)
            ) | Self::Looked(Found::NotNow)
        )
    }
}

/// What a look at the server's records found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// No record that it could have made.
    Absent,
    /// One, that no other operation has claimed.
    One(i64),
    /// The one that was made, but it is not what was sent.
    Different,
    /// More than one.
    Several,
    /// The records could not be read now.
    NotNow,
}

/// What an agent may decide about an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Send it, now.
    Send,
    /// It arrived; nothing is sent.
    WasSent,
    /// Give it up.
    Discard,
}

/// What becomes of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Next {
    pub(crate) state: State,
    /// Nothing happens for this long.
    pub(crate) wait: Duration,
    pub(crate) absent: i64,
    pub(crate) remote_id: Option<i64>,
    pub(crate) reason: String,
}

impl Next {
    fn at(state: State) -> Self {
        Self {
            state,
            wait: Duration::ZERO,
            absent: 0,
            remote_id: None,
            reason: String::new(),
        }
    }

    fn after(self, wait: Duration) -> Self {
        Self { wait, ..self }
    }

    fn because(self, reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            ..self
        }
    }
}

/// What an operation has been through.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Past {
    /// Attempts begun.
    pub(crate) attempts: i64,
    /// Whether an earlier attempt may have arrived.
    pub(crate) in_doubt: bool,
    /// Reads in a row that did not find it.
    pub(crate) absent: i64,
    /// Whether only the agent sends it again.
    pub(crate) goes_once: bool,
}

/// What spaces the steps of an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Waits {
    /// How long the server gets to show what it may have taken, before and between two reads.
    pub(crate) settle: Duration,
    /// In 0..1, so that not everybody comes back at once.
    pub(crate) dice: f64,
}

/// What the state becomes; `None` when the event does not belong to it.
pub(crate) fn next(state: State, past: Past, event: &Event, waits: Waits) -> Option<Next> {
    let Past {
        attempts, in_doubt, ..
    } = past;
    let doubt = || Next::at(State::Uncertain);
    Some(match (state, event) {
        (State::Queued, Event::Begin) => Next::at(State::Sending),
        (State::Sending, Event::Made(id)) => Next {
            remote_id: Some(*id),
            ..Next::at(State::Acked)
        },
        (State::Sending, Event::Stored(id)) => Next {
            remote_id: Some(*id),
            ..Next::at(State::Reconciling)
        }
        .because("It is compared with what arrived."),
        (State::Sending, Event::Failed(failure)) => {
            after_failure(failure, attempts, in_doubt, waits.dice)
        }
        (State::Sending, Event::Unreadable) => unsent(in_doubt)
            .after(backoff(attempts, waits.dice))
            .because("The copy on this machine cannot be read now; it is tried again."),
        (State::Uncertain, Event::TakenUp { again: true }) => {
            Next::at(State::Sending).because("The answer was lost; it is sent again.")
        }
        (State::Uncertain, Event::TakenUp { again: false }) => Next::at(State::Reconciling)
            .after(waits.settle)
            .because("The answer was lost; the server is being asked whether it arrived."),
        (State::Uncertain, Event::Failed(_)) => doubt()
            .after(backoff(attempts, waits.dice))
            .because("Whether it arrived is asked once the server can be reached."),
        // The record it made is another operation's: only the agent can tell them apart.
        (State::Sending, Event::Looked(Found::Several)) => several(),
        (State::Reconciling, Event::Looked(found)) => after_look(*found, past, waits),
        (State::Acked, Event::Listed) => Next::at(State::Confirmed),
        (state, Event::Acted(act)) => after_act(state, *act)?,
        _ => return None,
    })
}

fn after_failure(failure: &Failure, attempts: i64, in_doubt: bool, dice: f64) -> Next {
    let again = unsent(in_doubt);
    match failure {
        Failure::NotSent => again
            .after(backoff(attempts, dice))
            .because("The server cannot be reached; it is sent as soon as it can."),
        Failure::Transient { after } => again
            .after(after.unwrap_or_else(|| backoff(attempts, dice)))
            .because("The server asked to wait; it is sent again."),
        Failure::SignedOut => again
            .after(LONGEST)
            .because("The sign-in has ended; it is sent after you sign in again."),
        Failure::Invalid(_) | Failure::Rejected { .. } if in_doubt => Next::at(State::NeedsAgent)
            .because(
                "An earlier attempt may have arrived, and the server refuses another. Was it sent?",
            ),
        Failure::Invalid(fields) => Next::at(State::Rejected).because(fields.to_string()),
        Failure::Rejected {
            message, fields, ..
        } => {
            let reason = if fields.is_empty() {
                message.clone()
            } else {
                fields.to_string()
            };
            Next::at(State::Rejected).because(reason)
        }
        Failure::Uncertain(_) | Failure::Captive => Next::at(State::Uncertain)
            .after(backoff(attempts, dice))
            .because("The answer was lost on the way; whether it arrived is found out next."),
    }
}

/// That this attempt was not sent says nothing of the one before it.
fn unsent(in_doubt: bool) -> Next {
    Next::at(if in_doubt {
        State::Uncertain
    } else {
        State::Queued
    })
}

fn after_look(found: Found, past: Past, waits: Waits) -> Next {
    let absent = past.absent;
    match found {
        Found::One(id) => Next {
            remote_id: Some(id),
            ..Next::at(State::Acked)
        },
        Found::Several => several(),
        Found::Different if absent >= 1 => Next::at(State::Rejected).because(
            "What the server has is not what was sent, or is gone, so it was not linked. Send it again.",
        ),
        Found::Different => Next {
            absent: absent + 1,
            ..Next::at(State::Reconciling)
        }
        .because("What the server has looks different; it is read once more."),
        Found::Absent if absent >= 1 && past.goes_once => Next::at(State::NeedsAgent)
            .because("The server does not list it among what was sent. Was it sent?"),
        Found::Absent if absent >= 1 => {
            Next::at(State::Queued).because("It did not arrive; it is sent again.")
        }
        Found::Absent => Next {
            absent: absent + 1,
            ..Next::at(State::Reconciling)
        }
        .after(waits.settle)
        .because("It is not there yet; the server is asked once more before anything is sent again."),
        Found::NotNow => Next {
            absent,
            ..Next::at(State::Reconciling)
        }
        .after(backoff(past.attempts, waits.dice))
        .because("Whether it arrived is asked once the server can be reached."),
    }
}

fn several() -> Next {
    Next::at(State::NeedsAgent)
        .because("The server has records that this may or may not have made. Was it sent?")
}

/// Pure as the rest: what an agent's decision makes of a state, if he may decide there.
fn after_act(state: State, act: Act) -> Option<Next> {
    match (state, act) {
        (State::Queued | State::Rejected | State::NeedsAgent, Act::Send) => {
            Some(Next::at(State::Queued))
        }
        (State::NeedsAgent, Act::WasSent) => Some(Next::at(State::Confirmed)),
        (State::Queued | State::Rejected, Act::Discard) => Some(Next::at(State::Discarded)),
        _ => None,
    }
}

/// Whether an agent may decide this about an operation in this state.
#[must_use]
pub fn act(state: State, act: Act) -> bool {
    after_act(state, act).is_some()
}

/// Full jitter: anything up to a bound that doubles from a second to five minutes.
fn backoff(attempts: i64, dice: f64) -> Duration {
    let bound = Duration::from_secs(1_u64 << attempts.clamp(0, 9)).min(LONGEST);
    Duration::from_secs(1) + bound.mul_f64(dice.clamp(0.0, 1.0))
}
