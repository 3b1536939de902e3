//! `work.losses`: times the file was found with fewer commits than its mark.

use sqlx::FromRow;

use crate::Work;

/// A loss that was found.
#[derive(Clone, Debug, FromRow, PartialEq, Eq)]
pub struct Loss {
    /// When, RFC 3339.
    pub found_at: String,
    /// Commits that are gone.
    pub commits: i64,
}

/// Losses that the agent has not been told of yet.
///
/// # Errors
/// When the database fails.
pub async fn unseen(work: &Work) -> Result<Vec<Loss>, sqlx::Error> {
    sqlx::query_as("SELECT found_at, commits FROM losses WHERE seen = 0 ORDER BY found_at")
        .fetch_all(work.database().readers())
        .await
}

/// Writes down that the agent knows.
///
/// # Errors
/// When the database fails.
pub async fn see(work: &Work) -> Result<(), sqlx::Error> {
    let mut write = work.write().await?;
    sqlx::query("UPDATE losses SET seen = 1 WHERE seen = 0")
        .execute(write.tx())
        .await?;
    write.commit().await
}
