//! One run after the other, and what each came to.

use std::time::Duration;

use client::Failure;
use sync::{PullError, Pulled, pull};
use tokio::time::{Instant, sleep_until};
use tokio_util::sync::CancellationToken;

use super::{AGAIN, EVERY, ReportsProgress, SyncState, Teller, now};
use crate::{Desk, error::sentence, open::OpenAccount};

/// Runs, waits, runs again.
pub(super) async fn keep_up(desk: &Desk, open: &OpenAccount) {
    let mut pause = AGAIN.0;
    loop {
        let token = open.sync.fresh_run(&open.closing);
        let state = run(desk, open, &token).await;
        let wait = match state {
            SyncState::Done => {
                pause = AGAIN.0;
                Some(EVERY)
            }
            SyncState::Offline | SyncState::Failed => {
                let wait = pause;
                pause = (pause * 2).min(AGAIN.1);
                Some(wait)
            }
            // Only the agent can go on from here.
            _ => None,
        };
        match wait {
            Some(wait) => rest(open, state, wait).await,
            None => open.sync.asked.notified().await,
        }
    }
}

/// Waits for the next run: so long, or until somebody asks, or the server is found silent.
async fn rest(open: &OpenAccount, state: SyncState, wait: Duration) {
    let sync = &open.sync;
    let over = Instant::now() + wait;
    loop {
        tokio::select! {
            () = sleep_until(over) => return,
            () = sync.asked.notified() => return,
            () = sync.nudged.notified() => return,
            () = sync.doubted.notified(), if state == SyncState::Done => {
                // One small question; only where that has no answer either a run says why.
                if open.portal.announcement().await.is_err() {
                    return;
                }
            }
            () = sync.halted.notified() => {
                sync.set(|status| {
                    status.state = SyncState::Cancelled;
                    status.message = Some(explain(&PullError::Cancelled));
                });
                return sync.asked.notified().await;
            }
        }
    }
}

async fn run(desk: &Desk, open: &OpenAccount, cancel: &CancellationToken) -> SyncState {
    open.sync.set(|status| {
        status.state = SyncState::Running;
        (status.done, status.total, status.message) = (0, None, None);
    });
    let reporter = Teller {
        desk,
        sync: &open.sync,
    };
    let mut outcome = pull_all(open, &reporter, cancel).await;
    if matches!(outcome, Err(PullError::Failed(Failure::SignedOut)))
        && sign_in_to_practice(open).await
    {
        outcome = pull_all(open, &reporter, cancel).await;
    }
    if outcome.is_ok()
        && let Err(error) = settle_outbox(open).await
    {
        outcome = Err(PullError::Store(error));
    }
    let whole = outcome.is_ok();
    let (state, message) = match outcome {
        Ok(fetched) => fetched.said(),
        Err(error) => (state_of(&error), Some(explain(&error))),
    };
    let due = if whole { due(open).await } else { None };
    open.sync.set(|status| {
        (status.state, status.message) = (state, message);
        if whole {
            status.first = false;
            status.reports = due;
        }
        if state == SyncState::Done {
            status.finished_at = Some(now());
        }
    });
    if whole {
        open.sync.reports.ran.notify_one();
    }
    state
}

/// How far the reports are that are fetched after a run; from its end on, so that it never says
/// that everything is here before they are. What cannot be counted is not told.
async fn due(open: &OpenAccount) -> Option<ReportsProgress> {
    if open.sync.reports.is_halted() {
        return None;
    }
    let (done, total) = sync::reports_due(&open.cache).await.ok()??;
    Some(ReportsProgress { done, total })
}

/// What a run that went through every kind came to.
#[derive(Default)]
struct Fetched {
    withheld: i64,
    /// Kinds that the server refused, with its reason.
    refused: Vec<String>,
}

impl Fetched {
    fn said(&self) -> (SyncState, Option<String>) {
        if !self.refused.is_empty() {
            (SyncState::Failed, Some(self.refused.join(" ")))
        } else if self.withheld > 0 {
            (SyncState::Failed, Some(withheld(self.withheld)))
        } else {
            (SyncState::Done, None)
        }
    }
}

/// Clients first: everything else belongs to one. What the server refuses of the others does not
/// hold up the rest.
async fn pull_all(
    open: &OpenAccount,
    reporter: &Teller<'_>,
    cancel: &CancellationToken,
) -> Result<Fetched, PullError> {
    let mut all = Fetched::default();
    for (kind, named) in [
        (Pulled::Clients, "Clients"),
        (Pulled::Notes, "Notes"),
        (Pulled::NegativeItems, "Negative items"),
        (Pulled::Correspondence, "Letters"),
        (Pulled::Catalog, "Templates and addresses"),
    ] {
        open.sync
            .set(|status| (status.kind, status.done, status.total) = (kind.into(), 0, None));
        match pull(kind, &open.cache, &open.portal, reporter, cancel).await {
            Ok(finished) => all.withheld += finished.withheld,
            Err(PullError::Failed(Failure::Rejected { message, .. }))
                if kind != Pulled::Clients =>
            {
                let sentence = sentence(&message);
                all.refused.push(format!(
                    "{named} were not fetched. The server says: {sentence}"
                ));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(all)
}

/// The server answers: what waits can go, and what a list has shown is confirmed.
async fn settle_outbox(open: &OpenAccount) -> Result<(), store::sqlx::Error> {
    open.outbox.confirm().await?;
    open.outbox.hurry().await
}

/// The practice office needs nobody to sign in: the app knows the password that it made.
async fn sign_in_to_practice(open: &OpenAccount) -> bool {
    let Some(secret) = open.practice_sign_in().await else {
        return false;
    };
    let credentials = contract::portal::Credentials {
        email: secret.email.clone(),
        password: secret.password.clone(),
    };
    open.portal.sign_in(credentials).await.is_ok()
}

fn state_of(error: &PullError) -> SyncState {
    match error {
        PullError::Cancelled => SyncState::Cancelled,
        PullError::Failed(Failure::SignedOut) => SyncState::SignedOut,
        PullError::Failed(
            Failure::NotSent | Failure::Captive | Failure::Transient { .. } | Failure::Uncertain(_),
        ) => SyncState::Offline,
        _ => SyncState::Failed,
    }
}

fn explain(error: &PullError) -> String {
    match error {
        PullError::Cancelled => "Stopped. What was fetched is kept, and the next sync goes on from there.".to_owned(),
        PullError::Failed(Failure::SignedOut) => {
            "The sign-in has ended. Everything saved here stays; sign in again to fetch what is new.".to_owned()
        }
        other => sentence(&other.to_string()),
    }
}

fn withheld(count: i64) -> String {
    format!(
        "The server no longer lists {count} records that are saved here. That is too many to be believed, so none was removed here."
    )
}
