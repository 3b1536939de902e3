//! What clients agreed to.

use contract::portal::SortDirection;
use sqlx::{FromRow, SqliteConnection, SqlitePool};

use super::{
    page::sorts,
    words::{has_words, words},
};
use crate::fold::fold;

/// An agreement as it is kept.
#[derive(Clone, FromRow)]
pub(crate) struct AgreementRow {
    pub(crate) id: i64,
    pub(crate) client_id: i64,
    /// Who noted it.
    pub(crate) author_id: i64,
    pub(crate) contract_id: Option<i64>,
    /// Which version of its text.
    pub(crate) contract_version_id: Option<i64>,
    pub(crate) attachment_id: Option<i64>,
    pub(crate) name: String,
    #[sqlx(rename = "type")]
    pub(crate) kind: String,
    pub(crate) agreement_signed: Option<String>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

/// Adds an agreement and answers its id; the id that it comes with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, row: &AgreementRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO agreements (client_id, author_id, contract_id, contract_version_id,
             attachment_id, name, searched, type, agreement_signed, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
    )
    .bind(row.client_id)
    .bind(row.author_id)
    .bind(row.contract_id)
    .bind(row.contract_version_id)
    .bind(row.attachment_id)
    .bind(&row.name)
    .bind(fold(&row.name))
    .bind(&row.kind)
    .bind(&row.agreement_signed)
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

/// Deletes an agreement, and says whether there was one.
pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    let deleted = sqlx::query("DELETE FROM agreements WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

/// Whether somebody agreed to a contract.
pub(crate) async fn have_contract(
    database: &mut SqliteConnection,
    contract: i64,
) -> sqlx::Result<bool> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM agreements WHERE contract_id = $1)")
        .bind(contract)
        .fetch_one(database)
        .await
}

/// Whether a file is what somebody signed.
pub(crate) async fn have_file(
    database: &mut SqliteConnection,
    attachment: i64,
) -> sqlx::Result<bool> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM agreements WHERE attachment_id = $1)")
        .bind(attachment)
        .fetch_one(database)
        .await
}

/// A window on the list of a client's agreements. What is empty or `None` does not narrow it down.
pub(crate) struct Window {
    pub(crate) client: i64,
    /// What to look for in names, folded.
    pub(crate) name: String,
    pub(crate) kind: Option<String>,
    pub(crate) author: Option<i64>,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

pub(crate) async fn list(
    database: &SqlitePool,
    window: &Window,
) -> sqlx::Result<Vec<AgreementRow>> {
    sqlx::query_as(window.sort.narrowed(window.direction))
        .bind(window.limit)
        .bind(window.offset)
        .bind(window.client)
        .bind(words(&window.name))
        .bind(window.kind.as_deref())
        .bind(window.author)
        .fetch_all(database)
        .await
}

sorts! {
    table "agreements" shows "t.id, t.client_id, t.author_id, t.contract_id, t.contract_version_id, t.attachment_id, t.name, t.type, t.agreement_signed, t.created_at, t.updated_at";
    by {
        Id        "id"         "id";
        CreatedAt "created_at" "created_at";
    }
    narrowed = concat!("WHERE client_id = $3 AND ", has_words!("searched", "$4"), "
           AND type = COALESCE($5, type) AND author_id = COALESCE($6, author_id)");
}

#[cfg(test)]
mod tests {
    use super::{super::page::tests::plan, *};

    #[tokio::test]
    async fn a_client_s_agreements_are_found_in_the_index_whatever_their_order() {
        for (_, sort) in Sort::ALL {
            for direction in [SortDirection::Asc, SortDirection::Desc] {
                let plan = plan(sort.narrowed(direction)).await;
                let wanted = "USING INDEX agreements_of_client (client_id=?)";
                let found = plan.iter().any(|step| step.contains(wanted));
                assert!(found, "{}: {plan:?}", sort.column());
            }
        }
    }
}
