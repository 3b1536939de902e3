//! Texts that clients agree to.

use contract::portal::{Contract, ContractProduct, SortDirection};
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

/// A contract as it is kept.
#[derive(Clone, Default, FromRow)]
pub(crate) struct ContractRow {
    pub(crate) id: i64,
    pub(crate) name: String,
    #[sqlx(rename = "type")]
    pub(crate) kind: String,
    pub(crate) description: Option<String>,
    pub(crate) content: String,
    pub(crate) product_id: Option<i64>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

impl ContractRow {
    /// The contract as the Portal shows it, with the product that it is for.
    pub(crate) fn shown(self, product: Option<ContractProduct>) -> Contract {
        Contract {
            content: Some(self.content),
            created_at: Some(self.created_at),
            description: self.description,
            id: Some(self.id),
            name: Some(self.name),
            product,
            kind: Some(self.kind),
            updated_at: Some(self.updated_at),
        }
    }
}

/// Adds a contract and answers its id; the id that it comes with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, row: &ContractRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO contracts (name, searched, type, description, content, product_id, created_at,
             updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
    )
    .bind(&row.name)
    .bind(fold(&row.name))
    .bind(&row.kind)
    .bind(&row.description)
    .bind(&row.content)
    .bind(row.product_id)
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

/// Writes a contract over the one with its id.
pub(crate) async fn change(database: &mut SqliteConnection, row: &ContractRow) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE contracts SET name = $2, searched = $3, type = $4, description = $5, content = $6,
             product_id = $7, updated_at = $8
         WHERE id = $1",
    )
    .bind(row.id)
    .bind(&row.name)
    .bind(fold(&row.name))
    .bind(&row.kind)
    .bind(&row.description)
    .bind(&row.content)
    .bind(row.product_id)
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

/// Deletes a contract with its versions.
pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<()> {
    for statement in [
        "DELETE FROM contract_versions WHERE contract = $1",
        "DELETE FROM contracts WHERE id = $1",
    ] {
        sqlx::query(statement)
            .bind(id)
            .execute(&mut *database)
            .await?;
    }
    Ok(())
}

pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<ContractRow>> {
    sqlx::query_as(
        "SELECT id, name, type, description, content, product_id, created_at, updated_at
         FROM contracts WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// The contract of a name, however it is written.
pub(crate) async fn named(
    database: &mut SqliteConnection,
    name: &str,
) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar("SELECT id FROM contracts WHERE searched = $1")
        .bind(fold(name))
        .fetch_optional(database)
        .await
}

/// The names of all, folded.
pub(crate) async fn names(database: &mut SqliteConnection) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar("SELECT searched FROM contracts")
        .fetch_all(database)
        .await
}

/// What all of them say.
pub(crate) async fn texts(database: &mut SqliteConnection) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar("SELECT content FROM contracts")
        .fetch_all(database)
        .await
}

/// A window on the list of contracts. What is empty or `None` does not narrow it down.
pub(crate) struct Window {
    /// What to look for in names, folded.
    pub(crate) name: String,
    pub(crate) kind: Option<String>,
    /// A day.
    pub(crate) created_on: Option<String>,
    pub(crate) product: Option<i64>,
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
            "
           AND substr(created_at, 1, 10) = COALESCE($4, substr(created_at, 1, 10))
           AND ($5 IS NULL OR product_id = $5) AND type = COALESCE($6, type)"
        )
    };
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM contracts ", narrowed!());
    let (count,) = asked(COUNT, window).fetch_one(database).await?;
    Ok(count)
}

pub(crate) async fn list(database: &SqlitePool, window: &Window) -> sqlx::Result<Vec<ContractRow>> {
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
        .bind(window.created_on.as_deref())
        .bind(window.product)
        .bind(window.kind.as_deref())
}

sorts! {
    table "contracts" shows "t.id, t.name, t.type, t.description, t.content, t.product_id, t.created_at, t.updated_at";
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
        each_order_reads("contracts", Sort::ALL, Sort::column, Sort::narrowed).await;
    }
}
