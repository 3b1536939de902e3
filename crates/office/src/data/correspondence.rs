//! What was sent about clients, and what lies in the outgoing folder.

use contract::portal::{CorrespondenceAttribute, CorrespondenceType, SortDirection};
use serde_json::json;
use sqlx::{
    FromRow, Sqlite, SqliteConnection, SqliteExecutor, SqlitePool,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::{
    page::{pattern, sorts},
    words::{has_words, words},
};
use crate::fold::{digits, fold};

/// A piece as it is kept.
#[derive(Clone, FromRow)]
pub(crate) struct CorrespondenceRow {
    pub(crate) id: i64,
    #[sqlx(rename = "type")]
    pub(crate) kind: String,
    pub(crate) client_id: Option<i64>,
    pub(crate) negative_item_id: Option<i64>,
    pub(crate) user_id: i64,
    /// How it stands; the attributes say so too.
    pub(crate) status: String,
    /// Pairs of a name and a value, JSON.
    pub(crate) attributes: String,
    pub(crate) content: Option<String>,
    /// Whether it holds a code or a PIN.
    pub(crate) is_code: bool,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

/// By what a piece is found and sorted, as it is written.
pub(crate) struct Found<'a> {
    pub(crate) recipient: &'a str,
    pub(crate) fax_number: Option<&'a str>,
    pub(crate) subject: &'a str,
    /// The sender's, as it was then.
    pub(crate) first_name: &'a str,
    /// The sender's, as it was then.
    pub(crate) last_name: &'a str,
}

impl Found<'_> {
    fn searched(&self, created_at: &str) -> String {
        let sender = [self.first_name, self.last_name].join(" ");
        let fax_number = self.fax_number.unwrap_or_default();
        let digits = digits(fax_number);
        let parts = [
            self.recipient,
            self.subject,
            fax_number,
            &digits,
            &sender,
            created_at,
        ];
        fold(&parts.join("\n"))
    }
}

/// Adds a piece and answers its id; the id that it comes with does not count.
pub(crate) async fn add(
    database: &mut SqliteConnection,
    row: &CorrespondenceRow,
    found: &Found<'_>,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO correspondence (type, client_id, negative_item_id, user_id, recipient,
             fax_number, subject, first_name, last_name, searched, attributes, content,
             created_at, updated_at, is_code, status)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) RETURNING id",
    )
    .bind(&row.kind)
    .bind(row.client_id)
    .bind(row.negative_item_id)
    .bind(row.user_id)
    .bind(fold(found.recipient))
    .bind(found.fax_number.map(digits))
    .bind(fold(found.subject))
    .bind(fold(found.first_name))
    .bind(fold(found.last_name))
    .bind(found.searched(&row.created_at))
    .bind(&row.attributes)
    .bind(&row.content)
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .bind(row.is_code)
    .bind(&row.status)
    .fetch_one(database)
    .await
}

/// How a piece stands, and what is said of that.
#[derive(Default)]
pub(crate) struct Stands<'a> {
    pub(crate) status: &'a str,
    /// Why it could not be sent.
    pub(crate) reason: Option<&'a str>,
    /// When somebody sent it by hand.
    pub(crate) sent_at: Option<&'a str>,
    /// How they did.
    pub(crate) how: Option<&'a str>,
    /// How it stood before they did, where that was tried without them.
    pub(crate) stood: Option<&'a str>,
}

