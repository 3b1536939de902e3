//! One run of fetching a kind: which way to go, what was reached, what it may remove.
//!
//! ```text
//!           first time, or no updated_at          every page seen
//! NOTHING ───────────────────────────────→ FULL ────────────────────→ DELTA ──→ DONE
//!    │                                      ↑  ↑ resumed after a kill    │
//!    └── fetched before, has updated_at ────┼──┴─────────────────────────┤
//!                                           └── counts differ, or a day ─┘
//! ```

mod delta;
mod full;

use chrono::{DateTime, Duration, Utc};
use client::{Failure, Portal};
use serde_json::Value;
use store::{
    Cache, sqlx,
    table::{
        kept,
        pulls::{self, Pull},
        quarantine::Unread,
    },
};
use thiserror::Error;
use tokio_util::sync::CancellationToken;

use crate::{
    catalog,
    kind::{Clients, Correspondence, Kind, NegativeItems, Notes},
    patience::patiently,
    reports, time,
};

/// How far behind the watermark a delta reads, for records that were being written meanwhile.
pub(crate) const OVERLAP: Duration = Duration::minutes(10);
/// How often every id is compared, whatever the counts say.
const SWEEP_EVERY: Duration = Duration::hours(24);

/// What a run tells while it goes.
pub trait Reporter: Send + Sync {
    /// Records read so far in this run, of how many.
    fn progress(&self, done: i64, total: Option<i64>);
    /// Clients that changed in the cache, or to which changed records belong; empty when that is
    /// not known.
    fn changed(&self, kind: Pulled, client_ids: &[i64]);
}

/// A kind that is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pulled {
    /// Clients.
    Clients,
    /// Notes.
    Notes,
    /// Negative items.
    NegativeItems,
    /// What was sent.
    Correspondence,
    /// What belongs to no client: templates, addresses and the like.
    Catalog,
    /// Credit reports, which come client by client.
    Reports,
    /// Documents, which come with the reports.
    Documents,
}

/// How a run ended well.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finished {
    /// Records that the server no longer lists, but too many to believe it: nothing was removed.
    pub withheld: i64,
}

/// Why a run stopped. What it had applied stays, and the next run goes on from there.
#[derive(Debug, Error)]
pub enum PullError {
    /// The agent stopped it.
    #[error("stopped")]
    Cancelled,
    /// The server did not answer, or said no.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// The cache could not be written.
    #[error("the saved data on this machine could not be written")]
    Store(#[from] sqlx::Error),
    /// Too many records have an unknown form to be an accident.
    #[error("{0} records from the server could not be read; the rest was kept")]
    Unreadable(usize),
    /// The server sent the same page again, so that the list would never end.
    #[error("the server repeats page {0} of its list; what came before was kept")]
    Repeats(i64),
}

/// What every pull works with.
#[derive(Clone, Copy)]
pub(crate) struct With<'a> {
    /// Where records are kept.
    pub(crate) cache: &'a Cache,
    /// Where they come from.
    pub(crate) portal: &'a Portal,
    /// Who hears of them.
    pub(crate) reporter: &'a dyn Reporter,
    /// Stops it.
    pub(crate) cancel: &'a CancellationToken,
}

/// A run under way: what it works on and what it has seen.
pub(crate) struct Run<'a> {
    pub(crate) cache: &'a Cache,
    pub(crate) portal: &'a Portal,
    pub(crate) reporter: &'a dyn Reporter,
    pub(crate) cancel: &'a CancellationToken,
    pub(crate) kind: Pulled,
    pub(crate) pull: Pull,
    pub(crate) read: usize,
    pub(crate) unread: usize,
}

/// What a run does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Full,
    Delta,
    Done,
}

/// Brings a cached kind up to date.
///
/// # Errors
/// See [`PullError`].
pub async fn pull(
    kind: Pulled,
    cache: &Cache,
    portal: &Portal,
    reporter: &dyn Reporter,
    cancel: &CancellationToken,
) -> Result<Finished, PullError> {
    let with = With {
        cache,
        portal,
        reporter,
        cancel,
    };
    match kind {
        Pulled::Clients => paged::<Clients>(kind, with).await,
        Pulled::Notes => paged::<Notes>(kind, with).await,
        Pulled::NegativeItems => paged::<NegativeItems>(kind, with).await,
        Pulled::Correspondence => paged::<Correspondence>(kind, with).await,
        Pulled::Catalog => catalog::all(with).await.map(|()| Finished::default()),
        Pulled::Reports | Pulled::Documents => {
            reports::of_all(with).await.map(|()| Finished::default())
        }
    }
}

/// Brings what is listed client by client up to date for one: documents, and reports, contents and
/// all.
///
/// # Errors
/// See [`PullError`].
pub async fn pull_of(
    client_id: i64,
    cache: &Cache,
    portal: &Portal,
    reporter: &dyn Reporter,
    cancel: &CancellationToken,
) -> Result<(), PullError> {
    let with = With {
        cache,
        portal,
        reporter,
        cancel,
    };
    reports::of_client(with, client_id).await
}

async fn paged<K: Kind>(kind: Pulled, with: With<'_>) -> Result<Finished, PullError> {
    let announcement = until(with.cancel, patiently(|| with.portal.announcement())).await??;
    let has_updates = announcement.updated_at.iter().any(|kind| kind == K::NAME);
    let run = Run {
        cache: with.cache,
        portal: with.portal,
        reporter: with.reporter,
        cancel: with.cancel,
        kind,
        pull: pulls::read(with.cache, K::NAME).await?,
        read: 0,
        unread: 0,
    };
    run.go::<K>(has_updates).await
}

