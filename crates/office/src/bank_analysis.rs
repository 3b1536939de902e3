//! What transactions say of an account, or of several together: what came in and went out, what
//! came back, and what there was day by day. Amounts are in paise. Pure: what a transaction is
//! follows from the words of its narration.

#[cfg(test)]
mod tests;
mod told;

use chrono::{Datelike, NaiveDate};
use contract::unaport::{Figures, Largest, MonthFigures};

use told::{Told, What};

/// An account to be analysed.
pub(crate) struct Account<'a> {
    /// What there was before the first entry.
    pub(crate) opening: i64,
    /// The oldest first.
    pub(crate) entries: Vec<Entry<'a>>,
}

/// Something that was paid in or out.
#[derive(Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) day: NaiveDate,
    pub(crate) is_credit: bool,
    /// Never negative.
    pub(crate) amount: i64,
    /// What there is afterwards.
    pub(crate) balance: i64,
    pub(crate) narration: &'a str,
    pub(crate) reference: &'a str,
}

/// An amount as it travels: rupees, with two places.
pub(crate) fn rupees(paise: i64) -> String {
    let sign = if paise < 0 { "-" } else { "" };
    let paise = paise.unsigned_abs();
    format!("{sign}{}.{:02}", paise / 100, paise % 100)
}

/// What is found in accounts, from the first day on which something was paid to the last.
pub(crate) fn figures(accounts: &[Account<'_>]) -> Figures {
    let told = told::of(accounts);
    let opening = accounts.iter().map(|account| account.opening).sum();
    let days = days(accounts, &told);
    let sums = Sums::of(told.iter());
    let largest = |what: fn(&Told<'_>) -> bool| {
        // The earliest of equals.
        let found = told.iter().filter(|one| what(one));
        let found = found.reduce(|most, one| {
            if one.entry.amount > most.entry.amount {
                one
            } else {
                most
            }
        });
        found.map(|one| Largest {
            amount: Some(rupees(one.entry.amount)),
            date: Some(one.entry.day.to_string()),
            narration: Some(one.entry.narration.to_owned()),
        })
    };
    let part = |what: What| {
        let found = told.iter().filter(|one| one.what == what);
        Some(rupees(found.map(|one| one.entry.amount).sum()))
    };
    let balances = Balances::of(opening, &days);
    Figures {
        average_balance: Some(rupees(balances.average)),
        bounces: Some(sums.bounces),
        charges: Some(rupees(sums.charges)),
        closing_balance: Some(rupees(balances.closing)),
        from: days.first().map(|(day, _)| day.to_string()),
        income: Some(rupees(sums.income)),
        instalments: part(What::Instalment),
        largest_income: largest(|one| one.is_income()),
        largest_spending: largest(|one| one.is_spending()),
        maximum_balance: Some(rupees(balances.maximum)),
        minimum_balance: Some(rupees(balances.minimum)),
        months: months(opening, &days, &told),
        opening_balance: Some(rupees(opening)),
        rent: part(What::Rent),
        returned_cheques: Some(sums.returned_cheques),
        salary: part(What::Salary),
        spending: Some(rupees(sums.spending)),
        to: days.last().map(|(day, _)| day.to_string()),
        transactions: Some(told.len() as i64),
    }
}

/// What there was on all accounts at the end of each day.
fn days(accounts: &[Account<'_>], told: &[Told<'_>]) -> Vec<(NaiveDate, i64)> {
    let all = || told.iter().map(|one| one.entry.day);
    let (Some(from), Some(to)) = (all().min(), all().max()) else {
        return Vec::new();
    };
    let mut days = Vec::new();
    let mut balances: Vec<i64> = accounts.iter().map(|account| account.opening).collect();
    let mut next = vec![0; accounts.len()];
    for day in from.iter_days().take_while(|day| *day <= to) {
        for (place, account) in accounts.iter().enumerate() {
            while let Some(entry) = account.entries.get(next[place])
                && entry.day <= day
            {
                balances[place] = entry.balance;
                next[place] += 1;
            }
        }
        days.push((day, balances.iter().sum()));
    }
    days
}

/// What there was over some days.
struct Balances {
    closing: i64,
    average: i64,
    minimum: i64,
    maximum: i64,
}

impl Balances {
    fn of(opening: i64, days: &[(NaiveDate, i64)]) -> Self {
        let all = || days.iter().map(|(_, balance)| *balance);
        let (sum, count) = (all().sum::<i64>(), days.len() as i64);
        Self {
            closing: all().next_back().unwrap_or(opening),
            // To the nearest paisa, halves up.
            average: if count == 0 {
                opening
            } else {
                (2 * sum + count).div_euclid(2 * count)
            },
            minimum: all().min().unwrap_or(opening),
            maximum: all().max().unwrap_or(opening),
        }
    }
}

/// What transactions come to.
#[derive(Default)]
struct Sums {
    income: i64,
    spending: i64,
    charges: i64,
    bounces: i64,
    returned_cheques: i64,
    transactions: i64,
}

impl Sums {
    fn of<'a>(told: impl Iterator<Item = &'a Told<'a>>) -> Self {
        let mut sums = Self::default();
        for one in told {
            let amount = one.entry.amount;
            sums.transactions += 1;
            if one.is_income() {
                sums.income += amount;
            }
            if one.is_spending() {
                sums.spending += amount;
            }
            match one.what {
                What::Charge => sums.charges += amount,
                What::Bounce => {
                    sums.charges += amount;
                    sums.bounces += 1;
                }
                What::ReturnedCheque => sums.returned_cheques += 1,
                _ => {}
            }
        }
        sums
    }
}

/// Each month of the days, the earliest first.
fn months(opening: i64, days: &[(NaiveDate, i64)], told: &[Told<'_>]) -> Vec<MonthFigures> {
    let month = |day: &NaiveDate| (day.year(), day.month());
    let mut opening = opening;
    let chunks = days.chunk_by(|(one, _), (next, _)| month(one) == month(next));
    chunks
        .map(|days| {
            let of = month(&days[0].0);
            let sums = Sums::of(told.iter().filter(|one| month(&one.entry.day) == of));
            let balances = Balances::of(opening, days);
            let before = std::mem::replace(&mut opening, balances.closing);
            MonthFigures {
                average_balance: Some(rupees(balances.average)),
                bounces: Some(sums.bounces),
                charges: Some(rupees(sums.charges)),
                closing_balance: Some(rupees(balances.closing)),
                income: Some(rupees(sums.income)),
                month: Some(format!("{:04}-{:02}", of.0, of.1)),
                opening_balance: Some(rupees(before)),
                returned_cheques: Some(sums.returned_cheques),
                spending: Some(rupees(sums.spending)),
                transactions: Some(sums.transactions),
            }
        })
        .collect()
}
