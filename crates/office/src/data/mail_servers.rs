//! The mail server that e-mail is sent by.

use contract::office::{MailSecurity, MailServer};
use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

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
        "SELECT host, port, security, username, password, from_address, from_name, updated_at
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

/// Keeps a mail server in the place of the one before.
pub(crate) async fn keep(database: &mut SqliteConnection, row: &MailServerRow) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO mail_servers (id, host, port, security, username, password, from_address,
             from_name, updated_at)
         VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (id) DO UPDATE SET host = $1, port = $2, security = $3, username = $4,
             password = $5, from_address = $6, from_name = $7, updated_at = $8",
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

pub(crate) async fn remove(database: &mut SqliteConnection) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM mail_servers")
        .execute(database)
        .await?;
    Ok(())
}
