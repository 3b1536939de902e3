//! Files that are opened in the system's viewer, which needs them plain on the disk: in a folder of
//! their own, readable by this user only, gone when the account is closed and at the next start at
//! the latest.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::{
    Code, Desk, DeskError,
    accounts::{blocking, random_hex},
};

const FOLDER: &str = "opened";

/// Opens a file in the system's viewer.
///
/// # Errors
/// When it cannot be written, or the system has nothing to open it with.
pub async fn open_in_system(desk: &Desk, name: &str, bytes: Vec<u8>) -> Result<(), DeskError> {
    let (folder, name) = (folder(desk), ::documents::name::safe(name.as_ref()));
    let opener = desk.settings().opener.clone();
    // One folder each: two files may be called the same.
    let own = folder.join(random_hex::<8>()?);
    blocking(move || {
        let path = write_private(&folder, &own, &name, &bytes)?;
        opener.open(&path).map_err(|_| {
            // Nobody reads it, so it does not stay.
            let _ = fs::remove_dir_all(&own);
            DeskError::new(
                Code::Failed,
                "This system has no program to open the file with. Save a copy instead.",
            )
        })
    })
    .await
}

/// Removes what was opened. What another program still holds goes at the next start.
pub(crate) async fn forget_opened(desk: &Desk) {
    let folder = folder(desk);
    let removed = blocking(move || match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    });
    if removed.await.is_err() {
        tracing::warn!("a file that was opened could not be removed yet");
    }
}

fn folder(desk: &Desk) -> PathBuf {
    desk.settings().folder.join(FOLDER)
}

fn write_private(folder: &Path, own: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    private_folder(folder)?;
    private_folder(own)?;
    let path = own.join(name);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(path)
}

/// A folder that only this user looks into; on Windows everything below the user's own folder is.
fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
