//! A client's negative items: what speaks against the client at a bureau, from the report that
//! showed it first until it is gone and after.

use chrono::{DateTime, Utc};
use reports::{Bureau, PartialDate, Tradeline};

use super::{account::Account, file::File, sets::Plan};
use crate::{
    Practice,
    dice::{Dice, Purpose},
};

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
    /// The worst month that the report shows with its letter, the latest of the equally bad.
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
    /// The client's negative items, from first seen on, those that are gone too: by account, and
    /// the bureaus in the order of [`Bureau::ALL`].
    #[must_use]
    pub fn items(&self, number: u64) -> Vec<Item> {
        let file = self.file(number);
        let mut items = Vec::new();
        for account in &file.accounts {
            // Nothing that was always paid on time becomes negative but by a fault.
            if account.steady || account.fate.is_adverse() {
                let here = |bureau| self.item(&file, account, bureau);
                items.extend(Bureau::ALL.into_iter().filter_map(here));
            }
        }
        items
    }

    fn item(&self, file: &File, account: &Account, bureau: Bureau) -> Option<Item> {
        let plans = file.plans.iter().enumerate();
        let here: Vec<_> = plans
            .filter(|(_, plan)| plan.snapshot.bureau == bureau)
            .collect();
        let shows = |(_, plan): &&(usize, &Plan)| file.shows(self, plan, account);
        let first = here.iter().position(|seen| shows(&seen))?;
        let nth = here.iter().rposition(|seen| shows(&seen))?;
        let (snapshot, plan) = here[nth];
        let tradeline = file.line(self, plan, account)?;
        let is_negative = tradeline.is_negative();
        let was_negative = |(_, plan): &(usize, &Plan)| {
            let line = file.line(self, plan, account);
            line.is_some_and(|line| line.is_negative())
        };
        if !is_negative && !here[first..nth].iter().any(was_negative) {
            return None;
        }
        let gone = here.get(nth + 1);
        let place = account.place as u64 * 4 + bureau.index() as u64;
        let mut dice = Dice::of(self.seed, file.number, place, Purpose::Items);
        let (busy, not_dispute) = (dice.chance(35), dice.chance(6));
        let status = if gone.is_some() || !is_negative {
            ItemStatus::Repaired
        } else if tradeline.is_disputed() {
            ItemStatus::InProgress
        } else if first + 1 == here.len() {
            ItemStatus::New
        } else if busy && !not_dispute {
            ItemStatus::InProgress
        } else {
            ItemStatus::NotProcessed
        };
        let changed_at = gone.map_or(plan, |(_, plan)| plan).snapshot.made_at;
        Some(Item {
            bureau,
            snapshot,
            highest_adverse: tradeline.highest_adverse(),
            most_recent_adverse: tradeline.most_recent_adverse(),
            tradeline,
            status,
            not_dispute: not_dispute && status != ItemStatus::Repaired,
            changed_at,
        })
    }
}
