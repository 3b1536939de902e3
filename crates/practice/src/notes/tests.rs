//! What those who read the notes may rely on.

use std::collections::HashSet;

use chrono::{NaiveDate, Timelike};

use super::*;

fn practice() -> Practice {
    Practice::new(1, NaiveDate::from_ymd_opt(2026, 1, 15).unwrap())
}

#[test]
fn notes_are_written_after_the_client_came_and_before_the_day() {
    let end = practice().as_of.and_time(NaiveTime::MIN).and_utc();
    for number in 0..3_000 {
        let (person, notes) = (practice().client(number), practice().notes(number));
        assert!(notes.len() <= 6);
        assert!(notes.is_sorted_by(|one, two| one.written_at < two.written_at));
        for note in notes {
            assert!(person.taken_on <= note.written_at && note.written_at < end);
            assert!(note.written_at <= note.changed_at && note.changed_at < end);
        }
    }
}

#[test]
fn notes_say_something_of_the_client_and_leave_no_gap() {
    for number in 0..3_000 {
        for text in practice().notes(number).into_iter().map(|note| note.text) {
            assert!(text.len() > 15 && text.ends_with('.'), "{text}");
            assert!(!text.contains(['{', '}']), "{text}");
        }
    }
    let person = practice().client(2);
    let texts: Vec<String> = practice()
        .notes(2)
        .into_iter()
        .map(|note| note.text)
        .collect();
    assert!(
        texts.iter().any(|text| text.contains(&person.name.first)),
        "{texts:?}"
    );
}

#[test]
fn nobody_s_social_security_number_stands_in_a_note() {
    for number in 0..3_000 {
        let ssn = practice().client(number).ssn;
        let notes = practice().notes(number);
        assert!(
            notes
                .iter()
                .all(|note| !note.text.contains(&ssn.to_string()))
        );
    }
}

#[test]
fn clients_differ_in_how_much_and_what_is_written_down() {
    let all: Vec<Vec<Note>> = (0..500).map(|number| practice().notes(number)).collect();
    let counts: HashSet<usize> = all.iter().map(Vec::len).collect();
    assert_eq!(counts.len(), 7, "from none to six");
    let texts: Vec<&str> = all
        .iter()
        .flatten()
        .map(|note| note.text.as_str())
        .collect();
    let unique: HashSet<&str> = texts.iter().copied().collect();
    assert!(
        unique.len() * 10 > texts.len() * 9,
        "{} of {}",
        unique.len(),
        texts.len()
    );
    let edited = all
        .iter()
        .flatten()
        .filter(|note| note.changed_at > note.written_at);
    assert!((50..300).contains(&edited.count()));
}

#[test]
fn every_pattern_is_used_and_none_is_there_twice() {
    assert!(PATTERNS.len() >= 40);
    let unique: HashSet<_> = PATTERNS.iter().chain(NEXT).collect();
    assert_eq!(unique.len(), PATTERNS.len() + NEXT.len());
    let all: Vec<String> = (0..2_000)
        .flat_map(|number| practice().notes(number))
        .map(|note| note.text)
        .collect();
    for pattern in PATTERNS.iter().chain(NEXT) {
        // The longest piece between two facts.
        let pieces = pattern.split(['{', '}']).step_by(2);
        let piece = pieces.max_by_key(|piece| piece.len()).unwrap();
        assert!(all.iter().any(|text| text.contains(piece)), "{pattern}");
    }
}

#[test]
fn offices_work_by_day_and_not_at_weekends_but_for_those_taken_on_then() {
    let (mut working, mut all) = (0, 0);
    for note in (0..500).flat_map(|number| practice().notes(number)) {
        let day = note.written_at.weekday().num_days_from_monday();
        all += 1;
        working += usize::from(day < 5 && (13..23).contains(&note.written_at.hour()));
    }
    assert!(working * 100 > all * 97, "{working} of {all}");
}

#[test]
fn notes_stay_what_they_are_from_release_to_release() {
    let known = [
        (
            2,
            1,
            "Harriet wants to deal with Palisade Hollow Mortgage first, it keeps coming up with lenders.",
        ),
        (
            4,
            2,
            "The license scan is too dark to read, asked for a new one.",
        ),
        (
            7,
            6,
            "Voicemail at (719) 555-0163 is full. Sent a text message instead. Rubén will call when it is there.",
        ),
    ];
    for (number, count, first) in known {
        let notes = practice().notes(number);
        assert_eq!((notes.len(), notes[0].text.as_str()), (count, first));
    }
}
