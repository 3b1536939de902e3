//! The files of a dropped folder. Links and oddities are listed too, so that each is refused by
//! name instead of being passed over.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::refusal::Refusal;

/// How far a dropped folder is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FolderLimits {
    /// Folders inside one another, the dropped one included.
    pub depth: usize,
    /// Files in all.
    pub files: usize,
}

impl Default for FolderLimits {
    fn default() -> Self {
        Self {
            depth: 8,
            files: 500,
        }
    }
}

/// What systems put into folders unasked.
const LITTER: &[&str] = &[".ds_store", "thumbs.db", "desktop.ini", ".localized"];

/// The files in a folder and its folders, sorted by path. Links are not followed.
///
/// # Errors
/// When the folder cannot be read, or holds more than the limits; then nothing of it is taken.
pub fn files_in(folder: &Path, limits: FolderLimits) -> Result<Vec<PathBuf>, Refusal> {
    let mut found = Vec::new();
    let mut open = vec![(folder.to_owned(), 1)];
    while let Some((folder, depth)) = open.pop() {
        if depth > limits.depth {
            return Err(Refusal::TooDeep {
                limit: limits.depth,
            });
        }
        for entry in fs::read_dir(folder).map_err(|_| Refusal::Unreadable)? {
            let entry = entry.map_err(|_| Refusal::Unreadable)?;
            let kind = entry.file_type().map_err(|_| Refusal::Unreadable)?;
            // A link to a folder is not a folder here, so a circle of links ends nowhere.
            if kind.is_dir() {
                open.push((entry.path(), depth + 1));
            } else if !is_litter(&entry.file_name().to_string_lossy()) {
                found.push(entry.path());
            }
            if found.len() > limits.files || open.len() > limits.files {
                return Err(Refusal::TooManyFiles {
                    limit: limits.files,
                });
            }
        }
    }
    found.sort();
    Ok(found)
}

/// macOS writes a "._name" beside each file on foreign disks.
fn is_litter(name: &str) -> bool {
    name.starts_with("._") || LITTER.contains(&name.to_lowercase().as_str())
}
