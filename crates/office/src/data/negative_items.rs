//! What speaks against clients, one row an account and bureau.

use contract::portal::{NegativeItemStatus, SortDirection};
use serde_json::{Value, json};
use sqlx::{
    FromRow, Sqlite, SqliteConnection, SqliteExecutor,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::{page::sorts, source::Source};
use crate::{fold::fold, item::kept_type};

/// An item as it is kept.
#[derive(FromRow)]
pub(crate) struct ItemRow {
    pub(crate) id: i64,
    pub(crate) client_id: i64,
    /// The report that shows it.
    pub(crate) report: Option<i64>,
    /// Its place in [`NegativeItemStatus::ALL`].
    status: u8,
    pub(crate) updated_at: String,
    #[sqlx(flatten)]
    pub(crate) source: Source,
}

impl ItemRow {
    /// How far the firm's work on it has come.
    pub(crate) fn status(&self) -> Option<NegativeItemStatus> {
        NegativeItemStatus::ALL
            .get(usize::from(self.status))
            .copied()
    }
}

/// An item that is not there yet.
pub(crate) struct NewItem {
    pub(crate) client_id: i64,
    /// The report that shows it.
    pub(crate) report: Option<i64>,
    /// As it is shown.
    pub(crate) account_name: String,
    /// As it is shown.
    pub(crate) account_type: String,
    pub(crate) is_negative: bool,
    pub(crate) is_collection: bool,
    pub(crate) is_charge_off: bool,
    pub(crate) is_disputed: bool,
    pub(crate) status: NegativeItemStatus,
    pub(crate) updated_at: String,
    pub(crate) source: Source,
}

/// Adds items in their order. One statement for all of them: a practice office has millions.
pub(crate) async fn add(database: &mut SqliteConnection, items: &[NewItem]) -> sqlx::Result<()> {
    let rows = items.iter().map(|item| {
        json!([
            item.client_id,
            item.report,
            fold(&item.account_name),
            kept_type(&item.account_type),
            item.is_negative,
            item.is_collection,
            item.is_charge_off,
            item.is_disputed,
            item.status as u8,
            item.updated_at,
            item.source.place(),
            item.source.content(),
        ])
    });
    sqlx::query(
        "INSERT INTO negative_items (client_id, report, account_name, account_type, is_negative,
             is_collection, is_charge_off, is_disputed, status, updated_at, place, content)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
             value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11
         FROM json_each($1)",
    )
    .bind(Value::Array(rows.collect()).to_string())
    .execute(database)
    .await?;
    Ok(())
}

/// Adds an item and answers its id.
pub(crate) async fn add_one(database: &mut SqliteConnection, item: &NewItem) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO negative_items (client_id, report, account_name, account_type, is_negative,
             is_collection, is_charge_off, is_disputed, status, updated_at, place, content)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id",
    )
    .bind(item.client_id)
    .bind(item.report)
    .bind(fold(&item.account_name))
    .bind(kept_type(&item.account_type))
    .bind(item.is_negative)
    .bind(item.is_collection)
    .bind(item.is_charge_off)
    .bind(item.is_disputed)
    .bind(item.status as u8)
    .bind(&item.updated_at)
    .bind(item.source.place())
    .bind(item.source.content())
    .fetch_one(database)
    .await
}

/// Writes an item over the one with an id.
pub(crate) async fn change(
    database: &mut SqliteConnection,
    id: i64,
    item: &NewItem,
) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE negative_items SET account_name = $2, account_type = $3, is_negative = $4,
             is_collection = $5, is_charge_off = $6, is_disputed = $7, status = $8,
             updated_at = $9, place = $10, content = $11
         WHERE id = $1",
    )
    .bind(id)
    .bind(fold(&item.account_name))
    .bind(kept_type(&item.account_type))
    .bind(item.is_negative)
    .bind(item.is_collection)
    .bind(item.is_charge_off)
    .bind(item.is_disputed)
    .bind(item.status as u8)
    .bind(&item.updated_at)
    .bind(item.source.place())
    .bind(item.source.content())
    .execute(database)
    .await?;
    Ok(())
}

/// Deletes an item and says whether it was there.
pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    let deleted = sqlx::query("DELETE FROM negative_items WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

/// Whether something was sent about an item.
pub(crate) async fn is_on_record(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM correspondence WHERE negative_item_id = $1)")
        .bind(id)
        .fetch_one(database)
        .await
}

/// Whether a tradeline of a report is an item already.
pub(crate) async fn is_made(
    database: &mut SqliteConnection,
    report: i64,
    tradeline: &str,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM negative_items
             WHERE report = $1 AND content ->> 'bureau_tradeline_id' = $2)",
    )
    .bind(report)
    .bind(tradeline)
    .fetch_one(database)
    .await
}

/// Whether items were made of a report.
pub(crate) async fn any_of(database: &mut SqliteConnection, report: i64) -> sqlx::Result<bool> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM negative_items WHERE report = $1)")
        .bind(report)
        .fetch_one(database)
        .await
}

/// Notes when an item was changed last.
pub(crate) async fn touch(
    database: &mut SqliteConnection,
    id: i64,
    moment: &str,
) -> sqlx::Result<()> {
    sqlx::query("UPDATE negative_items SET updated_at = $2 WHERE id = $1")
        .bind(id)
        .bind(moment)
        .execute(database)
        .await?;
    Ok(())
}

pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<ItemRow>> {
    sqlx::query_as(
        "SELECT id, client_id, report, status, updated_at, place, content FROM negative_items
         WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// The items with these ids.
pub(crate) async fn named(
    database: impl SqliteExecutor<'_>,
    ids: &[i64],
) -> sqlx::Result<Vec<ItemRow>> {
    sqlx::query_as(
        "SELECT id, client_id, report, status, updated_at, place, content FROM negative_items
         WHERE id IN (SELECT value FROM json_each($1)) ORDER BY id",
    )
    .bind(json!(ids).to_string())
    .fetch_all(database)
    .await
}

/// The items of a client that were made of no report, in their order.
pub(crate) async fn entered(
    database: impl SqliteExecutor<'_>,
    client: i64,
) -> sqlx::Result<Vec<ItemRow>> {
    sqlx::query_as(
        "SELECT id, client_id, report, status, updated_at, place, content FROM negative_items
         WHERE client_id = $1 AND report IS NULL ORDER BY id",
    )
    .bind(client)
    .fetch_all(database)
    .await
}

/// A window on the list of items.
pub(crate) struct Window {
    pub(crate) narrow: Narrow,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

/// What a list is narrowed down to; by what is `None` it is not.
#[derive(Default, PartialEq)]
pub(crate) struct Narrow {
    pub(crate) client: Option<i64>,
    pub(crate) account_type: Option<String>,
    pub(crate) is_negative: Option<bool>,
    pub(crate) is_collection: Option<bool>,
    pub(crate) is_charge_off: Option<bool>,
    pub(crate) is_disputed: Option<bool>,
    pub(crate) status: Option<NegativeItemStatus>,
}

macro_rules! narrowed {
    () => {
        "account_type = COALESCE($4, account_type) AND is_negative = COALESCE($5, is_negative)
           AND is_collection = COALESCE($6, is_collection)
           AND is_charge_off = COALESCE($7, is_charge_off)
           AND is_disputed = COALESCE($8, is_disputed) AND status = COALESCE($9, status)"
    };
}
macro_rules! narrowed_of_client {
    () => {
        concat!("WHERE client_id = $3 AND ", narrowed!())
    };
}

pub(crate) async fn count(database: impl SqliteExecutor<'_>, window: &Window) -> sqlx::Result<i64> {
    const ALL: &str = "SELECT COUNT(*) FROM negative_items";
    const NARROWED: &str = concat!("SELECT COUNT(*) FROM negative_items WHERE ", narrowed!());
    const OF_CLIENT: &str = concat!(
        "SELECT COUNT(*) FROM negative_items ",
        narrowed_of_client!()
    );
    let statement = match window.narrow {
        Narrow {
            client: Some(_), ..
        } => OF_CLIENT,
        _ if window.narrow == Narrow::default() => ALL,
        _ => NARROWED,
    };
    let (count,) = asked(statement, window).fetch_one(database).await?;
    Ok(count)
}

pub(crate) async fn list(
    database: impl SqliteExecutor<'_>,
    window: &Window,
) -> sqlx::Result<Vec<ItemRow>> {
    let (sort, direction) = (window.sort, window.direction);
    let statement = match window.narrow {
        Narrow {
            client: Some(_), ..
        } => sort.of_client(direction),
        _ if window.narrow == Narrow::default() => sort.all(direction),
        _ => sort.narrowed(direction),
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
        .bind(narrow.account_type.as_deref().map(kept_type))
        .bind(narrow.is_negative)
        .bind(narrow.is_collection)
        .bind(narrow.is_charge_off)
        .bind(narrow.is_disputed)
        .bind(narrow.status.map(|status| status as u8))
}

sorts! {
    table "negative_items" shows "t.id, t.client_id, t.report, t.status, t.updated_at, t.place, t.content";
    by {
        Id           "id"            "id";
        ClientId     "client_id"     "client_id";
        AccountName  "account_name"  "account_name";
        Status       "status"        "status";
        ModifiedDate "modified_date" "updated_at";
        UpdatedAt    "updated_at"    "updated_at";
    }
    all = "";
    narrowed = concat!("WHERE ", narrowed!());
    of_client = narrowed_of_client!();
}

#[cfg(test)]
mod tests {
    use super::{
        super::page::tests::{finds_its_page_in, plan},
        *,
    };

    #[tokio::test]
    async fn a_page_of_any_order_is_found_in_an_index_alone() {
        for (_, sort) in Sort::ALL {
            for direction in [SortDirection::Asc, SortDirection::Desc] {
                let index = format!("negative_items_by_{}", sort.column());
                for statement in [sort.all(direction), sort.narrowed(direction)] {
                    let found = finds_its_page_in(&index, statement).await;
                    assert_eq!(found, Ok(()), "{index}: {statement}");
                }
            }
        }
    }

    #[tokio::test]
    async fn a_client_s_items_are_found_in_an_index_whatever_their_order() {
        for (name, sort) in Sort::ALL {
            for direction in [SortDirection::Asc, SortDirection::Desc] {
                let plan = plan(sort.of_client(direction)).await;
                let found = plan.iter().any(|step| {
                    step.starts_with("SEARCH negative_items USING")
                        && step.ends_with("INDEX negative_items_by_client_id (client_id=?)")
                });
                assert!(found, "{name}: {plan:?}");
            }
        }
    }

    #[test]
    fn statuses_are_kept_by_their_place() {
        for (place, status) in (0..).zip(NegativeItemStatus::ALL) {
            assert_eq!(status as u8, place);
        }
    }
}
