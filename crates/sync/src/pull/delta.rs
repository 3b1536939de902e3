//! DELTA: newest changes first, until a whole page is older than what was seen before.

use chrono::Utc;
use client::{Failure, Listed, Portal};
use contract::{
    Call,
    portal::{ClientListing, ClientsList, SortDirection},
};
use store::table::{clients, pulls, quarantine};

use super::{KIND, OVERLAP, PER_PAGE, PullError, Run, until};
use crate::{patience::patiently, time};

impl Run<'_> {
    pub(super) async fn delta(&mut self) -> Result<(), PullError> {
        let since = time::parse(&self.pull.watermark).map(|mark| mark - OVERLAP);
        let mut newest: Option<String> = None;
        for page in 1.. {
            let listed = until(self.cancel, patiently(|| fetch(self.portal, page))).await??;
            let meta = listed.page.meta.unwrap_or_default();
            let (rows, unread) = self.rows(&listed.page.rows)?;
            if newest.is_none() {
                newest = rows.first().map(|row| row.updated_at.clone());
            }
            let reached = rows.iter().all(|row| {
                let changed = time::parse(&row.updated_at);
                matches!((changed, since), (Some(changed), Some(since)) if changed < since)
            });
            if let Some(total) = meta.total {
                self.pull.total = total;
            }
            let mut tx = self.cache.database().write().await?;
            let applied = clients::apply(&mut tx, &rows, None).await?;
            quarantine::put_aside(&mut tx, KIND, &unread, &time::text(Utc::now())).await?;
            tx.commit().await?;
            self.reporter.changed(&applied.changed);
            if reached || meta.last_page.is_none_or(|last| page >= last) {
                break;
            }
        }
        // The mark moves only now, and only forward, in the server's own words.
        if let Some(newest) =
            newest.filter(|newest| time::parse(newest) > time::parse(&self.pull.watermark))
        {
            self.pull.watermark = newest;
        }
        let mut tx = self.cache.database().write().await?;
        pulls::write(&mut tx, KIND, &self.pull).await?;
        Ok(tx.commit().await?)
    }
}

async fn fetch(portal: &Portal, page: i64) -> Result<Listed, Failure> {
    let query = ClientListing {
        sort_by: Some("updated_at".to_owned()),
        sort_direction: Some(SortDirection::Desc),
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
