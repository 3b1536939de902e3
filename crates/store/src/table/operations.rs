//! `work.operations`: the outbox. What an operation may become is decided in `sync::outbox`;
//! here it is only kept, in order.

use sqlx::FromRow;

use crate::{Work, WorkWrite};

/// Where an operation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(rename_all = "snake_case")]
pub enum State {
    /// Waits to be sent.
    Queued,
    /// Is being sent; found at a start, it may or may not have arrived.
    Sending,
    /// May have arrived.
    Uncertain,
    /// Is being looked for on the server.
    Reconciling,
    /// Only the agent can say.
    NeedsAgent,
    /// The server said no.
    Rejected,
    /// The server has it.
    Acked,
    /// A list of the server has shown it.
    Confirmed,
    /// The agent gave it up before it was sent.
    Discarded,
}

/// An operation of the outbox.
#[derive(Clone, FromRow, PartialEq, Eq)]
pub struct Operation {
    /// Our number; also the order.
    pub id: i64,
    /// Sent with every attempt to a server that honours it.
    #[sqlx(rename = "idempotency_key")]
    pub key: String,
    /// What is done, such as `note_create`.
    pub kind: String,
    /// The client it is for.
    pub client_id: i64,
    /// What is to be sent, as JSON.
    pub body: String,
    /// Where it stands.
    pub state: State,
    /// Attempts begun.
    pub attempts: i64,
    /// Whether an earlier attempt may have arrived.
    pub in_doubt: bool,
    /// When the first attempt began; empty before.
    pub first_at: String,
    /// When the last attempt began; empty before.
    pub began_at: String,
    /// Nothing happens to it before this; empty for at once.
    pub not_before: String,
    /// Reads in a row that did not find it.
    pub absent: i64,
    /// Why it is where it is.
    pub reason: String,
    /// The record that it made.
    pub remote_id: Option<i64>,
    /// The operation whose record it needs.
    pub after_id: Option<i64>,
    /// When the agent did it.
    pub created_at: String,
    /// When it last changed.
    pub changed_at: String,
}

impl std::fmt::Debug for Operation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            id,
            kind,
            state,
            attempts,
            ..
        } = self;
        write!(
            f,
            "Operation({id} {kind} {state:?} after {attempts} attempts)"
        )
    }
}

/// Something the agent did.
#[derive(Clone, Copy)]
pub struct NewOperation<'a> {
    /// A random key of its own.
    pub key: &'a str,
    /// What is done.
    pub kind: &'a str,
    /// The client it is for.
    pub client_id: i64,
    /// What is to be sent, as JSON.
    pub body: &'a str,
    /// The operation whose record it needs.
    pub after_id: Option<i64>,
    /// When, RFC 3339.
    pub now: &'a str,
}

macro_rules! columns {
    () => {
        "SELECT id, idempotency_key, kind, client_id, body, state, attempts, in_doubt, first_at, \
         began_at, not_before, absent, reason, remote_id, after_id, created_at, changed_at FROM operations"
    };
}

/// Puts an operation at the end; it is on the disk when this returns.
///
/// # Errors
/// When the disk says no: then it is not saved.
pub async fn add(work: &Work, new: &NewOperation<'_>) -> Result<i64, sqlx::Error> {
    let mut write = work.write().await?;
    let id = add_within(&mut write, new).await?;
    write.commit().await?;
    Ok(id)
}

/// Puts an operation at the end, as part of a write.
///
/// # Errors
/// When the database fails.
pub async fn add_within(write: &mut WorkWrite, new: &NewOperation<'_>) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(
        "INSERT INTO operations (idempotency_key, kind, client_id, body, state, after_id, created_at,
             changed_at)
         VALUES (?, ?, ?, ?, 'queued', ?, ?, ?) RETURNING id",
    )
    .bind(new.key)
    .bind(new.kind)
    .bind(new.client_id)
    .bind(new.body)
    .bind(new.after_id)
    .bind(new.now)
    .bind(new.now)
    .fetch_one(write.tx())
    .await
}

/// One operation.
///
/// # Errors
/// When the database fails.
pub async fn get(work: &Work, id: i64) -> Result<Option<Operation>, sqlx::Error> {
    sqlx::query_as(concat!(columns!(), " WHERE id = ?"))
        .bind(id)
        .fetch_optional(work.database().readers())
        .await
}

/// One operation, read inside a write so that nobody changes it meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn get_for_write(
    write: &mut WorkWrite,
    id: i64,
) -> Result<Option<Operation>, sqlx::Error> {
    sqlx::query_as(concat!(columns!(), " WHERE id = ?"))
        .bind(id)
        .fetch_optional(write.tx())
        .await
}

/// Every operation that is not over, in order.
///
/// # Errors
/// When the database fails.
pub async fn unfinished(work: &Work) -> Result<Vec<Operation>, sqlx::Error> {
    sqlx::query_as(concat!(
        columns!(),
        " WHERE state NOT IN ('confirmed', 'discarded') ORDER BY id"
    ))
    .fetch_all(work.database().readers())
    .await
}

