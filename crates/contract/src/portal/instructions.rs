//! `portal.claim_codes.*`, `portal.instructions.*` and `portal.creditor_types.*`: the reasons for
//! which items are disputed, and of whom they are said.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SortDirection;

/// A reason as the bureaus know it. Each bureau has a code of its own for it, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ClaimCode {
    /// When it was made.
    pub created_at: Option<String>,
    /// Equifax's code, or how it begins.
    pub eq_code: Option<String>,
    /// Experian's code, or how it begins.
    pub ex_code: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// Whether it is still given.
    pub is_active: Option<bool>,
    /// What it says.
    pub tcp_name: Option<String>,
    /// TransUnion's code, or how it begins.
    pub tu_code: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}

/// What is entered of a claim code; what is left out of a change stays. The Portal requires
/// nothing; the office requires what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ClaimCodeEntry {
    /// Equifax's code, or how it begins; empty for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub eq_code: Option<String>,
    /// Experian's code, or how it begins; empty for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub ex_code: Option<String>,
    /// Whether it is still given; a new one is unless it is said that it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_active: Option<bool>,
    /// What it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub tcp_name: Option<String>,
    /// TransUnion's code, or how it begins; empty for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub tu_code: Option<String>,
}

/// An instruction's own number, in the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByInstruction {
    /// The instruction's id.
    #[schemars(range(min = 1))]
    pub instruction: i64,
}

/// Which instructions to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct InstructionListing {
    /// Part of an instruction's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub name: Option<String>,
    /// The column to sort by: `order`, `id`, `name`, `created_at` or `updated_at`.
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

/// What a letter asks to be done about an item: a reason as an agent picks it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Instruction {
    /// The reason as the bureaus know it.
    pub claim_code: Option<ClaimCode>,
    /// When it was made.
    pub created_at: Option<String>,
    /// The creditors that it is for; all of them when there is none.
    pub creditor_types: Vec<CreditorType>,
    /// Its id.
    pub id: Option<i64>,
    /// What it says. Three dots stand for what the agent writes.
    pub name: Option<String>,
    /// Its place among all, from 1.
    pub order: Option<i64>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}

/// What is entered of an instruction; what is left out of a change stays. The Portal requires
/// nothing; the office requires a name and a claim code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct InstructionEntry {
    /// The claim code that it stands for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub claim_code_id: Option<i64>,
    /// All the creditor types that it is for; none for every creditor.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(inner(range(min = 1)))]
    pub creditor_types: Option<Vec<i64>>,
    /// What it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub name: Option<String>,
}

/// Where an instruction is moved among all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct InstructionMove {
    /// The place, from 1, that it had when it was taken up; a move from another is refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub order_from: Option<i64>,
    /// The place, from 1, that it is to have. The Portal does not require it; the office does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub order_to: Option<i64>,
}

/// A kind of creditor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CreditorType {
    /// When it was made.
    pub created_at: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// The kind within its type.
    pub subtype: Option<String>,
    /// The type: in the office one of [`super::FurnisherType`]'s words.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}
