//! What is laid side by side of an account: one table of facts, each with how it is read, shown
//! and compared.

use crate::{Money, PartialDate, Tradeline, Transfer};

/// A fact as one bureau prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    Text(String),
    Money(Money),
    Date(PartialDate),
}

impl Value {
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Money(money) => money.shown(),
            Self::Date(date) => date.shown(),
        }
    }
}

/// How a fact is compared between bureaus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compared {
    /// It differs by nature, such as a masked number or the day of reporting.
    Never,
    /// A different value is a difference.
    Exactly,
    /// It moves from month to month: only values reported at about the same time say something.
    AtOneTime,
}

pub(crate) struct FactKind {
    pub(crate) label: &'static str,
    pub(crate) compared: Compared,
    pub(crate) read: fn(&Tradeline) -> Option<Value>,
}

macro_rules! facts {
    ($($label:literal $compared:ident $read:expr;)+) => {
        /// Every fact, in the order in which they are shown.
        pub(crate) const FACTS: &[FactKind] = &[$(FactKind {
            label: $label,
            compared: Compared::$compared,
            read: $read,
        }),+];
    };
}

facts! {
    "Account number"       Never     |line| line.account_number.clone().and_then(text);
    "Type"                 Exactly   |line| code(line.account_type.as_ref()?.shown());
    "Kind of credit"       Exactly   |line| code(line.portfolio_type.as_ref()?.shown());
    "Responsibility"       Exactly   |line| code(line.ecoa.as_ref()?.shown());
    "Status"               AtOneTime |line| code(line.status.as_ref()?.shown());
    "Payment rating"       AtOneTime |line| code(line.payment_rating.as_ref()?.shown());
    "Balance"              AtOneTime |line| line.balance.map(Value::Money);
    "Past due"             AtOneTime |line| line.past_due.map(Value::Money);
    "Credit limit"         Exactly   |line| line.credit_limit.map(Value::Money);
    "High credit"          Exactly   |line| line.high_credit.map(Value::Money);
    "Charged off at first" Exactly   |line| line.original_charge_off.map(Value::Money);
    "Payment due"          Exactly   |line| line.scheduled_payment.map(Value::Money);
    "Paid last month"      AtOneTime |line| line.actual_payment.map(Value::Money);
    "Terms"                Exactly   terms;
    "Interest"             Exactly   |line| code(line.interest_type.as_ref()?.shown());
    "Opened"               Exactly   |line| line.opened_on.map(Value::Date);
    "Closed"               Exactly   |line| line.closed_on.map(Value::Date);
    "Reported as of"       Never     |line| line.reported_on.map(Value::Date);
    "Last payment"         AtOneTime |line| line.last_payment_on.map(Value::Date);
    "Last activity"        AtOneTime |line| line.last_activity_on.map(Value::Date);
    "First delinquency"    Exactly   |line| line.first_delinquency_on.map(Value::Date);
    "Charged off on"       Exactly   |line| line.charged_off_on.map(Value::Date);
    "In collection since"  Exactly   |line| line.collection_on.map(Value::Date);
    "To be removed"        Exactly   |line| line.estimated_removal_on.map(Value::Date);
    "Original creditor"    Exactly   |line| line.original_creditor.as_ref().and_then(|first| text(first.name.clone()));
    "Bought or sold"       Exactly   |line| line.transfer.as_ref().map(transfer);
    "Dispute"              Exactly   |line| code(line.compliance_condition.as_ref()?.shown());
    "Bankruptcy"           Exactly   |line| code(line.bankruptcy.as_ref()?.shown());
    "Comment"              Exactly   |line| code(line.special_comment.as_ref()?.shown());
    "Remarks"              Never     |line| text(line.remarks.join(" · "));
    "Late 30 / 60 / 90+"   AtOneTime late;
    "Months reviewed"      Never     |line| line.months_reviewed.map(|months| Value::Text(months.to_string()));
    "New account number"   Exactly   |line| line.number_changed.then(|| Value::Text("Yes".to_owned()));
}

fn text(text: String) -> Option<Value> {
    let text = text.trim();
    (!text.is_empty()).then(|| Value::Text(text.to_owned()))
}

fn code(shown: String) -> Option<Value> {
    text(shown)
}

fn terms(line: &Tradeline) -> Option<Value> {
    let terms = line.terms.as_ref()?;
    let months = terms.months.map(|months| format!("{months} months"));
    let frequency = terms.frequency.as_ref().map(crate::TermsFrequency::shown);
    let parts: Vec<String> = [months, frequency].into_iter().flatten().collect();
    text(parts.join(", "))
}

fn transfer(transfer: &Transfer) -> Value {
    Value::Text(match transfer {
        Transfer::PurchasedFrom { name } => format!("Bought from {name}"),
        Transfer::SoldTo { name } => format!("Sold to {name}"),
    })
}

fn late(line: &Tradeline) -> Option<Value> {
    let [thirty, sixty, ninety] = line.payment_history.as_ref()?.late_counts();
    Some(Value::Text(format!("{thirty} / {sixty} / {ninety}")))
}
