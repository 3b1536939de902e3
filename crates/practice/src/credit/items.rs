//! A client's negative items: what speaks against the client at a bureau, from the report that
//! showed it first until it is gone and after.

use chrono::{DateTime, Utc};
use reports::{Bureau, PartialDate, Tradeline};

use crate::Practice;

/// Something that speaks against the client at one bureau.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The bureau.
    pub bureau: Bureau,
    /// The latest report that shows it, by its place in [`Practice::snapshots`].
    pub snapshot: usize,
    /// As that report shows it.
    pub tradeline: Tradeline,
    /// How far the firm is with it.
    pub status: ItemStatus,
    /// Whether the agent or the client decided not to dispute it.
    pub not_dispute: bool,
    /// The worst month that the report shows, the latest of the equally bad.
    pub highest_adverse: Option<(char, PartialDate)>,
    /// The latest bad month that the report shows.
    pub most_recent_adverse: Option<(char, PartialDate)>,
    /// When it was changed last.
    pub changed_at: DateTime<Utc>,
}

/// How far the firm is with an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ItemStatus {
    /// Only the latest report has it.
    New,
    /// Known, nothing done yet.
    NotProcessed,
    /// Disputed.
    InProgress,
    /// Gone, or no longer negative.
    Repaired,
}

impl Practice {
    /// The client's negative items, from first seen on, those that are gone too.
    #[must_use]
    pub fn items(&self, _number: u64) -> Vec<Item> {
        Vec::new()
    }
}
