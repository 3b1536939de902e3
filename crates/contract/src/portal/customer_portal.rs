//! `portal.customer_portal.*`: what a client sees and does without an agent. Whoever signs in as a
//! client reaches that client's own data and nobody else's: another client's number is answered
//! with 403, whether or not there is such a client, and another's record with 404. Records look as
//! they do to agents.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de::Error};
use serde_json::{Map, Value};

use super::{
    Agreement, Attachment, ById, Client, ClientProduct, Contract, Document, DocumentChange, Goal,
    GoalChoice, NegativeItem, NegativeItemListing, NegativeItemStatus, NewAgreement, NewAttachment,
    NewDocument, Portal, ReportSchema, ReportSchemaListing, SortDirection,
};
use crate::{
    envelope::{Bare, Data, Nothing, Paged, Whole},
    media::Upload,
    operation::operations,
    shape::decode,
};

operations! {
    Portal, "portal";

    /// Reads the client's own record.
    CustomerPortalMe           = "customer_portal.clients.me",     GET "/customer-portal/me/{id}",          Token, ById     | () | ()           => Bare<Client>,        200 401 403 419 422 500;
    /// Changes what the client may change of the own record.
    CustomerPortalClientUpdate = "customer_portal.clients.update", PUT "/customer-portal/clients/{client}", Token, ByClient | () | ClientChange => Data<UpdatedClient>, 200 401 403 419 422 500;

    /// Lists what the client agreed to, the latest first.
    CustomerPortalAgreementsList   = "customer_portal.agreements.list",   GET  "/customer-portal/clients/{client}/agreements", Token, ByClient | () | ()           => Whole<Agreement>, 200 401 403 419 422 500;
    /// Agrees to something.
    CustomerPortalAgreementsCreate = "customer_portal.agreements.create", POST "/customer-portal/client-agreements",           Token, ()       | () | NewAgreement => Bare<Agreement>,  200 401 403 419 422 500;

    /// Lists what can be agreed to, a page at a time, with values and snippets in the place of
    /// shortcodes.
    CustomerPortalContractsList = "customer_portal.contracts.list", GET "/customer-portal/contracts",      Token, ()   | CustomerPortalContractListing | () => Paged<Contract>, 200 401 403 419 422 500;
    /// Reads a contract, with values and snippets in the place of shortcodes.
    CustomerPortalContractsGet  = "customer_portal.contracts.get",  GET "/customer-portal/contracts/{id}", Token, ById | ()                            | () => Data<Contract>,  200 401 403 419 422 500;

    /// Uploads a file, which is the client's from then on.
    CustomerPortalAttachmentsUpload = "customer_portal.attachments.upload", POST "/customer-portal/attachments",      Token, ()   | () | Upload<NewAttachment> => Data<Attachment>, 201 401 403 419 422 500;
    /// Reads the record of one of the client's files.
    CustomerPortalAttachmentsGet    = "customer_portal.attachments.get",    GET  "/customer-portal/attachments/{id}", Token, ById | () | ()                    => Data<Attachment>, 200 401 403 404 419 422 500;

    /// Lists the client's documents.
    CustomerPortalDocumentsList   = "customer_portal.documents.list",   GET    "/customer-portal/clients/{client}/documents",                  Token, ByClient         | () | ()             => Whole<Document>, 200 401 403 419 422 500;
    /// Makes one of the client's files a document.
    CustomerPortalDocumentsLink   = "customer_portal.documents.link",   POST   "/customer-portal/client-documents",                            Token, ()               | () | NewDocument    => Data<Document>,  201 401 403 419 422 500;
    /// Puts another of the client's files in the place of a document's, which the client uploaded.
    CustomerPortalDocumentsUpdate = "customer_portal.documents.update", PUT    "/customer-portal/client-documents/{id}",                       Token, ById             | () | DocumentChange => Data<Document>,  200 401 403 404 419 422 500;
    /// Deletes a document, which the client uploaded.
    CustomerPortalDocumentsDelete = "customer_portal.documents.delete", DELETE "/customer-portal/clients/{client}/documents/{clientDocument}", Token, ByClientDocument | () | ()             => Nothing,         204 401 403 404 419 422 500;

    /// Lists what clients may want.
    CustomerPortalGoalsList     = "customer_portal.goals.list",     GET    "/customer-portal/goals",                  Token, ()       | () | ()         => Whole<Goal>, 200 401 403 419 422 500;
    /// Lists what the client wants.
    CustomerPortalGoalsAssigned = "customer_portal.goals.assigned", GET    "/customer-portal/clients/{client}/goals", Token, ByClient | () | ()         => Whole<Goal>, 200 401 403 419 422 500;
    /// Gives goals to the client, and answers all that the client has.
    CustomerPortalGoalsAssign   = "customer_portal.goals.assign",   POST   "/customer-portal/clients/{client}/goals", Token, ByClient | () | GoalChoice => Whole<Goal>, 200 401 403 419 422 500;
    /// Takes goals from the client; those that the client has not got are passed over.
    CustomerPortalGoalsRemove   = "customer_portal.goals.remove",   DELETE "/customer-portal/clients/{client}/goals", Token, ByClient | () | GoalChoice => Nothing,     204 401 403 419 422 500;

    /// Lists what the client bought.
    CustomerPortalProductsList = "customer_portal.products.list", GET "/customer-portal/clients/{client}/products", Token, ByClient | () | () => Whole<ClientProduct>, 200 401 403 419 422 500;

    /// Lists the client's reports without their content, a page at a time.
    CustomerPortalReportSchemasList   = "customer_portal.report_schemas.list",   GET "/customer-portal/credit-report-master-schemas",        Token, ()   | ReportSchemaListing | () => Paged<ReportSchema>, 200;
    /// Reads the client's latest report with its content.
    CustomerPortalReportSchemasLatest = "customer_portal.report_schemas.latest", GET "/customer-portal/credit-report-master-schemas/latest", Token, ()   | ()                  | () => Data<ReportSchema>,  200;
    /// Reads one of the client's reports with its content.
    CustomerPortalReportSchemasGet    = "customer_portal.report_schemas.get",    GET "/customer-portal/credit-report-master-schemas/{id}",   Token, ById | ()                  | () => Data<ReportSchema>,  200;

    /// Lists the client's negative items, a page at a time.
    CustomerPortalNegativeItemsList = "customer_portal.negative_items.list", GET "/customer-portal/clients/{client}/negative-items",      Token, ByClient     | ClientItemListing | () => Paged<NegativeItem>, 200 401 403 422 500;
    /// Reads one of the client's negative items.
    CustomerPortalNegativeItemsGet  = "customer_portal.negative_items.get",  GET "/customer-portal/clients/{client}/negative-items/{id}", Token, ByClientItem | ()                | () => Data<NegativeItem>,  200 401 403 404 500;
}

