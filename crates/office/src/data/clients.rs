//! The people whose files are worked on.

use contract::portal::{Client, SortDirection};
use serde_json::{Map, Value, json};
use sqlx::{FromRow, SqliteConnection, SqliteExecutor, SqlitePool};

use super::{
    page::sorts,
    phones,
    words::{has_words, ssn, words_and_digits},
};
use crate::{
    fold::{digits, fold},
    organisation,
};

/// A client as it is kept. Names, e-mail and phones are folded; what is shown is in
/// `attributes`.
#[derive(FromRow)]
pub(crate) struct ClientRow {
    pub(crate) id: i64,
    pub(crate) client_key: String,
    pub(crate) crm_number: Option<i64>,
    pub(crate) joint_crm_id: Option<String>,
    pub(crate) ssn: Option<String>,
    pub(crate) attributes: String,
    pub(crate) updated_at: String,
    /// Whether there is any segment, of this client or not: without one nobody looks for them.
    pub(crate) segmented: bool,
}

impl ClientRow {
    /// The client as the Portal shows it, without segments.
    ///
    /// # Errors
    /// When the kept attributes are not a JSON object.
    pub(crate) fn shown(self) -> Result<Client, serde_json::Error> {
        let record = organisation::record(&self.client_key, self.id);
        let mut client = Client {
            attributes: serde_json::from_str(&self.attributes)?,
            private_record_id: Some(record.to_string()),
            client_key: Some(self.client_key),
            id: Some(self.id),
            joint_customer_sf_id: self.joint_crm_id,
            salesforce_id: self.crm_number,
            ssn: self.ssn.and_then(|ssn| ssn.parse().ok()),
            updated_at: Some(self.updated_at),
            ..Client::default()
        };
        client.email = client.attribute("Email");
        client.mobile_phone = client.attribute("MobilePhone");
        Ok(client)
    }
}

