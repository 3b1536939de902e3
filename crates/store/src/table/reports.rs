//! `cache.reports`: what the server said of credit reports, client by client, and their contents.
//! A content is fetched once and kept deflated: it is large, and does not change.

use std::io::{Read, Write};

use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use sqlx::{FromRow, QueryBuilder, Sqlite, Transaction};

use crate::Cache;

/// The most that a content may inflate to.
const LARGEST: u64 = 64 * 1024 * 1024;

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
    /// The record, JSON exactly as received.
    pub record: String,
    /// SHA-256 of `record`.
    pub content_hash: Vec<u8>,
    /// When it was received.
    pub fetched_at: String,
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

/// Applies the whole list of a client's reports. A record that differs loses its content, which
/// is to be fetched again.
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
    asked(tx, client_id, now).await?;
    Ok(Listed {
        changed,
        missed_twice,
    })
}

/// Notes that a client's reports were asked for.
///
/// # Errors
/// When the database fails.
pub async fn asked(
    tx: &mut Transaction<'_, Sqlite>,
    client_id: i64,
    now: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO report_lists (client_id, fetched_at) VALUES (?, ?)
         ON CONFLICT (client_id) DO UPDATE SET fetched_at = excluded.fetched_at",
    )
    .bind(client_id)
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Writes a record that is new or different; says whether it was.
async fn keep(tx: &mut Transaction<'_, Sqlite>, report: &Report) -> Result<bool, sqlx::Error> {
    let written = sqlx::query(
        "INSERT INTO reports (id, client_id, report_id, bureau, vendor, report_date, record,
             content_hash, fetched_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET client_id = excluded.client_id,
             report_id = excluded.report_id, bureau = excluded.bureau, vendor = excluded.vendor,
             report_date = excluded.report_date, record = excluded.record,
             content_hash = excluded.content_hash, fetched_at = excluded.fetched_at,
             missed = 0, content = NULL, unavailable = 0
         WHERE reports.content_hash <> excluded.content_hash",
    )
    .bind(report.id)
    .bind(report.client_id)
    .bind(&report.report_id)
    .bind(&report.bureau)
    .bind(&report.vendor)
    .bind(&report.report_date)
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

/// Keeps the content of a report: the record as received, JSON.
///
/// # Errors
/// When the database fails.
pub async fn keep_content(
    tx: &mut Transaction<'_, Sqlite>,
    id: i64,
    content: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE reports SET content = ? WHERE id = ?")
        .bind(deflated(content)?)
        .bind(id)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Remembers that the server cannot give a content.
///
/// # Errors
/// When the database fails.
pub async fn unavailable(tx: &mut Transaction<'_, Sqlite>, id: i64) -> Result<(), sqlx::Error> {
    sqlx::query("UPDATE reports SET unavailable = 1 WHERE id = ?")
        .bind(id)
        .execute(&mut **tx)
        .await?;
    Ok(())
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
        "SELECT id, client_id, report_id, bureau, vendor, report_date, record, content_hash,
             fetched_at, content IS NOT NULL AS here
         FROM reports WHERE client_id = ? ORDER BY report_date, id",
    )
    .bind(client_id)
    .fetch_all(cache.database().readers())
    .await
}

/// The content of a report: the record as received, JSON; `None` until it was fetched.
///
/// # Errors
/// When the database fails, or what it holds is not what was kept.
pub async fn content(cache: &Cache, id: i64) -> Result<Option<String>, sqlx::Error> {
    let kept: Option<Option<Vec<u8>>> =
        sqlx::query_scalar("SELECT content FROM reports WHERE id = ?")
            .bind(id)
            .fetch_optional(cache.database().readers())
            .await?;
    kept.flatten().map(|kept| inflated(&kept)).transpose()
}

/// When a client's reports were last listed.
///
/// # Errors
/// When the database fails.
pub async fn listed_at(cache: &Cache, client_id: i64) -> Result<Option<String>, sqlx::Error> {
    sqlx::query_scalar("SELECT fetched_at FROM report_lists WHERE client_id = ?")
        .bind(client_id)
        .fetch_optional(cache.database().readers())
        .await
}

/// Clients whose reports were listed never, or last before a time; those first that were never
/// listed, the ones changed last before the others.
///
/// # Errors
/// When the database fails.
pub async fn clients_to_list(
    cache: &Cache,
    before: &str,
    limit: i64,
) -> Result<Vec<i64>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT clients.id FROM clients
         LEFT JOIN report_lists ON report_lists.client_id = clients.id
         WHERE report_lists.fetched_at IS NULL OR report_lists.fetched_at < ?
         ORDER BY report_lists.fetched_at IS NOT NULL, report_lists.fetched_at,
             clients.updated_at DESC, clients.id
         LIMIT ?",
    )
    .bind(before)
    .bind(limit)
    .fetch_all(cache.database().readers())
    .await
}

/// How many clients' reports were listed never, or last before a time; and how many clients there
/// are.
///
/// # Errors
/// When the database fails.
pub async fn to_list(cache: &Cache, before: &str) -> Result<(i64, i64), sqlx::Error> {
    sqlx::query_as(
        "SELECT count(*) FILTER (WHERE report_lists.fetched_at IS NULL
                 OR report_lists.fetched_at < ?), count(*)
         FROM clients LEFT JOIN report_lists ON report_lists.client_id = clients.id",
    )
    .bind(before)
    .fetch_one(cache.database().readers())
    .await
}

/// Reports of a client whose content is still to be fetched, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn to_fetch(cache: &Cache, client_id: i64) -> Result<Vec<i64>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT id FROM reports WHERE client_id = ? AND content IS NULL AND unavailable = 0
         ORDER BY report_date DESC, id DESC",
    )
    .bind(client_id)
    .fetch_all(cache.database().readers())
    .await
}

