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
    /// JSON; empty where what it was about is gone, or it said nothing.
    pub(crate) answer: String,
}

/// A record that an answer is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    Client(i64),
    Attachment(i64),
}

impl About {
    fn words(self) -> (&'static str, i64) {
        match self {
            Self::Client(id) => ("client", id),
            Self::Attachment(id) => ("attachment", id),
        }
    }
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

/// Keeps an answer, with the clients whom it names and what else it is about; belongs into the
/// transaction of what was done.
pub(crate) async fn keep(
    database: &mut SqliteConnection,
    (agent, key): (i64, &str),
    answered: &Answered,
    about: &[About],
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO answers (agent_id, idempotency_key, request, status, answer, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(agent)
    .bind(key)
    .bind(&answered.request)
    .bind(answered.status)
    .bind(&answered.answer)
    .bind(stamp(now))
    .execute(&mut *database)
    .await?;
    sqlx::query(
        "INSERT INTO answer_records (kind, record_id, agent_id, idempotency_key)
         SELECT DISTINCT 'client', client, $1, $2 FROM (
             SELECT COALESCE(
                 CASE WHEN part.key = 'client_id' AND part.type = 'integer' THEN part.atom END,
                 c.id, e.client_id) AS client
             FROM json_tree(CASE WHEN json_valid($3) THEN $3 ELSE '{}' END) AS part
             LEFT JOIN clients AS c ON part.key = 'client_key' AND c.client_key = part.atom
             LEFT JOIN exchange_requests AS e ON part.key = 'idRequest' AND e.id = part.atom)
         WHERE client IS NOT NULL",
    )
    .bind(agent)
    .bind(key)
    .bind(&answered.answer)
    .execute(&mut *database)
    .await?;
    for about in about {
        let (kind, record) = about.words();
        sqlx::query(
            "INSERT INTO answer_records (kind, record_id, agent_id, idempotency_key)
             VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        )
        .bind(kind)
        .bind(record)
        .bind(agent)
        .bind(key)
        .execute(&mut *database)
        .await?;
    }
    Ok(())
}

/// Forgets what was answered about a record, alone or with others. That it was answered stays: a
/// call that comes again is not done again.
pub(crate) async fn empty(database: &mut SqliteConnection, about: About) -> sqlx::Result<()> {
    let (kind, record) = about.words();
    sqlx::query(
        "UPDATE answers SET answer = '' FROM answer_records AS about
         WHERE about.kind = $1 AND about.record_id = $2 AND answers.agent_id = about.agent_id
             AND answers.idempotency_key = about.idempotency_key",
    )
    .bind(kind)
    .bind(record)
    .execute(&mut *database)
    .await?;
    sqlx::query("DELETE FROM answer_records WHERE kind = $1 AND record_id = $2")
        .bind(kind)
        .bind(record)
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
