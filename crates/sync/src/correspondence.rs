//! Something that was sent, as the server says it, made into a row of the cache.

use contract::{decode, portal::Correspondence};
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::table::{correspondence::Correspondence as Row, quarantine::Unread};

/// Reads one record; one that cannot be read is put aside with the reason.
pub(crate) fn row(record: &Value, now: &str) -> Result<Row, Unread> {
    let text = record.to_string();
    let hash = Sha256::digest(&text).to_vec();
    let unread = |reason: &str| Unread {
        hash: hash.clone(),
        record: text.clone(),
        reason: reason.to_owned(),
    };
    let sent: Correspondence = decode(record).map_err(|reason| unread(&reason))?;
    let Some(id) = sent.id.filter(|id| *id > 0) else {
        return Err(unread("the record has no id"));
    };
    Ok(Row {
        id,
        // What is about nobody is nobody's.
        client_id: sent.client_id.unwrap_or_default(),
        kind: sent.kind.unwrap_or_default(),
        created_at: sent.created_at.unwrap_or_default(),
        updated_at: sent.updated_at.unwrap_or_default(),
        record: text.clone(),
        content_hash: hash.clone(),
        fetched_at: now.to_owned(),
    })
}
