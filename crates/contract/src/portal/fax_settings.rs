//! `portal.fax_settings.*`: how often a fax that did not go through is sent again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ById, Portal, SortDirection};
use crate::{
    envelope::{Data, Paged},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists how often faxes are sent again, a page at a time.
    FaxSettingsList   = "fax_settings.list",   GET  "/fax-settings",      Token, ()   | FaxSettingListing | ()               => Paged<FaxSetting>, 200 401 403 419 422 500;
    /// Sets how often faxes are sent again, where nobody has set it.
    FaxSettingsCreate = "fax_settings.create", POST "/fax-settings",      Token, ()   | ()                | NewFaxSetting    => Data<FaxSetting>,  201 401 403 419 422 500;
    /// Changes how often faxes are sent again.
    FaxSettingsUpdate = "fax_settings.update", PUT  "/fax-settings/{id}", Token, ById | ()                | FaxSettingChange => Data<FaxSetting>,  200 401 403 419 422 500;
}

/// The most times that a fax is sent again; ours, the Portal documents none.
pub const MOST_REATTEMPTS: i64 = 10;

/// Which settings to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FaxSettingListing {
    /// Only settings with this count.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0))]
    pub reattempt_count: Option<i64>,
    /// The column to sort by: `id`, `reattempt_count`, `created_at` or `updated_at`.
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

/// Settings to be made. They are the whole firm's, so the office keeps one record of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NewFaxSetting {
    /// How often a fax is sent again; 0 for never. The Portal does not require it; the office
    /// does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = MOST_REATTEMPTS))]
    pub reattempt_count: Option<i64>,
}

/// A change of the settings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FaxSettingChange {
    /// How often a fax is sent again; 0 for never.
    #[schemars(range(min = 0, max = MOST_REATTEMPTS))]
    pub reattempt_count: i64,
}

/// How often a fax that did not go through is sent again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FaxSetting {
    /// When it was made.
    pub created_at: Option<String>,
    /// Its id.
    pub id: Option<i64>,
    /// How often.
    pub reattempt_count: Option<i64>,
    /// When it was changed last.
    pub updated_at: Option<String>,
}
