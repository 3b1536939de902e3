//! What a window shows of three reports.

use serde::Serialize;
use ts_rs::TS;

use crate::{Bureau, Severity};

/// Three bureaus side by side. Arrays of three are in the order Equifax, Experian, TransUnion.
#[derive(Clone, Serialize, TS)]
pub struct Comparison {
    /// Each bureau's report; `null` where there is none.
    pub bureaus: [Option<BureauHead>; 3],
    /// Accounts: those that speak against the client first.
    pub accounts: Vec<Account>,
    /// Inquiries, the latest first.
    pub inquiries: Vec<RecordRow>,
    /// Public records, the latest first.
    pub public_records: Vec<RecordRow>,
    /// Who the bureaus take the client for.
    pub person: Vec<PersonRow>,
    /// What the letters of payment histories say.
    pub letters: Vec<Letter>,
}

/// A bureau's report in short.
#[derive(Clone, Serialize, TS)]
pub struct BureauHead {
    /// The bureau.
    pub bureau: Bureau,
    /// The day of the report, ISO.
    pub report_date: String,
    /// The number by which the bureau knows it.
    pub confirmation_number: Option<String>,
    /// Whether the file is frozen.
    pub frozen: bool,
    /// The first score printed.
    pub score: Option<u16>,
    /// How it was computed.
    pub score_model: Option<String>,
    /// The same score in the bureau's report before.
    pub score_before: Option<u16>,
    /// What weighs on the score, in the bureau's words.
    pub score_factors: Vec<String>,
    /// How many accounts it lists.
    #[ts(type = "number")]
    pub accounts: usize,
    /// How many of them speak against the client.
    #[ts(type = "number")]
    pub negative: usize,
    /// Alerts, and the client's statements.
    pub notices: Vec<String>,
}

/// One account as the bureaus see it.
#[derive(Clone, Serialize, TS)]
#[ts(rename = "ReportAccount")]
pub struct Account {
    /// Names the account in this comparison.
    pub key: String,
    /// Who reports it.
    pub name: String,
    /// What it is, such as `Credit card`.
    pub kind: String,
    /// Its number as printed.
    pub number: Option<String>,
    /// How it stands; the worst that a bureau says.
    pub status: String,
    /// Whether no bureau reports it any more.
    pub gone: bool,
    /// Whether it speaks against the client anywhere, or did where it is gone.
    pub negative: bool,
    /// Whether it is closed everywhere.
    pub closed: bool,
    /// Whether a bureau marks it as disputed.
    pub disputed: bool,
    /// How surely these are one account, of 100.
    pub match_score: u8,
    /// Keys of accounts that may be the same one, but not surely enough to be joined.
    pub perhaps: Vec<String>,
    /// How many facts really differ between bureaus.
    #[ts(type = "number")]
    pub differing: usize,
    /// Fact by fact.
    pub rows: Vec<AccountRow>,
    /// Month by month.
    pub history: Option<HistoryGrid>,
    /// What became of it since each bureau's report before.
    pub changes: [Option<Change>; 3],
    /// Each bureau's id of it.
    pub tradeline_ids: [Option<String>; 3],
}

/// A fact, bureau by bureau.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct AccountRow {
    /// What it is.
    pub label: String,
    /// What each bureau says.
    pub cells: [Option<Cell>; 3],
    /// Whether they say the same.
    pub difference: Difference,
}

/// What one bureau says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Cell {
    /// To show as it is.
    pub text: String,
    /// What the bureau's report before said, where that was something else.
    pub before: Option<String>,
}

/// Whether bureaus say the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Difference {
    /// They do, or only one says anything.
    Same,
    /// Not quite, but no more than rounding or another day of reporting explains.
    Slight,
    /// Not all of them can be right.
    Real,
}

/// What became of an account since a bureau's report before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It was in none of the earlier reports.
    New,
    /// Something in it changed.
    Changed,
    /// It was gone, and is back (15 USC 1681i(a)(5)(B)).
    Back,
    /// It was there, and is gone.
    Gone,
}

/// Payment histories of an account, month under month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct HistoryGrid {
    /// The months, the latest first, such as `2026-01`.
    pub months: Vec<String>,
    /// A letter a month for each bureau, a space where it prints none.
    pub letters: [Option<String>; 3],
    /// Places in `months` at which bureaus print different letters.
    #[ts(type = "Array<number>")]
    pub differing: Vec<usize>,
}

/// What a letter of a payment history says.
#[derive(Clone, Serialize, TS)]
pub struct Letter {
    /// The letter.
    pub letter: String,
    /// What it says.
    pub meaning: String,
    /// How bad it is.
    pub severity: Severity,
}

/// An inquiry or a public record, bureau by bureau.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RecordRow {
    /// What it is, or who asked.
    pub title: String,
    /// What kind it is, such as `Hard` or `Chapter 7 bankruptcy`.
    pub kind: String,
    /// The day by which it is sorted, ISO.
    pub date: Option<String>,
    /// What each bureau says of it.
    pub cells: [Option<Cell>; 3],
}

/// Something about the client's person, bureau by bureau.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct PersonRow {
    /// What it is, such as `Addresses`.
    pub label: String,
    /// What each bureau has.
    pub cells: [Vec<Entry>; 3],
}

/// One thing that a bureau has on file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Entry {
    /// To show as it is.
    pub text: String,
    /// Whether no other bureau has it.
    pub alone: bool,
}
