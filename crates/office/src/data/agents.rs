//! Those who sign in.

use chrono::{DateTime, Utc};
use contract::portal::{User, UserAccessLog, UserInShort};
use sqlx::{FromRow, SqliteConnection, SqliteExecutor, SqlitePool};

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
    pub(crate) last_login_at: Option<String>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

impl Agent {
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
            created_at: Some(self.created_at),
            email: Some(self.email),
            first_name: Some(self.first_name),
            id: Some(self.id),
            is_disabled: Some(false),
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

pub(crate) async fn add(
    database: &mut SqliteConnection,
    agent: &NewAgent<'_>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO agents (email, password_hash, first_name, last_name, role, client_id,
             created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
    )
    .bind(agent.email)
    .bind(agent.password_hash)
    .bind(agent.first_name)
    .bind(agent.last_name)
    .bind(agent.role)
    .bind(agent.client_id)
    .bind(stamp(now))
    .execute(database)
    .await?;
    Ok(())
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
