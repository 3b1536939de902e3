//! What is on this machine.

use desk::{Desk, DeskError, OnThisMachine};
use tauri::State;

#[tauri::command]
pub(super) async fn on_this_machine(desk: State<'_, Desk>) -> Result<OnThisMachine, DeskError> {
    desk.on_this_machine().await
}
