//! `unaport.notifications.*`: what Unaport reports to us. These calls arrive: the office takes
//! them, at an address that the firm gave. Unaport documents that the addresses it calls from are
//! let through; the office asks for its `x-api-key` besides. Lengths are ours where none is
//! documented.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{LONGEST_ID, MOMENT, Unaport};
use crate::{envelope::Bare, operation::operations};

operations! {
    Unaport, "unaport";

    /// Takes in that a consent stands differently.
    NotificationsConsent   = "notifications.consent",   POST "/notifications/consent",   Report, () | () | ConsentNotification   => Bare<Acknowledged>, 200 400 401 403 422 500;
    /// Takes in how far the data of a session is.
    NotificationsData      = "notifications.data",      POST "/notifications/fi",        Report, () | () | FiNotification        => Bare<Acknowledged>, 200 400 401 403 422 500;
    /// Takes in that analyses are done.
    NotificationsAnalytics = "notifications.analytics", POST "/notifications/analytics", Report, () | () | AnalyticsNotification => Bare<Acknowledged>, 200 400 401 403 422 500;
}

/// The longest word for a status.
const LONGEST_STATUS: usize = 32;

/// Who reports.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NotifiedBy {
    /// What it is, such as `AA` for an account aggregator.
    #[serde(rename = "type")]
    #[schemars(length(min = 1, max = 10))]
    pub kind: String,
    /// Its id.
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub id: String,
}

/// That a consent stands differently.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConsentNotification {
    /// The version of the API.
    #[schemars(length(min = 1, max = 10))]
    pub ver: String,
    /// When it was sent, ISO 8601.
    #[schemars(length(min = 1, max = 40), regex(pattern = MOMENT))]
    pub timestamp: String,
    /// The notification's own id.
    #[schemars(extend("format" = "uuid"))]
    pub txnid: String,
    /// Who reports.
    #[serde(rename = "Notifier")]
    pub notifier: NotifiedBy,
    /// What there is to report.
    #[serde(rename = "ConsentStatusNotification")]
    pub notification: ConsentMoved,
}

/// How a consent stands now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConsentMoved {
    /// The consent's id; there once the customer said yes.
    #[serde(default, rename = "consentId", skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = LONGEST_ID))]
    pub consent_id: Option<String>,
    /// The consent's handle.
    #[serde(rename = "consentHandle")]
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub consent_handle: String,
    /// How it stands.
    #[serde(rename = "consentStatus")]
    pub consent_status: ConsentStatus,
}

/// How a request for a consent, or the consent itself, stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum ConsentStatus {
    /// The customer was asked (the request).
    #[default]
    Pending,
    /// The customer said no (the request).
    Failed,
    /// The customer answered, and the consent can be read (the request).
    Ready,
    /// The time is over (the request or the consent).
    Expired,
    /// The customer was asked (the consent).
    Created,
    /// It is good (the consent).
    Active,
    /// It was taken back for good (the consent).
    Revoked,
    /// It is not good for now (the consent).
    Paused,
}

impl ConsentStatus {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Pending,
        Self::Failed,
        Self::Ready,
        Self::Expired,
        Self::Created,
        Self::Active,
        Self::Revoked,
        Self::Paused,
    ];

    /// The word for it on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Failed => "FAILED",
            Self::Ready => "READY",
            Self::Expired => "EXPIRED",
            Self::Created => "CREATED",
            Self::Active => "ACTIVE",
            Self::Revoked => "REVOKED",
            Self::Paused => "PAUSED",
        }
    }
}

/// How far the data of a session is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FiNotification {
    /// The version of the API.
    #[schemars(length(min = 1, max = 10))]
    pub ver: String,
    /// When it was sent, ISO 8601.
    #[schemars(length(min = 1, max = 40), regex(pattern = MOMENT))]
    pub timestamp: String,
    /// The notification's own id.
    #[schemars(extend("format" = "uuid"))]
    pub txnid: String,
    /// Who reports.
    #[serde(rename = "Notifier")]
    pub notifier: NotifiedBy,
    /// What there is to report.
    #[serde(rename = "FIStatusNotification")]
    pub notification: SessionMoved,
}

/// How a session stands now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SessionMoved {
    /// The session.
    #[serde(rename = "sessionId")]
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub session_id: String,
    /// How it stands, such as `ACTIVE` or `COMPLETED`.
    #[serde(rename = "sessionStatus")]
    #[schemars(length(min = 1, max = LONGEST_STATUS))]
    pub session_status: String,
    /// Each provider.
    #[serde(rename = "FIStatusResponse")]
    #[schemars(length(max = 100))]
    pub responses: Vec<FipMoved>,
}

/// How far the data of a provider is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FipMoved {
    /// The provider, such as a bank.
    #[serde(rename = "fipID")]
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub fip_id: String,
    /// Each account.
    #[serde(rename = "Accounts")]
    #[schemars(length(max = 100))]
    pub accounts: Vec<AccountMoved>,
}

/// How far the data of an account is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AccountMoved {
    /// The account's number among those that the customer linked.
    #[serde(rename = "linkRefNumber")]
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub link_ref_number: String,
    /// Whether it can be fetched, such as `READY`.
    #[serde(rename = "FIStatus")]
    #[schemars(length(min = 1, max = LONGEST_STATUS))]
    pub fi_status: String,
    /// What else there is to say; may be empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub description: Option<String>,
}

/// That analyses are done, or are not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AnalyticsNotification {
    /// The version of the API.
    #[schemars(length(min = 1, max = 10))]
    pub version: String,
    /// The notification's own id.
    #[serde(rename = "txnId")]
    #[schemars(extend("format" = "uuid"))]
    pub txn_id: String,
    /// When it was sent, ISO 8601.
    #[schemars(length(min = 1, max = 40), regex(pattern = MOMENT))]
    pub timestamp: String,
    /// The session that was analysed.
    #[serde(rename = "sessionId")]
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub session_id: String,
    /// The analyses.
    #[serde(rename = "analyticId")]
    #[schemars(length(max = 100), inner(range(min = 1)))]
    pub analytic_ids: Vec<i64>,
    /// How it went, such as `SUCCESS`.
    #[schemars(length(min = 1, max = LONGEST_STATUS))]
    pub status: String,
}

/// That a notification was taken. Ours: the document says nothing of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Acknowledged {
    /// `OK`.
    pub response: Option<String>,
    /// When it was taken.
    pub timestamp: Option<String>,
    /// The notification's own id.
    pub txnid: Option<String>,
    /// The version of the API.
    pub ver: Option<String>,
}
