//! One bureau's tradelines with what became of each since its report before.

use super::{Change, Facet, Told};
use crate::{
    Report, Tradeline,
    facts::FACTS,
    matching::{SAME, match_score},
};

/// What the bureau shows now, and what it showed before and no longer does.
pub(super) fn facets<'a>(told: &Told<'a>) -> Vec<Facet<'a>> {
    let Some((&last, earlier)) = told.before.split_last() else {
        let lines = told.now.tradelines.iter();
        return lines
            .map(|line| Facet {
                line,
                before: None,
                change: None,
            })
            .collect();
    };
    let now = told.now.tradelines.iter().map(|line| {
        let before = find(last, line);
        let change = match before {
            Some(before) => differs(line, before).then_some(Change::Changed),
            None if earlier.iter().any(|report| find(report, line).is_some()) => Some(Change::Back),
            None => Some(Change::New),
        };
        Facet {
            line,
            before,
            change,
        }
    });
    let gone = last
        .tradelines
        .iter()
        .filter(|line| find(told.now, line).is_none());
    let gone = gone.map(|line| Facet {
        line,
        before: Some(line),
        change: Some(Change::Gone),
    });
    now.chain(gone).collect()
}

/// The same tradeline in another report of the bureau: by the bureau's own id, else by likeness.
fn find<'a>(report: &'a Report, line: &Tradeline) -> Option<&'a Tradeline> {
    let by_id = |other: &&Tradeline| !line.id.is_empty() && other.id == line.id;
    report.tradelines.iter().find(by_id).or_else(|| {
        let unnamed = |other: &&Tradeline| line.id.is_empty() || other.id.is_empty();
        let candidates = report.tradelines.iter().filter(unnamed);
        candidates
            .map(|other| (match_score(line, other), other))
            .filter(|(score, _)| *score >= SAME)
            .max_by_key(|(score, _)| *score)
            .map(|(_, other)| other)
    })
}

/// Whether a fact changed, apart from the passing of time.
fn differs(now: &Tradeline, before: &Tradeline) -> bool {
    const PASSING: &[&str] = &["Reported as of", "Months reviewed"];
    FACTS
        .iter()
        .filter(|fact| !PASSING.contains(&fact.label))
        .any(|fact| (fact.read)(now) != (fact.read)(before))
}
