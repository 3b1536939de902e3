//! A mail as it travels (RFC 5322): plain text, in whatever letters.

use chrono::{DateTime, Utc};
use lettre::{
    Address, Message,
    message::{Mailbox, header::ContentType},
};

use crate::data::mail_servers::MailServerRow;

/// Why an address is none.
const NO_ADDRESS: &str = "The address is not one that mail servers take.";

/// What is written to whom.
pub(super) struct Writing<'a> {
    pub(super) to: &'a str,
    pub(super) subject: &'a str,
    pub(super) body: &'a str,
    /// Unlike that of any other mail.
    pub(super) id: &'a str,
    pub(super) at: DateTime<Utc>,
}

/// An address that mail servers take.
pub(super) fn address(text: &str) -> Option<Address> {
    let address: Address = text.parse().ok()?;
    // The others need a mail server that knows them, and so does every one on the way.
    text.is_ascii().then_some(address)
}

/// The mail, or a sentence on why it cannot be written.
pub(super) fn written(
    from: &MailServerRow,
    writing: &Writing<'_>,
) -> Result<Message, &'static str> {
    let sender = address(&from.from_address).ok_or(NO_ADDRESS)?;
    let to = address(writing.to).ok_or(NO_ADDRESS)?;
    let id = format!("<{}@{}>", writing.id, sender.domain());
    Message::builder()
        .from(Mailbox::new(from.from_name.clone(), sender))
        .to(Mailbox::new(None, to))
        .subject(writing.subject)
        .date(writing.at.into())
        .message_id(Some(id))
        .header(ContentType::TEXT_PLAIN)
        .body(writing.body.to_owned())
        .map_err(|_| "The mail cannot be written.")
}

#[cfg(test)]
mod tests {
    use contract::office::MailSecurity;

    use super::*;
    use crate::data::mail_servers::Security;

    fn from() -> MailServerRow {
        MailServerRow {
            host: "mail.example.com".into(),
            port: 465,
            security: Security(MailSecurity::Tls),
            username: None,
            password: None,
            from_address: "office@example.com".into(),
            from_name: Some("Böhm & Co".into()),
            updated_at: String::new(),
            troubles: 0,
            rests_until: None,
        }
    }

    fn write(to: &str, subject: &str, body: &str) -> Result<String, &'static str> {
        let writing = Writing {
            to,
            subject,
            body,
            id: "one",
            at: DateTime::UNIX_EPOCH,
        };
        let message = written(&from(), &writing)?.formatted();
        Ok(String::from_utf8(message).unwrap())
    }

    #[test]
    fn a_mail_in_any_letters_is_plain_ascii_on_its_way() {
        let mail = write("ana@example.com", "Über uns", "Grüße\nAna").unwrap();
        assert!(mail.is_ascii());
        for line in [
            "To: ana@example.com\r\n",
            "Message-ID: <one@example.com>\r\n",
            "Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n",
            "Content-Type: text/plain; charset=utf-8\r\n",
        ] {
            assert!(mail.contains(line), "{line} {mail}");
        }
    }

    #[test]
    fn a_subject_cannot_add_a_header() {
        let mail = write("ana@example.com", "Hello\r\nBcc: eve@example.com", "x").unwrap();
        assert!(!mail.contains("\nBcc:"), "{mail}");
    }

    #[test]
    fn an_address_that_mail_servers_do_not_take_is_refused() {
        for to in ["ana", "ana@", "zoë@example.com", "a b@example.com"] {
            assert_eq!(write(to, "x", "x"), Err(NO_ADDRESS), "{to}");
        }
    }
}
