//! `unaport.analytics.*` and `unaport.aggregate.*`: what the transactions of a session say of an
//! account, or of all accounts together. The document describes neither the report nor the file;
//! the form of both is the office's.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{BySession, Unaport};
use crate::{
    envelope::{Bare, Bytes},
    operation::operations,
};

operations! {
    Unaport, "unaport";

    /// Has the accounts of a session analysed, each by itself: while the call waits, or later.
    AnalyticsGenerate = "analytics.generate", POST "/sessions/{sessionId}/analytics",                  Token, BySession  | Generation          | () => Bare<Generated>,     200 400 401 403 404 422 500;
    /// Reads the analysis of one account.
    AnalyticsFetch    = "analytics.fetch",    GET  "/analytics/{analyticId}",                          Token, ByAnalytic | ()                  | () => Bare<AccountReport>, 200 400 401 403 404 500;
    /// Fetches the analysis of one account as a file. The office writes CSV.
    AnalyticsExport   = "analytics.export",   GET  "/analytics/{analyticId}/export",                   Token, ByAnalytic | ()                  | () => Bytes,               200 400 401 403 404 422 500;

    /// Has all accounts of a session analysed together: while the call waits, or later.
    AggregateGenerate = "aggregate.generate", POST "/sessions/{sessionId}/aggregate-analytics",        Token, BySession  | AggregateGeneration | () => Bare<Generated>,     200 400 401 403 404 422 500;
    /// Reads the latest analysis of all accounts of a session.
    AggregateFetch    = "aggregate.fetch",    GET  "/sessions/{sessionId}/aggregate-analytics",        Token, BySession  | ()                  | () => Bare<AccountReport>, 200 400 401 403 404 500;
    /// Fetches the latest analysis of all accounts of a session as a file. The office writes CSV.
    AggregateExport   = "aggregate.export",   GET  "/sessions/{sessionId}/aggregate-analytics/export", Token, BySession  | ()                  | () => Bytes,               200 400 401 403 404 422 500;
}

/// An analysis, in the path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByAnalytic {
    /// The analysis's id.
    #[serde(rename = "analyticId")]
    #[schemars(range(min = 1))]
    pub analytic_id: i64,
}

/// When an analysis is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// While the call waits.
    #[default]
    Sync,
    /// Later; a notification tells when it is done.
    Async,
}

/// How analyses are made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Generation {
    /// When they are made.
    pub mode: Mode,
}

/// How an analysis of all accounts is made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AggregateGeneration {
    /// When it is made.
    #[serde(default)]
    pub mode: Mode,
    /// The organisation that asks.
    #[serde(rename = "OrgID")]
    #[schemars(extend("format" = "uuid"))]
    pub org_id: String,
}

/// That analyses are made, or will be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Generated {
    /// Every analysis that is made; not documented here but in the notification, sent by the
    /// office.
    #[serde(rename = "analyticId", skip_serializing_if = "Vec::is_empty")]
    pub analytic_ids: Vec<i64>,
    /// The first analysis: a whole number in a text.
    #[serde(rename = "reportId")]
    pub report_id: Option<String>,
    /// The HTTP status once more, in a text.
    pub status: Option<String>,
}

/// What transactions say of an account, or of all accounts of a session together. Amounts are
/// decimal text. Without figures until it is done.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AccountReport {
    /// The accounts that it is about, their numbers hidden but for the last digits.
    pub accounts: Vec<ReportedAccount>,
    /// The analysis.
    #[serde(rename = "analyticId")]
    pub analytic_id: Option<i64>,
    /// In what amounts are counted.
    pub currency: Option<String>,
    /// What was found; missing until it is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<Figures>,
    /// The session.
    #[serde(rename = "sessionId")]
    pub session_id: Option<String>,
    /// `PROCESSING` or `SUCCESS`.
    pub status: Option<String>,
    /// When this was answered.
    pub timestamp: Option<String>,
    /// The answer's own id.
    #[serde(rename = "txnId")]
    pub txn_id: Option<String>,
    /// The version of the API.
    pub version: Option<String>,
}

/// An account that was analysed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ReportedAccount {
    /// Its number, all but the last digits hidden.
    #[serde(rename = "accountNumber")]
    pub account_number: Option<String>,
    /// What it is, such as `SAVINGS`.
    #[serde(rename = "accountType")]
    pub account_type: Option<String>,
    /// The provider.
    pub fip: Option<String>,
}

/// What was found in transactions.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Figures {
    /// What there was on the accounts at the end of a day, on average over all days.
    #[serde(rename = "averageBalance")]
    pub average_balance: Option<String>,
    /// Payments of the customer that the bank sent back for lack of money.
    pub bounces: Option<i64>,
    /// What the bank took for its services and for what came back.
    pub charges: Option<String>,
    /// What there was at the end.
    #[serde(rename = "closingBalance")]
    pub closing_balance: Option<String>,
    /// The first day.
    pub from: Option<String>,
    /// What came in, without what came back later and what the customer moved between accounts
    /// of the session.
    pub income: Option<String>,
    /// What was paid for loans.
    pub instalments: Option<String>,
    /// The largest of what came in.
    #[serde(rename = "largestIncome", skip_serializing_if = "Option::is_none")]
    pub largest_income: Option<Largest>,
    /// The largest of what went out.
    #[serde(rename = "largestSpending", skip_serializing_if = "Option::is_none")]
    pub largest_spending: Option<Largest>,
    /// The most that there was at the end of a day.
    #[serde(rename = "maximumBalance")]
    pub maximum_balance: Option<String>,
    /// The least that there was at the end of a day.
    #[serde(rename = "minimumBalance")]
    pub minimum_balance: Option<String>,
    /// Month by month, the earliest first.
    pub months: Vec<MonthFigures>,
    /// What there was at the beginning.
    #[serde(rename = "openingBalance")]
    pub opening_balance: Option<String>,
    /// What was paid for rent.
    pub rent: Option<String>,
    /// Cheques that the customer paid in and that came back.
    #[serde(rename = "returnedCheques")]
    pub returned_cheques: Option<i64>,
    /// What came in as salary.
    pub salary: Option<String>,
    /// What went out, without what came back and what the customer moved between accounts of the
    /// session.
    pub spending: Option<String>,
    /// The last day.
    pub to: Option<String>,
    /// How many transactions there were.
    pub transactions: Option<i64>,
}

/// The largest transaction of its kind.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Largest {
    /// How much.
    pub amount: Option<String>,
    /// On which day.
    pub date: Option<String>,
    /// What the statement says of it.
    pub narration: Option<String>,
}

/// What was found in the transactions of a month.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MonthFigures {
    /// What there was at the end of a day, on average.
    #[serde(rename = "averageBalance")]
    pub average_balance: Option<String>,
    /// Payments of the customer that the bank sent back for lack of money.
    pub bounces: Option<i64>,
    /// What the bank took.
    pub charges: Option<String>,
    /// What there was at its end.
    #[serde(rename = "closingBalance")]
    pub closing_balance: Option<String>,
    /// What came in.
    pub income: Option<String>,
    /// The month, such as `2026-01`.
    pub month: Option<String>,
    /// What there was at its beginning.
    #[serde(rename = "openingBalance")]
    pub opening_balance: Option<String>,
    /// Cheques that the customer paid in and that came back.
    #[serde(rename = "returnedCheques")]
    pub returned_cheques: Option<i64>,
    /// What went out.
    pub spending: Option<String>,
    /// How many transactions there were.
    pub transactions: Option<i64>,
}

silent!(
    AccountReport,
    ReportedAccount,
    Figures,
    Largest,
    MonthFigures
);
