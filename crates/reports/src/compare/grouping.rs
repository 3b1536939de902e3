//! Which tradelines of the three bureaus are one account. The best matches are joined first, and
//! a bureau has at most one tradeline in an account.

use super::{Account, Facet, Group, ThreeTold, changes};
use crate::{
    Tradeline,
    matching::{PERHAPS, SAME, distance, match_score},
};

/// A tradeline by its bureau's place and its own.
type Place = (usize, usize);

pub(super) fn groups<'a>(told: &ThreeTold<'a>) -> Vec<Group<'a>> {
    let facets = told.map(|told| told.map(|told| changes::facets(&told)).unwrap_or_default());
    let mut joined: Vec<Vec<Place>> = (0..3)
        .flat_map(|bureau| (0..facets[bureau].len()).map(move |line| vec![(bureau, line)]))
        .collect();
    let mut scores = vec![100; joined.len()];
    for (score, one, other) in pairs(&facets) {
        let holds = |place: Place| joined.iter().position(|group| group.contains(&place));
        let (Some(into), Some(from)) = (holds(one), holds(other)) else {
            continue;
        };
        let bureaus = |group: &[Place]| group.iter().map(|(bureau, _)| 1 << bureau).sum::<u8>();
        if into == from || bureaus(&joined[into]) & bureaus(&joined[from]) != 0 {
            continue;
        }
        let (moved, moved_score) = (joined.remove(from), scores.remove(from));
        let into = if from < into { into - 1 } else { into };
        joined[into].extend(moved);
        scores[into] = score.min(scores[into]).min(moved_score);
    }
    let group = |(places, score): (Vec<Place>, u8)| {
        let mut group = Group {
            facets: [None; 3],
            score,
        };
        for (bureau, line) in places {
            group.facets[bureau] = Some(facets[bureau][line]);
        }
        group
    };
    joined.into_iter().zip(scores).map(group).collect()
}

/// Every pair of bureaus' tradelines that are the same account, the surest first.
fn pairs(facets: &[Vec<Facet<'_>>; 3]) -> Vec<(u8, Place, Place)> {
    let mut pairs = Vec::new();
    for (one, other) in [(0, 1), (0, 2), (1, 2)] {
        for (i, left) in facets[one].iter().enumerate() {
            for (j, right) in facets[other].iter().enumerate() {
                let score = match_score(left.line, right.line);
                if score >= SAME {
                    let near = distance(left.line, right.line);
                    pairs.push((score, near, (one, i), (other, j)));
                }
            }
        }
    }
    pairs.sort_by_key(|(score, near, one, other)| (100 - score, *near, *one, *other));
    pairs
        .into_iter()
        .map(|(score, _, one, other)| (score, one, other))
        .collect()
}

/// Names, at each account, those that may be the same one at bureaus where it is missing.
pub(super) fn mark_likely(accounts: &mut [Account], told: &ThreeTold<'_>) {
    let lines: Vec<[Option<&Tradeline>; 3]> = accounts
        .iter()
        .map(|account| lines(account, told))
        .collect();
    for one in 0..accounts.len() {
        for other in one + 1..accounts.len() {
            if may_be_one(&lines[one], &lines[other]) {
                let (key, other_key) = (accounts[one].key.clone(), accounts[other].key.clone());
                accounts[one].perhaps.push(other_key);
                accounts[other].perhaps.push(key);
            }
        }
    }
}

fn lines<'a>(account: &Account, told: &ThreeTold<'a>) -> [Option<&'a Tradeline>; 3] {
    let mut lines = [None; 3];
    for (place, (id, told)) in account.tradeline_ids.iter().zip(told).enumerate() {
        let now = told.map(|told| told.now.tradelines.iter());
        lines[place] = now.and_then(|mut now| now.find(|line| Some(&line.id) == id.as_ref()));
    }
    lines
}

fn may_be_one(one: &[Option<&Tradeline>; 3], other: &[Option<&Tradeline>; 3]) -> bool {
    let overlap = one
        .iter()
        .zip(other)
        .any(|pair| matches!(pair, (Some(_), Some(_))));
    let mut scores = one.iter().flatten().flat_map(|left| {
        let right = other.iter().flatten();
        right.map(move |right| match_score(left, right))
    });
    !overlap && scores.any(|score| score >= PERHAPS)
}
