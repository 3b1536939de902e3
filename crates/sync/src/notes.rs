//! A note as the server sends it, made into a row of the cache.

use contract::{decode, portal::Note};
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::table::{notes::Note as Row, quarantine::Unread};

/// Reads one record; one that cannot be read is put aside with the reason.
pub(crate) fn row(record: &Value, now: &str) -> Result<Row, Unread> {
    let text = record.to_string();
    let hash = Sha256::digest(&text).to_vec();
    let note: Note = match decode(record) {
        Ok(note) => note,
        Err(reason) => {
            return Err(Unread {
                hash,
                record: text,
                reason,
            });
        }
    };
    let ids = note.id.filter(|id| *id > 0).zip(note.client_id);
    let Some((id, client_id)) = ids else {
        let reason = "the record has no id or no client".to_owned();
        return Err(Unread {
            hash,
            record: text,
            reason,
        });
    };
    let user = note.user.unwrap_or_default();
    let name = [user.first_name, user.last_name]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    Ok(Row {
        id,
        client_id,
        note_text: note.note_text.unwrap_or_default(),
        author: name.trim().to_owned(),
        author_email: user.email.unwrap_or_default(),
        created_at: note.created_at.unwrap_or_default(),
        updated_at: note.updated_at.unwrap_or_default(),
        record: text,
        content_hash: hash,
        fetched_at: now.to_owned(),
    })
}
