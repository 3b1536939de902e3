//! `unaport.data.*`: what an account aggregator delivered for a consent. Each time that it does is
//! a session.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::{ByConsentHandle, BySession, FiType, Unaport};
use crate::{
    envelope::{Bare, Bytes, Success},
    operation::operations,
};

operations! {
    Unaport, "unaport";

    /// Reads how far the data for a consent is, session by session.
    DataStatus = "data.status", GET "/consents/{consentHandle}/data-status", Token, ByConsentHandle | () | () => Success<FiNotice>, 200 400 401 403 404 500;
    /// Reads the data of a session.
    DataFetch  = "data.fetch",  GET "/sessions/{sessionId}/data",            Token, BySession       | () | () => Bare<SessionData>, 200 400 401 403 404 422 500;
    /// Fetches the data of a session as a file. The office writes CSV.
    DataExport = "data.export", GET "/sessions/{sessionId}/export",          Token, BySession       | () | () => Bytes,             200 400 401 403 404 422 500;
}

/// How far the data of a session is, as the aggregator told it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FiNotice {
    /// What there is to say.
    #[serde(rename = "FIStatusNotification")]
    pub notification: Option<FiStatus>,
    /// Who says it.
    #[serde(rename = "Notifier")]
    pub notifier: Option<Notifier>,
    /// When it was said.
    pub timestamp: Option<String>,
    /// The notification's own id.
    pub txnid: Option<String>,
    /// The version of the API.
    pub ver: Option<String>,
}

/// Who says something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Notifier {
    /// Its id.
    pub id: Option<String>,
    /// What it is: `AA` for an account aggregator.
    #[serde(rename = "type")]
    pub kind: Option<String>,
}

/// How far the data of a session is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FiStatus {
    /// Each provider.
    #[serde(rename = "FIStatusResponse")]
    pub responses: Vec<FipStatus>,
    /// The session.
    #[serde(rename = "sessionId")]
    pub session_id: Option<String>,
    /// How the session stands, such as `ACTIVE` or `COMPLETED`.
    #[serde(rename = "sessionStatus")]
    pub session_status: Option<String>,
}

/// How far the data of one provider is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FipStatus {
    /// Each account.
    #[serde(rename = "Accounts")]
    pub accounts: Vec<AccountStatus>,
    /// The provider, such as a bank.
    #[serde(rename = "fipID")]
    pub fip_id: Option<String>,
}

/// How far the data of one account is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AccountStatus {
    /// What else there is to say.
    pub description: Option<String>,
    /// Whether it can be fetched: `READY` when it can.
    #[serde(rename = "FIStatus")]
    pub fi_status: Option<String>,
    /// The account's number among those that the customer linked.
    #[serde(rename = "linkRefNumber")]
    pub link_ref_number: Option<String>,
}

/// The data of a session, by kind of financial information.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SessionData {
    /// Which kinds there are.
    pub tabs: Vec<TabName>,
    /// When this was answered.
    pub timestamp: Option<String>,
    /// The answer's own id.
    #[serde(rename = "txnId")]
    pub txn_id: Option<String>,
    /// The version of the API.
    pub version: Option<String>,
    /// Savings and current accounts.
    #[serde(rename = "DEPOSIT", skip_serializing_if = "Option::is_none")]
    pub deposit: Option<Tab>,
    /// Money put away for a time. The document describes deposits only; the other kinds are read
    /// as far as they have the same form.
    #[serde(rename = "TERM_DEPOSIT", skip_serializing_if = "Option::is_none")]
    pub term_deposit: Option<Tab>,
    /// Money put away month by month.
    #[serde(rename = "RECURRING_DEPOSIT", skip_serializing_if = "Option::is_none")]
    pub recurring_deposit: Option<Tab>,
    /// Units of mutual funds.
    #[serde(rename = "MUTUAL_FUNDS", skip_serializing_if = "Option::is_none")]
    pub mutual_funds: Option<Tab>,
    /// Units of funds traded on an exchange.
    #[serde(rename = "ETF", skip_serializing_if = "Option::is_none")]
    pub etf: Option<Tab>,
    /// Shares.
    #[serde(rename = "EQUITIES", skip_serializing_if = "Option::is_none")]
    pub equities: Option<Tab>,
    /// The National Pension System.
    #[serde(rename = "NPS", skip_serializing_if = "Option::is_none")]
    pub nps: Option<Tab>,
    /// Insurance policies.
    #[serde(rename = "INSURANCE_POLICIES", skip_serializing_if = "Option::is_none")]
    pub insurance_policies: Option<Tab>,
    /// Returns for the goods and services tax.
    #[serde(rename = "GSTR1_3B", skip_serializing_if = "Option::is_none")]
    pub gstr1_3b: Option<Tab>,
}

impl SessionData {
    /// Where the data of a kind stands.
    pub fn tab(&mut self, kind: FiType) -> &mut Option<Tab> {
        match kind {
            FiType::Deposit => &mut self.deposit,
            FiType::TermDeposit => &mut self.term_deposit,
            FiType::RecurringDeposit => &mut self.recurring_deposit,
            FiType::MutualFunds => &mut self.mutual_funds,
            FiType::Etf => &mut self.etf,
            FiType::Equities => &mut self.equities,
            FiType::Nps => &mut self.nps,
            FiType::InsurancePolicies => &mut self.insurance_policies,
            FiType::Gstr1And3b => &mut self.gstr1_3b,
        }
    }
}

