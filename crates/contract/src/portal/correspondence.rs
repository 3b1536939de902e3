//! `portal.correspondence.*`: what is sent about clients to furnishers, bureaus and themselves.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Attachment, Portal, SortDirection, UserInShort};
use crate::{
    envelope::{Data, Paged, Told},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists what was sent, a page at a time.
    CorrespondenceList   = "correspondence.list",   GET  "/correspondence",      Token, () | CorrespondenceListing | ()                => Paged<Correspondence>, 200 401 403 419 422 500;
    /// Makes a fax.
    CorrespondenceCreate = "correspondence.create", POST "/correspondence",      Token, () | ()                    | NewFax            => Data<Correspondence>,  201 401 403 419 422 500;
    /// Sends a letter, a fax, an e-mail or a text message.
    CorrespondenceSend   = "correspondence.send",   POST "/correspondence/send", Token, () | ()                    | NewCorrespondence => Told<Correspondence>,  201 401 403 419 422 500;
}

/// The longest letter or e-mail, in characters; ours, the Portal documents none.
pub const LONGEST_LETTER: usize = 100_000;
/// The longest text message, in characters: ten parts of what the network carries; ours.
pub const LONGEST_SMS: usize = 1_600;

/// Which correspondence to list, and in what order.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CorrespondenceListing {
    /// Only what was sent this way.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<CorrespondenceType>,
    /// Only what is about this client; about every client when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub client_id: Option<i64>,
    /// Only what this user sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub run_by: Option<i64>,
    /// Part of a recipient's name. Redress never sends it: names do not belong in a URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub recipient: Option<String>,
    /// Only what was faxed to this number, however it is written. Redress never sends it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 32))]
    pub fax_number: Option<String>,
    /// Only what is about this negative item.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub negative_item_id: Option<i64>,
    /// Part of a recipient, a subject, a sender's name or the day it was sent. Redress never
    /// sends it: personal data does not belong in a URL.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub search: Option<String>,
    /// The column to sort by: `created_at`, `id`, `type`, `subject`, `recipient`, `first_name` or
    /// `last_name` of the sender; `updated_at` where the server announces it. The latest stands
    /// first where neither column nor direction is said.
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

/// How something is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CorrespondenceType {
    /// By fax.
    Fax,
    /// By e-mail.
    Email,
    /// As a text message.
    Sms,
    /// On paper.
    #[default]
    Letter,
}

impl CorrespondenceType {
    /// All of them, in the order of the Portal's document.
    pub const ALL: [Self; 4] = [Self::Fax, Self::Email, Self::Sms, Self::Letter];

    /// The word for it on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Fax => "fax",
            Self::Email => "email",
            Self::Sms => "sms",
            Self::Letter => "letter",
        }
    }
}

/// A fax to be made by `correspondence.create`, which makes nothing else.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewFax {
    /// The file that is faxed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub attachment_id: Option<i64>,
    /// Where it goes.
    pub attributes: FaxAttributes,
    /// The client it is about.
    #[schemars(range(min = 1))]
    pub client_id: i64,
    /// That it is a fax.
    #[serde(rename = "type")]
    pub kind: FaxOnly,
}

/// The one thing that `correspondence.create` makes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FaxOnly {
    /// A fax.
    #[default]
    Fax,
}

/// Where a fax goes: a number, and either a recipient or a furnisher.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "anyOf" = [{ "required": ["recipient"] }, { "required": ["furnisher"] }],
    "not" = { "required": ["recipient", "furnisher"] },
))]
pub struct FaxAttributes {
    /// The number.
    #[schemars(length(max = 32), regex(pattern = NUMBER))]
    pub fax_number: String,
    /// The furnisher's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", length(min = 1, max = 255))]
    pub furnisher: Option<String>,
    /// The recipient's name, where it is no furnisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", length(min = 1, max = 255))]
    pub recipient: Option<String>,
}

/// A number as people write it: seven to fifteen digits, and what stands between them.
const NUMBER: &str = r"^[+ ().-]*([0-9][ ().-]*){7,15}$";

