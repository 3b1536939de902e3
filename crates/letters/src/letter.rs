//! A letter, finished but not yet typeset: every shortcode is replaced, every line is text.

use chrono::NaiveDate;

use crate::{
    facts::long_date,
    silent,
    text::{is_blank, one_line},
};

/// A letter as it will be read.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// What kind of letter it is; the PDF's title. Names no client.
    pub title: String,
    /// The client's name and address, as on an envelope.
    pub sender: Vec<String>,
    /// The recipient's name and address, as on an envelope.
    pub recipient: Vec<String>,
    /// The date of the letter.
    pub date: NaiveDate,
    /// What the letter is about, in one line.
    pub subject: String,
    /// Lines by which the recipient finds the file.
    pub references: Vec<Reference>,
    /// The letter itself.
    pub body: Vec<Block>,
    /// The items of [`Block::Items`].
    pub items: Vec<Item>,
    /// The words before the signature.
    pub closing: String,
    /// Who signs; also heads the pages after the first.
    pub signer: String,
    /// What is enclosed, one line each.
    pub enclosures: Vec<String>,
    /// Whether each page is marked as practice.
    pub practice: bool,
}

/// A line by which the recipient finds the file.
#[derive(Clone, PartialEq, Eq)]
pub struct Reference {
    /// What it is.
    pub label: String,
    /// Its value.
    pub value: String,
}

/// A part of a letter's body.
#[derive(Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph; line breaks in it are kept.
    Paragraph(String),
    /// A list.
    List {
        /// Numbers instead of dots.
        numbered: bool,
        /// The entries.
        entries: Vec<String>,
    },
    /// The table of the letter's items.
    Items,
}

/// One disputed item: one allegation about one account.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// Who reports the account.
    pub furnisher: String,
    /// The account number as the report masks it; may be empty.
    pub account: String,
    /// What is wrong, with the fact in the first 100 characters: bureaus boil a dispute down to
    /// a code, and whoever does that reads the beginning. In [`crate::Facts`] it may have
    /// shortcodes.
    pub fact: String,
    /// What is asked.
    pub request: String,
}

silent!(Letter, Reference, Block, Item);

impl Item {
    /// Items as text, one a line.
    pub(crate) fn listed(items: &[Self]) -> String {
        let lines = items.iter().enumerate().map(|(index, item)| {
            let account = if is_blank(&item.account) {
                String::new()
            } else {
                format!(", account {}", one_line(&item.account))
            };
            format!(
                "{}. {}{account}: {} {}",
                index + 1,
                one_line(&item.furnisher),
                one_line(&item.fact),
                one_line(&item.request)
            )
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

impl Letter {
    /// The letter as plain text, for a portal that prints from text.
    #[must_use]
    pub fn text(&self) -> String {
        let mut parts = Vec::new();
        if self.practice {
            parts.push("PRACTICE: NOT TO BE SENT".to_owned());
        }
        parts.push(self.sender.join("\n"));
        parts.push(long_date(self.date));
        parts.push(self.recipient.join("\n"));
        parts.push(format!("Re: {}", self.subject));
        let references = self.references.iter();
        let references = references.map(|line| format!("{}: {}", line.label, line.value));
        parts.push(references.collect::<Vec<_>>().join("\n"));
        parts.extend(self.body.iter().map(|block| match block {
            Block::Paragraph(text) => text.clone(),
            Block::List { numbered, entries } => listed(*numbered, entries),
            Block::Items => Item::listed(&self.items),
        }));
        parts.push(format!("{}\n\n\n{}", self.closing, self.signer));
        if !self.enclosures.is_empty() {
            parts.push(format!("Enclosures:\n{}", listed(false, &self.enclosures)));
        }
        parts.retain(|part| !is_blank(part));
        parts.join("\n\n") + "\n"
    }
}

fn listed(numbered: bool, entries: &[String]) -> String {
    let lines = entries.iter().enumerate().map(|(index, entry)| {
        if numbered {
            format!("{}. {entry}", index + 1)
        } else {
            format!("- {entry}")
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}
