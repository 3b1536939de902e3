//! A client's negative items: what the portal took out of the reports to be worked on. Always
//! from the cache.

use reports::Bureau;
use serde::Serialize;
use ts_rs::TS;

use crate::clients::DetailGroup;

/// The negative items of a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ItemsOfClient {
    /// Those that are being worked on first, then those that are settled; each by furnisher.
    pub items: Vec<ItemRow>,
}

/// A negative item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ItemRow {
    /// The server's number of it; negative where the server gives none.
    #[ts(type = "number")]
    pub id: i64,
    /// Who reports it.
    pub name: String,
    /// The account's number as printed.
    pub number: String,
    /// What it is, such as `Credit card`.
    pub kind: String,
    /// How it stands, in the bureau's words.
    pub status: String,
    /// The bureau that reports it; `null` when its report is not known here.
    pub bureau: Option<Bureau>,
    /// What is owed, such as `$1,250`; empty when not reported.
    pub balance: String,
    /// What is owed and late, the same way.
    pub past_due: String,
    /// What is owed, in cents, to sort by.
    #[ts(type = "number | null")]
    pub balance_cents: Option<i64>,
    /// When it was opened, ISO.
    pub opened_on: Option<String>,
    /// When it was last reported, ISO.
    pub reported_on: Option<String>,
    /// How far the work on it is.
    pub standing: Standing,
    /// Whether it was decided not to dispute it.
    pub not_dispute: bool,
    /// Whether it is in collection.
    pub collection: bool,
    /// Whether it is charged off.
    pub charge_off: bool,
    /// Whether the bureau marks it as disputed.
    pub disputed: bool,
    /// Whether the account is closed.
    pub closed: bool,
    /// How often it was 30, 60 and 90 days late.
    pub late: [u32; 3],
    /// The bureau's id of the account, by which it is found in the report; empty when there is
    /// none.
    pub tradeline_id: String,
    /// Everything the server says of it.
    pub groups: Vec<DetailGroup>,
}

/// How far the work on an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nobody has looked at it.
    New,
    /// Looked at, nothing begun.
    NotProcessed,
    /// Being disputed.
    InProgress,
    /// Removed or put right.
    Repaired,
    /// In a word that this version does not know.
    Other,
}
