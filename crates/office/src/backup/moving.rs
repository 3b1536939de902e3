//! The folder in which a database lies while it is on its way: one of its own for each, gone with
//! all that is in it when nobody needs it any more. Deleting waits for the disk, for a moment.

use std::{
    fs::{self, DirBuilder},
    io,
    path::{Path, PathBuf},
};

use crate::random;

/// Where they are in the office's folder.
const NAME: &str = "moving";

/// A folder for one database on its way.
#[derive(Debug)]
pub(crate) struct Moving(PathBuf);

impl Moving {
    /// Makes one, for this user alone.
    pub(crate) fn begin(folder: &Path) -> io::Result<Self> {
        let name = random::key().map_err(|_| io::ErrorKind::Other)?;
        let path = folder.join(NAME).join(&name[..16]);
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(&path)?;
        Ok(Self(path))
    }

    /// The database in it.
    pub(crate) fn database(&self) -> PathBuf {
        self.0.join("office.db")
    }
}

impl Drop for Moving {
    fn drop(&mut self) {
        if fs::remove_dir_all(&self.0).is_err() {
            tracing::warn!("what a backup left behind goes when the office opens again");
        }
    }
}

/// Deletes what was on its way when the program ended.
pub(crate) fn clear(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder.join(NAME)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
