//! Letters about a client: begun from a template, written here without a network, seen as the PDF
//! that they are, and sent through the outbox. The server's list of what was sent is beside them.

mod choices;
mod doubts;
mod draft;
mod firm;
mod page;
mod row;
mod sending;
mod template;

use store::table::{
    clients, correspondence,
    letters::{self as table, Letter},
    operations, pulls,
};

pub use choices::{
    LetterChoices, LetterItemChoice, LetterLaw, LetterRecipient, LetterTemplate, LetterVariable,
    choices,
};
pub use draft::{LetterAddress, LetterDraft, LetterItem, RecipientKind};
pub use firm::{Firm, firm, set_firm};
pub use page::LetterPage;
pub use row::{LetterHow, LetterRow, LettersOfClient};
pub use sending::{SendHow, print, save, send, title_of};

use serde::Serialize;
use ts_rs::TS;

use crate::{Changed, Code, Desk, DeskError, Event, Kind, Source, syncing::now};

/// A letter that is looked at: what it says, and how it looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct LetterOpened {
    /// What it says and to whom.
    pub draft: LetterDraft,
    /// How it looks.
    pub page: LetterPage,
}

/// The letters of a client: drafts and what waits first, then what was sent, newest first.
///
/// # Errors
/// When no account is open or its files cannot be read.
pub async fn list(desk: &Desk, client_id: i64) -> Result<LettersOfClient, DeskError> {
    let open = desk.account().await?;
    // Ours are read first: one that arrives in between is then there twice and shown once.
    let ours = table::of_client(&open.work, client_id).await?;
    let kept = correspondence::of_client(&open.cache, client_id).await?;
    let fetched = pulls::read(&open.cache, "correspondence").await?;
    let mut letters = Vec::new();
    let mut known = Vec::new();
    for letter in ours {
        let send = match letter.send_id {
            Some(id) => operations::get(&open.work, id).await?,
            None => None,
        };
        let remote = send.as_ref().and_then(|send| send.remote_id);
        if let Some(id) = remote.filter(|id| kept.iter().any(|sent| sent.id == *id)) {
            known.push((id, letter));
        } else {
            letters.push(row::ours(&open, &letter, send.as_ref()).await?);
        }
    }
    letters.sort_by_key(|row| row.how != LetterHow::Draft);
    letters.extend(kept.iter().map(|sent| {
        let ours = known.iter().find(|(id, _)| *id == sent.id);
        row::kept(sent, ours.map(|(_, letter)| letter))
    }));
    Ok(LettersOfClient {
        letters,
        fetched_at: Some(fetched.finished_at).filter(|time| !time.is_empty()),
    })
}

/// Begins a letter: what the template says, to this recipient, about these items. It is a draft on
/// this machine's disk when this returns.
///
/// # Errors
/// When the client or the template is not saved here.
pub async fn begin(
    desk: &Desk,
    client_id: i64,
    template_id: i64,
    recipient: LetterRecipient,
    item_ids: &[i64],
) -> Result<LetterDraft, DeskError> {
    let open = desk.account().await?;
    if clients::get(&open.cache, client_id).await?.is_none() {
        return Err(DeskError::new(
            Code::NotFound,
            "This client is not among those saved here, so no letter was begun.",
        ));
    }
    let template = choices::template(&open, template_id)
        .await?
        .ok_or_else(|| {
            DeskError::new(
                Code::NotFound,
                "This template is no longer among those saved here. Choose another.",
            )
        })?;
    let mut draft = draft::begun(client_id, template, recipient, item_ids);
    draft.saved_at = now();
    let text = serde_json::to_string(&draft).unwrap_or_default();
    draft.id = table::add(&open.work, client_id, &text, &draft.saved_at).await?;
    changed(desk, client_id);
    Ok(draft)
}

/// A letter and how it looks; `base` is where the window reads the page.
///
/// # Errors
/// When it was sent or removed, or cannot be read.
pub async fn open(desk: &Desk, id: i64, base: &str) -> Result<LetterOpened, DeskError> {
    let open = desk.account().await?;
    let letter = table::get(&open.work, id).await?;
    // One that is on its way stays as it is.
    let letter = letter.filter(|letter| letter.send_id.is_none());
    let draft = draft_of(&letter.ok_or_else(gone)?)?;
    let page = page::show(desk, &open, &draft, base).await?;
    Ok(LetterOpened { draft, page })
}

/// Saves a draft as it is now and shows how it looks; `base` is where the window reads the page.
///
/// # Errors
/// When it is on its way already, or the disk says no: then the draft is as it was before.
pub async fn write(
    desk: &Desk,
    mut draft: LetterDraft,
    base: &str,
) -> Result<LetterPage, DeskError> {
    let open = desk.account().await?;
    draft.saved_at = now();
    let mut write = open.work.write().await?;
    let mut letter = table::get_for_write(&mut write, draft.id)
        .await?
        .ok_or_else(gone)?;
    if letter.send_id.is_some() {
        return Err(DeskError::new(
            Code::Failed,
            "This letter is on its way already, so it stays as it is.",
        ));
    }
    // Whose letter it is does not change.
    draft.client_id = letter.client_id;
    letter.draft = serde_json::to_string(&draft).unwrap_or_default();
    letter.changed_at.clone_from(&draft.saved_at);
    table::save(&mut write, &letter).await?;
    write.commit().await?;
    changed(desk, draft.client_id);
    page::show(desk, &open, &draft, base).await
}

/// Takes a draft away.
///
/// # Errors
/// When it is on its way already.
pub async fn remove(desk: &Desk, id: i64) -> Result<(), DeskError> {
    let open = desk.account().await?;
    let mut write = open.work.write().await?;
    let Some(letter) = table::get_for_write(&mut write, id).await? else {
        return Ok(());
    };
    if letter.send_id.is_some() {
        return Err(DeskError::new(
            Code::Failed,
            "This letter is on its way already, so it was not removed. Look at what waits.",
        ));
    }
    table::remove(&mut write, id).await?;
    write.commit().await?;
    open.wipe(&letter.spool_id).await;
    changed(desk, letter.client_id);
    Ok(())
}

fn draft_of(letter: &Letter) -> Result<LetterDraft, DeskError> {
    let draft: LetterDraft = serde_json::from_str(&letter.draft).map_err(|_| {
        DeskError::new(
            Code::Failed,
            "This letter was written by another version of Redress and cannot be read here.",
        )
    })?;
    Ok(LetterDraft {
        id: letter.id,
        client_id: letter.client_id,
        ..draft
    })
}

fn gone() -> DeskError {
    DeskError::new(
        Code::NotFound,
        "This draft is not here any more. It was sent, or removed.",
    )
}

fn changed(desk: &Desk, client_id: i64) {
    desk.tell(Event::Changed(Changed {
        kinds: vec![Kind::Letters],
        client_ids: vec![client_id],
        source: Source::Window,
    }));
}
