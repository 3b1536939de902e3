//! A report: what one bureau said of one client on one day, in our own form. It is the `content`
//! of a report record wherever the local office made it; `docs/REPORTS.md` describes it.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Bureau, PartialDate, Tradeline};

/// The name and version of this form, in [`Report::schema`].
pub const SCHEMA: &str = "redress.report/1";

/// What one bureau said of one client on one day.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The bureau.
    pub bureau: Bureau,
    /// The day of the report.
    #[schemars(with = "String")]
    pub report_date: NaiveDate,
    /// The number by which the bureau knows the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmation_number: Option<String>,
    /// Whether the client has frozen the file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub frozen: bool,
    /// Who the bureau takes the client for.
    #[serde(default)]
    pub consumer: Consumer,
    /// Scores.
    #[serde(default)]
    pub scores: Vec<Score>,
    /// Accounts, collections among them.
    #[serde(default)]
    pub tradelines: Vec<Tradeline>,
    /// Who asked for the client's file.
    #[serde(default)]
    pub inquiries: Vec<Inquiry>,
    /// Bankruptcies, judgments and liens.
    #[serde(default)]
    pub public_records: Vec<PublicRecord>,
    /// Fraud and active-duty alerts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alerts: Vec<Alert>,
    /// The client's own statements (15 USC 1681i(b)).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
}

impl std::fmt::Debug for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Report({:?}, {})", self.bureau, self.report_date)
    }
}

/// Who a bureau takes the client for: every spelling it has.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Consumer {
    /// Names, the present one first.
    pub names: Vec<PersonName>,
    /// The SSN as printed, most of it hidden: `XXX-XX-1234`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ssn: Option<String>,
    /// Further SSNs that the bureau has seen, hidden the same way.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_ssns: Vec<String>,
    /// Date of birth; some bureaus print only the year and month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub born: Option<PartialDate>,
    /// Addresses, the present one first.
    pub addresses: Vec<Address>,
    /// Phones.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
    /// Employers, the present one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub employers: Vec<Employer>,
}

/// A name in its parts.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PersonName {
    /// First name.
    pub first: String,
    /// Middle name or initial.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub middle: String,
    /// Last name.
    pub last: String,
    /// Such as `Jr`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub suffix: String,
}

impl PersonName {
    /// The whole name in one line.
    #[must_use]
    pub fn shown(&self) -> String {
        let parts = [&self.first, &self.middle, &self.last, &self.suffix];
        let parts: Vec<&str> = parts.into_iter().map(|part| part.trim()).collect();
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Address {
    /// Number, street and unit.
    pub street: String,
    /// City.
    pub city: String,
    /// State, two letters.
    pub state: String,
    /// ZIP code, with or without its last four digits.
    pub zip: String,
    /// When the bureau first heard of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported_on: Option<PartialDate>,
}

impl Address {
    /// The whole address in one line.
    #[must_use]
    pub fn shown(&self) -> String {
        let region = format!("{} {}", self.state, self.zip);
        let parts = [self.street.trim(), self.city.trim(), region.trim()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }
}

/// An employer.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Employer {
    /// Name.
    pub name: String,
    /// When the bureau first heard of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reported_on: Option<PartialDate>,
}

/// A score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Score {
    /// How it was computed, such as `VantageScore 3.0`.
    pub model: String,
    /// Its value; left out where the bureau could not compute one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<u16>,
    /// The lowest value of the model.
    pub lowest: u16,
    /// The highest value of the model.
    pub highest: u16,
    /// What weighs on it most, in the bureau's words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub factors: Vec<String>,
}

/// Someone asked for the client's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Inquiry {
    /// The bureau's own id of the inquiry.
    pub id: String,
    /// Who asked.
    pub name: String,
    /// When.
    pub made_on: PartialDate,
    /// Whether lenders see it.
    pub kind: InquiryKind,
    /// The trade of who asked, such as `Auto financing`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
}

/// Whether lenders see an inquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InquiryKind {
    /// Lenders see it; bureaus show it for two years.
    Hard,
    /// Only the client sees it.
    Soft,
}

/// A bankruptcy, judgment or lien.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PublicRecord {
    /// The bureau's own id of the record.
    pub id: String,
    /// What it is.
    pub kind: PublicRecordKind,
    /// The court or office.
    pub court: String,
    /// The docket or reference number, as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// When it was filed; for a bankruptcy the petition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filed_on: Option<PartialDate>,
    /// The order for relief or the adjudication, from which 15 USC 1681c(a)(1) counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ordered_on: Option<PartialDate>,
    /// When it was discharged, dismissed, satisfied or released.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved_on: Option<PartialDate>,
    /// How it stands, in the bureau's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// What was claimed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub liability: Option<crate::Money>,
    /// Who owes it (Metro 2 field 37).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ecoa: Option<crate::Ecoa>,
}

/// What a public record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PublicRecordKind {
    /// Bankruptcy, Chapter 7.
    #[serde(rename = "chapter_7")]
    Chapter7,
    /// Bankruptcy, Chapter 11.
    #[serde(rename = "chapter_11")]
    Chapter11,
    /// Bankruptcy, Chapter 12.
    #[serde(rename = "chapter_12")]
    Chapter12,
    /// Bankruptcy, Chapter 13.
    #[serde(rename = "chapter_13")]
    Chapter13,
    /// Civil judgment.
    Judgment,
    /// Tax lien.
    TaxLien,
}

impl PublicRecordKind {
    /// As people read it.
    #[must_use]
    pub fn shown(self) -> &'static str {
        match self {
            Self::Chapter7 => "Chapter 7 bankruptcy",
            Self::Chapter11 => "Chapter 11 bankruptcy",
            Self::Chapter12 => "Chapter 12 bankruptcy",
            Self::Chapter13 => "Chapter 13 bankruptcy",
            Self::Judgment => "Civil judgment",
            Self::TaxLien => "Tax lien",
        }
    }
}

/// A fraud or active-duty alert.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Alert {
    /// In the bureau's words.
    pub text: String,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
}

/// A statement of the client (15 USC 1681i(b)).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// What it says.
    pub text: String,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<PartialDate>,
}
