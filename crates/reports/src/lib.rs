//! Credit reports. [`Report`] is our own form of one bureau's report: what offices keep and send,
//! and what every other form is read into. From three of them comes a [`Comparison`], and from
//! two of one bureau what changed. Pure: no files, no network, no clock.

mod adverse;
mod bureau;
mod codes;
mod compare;
mod date;
mod facts;
mod history;
mod matching;
mod money;
mod report;
mod tradeline;

pub use bureau::Bureau;
pub use codes::{
    AccountStatus, AccountType, BankruptcyIndicator, ComplianceCondition, Ecoa, InterestType,
    PaymentRating, PortfolioType, SpecialComment, TermsFrequency,
};
pub use compare::{
    Account, AccountRow, BureauHead, Cell, Change, Comparison, Difference, Entry, HistoryGrid,
    Letter, PersonRow, RecordRow, ThreeTold, Told, compare,
};
pub use date::PartialDate;
pub use history::{PaymentCode, PaymentHistory, Severity, lateness};
pub use matching::{SAME, match_score};
pub use money::Money;
pub use report::{
    Address, Alert, Consumer, Employer, Inquiry, InquiryKind, PersonName, PublicRecord,
    PublicRecordKind, Report, SCHEMA, Score, Statement,
};
pub use tradeline::{Furnisher, FurnisherKind, OriginalCreditor, Terms, Tradeline, Transfer};
