//! What a letter says and to whom, as the agent writes it.

use std::collections::BTreeMap;

use ::letters;
use chrono::Local;
use reports::Bureau;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{LetterRecipient, template::Text};

/// What a recipient is. It decides which law and which template applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecipientKind {
    /// A credit bureau.
    Bureau,
    /// Who reports to the bureaus: the creditor itself.
    Furnisher,
    /// Who collects a debt for another or after buying it.
    Collector,
}

impl RecipientKind {
    pub(crate) const ALL: [Self; 3] = [Self::Bureau, Self::Furnisher, Self::Collector];

    pub(crate) fn letters(self) -> letters::RecipientKind {
        match self {
            Self::Bureau => letters::RecipientKind::Bureau,
            Self::Furnisher => letters::RecipientKind::Furnisher,
            Self::Collector => letters::RecipientKind::Collector,
        }
    }
}

/// Where a letter goes.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterAddress {
    /// The name on the envelope.
    pub name: String,
    /// What stands between name and city, one line or more.
    pub street: String,
    /// City.
    pub city: String,
    /// State, as code or name.
    pub state: String,
    /// ZIP code.
    pub zip: String,
    /// Fax number; may be empty.
    pub fax: String,
}

impl LetterAddress {
    pub(crate) fn letters(&self) -> letters::Address {
        letters::Address {
            lines: vec![self.street.clone()],
            city: self.city.clone(),
            state: self.state.clone(),
            zip: self.zip.clone(),
        }
    }
}

/// One disputed item of a letter.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterItem {
    /// The negative item's number.
    #[ts(type = "number")]
    pub item_id: i64,
    /// What is wrong.
    pub fact: String,
    /// What is asked.
    pub request: String,
}

/// A letter as the agent writes it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterDraft {
    /// Our number.
    #[ts(type = "number")]
    pub id: i64,
    /// The client it is for.
    #[ts(type = "number")]
    pub client_id: i64,
    /// What kind of letter it is; its title.
    pub template: String,
    /// What the recipient is.
    pub kind: RecipientKind,
    /// Which bureau the recipient is, if it is one that is known.
    pub bureau: Option<Bureau>,
    /// Where it goes.
    pub to: LetterAddress,
    /// What it is about, in one line; may have shortcodes.
    pub subject: String,
    /// What it says: paragraphs parted by empty lines, with shortcodes; `[Items]` alone is the
    /// table of items.
    pub body: String,
    /// The disputed items, in order.
    pub items: Vec<LetterItem>,
    /// What is enclosed, one line each.
    pub enclosures: Vec<String>,
    /// What shortcodes stand for that only the agent knows, by name.
    #[ts(type = "Record<string, string>")]
    pub values: BTreeMap<String, String>,
    /// The date of the letter, ISO.
    pub dated: String,
    /// When it was saved here.
    pub saved_at: String,
}

/// Personal: they print their name and nothing else.
macro_rules! silent {
    ($($type:ident),+) => {
        $(impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($type), "(…)"))
            }
        })+
    };
}
pub(super) use silent;

silent!(LetterAddress, LetterItem, LetterDraft);

/// What is asked for an item until the agent says otherwise.
const REQUEST: &str = "Correct it, or delete it.";

/// A letter as it stands before the agent has written anything.
pub(super) fn begun(
    client_id: i64,
    template: Text,
    recipient: LetterRecipient,
    item_ids: &[i64],
) -> LetterDraft {
    let starter = template.starter();
    let enclosures = starter.map_or(&[][..], |starter| starter.enclosures);
    let item = |id: &i64| LetterItem {
        item_id: *id,
        fact: String::new(),
        request: REQUEST.to_owned(),
    };
    LetterDraft {
        id: 0,
        client_id,
        template: template.name,
        kind: recipient.kind,
        bureau: recipient.bureau,
        to: recipient.to,
        subject: template.subject,
        body: template.body,
        items: item_ids.iter().map(item).collect(),
        enclosures: enclosures.iter().map(|line| (*line).to_owned()).collect(),
        values: BTreeMap::new(),
        dated: today(),
        saved_at: String::new(),
    }
}

/// Today where the agent is, ISO.
pub(super) fn today() -> String {
    Local::now().date_naive().to_string()
}
