//! The reports and negative items of an invented client, as the office keeps them.

use contract::portal::{NegativeItem, NegativeItemStatus};
use practice::{Item, ItemStatus, Practice, Snapshot};
use reports::{AccountStatus, AccountType, Ecoa, Money, PartialDate, PaymentRating, Tradeline};
use sqlx::SqliteConnection;

use crate::{
    clock::stamp,
    data::{
        negative_items::{self, NewItem},
        reports::{self as kept, ReportRow},
    },
    error::OfficeError,
    fold::fold,
};

/// Puts in a client's reports and items, in the transaction that counts them.
pub(super) async fn put(
    database: &mut SqliteConnection,
    people: &Practice,
    number: u64,
    agent: i64,
) -> Result<(), OfficeError> {
    let client = number as i64 + 1;
    let mut ids = Vec::new();
    for (place, snapshot) in people.snapshots(number).into_iter().enumerate() {
        ids.push(kept::add(database, &report(snapshot, client, place)).await?);
    }
    for item in people.items(number) {
        let report = *ids.get(item.snapshot).ok_or(OfficeError::Damaged)?;
        let item = new(item, client, report, agent)?;
        negative_items::add(database, &item).await?;
    }
    Ok(())
}

fn report(snapshot: Snapshot, client: i64, place: usize) -> ReportRow {
    let made_at = stamp(snapshot.made_at);
    ReportRow {
        id: 0,
        client_id: client,
        bureau: snapshot.bureau.letters().to_owned(),
        vendor: snapshot.bureau.name().to_owned(),
        report_date: snapshot.report_date.to_string(),
        report_id: snapshot.report_id,
        place: Some(place as i64),
        created_at: made_at.clone(),
        updated_at: made_at,
    }
}

fn new(item: Item, client: i64, report: i64, agent: i64) -> Result<NewItem, OfficeError> {
    let record = record(&item);
    let line = &item.tradeline;
    let changed_at = stamp(item.changed_at);
    Ok(NewItem {
        client_id: client,
        report,
        account_name: fold(&line.furnisher.name),
        account_type: record.account_type.clone().unwrap_or_default(),
        is: [
            line.is_negative(),
            line.is_collection(),
            line.is_charge_off(),
            line.is_disputed(),
        ],
        status: match item.status {
            ItemStatus::New => NegativeItemStatus::New,
            ItemStatus::NotProcessed => NegativeItemStatus::NotProcessed,
            ItemStatus::InProgress => NegativeItemStatus::InProgress,
            ItemStatus::Repaired => NegativeItemStatus::Repaired,
        },
        not_dispute: item.not_dispute,
        agent,
        record: serde_json::to_string(&record).map_err(|_| OfficeError::Damaged)?,
        created_at: changed_at.clone(),
        updated_at: changed_at,
    })
}

