//! `portal.contracts.*`: what clients agree to, with every version that it ever had.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ById, LONGEST_LETTER, Message, Portal, SortDirection, UserInShort};
use crate::{
    envelope::{Bare, Data, List, Paged, Whole},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists contracts, a page at a time, with their text as it was written.
    ContractsList     = "contracts.list",     GET    "/contracts",                                     Token, ()        | ContractListing | ()             => Paged<Contract>,        200 401 403 419 422 500;
    /// Makes a contract, and its first version.
    ContractsCreate   = "contracts.create",   POST   "/contracts",                                     Token, ()        | ()              | ContractFields => Data<Contract>,         201 401 403 419 422 500;
    /// Reads a contract, with values and snippets in the place of its shortcodes.
    ContractsGet      = "contracts.get",      GET    "/contracts/{id}",                                Token, ById      | ()              | ()             => Data<Contract>,         200 401 403 419 422 500;
    /// Changes a contract, and makes another version of it.
    ContractsUpdate   = "contracts.update",   PUT    "/contracts/{id}",                                Token, ById      | ()              | ContractFields => Data<Contract>,         200 401 403 419 422 500;
    /// Deletes a contract with its versions, if no client agreed to it.
    ContractsDelete   = "contracts.delete",   DELETE "/contracts/{id}",                                Token, ById      | ()              | ()             => Bare<Message>,          200 401 403 419 422 500;
    /// Makes a copy of a contract.
    ContractsClone    = "contracts.clone",    POST   "/contracts/{id}/clone",                          Token, ById      | ()              | ()             => Data<Contract>,         201 401 403 419 422 500;
    /// Lists the versions of a contract, the newest first.
    ContractsVersions = "contracts.versions", GET    "/contracts/{id}/versions",                       Token, ById      | ()              | ()             => Whole<ContractVersion>, 200 401 403 419 422 500;
    /// Gives a contract the text of an earlier version, as its newest one.
    ContractsRevert   = "contracts.revert",   POST   "/contracts/{id}/versions/{version_id}/revert",   Token, ByVersion | ()              | ()             => List<ContractVersion>,  200 401 403 419 422 500;
}

/// A version of a contract, in the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByVersion {
    /// The contract's id.
    #[schemars(range(min = 1))]
    pub id: i64,
    /// The version's id.
    #[schemars(range(min = 1))]
    pub version_id: i64,
}

/// Which contracts to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ContractListing {
    /// Part of a contract's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub name: Option<String>,
    /// Only contracts that were made on this day, such as `2026-01-31`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    pub created_at: Option<String>,
    /// Only contracts for this product.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub product_id: Option<i64>,
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

/// What a contract is to be. All of it may be left out by the document; of a new one the office
/// asks for a name, a type and a content, and what is left out of a change stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ContractFields {
    /// What it says. A shortcode such as `[Firm]` stands for a value, or else for the snippet of
    /// that name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = LONGEST_LETTER))]
    pub content: Option<String>,
    /// What it is for, in a line; an empty one takes it away.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 1000))]
    pub description: Option<String>,
    /// What it is called. Documented as a shortcode without its brackets, though no text takes in
    /// a contract.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255), regex(pattern = r"^[^\[\]\r\n]*$"))]
    pub name: Option<String>,
    /// The product that it is for. The Portal knows no way to take it away again.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub product_id: Option<i64>,
    /// What kind of contract it is, such as `Terms of agreement`.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255))]
    pub kind: Option<String>,
}

/// A text that clients agree to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Contract {
    /// What it says: as it was written, or when it is read alone, with its shortcodes replaced.
    /// Nothing to edit from: its newest [`ContractVersion`] is.
    pub content: Option<String>,
    /// When it was made.
    pub created_at: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// What it is called.
    pub name: Option<String>,
    /// The product that it is for.
    pub product: Option<ContractProduct>,
    /// What kind of contract it is.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}

/// A product as contracts show it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ContractProduct {
    /// When it was made.
    pub created_at: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// What it is called.
    pub name: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}

/// What a contract said from one change to the next.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ContractVersion {
    /// Who wrote it. Named as an id and documented as a user.
    #[serde(rename = "author_id")]
    pub author: Option<UserInShort>,
    /// What it said, as it was written.
    pub content: Option<String>,
    /// Whose version it is.
    pub contract_id: Option<i64>,
    /// When it was written.
    pub created_at: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// Its number: the second in which it was written, in digits, such as `20260131094500`.
    pub version_number: Option<String>,
}

silent!(ContractVersion);
