//! `unaport.data.*`: how far the data for a consent is, and the data itself. It is computed from the
//! invented accounts whenever it is read: nothing of it is kept.

use chrono::{DateTime, SecondsFormat, Utc};
use contract::{
    Call, FieldErrors,
    unaport::{
        AccountHolder, AccountStatus, AccountSummary, BankTransaction, ConsentType, DataExport,
        DataFetch, DataStatus, FiNotice, FiStatus, FiType, FipStatus, Notifier, SessionData, Tab,
        TabName,
    },
};
use practice::{AccountKind, BankAccount, BankCustomer, BankEntry};

use super::{
    Stamp,
    kept::{self, Consent, Delivery},
    provider, runs, stamped, version,
};
use crate::{
    bank_analysis::rupees,
    clock::stamp,
    data::unaport::{consents as data, notifications},
    file_kind::CSV,
    operations::asked::whole_list,
    organisation,
    server::{Caller, Content, Held, Outcome, Refusal, Table},
    shared::Shared,
    sheet,
};

/// The most sessions of a consent that are told, the latest.
const MOST: usize = 100;

/// Serves the group.
pub(super) fn serve(table: Table) -> Table {
    table
        .on::<DataStatus>(status)
        .on::<DataFetch>(fetch)
        .downloads::<DataExport, _, _>(export)
}

/// Each session as it stands, and after them what was reported of them.
async fn status(caller: Caller, call: Call<DataStatus>) -> Outcome<DataStatus> {
    let office = &caller.office;
    let database = office.database.readers();
    let row = data::by_handle(database, &call.path.consent_handle).await?;
    let consent = Consent::read(office, row.ok_or(Refusal::NoSuchRecord)?)?;
    let runs = consent.runs(office).latest(MOST);
    let mut notices: Vec<FiNotice> = Vec::new();
    for (run, at) in runs {
        notices.extend(notice(office, &consent, run, at));
    }
    for body in notifications::of_data(database, consent.row.id).await? {
        let read = serde_json::from_str(&body);
        notices.push(read.map_err(|_| Refusal::inside("a notification is not JSON"))?);
    }
    Ok(whole_list(notices.into_iter()))
}

/// A session as the invented aggregator tells of it.
fn notice(office: &Shared, consent: &Consent, run: i64, at: DateTime<Utc>) -> Option<FiNotice> {
    let customer = consent.delivered(office, at)?;
    let ready_at = at + provider::DELIVERS;
    let is_ready = ready_at <= office.clock.now();
    let (session_status, fi_status) = if is_ready {
        ("COMPLETED", "READY")
    } else {
        ("ACTIVE", "PENDING")
    };
    let session_id = consent.session(office, run);
    let mut responses: Vec<FipStatus> = Vec::new();
    for account in customer.accounts {
        let fip = Some(account.bank.fip.to_owned());
        let status = AccountStatus {
            description: Some(String::new()),
            fi_status: Some(fi_status.to_owned()),
            link_ref_number: Some(account.link),
        };
        match responses.iter_mut().find(|one| one.fip_id == fip) {
            Some(one) => one.accounts.push(status),
            None => responses.push(FipStatus {
                accounts: vec![status],
                fip_id: fip,
            }),
        }
    }
    Some(FiNotice {
        notification: Some(FiStatus {
            responses,
            session_id: Some(session_id.clone()),
            session_status: Some(session_status.to_owned()),
        }),
        notifier: Some(Notifier {
            id: Some(consent.row.aa_id.clone()),
            kind: Some("AA".to_owned()),
        }),
        timestamp: Some(stamp(if is_ready { ready_at } else { at })),
        txnid: Some(session_id),
        ver: version(),
    })
}

async fn fetch(caller: Caller, call: Call<DataFetch>) -> Outcome<DataFetch> {
    let office = &caller.office;
    let delivery = kept::delivery(office, &call.path.session_id).await?;
    let customer = delivered(office, &delivery)?;
    let Stamp { timestamp, txnid } = stamped(office)?;
    let mut data = SessionData {
        timestamp,
        txn_id: txnid,
        version: version(),
        ..SessionData::default()
    };
    for kind in FiType::ALL {
        if let Some(tab) = tab(office, &delivery, &customer, kind) {
            data.tabs.push(TabName {
                name: Some(kind.word().to_owned()),
            });
            *data.tab(kind) = Some(tab);
        }
    }
    Ok(data)
}

