//! What is true of an account: what it is for, when it was opened, how it was paid, how it
//! ended. What it looked like in a month is in `life`.

use chrono::NaiveDate;

use super::{
    furnishers::{House, Trade},
    month::Month,
};

/// What an account is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Product {
    Card,
    Retail,
    HomeLine,
    Auto,
    Lease,
    Student,
    Mortgage,
    Personal,
    /// A bill that was not paid and went to a collector.
    Bill(Trade),
}

/// How an account goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Paid on time.
    Good,
    /// Late at times, on time again.
    WasLate,
    /// Late now.
    Late,
    /// Paid off and closed.
    Paid,
    /// Paid off and closed after having been late for long.
    PaidLate,
    /// Closed to further use, still being paid.
    ClosedOwing,
    /// Another's card on which the client may draw.
    Authorised,
    /// Nothing due yet.
    Deferred,
    /// Given to another servicer.
    Transferred,
    ChargedOff,
    ChargedOffPaid,
    Settled,
    /// Charged off and sold; the buyer reports it too.
    Sold,
    /// Sold twice; two buyers report it.
    SoldTwice,
    Repossessed,
    RepossessedPaid,
    Surrendered,
    SurrenderedPaid,
    Foreclosed,
    DeedInLieu,
    ForeclosureAvoided,
    Collected,
    CollectedPaid,
    /// Part of the client's bankruptcy.
    Bankrupt,
    /// Charged off so long ago that the history shows nothing else.
    ChargedOffLongAgo,
    /// Charged off so long ago that it should be gone.
    Obsolete,
    /// Closed more than seven years ago after having been late.
    LateLongAgo,
}

impl Fate {
    /// Whether it speaks against the client.
    pub(super) fn is_adverse(self) -> bool {
        !matches!(
            self,
            Self::Good
                | Self::Paid
                | Self::ClosedOwing
                | Self::Authorised
                | Self::Deferred
                | Self::Transferred
        )
    }
}

/// An account as it truly was.
#[derive(Clone, Debug)]
pub(super) struct Account {
    /// Its place among the client's.
    pub(super) place: usize,
    pub(super) house: &'static House,
    pub(super) product: Product,
    pub(super) fate: Fate,
    /// Portfolio type and account type, as Metro 2 has them.
    pub(super) codes: (&'static str, &'static str),
    pub(super) ecoa: &'static str,
    /// The whole account number.
    pub(super) digits: String,
    pub(super) opened: NaiveDate,
    /// The first month in which bureaus show it.
    pub(super) starts: Month,
    /// The last day on which bureaus show it.
    pub(super) leaves: Option<NaiveDate>,
    /// The limit, or the original amount, in dollars.
    pub(super) amount: i64,
    pub(super) high: i64,
    /// Months in which a loan is to be paid back.
    pub(super) terms: Option<i32>,
    pub(super) payment: i64,
    /// How much of the limit is used, in percent; 0 for a card that lies in a drawer.
    pub(super) used: i64,
    /// The days of a month on which payments are due and on which the furnisher reports.
    pub(super) due: u32,
    pub(super) cycle: u32,
    pub(super) spells: Vec<Spell>,
    pub(super) fall: Option<Fall>,
    pub(super) done: Option<Done>,
    /// When it was closed to further use, and whether the client asked for that.
    pub(super) closed: Option<(NaiveDate, bool)>,
    pub(super) bankruptcy: Option<Bankruptcy>,
    pub(super) debt: Option<Debt>,
    /// Months in which the furnisher forgot to report.
    pub(super) gaps: bool,
    /// The same at all bureaus and in all reports, but for a fault.
    pub(super) steady: bool,
    /// What throws that belong to a month of it start from.
    pub(super) salt: u64,
}

/// Months in a row in which payments were late.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spell {
    /// The first month that was 30 days late.
    pub(super) from: Month,
    /// How late it became, in steps of 30 days.
    pub(super) peak: i32,
    /// The first month that was on time again.
    pub(super) to: Month,
}

/// A delinquency that was not cured.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fall {
    /// The first month that was 30 days late.
    pub(super) first: Month,
    /// The month in which it was charged off, repossessed or foreclosed.
    pub(super) lost: Month,
    /// Its letter in a history from then on.
    pub(super) letter: char,
    /// What was owed then, in dollars.
    pub(super) owed: i64,
}

/// The end of an account.
#[derive(Clone, Copy, Debug)]
pub(super) struct Done {
    pub(super) on: NaiveDate,
    pub(super) how: How,
}

/// How an account ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    Paid,
    Settled,
    Sold(&'static House),
    Transferred,
    Discharged,
}

/// The client's bankruptcy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bankruptcy {
    /// 7 or 13.
    pub(super) chapter: u8,
    pub(super) petition: NaiveDate,
    pub(super) end: BankruptcyEnd,
}

/// How a bankruptcy went on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BankruptcyEnd {
    Pending,
    Discharged(NaiveDate),
    Dismissed(NaiveDate),
    Withdrawn(NaiveDate),
}

/// What a collector collects.
#[derive(Clone, Copy, Debug)]
pub(super) struct Debt {
    pub(super) creditor: &'static House,
    /// From whom it was bought; `None` where it is collected for another.
    pub(super) bought_from: Option<&'static House>,
    pub(super) first_delinquency: NaiveDate,
    pub(super) last_payment: Option<NaiveDate>,
}

impl Bankruptcy {
    /// Whether it was not dismissed or withdrawn, so that what was owed then stays as it was.
    pub(super) fn stands(&self) -> bool {
        matches!(
            self.end,
            BankruptcyEnd::Pending | BankruptcyEnd::Discharged(_)
        )
    }
}

impl Account {
    /// Whether it is a loan with a fixed number of payments.
    pub(super) fn is_loan(&self) -> bool {
        matches!(self.codes.0, "I" | "M")
    }

    /// Whether it is a card or line that can be drawn on.
    pub(super) fn is_line(&self) -> bool {
        matches!(self.codes.0, "R" | "C")
    }
}
