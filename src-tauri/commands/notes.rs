//! What agents write down about a client.

use desk::{
    Desk, DeskError,
    notes::{self, NoteRow},
};
use tauri::State;

#[tauri::command]
pub(super) async fn notes_list(
    desk: State<'_, Desk>,
    client_id: i64,
) -> Result<Vec<NoteRow>, DeskError> {
    notes::list(&desk, client_id).await
}

#[tauri::command]
pub(super) async fn notes_create(
    desk: State<'_, Desk>,
    client_id: i64,
    text: String,
) -> Result<i64, DeskError> {
    notes::create(&desk, client_id, &text).await
}
