//! `office.clients.*`: taking clients on, one by one, and changing what is known of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Office;
use crate::{
    envelope::Bare,
    operation::operations,
    portal::{ById, Client, Message},
};

operations! {
    Office, "office";

    /// Takes a client on. Whoever is here already is refused, as an import refuses them.
    ClientsCreate = "clients.create", POST   "/office/clients",      Token, ()   | () | NewClient        => Bare<Client>,  201 401 403 419 422 500;
    /// Changes what is known of a client; what is left out stays.
    ClientsUpdate = "clients.update", PATCH  "/office/clients/{id}", Token, ById | () | ClientCorrection => Bare<Client>,  200 401 403 404 419 422 500;
    /// Deletes a client with notes, reports, items and papers. Of whom something was sent or signed
    /// is kept.
    ClientsDelete = "clients.delete", DELETE "/office/clients/{id}", Token, ById | () | ()               => Bare<Message>, 200 401 403 404 409 419 422 500;
}

/// An SSN as it is entered.
const SSN: &str = "^[0-9]{3}-?[0-9]{2}-?[0-9]{4}$";
/// The same, or nothing.
const SSN_OR_NONE: &str = "^([0-9]{3}-?[0-9]{2}-?[0-9]{4})?$";

/// Somebody who becomes a client.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewClient {
    /// Fields of the CRM by their names, as text: those of an import's columns and the `Other`
    /// address. `FirstName` and `LastName` are needed.
    pub attributes: Map<String, Value>,
    /// Social Security number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = SSN))]
    pub ssn: Option<String>,
}

/// What is to be different about a client.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ClientCorrection {
    /// Fields of the CRM by their names, as text; one that is empty or null is taken away.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub attributes: Map<String, Value>,
    /// Social Security number; an empty one takes it away.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = SSN_OR_NONE))]
    pub ssn: Option<String>,
}

silent!(NewClient, ClientCorrection);
