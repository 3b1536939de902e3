//! Signing in and out.

use desk::{Account, Desk, DeskError, MicrosoftSignIn, Opening, PortalSignIn};
use tauri::State;

#[tauri::command]
pub(super) async fn opening(desk: State<'_, Desk>) -> Result<Opening, DeskError> {
    desk.opening().await
}

#[tauri::command]
pub(super) async fn open_account(desk: State<'_, Desk>, id: String) -> Result<Account, DeskError> {
    desk.open_account(&id).await
}

#[tauri::command]
pub(super) async fn close_account(desk: State<'_, Desk>) -> Result<(), DeskError> {
    desk.close_account().await
}

#[tauri::command]
pub(super) async fn sign_in_practice(desk: State<'_, Desk>) -> Result<Account, DeskError> {
    desk.sign_in_practice().await
}

#[tauri::command]
pub(super) async fn sign_in_portal(
    desk: State<'_, Desk>,
    portal: PortalSignIn,
) -> Result<Account, DeskError> {
    desk.sign_in_portal(portal).await
}

#[tauri::command]
pub(super) async fn sign_in_again(
    desk: State<'_, Desk>,
    password: String,
) -> Result<(), DeskError> {
    desk.sign_in_again(password).await
}

#[tauri::command]
pub(super) async fn sign_in_microsoft(
    desk: State<'_, Desk>,
    portal: MicrosoftSignIn,
) -> Result<Account, DeskError> {
    desk.sign_in_microsoft(portal).await
}

#[tauri::command]
pub(super) async fn sign_in_again_microsoft(desk: State<'_, Desk>) -> Result<(), DeskError> {
    desk.sign_in_again_microsoft().await
}

#[tauri::command]
pub(super) fn cancel_sign_in(desk: State<'_, Desk>) {
    desk.cancel_sign_in();
}

#[tauri::command]
pub(super) async fn sign_out(desk: State<'_, Desk>) -> Result<(), DeskError> {
    desk.sign_out().await
}
