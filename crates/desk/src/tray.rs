//! Files that were dropped: taken, shown with what they probably are, and sent as a client's
//! documents once the agent says so. A drop is on this machine's disk, encrypted, before it shows.

mod row;
mod taking;

use std::collections::BTreeMap;

use serde::Deserialize;
use store::{
    WorkWrite,
    table::{
        clients,
        operations::{self, NewOperation, State},
        tray::{self, Dropped},
    },
};
use sync::outbox::{Act, Kind as Sent, LinkBody, UploadBody, act, new_key};
use ts_rs::TS;

pub use row::{TrayFile, TrayStage};
pub(crate) use taking::Taking;

use crate::{
    Changed, Code, Desk, DeskError, Event, Kind, Source,
    documents::{is_subtype, is_type},
    open::OpenAccount,
    syncing::now,
};

/// What the agent changes about dropped files; what is left out stays.
#[derive(Clone, Default, Deserialize, TS)]
#[serde(default)]
pub struct TrayChange {
    /// Whose documents they become.
    #[ts(optional, type = "number")]
    pub client_id: Option<i64>,
    /// The Portal's type.
    #[ts(optional)]
    pub doc_type: Option<String>,
    /// The Portal's subtype.
    #[ts(optional)]
    pub subtype: Option<String>,
    /// What they are called.
    #[ts(optional)]
    pub caption: Option<String>,
}

/// The longest caption, in characters.
const LONGEST_CAPTION: usize = 255;

/// Everything in the tray, oldest first.
///
/// # Errors
/// When no account is open or its files cannot be read.
pub async fn list(desk: &Desk) -> Result<Vec<TrayFile>, DeskError> {
    let open = desk.account().await?;
    let mut files = Vec::new();
    let mut names = BTreeMap::new();
    for dropped in tray::all(&open.work).await? {
        files.push(row::of(&open, dropped, &mut names).await?);
    }
    files.extend(open.taking.rows());
    Ok(files)
}

/// Which client is in hand: files that are dropped from now on are for them.
///
/// # Errors
/// When no account is open.
pub async fn at(desk: &Desk, client_id: Option<i64>) -> Result<(), DeskError> {
    desk.account().await?.taking.at(client_id);
    Ok(())
}

/// Changes what dropped files become, as long as they were not sent. One that the server refused
/// waits for the agent again.
///
/// # Errors
/// When a value is none that the server takes, or a file is on its way already.
pub async fn change(desk: &Desk, ids: &[i64], change: &TrayChange) -> Result<(), DeskError> {
    let open = desk.account().await?;
    checked(&open, change).await?;
    for id in ids {
        take_back_refused(&open, *id).await?;
    }
    let mut write = open.work.write().await?;
    for id in ids {
        let mut dropped = unsent(&mut write, *id).await?;
        dropped.client_id = change.client_id.or(dropped.client_id);
        for (to, from) in [
            (&mut dropped.doc_type, &change.doc_type),
            (&mut dropped.subtype, &change.subtype),
            (&mut dropped.caption, &change.caption),
        ] {
            if let Some(from) = from {
                from.trim().clone_into(to);
            }
        }
        tray::save(&mut write, &dropped).await?;
    }
    write.commit().await?;
    changed(desk);
    Ok(())
}

/// Sends dropped files as documents of their clients. They are in the outbox when this returns.
///
/// # Errors
/// When one has no client yet: then none is sent.
pub async fn send(desk: &Desk, ids: &[i64]) -> Result<(), DeskError> {
    let open = desk.account().await?;
    let mut write = open.work.write().await?;
    for id in ids {
        let dropped = unsent(&mut write, *id).await?;
        let Some(client_id) = dropped.client_id else {
            return Err(DeskError::new(
                Code::Invalid,
                format!(
                    "Choose the client whose document “{}” is. Nothing was sent.",
                    dropped.name
                ),
            ));
        };
        if !dropped.refusal.is_empty() {
            return Err(DeskError::new(
                Code::Invalid,
                format!("“{}” was not taken, so it cannot be sent.", dropped.name),
            ));
        }
        queue(&mut write, dropped, client_id).await?;
    }
    write.commit().await?;
    open.outbox.wake();
    changed(desk);
    Ok(())
}

/// Makes a file that the server refused one that was not sent.
async fn take_back_refused(open: &OpenAccount, id: i64) -> Result<(), DeskError> {
    let Some(dropped) = tray::get(&open.work, id).await? else {
        return Ok(());
    };
    for operation in [dropped.link_id, dropped.upload_id].into_iter().flatten() {
        let found = operations::get(&open.work, operation).await?;
        if found.is_some_and(|found| found.state == State::Rejected) {
            open.outbox.act(operation, Act::Discard, None).await?;
        }
    }
    Ok(())
}

