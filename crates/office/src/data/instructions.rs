//! Reasons for a dispute as agents pick them.

use std::ops::RangeInclusive;

use contract::portal::SortDirection;
use sqlx::{
    FromRow, Sqlite, SqliteConnection, SqlitePool,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::{
    page::sorts,
    words::{has_words, words},
};
use crate::fold::fold;

/// An instruction as it is kept.
#[derive(Clone, Default, FromRow)]
pub(crate) struct InstructionRow {
    pub(crate) id: i64,
    pub(crate) claim_code: i64,
    pub(crate) name: String,
    /// From 1.
    pub(crate) place: i64,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

/// Adds an instruction and answers its id; the id that it comes with does not count.
pub(crate) async fn add(
    database: &mut SqliteConnection,
    row: &InstructionRow,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO instructions (claim_code, name, searched, place, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
    )
    .bind(row.claim_code)
    .bind(&row.name)
    .bind(fold(&row.name))
    .bind(row.place)
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

pub(crate) async fn find(
    database: &mut SqliteConnection,
    id: i64,
) -> sqlx::Result<Option<InstructionRow>> {
    sqlx::query_as(
        "SELECT id, claim_code, name, place, created_at, updated_at FROM instructions
         WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// Writes an instruction over the one with its id.
pub(crate) async fn change(
    database: &mut SqliteConnection,
    row: &InstructionRow,
) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE instructions
         SET claim_code = $2, name = $3, searched = $4, place = $5, updated_at = $6
         WHERE id = $1",
    )
    .bind(row.id)
    .bind(row.claim_code)
    .bind(&row.name)
    .bind(fold(&row.name))
    .bind(row.place)
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM instructions WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(())
}

/// The last place; 0 when there is no instruction.
pub(crate) async fn last_place(database: &mut SqliteConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar("SELECT COALESCE(MAX(place), 0) FROM instructions")
        .fetch_one(database)
        .await
}

/// Moves the instructions at these places by so many places.
pub(crate) async fn shift(
    database: &mut SqliteConnection,
    places: RangeInclusive<i64>,
    by: i64,
    moment: &str,
) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE instructions SET place = place + $3, updated_at = $4
         WHERE place BETWEEN $1 AND $2",
    )
    .bind(places.start())
    .bind(places.end())
    .bind(by)
    .bind(moment)
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
        concat!("WHERE ", has_words!("searched", "$3"))
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
        .bind(words(&window.name))
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
    use super::{super::page::tests::each_order_reads, *};

    #[tokio::test]
    async fn every_order_is_one_that_the_table_can_be_read_in() {
        each_order_reads("instructions", Sort::ALL, Sort::column, Sort::narrowed).await;
    }
}
