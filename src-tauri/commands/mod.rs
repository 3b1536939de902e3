//! The window's commands: each takes its arguments, calls the desk, and passes the answer on.

mod account;
mod clients;
mod documents;
mod letters;
mod machine;
mod notes;
mod office;
mod reports;
mod sync;
mod tray;
mod waiting;

use tauri::{Runtime, ipc::Invoke};

macro_rules! commands {
    ($($area:ident::$name:ident),* $(,)?) => {
        tauri::generate_handler![$($area::$name),*]
    };
}

/// The routes of all commands.
pub(crate) fn all<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    include!("list.rs")
}
