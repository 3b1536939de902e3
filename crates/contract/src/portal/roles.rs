//! `portal.roles.*`: what users may do.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ById, Portal, SortDirection};
use crate::{
    envelope::{Data, Paged},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists the roles that users can have, a page at a time.
    RolesList = "roles.list", GET "/roles",      Token, ()   | RoleListing | () => Paged<Role>, 200 401 403 419 422 500;
    /// Reads one role.
    RolesGet  = "roles.get",  GET "/roles/{id}", Token, ById | ()          | () => Data<Role>,  200 401 403 404 419 422 500;
}

/// Which roles to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RoleListing {
    /// Part of a role's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub name: Option<String>,
    /// The column to sort by: `id` or `name`. The Portal names some that a role has not got.
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
    #[schemars(range(min = 1), extend("default" = 15))]
    pub per_page: Option<i64>,
}

/// A named set of permissions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Role {
    /// The role's id: a number, sent as text.
    pub id: Option<String>,
    /// The role's name.
    pub name: Option<String>,
    /// What it allows. The office says it of the roles themselves and of whoever signs in, and
    /// leaves it out where a user stands beside a record.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub permissions: Vec<Permission>,
}

/// One thing that a role allows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Permission {
    /// The permission's name: in the office a group of operations and what is done with it, such
    /// as `notes.read` or `notes.write`.
    pub name: Option<String>,
}
