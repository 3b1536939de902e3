//! What accounts of each kind are like: who gives them, for how long, over how much.

use super::{account::Product, furnishers::Trade};
use crate::dice::Dice;

pub(super) fn trade(dice: &mut Dice, product: Product) -> Trade {
    match product {
        Product::Card if dice.chance(15) => Trade::CreditUnion,
        Product::Card | Product::HomeLine => Trade::Bank,
        Product::Retail => Trade::Retail,
        Product::Auto if dice.chance(20) => Trade::CreditUnion,
        Product::Auto | Product::Lease => Trade::Auto,
        Product::Student => Trade::Student,
        Product::Mortgage => Trade::Mortgage,
        Product::Personal if dice.chance(25) => Trade::CreditUnion,
        Product::Personal => Trade::Finance,
        Product::Bill(trade) => trade,
    }
}

pub(super) type Codes = (&'static str, &'static str);

/// Portfolio type and account type, and for how many months such loans are given.
pub(super) fn kind(dice: &mut Dice, product: Product, trade: Trade) -> (Codes, &'static [i32]) {
    match product {
        Product::Card if trade == Trade::Bank && dice.chance(12) => (("R", "2A"), &[]),
        Product::Card => (("R", "18"), &[]),
        Product::Retail => (("R", "07"), &[]),
        Product::HomeLine => (("C", "89"), &[]),
        Product::Auto => (("I", "00"), &[48, 60, 72, 84]),
        Product::Lease => (("I", "3A"), &[36, 39]),
        Product::Student => (("I", "12"), &[120, 180, 240]),
        Product::Mortgage if dice.chance(25) => (("M", "19"), &[360]),
        Product::Mortgage if dice.chance(12) => (("M", "25"), &[360]),
        Product::Mortgage => (("M", "26"), &[180, 360]),
        Product::Personal if dice.chance(25) => (("I", "02"), &[36, 48]),
        Product::Personal => (("I", "01"), &[36, 48, 60]),
        Product::Bill(_) => (("O", "48"), &[]),
    }
}

/// Dollars lent, or the limit.
pub(super) fn amount(dice: &mut Dice, product: Product) -> i64 {
    let (low, high, step) = match product {
        Product::Card => (3, 120, 100),
        Product::Retail => (3, 40, 100),
        Product::HomeLine => (20, 90, 1_000),
        Product::Auto => (7_400, 43_000, 1),
        Product::Lease => (9_000, 21_000, 1),
        Product::Student => (2_100, 38_000, 1),
        Product::Mortgage => (68, 410, 1_000),
        Product::Personal => (12, 180, 100),
        Product::Bill(_) => (60, 900, 1),
    };
    dice.between(low, high) * step
}

/// An account number: sixteen digits at banks and stores, fewer elsewhere.
pub(super) fn digits(dice: &mut Dice, trade: Trade) -> String {
    let length = match trade {
        Trade::Bank | Trade::CreditUnion | Trade::Retail => 16,
        Trade::Auto | Trade::Mortgage | Trade::Student => 12,
        _ => 10,
    };
    let mut digits = String::from(char::from(b'1' + dice.below(9) as u8));
    while digits.len() < length {
        digits.push(char::from(b'0' + dice.below(10) as u8));
    }
    digits
}