/// A kind of financial information that there is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct TabName {
    /// Its name, such as `DEPOSIT`; the data is under the same name.
    pub name: Option<String>,
}

/// The data of all accounts of a kind. Sections that the consent does not name are left out. What
/// is one object where there is one account is read as a list of one.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Tab {
    /// Who holds the accounts.
    #[serde(
        rename = "Account Holder",
        deserialize_with = "one_or_many",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub holders: Vec<AccountHolder>,
    /// The accounts.
    #[serde(
        rename = "Summary",
        deserialize_with = "one_or_many",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub summaries: Vec<AccountSummary>,
    /// What was paid in and out, account by account, the oldest first.
    #[serde(
        rename = "Transactions",
        deserialize_with = "one_or_many",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub transactions: Vec<BankTransaction>,
}

/// An account. Amounts are decimal text.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AccountSummary {
    /// Its number, all but the last digits hidden.
    #[serde(rename = "accountNumber")]
    pub account_number: Option<String>,
    /// What it is, such as `SAVINGS`.
    #[serde(rename = "accountType")]
    pub account_type: Option<String>,
    /// The branch's code.
    pub branch: Option<String>,
    /// When the record was made.
    #[serde(rename = "createdAt")]
    pub created_at: Option<String>,
    /// What there is on it.
    #[serde(rename = "currentBalance")]
    pub current_balance: Option<String>,
    /// How far it may be overdrawn.
    #[serde(rename = "currentOdLimit")]
    pub current_od_limit: Option<String>,
    /// In what it is counted, such as `INR`.
    pub currency: Option<String>,
    /// How much may be drawn.
    #[serde(rename = "drawingLimit")]
    pub drawing_limit: Option<String>,
    /// What comes with it, such as `OD` for an overdraft.
    pub facility: Option<String>,
    /// The provider.
    pub fip: Option<String>,
    /// The record's id.
    pub id: Option<String>,
    /// The branch's code in the Indian Financial System.
    #[serde(rename = "ifscCode")]
    pub ifsc_code: Option<String>,
    /// The branch's code on cheques (MICR); spelt so.
    #[serde(rename = "microCode")]
    pub micro_code: Option<String>,
    /// The day on which it was opened.
    #[serde(rename = "openingDate")]
    pub opening_date: Option<String>,
    /// The organisation that asked.
    #[serde(rename = "orgId")]
    pub org_id: Option<String>,
    /// The session.
    #[serde(rename = "sessionId")]
    pub session_id: Option<String>,
    /// Whether it is in use: `ACTIVE`.
    pub status: Option<String>,
}

/// Who holds an account.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct AccountHolder {
    /// Whether alone: `SINGLE`, `JOINT`.
    #[serde(rename = "accountHoldertype")]
    pub account_holder_type: Option<String>,
    /// The account; not documented, sent by the office, which has several in a tab.
    #[serde(rename = "accountNumber", skip_serializing_if = "Option::is_none")]
    pub account_number: Option<String>,
    /// Where the holder lives.
    pub address: Option<String>,
    /// Whether the holder is known to the central register (CKYC).
    #[serde(rename = "ckycCompliance")]
    pub ckyc_compliance: Option<String>,
    /// The day of birth.
    pub dob: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Of which kind the account is, such as `deposit`.
    #[serde(rename = "fetchType")]
    pub fetch_type: Option<String>,
    /// Mobile number.
    pub mobile: Option<String>,
    /// The holder's name.
    pub name: Option<String>,
    /// Whether somebody is named to inherit it: `REGISTERED`.
    pub nominee: Option<String>,
    /// The holder's number for taxes (PAN).
    pub pan: Option<String>,
}

/// Something that was paid in or out.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct BankTransaction {
    /// The account; not documented, sent by the office, which has several in a tab.
    #[serde(rename = "accountNumber", skip_serializing_if = "Option::is_none")]
    pub account_number: Option<String>,
    /// How much; never negative.
    pub amount: Option<String>,
    /// What is on the account afterwards.
    #[serde(rename = "currentBalance")]
    pub current_balance: Option<String>,
    /// How it was paid, such as `UPI` or `OTHERS`.
    pub mode: Option<String>,
    /// What the statement says of it.
    pub narration: Option<String>,
    /// The number by which both sides know it.
    pub reference: Option<String>,
    /// When.
    #[serde(rename = "tranTimestamp")]
    pub tran_timestamp: Option<String>,
    /// The bank's own id for it.
    #[serde(rename = "txnId")]
    pub txn_id: Option<String>,
    /// `CREDIT` for what came in, `DEBIT` for what went out.
    #[serde(rename = "type")]
    pub kind: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany<T> {
    Many(Vec<T>),
    One(T),
}

fn one_or_many<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    let read = OneOrMany::deserialize(deserializer)?;
    Ok(match read {
        OneOrMany::Many(all) => all,
        OneOrMany::One(one) => vec![one],
    })
}

silent!(
    SessionData,
    Tab,
    AccountSummary,
    AccountHolder,
    BankTransaction
);
