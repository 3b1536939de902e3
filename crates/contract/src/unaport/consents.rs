//! `unaport.consents.*`: a customer is asked, and says yes or no. The request for a consent is
//! `PENDING`, then `READY`, `FAILED` or `EXPIRED`; the consent itself is `CREATED`, `ACTIVE`,
//! `PAUSED`, `REVOKED` or `EXPIRED`. It has a handle from the beginning, and an id once the
//! customer said yes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    ByConsentHandle, ConsentMode, ConsentType, DataLife, FetchType, FiType, Frequency, LONGEST_ID,
    MOMENT, Purpose, Unaport,
};
use crate::{
    envelope::{Bare, Records},
    operation::operations,
};

operations! {
    Unaport, "unaport";

    /// Asks a customer for a consent that is made for the occasion.
    ConsentsCreate             = "consents.create",               POST "/consents",                                             Token, ()              | () | NewConsent      => Bare<ConsentAsked>,     201 400 401 403 422 500;
    /// Asks a customer for the consent that a template says.
    ConsentsCreateFromTemplate = "consents.create_from_template", POST "/consent-templates/{product_id}/consents",              Token, ByProduct       | () | TemplateConsent => Bare<ConsentAsked>,     201 400 401 403 404 422 500;
    /// Reads how a consent stands.
    ConsentsStatus             = "consents.status",               GET  "/consents/{consentHandle}",                             Token, ByConsentHandle | () | ()              => Records<ConsentRecord>, 200 400 401 403 404 500;
    /// Takes back a consent that the customer gave. What is answered is not documented.
    ConsentsRevoke             = "consents.revoke",               POST "/organisations/{org_id}/consents/{consentId}/revoke",   Token, ByConsent       | () | ()              => Bare<ConsentRevoked>,   200 400 401 403 404 422 500;
}

/// A template, in the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByProduct {
    /// The template's id.
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub product_id: String,
}

/// A consent of an organisation, in the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByConsent {
    /// The organisation's id.
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub org_id: String,
    /// The consent's id.
    #[serde(rename = "consentId")]
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub consent_id: String,
}

/// A consent to be asked for, made for the occasion.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewConsent {
    /// Who is asked, as the aggregator knows the person.
    #[serde(rename = "vuaId")]
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub vua_id: String,
    /// The e-mail address of who asks.
    #[serde(rename = "createdBy")]
    #[schemars(email, length(min = 3, max = 100))]
    pub created_by: String,
    /// The firm's own id for this. The office knows its client by the id of the private record, and
    /// by the key.
    #[serde(rename = "trackingId")]
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub tracking_id: String,
    /// The account aggregator at which the customer is asked.
    #[serde(rename = "aaId")]
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub aa_id: String,
    /// The firm as an FIU.
    #[serde(rename = "fiuId")]
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub fiu_id: String,
    /// Where the customer is led afterwards.
    #[serde(
        default,
        rename = "redirectUrl",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(length(min = 1, max = 255), extend("format" = "uri"))]
    pub redirect_url: Option<String>,
    /// Where the firm takes notifications.
    #[serde(rename = "fiuBaseUrl")]
    #[schemars(length(min = 1, max = 255), extend("format" = "uri"))]
    pub fiu_base_url: String,
    /// What is asked.
    #[serde(rename = "ConsentsRequest")]
    pub request: ConsentsRequest,
}

/// What a customer is asked.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConsentsRequest {
    /// The version of the request.
    #[schemars(length(min = 1, max = 5))]
    pub ver: String,
    /// When it is made, ISO 8601.
    #[schemars(length(min = 1, max = 25), regex(pattern = MOMENT))]
    pub timestamp: String,
    /// The request's own id.
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub txnid: String,
    /// What is asked for.
    #[serde(rename = "ConsentDetail")]
    pub consent_detail: ConsentDetail,
}

