//! Payment histories of an account, laid month under month.

use std::collections::BTreeSet;

use chrono::{Datelike, Months, NaiveDate};

use super::{Facet, Group, HistoryGrid, Letter};
use crate::{PaymentCode, PaymentHistory};

/// The most months that a grid shows: ten years, more than any report prints.
const MOST: usize = 120;

pub(super) fn of(group: &Group<'_>) -> Option<HistoryGrid> {
    let histories = group.facets.each_ref().map(history);
    let ends = histories.iter().flatten().flat_map(|history| {
        let latest = history.months().next().map(|(month, _)| month);
        let earliest = history.months().last().map(|(month, _)| month);
        latest.into_iter().chain(earliest)
    });
    let ends: BTreeSet<NaiveDate> = ends.collect();
    let (first, last) = (*ends.first()?, *ends.last()?);
    let months: Vec<NaiveDate> = (0..MOST as u32)
        .map_while(|back| last.checked_sub_months(Months::new(back)))
        .take_while(|month| *month >= first)
        .collect();
    let letters = histories.map(|history| {
        history.map(|history| {
            let letter = |month: &NaiveDate| history.of(*month).map_or(' ', PaymentCode::letter);
            months.iter().map(letter).collect::<String>()
        })
    });
    let differing = (0..months.len()).filter(|place| differ(&letters, *place));
    Some(HistoryGrid {
        differing: differing.collect(),
        months: months.iter().map(month).collect(),
        letters,
    })
}

fn history<'a>(facet: &Option<Facet<'a>>) -> Option<&'a PaymentHistory> {
    let facet = facet.as_ref().filter(|facet| !facet.gone())?;
    let history = facet.line.payment_history.as_ref();
    history.filter(|history| !history.codes.is_empty())
}

/// Whether bureaus that print something for a month print different things. Zero balance and on
/// time are the same.
fn differ(letters: &[Option<String>; 3], place: usize) -> bool {
    let said = letters
        .iter()
        .flatten()
        .filter_map(|line| line.chars().nth(place));
    let said: BTreeSet<char> = said
        .filter(|letter| !matches!(letter, ' ' | 'B' | 'D'))
        .map(|letter| if letter == 'E' { '0' } else { letter })
        .collect();
    said.len() > 1
}

fn month(day: &NaiveDate) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// What the letters say.
pub(super) fn legend() -> Vec<Letter> {
    PaymentCode::ALL
        .iter()
        .map(|code| Letter {
            letter: code.letter().to_string(),
            meaning: code.meaning().to_owned(),
            severity: code.severity(),
        })
        .collect()
}
