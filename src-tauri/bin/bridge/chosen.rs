//! Who stands in for the agent at the system's dialogs, where the answer is given before it is
//! asked for, and for the system's viewer and browser, which only remember what they were to open.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use desk::{OpenOutside, Url};

use redress::choose::{Choice, Choose, Wanted};

/// The files that the next dialog answers with; none is the agent thinking better of it.
#[derive(Clone, Default)]
pub(crate) struct Chosen {
    next: Arc<Mutex<Vec<PathBuf>>>,
    opened: Arc<Mutex<Vec<PathBuf>>>,
}

impl Chosen {
    /// Gives the next answer.
    pub(crate) fn set(&self, paths: Vec<PathBuf>) {
        if let Ok(mut chosen) = self.next.lock() {
            *chosen = paths;
        }
    }

    fn take(&self) -> Vec<PathBuf> {
        self.next
            .lock()
            .map(|mut chosen| std::mem::take(&mut *chosen))
            .unwrap_or_default()
    }

    /// What was opened, oldest first.
    pub(crate) fn opened(&self) -> Vec<PathBuf> {
        self.opened
            .lock()
            .map(|opened| opened.clone())
            .unwrap_or_default()
    }
}

impl OpenOutside for Chosen {
    fn open(&self, path: &Path) -> io::Result<()> {
        if let Ok(mut opened) = self.opened.lock() {
            opened.push(path.to_owned());
        }
        Ok(())
    }

    fn browse(&self, page: &Url) -> io::Result<()> {
        self.open(Path::new(page.as_str()))
    }
}

impl Choose for Chosen {
    fn files(&self) -> Choice<Vec<PathBuf>> {
        let paths = self.take();
        Box::pin(async move { paths })
    }

    fn file(&self, _: Wanted) -> Choice<Option<PathBuf>> {
        self.place("")
    }

    fn place(&self, _: &str) -> Choice<Option<PathBuf>> {
        let path = self.take().into_iter().next();
        Box::pin(async move { path })
    }
}
