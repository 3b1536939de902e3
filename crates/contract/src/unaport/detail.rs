//! What consents and their templates have in common: the words of what is shared, how often, and
//! for how long.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What may be done with the data.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum ConsentMode {
    /// It may be looked at.
    #[default]
    View,
    /// It may be kept.
    Store,
    /// It may be asked about.
    Query,
    /// It may be followed.
    Stream,
}

/// How often data may be fetched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum FetchType {
    /// Once.
    #[default]
    Onetime,
    /// Again and again, as often as the frequency says.
    Periodic,
}

impl FetchType {
    /// The word for it on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Onetime => "ONETIME",
            Self::Periodic => "PERIODIC",
        }
    }
}

/// A part of an account's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum ConsentType {
    /// Who holds the account.
    Profile,
    /// What the account is, and its balance.
    Summary,
    /// What was paid in and out.
    Transactions,
}

/// A kind of financial information.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FiType {
    /// Savings and current accounts of a bank.
    Deposit,
    /// Money put away at a bank for a time.
    TermDeposit,
    /// Money put away at a bank month by month.
    RecurringDeposit,
    /// Units of mutual funds.
    MutualFunds,
    /// Units of funds traded on an exchange.
    Etf,
    /// Shares.
    Equities,
    /// The National Pension System.
    Nps,
    /// Insurance policies.
    InsurancePolicies,
    /// Returns for the goods and services tax.
    #[serde(rename = "GSTR1_3B")]
    Gstr1And3b,
}

impl FiType {
    /// All of them, in the order of the document.
    pub const ALL: [Self; 9] = [
        Self::Deposit,
        Self::TermDeposit,
        Self::RecurringDeposit,
        Self::MutualFunds,
        Self::Etf,
        Self::Equities,
        Self::Nps,
        Self::InsurancePolicies,
        Self::Gstr1And3b,
    ];

    /// The word for it on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Deposit => "DEPOSIT",
            Self::TermDeposit => "TERM_DEPOSIT",
            Self::RecurringDeposit => "RECURRING_DEPOSIT",
            Self::MutualFunds => "MUTUAL_FUNDS",
            Self::Etf => "ETF",
            Self::Equities => "EQUITIES",
            Self::Nps => "NPS",
            Self::InsurancePolicies => "INSURANCE_POLICIES",
            Self::Gstr1And3b => "GSTR1_3B",
        }
    }
}

/// How long the data may be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DataLife {
    /// In what it is counted.
    pub unit: LifeUnit,
    /// How many of them.
    #[schemars(range(min = 0, max = 999))]
    pub value: i64,
}

/// In what the life of data is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum LifeUnit {
    /// Months.
    #[default]
    Month,
    /// Years.
    Year,
    /// Days.
    Day,
    /// Without an end.
    Inf,
}

/// How often data is fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Frequency {
    /// In which time.
    pub unit: FrequencyUnit,
    /// How many times at most.
    #[schemars(range(min = 0, max = 999))]
    pub value: i64,
}

/// The time in which data is fetched so many times.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum FrequencyUnit {
    /// An hour.
    Hour,
    /// A month.
    #[default]
    Month,
    /// A year.
    Year,
    /// A day.
    Day,
    /// Without a limit.
    Inf,
}

/// A condition on the transactions that are delivered. The document says only that there is a
/// list of them; their form is the one of the account aggregators' specification (ReBIT).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DataFilter {
    /// What of a transaction is compared.
    #[serde(rename = "type")]
    pub kind: FilterType,
    /// How it is compared.
    pub operator: FilterOperator,
    /// With what: `CREDIT`, `DEBIT`, or an amount such as `20000`.
    #[schemars(length(min = 1, max = 50))]
    pub value: String,
}

/// What of a transaction is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum FilterType {
    /// Whether it was paid in or out.
    TransactionType,
    /// Its amount.
    TransactionAmount,
}

/// How something of a transaction is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum FilterOperator {
    /// The same.
    #[serde(rename = "=")]
    Is,
    /// Not the same.
    #[serde(rename = "!=")]
    IsNot,
    /// More.
    #[serde(rename = ">")]
    More,
    /// Less.
    #[serde(rename = "<")]
    Less,
    /// As much or more.
    #[serde(rename = ">=")]
    AtLeast,
    /// As much or less.
    #[serde(rename = "<=")]
    AtMost,
}
