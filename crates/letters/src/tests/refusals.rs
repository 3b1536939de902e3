use super::sample::{bureau, facts, refused, template};
use crate::{Facts, RecipientKind, compose, pdf, starters::STARTERS};

const BODY: &str = "Please look at this.\n\n[Items]";

fn without_items(facts: &mut Facts) {
    facts.items.clear();
}

#[test]
fn every_shortcode_that_names_nothing_or_is_empty_is_named_once() {
    let body = "[Frist name], [Frist name] [Nickname__c] [Name suffix] [FirstName] [unclosed";
    assert_eq!(
        refused(body, without_items),
        [
            "[Frist name] names nothing. Correct it in the template, or take it out.",
            "[unclosed] names nothing. Correct it in the template, or take it out.",
            "[Nickname__c] is empty for this client. Fill it in, or take it out of the template.",
            "[Name suffix] is empty for this client. Fill it in, or take it out of the template.",
        ]
    );
}

#[test]
fn the_subject_and_the_entries_of_lists_are_held_to_the_same() {
    let mut template = template("- [One]\n- [Two]");
    template.subject = "[Three]".to_owned();
    let mut facts = facts();
    facts.items.clear();
    let refusals = compose(&template, &facts).unwrap_err();
    assert_eq!(refusals.len(), 3, "{refusals:?}");
}

#[test]
fn chosen_items_have_to_be_in_the_letter() {
    assert_eq!(
        refused("No table.", |_| ()),
        ["The template has no [Items], so the chosen items would not be in the letter."]
    );
    assert_eq!(
        refused(BODY, without_items),
        ["[Items] is empty for this client. Fill it in, or take it out of the template."]
    );
    assert!(
        refused("See [items] here.", |_| ())
            .contains(&"[Items] has to stand in a paragraph of its own.".to_owned())
    );
}

#[test]
fn an_item_says_who_what_and_what_is_asked() {
    let refusals = refused(BODY, |facts| {
        facts.items[1].fact = " \u{200b}".to_owned();
        facts.items[2].furnisher.clear();
    });
    assert_eq!(
        refusals,
        [
            "What is wrong in item 2 is missing.",
            "The furnisher in item 3 is missing."
        ]
    );
}

#[test]
fn a_letter_carries_no_whole_ssn() {
    let refusals = refused(BODY, |facts| {
        facts.client.ssn_last_four = Some("900-00-6789".to_owned());
    });
    assert_eq!(
        refusals,
        ["The SSN's last four has to be four digits and no more."]
    );
}

#[test]
fn a_template_for_a_collector_does_not_go_to_a_bureau() {
    let validation = STARTERS
        .iter()
        .find(|starter| starter.key == "debt-validation");
    let refusals = compose(&validation.unwrap().template(), &facts()).unwrap_err();
    assert_eq!(
        refusals[0].to_string(),
        "This template is for a collector, and the letter goes to a bureau."
    );
}

#[test]
fn characters_that_the_font_lacks_are_refused_by_field() {
    let refusals = refused("Dear [Recipient], I am [First name].\n\n[Items]", |facts| {
        facts.client.first_name = "美玲".to_owned();
        facts.items[0].fact = "Paid 🙂".to_owned();
    });
    let lacks = |field: &str, characters: &str| {
        format!("{field} has characters that the letter's font cannot show: {characters}.")
    };
    assert_eq!(
        refusals,
        [
            lacks("[First name]", "玲 美"),
            lacks("Paragraph 1", "玲 美"),
            lacks("The wrong fact of item 1", "🙂"),
            lacks("The client's name and address", "玲 美"),
            lacks("The client's name", "玲 美"),
        ]
    );
}

#[test]
fn a_line_too_wide_for_the_window_is_refused_by_field() {
    let refusals = refused(BODY, |facts| facts.recipient.name = "W".repeat(40));
    assert_eq!(
        refusals,
        [
            "The recipient's name is too wide for the envelope's window, even in the smallest type. \
          Shorten it."
        ]
    );
}

#[test]
fn what_is_wrong_with_both_addresses_is_said_at_once() {
    let refusals = refused(BODY, |facts| {
        facts.client.address.zip = "3369".to_owned();
        facts.recipient.name = String::new();
    });
    assert_eq!(
        refusals,
        [
            "The client's ZIP code has to be five digits, or nine with a hyphen.",
            "The recipient's name is missing.",
        ]
    );
}

#[test]
fn a_letter_changed_after_composing_is_checked_again() {
    let mut letter = compose(&template(BODY), &facts()).unwrap();
    letter.recipient = vec!["LINE".to_owned(); 12];
    assert_eq!(
        pdf(&letter).unwrap_err()[0].to_string(),
        "The recipient's address has 12 lines with name and city, and an envelope takes 6."
    );
}

#[test]
fn a_furnisher_is_not_told_what_only_a_bureau_needs() {
    let mut facts = facts();
    let letter = compose(&template(BODY), &facts).unwrap();
    assert_eq!(letter.references.len(), 4);
    facts.recipient = bureau();
    facts.recipient.kind = RecipientKind::Furnisher;
    let letter = compose(&template(BODY), &facts).unwrap();
    assert!(letter.references.is_empty());
    assert!(!letter.text().contains("6789"));
}

#[test]
fn refusals_and_debug_output_carry_no_value() {
    let mut facts = facts();
    facts.client.address.zip = "98765432".to_owned();
    facts.client.address.state = "Nowhereland".to_owned();
    facts.client.ssn_last_four = Some("900006789".to_owned());
    let refusals = compose(&template(BODY), &facts).unwrap_err();
    let said = format!("{refusals:?} {facts:?} {:?}", facts.values());
    for value in ["98765432", "Nowhereland", "900006789", "Maria"] {
        assert!(!said.contains(value), "{said}");
    }
}

#[test]
fn a_text_that_grows_beyond_measure_makes_no_letter() {
    let refusals = refused("[Long__c]", |facts| {
        facts.items.clear();
        let long = "x".repeat((1 << 20) + 1);
        facts.attributes.insert("Long__c".to_owned(), long);
    });
    let sentence = "A text becomes longer than 1 MiB with its shortcodes replaced. Shorten it.";
    assert_eq!(refusals, [sentence]);
}
