//! Looking at clients: the list, and one client's file. Always from the cache, never from the
//! network.

use contract::{decode, portal::Client as Record};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::table::clients::{self, Client, Listing, Sort};
use ts_rs::TS;

use crate::{Code, Desk, DeskError};

/// The largest window of a list.
const WINDOW: u32 = 200;

/// Which clients to list.
#[derive(Clone, Debug, Deserialize, TS)]
pub struct ClientsQuery {
    /// Beginnings of names, e-mail, phone, place or the SSN's last four; empty for all.
    pub search: String,
    /// The column to sort by.
    pub sort: ClientSort,
    /// Which way.
    pub direction: Direction,
    /// Rows to pass over.
    pub offset: u32,
    /// Rows to return, at most 200.
    pub limit: u32,
}

/// The column a list is sorted by.
#[derive(Clone, Copy, Debug, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClientSort {
    /// Last name, first name.
    Name,
    /// The portal's number.
    Id,
    /// E-mail address.
    Email,
    /// Phone.
    Phone,
    /// State, then city.
    Place,
    /// When the portal changed it last.
    UpdatedAt,
}

/// Which way a list is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Smallest first.
    Asc,
    /// Greatest first.
    Desc,
}

/// A client in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ClientRow {
    /// The portal's number.
    #[ts(type = "number")]
    pub id: i64,
    /// First name.
    pub first_name: String,
    /// Middle name.
    pub middle_name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// The phone to call first.
    pub phone: String,
    /// City and state.
    pub place: String,
    /// The last four digits of the SSN.
    pub ssn_last4: String,
    /// When the portal changed it last, where it says.
    pub updated_at: Option<String>,
}

/// A window of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ClientsPage {
    /// The rows of the window.
    pub rows: Vec<ClientRow>,
    /// Rows of the whole list.
    #[ts(type = "number")]
    pub total: i64,
    /// Where the window begins.
    pub offset: u32,
}

/// One client's file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ClientFile {
    /// As in the list.
    pub row: ClientRow,
    /// What the portal knows, in groups.
    pub groups: Vec<DetailGroup>,
    /// When it was fetched.
    pub fetched_at: String,
}

/// Details that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DetailGroup {
    /// What they have in common.
    pub title: String,
    /// The details.
    pub details: Vec<Detail>,
}

/// One detail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Detail {
    /// What it is.
    pub label: String,
    /// Its value, to show as it is.
    pub value: String,
}

/// Lists a window of the clients.
///
/// # Errors
/// When no account is open or the cache cannot be read.
pub async fn list(desk: &Desk, query: &ClientsQuery) -> Result<ClientsPage, DeskError> {
    let open = desk.account().await?;
    let listing = Listing {
        search: query.search.clone(),
        sort: match query.sort {
            ClientSort::Name => Sort::Name,
            ClientSort::Id => Sort::Id,
            ClientSort::Email => Sort::Email,
            ClientSort::Phone => Sort::Phone,
            ClientSort::Place => Sort::Place,
            ClientSort::UpdatedAt => Sort::UpdatedAt,
        },
        descending: query.direction == Direction::Desc,
        offset: i64::from(query.offset),
        limit: i64::from(query.limit.min(WINDOW)),
    };
    let (rows, total) = clients::list(&open.cache, &listing).await?;
    Ok(ClientsPage {
        rows: rows.into_iter().map(row).collect(),
        total,
        offset: query.offset,
    })
}

/// Reads one client's file.
///
/// # Errors
/// When no account is open, or the client is not in the cache.
pub async fn get(desk: &Desk, id: i64) -> Result<ClientFile, DeskError> {
    let open = desk.account().await?;
    let client = clients::get(&open.cache, id).await?.ok_or_else(|| {
        DeskError::new(Code::NotFound, "This client is not among those saved here.")
    })?;
    let record: Record = serde_json::from_str::<Value>(&client.record)
        .ok()
        .and_then(|value| decode(&value).ok())
        .unwrap_or_default();
    let groups = groups(&client, &record);
    let fetched_at = client.fetched_at.clone();
    Ok(ClientFile {
        row: row(client),
        groups,
        fetched_at,
    })
}

fn row(client: Client) -> ClientRow {
    ClientRow {
        id: client.id,
        first_name: client.first_name,
        middle_name: client.middle_name,
        last_name: client.last_name,
        email: client.email,
        phone: client.phone,
        place: client.place,
        ssn_last4: client.ssn_last4,
        updated_at: Some(client.updated_at).filter(|time| !time.is_empty()),
    }
}

