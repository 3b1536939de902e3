//! `office.mail.*`: the mail server that the office sends e-mail by. Without one, e-mail lies in the
//! outgoing folder until somebody sends it by hand.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Office;
use crate::{envelope::Bare, operation::operations, portal::Message};

operations! {
    Office, "office";

    /// Reads by which mail server the office sends, and how that goes. Nothing is there where it sends
    /// by none; the password is never there.
    MailGet    = "mail.get",    GET    "/office/mail",      Token, () | () | ()            => Bare<MailServer>, 200 401 403 419 500;
    /// Sends by this mail server from here on. What was put into the outgoing folder before stays
    /// there.
    MailSet    = "mail.set",    PUT    "/office/mail",      Token, () | () | NewMailServer => Bare<MailServer>, 200 401 403 409 419 422 500;
    /// Sends by no mail server any more. What waits to be sent goes to the outgoing folder.
    MailRemove = "mail.remove", DELETE "/office/mail",      Token, () | () | ()            => Bare<Message>,    200 401 403 419 422 500;
    /// Sends a mail to whoever asks, now, and says what came of it.
    MailTry    = "mail.try",    POST   "/office/mail/try",  Token, () | () | ()            => Bare<MailTried>,  200 401 403 409 419 422 500;
}

/// How the way to a mail server is kept secret.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailSecurity {
    /// TLS from the first byte, mostly at port 465.
    #[default]
    Tls,
    /// TLS that is asked for by `STARTTLS` and insisted on, mostly at port 587.
    Starttls,
    /// Nothing: only to a mail server on this machine.
    None,
}

/// A mail server to send by. It takes the place of the one before.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewMailServer {
    /// Its name or address.
    #[schemars(length(min = 1, max = 255))]
    pub host: String,
    /// Its port.
    #[schemars(range(min = 1, max = 65535))]
    pub port: i64,
    /// How the way there is kept secret.
    pub security: MailSecurity,
    /// Who signs in to it; left out where nobody has to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub username: Option<String>,
    /// The password. Left out, the one that is kept stays, for the same user of the same server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 1024))]
    pub password: Option<String>,
    /// The address that mail comes from.
    #[schemars(email, length(min = 3, max = 255))]
    pub from_address: String,
    /// The name that mail comes from; the address alone where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 255))]
    pub from_name: Option<String>,
}

/// The mail server that the office sends by.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MailServer {
    /// The address that mail comes from.
    pub from_address: Option<String>,
    /// The name that mail comes from.
    pub from_name: Option<String>,
    /// Whether a password is kept.
    pub has_password: Option<bool>,
    /// Its name or address.
    pub host: Option<String>,
    /// Its port.
    pub port: Option<i64>,
    /// How the way there is kept secret: one of [`MailSecurity`], or a word of the server's own.
    pub security: Option<String>,
    /// Why the mail that waits could not be sent when it was tried last.
    pub trouble: Option<String>,
    /// When this was changed last.
    pub updated_at: Option<String>,
    /// Who signs in to it.
    pub username: Option<String>,
    /// How much mail waits to be sent.
    pub waiting: Option<i64>,
}

/// What came of a mail that was sent to try a mail server.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MailTried {
    /// Whether the mail server took it.
    pub accepted: Option<bool>,
    /// What came of it, in a sentence.
    pub message: Option<String>,
}

silent!(NewMailServer, MailServer, MailTried);
