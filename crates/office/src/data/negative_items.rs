//! What speaks against clients, one row an account and bureau.

use contract::portal::{NegativeItemListing, NegativeItemStatus, SortDirection};
use sqlx::{FromRow, SqliteConnection, SqlitePool};

use super::page::sorts;

/// A negative item as it is kept, with what its report says of itself.
#[derive(FromRow)]
pub(crate) struct ItemRow {
    pub(crate) id: i64,
    pub(crate) client_id: i64,
    pub(crate) report: i64,
    pub(crate) status: i64,
    pub(crate) not_dispute: bool,
    pub(crate) created_by: Option<i64>,
    pub(crate) updated_by: Option<i64>,
    /// The account, JSON as the wire has it, without what stands in columns.
    pub(crate) record: String,
    pub(crate) updated_at: String,
}

/// An item that is not there yet.
pub(crate) struct NewItem {
    pub(crate) client_id: i64,
    pub(crate) report: i64,
    /// Folded.
    pub(crate) account_name: String,
    pub(crate) account_type: String,
    /// Negative, collection, charge-off, disputed.
    pub(crate) is: [bool; 4],
    pub(crate) status: NegativeItemStatus,
    pub(crate) not_dispute: bool,
    pub(crate) agent: i64,
    pub(crate) record: String,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

pub(crate) async fn add(database: &mut SqliteConnection, item: &NewItem) -> sqlx::Result<()> {
    let [negative, collection, charge_off, disputed] = item.is;
    sqlx::query(
        "INSERT INTO negative_items (client_id, report, account_name, account_type, is_negative,
             is_collection, is_charge_off, is_disputed, status, not_dispute, created_by,
             updated_by, record, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, $14)",
    )
    .bind(item.client_id)
    .bind(item.report)
    .bind(&item.account_name)
    .bind(&item.account_type)
    .bind(negative)
    .bind(collection)
    .bind(charge_off)
    .bind(disputed)
    .bind(place(item.status))
    .bind(item.not_dispute)
    .bind(item.agent)
    .bind(&item.record)
    .bind(&item.created_at)
    .bind(&item.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

/// Where a status stands in the order of the work.
fn place(status: NegativeItemStatus) -> i64 {
    status as i64
}

impl ItemRow {
    /// How far the work is.
    pub(crate) fn status(&self) -> Option<NegativeItemStatus> {
        let mut all = NegativeItemStatus::ALL.into_iter();
        all.find(|status| place(*status) == self.status)
    }
}

pub(crate) async fn find(database: &SqlitePool, id: i64) -> sqlx::Result<Option<ItemRow>> {
    sqlx::query_as(
        "SELECT id, client_id, report, status, not_dispute, created_by, updated_by, record,
             updated_at
         FROM negative_items WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// A window on the list of negative items.
pub(crate) struct Window {
    pub(crate) filters: Filters,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

/// Which items; what is `None` does not matter.
#[derive(Default, PartialEq)]
pub(crate) struct Filters {
    client: Option<i64>,
    account_type: Option<String>,
    negative: Option<bool>,
    collection: Option<bool>,
    charge_off: Option<bool>,
    disputed: Option<bool>,
    status: Option<i64>,
}

impl Filters {
    /// The filters of a listing.
    pub(crate) fn of(query: &NegativeItemListing) -> Self {
        Self {
            client: query.client_id,
            account_type: query.account_type.clone(),
            negative: query.is_negative,
            collection: query.is_collection,
            charge_off: query.is_charge_off,
            disputed: query.is_disputed,
            status: query.status.map(place),
        }
    }

    /// Binds each, in the order of the statements.
    fn bind<'q, O>(
        &'q self,
        query: sqlx::query::QueryAs<'q, sqlx::Sqlite, O, sqlx::sqlite::SqliteArguments>,
    ) -> sqlx::query::QueryAs<'q, sqlx::Sqlite, O, sqlx::sqlite::SqliteArguments> {
        query
            .bind(self.client)
            .bind(&self.account_type)
            .bind(self.negative)
            .bind(self.collection)
            .bind(self.charge_off)
            .bind(self.disputed)
            .bind(self.status)
    }
}

pub(crate) async fn count(database: &SqlitePool, filters: &Filters) -> sqlx::Result<i64> {
    let statement = if *filters == Filters::default() {
        "SELECT COUNT(*) FROM negative_items"
    } else {
        "SELECT COUNT(*) FROM negative_items
         WHERE ($1 IS NULL OR client_id = $1) AND ($2 IS NULL OR account_type = $2)
             AND ($3 IS NULL OR is_negative = $3) AND ($4 IS NULL OR is_collection = $4)
             AND ($5 IS NULL OR is_charge_off = $5) AND ($6 IS NULL OR is_disputed = $6)
             AND ($7 IS NULL OR status = $7)"
    };
    let (count,): (i64,) = filters
        .bind(sqlx::query_as(statement))
        .fetch_one(database)
        .await?;
    Ok(count)
}

pub(crate) async fn list(database: &SqlitePool, window: &Window) -> sqlx::Result<Vec<ItemRow>> {
    let all = window.filters == Filters::default();
    let statement = match (all, window.filters.client) {
        (true, _) => window.sort.all(window.direction),
        (false, Some(_)) => window.sort.of_client(window.direction),
        (false, None) => window.sort.some(window.direction),
    };
    let query = sqlx::query_as(statement)
        .bind(window.limit)
        .bind(window.offset);
    window.filters.bind(query).fetch_all(database).await
}

sorts! {
    table "negative_items" shows "t.id, t.client_id, t.report, t.status, t.not_dispute, t.created_by, t.updated_by, t.record, t.updated_at";
    by {
        Id           "id"            "id";
        ClientId     "client_id"     "client_id";
        AccountName  "account_name"  "account_name";
        AccountType  "account_type"  "account_type";
        Status       "status"        "status";
        ModifiedDate "modified_date" "updated_at";
        UpdatedAt    "updated_at"    "updated_at";
    }
    all = "";
    some = "WHERE ($4 IS NULL OR account_type = $4) AND ($5 IS NULL OR is_negative = $5) AND ($6 IS NULL OR is_collection = $6) AND ($7 IS NULL OR is_charge_off = $7) AND ($8 IS NULL OR is_disputed = $8) AND ($9 IS NULL OR status = $9)";
    of_client = "WHERE client_id = $3 AND ($4 IS NULL OR account_type = $4) AND ($5 IS NULL OR is_negative = $5) AND ($6 IS NULL OR is_collection = $6) AND ($7 IS NULL OR is_charge_off = $7) AND ($8 IS NULL OR is_disputed = $8) AND ($9 IS NULL OR status = $9)";
}

#[cfg(test)]
mod tests {
    use super::{super::page::tests::finds_its_page_in, *};

    #[tokio::test]
    async fn a_page_of_any_order_is_found_in_an_index_alone() {
        for (_, sort) in Sort::ALL {
            for direction in [SortDirection::Asc, SortDirection::Desc] {
                let index = format!("negative_items_by_{}", sort.column());
                let found = finds_its_page_in(&index, sort.all(direction)).await;
                assert_eq!(found, Ok(()), "{index}");
            }
        }
    }
}
