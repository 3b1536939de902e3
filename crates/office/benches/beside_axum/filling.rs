//! The office that is measured: a firm's, with clients that came in as a list and negative items that
//! were entered. What the office wrote of one client's items is written for the others past it: a
//! hundred thousand calls would take longer than what is measured.

use std::{net::Ipv4Addr, path::Path, sync::Arc};

use chrono::NaiveDate;
use office::{Office, OfficeKind, Running};
use practice::{Person, Practice};
use reqwest::{
    Client, RequestBuilder,
    multipart::{Form, Part},
};
use serde_json::{Value, json};
use sqlx::migrate::Migrator;
use store::{Database, Durability, vault::Secret};
use tempfile::TempDir;
use testkit::StandingVault;

use crate::Done;

/// As many as a firm of some size has, and as one import takes.
pub(crate) const CLIENTS: i64 = 10_000;
/// All of them together.
pub(crate) const ITEMS: i64 = CLIENTS * ITEMS_EACH;
const ITEMS_EACH: i64 = 10;
/// Clients whose items are written in one transaction.
const BATCH: i64 = 500;
/// The key of the office.
const KEY: [u8; 32] = [7; 32];

static SCHEMA: Migrator = sqlx::migrate!("./migrations");

/// A running office, and its database beside it.
pub(crate) struct Firm {
    office: Office,
    pub(crate) running: Running,
    /// Of somebody who may do everything.
    pub(crate) token: String,
    /// Opened once more, past the office.
    pub(crate) database: Database,
    _folder: TempDir,
}

impl Firm {
    /// Makes an office and fills it.
    pub(crate) async fn filled() -> Done<Self> {
        let folder = tempfile::tempdir()?;
        let vault = Arc::new(StandingVault::new(KEY));
        let office = Office::open(folder.path(), vault, OfficeKind::Firm).await?;
        let running = office.serve((Ipv4Addr::LOCALHOST, 0).into()).await?;
        let token = set_up(&running).await?;
        let caller = Caller {
            http: Client::builder().no_proxy().build()?,
            running: &running,
            token: &token,
        };
        take_on(&caller).await?;
        for number in 0..ITEMS_EACH {
            let body = json!({ "client_id": 1, "item": item(number) });
            caller.post("/office/negative-items", &body).await?;
        }
        let database = beside(folder.path()).await?;
        multiply(&database).await?;
        Ok(Self {
            office,
            running,
            token,
            database,
            _folder: folder,
        })
    }

    /// Ends what was begun.
    pub(crate) async fn close(self) {
        self.running.stop().await;
        self.office.close().await;
        self.database.close().await;
    }
}

/// Somebody who calls the office.
struct Caller<'a> {
    http: Client,
    running: &'a Running,
    token: &'a str,
}

impl Caller<'_> {
    async fn post(&self, path: &str, body: &Value) -> Done<Value> {
        self.send(path, |call| call.json(body)).await
    }

    async fn send(
        &self,
        path: &str,
        with: impl FnOnce(RequestBuilder) -> RequestBuilder,
    ) -> Done<Value> {
        let call = self.http.post(format!("{}{path}", self.running.url()));
        let call = call.header("x-api-key", &self.running.api_key);
        let answer = with(call.bearer_auth(self.token)).send().await?;
        let status = answer.status();
        let text = answer.text().await?;
        if !status.is_success() {
            return Err(format!("{path}: {status} {text}").into());
        }
        Ok(serde_json::from_str(&text)?)
    }
}

/// Sets the office up, and answers the token of its first user.
async fn set_up(running: &Running) -> Done<String> {
    let first_run = json!({
        "firm": {
            "name": "Umber Credit Help", "street": "1 Umber Way", "city": "Newark", "state": "NJ",
            "zip": "07101", "phone": "(918) 555-0100",
        },
        "user": {
            "email": "ana@example.com", "password": "a long password",
            "first_name": "Ana", "last_name": "Soto",
        },
    });
    let caller = Caller {
        http: Client::builder().no_proxy().build()?,
        running,
        token: "",
    };
    let answer = caller.post("/office/set-up", &first_run).await?;
    let token = answer["token"].as_str().ok_or("nobody was signed in")?;
    Ok(token.to_owned())
}

/// Takes the clients on from a list.
async fn take_on(caller: &Caller<'_>) -> Done<()> {
    let list = Part::bytes(list()?).file_name("clients.csv");
    let form = Form::new().part("file", list);
    let file = caller
        .send("/attachments", |call| call.multipart(form))
        .await?;
    let body = json!({ "type": "add", "attachment_id": file["data"]["id"] });
    let done = caller.post("/imports", &body).await?;
    if done["data"]["processed_records"] == CLIENTS {
        return Ok(());
    }
    Err(format!("not every client was taken on: {done}").into())
}

