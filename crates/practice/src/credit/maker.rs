//! Making an account: when it was opened, what was borrowed, how it went. All is counted in
//! months before the client's last report.

use chrono::{Days, NaiveDate};

use super::{
    account::{Account, Bankruptcy, BankruptcyEnd, Done, Fall, Fate, How, Product, Spell},
    furnishers::{House, Trade},
    month::Month,
    products::{amount, digits, kind, trade},
    shapes::Shape,
};
use crate::dice::Dice;

/// 15 USC 1681c(c)(1): seven years count from 180 days after the first missed payment.
const DAYS_BEFORE_SEVEN_YEARS: u64 = 180;
const SEVEN_YEARS: i32 = 84;

/// What making an account starts from.
pub(super) struct Maker {
    pub(super) dice: Dice,
    /// The months of the client's first and last report.
    pub(super) first: Month,
    pub(super) last: Month,
    /// How many months before the last report the client came of age.
    pub(super) of_age: i32,
    pub(super) bankruptcy: Option<Bankruptcy>,
    /// Whether all has happened before the first report and all bureaus agree.
    pub(super) steady: bool,
}

impl Maker {
    /// An account, and the accounts of those to whom it was sold or given.
    pub(super) fn make(&mut self, shape: Shape) -> Vec<Account> {
        if let Product::Bill(trade) = shape.0 {
            return vec![self.bill(trade, shape.1)];
        }
        let mut account = self.blank(shape);
        self.live(&mut account);
        let others = self.successors(&account);
        [account].into_iter().chain(others).collect()
    }

    /// Months before the last report; a steady account has it before the first one.
    pub(super) fn ago(&mut self, low: i64, high: i64) -> Month {
        let still = if self.steady {
            self.last - self.first + 2
        } else {
            0
        };
        self.last - self.dice.between(low, high.max(low)) as i32 - still
    }

    fn room(&self) -> i64 {
        i64::from(self.of_age.max(4))
    }

    /// An account of the product with everything but its life.
    pub(super) fn blank(&mut self, Shape(product, fate): Shape) -> Account {
        let dice = &mut self.dice;
        let trade = trade(dice, product);
        let house = House::draw(dice, trade);
        let (codes, lengths) = kind(dice, product, house.trade);
        let terms = match lengths.last() {
            Some(longest) if self.steady => Some(*longest),
            Some(_) => Some(dice.one_of(lengths)),
            None => None,
        };
        let amount = amount(dice, product);
        // What interest adds to equal parts of the amount.
        let payment = terms.map_or(0, |terms| amount * 112 / 100 / i64::from(terms));
        let used = match dice.below(10) {
            0..2 => 0,
            2..5 => dice.between(2, 25),
            5..8 => dice.between(25, 70),
            _ => dice.between(70, 95),
        };
        let due = 1 + dice.below(4) as u32;
        Account {
            place: 0,
            house,
            product,
            fate,
            codes,
            ecoa: if dice.chance(9) { "2" } else { "1" },
            digits: digits(dice, house.trade),
            opened: NaiveDate::default(),
            starts: self.first,
            leaves: None,
            amount,
            high: if terms.is_some() {
                amount
            } else {
                amount * (used + 6).clamp(25, 99) / 100
            },
            terms,
            payment,
            used,
            due,
            cycle: dice.between(6, 26) as u32,
            spells: Vec::new(),
            fall: None,
            done: None,
            closed: None,
            bankruptcy: None,
            debt: None,
            gaps: dice.chance(8) && !self.steady,
            steady: self.steady,
            salt: dice.below(u64::MAX),
        }
    }

    pub(super) fn open(&mut self, account: &mut Account, month: Month) {
        account.opened = month.day(account.due);
        account.starts = month + 1;
    }

