//! What an agent should look at again before a letter goes, though it can go.

use ::letters::Facts;
use chrono::NaiveDate;
use contract::Announcement;

use super::{LetterDraft, RecipientKind, draft::today, sending::is_fax_number};
use crate::items::{ItemRow, Standing};

/// What is doubtful about a letter; `on_file` are the client's items.
pub(super) fn of(draft: &LetterDraft, facts: &Facts, on_file: &[ItemRow]) -> Vec<String> {
    let mut doubts = facts.client.address.doubts("The client's");
    doubts.extend(facts.recipient.address.doubts("The recipient's"));
    if draft.dated.parse::<NaiveDate>().is_ok() && draft.dated != today() {
        let date = facts.today.format("%B %-d, %Y");
        doubts.push(format!("The letter is dated {date}, which is not today."));
    }
    doubts.extend(identity(draft, facts));
    if !draft.to.fax.trim().is_empty() && !is_fax_number(&draft.to.fax) {
        doubts.push("The fax number does not have ten digits.".to_owned());
    }
    for chosen in &draft.items {
        let found = on_file.iter().find(|item| item.id == chosen.item_id);
        doubts.extend(found.and_then(|item| about(item, draft)));
    }
    doubts.extend(enclosures(draft));
    doubts
}

/// Nothing goes with a letter that goes from here.
fn enclosures(draft: &LetterDraft) -> Option<String> {
    let items = draft
        .items
        .iter()
        .flat_map(|item| [&item.fact, &item.request]);
    let mut texts = [&draft.subject, &draft.body].into_iter().chain(items);
    let sentence = if !draft.enclosures.is_empty() {
        "Redress sends these pages without the enclosures. Where they are needed, print the letter \
         and post it with them yourself."
    } else if texts.any(|text| text.to_lowercase().contains("enclos")) {
        "The letter speaks of something enclosed, and nothing is listed as enclosed."
    } else {
        return None;
    };
    Some(sentence.to_owned())
}

/// What is doubtful about the way in which the portal sends letters.
pub(super) fn of_portal(said: Option<&Announcement>) -> Vec<String> {
    if said.is_some_and(|said| said.letter_attachment) {
        return Vec::new();
    }
    vec![
        "By mail, this portal prints the letter from its text, not as it looks here. The PDF goes \
         onto the client's file."
            .to_owned(),
    ]
}

/// A bureau finds a person by the SSN's last four and the date of birth.
fn identity(draft: &LetterDraft, facts: &Facts) -> Option<String> {
    let client = &facts.client;
    let missing = match (
        client.ssn_last_four.is_none(),
        client.date_of_birth.is_none(),
    ) {
        (true, true) => "SSN and date of birth are",
        (true, false) => "SSN is",
        (false, true) => "date of birth is",
        (false, false) => return None,
    };
    (draft.kind == RecipientKind::Bureau).then(|| {
        format!("The client's {missing} not known here, so the bureau may not find the file.")
    })
}

/// What is doubtful about an item in a letter to this recipient.
fn about(item: &ItemRow, draft: &LetterDraft) -> Option<String> {
    let name = &item.name;
    if item.standing == Standing::Repaired {
        return Some(format!("{name} is repaired already."));
    }
    if item.not_dispute {
        return Some(format!("It was decided not to dispute {name}."));
    }
    match (draft.kind, draft.bureau, item.bureau) {
        (RecipientKind::Bureau, Some(to), Some(of)) if to != of => Some(format!(
            "{name} is reported to {}, and the letter goes to {}.",
            of.name(),
            to.name()
        )),
        (RecipientKind::Furnisher | RecipientKind::Collector, ..)
            if first_word(name) != first_word(&draft.to.name) =>
        {
            Some(format!(
                "{name} is reported by somebody else than the letter goes to."
            ))
        }
        _ => None,
    }
}

fn first_word(name: &str) -> String {
    let word = name.split_whitespace().next().unwrap_or_default();
    word.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portal_that_says_nothing_is_taken_to_print_from_text() {
        let ours = Announcement {
            letter_attachment: true,
            ..Announcement::default()
        };
        assert!(of_portal(Some(&ours)).is_empty());
        assert_eq!(of_portal(None).len(), 1);
    }

    #[test]
    fn a_furnisher_is_known_by_its_first_word() {
        assert_eq!(
            first_word("UMBER VALLEY BK"),
            first_word("Umber Valley Bank")
        );
        assert_ne!(first_word("UMBER VALLEY BK"), first_word("Cinderpeak"));
    }
}
