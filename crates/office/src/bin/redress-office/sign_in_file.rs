//! `sign-in.json`: what a test or a guided tour needs to sign in to a practice office. Readable
//! by this user alone, and gone when the office has stopped. A firm's office writes none.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use office::{PracticeSignIn, Running};

/// Where it is.
pub(crate) fn path(folder: &Path) -> PathBuf {
    folder.join("sign-in.json")
}

/// Writes the file whole or not at all.
pub(crate) fn write(folder: &Path, running: &Running, sign_in: &PracticeSignIn) -> io::Result<()> {
    let text = serde_json::json!({
        "server": running.url(),
        "api_key": running.api_key,
        "email": sign_in.email,
        "password": sign_in.password,
    });
    let unfinished = folder.join("sign-in.json.new");
    // A leftover may have another mode, and a link may lead elsewhere: begin with nothing.
    if let Err(error) = fs::remove_file(&unfinished)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(&unfinished)?
        .write_all(text.to_string().as_bytes())?;
    fs::rename(unfinished, path(folder))
}

/// Removes the file; that there is none is as good.
pub(crate) fn remove(folder: &Path) {
    let _ = fs::remove_file(path(folder));
}
