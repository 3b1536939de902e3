//! `unaport.analytics.*` and `unaport.aggregate.*`: what the transactions of a session say of each
//! account, and of all together. An analysis is a record; its figures are computed from the
//! transactions whenever it is read, so that there is nothing to keep in step.

use chrono::{DateTime, TimeDelta, Utc};
use contract::{
    Call, FieldErrors,
    unaport::{
        AccountReport, AggregateExport, AggregateFetch, AggregateGenerate, AnalyticsExport,
        AnalyticsFetch, AnalyticsGenerate, ConsentType, Figures, Generated, Mode, MonthFigures,
        ReportedAccount,
    },
};
use practice::{BankAccount, BankCustomer};
use uuid::Uuid;

use super::{
    Stamp,
    data::{CURRENCY, account_type, delivered, held, is_over},
    kept::{self, Delivery},
    provider, stamped, version,
};
use crate::{
    bank_analysis::{self, Account, Entry},
    clock::stamp,
    data::unaport::reports::{self as data, ReportRow},
    organisation,
    server::{Caller, Held, Outcome, Refusal, Table, Writing},
    shared::Shared,
};

/// By what one account's analysis is asked for.
const BY_ACCOUNT: &str = "analyticId";
/// By what the analysis of all accounts is asked for.
const BY_SESSION: &str = "sessionId";

/// Serves the groups.
pub(super) fn serve(table: Table) -> Table {
    table
        .writes::<AnalyticsGenerate>(generate)
        .on::<AnalyticsFetch>(fetch)
        .downloads::<AnalyticsExport, _, _>(export)
        .writes::<AggregateGenerate>(generate_aggregate)
        .on::<AggregateFetch>(fetch_aggregate)
        .downloads::<AggregateExport, _, _>(export_aggregate)
}

async fn generate(
    write: &mut Writing,
    call: Call<AnalyticsGenerate>,
) -> Outcome<AnalyticsGenerate> {
    let (delivery, customer) = analysed(write.office(), &call.path.session_id).await?;
    let places = (0..customer.accounts.len()).map(|place| Some(place as i64));
    begun(write, &delivery, places, call.query.mode).await
}

async fn generate_aggregate(
    write: &mut Writing,
    call: Call<AggregateGenerate>,
) -> Outcome<AggregateGenerate> {
    let here = organisation::id(&write.office().secret());
    if Uuid::parse_str(&call.query.org_id) != Ok(here) {
        return Err(Refusal::NotAllowed);
    }
    let (delivery, _) = analysed(write.office(), &call.path.session_id).await?;
    begun(write, &delivery, [None].into_iter(), call.query.mode).await
}

/// The data of a session, if there is anything in it to analyse.
async fn analysed(office: &Shared, session: &str) -> Result<(Delivery, BankCustomer), Refusal> {
    let refused = |sentence| Refusal::Fields(FieldErrors::one(BY_SESSION, sentence));
    let delivery = kept::delivery(office, session).await?;
    let customer = delivered(office, &delivery)?;
    let types = &delivery.consent.detail.consent_types;
    if !types.contains(&ConsentType::Transactions) {
        let sentence = "names a session of a consent that shares no transactions";
        return Err(refused(sentence));
    }
    if customer.accounts.is_empty() {
        return Err(refused("names a session in which no account came"));
    }
    Ok((delivery, customer))
}

/// Makes the records of analyses, done now or after a while.
async fn begun(
    write: &mut Writing,
    delivery: &Delivery,
    places: impl Iterator<Item = Option<i64>>,
    mode: Mode,
) -> Result<Generated, Refusal> {
    let now = write.now();
    let takes = match mode {
        Mode::Sync => TimeDelta::zero(),
        Mode::Async => provider::ANALYSES,
    };
    let mut ids = Vec::new();
    for account in places {
        let row = ReportRow {
            id: 0,
            consent: delivery.consent.row.id,
            run: delivery.run,
            account,
            ready_at: stamp(now + takes),
            created_at: stamp(now),
        };
        ids.push(data::add(write.database(), &row).await?);
    }
    Ok(Generated {
        report_id: ids.first().map(i64::to_string),
        analytic_ids: ids,
        status: Some("200".to_owned()),
    })
}

async fn fetch(caller: Caller, call: Call<AnalyticsFetch>) -> Outcome<AnalyticsFetch> {
    let row = of_account(&caller.office, call.path.analytic_id).await?;
    report(&caller.office, row, BY_ACCOUNT).await
}

async fn fetch_aggregate(caller: Caller, call: Call<AggregateFetch>) -> Outcome<AggregateFetch> {
    let row = of_session(&caller.office, &call.path.session_id).await?;
    report(&caller.office, row, BY_SESSION).await
}

async fn export(caller: Caller, call: Call<AnalyticsExport>) -> Result<Held, Refusal> {
    let id = call.path.analytic_id;
    let row = of_account(&caller.office, id).await?;
    let report = report(&caller.office, row, BY_ACCOUNT).await?;
    file(&format!("analytics-{id}"), BY_ACCOUNT, report)
}

