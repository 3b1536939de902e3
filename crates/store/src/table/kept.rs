//! What every cached kind has in common: counting, and giving up records that the server no
//! longer lists. Each table has `seen_in_run` and `missed`.

use sqlx::{QueryBuilder, Sqlite, Transaction};

use crate::Cache;

/// A cached kind's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Clients.
    Clients,
    /// Notes.
    Notes,
}

impl Table {
    fn name(self) -> &'static str {
        match self {
            Self::Clients => "clients",
            Self::Notes => "notes",
        }
    }

    /// The index of its words, where it has one.
    fn search(self) -> Option<&'static str> {
        match self {
            Self::Clients => Some("clients_search"),
            Self::Notes => None,
        }
    }
}

/// How many records the cache holds.
///
/// # Errors
/// When the database fails.
pub async fn count(cache: &Cache, table: Table) -> Result<i64, sqlx::Error> {
    QueryBuilder::<Sqlite>::new("SELECT count(*) FROM ")
        .push(table.name())
        .build_query_scalar()
        .fetch_one(cache.database().readers())
        .await
}

/// How many records a full run has not seen.
///
/// # Errors
/// When the database fails.
pub async fn unseen(
    tx: &mut Transaction<'_, Sqlite>,
    table: Table,
    run: i64,
) -> Result<i64, sqlx::Error> {
    QueryBuilder::<Sqlite>::new("SELECT count(*) FROM ")
        .push(table.name())
        .push(" WHERE seen_in_run < ")
        .push_bind(run)
        .build_query_scalar()
        .fetch_one(&mut **tx)
        .await
}

/// Counts a miss for every record that a finished full run did not see, and returns those that
/// two runs in a row have missed.
///
/// # Errors
/// When the database fails.
pub async fn miss(
    tx: &mut Transaction<'_, Sqlite>,
    table: Table,
    run: i64,
) -> Result<Vec<i64>, sqlx::Error> {
    QueryBuilder::<Sqlite>::new("UPDATE ")
        .push(table.name())
        .push(" SET missed = missed + 1 WHERE seen_in_run < ")
        .push_bind(run)
        .build()
        .execute(&mut **tx)
        .await?;
    QueryBuilder::<Sqlite>::new("SELECT id FROM ")
        .push(table.name())
        .push(" WHERE missed >= 2 AND seen_in_run < ")
        .push_bind(run)
        .push(" ORDER BY id")
        .build_query_scalar()
        .fetch_all(&mut **tx)
        .await
}

/// Takes records out of the cache.
///
/// # Errors
/// When the database fails.
pub async fn remove(
    tx: &mut Transaction<'_, Sqlite>,
    table: Table,
    ids: &[i64],
) -> Result<(), sqlx::Error> {
    for id in ids {
        if let Some(search) = table.search() {
            let mut query = QueryBuilder::<Sqlite>::new("DELETE FROM ");
            query
                .push(search)
                .push(" WHERE rowid = ")
                .push_bind(id)
                .build()
                .execute(&mut **tx)
                .await?;
        }
        let mut query = QueryBuilder::<Sqlite>::new("DELETE FROM ");
        query
            .push(table.name())
            .push(" WHERE id = ")
            .push_bind(id)
            .build()
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}
