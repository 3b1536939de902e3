//! What every cached kind has in common: counting, and giving up records that the server no
//! longer lists. Each table has `seen_in_run` and `missed`.

use std::collections::HashMap;

use sqlx::{QueryBuilder, Row as _, Sqlite, Transaction};

use super::reports;
use crate::{Cache, time};

/// A cached kind's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Clients.
    Clients,
    /// Notes.
    Notes,
    /// Negative items.
    NegativeItems,
    /// What was sent.
    Correspondence,
}

impl Table {
    fn name(self) -> &'static str {
        match self {
            Self::Clients => "clients",
            Self::Notes => "notes",
            Self::NegativeItems => "negative_items",
            Self::Correspondence => "correspondence",
        }
    }

    /// The index of its words, where it has one.
    fn search(self) -> Option<&'static str> {
        match self {
            Self::Clients => Some("clients_search"),
            Self::Notes | Self::NegativeItems | Self::Correspondence => None,
        }
    }
}

/// What a page of a sync changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// The clients whose records, or who themselves, are new or different.
    pub changed: Vec<i64>,
    /// Records that were older than what is kept, or the same.
    pub unchanged: usize,
}

/// A record of any kind: what decides whether it is written.
pub(crate) trait Record {
    fn id(&self) -> i64;
    fn hash(&self) -> &[u8];
    /// The server's `updated_at`; empty where it does not say.
    fn updated_at(&self) -> &str;
}

/// The records of a page that differ from what is kept and are not older.
pub(crate) async fn fresh<'a, R: Record>(
    tx: &mut Transaction<'_, Sqlite>,
    table: Table,
    page: &'a [R],
) -> Result<Vec<&'a R>, sqlx::Error> {
    let mut query = QueryBuilder::<Sqlite>::new("SELECT id, content_hash, updated_at FROM ");
    query.push(table.name());
    among(&mut query, page);
    let rows = query.build().fetch_all(&mut **tx).await?;
    let kept: HashMap<i64, (Vec<u8>, String)> = rows
        .iter()
        .map(|row| (row.get(0), (row.get(1), row.get(2))))
        .collect();
    let differs = |record: &&R| match kept.get(&record.id()) {
        Some((hash, updated_at)) => {
            hash != record.hash() && !is_older(record.updated_at(), updated_at)
        }
        None => true,
    };
    Ok(page.iter().filter(differs).collect())
}

/// Whether one time stamp is before another; not where either says nothing.
fn is_older(one: &str, other: &str) -> bool {
    matches!((time::parse(one), time::parse(other)), (Some(one), Some(other)) if one < other)
}

/// Marks the records of a page as listed by the server, in a full run or outside of one.
pub(crate) async fn seen<R: Record>(
    tx: &mut Transaction<'_, Sqlite>,
    table: Table,
    page: &[R],
    run: Option<i64>,
) -> Result<(), sqlx::Error> {
    let mut query = QueryBuilder::<Sqlite>::new("UPDATE ");
    query
        .push(table.name())
        .push(" SET missed = 0, seen_in_run = max(seen_in_run, ");
    query.push_bind(run.unwrap_or(0)).push(")");
    among(&mut query, page);
    query.build().execute(&mut **tx).await?;
    Ok(())
}

/// ` WHERE id IN (…)`. SQLite takes 32,766 bound values a statement; a page has 200 records.
fn among<R: Record>(query: &mut QueryBuilder<Sqlite>, page: &[R]) {
    query.push(" WHERE id IN (");
    let mut ids = query.separated(", ");
    for record in page {
        ids.push_bind(record.id());
    }
    query.push(")");
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
        if table == Table::Clients {
            // Listed under the client only: no list of the server would ever take them away.
            reports::purge(tx, *id).await?;
        }
    }
    Ok(())
}
