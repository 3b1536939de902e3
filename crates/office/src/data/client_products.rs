//! What clients bought.

use contract::portal::SortDirection;
use sqlx::{FromRow, SqliteConnection, SqliteExecutor, SqlitePool};

use super::page::sorts;

/// Something that a client bought, as it is kept. Fees are in cents.
#[derive(Clone, FromRow)]
pub(crate) struct ClientProductRow {
    pub(crate) id: i64,
    pub(crate) client_id: i64,
    pub(crate) product_id: i64,
    pub(crate) initial_fee: i64,
    pub(crate) charged_monthly: i64,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

/// Adds what a client bought and answers its id; the id that it comes with does not count.
pub(crate) async fn add(
    database: &mut SqliteConnection,
    row: &ClientProductRow,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO client_products (client_id, product_id, initial_fee, charged_monthly,
             created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
    )
    .bind(row.client_id)
    .bind(row.product_id)
    .bind(row.initial_fee)
    .bind(row.charged_monthly)
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

/// Writes what a client bought over what has its id. Who bought it stays.
pub(crate) async fn change(
    database: &mut SqliteConnection,
    row: &ClientProductRow,
) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE client_products SET product_id = $2, initial_fee = $3, charged_monthly = $4,
             updated_at = $5
         WHERE id = $1",
    )
    .bind(row.id)
    .bind(row.product_id)
    .bind(row.initial_fee)
    .bind(row.charged_monthly)
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

/// Deletes what a client bought, and says whether there was anything.
pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    let deleted = sqlx::query("DELETE FROM client_products WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<ClientProductRow>> {
    sqlx::query_as(
        "SELECT id, client_id, product_id, initial_fee, charged_monthly, created_at, updated_at
         FROM client_products WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// A window on the list of what clients bought.
pub(crate) struct Window {
    /// The client who did; `None` for everyone.
    pub(crate) client: Option<i64>,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    let statement = match window.client {
        None => "SELECT COUNT(*) FROM client_products",
        Some(_) => "SELECT COUNT(*) FROM client_products WHERE client_id = $1",
    };
    sqlx::query_scalar(statement)
        .bind(window.client)
        .fetch_one(database)
        .await
}

pub(crate) async fn list(
    database: &SqlitePool,
    window: &Window,
) -> sqlx::Result<Vec<ClientProductRow>> {
    let statement = match window.client {
        None => window.sort.all(window.direction),
        Some(_) => window.sort.of_client(window.direction),
    };
    sqlx::query_as(statement)
        .bind(window.limit)
        .bind(window.offset)
        .bind(window.client)
        .fetch_all(database)
        .await
}

sorts! {
    table "client_products" shows "t.id, t.client_id, t.product_id, t.initial_fee, t.charged_monthly, t.created_at, t.updated_at";
    by {
        Id             "id"              "id";
        InitialFee     "initial_fee"     "initial_fee";
        ChargedMonthly "charged_monthly" "charged_monthly";
        CreatedAt      "created_at"      "created_at";
        UpdatedAt      "updated_at"      "updated_at";
    }
    all = "";
    of_client = "WHERE client_id = $3";
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
                let index = format!("client_products_by_{}", sort.column());
                let found = finds_its_page_in(&index, sort.all(direction)).await;
                assert_eq!(found, Ok(()), "{index}");
            }
        }
    }

    #[tokio::test]
    async fn what_a_client_bought_is_found_in_an_index_whatever_its_order() {
        for (_, sort) in Sort::ALL {
            for direction in [SortDirection::Asc, SortDirection::Desc] {
                let plan = plan(sort.of_client(direction)).await;
                let wanted = "client_products_of_client (client_id=?)";
                let found = plan.iter().any(|step| step.ends_with(wanted));
                assert!(found, "{}: {plan:?}", sort.column());
            }
        }
    }
}
