//! Reports in the background: after each run those whose turn it is, and before them those of the
//! client whom the agent looks at. A server with thousands of clients may need hours for all; the
//! runs that fetch changes go on meanwhile.

use std::{
    collections::VecDeque,
    sync::atomic::{AtomicBool, Ordering},
};

use serde::Serialize;
use sync::{PullError, Pulled, pull, pull_of};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

use super::{Sync, SyncState, Teller};
use crate::{Desk, open::OpenAccount};

/// The most clients that wait to be looked at; whoever was looked at longer ago is forgotten.
const LOOKS: usize = 8;

/// How far the reports of all clients have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReportsProgress {
    /// Clients whose reports are here.
    #[ts(type = "number")]
    pub done: i64,
    /// Of how many.
    #[ts(type = "number")]
    pub total: i64,
}

/// What is asked of the reports' task.
#[derive(Default)]
pub(super) struct ReportsWanted {
    looked: Notify,
    looks: std::sync::Mutex<VecDeque<i64>>,
    /// A run has finished: there may be new clients.
    pub(super) ran: Notify,
    under_way: std::sync::Mutex<CancellationToken>,
    /// The agent has stopped the sync and not asked for it since.
    halted: AtomicBool,
}

impl ReportsWanted {
    /// Stops what is under way, and whatever would follow until the agent asks for a sync.
    pub(super) fn stop(&self) {
        self.halted.store(true, Ordering::SeqCst);
        if let Ok(token) = self.under_way.lock() {
            token.cancel();
        }
    }

    /// The agent asks for a sync: after its run it goes on.
    pub(super) fn go_on(&self) {
        self.halted.store(false, Ordering::SeqCst);
    }

    pub(super) fn is_halted(&self) -> bool {
        self.halted.load(Ordering::SeqCst)
    }

    fn look(&self, client_id: i64) {
        if let Ok(mut looks) = self.looks.lock() {
            looks.retain(|other| *other != client_id);
            looks.push_front(client_id);
            looks.truncate(LOOKS);
        }
        self.looked.notify_one();
    }

    fn next(&self) -> Option<i64> {
        self.looks.lock().ok()?.pop_front()
    }

    fn fresh(&self, closing: &CancellationToken) -> CancellationToken {
        let token = closing.child_token();
        if let Ok(mut under_way) = self.under_way.lock() {
            *under_way = token.clone();
        }
        token
    }
}

impl Sync {
    /// The agent looks at a client: its reports come first.
    pub(crate) fn look_at(&self, client_id: i64) {
        self.reports.look(client_id);
    }
}

/// Fetches reports for as long as the account is open.
pub(super) async fn keep_reports(desk: &Desk, open: &OpenAccount) {
    let wanted = &open.sync.reports;
    let mut due = false;
    loop {
        while !wanted.is_halted()
            && may_ask(open)
            && let Some(client_id) = wanted.next()
        {
            let token = wanted.fresh(&open.closing);
            // A failure is the run's to tell: it meets the same server.
            if of_client(desk, open, client_id, &token).await.is_ok()
                && open.outbox.confirm().await.is_err()
            {
                tracing::warn!("what a list has shown could not be confirmed yet");
            }
        }
        if wanted.is_halted() && due {
            due = false;
            open.sync.set(|status| status.reports = None);
        }
        let token = wanted.fresh(&open.closing);
        tokio::select! {
            biased;
            () = wanted.looked.notified() => {}
            // A rotation under way meets whom the run brought; none is cut off for it.
            () = wanted.ran.notified(), if !due => due = true,
            _ = of_all(desk, open, &token), if due => {
                due = false;
                open.sync.set(|status| status.reports = None);
            }
        }
    }
}

/// Whether the server may be asked: not once it has signed us out.
fn may_ask(open: &OpenAccount) -> bool {
    open.sync.status.borrow().state != SyncState::SignedOut
}

/// Brings one client's reports up to date before it returns.
pub(crate) async fn renew_reports(
    desk: &Desk,
    open: &OpenAccount,
    client_id: i64,
) -> Result<(), PullError> {
    of_client(desk, open, client_id, &open.closing).await
}

async fn of_client(
    desk: &Desk,
    open: &OpenAccount,
    client_id: i64,
    cancel: &CancellationToken,
) -> Result<(), PullError> {
    let reporter = Looking(Teller {
        desk,
        sync: &open.sync,
    });
    pull_of(client_id, &open.cache, &open.portal, &reporter, cancel).await
}

async fn of_all(
    desk: &Desk,
    open: &OpenAccount,
    cancel: &CancellationToken,
) -> Result<(), PullError> {
    let reporter = Rotating(Teller {
        desk,
        sync: &open.sync,
    });
    pull(
        Pulled::Reports,
        &open.cache,
        &open.portal,
        &reporter,
        cancel,
    )
    .await
    .map(drop)
}

/// Tells what changed for one client; how far that is, nobody needs to know.
struct Looking<'a>(Teller<'a>);

impl sync::Reporter for Looking<'_> {
    fn progress(&self, _: i64, _: Option<i64>) {}

    fn changed(&self, kind: Pulled, client_ids: &[i64]) {
        self.0.changed(kind, client_ids);
    }
}

/// Tells how far the reports of all are, beside the run's own progress.
struct Rotating<'a>(Teller<'a>);

impl sync::Reporter for Rotating<'_> {
    fn progress(&self, done: i64, total: Option<i64>) {
        let progress = total.map(|total| ReportsProgress { done, total });
        self.0.sync.set(|status| status.reports = progress);
    }

    fn changed(&self, kind: Pulled, client_ids: &[i64]) {
        self.0.changed(kind, client_ids);
    }
}
