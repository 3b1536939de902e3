//! `sign-in.json`: where the office is and the key that it asks for, and, of a practice office, the
//! e-mail address and password with which everybody practises. Readable by this user alone, and gone
//! when the office has stopped.

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
pub(crate) fn write(
    folder: &Path,
    running: &Running,
    sign_in: Option<&PracticeSignIn>,
) -> io::Result<()> {
    let mut text = serde_json::json!({ "server": running.url(), "api_key": running.api_key });
    if let Some(sign_in) = sign_in {
        text["email"] = sign_in.email.as_str().into();
        text["password"] = sign_in.password.as_str().into();
    }
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
