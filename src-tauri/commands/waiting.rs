//! What waits to be sent.

use desk::{
    Desk, DeskError,
    waiting::{self, Decision, Waiting},
};
use tauri::State;

#[tauri::command]
pub(super) async fn waiting_list(desk: State<'_, Desk>) -> Result<Waiting, DeskError> {
    waiting::list(&desk).await
}

#[tauri::command]
pub(super) async fn waiting_decide(
    desk: State<'_, Desk>,
    id: i64,
    decision: Decision,
    text: Option<String>,
) -> Result<(), DeskError> {
    waiting::decide(&desk, id, decision, text.as_deref()).await
}

#[tauri::command]
pub(super) async fn waiting_see_losses(desk: State<'_, Desk>) -> Result<(), DeskError> {
    waiting::see_losses(&desk).await
}
