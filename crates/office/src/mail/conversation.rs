//! What is said to a mail server (RFC 5321), up to the text and then the text: only what happens
//! before the text may be done again without asking.

use std::{
    error::Error as _,
    io::{self, ErrorKind},
    time::Duration,
};

use contract::office::MailSecurity;
use lettre::{
    Message,
    transport::smtp::{
        Error,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::ClientId,
    },
};
use tokio::time::timeout;

use crate::data::mail_servers::MailServerRow;

/// How long a mail server may take until it wants the text, and again until it has taken it.
const PATIENCE: Duration = Duration::from_secs(60);
/// The most that is kept of what a mail server says.
const LONGEST: usize = 300;

/// What came of a mail. The sentences say why.
#[derive(Debug)]
pub(crate) enum Came {
    /// The mail server has it.
    Sent,
    /// The mail server does not take it.
    Failed(String),
    /// It is not taken this time.
    Later(String),
    /// The mail server cannot be talked to: what else waits would fare no better.
    Trouble(String),
    /// The mail server may have it, or not.
    Unclear,
}

/// Where a conversation stands.
#[derive(Clone, Copy)]
enum Step {
    Preparing,
    Connecting,
    Encrypting,
    SigningIn,
    Introducing,
    Addressing,
}

/// A mail server that waits for the text.
pub(super) struct Ready(AsyncSmtpConnection);

impl Ready {
    /// Says the text, and hears whether it was taken.
    pub(super) async fn say(mut self, message: &Message) -> Came {
        let said = timeout(PATIENCE, self.0.message(&message.formatted())).await;
        match said {
            Ok(Ok(_)) => {
                // It has the mail, whether or not it says goodbye.
                let _ = timeout(PATIENCE, self.0.quit()).await;
                Came::Sent
            }
            Ok(Err(error)) if error.is_permanent() => Came::Failed(refused(&error)),
            Ok(Err(error)) if error.is_transient() => Came::Later(refused(&error)),
            _ => Came::Unclear,
        }
    }
}

/// Connects, signs in, and says from whom and to whom.
pub(super) async fn begin(server: &MailServerRow, message: &Message) -> Result<Ready, Came> {
    match timeout(PATIENCE, up_to_the_text(server, message)).await {
        Ok(came) => came.map(Ready),
        Err(_) => Err(Came::Trouble("The mail server does not answer.".to_owned())),
    }
}

async fn up_to_the_text(
    server: &MailServerRow,
    message: &Message,
) -> Result<AsyncSmtpConnection, Came> {
    let at = |step| move |error| explained(step, &error);
    let mut connection = connected(server).await?;
    if let (Some(user), Some(password)) = (&server.username, &server.password) {
        let credentials = Credentials::new(user.clone(), password.clone());
        let signed_in = connection.auth(DEFAULT_MECHANISMS, &credentials).await;
        signed_in.map_err(at(Step::SigningIn))?;
    }
    let envelope = message.envelope();
    let from = Mail::new(envelope.from().cloned(), Vec::new());
    let introduced = connection.command(from).await;
    introduced.map_err(at(Step::Introducing))?;
    for to in envelope.to() {
        let to = Rcpt::new(to.clone(), Vec::new());
        let addressed = connection.command(to).await;
        addressed.map_err(at(Step::Addressing))?;
    }
    let wanted = connection.command(Data).await;
    wanted.map_err(at(Step::Addressing))?;
    Ok(connection)
}

/// A connection on which nobody else hears what is said, where that is asked for.
async fn connected(server: &MailServerRow) -> Result<AsyncSmtpConnection, Came> {
    let at = |step| move |error| explained(step, &error);
    // Who calls: an address of this machine says nothing about it.
    let caller = ClientId::default();
    let security = server.security.0;
    let tls = || TlsParameters::new(server.host.clone()).map_err(at(Step::Preparing));
    let at_once = match security {
        MailSecurity::Tls => Some(tls()?),
        MailSecurity::Starttls | MailSecurity::None => None,
    };
    let place = (server.host.as_str(), server.port);
    let connected =
        AsyncSmtpConnection::connect_tokio1(place, Some(PATIENCE), &caller, at_once, None).await;
    let mut connection = connected.map_err(at(Step::Connecting))?;
    if security == MailSecurity::Starttls {
        if !connection.can_starttls() {
            let sentence = "The mail server offers no encryption.".to_owned();
            return Err(Came::Trouble(sentence));
        }
        let encrypted = connection.starttls(tls()?, &caller).await;
        encrypted.map_err(at(Step::Encrypting))?;
    }
    Ok(connection)
}

/// What an error before the text means. Only what is said to whom it goes to is about this mail; all
/// else, also what is said to whom it comes from, is about the mail server, which is left alone for
/// a while: a wrong password that is tried again and again locks an account.
fn explained(step: Step, error: &Error) -> Came {
    let answered = error.status().is_some();
    let sentence = match step {
        Step::Addressing if error.is_permanent() => return Came::Failed(refused(error)),
        Step::Addressing if answered => return Came::Later(refused(error)),
        Step::SigningIn if answered => format!(
            "The mail server does not let the office sign in: {}",
            answer(error)
        ),
        Step::SigningIn if error.is_client() => {
            "The mail server takes no password in a way that the office knows.".to_owned()
        }
        Step::Preparing => "This machine does not say whom to trust.".to_owned(),
        _ if is_unproven(error) => {
            "The mail server does not prove that it is this server.".to_owned()
        }
        _ if answered => refused(error),
        Step::Connecting => "The mail server cannot be reached.".to_owned(),
        _ => "The mail server broke off.".to_owned(),
    };
    Came::Trouble(sentence)
}

/// Whether TLS came to nothing: what is said about it is no message of TLS, or proves nothing.
fn is_unproven(error: &Error) -> bool {
    let mut next = error.source();
    while let Some(source) = next {
        if source.downcast_ref().map(io::Error::kind) == Some(ErrorKind::InvalidData) {
            return true;
        }
        next = source.source();
    }
    error.is_tls()
}

fn refused(error: &Error) -> String {
    format!("The mail server says: {}", answer(error))
}

/// What a mail server said, as one line that is not too long.
fn answer(error: &Error) -> String {
    let code = error.status().map(|code| code.to_string());
    let said = error.source().map(ToString::to_string);
    let words = [code, said].into_iter().flatten().collect::<Vec<_>>();
    let line = words.join(" ").replace(char::is_control, " ");
    line.chars().take(LONGEST).collect()
}