/// Something to be sent: the piece that its type names, and what it is about.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend("allOf" = [
    { "if": is("email"), "then": { "required": ["email"] } },
    { "if": is("fax"), "then": { "required": ["fax"] } },
    { "if": is("letter"), "then": { "required": ["letter"] } },
    { "if": is("sms"), "then": { "required": ["sms"] } },
]))]
pub struct NewCorrespondence {
    /// The client it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub client_id: Option<i64>,
    /// The e-mail, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "EmailPiece")]
    pub email: Option<EmailPiece>,
    /// The fax, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "FaxPiece")]
    pub fax: Option<FaxPiece>,
    /// The letter, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "LetterPiece")]
    pub letter: Option<LetterPiece>,
    /// The negative item it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub negative_item_id: Option<i64>,
    /// The text message, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "SmsPiece")]
    pub sms: Option<SmsPiece>,
    /// How it is sent.
    #[serde(rename = "type")]
    pub kind: CorrespondenceType,
}

/// The schema of whatever has this type.
fn is(kind: &str) -> serde_json::Value {
    serde_json::json!({ "required": ["type"], "properties": { "type": { "const": kind } } })
}

/// An e-mail.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EmailPiece {
    /// What it says.
    #[schemars(length(min = 1, max = LONGEST_LETTER))]
    pub body: String,
    /// What it is about.
    #[schemars(length(min = 1, max = 255))]
    pub subject: String,
    /// The address that it goes to.
    #[schemars(email, length(min = 3, max = 255))]
    pub to: String,
}

/// A fax: a number, and either a recipient or a furnisher.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(extend(
    "anyOf" = [{ "required": ["recipient"] }, { "required": ["furnisher"] }],
    "not" = { "required": ["recipient", "furnisher"] },
))]
pub struct FaxPiece {
    /// The file that is faxed.
    #[schemars(range(min = 1))]
    pub attachment_id: i64,
    /// The number.
    #[schemars(length(max = 32), regex(pattern = NUMBER))]
    pub fax_number: String,
    /// The furnisher's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", length(min = 1, max = 255))]
    pub furnisher: Option<String>,
    /// The recipient's name, where it is no furnisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String", length(min = 1, max = 255))]
    pub recipient: Option<String>,
}

/// A letter on paper.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LetterPiece {
    /// The letter as a file. Ours: only for a server that announces `letter_attachment`; others
    /// print from `content`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub attachment_id: Option<i64>,
    /// What it says.
    #[schemars(length(min = 1, max = LONGEST_LETTER))]
    pub content: String,
    /// Whom it goes to and where: the lines of the envelope, the name first.
    #[schemars(length(min = 1, max = 1_000))]
    pub postal_address: String,
}

/// A text message.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SmsPiece {
    /// What it says.
    #[schemars(length(min = 1, max = LONGEST_SMS))]
    pub body: String,
    /// The number that it goes to.
    #[schemars(length(max = 32), regex(pattern = NUMBER))]
    pub number: String,
    /// The toll-free number that it comes from, by the id that its provider gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 64))]
    pub tfn_id: Option<String>,
}

/// Something that was sent about a client: a letter, a fax, an e-mail, a text message.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Correspondence {
    /// The files that went with it.
    pub attachments: Vec<Attachment>,
    /// What else is known of it, by name. In the office: `status` (`outgoing` is what lies in the
    /// outgoing folder), `reason` where it could not be sent, `sent_at` and `how` where it was sent
    /// by hand, `recipient` or `furnisher`, `fax_number`, `postal_address`, `email`, `number`,
    /// `subject`, and `content` where no file says what it says.
    pub attributes: Vec<CorrespondenceAttribute>,
    /// The client it is about.
    pub client_id: Option<i64>,
    /// When it was made; not documented by the Portal, sent by the office.
    pub created_at: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// The negative item it is about.
    pub negative_item_id: Option<i64>,
    /// Who sent it.
    pub run_by: Option<UserInShort>,
    /// How it was sent: one of [`CorrespondenceType`], or a word of the server's own.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// When it was changed last; not documented by the Portal, sent by the office.
    pub updated_at: Option<String>,
}

impl Correspondence {
    /// What is known of it by a name.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut named = self.attributes.iter().filter(|one| {
            let known = one.name.as_deref();
            known.is_some_and(|known| known.eq_ignore_ascii_case(name))
        });
        named.next()?.value.as_deref()
    }
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

silent!(
    Correspondence,
    CorrespondenceAttribute,
    CorrespondenceListing,
    EmailPiece,
    FaxAttributes,
    FaxPiece,
    LetterPiece,
    NewCorrespondence,
    NewFax,
    SmsPiece
);
