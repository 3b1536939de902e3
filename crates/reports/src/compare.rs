//! Three bureaus side by side, as a window shows them: accounts matched, what differs marked, and
//! what changed since each bureau's report before.

mod changes;
mod grid;
mod grouping;
mod persons;
mod rows;
#[cfg(test)]
mod tests;
mod view;

pub use view::{
    Account, AccountRow, BureauHead, Cell, Change, Comparison, Difference, Entry, HistoryGrid,
    Letter, PersonRow, RecordRow,
};

use std::cmp::Ordering;

use crate::{Bureau, Report, Tradeline};

/// One bureau's report with those before it, oldest first.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The report to show.
    pub now: &'a Report,
    /// The bureau's earlier reports, oldest first.
    pub before: &'a [&'a Report],
}

/// What each bureau says, in the order of [`Bureau::ALL`].
pub type ThreeTold<'a> = [Option<Told<'a>>; 3];

/// Lays what the bureaus say side by side.
#[must_use]
pub fn compare(told: &ThreeTold<'_>) -> Comparison {
    let groups = grouping::groups(told);
    let mut accounts: Vec<Account> = groups.iter().map(|group| account(group, told)).collect();
    grouping::mark_likely(&mut accounts, &groups);
    accounts.sort_by(by_weight);
    Comparison {
        bureaus: Bureau::ALL.map(|bureau| told[bureau.index()].map(|told| head(&told))),
        accounts,
        inquiries: rows::inquiries(told),
        public_records: rows::public_records(told),
        person: persons::rows(told),
        letters: grid::legend(),
    }
}

/// What speaks against the client first, then what is open, then by name; last what is gone.
fn by_weight(one: &Account, other: &Account) -> Ordering {
    let weight = |account: &Account| (account.gone, !account.negative, account.closed);
    weight(one)
        .cmp(&weight(other))
        .then_with(|| one.name.cmp(&other.name))
}

fn head(told: &Told<'_>) -> BureauHead {
    let report = told.now;
    let score = report.scores.first();
    let same = |earlier: &&&Report| {
        let first = earlier.scores.first();
        first.map(|first| &first.model) == score.map(|score| &score.model)
    };
    let earlier = told.before.iter().rev().find(same);
    let earlier = earlier.and_then(|earlier| earlier.scores.first());
    let statements = report.statements.iter().map(|statement| &statement.text);
    let alerts = report.alerts.iter().map(|alert| &alert.text);
    BureauHead {
        bureau: report.bureau,
        report_date: report.report_date.to_string(),
        confirmation_number: report.confirmation_number.clone(),
        frozen: report.frozen,
        score: score.and_then(|score| score.value),
        score_model: score.map(|score| score.model.clone()),
        score_before: earlier.and_then(|score| score.value),
        score_factors: score.map(|score| score.factors.clone()).unwrap_or_default(),
        accounts: report.tradelines.len(),
        negative: report
            .tradelines
            .iter()
            .filter(|line| line.is_negative())
            .count(),
        notices: alerts.chain(statements).cloned().collect(),
    }
}

/// The tradelines that are one account: one a bureau at most.
pub(crate) struct Group<'a> {
    pub(crate) facets: [Option<Facet<'a>>; 3],
    /// The least sure of the matches that made it, of 100.
    pub(crate) score: u8,
}

/// One bureau's view of an account.
#[derive(Clone, Copy)]
pub(crate) struct Facet<'a> {
    /// Its place among the bureau's, so that two without ids are told apart.
    pub(crate) place: usize,
    /// What the report shows; what the report before showed where it is gone.
    pub(crate) line: &'a Tradeline,
    /// What the report before said.
    pub(crate) before: Option<&'a Tradeline>,
    pub(crate) change: Option<Change>,
}

impl Facet<'_> {
    /// What names it among the bureau's.
    fn name(&self) -> String {
        match (self.line.id.as_str(), self.gone()) {
            ("", false) => format!("#{}", self.place),
            ("", true) => format!("gone#{}", self.place),
            (id, _) => id.to_owned(),
        }
    }

    fn gone(&self) -> bool {
        self.change == Some(Change::Gone)
    }
}

fn account(group: &Group<'_>, told: &ThreeTold<'_>) -> Account {
    let facets: Vec<&Facet<'_>> = group.facets.iter().flatten().collect();
    let present = || facets.iter().filter(|facet| !facet.gone());
    // What is there speaks for the account; when it is gone everywhere, what was.
    let gone = present().next().is_none();
    let lines: Vec<&Tradeline> = if gone {
        facets.iter().map(|facet| facet.line).collect()
    } else {
        present().map(|facet| facet.line).collect()
    };
    let rows = rows::of(group, told);
    let ids = group.facets.each_ref().map(|facet| {
        let facet = facet.as_ref();
        facet.map(|facet| facet.line.id.clone())
    });
    let name = |facet: &Option<Facet<'_>>| facet.map_or("-".to_owned(), |facet| facet.name());
    let key: Vec<String> = group.facets.iter().map(name).collect();
    Account {
        key: key.join("/"),
        name: lines
            .iter()
            .map(|line| line.furnisher.name.as_str())
            .max_by_key(|name| name.len())
            .unwrap_or_default()
            .to_owned(),
        kind: kind(&lines),
        number: lines.iter().find_map(|line| line.account_number.clone()),
        status: rows::status(&lines),
        gone,
        negative: lines.iter().any(|line| line.is_negative()),
        closed: lines.iter().all(|line| line.is_closed()),
        disputed: lines.iter().any(|line| line.is_disputed()),
        match_score: group.score,
        perhaps: Vec::new(),
        differing: rows
            .iter()
            .filter(|row| row.difference == Difference::Real)
            .count(),
        history: grid::of(group),
        changes: group
            .facets
            .map(|facet| facet.and_then(|facet| facet.change)),
        tradeline_ids: ids,
        rows,
    }
}

fn kind(lines: &[&Tradeline]) -> String {
    let named = |line: &&Tradeline| {
        let kind = line.account_type.as_ref()?;
        Some(kind.meaning().unwrap_or(kind.code()).to_owned())
    };
    lines.iter().find_map(named).unwrap_or_default()
}
