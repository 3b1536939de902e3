//! `portal.claim_codes.*`, `portal.instructions.*` and `portal.creditor_types.*`: the reasons for
//! which items are disputed, and of whom they are said.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ById, Message, Portal, SortDirection};
use crate::{
    envelope::{Bare, Data, Paged, Whole},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists the kinds of creditors.
    CreditorTypesList = "creditor_types.list", GET "/creditor-types", Token, () | () | () => Whole<CreditorType>, 200 401 403 419 422 500;

    /// Lists the reasons for a dispute as the bureaus know them.
    ClaimCodesList   = "claim_codes.list",   GET    "/claim-codes",      Token, ()   | () | ()             => Whole<ClaimCode>, 200 401 403 419 422 500;
    /// Makes a claim code.
    ClaimCodesCreate = "claim_codes.create", POST   "/claim-codes",      Token, ()   | () | ClaimCodeEntry => Data<ClaimCode>,  201 401 403 419 422 500;
    /// Changes a claim code.
    ClaimCodesUpdate = "claim_codes.update", PUT    "/claim-codes/{id}", Token, ById | () | ClaimCodeEntry => Data<ClaimCode>,  200 401 403 419 422 500;
    /// Deletes a claim code that no instruction stands for.
    ClaimCodesDelete = "claim_codes.delete", DELETE "/claim-codes/{id}", Token, ById | () | ()             => Bare<Message>,    200 401 403 419 422 500;

    /// Lists the reasons for a dispute as agents pick them, a page at a time.
    InstructionsList   = "instructions.list",   GET    "/instructions",                    Token, ()            | InstructionListing | ()               => Paged<Instruction>, 200 401 403 419 422 500;
    /// Makes an instruction, which stands last.
    InstructionsCreate = "instructions.create", POST   "/instructions",                    Token, ()            | ()                 | InstructionEntry => Data<Instruction>,  201 401 403 419 422 500;
    /// Reads one instruction.
    InstructionsGet    = "instructions.get",    GET    "/instructions/{instruction}",      Token, ByInstruction | ()                 | ()               => Data<Instruction>,  200 401 403 419 422 500;
    /// Changes an instruction.
    InstructionsUpdate = "instructions.update", PUT    "/instructions/{instruction}",      Token, ByInstruction | ()                 | InstructionEntry => Data<Instruction>,  200 401 403 419 422 500;
    /// Deletes an instruction.
    InstructionsDelete = "instructions.delete", DELETE "/instructions/{instruction}",      Token, ByInstruction | ()                 | ()               => Bare<Message>,      200 401 403 419 422 500;
    /// Moves an instruction to another place in their order.
    InstructionsMove   = "instructions.move",   POST   "/instructions/{instruction}/move", Token, ByInstruction | ()                 | InstructionMove  => Bare<Message>,      200 401 403 419 422 500;
}

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
    #[schemars(range(min = 1), extend("default" = 15))]
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
