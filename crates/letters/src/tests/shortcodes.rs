use super::sample::facts;
use crate::{Filled, RecipientKind, VARIABLES, Values, fill};

fn values(pairs: &[(&str, &str)]) -> Values {
    let mut values = Values::default();
    for (name, value) in pairs {
        values.set(name, value);
    }
    values
}

fn filled(text: &str) -> Filled {
    let values = values(&[
        ("First name", "Maria"),
        ("D_O_B__c", "1984-03-09"),
        ("Blank__c", " "),
    ]);
    fill(text, &values)
}

#[test]
fn names_are_found_whatever_their_case_and_spaces() {
    for text in ["[First name]", "[first  NAME]", "[ First name ]"] {
        assert_eq!(filled(text).text, "Maria");
    }
    assert_eq!(filled("[D_O_B__c]").text, "1984-03-09");
}

#[test]
fn a_shortcode_without_value_stays_visible() {
    let filled = filled("Dear [Frist name] [Blank__c] [Last name]");
    assert_eq!(filled.text, "Dear [Frist name] [Blank__c] [Last name]");
    assert_eq!(filled.unknown, ["Frist name"]);
    assert_eq!(filled.empty, ["Blank__c", "Last name"]);
    assert!(filled.used.is_empty());
}

#[test]
fn doubled_brackets_are_brackets() {
    for (text, expected) in [
        ("see [[note]] 3", "see [note] 3"),
        ("[[[First name]]]", "[Maria]"),
        ("a] b", "a] b"),
        ("[[First name]]", "[First name]"),
    ] {
        let filled = filled(text);
        assert_eq!(filled.text, expected);
        assert!(
            filled.unknown.is_empty() && filled.empty.is_empty(),
            "{text}"
        );
    }
}

#[test]
fn an_opening_bracket_alone_is_reported() {
    for (text, name) in [
        ("[First name", "First name"),
        ("[a [First name]", "a"),
        ("[]", ""),
        ("[two\nlines]", "two"),
    ] {
        let filled = filled(text);
        assert_eq!(filled.unknown, [name], "{text}");
    }
    let long = format!("[{}]", "x".repeat(61));
    assert_eq!(filled(&long).unknown, ["x".repeat(60)]);
}

#[test]
fn nothing_in_a_value_is_a_shortcode() {
    let values = values(&[("A", "[B] ]] [["), ("B", "never")]);
    let filled = fill("[A]", &values);
    assert_eq!(filled.text, "[B] ]] [[");
    assert_eq!(filled.used, ["A"]);
    assert!(filled.unknown.is_empty());
}

#[test]
fn invisible_marks_are_no_value_and_do_not_reach_the_letter() {
    let values = values(&[
        ("A", "\u{feff}\u{200b}"),
        ("B", "abc\u{202e}def"),
        ("C", "e\u{301}"),
    ]);
    assert_eq!(fill("[A]", &values).empty, ["A"]);
    assert_eq!(fill("[B]", &values).text, "abcdef");
    assert_eq!(fill("[C]", &values).text, "é");
}

#[test]
fn every_shortcode_of_ours_has_a_value_in_a_complete_file() {
    let mut facts = facts();
    facts.client.suffix = "Jr.".to_owned();
    facts.items.truncate(1);
    let values = facts.values();
    for variable in VARIABLES {
        let value = values.get(variable.name).unwrap();
        assert!(!value.is_empty(), "[{}]", variable.name);
        assert!(!variable.meaning.is_empty() && !variable.example.is_empty());
    }
}

#[test]
fn no_two_shortcodes_share_a_name() {
    let mut names: Vec<String> = VARIABLES
        .iter()
        .map(|one| one.name.to_lowercase())
        .collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), VARIABLES.len());
}

#[test]
fn what_the_file_says_goes_before_an_attribute_of_the_same_name() {
    let mut facts = facts();
    facts
        .attributes
        .insert("today".to_owned(), "yesterday".to_owned());
    facts
        .attributes
        .insert("Name suffix".to_owned(), "Sr.".to_owned());
    let values = facts.values();
    assert_eq!(values.get("Today"), Some("November 21, 2026"));
    assert_eq!(values.get("Name suffix"), Some("Sr."));
}

#[test]
fn the_furnisher_is_the_recipient_or_the_one_of_all_items() {
    let mut facts = facts();
    assert_eq!(facts.values().get("Furnisher"), Some(""));
    facts.items.truncate(1);
    assert_eq!(
        facts.values().get("Furnisher"),
        Some("Lantern Example Bank")
    );
    facts.recipient.kind = RecipientKind::Collector;
    facts.recipient.name = "Example Collections".to_owned();
    assert_eq!(facts.values().get("Furnisher"), Some("Example Collections"));
    assert_eq!(facts.values().get("Bureau"), Some(""));
}

#[test]
fn a_text_that_becomes_longer_than_a_mebibyte_is_cut() {
    let values = values(&[("a", &"x".repeat(1 << 10))]);
    // 1,024 times 1,024 bytes are a MiB.
    let whole = fill(&"[a]".repeat(1 << 10), &values);
    assert!(!whole.is_cut && whole.text.len() == 1 << 20);
    for longer in [
        format!("{}.", "[a]".repeat(1 << 10)),
        "[a]".repeat(200_000),
        "[[".repeat((1 << 20) + 1),
        "-".repeat((1 << 20) + 1),
    ] {
        let cut = fill(&longer, &values);
        assert!(cut.is_cut && cut.text.len() <= 1 << 20);
    }
}

#[test]
fn a_hundred_thousand_names_are_each_named_once() {
    let names: Vec<String> = (0..100_000).map(|name| format!("{name}")).collect();
    let text: String = names.iter().map(|name| format!("[{name}]")).collect();
    assert_eq!(filled(&text).unknown, names);
}

#[test]
fn a_shortcode_goes_where_a_blank_text_is_put_in_its_place() {
    let mut values = Values::default();
    values.set("A", "one");
    values.put("a", "two\nlines");
    assert_eq!(fill("[A].", &values).text, "two\nlines.");
    values.put("A", " ");
    let filled = fill("[A].", &values);
    assert_eq!(filled.text, ".");
    assert_eq!((filled.used, filled.empty), (vec!["A".to_owned()], vec![]));
    // An empty value keeps it as it was, and another takes its place.
    values.set("A", "");
    assert_eq!(fill("[A].", &values).text, ".");
    values.set("A", "three");
    assert_eq!(fill("[A].", &values).text, "three.");
}
