//! Keeping the open account up to date: now and then, when the agent asks, and not while he
//! says stop. Tells how far it is.

mod reports;
mod run;
mod stepped;

use std::{sync::Arc, time::Duration};

use chrono::Utc;
use serde::Serialize;
use store::{Cache, table::pulls};
use sync::{Pulled, Reporter, outbox::Watcher};
use tokio::{
    sync::{Mutex, Notify, watch},
    time::{Instant, sleep_until},
};
use tokio_util::sync::CancellationToken;
use ts_rs::TS;

pub use reports::ReportsProgress;
pub(crate) use reports::renew_reports;
use reports::{ReportsWanted, keep_reports};
use run::keep_up;
use stepped::Stepped;

use crate::{Changed, Desk, DeskError, Event, Kind, Source, open::OpenAccount};

/// How often changes are fetched while all is well.
const EVERY: Duration = Duration::from_secs(60);
/// How long to wait after a failure, at least and at most.
const AGAIN: (Duration, Duration) = (Duration::from_secs(5), Duration::from_secs(300));
/// The window hears of progress at most this often.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// How the last run went, or how far this one is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct SyncStatus {
    /// In one word.
    pub state: SyncState,
    /// What the run under way is fetching.
    pub kind: Kind,
    /// Records of that kind read so far.
    #[ts(type = "number")]
    pub done: i64,
    /// Of how many, once the server said.
    #[ts(type = "number | null")]
    pub total: Option<i64>,
    /// Whether the first run has not finished yet, so that the cache is not whole.
    pub first: bool,
    /// How far the reports of all clients are, while they are being fetched.
    pub reports: Option<ReportsProgress>,
    /// When a run last finished.
    pub finished_at: Option<String>,
    /// What went wrong and what to do.
    pub message: Option<String>,
}

/// How the sync is, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SyncState {
    /// Not asked yet.
    Never,
    /// Under way.
    Running,
    /// Finished.
    Done,
    /// Stopped by the agent; goes on when asked.
    Cancelled,
    /// The server cannot be reached.
    Offline,
    /// The sign-in has ended.
    SignedOut,
    /// Something else went wrong.
    Failed,
}

/// The sync of an open account.
pub(crate) struct Sync {
    status: watch::Sender<SyncStatus>,
    /// The agent asks.
    asked: Notify,
    /// The program asks; not heard while the agent has stopped it.
    nudged: Notify,
    /// Something that was sent had no answer.
    doubted: Notify,
    /// The agent has stopped what went on between two runs.
    halted: Notify,
    run: std::sync::Mutex<CancellationToken>,
    reports: ReportsWanted,
    /// Held by the task while it lives.
    alive: Arc<Mutex<()>>,
}

impl Sync {
    pub(crate) async fn new(cache: &Cache) -> Result<Self, DeskError> {
        let mut finished = Vec::new();
        for kind in ["clients", "notes", "negative_items"] {
            finished.push(pulls::read(cache, kind).await?.finished_at);
        }
        // The oldest of them: the cache is as of then.
        let finished_at = finished.into_iter().min().filter(|time| !time.is_empty());
        let status = SyncStatus {
            state: SyncState::Never,
            kind: Kind::Clients,
            done: 0,
            total: None,
            first: finished_at.is_none(),
            reports: None,
            finished_at,
            message: None,
        };
        Ok(Self {
            status: watch::channel(status).0,
            asked: Notify::new(),
            nudged: Notify::new(),
            doubted: Notify::new(),
            halted: Notify::new(),
            reports: ReportsWanted::default(),
            run: std::sync::Mutex::default(),
            alive: Arc::default(),
        })
    }

    /// Asks for a run now.
    pub(crate) fn ask(&self) {
        self.reports.go_on();
        self.asked.notify_one();
    }

    /// Asks for a run soon, unless the agent has stopped it.
    fn nudge(&self) {
        self.nudged.notify_one();
    }

    /// Asks whether the server still answers, where the last run had its answers.
    fn doubt(&self) {
        self.doubted.notify_one();
    }

    /// Waits until nothing runs any more.
    pub(crate) async fn stopped(&self) {
        drop(self.alive.lock().await);
    }

