//! The system's dialogs for files. The agent chooses; the interface never learns a path.

use std::{future::Future, path::PathBuf, pin::Pin};

use tauri::{AppHandle, Runtime};
use tokio::sync::oneshot;

/// A choice that is still open.
pub type Choice<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// One file that a command needs.
#[derive(Clone, Copy, Debug)]
pub enum Wanted {
    /// A backup of an office.
    Backup,
    /// A credit report.
    Report,
}

impl Wanted {
    fn title(self) -> &'static str {
        match self {
            Self::Backup => "Choose the backup",
            Self::Report => "Choose the report",
        }
    }

    fn kinds(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Backup => ("Backups of Redress", &["redress-backup"]),
            Self::Report => ("Credit reports", &["json"]),
        }
    }
}

/// Whoever asks the agent for files.
pub trait Choose: Send + Sync {
    /// Files to take; none when the agent thought better of it.
    fn files(&self) -> Choice<Vec<PathBuf>>;
    /// One file; none when the agent thought better of it.
    fn file(&self, wanted: Wanted) -> Choice<Option<PathBuf>>;
    /// Where to save a file that is called so.
    fn place(&self, name: &str) -> Choice<Option<PathBuf>>;
}

/// The dialogs of this system.
pub struct Dialogs<R: Runtime>(pub AppHandle<R>);

impl<R: Runtime> Choose for Dialogs<R> {
    fn files(&self) -> Choice<Vec<PathBuf>> {
        let chosen = self.ask(|| {
            rfd::AsyncFileDialog::new()
                .set_title("Add files")
                .add_filter("Documents", &["jpg", "jpeg", "png", "pdf", "doc", "docx"])
                .add_filter("All files", &["*"])
                .pick_files()
        });
        Box::pin(async move {
            let files = chosen.await.flatten().unwrap_or_default();
            files.iter().map(|file| file.path().to_owned()).collect()
        })
    }

    fn file(&self, wanted: Wanted) -> Choice<Option<PathBuf>> {
        let chosen = self.ask(move || {
            let (kind, endings) = wanted.kinds();
            rfd::AsyncFileDialog::new()
                .set_title(wanted.title())
                .add_filter(kind, endings)
                .add_filter("All files", &["*"])
                .pick_file()
        });
        Box::pin(async move { Some(chosen.await.flatten()?.path().to_owned()) })
    }

    fn place(&self, name: &str) -> Choice<Option<PathBuf>> {
        let name = name.to_owned();
        let chosen = self.ask(move || {
            rfd::AsyncFileDialog::new()
                .set_title("Save a copy")
                .set_file_name(name)
                .save_file()
        });
        Box::pin(async move { Some(chosen.await.flatten()?.path().to_owned()) })
    }
}

impl<R: Runtime> Dialogs<R> {
    /// Systems want a dialog made where the window was, and waited for elsewhere.
    fn ask<T, F>(&self, open: impl FnOnce() -> F + Send + 'static) -> Choice<Option<T>>
    where
        T: Send + 'static,
        F: Future<Output = T> + Send + 'static,
    {
        let (say, said) = oneshot::channel();
        let asked = self.0.run_on_main_thread(move || {
            let chosen = open();
            tauri::async_runtime::spawn(async move { drop(say.send(chosen.await)) });
        });
        Box::pin(async move {
            asked.ok()?;
            said.await.ok()
        })
    }
}
