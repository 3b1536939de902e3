//! The outgoing folder: mail of the office itself, which it cannot send. Each piece is a file that a
//! mail program opens as a draft (RFC 5322, `X-Unsent`), readable by this user alone. Letters,
//! faxes and messages about clients are not here: they are records.
//!
//! ```text
//! outgoing/password-<user>.eml   the latest code for a password that was forgotten
//! ```

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};

/// A mail to somebody who signs in.
pub(crate) struct Mail<'a> {
    /// Whose, by their id: their earlier mail makes room for it.
    pub(crate) user: i64,
    pub(crate) to: &'a str,
    pub(crate) subject: &'a str,
    /// Lines of text.
    pub(crate) text: &'a str,
    pub(crate) at: DateTime<Utc>,
}

/// Puts a mail into the outgoing folder of the office in a folder: whole, or not at all. Waits for
/// the disk: not for an async thread.
pub(crate) fn put(folder: &Path, mail: &Mail<'_>) -> io::Result<()> {
    let path = path(folder, mail.user);
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder.join("outgoing"))?;
    let unfinished = path.with_extension("eml.new");
    gone(fs::remove_file(&unfinished))?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&unfinished)?;
    file.write_all(written(mail).as_bytes())?;
    file.sync_all()?;
    fs::rename(unfinished, path)
}

/// Takes a user's mail out of the folder; that there is none is as good.
pub(crate) fn take(folder: &Path, user: i64) -> io::Result<()> {
    gone(fs::remove_file(path(folder, user)))
}

fn path(folder: &Path, user: i64) -> PathBuf {
    folder.join("outgoing").join(format!("password-{user}.eml"))
}

fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn written(mail: &Mail<'_>) -> String {
    let date = mail.at.to_rfc2822();
    let mut lines = vec![
        format!("Date: {date}"),
        format!("To: {}", mail.to),
        format!("Subject: {}", mail.subject),
        "X-Unsent: 1".to_owned(),
        "MIME-Version: 1.0".to_owned(),
        "Content-Type: text/plain; charset=utf-8".to_owned(),
        "Content-Transfer-Encoding: 8bit".to_owned(),
        String::new(),
    ];
    lines.extend(mail.text.lines().map(str::to_owned));
    lines.join("\r\n") + "\r\n"
}
