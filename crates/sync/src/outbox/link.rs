//! An attachment becomes a client's document. The server has it when the client's list shows this
//! attachment.

use client::{Failure, Portal};
use contract::{
    Call,
    portal::{
        DocumentListing, DocumentSubtype, DocumentType, DocumentsLink, DocumentsList, NewDocument,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use store::table::operations::Operation;

use super::machine::Found;
use crate::documents::attachment_id;

/// Documents a page.
const PER_PAGE: i64 = 100;
/// The most pages that a client's list may have.
const PAGES: i64 = 50;

/// What the outbox keeps of a document to be made.
#[derive(Clone, Serialize, Deserialize)]
pub struct Body {
    /// The Portal's type.
    pub doc_type: String,
    /// The Portal's subtype.
    pub subtype: String,
}

/// Links it; returns the record.
pub(crate) async fn send(
    portal: &Portal,
    operation: &Operation,
    attachment: i64,
) -> Result<Value, Failure> {
    let body: Body = serde_json::from_str(&operation.body)
        .map_err(|_| Failure::Invalid(contract::FieldErrors::one("type", "cannot be read")))?;
    let call = Call::<DocumentsLink> {
        path: (),
        query: (),
        body: NewDocument {
            r#type: DocumentType::from(body.doc_type.as_str()),
            subtype: Some(DocumentSubtype::from(body.subtype.as_str())),
            attachment_id: attachment,
            client_id: Some(operation.client_id),
        },
    };
    portal.write(&call, &operation.key).await
}

/// Looks for it in the client's list.
pub(crate) async fn look(
    portal: &Portal,
    client_id: i64,
    attachment: i64,
) -> Result<(Found, Option<Value>), Failure> {
    for page in 1..=PAGES {
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
        let listed = portal.list(&call).await?.page;
        let found = listed
            .rows
            .iter()
            .find(|record| attachment_id(record) == Some(attachment));
        if let Some(record) = found {
            return Ok((Found::One(attachment), Some(record.clone())));
        }
        let last = listed.meta.unwrap_or_default().last_page.unwrap_or(page);
        if listed.rows.is_empty() || page >= last {
            break;
        }
    }
    Ok((Found::Absent, None))
}
