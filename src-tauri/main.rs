//! The desktop app.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::process::ExitCode;

use redress::{Place, app, close, context, draw, single_instance};
use tauri::RunEvent;

fn main() -> ExitCode {
    if let Some(drawn) = draw() {
        return drawn;
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(_) => return ExitCode::FAILURE,
    };
    tauri::async_runtime::set(runtime.handle().clone());
    let builder = tauri::Builder::default().plugin(single_instance());
    let Ok(app) = app(builder, Place::this_machine()).build(context()) else {
        return ExitCode::FAILURE;
    };
    app.run(|app, event| {
        if matches!(event, RunEvent::Exit) {
            close(app);
        }
    });
    ExitCode::SUCCESS
}