    fn set(&self, change: impl FnOnce(&mut SyncStatus)) {
        self.status.send_modify(change);
    }

    fn fresh_run(&self, closing: &CancellationToken) -> CancellationToken {
        let token = closing.child_token();
        if let Ok(mut run) = self.run.lock() {
            *run = token.clone();
        }
        token
    }
}

impl Desk {
    /// Fetches what changed, now.
    ///
    /// # Errors
    /// When no account is open.
    pub async fn sync_now(&self) -> Result<(), DeskError> {
        self.account().await?.sync.ask();
        Ok(())
    }

    /// Stops the run under way; what it has fetched stays, and the next run goes on from there.
    ///
    /// # Errors
    /// When no account is open.
    pub async fn sync_cancel(&self) -> Result<(), DeskError> {
        let open = self.account().await?;
        if let Ok(run) = open.sync.run.lock() {
            run.cancel();
        }
        open.sync.reports.stop();
        let between_runs = {
            let status = open.sync.status.borrow();
            status.state != SyncState::Running && status.reports.is_some()
        };
        if between_runs {
            open.sync.halted.notify_one();
        }
        Ok(())
    }

    /// How the sync is.
    ///
    /// # Errors
    /// When no account is open.
    pub async fn sync_status(&self) -> Result<SyncStatus, DeskError> {
        Ok(self.account().await?.sync.status.borrow().clone())
    }

    /// Starts the task that keeps an account up to date until it is closed.
    pub(crate) fn start_syncing(&self, open: &Arc<OpenAccount>) {
        let (desk, account) = (self.clone(), open.clone());
        // Taken here, so that closing right away still waits for the task.
        let alive = open.sync.alive.clone().try_lock_owned();
        tokio::spawn(async move {
            let _alive = alive;
            let closing = account.closing.clone();
            let stepped: Arc<dyn Watcher> = Arc::new(Stepped {
                desk: desk.clone(),
                account: Arc::downgrade(&account),
            });
            tokio::select! {
                () = keep_up(&desk, &account) => {}
                () = keep_reports(&desk, &account) => {}
                () = tell(&desk, &account) => {}
                () = account.keep_tokens() => {}
                () = account.outbox.run(&stepped) => {}
                () = closing.cancelled() => {}
            }
        });
    }
}

impl From<Pulled> for Kind {
    fn from(pulled: Pulled) -> Self {
        match pulled {
            Pulled::Clients => Self::Clients,
            Pulled::Notes => Self::Notes,
            Pulled::NegativeItems => Self::Items,
            Pulled::Reports => Self::Reports,
            Pulled::Documents => Self::Documents,
            Pulled::Correspondence => Self::Letters,
            Pulled::Catalog => Self::Catalog,
        }
    }
}

/// Tells the window of the status, at once and then at most ten times a second.
async fn tell(desk: &Desk, open: &OpenAccount) {
    let mut status = open.sync.status.subscribe();
    status.mark_changed();
    while status.changed().await.is_ok() {
        let next = Instant::now() + TELL_EVERY;
        desk.tell(Event::Sync(status.borrow_and_update().clone()));
        sleep_until(next).await;
    }
}

struct Teller<'a> {
    desk: &'a Desk,
    sync: &'a Sync,
}

impl Reporter for Teller<'_> {
    fn progress(&self, done: i64, total: Option<i64>) {
        self.sync
            .set(|status| (status.done, status.total) = (done, total));
    }

    fn changed(&self, kind: Pulled, client_ids: &[i64]) {
        let kinds = match kind {
            // An item says its bureau by its report.
            Pulled::Reports => vec![Kind::Reports, Kind::Items],
            other => vec![other.into()],
        };
        self.desk.tell(Event::Changed(Changed {
            kinds,
            // Beyond a screenful the window fetches anew whatever it shows.
            client_ids: if client_ids.len() > 50 {
                Vec::new()
            } else {
                client_ids.to_vec()
            },
            source: Source::Sync,
        }));
    }
}

/// The time now, as the store keeps it.
pub(crate) fn now() -> String {
    Utc::now().to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}
