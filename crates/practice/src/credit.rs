//! Invented credit reports. The true life of each account is computed first; a tradeline is what
//! one bureau says of it on one day, with that bureau's own slips, and with a fault where the
//! file has one. Nothing is stored: whatever is asked for comes from the seed, the client's
//! number and the report.

mod account;
mod collectors;
mod consumer;
mod facet;
mod faults;
mod file;
pub(crate) mod furnishers;
mod inquiries;
mod items;
mod life;
mod maker;
mod month;
mod products;
mod records;
mod scores;
mod sets;
mod shapes;
mod spoil;
#[cfg(test)]
mod tests;
mod view;

pub use faults::Fault;
pub use items::{Item, ItemStatus};
pub use sets::Snapshot;

use chrono::Days;
use reports::{Alert, Bureau, PartialDate, Report, SCHEMA, Statement};

use crate::{
    Practice,
    dice::{Dice, Purpose},
};
use furnishers::House;
use sets::Plan;

/// What bureaus print of an alert. Their order is part of what stays the same for ever.
const ALERTS: &[&str] = &[
    "Initial fraud alert: verify identity before extending credit.",
    "Extended fraud alert: call the consumer before extending credit.",
    "Active duty alert.",
];

/// What clients have bureaus add (15 USC 1681i(b)).
const STATEMENTS: &[&str] = &[
    "The late payments were during a stay in hospital and have been made up.",
    "I dispute the collection account; the bill was paid by my insurance.",
    "My identity was used by another person to open accounts.",
    "The accounts in default belong to a former spouse under the divorce decree.",
];

impl Practice {
    /// The reports of a client, oldest first, those of a day in the order of
    /// [`Bureau::ALL`]. Cheap: nothing of their content is computed.
    #[must_use]
    pub fn snapshots(&self, number: u64) -> Vec<Snapshot> {
        let plans = self.plans(number).into_iter();
        plans.map(|plan| plan.snapshot).collect()
    }

    /// The faults that were put into the client's reports on purpose; most have none.
    #[must_use]
    pub fn faults(&self, number: u64) -> Vec<Fault> {
        let flaws = self.file(number).flaws;
        flaws.into_iter().map(|flaw| flaw.fault).collect()
    }

    /// The content of a report, by its place in [`Practice::snapshots`].
    #[must_use]
    pub fn report(&self, number: u64, nth: usize) -> Option<Report> {
        let file = self.file(number);
        let plan = file.plans.get(nth)?;
        let lines = file.accounts.iter();
        let mut tradelines: Vec<_> = lines
            .filter_map(|account| file.line(self, plan, account))
            .collect();
        tradelines.sort_by(|one, other| one.id.cmp(&other.id));
        let (mut extras, habit) = self.extras(number, plan);
        let mut report = Report {
            schema: SCHEMA.to_owned(),
            bureau: plan.snapshot.bureau,
            report_date: plan.snapshot.report_date,
            confirmation_number: Some(format!("{:010}", extras.below(10_000_000_000))),
            frozen: false,
            consumer: self.consumer(&file, plan),
            scores: Vec::new(),
            tradelines,
            inquiries: self.inquiries(&file, plan),
            public_records: self.records(&file, plan),
            alerts: Vec::new(),
            statements: Vec::new(),
        };
        self.add_extras(&mut report, number);
        report.scores = scores::scores(&report, habit);
        Some(report)
    }

    /// Who might write to the client about an account, and the last digits of its number: one
    /// that speaks against the client where there is one.
    pub(crate) fn creditor(&self, number: u64) -> Option<(&'static House, String)> {
        let accounts = self.file(number).accounts;
        let adverse = accounts.iter().find(|account| account.fate.is_adverse());
        let account = adverse.or(accounts.first())?;
        let hidden = account.digits.len().saturating_sub(4);
        Some((account.house, account.digits[hidden..].to_owned()))
    }

    /// Throws of a report, and how far its bureau's score is off the others'.
    fn extras(&self, number: u64, plan: &Plan) -> (Dice, i64) {
        let bureau = plan.snapshot.bureau.index() as u64;
        let mut own = Dice::of(self.seed, number, bureau, Purpose::Extras);
        let habit = own.between(-14, 14);
        let place = 4 + plan.set as u64 * 4 + bureau;
        (Dice::of(self.seed, number, place, Purpose::Extras), habit)
    }

    /// A freeze, an alert, a statement: for few.
    fn add_extras(&self, report: &mut Report, number: u64) {
        let mut dice = self.dice(number, Purpose::Extras);
        let since = self.as_of - Days::new(30 + dice.below(330));
        let there = since <= report.report_date;
        let (frozen, everywhere) = (dice.chance(5), dice.chance(60));
        let (alert, alerted) = (dice.chance(5), dice.one_of(ALERTS));
        let (stated, statement) = (dice.chance(5), dice.one_of(STATEMENTS));
        let here = report.bureau == dice.one_of(&Bureau::ALL);
        if !there {
            return;
        }
        report.frozen = frozen && (everywhere || here);
        let since = Some(PartialDate::day(since));
        if alert {
            let text = alerted.to_owned();
            report.alerts.push(Alert { text, since });
        }
        if stated && here {
            let text = statement.to_owned();
            report.statements.push(Statement { text, since });
        }
    }
}
