//! What happens at the desk, as events of the window.

use desk::{Desk, Event};
use tauri::{AppHandle, Emitter, Runtime};
use tokio::sync::broadcast::error::RecvError;

/// Passes events on for as long as the app lives.
pub(crate) fn forward<R: Runtime>(desk: &Desk, app: &AppHandle<R>) {
    let mut events = desk.events();
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        loop {
            let sent = match events.recv().await {
                Ok(Event::Changed(changed)) => app.emit("changed", changed),
                Ok(Event::Sync(status)) => app.emit("sync", status),
                Ok(Event::Account(opening)) => app.emit("account", opening),
                Ok(Event::Upload(progress)) => app.emit("upload_progress", progress),
                // A slow window missed some; what it shows is refetched with the next.
                Err(RecvError::Lagged(_)) => Ok(()),
                Err(RecvError::Closed) => return,
            };
            // A window that is gone hears nothing.
            drop(sent);
        }
    });
}
