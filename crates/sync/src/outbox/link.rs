//! An attachment becomes a client's document. The server has it when the client's list shows this
//! attachment.

use client::{Failure, Portal};
use contract::{
    Call, FieldErrors,
    portal::{DocumentListing, DocumentsLink, DocumentsList, NewDocument},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
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
    let body: Body = serde_json::from_str(&operation.body).map_err(|_| unknown("type"))?;
    let call = Call::<DocumentsLink> {
        path: (),
        query: (),
        body: NewDocument {
            kind: word("type", body.doc_type)?,
            subtype: Some(word("subtype", body.subtype)?),
            attachment_id: attachment,
            client_id: Some(operation.client_id),
        },
    };
    portal.write(&call, &operation.key).await
}

/// A word of the server's as the contract knows it.
fn word<T: DeserializeOwned>(field: &str, word: String) -> Result<T, Failure> {
    serde_json::from_value(Value::String(word)).map_err(|_| unknown(field))
}

fn unknown(field: &str) -> Failure {
    Failure::Invalid(FieldErrors::one(field, "is none that the server knows"))
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