/// The operations of a client that are not over, in order.
///
/// # Errors
/// When the database fails.
pub async fn of_client(work: &Work, client_id: i64) -> Result<Vec<Operation>, sqlx::Error> {
    sqlx::query_as(concat!(
        columns!(),
        " WHERE client_id = ? AND state NOT IN ('confirmed', 'discarded') ORDER BY id"
    ))
    .bind(client_id)
    .fetch_all(work.database().readers())
    .await
}

/// Writes what became of an operation.
///
/// # Errors
/// When the database fails.
pub async fn save(write: &mut WorkWrite, operation: &Operation) -> Result<(), sqlx::Error> {
    sqlx::query(
        "UPDATE operations SET idempotency_key = ?, body = ?, state = ?, attempts = ?, in_doubt = ?,
             first_at = ?, began_at = ?, not_before = ?, absent = ?, reason = ?, remote_id = ?, changed_at = ?
         WHERE id = ?",
    )
    .bind(&operation.key)
    .bind(&operation.body)
    .bind(operation.state)
    .bind(operation.attempts)
    .bind(operation.in_doubt)
    .bind(&operation.first_at)
    .bind(&operation.began_at)
    .bind(&operation.not_before)
    .bind(operation.absent)
    .bind(&operation.reason)
    .bind(operation.remote_id)
    .bind(&operation.changed_at)
    .bind(operation.id)
    .execute(write.tx())
    .await?;
    Ok(())
}

/// Whether another operation still needs what this one made.
///
/// # Errors
/// When the database fails.
pub async fn is_waited_for(work: &Work, id: i64) -> Result<bool, sqlx::Error> {
    let waiting: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM operations
         WHERE after_id = ? AND state NOT IN ('acked', 'confirmed', 'discarded')",
    )
    .bind(id)
    .fetch_one(work.database().readers())
    .await?;
    Ok(waiting > 0)
}

/// Gives up what needs the record of an operation that will never make it, and what needs that.
///
/// # Errors
/// When the database fails.
pub async fn discard_after(write: &mut WorkWrite, id: i64, now: &str) -> Result<(), sqlx::Error> {
    sqlx::query(
        "WITH RECURSIVE later (id) AS (
             SELECT id FROM operations WHERE after_id = ?1
             UNION SELECT operations.id FROM operations JOIN later ON after_id = later.id
         )
         UPDATE operations SET state = 'discarded', changed_at = ?2
         WHERE id IN later AND state IN ('queued', 'rejected')",
    )
    .bind(id)
    .bind(now)
    .execute(write.tx())
    .await?;
    Ok(())
}

/// Lets everything that waits to be sent go at once.
///
/// # Errors
/// When the database fails.
pub async fn hurry(work: &Work) -> Result<(), sqlx::Error> {
    let mut write = work.write().await?;
    sqlx::query("UPDATE operations SET not_before = '' WHERE state IN ('queued', 'uncertain')")
        .execute(write.tx())
        .await?;
    write.commit().await
}

/// Claims a record of the server for an operation; `false` when another has it.
///
/// # Errors
/// When the database fails.
pub async fn claim(
    write: &mut WorkWrite,
    kind: &str,
    remote_id: i64,
    operation: i64,
) -> Result<bool, sqlx::Error> {
    sqlx::query(
        "INSERT OR IGNORE INTO claims (remote_kind, remote_id, operation_id) VALUES (?, ?, ?)",
    )
    .bind(kind)
    .bind(remote_id)
    .bind(operation)
    .execute(write.tx())
    .await?;
    let owner: i64 = sqlx::query_scalar(
        "SELECT operation_id FROM claims WHERE remote_kind = ? AND remote_id = ?",
    )
    .bind(kind)
    .bind(remote_id)
    .fetch_one(write.tx())
    .await?;
    Ok(owner == operation)
}

/// The records of a kind that operations have claimed.
///
/// # Errors
/// When the database fails.
pub async fn claimed(work: &Work, kind: &str) -> Result<Vec<i64>, sqlx::Error> {
    sqlx::query_scalar("SELECT remote_id FROM claims WHERE remote_kind = ?")
        .bind(kind)
        .fetch_all(work.database().readers())
        .await
}

/// What is written as being sent, but is not among `under_way`, may have arrived: at a start that
/// is all of it.
///
/// # Errors
/// When the database fails.
pub async fn doubt_what_was_being_sent(
    work: &Work,
    under_way: &[i64],
    now: &str,
) -> Result<(), sqlx::Error> {
    let mut lost: Vec<i64> =
        sqlx::query_scalar("SELECT id FROM operations WHERE state = 'sending'")
            .fetch_all(work.database().readers())
            .await?;
    lost.retain(|id| !under_way.contains(id));
    if lost.is_empty() {
        return Ok(());
    }
    let mut write = work.write().await?;
    for id in lost {
        sqlx::query(
            "UPDATE operations SET state = 'uncertain', in_doubt = 1, not_before = '',
                 changed_at = ?
             WHERE id = ? AND state = 'sending'",
        )
        .bind(now)
        .bind(id)
        .execute(write.tx())
        .await?;
    }
    write.commit().await
}
