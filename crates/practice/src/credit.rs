//! Invented credit reports. The true life of each account is computed first; a tradeline is what
//! one bureau says of it on one day, with that bureau's own slips. Nothing is stored and nothing
//! is drawn twice: whatever is asked for comes from the seed, the client's number and the report.

mod consumer;
mod furnishers;
mod items;
mod sets;

pub use items::{Item, ItemStatus};
pub use sets::Snapshot;

use reports::{Report, SCHEMA};

use crate::Practice;

impl Practice {
    /// The reports of a client, oldest first, those of a day in the order of
    /// [`reports::Bureau::ALL`]. Cheap: nothing of their content is computed.
    #[must_use]
    pub fn snapshots(&self, number: u64) -> Vec<Snapshot> {
        let plans = self.plans(number).into_iter();
        plans.map(|plan| plan.snapshot).collect()
    }

    /// The content of one of them, by its place in [`Practice::snapshots`].
    #[must_use]
    pub fn report(&self, number: u64, nth: usize) -> Option<Report> {
        let plan = self.plans(number).into_iter().nth(nth)?;
        let snapshot = plan.snapshot;
        Some(Report {
            schema: SCHEMA.to_owned(),
            bureau: snapshot.bureau,
            report_date: snapshot.report_date,
            confirmation_number: None,
            frozen: false,
            consumer: self.consumer(number, snapshot.bureau),
            scores: Vec::new(),
            tradelines: Vec::new(),
            inquiries: Vec::new(),
            public_records: Vec::new(),
            alerts: Vec::new(),
            statements: Vec::new(),
        })
    }
}
