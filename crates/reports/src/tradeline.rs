//! A tradeline: one account as one bureau reports it. Fields are those of Metro 2's base segment
//! and of its K1, K2 and L1 segments, under our names; a collection is a tradeline too.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    AccountStatus, AccountType, Address, BankruptcyIndicator, ComplianceCondition, Ecoa,
    InterestType, Money, PartialDate, PaymentHistory, PaymentRating, PortfolioType, Severity,
    SpecialComment, TermsFrequency,
};

/// One account as one bureau reports it. What the bureau did not print is left out; that is not
/// the same as zero.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Tradeline {
    /// The bureau's own id of the tradeline; the same in every report of the bureau.
    pub id: String,
    /// The id that the report's vendor gave it; the same at all three bureaus where the vendor
    /// took them for one account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor_id: Option<String>,
    /// Who reports it.
    pub furnisher: Furnisher,
    /// The account's number as printed, most of it hidden: `517805XXXXXX`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_number: Option<String>,
    /// The kind of credit (field 8).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub portfolio_type: Option<PortfolioType>,
    /// What the credit is for (field 9).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_type: Option<AccountType>,
    /// Who owes it (field 37).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ecoa: Option<Ecoa>,
    /// How it stands (field 17A).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<AccountStatus>,
    /// How it was paid before it ended (field 17B).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_rating: Option<PaymentRating>,
    /// Payments month by month (field 18).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_history: Option<PaymentHistory>,
    /// Months that the bureau reviewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months_reviewed: Option<u32>,
    /// A remark (field 19).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub special_comment: Option<SpecialComment>,
    /// A dispute, or who closed it (field 20).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compliance_condition: Option<ComplianceCondition>,
    /// A bankruptcy that touches it (field 38).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bankruptcy: Option<BankruptcyIndicator>,

    /// What is owed (field 21).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub balance: Option<Money>,
    /// What is owed and late (field 22).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub past_due: Option<Money>,
    /// What may be owed at most (field 11).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credit_limit: Option<Money>,
    /// The most that was ever owed, or the loan's original amount (field 12).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high_credit: Option<Money>,
    /// What was charged off at first (field 23).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_charge_off: Option<Money>,
    /// What is due each time (field 15).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_payment: Option<Money>,
    /// What was paid last month (field 16).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub actual_payment: Option<Money>,
    /// How it is to be paid back (fields 13 and 14).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<Terms>,
    /// Whether the interest rate moves (field 28).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interest_type: Option<InterestType>,

    /// When it was opened; for a collector, when it was assigned or bought (field 10).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opened_on: Option<PartialDate>,
    /// When it was closed (field 26).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<PartialDate>,
    /// As of when the furnisher reported (field 24, date of account information).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported_on: Option<PartialDate>,
    /// The last payment (field 27).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_payment_on: Option<PartialDate>,
    /// The last thing that happened on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_activity_on: Option<PartialDate>,
    /// The first 30-day delinquency that led to how it stands (field 25, DOFD).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_delinquency_on: Option<PartialDate>,
    /// When it was charged off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub charged_off_on: Option<PartialDate>,
    /// When it was given to collection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collection_on: Option<PartialDate>,
    /// When the bureau says it will take it off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimated_removal_on: Option<PartialDate>,

    /// To whom it was owed at first (segment K1); for collectors and debt buyers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original_creditor: Option<OriginalCreditor>,
    /// From whom it was bought or to whom it was sold (segment K2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transfer: Option<Transfer>,
    /// Whether the account or its furnisher has a new number (segment L1).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub number_changed: bool,
    /// Further sentences that the bureau prints.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<String>,
}

/// Who reports an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Furnisher {
    /// Name as the bureau prints it.
    pub name: String,
    /// What it is to the debt.
    pub kind: FurnisherKind,
    /// Where it says it can be written to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// Its phone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// What a furnisher is to the debt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FurnisherKind {
    /// It gave the credit.
    #[default]
    OriginalCreditor,
    /// It collects for another.
    CollectionAgency,
    /// It bought the debt.
    DebtBuyer,
}

impl FurnisherKind {
    /// Whether it collects what it did not lend.
    #[must_use]
    pub fn collects(self) -> bool {
        self != Self::OriginalCreditor
    }
}

/// How a loan is to be paid back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Terms {
    /// For how many months.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// How often.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frequency: Option<TermsFrequency>,
}

/// To whom a debt was owed at first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct OriginalCreditor {
    /// Its name.
    pub name: String,
    /// Its trade, such as `Medical` or `Retail`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification: Option<String>,
}

/// A sale of the debt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "direction", rename_all = "snake_case")]
pub enum Transfer {
    /// The furnisher bought it.
    PurchasedFrom {
        /// From whom.
        name: String,
    },
    /// The furnisher sold it.
    SoldTo {
        /// To whom.
        name: String,
    },
}

impl Tradeline {
    /// Whether it speaks against the client: how it stands, how it was paid before it ended, a
    /// late month, or a collector who reports it.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        let rated = self.payment_rating.as_ref();
        let late = self.payment_history.as_ref();
        self.status
            .as_ref()
            .is_some_and(AccountStatus::is_derogatory)
            || rated.is_some_and(|rating| !rating.is(&["", "0"]))
            || late.is_some_and(|history| {
                let mut months = history.months();
                months.any(|(_, code)| code.severity() > Severity::OnTime)
            })
            || self.furnisher.kind.collects()
    }

    /// Whether the furnisher collects the debt rather than having lent the money.
    #[must_use]
    pub fn is_collection(&self) -> bool {
        let kind = self.account_type.as_ref();
        self.furnisher.kind.collects()
            || kind.is_some_and(|kind| kind.is(&["48", "0C", "77"]))
            || self
                .status
                .as_ref()
                .is_some_and(|status| status.is(&["93"]))
    }

    /// Whether it is, or was, charged off.
    #[must_use]
    pub fn is_charge_off(&self) -> bool {
        self.status
            .as_ref()
            .is_some_and(|status| status.is(&["64", "97"]))
    }

    /// Whether it is marked as disputed.
    #[must_use]
    pub fn is_disputed(&self) -> bool {
        let condition = self.compliance_condition.as_ref();
        condition.is_some_and(|condition| condition.is(&["XB", "XC", "XD", "XE", "XF", "XG", "XJ"]))
    }

    /// Whether nothing more can be drawn or is to be paid on it.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        let ended = |status: &AccountStatus| status.is(AccountStatus::PAID) || status.is(&["05"]);
        self.closed_on.is_some() || self.status.as_ref().is_some_and(ended)
    }
}
