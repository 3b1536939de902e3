//! Looking at clients.

use desk::{
    Desk, DeskError,
    clients::{self, ClientFile, ClientsPage, ClientsQuery},
};
use tauri::State;

#[tauri::command]
pub(super) async fn clients_list(
    desk: State<'_, Desk>,
    query: ClientsQuery,
) -> Result<ClientsPage, DeskError> {
    clients::list(&desk, &query).await
}

#[tauri::command]
pub(super) async fn clients_get(desk: State<'_, Desk>, id: i64) -> Result<ClientFile, DeskError> {
    clients::get(&desk, id).await
}
