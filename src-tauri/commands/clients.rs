//! Looking at clients, and taking them on.

use desk::{
    Desk, DeskError,
    clients::{self, ClientFile, ClientsPage, ClientsQuery},
    new_client::{self, NewClient},
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

/// Answers the new client's number. Only where the account is with an office on this machine.
#[tauri::command]
pub(super) async fn clients_create(
    desk: State<'_, Desk>,
    client: NewClient,
) -> Result<i64, DeskError> {
    new_client::create(&desk, client).await
}
