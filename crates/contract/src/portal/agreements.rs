//! `portal.agreements.*`: what clients agreed to.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Attachment, Client, Portal, SortDirection, User};
use crate::{
    envelope::{Bare, List},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists what a client agreed to, the latest first.
    AgreementsList   = "agreements.list",   GET  "/client-agreements", Token, () | AgreementListing | ()           => List<Agreement>, 200;
    /// Notes what a client agreed to.
    AgreementsCreate = "agreements.create", POST "/client-agreements", Token, () | ()               | NewAgreement => Bare<Agreement>, 200;
}

/// Which of a client's agreements to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AgreementListing {
    /// The client whose agreements to list.
    #[schemars(range(min = 1))]
    pub client_id: i64,
    /// Part of an agreement's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub name: Option<String>,
    /// Only agreements of this type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub kind: Option<String>,
    /// Only agreements that this user noted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub author_id: Option<i64>,
    /// The column to sort by: `id` or `created_at`; `id` when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64), extend("default" = "id"))]
    pub sort_by: Option<String>,
    /// The direction of the sort; the latest stands first when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("default" = "desc"))]
    pub sort_direction: Option<SortDirection>,
    /// The page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1), extend("default" = 1))]
    pub page: Option<i64>,
    /// Records a page; 15 when not said. The answer does not say where its page stands: to have
    /// all, ask for pages until one is not full.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1), extend("default" = 15))]
    pub per_page: Option<i64>,
}

/// Something that a client agreed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewAgreement {
    /// When the client signed it: a day and a time, such as `2026-01-31 09:45:00`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$"))]
    pub agreement_signed: Option<String>,
    /// The file with what was signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub attachment_id: Option<i64>,
    /// Who agreed. Documented as one that may be left out; the office asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub client_id: Option<i64>,
    /// The contract that was agreed to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub contract_id: Option<i64>,
    /// What it is called.
    #[schemars(length(min = 1, max = 255))]
    pub name: String,
    /// What kind of agreement it is.
    #[serde(rename = "type")]
    #[schemars(length(min = 1, max = 255))]
    pub kind: String,
}

/// What a client agreed to.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Agreement {
    /// When the client signed it.
    pub agreement_signed: Option<String>,
    /// The file with what was signed.
    pub attachment: Option<Attachment>,
    /// Who noted it.
    pub author: Option<User>,
    /// Who agreed.
    pub client: Option<Client>,
    /// The contract that was agreed to, where one was named. The document does not have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract_id: Option<i64>,
    /// Which version of the contract's text that was: the newest when it was noted. The document does
    /// not have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract_version_id: Option<i64>,
    /// When it was noted.
    pub created_at: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// What it is called.
    pub name: Option<String>,
    /// What kind of agreement it is.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}

silent!(Agreement);
