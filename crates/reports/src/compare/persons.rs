//! Who the bureaus take the client for, side by side; what only one of them has is marked.

use super::{Entry, PersonRow, ThreeTold};
use crate::{Address, Consumer, PartialDate, PersonName};

type Read = fn(&Consumer) -> Vec<String>;

const PARTS: &[(&str, Read)] = &[
    ("Names", |person| {
        person.names.iter().map(PersonName::shown).collect()
    }),
    ("SSN", |person| {
        let own = person.ssn.iter();
        own.chain(&person.other_ssns).cloned().collect()
    }),
    ("Date of birth", |person| {
        person
            .born
            .iter()
            .map(|born| PartialDate::shown(*born))
            .collect()
    }),
    ("Addresses", |person| {
        person.addresses.iter().map(Address::shown).collect()
    }),
    ("Phones", |person| person.phones.clone()),
    ("Employers", |person| {
        person
            .employers
            .iter()
            .map(|employer| employer.name.clone())
            .collect()
    }),
];

pub(super) fn rows(told: &ThreeTold<'_>) -> Vec<PersonRow> {
    let row = |(label, read): &(&str, Read)| {
        let had = told.map(|told| told.map(|told| read(&told.now.consumer)));
        let entry = |text: &String, own: usize| {
            let others = had.iter().enumerate().filter(|(place, _)| *place != own);
            let others: Vec<&Vec<String>> = others.filter_map(|(_, had)| had.as_ref()).collect();
            let here = |had: &&Vec<String>| had.iter().any(|other| folded(other) == folded(text));
            Entry {
                text: text.clone(),
                alone: !others.is_empty() && !others.iter().any(here),
            }
        };
        let mut place = 0..3;
        let cells = had.each_ref().map(|texts| {
            let own = place.next().unwrap_or_default();
            let texts = texts
                .iter()
                .flatten()
                .filter(|text| !text.trim().is_empty());
            texts.map(|text| entry(text, own)).collect::<Vec<_>>()
        });
        PersonRow {
            label: (*label).to_owned(),
            cells,
        }
    };
    let rows = PARTS.iter().map(row);
    rows.filter(|row| row.cells.iter().any(|cell| !cell.is_empty()))
        .collect()
}

/// Letters and digits alone, so that `St.` and `ST` are one.
fn folded(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}
