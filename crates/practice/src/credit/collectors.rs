//! Accounts that come from another account or from a bill: collectors, debt buyers, and servicers
//! to whom a loan was given.

use super::{
    account::{Account, Debt, Done, Fate, How, Product},
    furnishers::{HOUSES, House, Trade},
    maker::Maker,
    month::Month,
    products::digits,
    shapes::Shape,
};

impl Maker {
    /// A bill that a collector reports.
    pub(super) fn bill(&mut self, trade: Trade, fate: Fate) -> Account {
        let creditor = House::draw(&mut self.dice, trade);
        let medical = trade == Trade::Medical;
        let seen = i64::from(self.last - self.first);
        // Bureaus show medical debt a year after it fell due, and none below 500 dollars.
        let least = if medical { 18 + seen } else { 9 };
        let first = if self.steady {
            self.ago(20, 45)
        } else {
            self.ago(least, 76.max(least))
        };
        let amount = match trade {
            Trade::Medical => self.dice.between(510, 7_800),
            Trade::Utility => self.dice.between(80, 900),
            _ => self.dice.between(120, 1_900),
        };
        let bought = self.dice.chance(35);
        let first_day = first.day(1 + self.dice.below(4) as u32);
        let placed = first + self.dice.between(4, 6) as i32;
        let debt = Debt {
            creditor,
            bought_from: bought.then_some(creditor),
            first_delinquency: first_day,
            last_payment: None,
        };
        let mut account = self.collected(debt, placed, amount);
        account.product = Product::Bill(trade);
        account.fate = fate;
        account.leaves = self.leaves(fate, first, account.due);
        if medical {
            account.starts = account.starts.max(first + 14);
        }
        if fate == Fate::CollectedPaid {
            let least = if self.steady { 2 } else { 0 };
            let on = self.ago(least, i64::from(self.last - placed - 1).min(30));
            account.done = Some(Done {
                on: on.max(placed + 1).day(account.due),
                how: How::Paid,
            });
        }
        account
    }

    /// A collector's account over a debt.
    fn collected(&mut self, debt: Debt, placed: Month, amount: i64) -> Account {
        let (trade, kind) = match debt.bought_from {
            Some(_) => (Trade::Buyer, "0C"),
            None => (Trade::Agency, "48"),
        };
        let mut account = self.blank(Shape(Product::Bill(debt.creditor.trade), Fate::Collected));
        account.house = House::draw(&mut self.dice, trade);
        account.digits = digits(&mut self.dice, trade);
        account.codes = ("O", kind);
        account.ecoa = "1";
        account.opened = placed.day(account.due);
        account.starts = placed;
        account.amount = amount;
        account.high = amount;
        account.terms = None;
        account.payment = 0;
        account.used = 0;
        account.gaps = false;
        account.debt = Some(debt);
        account
    }

    /// The accounts of those to whom an account was sold or given.
    pub(super) fn successors(&mut self, account: &Account) -> Vec<Account> {
        let Some(done) = account.done else {
            return Vec::new();
        };
        let sold = Month::of(done.on);
        match (done.how, account.fall) {
            (How::Transferred, _) => {
                let mut next = self.blank(Shape(account.product, Fate::Good));
                let left = account
                    .terms
                    .map(|terms| terms - (sold - Month::of(account.opened)));
                next.codes = account.codes;
                next.terms = left;
                next.amount = account.balance(sold);
                next.high = next.amount;
                next.payment = account.payment;
                next.ecoa = account.ecoa;
                self.open(&mut next, sold);
                if next.house == account.house {
                    next.house = other_house(account.house);
                }
                vec![next]
            }
            (How::Sold(buyer), Some(fall)) => {
                let debt = Debt {
                    creditor: account.house,
                    bought_from: Some(account.house),
                    first_delinquency: fall.first.day(account.due),
                    last_payment: Some((fall.first - 2).day(account.due)),
                };
                let mut next = self.collected(debt, sold + 1, fall.owed);
                next.house = buyer;
                next.product = account.product;
                next.leaves = account.leaves;
                if account.fate != Fate::SoldTwice {
                    return vec![next];
                }
                let resold = Debt {
                    bought_from: Some(buyer),
                    ..debt
                };
                let mut last = self.collected(resold, sold + 4, fall.owed);
                if last.house == buyer {
                    last.house = other_house(buyer);
                }
                last.product = account.product;
                last.leaves = account.leaves;
                vec![next, last]
            }
            _ => Vec::new(),
        }
    }
}

/// The next house of the same trade.
fn other_house(house: &'static House) -> &'static House {
    let mut others = HOUSES.iter();
    others
        .find(|other| other.trade == house.trade && other.name != house.name)
        .unwrap_or(house)
}
