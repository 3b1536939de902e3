//! Those who sign in, and those who did.

use chrono::{DateTime, Utc};
use contract::{
    office::Account,
    portal::{SortDirection, User, UserAccessLog, UserInShort},
};
use sqlx::{
    FromRow, Sqlite, SqliteConnection, SqliteExecutor, SqlitePool,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::{
    page::{sorted, sorts},
    recoveries,
};
use crate::{clock::stamp, role::Role};

/// A person who works with the office.
#[derive(Clone, FromRow)]
pub(crate) struct Agent {
    pub(crate) id: i64,
    /// Lower case.
    pub(crate) email: String,
    pub(crate) password_hash: String,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) role: Role,
    /// Whose user it is, of a client's.
    pub(crate) client_id: Option<i64>,
    /// The number of the sessions that are good.
    pub(crate) session: i64,
    /// When the account was closed.
    pub(crate) closed_at: Option<String>,
    pub(crate) last_login_at: Option<String>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

impl Agent {
    /// Whether somebody else may read this one's mail, or may do other things.
    pub(crate) fn is_another(&self, other: &Self) -> bool {
        (&self.email, self.role, self.client_id) != (&other.email, other.role, other.client_id)
    }

    /// Whether the agent may no longer sign in.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed_at.is_some()
    }

    /// The account as the office itself shows it.
    pub(crate) fn account(self) -> Account {
        Account {
            is_disabled: Some(self.is_closed()),
            client_id: self.client_id,
            created_at: Some(self.created_at),
            email: Some(self.email),
            first_name: Some(self.first_name),
            id: Some(self.id),
            last_login_at: self.last_login_at,
            last_name: Some(self.last_name),
            role: Some(self.role.word().to_owned()),
            updated_at: Some(self.updated_at),
        }
    }

    /// The agent as the Portal shows users beside records.
    pub(crate) fn shown(self) -> User {
        User {
            created_at: Some(self.created_at),
            email: Some(self.email),
            first_name: Some(self.first_name),
            id: Some(self.id),
            last_name: Some(self.last_name),
            roles: vec![self.role.named()],
            updated_at: Some(self.updated_at),
            user_access_log: Some(UserAccessLog {
                last_login_at: self.last_login_at,
            }),
        }
    }

    /// The agent as other records show one.
    pub(crate) fn in_short(self) -> UserInShort {
        UserInShort {
            is_disabled: Some(self.is_closed()),
            created_at: Some(self.created_at),
            email: Some(self.email),
            first_name: Some(self.first_name),
            id: Some(self.id),
            last_name: Some(self.last_name),
        }
    }
}

/// An agent who is not there yet.
pub(crate) struct NewAgent<'a> {
    pub(crate) email: &'a str,
    pub(crate) password_hash: &'a str,
    pub(crate) first_name: &'a str,
    pub(crate) last_name: &'a str,
    pub(crate) role: Role,
    pub(crate) client_id: Option<i64>,
}

/// Adds an agent and answers the id.
pub(crate) async fn add(
    database: &mut SqliteConnection,
    agent: &NewAgent<'_>,
    now: DateTime<Utc>,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO agents (email, password_hash, first_name, last_name, role, client_id,
             created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7) RETURNING id",
    )
    .bind(agent.email)
    .bind(agent.password_hash)
    .bind(agent.first_name)
    .bind(agent.last_name)
    .bind(agent.role)
    .bind(agent.client_id)
    .bind(stamp(now))
    .fetch_one(database)
    .await
}

/// Writes an agent over the one with the id, all but password and visits.
pub(crate) async fn change(database: &mut SqliteConnection, agent: &Agent) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE agents SET email = $2, first_name = $3, last_name = $4, role = $5,
             client_id = $6, closed_at = $7, session = $8, updated_at = $9
         WHERE id = $1",
    )
    .bind(agent.id)
    .bind(&agent.email)
    .bind(&agent.first_name)
    .bind(&agent.last_name)
    .bind(agent.role)
    .bind(agent.client_id)
    .bind(&agent.closed_at)
    .bind(agent.session)
    .bind(&agent.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

/// Whether there is anybody: an office that knows nobody is not set up.
pub(crate) async fn any(database: impl SqliteExecutor<'_>) -> sqlx::Result<bool> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM agents)")
        .fetch_one(database)
        .await
}

/// Whether somebody else than this agent can do everything.
pub(crate) async fn another_administrator(
    database: &mut SqliteConnection,
    id: i64,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM agents
             WHERE role = 'administrator' AND closed_at IS NULL AND id <> $1)",
    )
    .bind(id)
    .fetch_one(database)
    .await
}

/// Whether an e-mail address in lower case is another agent's.
pub(crate) async fn is_taken(
    database: &mut SqliteConnection,
    email: &str,
    id: i64,
) -> sqlx::Result<bool> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM agents WHERE email = $1 AND id <> $2)")
        .bind(email)
        .bind(id)
        .fetch_one(database)
        .await
}

pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<Agent>> {
    sqlx::query_as("SELECT * FROM agents WHERE id = $1")
        .bind(id)
        .fetch_optional(database)
        .await
}

