//! What the firm sells.

use contract::portal::{ContractProduct, Product};
use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

/// A product as it is kept.
#[derive(Clone, Default, FromRow)]
pub(crate) struct ProductRow {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) product_code: String,
    pub(crate) product_type: String,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

impl ProductRow {
    /// The product as the Portal shows it.
    pub(crate) fn shown(self) -> Product {
        Product {
            created_at: Some(self.created_at),
            id: Some(self.id),
            name: Some(self.name),
            product_code: Some(self.product_code),
            product_type: Some(self.product_type),
            updated_at: Some(self.updated_at),
        }
    }

    /// The product as a contract for it shows it.
    pub(crate) fn of_contract(self) -> ContractProduct {
        ContractProduct {
            created_at: Some(self.created_at),
            id: Some(self.id),
            name: Some(self.name),
            updated_at: Some(self.updated_at),
        }
    }
}

/// Adds a product and answers its id; the id that it comes with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, row: &ProductRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO products (product_code, product_type, name, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5) RETURNING id",
    )
    .bind(&row.product_code)
    .bind(&row.product_type)
    .bind(&row.name)
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

/// Whether another product has the same code.
pub(crate) async fn is_double(
    database: &mut SqliteConnection,
    row: &ProductRow,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM products WHERE product_code = $1 AND id <> $2)",
    )
    .bind(&row.product_code)
    .bind(row.id)
    .fetch_one(database)
    .await
}

/// Writes a product over the one with its id.
pub(crate) async fn change(database: &mut SqliteConnection, row: &ProductRow) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE products SET product_code = $2, product_type = $3, name = $4, updated_at = $5
         WHERE id = $1",
    )
    .bind(row.id)
    .bind(&row.product_code)
    .bind(&row.product_type)
    .bind(&row.name)
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

/// Whether a client bought a product, or a contract is for it.
pub(crate) async fn is_needed(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM client_products WHERE product_id = $1)
         OR EXISTS (SELECT 1 FROM contracts WHERE product_id = $1)",
    )
    .bind(id)
    .fetch_one(database)
    .await
}

/// Deletes a product that nothing needs, and says whether there was one.
pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    let deleted = sqlx::query("DELETE FROM products WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

/// All of them; there are a few dozen at most.
pub(crate) async fn all(database: impl SqliteExecutor<'_>) -> sqlx::Result<Vec<ProductRow>> {
    sqlx::query_as(
        "SELECT id, name, product_code, product_type, created_at, updated_at FROM products
         ORDER BY id",
    )
    .fetch_all(database)
    .await
}

/// The product with this id.
pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<ProductRow>> {
    sqlx::query_as(
        "SELECT id, name, product_code, product_type, created_at, updated_at FROM products
         WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}
