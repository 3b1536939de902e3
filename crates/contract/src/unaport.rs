//! Unaport: what the customers of a firm let it read of their bank accounts, by way of an account
//! aggregator (FIU API v2.0.0). Three of its operations are calls that Unaport makes to us.
//!
//! FIU is whoever asks for the data: the firm. FIP is whoever has it, such as a bank. AA is the
//! account aggregator between the two, at which the customer says yes.

mod analytics;
mod auth;
mod consents;
mod data;
mod detail;
mod notifications;
mod organisation;
mod purpose;
mod templates;

pub use analytics::*;
pub use auth::*;
pub use consents::*;
pub use data::*;
pub use detail::*;
pub use notifications::*;
pub use organisation::*;
pub use purpose::*;
pub use templates::*;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::operation::{OfSystem, Scheme, System};

/// Unaport: bank data that customers consent to share.
pub static UNAPORT: System = System {
    name: "unaport",
    doc: "Unaport: bank data that customers consent to share, and what it says of them.",
    scheme: Scheme::Bearer,
    groups: &[
        auth::OPERATIONS,
        organisation::OPERATIONS,
        templates::OPERATIONS,
        consents::OPERATIONS,
        data::OPERATIONS,
        analytics::OPERATIONS,
        notifications::OPERATIONS,
    ],
};

/// Unaport, as a type.
#[derive(Clone, Copy, Debug)]
pub struct Unaport;

impl OfSystem for Unaport {
    const SYSTEM: &'static System = &UNAPORT;
}

/// The version of the API that is spoken here.
pub const VERSION: &str = "2.0.0";

/// How a moment or a day is written: ISO 8601.
const MOMENT: &str = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?$";

/// The longest id that others give.
const LONGEST_ID: usize = 50;

/// A session in which data came, in the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BySession {
    /// The session's id.
    #[serde(rename = "sessionId")]
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub session_id: String,
}

/// A consent that was asked for, in the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByConsentHandle {
    /// The handle under which it was asked for.
    #[serde(rename = "consentHandle")]
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub consent_handle: String,
}
