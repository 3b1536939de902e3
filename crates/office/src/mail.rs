//! E-mail that the office sends itself, where a mail server is set. One mail after the other; what
//! the server may have taken is never sent again.
//!
//! ```text
//! waits ── connect, sign in, from, to ──> sending ── text ──> sent
//!   ^               │ not now                 │                failed   the server refused it
//!   └───────────────┘ until it is given up    └ no answer ───> unclear
//! ```

mod conversation;
mod message;
mod post;

use chrono::{DateTime, Utc};
use sqlx::SqliteConnection;

use crate::{
    data::{
        mail_servers,
        mails::{self, MailOf, NewMail},
    },
    random,
    server::Refusal,
    shared::Shared,
};

pub(crate) use conversation::Came;
pub(crate) use post::{begin, give_back, lay_down, try_out};

/// How a piece stands that is on its way to the mail server.
pub(crate) const QUEUED: &str = "queued";
/// How a piece stands that nobody has sent yet.
pub(crate) const OUTGOING: &str = "outgoing";
/// How a piece stands that was sent.
pub(crate) const SENT: &str = "sent";
/// How a piece stands that the mail server refused.
pub(crate) const FAILED: &str = "failed";
/// How a piece stands that the mail server may have taken.
pub(crate) const UNCLEAR: &str = "unclear";

/// Whether mail servers take an address.
pub(crate) fn is_address(text: &str) -> bool {
    message::address(text).is_some()
}

/// A mail.
pub(crate) struct Mail<'a> {
    pub(crate) of: MailOf,
    pub(crate) to: &'a str,
    pub(crate) subject: &'a str,
    pub(crate) body: &'a str,
    /// When it is given up.
    pub(crate) until: DateTime<Utc>,
}

/// Whether the office sends its e-mail itself.
pub(crate) async fn is_sent(database: &mut SqliteConnection) -> Result<bool, Refusal> {
    Ok(mail_servers::any(database).await?)
}

/// Whether the office can send something now that cannot wait, as far as it knows.
pub(crate) async fn goes_now(office: &Shared) -> Result<bool, Refusal> {
    let now = office.clock.now();
    Ok(mail_servers::takes(office.database.readers(), now).await?)
}

/// Lets a mail wait to be sent. Whoever commits it wakes the sender: `Shared::mail`.
pub(crate) async fn queue(
    database: &mut SqliteConnection,
    mail: &Mail<'_>,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let message_id = random::uuid().map_err(|_| Refusal::inside("there are no random bytes"))?;
    let new = NewMail {
        of: mail.of,
        recipient: mail.to,
        subject: mail.subject,
        body: mail.body,
        message_id: &message_id,
        until: mail.until,
    };
    Ok(mails::add(database, &new, now).await?)
}
