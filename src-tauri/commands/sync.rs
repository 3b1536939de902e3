//! Keeping up to date.

use desk::{Desk, DeskError, SyncStatus};
use tauri::State;

#[tauri::command]
pub(super) async fn sync_now(desk: State<'_, Desk>) -> Result<(), DeskError> {
    desk.sync_now().await
}

#[tauri::command]
pub(super) async fn sync_cancel(desk: State<'_, Desk>) -> Result<(), DeskError> {
    desk.sync_cancel().await
}

#[tauri::command]
pub(super) async fn sync_status(desk: State<'_, Desk>) -> Result<SyncStatus, DeskError> {
    desk.sync_status().await
}