/// A client who is not there yet.
pub(crate) struct NewClient {
    pub(crate) id: i64,
    pub(crate) client_key: String,
    pub(crate) crm_id: String,
    pub(crate) crm_number: Option<i64>,
    pub(crate) joint_crm_id: Option<String>,
    /// Nine digits.
    pub(crate) ssn: Option<String>,
    /// Folded, in the order of [`SEARCHED`].
    pub(crate) searched: [String; 7],
    /// A JSON object.
    pub(crate) attributes: String,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

/// The attributes that are sorted by and searched.
pub(crate) const SEARCHED: [&str; 7] = [
    "FirstName",
    "MiddleName",
    "LastName",
    "Email",
    "MobilePhone",
    "Phone",
    "HomePhone",
];

/// What of a client's attributes is sorted by and searched, folded.
pub(crate) fn searched(attributes: &Map<String, Value>) -> [String; 7] {
    SEARCHED.map(|name| {
        let text = attributes.get(name).and_then(Value::as_str);
        fold(text.unwrap_or_default())
    })
}

/// All that a client is found by, one a line: a name also without the signs within it.
pub(super) fn found_by(searched: &[String; 7]) -> String {
    let [first, middle, last, _, mobile, phone, home] = searched;
    let mut lines: Vec<String> = searched.to_vec();
    lines.extend([mobile, phone, home].map(|phone| digits(phone)));
    for name in [first, middle, last] {
        let letters: String = name
            .chars()
            .filter(|letter| letter.is_alphanumeric())
            .collect();
        if letters != *name {
            lines.push(letters);
        }
    }
    lines.join("\n")
}

pub(crate) async fn add(database: &mut SqliteConnection, client: &NewClient) -> sqlx::Result<()> {
    let [first, middle, last, email, mobile, phone, home] = &client.searched;
    sqlx::query(
        "INSERT INTO clients (id, client_key, crm_id, crm_number, joint_crm_id, ssn, first_name,
             middle_name, last_name, email, mobile_phone, phone, home_phone, searched,
             attributes, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
    )
    .bind(client.id)
    .bind(&client.client_key)
    .bind(&client.crm_id)
    .bind(client.crm_number)
    .bind(&client.joint_crm_id)
    .bind(&client.ssn)
    .bind(first)
    .bind(middle)
    .bind(last)
    .bind(email)
    .bind(mobile)
    .bind(phone)
    .bind(home)
    .bind(found_by(&client.searched))
    .bind(&client.attributes)
    .bind(&client.created_at)
    .bind(&client.updated_at)
    .execute(&mut *database)
    .await?;
    phones::add(database, client.id, [mobile, phone, home]).await
}

/// A client as changed.
pub(crate) struct Changed {
    pub(crate) id: i64,
    /// The CRM's id, where that changes too.
    pub(crate) crm_id: Option<String>,
    /// Nine digits.
    pub(crate) ssn: Option<String>,
    /// Folded, in the order of [`SEARCHED`].
    pub(crate) searched: [String; 7],
    /// A JSON object.
    pub(crate) attributes: String,
    pub(crate) updated_at: String,
}

/// Writes what may change of a client over the one with its id.
pub(crate) async fn change(database: &mut SqliteConnection, client: &Changed) -> sqlx::Result<()> {
    let [first, middle, last, email, mobile, phone, home] = &client.searched;
    sqlx::query(
        "UPDATE clients SET ssn = $2, first_name = $3, middle_name = $4, last_name = $5,
             email = $6, mobile_phone = $7, phone = $8, home_phone = $9, searched = $10,
             attributes = $11, updated_at = $12, crm_id = COALESCE($13, crm_id)
         WHERE id = $1",
    )
    .bind(client.id)
    .bind(&client.ssn)
    .bind(first)
    .bind(middle)
    .bind(last)
    .bind(email)
    .bind(mobile)
    .bind(phone)
    .bind(home)
    .bind(found_by(&client.searched))
    .bind(&client.attributes)
    .bind(&client.updated_at)
    .bind(&client.crm_id)
    .execute(&mut *database)
    .await?;
    phones::change(database, client.id, [mobile, phone, home]).await
}

pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<ClientRow>> {
    sqlx::query_as(
        "SELECT id, client_key, crm_number, joint_crm_id, ssn, attributes, updated_at,
             EXISTS (SELECT 1 FROM segments) AS segmented
         FROM clients WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// Whether there is such a client.
pub(crate) async fn exists(database: impl SqliteExecutor<'_>, id: i64) -> sqlx::Result<bool> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM clients WHERE id = $1)")
        .bind(id)
        .fetch_one(database)
        .await
}

/// The clients with these ids, in the order of their ids.
pub(crate) async fn named(
    database: impl SqliteExecutor<'_>,
    ids: &[i64],
) -> sqlx::Result<Vec<ClientRow>> {
    sqlx::query_as(
        "SELECT id, client_key, crm_number, joint_crm_id, ssn, attributes, updated_at,
             EXISTS (SELECT 1 FROM segments) AS segmented
         FROM clients WHERE id IN (SELECT value FROM json_each($1)) ORDER BY id",
    )
    .bind(json!(ids).to_string())
    .fetch_all(database)
    .await
}

/// A window on the list of clients.
pub(crate) struct Window {
    /// What to look for, folded; empty for everyone.
    pub(crate) search: String,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

pub(crate) async fn count(database: impl SqliteExecutor<'_>, search: &str) -> sqlx::Result<i64> {
    if search.is_empty() {
        return sqlx::query_scalar("SELECT COUNT(*) FROM clients")
            .fetch_one(database)
            .await;
    }
    const COUNT: &str = concat!(
        "SELECT COUNT(*) FROM clients WHERE ",
        has_words!("searched", "$1"),
        " OR ssn = $2"
    );
    sqlx::query_scalar(COUNT)
        .bind(words_and_digits(search))
        .bind(ssn(search))
        .fetch_one(database)
        .await
}

pub(crate) async fn list(
    database: impl SqliteExecutor<'_>,
    window: &Window,
) -> sqlx::Result<Vec<ClientRow>> {
    let statement = match window.search.as_str() {
        "" => window.sort.everyone(window.direction),
        _ => window.sort.found(window.direction),
    };
    sqlx::query_as(statement)
        .bind(window.limit)
        .bind(window.offset)
        .bind(words_and_digits(&window.search))
        .bind(ssn(&window.search))
        .fetch_all(database)
        .await
}

/// A page of the clients with these ids.
pub(crate) async fn among(
    database: &SqlitePool,
    ids: &[i64],
    window: &Window,
) -> sqlx::Result<Vec<ClientRow>> {
    sqlx::query_as(window.sort.among(window.direction))
        .bind(window.limit)
        .bind(window.offset)
        .bind(json!(ids).to_string())
        .fetch_all(database)
        .await
}

sorts! {
    table "clients" shows "t.id, t.client_key, t.crm_number, t.joint_crm_id, t.ssn, t.attributes, t.updated_at, EXISTS (SELECT 1 FROM segments) AS segmented";
    by {
        Id          "id"          "id";
        FirstName   "FirstName"   "first_name";
        MiddleName  "MiddleName"  "middle_name";
        LastName    "LastName"    "last_name";
        Email       "Email"       "email";
        MobilePhone "MobilePhone" "mobile_phone";
        Phone       "Phone"       "phone";
        HomePhone   "HomePhone"   "home_phone";
        UpdatedAt   "updated_at"  "updated_at";
    }
    everyone = "";
    found = concat!("WHERE ", has_words!("searched", "$3"), " OR ssn = $4");
    among = "WHERE id IN (SELECT value FROM json_each($3))";
}

#[cfg(test)]
mod tests {
    use super::{super::page::tests::finds_its_page_in, *};

    #[test]
    fn whatever_is_searched_is_also_sorted_by() {
        let sorted = |name: &&str| Sort::ALL.iter().any(|(sort, _)| sort == name);
        assert!(SEARCHED.iter().all(sorted));
    }

    #[tokio::test]
    async fn a_page_of_any_order_is_found_in_an_index_alone() {
        for (_, sort) in Sort::ALL {
            for direction in [SortDirection::Asc, SortDirection::Desc] {
                let index = format!("clients_by_{}", sort.column());
                let found = finds_its_page_in(&index, sort.everyone(direction)).await;
                assert_eq!(found, Ok(()), "{index}");
            }
        }
    }
}
