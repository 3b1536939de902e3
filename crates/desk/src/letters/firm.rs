//! The firm as it stands in letters.

use ::letters;
use contract::{
    Call,
    office::{self, FirmChange, FirmGet, FirmUpdate},
};
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

impl From<office::Firm> for Firm {
    fn from(said: office::Firm) -> Self {
        Self {
            name: said.name.unwrap_or_default(),
            street: said.street.unwrap_or_default(),
            city: said.city.unwrap_or_default(),
            state: said.state.unwrap_or_default(),
            zip: said.zip.unwrap_or_default(),
            phone: said.phone.unwrap_or_default(),
        }
    }
}

/// The firm, as the agent gave it, or as its own office has it. In practice there is an invented one
/// to begin with.
///
/// # Errors
/// When no account is open or its files cannot be read.
pub async fn firm(desk: &Desk) -> Result<Firm, DeskError> {
    of(&*desk.account().await?).await
}

/// Keeps what stands in letters for the firm from here on; in the firm's own office for everybody who
/// works there.
///
/// # Errors
/// When no account is open, the disk says no, or the office does: then it is as before.
pub async fn set_firm(desk: &Desk, firm: &Firm) -> Result<(), DeskError> {
    let open = desk.account().await?;
    if open.account.kind == AccountKind::Office {
        let call = Call::<FirmUpdate> {
            path: (),
            query: (),
            body: FirmChange {
                name: Some(firm.name.clone()),
                street: Some(firm.street.clone()),
                city: Some(firm.city.clone()),
                state: Some(firm.state.clone()),
                zip: Some(firm.zip.clone()),
                phone: Some(firm.phone.clone()),
            },
        };
        return keep(&open, &open.portal.call(&call).await?.into()).await;
    }
    keep(&open, firm).await
}

pub(super) async fn of(open: &OpenAccount) -> Result<Firm, DeskError> {
    let kept = table::firm(&open.work).await?;
    let kept = kept.and_then(|text| serde_json::from_str(&text).ok());
    match open.account.kind {
        AccountKind::Practice => Ok(kept.unwrap_or_else(practice)),
        AccountKind::Portal => Ok(kept.unwrap_or_default()),
        AccountKind::Office => of_office(open, kept.unwrap_or_default()).await,
    }
}

/// As the office has it; as it was last where the office does not say, since the session has ended.
async fn of_office(open: &OpenAccount, kept: Firm) -> Result<Firm, DeskError> {
    let call = Call::<FirmGet> {
        path: (),
        query: (),
        body: (),
    };
    let Ok(said) = open.portal.call(&call).await else {
        return Ok(kept);
    };
    let said = said.into();
    if said != kept {
        keep(open, &said).await?;
    }
    Ok(said)
}

async fn keep(open: &OpenAccount, firm: &Firm) -> Result<(), DeskError> {
    let text = serde_json::to_string(firm).unwrap_or_default();
    Ok(table::keep_firm(&open.work, &text).await?)
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