/// CRM fields that have a place of their own on the page, with their labels.
const REACH: &[(&str, &str)] = &[
    ("MobilePhone", "Mobile"),
    ("Phone", "Phone"),
    ("HomePhone", "Home"),
    ("Email", "E-mail"),
];
const ADDRESS: &[(&str, &str)] = &[
    ("MailingStreet", "Street"),
    ("MailingCity", "City"),
    ("MailingState", "State"),
    ("MailingPostalCode", "ZIP"),
    ("MailingCountry", "Country"),
];
const IDENTITY: &[&str] = &[
    "Id",
    "FirstName",
    "MiddleName",
    "LastName",
    "Name",
    "D_O_B__c",
];
/// Whether a field may hold what must not stand on a screen unasked, nor in a letter.
pub(crate) fn is_hidden(name: &str) -> bool {
    let name = name.to_lowercase();
    HIDDEN.iter().any(|word| name.contains(word))
}

/// Fields that may hold what must not stand on a screen unasked.
const HIDDEN: &[&str] = &["ssn", "social", "password", "pin"];

fn groups(client: &Client, record: &Record) -> Vec<DetailGroup> {
    let known: Vec<&str> = REACH
        .iter()
        .chain(ADDRESS)
        .map(|(field, _)| *field)
        .chain(IDENTITY.iter().copied())
        .collect();
    let more = record
        .attributes
        .keys()
        .filter(|name| !known.contains(&name.as_str()))
        .filter(|name| !is_hidden(name))
        .filter_map(|name| Some(detail(&label(name), record.attribute(name)?)))
        .collect();
    let titled = [
        ("Identity", identity(client, record)),
        ("Contact", labelled(record, REACH)),
        ("Address", labelled(record, ADDRESS)),
        ("More from the portal", more),
    ];
    titled
        .into_iter()
        .filter(|(_, details)| !details.is_empty())
        .map(|(title, details)| DetailGroup {
            title: title.to_owned(),
            details,
        })
        .collect()
}

fn identity(client: &Client, record: &Record) -> Vec<Detail> {
    let mut details = vec![detail("Name", client.name())];
    if !client.ssn_last4.is_empty() {
        details.push(detail("SSN", format!("•••-••-{}", client.ssn_last4)));
    }
    if let Some(born) = record.attribute("D_O_B__c") {
        details.push(detail("Date of birth", us_date(&born)));
    }
    details.push(detail("Client number", client.id.to_string()));
    if let Some(key) = record.client_key.clone().filter(|key| !key.is_empty()) {
        details.push(detail("Client key", key));
    }
    details
}

fn labelled(record: &Record, fields: &[(&str, &str)]) -> Vec<Detail> {
    fields
        .iter()
        .filter_map(|(field, label)| Some(detail(label, record.attribute(field)?)))
        .collect()
}

fn detail(label: &str, value: String) -> Detail {
    Detail {
        label: label.to_owned(),
        value,
    }
}

/// `Previous_Street__c` and `LeadSource` as people read them.
fn label(field: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    for letter in field.trim_end_matches("__c").chars() {
        let starts = letter.is_uppercase() && before.is_lowercase();
        let letter = if letter == '_' { ' ' } else { letter };
        if starts {
            words.push(' ');
        }
        if words.is_empty() {
            words.extend(letter.to_uppercase());
        } else if starts {
            words.extend(letter.to_lowercase());
        } else {
            words.push(letter);
        }
        before = letter;
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `1984-03-09` as 03/09/1984; anything else as it is.
pub(crate) fn us_date(text: &str) -> String {
    let date = text
        .get(..10)
        .and_then(|day| chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
    date.map_or_else(
        || text.to_owned(),
        |date| date.format("%m/%d/%Y").to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn crm_fields_are_labelled_as_people_read_them() {
        assert_eq!(label("Previous_Street__c"), "Previous Street");
        assert_eq!(label("LeadSource"), "Lead source");
        assert_eq!(us_date("1984-03-09"), "03/09/1984");
        assert_eq!(us_date("spring"), "spring");
    }

    #[test]
    fn a_file_masks_the_ssn_even_where_the_crm_repeats_it() {
        let record: Record = decode(&json!({
            "id": 4, "ssn": 900_121_234,
            "attributes": {"FirstName": "Ana", "SSN__c": "900-12-1234", "LeadSource": "Friend"},
        }))
        .unwrap();
        let client = Client {
            id: 4,
            first_name: "Ana".into(),
            ssn_last4: "1234".into(),
            ..Client::default()
        };
        let shown = format!("{:?}", groups(&client, &record));
        assert!(shown.contains("•••-••-1234") && shown.contains("Friend"));
        assert!(!shown.contains("900"));
    }
}
