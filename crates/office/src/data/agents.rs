//! Those who sign in.

use chrono::{DateTime, Utc};
use contract::portal::{Role, User, UserAccessLog, UserInShort};
use sqlx::{FromRow, SqliteConnection, SqliteExecutor, SqlitePool};

use crate::clock::stamp;

/// A person who works with the office.
#[derive(Clone, FromRow)]
pub(crate) struct Agent {
    pub(crate) id: i64,
    /// Lower case.
    pub(crate) email: String,
    pub(crate) password_hash: String,
    pub(crate) first_name: String,
    pub(crate) last_name: String,
    pub(crate) last_login_at: Option<String>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

impl Agent {
    /// The agent as the Portal shows users.
    pub(crate) fn shown(self) -> User {
        User {
            created_at: Some(self.created_at),
            email: Some(self.email),
            first_name: Some(self.first_name),
            id: Some(self.id),
            last_name: Some(self.last_name),
            // Whoever signs in here may do everything: an office has one role so far.
            roles: vec![Role {
                id: Some("administrator".to_owned()),
                name: Some("Administrator".to_owned()),
                permissions: Vec::new(),
            }],
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
}

pub(crate) async fn add(
    database: &mut SqliteConnection,
    agent: &NewAgent<'_>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO agents (email, password_hash, first_name, last_name, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $5)",
    )
    .bind(agent.email)
    .bind(agent.password_hash)
    .bind(agent.first_name)
    .bind(agent.last_name)
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
