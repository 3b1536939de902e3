//! A client's credit reports and negative items.

use desk::{
    Desk, DeskError,
    items::{self, ItemsOfClient},
    reports::{self, ReportView, ReportsOfClient},
};
use tauri::State;

#[tauri::command]
pub(super) async fn reports_list(
    desk: State<'_, Desk>,
    client_id: i64,
) -> Result<ReportsOfClient, DeskError> {
    reports::list(&desk, client_id).await
}

#[tauri::command]
pub(super) async fn reports_view(
    desk: State<'_, Desk>,
    client_id: i64,
    as_of: String,
) -> Result<ReportView, DeskError> {
    reports::view(&desk, client_id, &as_of).await
}

#[tauri::command]
pub(super) async fn items_list(
    desk: State<'_, Desk>,
    client_id: i64,
) -> Result<ItemsOfClient, DeskError> {
    items::list(&desk, client_id).await
}
