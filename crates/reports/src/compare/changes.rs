//! One bureau's tradelines with what became of each since its report before.

use super::{Change, Facet, Told};
use crate::{
    Tradeline,
    facts::FACTS,
    matching::{SAME, match_score},
};

/// What the bureau shows now, and what it showed before and no longer does.
pub(super) fn facets<'a>(told: &Told<'a>) -> Vec<Facet<'a>> {
    let now = &told.now.tradelines;
    let Some((&last, earlier)) = told.before.split_last() else {
        let facet = |(place, line)| Facet {
            place,
            line,
            before: None,
            change: None,
        };
        return now.iter().enumerate().map(facet).collect();
    };
    let pairs = pairs(now, &last.tradelines);
    let was_there = |line: &Tradeline| {
        let mut lines = earlier.iter().flat_map(|report| &report.tradelines);
        lines.any(|other| same_id(line, other) || match_score(line, other) >= SAME)
    };
    let facet = |(place, line): (usize, &'a Tradeline)| {
        let before = pairs[place].map(|before| &last.tradelines[before]);
        let change = match before {
            Some(before) => differs(line, before).then_some(Change::Changed),
            None if was_there(line) => Some(Change::Back),
            None => Some(Change::New),
        };
        Facet {
            place,
            line,
            before,
            change,
        }
    };
    let gone = last.tradelines.iter().enumerate();
    let gone = gone.filter(|(place, _)| !pairs.contains(&Some(*place)));
    let gone = gone.map(|(place, line)| Facet {
        place,
        line,
        before: Some(line),
        change: Some(Change::Gone),
    });
    now.iter().enumerate().map(facet).chain(gone).collect()
}

/// Which tradeline of the report before each one was, if any: by the bureau's own id, and for the
/// rest by likeness, for bureaus give accounts new ids at times. Each is taken once.
fn pairs(now: &[Tradeline], before: &[Tradeline]) -> Vec<Option<usize>> {
    let mut pairs = vec![None; now.len()];
    let mut taken = vec![false; before.len()];
    for (pair, line) in pairs.iter_mut().zip(now) {
        let place = before.iter().position(|other| same_id(line, other));
        *pair = place.filter(|place| !std::mem::replace(&mut taken[*place], true));
    }
    for (pair, line) in pairs.iter_mut().zip(now).filter(|(pair, _)| pair.is_none()) {
        let free = before
            .iter()
            .enumerate()
            .filter(|(place, _)| !taken[*place]);
        let alike = free.map(|(place, other)| (match_score(line, other), place));
        // Of equally alike ones the first: reports keep their order.
        let best = alike.filter(|(score, _)| *score >= SAME);
        let best = best.max_by_key(|(score, place)| (*score, std::cmp::Reverse(*place)));
        *pair = best.map(|(_, place)| place);
        if let Some(place) = *pair {
            taken[place] = true;
        }
    }
    pairs
}

fn same_id(one: &Tradeline, other: &Tradeline) -> bool {
    !one.id.is_empty() && one.id == other.id
}

/// Whether a fact changed, apart from the passing of time.
fn differs(now: &Tradeline, before: &Tradeline) -> bool {
    const PASSING: &[&str] = &["Reported as of", "Months reviewed"];
    FACTS
        .iter()
        .filter(|fact| !PASSING.contains(&fact.label))
        .any(|fact| (fact.read)(now) != (fact.read)(before))
}
