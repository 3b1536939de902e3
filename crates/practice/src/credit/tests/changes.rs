//! Reports one after another, and the items that come of them.

use std::collections::HashMap;

use reports::Bureau;

use super::*;
use crate::ItemStatus;

/// Calls `check` with every two reports of a bureau that follow each other.
fn pairs(number: u64, mut check: impl FnMut(&Report, &Report)) {
    let reports = reports(number);
    for bureau in Bureau::ALL {
        let of: Vec<_> = reports
            .iter()
            .filter(|report| report.bureau == bureau)
            .collect();
        for pair in of.windows(2) {
            check(pair[0], pair[1]);
        }
    }
}

#[test]
fn every_history_goes_on_where_the_one_before_ended() {
    let mut months = 0;
    for number in faultless(80) {
        pairs(number, |earlier, later| {
            let old: HashMap<_, _> = earlier
                .tradelines
                .iter()
                .map(|line| (&line.id, line))
                .collect();
            for line in &later.tradelines {
                let before = old
                    .get(&line.id)
                    .and_then(|line| line.payment_history.as_ref());
                let (Some(before), Some(after)) = (before, &line.payment_history) else {
                    continue;
                };
                assert!(
                    before.latest.earliest() <= after.latest.earliest(),
                    "{number} {}",
                    line.id
                );
                for (month, code) in before.months() {
                    if let Some(now) = after.of(month) {
                        assert_eq!(now, code, "{number} {} {month}", line.id);
                        months += 1;
                    }
                }
            }
        });
    }
    assert!(months > 50_000, "{months}");
}

#[test]
fn what_a_report_said_of_a_month_stands_in_the_history_of_the_next() {
    let mut found = 0;
    for number in faultless(80) {
        pairs(number, |earlier, later| {
            let old: HashMap<_, _> = earlier
                .tradelines
                .iter()
                .map(|line| (&line.id, line))
                .collect();
            for line in &later.tradelines {
                let Some(before) = old.get(&line.id) else {
                    continue;
                };
                let letter = match status(before) {
                    "71" => '1',
                    "78" => '2',
                    "80" => '3',
                    "82" => '4',
                    "93" => 'G',
                    _ => continue,
                };
                let Some(history) = &line.payment_history else {
                    continue;
                };
                let month = before.reported_on.unwrap().earliest();
                if before.bankruptcy.is_none()
                    && let Some(code) = history.of(month)
                {
                    assert_eq!(code.letter(), letter, "{number} {}", line.id);
                    found += 1;
                }
            }
        });
    }
    assert!(found > 300, "{found}");
}

#[test]
fn between_reports_items_are_deleted_paid_and_disputed_and_new_ones_come() {
    let (mut deleted, mut paid, mut disputed, mut came, mut worse) = (0, 0, 0, 0, 0);
    for number in faultless(150) {
        pairs(number, |earlier, later| {
            let new: HashMap<_, _> = later
                .tradelines
                .iter()
                .map(|line| (&line.id, line))
                .collect();
            for line in &earlier.tradelines {
                let Some(after) = new.get(&line.id) else {
                    deleted += usize::from(line.is_negative());
                    continue;
                };
                paid += usize::from(
                    status(line) != status(after) && ["62", "63", "64"].contains(&status(after)),
                );
                disputed += usize::from(!line.is_disputed() && after.is_disputed());
                worse += usize::from(status(line) == "11" && status(after) == "71");
            }
            let old: Vec<_> = earlier.tradelines.iter().map(|line| &line.id).collect();
            came += later
                .tradelines
                .iter()
                .filter(|line| !old.contains(&&line.id))
                .count();
        });
    }
    assert!(
        deleted > 50 && paid > 10 && disputed > 50 && came > 50 && worse > 10,
        "{deleted} {paid} {disputed} {came} {worse}"
    );
}

#[test]
fn bureaus_say_the_same_of_who_the_client_is_in_every_report() {
    for number in 0..100 {
        pairs(number, |earlier, later| {
            assert!(earlier.consumer == later.consumer, "{number}");
            assert!(
                earlier.statements.len() <= later.statements.len(),
                "{number}"
            );
        });
    }
}

#[test]
fn an_item_is_shown_by_the_report_that_it_names() {
    for number in 0..60 {
        let (reports, snapshots) = (reports(number), practice().snapshots(number));
        for item in practice().items(number) {
            let report = &reports[item.snapshot];
            assert_eq!(report.bureau, item.bureau);
            assert!(report.tradelines.contains(&item.tradeline), "{number}");
            assert!(item.changed_at >= snapshots[item.snapshot].made_at);
            let later = &reports[item.snapshot + 1..];
            let mut later = later.iter().filter(|report| report.bureau == item.bureau);
            let back = later.any(|report| {
                report
                    .tradelines
                    .iter()
                    .any(|line| line.id == item.tradeline.id)
            });
            assert!(!back, "{number}: the latest report that shows it");
        }
    }
}

#[test]
fn every_negative_tradeline_is_an_item_and_nothing_else_is() {
    for number in 0..60 {
        let items = practice().items(number);
        let negative = reports(number)
            .into_iter()
            .flat_map(|report| report.tradelines)
            .filter(Tradeline::is_negative);
        let mut ids: Vec<String> = negative.map(|line| line.id).collect();
        ids.sort();
        ids.dedup();
        let mut found: Vec<String> = items.iter().map(|item| item.tradeline.id.clone()).collect();
        found.sort();
        assert_eq!(found, ids, "{number}");
    }
}

#[test]
fn what_is_late_now_has_an_adverse_month_even_with_a_clean_history() {
    let items = (0..300).flat_map(|number| practice().items(number));
    let clean = |line: &Tradeline| {
        let history = line.payment_history.as_ref();
        history.is_some_and(|history| history.codes.chars().all(|code| "0E".contains(code)))
    };
    let mut found = 0;
    for item in items.filter(|item| status(&item.tradeline) == "71" && clean(&item.tradeline)) {
        assert_eq!(item.highest_adverse.map(|(letter, _)| letter), Some('1'));
        found += 1;
    }
    assert!(found > 10, "{found}");
}

#[test]
fn items_are_in_every_state() {
    let mut counts = HashMap::new();
    for item in (0..150).flat_map(|number| practice().items(number)) {
        *counts.entry(item.status).or_insert(0) += 1;
        let negative = item.tradeline.is_negative();
        assert!(negative || item.status == ItemStatus::Repaired);
        let (worst, recent) = (item.highest_adverse, item.most_recent_adverse);
        assert_eq!(worst.is_some(), recent.is_some());
        if let (Some((worst, since)), Some((_, latest))) = (worst, recent) {
            assert!("123456GHJKL".contains(worst) && since.earliest() <= latest.earliest());
            assert!(latest.earliest() <= item.tradeline.reported_on.unwrap().earliest());
        }
    }
    for status in [
        ItemStatus::New,
        ItemStatus::NotProcessed,
        ItemStatus::InProgress,
        ItemStatus::Repaired,
    ] {
        assert!(
            counts.get(&status).is_some_and(|count| *count > 100),
            "{counts:?}"
        );
    }
}
