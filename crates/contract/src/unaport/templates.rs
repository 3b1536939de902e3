//! `unaport.consent_templates.*`: what a firm asks for again and again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    ConsentMode, ConsentType, DataFilter, DataLife, FetchType, FiType, Frequency, LONGEST_ID,
    MOMENT, Purpose, Unaport,
};
use crate::{
    envelope::{Bare, Success},
    operation::operations,
};

operations! {
    Unaport, "unaport";

    /// Keeps what a product of the firm asks customers for.
    ConsentTemplatesCreate = "consent_templates.create", POST "/consent-templates", Token, () | () | NewTemplate => Bare<TemplateMade>, 201 400 401 403 422 500;
    /// Lists the templates. What is answered is not documented: ours is each as it was made.
    ConsentTemplatesList   = "consent_templates.list",   GET  "/consent-templates", Token, () | () | ()          => Success<Template>,  200 400 401 403 500;
}

/// A template to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewTemplate {
    /// What the product is called.
    #[schemars(length(min = 1, max = 100))]
    pub product_name: String,
    /// What it asks for.
    #[serde(rename = "ConsentDetail")]
    pub consent_detail: TemplateDetail,
}

/// What a template asks for. Times are counted from when a customer is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TemplateDetail {
    /// From when consents may be given, ISO 8601.
    #[serde(rename = "consentStart")]
    #[schemars(length(min = 1, max = 20), regex(pattern = MOMENT))]
    pub consent_start: String,
    /// For how many months a consent is given, in digits.
    #[serde(rename = "consentExpiry")]
    #[schemars(
        length(min = 1, max = 2),
        regex(pattern = "^([1-9]|[0-9][1-9]|[1-9]0)$")
    )]
    pub consent_expiry: String,
    /// What may be done with the data.
    #[serde(rename = "consentMode")]
    pub consent_mode: ConsentMode,
    /// How often it may be fetched.
    #[serde(rename = "fetchType")]
    pub fetch_type: FetchType,
    /// Which parts of the accounts' data. Documented as a text of 15 characters, which not all of
    /// them fit; sent as a list, as in a consent without a template.
    #[serde(rename = "consentTypes")]
    #[schemars(length(min = 1, max = 3))]
    pub consent_types: Vec<ConsentType>,
    /// Which kinds of information. A list for the same reason.
    #[serde(rename = "fiTypes")]
    #[schemars(length(min = 1, max = 9))]
    pub fi_types: Vec<FiType>,
    /// Who gets the data.
    #[serde(rename = "DataConsumer")]
    pub data_consumer: TemplateConsumer,
    /// For what.
    #[serde(rename = "Purpose")]
    pub purpose: Purpose,
    /// Of which time.
    #[serde(rename = "FIDataRange")]
    pub data_range: MonthRange,
    /// How long it may be kept.
    #[serde(rename = "DataLife")]
    pub data_life: DataLife,
    /// How often it is fetched.
    #[serde(rename = "Frequency")]
    pub frequency: Frequency,
    /// Which transactions are left out.
    #[serde(
        default,
        rename = "DataFilter",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(length(max = 20))]
    pub data_filter: Option<Vec<DataFilter>>,
}

/// Who gets the data, in a template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TemplateConsumer {
    /// The firm as an FIU.
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub id: String,
}

/// The time of which data is asked for, in months from when the customer is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MonthRange {
    /// Its beginning; negative for what is past.
    #[schemars(range(min = -999, max = 9999))]
    pub from: i64,
    /// Its end.
    #[schemars(range(min = -999, max = 9999))]
    pub to: i64,
}

/// That a template was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TemplateMade {
    /// The template's id, by which consents name it.
    #[serde(rename = "productId")]
    pub product_id: Option<String>,
    /// What the product is called.
    #[serde(rename = "productName")]
    pub product_name: Option<String>,
    /// When this was answered.
    pub timestamp: Option<String>,
    /// The answer's own id.
    #[serde(rename = "txnId")]
    pub txn_id: Option<String>,
    /// The version of the API.
    pub version: Option<String>,
}

/// A template.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Template {
    /// What it asks for: a [`TemplateDetail`], left as it came.
    #[serde(rename = "ConsentDetail")]
    pub consent_detail: Option<Value>,
    /// When it was made.
    #[serde(rename = "createdAt")]
    pub created_at: Option<String>,
    /// Its id.
    #[serde(rename = "productId")]
    pub product_id: Option<String>,
    /// What the product is called.
    #[serde(rename = "productName")]
    pub product_name: Option<String>,
}
