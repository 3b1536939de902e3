//! What those who are asked may rely on.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::*;
use crate::Practice;

fn reports() -> impl Iterator<Item = Report> {
    let practice = Practice::new(1, NaiveDate::from_ymd_opt(2026, 1, 15).unwrap());
    (0..60).filter_map(move |number| practice.report(number, 0))
}

#[test]
fn every_question_has_one_right_answer_among_others() {
    let mut asked = 0;
    for report in reports() {
        for question in questions(&report, 7) {
            let different: HashSet<&String> = question.answers.iter().collect();
            assert_eq!(
                (different.len(), question.answers.len()),
                (CHOICES, CHOICES)
            );
            assert!(question.right < CHOICES && question.text.ends_with('?'));
            asked += 1;
        }
    }
    assert!(asked > 100, "{asked}");
}

#[test]
fn nothing_that_is_true_stands_among_the_wrong_answers() {
    for report in reports() {
        let known = report.consumer.addresses.iter();
        let streets = known.map(|one| &one.street);
        let streets: Vec<&String> = streets.filter(|one| !one.is_empty()).collect();
        let lines = report.tradelines.iter();
        let names: Vec<&String> = lines.map(|line| &line.furnisher.name).collect();
        for question in questions(&report, 11) {
            for (place, answer) in question.answers.iter().enumerate() {
                let is_true = streets
                    .iter()
                    .any(|street| answer.starts_with(street.as_str()))
                    || names.contains(&answer);
                assert!(!is_true || place == question.right, "{question:?}");
            }
        }
    }
}

#[test]
fn the_same_are_asked_until_another_set_is_wanted() {
    let all: Vec<Report> = reports().collect();
    let asked = |seed| all.iter().map(move |report| questions(report, seed));
    assert!(asked(3).eq(asked(3)));
    assert!(!asked(3).eq(asked(4)));
}

#[test]
fn the_right_answer_does_not_stand_at_one_place() {
    let places = reports().flat_map(|report| questions(&report, 5));
    let places: HashSet<usize> = places.map(|question| question.right).collect();
    assert_eq!(places.len(), CHOICES);
}

#[test]
fn a_report_that_says_nothing_is_not_asked_about() {
    let mut report = reports().next().unwrap();
    report.tradelines.clear();
    report.consumer.addresses.clear();
    assert_eq!(questions(&report, 1), []);
}
