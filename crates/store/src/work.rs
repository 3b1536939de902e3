//! `work.db`: what exists only here. Every commit is on the disk before it is answered, and is
//! counted, so that a file that lost some is noticed.

use std::{path::Path, sync::Arc};

use chrono::Utc;
use sqlx::{Sqlite, Transaction, migrate::Migrator};
use tokio::sync::Mutex;

use crate::{
    database::{Database, Durability, OpenError},
    mark::Mark,
    vault::Secret,
};

static SCHEMA: Migrator = sqlx::migrate!("migrations/work");

/// The open work database; its tables are in [`crate::table`].
#[derive(Clone)]
pub struct Work {
    database: Database,
    mark: Mark,
    marking: Arc<Mutex<()>>,
}

/// A write to `work.db`.
pub struct WorkWrite {
    tx: Transaction<'static, Sqlite>,
    work: Work,
}

impl Work {
    /// Opens or makes the work database. When it has fewer commits than its mark, the loss is
    /// written down for the agent, and what may have been sent meanwhile is put in doubt.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn open(path: &Path, key: &Secret) -> Result<Self, OpenError> {
        let database = Database::open(path, key, Durability::Precious, &SCHEMA).await?;
        let work = Self {
            database,
            mark: Mark::of(path, key),
            marking: Arc::default(),
        };
        work.compare().await?;
        Ok(work)
    }

    /// The database itself.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Begins a write.
    ///
    /// # Errors
    /// When the database is closed or the disk fails.
    pub async fn write(&self) -> Result<WorkWrite, sqlx::Error> {
        Ok(WorkWrite {
            tx: self.database.write().await?,
            work: self.clone(),
        })
    }

    async fn compare(&self) -> Result<(), OpenError> {
        let must = self.mark.read()?;
        let count: i64 = sqlx::query_scalar("SELECT count FROM commits WHERE one = 1")
            .fetch_one(self.database.readers())
            .await
            .map_err(OpenError::Sql)?;
        if count < must {
            self.note_loss(must, must - count)
                .await
                .map_err(OpenError::Sql)?;
        }
        Ok(())
    }

    async fn note_loss(&self, must: i64, lost: i64) -> Result<(), sqlx::Error> {
        let now = Utc::now().to_rfc3339();
        let mut write = self.write().await?;
        sqlx::query("INSERT INTO losses (found_at, commits) VALUES (?, ?)")
            .bind(&now)
            .bind(lost)
            .execute(write.tx())
            .await?;
        // A lost commit may have been "this is being sent": whatever waited is in doubt now.
        sqlx::query(
            "UPDATE operations SET state = 'uncertain', in_doubt = 1, not_before = '', changed_at = ?,
                 first_at = CASE first_at WHEN '' THEN created_at ELSE first_at END
             WHERE state IN ('queued', 'sending')",
        )
        .bind(&now)
        .execute(write.tx())
        .await?;
        sqlx::query("UPDATE commits SET count = ? WHERE one = 1")
            .bind(must)
            .execute(write.tx())
            .await?;
        write.commit().await
    }
}

impl WorkWrite {
    /// The transaction, for queries.
    pub fn tx(&mut self) -> &mut sqlx::SqliteConnection {
        &mut self.tx
    }

    /// Commits, and moves the mark.
    ///
    /// # Errors
    /// When the disk says no: then nothing was committed.
    pub async fn commit(mut self) -> Result<(), sqlx::Error> {
        let count: i64 = sqlx::query_scalar(
            "UPDATE commits SET count = count + 1 WHERE one = 1 RETURNING count",
        )
        .fetch_one(&mut *self.tx)
        .await?;
        // Held over both, or a later commit's mark could be overwritten by an earlier one's.
        let _marking = self.work.marking.lock().await;
        self.tx.commit().await?;
        let mark = self.work.mark.clone();
        let set = tokio::task::spawn_blocking(move || mark.set(count)).await;
        if !matches!(set, Ok(Ok(()))) {
            // Committed is committed: to say otherwise would have it done twice. A mark that
            // lags is only a weaker promise, and the next commit moves it.
            tracing::warn!("the mark of the saved work could not be moved");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::table::{
        losses,
        operations::{self, NewOperation, State},
    };

    async fn add(work: &Work, key: &str) -> i64 {
        let new = NewOperation {
            key,
            kind: "note_create",
            client_id: 1,
            body: "{}",
            after_id: None,
            now: "2026-11-20T00:00:00Z",
        };
        operations::add(work, &new).await.unwrap()
    }

    #[tokio::test]
    async fn a_lost_write_ahead_log_is_told_and_puts_what_waits_in_doubt() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("work.db");
        let key = Secret::random().unwrap();
        let work = Work::open(&path, &key).await.unwrap();
        add(&work, "kept").await;
        work.database().close().await;

        // Only the log has the next two commits when it is lost.
        let work = Work::open(&path, &key).await.unwrap();
        let before = fs::read(&path).unwrap();
        add(&work, "lost one").await;
        add(&work, "lost two").await;
        let mark = fs::read(path.with_extension("db.mark")).unwrap();
        work.database().close().await;
        fs::write(&path, before).unwrap();
        fs::write(path.with_extension("db.mark"), mark).unwrap();

        let work = Work::open(&path, &key).await.unwrap();
        assert_eq!(
            losses::unseen(&work)
                .await
                .unwrap()
                .iter()
                .map(|loss| loss.commits)
                .sum::<i64>(),
            2
        );
        let left = operations::unfinished(&work).await.unwrap();
        assert_eq!(
            left.iter()
                .map(|op| (op.key.as_str(), op.state))
                .collect::<Vec<_>>(),
            [("kept", State::Uncertain)]
        );
        work.database().close().await;

        let again = Work::open(&path, &key).await.unwrap();
        assert_eq!(
            losses::unseen(&again).await.unwrap().len(),
            1,
            "told once, not at every start"
        );
    }

    #[tokio::test]
    async fn a_mark_that_somebody_else_wrote_proves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("work.db");
        let key = Secret::random().unwrap();
        Work::open(&path, &key)
            .await
            .unwrap()
            .database()
            .close()
            .await;
        fs::write(path.with_extension("db.mark"), "900 00ff").unwrap();
        let work = Work::open(&path, &key).await.unwrap();
        assert!(losses::unseen(&work).await.unwrap().is_empty());
    }
}