/// Clients who have reports whose content is still to be fetched.
///
/// # Errors
/// When the database fails.
pub async fn clients_to_fetch(cache: &Cache, limit: i64) -> Result<Vec<i64>, sqlx::Error> {
    sqlx::query_scalar(
        "SELECT DISTINCT client_id FROM reports WHERE content IS NULL AND unavailable = 0 LIMIT ?",
    )
    .bind(limit)
    .fetch_all(cache.database().readers())
    .await
}

/// How many bytes the contents take.
///
/// # Errors
/// When the database fails.
pub async fn bytes(cache: &Cache) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar("SELECT coalesce(sum(length(content)), 0) FROM reports")
        .fetch_one(cache.database().readers())
        .await
}

fn deflated(text: &str) -> std::io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes())?;
    encoder.finish()
}

fn inflated(bytes: &[u8]) -> Result<String, sqlx::Error> {
    let mut text = String::new();
    DeflateDecoder::new(bytes)
        .take(LARGEST)
        .read_to_string(&mut text)?;
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{table::clients, vault::Secret};

    async fn cache() -> (tempfile::TempDir, Cache) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cache.db");
        let cache = Cache::open(&path, &Secret::random().unwrap())
            .await
            .unwrap();
        (folder, cache)
    }

    fn report(id: i64, words: &str) -> Report {
        Report {
            id,
            client_id: 7,
            report_date: format!("2026-01-{id:02}"),
            record: words.to_owned(),
            content_hash: words.as_bytes().to_vec(),
            ..Report::default()
        }
    }

    async fn listing(cache: &Cache, reports: &[Report], now: &str) -> Listed {
        let mut tx = cache.database().write().await.unwrap();
        let listed = list(&mut tx, 7, reports, now).await.unwrap();
        tx.commit().await.unwrap();
        listed
    }

    async fn receive(cache: &Cache, id: i64, content: &str) {
        let mut tx = cache.database().write().await.unwrap();
        keep_content(&mut tx, id, content).await.unwrap();
        tx.commit().await.unwrap();
    }

    #[tokio::test]
    async fn a_content_is_kept_until_its_record_changes() {
        let (_folder, cache) = cache().await;
        let first = listing(&cache, &[report(1, "a"), report(2, "a")], "t1").await;
        assert!(first.changed);
        assert_eq!(to_fetch(&cache, 7).await.unwrap(), [2, 1]);
        receive(&cache, 1, "{\"content\":{}}").await;
        receive(&cache, 2, "{\"content\":[]}").await;

        let again = listing(&cache, &[report(1, "a"), report(2, "b")], "t2").await;
        assert!(again.changed);
        let kept = content(&cache, 1).await.unwrap();
        assert_eq!(kept.as_deref(), Some("{\"content\":{}}"));
        assert_eq!(to_fetch(&cache, 7).await.unwrap(), [2]);
        let same = listing(&cache, &[report(1, "a"), report(2, "b")], "t3").await;
        assert!(!same.changed);
        assert_eq!(listed_at(&cache, 7).await.unwrap().as_deref(), Some("t3"));
    }

    #[tokio::test]
    async fn a_report_is_suspected_gone_only_after_two_lists_in_a_row() {
        let (_folder, cache) = cache().await;
        let both = [report(1, "a"), report(2, "a")];
        listing(&cache, &both, "t1").await;
        assert_eq!(listing(&cache, &both[..1], "t2").await.missed_twice, [0; 0]);
        assert_eq!(listing(&cache, &both, "t3").await.missed_twice, [0; 0]);
        assert_eq!(listing(&cache, &[], "t4").await.missed_twice, [0; 0]);
        assert_eq!(listing(&cache, &[], "t5").await.missed_twice, [1, 2]);
    }

    #[tokio::test]
    async fn what_the_server_cannot_give_is_not_asked_for_again() {
        let (_folder, cache) = cache().await;
        listing(&cache, &[report(1, "a")], "t1").await;
        let mut tx = cache.database().write().await.unwrap();
        unavailable(&mut tx, 1).await.unwrap();
        tx.commit().await.unwrap();
        assert!(to_fetch(&cache, 7).await.unwrap().is_empty());
        assert!(clients_to_fetch(&cache, 9).await.unwrap().is_empty());
        listing(&cache, &[report(1, "b")], "t2").await;
        assert_eq!(to_fetch(&cache, 7).await.unwrap(), [1]);
    }

    #[tokio::test]
    async fn clients_never_listed_come_first_and_the_longest_ago_before_the_others() {
        let (_folder, cache) = cache().await;
        let client = |id: i64, updated_at: &str| clients::Client {
            id,
            updated_at: updated_at.to_owned(),
            record: "{}".to_owned(),
            content_hash: vec![id as u8],
            ..clients::Client::default()
        };
        let all = [
            client(5, "2026-01-01"),
            client(6, "2026-01-02"),
            client(7, ""),
        ];
        let mut tx = cache.database().write().await.unwrap();
        clients::apply(&mut tx, &all, None).await.unwrap();
        list(&mut tx, 7, &[], "2026-01-03").await.unwrap();
        tx.commit().await.unwrap();
        let next = clients_to_list(&cache, "2026-01-04", 9).await.unwrap();
        assert_eq!(next, [6, 5, 7]);
        assert_eq!(
            clients_to_list(&cache, "2026-01-03", 9).await.unwrap(),
            [6, 5]
        );
        assert_eq!(to_list(&cache, "2026-01-03").await.unwrap(), (2, 3));
    }
}
