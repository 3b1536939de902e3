//! `cache.clients` and its search index: written by pages of a sync, read by windows of a list.

use sqlx::{FromRow, QueryBuilder, Sqlite, Transaction};

use super::kept::{self, Applied, Record, Table};
use crate::Cache;

macro_rules! columns {
    () => {
        "SELECT id, first_name, middle_name, last_name, email, phone, place, ssn_last4, \
         updated_at, record, content_hash, fetched_at"
    };
}

/// A client as the cache keeps it.
#[derive(Clone, Debug, Default, FromRow, PartialEq, Eq)]
pub struct Client {
    /// The server's id.
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
    /// City and state, such as "Tulsa, OK".
    pub place: String,
    /// The last four digits of the SSN.
    pub ssn_last4: String,
    /// The server's `updated_at`; empty where it does not say.
    pub updated_at: String,
    /// The record, JSON exactly as received.
    pub record: String,
    /// SHA-256 of `record`.
    pub content_hash: Vec<u8>,
    /// When it was received, RFC 3339.
    pub fetched_at: String,
}

impl Client {
    /// First, middle and last name; empty when none is known.
    #[must_use]
    pub fn name(&self) -> String {
        let parts = [&self.first_name, &self.middle_name, &self.last_name].map(String::as_str);
        let known: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        known.join(" ")
    }
}

/// The column a list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Last name, first name, middle name.
    #[default]
    Name,
    /// The server's id.
    Id,
    /// E-mail address.
    Email,
    /// Digits of the phone.
    Phone,
    /// State, then city.
    Place,
    /// The server's `updated_at`.
    UpdatedAt,
}

/// Which clients to list.
#[derive(Clone, Debug, Default)]
pub struct Listing {
    /// Beginnings of words; all must be found. Empty for every client.
    pub search: String,
    /// The column to sort by.
    pub sort: Sort,
    /// Greatest first.
    pub descending: bool,
    /// Rows to pass over.
    pub offset: i64,
    /// Rows to return at most.
    pub limit: i64,
}

impl Record for Client {
    fn id(&self) -> i64 {
        self.id
    }

    fn hash(&self) -> &[u8] {
        &self.content_hash
    }

    fn updated_at(&self) -> &str {
        &self.updated_at
    }
}

/// Applies a page: a record is written if it differs and is not older. `run` marks every record
/// of the page as seen by that full run.
///
/// # Errors
/// When the database fails.
pub async fn apply(
    tx: &mut Transaction<'_, Sqlite>,
    page: &[Client],
    run: Option<i64>,
) -> Result<Applied, sqlx::Error> {
    if page.is_empty() {
        return Ok(Applied::default());
    }
    let fresh = kept::fresh(tx, Table::Clients, page).await?;
    if !fresh.is_empty() {
        upsert(tx, &fresh).await?;
        index(tx, &fresh).await?;
    }
    kept::seen(tx, Table::Clients, page, run).await?;
    Ok(Applied {
        changed: fresh.iter().map(|client| client.id).collect(),
        unchanged: page.len() - fresh.len(),
    })
}

async fn upsert(tx: &mut Transaction<'_, Sqlite>, clients: &[&Client]) -> Result<(), sqlx::Error> {
    QueryBuilder::new(
        "INSERT INTO clients (id, first_name, middle_name, last_name, email, phone, place, ssn_last4,
             sort_name, sort_email, sort_phone, sort_place, updated_at, record, content_hash,
             fetched_at) ",
    )
    .push_values(clients, |mut row, client| {
        row.push_bind(client.id)
            .push_bind(&client.first_name)
            .push_bind(&client.middle_name)
            .push_bind(&client.last_name)
            .push_bind(&client.email)
            .push_bind(&client.phone)
            .push_bind(&client.place)
            .push_bind(&client.ssn_last4)
            .push_bind(sort_name(client))
            .push_bind(fold(&client.email))
            .push_bind(digits(&client.phone))
            .push_bind(sort_place(&client.place))
            .push_bind(&client.updated_at)
            .push_bind(&client.record)
            .push_bind(&client.content_hash)
            .push_bind(&client.fetched_at);
    })
    .push(
        " ON CONFLICT (id) DO UPDATE SET first_name = excluded.first_name,
             middle_name = excluded.middle_name, last_name = excluded.last_name,
             email = excluded.email, phone = excluded.phone, place = excluded.place,
             ssn_last4 = excluded.ssn_last4, sort_name = excluded.sort_name,
             sort_email = excluded.sort_email, sort_phone = excluded.sort_phone,
             sort_place = excluded.sort_place, updated_at = excluded.updated_at,
             record = excluded.record, content_hash = excluded.content_hash,
             fetched_at = excluded.fetched_at",
    )
    .build()
    .execute(&mut **tx)
    .await?;
    Ok(())
}

