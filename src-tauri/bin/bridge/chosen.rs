//! Who stands in for the agent at the system's dialogs: the answer is given before it is asked for.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use redress::choose::{Choice, Choose};

/// The files that the next dialog answers with; none is the agent thinking better of it.
#[derive(Clone, Default)]
pub(crate) struct Chosen(Arc<Mutex<Vec<PathBuf>>>);

impl Chosen {
    /// Gives the next answer.
    pub(crate) fn set(&self, paths: Vec<PathBuf>) {
        if let Ok(mut chosen) = self.0.lock() {
            *chosen = paths;
        }
    }

    fn take(&self) -> Vec<PathBuf> {
        self.0
            .lock()
            .map(|mut chosen| std::mem::take(&mut *chosen))
            .unwrap_or_default()
    }
}

impl Choose for Chosen {
    fn files(&self) -> Choice<Vec<PathBuf>> {
        let paths = self.take();
        Box::pin(async move { paths })
    }

    fn place(&self, _: &str) -> Choice<Option<PathBuf>> {
        let path = self.take().into_iter().next();
        Box::pin(async move { path })
    }
}
