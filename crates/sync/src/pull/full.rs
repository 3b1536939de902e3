//! FULL: every page by rising id, each one transaction with its position, so that a kill costs
//! at most a page. At the end, what no page had is counted as missed.

use chrono::Utc;
use client::{Failure, Listed};
use futures_util::{StreamExt, stream::FuturesOrdered};
use store::table::{kept, pulls, quarantine};

use super::{Finished, PullError, Run, until};
use crate::{
    kind::{Kind, Order, PER_PAGE},
    patience::patiently,
    time,
};

/// Pages under way at once.
const AHEAD: usize = 2;

impl Run<'_> {
    pub(super) async fn full<K: Kind>(&mut self) -> Result<Finished, PullError> {
        if self.pull.run == 0 {
            self.pull.runs += 1;
            self.pull.run = self.pull.runs;
            self.pull.next_page = 1;
            self.pull.began_at.clear();
            self.pull.swept_at = time::text(Utc::now());
        }
        let portal = self.portal.clone();
        let fetch = async |page| (page, patiently(|| K::page(&portal, Order::Ids, page)).await);
        let mut pages = FuturesOrdered::new();
        // Until the server says how many pages there are, one.
        let (mut asked, mut last) = (self.pull.next_page, self.pull.next_page);
        let mut before: Vec<i64> = Vec::new();
        loop {
            while pages.len() < AHEAD && asked <= last {
                pages.push_back(fetch(asked));
                asked += 1;
            }
            let Some((page, listed)) = until(self.cancel, pages.next()).await? else {
                break;
            };
            (before, last) = self.take_page::<K>(page, listed?, &before).await?;
            if page >= last {
                break;
            }
        }
        drop(pages);
        self.finish_full::<K>().await
    }

    /// Applies a page and its position in one transaction; returns its ids and the number of the
    /// last page.
    async fn take_page<K: Kind>(
        &mut self,
        page: i64,
        listed: Listed,
        before: &[i64],
    ) -> Result<(Vec<i64>, i64), PullError> {
        if self.pull.began_at.is_empty() {
            // Never this machine's clock: without the server's the next delta reads everything.
            self.pull.began_at = listed.date.map(time::text).unwrap_or_default();
        }
        let meta = listed.page.meta.unwrap_or_default();
        let count = i64::try_from(listed.page.rows.len()).unwrap_or(i64::MAX);
        let (rows, unread) = self.rows::<K>(&listed.page.rows);
        let ids: Vec<i64> = rows.iter().map(K::id).collect();
        if !ids.is_empty() && ids == before {
            // The next run compares these two again, or it would take the second one for good.
            self.pull.next_page = page - 1;
            let mut tx = self.cache.database().write().await?;
            pulls::write(&mut tx, K::NAME, &self.pull).await?;
            tx.commit().await?;
            return Err(PullError::Repeats(page));
        }
        let last = if count == 0 {
            page
        } else {
            meta.last_page.unwrap_or(page)
        };
        if page > 1 && meta.total.is_some_and(|total| total < self.pull.total) {
            // What was deleted has moved the records behind it across a page's edge: this run may
            // have skipped some, so it does not count as having compared every id.
            self.pull.swept_at.clear();
        }
        let done = meta.to.unwrap_or((page - 1) * PER_PAGE + count);
        let whole = if page >= last { done } else { -1 };
        self.pull.total = meta.total.unwrap_or(whole);
        let readable = self.still_readable();
        // A page at which the run stops is kept as far as it goes, and read again.
        self.pull.next_page = if readable.is_ok() { page + 1 } else { page };
        let mut tx = self.cache.database().write().await?;
        let applied = K::apply(&mut tx, &rows, Some(self.pull.run)).await?;
        quarantine::put_aside(&mut tx, K::NAME, &unread, &time::text(Utc::now())).await?;
        pulls::write(&mut tx, K::NAME, &self.pull).await?;
        tx.commit().await?;
        let total = (self.pull.total >= 0).then_some(self.pull.total);
        self.reporter
            .progress(total.map_or(done, |total| done.min(total)), total);
        self.tell(&applied.changed);
        readable.map(|()| (ids, last))
    }

    async fn finish_full<K: Kind>(&mut self) -> Result<Finished, PullError> {
        let here = kept::count(self.cache, K::TABLE).await?;
        let run = self.pull.run;
        let mut tx = self.cache.database().write().await?;
        let unseen = kept::unseen(&mut tx, K::TABLE, run).await?;
        // What the server counts and this run could not keep: no reason to run again.
        self.pull.gap = if self.pull.total >= 0 {
            self.pull.total - (here - unseen)
        } else {
            0
        };
        let believable = unseen <= may_vanish(here);
        let suspects = if believable {
            kept::miss(&mut tx, K::TABLE, run).await?
        } else {
            Vec::new()
        };
        // The run ends with its misses: asking for the suspects may fail, and a run that went on
        // after that would count them twice.
        self.pull.run = 0;
        self.pull.next_page = 1;
        self.pull.watermark = self.pull.began_at.clone();
        pulls::write(&mut tx, K::NAME, &self.pull).await?;
        tx.commit().await?;
        let gone = self.really_gone::<K>(&suspects).await?;
        let mut tx = self.cache.database().write().await?;
        kept::remove(&mut tx, K::TABLE, &gone).await?;
        tx.commit().await?;
        if !gone.is_empty() {
            self.reporter.changed(self.kind, &[]);
        }
        Ok(Finished {
            withheld: if believable { 0 } else { unseen },
        })
    }

    /// Asks for each suspect itself; only a clear "no" of the server removes it here.
    async fn really_gone<K: Kind>(&self, suspects: &[i64]) -> Result<Vec<i64>, PullError> {
        let mut gone = Vec::new();
        for id in suspects {
            let is_there = || async {
                match K::ask(self.portal, *id).await {
                    Err(failure) if failure.is_gone() || failure.is_forbidden() => Ok(false),
                    // An answer that cannot be read is not a no, and must not stop every run.
                    Ok(()) | Err(Failure::Uncertain(_)) => Ok(true),
                    Err(failure) => Err(failure),
                }
            };
            if !until(self.cancel, patiently(is_there)).await?? {
                gone.push(*id);
            }
        }
        Ok(gone)
    }
}

/// How many records may be missing from a list before the list itself is doubted.
fn may_vanish(here: i64) -> i64 {
    (here / 50).max(20)
}

#[cfg(test)]
mod tests {
    use super::may_vanish;

    #[test]
    fn two_in_a_hundred_may_vanish_but_twenty_always() {
        assert_eq!(may_vanish(300), 20);
        assert_eq!(may_vanish(10_000), 200);
    }
}
