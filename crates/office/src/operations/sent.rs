//! How what was sent is shown: on its own, and with the negative items that it is about.

use std::collections::{HashMap, hash_map::Entry};

use contract::portal::{Attachment, Correspondence, CorrespondenceAttribute, UserInShort};

use super::attachments::sized;
use crate::{
    data::{agents, attachments, correspondence::CorrespondenceRow},
    server::Refusal,
    shared::Shared,
};

/// The records of rows, in their order.
pub(super) async fn shown(
    office: &Shared,
    rows: Vec<CorrespondenceRow>,
) -> Result<Vec<Correspondence>, Refusal> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let database = office.database.readers();
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut files: HashMap<i64, Vec<Attachment>> = HashMap::new();
    for (piece, file) in attachments::sent(database, &ids).await? {
        if let Some(file) = Refusal::unless_gone(sized(office, file).await)? {
            files.entry(piece).or_default().push(file.shown());
        }
    }
    let mut senders: HashMap<i64, UserInShort> = HashMap::new();
    for row in &rows {
        if let Entry::Vacant(entry) = senders.entry(row.user_id) {
            let agent = agents::find(database, row.user_id).await?;
            let agent = agent.ok_or_else(|| Refusal::inside("a letter has no sender"))?;
            entry.insert(agent.in_short());
        }
    }
    let shown = rows.into_iter().map(|row| {
        let files = files.remove(&row.id).unwrap_or_default();
        let sender = senders.get(&row.user_id).cloned().unwrap_or_default();
        show(row, files, sender)
    });
    shown.collect()
}

/// One record. What it says is shown where no file says it.
pub(super) fn show(
    row: CorrespondenceRow,
    files: Vec<Attachment>,
    sender: UserInShort,
) -> Result<Correspondence, Refusal> {
    let attributes = serde_json::from_str(&row.attributes);
    let mut attributes: Vec<CorrespondenceAttribute> =
        attributes.map_err(|_| Refusal::inside("attributes are not JSON"))?;
    if files.is_empty() {
        attributes.extend(row.content.map(|content| CorrespondenceAttribute {
            name: Some("content".to_owned()),
            value: Some(content),
        }));
    }
    Ok(Correspondence {
        attachments: files,
        attributes,
        client_id: row.client_id,
        created_at: Some(row.created_at),
        id: Some(row.id),
        negative_item_id: row.negative_item_id,
        run_by: Some(sender),
        kind: Some(row.kind),
        updated_at: Some(row.updated_at),
    })
}
