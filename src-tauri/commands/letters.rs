//! Letters: what they can be made of, drafts with their page, and how they go out.

use std::sync::Arc;

use desk::{
    Desk, DeskError,
    letters::{
        self, Firm, LetterChoices, LetterDraft, LetterOpened, LetterPage, LetterRecipient,
        LettersOfClient, SendHow,
    },
};
use tauri::State;

use crate::{ViewBase, choose::Choose};

#[tauri::command]
pub(super) async fn letters_list(
    desk: State<'_, Desk>,
    client_id: i64,
) -> Result<LettersOfClient, DeskError> {
    letters::list(&desk, client_id).await
}

#[tauri::command]
pub(super) async fn letters_choices(
    desk: State<'_, Desk>,
    client_id: i64,
) -> Result<LetterChoices, DeskError> {
    letters::choices(&desk, client_id).await
}

#[tauri::command]
pub(super) async fn letters_begin(
    desk: State<'_, Desk>,
    client_id: i64,
    template_id: i64,
    recipient: LetterRecipient,
    item_ids: Vec<i64>,
) -> Result<LetterDraft, DeskError> {
    letters::begin(&desk, client_id, template_id, recipient, &item_ids).await
}

#[tauri::command]
pub(super) async fn letters_open(
    desk: State<'_, Desk>,
    base: State<'_, ViewBase>,
    id: i64,
) -> Result<LetterOpened, DeskError> {
    letters::open(&desk, id, base.0).await
}

#[tauri::command]
pub(super) async fn letters_write(
    desk: State<'_, Desk>,
    base: State<'_, ViewBase>,
    draft: LetterDraft,
) -> Result<LetterPage, DeskError> {
    letters::write(&desk, draft, base.0).await
}

/// Asks where; `false` when the agent thought better of it.
#[tauri::command]
pub(super) async fn letters_save(
    desk: State<'_, Desk>,
    choose: State<'_, Arc<dyn Choose>>,
    id: i64,
    seen: String,
) -> Result<bool, DeskError> {
    let name = letters::title_of(&desk, id).await?;
    let Some(path) = choose.place(&name).await else {
        return Ok(false);
    };
    letters::save(&desk, id, &seen, &path).await?;
    Ok(true)
}

#[tauri::command]
pub(super) async fn letters_print(
    desk: State<'_, Desk>,
    id: i64,
    seen: String,
) -> Result<(), DeskError> {
    letters::print(&desk, id, &seen).await
}

#[tauri::command]
pub(super) async fn letters_send(
    desk: State<'_, Desk>,
    id: i64,
    how: SendHow,
    seen: String,
) -> Result<(), DeskError> {
    letters::send(&desk, id, how, &seen).await
}

#[tauri::command]
pub(super) async fn letters_remove(desk: State<'_, Desk>, id: i64) -> Result<(), DeskError> {
    letters::remove(&desk, id).await
}

#[tauri::command]
pub(super) async fn firm_get(desk: State<'_, Desk>) -> Result<Firm, DeskError> {
    letters::firm(&desk).await
}

#[tauri::command]
pub(super) async fn firm_set(desk: State<'_, Desk>, firm: Firm) -> Result<(), DeskError> {
    letters::set_firm(&desk, &firm).await
}
