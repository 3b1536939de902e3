//! A client's documents and their files.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::STANDARD};
use desk::{
    Desk, DeskError, Viewing, Which,
    documents::{self, DocumentsOfClient},
};
use tauri::State;

use crate::{ViewBase, choose::Choose};

#[tauri::command]
pub(super) async fn documents_list(
    desk: State<'_, Desk>,
    client_id: i64,
) -> Result<DocumentsOfClient, DeskError> {
    documents::list(&desk, client_id).await
}

#[tauri::command]
pub(super) async fn documents_thumbnail(
    desk: State<'_, Desk>,
    attachment_id: Option<i64>,
    drop: Option<i64>,
) -> Result<Option<String>, DeskError> {
    let Some(which) = Which::of(attachment_id, drop) else {
        return Ok(None);
    };
    let jpeg = desk.thumbnail(which).await?;
    Ok(jpeg.map(|jpeg| format!("data:image/jpeg;base64,{}", STANDARD.encode(jpeg))))
}

#[tauri::command]
pub(super) async fn documents_view(
    desk: State<'_, Desk>,
    base: State<'_, ViewBase>,
    attachment_id: Option<i64>,
    drop: Option<i64>,
) -> Result<Viewing, DeskError> {
    let which = Which::of(attachment_id, drop).ok_or_else(DeskError::no_file)?;
    desk.view(which, base.0).await
}

#[tauri::command]
pub(super) async fn documents_close(desk: State<'_, Desk>, token: String) -> Result<(), DeskError> {
    desk.close_view(&token);
    Ok(())
}

/// Asks where; `false` when the agent thought better of it.
#[tauri::command]
pub(super) async fn documents_save(
    desk: State<'_, Desk>,
    choose: State<'_, Arc<dyn Choose>>,
    attachment_id: Option<i64>,
    drop: Option<i64>,
) -> Result<bool, DeskError> {
    let which = Which::of(attachment_id, drop).ok_or_else(DeskError::no_file)?;
    let name = desk.name_of(which).await?;
    let Some(path) = choose.place(&name).await else {
        return Ok(false);
    };
    desk.save_copy(which, &path).await?;
    Ok(true)
}

/// Opens it in the system's viewer, for printing say.
#[tauri::command]
pub(super) async fn documents_print(
    desk: State<'_, Desk>,
    attachment_id: Option<i64>,
    drop: Option<i64>,
) -> Result<(), DeskError> {
    let which = Which::of(attachment_id, drop).ok_or_else(DeskError::no_file)?;
    desk.open_copy(which).await
}
