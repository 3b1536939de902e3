//! Bank data at the office: it comes a while after a customer said yes, as far as the consent goes,
//! and says what it says.

use chrono::TimeDelta;
use client::{Failure, Unaport};
use contract::{
    Call, Operation,
    unaport::{
        AnalyticsGenerate, BankTransaction, ByConsentHandle, BySession, ConsentTemplatesCreate,
        DataExport, DataFetch, DataStatus, FiNotice, Generation, SessionData, Tab,
    },
};
use serde_json::{Value, json};

use crate::{
    rig::Rig,
    unaport::{app, ask, call, of_template, only, status, template},
};

async fn notices(app: &Unaport, handle: &str) -> Vec<FiNotice> {
    let consent_handle = handle.to_owned();
    let path = ByConsentHandle { consent_handle };
    let answer = app.call(&call::<DataStatus>(path, (), ())).await;
    answer.unwrap().rows
}

/// The sessions of a consent, and how each stands.
async fn sessions(app: &Unaport, handle: &str) -> Vec<(String, String)> {
    let notices = notices(app, handle).await.into_iter();
    let told = notices.map(|notice| {
        let told = notice.notification.unwrap();
        (told.session_id.unwrap(), told.session_status.unwrap())
    });
    told.collect()
}

pub fn by(session: &str) -> BySession {
    let session_id = session.to_owned();
    BySession { session_id }
}

pub async fn fetch(app: &Unaport, session: &str) -> Result<SessionData, Failure> {
    app.call(&call::<DataFetch>(by(session), (), ())).await
}

/// Asks for a consent, waits until its data has come, and answers the session.
pub async fn delivered(rig: &Rig, app: &Unaport, tracking: &str, different: Value) -> String {
    let handle = ask(app, tracking, different).await;
    rig.time.pass(TimeDelta::seconds(20));
    sessions(app, &handle).await.remove(0).0
}

/// A client's key.
pub async fn key(rig: &Rig, client: i64) -> String {
    let token = rig.token().await;
    let client = rig.get(&token, &format!("/clients/{client}")).await.json;
    client["client_key"].as_str().unwrap().to_owned()
}

pub fn tabs(mut data: SessionData) -> Vec<(String, Tab)> {
    let kinds = contract::unaport::FiType::ALL.into_iter();
    let found = kinds.filter_map(|kind| Some((kind.word().to_owned(), data.tab(kind).take()?)));
    found.collect()
}

/// An amount in paise.
pub fn paise(text: Option<&String>) -> i64 {
    let (rupees, paise) = text.unwrap().split_once('.').unwrap();
    assert_eq!(paise.len(), 2);
    rupees.parse::<i64>().unwrap() * 100 + paise.parse::<i64>().unwrap()
}

pub fn of_account<'a>(tab: &'a Tab, number: &str) -> Vec<&'a BankTransaction> {
    let all = tab.transactions.iter();
    all.filter(|one| one.account_number.as_deref() == Some(number))
        .collect()
}

pub async fn file<O>(app: &Unaport, call: &Call<O>) -> Result<String, Failure>
where
    O: Operation<Of = contract::unaport::Unaport>,
{
    let mut incoming = app.download(call).await?;
    let mut bytes = Vec::new();
    while let Some(chunk) = incoming.next().await? {
        bytes.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8(bytes).unwrap())
}

/// The rows of a file, by the names in its head.
pub fn rows(file: &str) -> Vec<Vec<(String, String)>> {
    let text = file.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let cells = heads.iter().zip(row.iter());
        cells
            .map(|(head, cell)| (head.to_owned(), cell.to_owned()))
            .collect()
    });
    rows.collect()
}

pub fn cell<'a>(row: &'a [(String, String)], name: &str) -> &'a str {
    let mut cells = row.iter();
    &cells.find(|(head, _)| head == name).unwrap().1
}