/// What is asked for.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConsentDetail {
    /// From when the consent is good, ISO 8601, such as `2019-12-06T11:39:57.153Z`.
    #[serde(rename = "consentStart")]
    #[schemars(length(min = 1, max = 24), regex(pattern = MOMENT))]
    pub consent_start: String,
    /// Until when the consent is good, ISO 8601.
    #[serde(rename = "consentExpiry")]
    #[schemars(length(min = 1, max = 24), regex(pattern = MOMENT))]
    pub consent_expiry: String,
    /// What may be done with the data.
    #[serde(rename = "consentMode")]
    pub consent_mode: ConsentMode,
    /// How often it may be fetched.
    #[serde(rename = "fetchType")]
    pub fetch_type: FetchType,
    /// Which parts of the accounts' data.
    #[serde(rename = "consentTypes")]
    #[schemars(length(min = 1, max = 3))]
    pub consent_types: Vec<ConsentType>,
    /// Which kinds of information.
    #[serde(rename = "fiTypes")]
    #[schemars(length(min = 1, max = 9))]
    pub fi_types: Vec<FiType>,
    /// Who gets the data.
    #[serde(rename = "DataConsumer")]
    pub data_consumer: DataConsumer,
    /// Whose data it is.
    #[serde(rename = "Customer")]
    pub customer: Customer,
    /// For what.
    #[serde(rename = "Purpose")]
    pub purpose: Purpose,
    /// Of which time.
    #[serde(rename = "FIDataRange")]
    pub data_range: DateRange,
    /// How long it may be kept.
    #[serde(rename = "DataLife")]
    pub data_life: DataLife,
    /// How often it is fetched.
    #[serde(rename = "Frequency")]
    pub frequency: Frequency,
}

/// Who gets the data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DataConsumer {
    /// The firm as an FIU.
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub id: String,
    /// What it is: `FIU`.
    #[serde(rename = "type")]
    #[schemars(length(min = 1, max = 10))]
    pub kind: String,
}

/// Whose data it is.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Customer {
    /// The person as the aggregator knows them, such as `name@AA-1`.
    #[schemars(length(min = 1, max = 100))]
    pub id: String,
    /// How the person is known besides, such as by a mobile number.
    #[serde(
        default,
        rename = "Identifiers",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(length(max = 20))]
    pub identifiers: Option<Vec<Identifier>>,
}

/// One way in which a person is known. Its two fields are those of the account aggregators'
/// specification (ReBIT); the document names none.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Identifier {
    /// What it is, such as `MOBILE`.
    #[serde(rename = "type")]
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub kind: String,
    /// What it says.
    #[schemars(length(min = 1, max = 100))]
    pub value: String,
}

/// The time of which data is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DateRange {
    /// Its beginning, ISO 8601.
    #[schemars(length(min = 1, max = 24), regex(pattern = MOMENT))]
    pub from: String,
    /// Its end, ISO 8601.
    #[schemars(length(min = 1, max = 24), regex(pattern = MOMENT))]
    pub to: String,
}

/// A consent to be asked for as a template says.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TemplateConsent {
    /// Who is asked, as the aggregator knows the person.
    #[serde(rename = "vuaId")]
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub vua_id: String,
    /// The person's mobile number.
    #[serde(rename = "mobileNumber")]
    #[schemars(length(min = 1, max = 15), regex(pattern = r"^\+?[0-9]+$"))]
    pub mobile_number: String,
    /// The e-mail address of who asks.
    #[serde(rename = "createdBy")]
    #[schemars(email, length(min = 3, max = 100))]
    pub created_by: String,
    /// The firm's own id for this. The office knows its client by the id of the private record, and
    /// by the key.
    #[serde(rename = "trackingId")]
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub tracking_id: String,
    /// The account aggregator at which the customer is asked.
    #[serde(rename = "aaId")]
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub aa_id: String,
    /// The firm as an FIU.
    #[serde(rename = "fiuId")]
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub fiu_id: String,
    /// Where the customer is led afterwards.
    #[serde(
        default,
        rename = "redirectUrl",
        skip_serializing_if = "Option::is_none"
    )]
    #[schemars(length(min = 1, max = 255), extend("format" = "uri"))]
    pub redirect_url: Option<String>,
    /// Where the firm takes notifications.
    #[serde(rename = "fiuBaseUrl")]
    #[schemars(length(min = 1, max = 255), extend("format" = "uri"))]
    pub fiu_base_url: String,
    /// The template's id; the same as in the path.
    #[serde(rename = "productId")]
    #[schemars(length(min = 1, max = LONGEST_ID))]
    pub product_id: String,
}

