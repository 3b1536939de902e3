//! The mail server that e-mail is sent by.

use chrono::{DateTime, Utc};
use contract::office::{MailSecurity, MailServer};
use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

use crate::clock::stamp;

/// The one row.
#[derive(Clone, FromRow)]
pub(crate) struct MailServerRow {
    pub(crate) host: String,
    pub(crate) port: u16,
    #[sqlx(try_from = "String")]
    pub(crate) security: Security,
    pub(crate) username: Option<String>,
    /// There is one exactly where there is a user.
    pub(crate) password: Option<String>,
    pub(crate) from_address: String,
    pub(crate) from_name: Option<String>,
    pub(crate) updated_at: String,
    /// How often in a row it was in trouble.
    pub(crate) troubles: i64,
    /// Until when it is left alone after that.
    pub(crate) rests_until: Option<DateTime<Utc>>,
}

/// How the way to a mail server is kept secret, as it is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Security(pub(crate) MailSecurity);

impl TryFrom<String> for Security {
    type Error = serde_json::Error;

    fn try_from(word: String) -> Result<Self, Self::Error> {
        serde_json::from_value(word.into()).map(Self)
    }
}

impl Security {
    fn word(self) -> &'static str {
        match self.0 {
            MailSecurity::Tls => "tls",
            MailSecurity::Starttls => "starttls",
            MailSecurity::None => "none",
        }
    }
}

impl MailServerRow {
    /// The mail server as the office shows it.
    pub(crate) fn shown(self) -> MailServer {
        MailServer {
            from_address: Some(self.from_address),
            from_name: self.from_name,
            has_password: Some(self.password.is_some()),
            host: Some(self.host),
            port: Some(self.port.into()),
            security: Some(self.security.word().to_owned()),
            updated_at: Some(self.updated_at),
            username: self.username,
            ..MailServer::default()
        }
    }
}

pub(crate) async fn find(database: impl SqliteExecutor<'_>) -> sqlx::Result<Option<MailServerRow>> {
    sqlx::query_as(
        "SELECT host, port, security, username, password, from_address, from_name, updated_at,
             troubles, rests_until
         FROM mail_servers",
    )
    .fetch_optional(database)
    .await
}

/// Whether there is one.
pub(crate) async fn any(database: impl SqliteExecutor<'_>) -> sqlx::Result<bool> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM mail_servers)")
        .fetch_one(database)
        .await
}

/// Whether there is one that can be talked to now, as far as is known.
pub(crate) async fn takes(
    database: impl SqliteExecutor<'_>,
    now: DateTime<Utc>,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM mail_servers WHERE rests_until IS NULL OR rests_until <= $1)",
    )
    .bind(stamp(now))
    .fetch_one(database)
    .await
}

/// Keeps a mail server in the place of the one before. It has been in no trouble yet.
pub(crate) async fn keep(database: &mut SqliteConnection, row: &MailServerRow) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO mail_servers (id, host, port, security, username, password, from_address,
             from_name, updated_at)
         VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (id) DO UPDATE SET host = $1, port = $2, security = $3, username = $4,
             password = $5, from_address = $6, from_name = $7, updated_at = $8, troubles = 0,
             rests_until = NULL",
    )
    .bind(&row.host)
    .bind(row.port)
    .bind(row.security.word())
    .bind(&row.username)
    .bind(&row.password)
    .bind(&row.from_address)
    .bind(&row.from_name)
    .bind(&row.updated_at)
    .execute(database)
    .await?;
    Ok(())
}

/// Leaves the mail server alone until then, if it is still the one that was set at that time.
pub(crate) async fn rests(
    database: &mut SqliteConnection,
    set_at: &str,
    until: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE mail_servers SET troubles = troubles + 1, rests_until = $2 WHERE updated_at = $1",
    )
    .bind(set_at)
    .bind(stamp(until))
    .execute(database)
    .await?;
    Ok(())
}

/// Notes that the mail server is in no trouble.
pub(crate) async fn is_well(database: &mut SqliteConnection) -> sqlx::Result<()> {
    sqlx::query("UPDATE mail_servers SET troubles = 0, rests_until = NULL WHERE troubles > 0")
        .execute(database)
        .await?;
    Ok(())
}

pub(crate) async fn remove(database: &mut SqliteConnection) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM mail_servers")
        .execute(database)
        .await?;
    Ok(())
}
