//! `office.reports.*`: credit reports that a firm puts in itself. They are read as the Portal's
//! `report_schemas` and `client_reports`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Office;
use crate::{
    envelope::{Bare, Data},
    operation::operations,
    portal::{ById, Message, ReportSchema},
};

operations! {
    Office, "office";

    /// Takes in what one bureau says of a client, and answers its record without the content.
    ReportsCreate = "reports.create", POST   "/office/clients/{id}/reports", Token, ById | () | NewReport => Data<ReportSchema>, 201 401 403 404 419 422 500;
    /// Deletes a report of which no item was made.
    ReportsDelete = "reports.delete", DELETE "/office/reports/{id}",         Token, ById | () | ()        => Bare<Message>,      200 401 403 404 409 419 422 500;
}

/// A report to be kept.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewReport {
    /// What the report says, in the form `redress.report/1` (`docs/REPORTS.md`).
    pub content: Map<String, Value>,
    /// The vendor's own number of it; the bureau's confirmation number when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255))]
    pub report_id: Option<String>,
    /// Who delivered it; the bureau when not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255))]
    pub vendor: Option<String>,
}

silent!(NewReport);
