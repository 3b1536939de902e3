//! FULL: every page by rising id, each one transaction with its position, so that a kill costs
//! at most a page. At the end, what no page had is counted as missed.

use chrono::Utc;
use client::{Failure, Listed, Portal};
use contract::{
    Call,
    portal::{ById, ClientListing, ClientsGet, ClientsList, SortDirection},
};
use futures_util::{StreamExt, stream};
use store::table::{clients, pulls, quarantine};

use super::{Finished, KIND, PER_PAGE, PullError, Run, until};
use crate::{patience::patiently, time};

/// Pages fetched ahead of the writer.
const AHEAD: usize = 2;

impl Run<'_> {
    pub(super) async fn full(&mut self) -> Result<Finished, PullError> {
        if self.pull.run == 0 {
            self.pull.runs += 1;
            self.pull.run = self.pull.runs;
            self.pull.next_page = 1;
            self.pull.began_at.clear();
        }
        let portal = self.portal.clone();
        let first = self.pull.next_page;
        let mut pages = stream::iter(first..)
            .map(|page| {
                let portal = portal.clone();
                async move { (page, patiently(|| fetch(&portal, page)).await) }
            })
            .buffered(AHEAD);
        let mut before: Vec<i64> = Vec::new();
        loop {
            let Some((page, listed)) = until(self.cancel, pages.next()).await? else {
                break;
            };
            let (ids, last) = self.take_page(page, listed?, &before).await?;
            if last {
                break;
            }
            before = ids;
        }
        drop(pages);
        self.finish_full().await
    }

    /// Applies a page and its position in one transaction; returns its ids and whether it was
    /// the last.
    async fn take_page(
        &mut self,
        page: i64,
        listed: Listed,
        before: &[i64],
    ) -> Result<(Vec<i64>, bool), PullError> {
        if self.pull.began_at.is_empty() {
            self.pull.began_at = time::text(listed.date.unwrap_or_else(Utc::now));
        }
        let meta = listed.page.meta.unwrap_or_default();
        let count = i64::try_from(listed.page.rows.len()).unwrap_or(i64::MAX);
        let (rows, unread) = self.rows(&listed.page.rows)?;
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        if !ids.is_empty() && ids == before {
            return Err(PullError::Repeats(page));
        }
        let last = count == 0 || meta.last_page.is_none_or(|last| page >= last);
        self.pull.total = meta.total.unwrap_or(if last {
            (page - 1) * PER_PAGE + count
        } else {
            -1
        });
        self.pull.next_page = page + 1;
        let mut tx = self.cache.database().write().await?;
        let applied = clients::apply(&mut tx, &rows, Some(self.pull.run)).await?;
        quarantine::put_aside(&mut tx, KIND, &unread, &time::text(Utc::now())).await?;
        pulls::write(&mut tx, KIND, &self.pull).await?;
        tx.commit().await?;
        self.reporter.progress(
            ((page - 1) * PER_PAGE + count).min(self.pull.total.max(0)),
            (self.pull.total >= 0).then_some(self.pull.total),
        );
        self.reporter.changed(&applied.changed);
        Ok((ids, last))
    }

    async fn finish_full(&mut self) -> Result<Finished, PullError> {
        let here = clients::count(self.cache).await?;
        let run = self.pull.run;
        let mut tx = self.cache.database().write().await?;
        let unseen = clients::unseen(&mut tx, run).await?;
        let believable = unseen <= may_vanish(here);
        let suspects = if believable {
            clients::miss(&mut tx, run).await?
        } else {
            Vec::new()
        };
        tx.commit().await?;
        let gone = self.really_gone(&suspects).await?;
        self.pull.run = 0;
        self.pull.next_page = 1;
        self.pull.swept_at = time::text(Utc::now());
        self.pull.watermark = self.pull.began_at.clone();
        let mut tx = self.cache.database().write().await?;
        clients::remove(&mut tx, &gone).await?;
        pulls::write(&mut tx, KIND, &self.pull).await?;
        tx.commit().await?;
        self.reporter.changed(&gone);
        Ok(Finished {
            withheld: if believable { 0 } else { unseen },
        })
    }

    /// Asks for each suspect itself; only a clear "no" of the server removes it here.
    async fn really_gone(&self, suspects: &[i64]) -> Result<Vec<i64>, PullError> {
        let mut gone = Vec::new();
        for id in suspects {
            let call = Call::<ClientsGet> {
                path: ById { id: *id },
                query: (),
                body: (),
            };
            match until(self.cancel, patiently(|| self.portal.call(&call))).await? {
                Err(failure) if failure.is_gone() || failure.is_forbidden() => gone.push(*id),
                Err(failure) => return Err(failure.into()),
                Ok(_) => {}
            }
        }
        Ok(gone)
    }
}

async fn fetch(portal: &Portal, page: i64) -> Result<Listed, Failure> {
    let query = ClientListing {
        sort_by: Some("id".to_owned()),
        sort_direction: Some(SortDirection::Asc),
        page: Some(page),
        per_page: Some(PER_PAGE),
        search: None,
    };
    portal
        .list(&Call::<ClientsList> {
            path: (),
            query,
            body: (),
        })
        .await
}

/// How many clients may be missing from a list before the list itself is doubted.
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
