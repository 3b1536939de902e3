//! `portal.bureau_addresses.*` and `portal.furnishers.*`: whom letters and faxes go to.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::{ById, Message, Portal, SortDirection};
use crate::{
    envelope::{Bare, Data, List, Paged},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists where the bureaus take letters and faxes.
    BureauAddressesList   = "bureau_addresses.list",   GET    "/bureau-addresses",      Token, ()   | BureauAddressListing | ()                  => List<BureauAddress>, 200 401 403 419 422 500;
    /// Makes an address of a bureau.
    BureauAddressesCreate = "bureau_addresses.create", POST   "/bureau-addresses",      Token, ()   | ()                   | BureauAddressEntry  => Data<BureauAddress>, 201 401 403 419 422 500;
    /// Changes an address of a bureau. A default stays one until another address is made it.
    BureauAddressesUpdate = "bureau_addresses.update", PUT    "/bureau-addresses/{id}", Token, ById | ()                   | BureauAddressChange => Bare<BureauAddress>, 200 401 403 419 422 500;
    /// Deletes an address of a bureau, whose oldest other is the default then if this one was.
    BureauAddressesDelete = "bureau_addresses.delete", DELETE "/bureau-addresses/{id}", Token, ById | ()                   | ()                  => Bare<Message>,       200 401 403 419 422 500;

    /// Lists furnishers, a page at a time.
    FurnishersList   = "furnishers.list",   GET    "/furnishers",      Token, ()   | FurnisherListing | ()             => Paged<Furnisher>, 200 401 403 419 422 500;
    /// Makes a furnisher.
    FurnishersCreate = "furnishers.create", POST   "/furnishers",      Token, ()   | ()               | FurnisherEntry => Data<Furnisher>,  201 401 403 419 422 500;
    /// Reads one furnisher.
    FurnishersGet    = "furnishers.get",    GET    "/furnishers/{id}", Token, ById | ()               | ()             => Data<Furnisher>,  200 401 403 419 422 500;
    /// Changes a furnisher.
    FurnishersUpdate = "furnishers.update", PUT    "/furnishers/{id}", Token, ById | ()               | FurnisherEntry => Data<Furnisher>,  200 401 403 419 422 500;
    /// Deletes a furnisher.
    FurnishersDelete = "furnishers.delete", DELETE "/furnishers/{id}", Token, ById | ()               | ()             => Bare<Message>,    200 401 403 419 422 500;
}

/// Which addresses of bureaus to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct BureauAddressListing {
    /// Part of a title, a type, an address, a city, a state or a ZIP code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub search: Option<String>,
    /// Only the address with this id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub id: Option<i64>,
    /// Only addresses of this type, as an address's `type` says it.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    pub kind: Option<String>,
    /// Only addresses in this state.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 100))]
    pub state: Option<String>,
    /// Only addresses in this city.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub city: Option<String>,
    /// Only the addresses that are taken where nothing else is said, or only the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_default: Option<bool>,
    /// The column to sort by: `id`, `title`, `type`, `address`, `city`, `state`, `zip_code`,
    /// `created_at` or `updated_at`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    pub sort_by: Option<String>,
    /// The direction of the sort.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_direction: Option<SortDirection>,
    /// The page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub page: Option<i64>,
    /// Records a page. The answer does not say where its page stands: to have all, ask for pages
    /// until one is not full.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub per_page: Option<i64>,
}

/// What is entered of a bureau's address; what is left out of a change stays. The Portal requires
/// nothing; the office makes an address only of all that stands on an envelope.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct BureauAddressEntry {
    /// The street, or the post office box.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub address: Option<String>,
    /// The city.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub city: Option<String>,
    /// Where it takes faxes; empty for nowhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 20), regex(pattern = FAX_NUMBER))]
    pub fax_number: Option<String>,
    /// The state.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 100))]
    pub state: Option<String>,
    /// Whom it is addressed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub title: Option<String>,
    /// Whose it is, as an address's `type` says it.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    pub kind: Option<String>,
    /// The ZIP code, with or without its last four digits. It travels as a number, as the Portal
    /// documents it, and whoever reads it puts the zeros back that a number loses.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "as_number",
        deserialize_with = "zip_code"
    )]
    #[schemars(schema_with = "zip_code_schema")]
    pub zip_code: Option<String>,
}

/// A change of a bureau's address; what is left out stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct BureauAddressChange {
    /// What it says.
    #[serde(flatten)]
    pub entry: BureauAddressEntry,
    /// Whether it is to be the one that is taken where nothing else is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_default: Option<bool>,
}

/// A number as faxes are sent to, or none.
const FAX_NUMBER: &str = r"^([+ ().-]*([0-9][ ().-]*){7,15})?$";

