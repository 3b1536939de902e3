//! Whether two tradelines are one account: furnisher, visible digits, opening month, kind of
//! credit. What falls short of [`SAME`] is never joined silently.

use chrono::Datelike;

use crate::Tradeline;

/// From this score on, of 100, two tradelines are shown as one account.
pub const SAME: u8 = 80;
/// From this score on they may be one account: the agent is told.
pub(crate) const PERHAPS: u8 = 60;

/// How surely two tradelines are one account, from 0 to 100.
#[must_use]
pub fn match_score(one: &Tradeline, other: &Tradeline) -> u8 {
    let digits = same_digits(one, other);
    let collects = [one, other].map(|line| line.furnisher.kind.collects());
    if digits == Some(false) || collects[0] != collects[1] {
        return 0;
    }
    if one.vendor_id.is_some() && one.vendor_id == other.vendor_id {
        return 100;
    }
    let name = match names(&one.furnisher.name, &other.furnisher.name) {
        Likeness::Same => 40,
        Likeness::Part => 30,
        Likeness::Other => 0,
    };
    let opened = match (one.opened_on, other.opened_on) {
        (Some(one), Some(other)) => match months_apart(one.earliest(), other.earliest()) {
            0 | 1 => 20,
            _ => 0,
        },
        _ => 10,
    };
    let portfolio = match (&one.portfolio_type, &other.portfolio_type) {
        (Some(one), Some(other)) => 10 * u8::from(one == other),
        _ => 5,
    };
    name + opened + portfolio + if digits == Some(true) { 30 } else { 15 }
}

/// How far apart the highest amounts are, in cents: of two equally good matches the nearer wins.
pub(crate) fn distance(one: &Tradeline, other: &Tradeline) -> i64 {
    match (one.high_credit, other.high_credit) {
        (Some(one), Some(other)) => (one.cents() - other.cents()).abs(),
        _ => i64::MAX,
    }
}

#[derive(PartialEq, Eq)]
enum Likeness {
    Same,
    Part,
    Other,
}

fn names(one: &str, other: &str) -> Likeness {
    let (one, other) = (root(one), root(other));
    if one.is_empty() || other.is_empty() {
        Likeness::Other
    } else if one == other {
        Likeness::Same
    } else if one.starts_with(&other) || other.starts_with(&one) {
        Likeness::Part
    } else {
        Likeness::Other
    }
}

/// Words that say nothing of which company it is.
const EMPTY: &[&str] = &[
    "BANK",
    "BK",
    "CO",
    "COMPANY",
    "CORP",
    "CORPORATION",
    "FSB",
    "INC",
    "LLC",
    "LP",
    "LTD",
    "NA",
    "NATIONAL",
    "NB",
    "OF",
    "SVC",
    "SVCS",
    "SERVICES",
    "THE",
    "USA",
];

/// What is left of a furnisher's name without its form, its spaces and its marks.
pub(crate) fn root(name: &str) -> String {
    let name = name.to_uppercase().replace(['.', '\''], "");
    let words: Vec<&str> = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let telling: String = words
        .iter()
        .filter(|word| !EMPTY.contains(word))
        .copied()
        .collect();
    if telling.is_empty() {
        words.concat()
    } else {
        telling
    }
}

/// Whether the digits that both print are the same; `None` where no place is printed by both.
fn same_digits(one: &Tradeline, other: &Tradeline) -> Option<bool> {
    let visible = |line: &Tradeline| {
        let number = line.account_number.as_deref().unwrap_or_default();
        let number: Vec<char> = number
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect();
        let run = |letters: &mut dyn Iterator<Item = &char>| -> Vec<char> {
            letters
                .take_while(|letter| letter.is_ascii_digit())
                .copied()
                .collect()
        };
        (run(&mut number.iter()), run(&mut number.iter().rev()))
    };
    let ((start, end), (other_start, other_end)) = (visible(one), visible(other));
    let agree = |one: &[char], other: &[char]| {
        let shared = one.len().min(other.len());
        (shared >= 4).then(|| one[..shared] == other[..shared])
    };
    match (agree(&start, &other_start), agree(&end, &other_end)) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), _) | (_, Some(true)) => Some(true),
        (None, None) => None,
    }
}

fn months_apart(one: chrono::NaiveDate, other: chrono::NaiveDate) -> u32 {
    let months = |day: chrono::NaiveDate| day.year() * 12 + day.month0() as i32;
    months(one).abs_diff(months(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Furnisher, FurnisherKind, PartialDate, PortfolioType};

    fn line(name: &str, number: &str, opened: &str) -> Tradeline {
        Tradeline {
            furnisher: Furnisher {
                name: name.into(),
                ..Furnisher::default()
            },
            account_number: Some(number.into()),
            opened_on: PartialDate::parse(opened),
            portfolio_type: Some(PortfolioType::new("R")),
            ..Tradeline::default()
        }
    }

    #[test]
    fn one_account_is_known_by_another_spelling_and_another_day() {
        let one = line("NORTHGATE BANK, N.A.", "XXXXXXXX4411", "2021-03-31");
        assert_eq!(
            match_score(&one, &line("Northgate Bank NA", "****4411", "2021-04")),
            100
        );
        // 30 of 40 for the name.
        assert_eq!(
            match_score(&one, &line("NORTHGATE CARDS", "4411", "2021-03")),
            90
        );
        // No shared digits: 15 of 30.
        assert_eq!(
            match_score(&one, &line("NORTHGATE", "517805XXXXXX", "2021-03")),
            85
        );
    }

    #[test]
    fn differing_digits_or_a_collector_make_it_another_account() {
        let one = line("NORTHGATE BANK", "XXXX4411", "2021-03");
        assert_eq!(
            match_score(&one, &line("NORTHGATE BANK", "XXXX4412", "2021-03")),
            0
        );
        let mut collector = line("NORTHGATE BANK", "XXXX4411", "2021-03");
        collector.furnisher.kind = FurnisherKind::CollectionAgency;
        assert_eq!(match_score(&one, &collector), 0);
    }

    #[test]
    fn a_name_alone_is_not_enough() {
        let one = line("NORTHGATE BANK", "", "2021-03");
        let score = match_score(&one, &line("NORTHGATE BANK", "", "2023-09"));
        // 40 name, 15 digits unknown, 10 portfolio.
        assert_eq!(score, 65);
        assert!((PERHAPS..SAME).contains(&score));
    }

    #[test]
    fn forms_of_companies_do_not_make_a_name() {
        assert_eq!(root("The Harbor Bank of the U.S.A."), root("HARBOR"));
        assert_eq!(root("Harbor-Light Credit Co., Inc."), "HARBORLIGHTCREDIT");
        assert_eq!(root("BANK OF NA"), "BANKOFNA");
    }
}
