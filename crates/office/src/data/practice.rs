//! How a practice office was filled, and how far.

use chrono::NaiveDate;
use practice::Practice;
use sqlx::{FromRow, SqliteConnection, SqlitePool};

/// The one row.
#[derive(Clone, FromRow)]
pub(crate) struct PracticeRow {
    pub(crate) seed: i64,
    /// An ISO day.
    pub(crate) as_of: String,
    /// How many clients there are to be.
    pub(crate) clients: i64,
    /// How many were put in.
    pub(crate) filled: i64,
    /// How many of those have their notes.
    pub(crate) noted: i64,
    /// How many of those have their reports and negative items.
    pub(crate) reported: i64,
    /// How many of those have their papers.
    pub(crate) papered: i64,
    /// How many of those have their tasks and what they bought.
    pub(crate) tasked: i64,
    pub(crate) email: String,
    pub(crate) password: String,
}

impl PracticeRow {
    /// The day on which the people stand as they do; `None` when the record is damaged.
    pub(crate) fn day(&self) -> Option<NaiveDate> {
        self.as_of.parse().ok()
    }

    /// The people that the office is filled with; `None` when the record is damaged.
    pub(crate) fn people(&self) -> Option<Practice> {
        Some(Practice::new(self.seed as u64, self.day()?))
    }
}

/// The number among the invented people of whoever has an id here.
pub(crate) fn number(client_id: i64) -> u64 {
    client_id.saturating_sub(1).unsigned_abs()
}

pub(crate) async fn find(database: &SqlitePool) -> sqlx::Result<Option<PracticeRow>> {
    sqlx::query_as(
        "SELECT seed, as_of, clients, filled, noted, reported, papered, tasked, email, password
         FROM practice",
    )
    .fetch_optional(database)
    .await
}

pub(crate) async fn add(database: &mut SqliteConnection, row: &PracticeRow) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO practice (id, seed, as_of, clients, filled, noted, reported, papered, tasked,
             email, password)
         VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(row.seed)
    .bind(&row.as_of)
    .bind(row.clients)
    .bind(row.filled)
    .bind(row.noted)
    .bind(row.reported)
    .bind(row.papered)
    .bind(row.tasked)
    .bind(&row.email)
    .bind(&row.password)
    .execute(database)
    .await?;
    Ok(())
}

/// Notes how many clients there are to be.
pub(crate) async fn want(database: &mut SqliteConnection, clients: i64) -> sqlx::Result<()> {
    sqlx::query("UPDATE practice SET clients = $1")
        .bind(clients)
        .execute(database)
        .await?;
    Ok(())
}

/// Notes how far the office is filled; belongs into the transaction that filled it.
pub(crate) async fn filled(database: &mut SqliteConnection, row: &PracticeRow) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE practice SET filled = $1, noted = $2, reported = $3, papered = $4, tasked = $5",
    )
    .bind(row.filled)
    .bind(row.noted)
    .bind(row.reported)
    .bind(row.papered)
    .bind(row.tasked)
    .execute(database)
    .await?;
    Ok(())
}
