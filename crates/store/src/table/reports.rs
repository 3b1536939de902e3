//! `cache.reports`: what the server said of credit reports, client by client, and whose turn it is
//! to be asked about. Their contents have a file of their own.

mod contents;

pub use contents::{
    bytes, clients_to_fetch, content, keep_content, to_come, to_fetch, tried, unavailable,
};

use sqlx::{FromRow, QueryBuilder, Sqlite, Transaction};

use crate::Cache;

/// A report as the cache keeps it, without its content.
#[derive(Clone, Default, FromRow, PartialEq, Eq)]
pub struct Report {
    /// The server's id.
    pub id: i64,
    /// The client it is about.
    pub client_id: i64,
    /// The vendor's number, as the server writes it.
    pub report_id: String,
    /// The bureau, as the server writes it.
    pub bureau: String,
    /// Who delivered it.
    pub vendor: String,
    /// The day of the report, ISO.
    pub report_date: String,
    /// When the server says that it was changed; empty where it does not.
    pub modified_date: String,
    /// The record, JSON exactly as received.
    pub record: String,
    /// SHA-256 of `record`.
    pub content_hash: Vec<u8>,
    /// When it was received.
    pub fetched_at: String,
    /// Whether the server said that it cannot give the content.
    #[sqlx(default)]
    pub unavailable: bool,
    /// Whether its content is here.
    #[sqlx(default)]
    pub here: bool,
}

impl std::fmt::Debug for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Report({} of client {})", self.id, self.client_id)
    }
}

/// What a list of a client's reports changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Whether anything is new or different.
    pub changed: bool,
    /// Reports that this list and the one before no longer showed.
    pub missed_twice: Vec<i64>,
}

/// Applies the whole list of a client's reports. Where one was changed its content is to be
/// fetched again; the one that is here stays until then.
///
/// # Errors
/// When the database fails.
pub async fn list(
    tx: &mut Transaction<'_, Sqlite>,
    client_id: i64,
    reports: &[Report],
    now: &str,
) -> Result<Listed, sqlx::Error> {
    let mut changed = false;
    for report in reports {
        changed |= keep(tx, report).await?;
    }
    let mut query = QueryBuilder::<Sqlite>::new("UPDATE reports SET missed = missed + 1");
    query.push(" WHERE client_id = ").push_bind(client_id);
    if !reports.is_empty() {
        query.push(" AND id NOT IN (");
        let mut ids = query.separated(", ");
        for report in reports {
            ids.push_bind(report.id);
        }
        query.push(")");
    }
    query.build().execute(&mut **tx).await?;
    let missed_twice =
        sqlx::query_scalar("SELECT id FROM reports WHERE client_id = ? AND missed >= 2")
            .bind(client_id)
            .fetch_all(&mut **tx)
            .await?;
    asked(tx, client_id, now, true).await?;
    Ok(Listed {
        changed,
        missed_twice,
    })
}

/// Notes that a client's reports were asked for, and whether the server answered.
///
/// # Errors
/// When the database fails.
pub async fn asked(
    tx: &mut Transaction<'_, Sqlite>,
    client_id: i64,
    now: &str,
    answered: bool,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO report_lists (client_id, asked_at, fetched_at) VALUES (?1, ?2, iif(?3, ?2, ''))
         ON CONFLICT (client_id) DO UPDATE SET asked_at = ?2,
             fetched_at = iif(?3, ?2, fetched_at)",
    )
    .bind(client_id)
    .bind(now)
    .bind(answered)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes a record that is new or different; says whether it was.
