//! A client's own record: what of it the client sees, and what the client may change. The rest is
//! the firm's.

use chrono::NaiveDate;
use contract::portal::{Client, ClientChange};
use serde_json::Value;
use sqlx::SqliteConnection;

use super::{clients, entered::Entered, taking_on::wrong_ssn};
use crate::{
    data::{
        clients::{self as data, Changed},
        taken_on,
    },
    fold::digits,
    server::{Refusal, Writing},
};

/// The CRM's fields that a client may change by their names.
const OPEN: [&str; 15] = [
    "FirstName",
    "MiddleName",
    "LastName",
    BORN,
    "MailingStreet",
    "MailingCity",
    "MailingState",
    "MailingPostalCode",
    "OtherStreet",
    "OtherCity",
    "OtherState",
    "OtherPostalCode",
    "OtherCountry",
    "Phone",
    "HomePhone",
];
const BORN: &str = "D_O_B__c";
/// Those that a client sees besides.
const SHOWN: [&str; 4] = ["Id", "Email", "MobilePhone", "MailingCountry"];

/// The client as the client sees it: in which segments the firm has put whom is the firm's.
pub(super) async fn read(database: &mut SqliteConnection, id: i64) -> Result<Client, Refusal> {
    let mut client = clients::read(database, id).await?;
    client.attributes.retain(|name, _| {
        let name = name.as_str();
        OPEN.contains(&name) || SHOWN.contains(&name)
    });
    Ok(client)
}

/// Changes what is asked for, or names what is not the client's to change.
pub(super) async fn change(
    write: &mut Writing,
    id: i64,
    change: ClientChange,
) -> Result<(), Refusal> {
    let row = data::find(write.database(), id).await?;
    let row = row.ok_or(Refusal::NoSuchRecord)?;
    let kept_ssn = row.ssn.clone();
    let client = row.shown();
    let mut client = client.map_err(|_| Refusal::inside("a client is not JSON"))?;
    let mut entered = Entered::default();
    for (name, value) in change.attributes {
        let field = format!("attributes.{name}");
        if OPEN.contains(&name.as_str()) {
            let text = text(&name, value);
            enter(
                &mut entered,
                &mut client,
                (field.as_str(), name.as_str()),
                text,
            );
        } else {
            entered.wrong(&field, "is not the client's to change");
        }
    }
    for (field, name, text) in [
        ("email", "Email", change.email),
        ("mobile_phone", "MobilePhone", change.mobile_phone),
    ] {
        if let Some(text) = text {
            enter(&mut entered, &mut client, (field, name), text);
        }
    }
    let ssn = change.ssn.map(|ssn| digits(&ssn)).or(kept_ssn.clone());
    if ssn != kept_ssn
        && let Some(sentence) = no_own_ssn(write, ssn.as_deref()).await?
    {
        entered.wrong("ssn", sentence);
    }
    entered.done()?;
    let changed = Changed {
        id,
        crm_id: None,
        ssn,
        searched: data::searched(&client.attributes),
        attributes: Value::Object(client.attributes).to_string(),
        updated_at: write.moment().await?,
    };
    Ok(data::change(write.database(), &changed).await?)
}

/// Why a Social Security number is not the client's. Whose it is, is nobody's business.
async fn no_own_ssn(
    write: &mut Writing,
    ssn: Option<&str>,
) -> Result<Option<&'static str>, Refusal> {
    if let Some(sentence) = wrong_ssn(write.office(), ssn) {
        return Ok(Some(sentence));
    }
    let other = taken_on::with_ssn(write.database(), ssn).await?;
    Ok(other.map(|_| "cannot become this number here: ask those who work on your file"))
}

/// A field as text. A postal code that comes as a number has lost its leading zeros.
fn text(name: &str, value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Number(number) if name.ends_with("PostalCode") => {
            format!("{:0>5}", number.to_string())
        }
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

/// Puts a text into a field of the CRM, or takes the field away. Nobody is without a name, an
/// address to be written to and a day of birth.
fn enter(entered: &mut Entered, client: &mut Client, (field, name): (&str, &str), text: String) {
    let needed = ["FirstName", "LastName", "Email", BORN].contains(&name);
    let text = if needed {
        Some(entered.needed(field, Some(text), String::new()))
    } else {
        entered.optional(field, Some(text), None)
    };
    let day = |text: &String| text.parse::<NaiveDate>().is_ok();
    if name == BORN
        && text
            .as_ref()
            .is_some_and(|text| !text.is_empty() && !day(text))
    {
        entered.wrong(field, "is no day, such as 1980-01-31");
    }
    match text {
        Some(text) => client
            .attributes
            .insert(name.to_owned(), Value::String(text)),
        None => client.attributes.remove(name),
    };
}
