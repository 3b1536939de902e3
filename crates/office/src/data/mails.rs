//! E-mail that waits to be sent.

use chrono::{DateTime, Utc};
use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

use crate::clock::stamp;

/// A mail that waits.
#[derive(Clone, FromRow)]
pub(crate) struct MailRow {
    pub(crate) id: i64,
    /// The piece of correspondence that it is; otherwise it goes to a user of the office.
    pub(crate) correspondence_id: Option<i64>,
    pub(crate) user_id: Option<i64>,
    pub(crate) recipient: String,
    pub(crate) subject: String,
    pub(crate) body: String,
    pub(crate) message_id: String,
    pub(crate) attempts: i64,
    /// When it is given up.
    pub(crate) until: DateTime<Utc>,
    /// Why the last try failed.
    pub(crate) said: Option<String>,
}

/// A mail to be sent.
pub(crate) struct NewMail<'a> {
    pub(crate) of: MailOf,
    pub(crate) recipient: &'a str,
    pub(crate) subject: &'a str,
    pub(crate) body: &'a str,
    pub(crate) message_id: &'a str,
    pub(crate) until: DateTime<Utc>,
}

/// What a mail is.
#[derive(Clone, Copy)]
pub(crate) enum MailOf {
    /// A piece of correspondence.
    Piece(i64),
    /// The office's own, to a user.
    User(i64),
}

macro_rules! shown {
    ($rest:literal) => {
        concat!(
            "SELECT id, correspondence_id, user_id, recipient, subject, body, message_id, attempts,
                 until, said
             FROM mails ",
            $rest
        )
    };
}

/// Lets a mail wait to be sent.
pub(crate) async fn add(
    database: &mut SqliteConnection,
    mail: &NewMail<'_>,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    let (piece, user) = match mail.of {
        MailOf::Piece(id) => (Some(id), None),
        MailOf::User(id) => (None, Some(id)),
    };
    sqlx::query(
        "INSERT INTO mails (correspondence_id, user_id, recipient, subject, body, message_id, state,
             attempts, next_at, until)
         VALUES ($1, $2, $3, $4, $5, $6, 'waits', 0, $7, $8)",
    )
    .bind(piece)
    .bind(user)
    .bind(mail.recipient)
    .bind(mail.subject)
    .bind(mail.body)
    .bind(mail.message_id)
    .bind(stamp(now))
    .bind(stamp(mail.until))
    .execute(database)
    .await?;
    Ok(())
}

/// A mail whose text was on its way when the office ended.
pub(crate) async fn interrupted(
    database: impl SqliteExecutor<'_>,
) -> sqlx::Result<Option<MailRow>> {
    sqlx::query_as(shown!("WHERE state = 'sending' ORDER BY id LIMIT 1"))
        .fetch_optional(database)
        .await
}

/// A mail that nobody wants any more.
pub(crate) async fn expired(
    database: impl SqliteExecutor<'_>,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<MailRow>> {
    sqlx::query_as(shown!(
        "WHERE state = 'waits' AND until <= $1 ORDER BY id LIMIT 1"
    ))
    .bind(stamp(now))
    .fetch_optional(database)
    .await
}

/// The mail whose turn it is.
pub(crate) async fn due(
    database: impl SqliteExecutor<'_>,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<MailRow>> {
    sqlx::query_as(shown!(
        "WHERE state = 'waits' AND next_at <= $1 ORDER BY next_at, id LIMIT 1"
    ))
    .bind(stamp(now))
    .fetch_optional(database)
    .await
}

/// When the next turn is.
pub(crate) async fn next(database: impl SqliteExecutor<'_>) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar("SELECT MIN(next_at) FROM mails WHERE state = 'waits'")
        .fetch_one(database)
        .await
}

/// All that waits, the earliest first.
pub(crate) async fn waiting(database: impl SqliteExecutor<'_>) -> sqlx::Result<Vec<MailRow>> {
    sqlx::query_as(shown!("WHERE state = 'waits' ORDER BY id"))
        .fetch_all(database)
        .await
}