/// That a customer was asked.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ConsentAsked {
    /// The handle of the consent from now on.
    #[serde(rename = "ConsentHandle")]
    pub consent_handle: Option<String>,
    /// Who was asked.
    #[serde(rename = "Customer")]
    pub customer: Option<AskedCustomer>,
    /// Where the customer is led afterwards.
    #[serde(rename = "redirectUrl")]
    pub redirect_url: Option<String>,
    /// How it went, in a word or a sentence.
    pub success: Option<String>,
    /// When this was answered.
    pub timestamp: Option<String>,
    /// The answer's own id.
    pub txnid: Option<String>,
    /// The version of the API.
    pub ver: Option<String>,
}

/// Who was asked.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AskedCustomer {
    /// The person as the aggregator knows them.
    pub id: Option<String>,
}

/// How a consent stands.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ConsentRecord {
    /// The account aggregator.
    #[serde(rename = "aaId")]
    pub aa_id: Option<String>,
    /// How the request stands: `PENDING`, `READY`, `FAILED`, `EXPIRED`.
    #[serde(rename = "approveStatus")]
    pub approve_status: Option<String>,
    /// The handle, there from the beginning.
    #[serde(rename = "consentHandle")]
    pub consent_handle: Option<String>,
    /// The id, there once the customer said yes.
    #[serde(rename = "consentId")]
    pub consent_id: Option<String>,
    /// Until when it is good; spelt so.
    #[serde(rename = "consentExpried", alias = "consentExpired")]
    pub consent_expiry: Option<String>,
    /// From when it is good.
    #[serde(rename = "consentStart")]
    pub consent_start: Option<String>,
    /// How it stands: `CREATED`, `ACTIVE`, `PAUSED`, `REVOKED`, `EXPIRED`.
    #[serde(rename = "consentStatus")]
    pub consent_status: Option<String>,
    /// How often data was asked for with it.
    #[serde(rename = "consentidCalled")]
    pub consentid_called: Option<i64>,
    /// What went wrong when data was asked for with it.
    #[serde(rename = "consentidError")]
    pub consentid_error: Option<String>,
    /// What was asked for, JSON in a text.
    #[serde(rename = "consentsDetail")]
    pub consents_detail: Option<String>,
    /// When the customer was asked.
    #[serde(rename = "createdAt")]
    pub created_at: Option<String>,
    /// Who asked.
    #[serde(rename = "createdBy")]
    pub created_by: Option<String>,
    /// `ONETIME` or `PERIODIC`.
    #[serde(rename = "fetchType")]
    pub fetch_type: Option<String>,
    /// The record's number.
    pub id: Option<i64>,
    /// When data was fetched last.
    #[serde(rename = "lastRuntime")]
    pub last_runtime: Option<String>,
    /// When data will be fetched next.
    #[serde(rename = "nextRuntime")]
    pub next_runtime: Option<String>,
    /// When a notification about it came last.
    #[serde(rename = "notificationDate")]
    pub notification_date: Option<String>,
    /// The organisation that asked.
    #[serde(rename = "orgId")]
    pub org_id: Option<String>,
    /// How often data was fetched.
    #[serde(rename = "runCounter")]
    pub run_counter: Option<i64>,
    /// The consent under the aggregator's signature.
    #[serde(rename = "signedConsent")]
    pub signed_consent: Option<String>,
    /// The firm's own id for it.
    #[serde(rename = "trackingId")]
    pub tracking_id: Option<String>,
    /// When it changed last.
    #[serde(rename = "updatedOn")]
    pub updated_on: Option<String>,
    /// Who was asked.
    #[serde(rename = "vuaId")]
    pub vua_id: Option<String>,
}

/// That a consent was taken back. Ours: the document says nothing of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ConsentRevoked {
    /// The consent.
    #[serde(rename = "consentId")]
    pub consent_id: Option<String>,
    /// How it stands now: `REVOKED`.
    #[serde(rename = "consentStatus")]
    pub consent_status: Option<String>,
    /// How it went, in a word or a sentence.
    pub success: Option<String>,
    /// When this was answered.
    pub timestamp: Option<String>,
    /// The answer's own id.
    pub txnid: Option<String>,
    /// The version of the API.
    pub ver: Option<String>,
}

silent!(
    NewConsent,
    ConsentsRequest,
    ConsentDetail,
    Customer,
    Identifier,
    TemplateConsent,
    ConsentAsked,
    AskedCustomer,
    ConsentRecord
);