/// The client, in the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByClient {
    /// The client's id.
    #[schemars(range(min = 1))]
    pub client: i64,
}

/// The client and a document, in the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByClientDocument {
    /// The client's id.
    #[schemars(range(min = 1))]
    pub client: i64,
    /// The document's id.
    #[serde(rename = "clientDocument")]
    #[schemars(range(min = 1))]
    pub document: i64,
}

/// The client and a negative item, in the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByClientItem {
    /// The client's id.
    #[schemars(range(min = 1))]
    pub client: i64,
    /// The item's id.
    #[schemars(range(min = 1))]
    pub id: i64,
}

/// What the client changes of the own record; what is left out stays.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ClientChange {
    /// CRM fields by their names. Documented as open-ended, with a name, a day of birth and two
    /// addresses for an example: the office takes those, a middle name and two more phones, each a
    /// line of text or a number, and an empty one takes the field away.
    #[serde(skip_serializing_if = "Map::is_empty")]
    #[schemars(
        extend("additionalProperties" = {"type": ["string", "integer", "null"], "maxLength": 255})
    )]
    pub attributes: Map<String, Value>,
    /// E-mail address. The one to sign in with stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(email, length(min = 3, max = 255))]
    pub email: Option<String>,
    /// Mobile phone; an empty one takes it away.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    pub mobile_phone: Option<String>,
    /// Social Security number: nine digits, with or without dashes.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = "^[0-9]{3}-?[0-9]{2}-?[0-9]{4}$"))]
    pub ssn: Option<String>,
}

/// The answer to a change of the client's record. The Portal documents the form of something else;
/// the office answers the client.
#[derive(Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum UpdatedClient {
    /// As it is documented: it has an `origin`, which no client has.
    Documented(UpdatedRecord),
    /// The client as changed.
    Client(Box<Client>),
}

impl<'de> Deserialize<'de> for UpdatedClient {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let answer = Value::deserialize(deserializer)?;
        let read = if answer.get("origin").is_some_and(|origin| !origin.is_null()) {
            decode(&answer).map(Self::Documented)
        } else {
            decode(&answer).map(|client| Self::Client(Box::new(client)))
        };
        read.map_err(D::Error::custom)
    }
}

/// What the Portal documents as the answer to a change of a client.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct UpdatedRecord {
    /// Fields by their names; open-ended.
    pub attributes: Map<String, Value>,
    /// The record's id.
    pub id: Option<String>,
    /// Where the record comes from, such as `manual`.
    pub origin: Option<String>,
    /// How far the work on it has come, in words.
    pub status: Option<String>,
}

/// Which contracts to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct CustomerPortalContractListing {
    /// Part of a contract's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub name: Option<String>,
    /// Only contracts of this type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub kind: Option<String>,
    /// Only contracts that were made on this day, such as `2026-01-31`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    pub created_at: Option<String>,
    /// Only contracts for this product.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub product_id: Option<i64>,
    /// The column to sort by: `id`, `name`, `type`, `created_at` or `updated_at`. The Portal
    /// documents no names.
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

/// Which of the client's negative items to list, and in what order: as [`NegativeItemListing`],
/// of which the path names the client.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ClientItemListing {
    /// Only accounts of this type, as [`NegativeItem::account_type`] says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub account_type: Option<String>,
    /// Only what speaks against the client, or only what no longer does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_negative: Option<bool>,
    /// Only collections, or only others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_collection: Option<bool>,
    /// Only charge-offs, or only others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_charge_off: Option<bool>,
    /// Only what the bureau marks as disputed, or only others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_disputed: Option<bool>,
    /// Only those of which the firm's work has come this far.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<NegativeItemStatus>,
    /// The column to sort by: `id`, `account_name`, `status` (in the order of the work) or
    /// `modified_date`; `updated_at` where the server announces it. The Portal documents no names.
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

impl ClientItemListing {
    /// The same of a client among all.
    #[must_use]
    pub fn of(self, client: i64) -> NegativeItemListing {
        NegativeItemListing {
            client_id: Some(client),
            account_type: self.account_type,
            is_negative: self.is_negative,
            is_collection: self.is_collection,
            is_charge_off: self.is_charge_off,
            is_disputed: self.is_disputed,
            status: self.status,
            sort_by: self.sort_by,
            sort_direction: self.sort_direction,
            page: self.page,
            per_page: self.per_page,
        }
    }
}

silent!(ClientChange, UpdatedClient, UpdatedRecord);