    fn live(&mut self, account: &mut Account) {
        let longest = account.terms.map_or(200, |terms| i64::from(terms) - 4);
        let room = self.room().min(longest);
        match account.fate {
            Fate::Good | Fate::Authorised | Fate::Deferred | Fate::Transferred => {
                self.go_well(account, room);
            }
            Fate::WasLate | Fate::Late => self.go_late(account, room),
            Fate::Paid | Fate::PaidLate | Fate::ForeclosureAvoided | Fate::LateLongAgo => {
                self.pay_off(account, longest);
            }
            Fate::ClosedOwing => {
                let closed = self.ago(3, 36);
                account.used = account.used.max(30);
                account.closed =
                    Some((closed.day(account.due), self.steady || self.dice.chance(70)));
                let opened = self.ago(40, 150.min(self.room()));
                self.open(account, opened.min(closed - 12));
            }
            Fate::Bankrupt => self.go_bankrupt(account),
            _ => self.fall(account),
        }
        account.high = account.high.max(account.fall.map_or(0, |fall| fall.owed));
    }

    fn go_well(&mut self, account: &mut Account, room: i64) {
        let least = if account.steady { 50 } else { 4 };
        let opened = self.ago(least, room.max(least));
        let opened = if account.fate == Fate::Transferred {
            self.ago(40, 100)
        } else {
            opened
        };
        self.open(account, opened);
        match account.fate {
            Fate::Authorised => account.ecoa = "3",
            Fate::Deferred => account.payment = 0,
            Fate::Transferred => {
                let on = self.ago(3, 24).day(account.due);
                account.done = Some(Done {
                    on,
                    how: How::Transferred,
                });
            }
            _ if account.steady => account.used = account.used.max(22),
            _ => {}
        }
    }

    fn go_late(&mut self, account: &mut Account, room: i64) {
        let least = if account.fate == Fate::Late { 20 } else { 44 };
        let opened = self.ago(least, room.max(least));
        self.open(account, opened);
        account.used = account.used.max(22);
        if account.fate == Fate::Late {
            let from = self.ago(0, 4);
            account.spells.push(Spell {
                from,
                peak: 6,
                to: self.last + 120,
            });
        }
        let earlier = if account.fate == Fate::Late { 0 } else { 1 };
        for _ in 0..earlier + self.dice.below(3) {
            let from = self.ago(8, 62);
            let peak = [1, 1, 1, 2, 2, 3, 4][self.dice.below(7) as usize];
            let to = from + peak + self.dice.below(2) as i32;
            let clear = |other: &Spell| to + 2 < other.from || from > other.to + 2;
            if from > opened + 5 && account.spells.iter().all(clear) {
                account.spells.push(Spell { from, peak, to });
            }
        }
    }

    fn pay_off(&mut self, account: &mut Account, longest: i64) {
        let long_ago = account.fate == Fate::LateLongAgo;
        let done = if long_ago {
            self.ago(88, 92)
        } else {
            self.ago(2, 50)
        };
        let age = self.dice.between(26, longest.clamp(30, 96));
        let age = age.min((self.room() - i64::from(self.last - done)).max(16));
        self.open(account, done - age as i32);
        account.done = Some(Done {
            on: done.day(account.due),
            how: How::Paid,
        });
        let late = self.dice.between(1, 5) as i32;
        match account.fate {
            Fate::PaidLate | Fate::ForeclosureAvoided => account.spells.push(Spell {
                from: done - late,
                peak: 6,
                to: done + 1,
            }),
            Fate::LateLongAgo => account.spells.push(Spell {
                from: done - 9,
                peak: 2,
                to: done - 6,
            }),
            _ if account.is_line() && self.dice.chance(60) => {
                account.closed = Some((done.day(account.due), true));
            }
            _ => {}
        }
        account.used = account.used.max(10);
        account.leaves = done
            .day(account.due)
            .checked_add_signed(chrono::Duration::days(3_650));
    }

