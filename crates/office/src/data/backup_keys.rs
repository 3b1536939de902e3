//! What backups are encrypted with.

use chrono::{DateTime, Utc};
use sqlx::{SqliteConnection, SqliteExecutor};
use store::vault::Secret;
use zeroize::Zeroizing;

use crate::clock::stamp;

/// The key of the backups that are made now; `None` where there is no recovery key.
pub(crate) async fn find(database: impl SqliteExecutor<'_>) -> sqlx::Result<Option<Secret>> {
    let key: Option<Vec<u8>> = sqlx::query_scalar("SELECT key FROM backup_keys")
        .fetch_optional(database)
        .await?;
    let key = key.map(Zeroizing::new);
    Ok(key.and_then(|key| Secret::from_bytes(&key)))
}

/// Keeps a key for the backups that are made from here on.
pub(crate) async fn keep(
    database: &mut SqliteConnection,
    key: &Secret,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO backup_keys (id, key, made_at) VALUES (1, $1, $2)
         ON CONFLICT (id) DO UPDATE SET key = $1, made_at = $2",
    )
    .bind(&key.bytes()[..])
    .bind(stamp(now))
    .execute(database)
    .await?;
    Ok(())
}
