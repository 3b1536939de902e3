use super::{
    sample::{facts, item},
    seen::{read, text_of},
};
use crate::{
    Letter, RecipientKind, compose,
    starters::{STARTERS, Starter},
};

fn letter(starter: &Starter) -> Letter {
    let mut facts = facts();
    facts.recipient.kind = starter.recipient;
    facts.items = (0..2).map(item).collect();
    facts.enclosures = starter
        .enclosures
        .iter()
        .map(|line| (*line).to_owned())
        .collect();
    compose(&starter.template(), &facts).unwrap()
}

fn starter(key: &str) -> &'static Starter {
    STARTERS.iter().find(|starter| starter.key == key).unwrap()
}

#[test]
fn all_six_fill_and_fit_on_two_pages() {
    assert_eq!(STARTERS.len(), 6);
    for starter in STARTERS {
        let letter = letter(starter);
        let (seen, pages) = read(&letter);
        assert!(pages <= 2, "{}", starter.key);
        assert!(
            text_of(&seen, 1).contains("5178XXXX1001"),
            "{}",
            starter.key
        );
        assert!(!letter.text().contains(['[', ']']), "{}", starter.key);
    }
}

#[test]
fn each_says_when_to_use_it_on_which_law_and_with_which_papers() {
    for starter in STARTERS {
        assert!(starter.purpose.ends_with('.'), "{}", starter.key);
        assert!(
            !starter.laws.is_empty() && !starter.enclosures.is_empty(),
            "{}",
            starter.key
        );
    }
}

#[test]
fn every_law_that_a_letter_cites_is_in_its_data() {
    for starter in STARTERS {
        let body = starter.template().body;
        let mut cites = 0;
        for (at, _) in body.match_indices(" USC ") {
            let section: String = body[at + 5..]
                .chars()
                .take_while(|character| character.is_ascii_alphanumeric() || *character == '-')
                .collect();
            let known = starter.laws.iter().any(|law| law.cite.contains(&section));
            assert!(known, "{section} in {}", starter.key);
            cites += 1;
        }
        assert!(cites > 0, "{}", starter.key);
    }
}

#[test]
fn a_law_that_was_not_checked_has_no_source() {
    let unchecked = [
        "15 USC 1681i(a)(6)",
        "15 USC 1681i(a)(7)",
        "15 USC 1681s-2(a)(3)",
        "15 USC 1681s-2(a)(8)",
        "12 CFR 1006.34(b)(5)",
        "15 USC 1692e(8)",
    ];
    for law in STARTERS.iter().flat_map(|starter| starter.laws) {
        if unchecked.contains(&law.cite) {
            assert_eq!(law.source, None, "{}", law.cite);
        }
    }
    assert!(starter("bureau-dispute").laws[0].source.is_some());
}

#[test]
fn the_direct_dispute_warns_and_does_not_hide_who_helped() {
    let direct = starter("furnisher-dispute");
    assert_eq!(direct.recipient, RecipientKind::Furnisher);
    assert!(direct.caution.unwrap().contains("may disregard"));
    assert!(direct.caution.unwrap().contains("12 CFR 1022.43(b)(2)"));
    assert!(
        letter(direct)
            .text()
            .contains("Example Credit Help LLC helped me")
    );
}

#[test]
fn the_block_names_the_four_parts_of_the_law() {
    let text = letter(starter("identity-theft-block")).text();
    for part in [
        "1. Proof of my identity",
        "2. A copy of my identity-theft report",
        "3. The information",
        "4. My statement",
    ] {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn no_letter_threatens_accuses_or_repeats_a_myth() {
    for starter in STARTERS {
        let body = starter.template().body.to_lowercase();
        for word in [
            "609", "violat", "sue", "lawsuit", "attorney", "damages", "wet", "metro 2", "willful",
        ] {
            let found = body
                .split(|c: char| !c.is_alphanumeric())
                .any(|one| one.starts_with(word));
            assert!(!found, "{word} in {}", starter.key);
        }
    }
}

#[test]
fn the_follow_up_needs_the_letter_it_follows_and_its_delivery() {
    let starter = starter("unanswered-dispute");
    let mut facts = facts();
    facts.attributes.remove("Delivery");
    facts.attributes.remove("Previous letter date");
    let refusals = compose(&starter.template(), &facts).unwrap_err();
    assert_eq!(refusals.len(), 2, "{refusals:?}");
}