    fn go_bankrupt(&mut self, account: &mut Account) {
        let Some(case) = self.bankruptcy else { return };
        let petition = Month::of(case.petition);
        account.bankruptcy = Some(case);
        account.used = account.used.max(40);
        account.gaps = false;
        account.leaves = Some((petition + SEVEN_YEARS).day(account.due));
        let age = self.dice.between(20, 23) as i32;
        self.open(account, petition - age);
        let late = self.dice.between(0, 4) as i32;
        if !case.stands() {
            let (first, lost) = (petition - 4, petition + 2);
            let owed = account.balance(first);
            account.fall = Some(Fall {
                first,
                lost,
                letter: 'L',
                owed,
            });
            return;
        }
        if late > 0 {
            let from = petition - late;
            account.spells.push(Spell {
                from,
                peak: 6,
                to: self.last + 120,
            });
        }
        if let BankruptcyEnd::Discharged(on) = case.end {
            account.done = Some(Done {
                on,
                how: How::Discharged,
            });
        }
    }

    /// Late, and never on time again.
    fn fall(&mut self, account: &mut Account) {
        account.used = account.used.max(60);
        account.gaps = false;
        let (letter, until_lost) = match account.fate {
            Fate::Repossessed | Fate::RepossessedPaid => ('K', self.dice.between(2, 3)),
            Fate::Surrendered | Fate::SurrenderedPaid => ('J', self.dice.between(1, 3)),
            Fate::Foreclosed => ('H', self.dice.between(7, 11)),
            Fate::DeedInLieu => ('H', self.dice.between(3, 5)),
            _ if account.is_line() => ('L', 6),
            _ => ('L', self.dice.between(4, 6)),
        };
        let seen = i64::from(self.last - self.first);
        let first = match account.fate {
            Fate::Obsolete => self.ago(93, 96),
            Fate::ChargedOffLongAgo => self.ago(58, 60),
            _ if self.steady => self.ago(18, 40),
            _ if self.dice.chance(12) => self.ago(78, 80 + seen.min(8)),
            _ => self.ago(until_lost + 2, 78),
        };
        let lost = first + until_lost as i32;
        let age = self
            .dice
            .between(14, account.terms.map_or(70, |terms| i64::from(terms) - 14));
        let room = self.room() - i64::from(self.last - first);
        self.open(account, first - age.min(60).min(room.max(14)) as i32);
        let owed = account.balance(first);
        // A sale of the collateral pays part of a loan; a card grows by interest.
        let owed = match letter {
            'K' | 'J' => owed * self.dice.between(35, 70) / 100,
            'L' if account.is_line() => owed * self.dice.between(104, 118) / 100,
            _ => owed,
        };
        account.fall = Some(Fall {
            first,
            lost,
            letter,
            owed,
        });
        let since = i64::from(self.last - lost).max(1);
        let still = if self.steady {
            i64::from(self.last - self.first + 2)
        } else {
            0
        };
        let later = |maker: &mut Self, most: i64| {
            let months = maker.dice.between(1, (since - still).min(most).max(1));
            (lost + months as i32).day(account.due)
        };
        let how = match account.fate {
            Fate::ChargedOffPaid | Fate::RepossessedPaid | Fate::SurrenderedPaid => How::Paid,
            Fate::Settled => How::Settled,
            Fate::Sold | Fate::SoldTwice => How::Sold(House::draw(&mut self.dice, Trade::Buyer)),
            fate => {
                account.leaves = self.leaves(fate, first, account.due);
                return;
            }
        };
        let most = if matches!(how, How::Sold(_)) { 8 } else { 40 };
        let on = later(self, most);
        account.done = Some(Done { on, how });
        // Its history stands still, and late months in it may not become older than seven years.
        account.leaves = Some((first + SEVEN_YEARS).day(account.due));
    }

    /// The last day on which bureaus show a delinquency. Some take it off seven years after the
    /// first 30-day delinquency, some keep it to the last day that the law allows.
    pub(super) fn leaves(&mut self, fate: Fate, first: Month, due: u32) -> Option<NaiveDate> {
        let lawful = ((first - 1) + SEVEN_YEARS).day(due) + Days::new(DAYS_BEFORE_SEVEN_YEARS);
        match fate {
            Fate::Obsolete => None,
            _ if self.dice.chance(50) => Some(lawful),
            _ => Some((first + SEVEN_YEARS).day(due)),
        }
    }
}