/// Decides the next step; pure, so that it can be tested by itself.
fn next(pull: &Pull, has_updates: bool, here: i64, did: (bool, bool), now: DateTime<Utc>) -> Step {
    let (did_full, did_delta) = did;
    let never_full = pull.swept_at.is_empty();
    let under_way = pull.run != 0;
    if under_way || (!did_full && (never_full || !has_updates)) {
        return Step::Full;
    }
    if has_updates && !did_delta {
        return Step::Delta;
    }
    let stale = time::parse(&pull.swept_at).is_none_or(|swept| now - swept >= SWEEP_EVERY);
    let differs = pull.total >= 0 && pull.total - pull.gap != here;
    if !did_full && (stale || differs) {
        Step::Full
    } else {
        Step::Done
    }
}

/// Waits for something, or for the agent to stop it.
pub(crate) async fn until<T>(
    cancel: &CancellationToken,
    work: impl Future<Output = T>,
) -> Result<T, PullError> {
    tokio::select! {
        biased;
        () = cancel.cancelled() => Err(PullError::Cancelled),
        done = work => Ok(done),
    }
}

impl Run<'_> {
    async fn go<K: Kind>(mut self, has_updates: bool) -> Result<Finished, PullError> {
        let mut finished = Finished::default();
        let (mut did_full, mut did_delta) = (false, false);
        loop {
            let here = kept::count(self.cache, K::TABLE).await?;
            match next(
                &self.pull,
                has_updates,
                here,
                (did_full, did_delta),
                Utc::now(),
            ) {
                Step::Full => {
                    finished = self.full::<K>().await?;
                    did_full = true;
                }
                Step::Delta => {
                    self.delta::<K>().await?;
                    did_delta = true;
                }
                Step::Done => break,
            }
        }
        self.pull.finished_at = time::text(Utc::now());
        let mut tx = self.cache.database().write().await?;
        pulls::write(&mut tx, K::NAME, &self.pull).await?;
        tx.commit().await?;
        Ok(finished)
    }

    pub(crate) fn tell(&self, client_ids: &[i64]) {
        if !client_ids.is_empty() {
            self.reporter.changed(self.kind, client_ids);
        }
    }

    /// Reads the records of a page.
    pub(crate) fn rows<K: Kind>(&mut self, records: &[Value]) -> (Vec<K::Row>, Vec<Unread>) {
        let now = time::text(Utc::now());
        let (mut rows, mut unread) = (Vec::with_capacity(records.len()), Vec::new());
        for record in records {
            match K::row(record, &now) {
                Ok(row) => rows.push(row),
                Err(reason) => unread.push(reason),
            }
        }
        self.read += records.len();
        self.unread += unread.len();
        (rows, unread)
    }

    /// Stops the run when more than a hundredth of the list cannot be read: then it is not this
    /// or that record which is odd, but the list.
    pub(crate) fn still_readable(&self) -> Result<(), PullError> {
        let listed = usize::try_from(self.pull.total).unwrap_or_default();
        if self.unread > (self.read.max(listed) / 100).max(2) {
            return Err(PullError::Unreadable(self.unread));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pull() -> Pull {
        Pull {
            swept_at: "2026-11-20T08:00:00Z".into(),
            total: 10,
            ..Pull::default()
        }
    }

    fn at(text: &str) -> DateTime<Utc> {
        time::parse(text).unwrap()
    }

    #[test]
    fn the_first_run_reads_everything_and_then_what_changed_meanwhile() {
        let now = at("2026-11-20T09:00:00Z");
        assert_eq!(
            next(&Pull::default(), true, 0, (false, false), now),
            Step::Full
        );
        assert_eq!(next(&pull(), true, 10, (true, false), now), Step::Delta);
        assert_eq!(next(&pull(), true, 10, (true, true), now), Step::Done);
    }

    #[test]
    fn a_run_that_was_killed_goes_on_where_it_was() {
        let killed = Pull {
            run: 3,
            next_page: 7,
            ..pull()
        };
        assert_eq!(
            next(
                &killed,
                true,
                10,
                (false, false),
                at("2026-11-20T09:00:00Z")
            ),
            Step::Full
        );
    }

    #[test]
    fn later_runs_read_only_changes_where_the_server_can_say_them() {
        let now = at("2026-11-20T09:00:00Z");
        assert_eq!(next(&pull(), true, 10, (false, false), now), Step::Delta);
        assert_eq!(next(&pull(), true, 10, (false, true), now), Step::Done);
        assert_eq!(next(&pull(), false, 10, (false, false), now), Step::Full);
        assert_eq!(next(&pull(), false, 10, (true, false), now), Step::Done);
    }

    #[test]
    fn differing_counts_or_a_day_make_it_compare_every_id() {
        let soon = at("2026-11-20T09:00:00Z");
        assert_eq!(next(&pull(), true, 11, (false, true), soon), Step::Full);
        assert_eq!(
            next(&pull(), true, 10, (false, true), at("2026-11-21T08:00:00Z")),
            Step::Full
        );
        let one_unreadable = Pull { gap: 1, ..pull() };
        assert_eq!(
            next(&one_unreadable, true, 9, (false, true), soon),
            Step::Done
        );
        // Once in a run is enough, even when the counts still differ.
        assert_eq!(next(&pull(), true, 11, (true, true), soon), Step::Done);
    }
}
