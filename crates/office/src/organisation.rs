//! The ids under which the other systems know this office and its clients: UUIDs of version 8
//! (RFC 9562), made from what is there anyway, so that none has to be kept.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::token;

/// The office itself, which only its secret makes.
pub(crate) fn id(secret: &str) -> Uuid {
    made(&token::seal(secret.as_bytes(), "organisation: id"), 0)
}

/// A client's private record, which only the client's key makes.
pub(crate) fn record(client_key: &str, client: i64) -> Uuid {
    made(&Sha256::digest(client_key).into(), client)
}

/// Something of Unaport's: what it is, and its number. Only the office's secret makes it.
pub(crate) fn of_unaport(secret: &str, what: &str, number: i64) -> Uuid {
    let text = format!("unaport: {what} {number}");
    made(&token::seal(secret.as_bytes(), &text), number)
}

/// The number in such an id, if it is one of this office's.
pub(crate) fn in_unaport(secret: &str, what: &str, id: &str) -> Option<i64> {
    let id = Uuid::parse_str(id).ok()?;
    let number = client(id);
    (of_unaport(secret, what, number) == id).then_some(number)
}

/// The number of the client whose private record it may be: whoever has another record is not
/// meant.
pub(crate) fn client(record: Uuid) -> i64 {
    let mut number = [0; 8];
    number[2..].copy_from_slice(&record.as_bytes()[10..]);
    i64::from_be_bytes(number)
}

/// Ten bytes of a seal, and the number in six: 281 thousand billions.
fn made(seal: &[u8; 32], number: i64) -> Uuid {
    let mut bytes = [0; 16];
    bytes[..10].copy_from_slice(&seal[..10]);
    bytes[10..].copy_from_slice(&number.to_be_bytes()[2..]);
    Uuid::new_v8(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_leads_to_its_client_and_is_made_by_the_client_s_key() {
        for number in [1, 300, 1_000_000] {
            let record = record("key", number);
            assert_eq!(client(record), number);
            assert_ne!(record, super::record("another", number));
        }
        assert_ne!(id("secret"), id("another"));
    }

    #[test]
    fn an_id_of_unaport_leads_to_its_number_in_the_office_that_made_it() {
        let made = of_unaport("secret", "consent", 7).to_string();
        assert_eq!(in_unaport("secret", "consent", &made), Some(7));
        assert_eq!(in_unaport("secret", "session", &made), None);
        assert_eq!(in_unaport("another", "consent", &made), None);
        assert_eq!(in_unaport("secret", "consent", "7"), None);
    }
}
