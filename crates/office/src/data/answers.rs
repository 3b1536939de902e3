//! What was answered to writes that came with an `Idempotency-Key`.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::{FromRow, SqliteConnection};

use crate::clock::stamp;

/// How long an answer is kept.
const KEPT: TimeDelta = TimeDelta::days(30);

/// An answer, and the request that it was given to.
#[derive(FromRow)]
pub(crate) struct Answered {
    /// SHA-256 of the request, in hexadecimal.
    pub(crate) request: String,
    pub(crate) status: u16,
    /// JSON.
    pub(crate) answer: String,
}

pub(crate) async fn find(
    database: &mut SqliteConnection,
    agent: i64,
    key: &str,
) -> sqlx::Result<Option<Answered>> {
    sqlx::query_as(
        "SELECT request, status, answer FROM answers
         WHERE agent_id = $1 AND idempotency_key = $2",
    )
    .bind(agent)
    .bind(key)
    .fetch_optional(database)
    .await
}

/// Keeps an answer, with the client whom it names; belongs into the transaction of what was done.
pub(crate) async fn keep(
    database: &mut SqliteConnection,
    agent: i64,
    key: &str,
    answered: &Answered,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO answers (agent_id, idempotency_key, request, status, answer, created_at,
             client_id)
         SELECT $1, $2, $3, $4, $5, $6, COALESCE(
             MIN(CASE WHEN part.key = 'client_id' AND part.type = 'integer' THEN part.atom END),
             MIN(c.id), MIN(e.client_id))
         FROM json_tree(CASE WHEN json_valid($5) THEN $5 ELSE '{}' END) AS part
         LEFT JOIN clients AS c ON part.key = 'client_key' AND c.client_key = part.atom
         LEFT JOIN exchange_requests AS e ON part.key = 'idRequest' AND e.id = part.atom",
    )
    .bind(agent)
    .bind(key)
    .bind(&answered.request)
    .bind(answered.status)
    .bind(&answered.answer)
    .bind(stamp(now))
    .execute(database)
    .await?;
    Ok(())
}

/// Forgets what was answered about a client, alone or with others. That it was answered stays: a call that comes again is
/// not done again.
pub(crate) async fn empty(database: &mut SqliteConnection, client: i64) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE answers SET answer = '{}', client_id = NULL
         WHERE client_id = $1 OR (client_id IS NOT NULL AND instr(answer, $1) > 0 AND EXISTS (
             SELECT 1 FROM json_tree(CASE WHEN json_valid(answer) THEN answer ELSE '{}' END) AS part
             WHERE part.key = 'client_id' AND part.atom = $1))",
    )
    .bind(client)
    .execute(database)
    .await?;
    Ok(())
}

/// Forgets the answers that were kept long enough.
pub(crate) async fn forget(
    database: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM answers WHERE created_at <= $1")
        .bind(stamp(now - KEPT))
        .execute(database)
        .await?;
    Ok(())
}
