//! `office.negative_items.*`: what speaks against clients, entered by hand or taken from a report.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Office;
use crate::{
    envelope::{Bare, Data},
    operation::operations,
    portal::{ById, Message, NegativeItem, NegativeItemStatus},
};

operations! {
    Office, "office";

    /// Makes an item: of a tradeline of a report, or of what was entered.
    NegativeItemsCreate = "negative_items.create", POST   "/office/negative-items",      Token, ()   | () | NewNegativeItem => Data<NegativeItem>, 201 401 403 419 422 500;
    /// Changes an item; what is left out stays.
    NegativeItemsUpdate = "negative_items.update", PATCH  "/office/negative-items/{id}", Token, ById | () | ItemFields      => Data<NegativeItem>, 200 401 403 404 419 422 500;
    /// Deletes an item about which nothing was sent.
    NegativeItemsDelete = "negative_items.delete", DELETE "/office/negative-items/{id}", Token, ById | () | ()              => Bare<Message>,      200 401 403 404 409 419 422 500;
}

/// A day, or nothing.
const DAY_OR_NONE: &str = "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$";
/// An amount in US dollars, or nothing.
const AMOUNT_OR_NONE: &str = r"^(-?[0-9]{1,12}(\.[0-9]{1,2})?)?$";
/// A letter of a payment history, or nothing.
const RATING_OR_NONE: &str = "^[0-9A-L]?$";

/// An item to be made.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewNegativeItem {
    /// Whom it speaks against.
    #[schemars(range(min = 1))]
    pub client_id: i64,
    /// The report record that shows it, one of the same client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub credit_report_id: Option<i64>,
    /// The tradeline of that report which it is, by the bureau's own id. All that the report says
    /// of it is taken over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 255))]
    pub tradeline_id: Option<String>,
    /// What is entered; of a tradeline, what is to be said otherwise. Where there is none,
    /// `account_name` is needed.
    #[serde(default)]
    pub item: ItemFields,
}

/// What is entered of an item, under the names of [`NegativeItem`]. Texts, days and amounts that are
/// empty are taken away.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ItemFields {
    /// Who reports it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub account_name: Option<String>,
    /// The account's number as printed, most of it hidden.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    pub account_number: Option<String>,
    /// Who owes it, such as `Individual` or `Authorized user`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub account_ownership_type: Option<String>,
    /// When it was paid off.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = DAY_OR_NONE))]
    pub account_paid_date: Option<String>,
    /// How it stands, such as `In collection`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub account_status: Option<String>,
    /// What the credit is for, such as `Credit card`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub account_type: Option<String>,
    /// The bureau's own id of the tradeline.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub bureau_tradeline_id: Option<String>,
    /// When it was charged off.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = DAY_OR_NONE))]
    pub charge_off_date: Option<String>,
    /// When it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = DAY_OR_NONE))]
    pub close_date: Option<String>,
    /// When it was given to collection.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = DAY_OR_NONE))]
    pub collection_date: Option<String>,
    /// What is owed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = AMOUNT_OR_NONE))]
    pub credit_balance: Option<String>,
    /// What may be owed at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = AMOUNT_OR_NONE))]
    pub credit_limit: Option<String>,
    /// The kind of credit, such as `Revolving`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub credit_loan_type: Option<String>,
    /// How it is paid now, as a letter of a payment history; spelt so by the Portal.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = RATING_OR_NONE))]
    pub current_rateing_code: Option<String>,
    /// The most that was ever owed on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = AMOUNT_OR_NONE))]
    pub high_balance_amount: Option<String>,
    /// The highest credit that was used or given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = AMOUNT_OR_NONE))]
    pub high_credit_amount: Option<String>,
    /// Whether it is, or was, charged off.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_charge_off: Option<bool>,
    /// Whether nothing more can be drawn or is to be paid on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_closed: Option<bool>,
    /// Whether whoever reports it collects for another or bought the debt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_collection: Option<bool>,
    /// Whether the bureau marks it as disputed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_disputed: Option<bool>,
    /// Whether it is a mortgage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_mortgage: Option<bool>,
    /// Whether it speaks against the client; so it is when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_negative: Option<bool>,
    /// Whether it is a revolving account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_revolving: Option<bool>,
    /// Whether something of value secures it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_secure_loan: Option<bool>,
    /// The last thing that happened on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = DAY_OR_NONE))]
    pub last_activity_date: Option<String>,
    /// The last payment.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = DAY_OR_NONE))]
    pub last_payment_date: Option<String>,
    /// Months in which it was 30 days late.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1_200))]
    pub late_count_30_days: Option<i64>,
    /// Months in which it was 60 days late.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1_200))]
    pub late_count_60_days: Option<i64>,
    /// Months in which it was 90 days late or more.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1_200))]
    pub late_count_90_days: Option<i64>,
    /// What the loan is for, in the vendor's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub loan_type: Option<String>,
    /// What is due each month.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = AMOUNT_OR_NONE))]
    pub monthly_payment: Option<String>,
    /// Months that the bureau reviewed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1_200))]
    pub months_viewed: Option<i64>,
    /// Whether it was decided not to dispute it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_dispute: Option<bool>,
    /// When it was opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = DAY_OR_NONE))]
    pub opened_date: Option<String>,
    /// What was lent at first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = AMOUNT_OR_NONE))]
    pub original_balance_amount: Option<String>,
    /// What is owed and late.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = AMOUNT_OR_NONE))]
    pub past_due_amount: Option<String>,
    /// As of when it was reported.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = DAY_OR_NONE))]
    pub reported_date: Option<String>,
    /// How far the firm's work on it has come; `new` for one that is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<NegativeItemStatus>,
    /// How often payments are due.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub terms_desc: Option<String>,
    /// Over how many months it is to be paid back.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 1_200))]
    pub terms_month: Option<i64>,
    /// What is still unpaid.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = AMOUNT_OR_NONE))]
    pub unpaid_balance_amount: Option<String>,
    /// The vendor's id of the tradeline.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub vendor_tradeline_id: Option<String>,
}

silent!(NewNegativeItem, ItemFields);
