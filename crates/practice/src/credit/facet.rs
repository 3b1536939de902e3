//! How a bureau's picture of an account differs from the truth, and what became of it there:
//! disputed, deleted, back again. The same in every report of the bureau.

use reports::Bureau;

use super::account::{Account, Fate};
use crate::{
    Practice,
    dice::{Dice, Purpose},
};

/// A bureau's slips about an account.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facet {
    /// The bureau does not have it.
    pub(super) absent: bool,
    /// How many months the bureau lags behind.
    pub(super) behind: i32,
    /// Days by which the opening date is off.
    pub(super) shift: i64,
    /// Steps of 30 days that it never heard of.
    pub(super) milder: i32,
    /// How many months of history it prints.
    pub(super) months: i32,
    /// How the account number is hidden.
    pub(super) mask: Mask,
    /// The vendor did not see that it is the account of the other bureaus.
    pub(super) stray: bool,
}

/// Which digits of an account number are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Mask {
    #[default]
    Last,
    FirstAndLast,
    First,
    FirstHalf,
}

/// What became of an account at a bureau, by the sets of reports.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Course {
    /// The set from which on it is gone.
    pub(super) gone: Option<usize>,
    /// The set from which on it is there again.
    pub(super) back: Option<usize>,
    /// The set that shows it as being investigated.
    pub(super) disputed: Option<usize>,
    /// Whether the sets after that say that the client disagrees.
    pub(super) disagrees: bool,
}

impl Course {
    /// Whether a set shows it.
    pub(super) fn shows(&self, set: usize) -> bool {
        let gone = self.gone.is_some_and(|gone| set >= gone);
        !gone || self.back.is_some_and(|back| set >= back)
    }
}

impl Practice {
    pub(super) fn facet(&self, number: u64, account: &Account, bureau: Bureau) -> Facet {
        let place = account.place as u64;
        let mut shared = Dice::of(self.seed, number, place * 4 + 3, Purpose::Facet);
        let months = [24, 24, 36, 48, 48][shared.below(5) as usize];
        let only = shared.one_of(&Bureau::ALL);
        let lonely = if account.debt.is_some() { 22 } else { 6 };
        let absent = match shared.below(100) {
            throw if throw < lonely => bureau != only,
            throw if throw < lonely + 14 => bureau == only,
            _ => false,
        };
        let mut own = Dice::of(
            self.seed,
            number,
            place * 4 + bureau.index() as u64,
            Purpose::Facet,
        );
        let mask = match (own.chance(25), bureau) {
            (false, _) => Mask::FirstAndLast,
            (true, Bureau::Equifax) => Mask::Last,
            (true, Bureau::Experian) => Mask::First,
            (true, Bureau::TransUnion) => Mask::FirstHalf,
        };
        let facet = Facet {
            absent,
            behind: [0, 0, 0, 0, 0, 0, 0, 0, 1, 2][own.below(10) as usize],
            shift: if own.chance(15) {
                own.between(1, 12)
            } else {
                0
            },
            milder: i32::from(own.chance(12)),
            months: if bureau == Bureau::Equifax {
                months.min(36)
            } else {
                months
            },
            mask,
            stray: own.chance(5),
        };
        if account.steady {
            return Facet {
                months: 48,
                mask: Mask::FirstAndLast,
                ..Facet::default()
            };
        }
        facet
    }

    pub(super) fn course(
        &self,
        number: u64,
        account: &Account,
        bureau: Bureau,
        sets: usize,
    ) -> Course {
        let adverse = account.fate.is_adverse() && account.fate != Fate::Bankrupt;
        if !adverse || account.steady {
            return Course::default();
        }
        let place = account.place as u64 * 4 + bureau.index() as u64;
        let mut dice = Dice::of(self.seed, number, place, Purpose::Course);
        let mut course = Course::default();
        for set in 1..sets {
            let (disputed, gone) = (dice.chance(12), dice.chance(10));
            match course.disputed {
                None if disputed => course.disputed = Some(set),
                Some(_) if dice.chance(30) => course.gone = Some(set),
                None if gone => course.gone = Some(set),
                _ => {}
            }
            if course.gone.is_some() {
                break;
            }
        }
        course.disagrees = dice.chance(40);
        course
    }
}
