//! The firm's own office: set up, restored, signed in to, backed up.

use std::sync::Arc;

use desk::{Account, Desk, DeskError, OfficeSetUp, OfficeSignIn, backup_name};
use tauri::State;

use crate::choose::{Choose, Wanted};

#[tauri::command]
pub(super) async fn office_state(desk: State<'_, Desk>) -> Result<bool, DeskError> {
    desk.office_is_set_up().await
}

/// Answers the recovery key, which is shown this once.
#[tauri::command]
pub(super) async fn office_set_up(
    desk: State<'_, Desk>,
    office: OfficeSetUp,
) -> Result<String, DeskError> {
    desk.set_up_office(office).await
}

#[tauri::command]
pub(super) async fn sign_in_office(
    desk: State<'_, Desk>,
    office: OfficeSignIn,
) -> Result<Account, DeskError> {
    desk.sign_in_office(office).await
}

/// Asks for the backup; `false` when the agent thought better of it.
#[tauri::command]
pub(super) async fn office_restore(
    desk: State<'_, Desk>,
    choose: State<'_, Arc<dyn Choose>>,
    recovery_key: String,
) -> Result<bool, DeskError> {
    let Some(path) = choose.file(Wanted::Backup).await else {
        return Ok(false);
    };
    desk.restore_office(&path, recovery_key).await?;
    Ok(true)
}

/// Asks where; `false` when the agent thought better of it.
#[tauri::command]
pub(super) async fn office_backup(
    desk: State<'_, Desk>,
    choose: State<'_, Arc<dyn Choose>>,
) -> Result<bool, DeskError> {
    let Some(path) = choose.place(&backup_name()).await else {
        return Ok(false);
    };
    desk.save_backup(&path).await?;
    Ok(true)
}

/// Answers the new recovery key, which is shown this once.
#[tauri::command]
pub(super) async fn office_new_key(
    desk: State<'_, Desk>,
    password: String,
) -> Result<String, DeskError> {
    desk.new_recovery_key(password).await
}
