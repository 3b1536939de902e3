//! `portal.negative_items.*`: what speaks against a client, one record an account and bureau.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ById, Client, Correspondence, Portal, SortDirection};
use crate::{
    envelope::{Data, Paged},
    operation::operations,
};

operations! {
    Portal, "portal";

    /// Lists negative items, a page at a time.
    NegativeItemsList = "negative_items.list", GET "/negative-items",      Token, ()   | NegativeItemListing | () => Paged<NegativeItem>, 200 401 403 422 500;
    /// Reads one negative item.
    NegativeItemsGet  = "negative_items.get",  GET "/negative-items/{id}", Token, ById | ()                  | () => Data<NegativeItem>,  200 401 403 404 500;
}

/// Which negative items to list, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NegativeItemListing {
    /// The client whose items to list; every client's when not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub client_id: Option<i64>,
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
    /// The column to sort by: `id`, `client_id`, `account_name`, `status` (in the order of the
    /// work, from `new` to `repaired`) or `modified_date`; `updated_at` where the server announces
    /// it. The Portal documents no names.
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

/// How far the firm's work on an item has come.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum NegativeItemStatus {
    /// Nobody has looked at it yet.
    New,
    /// It was looked at, and nothing was sent.
    NotProcessed,
    /// A dispute is under way.
    InProgress,
    /// It was corrected or is gone.
    Repaired,
}

impl NegativeItemStatus {
    /// All of them, in the order of the work.
    pub const ALL: [Self; 4] = [
        Self::New,
        Self::NotProcessed,
        Self::InProgress,
        Self::Repaired,
    ];

    /// The word for it on the wire.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::NotProcessed => "not_processed",
            Self::InProgress => "in_progress",
            Self::Repaired => "repaired",
        }
    }
}

/// One account that speaks against a client, as one bureau reports it. Amounts are decimal text in
/// US dollars such as `1250.00`, dates are ISO days (the first of the month where only the month
/// is known). Prints nothing but its id.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NegativeItem {
    /// Who reports it.
    pub account_name: Option<String>,
    /// The account's number as printed, most of it hidden.
    pub account_number: Option<String>,
    /// Who owes it, such as `Individual` or `Authorized user`.
    pub account_ownership_type: Option<String>,
    /// When it was paid off.
    pub account_paid_date: Option<String>,
    /// How it stands, such as `In collection`.
    pub account_status: Option<String>,
    /// What the credit is for, such as `Credit card`.
    pub account_type: Option<String>,
    /// The bureau's own id of the tradeline.
    pub bureau_tradeline_id: Option<String>,
    /// When it was charged off.
    pub charge_off_date: Option<String>,
    /// Whose it is.
    pub client: Option<Client>,
    /// The key under which partners know the client.
    pub client_key: Option<String>,
    /// When it was closed.
    pub close_date: Option<String>,
    /// When it was given to collection.
    pub collection_date: Option<String>,
    /// What was sent about it.
    pub correspondence: Vec<Correspondence>,
    /// What is owed.
    pub credit_balance: Option<String>,
    /// What may be owed at most.
    pub credit_limit: Option<String>,
    /// The kind of credit, such as `Revolving`.
    pub credit_loan_type: Option<String>,
    /// The id of the report record that shows it.
    pub credit_report_id: Option<i64>,
    /// How it is paid now, as a letter of a payment history; spelt so by the Portal.
    pub current_rateing_code: Option<String>,
    /// What the letter says.
    pub current_rating_type: Option<String>,
    /// The most that was ever owed on it.
    pub high_balance_amount: Option<String>,
    /// The highest credit that was used or given.
    pub high_credit_amount: Option<String>,
    /// The worst month, as a letter of a payment history.
    pub highest_adverse_rating_code: Option<String>,
    /// What the letter says.
    pub highest_adverse_rating_type: Option<String>,
    /// The item's id; not documented by the Portal, sent by the office.
    pub id: Option<i64>,
    /// The key under which the firm's CRM knows the client.
    pub internal_client_key: Option<String>,
    /// Whether it is, or was, charged off.
    pub is_charge_off: Option<bool>,
    /// Whether nothing more can be drawn or is to be paid on it.
    pub is_closed: Option<bool>,
    /// Whether whoever reports it collects for another or bought the debt.
    pub is_collection: Option<bool>,
    /// Whether the bureau marks it as disputed.
    pub is_disputed: Option<bool>,
    /// Whether it is a mortgage.
    pub is_mortgage: Option<bool>,
    /// Whether it speaks against the client.
    pub is_negative: Option<bool>,
    /// Whether it is a revolving account.
    pub is_revolving: Option<bool>,
    /// Whether something of value secures it.
    pub is_secure_loan: Option<bool>,
    /// The last thing that happened on it.
    pub last_activity_date: Option<String>,
    /// The last payment.
    pub last_payment_date: Option<String>,
    /// Months in which it was 30 days late.
    pub late_count_30_days: Option<i64>,
    /// Months in which it was 60 days late.
    pub late_count_60_days: Option<i64>,
    /// Months in which it was 90 days late or more.
    pub late_count_90_days: Option<i64>,
    /// What the loan is for, in the vendor's words.
    pub loan_type: Option<String>,
    /// The firm's own work on it.
    pub metadata: Option<NegativeItemMetadata>,
    /// When it was changed last.
    pub modified_date: Option<String>,
    /// What is due each month.
    pub monthly_payment: Option<String>,
    /// Months that the bureau reviewed.
    pub months_viewed: Option<i64>,
    /// The latest bad month, as a letter of a payment history.
    pub most_recent_adverse_rating_code: Option<String>,
    /// Which month that was.
    pub most_recent_adverse_rating_date: Option<String>,
    /// What the letter says.
    pub most_recent_adverse_rating_type: Option<String>,
    /// When it was opened.
    pub opened_date: Option<String>,
    /// What was lent at first.
    pub original_balance_amount: Option<String>,
    /// What is owed and late.
    pub past_due_amount: Option<String>,
    /// The report that shows it, by the vendor's own number.
    pub report_id: Option<String>,
    /// As of when it was reported.
    pub reported_date: Option<String>,
    /// How often payments are due.
    pub terms_desc: Option<String>,
    /// Over how many months it is to be paid back.
    pub terms_month: Option<i64>,
    /// What is still unpaid.
    pub unpaid_balance_amount: Option<String>,
    /// When it was changed last; not documented by the Portal, sent by the office.
    pub updated_at: Option<String>,
    /// The vendor's id of the tradeline; the same at all bureaus where the vendor took them for
    /// one account.
    pub vendor_tradeline_id: Option<String>,
}

impl std::fmt::Debug for NegativeItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NegativeItem({:?})", self.id)
    }
}

/// The firm's own work on an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NegativeItemMetadata {
    /// Who made the record.
    pub created_by: Option<i64>,
    /// Whether it was decided not to dispute the item.
    pub not_dispute: Option<bool>,
    /// How far the work has come: one of [`NegativeItemStatus`], or a word of the server's own.
    pub status: Option<String>,
    /// Who changed the record last.
    pub updated_by: Option<i64>,
}
