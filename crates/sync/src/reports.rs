//! Credit reports, client by client: the list, then every content that is not here yet. The
//! server has no list of all of them and no changes, so clients come round in rotation, and the
//! one whom the agent looks at comes first. Documents are listed like this too, and come along.
//!
//! ```text
//! never listed, or long ago ──list──→ LISTED ──content of each──→ WHOLE
//!                              └─ 403 ──→ purged        └─ cannot be had: not asked again
//! ```

use chrono::{Duration, Utc};
use client::{Failure, Listed};
use contract::{
    Call,
    portal::{ById, ReportSchema, ReportSchemaListing, ReportSchemasGet, ReportSchemasList},
};
use futures_util::{StreamExt, stream};
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::{
    Cache, sqlx,
    table::{
        quarantine::{self, Unread},
        reports::{self, Report, Turn},
    },
};

use crate::{
    PullError, Pulled, documents,
    patience::patiently,
    pull::{With, until},
    time,
};

/// After how long a client's reports are listed again.
const AGAIN: Duration = Duration::hours(12);
/// After how long it is asked again for what could not be had.
const SOON: Duration = Duration::minutes(10);
/// Clients under way at once.
const AT_ONCE: usize = 2;
/// Clients taken from the rotation at a time.
const BATCH: i64 = 50;
/// Records a page; the most that the Portal documents.
const PER_PAGE: i64 = 100;
/// The most pages that a client's list may have.
const PAGES: i64 = 50;
/// The bytes that contents may take before only those are fetched that the agent looks at.
const BUDGET: i64 = 2 * 1024 * 1024 * 1024;

/// Brings one client's reports up to date, contents and all.
pub(crate) async fn of_client(with: With<'_>, client_id: i64) -> Result<(), PullError> {
    with.list(client_id).await?;
    with.contents(client_id).await
}

/// Brings the reports of every client up to date whose turn it is.
pub(crate) async fn of_all(with: With<'_>) -> Result<(), PullError> {
    let turn = turn();
    loop {
        let next = reports::clients_to_list(with.cache, &turn, BATCH).await?;
        if next.is_empty() {
            break;
        }
        let room = reports::bytes(with.cache).await? < BUDGET;
        let work = if room { Work::Whole } else { Work::List };
        with.each(next, work, &turn).await?;
    }
    // What a stop left between a list and its contents.
    while reports::bytes(with.cache).await? < BUDGET {
        let next = reports::clients_to_fetch(with.cache, &turn.soon, BATCH).await?;
        if next.is_empty() {
            break;
        }
        with.each(next, Work::Contents, &turn).await?;
    }
    Ok(())
}

/// How many clients' reports are here, and of how many clients, while it is anybody's turn.
///
/// # Errors
/// When the database fails.
pub async fn reports_due(cache: &Cache) -> Result<Option<(i64, i64)>, sqlx::Error> {
    let (left, all) = reports::to_list(cache, &turn()).await?;
    Ok((left > 0).then_some((all - left, all)))
}

/// Whose turn it is now.
fn turn() -> Turn {
    Turn {
        again: time::text(Utc::now() - AGAIN),
        soon: time::text(Utc::now() - SOON),
    }
}

/// What is done for each client of the rotation.
#[derive(Clone, Copy)]
enum Work {
    Whole,
    List,
    Contents,
}