async fn export_aggregate(caller: Caller, call: Call<AggregateExport>) -> Result<Held, Refusal> {
    let session = call.path.session_id;
    let row = of_session(&caller.office, &session).await?;
    let report = report(&caller.office, row, BY_SESSION).await?;
    file(&format!("analytics-{session}"), BY_SESSION, report)
}

async fn of_account(office: &Shared, id: i64) -> Result<ReportRow, Refusal> {
    let row = data::of_account(office.database.readers(), id).await?;
    row.ok_or(Refusal::NoSuchRecord)
}

async fn of_session(office: &Shared, session: &str) -> Result<ReportRow, Refusal> {
    let (consent, run) = kept::session_of(office, session).ok_or(Refusal::NoSuchRecord)?;
    let row = data::of_session(office.database.readers(), consent, run).await?;
    row.ok_or(Refusal::NoSuchRecord)
}

/// An analysis as it stands: with figures once it is done, and no longer than the data may be kept
/// that it is made of. The field is the one by which it is asked for.
async fn report(office: &Shared, row: ReportRow, field: &str) -> Result<AccountReport, Refusal> {
    let ready_at: DateTime<Utc> = row
        .ready_at
        .parse()
        .map_err(|_| Refusal::inside("a moment is none"))?;
    let delivery = kept::delivery_of(office, row.consent, row.run).await?;
    if is_over(office, &delivery) {
        let sentence = "names an analysis of data that may be kept no longer";
        return Err(Refusal::Fields(FieldErrors::one(field, sentence)));
    }
    let customer = delivery.consent.delivered(office, delivery.at);
    let mut accounts = customer.ok_or(Refusal::NoSuchRecord)?.accounts;
    if let Some(place) = row.account {
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        let one = accounts.into_iter().nth(place);
        accounts = vec![one.ok_or(Refusal::NoSuchRecord)?];
    }
    let is_done = ready_at <= office.clock.now();
    let status = if is_done { "SUCCESS" } else { "PROCESSING" };
    let Stamp { timestamp, txnid } = stamped(office)?;
    Ok(AccountReport {
        figures: is_done.then(|| figures(&accounts)),
        accounts: accounts.into_iter().map(named).collect(),
        analytic_id: Some(row.id),
        currency: Some(CURRENCY.to_owned()),
        session_id: Some(delivery.consent.session(office, row.run)),
        status: Some(status.to_owned()),
        timestamp,
        txn_id: txnid,
        version: version(),
    })
}

fn named(account: BankAccount) -> ReportedAccount {
    ReportedAccount {
        account_type: Some(account_type(account.kind).to_owned()),
        account_number: Some(account.masked),
        fip: Some(account.bank.fip.to_owned()),
    }
}

fn figures(accounts: &[BankAccount]) -> Figures {
    let accounts: Vec<Account<'_>> = accounts
        .iter()
        .map(|account| Account {
            opening: account.opening_balance,
            entries: account
                .entries
                .iter()
                .map(|entry| Entry {
                    day: entry.at.date_naive(),
                    is_credit: entry.is_credit,
                    amount: entry.amount,
                    balance: entry.balance,
                    narration: &entry.narration,
                    reference: &entry.reference,
                })
                .collect(),
        })
        .collect();
    bank_analysis::figures(&accounts)
}

const HEADS: [&str; 10] = [
    "Month",
    "Opening balance",
    "Income",
    "Spending",
    "Charges",
    "Bounces",
    "Returned cheques",
    "Average balance",
    "Closing balance",
    "Transactions",
];

/// A row for each month, and one for all of them.
fn file(name: &str, field: &str, report: AccountReport) -> Result<Held, Refusal> {
    let figures = report.figures.ok_or_else(|| {
        let sentence = "names an analysis that is not done yet";
        Refusal::Fields(FieldErrors::one(field, sentence))
    })?;
    let whole = MonthFigures {
        average_balance: figures.average_balance,
        bounces: figures.bounces,
        charges: figures.charges,
        closing_balance: figures.closing_balance,
        income: figures.income,
        month: Some("All".to_owned()),
        opening_balance: figures.opening_balance,
        returned_cheques: figures.returned_cheques,
        spending: figures.spending,
        transactions: figures.transactions,
    };
    let rows = figures.months.into_iter().chain([whole]).map(|month| {
        let count = |count: Option<i64>| count.map(|count| count.to_string());
        let cells = [
            month.month,
            month.opening_balance,
            month.income,
            month.spending,
            month.charges,
            count(month.bounces),
            count(month.returned_cheques),
            month.average_balance,
            month.closing_balance,
            count(month.transactions),
        ];
        Vec::from(cells.map(Option::unwrap_or_default))
    });
    held(name, &HEADS, rows)
}
