//! A client's documents: the server's, and those that wait here. Reading the list never needs the
//! network; a file is fetched when it is first looked at, and stays here encrypted.

use serde::Serialize;
use store::table::{
    documents,
    operations::{self, Operation, State},
    tray,
};
use sync::outbox::{Kind as Sent, LinkBody, UploadBody};
use ts_rs::TS;

use crate::{Desk, DeskError, notes::Mark};

/// A client's documents, and as of when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct DocumentsOfClient {
    /// What waits first, then the server's, newest first.
    pub documents: Vec<DocumentRow>,
    /// When the server last listed them; none before it did.
    pub fetched_at: Option<String>,
}

/// A document in a client's list.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
pub struct DocumentRow {
    /// The server's number of the attachment; none while it waits here.
    #[ts(type = "number | null")]
    pub attachment_id: Option<i64>,
    /// Its number in the tray, while it waits here.
    #[ts(type = "number | null")]
    pub drop: Option<i64>,
    /// What it is called.
    pub name: String,
    /// The Portal's type.
    pub doc_type: String,
    /// The Portal's subtype.
    pub subtype: String,
    /// What can be shown of it.
    pub kind: DocumentKind,
    /// The ending of the file's name.
    pub extension: String,
    /// Bytes, where the server says.
    #[ts(type = "number | null")]
    pub size: Option<i64>,
    /// When it came to the client's file.
    pub added_at: String,
    /// Who brought it.
    pub author: String,
    /// Where it stands.
    pub mark: Mark,
    /// Why it waits, in a sentence.
    pub reason: Option<String>,
}

/// What can be shown of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// An image.
    Image,
    /// Pages.
    Pdf,
    /// Nothing here; Word opens it.
    Word,
    /// Nothing here.
    Other,
}

impl DocumentKind {
    /// By the ending of a file's name.
    pub(crate) fn of(extension: &str) -> Self {
        match extension.to_ascii_lowercase().as_str() {
            "jpg" | "jpeg" | "png" => Self::Image,
            "pdf" => Self::Pdf,
            "doc" | "docx" => Self::Word,
            _ => Self::Other,
        }
    }
}

impl std::fmt::Debug for DocumentRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "DocumentRow({:?}, {:?}, {:?})",
            self.attachment_id, self.drop, self.mark
        )
    }
}

/// A client's documents. Asking brings them up to date in the background.
///
/// # Errors
/// When no account is open or its files cannot be read.
pub async fn list(desk: &Desk, client_id: i64) -> Result<DocumentsOfClient, DeskError> {
    let open = desk.account().await?;
    open.sync.look_at(client_id);
    // What waits is read first: one that arrives in between is then there twice and shown once.
    let waiting = operations::of_client(&open.work, client_id).await?;
    let drops = tray::of_client(&open.work, client_id).await?;
    let kept = documents::of_client(&open.cache, client_id).await?;
    let mut rows = Vec::new();
    for link in waiting.iter().rev() {
        if Sent::of(link) != Some(Sent::Link) {
            continue;
        }
        let upload = match link.after_id {
            Some(id) => operations::get(&open.work, id).await?,
            None => None,
        };
        // Known by its file: the list may show it before it is written down here that it arrived.
        let file = upload.as_ref().and_then(|upload| upload.remote_id);
        let there = file.is_some_and(|id| kept.iter().any(|kept| kept.attachment_id == id));
        if !there {
            let drop = drops.iter().find(|drop| drop.link_id == Some(link.id));
            let drop = drop.map(|drop| drop.id);
            rows.push(waiting_row(
                &open.account.agent,
                link,
                upload.as_ref(),
                drop,
            ));
        }
    }
    rows.extend(kept.into_iter().map(kept_row));
    Ok(DocumentsOfClient {
        documents: rows,
        fetched_at: documents::listed_at(&open.cache, client_id).await?,
    })
}

fn waiting_row(
    agent: &str,
    link: &Operation,
    upload: Option<&Operation>,
    drop: Option<i64>,
) -> DocumentRow {
    let file = upload.and_then(UploadBody::of);
    let what: Option<LinkBody> = serde_json::from_str(&link.body).ok();
    let arrived =
        upload.is_none_or(|upload| matches!(upload.state, State::Acked | State::Confirmed));
    let at = if arrived {
        link
    } else {
        upload.unwrap_or(link)
    };
    let (name, extension, size) = file.map_or_else(Default::default, |file| {
        let name = if file.caption.is_empty() {
            file.name
        } else {
            file.caption
        };
        (name, file.kind, i64::try_from(file.length).ok())
    });
    DocumentRow {
        attachment_id: link.remote_id,
        drop,
        name,
        doc_type: what
            .as_ref()
            .map(|what| what.doc_type.clone())
            .unwrap_or_default(),
        subtype: what.map(|what| what.subtype).unwrap_or_default(),
        kind: DocumentKind::of(&extension),
        extension,
        size,
        added_at: link.created_at.clone(),
        author: agent.to_owned(),
        mark: Mark::of(at.state),
        reason: Some(at.reason.clone()).filter(|reason| !reason.is_empty()),
    }
}

fn kept_row(document: documents::Document) -> DocumentRow {
    DocumentRow {
        attachment_id: Some(document.attachment_id),
        drop: None,
        name: document.caption,
        doc_type: document.doc_type,
        subtype: document.subtype,
        kind: DocumentKind::of(&document.extension),
        extension: document.extension,
        size: Some(document.size).filter(|size| *size > 0),
        added_at: document.created_at,
        author: document.author,
        mark: Mark::Saved,
        reason: None,
    }
}

/// Whether a word is one of the Portal's types.
pub(crate) fn is_type(word: &str) -> bool {
    contract::portal::DocumentType::ALL
        .iter()
        .any(|known| known.word() == word)
}

/// Whether a word is one of the Portal's subtypes.
pub(crate) fn is_subtype(word: &str) -> bool {
    contract::portal::DocumentSubtype::ALL
        .iter()
        .any(|known| known.word() == word)
}
