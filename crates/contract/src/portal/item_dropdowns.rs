//! `portal.item_dropdowns.*`: what agents pick from where they enter a negative item.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ById, Portal, SortDirection, UserInShort};
use crate::{
    envelope::{Data, Nothing, Paged},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists the options of a drop-down, a page at a time.
    ItemDropdownsList   = "item_dropdowns.list",   GET    "/item-dropdowns/types/{type}", Token, ByDropdownType | ItemDropdownListing | ()                 => Paged<ItemDropdown>, 200;
    /// Makes an option of a drop-down.
    ItemDropdownsCreate = "item_dropdowns.create", POST   "/item-dropdowns",              Token, ()             | ()                  | NewItemDropdown    => Data<ItemDropdown>,  201 401 403 419 422 500;
    /// Changes an option of a drop-down.
    ItemDropdownsUpdate = "item_dropdowns.update", PUT    "/item-dropdowns/{id}",         Token, ById           | ()                  | ItemDropdownChange => Data<ItemDropdown>,  200 401 403 419 422 500;
    /// Deletes an option of a drop-down.
    ItemDropdownsDelete = "item_dropdowns.delete", DELETE "/item-dropdowns/{id}",         Token, ById           | ()                  | ()                 => Nothing,             204 401 403 419 422 500;
}

/// A type of drop-down, in the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByDropdownType {
    /// The type, as an option's `type` says it.
    #[serde(rename = "type")]
    #[schemars(length(min = 1, max = 255))]
    pub kind: String,
}

/// Which options of a drop-down to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ItemDropdownListing {
    /// Part of a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub search: Option<String>,
    /// Only the option with this id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub id: Option<i64>,
    /// Only options that were made on this day, such as `2026-01-31`, or on the day of this moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    pub created_at: Option<String>,
    /// Part of the name or the e-mail address of whoever made an option.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub author: Option<String>,
    /// The column to sort by: `id`, `value`, `created_at` or `updated_at`.
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

/// An option to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewItemDropdown {
    /// The type of the drop-down that it is for, as an option's `type` says it.
    #[serde(rename = "type")]
    #[schemars(length(min = 1, max = 255))]
    pub kind: String,
    /// What is picked.
    #[schemars(length(min = 1, max = 255))]
    pub value: String,
}

/// A change of an option, which stays in its drop-down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ItemDropdownChange {
    /// What is picked.
    #[schemars(length(min = 1, max = 255))]
    pub value: String,
}

/// An option of a drop-down.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ItemDropdown {
    /// When it was made.
    pub created_at: Option<String>,
    /// Who made it; nobody made what the office began with.
    pub created_by: Option<UserInShort>,
    /// Its id.
    pub id: Option<i64>,
    /// The type of its drop-down. The Portal names four in words: the type of an item, its status,
    /// who is responsible, how the status was attested. The office begins with `type`, `status`,
    /// `responsibility` and `attestation`, writes them small, and takes any other.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
    /// What is picked.
    pub value: Option<String>,
}
