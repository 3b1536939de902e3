//! What was sent to furnishers and bureaus, as negative items show it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Attachment;

/// Something that was sent about a client: a letter, a fax, an e-mail, a text message.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Correspondence {
    /// The files that went with it.
    pub attachments: Vec<Attachment>,
    /// What else is known of it, by name.
    pub attributes: Vec<CorrespondenceAttribute>,
    /// The client it is about.
    pub client_id: Option<i64>,
    /// Its id.
    pub id: Option<i64>,
    /// The negative item it is about.
    pub negative_item_id: Option<i64>,
    /// Who sent it.
    pub run_by: Option<Sender>,
    /// How it was sent.
    #[serde(rename = "type")]
    pub kind: Option<String>,
}

/// One more thing that is known of something sent.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CorrespondenceAttribute {
    /// What it says something about.
    pub name: Option<String>,
    /// What it says.
    pub value: Option<String>,
}

/// Who sent something.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Sender {
    /// When the user was added.
    pub created_at: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// First name.
    pub first_name: Option<String>,
    /// The user's id.
    pub id: Option<i64>,
    /// Whether the user may no longer sign in.
    pub is_disabled: Option<bool>,
    /// Last name.
    pub last_name: Option<String>,
}

silent!(Correspondence, CorrespondenceAttribute, Sender);