/// Shows how a piece stands, and answers the negative item that it is about.
pub(crate) async fn stands(
    database: &mut SqliteConnection,
    id: i64,
    to: Stands<'_>,
    moment: &str,
) -> sqlx::Result<Option<i64>> {
    let (kept, item): (String, Option<i64>) =
        sqlx::query_as("SELECT attributes, negative_item_id FROM correspondence WHERE id = $1")
            .bind(id)
            .fetch_one(&mut *database)
            .await?;
    let said: Vec<CorrespondenceAttribute> =
        serde_json::from_str(&kept).map_err(|error| sqlx::Error::Decode(error.into()))?;
    let first = [
        ("status", Some(to.status)),
        ("reason", to.reason),
        ("sent_at", to.sent_at),
        ("how", to.how),
        ("stood", to.stood),
    ];
    let stands = first.into_iter().filter_map(|(name, value)| {
        let value = Some(value?.to_owned());
        let name = Some(name.to_owned());
        Some(CorrespondenceAttribute { name, value })
    });
    let rest = said.into_iter().filter(|one| {
        let name = one.name.as_deref();
        !first.iter().any(|(first, _)| name == Some(first))
    });
    let shown: Vec<CorrespondenceAttribute> = stands.chain(rest).collect();
    sqlx::query(
        "UPDATE correspondence SET attributes = $2, updated_at = $3, status = $4 WHERE id = $1",
    )
    .bind(id)
    .bind(json!(shown).to_string())
    .bind(moment)
    .bind(to.status)
    .execute(database)
    .await?;
    Ok(item)
}

/// Deletes the codes for another password that lie here for a client's user: only the newest is good,
/// and none once it was used.
pub(crate) async fn delete_codes(database: &mut SqliteConnection, user: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM correspondence WHERE user_id = $1 AND is_code = 1 AND type = 'email'")
        .bind(user)
        .execute(database)
        .await?;
    Ok(())
}

/// Deletes the PINs for a client that are good no longer: those of that moment or before.
pub(crate) async fn delete_pins(
    database: &mut SqliteConnection,
    client: i64,
    moment: &str,
) -> sqlx::Result<()> {
    sqlx::query(
        "DELETE FROM correspondence
         WHERE client_id = $1 AND is_code = 1 AND type = 'sms' AND created_at <= $2",
    )
    .bind(client)
    .bind(moment)
    .execute(database)
    .await?;
    Ok(())
}

/// Deletes the message with a PIN that is void.
pub(crate) async fn delete_pin(database: &mut SqliteConnection, id: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM correspondence WHERE id = $1 AND is_code = 1 AND type = 'sms'")
        .bind(id)
        .execute(database)
        .await?;
    Ok(())
}

/// Whether a piece is still here.
pub(crate) async fn exists(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM correspondence WHERE id = $1)")
        .bind(id)
        .fetch_one(database)
        .await
}

/// Deletes the codes and PINs that lie here for a client.
pub(crate) async fn delete_codes_of_client(
    database: &mut SqliteConnection,
    client: i64,
) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM correspondence WHERE client_id = $1 AND is_code = 1")
        .bind(client)
        .execute(database)
        .await?;
    Ok(())
}

/// What is about these negative items, the earliest first.
pub(crate) async fn of_items(
    database: impl SqliteExecutor<'_>,
    items: &[i64],
) -> sqlx::Result<Vec<CorrespondenceRow>> {
    sqlx::query_as(
        "SELECT id, type, client_id, negative_item_id, user_id, status, attributes, content,
             is_code, created_at, updated_at
         FROM correspondence WHERE negative_item_id IN (SELECT value FROM json_each($1))
         ORDER BY id",
    )
    .bind(json!(items).to_string())
    .fetch_all(database)
    .await
}

