//! A letter goes out: its PDF is frozen, faxed or posted by the server, and put onto the client's
//! file, as three operations of the outbox that are on the disk at once. Or it is saved, or
//! opened for printing, by the agent himself.

use std::{io::Write, path::Path};

use ::documents::spool::Spooled;
use reports::Bureau;
use serde::{Deserialize, Serialize};
use store::{
    WorkWrite,
    table::{
        letters as table,
        operations::{self, NewOperation},
    },
};
use sync::outbox::{How, Kind as Sent, LetterBody, LinkBody, UploadBody, new_key};
use ts_rs::TS;

use super::{
    LetterDraft, RecipientKind, draft_of, gone,
    page::{Ready, ready},
};
use crate::{
    Changed, Code, Desk, DeskError, Event, Kind, Source,
    accounts::blocking,
    open::OpenAccount,
    syncing::now,
    viewing::{open_in_system, save_from},
};

/// How a letter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SendHow {
    /// The PDF is faxed.
    Fax,
    /// It is printed and posted.
    Letter,
}

/// Sends a letter whose page has this fingerprint. It is in the outbox when this returns, and goes
/// out once.
///
/// # Errors
/// When it is not ready, has no number to be faxed to, or is on its way already.
pub async fn send(desk: &Desk, id: i64, how: SendHow, seen: &str) -> Result<(), DeskError> {
    let open = desk.account().await?;
    let letter = table::get(&open.work, id).await?.ok_or_else(gone)?;
    let draft = draft_of(&letter)?;
    if how == SendHow::Fax && !is_fax_number(&draft.to.fax) {
        return Err(DeskError::new(
            Code::Invalid,
            "The recipient's fax number has to have ten digits. Nothing was sent.",
        ));
    }
    let ready = ready(&open, &draft, seen).await?;
    let spooled = spool(&open, &ready).await?;
    let queued = queue(&open, &letter, &draft, &ready, spooled, how).await;
    if queued.is_err() {
        open.wipe(&spooled.id.to_string()).await;
    }
    queued?;
    open.outbox.wake();
    desk.tell(Event::Changed(Changed {
        kinds: vec![Kind::Letters, Kind::Documents, Kind::Waiting],
        client_ids: vec![letter.client_id],
        source: Source::Window,
    }));
    Ok(())
}

/// The PDF as it is now, encrypted on this machine's disk.
async fn spool(open: &OpenAccount, ready: &Ready) -> Result<Spooled, DeskError> {
    let (spool, bytes) = (open.spool.clone(), ready.bytes.clone());
    blocking(move || {
        let mut writer = spool.writer()?;
        writer.write_all(&bytes)?;
        Ok(writer.finish()?)
    })
    .await
}

async fn queue(
    open: &OpenAccount,
    letter: &table::Letter,
    draft: &LetterDraft,
    ready: &Ready,
    spooled: Spooled,
    how: SendHow,
) -> Result<(), DeskError> {
    let client_id = letter.client_id;
    let mut write = open.work.write().await?;
    // Read inside the write: another press of the same button may have sent it meanwhile.
    let current = table::get_for_write(&mut write, letter.id)
        .await?
        .ok_or_else(gone)?;
    if current.send_id.is_some() {
        return Err(DeskError::new(
            Code::Failed,
            "This letter is on its way already.",
        ));
    }
    if current.draft != letter.draft {
        return Err(DeskError::new(
            Code::Failed,
            "The letter was changed just now, so it was not sent. Look at it and send it again.",
        ));
    }
    let upload = UploadBody {
        name: file_name(draft),
        kind: "pdf".to_owned(),
        caption: caption(draft),
        spool_id: spooled.id.to_string(),
        length: spooled.length,
        sha256: hex::encode(spooled.sha256),
    };
    let link = LinkBody {
        doc_type: "credit_related".to_owned(),
        subtype: subtype(draft).to_owned(),
    };
    let piece = piece(draft, ready, how);
    // It comes onto the client's file once it has been sent: a letter that was refused did not go.
    let upload_id = add(&mut write, client_id, Sent::Upload, &upload, None).await?;
    let send_id = add(&mut write, client_id, Sent::Letter, &piece, Some(upload_id)).await?;
    let link_id = add(&mut write, client_id, Sent::Link, &link, Some(send_id)).await?;
    let sent = table::Letter {
        spool_id: spooled.id.to_string(),
        upload_id: Some(upload_id),
        link_id: Some(link_id),
        send_id: Some(send_id),
        ..current
    };
    table::save(&mut write, &sent).await?;
    Ok(write.commit().await?)
}

