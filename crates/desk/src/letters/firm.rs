//! The firm as it stands in letters.

use ::letters;
use serde::{Deserialize, Serialize};
use store::table::letters as table;
use ts_rs::TS;

use super::draft::silent;
use crate::{AccountKind, Desk, DeskError, open::OpenAccount};

/// The firm that helps the client.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Firm {
    /// Its name.
    pub name: String,
    /// Number, street and unit.
    pub street: String,
    /// City.
    pub city: String,
    /// State, as code or name.
    pub state: String,
    /// ZIP code.
    pub zip: String,
    /// Telephone number.
    pub phone: String,
}

silent!(Firm);

impl Firm {
    pub(super) fn letters(self) -> letters::Firm {
        letters::Firm {
            name: self.name,
            address: letters::Address {
                lines: vec![self.street],
                city: self.city,
                state: self.state,
                zip: self.zip,
            },
            phone: self.phone,
        }
    }
}

/// The firm, as the agent gave it. In practice there is an invented one to begin with.
///
/// # Errors
/// When no account is open or its files cannot be read.
pub async fn firm(desk: &Desk) -> Result<Firm, DeskError> {
    of(&*desk.account().await?).await
}

/// Keeps what stands in letters for the firm from here on.
///
/// # Errors
/// When no account is open or the disk says no: then it is as before.
pub async fn set_firm(desk: &Desk, firm: &Firm) -> Result<(), DeskError> {
    let open = desk.account().await?;
    let text = serde_json::to_string(firm).unwrap_or_default();
    Ok(table::keep_firm(&open.work, &text).await?)
}

pub(super) async fn of(open: &OpenAccount) -> Result<Firm, DeskError> {
    let kept = table::firm(&open.work).await?;
    let kept = kept.and_then(|text| serde_json::from_str(&text).ok());
    Ok(kept.unwrap_or_else(|| match open.account.kind {
        AccountKind::Practice => practice(),
        AccountKind::Portal => Firm::default(),
    }))
}

fn practice() -> Firm {
    Firm {
        name: "Example Credit Help LLC".to_owned(),
        street: "40 Ravelstone Ember St".to_owned(),
        city: "Tampa".to_owned(),
        state: "FL".to_owned(),
        zip: "33602".to_owned(),
        phone: "(813) 555-0100".to_owned(),
    }
}