/// The columns of the list that are fields of the CRM under the same names.
const COLUMNS: [&str; 16] = [
    "FirstName",
    "MiddleName",
    "LastName",
    "Suffix",
    "Email",
    "MobilePhone",
    "Phone",
    "HomePhone",
    "D_O_B__c",
    "MailingStreet",
    "MailingCity",
    "MailingState",
    "MailingPostalCode",
    "MailingCountry",
    "LeadSource",
    "Preferred_Language__c",
];

/// Invented people, one a line.
fn list() -> Done<Vec<u8>> {
    let as_of = NaiveDate::from_ymd_opt(2026, 1, 15).ok_or("there is no such day")?;
    let people = Practice::new(1, as_of);
    let mut list = csv::Writer::from_writer(Vec::new());
    list.write_record(["crm_id", "SSN"].iter().chain(&COLUMNS))?;
    for number in 0..CLIENTS {
        list.write_record(line(&people.client(number.unsigned_abs()), number))?;
    }
    Ok(list.into_inner()?)
}

fn line(person: &Person, number: i64) -> Vec<String> {
    let known = person.attributes();
    let fields = COLUMNS.iter().map(|name| {
        let text = known.get(*name).and_then(Value::as_str);
        text.unwrap_or_default().to_owned()
    });
    // A firm's office takes none of the numbers that practice knows best, those that cannot be. These
    // were not given to anybody either.
    let ssn = format!("900{:02}{:04}", 1 + number / 9999, 1 + number % 9999);
    [person.crm_id.clone(), ssn]
        .into_iter()
        .chain(fields)
        .collect()
}

/// An account in collection, as a report has it.
fn item(number: i64) -> Value {
    json!({
        "account_name": format!("TANGLEMERE FUNDING {number}"),
        "account_number": format!("55120{number}XXXXXX"),
        "account_ownership_type": "Individual",
        "account_status": "In collection",
        "account_type": "Credit card",
        "bureau_tradeline_id": format!("T-{number}"),
        "charge_off_date": "2025-02-01",
        "collection_date": "2025-03-14",
        "credit_balance": "1250.00",
        "credit_limit": "3000.00",
        "credit_loan_type": "Revolving",
        "current_rateing_code": "G",
        "high_credit_amount": "2817.45",
        "is_charge_off": number % 2 == 0,
        "is_collection": true,
        "is_negative": true,
        "is_revolving": true,
        "last_activity_date": "2025-01-20",
        "last_payment_date": "2024-09-02",
        "late_count_30_days": 2,
        "late_count_60_days": 1,
        "late_count_90_days": 3,
        "loan_type": "Credit card",
        "monthly_payment": "45.00",
        "months_viewed": 48,
        "opened_date": "2019-04-02",
        "past_due_amount": "1250.00",
        "reported_date": "2026-01-05",
        "status": (["new", "in_progress"][usize::from(number % 3 == 0)]),
        "terms_desc": "Monthly",
        "unpaid_balance_amount": "1250.00",
        "vendor_tradeline_id": format!("V-{number}"),
    })
}

/// The office's database, opened beside the office with all that the office opens it with.
async fn beside(folder: &Path) -> Done<Database> {
    let key = Secret::from_bytes(&KEY).ok_or("the key has another length")?;
    let path = folder.join("office.db");
    Ok(Database::open(&path, &key, Durability::Precious, &SCHEMA).await?)
}

/// Writes the first client's items for all the others, too.
async fn multiply(database: &Database) -> Done<()> {
    for first in (2..=CLIENTS).step_by(BATCH as usize) {
        let mut write = database.write().await?;
        sqlx::query(
            "INSERT INTO negative_items (client_id, report, account_name, account_type,
                 is_negative, is_collection, is_charge_off, is_disputed, status, updated_at,
                 place, content)
             SELECT clients.id, items.report, items.account_name, items.account_type,
                 items.is_negative, items.is_collection, items.is_charge_off, items.is_disputed,
                 items.status, items.updated_at, items.place, items.content
             FROM clients CROSS JOIN negative_items AS items
             WHERE clients.id >= $1 AND clients.id < $1 + $2 AND items.client_id = 1
             ORDER BY clients.id, items.id",
        )
        .bind(first)
        .bind(BATCH)
        .execute(&mut *write)
        .await?;
        write.commit().await?;
    }
    let items: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM negative_items")
        .fetch_one(database.readers())
        .await?;
    if items == ITEMS {
        return Ok(());
    }
    Err(format!("there are {items} negative items").into())
}
