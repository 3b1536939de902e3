//! Where things are: the checkout, the build folder, what was built.

use std::env;
use std::path::{Path, PathBuf};

use crate::problem::Problem;

/// The checkout and its build folder.
pub(crate) struct Place {
    root: PathBuf,
    target: PathBuf,
}

impl Place {
    /// Cargo says where this package lies; started by hand, the current folder is searched upwards.
    pub(crate) fn find() -> Result<Self, Problem> {
        let start = match env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => env::current_dir().map_err(|why| Problem::Unreadable {
                path: ".".into(),
                why,
            })?,
        };
        let root = start
            .ancestors()
            .find(|folder| folder.join("tauri.conf.json").is_file())
            .ok_or(Problem::NoCheckout)?
            .to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => root.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The checkout.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder cargo builds into.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// The folder of the programs built for development.
    pub(crate) fn built(&self) -> PathBuf {
        self.target.join("debug")
    }

    /// Programs installed for this checkout only, never for the whole machine.
    pub(crate) fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }
}

/// The name of a program's file on this system.
pub(crate) fn file_of(program: &str) -> String {
    format!("{program}{}", env::consts::EXE_SUFFIX)
}

/// The full path of a program that the shell would find.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders)
        .map(|folder| folder.join(file_of(program)))
        .find(|file| file.is_file())
}