/// An account as the wire has it.
fn record(item: &Item) -> NegativeItem {
    let line = &item.tradeline;
    let history = line.payment_history.as_ref();
    let [late30, late60, late90] = history
        .map(|history| history.late_counts())
        .unwrap_or_default();
    let rating = rating(line);
    let highest = item.highest_adverse.map(|(code, _)| code.to_string());
    let recent = item.most_recent_adverse;
    let recent_code = recent.map(|(code, _)| code.to_string());
    let terms = line.terms.clone().unwrap_or_default();
    let portfolio = line.portfolio_type.as_ref();
    NegativeItem {
        account_name: Some(line.furnisher.name.clone()),
        account_number: line.account_number.clone(),
        account_ownership_type: said(line.ecoa.as_ref(), Ecoa::meaning),
        account_paid_date: paid_on(line),
        account_status: said(line.status.as_ref(), AccountStatus::meaning),
        account_type: said(line.account_type.as_ref(), AccountType::meaning),
        bureau_tradeline_id: Some(line.id.clone()),
        charge_off_date: day(line.charged_off_on),
        close_date: day(line.closed_on),
        collection_date: day(line.collection_on),
        credit_balance: amount(line.balance),
        credit_limit: amount(line.credit_limit),
        credit_loan_type: said(portfolio, reports::PortfolioType::meaning),
        current_rating_type: words(rating.as_deref()),
        current_rateing_code: rating,
        high_balance_amount: amount(line.high_credit),
        high_credit_amount: amount(line.high_credit),
        highest_adverse_rating_type: words(highest.as_deref()),
        highest_adverse_rating_code: highest,
        is_charge_off: Some(line.is_charge_off()),
        is_closed: Some(line.is_closed()),
        is_collection: Some(line.is_collection()),
        is_disputed: Some(line.is_disputed()),
        is_mortgage: Some(portfolio.is_some_and(|kind| kind.is(&["M"]))),
        is_negative: Some(line.is_negative()),
        is_revolving: Some(portfolio.is_some_and(|kind| kind.is(&["R"]))),
        is_secure_loan: Some(is_secured(line)),
        last_activity_date: day(line.last_activity_on),
        last_payment_date: day(line.last_payment_on),
        late_count_30_days: Some(i64::from(late30)),
        late_count_60_days: Some(i64::from(late60)),
        late_count_90_days: Some(i64::from(late90)),
        loan_type: said(line.account_type.as_ref(), AccountType::meaning),
        monthly_payment: amount(line.scheduled_payment),
        months_viewed: line.months_reviewed.map(i64::from),
        most_recent_adverse_rating_type: words(recent_code.as_deref()),
        most_recent_adverse_rating_code: recent_code,
        most_recent_adverse_rating_date: recent.map(|(_, month)| month.earliest().to_string()),
        opened_date: day(line.opened_on),
        original_balance_amount: amount(line.original_charge_off.or(line.high_credit)),
        past_due_amount: amount(line.past_due),
        reported_date: day(line.reported_on),
        terms_desc: said(terms.frequency.as_ref(), reports::TermsFrequency::meaning),
        terms_month: terms.months.map(i64::from),
        unpaid_balance_amount: amount(line.balance),
        vendor_tradeline_id: line.vendor_id.clone(),
        ..NegativeItem::default()
    }
}

/// How the account is paid now, as a payment rating's code (Metro 2 field 17B): what the status
/// says of it, or the rating where the status says nothing.
fn rating(line: &Tradeline) -> Option<String> {
    let status = line.status.as_ref()?;
    let code = match status.code() {
        "11" => "0",
        "71" => "1",
        "78" => "2",
        "80" => "3",
        "82" => "4",
        "83" => "5",
        "84" => "6",
        "93" => "G",
        "97" => "L",
        _ => {
            return line
                .payment_rating
                .as_ref()
                .map(|rating| rating.code().to_owned());
        }
    };
    Some(code.to_owned())
}

fn words(code: Option<&str>) -> Option<String> {
    let code = PaymentRating::new(code?);
    Some(code.meaning().unwrap_or(code.code()).to_owned())
}

/// When it was paid off: the day it was closed with a status that says so.
fn paid_on(line: &Tradeline) -> Option<String> {
    let status = line.status.as_ref()?;
    let paid = status.is(AccountStatus::PAID);
    day(line.closed_on.or(line.last_payment_on)).filter(|_| paid)
}

/// Whether something secures the loan: a mortgage, a car, a home, a deposit.
fn is_secured(line: &Tradeline) -> bool {
    const SECURED: &[&str] = &[
        "00", "02", "03", "04", "05", "08", "11", "17", "19", "25", "26", "2A", "2C", "3A", "47",
        "5A", "5B", "6D", "89", "9A",
    ];
    line.account_type
        .as_ref()
        .is_some_and(|kind| kind.is(SECURED))
}

/// What a code says, or the code itself.
fn said<Code>(code: Option<&Code>, meaning: fn(&Code) -> Option<&'static str>) -> Option<String> {
    code.and_then(meaning).map(str::to_owned)
}

fn day(date: Option<PartialDate>) -> Option<String> {
    date.map(|date| date.earliest().to_string())
}

fn amount(money: Option<Money>) -> Option<String> {
    money.map(|money| money.to_string())
}
