//! `unaport.organisation.*`: as whom the firm is known.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Unaport;
use crate::{envelope::Bare, operation::operations};

operations! {
    Unaport, "unaport";

    /// Reads as whom the signed-in user's organisation is known, live and in tests.
    OrganisationGet = "organisation.get", GET "/getClientOrganisation", Token, () | () | () => Bare<Organisation>, 200 400 401 403 500;
}

/// An organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Organisation {
    /// As whom it asks for real data; missing where it does not yet.
    pub fiulive: Option<Entity>,
    /// As whom it asks for data of tests. The practice office is known by this one only.
    pub fiutest: Option<Entity>,
    /// Its id.
    #[serde(rename = "orgId")]
    pub org_id: Option<String>,
    /// When this was answered.
    pub timestamp: Option<String>,
    /// The answer's own id.
    #[serde(rename = "txnId")]
    pub txn_id: Option<String>,
    /// The version of the API.
    pub ver: Option<String>,
}

/// Somebody who may ask for data (an FIU).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Entity {
    /// The name in the register; the `fiuId` of a consent.
    #[serde(rename = "entityId")]
    pub entity_id: Option<String>,
    /// Its id at Unaport.
    pub id: Option<String>,
}
