//! Which accounts a file is made of, and how each kind of account goes in general.

use super::{
    account::{Fate, Product},
    furnishers::Trade,
};
use crate::dice::Dice;

/// A kind of account and how it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shape(pub(super) Product, pub(super) Fate);

const MEDICAL: Product = Product::Bill(Trade::Medical);
const UTILITY: Product = Product::Bill(Trade::Utility);
const TELECOM: Product = Product::Bill(Trade::Telecom);

/// How often each comes, in a file of someone who needs credit repair.
#[rustfmt::skip]
const MIX: &[(u64, Product, Fate)] = &[
    (80, Product::Card, Fate::Good),
    (40, Product::Card, Fate::WasLate),
    (20, Product::Card, Fate::Late),
    (40, Product::Card, Fate::Paid),
    (10, Product::Card, Fate::PaidLate),
    (14, Product::Card, Fate::ClosedOwing),
    (24, Product::Card, Fate::Authorised),
    (30, Product::Card, Fate::ChargedOff),
    (12, Product::Card, Fate::ChargedOffPaid),
    (10, Product::Card, Fate::Settled),
    (20, Product::Card, Fate::Sold),
    (30, Product::Retail, Fate::Good),
    (20, Product::Retail, Fate::WasLate),
    (10, Product::Retail, Fate::Late),
    (24, Product::Retail, Fate::Paid),
    (8, Product::Retail, Fate::PaidLate),
    (5, Product::Retail, Fate::ClosedOwing),
    (14, Product::Retail, Fate::ChargedOff),
    (6, Product::Retail, Fate::Settled),
    (12, Product::Retail, Fate::Sold),
    (6, Product::HomeLine, Fate::Good),
    (3, Product::HomeLine, Fate::Paid),
    (24, Product::Auto, Fate::Good),
    (12, Product::Auto, Fate::WasLate),
    (8, Product::Auto, Fate::Late),
    (24, Product::Auto, Fate::Paid),
    (6, Product::Auto, Fate::ChargedOff),
    (10, Product::Auto, Fate::Repossessed),
    (5, Product::Auto, Fate::RepossessedPaid),
    (4, Product::Auto, Fate::Surrendered),
    (2, Product::Auto, Fate::SurrenderedPaid),
    (5, Product::Lease, Fate::Good),
    (5, Product::Lease, Fate::Paid),
    (22, Product::Student, Fate::Good),
    (14, Product::Student, Fate::Deferred),
    (12, Product::Student, Fate::WasLate),
    (6, Product::Student, Fate::Late),
    (10, Product::Student, Fate::Transferred),
    (8, Product::Student, Fate::Paid),
    (14, Product::Mortgage, Fate::Good),
    (7, Product::Mortgage, Fate::WasLate),
    (3, Product::Mortgage, Fate::Late),
    (8, Product::Mortgage, Fate::Paid),
    (6, Product::Mortgage, Fate::Transferred),
    (3, Product::Mortgage, Fate::Foreclosed),
    (1, Product::Mortgage, Fate::DeedInLieu),
    (2, Product::Mortgage, Fate::ForeclosureAvoided),
    (14, Product::Personal, Fate::Good),
    (8, Product::Personal, Fate::WasLate),
    (6, Product::Personal, Fate::Late),
    (16, Product::Personal, Fate::Paid),
    (4, Product::Personal, Fate::PaidLate),
    (9, Product::Personal, Fate::ChargedOff),
    (4, Product::Personal, Fate::ChargedOffPaid),
    (7, Product::Personal, Fate::Sold),
    (34, MEDICAL, Fate::Collected),
    (20, UTILITY, Fate::Collected),
    (8, UTILITY, Fate::CollectedPaid),
    (24, TELECOM, Fate::Collected),
    (9, TELECOM, Fate::CollectedPaid),
];

/// What of the above may have been open when a bankruptcy was filed.
const BANKRUPT: &[Product] = &[
    Product::Card,
    Product::Card,
    Product::Retail,
    Product::Personal,
];

impl Shape {
    /// One of the mix. Someone of age for so many months cannot have all of them: then it is
    /// another's card.
    pub(super) fn draw(dice: &mut Dice, of_age: i32) -> Self {
        let all: u64 = MIX.iter().map(|(often, ..)| often).sum();
        for _ in 0..12 {
            let mut throw = dice.below(all);
            for (often, product, fate) in MIX {
                if throw < *often {
                    let shape = Self(*product, *fate);
                    if shape.months() <= of_age {
                        return shape;
                    }
                    break;
                }
                throw -= often;
            }
        }
        Self(Product::Card, Fate::Authorised)
    }

    pub(super) fn bankrupt(dice: &mut Dice) -> Self {
        Self(dice.one_of(BANKRUPT), Fate::Bankrupt)
    }

    /// How many months such an account needs to have come so far.
    pub(super) fn months(self) -> i32 {
        match self.1 {
            Fate::Authorised => 0,
            Fate::Good | Fate::Deferred => 4,
            Fate::Collected | Fate::Late => 24,
            Fate::ClosedOwing | Fate::Transferred => 40,
            Fate::Bankrupt => 60,
            Fate::ChargedOffLongAgo | Fate::LateLongAgo | Fate::Obsolete => 130,
            _ => 48,
        }
    }
}