async fn index(tx: &mut Transaction<'_, Sqlite>, clients: &[&Client]) -> Result<(), sqlx::Error> {
    QueryBuilder::new("INSERT OR REPLACE INTO clients_search (rowid, words) ")
        .push_values(clients, |mut row, client| {
            row.push_bind(client.id).push_bind(words(client));
        })
        .build()
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// One client.
///
/// # Errors
/// When the database fails.
pub async fn get(cache: &Cache, id: i64) -> Result<Option<Client>, sqlx::Error> {
    sqlx::query_as(concat!(columns!(), " FROM clients WHERE id = ?"))
        .bind(id)
        .fetch_optional(cache.database().readers())
        .await
}

/// A window of the list, and how many clients the whole list has.
///
/// # Errors
/// When the database fails.
pub async fn list(cache: &Cache, listing: &Listing) -> Result<(Vec<Client>, i64), sqlx::Error> {
    let phrase = phrase(&listing.search);
    if phrase.is_none() && !listing.search.trim().is_empty() {
        return Ok((Vec::new(), 0));
    }
    // One snapshot for both queries, or a sync in between would make them disagree.
    let mut snapshot = cache.database().readers().begin().await?;
    let mut count = QueryBuilder::new("SELECT count(*) FROM ");
    match &phrase {
        Some(phrase) => count
            .push("clients_search WHERE clients_search MATCH ")
            .push_bind(phrase),
        None => count.push("clients"),
    };
    let total: i64 = count.build_query_scalar().fetch_one(&mut *snapshot).await?;
    let rows = window(listing, phrase.as_deref())
        .build_query_as()
        .fetch_all(&mut *snapshot)
        .await?;
    Ok((rows, total))
}

fn window(listing: &Listing, phrase: Option<&str>) -> QueryBuilder<Sqlite> {
    let mut query = QueryBuilder::new(concat!(columns!(), " FROM clients"));
    if let Some(phrase) = phrase {
        query
            .push(" WHERE id IN (SELECT rowid FROM clients_search WHERE clients_search MATCH ")
            .push_bind(phrase.to_owned())
            .push(")");
    }
    query
        .push(" ORDER BY ")
        .push(order(listing.sort, listing.descending));
    query
        .push(" LIMIT ")
        .push_bind(listing.limit)
        .push(" OFFSET ")
        .push_bind(listing.offset);
    query
}

fn order(sort: Sort, descending: bool) -> &'static str {
    match (sort, descending) {
        (Sort::Name, false) => "sort_name, id",
        (Sort::Name, true) => "sort_name DESC, id DESC",
        (Sort::Id, false) => "id",
        (Sort::Id, true) => "id DESC",
        (Sort::Email, false) => "sort_email, id",
        (Sort::Email, true) => "sort_email DESC, id DESC",
        (Sort::Phone, false) => "sort_phone, id",
        (Sort::Phone, true) => "sort_phone DESC, id DESC",
        (Sort::Place, false) => "sort_place, id",
        (Sort::Place, true) => "sort_place DESC, id DESC",
        (Sort::UpdatedAt, false) => "updated_at, id",
        (Sort::UpdatedAt, true) => "updated_at DESC, id DESC",
    }
}

/// What is searched: names, mail, place, and the phone both whole and by its parts.
fn words(client: &Client) -> String {
    let digits = digits(&client.phone);
    let tail = digits
        .get(digits.len().saturating_sub(10)..)
        .unwrap_or_default();
    [
        &client.first_name,
        &client.middle_name,
        &client.last_name,
        &client.email,
        &client.place,
        &client.phone,
        tail,
        &client.ssn_last4,
        &client.id.to_string(),
    ]
    .join(" ")
}

/// The search as FTS5 understands it: every word quoted, each a beginning. `None` when there is
/// no letter or digit in it.
fn phrase(search: &str) -> Option<String> {
    let words: Vec<String> = search
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| format!("\"{word}\"*"))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Lower case without accents, so that "Åsa" stands with "Asa".
fn fold(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(plain)
        .collect()
}

fn plain(letter: char) -> char {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì'..='ï' | 'ī' | 'į' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ł' => 'l',
        'đ' | 'ď' => 'd',
        'ř' => 'r',
        'ť' | 'ţ' | 'ț' => 't',
        'ğ' => 'g',
        other => other,
    }
}

fn sort_name(client: &Client) -> String {
    // U+0001 keeps "Li, Zoe" before "Lima, Ana": it sorts below every letter.
    fold(
        &[
            client.last_name.as_str(),
            &client.first_name,
            &client.middle_name,
        ]
        .join("\u{1}"),
    )
}

fn sort_place(place: &str) -> String {
    match place.rsplit_once(", ") {
        Some((city, state)) => fold(&format!("{state}\u{1}{city}")),
        None => fold(place),
    }
}

#[cfg(test)]
#[path = "clients_tests.rs"]
mod tests;
