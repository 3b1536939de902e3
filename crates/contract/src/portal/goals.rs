//! `portal.goals.*` and `portal.client_goals.*`: what clients want to be able to do once their
//! credit is better. `portal.products.*`: what the firm sells.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ById, Message, Portal};
use crate::{
    envelope::{Bare, Nothing, Whole},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists what clients may want.
    GoalsList   = "goals.list",   GET    "/goals",      Token, ()   | () | ()         => Whole<Goal>,   200 401 403 419 422 500;
    /// Makes a goal.
    GoalsCreate = "goals.create", POST   "/goals",      Token, ()   | () | NewGoal    => Bare<Goal>,    201 401 403 419 422 500;
    /// Reads one goal.
    GoalsGet    = "goals.get",    GET    "/goals/{id}", Token, ById | () | ()         => Bare<Goal>,    200 401 403 419 422 500;
    /// Changes a goal.
    GoalsUpdate = "goals.update", PUT    "/goals/{id}", Token, ById | () | GoalChange => Bare<Goal>,    200 401 403 419 422 500;
    /// Deletes a goal, and takes it from the clients who have it.
    GoalsDelete = "goals.delete", DELETE "/goals/{id}", Token, ById | () | ()         => Bare<Message>, 200 401 403 419 422 500;

    /// Lists what the firm sells.
    ProductsList = "products.list", GET "/products", Token, () | () | () => Whole<Product>, 200 401 403 419 422 500;

    /// Lists what a client wants.
    ClientGoalsList   = "client_goals.list",   GET    "/clients/{id}/goals", Token, ById | () | ()         => Whole<Goal>, 200 401 403 419 422 500;
    /// Gives goals to a client, and answers all that the client has.
    ClientGoalsAssign = "client_goals.assign", POST   "/clients/{id}/goals", Token, ById | () | GoalChoice => Whole<Goal>, 200 401 403 419 422 500;
    /// Takes goals from a client; those that the client has not got are passed over.
    ClientGoalsRemove = "client_goals.remove", DELETE "/clients/{id}/goals", Token, ById | () | GoalChoice => Nothing,     204 401 403 419 422 500;
}

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
