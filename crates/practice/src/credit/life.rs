//! What an account looked like in a month: how late, what was owed, which letter and which status.

use chrono::NaiveDate;

use super::{
    account::{Account, Bankruptcy, BankruptcyEnd, Fate, How, Product, Spell},
    month::Month,
};
use crate::dice::mix;

/// How an account stood when its furnisher reported.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    /// The month of which the furnisher speaks.
    pub(super) month: Month,
    pub(super) reported_on: NaiveDate,
    /// Whether it had ended by then.
    pub(super) done: Option<How>,
    pub(super) status: &'static str,
    /// For the statuses that need one.
    pub(super) rating: Option<char>,
    /// 30-day steps that are late and not paid.
    pub(super) level: i32,
    pub(super) first_delinquency: Option<NaiveDate>,
    pub(super) balance: i64,
    /// Metro 2's consumer information indicator.
    pub(super) bankruptcy: Option<&'static str>,
}

impl Account {
    /// How late it was in a month, in steps of 30 days. `milder` takes steps off delinquencies
    /// that were cured: not every bureau heard of the worst of them.
    pub(super) fn level(&self, month: Month, milder: i32) -> i32 {
        let month = self.before_petition(month);
        if let Some(fall) = self.fall.filter(|fall| month >= fall.first) {
            return (month - fall.first + 1).min(6);
        }
        let spell = self.spell(month);
        spell.map_or(0, |spell| {
            let less = if spell.peak > 1 && self.done.is_none() {
                milder
            } else {
                0
            };
            (month - spell.from + 1).min(spell.peak - less)
        })
    }

    /// The month, or the last one before a petition that froze the account.
    fn before_petition(&self, month: Month) -> Month {
        let Some(case) = self.bankruptcy.filter(Bankruptcy::stands) else {
            return month;
        };
        month.min(Month::of(case.petition) - 1)
    }

    fn spell(&self, month: Month) -> Option<&Spell> {
        let mut spells = self.spells.iter();
        spells.find(|spell| spell.from <= month && month < spell.to)
    }

    /// What was owed in a month, before the account ended.
    pub(super) fn balance(&self, month: Month) -> i64 {
        if let Some(fall) = self.fall.filter(|fall| month >= fall.lost) {
            return fall.owed;
        }
        let month = self.before_petition(month);
        let level = self.level(month, 0);
        match (self.terms, self.is_loan()) {
            _ if self.debt.is_some() => self.amount,
            (Some(terms), true) if self.payment > 0 => {
                let paid = (month - Month::of(self.opened) - level).clamp(0, terms - 1);
                (self.amount * i64::from(terms - paid) / i64::from(terms)).max(1)
            }
            (_, true) => self.amount,
            _ => self.drawn(month, level),
        }
    }

    /// What was drawn on a line or card in a month. Nothing is drawn while payments are late.
    fn drawn(&self, month: Month, level: i32) -> i64 {
        let calm = month - level;
        if level > 0 {
            return self.drawn(calm, 0).max(self.amount / 5) + i64::from(level) * 29;
        }
        if self.used == 0 {
            return 0;
        }
        let throw = mix(self.salt ^ calm.number());
        if self.used < 20 && throw.is_multiple_of(6) && self.closed.is_none() {
            return 0;
        }
        let percent = self.used + (throw >> 8) as i64 % 9 - 4;
        let full = self.amount * percent.clamp(2, 95) / 100;
        match self.closed {
            Some((closed, _)) if calm > Month::of(closed) => {
                let since = i64::from(calm - Month::of(closed));
                let at_closing = self.amount * self.used / 100;
                (at_closing * (60 - since).max(6) / 60).max(1)
            }
            _ => full.max(1),
        }
    }

    /// The minimum or instalment that was due in a month.
    pub(super) fn due_in(&self, month: Month) -> i64 {
        if self.is_line() {
            let balance = self.balance(month);
            return if balance == 0 {
                0
            } else {
                (balance * 3 / 100).max(25).min(balance)
            };
        }
        self.payment
    }

    /// Whether the furnisher forgot to report that month.
    fn is_silent(&self, month: Month) -> bool {
        self.gaps
            && self.level(month, 0) == 0
            && month > self.starts
            && mix(self.salt.rotate_left(17) ^ month.number()).is_multiple_of(13)
    }

    /// The letter of a month in the payment history.
    pub(super) fn letter(&self, month: Month, milder: i32) -> char {
        if month < Month::of(self.opened) {
            return 'B';
        }
        if self.debt.is_some() {
            return 'G';
        }
        if self.before_petition(month) != month {
            return 'D';
        }
        if let Some(fall) = self.fall.filter(|fall| month >= fall.lost) {
            return fall.letter;
        }
        match self.level(month, milder) {
            0 if self.is_silent(month) => 'D',
            0 if self.balance(month) == 0 => 'E',
            level => step(level),
        }
    }

    /// How it stood when the furnisher reported last before a day; `None` before it was reported
    /// at all. `behind` is how many months the bureau lags behind.
    pub(super) fn standing(&self, by: NaiveDate, behind: i32, milder: i32) -> Option<Standing> {
        let mut month = Month::of(by);
        if month.day(self.cycle) > by {
            month = month - 1;
        }
        month = month - behind;
        while self.is_silent(month) {
            month = month - 1;
        }
        self.standing_in(month, milder)
    }

