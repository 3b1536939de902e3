//! Reasons for a dispute as agents pick them.

use contract::portal::SortDirection;
use sqlx::{
    FromRow, Sqlite, SqliteConnection, SqlitePool,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::page::{pattern, sorts};
use crate::fold::fold;

/// An instruction as it is kept.
#[derive(Clone, FromRow)]
pub(crate) struct InstructionRow {
    pub(crate) id: i64,
    pub(crate) claim_code: i64,
    pub(crate) name: String,
    /// From 1.
    pub(crate) place: i64,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

/// Adds an instruction; the id that it comes with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, row: &InstructionRow) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO instructions (claim_code, name, searched, place, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(row.claim_code)
    .bind(&row.name)
    .bind(fold(&row.name))
    .bind(row.place)
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

/// A window on the list of instructions.
pub(crate) struct Window {
    /// What to look for in names, folded; empty for all.
    pub(crate) name: String,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

macro_rules! narrowed {
    () => {
        "WHERE searched LIKE $3 ESCAPE '\\'"
    };
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM instructions ", narrowed!());
    let (count,) = asked(COUNT, window).fetch_one(database).await?;
    Ok(count)
}

pub(crate) async fn list(
    database: &SqlitePool,
    window: &Window,
) -> sqlx::Result<Vec<InstructionRow>> {
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
        .bind(pattern(&window.name))
}

sorts! {
    table "instructions" shows "t.id, t.claim_code, t.name, t.place, t.created_at, t.updated_at";
    by {
        Order     "order"      "place";
        Id        "id"         "id";
        Name      "name"       "searched";
        CreatedAt "created_at" "created_at";
        UpdatedAt "updated_at" "updated_at";
    }
    narrowed = narrowed!();
}

#[cfg(test)]
mod tests {
    use super::{super::page::tests::plan, *};

    #[tokio::test]
    async fn every_order_is_one_that_the_table_can_be_read_in() {
        for (_, sort) in Sort::ALL {
            for direction in [SortDirection::Asc, SortDirection::Desc] {
                let plan = plan(sort.narrowed(direction)).await;
                let read = plan.iter().any(|step| step.contains("instructions"));
                assert!(read, "{}: {plan:?}", sort.column());
            }
        }
    }
}
