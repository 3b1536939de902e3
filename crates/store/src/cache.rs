//! `cache.db`: what the server said. It can be rebuilt, so it may lag a power cut.

use std::path::Path;

use sqlx::migrate::Migrator;

use crate::{
    database::{Database, Durability, OpenError},
    vault::Secret,
};

static SCHEMA: Migrator = sqlx::migrate!("migrations/cache");

/// The open cache; its tables are in [`crate::table`].
#[derive(Clone)]
pub struct Cache(Database);

impl Cache {
    /// Opens or makes the cache.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn open(path: &Path, key: &Secret) -> Result<Self, OpenError> {
        Database::open(path, key, Durability::Rebuildable, &SCHEMA)
            .await
            .map(Self)
    }

    /// The database itself.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.0
    }
}
