//! What belongs to no client, fetched whole: templates, addresses, furnishers, reasons. A list is
//! put in the place of the one before only when all of its pages came.

use std::collections::HashSet;

use chrono::Utc;
use client::{Failure, Listed as Page, Portal};
use contract::{
    Announcement, Call,
    portal::{
        BureauAddressListing, BureauAddressesList, FurnisherListing, FurnishersList,
        InstructionListing, InstructionsList, SortDirection, TemplateListing, TemplatesList,
    },
};
use serde_json::Value;
use store::{
    Cache, sqlx,
    table::catalog::{self, Listed},
};

use crate::{
    patience::patiently,
    pull::{PullError, Pulled, With, until},
    time,
};

const PER_PAGE: i64 = 200;
/// The most pages that a list may have.
const PAGES: i64 = 100;

/// What the server last said of itself is kept beside the lists.
const ANNOUNCEMENT: &str = "announcement";

/// What a server last said of itself; `None` before it did.
///
/// # Errors
/// When the cache cannot be read.
pub async fn announced(cache: &Cache) -> Result<Option<Announcement>, sqlx::Error> {
    let kept = catalog::read(cache, ANNOUNCEMENT).await?;
    Ok(kept.and_then(|kept| serde_json::from_str(&kept.records).ok()))
}

/// A list that belongs to no client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Catalog {
    /// Templates of letters.
    Templates,
    /// Where the bureaus are written to.
    BureauAddresses,
    /// Creditors and collectors.
    Furnishers,
    /// The firm's usual reasons for a dispute.
    Instructions,
}

impl Catalog {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::Templates,
        Self::BureauAddresses,
        Self::Furnishers,
        Self::Instructions,
    ];

    /// Its name in the cache.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Templates => "templates",
            Self::BureauAddresses => "bureau_addresses",
            Self::Furnishers => "furnishers",
            Self::Instructions => "instructions",
        }
    }

    async fn page(self, portal: &Portal, page: i64) -> Result<Page, Failure> {
        let (sort_by, sort_direction) = (Some("id".to_owned()), Some(SortDirection::Asc));
        let (page, per_page) = (Some(page), Some(PER_PAGE));
        macro_rules! list {
            ($operation:ident, $query:ident) => {
                portal
                    .list(&Call::<$operation> {
                        path: (),
                        query: $query {
                            sort_by,
                            sort_direction,
                            page,
                            per_page,
                            ..$query::default()
                        },
                        body: (),
                    })
                    .await
            };
        }
        match self {
            Self::Templates => list!(TemplatesList, TemplateListing),
            Self::BureauAddresses => list!(BureauAddressesList, BureauAddressListing),
            Self::Furnishers => list!(FurnishersList, FurnisherListing),
            Self::Instructions => list!(InstructionsList, InstructionListing),
        }
    }
}

/// Fetches every list. What the server refuses of one does not hold up the others; the first
/// refusal is told at the end.
pub(crate) async fn all(with: With<'_>) -> Result<(), PullError> {
    let said = until(with.cancel, patiently(|| with.portal.announcement())).await??;
    let said = serde_json::to_string(&said).unwrap_or_default();
    keep(ANNOUNCEMENT, said, with).await?;
    let (mut changed, mut refused) = (false, None);
    for list in Catalog::ALL {
        match whole(list, with).await {
            Ok(records) => {
                let records = Value::Array(records).to_string();
                changed |= keep(list.name(), records, with).await?;
            }
            Err(PullError::Failed(failure @ Failure::Rejected { .. })) => {
                refused.get_or_insert(failure);
            }
            Err(error) => return Err(error),
        }
    }
    if changed {
        with.reporter.changed(Pulled::Catalog, &[]);
    }
    refused.map_or(Ok(()), |failure| Err(failure.into()))
}

async fn whole(list: Catalog, with: With<'_>) -> Result<Vec<Value>, PullError> {
    let mut records: Vec<Value> = Vec::new();
    let mut seen = HashSet::new();
    for page in 1..=PAGES {
        let fetched = patiently(|| list.page(with.portal, page));
        let listed = until(with.cancel, fetched).await??.page;
        let came = listed.rows.len();
        let before = records.len();
        for record in listed.rows {
            // A record that moved between pages, or a page that is repeated, comes twice.
            if seen.insert(record.get("id").unwrap_or(&record).to_string()) {
                records.push(record);
            }
        }
        // A list that does not say how long it is ends where a page brings nothing new.
        let last = listed.meta.unwrap_or_default().last_page;
        if came == 0 || records.len() == before || last.is_some_and(|last| page >= last) {
            break;
        }
    }
    Ok(records)
}

async fn keep(kind: &str, records: String, with: With<'_>) -> Result<bool, PullError> {
    let listed = Listed {
        records,
        fetched_at: time::text(Utc::now()),
    };
    let mut tx = with.cache.database().write().await?;
    let changed = catalog::keep(&mut tx, kind, &listed).await?;
    tx.commit().await?;
    Ok(changed)
}
