//! Files that were dropped.

use std::sync::Arc;

use desk::{
    Desk, DeskError,
    tray::{self, TrayChange, TrayFile},
};
use tauri::State;

use crate::choose::Choose;

#[tauri::command]
pub(super) async fn tray_list(desk: State<'_, Desk>) -> Result<Vec<TrayFile>, DeskError> {
    tray::list(&desk).await
}

#[tauri::command]
pub(super) async fn tray_at(
    desk: State<'_, Desk>,
    client_id: Option<i64>,
) -> Result<(), DeskError> {
    tray::at(&desk, client_id).await
}

/// Asks for files and takes them; answers how many.
#[tauri::command]
pub(super) async fn tray_pick(
    desk: State<'_, Desk>,
    choose: State<'_, Arc<dyn Choose>>,
    client_id: Option<i64>,
) -> Result<usize, DeskError> {
    let paths = choose.files().await;
    desk.take_for(paths, client_id).await
}

#[tauri::command]
pub(super) async fn tray_change(
    desk: State<'_, Desk>,
    ids: Vec<i64>,
    change: TrayChange,
) -> Result<(), DeskError> {
    tray::change(&desk, &ids, &change).await
}

#[tauri::command]
pub(super) async fn tray_send(desk: State<'_, Desk>, ids: Vec<i64>) -> Result<(), DeskError> {
    tray::send(&desk, &ids).await
}

#[tauri::command]
pub(super) async fn tray_again(desk: State<'_, Desk>, id: i64) -> Result<(), DeskError> {
    tray::again(&desk, id).await
}

#[tauri::command]
pub(super) async fn tray_remove(desk: State<'_, Desk>, ids: Vec<i64>) -> Result<(), DeskError> {
    tray::remove(&desk, &ids).await
}
