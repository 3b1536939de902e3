//! What an invented person in India has at banks that do not exist: accounts, and what was paid in
//! and out month by month, with balances that add up. Amounts are in paise, a hundredth of a rupee.
//! Two years lie before the practice's day, and time goes on after it: what a month brought stays
//! the same however late it is looked at.

mod holder;
mod month;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Datelike, Days, NaiveDate, Utc};

use crate::{
    Practice,
    dice::{Dice, Purpose},
};
pub use holder::BankHolder;

/// How many months lie before the practice's day.
const MONTHS: i32 = 24;
/// A rupee.
const RUPEE: i64 = 100;

/// A person and the person's accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankCustomer {
    /// Who holds the accounts.
    pub holder: BankHolder,
    /// The accounts, the one for every day first.
    pub accounts: Vec<BankAccount>,
}

/// A bank that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bank {
    /// Under which name it provides data.
    pub fip: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// The four letters that its branches' codes begin with.
    pub code: &'static str,
}

const BANKS: &[Bank] = &[
    bank("FIP-HOLLOWFEN", "Hollowfen Gramin Bank", "ZQHF"),
    bank("FIP-UMBERPUR", "Umberpur Sahakari Bank", "ZQUM"),
    bank("FIP-KESTREL", "Kestrelmoor Bank of Bharat", "ZQKM"),
    bank("FIP-SAFFRON", "Saffronloft Small Finance Bank", "ZQSL"),
];

const fn bank(fip: &'static str, name: &'static str, code: &'static str) -> Bank {
    Bank { fip, name, code }
}

/// What an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountKind {
    /// For every day.
    Savings,
    /// For business.
    Current,
    /// Put away for a time.
    TermDeposit,
    /// Put away month by month.
    RecurringDeposit,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankAccount {
    /// What it is.
    pub kind: AccountKind,
    /// Where it is.
    pub bank: Bank,
    /// The number of the branch.
    pub branch: u64,
    /// The account's number, all but the last four digits hidden; another for each account.
    pub masked: String,
    /// The number under which the person linked it.
    pub link: String,
    /// The day on which it was opened.
    pub opened_on: NaiveDate,
    /// How far it may be overdrawn.
    pub overdraft: i64,
    /// What was on it before the first entry.
    pub opening_balance: i64,
    /// What was paid in and out, the oldest first.
    pub entries: Vec<BankEntry>,
}

impl BankAccount {
    /// The branch's code in the Indian Financial System; no bank begins with these letters.
    #[must_use]
    pub fn ifsc(&self) -> String {
        format!("{}0{:06}", self.bank.code, self.branch)
    }

    /// The branch's code on cheques; no town begins with three zeros.
    #[must_use]
    pub fn micr(&self) -> String {
        format!("{:09}", self.branch)
    }

    /// What is on it after the last entry.
    #[must_use]
    pub fn balance(&self) -> i64 {
        let last = self.entries.last();
        last.map_or(self.opening_balance, |entry| entry.balance)
    }
}

/// Something that was paid in or out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it came in.
    pub is_credit: bool,
    /// How much; more than nothing.
    pub amount: i64,
    /// How: `UPI`, `CARD`, `ATM`, `FT` or `OTHERS`.
    pub mode: &'static str,
    /// What the statement says.
    pub narration: String,
    /// What is on the account afterwards; never less than nothing.
    pub balance: i64,
    /// The number by which both sides know it: the same in both accounts where the person moved
    /// money from one to the other.
    pub reference: String,
}

impl Practice {
    /// A person and the person's accounts, by number, from 0, as they are at a moment.
    #[must_use]
    pub fn bank_customer(&self, number: u64, until: DateTime<Utc>) -> BankCustomer {
        let holder = BankHolder::draw(&mut self.dice(number, Purpose::BankHolder), self.as_of);
        let begins = month_of(self.as_of) - MONTHS;
        let mut dice = self.dice(number, Purpose::Bank);
        let mut accounts = accounts(&mut dice, begins);
        let habits = month::Habits::draw(&mut dice);
        for month in begins..=month_of(until.date_naive()) {
            let place = u64::from(month.unsigned_abs());
            let mut dice = Dice::of(self.seed, number, place, Purpose::BankMonth);
            habits.spend(&mut dice, month, &mut accounts);
        }
        for account in &mut accounts {
            account.entries.retain(|entry| entry.at <= until);
        }
        BankCustomer { holder, accounts }
    }
}

/// The accounts as they stand before the first month.
fn accounts(dice: &mut Dice, begins: i32) -> Vec<BankAccount> {
    let (has_second, has_recurring, has_term) = (dice.chance(40), dice.chance(50), dice.chance(35));
    let second = if dice.chance(30) {
        AccountKind::Current
    } else {
        AccountKind::Savings
    };
    let kinds = [
        (true, AccountKind::Savings),
        (has_second, second),
        (has_recurring, AccountKind::RecurringDeposit),
        (has_term, AccountKind::TermDeposit),
    ];
    let first = dice.below(BANKS.len() as u64) as usize;
    let mut made = Vec::new();
    for (place, (_, kind)) in kinds.into_iter().enumerate().filter(|(_, kind)| kind.0) {
        // The second account is at another bank; what is put away is at the first.
        let bank = BANKS[(first + usize::from(place == 1)) % BANKS.len()];
        let rupees = match kind {
            AccountKind::Savings | AccountKind::Current => dice.between(500, 60_000),
            AccountKind::TermDeposit => dice.between(2, 30) * 10_000,
            AccountKind::RecurringDeposit => 0,
        };
        let overdraft = match kind {
            AccountKind::Current => 50_000 * RUPEE,
            _ => 0,
        };
        made.push(BankAccount {
            kind,
            bank,
            branch: 1 + dice.below(400),
            masked: format!("XXXXXXXX{:03}{place}", dice.below(1_000)),
            link: format!("LNK-{:08}-{place}", dice.below(100_000_000)),
            opened_on: day(begins, 1) - Days::new(1 + dice.below(3_000)),
            overdraft,
            opening_balance: rupees * RUPEE,
            entries: Vec::new(),
        });
    }
    made
}

/// A month, counted from the year 0.
fn month_of(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0() as i32
}

/// A day of a month, at most the 28th.
fn day(month: i32, day: u32) -> NaiveDate {
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12) as u32 + 1);
    NaiveDate::from_ymd_opt(year, month, day.clamp(1, 28)).unwrap_or_default()
}
