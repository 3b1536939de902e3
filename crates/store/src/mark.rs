//! The mark beside `work.db`: how many commits the file must have. SQLite falls back to an older
//! state without a word when its write-ahead log is lost; the mark tells.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use hmac::{Hmac, Mac};
use sha2::Sha256;

use crate::vault::Secret;

/// The mark's file and the key that proves it.
#[derive(Clone, Debug)]
pub(crate) struct Mark {
    path: PathBuf,
    key: Secret,
}

impl Mark {
    pub(crate) fn of(database: &Path, key: &Secret) -> Self {
        let mut path = database.as_os_str().to_owned();
        path.push(".mark");
        Self {
            path: path.into(),
            key: key.clone(),
        }
    }

    /// The commits that the file must have; 0 where no mark was set, or where somebody else
    /// wrote it.
    pub(crate) fn read(&self) -> io::Result<i64> {
        let text = match fs::read_to_string(&self.path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
            Err(error) => return Err(error),
        };
        let proven = text.trim().split_once(' ').and_then(|(count, proof)| {
            let proof = hex::decode(proof).ok()?;
            self.mac(count)?.verify_slice(&proof).ok()?;
            count.parse().ok()
        });
        Ok(proven.unwrap_or(0))
    }

    /// Sets the mark; it is on the disk when this returns.
    pub(crate) fn set(&self, commits: i64) -> io::Result<()> {
        let count = commits.to_string();
        let proof = self
            .mac(&count)
            .map(|mac| hex::encode(mac.finalize().into_bytes()));
        let draft = self.path.with_extension("mark.new");
        let mut file = File::create(&draft)?;
        file.write_all(format!("{count} {}\n", proof.unwrap_or_default()).as_bytes())?;
        file.sync_all()?;
        drop(file);
        fs::rename(&draft, &self.path)?;
        sync_folder(&self.path)
    }

    fn mac(&self, count: &str) -> Option<Hmac<Sha256>> {
        let mac = Hmac::<Sha256>::new_from_slice(self.key.bytes()).ok()?;
        Some(
            mac.chain_update(b"redress commits ")
                .chain_update(count.as_bytes()),
        )
    }
}

/// A renamed file is only there for sure once its folder is on the disk; Windows does that by
/// itself and cannot open folders as files.
fn sync_folder(path: &Path) -> io::Result<()> {
    match path.parent() {
        Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}
