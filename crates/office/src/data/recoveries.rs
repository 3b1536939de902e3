//! Codes with which somebody who forgot a password can set another. Only their hashes are kept.

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::clock::stamp;

/// Keeps the hash of a code until it runs out, in the place of any code before it.
pub(crate) async fn begin(
    database: &mut SqliteConnection,
    agent: i64,
    code: &str,
    ends: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO recoveries (agent_id, code, expires_at) VALUES ($1, $2, $3)
         ON CONFLICT (agent_id) DO UPDATE SET code = $2, expires_at = $3",
    )
    .bind(agent)
    .bind(code)
    .bind(stamp(ends))
    .execute(database)
    .await?;
    Ok(())
}

/// Forgets the code of an agent.
pub(crate) async fn forget(database: &mut SqliteConnection, agent: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM recoveries WHERE agent_id = $1")
        .bind(agent)
        .execute(database)
        .await?;
    Ok(())
}

/// Uses up the code with a hash, and says whether it was good.
pub(crate) async fn end(
    database: &mut SqliteConnection,
    agent: i64,
    code: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let used =
        sqlx::query("DELETE FROM recoveries WHERE agent_id = $1 AND code = $2 AND expires_at > $3")
            .bind(agent)
            .bind(code)
            .bind(stamp(now))
            .execute(database)
            .await?;
    Ok(used.rows_affected() > 0)
}
