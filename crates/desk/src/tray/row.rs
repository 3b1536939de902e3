//! A dropped file as the tray shows it.

use std::collections::BTreeMap;

use serde::Serialize;
use store::table::{
    clients,
    operations::{self, State},
    tray::{self, Dropped},
};
use ts_rs::TS;

use crate::{DeskError, documents::DocumentKind, open::OpenAccount};

/// A dropped file.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
pub struct TrayFile {
    /// Our number; below zero while the file is being taken.
    #[ts(type = "number")]
    pub id: i64,
    /// Its name, as it is sent.
    pub name: String,
    /// What can be shown of it; none where it was not taken.
    pub kind: Option<DocumentKind>,
    /// What it is, in words.
    pub what: String,
    /// Bytes.
    #[ts(type = "number")]
    pub size: i64,
    /// Whose document it becomes.
    #[ts(type = "number | null")]
    pub client_id: Option<i64>,
    /// The client's name.
    pub client: Option<String>,
    /// The Portal's type.
    pub doc_type: String,
    /// The Portal's subtype.
    pub subtype: String,
    /// What it is called on the client's file.
    pub caption: String,
    /// What the agent should know.
    pub warnings: Vec<String>,
    /// Why it was not taken.
    pub refusal: Option<String>,
    /// That the same file is there already, in a sentence.
    pub twice: Option<String>,
    /// How far it is.
    pub stage: TrayStage,
    /// Bytes that have left.
    #[ts(type = "number")]
    pub sent: u64,
    /// Why it is where it is.
    pub reason: Option<String>,
    /// When it was dropped.
    pub added_at: String,
}

/// How far a dropped file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TrayStage {
    /// It is being copied and looked at.
    Taking,
    /// It waits for the agent.
    Ready,
    /// It was not taken.
    Refused,
    /// It waits to be sent.
    Waiting,
    /// It is being sent.
    Sending,
    /// What arrived is being compared with what was sent.
    Checking,
    /// It becomes the client's document.
    Linking,
    /// The server has it, on the client's file.
    Done,
    /// Only the agent can say how it goes on.
    NeedsYou,
    /// The server said no.
    NotAccepted,
}

impl std::fmt::Debug for TrayFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TrayFile({}, {:?})", self.id, self.stage)
    }
}

/// Clients' names that were looked up already.
pub(super) type Names = BTreeMap<i64, Option<String>>;

pub(super) async fn of(
    open: &OpenAccount,
    dropped: Dropped,
    names: &mut Names,
) -> Result<TrayFile, DeskError> {
    let (stage, reason) = stage(open, &dropped).await?;
    let client = match dropped.client_id {
        Some(id) => name(open, id, names).await?,
        None => None,
    };
    let twice = match stage {
        TrayStage::Ready => twice(open, &dropped).await?,
        _ => None,
    };
    let kind = (!dropped.kind.is_empty()).then(|| DocumentKind::of(&dropped.kind));
    let sent = match stage {
        TrayStage::Waiting | TrayStage::Sending => dropped
            .upload_id
            .map_or(0, |id| open.taking.sent(id, &dropped)),
        _ => 0,
    };
    Ok(TrayFile {
        id: dropped.id,
        kind,
        what: what(&dropped.kind).to_owned(),
        size: dropped.size,
        client_id: dropped.client_id,
        client,
        doc_type: dropped.doc_type,
        subtype: dropped.subtype,
        caption: dropped.caption,
        warnings: serde_json::from_str(&dropped.warnings).unwrap_or_default(),
        refusal: Some(dropped.refusal).filter(|refusal| !refusal.is_empty()),
        twice,
        stage,
        sent,
        reason,
        added_at: dropped.added_at,
        name: dropped.name,
    })
}

fn what(kind: &str) -> &'static str {
    match kind {
        "jpg" | "png" => "Image",
        "pdf" => "PDF",
        "doc" | "docx" => "Word document",
        _ => "",
    }
}

async fn name(open: &OpenAccount, id: i64, names: &mut Names) -> Result<Option<String>, DeskError> {
    if let Some(known) = names.get(&id) {
        return Ok(known.clone());
    }
    let client = clients::get(&open.cache, id).await?;
    let name = client.map(|client| client.name());
    names.insert(id, name.clone());
    Ok(name)
}

/// How far a file is, from its two operations: the second counts once the first is over.
async fn stage(
    open: &OpenAccount,
    dropped: &Dropped,
) -> Result<(TrayStage, Option<String>), DeskError> {
    if !dropped.refusal.is_empty() {
        return Ok((TrayStage::Refused, None));
    }
    let (Some(upload), Some(link)) = (dropped.upload_id, dropped.link_id) else {
        return Ok((TrayStage::Ready, None));
    };
    let (Some(upload), Some(link)) = (
        operations::get(&open.work, upload).await?,
        operations::get(&open.work, link).await?,
    ) else {
        return Ok((TrayStage::Ready, None));
    };
    let arrived = matches!(upload.state, State::Acked | State::Confirmed);
    let (stage, reason) = match (arrived, if arrived { &link } else { &upload }) {
        (false, upload) => (of_upload(upload.state), &upload.reason),
        (true, link) => (of_link(link.state), &link.reason),
    };
    Ok((
        stage,
        Some(reason.clone()).filter(|reason| !reason.is_empty()),
    ))
}

fn of_upload(state: State) -> TrayStage {
    match state {
        State::Queued | State::Uncertain => TrayStage::Waiting,
        State::Sending => TrayStage::Sending,
        State::Reconciling => TrayStage::Checking,
        State::NeedsAgent => TrayStage::NeedsYou,
        State::Rejected => TrayStage::NotAccepted,
        State::Acked | State::Confirmed => TrayStage::Linking,
        State::Discarded => TrayStage::Ready,
    }
}

fn of_link(state: State) -> TrayStage {
    match state {
        State::Queued | State::Sending | State::Uncertain | State::Reconciling => {
            TrayStage::Linking
        }
        State::NeedsAgent => TrayStage::NeedsYou,
        State::Rejected => TrayStage::NotAccepted,
        State::Acked | State::Confirmed => TrayStage::Done,
        State::Discarded => TrayStage::Ready,
    }
}

/// Whether the same bytes are in the tray for the same client already.
async fn twice(open: &OpenAccount, dropped: &Dropped) -> Result<Option<String>, DeskError> {
    let Some(client_id) = dropped.client_id else {
        return Ok(None);
    };
    let same = tray::same(&open.work, client_id, &dropped.sha256, dropped.id).await?;
    Ok(same.map(|name| format!("The same file is here already as “{name}”.")))
}
