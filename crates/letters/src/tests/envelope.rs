use super::{
    sample::{address, letter},
    seen::{Seen, find, read},
};
use crate::{
    Facts,
    envelope::{BODY_TOP, NUMBER_10, PRIVATE_TOP, RECIPIENT, Rect, SENDER, SHEET},
};

const BODY: &str = "Please look at this.\n\n[Items]\n\nThank you.";

/// Lengths are compared to a thousandth of an inch.
const HAIR: f64 = 0.001;

fn inside(run: &Seen, rect: Rect) -> bool {
    run.left >= rect.x - HAIR
        && run.right <= rect.right() + HAIR
        && run.top >= rect.y - HAIR
        && run.baseline <= rect.bottom() + HAIR
}

fn always_seen() -> Rect {
    NUMBER_10.always_visible(&NUMBER_10.windows[1])
}

/// The runs of both address blocks of a letter with these lines between name and city.
fn blocks(lines: &[&str]) -> (Vec<Seen>, Vec<Seen>) {
    let letter = letter(BODY, |facts| {
        facts.client.address.lines = address(lines, "", "", "").lines;
        facts.recipient.address.lines = address(lines, "", "", "").lines;
    });
    let (seen, _) = read(&letter);
    let above: Vec<Seen> = seen
        .into_iter()
        .filter(|run| run.page == 1 && run.baseline < BODY_TOP)
        .collect();
    assert_eq!(above.len(), 2 * (lines.len() + 2));
    above
        .into_iter()
        .partition(|run| run.baseline < RECIPIENT.y)
}

const LINES: [&str; 4] = [
    "Attn Disputes",
    "Example Holdings",
    "Floor 4",
    "12 Quarrel Oxbow Rd",
];

#[test]
fn the_sender_stands_in_the_upper_window() {
    let window = &NUMBER_10.windows[0];
    let ever = NUMBER_10.ever_visible(window);
    let play = NUMBER_10.width - SHEET.0;
    let rest = Rect {
        x: ever.x + play / 2.0,
        y: ever.y,
        width: window.width,
        height: window.height,
    };
    for count in 1..=4 {
        let (sender, _) = blocks(&LINES[4 - count..]);
        for run in &sender {
            assert!(inside(run, SENDER) && inside(run, rest), "{run:?}");
        }
    }
}

#[test]
fn a_recipient_of_up_to_five_lines_is_always_seen_whole() {
    for count in 1..=3 {
        let (_, recipient) = blocks(&LINES[4 - count..]);
        for run in &recipient {
            assert!(inside(run, always_seen()), "{run:?}");
            assert!(inside(run, RECIPIENT), "{run:?}");
        }
    }
}

#[test]
fn of_six_lines_street_and_city_are_always_seen() {
    let (_, recipient) = blocks(&LINES);
    assert!(recipient.iter().all(|run| inside(run, RECIPIENT)));
    for run in &recipient[4..] {
        assert!(inside(run, always_seen()), "{run:?}");
    }
    assert!(recipient.iter().all(|run| run.size >= 8.0));
    for pair in recipient.windows(2) {
        assert!(pair[1].top > pair[0].baseline, "lines do not touch");
    }
}

#[test]
fn the_last_line_stands_at_the_same_height_however_many_there_are() {
    let last = |count: usize| blocks(&LINES[4 - count..]).1.pop().unwrap().baseline;
    assert!((last(1) - last(3)).abs() < HAIR);
    assert!((last(3) - last(4)).abs() < HAIR);
}

#[test]
fn nothing_else_stands_above_the_body_line() {
    let (seen, _) = read(&letter(BODY, |_| ()));
    let first = seen.iter().filter(|run| run.page == 1);
    let body: Vec<&Seen> = first.filter(|run| run.top > RECIPIENT.bottom()).collect();
    assert!(
        body[0].text.starts_with("November 21, 2026"),
        "{:?}",
        body[0]
    );
    assert!(body.iter().all(|run| run.top >= BODY_TOP), "{body:?}");
    assert_eq!(seen.len() - body.len(), 6, "two blocks of three lines");
}

#[test]
fn nothing_private_comes_near_a_window() {
    let subjects: [fn(&mut Facts); 2] = [|_| (), |facts| facts.items.truncate(1)];
    for change in subjects {
        let (seen, _) = read(&letter(BODY, change));
        for private in ["6789", "March 9, 1984", "5178XXXX1000"] {
            let run = find(&seen, private);
            assert!(run.top >= PRIVATE_TOP - HAIR, "{run:?}");
        }
    }
}

#[test]
fn a_long_name_is_set_smaller_and_still_in_its_window() {
    let long = "Lantern Example Consumer Disputes Bureau";
    let (seen, _) = read(&letter(BODY, |facts| {
        facts.recipient.name = long.to_owned()
    }));
    let run = find(&seen, &long.to_uppercase());
    assert!(run.size < 10.0 && run.size >= 8.0, "{run:?}");
    assert!(inside(run, always_seen()), "{run:?}");
    let street = find(&seen, "PO BOX 740256");
    assert!((street.size - run.size).abs() < HAIR, "one size a block");
}

#[test]
fn names_in_other_alphabets_are_set() {
    for (first, last) in [
        ("Αλεξάνδρα", "Παραδείγμα"),
        ("Наталья", "Примерова"),
        ("Željko", "Müller-Ñandú"),
    ] {
        let letter = letter(BODY, |facts| {
            facts.client.first_name = first.to_owned();
            facts.client.middle_name = String::new();
            facts.client.last_name = last.to_owned();
        });
        let (seen, _) = read(&letter);
        find(&seen, &format!("{first} {last}").to_uppercase());
        find(&seen, &format!("{first} {last}"));
    }
}