#[tokio::test]
async fn data_is_on_its_way_and_then_there() {
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let handle = ask(&app, "t-1", json!({})).await;
    assert_eq!(sessions(&app, &handle).await, []);
    rig.time.pass(TimeDelta::seconds(10));
    let told = notices(&app, &handle).await.remove(0);
    assert_eq!(told.notifier.unwrap().kind.as_deref(), Some("AA"));
    let told = told.notification.unwrap();
    assert_eq!(told.session_status.as_deref(), Some("ACTIVE"));
    let session = told.session_id.unwrap();
    let early = fetch(&app, &session).await.unwrap_err();
    let sentence = "`sessionId` names a session whose data has not come yet.";
    assert_eq!(only(early, "sessionId"), sentence);
    rig.time.pass(TimeDelta::seconds(10));
    let told = notices(&app, &handle).await.remove(0).notification.unwrap();
    assert_eq!(told.session_status.as_deref(), Some("COMPLETED"));
    let accounts = told.responses.iter().flat_map(|fip| &fip.accounts);
    let accounts: Vec<_> = accounts.map(|one| one.fi_status.as_deref()).collect();
    assert!(!accounts.is_empty() && accounts.iter().all(|one| *one == Some("READY")));
    let data = fetch(&app, &session).await.unwrap();
    let names: Vec<_> = data.tabs.iter().map(|tab| tab.name.clone()).collect();
    assert_eq!(names[0].as_deref(), Some("DEPOSIT"));
    let summaries = tabs(data).into_iter().flat_map(|(_, tab)| tab.summaries);
    assert_eq!(summaries.count(), accounts.len());
    // A month later it may be kept no longer.
    rig.time.pass(TimeDelta::days(32));
    let late = fetch(&app, &session).await.unwrap_err();
    assert!(only(late, "sessionId").ends_with("may be kept no longer."));
    for nobody in ["x", "123e4567-e89b-12d3-a456-426614174000"] {
        assert!(fetch(&app, nobody).await.unwrap_err().is_gone());
    }
}

#[tokio::test]
async fn balances_add_up_and_a_client_s_data_is_the_same_every_time() {
    let rig = Rig::practice(3).await;
    let app = app(&rig);
    let key = key(&rig, 3).await;
    let first = delivered(&rig, &app, &key, json!({})).await;
    let once = tabs(fetch(&app, &first).await.unwrap());
    let again = tabs(fetch(&app, &first).await.unwrap());
    assert!(once == again);
    let other = delivered(&rig, &app, "t-2", json!({})).await;
    let other = tabs(fetch(&app, &other).await.unwrap());
    assert!(once[0].1.holders[0].name != other[0].1.holders[0].name);
    let mut seen = 0;
    for (_, tab) in &once {
        for summary in &tab.summaries {
            assert_eq!(summary.currency.as_deref(), Some("INR"));
            let entries = of_account(tab, summary.account_number.as_deref().unwrap());
            let balance = |one: &BankTransaction| paise(one.current_balance.as_ref());
            for pair in entries.windows(2) {
                let amount = paise(pair[1].amount.as_ref());
                let change = match pair[1].kind.as_deref() {
                    Some("CREDIT") => amount,
                    _ => -amount,
                };
                assert_eq!(balance(pair[0]) + change, balance(pair[1]));
                assert!(pair[0].tran_timestamp <= pair[1].tran_timestamp);
                seen += 1;
            }
            if let Some(last) = entries.last() {
                assert_eq!(balance(last), paise(summary.current_balance.as_ref()));
            }
        }
    }
    assert!(seen > 50, "{seen}");
}

#[tokio::test]
async fn only_what_the_consent_names_is_delivered() {
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let shares = json!({ "consentTypes": ["SUMMARY"], "fiTypes": ["DEPOSIT", "EQUITIES"] });
    let session = delivered(&rig, &app, "t-1", shares).await;
    let found = tabs(fetch(&app, &session).await.unwrap());
    assert_eq!(found.len(), 1);
    let (name, tab) = &found[0];
    assert_eq!(name, "DEPOSIT");
    assert!(tab.holders.is_empty() && tab.transactions.is_empty());
    assert!(!tab.summaries.is_empty());
    let exported = file(&app, &call::<DataExport>(by(&session), (), ())).await;
    for row in rows(&exported.unwrap()) {
        assert_eq!((cell(&row, "Holder"), cell(&row, "Amount")), ("", ""));
        assert!(cell(&row, "Balance").contains('.'));
    }
    let analyse = call::<AnalyticsGenerate>(by(&session), Generation::default(), ());
    let failure = app.call(&analyse).await.unwrap_err();
    assert!(only(failure, "sessionId").ends_with("shares no transactions."));
    let none = json!({ "fiTypes": ["EQUITIES"] });
    let session = delivered(&rig, &app, "t-2", none).await;
    assert!(tabs(fetch(&app, &session).await.unwrap()).is_empty());
    let range = json!({ "FIDataRange": { "from": "2025-12-01", "to": "2025-12-31" } });
    let session = delivered(&rig, &app, "t-3", range).await;
    let all = tabs(fetch(&app, &session).await.unwrap());
    let mut times = all
        .iter()
        .flat_map(|(_, tab)| &tab.transactions)
        .map(|one| one.tran_timestamp.as_deref().unwrap());
    assert!(times.clone().count() > 5);
    assert!(times.all(|time| time.starts_with("2025-12-")));
}

