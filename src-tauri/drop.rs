//! Files that are dropped onto the window. Their paths go from the system to the desk; the
//! interface hears only that there are some.

use std::path::PathBuf;

use desk::{Desk, Dragging};
use tauri::{DragDropEvent, Emitter, Manager, Runtime, Window, WindowEvent};

/// Follows what is dragged over a window and takes what is dropped onto it.
pub(crate) fn follow<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    let WindowEvent::DragDrop(event) = event else {
        return;
    };
    let dragging = match event {
        DragDropEvent::Enter { paths, .. } => Dragging {
            over: true,
            files: paths.len(),
        },
        DragDropEvent::Drop { paths, .. } => {
            take(window, paths.clone());
            Dragging::default()
        }
        DragDropEvent::Leave => Dragging::default(),
        _ => return,
    };
    // A window that is gone shows nothing.
    drop(window.emit("dragging", dragging));
}

fn take<R: Runtime>(window: &Window<R>, paths: Vec<PathBuf>) {
    let desk = window.state::<Desk>().inner().clone();
    let window = window.clone();
    tauri::async_runtime::spawn(async move {
        if let Err(error) = desk.take(paths).await {
            // Not in the tray, so this is all that tells of it.
            drop(window.emit("not_taken", error.message));
        }
    });
}
