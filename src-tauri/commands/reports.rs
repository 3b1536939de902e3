//! A client's credit reports and negative items.

use std::sync::Arc;

use desk::{
    Desk, DeskError, adding_reports,
    items::{self, ItemsOfClient},
    reports::{self, ReportView, ReportsOfClient},
};
use tauri::State;

use crate::choose::{Choose, Wanted};

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

/// Asks for the file; `false` when the agent thought better of it. Only where the account is with an
/// office on this machine.
#[tauri::command]
pub(super) async fn reports_add(
    desk: State<'_, Desk>,
    choose: State<'_, Arc<dyn Choose>>,
    client_id: i64,
) -> Result<bool, DeskError> {
    let adding = adding_reports::begin(&desk).await?;
    let Some(path) = choose.file(Wanted::Report).await else {
        return Ok(false);
    };
    adding.add(client_id, &path).await?;
    Ok(true)
}

#[tauri::command]
pub(super) async fn items_list(
    desk: State<'_, Desk>,
    client_id: i64,
) -> Result<ItemsOfClient, DeskError> {
    items::list(&desk, client_id).await
}
