//! Those who report accounts.

use contract::portal::{Furnisher, FurnisherType, SortDirection};
use sqlx::{
    FromRow, Sqlite, SqliteConnection, SqliteExecutor, SqlitePool,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::{
    page::sorts,
    words::{has_words, words},
};
use crate::fold::fold;

/// A furnisher as it is kept.
#[derive(Clone, Default, FromRow)]
pub(crate) struct FurnisherRow {
    pub(crate) id: i64,
    pub(crate) name: String,
    #[sqlx(rename = "type")]
    pub(crate) kind: String,
    pub(crate) fax_number: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) city: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) zip_code: Option<String>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

impl FurnisherRow {
    /// The furnisher as the Portal shows it, and its address.
    pub(crate) fn shown(self) -> Furnisher {
        Furnisher {
            address: self.address,
            city: self.city,
            created_at: Some(self.created_at),
            fax_number: self.fax_number,
            id: Some(self.id),
            name: Some(self.name),
            state: self.state,
            kind: Some(self.kind),
            updated_at: Some(self.updated_at),
            zip_code: self.zip_code,
        }
    }
}

/// Adds a furnisher and answers its id; the id that it comes with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, row: &FurnisherRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO furnishers (name, searched, type, fax_number, address, city, state, zip_code,
             created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
    )
    .bind(&row.name)
    .bind(fold(&row.name))
    .bind(&row.kind)
    .bind(&row.fax_number)
    .bind(&row.address)
    .bind(&row.city)
    .bind(&row.state)
    .bind(&row.zip_code)
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<FurnisherRow>> {
    sqlx::query_as(
        "SELECT id, name, type, fax_number, address, city, state, zip_code, created_at, updated_at
         FROM furnishers WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// Writes a furnisher over the one with its id.
pub(crate) async fn change(
    database: &mut SqliteConnection,
    row: &FurnisherRow,
) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE furnishers
         SET name = $2, searched = $3, type = $4, fax_number = $5, address = $6, city = $7,
             state = $8, zip_code = $9, updated_at = $10
         WHERE id = $1",
    )
    .bind(row.id)
    .bind(&row.name)
    .bind(fold(&row.name))
    .bind(&row.kind)
    .bind(&row.fax_number)
    .bind(&row.address)
    .bind(&row.city)
    .bind(&row.state)
    .bind(&row.zip_code)
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

/// Deletes a furnisher and says whether there was one.
pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    let deleted = sqlx::query("DELETE FROM furnishers WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

/// A window on the list of furnishers. What is empty or `None` does not narrow it down.
pub(crate) struct Window {
    /// What to look for in names, folded.
    pub(crate) name: String,
    pub(crate) kind: Option<FurnisherType>,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

macro_rules! narrowed {
    () => {
        concat!(
            "WHERE ",
            has_words!("searched", "$3"),
            " AND type = COALESCE($4, type)"
        )
    };
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM furnishers ", narrowed!());
    let (count,) = asked(COUNT, window).fetch_one(database).await?;
    Ok(count)
}

pub(crate) async fn list(
    database: &SqlitePool,
    window: &Window,
) -> sqlx::Result<Vec<FurnisherRow>> {
    asked(window.sort.narrowed(window.direction), window)
        .fetch_all(database)
        .await
}

fn asked<'q, T: for<'r> FromRow<'r, SqliteRow>>(
    statement: &'static str,
    window: &'q Window,
) -> QueryAs<'q, Sqlite, T, SqliteArguments> {
    sqlx::query_as(statement)
        .bind(window.limit)
        .bind(window.offset)
        .bind(words(&window.name))
        .bind(window.kind.map(FurnisherType::word))
}

sorts! {
    table "furnishers" shows "t.id, t.name, t.type, t.fax_number, t.address, t.city, t.state, t.zip_code, t.created_at, t.updated_at";
    by {
        Id        "id"         "id";
        Name      "name"       "searched";
        Kind      "type"       "type";
        CreatedAt "created_at" "created_at";
        UpdatedAt "updated_at" "updated_at";
    }
    narrowed = narrowed!();
}

#[cfg(test)]
mod tests {
    use super::{super::page::tests::each_order_reads, *};

    #[tokio::test]
    async fn every_order_is_one_that_the_table_can_be_read_in() {
        each_order_reads("furnishers", Sort::ALL, Sort::column, Sort::narrowed).await;
    }
}
