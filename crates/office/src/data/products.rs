//! What the firm sells.

use contract::portal::{ContractProduct, Product};
use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

/// A product as it is kept.
#[derive(Clone, FromRow)]
pub(crate) struct ProductRow {
    pub(crate) id: i64,
    name: String,
    pub(crate) product_code: String,
    product_type: String,
    created_at: String,
    updated_at: String,
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

/// Adds a product by its code, its type and its name.
pub(crate) async fn add(
    database: &mut SqliteConnection,
    [code, kind, name]: [&str; 3],
    moment: &str,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO products (product_code, product_type, name, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $4)",
    )
    .bind(code)
    .bind(kind)
    .bind(name)
    .bind(moment)
    .execute(database)
    .await?;
    Ok(())
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