async fn queue(
    write: &mut WorkWrite,
    mut dropped: Dropped,
    client_id: i64,
) -> Result<(), DeskError> {
    let now = now();
    let upload = UploadBody {
        name: dropped.name.clone(),
        kind: dropped.kind.clone(),
        caption: dropped.caption.clone(),
        spool_id: dropped.spool_id.clone(),
        length: u64::try_from(dropped.size).unwrap_or_default(),
        sha256: hex::encode(&dropped.sha256),
    };
    let link = LinkBody {
        doc_type: dropped.doc_type.clone(),
        subtype: dropped.subtype.clone(),
    };
    let upload = NewOperation {
        key: &new_key()?,
        kind: Sent::Upload.name(),
        client_id,
        body: &serde_json::to_string(&upload).unwrap_or_default(),
        after_id: None,
        now: &now,
    };
    let upload_id = operations::add_within(write, &upload).await?;
    let link = NewOperation {
        key: &new_key()?,
        kind: Sent::Link.name(),
        client_id,
        body: &serde_json::to_string(&link).unwrap_or_default(),
        after_id: Some(upload_id),
        now: &now,
    };
    let link_id = operations::add_within(write, &link).await?;
    dropped.upload_id = Some(upload_id);
    dropped.link_id = Some(link_id);
    Ok(tray::save(write, &dropped).await?)
}

/// Sends a file again that the server did not accept.
///
/// # Errors
/// When there is nothing to send again.
pub async fn again(desk: &Desk, id: i64) -> Result<(), DeskError> {
    let open = desk.account().await?;
    let dropped = tray::get(&open.work, id).await?.ok_or_else(gone)?;
    if dropped.upload_id.is_none() {
        return send(desk, &[id]).await;
    }
    for operation in [dropped.upload_id, dropped.link_id].into_iter().flatten() {
        let found = operations::get(&open.work, operation).await?;
        if found.is_some_and(|found| found.state != State::Queued && act(found.state, Act::Send)) {
            open.outbox.act(operation, Act::Send, None).await?;
        }
    }
    changed(desk);
    Ok(())
}

/// Takes files out of the tray: those that were sent are only no longer shown, any other is given
/// up and its copy wiped.
///
/// # Errors
/// When one is just on its way: then it stays, and what came before it is gone.
pub async fn remove(desk: &Desk, ids: &[i64]) -> Result<(), DeskError> {
    let open = desk.account().await?;
    for id in ids {
        let Some(dropped) = tray::get(&open.work, *id).await? else {
            continue;
        };
        if !given_up(&open, &dropped).await? {
            changed(desk);
            return Err(DeskError::new(
                Code::Failed,
                format!(
                    "“{}” is on its way to the server now, so it was not removed.",
                    dropped.name
                ),
            ));
        }
        let mut write = open.work.write().await?;
        tray::remove(&mut write, *id).await?;
        write.commit().await?;
        open.wipe(&dropped.spool_id).await;
    }
    changed(desk);
    Ok(())
}

/// Whether nothing will be sent of a file any more: it was never sent, has arrived, or is taken
/// back now. The upload decides: while it is on its way, the link stays too.
async fn given_up(open: &OpenAccount, dropped: &Dropped) -> Result<bool, DeskError> {
    for operation in [dropped.upload_id, dropped.link_id].into_iter().flatten() {
        let state = operations::get(&open.work, operation)
            .await?
            .map(|found| found.state);
        let over = matches!(
            state,
            None | Some(State::Acked | State::Confirmed | State::Discarded)
        );
        if !over && !open.outbox.act(operation, Act::Discard, None).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn unsent(write: &mut WorkWrite, id: i64) -> Result<Dropped, DeskError> {
    let dropped = tray::get_for_write(write, id).await?.ok_or_else(gone)?;
    if dropped.upload_id.is_some() {
        return Err(DeskError::new(
            Code::Failed,
            format!(
                "“{}” is on its way already, so it stays as it is.",
                dropped.name
            ),
        ));
    }
    Ok(dropped)
}

fn gone() -> DeskError {
    DeskError::new(
        Code::NotFound,
        "This file is no longer in the tray. Nothing was changed.",
    )
}

async fn checked(open: &OpenAccount, change: &TrayChange) -> Result<(), DeskError> {
    let mut fields = BTreeMap::new();
    if let Some(id) = change.client_id
        && clients::get(&open.cache, id).await?.is_none()
    {
        let sentence = "This client is not among those saved here.";
        fields.insert("client_id".to_owned(), sentence.to_owned());
    }
    if change
        .doc_type
        .as_deref()
        .is_some_and(|word| !is_type(word))
    {
        let sentence = "The server knows no such type of document.";
        fields.insert("type".to_owned(), sentence.to_owned());
    }
    if change
        .subtype
        .as_deref()
        .is_some_and(|word| !is_subtype(word))
    {
        let sentence = "The server knows no such subtype of document.";
        fields.insert("subtype".to_owned(), sentence.to_owned());
    }
    let length = change
        .caption
        .as_deref()
        .map_or(0, |text| text.chars().count());
    if length > LONGEST_CAPTION {
        let sentence = format!("A caption has at most {LONGEST_CAPTION} characters.");
        fields.insert("caption".to_owned(), sentence);
    }
    if fields.is_empty() {
        Ok(())
    } else {
        Err(DeskError::invalid(fields))
    }
}

fn changed(desk: &Desk) {
    desk.tell(Event::Changed(Changed {
        kinds: vec![Kind::Tray, Kind::Documents, Kind::Waiting],
        client_ids: Vec::new(),
        source: Source::Window,
    }));
}
