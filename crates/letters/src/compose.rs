//! From a template and a client's facts to a letter, or to everything that stands in its way.

use crate::{
    Block, Facts, Item, Letter, RecipientKind, Reference, Values,
    body::{Part, parts},
    facts::long_date,
    fonts::fonts,
    pdf,
    refusal::{Refusal, Refusals},
    shortcode::{fill, key},
    silent,
    text::{clean, is_blank, one_line},
};

/// The text of a letter with shortcodes.
#[derive(Clone, PartialEq, Eq)]
pub struct Template {
    /// What kind of letter it makes; becomes the PDF's title.
    pub name: String,
    /// Whom such a letter may go to; `None` for anyone.
    pub recipient: Option<RecipientKind>,
    /// What the letter is about, in one line.
    pub subject: String,
    /// Paragraphs parted by empty lines; see [`crate::VARIABLES`] for shortcodes. `[Items]` in a
    /// paragraph of its own is the table of items, lines with `- ` or `1. ` are lists.
    pub body: String,
}

silent!(Template);

/// Makes a letter.
///
/// # Errors
/// Everything that has to be mended first. There is no letter with a hole in it.
pub fn compose(template: &Template, facts: &Facts) -> Result<Letter, Refusals> {
    let mut work = Work {
        values: facts.values(),
        refusals: facts.faults(),
    };
    let body = clean(&template.body);
    work.check(template, &body, facts);
    let name = facts.client.full_name();
    let sender = facts.client.address.block(&name, "The client's");
    let recipient = &facts.recipient;
    let recipient = recipient.address.block(&recipient.name, "The recipient's");
    let letter = Letter {
        title: one_line(&template.name),
        sender: work.take(sender),
        recipient: work.take(recipient),
        date: facts.today,
        subject: one_line(&work.fill(&template.subject)),
        references: references(facts),
        body: work.body(&body),
        items: work.items(facts),
        closing: "Sincerely,".to_owned(),
        signer: name,
        enclosures: facts
            .enclosures
            .iter()
            .map(|line| one_line(&work.fill(line)))
            .filter(|line| !line.is_empty())
            .collect(),
        practice: facts.practice,
    };
    let mut refusals = work.refusals;
    refusals.extend(pdf::check(&letter));
    if refusals.is_empty() {
        Ok(letter)
    } else {
        Err(refusals)
    }
}

struct Work {
    values: Values,
    refusals: Refusals,
}

impl Work {
    fn take(&mut self, block: Result<Vec<String>, Refusals>) -> Vec<String> {
        block.unwrap_or_else(|refusals| {
            self.refusals.extend(refusals);
            Vec::new()
        })
    }

    fn refuse(&mut self, refusal: Refusal) {
        if !self.refusals.contains(&refusal) {
            self.refusals.push(refusal);
        }
    }

    /// Whether this template can make this letter at all.
    fn check(&mut self, template: &Template, body: &str, facts: &Facts) {
        let given = facts.recipient.kind;
        if let Some(template) = template.recipient.filter(|kind| *kind != given) {
            self.refuse(Refusal::WrongRecipient { template, given });
        }
        if is_blank(body) {
            self.refuse(Refusal::Missing("The text of the template".to_owned()));
        }
        let has_table = parts(body).contains(&Part::Items);
        if has_table && facts.items.is_empty() {
            self.refuse(Refusal::Empty("Items".to_owned()));
        }
        if !has_table && !facts.items.is_empty() {
            self.refuse(Refusal::ItemsNotShown);
        }
    }

    /// The items with the shortcodes in the agent's words replaced; what the report says is data.
    fn items(&mut self, facts: &Facts) -> Vec<Item> {
        let items = facts.items.iter().map(|item| Item {
            fact: self.fill(&item.fact),
            request: self.fill(&item.request),
            ..item.clone()
        });
        items.collect()
    }

    fn body(&mut self, text: &str) -> Vec<Block> {
        let parts = parts(text).into_iter();
        let blocks = parts.map(|part| match part {
            Part::Paragraph(text) => Block::Paragraph(self.fill(text)),
            Part::List { numbered, entries } => Block::List {
                numbered,
                entries: entries.into_iter().map(|text| self.fill(text)).collect(),
            },
            Part::Items => Block::Items,
        });
        blocks.collect()
    }

    fn fill(&mut self, text: &str) -> String {
        let filled = fill(text, &self.values);
        if filled.is_cut {
            self.refuse(Refusal::Overlong);
        }
        for name in filled.unknown {
            self.refuse(Refusal::Unknown(name));
        }
        for name in filled.empty {
            self.refuse(Refusal::Empty(name));
        }
        for name in filled.used {
            if key(&name) == "items" {
                self.refuse(Refusal::ItemsInSentence);
            }
            let value = self.values.get(&name).unwrap_or_default();
            if let Err(refusal) = fonts().can_show(&format!("[{name}]"), value) {
                self.refuse(refusal);
            }
        }
        filled.text
    }
}

/// The lines by which a bureau finds the file. A furnisher or collector finds it by the account
/// numbers, and gets no more of the client's data than it needs.
fn references(facts: &Facts) -> Vec<Reference> {
    if facts.recipient.kind != RecipientKind::Bureau {
        return Vec::new();
    }
    let client = &facts.client;
    let lines = [
        ("SSN, last four digits", client.ssn_last_four.clone()),
        ("Date of birth", client.date_of_birth.map(long_date)),
        ("Report number", Some(facts.report.number.clone())),
        ("Report date", facts.report.date.map(long_date)),
    ];
    let lines = lines.into_iter().filter_map(|(label, value)| {
        let value = one_line(&value?);
        let label = label.to_owned();
        (!value.is_empty()).then_some(Reference { label, value })
    });
    lines.collect()
}