#[tokio::test]
async fn filters_of_a_template_leave_transactions_out() {
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let filters = json!({ "DataFilter": [
        { "type": "TRANSACTIONTYPE", "operator": "=", "value": "DEBIT" },
        { "type": "TRANSACTIONAMOUNT", "operator": ">=", "value": "2000" },
    ] });
    let new = template(&app, "Large", filters).await;
    let made = app
        .call(&call::<ConsentTemplatesCreate>((), (), new))
        .await
        .unwrap();
    let body = of_template(&app, &made.product_id.unwrap()).await;
    let asked = app.ask_from_template("AA-KESTREL", body, "key-1").await;
    let handle = asked.unwrap()["ConsentHandle"].as_str().unwrap().to_owned();
    rig.time.pass(TimeDelta::seconds(20));
    let session = sessions(&app, &handle).await.remove(0).0;
    let all = tabs(fetch(&app, &session).await.unwrap());
    let found: Vec<_> = all.iter().flat_map(|(_, tab)| &tab.transactions).collect();
    assert!(!found.is_empty());
    for one in found {
        assert_eq!(one.kind.as_deref(), Some("DEBIT"));
        assert!(paise(one.amount.as_ref()) >= 200_000);
    }
}

#[tokio::test]
async fn data_comes_again_as_often_as_the_consent_says() {
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let daily = json!({ "fetchType": "PERIODIC", "Frequency": { "unit": "DAY", "value": 1 } });
    let handle = ask(&app, "t-1", daily).await;
    rig.time.pass(TimeDelta::seconds(10));
    rig.time.pass(TimeDelta::days(2));
    let all = sessions(&app, &handle).await;
    let stand: Vec<&str> = all.iter().map(|(_, status)| status.as_str()).collect();
    assert_eq!(stand, ["COMPLETED", "COMPLETED", "ACTIVE"]);
    let record = status(&app, &handle).await;
    assert_eq!(record.run_counter, Some(3));
    assert_eq!(
        record.last_runtime.as_deref(),
        Some("2026-01-17T09:00:10.000000Z")
    );
    assert_eq!(
        record.next_runtime.as_deref(),
        Some("2026-01-18T09:00:10.000000Z")
    );
    // Each session is what there was on its day.
    let count = async |session: &str| {
        let all = tabs(fetch(&app, session).await.unwrap()).into_iter();
        all.map(|(_, tab)| tab.transactions.len()).sum::<usize>()
    };
    assert!(count(&all[0].0).await <= count(&all[1].0).await);
}

#[tokio::test]
async fn a_file_of_the_data_says_what_the_data_says() {
    let rig = Rig::practice(1).await;
    let app = app(&rig);
    let session = delivered(&rig, &app, "t-1", json!({})).await;
    let all = tabs(fetch(&app, &session).await.unwrap());
    let mut wanted: Vec<(String, String)> = all
        .iter()
        .flat_map(|(_, tab)| &tab.transactions)
        .map(|one| (one.narration.clone().unwrap(), one.amount.clone().unwrap()))
        .collect();
    let exported = file(&app, &call::<DataExport>(by(&session), (), ())).await;
    let rows = rows(&exported.unwrap());
    let mut found: Vec<(String, String)> = rows
        .iter()
        .map(|row| {
            (
                cell(row, "Narration").to_owned(),
                cell(row, "Amount").to_owned(),
            )
        })
        .collect();
    wanted.sort();
    found.sort();
    assert_eq!(found, wanted);
    let holder = all[0].1.holders[0].name.as_deref().unwrap();
    assert!(rows.iter().all(|row| cell(row, "Holder") == holder));
    let gone = file(&app, &call::<DataExport>(by("x"), (), ())).await;
    assert!(gone.unwrap_err().is_gone());
}
