//! `office.unaport_notifications.*`: what Unaport reported to the office, for a desktop that pulls
//! it. Unaport has no operation for that: it reports once, to an address of the firm's.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Office;
use crate::{envelope::Paged, operation::operations};

operations! {
    Office, "office";

    /// Lists what was reported, the oldest first, a page at a time. Ids only grow: whoever asks for
    /// what came after the last one that is known misses nothing and gets nothing twice.
    UnaportNotificationsList = "unaport_notifications.list", GET "/office/unaport-notifications", Token, () | UnaportNotificationListing | () => Paged<UnaportNotification>, 200 401 403 419 422 500;
}

/// What a notification is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnaportNotificationKind {
    /// That a consent stands differently.
    #[default]
    Consent,
    /// How far the data of a session is.
    Data,
    /// That analyses are done.
    Analytics,
}

impl UnaportNotificationKind {
    /// The word for it on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Consent => "consent",
            Self::Data => "data",
            Self::Analytics => "analytics",
        }
    }
}

/// Which notifications to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct UnaportNotificationListing {
    /// Only those that came after the one with this id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub after: Option<i64>,
    /// Only those of this kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<UnaportNotificationKind>,
    /// The page, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub page: Option<i64>,
    /// Records a page; 15 when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub per_page: Option<i64>,
}

/// A notification that was taken in.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct UnaportNotification {
    /// Whom the consent is about, where that was asked for here and names a client.
    pub client_id: Option<i64>,
    /// The handle of the consent that it is about, where that was asked for here.
    pub consent_handle: Option<String>,
    /// The office's own number of it.
    pub id: Option<i64>,
    /// What it is about: one of [`UnaportNotificationKind`], or a word of the server's own.
    pub kind: Option<String>,
    /// All of it, as it was reported.
    pub notification: Map<String, Value>,
    /// When it came.
    pub received_at: Option<String>,
    /// The id that Unaport gave it, in small letters.
    pub txn_id: Option<String>,
}

silent!(UnaportNotification);