    /// How it stood when the furnisher reported in a month.
    pub(super) fn standing_in(&self, month: Month, milder: i32) -> Option<Standing> {
        if month < self.starts {
            return None;
        }
        let reported_on = month.day(self.cycle);
        if let Some(done) = self.done.filter(|done| done.on <= reported_on) {
            return Some(self.ended(done.on, done.how));
        }
        let fallen = self.fall.filter(|fall| month >= fall.lost);
        let level = self.level(month, milder);
        let status = match (fallen, level) {
            _ if self.debt.is_some() => "93",
            (Some(fall), _) => lost(fall.letter, self.fate == Fate::DeedInLieu),
            (None, 0) => "11",
            (None, level) => late(level),
        };
        let rating = matches!(status, "89" | "94" | "95")
            .then(|| fallen.map_or('0', |fall| step((fall.lost - fall.first).min(6))));
        let indicator = self.indicator(month);
        let delinquency = (status != "11").then(|| self.delinquency(month)).flatten();
        Some(Standing {
            month,
            reported_on,
            done: None,
            status,
            rating,
            level,
            first_delinquency: delinquency.or_else(|| self.petitioned(indicator)),
            balance: self.balance(month),
            bankruptcy: indicator,
        })
    }

    fn ended(&self, on: NaiveDate, how: How) -> Standing {
        let month = Month::of(on);
        let level = self.level(month - 1, 0);
        let (status, rating) = match (how, self.fall) {
            (How::Transferred, _) => ("05", Some('0')),
            (How::Sold(_), _) => ("97", None),
            (_, _) if self.debt.is_some() => ("62", None),
            (How::Paid | How::Settled, Some(fall)) => (paid(fall.letter), None),
            _ if self.fate == Fate::ForeclosureAvoided => ("65", Some(step(level))),
            _ => ("13", Some(step(level))),
        };
        let indicator = self.indicator(month);
        let clean = matches!(status, "05" | "13") && rating == Some('0');
        let delinquency = (!clean).then(|| self.delinquency(month - 1)).flatten();
        Standing {
            month,
            reported_on: on,
            done: Some(how),
            status,
            rating,
            level: 0,
            first_delinquency: delinquency.or_else(|| self.petitioned(indicator)),
            balance: 0,
            bankruptcy: indicator,
        }
    }

    /// The first 30-day delinquency that led to how it stood in a month.
    fn delinquency(&self, month: Month) -> Option<NaiveDate> {
        if let Some(debt) = self.debt {
            return Some(debt.first_delinquency);
        }
        if let Some(fall) = self.fall.filter(|fall| month >= fall.first) {
            return Some(fall.first.day(self.due));
        }
        let spell = self.spell(self.before_petition(month));
        spell.map(|spell| spell.from.day(self.due))
    }

    /// While a bankruptcy touches an account that was never late, its petition takes the place
    /// of the first delinquency.
    fn petitioned(&self, indicator: Option<&str>) -> Option<NaiveDate> {
        let counts = matches!(indicator, Some("A" | "D" | "E" | "H"));
        self.bankruptcy.filter(|_| counts).map(|case| case.petition)
    }

    fn indicator(&self, month: Month) -> Option<&'static str> {
        let case = self.bankruptcy?;
        let over = |day: NaiveDate| month >= Month::of(day);
        match (case.chapter, case.end) {
            _ if !over(case.petition) => None,
            (7, BankruptcyEnd::Discharged(day)) if over(day) => Some("E"),
            (_, BankruptcyEnd::Discharged(day)) if over(day) => Some("H"),
            (_, BankruptcyEnd::Dismissed(day) | BankruptcyEnd::Withdrawn(day)) if over(day) => {
                Some("Q")
            }
            (7, _) => Some("A"),
            _ => Some("D"),
        }
    }

    /// The last payment before a month's report.
    pub(super) fn last_payment(&self, standing: &Standing) -> Option<NaiveDate> {
        if let Some(debt) = self.debt {
            let paid = standing.done.map(|_| standing.reported_on);
            return paid.or(debt.last_payment);
        }
        let opened = Month::of(self.opened);
        let before = |first: Month| (first - 2 > opened).then(|| (first - 2).day(self.due));
        match (standing.done, self.fall) {
            (Some(How::Paid | How::Settled), _) => Some(standing.reported_on),
            (Some(How::Discharged), _) => None,
            (_, Some(fall)) if standing.month >= fall.first => before(fall.first),
            (Some(_), _) => before(standing.month),
            _ if self
                .bankruptcy
                .is_some_and(|case| standing.month >= Month::of(case.petition)) =>
            {
                None
            }
            _ if self.used == 0 && self.is_line() && standing.level == 0 => None,
            _ if self.product == Product::Student && self.payment == 0 => None,
            _ if standing.level > 0 => before(standing.month - standing.level + 1),
            _ => Some(standing.month.day(self.due)),
        }
    }
}

/// The digit of so many 30-day steps.
fn step(level: i32) -> char {
    match level {
        ..=0 => '0',
        1 => '1',
        2 => '2',
        3 => '3',
        4 => '4',
        5 => '5',
        _ => '6',
    }
}

fn late(level: i32) -> &'static str {
    match level {
        ..=1 => "71",
        2 => "78",
        3 => "80",
        4 => "82",
        5 => "83",
        _ => "84",
    }
}

fn lost(letter: char, deed: bool) -> &'static str {
    match letter {
        'K' => "96",
        'J' => "95",
        'H' if deed => "89",
        'H' => "94",
        _ => "97",
    }
}

fn paid(letter: char) -> &'static str {
    match letter {
        'K' => "63",
        'J' => "61",
        _ => "64",
    }
}
