//! `portal.report_schemas.*` and `portal.client_reports.*`: the credit reports of a client. A
//! *report schema* is one report of one bureau with its content; a *client report* says only
//! which report of a bureau is the latest.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{ById, Client, Portal, SortDirection};
use crate::{
    envelope::{Bare, Data, List, Paged},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists the latest report of each bureau about a client.
    ClientReportsList = "client_reports.list", GET "/clients/{id}/reports",          Token, ById     | () | () => List<ClientReport>, 200 401 403 419 422 500;
    /// Reads which report of a bureau about a client is the latest.
    ClientReportsGet  = "client_reports.get",  GET "/clients/{id}/reports/{bureau}", Token, ByBureau | () | () => Bare<ClientReport>, 200 401 403 419 422 500;

    /// Reads one report with its content.
    ReportSchemasGet    = "report_schemas.get",    GET "/credit-report-master-schemas/{id}",                Token, ById | ()                  | () => Data<ReportSchema>,  200;
    /// Lists a client's reports without their content, a page at a time.
    ReportSchemasList   = "report_schemas.list",   GET "/clients/{id}/credit-report-master-schemas",        Token, ById | ReportSchemaListing | () => Paged<ReportSchema>, 200;
    /// Reads a client's latest report with its content.
    ReportSchemasLatest = "report_schemas.latest", GET "/clients/{id}/credit-report-master-schemas/latest", Token, ById | ()                  | () => Data<ReportSchema>,  200;
}

/// Which of a client's reports to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ReportSchemaListing {
    /// Only reports of this vendor, such as `Equifax`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub vendor: Option<String>,
    /// Only reports of this bureau: `EFX`, `EXP` or `TUC`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    pub bureau: Option<String>,
    /// Only reports of this day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("format" = "date"))]
    pub report_date: Option<String>,
    /// Only the report with this number of the vendor's, as [`ReportSchema::report_id`] says it.
    /// Documented as a whole number, though records carry text.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub report_id: Option<String>,
    /// The column to sort by: `id`, `report_date`, `report_id`, `bureau`, `vendor` or
    /// `modified_date`; `updated_at` where the server announces it. The Portal documents the
    /// second only.
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
    /// Records a page, 100 at most; 15 when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 100))]
    pub per_page: Option<i64>,
}

/// One report of one bureau. Lists leave the content out. Prints nothing but its id.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ReportSchema {
    /// The forms in which the report can be had: `master_schema`, `negative_items`.
    pub available_file_types: Vec<String>,
    /// The bureau, in three letters: `EFX`, `EXP`, `TUC`.
    pub bureau: Option<String>,
    /// Whose report it is.
    pub client: Option<Client>,
    /// The key under which partners know the client.
    pub client_key: Option<String>,
    /// What the report says. Open-ended: each vendor has a form of its own, and the office's is
    /// the one of `docs/REPORTS.md`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<Value>,
    /// The record's id.
    pub id: Option<i64>,
    /// The key under which the firm's CRM knows the client.
    pub internal_client_key: Option<String>,
    /// When the record was changed last.
    pub modified_date: Option<String>,
    /// The day of the report.
    pub report_date: Option<String>,
    /// The vendor's own number of the report.
    pub report_id: Option<String>,
    /// When the record was changed last; not documented by the Portal, sent by the office.
    pub updated_at: Option<String>,
    /// Who delivered the report.
    pub vendor: Option<String>,
}

impl std::fmt::Debug for ReportSchema {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ReportSchema({:?})", self.id)
    }
}

/// A client, and one of the bureaus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByBureau {
    /// The client's id.
    #[schemars(range(min = 1))]
    pub id: i64,
    /// The bureau.
    pub bureau: ReportBureau,
}

/// A bureau, as a path names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReportBureau {
    /// TransUnion.
    TransUnion,
    /// Equifax.
    Equifax,
    /// Experian.
    Experian,
}

/// The latest report of a client at one bureau.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ClientReport {
    /// The bureau's name.
    pub bureau: Option<String>,
    /// Whose report it is.
    pub client_id: Option<i64>,
    /// When the record was made.
    pub created_at: Option<String>,
    /// The record's id; in the office that of the report schema.
    pub id: Option<i64>,
    /// When the record was changed last.
    pub updated_at: Option<String>,
}
