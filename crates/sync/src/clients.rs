//! A client as the server sends it, made into a row of the cache.

use chrono::Utc;
use contract::{decode, portal::Client};
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::{
    Cache, sqlx,
    table::{
        clients::{self, Client as Row},
        quarantine::Unread,
    },
};

use crate::time;

/// Keeps a client as a server has just answered it, the way a page of the list is kept; the
/// client's number. `None` where the record cannot be read: a run puts it aside.
///
/// # Errors
/// When the database fails.
pub async fn keep_client(record: &Value, cache: &Cache) -> Result<Option<i64>, sqlx::Error> {
    let Ok(client) = row(record, &time::text(Utc::now())) else {
        return Ok(None);
    };
    let id = client.id;
    let mut tx = cache.database().write().await?;
    clients::apply(&mut tx, &[client], None).await?;
    tx.commit().await?;
    Ok(Some(id))
}

/// Reads one record; one that cannot be read is put aside with the reason.
pub(crate) fn row(record: &Value, now: &str) -> Result<Row, Unread> {
    let text = record.to_string();
    let hash = Sha256::digest(&text).to_vec();
    let unread = |reason: String, record: String, hash: Vec<u8>| Unread {
        hash,
        record,
        reason,
    };
    let client: Client = match decode(record) {
        Ok(client) => client,
        Err(reason) => return Err(unread(reason, text, hash)),
    };
    let Some(id) = client.id.filter(|id| *id > 0) else {
        return Err(unread("the record has no id".to_owned(), text, hash));
    };
    let field = |name: &str| client.attribute(name).unwrap_or_default();
    let first_of = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| client.attribute(name))
            .unwrap_or_default()
    };
    Ok(Row {
        id,
        first_name: field("FirstName"),
        middle_name: field("MiddleName"),
        last_name: first_of(&["LastName", "Name"]),
        email: client
            .email
            .clone()
            .filter(|email| !email.is_empty())
            .unwrap_or_else(|| field("Email")),
        phone: client
            .mobile_phone
            .clone()
            .filter(|phone| !phone.is_empty())
            .unwrap_or_else(|| first_of(&["MobilePhone", "Phone", "HomePhone"])),
        place: place(&field("MailingCity"), &field("MailingState")),
        ssn_last4: client.ssn.map(last4).unwrap_or_else(|| masked(record)),
        updated_at: client.updated_at.clone().unwrap_or_default(),
        record: text,
        content_hash: hash,
        fetched_at: now.to_owned(),
    })
}

fn place(city: &str, state: &str) -> String {
    match (city.is_empty(), state.is_empty()) {
        (false, false) => format!("{city}, {state}"),
        (false, true) => city.to_owned(),
        _ => state.to_owned(),
    }
}

/// The Portal sends the SSN as a number: 12345678 is 012-34-5678.
fn last4(ssn: i64) -> String {
    let digits = format!("{ssn:09}");
    digits
        .get(digits.len() - 4..)
        .unwrap_or_default()
        .to_owned()
}

/// The last four digits of an SSN that the server sends masked, such as `XXX-XX-1234`.
fn masked(record: &Value) -> String {
    let text = record
        .get("ssn")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if digits.len() == 4 && text.ends_with(&digits) {
        digits
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_client_is_read_from_numbers_as_text_and_crm_fields() {
        let record = json!({
            "id": "41", "email": null, "ssn": "900012345", "extra": {"kept": true},
            "attributes": {"FirstName": " Ana ", "LastName": "Lima", "Email": "ana@example.com",
                "Phone": "(918) 555-0101", "MailingCity": "Tulsa", "MailingState": "OK"},
        });
        let row = row(&record, "now").unwrap();
        assert_eq!(
            (row.id, row.first_name.as_str(), row.last_name.as_str()),
            (41, "Ana", "Lima")
        );
        assert_eq!(
            (row.email.as_str(), row.phone.as_str()),
            ("ana@example.com", "(918) 555-0101")
        );
        assert_eq!(
            (row.place.as_str(), row.ssn_last4.as_str()),
            ("Tulsa, OK", "2345")
        );
        assert_eq!(serde_json::from_str::<Value>(&row.record).unwrap(), record);
    }

    #[test]
    fn leading_zeros_that_the_number_lost_come_back() {
        let record = json!({"id": 1, "ssn": 1234});
        assert_eq!(row(&record, "now").unwrap().ssn_last4, "1234");
        assert_eq!(last4(7), "0007");
    }

    #[test]
    fn a_masked_ssn_still_says_its_last_four() {
        let last4 = |ssn: &str| row(&json!({"id": 1, "ssn": ssn}), "now").unwrap().ssn_last4;
        assert_eq!(last4("XXX-XX-1234"), "1234");
        assert_eq!(last4("900-12-1234"), "1234");
        assert_eq!(last4("hidden"), "");
    }

    #[test]
    fn a_record_without_an_id_is_put_aside_with_its_reason() {
        let unread = row(&json!({"ssn": 1}), "now").unwrap_err();
        assert_eq!(unread.reason, "the record has no id");
        assert!(row(&json!("text"), "now").is_err());
    }
}
