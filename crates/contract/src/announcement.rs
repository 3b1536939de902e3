//! What a server of ours says of itself, so that the app shows a control only where it works.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where the announcement is read, with the API key and no token.
pub const ANNOUNCEMENT_PATH: &str = "/.well-known/redress";

/// The announcement. A server that has none is taken as [`Announcement::default`]: a portal
/// that can do only what its document says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Announcement {
    /// The program, `redress-office`.
    pub product: String,
    /// The version of the announcement.
    pub version: i64,
    /// The version of the table of operations that are ours ([`crate::office`]), where the server
    /// has them.
    pub office: Option<u32>,
    /// The organisation as which MyCreditApp and Unaport know this office, a UUID.
    pub organization_id: Option<String>,
    /// Whether this is a practice office.
    pub practice: bool,
    /// Whether a write with the same `Idempotency-Key` happens once only. What is answered with a
    /// secret or with another server's words is kept nowhere, and asked for anew:
    /// `office.backup.change_key`, `office.mail.try`.
    pub idempotency_key: bool,
    /// Whether a letter that is sent may be a file: `letter.attachment_id`.
    pub letter_attachment: bool,
    /// Kinds that carry `updated_at` and can be sorted by it, such as `clients`.
    pub updated_at: Vec<String>,
}
