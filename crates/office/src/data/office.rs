//! What the office knows of itself: its kind, and the secret that signs its tokens.

use chrono::{DateTime, Utc};
use sqlx::{FromRow, SqliteConnection, SqlitePool};

use crate::clock::stamp;

/// The one row.
#[derive(FromRow)]
pub(crate) struct OfficeRow {
    /// `firm` or `practice`.
    pub(crate) kind: String,
    pub(crate) token_secret: String,
    /// Whether it was given what letters are made of.
    pub(crate) stocked: bool,
    /// Whether it was given what there is to choose from.
    pub(crate) catalogued: bool,
    /// Whether it was told what it tells of itself.
    pub(crate) defined: bool,
}

pub(crate) async fn find(database: &SqlitePool) -> sqlx::Result<Option<OfficeRow>> {
    sqlx::query_as("SELECT kind, token_secret, stocked, catalogued, defined FROM office")
        .fetch_optional(database)
        .await
}

pub(crate) async fn add(
    database: &mut SqliteConnection,
    row: &OfficeRow,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO office (id, kind, token_secret, created_at) VALUES (1, $1, $2, $3)")
        .bind(&row.kind)
        .bind(&row.token_secret)
        .bind(stamp(now))
        .execute(database)
        .await?;
    Ok(())
}

/// Whether a firm has worked here: an agent or a client is enough.
pub(crate) async fn has_data(database: &SqlitePool) -> sqlx::Result<bool> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM agents) OR EXISTS (SELECT 1 FROM clients)")
        .fetch_one(database)
        .await
}

/// Notes that the office was given what letters are made of; belongs into the transaction that
/// did.
pub(crate) async fn stocked(database: &mut SqliteConnection) -> sqlx::Result<()> {
    sqlx::query("UPDATE office SET stocked = 1")
        .execute(database)
        .await?;
    Ok(())
}

/// Notes that the office was given what there is to choose from; belongs into the transaction that
/// did.
pub(crate) async fn catalogued(database: &mut SqliteConnection) -> sqlx::Result<()> {
    sqlx::query("UPDATE office SET catalogued = 1")
        .execute(database)
        .await?;
    Ok(())
}

/// Notes that what the office tells of itself is known; belongs into the transaction that made it
/// so.
pub(crate) async fn defined(database: &mut SqliteConnection) -> sqlx::Result<()> {
    sqlx::query("UPDATE office SET defined = 1")
        .execute(database)
        .await?;
    Ok(())
}

/// Forgets what an office without data was, and what it was given to begin with, so that it can
/// become something else.
pub(crate) async fn forget(database: &mut SqliteConnection) -> sqlx::Result<()> {
    for statement in [
        "DELETE FROM workflow_steps",
        "DELETE FROM workflows",
        "DELETE FROM events",
        "DELETE FROM event_definitions",
        "DELETE FROM instructions",
        "DELETE FROM creditor_types",
        "DELETE FROM item_dropdowns",
        "DELETE FROM goals",
        "DELETE FROM products",
        "DELETE FROM claim_codes",
        "DELETE FROM furnishers",
        "DELETE FROM bureau_addresses",
        "DELETE FROM snippets",
        "DELETE FROM template_contents",
        "DELETE FROM templates",
        "DELETE FROM template_categories",
        "DELETE FROM office",
    ] {
        sqlx::query(statement).execute(&mut *database).await?;
    }
    Ok(())
}
