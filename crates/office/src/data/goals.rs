//! What clients may want to be able to do, and what each of them wants.

use contract::portal::Goal;
use serde_json::json;
use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

use crate::fold::fold;

/// A goal as it is kept.
#[derive(Clone, Default, FromRow)]
pub(crate) struct GoalRow {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) icon: Option<String>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

impl GoalRow {
    /// The goal as the Portal shows it.
    pub(crate) fn shown(self) -> Goal {
        Goal {
            created_at: Some(self.created_at),
            icon: self.icon,
            id: Some(self.id),
            name: Some(self.name),
            updated_at: Some(self.updated_at),
        }
    }
}

/// Adds a goal and answers its id; the id that it comes with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, row: &GoalRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO goals (name, searched, icon, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5) RETURNING id",
    )
    .bind(&row.name)
    .bind(fold(&row.name))
    .bind(&row.icon)
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

/// All of them; there are a few dozen at most.
pub(crate) async fn all(database: impl SqliteExecutor<'_>) -> sqlx::Result<Vec<GoalRow>> {
    sqlx::query_as("SELECT id, name, icon, created_at, updated_at FROM goals ORDER BY id")
        .fetch_all(database)
        .await
}

pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<GoalRow>> {
    sqlx::query_as("SELECT id, name, icon, created_at, updated_at FROM goals WHERE id = $1")
        .bind(id)
        .fetch_optional(database)
        .await
}

/// Whether another goal has the same name.
pub(crate) async fn is_double(
    database: &mut SqliteConnection,
    row: &GoalRow,
) -> sqlx::Result<bool> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM goals WHERE searched = $1 AND id <> $2)")
        .bind(fold(&row.name))
        .bind(row.id)
        .fetch_one(database)
        .await
}

/// Writes a goal over the one with its id.
pub(crate) async fn change(database: &mut SqliteConnection, row: &GoalRow) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE goals SET name = $2, searched = $3, icon = $4, updated_at = $5 WHERE id = $1",
    )
    .bind(row.id)
    .bind(&row.name)
    .bind(fold(&row.name))
    .bind(&row.icon)
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

/// Deletes a goal, also of the clients who have it, and says whether there was one.
pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    let deleted = sqlx::query("DELETE FROM goals WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

/// The goals that a client has.
pub(crate) async fn of_client(
    database: impl SqliteExecutor<'_>,
    client: i64,
) -> sqlx::Result<Vec<GoalRow>> {
    sqlx::query_as(
        "SELECT id, name, icon, created_at, updated_at FROM goals
         WHERE id IN (SELECT goal FROM client_goals WHERE client_id = $1) ORDER BY id",
    )
    .bind(client)
    .fetch_all(database)
    .await
}

/// Gives goals to a client who may have some of them already.
pub(crate) async fn give(
    database: &mut SqliteConnection,
    client: i64,
    goals: &[i64],
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO client_goals (client_id, goal) SELECT $1, value FROM json_each($2)
         WHERE TRUE ON CONFLICT DO NOTHING",
    )
    .bind(client)
    .bind(json!(goals).to_string())
    .execute(database)
    .await?;
    Ok(())
}

/// Takes goals from a client who may not have all of them.
pub(crate) async fn take(
    database: &mut SqliteConnection,
    client: i64,
    goals: &[i64],
) -> sqlx::Result<()> {
    sqlx::query(
        "DELETE FROM client_goals
         WHERE client_id = $1 AND goal IN (SELECT value FROM json_each($2))",
    )
    .bind(client)
    .bind(json!(goals).to_string())
    .execute(database)
    .await?;
    Ok(())
}