impl With<'_> {
    /// Works for each client, a few at once, and tells how far it is.
    async fn each(self, clients: Vec<i64>, work: Work, turn: &Turn) -> Result<(), PullError> {
        let under_way = stream::iter(clients).map(|client_id| self.work(client_id, work));
        let mut under_way = under_way.buffer_unordered(AT_ONCE);
        while let Some(outcome) = under_way.next().await {
            outcome?;
            let (left, all) = reports::to_list(self.cache, turn).await?;
            self.reporter.progress(all - left, Some(all));
        }
        Ok(())
    }

    async fn work(self, client_id: i64, work: Work) -> Result<(), PullError> {
        match work {
            Work::Whole => of_client(self, client_id).await,
            Work::List => self.list(client_id).await,
            Work::Contents => self.contents(client_id).await,
        }
    }

    /// Lists a client's reports. What the list and the one before lack is asked for itself; only
    /// a clear "no" removes it here.
    async fn list(&self, client_id: i64) -> Result<(), PullError> {
        documents::of_client(*self, client_id).await?;
        let mut records = Vec::new();
        for page in 1..=PAGES {
            let asked = patiently(|| self.page(client_id, page));
            let listed = match until(self.cancel, asked).await? {
                Ok(listed) => listed,
                Err(failure) => return self.no_list(client_id, failure).await,
            };
            let last = listed
                .page
                .meta
                .unwrap_or_default()
                .last_page
                .unwrap_or(page);
            let empty = listed.page.rows.is_empty();
            records.extend(listed.page.rows);
            if empty || page >= last {
                break;
            }
        }
        let now = time::text(Utc::now());
        let (mut rows, mut unread) = (Vec::new(), Vec::new());
        for record in &records {
            match row(record, client_id, &now) {
                Ok(row) => rows.push(row),
                Err(reason) => unread.push(reason),
            }
        }
        let first = reports::listed_at(self.cache, client_id).await?.is_none();
        let mut tx = self.cache.database().write().await?;
        let listed = reports::list(&mut tx, client_id, &rows, &now).await?;
        quarantine::put_aside(&mut tx, "reports", &unread, &now).await?;
        tx.commit().await?;
        let gone = self.really_gone(&listed.missed_twice).await?;
        let mut tx = self.cache.database().write().await?;
        reports::remove(&mut tx, &gone).await?;
        tx.commit().await?;
        // That there are none is news too, the first time.
        if first || listed.changed || !gone.is_empty() {
            self.reporter.changed(Pulled::Reports, &[client_id]);
        }
        Ok(())
    }

    async fn page(&self, client_id: i64, page: i64) -> Result<Listed, Failure> {
        let call = Call::<ReportSchemasList> {
            path: ById { id: client_id },
            query: ReportSchemaListing {
                page: Some(page),
                per_page: Some(PER_PAGE),
                ..ReportSchemaListing::default()
            },
            body: (),
        };
        self.portal.list(&call).await
    }

    /// A list that the server does not give: hidden from this agent, or no list that can be read.
    /// Neither may stop the rotation.
    async fn no_list(&self, client_id: i64, failure: Failure) -> Result<(), PullError> {
        let hidden = failure.is_forbidden();
        let refused = matches!(failure, Failure::Rejected { .. } | Failure::Uncertain(_));
        if !refused {
            return Err(failure.into());
        }
        let mut tx = self.cache.database().write().await?;
        if hidden {
            reports::purge(&mut tx, client_id).await?;
        }
        reports::asked(&mut tx, client_id, &time::text(Utc::now()), hidden).await?;
        tx.commit().await?;
        if hidden {
            self.reporter.changed(Pulled::Reports, &[client_id]);
        }
        Ok(())
    }

    async fn really_gone(&self, suspects: &[i64]) -> Result<Vec<i64>, PullError> {
        let mut gone = Vec::new();
        for id in suspects {
            match until(self.cancel, patiently(|| self.read(*id))).await? {
                Err(failure) if failure.is_gone() || failure.is_forbidden() => gone.push(*id),
                Ok(_) | Err(Failure::Uncertain(_)) => {}
                Err(failure) => return Err(failure.into()),
            }
        }
        Ok(gone)
    }

    async fn read(&self, id: i64) -> Result<ReportSchema, Failure> {
        let call = Call::<ReportSchemasGet> {
            path: ById { id },
            query: (),
            body: (),
        };
        self.portal.call(&call).await
    }

    /// Fetches every content of a client that is not here.
    async fn contents(&self, client_id: i64) -> Result<(), PullError> {
        let wanted = reports::to_fetch(self.cache, client_id, &turn().soon).await?;
        for id in &wanted {
            let answer = until(self.cancel, patiently(|| self.read(*id))).await?;
            let mut tx = self.cache.database().write().await?;
            match answer {
                Ok(report) => match content(&report, *id, client_id) {
                    Some(content) => reports::keep_content(&mut tx, *id, &content).await?,
                    None => reports::unavailable(&mut tx, *id).await?,
                },
                Err(Failure::Rejected { .. }) => reports::unavailable(&mut tx, *id).await?,
                // The server may be better soon; the others need not wait for it.
                Err(Failure::Uncertain(_)) => {
                    reports::tried(&mut tx, *id, &time::text(Utc::now())).await?;
                }
                Err(failure) => return Err(failure.into()),
            }
            tx.commit().await?;
        }
        if !wanted.is_empty() {
            self.reporter.changed(Pulled::Reports, &[client_id]);
        }
        Ok(())
    }
}

/// The content of a report, if it is the one asked for and has any.
fn content(report: &ReportSchema, id: i64, client_id: i64) -> Option<String> {
    let own = report.id.is_none_or(|own| own == id) && owner_is(report, client_id);
    let content = report.content.as_ref().filter(|content| !content.is_null());
    content.filter(|_| own).map(Value::to_string)
}

/// Whether a report does not say that it is another client's.
fn owner_is(report: &ReportSchema, client_id: i64) -> bool {
    let owner = report.client.as_ref().and_then(|client| client.id);
    owner.is_none_or(|owner| owner == client_id)
}

/// Reads one record of a client's list.
fn row(record: &Value, client_id: i64, now: &str) -> Result<Report, Unread> {
    let text = record.to_string();
    let hash = Sha256::digest(&text).to_vec();
    let unread = |reason: &str| Unread {
        hash: hash.clone(),
        record: text.clone(),
        reason: reason.to_owned(),
    };
    let report: ReportSchema = contract::decode(record).map_err(|reason| unread(&reason))?;
    let Some(id) = report.id.filter(|id| *id > 0) else {
        return Err(unread("the record has no id"));
    };
    if !owner_is(&report, client_id) {
        return Err(unread("the record belongs to another client"));
    }
    Ok(Report {
        id,
        client_id,
        report_id: report.report_id.unwrap_or_default(),
        bureau: report.bureau.unwrap_or_default(),
        vendor: report.vendor.unwrap_or_default(),
        report_date: report.report_date.unwrap_or_default(),
        modified_date: report.modified_date.unwrap_or_default(),
        record: text.clone(),
        content_hash: hash.clone(),
        fetched_at: now.to_owned(),
        unavailable: false,
        here: false,
    })
}
