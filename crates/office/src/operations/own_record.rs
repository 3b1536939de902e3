//! A client's own record: what of it the client sees, and what the client may change. The rest is
//! the firm's.

use chrono::NaiveDate;
use contract::portal::{Client, ClientChange};
use serde_json::Value;
use sqlx::SqliteConnection;

use super::{
    clients,
    entered::Entered,
    taking_on::{BORN, wrong_ssn},
};
use crate::{
    data::{
        clients::{self as data, Changed},
        notes::{self, NoteRow},
        taken_on,
    },
    fold::digits,
    server::{Refusal, Writing},
    sheet,
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
    let today = write.today();
    for (name, value) in change.attributes {
        let field = format!("attributes.{name}");
        if OPEN.contains(&name.as_str()) {
            let text = text(&name, value);
            let into = (&mut entered, &mut client);
            enter(into, (field.as_str(), name.as_str()), text, today);
        } else {
            entered.wrong(&field, "is not the client's to change");
        }
    }
    for (field, name, text) in [
        ("email", "Email", change.email),
        ("mobile_phone", "MobilePhone", change.mobile_phone),
    ] {
        if let Some(text) = text {
            enter((&mut entered, &mut client), (field, name), text, today);
        }
    }
    let ssn = change.ssn.map(|ssn| digits(&ssn)).or(kept_ssn.clone());
    let is_new = ssn != kept_ssn;
    if is_new && let Some(sentence) = wrong_ssn(write.office(), ssn.as_deref()) {
        entered.wrong("ssn", sentence);
    }
    entered.done()?;
    if is_new {
        ask_about(write, id, ssn.as_deref()).await?;
    }
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

/// Leaves a note where another client has the Social Security number that a client enters. Whose it
/// is, is the firm's to find out: the client is told nothing, and cannot try many.
async fn ask_about(write: &mut Writing, id: i64, ssn: Option<&str>) -> Result<(), Refusal> {
    let now = write.office().clock.now();
    let counted = write
        .office()
        .code_attempts()
        .begin(&format!("ssn of {id}"), now);
    counted.map_err(Refusal::TooOften)?;
    let Some(other) = taken_on::with_ssn(write.database(), ssn).await? else {
        return Ok(());
    };
    let now = write.moment().await?;
    let note = NoteRow {
        id: 0,
        client_id: id,
        user_id: write.agent.id,
        note_text: format!(
            "This client entered a Social Security number that client {other} has too. Ask whose it is."
        ),
        created_at: now.clone(),
        updated_at: now,
    };
    notes::add(write.database(), &note).await?;
    Ok(())
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

/// Puts a text into a field of the CRM in the form in which the firm keeps it, or takes the field
/// away. Nobody is without a name, an address to be written to and a day of birth. What stays as it
/// is needs no other form: it is not this client's doing.
fn enter(
    (entered, client): (&mut Entered, &mut Client),
    (field, name): (&str, &str),
    text: String,
    today: NaiveDate,
) {
    let text = text.trim();
    if text.is_empty() {
        if ["FirstName", "LastName", "Email", BORN].contains(&name) {
            entered.wrong(field, "is required");
        }
        client.attributes.remove(name);
        return;
    }
    if client.attribute(name).as_deref() == Some(text) {
        return;
    }
    match sheet::entered(name, text, today) {
        Some(Ok(text)) => _ = client.attributes.insert(name.to_owned(), Value::from(text)),
        Some(Err(sentence)) => entered.wrong(field, sentence),
        None => entered.wrong(field, "is not known here"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_client_may_change_is_what_the_firm_knows_how_to_read() {
        for name in OPEN.iter().chain(&["Email", "MobilePhone"]) {
            assert!(sheet::entered(name, "", NaiveDate::MAX).is_some(), "{name}");
        }
    }
}
