//! What a letter says besides its template: who writes to whom, when, and about which items.

use std::{collections::BTreeMap, fmt};

use chrono::NaiveDate;

use crate::{
    Address, Item, Values, silent,
    text::{is_blank, one_line},
};

/// Everything that a letter takes from a client's file.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Whose letter it is.
    pub client: Client,
    /// Whom it goes to.
    pub recipient: Recipient,
    /// The firm that helps.
    pub firm: Firm,
    /// The person at the firm who works on the file.
    pub agent: String,
    /// The date of the letter.
    pub today: NaiveDate,
    /// The number of the dispute round.
    pub round: Option<u32>,
    /// The credit report that the items come from.
    pub report: Report,
    /// The disputed items, in order.
    pub items: Vec<Item>,
    /// What is enclosed, one line each.
    pub enclosures: Vec<String>,
    /// The client's attributes as the CRM names them, and values for those of our shortcodes
    /// that nothing here stands for (`Previous letter date`). What stands above goes first.
    pub attributes: BTreeMap<String, String>,
    /// Whether the client is invented: each page is marked.
    pub practice: bool,
}

/// The client.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Client {
    /// First name.
    pub first_name: String,
    /// Middle name, may be empty.
    pub middle_name: String,
    /// Last name.
    pub last_name: String,
    /// Jr., Sr., III; may be empty.
    pub suffix: String,
    /// Mailing address.
    pub address: Address,
    /// The last four digits of the SSN, and no more of it.
    pub ssn_last_four: Option<String>,
    /// Date of birth.
    pub date_of_birth: Option<NaiveDate>,
    /// E-mail address, may be empty.
    pub email: String,
    /// Telephone number, may be empty.
    pub phone: String,
}

impl Client {
    /// The client's names in order.
    #[must_use]
    pub fn full_name(&self) -> String {
        let names = [
            &self.first_name,
            &self.middle_name,
            &self.last_name,
            &self.suffix,
        ];
        one_line(&names.map(String::as_str).join(" "))
    }
}

/// Whom a letter goes to.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Recipient {
    /// What the recipient is.
    pub kind: RecipientKind,
    /// The name on the envelope.
    pub name: String,
    /// The address on the envelope.
    pub address: Address,
}

/// What a recipient is. It decides which law and which template applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum RecipientKind {
    /// A consumer reporting agency.
    #[default]
    Bureau,
    /// Who reports to the bureaus: the creditor itself.
    Furnisher,
    /// Who collects a debt for another or after buying it.
    Collector,
}

impl fmt::Display for RecipientKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bureau => "bureau",
            Self::Furnisher => "furnisher",
            Self::Collector => "collector",
        })
    }
}

/// The credit-repair firm.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Firm {
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: Address,
    /// Its telephone number.
    pub phone: String,
}

/// A credit report.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Its number or confirmation number, may be empty.
    pub number: String,
    /// Its date.
    pub date: Option<NaiveDate>,
}

silent!(Facts, Client, Recipient, Firm, Report);

impl Facts {
    /// What each shortcode stands for.
    #[must_use]
    pub fn values(&self) -> Values {
        let mut values = Values::default();
        for (name, value) in &self.attributes {
            values.set(name, value);
        }
        for (name, value) in self.own() {
            values.set(name, &value);
        }
        values
    }

    /// Our shortcodes, as far as these facts know them.
    fn own(&self) -> Vec<(&'static str, String)> {
        let client = &self.client;
        let recipient = &self.recipient;
        let is_bureau = recipient.kind == RecipientKind::Bureau;
        let bureau = |text: String| if is_bureau { text } else { String::new() };
        let optional = |date: Option<NaiveDate>| date.map(long_date).unwrap_or_default();
        vec![
            ("First name", client.first_name.clone()),
            ("Middle name", client.middle_name.clone()),
            ("Last name", client.last_name.clone()),
            ("Name suffix", client.suffix.clone()),
            ("Full name", client.full_name()),
            ("Mailing street", client.address.street().join(", ")),
            ("Mailing city", client.address.city.clone()),
            ("Mailing state", client.address.state.clone()),
            ("Mailing ZIP", client.address.zip.clone()),
            ("City, state, ZIP", client.address.last_line()),
            ("Mailing address", client.address.written().join("\n")),
            (
                "SSN last four",
                client.ssn_last_four.clone().unwrap_or_default(),
            ),
            ("Date of birth", optional(client.date_of_birth)),
            ("Email", client.email.clone()),
            ("Phone", client.phone.clone()),
            ("Today", long_date(self.today)),
            (
                "Round",
                self.round
                    .map(|round| round.to_string())
                    .unwrap_or_default(),
            ),
            ("Report number", self.report.number.clone()),
            ("Report date", optional(self.report.date)),
            ("Firm", self.firm.name.clone()),
            ("Firm address", self.firm.address.written().join("\n")),
            ("Firm phone", self.firm.phone.clone()),
            ("Agent", self.agent.clone()),
            ("Recipient", recipient.name.clone()),
            ("Recipient address", recipient.address.written().join("\n")),
            ("Bureau", bureau(recipient.name.clone())),
            (
                "Bureau address",
                bureau(recipient.address.written().join("\n")),
            ),
            ("Furnisher", self.furnisher()),
            ("Items", Item::listed(&self.items)),
            ("Item count", count(self.items.len())),
            ("Enclosures", self.enclosures.join("\n")),
        ]
    }

    /// The furnisher or collector that a letter is about, if it is about one.
    fn furnisher(&self) -> String {
        if self.recipient.kind != RecipientKind::Bureau {
            return self.recipient.name.clone();
        }
        let mut named = self.items.iter().map(|item| one_line(&item.furnisher));
        let Some(first) = named.next() else {
            return String::new();
        };
        if named.all(|other| other == first) {
            first
        } else {
            String::new()
        }
    }

    /// Fields that are given and are not what they have to be, or are needed and missing.
    pub(crate) fn faults(&self) -> Vec<crate::Refusal> {
        let mut faults = Vec::new();
        let last_four = self.client.ssn_last_four.as_deref();
        let is_four = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        if last_four.is_some_and(|text| !is_four(text.trim())) {
            faults.push(crate::Refusal::Malformed {
                field: "The SSN's last four".to_owned(),
                expected: "four digits and no more",
            });
        }
        for (index, item) in self.items.iter().enumerate() {
            let parts = [
                (&item.furnisher, "The furnisher"),
                (&item.fact, "What is wrong"),
                (&item.request, "What is asked"),
            ];
            for (_, part) in parts.iter().filter(|(text, _)| is_blank(text)) {
                faults.push(crate::Refusal::Missing(format!(
                    "{part} in item {}",
                    index + 1
                )));
            }
        }
        faults
    }
}

/// A date as letters write it.
pub(crate) fn long_date(date: NaiveDate) -> String {
    date.format("%B %-d, %Y").to_string()
}

fn count(items: usize) -> String {
    if items == 0 {
        String::new()
    } else {
        items.to_string()
    }
}