/// Where a bureau takes letters and faxes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct BureauAddress {
    /// The street, or the post office box.
    pub address: Option<String>,
    /// The city.
    pub city: Option<String>,
    /// When it was made.
    pub created_at: Option<String>,
    /// Where it takes faxes. Written by the Portal and never read; the office answers it.
    pub fax_number: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// Whether it is the one that is taken where nothing else is said.
    pub is_default: Option<bool>,
    /// The state.
    pub state: Option<String>,
    /// Whom it is addressed to.
    pub title: Option<String>,
    /// Whose it is: in the office `equifax`, `experian` or `transunion`, elsewhere a word of the
    /// server's own.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
    /// The ZIP code. Documented as a number, which loses a leading zero; the office sends text.
    /// Both are read, and digits that were lost are put back.
    #[serde(deserialize_with = "zip_code")]
    #[schemars(with = "Option<String>")]
    pub zip_code: Option<String>,
}

/// Five digits, or nine with a dash; what is neither stays as it came.
fn zip_code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let text = match Value::deserialize(deserializer)? {
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        _ => return Ok(None),
    };
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    Ok(match text.len() {
        0 => None,
        1..=5 if is_number => Some(format!("{text:0>5}")),
        6..=9 if is_number => {
            let whole = format!("{text:0>9}");
            let (five, four) = whole.split_at(5);
            Some(format!("{five}-{four}"))
        }
        _ => Some(text),
    })
}

/// A ZIP code as a number. What is none stays as it came, to be refused by its name.
fn as_number<S: Serializer>(zip_code: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    let text = zip_code.as_deref().unwrap_or_default();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let whole = match digits.len() {
        5 => text == digits,
        9 => text == [&digits[..5], &digits[5..]].join("-"),
        _ => false,
    };
    match digits.parse::<u32>() {
        Ok(number) if whole => serializer.serialize_u32(number),
        _ => serializer.serialize_str(text),
    }
}

fn zip_code_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": ["integer", "string", "null"],
        "minimum": 1,
        "maximum": 999_999_999,
        "pattern": "^[0-9]{5}(-[0-9]{4})?$",
    })
}

/// Which furnishers to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FurnisherListing {
    /// Part of a furnisher's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub name: Option<String>,
    /// Only furnishers of this type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<FurnisherType>,
    /// The column to sort by: `id`, `name`, `type`, `created_at` or `updated_at`. The Portal
    /// documents no names.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    pub sort_by: Option<String>,
    /// The direction of the sort.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort_direction: Option<SortDirection>,
    /// The page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub page: Option<i64>,
    /// Records a page; 15 when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub per_page: Option<i64>,
}

/// What a furnisher is; spelt so by the Portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum FurnisherType {
    /// Collects for another, or bought the debt.
    #[serde(rename = "Collection_Agency")]
    CollectionAgency,
    /// An authority, such as one that collects support.
    #[serde(rename = "Government_Office")]
    GovernmentOffice,
    /// Gave the credit.
    #[serde(rename = "Original_Creditor")]
    OriginalCreditor,
    /// A court.
    #[serde(rename = "Public_Record")]
    PublicRecord,
}

impl FurnisherType {
    /// All of them, in the order of the Portal's document.
    pub const ALL: [Self; 4] = [
        Self::CollectionAgency,
        Self::GovernmentOffice,
        Self::OriginalCreditor,
        Self::PublicRecord,
    ];

    /// The word for it on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::CollectionAgency => "Collection_Agency",
            Self::GovernmentOffice => "Government_Office",
            Self::OriginalCreditor => "Original_Creditor",
            Self::PublicRecord => "Public_Record",
        }
    }
}

/// Whoever reports accounts to the bureaus. The Portal documents no address; the office sends one
/// where it knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Furnisher {
    /// The street, or the post office box; ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The city; ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// When it was made.
    pub created_at: Option<String>,
    /// Where it takes faxes.
    pub fax_number: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// What it is called.
    pub name: Option<String>,
    /// The state; ours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// What it is: one of [`FurnisherType`], or a word of the server's own.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
    /// The ZIP code; ours.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "zip_code")]
    #[schemars(with = "Option<String>")]
    pub zip_code: Option<String>,
}

/// What is entered of a furnisher; what is left out of a change stays. The Portal requires nothing
/// and takes no address; the office requires a name and a type, and keeps an address too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FurnisherEntry {
    /// The street, or the post office box; ours. Empty for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub address: Option<String>,
    /// The city; ours. Empty for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub city: Option<String>,
    /// Where it takes faxes; empty for nowhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 32), regex(pattern = FAX_NUMBER))]
    pub fax_number: Option<String>,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub name: Option<String>,
    /// The state; ours. Empty for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 100))]
    pub state: Option<String>,
    /// What it is.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<FurnisherType>,
    /// The ZIP code; ours. It travels as that of a [`BureauAddressEntry`] does.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "as_number",
        deserialize_with = "zip_code"
    )]
    #[schemars(schema_with = "zip_code_schema")]
    pub zip_code: Option<String>,
}
