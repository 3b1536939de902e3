//! What the office knows of a client, by the types of question: fields of the CRM, and accounts as
//! the bureaus' latest reports show them. The document names no fields: these have the names that
//! they have at the Portal.

use contract::{
    exchange::{Detail, RequestType},
    portal::NegativeItem,
};
use reports::Bureau;
use serde_json::{Map, Value};

use super::{
    super::{negative_items, reports as reported},
    word,
};
use crate::{
    data::{clients, negative_items as items, reports as data},
    item, organisation,
    server::Refusal,
    shared::Shared,
};

/// What of a client's attributes belongs to which type of question.
const KNOWN: &[(RequestType, &[&str])] = &[
    (
        RequestType::Name,
        &["FirstName", "MiddleName", "LastName", "Suffix"],
    ),
    (
        RequestType::Contacts,
        &["Email", "MobilePhone", "Phone", "HomePhone"],
    ),
    (
        RequestType::Address,
        &[
            "MailingStreet",
            "MailingCity",
            "MailingState",
            "MailingPostalCode",
            "MailingCountry",
            "OtherStreet",
            "OtherCity",
            "OtherState",
            "OtherPostalCode",
            "OtherCountry",
        ],
    ),
    (RequestType::Identity, &["D_O_B__c"]),
    (
        RequestType::SocioDemographicProfile,
        &["Preferred_Language__c"],
    ),
];

/// What the names of accounts begin with that were entered by hand, and are in no report.
const ENTERED: &str = "Entered";

/// What is known of a client that was asked for; nothing of one who is gone.
pub(super) async fn of_client(
    office: &Shared,
    client: i64,
    of: RequestType,
) -> Result<Vec<Detail>, Refusal> {
    let Some(row) = clients::find(office.database.readers(), client).await? else {
        return Ok(Vec::new());
    };
    let attributes = serde_json::from_str(&row.attributes)
        .map_err(|_| Refusal::inside("attributes are not JSON"))?;
    let mut known = Known {
        peer: organisation::id(&office.secret()).to_string(),
        of,
        details: Vec::new(),
    };
    known.attributes(&attributes)?;
    if known.is_asked(RequestType::CreditHistory) {
        known.history(office, client).await?;
    }
    Ok(known.details)
}

/// What is gathered for an answer.
struct Known {
    peer: String,
    of: RequestType,
    details: Vec<Detail>,
}

impl Known {
    fn is_asked(&self, group: RequestType) -> bool {
        self.of == group || self.of == RequestType::AllCategories
    }

    fn say(&mut self, group: RequestType, name: String, value: String) -> Result<(), Refusal> {
        self.details.push(Detail {
            peer: Some(self.peer.clone()),
            group: Some(word(group)?),
            name: Some(name),
            value: Some(value),
        });
        Ok(())
    }

    fn attributes(&mut self, attributes: &Map<String, Value>) -> Result<(), Refusal> {
        for (group, names) in KNOWN {
            if !self.is_asked(*group) {
                continue;
            }
            for name in *names {
                if let Some(value) = attributes.get(*name).and_then(Value::as_str) {
                    self.say(*group, (*name).to_owned(), value.to_owned())?;
                }
            }
        }
        Ok(())
    }

    /// The accounts in the latest report of each bureau, and those that an agent entered.
    async fn history(&mut self, office: &Shared, client: i64) -> Result<(), Refusal> {
        let database = office.database.readers();
        let rows = data::of_client(database, client).await?;
        for bureau in Bureau::ALL {
            let of_bureau = |row: &&data::ReportRow| row.bureau == bureau.letters();
            let Some(row) = rows.iter().rfind(of_bureau) else {
                continue;
            };
            if let Some(report) = reported::in_our_form(office, client, row.id).await? {
                let accounts = report.tradelines.into_iter().map(item::of_report);
                self.accounts(bureau.name(), accounts)?;
            }
        }
        let entered = items::entered(database, client).await?;
        let entered = negative_items::contents(office, &entered).await?;
        self.accounts(ENTERED, entered.into_iter())
    }

    /// Each field of each account under a name of its own: `Equifax.1.account_name`.
    fn accounts(
        &mut self,
        of: &str,
        accounts: impl Iterator<Item = NegativeItem>,
    ) -> Result<(), Refusal> {
        for (place, account) in (1..).zip(accounts) {
            let fields = fields(account).into_iter();
            for (field, value) in fields.filter_map(|(field, value)| Some((field, value?))) {
                let name = format!("{of}.{place}.{field}");
                self.say(RequestType::CreditHistory, name, value)?;
            }
        }
        Ok(())
    }
}

/// What is told of an account: with whom it is, how it stands, what is owed, and since when.
fn fields(account: NegativeItem) -> [(&'static str, Option<String>); 14] {
    [
        ("account_name", account.account_name),
        ("account_number", account.account_number),
        ("account_type", account.account_type),
        ("account_ownership_type", account.account_ownership_type),
        ("account_status", account.account_status),
        ("credit_balance", account.credit_balance),
        ("past_due_amount", account.past_due_amount),
        ("credit_limit", account.credit_limit),
        ("high_credit_amount", account.high_credit_amount),
        ("monthly_payment", account.monthly_payment),
        ("opened_date", account.opened_date),
        ("close_date", account.close_date),
        ("last_payment_date", account.last_payment_date),
        ("reported_date", account.reported_date),
    ]
}
