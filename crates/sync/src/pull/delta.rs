//! DELTA: newest changes first, until a page ends with a record older than what was seen before.

use chrono::Utc;
use store::table::{pulls, quarantine};

use super::{OVERLAP, PullError, Run, until};
use crate::{
    kind::{Kind, Order},
    patience::patiently,
    time,
};

impl Run<'_> {
    pub(super) async fn delta<K: Kind>(&mut self) -> Result<(), PullError> {
        let since = time::parse(&self.pull.watermark).map(|mark| mark - OVERLAP);
        let mut newest: Option<String> = None;
        for page in 1.. {
            let listed = until(
                self.cancel,
                patiently(|| K::page(self.portal, Order::Newest, page)),
            )
            .await??;
            let meta = listed.page.meta.unwrap_or_default();
            let (rows, unread) = self.rows::<K>(&listed.page.rows);
            if newest.is_none() {
                newest = rows.first().map(|row| K::updated_at(row).to_owned());
            }
            // Newest first: behind an older record there are only older ones. The newest one known
            // is within the overlap, so a page that had to be older as a whole would never come.
            let oldest = rows.last().and_then(|row| time::parse(K::updated_at(row)));
            let reached = matches!((oldest, since), (Some(oldest), Some(since)) if oldest < since);
            if let Some(total) = meta.total {
                self.pull.total = total;
            }
            let mut tx = self.cache.database().write().await?;
            let applied = K::apply(&mut tx, &rows, None).await?;
            quarantine::put_aside(&mut tx, K::NAME, &unread, &time::text(Utc::now())).await?;
            tx.commit().await?;
            self.tell(&applied.changed);
            self.still_readable()?;
            if reached || rows.is_empty() || meta.last_page.is_none_or(|last| page >= last) {
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
        pulls::write(&mut tx, K::NAME, &self.pull).await?;
        Ok(tx.commit().await?)
    }
}
