//! `portal.clients.*`: the people whose files a firm works on.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::{ById, Combinator, Portal, SegmentRuleGroup};
use crate::{
    envelope::{Bare, Nested, Pages},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists the clients that the agent may see, a page at a time.
    ClientsList   = "clients.list",   GET  "/clients",        Token, ()   | ClientListing | ()           => Nested<Client>, 200 401 403 419 422 500;
    /// Lists the clients for whom conditions hold, a page at a time.
    ClientsSearch = "clients.search", ASK  "/clients/search", Token, ()   | ClientOrder   | ClientSearch => Pages<Client>,  200 401 403 419 422 500;
    /// Reads one client.
    ClientsGet    = "clients.get",    GET  "/clients/{id}",   Token, ById | ()            | ()           => Bare<Client>,   200 401 403 419 422 500;
}

/// Which clients to list, and in what order.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ClientListing {
    /// Part of a name, e-mail address or phone number. Redress never sends it: personal data
    /// does not belong in a URL, and the cache answers faster.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub search: Option<String>,
    /// The column to sort by: `id`, `FirstName`, `MiddleName`, `LastName`, `Email`,
    /// `MobilePhone`, `Phone` or `HomePhone`; `updated_at` where the server announces it.
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

/// Which page of the clients that were found, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ClientOrder {
    /// The column to sort by, as in [`ClientListing::sort_by`].
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

/// Whom to look for; everyone when nothing is said. Conditions of both kinds must hold where both
/// are named.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ClientSearch {
    /// How the rules of the outermost group come together, where the conditions do not say; they
    /// must not say otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub combinator: Option<Combinator>,
    /// What must hold for a client.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conditions: Option<SegmentRuleGroup>,
    /// Only those for whom the conditions of this segment hold now; of a segment of negative items,
    /// those who have one for which they hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub segment_id: Option<i64>,
}

/// The direction of a sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SortDirection {
    /// Smallest first.
    #[default]
    Asc,
    /// Greatest first.
    Desc,
}

/// A client of the firm. Names, addresses and phones are in `attributes`, under the names of
/// the firm's CRM. Prints none of it.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Client {
    /// CRM fields such as `FirstName`, `MailingStreet`, `D_O_B__c`; open-ended.
    pub attributes: Map<String, Value>,
    /// The key under which partners know the client.
    pub client_key: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// The client's id.
    pub id: Option<i64>,
    /// The CRM id of the person who shares the file.
    pub joint_customer_sf_id: Option<String>,
    /// Mobile phone.
    pub mobile_phone: Option<String>,
    /// The UUID of the client's private record in MyCreditApp; not documented by the Portal, sent
    /// by the office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub private_record_id: Option<String>,
    /// The CRM's own number.
    pub salesforce_id: Option<i64>,
    /// The segments that the client is in; documented as the record of one. The office answers a
    /// list of those in use, the latest changed first, where clients are asked for, and nothing
    /// where another record shows its client.
    pub segments: Option<Value>,
    /// Social Security number. The Portal sends a number and so loses leading zeros: pad to
    /// nine digits. Read from text too, with or without dashes; one that is masked is no number.
    #[serde(deserialize_with = "ssn")]
    #[schemars(with = "Option<i64>")]
    pub ssn: Option<i64>,
    /// When the client was changed last; not documented by the Portal, sent by the office.
    pub updated_at: Option<String>,
}

/// A number, or text with nine digits in it and nothing else but dashes and spaces.
fn ssn<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    Ok(match Value::deserialize(deserializer)? {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => {
            let digits: String = text.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
            let whole = digits.len() == 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse().ok().filter(|_| whole)
        }
        _ => None,
    })
}

silent!(ClientListing);

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Client({:?})", self.id)
    }
}

impl Client {
    /// A CRM field as text, trimmed; `None` when it is missing, null or empty.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<String> {
        let text = match self.attributes.get(name)? {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        (!text.is_empty()).then_some(text)
    }
}