/// The accounts of a session, once they have come and as long as they may be kept.
pub(super) fn delivered(office: &Shared, delivery: &Delivery) -> Result<BankCustomer, Refusal> {
    let refused = |sentence| Refusal::Fields(FieldErrors::one("sessionId", sentence));
    let now = office.clock.now();
    if now < delivery.at + provider::DELIVERS {
        return Err(refused("names a session whose data has not come yet"));
    }
    if is_over(office, delivery) {
        return Err(refused("names a session whose data may be kept no longer"));
    }
    let customer = delivery.consent.delivered(office, delivery.at);
    customer.ok_or(Refusal::NoSuchRecord)
}

/// Whether data that came may be kept no longer, nor anything that is made of it.
pub(super) fn is_over(office: &Shared, delivery: &Delivery) -> bool {
    let over = runs::over_at(&delivery.consent.detail.data_life, delivery.at);
    over.is_some_and(|over| over <= office.clock.now())
}

/// The accounts of one kind, as far as the consent goes; nothing where there are none.
fn tab(office: &Shared, delivery: &Delivery, customer: &BankCustomer, kind: FiType) -> Option<Tab> {
    let types = &delivery.consent.detail.consent_types;
    let accounts = customer.accounts.iter();
    let accounts: Vec<&BankAccount> = accounts
        .filter(|account| provider::kind(account.kind) == kind)
        .collect();
    if accounts.is_empty() {
        return None;
    }
    let mut tab = Tab::default();
    if types.contains(&ConsentType::Profile) {
        let holders = accounts.iter();
        tab.holders = holders.map(|one| holder(customer, one, kind)).collect();
    }
    if types.contains(&ConsentType::Summary) {
        let summaries = accounts.iter();
        tab.summaries = summaries
            .map(|one| summary(office, delivery, one))
            .collect();
    }
    if types.contains(&ConsentType::Transactions) {
        let entries = accounts
            .iter()
            .flat_map(|account| account.entries.iter().map(|entry| (*account, entry)));
        tab.transactions = entries
            .map(|(account, entry)| transaction(account, entry))
            .collect();
    }
    Some(tab)
}

fn holder(customer: &BankCustomer, account: &BankAccount, kind: FiType) -> AccountHolder {
    let holder = &customer.holder;
    let nominee = if holder.has_nominee {
        "REGISTERED"
    } else {
        "NOT-REGISTERED"
    };
    AccountHolder {
        account_holder_type: Some("SINGLE".to_owned()),
        account_number: Some(account.masked.clone()),
        address: Some(holder.address.clone()),
        ckyc_compliance: Some(holder.is_registered.to_string()),
        dob: Some(holder.born.to_string()),
        email: Some(holder.email.clone()),
        fetch_type: Some(kind.word().to_lowercase()),
        mobile: Some(holder.mobile.clone()),
        name: Some(holder.name.clone()),
        nominee: Some(nominee.to_owned()),
        pan: Some(holder.pan.clone()),
    }
}

fn summary(office: &Shared, delivery: &Delivery, account: &BankAccount) -> AccountSummary {
    let facility = if account.overdraft > 0 { "OD" } else { "NONE" };
    AccountSummary {
        account_number: Some(account.masked.clone()),
        account_type: Some(account_type(account.kind).to_owned()),
        branch: Some(format!("{:06}", account.branch)),
        created_at: Some(stamp(delivery.at)),
        current_balance: Some(rupees(account.balance())),
        current_od_limit: Some(rupees(account.overdraft)),
        currency: Some(CURRENCY.to_owned()),
        drawing_limit: Some(rupees(account.overdraft)),
        facility: Some(facility.to_owned()),
        fip: Some(account.bank.fip.to_owned()),
        id: Some(account.link.clone()),
        ifsc_code: Some(account.ifsc()),
        micro_code: Some(account.micr()),
        opening_date: Some(account.opened_on.to_string()),
        org_id: Some(organisation::id(&office.secret()).to_string()),
        session_id: Some(delivery.consent.session(office, delivery.run)),
        status: Some("ACTIVE".to_owned()),
    }
}

