//! The ids under which the other systems know this office and its clients: UUIDs of version 8
//! (RFC 9562) that its secret and a number make, so that none has to be kept, and none can be
//! guessed.

use uuid::Uuid;

use crate::token;

/// The office itself.
pub(crate) fn id(secret: &str) -> Uuid {
    made(secret, 0)
}

/// A client's private record.
pub(crate) fn record(secret: &str, client: i64) -> Uuid {
    made(secret, client)
}

/// The client to whom a private record belongs, who may be gone.
pub(crate) fn client(secret: &str, record: Uuid) -> Option<i64> {
    let mut number = [0; 8];
    number[2..].copy_from_slice(&record.as_bytes()[10..]);
    let client = i64::from_be_bytes(number);
    (client > 0 && made(secret, client) == record).then_some(client)
}

/// Ten bytes that only the secret makes, and the number in six: 281 thousand billions.
fn made(secret: &str, number: i64) -> Uuid {
    let seal = token::seal(secret.as_bytes(), &format!("record: {number}"));
    let mut bytes = [0; 16];
    bytes[..10].copy_from_slice(&seal[..10]);
    bytes[10..].copy_from_slice(&number.to_be_bytes()[2..]);
    Uuid::new_v8(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_leads_to_its_client_and_nothing_else_does() {
        for client_id in [1, 300, 1_000_000] {
            let record = record("secret", client_id);
            assert_eq!(client("secret", record), Some(client_id));
            assert_eq!(client("another", record), None);
        }
        assert_eq!(client("secret", id("secret")), None);
        assert_eq!(client("secret", Uuid::from_u128(7)), None);
    }
}
