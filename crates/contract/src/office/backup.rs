//! `office.backup.*`: everything that an office keeps, in one file that only the recovery key opens.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Office;
use crate::{
    envelope::{Bare, Bytes},
    media::Upload,
    operation::operations,
    portal::Message,
};

operations! {
    Office, "office";

    /// Makes a backup and answers it. No key is asked for: what encrypts it is kept in the office,
    /// where an office has a recovery key.
    BackupCreate    = "backup.create",     POST "/office/backup",              Token, () | () | ()              => Bytes,             200 401 403 409 419 500;
    /// Makes an office that is not set up what the backed up one was. In the form, the recovery key
    /// stands before the file.
    BackupRestore   = "backup.restore",    POST "/office/restore",             Key,   () | () | Upload<Opening> => Bare<Message>,     200 401 409 413 422 500;
    /// Makes a new recovery key, shown this once. Backups from then on open with it, earlier ones
    /// with the one before.
    BackupChangeKey = "backup.change_key", PUT  "/office/backup/recovery-key", Token, () | () | Password        => Bare<RecoveryKey>, 200 401 403 419 422 429 500;
}

/// What opens a backup.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Opening {
    /// The recovery key as it was shown; hyphens, spaces and capitals do not matter.
    #[schemars(length(min = 1, max = 255))]
    pub recovery_key: String,
}

/// The password of whoever asks, once more.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Password {
    /// The password.
    #[schemars(length(min = 1, max = 1024))]
    pub password: String,
}

/// A recovery key, to be written down.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RecoveryKey {
    /// The key, in groups that end with a letter or digit by which mistakes are seen.
    pub recovery_key: Option<String>,
}

silent!(Opening, Password, RecoveryKey);