/// How much waits, and why what was tried last could not be sent.
pub(crate) async fn standing(
    database: impl SqliteExecutor<'_>,
) -> sqlx::Result<(i64, Option<String>)> {
    sqlx::query_as(
        "SELECT (SELECT COUNT(*) FROM mails),
             (SELECT said FROM mails WHERE said IS NOT NULL ORDER BY next_at DESC, id LIMIT 1)",
    )
    .fetch_one(database)
    .await
}

/// Counts a try before it is made, and says when the next one would be.
pub(crate) async fn tries(
    database: &mut SqliteConnection,
    id: i64,
    next: DateTime<Utc>,
) -> sqlx::Result<bool> {
    let counted = sqlx::query(
        "UPDATE mails SET attempts = attempts + 1, next_at = $2 WHERE id = $1 AND state = 'waits'",
    )
    .bind(id)
    .bind(stamp(next))
    .execute(database)
    .await?;
    Ok(counted.rows_affected() > 0)
}

/// Notes that a mail's text is on its way from here on, and says whether it is still to be sent by
/// the mail server that was set then.
pub(crate) async fn sends(
    database: &mut SqliteConnection,
    id: i64,
    set_at: &str,
) -> sqlx::Result<bool> {
    let noted = sqlx::query(
        "UPDATE mails SET state = 'sending' WHERE id = $1 AND state = 'waits'
             AND EXISTS (SELECT 1 FROM mail_servers WHERE updated_at = $2)",
    )
    .bind(id)
    .bind(set_at)
    .execute(database)
    .await?;
    Ok(noted.rows_affected() > 0)
}

/// Gives everything that waits its turn now.
pub(crate) async fn hurry(database: &mut SqliteConnection, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query("UPDATE mails SET next_at = $1 WHERE state = 'waits'")
        .bind(stamp(now))
        .execute(database)
        .await?;
    Ok(())
}

/// Lets a mail wait for its next turn, and keeps why.
pub(crate) async fn waits(
    database: &mut SqliteConnection,
    id: i64,
    said: &str,
) -> sqlx::Result<()> {
    sqlx::query("UPDATE mails SET state = 'waits', said = $2 WHERE id = $1")
        .bind(id)
        .bind(said)
        .execute(database)
        .await?;
    Ok(())
}

/// Gives a mail up: nobody tries to send it from here on.
pub(crate) async fn gives_up(
    database: &mut SqliteConnection,
    id: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("UPDATE mails SET state = 'waits', until = $2 WHERE id = $1")
        .bind(id)
        .bind(stamp(now))
        .execute(database)
        .await?;
    Ok(())
}

/// The latest mail to a user that was given up.
pub(crate) async fn given_up(
    database: impl SqliteExecutor<'_>,
    user: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<MailRow>> {
    sqlx::query_as(shown!(
        "WHERE user_id = $1 AND state = 'waits' AND until <= $2 ORDER BY id DESC LIMIT 1"
    ))
    .bind(user)
    .bind(stamp(now))
    .fetch_optional(database)
    .await
}

/// Takes out what was given up of what was to be sent to a user.
pub(crate) async fn remove_given_up(
    database: &mut SqliteConnection,
    user: i64,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM mails WHERE user_id = $1 AND state = 'waits' AND until <= $2")
        .bind(user)
        .bind(stamp(now))
        .execute(database)
        .await?;
    Ok(())
}

/// Takes a mail out of what waits, and says whether it was still there.
pub(crate) async fn remove(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    let removed = sqlx::query("DELETE FROM mails WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(removed.rows_affected() > 0)
}

/// Takes a piece out of what waits, and says whether it was not on its way yet.
pub(crate) async fn take_back(database: &mut SqliteConnection, piece: i64) -> sqlx::Result<bool> {
    let taken = sqlx::query("DELETE FROM mails WHERE correspondence_id = $1 AND state = 'waits'")
        .bind(piece)
        .execute(database)
        .await?;
    Ok(taken.rows_affected() > 0)
}

/// Takes out what waits to be sent to a user: it is of no use any more.
pub(crate) async fn forget(database: &mut SqliteConnection, user: i64) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM mails WHERE user_id = $1 AND state = 'waits'")
        .bind(user)
        .execute(database)
        .await?;
    Ok(())
}
