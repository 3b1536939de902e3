//! What each transaction is, by the words of its narration, and by the others beside it.

use std::collections::HashSet;

use super::{Account, Entry};

/// What a transaction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Money moved between two of the accounts.
    Own,
    /// A salary that came in.
    Salary,
    /// Rent that went out.
    Rent,
    /// A loan that was paid back in part.
    Instalment,
    /// What the bank took for a service, or for a cheque that came back.
    Charge,
    /// What the bank took for a payment that it sent back for lack of money. The payment itself
    /// never was.
    Bounce,
    /// A cheque that came back after it had been paid in.
    ReturnedCheque,
    /// The paying in of a cheque that came back later.
    Undone,
    /// Whatever else.
    Other,
}

/// A transaction, and what it is.
pub(super) struct Told<'a> {
    pub(super) entry: Entry<'a>,
    pub(super) what: What,
}

impl Told<'_> {
    pub(super) fn is_income(&self) -> bool {
        self.entry.is_credit && !self.is_void()
    }

    pub(super) fn is_spending(&self) -> bool {
        !self.entry.is_credit && !self.is_void()
    }

    /// Whether nothing came in or went out by it in the end.
    fn is_void(&self) -> bool {
        matches!(self.what, What::Own | What::ReturnedCheque | What::Undone)
    }
}

/// What every transaction of accounts is, account by account.
pub(super) fn of<'a>(accounts: &[Account<'a>]) -> Vec<Told<'a>> {
    let own = own(accounts);
    let mut all = Vec::new();
    for account in accounts {
        let begins = all.len();
        for entry in &account.entries {
            let is_own = own.contains(&(entry.reference, entry.amount));
            let what = if is_own { What::Own } else { alone(entry) };
            if what == What::ReturnedCheque {
                undo(&mut all[begins..], entry);
            }
            all.push(Told {
                entry: *entry,
                what,
            });
        }
    }
    all
}

/// What left one account and came into another under one reference.
fn own<'a>(accounts: &[Account<'a>]) -> HashSet<(&'a str, i64)> {
    let of = |account: &Account<'a>, is_credit: bool| -> HashSet<(&'a str, i64)> {
        let entries = account.entries.iter();
        entries
            .filter(|entry| entry.is_credit == is_credit && !entry.reference.is_empty())
            .map(|entry| (entry.reference, entry.amount))
            .collect()
    };
    let mut own = HashSet::new();
    for (place, from) in accounts.iter().enumerate() {
        let left = of(from, false);
        for (other, into) in accounts.iter().enumerate() {
            if other != place {
                own.extend(left.intersection(&of(into, true)));
            }
        }
    }
    own
}

/// What a transaction is by itself.
fn alone(entry: &Entry<'_>) -> What {
    let narration = entry.narration.to_uppercase();
    let words: Vec<&str> = words(&narration).collect();
    let has = |any: &[&str]| words.iter().any(|word| any.contains(word));
    let returned = has(&["RTN", "RETURN", "RETURNED", "BOUNCE"]);
    if entry.is_credit {
        let is_salary = has(&["SALARY", "SAL"]);
        return if is_salary { What::Salary } else { What::Other };
    }
    if has(&["CHGS", "CHG", "CHARGE", "CHARGES"]) {
        let is_bounce = returned && has(&["NACH", "ECS", "ACH", "EMI"]);
        return if is_bounce {
            What::Bounce
        } else {
            What::Charge
        };
    }
    if returned && has(&["CHQ", "CHEQUE"]) {
        What::ReturnedCheque
    } else if has(&["RENT"]) {
        What::Rent
    } else if has(&["EMI", "NACH", "ECS", "ACH"]) {
        What::Instalment
    } else {
        What::Other
    }
}

/// Marks the latest paying in of the cheque that comes back: the same amount, and the same number
/// where one is told.
fn undo(before: &mut [Told<'_>], returned: &Entry<'_>) {
    let numbers: Vec<&str> = numbers(returned.narration).collect();
    let paid_in = before.iter_mut().rev().find(|one| {
        let same = numbers.is_empty() || has_one_of(one.entry.narration, &numbers);
        one.entry.is_credit
            && one.what == What::Other
            && one.entry.amount == returned.amount
            && same
    });
    if let Some(one) = paid_in {
        one.what = What::Undone;
    }
}

fn has_one_of(narration: &str, wanted: &[&str]) -> bool {
    numbers(narration).any(|number| wanted.contains(&number))
}

fn numbers(narration: &str) -> impl Iterator<Item = &str> {
    words(narration).filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
}

fn words(narration: &str) -> impl Iterator<Item = &str> {
    let words = narration.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty())
}
