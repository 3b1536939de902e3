//! What contracts said from one change to the next.

use chrono::{NaiveDateTime, TimeDelta};
use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

/// How a version is numbered: `YmdHis`.
const NUMBER: &str = "%Y%m%d%H%M%S";

/// A version as it is kept.
#[derive(Clone, FromRow)]
pub(crate) struct VersionRow {
    pub(crate) id: i64,
    pub(crate) contract: i64,
    pub(crate) author: i64,
    pub(crate) content: String,
    pub(crate) version_number: String,
    pub(crate) created_at: String,
}

/// A version that is not there yet.
pub(crate) struct NewVersion<'a> {
    pub(crate) contract: i64,
    pub(crate) author: i64,
    pub(crate) content: &'a str,
    /// When it was written, as moments are written here.
    pub(crate) created_at: &'a str,
}

/// Adds a version. Its number is the second in which it was written, or the one after the latest
/// version's where that is no later.
pub(crate) async fn add(
    database: &mut SqliteConnection,
    version: &NewVersion<'_>,
) -> sqlx::Result<()> {
    let latest: Option<String> =
        sqlx::query_scalar("SELECT MAX(version_number) FROM contract_versions WHERE contract = $1")
            .bind(version.contract)
            .fetch_one(&mut *database)
            .await?;
    sqlx::query(
        "INSERT INTO contract_versions (contract, author, content, version_number, created_at)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(version.contract)
    .bind(version.author)
    .bind(version.content)
    .bind(number(version.created_at, latest.as_deref()))
    .bind(version.created_at)
    .execute(database)
    .await?;
    Ok(())
}

fn number(moment: &str, latest: Option<&str>) -> String {
    let now: String = moment
        .chars()
        .filter(char::is_ascii_digit)
        .take(14)
        .collect();
    let latest = latest.and_then(|text| NaiveDateTime::parse_from_str(text, NUMBER).ok());
    let next = latest.map(|second| (second + TimeDelta::seconds(1)).format(NUMBER).to_string());
    match next {
        Some(next) if next > now => next,
        _ => now,
    }
}

/// A version of a contract.
pub(crate) async fn find(
    database: &mut SqliteConnection,
    contract: i64,
    id: i64,
) -> sqlx::Result<Option<VersionRow>> {
    sqlx::query_as(
        "SELECT id, contract, author, content, version_number, created_at FROM contract_versions
         WHERE contract = $1 AND id = $2",
    )
    .bind(contract)
    .bind(id)
    .fetch_optional(database)
    .await
}

/// The id of the newest version of a contract.
pub(crate) async fn newest(
    database: &mut SqliteConnection,
    contract: i64,
) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar(
        "SELECT id FROM contract_versions WHERE contract = $1
         ORDER BY version_number DESC LIMIT 1",
    )
    .bind(contract)
    .fetch_optional(database)
    .await
}

/// All versions of a contract, the newest first.
pub(crate) async fn of_contract(
    database: impl SqliteExecutor<'_>,
    contract: i64,
) -> sqlx::Result<Vec<VersionRow>> {
    sqlx::query_as(
        "SELECT id, contract, author, content, version_number, created_at FROM contract_versions
         WHERE contract = $1 ORDER BY version_number DESC",
    )
    .bind(contract)
    .fetch_all(database)
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_numbered_by_its_second_and_two_of_one_second_one_after_the_other() {
        let moment = "2026-12-31T23:59:59.000001Z";
        assert_eq!(number(moment, None), "20261231235959");
        assert_eq!(number(moment, Some("20261231235958")), "20261231235959");
        assert_eq!(number(moment, Some("20261231235959")), "20270101000000");
        assert_eq!(number(moment, Some("20270101000004")), "20270101000005");
    }
}