async fn add(
    write: &mut WorkWrite,
    client_id: i64,
    kind: Sent,
    body: &impl Serialize,
    after_id: Option<i64>,
) -> Result<i64, DeskError> {
    let new = NewOperation {
        key: &new_key()?,
        kind: kind.name(),
        client_id,
        body: &serde_json::to_string(body).unwrap_or_default(),
        after_id,
        now: &now(),
    };
    Ok(operations::add_within(write, &new).await?)
}

fn piece(draft: &LetterDraft, ready: &Ready, how: SendHow) -> LetterBody {
    let one = match draft.items.as_slice() {
        [item] if item.item_id > 0 => Some(item.item_id),
        _ => None,
    };
    LetterBody {
        how: match how {
            SendHow::Fax => How::Fax,
            SendHow::Letter => How::Letter,
        },
        title: draft.template.clone(),
        to: draft.to.name.clone(),
        to_bureau: draft.kind == RecipientKind::Bureau,
        fax_number: draft.to.fax.trim().to_owned(),
        postal_address: ready.letter.recipient.join("\n"),
        content: ready.letter.text(),
        negative_item_id: one,
    }
}

fn subtype(draft: &LetterDraft) -> &'static str {
    match (draft.kind, draft.bureau) {
        (RecipientKind::Bureau, Some(Bureau::Equifax)) => "equifax",
        (RecipientKind::Bureau, Some(Bureau::Experian)) => "experian",
        (RecipientKind::Bureau, Some(Bureau::TransUnion)) => "transunion",
        (RecipientKind::Bureau, None) => "other",
        _ => "creditor",
    }
}

/// Ten digits of the United States, with or without the 1 before them.
pub(super) fn is_fax_number(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let others = text
        .chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || "()+-.".contains(c));
    others && (digits.len() == 10 || (digits.len() == 11 && digits.starts_with('1')))
}

/// The longest caption that portals take, in characters.
const LONGEST_CAPTION: usize = 255;

/// What the PDF is called on the client's file.
fn caption(draft: &LetterDraft) -> String {
    let to = draft
        .bureau
        .map_or(draft.to.name.as_str(), |bureau| bureau.name());
    let whole = format!("{}, {to}, {}", draft.template, draft.dated);
    whole.chars().take(LONGEST_CAPTION).collect()
}

/// What the PDF is called as a file. Names no client.
pub(super) fn file_name(draft: &LetterDraft) -> String {
    ::documents::name::safe(format!("{}.pdf", caption(draft)).as_ref())
}

/// What the PDF of a letter is called.
///
/// # Errors
/// When it is not here any more.
pub async fn title_of(desk: &Desk, id: i64) -> Result<String, DeskError> {
    let open = desk.account().await?;
    let letter = table::get(&open.work, id).await?.ok_or_else(gone)?;
    Ok(file_name(&draft_of(&letter)?))
}

/// Writes the PDF of a letter where the agent said.
///
/// # Errors
/// When it is not ready, or cannot be written there.
pub async fn save(desk: &Desk, id: i64, seen: &str, path: &Path) -> Result<(), DeskError> {
    let (_, ready) = made(desk, id, seen).await?;
    let path = path.to_owned();
    blocking(move || Ok(save_from(&mut ready.bytes.as_slice(), &path)?)).await
}

/// Opens the PDF of a letter in the system's viewer, for printing.
///
/// # Errors
/// When it is not ready, or the system has nothing to open it with.
pub async fn print(desk: &Desk, id: i64, seen: &str) -> Result<(), DeskError> {
    let (draft, ready) = made(desk, id, seen).await?;
    open_in_system(desk, &file_name(&draft), ready.bytes).await
}

async fn made(desk: &Desk, id: i64, seen: &str) -> Result<(LetterDraft, Ready), DeskError> {
    let open = desk.account().await?;
    let letter = table::get(&open.work, id).await?.ok_or_else(gone)?;
    let draft = draft_of(&letter)?;
    let ready = ready(&open, &draft, seen).await?;
    Ok((draft, ready))
}

#[cfg(test)]
mod tests {
    use super::is_fax_number;

    #[test]
    fn a_fax_number_has_ten_digits_however_it_is_written() {
        for number in [
            "(404) 555-0100",
            "404.555.0100",
            "+1 404 555 0100",
            "4045550100",
        ] {
            assert!(is_fax_number(number), "{number}");
        }
        for number in [
            "",
            "555-0100",
            "404 555 01000",
            "2 404 555 0100",
            "404-555-0100 x2",
        ] {
            assert!(!is_fax_number(number), "{number}");
        }
    }
}