/// All of them.
pub(crate) async fn all(database: &SqlitePool) -> sqlx::Result<Vec<Agent>> {
    sqlx::query_as("SELECT * FROM agents ORDER BY id")
        .fetch_all(database)
        .await
}

/// The agent with an e-mail address in lower case.
pub(crate) async fn by_email(database: &SqlitePool, email: &str) -> sqlx::Result<Option<Agent>> {
    sqlx::query_as("SELECT * FROM agents WHERE email = $1")
        .bind(email)
        .fetch_optional(database)
        .await
}

/// Deletes the users of a client. One whose papers somebody else needs is closed, and nobody's name.
pub(crate) async fn delete_of_client(
    database: &mut SqliteConnection,
    client: i64,
    moment: &str,
) -> sqlx::Result<()> {
    let users: Vec<i64> = sqlx::query_scalar("SELECT id FROM agents WHERE client_id = $1")
        .bind(client)
        .fetch_all(&mut *database)
        .await?;
    for user in users {
        sqlx::query("DELETE FROM answers WHERE agent_id = $1")
            .bind(user)
            .execute(&mut *database)
            .await?;
        let deleted = sqlx::query("DELETE FROM agents WHERE id = $1")
            .bind(user)
            .execute(&mut *database)
            .await;
        match deleted {
            Err(sqlx::Error::Database(error)) if error.is_foreign_key_violation() => {
                become_nobody(database, user, moment).await?;
            }
            other => _ = other?,
        }
    }
    Ok(())
}

/// Closes an account for good, without the name and the address of its user.
async fn become_nobody(database: &mut SqliteConnection, id: i64, moment: &str) -> sqlx::Result<()> {
    recoveries::forget(database, id).await?;
    sqlx::query(
        "UPDATE agents SET email = 'client-' || id || '@deleted.invalid', password_hash = '',
             first_name = 'Deleted', last_name = 'client', client_id = NULL,
             closed_at = COALESCE(closed_at, $2), session = session + 1, updated_at = $2
         WHERE id = $1",
    )
    .bind(id)
    .bind(moment)
    .execute(database)
    .await?;
    Ok(())
}

/// Gives an agent another password, and ends every session that the agent has.
pub(crate) async fn set_password(
    database: &mut SqliteConnection,
    id: i64,
    hash: &str,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE agents SET password_hash = $2, session = session + 1, updated_at = $3
         WHERE id = $1",
    )
    .bind(id)
    .bind(hash)
    .bind(stamp(now))
    .execute(database)
    .await?;
    Ok(())
}

/// Notes that an agent has signed in.
pub(crate) async fn signed_in(
    database: &mut SqliteConnection,
    id: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("UPDATE agents SET last_login_at = $2 WHERE id = $1")
        .bind(id)
        .bind(stamp(now))
        .execute(database)
        .await?;
    Ok(())
}

/// A window on the list of agents. What is `None` does not narrow it down.
pub(crate) struct Window {
    pub(crate) role: Option<Role>,
    pub(crate) is_closed: Option<bool>,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

macro_rules! narrowed {
    () => {
        "WHERE role = COALESCE($3, role) AND ($4 IS NULL OR (closed_at IS NOT NULL) = $4)"
    };
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM agents ", narrowed!());
    let (count,) = asked(COUNT, window).fetch_one(database).await?;
    Ok(count)
}

/// Names are kept as they are written, so whoever wants the order of names has them sorted once they
/// are read.
pub(crate) async fn list(database: &SqlitePool, window: &Window) -> sqlx::Result<Vec<Agent>> {
    if window.sort != Sort::LastName {
        return asked(window.sort.narrowed(window.direction), window)
            .fetch_all(database)
            .await;
    }
    let (offset, limit) = (0, i64::MAX);
    let whole = Window {
        offset,
        limit,
        ..*window
    };
    let statement = Sort::Id.narrowed(SortDirection::Asc);
    let all: Vec<Agent> = asked(statement, &whole).fetch_all(database).await?;
    let part = (window.offset, window.limit);
    let sorted = sorted(all, window.direction, part, |agent| &agent.last_name);
    Ok(sorted)
}

fn asked<'q, T: for<'r> FromRow<'r, SqliteRow>>(
    statement: &'static str,
    window: &'q Window,
) -> QueryAs<'q, Sqlite, T, SqliteArguments> {
    sqlx::query_as(statement)
        .bind(window.limit)
        .bind(window.offset)
        .bind(window.role)
        .bind(window.is_closed)
}

sorts! {
    table "agents" shows "t.*";
    by {
        Id        "id"         "id";
        Email     "email"      "email";
        LastName  "last_name"  "last_name";
        UpdatedAt "updated_at" "updated_at";
    }
    narrowed = narrowed!();
}

#[cfg(test)]
mod tests {
    use super::{super::page::tests::each_order_reads, *};

    #[tokio::test]
    async fn a_page_of_any_order_is_read() {
        each_order_reads("agents", Sort::ALL, Sort::column, Sort::narrowed).await;
    }
}
