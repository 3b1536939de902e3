//! What a consent is for: the five purposes that there are, and their categories.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What data is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum PurposeCode {
    /// Wealth management (personal finance).
    #[serde(rename = "101")]
    WealthManagement,
    /// Spending patterns, budgets and other reports for the customer (personal finance).
    #[serde(rename = "102")]
    SpendingPatterns,
    /// An aggregated statement (financial reporting).
    #[default]
    #[serde(rename = "103")]
    AggregatedStatement,
    /// Monitoring of the accounts (account query and monitoring).
    #[serde(rename = "104")]
    Monitoring,
    /// One look at the accounts (account query and monitoring).
    #[serde(rename = "105")]
    OneTime,
}

impl PurposeCode {
    /// All of them, in the order of their codes.
    pub const ALL: [Self; 5] = [
        Self::WealthManagement,
        Self::SpendingPatterns,
        Self::AggregatedStatement,
        Self::Monitoring,
        Self::OneTime,
    ];

    /// Its category: the code and the name.
    #[must_use]
    pub fn category(self) -> (&'static str, &'static str) {
        match self {
            Self::WealthManagement | Self::SpendingPatterns => ("01", "Personal Finance"),
            Self::AggregatedStatement => ("02", "Financial Reporting"),
            Self::Monitoring | Self::OneTime => ("03", "Account Query and Monitoring"),
        }
    }
}

/// What data is asked for, in a consent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Purpose {
    /// The purpose.
    pub code: PurposeCode,
    /// Where the purpose is defined, such as `https://api.rebit.org.in/aa/purpose/101.xml`.
    #[serde(default, rename = "refUri", skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255), extend("format" = "uri"))]
    pub ref_uri: Option<String>,
    /// The purpose in words that the customer reads.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255))]
    pub text: Option<String>,
    /// The category of the purpose.
    #[serde(
        default,
        rename = "Category",
        skip_serializing_if = "Category::is_empty"
    )]
    pub category: Category,
}

/// The category of a purpose, where it is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Category {
    /// What it is called, such as `Personal Finance`.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 50))]
    pub kind: Option<String>,
}

impl Category {
    fn is_empty(&self) -> bool {
        self.kind.is_none()
    }
}
