//! `work.db`: what exists only here. Every commit is on the disk before it is answered.

use std::path::Path;

use sqlx::migrate::Migrator;

use crate::{
    database::{Database, Durability, OpenError},
    vault::Secret,
};

static SCHEMA: Migrator = sqlx::migrate!("migrations/work");

/// The open work database; its tables are in [`crate::table`].
#[derive(Clone)]
pub struct Work(Database);

impl Work {
    /// Opens or makes the work database.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn open(path: &Path, key: &Secret) -> Result<Self, OpenError> {
        Database::open(path, key, Durability::Precious, &SCHEMA)
            .await
            .map(Self)
    }

    /// The database itself.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.0
    }
}
