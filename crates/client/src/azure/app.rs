//! Which directory at Microsoft a firm's agents are in, and which application the Portal is there.

use contract::FieldErrors;

use crate::uuid::is_uuid;

/// The longest name of a domain and of a part of it (RFC 1035, 2.3.4, less the lengths and the root).
const DOMAIN: usize = 253;
const LABEL: usize = 63;

/// Where a firm's agents sign in: of the account's settings. Both are as they stand in an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AzureApp {
    tenant: String,
    client_id: String,
}

impl AzureApp {
    /// Reads both as Azure shows them.
    ///
    /// # Errors
    /// `tenant` where it is neither a UUID nor a domain, `client_id` where it is no UUID.
    pub fn parse(tenant: &str, client_id: &str) -> Result<Self, FieldErrors> {
        let read = |text: &str| text.trim().to_ascii_lowercase();
        let (tenant, client_id) = (read(tenant), read(client_id));
        let mut errors = FieldErrors::default();
        if !is_uuid(&tenant) && !is_domain(&tenant) {
            errors.add("tenant", "must be a UUID, or one of the firm's domains");
        }
        if !is_uuid(&client_id) {
            errors.add("client_id", "must be a UUID");
        }
        if errors.is_empty() {
            Ok(Self { tenant, client_id })
        } else {
            Err(errors)
        }
    }

    /// The firm's directory: a UUID or one of its domains.
    #[must_use]
    pub fn tenant(&self) -> &str {
        &self.tenant
    }

    /// The Portal's application there, a UUID.
    #[must_use]
    pub fn client_id(&self) -> &str {
        &self.client_id
    }
}

fn is_domain(text: &str) -> bool {
    let is_letter = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'-';
    let is_label = |label: &str| {
        (1..=LABEL).contains(&label.len())
            && label.bytes().all(is_letter)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= DOMAIN && text.contains('.') && text.split('.').all(is_label)
}
