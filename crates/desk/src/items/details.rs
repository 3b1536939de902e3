//! A negative item in full: the account, its amounts and dates, how it was paid, the numbers by
//! which it is found. The row of the list is not for here.

use contract::portal::NegativeItem;
use reports::Bureau;

use super::{money, said};
use crate::clients::{Detail, DetailGroup, us_date};

/// Everything that the server says, in groups; what it leaves out is left out.
pub(super) fn groups(item: &NegativeItem, bureau: Option<Bureau>) -> Vec<DetailGroup> {
    let account = vec![
        ("Furnisher", said(&item.account_name)),
        ("Account number", said(&item.account_number)),
        (
            "Bureau",
            bureau
                .map(|bureau| bureau.name().to_owned())
                .unwrap_or_default(),
        ),
        ("Type", said(&item.account_type)),
        ("Kind of credit", said(&item.credit_loan_type)),
        ("Loan", said(&item.loan_type)),
        ("Responsibility", said(&item.account_ownership_type)),
        ("Status", said(&item.account_status)),
    ];
    let amounts = [
        ("Balance", &item.credit_balance),
        ("Unpaid balance", &item.unpaid_balance_amount),
        ("Past due", &item.past_due_amount),
        ("Credit limit", &item.credit_limit),
        ("High credit", &item.high_credit_amount),
        ("High balance", &item.high_balance_amount),
        ("Original balance", &item.original_balance_amount),
        ("Monthly payment", &item.monthly_payment),
    ];
    let dates = [
        ("Opened", &item.opened_date),
        ("Closed", &item.close_date),
        ("Reported", &item.reported_date),
        ("Last payment", &item.last_payment_date),
        ("Last activity", &item.last_activity_date),
        ("Paid", &item.account_paid_date),
        ("Charged off", &item.charge_off_date),
        ("In collection since", &item.collection_date),
    ];
    let yes = [
        ("Collection", item.is_collection),
        ("Charge-off", item.is_charge_off),
        ("Disputed", item.is_disputed),
        ("Closed", item.is_closed),
        ("Mortgage", item.is_mortgage),
        ("Revolving", item.is_revolving),
        ("Secured", item.is_secure_loan),
        ("Speaks against the client", item.is_negative),
    ];
    let yes = yes.map(|(label, value)| (label, value.map(word).unwrap_or_default()));
    let amounts = amounts.map(|(label, amount)| (label, money(&said(amount))));
    let dates = dates.map(|(label, date)| (label, us_date(&said(date))));
    let titled: [(&str, Vec<(&str, String)>); 6] = [
        ("Account", account),
        ("Amounts", amounts.into()),
        ("Dates", dates.into()),
        ("Payments", payments(item)),
        ("In short", yes.into()),
        ("Numbers", numbers(item)),
    ];
    titled
        .into_iter()
        .filter_map(|(title, details)| group(title, details))
        .collect()
}

fn payments(item: &NegativeItem) -> Vec<(&'static str, String)> {
    let rating = |code: &Option<String>, kind: &Option<String>| {
        let parts = [said(kind), said(code)];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    };
    let recent = rating(
        &item.most_recent_adverse_rating_code,
        &item.most_recent_adverse_rating_type,
    );
    let since = us_date(&said(&item.most_recent_adverse_rating_date));
    vec![
        (
            "Rating",
            rating(&item.current_rateing_code, &item.current_rating_type),
        ),
        (
            "Worst",
            rating(
                &item.highest_adverse_rating_code,
                &item.highest_adverse_rating_type,
            ),
        ),
        ("Latest late mark", recent),
        ("Late mark of", since),
        ("30 days late", count(item.late_count_30_days)),
        ("60 days late", count(item.late_count_60_days)),
        ("90 days late or more", count(item.late_count_90_days)),
        ("Months reviewed", count(item.months_viewed)),
        ("Terms", said(&item.terms_desc)),
        ("Terms in months", count(item.terms_month)),
    ]
}

fn numbers(item: &NegativeItem) -> Vec<(&'static str, String)> {
    vec![
        ("Item", count(item.id)),
        ("Report", said(&item.report_id)),
        ("Tradeline at the bureau", said(&item.bureau_tradeline_id)),
        ("Tradeline at the vendor", said(&item.vendor_tradeline_id)),
    ]
}

fn group(title: &str, details: Vec<(&str, String)>) -> Option<DetailGroup> {
    let details: Vec<Detail> = details
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(label, value)| Detail {
            label: label.to_owned(),
            value,
        })
        .collect();
    (!details.is_empty()).then(|| DetailGroup {
        title: title.to_owned(),
        details,
    })
}

fn count(number: Option<i64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn word(yes: bool) -> String {
    if yes { "Yes" } else { "No" }.to_owned()
}
