//! What a firm asks customers for again and again.

use sqlx::{FromRow, SqliteConnection, SqlitePool};

/// A template as it is kept.
#[derive(FromRow)]
pub(crate) struct TemplateRow {
    /// A UUID.
    pub(crate) product_id: String,
    pub(crate) product_name: String,
    /// JSON, as it was entered.
    pub(crate) detail: String,
    pub(crate) created_at: String,
}

pub(crate) async fn add(database: &mut SqliteConnection, row: &TemplateRow) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO unaport_templates (product_id, product_name, detail, created_at)
         VALUES ($1, $2, $3, $4)",
    )
    .bind(&row.product_id)
    .bind(&row.product_name)
    .bind(&row.detail)
    .bind(&row.created_at)
    .execute(database)
    .await?;
    Ok(())
}

/// Whether a product of this name has a template.
pub(crate) async fn exists(database: &mut SqliteConnection, name: &str) -> sqlx::Result<bool> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM unaport_templates WHERE product_name = $1)")
        .bind(name)
        .fetch_one(database)
        .await
}

pub(crate) async fn find(
    database: &mut SqliteConnection,
    product_id: &str,
) -> sqlx::Result<Option<TemplateRow>> {
    sqlx::query_as(
        "SELECT product_id, product_name, detail, created_at FROM unaport_templates
         WHERE product_id = $1",
    )
    .bind(product_id)
    .fetch_optional(database)
    .await
}

/// All of them, the oldest first.
pub(crate) async fn all(database: &SqlitePool) -> sqlx::Result<Vec<TemplateRow>> {
    sqlx::query_as(
        "SELECT product_id, product_name, detail, created_at FROM unaport_templates ORDER BY id",
    )
    .fetch_all(database)
    .await
}