/// In what everything is counted.
pub(super) const CURRENCY: &str = "INR";

/// The word for what an account is.
pub(super) fn account_type(kind: AccountKind) -> &'static str {
    match kind {
        AccountKind::Savings => "SAVINGS",
        AccountKind::Current => "CURRENT",
        AccountKind::TermDeposit => "TERM_DEPOSIT",
        AccountKind::RecurringDeposit => "RECURRING_DEPOSIT",
    }
}

fn transaction(account: &BankAccount, entry: &BankEntry) -> BankTransaction {
    BankTransaction {
        account_number: Some(account.masked.clone()),
        amount: Some(rupees(entry.amount)),
        current_balance: Some(rupees(entry.balance)),
        kind: Some(direction(entry).to_owned()),
        mode: Some(entry.mode.to_owned()),
        narration: Some(entry.narration.clone()),
        reference: Some(entry.reference.clone()),
        tran_timestamp: Some(entry.at.to_rfc3339_opts(SecondsFormat::Millis, true)),
        txn_id: Some(format!("{}-{}", account.link, entry.reference)),
    }
}

fn direction(entry: &BankEntry) -> &'static str {
    if entry.is_credit { "CREDIT" } else { "DEBIT" }
}

const HEADS: [&str; 11] = [
    "Kind",
    "Provider",
    "Account",
    "Holder",
    "Time",
    "Narration",
    "Type",
    "Mode",
    "Amount",
    "Balance",
    "Reference",
];

/// A row for each transaction; where the consent names none, a row for each account.
async fn export(caller: Caller, call: Call<DataExport>) -> Result<Held, Refusal> {
    let office = &caller.office;
    let delivery = kept::delivery(office, &call.path.session_id).await?;
    let customer = delivered(office, &delivery)?;
    let types = &delivery.consent.detail.consent_types;
    let holder = if types.contains(&ConsentType::Profile) {
        customer.holder.name.as_str()
    } else {
        ""
    };
    let with_transactions = types.contains(&ConsentType::Transactions);
    let with_balance = types.contains(&ConsentType::Summary);
    let rows = customer.accounts.iter().flat_map(|account| {
        let row = |entry: Option<&BankEntry>| row(account, holder, (entry, with_balance));
        let rows: Vec<Vec<String>> = if with_transactions {
            account
                .entries
                .iter()
                .map(|entry| row(Some(entry)))
                .collect()
        } else {
            vec![row(None)]
        };
        rows
    });
    held(&format!("bank-data-{}", call.path.session_id), &HEADS, rows)
}

fn row(
    account: &BankAccount,
    holder: &str,
    (entry, with_balance): (Option<&BankEntry>, bool),
) -> Vec<String> {
    let of = |told: fn(&BankEntry) -> String| entry.map(told).unwrap_or_default();
    let balance = match entry {
        Some(entry) => rupees(entry.balance),
        None if with_balance => rupees(account.balance()),
        None => String::new(),
    };
    vec![
        account_type(account.kind).to_owned(),
        account.bank.fip.to_owned(),
        account.masked.clone(),
        holder.to_owned(),
        of(|entry| entry.at.to_rfc3339_opts(SecondsFormat::Secs, true)),
        of(|entry| entry.narration.clone()),
        of(|entry| direction(entry).to_owned()),
        of(|entry| entry.mode.to_owned()),
        of(|entry| rupees(entry.amount)),
        balance,
        of(|entry| entry.reference.clone()),
    ]
}

/// Rows as a file to be kept.
pub(super) fn held(
    name: &str,
    heads: &[&'static str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<Held, Refusal> {
    let written = sheet::table(heads.iter().copied(), rows);
    Ok(Held {
        content: Content::Here(written.map_err(|_| Refusal::inside("a list is not written"))?),
        name: format!("{name}.csv"),
        kind: format!("{CSV}; charset=utf-8"),
    })
}