/// A window on the list.
pub(crate) struct Window {
    pub(crate) narrow: Narrow,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

/// What the list is narrowed down to; by what is empty or `None` it is not.
#[derive(Default, PartialEq)]
pub(crate) struct Narrow {
    pub(crate) client: Option<i64>,
    pub(crate) kind: Option<CorrespondenceType>,
    pub(crate) run_by: Option<i64>,
    /// What to look for in recipients, folded.
    pub(crate) recipient: String,
    /// Digits.
    pub(crate) fax_number: Option<String>,
    pub(crate) negative_item: Option<i64>,
    /// What to look for anywhere, folded.
    pub(crate) search: String,
}

macro_rules! narrowed {
    () => {
        concat!(
            "type = COALESCE($4, type) AND user_id = COALESCE($5, user_id)
           AND recipient LIKE $6 ESCAPE '\\' AND ($7 IS NULL OR fax_number = $7)
           AND ($8 IS NULL OR negative_item_id = $8) AND ",
            has_words!("searched", "$9")
        )
    };
}
macro_rules! of_client {
    () => {
        concat!("WHERE client_id = $3 AND ", narrowed!())
    };
}
macro_rules! of_anyone {
    () => {
        concat!("WHERE ", narrowed!())
    };
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    let statement = match window.narrow.client {
        _ if window.narrow == Narrow::default() => "SELECT COUNT(*) FROM correspondence",
        None => concat!("SELECT COUNT(*) FROM correspondence ", of_anyone!()),
        Some(_) => concat!("SELECT COUNT(*) FROM correspondence ", of_client!()),
    };
    let (count,) = asked(statement, window).fetch_one(database).await?;
    Ok(count)
}

pub(crate) async fn list(
    database: &SqlitePool,
    window: &Window,
) -> sqlx::Result<Vec<CorrespondenceRow>> {
    let (sort, direction) = (window.sort, window.direction);
    let statement = match window.narrow.client {
        _ if window.narrow == Narrow::default() => sort.all(direction),
        None => sort.narrowed(direction),
        Some(_) => sort.narrowed_of_client(direction),
    };
    asked(statement, window).fetch_all(database).await
}

fn asked<'q, T: for<'r> FromRow<'r, SqliteRow>>(
    statement: &'static str,
    window: &'q Window,
) -> QueryAs<'q, Sqlite, T, SqliteArguments> {
    let narrow = &window.narrow;
    sqlx::query_as(statement)
        .bind(window.limit)
        .bind(window.offset)
        .bind(narrow.client)
        .bind(narrow.kind.map(CorrespondenceType::word))
        .bind(narrow.run_by)
        .bind(pattern(&narrow.recipient))
        .bind(narrow.fax_number.as_deref())
        .bind(narrow.negative_item)
        .bind(words(&narrow.search))
}

sorts! {
    table "correspondence" shows "t.id, t.type, t.client_id, t.negative_item_id, t.user_id, t.status, t.attributes, t.content, t.is_code, t.created_at, t.updated_at";
    by {
        CreatedAt "created_at" "created_at";
        Id        "id"         "id";
        Kind      "type"       "type";
        Subject   "subject"    "subject";
        Recipient "recipient"  "recipient";
        FirstName "first_name" "first_name";
        LastName  "last_name"  "last_name";
        UpdatedAt "updated_at" "updated_at";
    }
    all = "";
    narrowed = of_anyone!();
    narrowed_of_client = of_client!();
}

#[cfg(test)]
mod tests {
    use super::{
        super::page::tests::{finds_its_page_in, plan},
        *,
    };

    #[tokio::test]
    async fn the_list_as_it_is_opened_and_kept_up_to_date_is_found_in_an_index_alone() {
        for sort in [Sort::Id, Sort::CreatedAt, Sort::UpdatedAt] {
            for direction in [SortDirection::Asc, SortDirection::Desc] {
                let index = format!("correspondence_by_{}", sort.column());
                let found = finds_its_page_in(&index, sort.all(direction)).await;
                assert_eq!(found, Ok(()), "{index}");
            }
        }
    }

    #[tokio::test]
    async fn a_client_s_correspondence_is_found_in_an_index_whatever_its_order() {
        for (_, sort) in Sort::ALL {
            for direction in [SortDirection::Asc, SortDirection::Desc] {
                let plan = plan(sort.narrowed_of_client(direction)).await;
                let wanted = "USING INDEX correspondence_of_client (client_id=?)";
                assert!(
                    plan.iter().any(|step| step.ends_with(wanted)),
                    "{}: {plan:?}",
                    sort.column()
                );
            }
        }
    }
}
