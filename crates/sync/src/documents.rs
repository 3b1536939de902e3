//! A client's documents: listed whole, client by client, because the server has no list of all of
//! them. What they contain is fetched when it is opened.

use chrono::Utc;
use client::{Failure, Listed};
use contract::{
    Call, decode,
    portal::{Document, DocumentListing, DocumentsList},
};
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::table::{
    documents::{self, Document as Row},
    quarantine::{self, Unread},
};

use crate::{
    PullError, Pulled,
    patience::patiently,
    pull::{With, until},
    time,
};

/// Records a page; the most that the Portal documents.
const PER_PAGE: i64 = 100;
/// The most pages that a client's list may have.
const PAGES: i64 = 50;

/// Brings the list of one client's documents up to date. A server that refuses or garbles it may
/// not stop what else is brought.
pub(crate) async fn of_client(with: With<'_>, client_id: i64) -> Result<(), PullError> {
    let mut records = Vec::new();
    for page in 1..=PAGES {
        let asked = patiently(|| listed(with, client_id, page));
        let listed = match until(with.cancel, asked).await? {
            Ok(listed) => listed,
            Err(failure) if failure.is_forbidden() => return hidden(with, client_id).await,
            Err(Failure::Rejected { .. } | Failure::Uncertain(_)) => return Ok(()),
            Err(failure) => return Err(failure.into()),
        };
        let last = listed.page.meta.unwrap_or_default().last_page;
        let empty = listed.page.rows.is_empty();
        records.extend(listed.page.rows);
        if empty || page >= last.unwrap_or(page) {
            break;
        }
    }
    keep(with, client_id, &records).await
}

async fn listed(with: With<'_>, client_id: i64, page: i64) -> Result<Listed, Failure> {
    let call = Call::<DocumentsList> {
        path: (),
        query: DocumentListing {
            client_id,
            page: Some(page),
            per_page: Some(PER_PAGE),
            ..DocumentListing::default()
        },
        body: (),
    };
    with.portal.list(&call).await
}

async fn keep(with: With<'_>, client_id: i64, records: &[Value]) -> Result<(), PullError> {
    let now = time::text(Utc::now());
    let (mut rows, mut unread) = (Vec::new(), Vec::new());
    for record in records {
        match row(record, client_id, &now) {
            Ok(row) => rows.push(row),
            Err(reason) => unread.push(reason),
        }
    }
    let first = documents::listed_at(with.cache, client_id).await?.is_none();
    let mut tx = with.cache.database().write().await?;
    let listed = documents::list(&mut tx, client_id, &rows, &now).await?;
    quarantine::put_aside(&mut tx, "documents", &unread, &now).await?;
    tx.commit().await?;
    // That there are none is news too, the first time.
    if first || listed.changed {
        with.reporter.changed(Pulled::Documents, &[client_id]);
    }
    Ok(())
}

/// The server hides this client's documents from this agent.
async fn hidden(with: With<'_>, client_id: i64) -> Result<(), PullError> {
    let mut tx = with.cache.database().write().await?;
    documents::purge(&mut tx, client_id).await?;
    tx.commit().await?;
    with.reporter.changed(Pulled::Documents, &[client_id]);
    Ok(())
}

/// The attachment that a document's record is about.
pub(crate) fn attachment_id(record: &Value) -> Option<i64> {
    let document: Document = decode(record).ok()?;
    document.attachment?.id.filter(|id| *id > 0)
}

/// Reads one record; one that cannot be read, or is another client's, is put aside with the reason.
pub(crate) fn row(record: &Value, client_id: i64, now: &str) -> Result<Row, Unread> {
    let text = record.to_string();
    let hash = Sha256::digest(&text).to_vec();
    let aside = |reason: String| Unread {
        hash: hash.clone(),
        record: text.clone(),
        reason,
    };
    let document: Document = decode(record).map_err(aside)?;
    let attachment = document.attachment.unwrap_or_default();
    let Some(attachment_id) = attachment.id.filter(|id| *id > 0) else {
        return Err(aside("the record has no attachment".to_owned()));
    };
    let owner = document.client.and_then(|client| client.id);
    if owner.is_some_and(|owner| owner != client_id) {
        return Err(aside("the record is another client's".to_owned()));
    }
    let author = document.author.unwrap_or_default();
    let author = [author.first_name, author.last_name];
    let author: Vec<String> = author.into_iter().flatten().collect();
    Ok(Row {
        attachment_id,
        client_id,
        caption: attachment.caption.unwrap_or_default(),
        doc_type: document.kind.unwrap_or_default(),
        subtype: document.subtype.unwrap_or_default(),
        extension: attachment
            .extension
            .unwrap_or_default()
            .to_ascii_lowercase(),
        size: attachment.size.unwrap_or_default().max(0),
        author: author.join(" ").trim().to_owned(),
        created_at: document
            .created_at
            .or(attachment.created_at)
            .unwrap_or_default(),
        content_hash: hash,
        record: text,
        fetched_at: now.to_owned(),
    })
}
