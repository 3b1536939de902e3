//! `portal.goals.*` and `portal.client_goals.*`: what clients want to be able to do once their
//! credit is better. `portal.products.*`: what the firm sells.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A goal to be made. The Portal requires nothing; the office requires a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NewGoal {
    /// The name of its icon.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub icon: Option<String>,
    /// What it is called.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub name: Option<String>,
}

/// A goal as it is to be from now on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GoalChange {
    /// The name of its icon; empty for none.
    #[schemars(length(max = 255))]
    pub icon: String,
    /// What it is called.
    #[schemars(length(min = 1, max = 255))]
    pub name: String,
}

/// Something that clients want to be able to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Goal {
    /// When it was made.
    pub created_at: Option<String>,
    /// The name of its icon: in the office one of Tabler's, such as `home`.
    pub icon: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// What it is called.
    pub name: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}

/// Goals that a client is given, or that are taken from one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GoalChoice {
    /// The goals' ids.
    #[schemars(length(min = 1), inner(range(min = 1)))]
    pub goal_ids: Vec<i64>,
}

/// Something that the firm sells.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Product {
    /// When it was made.
    pub created_at: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// What it is called.
    pub name: Option<String>,
    /// The firm's code for it.
    pub product_code: Option<String>,
    /// What kind of product it is.
    pub product_type: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}
