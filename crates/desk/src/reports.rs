//! A client's credit reports: which there are, and three bureaus side by side. Always from the
//! cache; asking tells the sync to bring this client up to date first.

use reports::{Bureau, Comparison};
use serde::Serialize;
use ts_rs::TS;

/// The reports of a client that there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReportsOfClient {
    /// Reports that were taken together, the latest first.
    pub sets: Vec<ReportSet>,
    /// When the list was last fetched; `null` when it never was.
    pub fetched_at: Option<String>,
    /// How many of them have not arrived whole yet.
    #[ts(type = "number")]
    pub on_their_way: usize,
}

/// Reports of the bureaus that were taken together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReportSet {
    /// The day of the latest of them, ISO; names the set.
    pub as_of: String,
    /// The bureaus' reports in it, in the order Equifax, Experian, TransUnion.
    pub reports: [Option<ReportRef>; 3],
}

/// A report in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ReportRef {
    /// The server's number of it.
    #[ts(type = "number")]
    pub id: i64,
    /// The bureau.
    pub bureau: Bureau,
    /// The day of the report, ISO.
    pub report_date: String,
    /// Who delivered it.
    pub vendor: String,
    /// Whether its content is on this machine.
    pub here: bool,
}

/// What the bureaus said by a day: each bureau's latest report until then.
#[derive(Clone, Serialize, TS)]
pub struct ReportView {
    /// The day, ISO.
    pub as_of: String,
    /// The reports side by side.
    pub comparison: Comparison,
    /// Bureaus whose report of then is not on this machine yet.
    pub on_their_way: Vec<Bureau>,
    /// Sentences about reports that could not be read; nothing of them is shown.
    pub unreadable: Vec<String>,
}