async fn keep(tx: &mut Transaction<'_, Sqlite>, report: &Report) -> Result<bool, sqlx::Error> {
    let written = sqlx::query(
        "INSERT INTO reports (id, client_id, report_id, bureau, vendor, report_date, modified_date,
             record, content_hash, fetched_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET client_id = excluded.client_id,
             report_id = excluded.report_id, bureau = excluded.bureau, vendor = excluded.vendor,
             report_date = excluded.report_date, modified_date = excluded.modified_date,
             record = excluded.record, content_hash = excluded.content_hash,
             fetched_at = excluded.fetched_at, missed = 0,
             content = iif(client_id = excluded.client_id, content, NULL),
             stale = iif(report_id = excluded.report_id AND bureau = excluded.bureau
                 AND report_date = excluded.report_date
                 AND modified_date = excluded.modified_date, stale, 1),
             unavailable = iif(modified_date = excluded.modified_date, unavailable, 0),
             tried_at = iif(modified_date = excluded.modified_date, tried_at, '')
         WHERE reports.content_hash <> excluded.content_hash
             OR reports.client_id <> excluded.client_id",
    )
    .bind(report.id)
    .bind(report.client_id)
    .bind(&report.report_id)
    .bind(&report.bureau)
    .bind(&report.vendor)
    .bind(&report.report_date)
    .bind(&report.modified_date)
    .bind(&report.record)
    .bind(&report.content_hash)
    .bind(&report.fetched_at)
    .execute(&mut **tx)
    .await?
    .rows_affected();
    if written == 0 {
        sqlx::query("UPDATE reports SET missed = 0 WHERE id = ?")
            .bind(report.id)
            .execute(&mut **tx)
            .await?;
    }
    Ok(written > 0)
}

/// Takes reports out of the cache.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Transaction<'_, Sqlite>, ids: &[i64]) -> Result<(), sqlx::Error> {
    for id in ids {
        sqlx::query("DELETE FROM reports WHERE id = ?")
            .bind(id)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Takes all reports of a client out of the cache.
///
/// # Errors
/// When the database fails.
pub async fn purge(tx: &mut Transaction<'_, Sqlite>, client_id: i64) -> Result<(), sqlx::Error> {
    for statement in [
        "DELETE FROM reports WHERE client_id = ?",
        "DELETE FROM report_lists WHERE client_id = ?",
    ] {
        sqlx::query(statement)
            .bind(client_id)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// A client's reports, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_client(cache: &Cache, client_id: i64) -> Result<Vec<Report>, sqlx::Error> {
    sqlx::query_as(
        "SELECT id, client_id, report_id, bureau, vendor, report_date, modified_date, record,
             content_hash, fetched_at, unavailable, content IS NOT NULL AS here
         FROM reports WHERE client_id = ? ORDER BY report_date, id",
    )
    .bind(client_id)
    .fetch_all(cache.database().readers())
    .await
}

/// When a client's reports were last listed.
///
/// # Errors
/// When the database fails.
pub async fn listed_at(cache: &Cache, client_id: i64) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT fetched_at FROM report_lists WHERE client_id = ? AND fetched_at <> ''",
    )
    .bind(client_id)
    .fetch_optional(cache.database().readers())
    .await
}

/// When a client's turn comes: its reports were asked for last before `again`, or in vain before
/// `soon`.
#[derive(Clone, Debug)]
pub struct Turn {
    /// For lists that were had.
    pub again: String,
    /// For lists and contents that could not be had.
    pub soon: String,
}

macro_rules! due {
    () => {
        "(report_lists.asked_at IS NULL OR report_lists.asked_at < ?1
             OR (report_lists.fetched_at < report_lists.asked_at AND report_lists.asked_at < ?2))"
    };
}

/// Clients whose turn it is; those first that were never asked for, the ones changed last before
/// the others.
///
/// # Errors
/// When the database fails.
pub async fn clients_to_list(
    cache: &Cache,
    turn: &Turn,
    limit: i64,
) -> Result<Vec<i64>, sqlx::Error> {
    sqlx::query_scalar(concat!(
        "SELECT clients.id FROM clients
         LEFT JOIN report_lists ON report_lists.client_id = clients.id
         WHERE ",
        due!(),
        " ORDER BY report_lists.asked_at IS NOT NULL, report_lists.asked_at,
             clients.updated_at DESC, clients.id
         LIMIT ?3"
    ))
    .bind(&turn.again)
    .bind(&turn.soon)
    .bind(limit)
    .fetch_all(cache.database().readers())
    .await
}

/// Of how many clients it is the turn, and how many clients there are.
///
/// # Errors
/// When the database fails.
pub async fn to_list(cache: &Cache, turn: &Turn) -> Result<(i64, i64), sqlx::Error> {
    sqlx::query_as(concat!(
        "SELECT count(*) FILTER (WHERE ",
        due!(),
        "), count(*)
         FROM clients LEFT JOIN report_lists ON report_lists.client_id = clients.id"
    ))
    .bind(&turn.again)
    .bind(&turn.soon)
    .fetch_one(cache.database().readers())
    .await
}

#[cfg(test)]
#[path = "reports_tests.rs"]
mod tests;
