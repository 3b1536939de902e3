//! Credit reports: which there are, and what those say that were put in.

use contract::portal::SortDirection;
use sqlx::{FromRow, SqliteConnection, SqlitePool};

use super::page::sorts;

/// A report as it is kept.
#[derive(FromRow)]
pub(crate) struct ReportRow {
    pub(crate) id: i64,
    pub(crate) client_id: i64,
    /// `EFX`, `EXP` or `TUC`.
    pub(crate) bureau: String,
    pub(crate) vendor: String,
    pub(crate) report_date: String,
    pub(crate) report_id: String,
    /// Its place among an invented client's reports; none for one that was put in.
    pub(crate) place: Option<i64>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

/// Adds a report of an invented client and answers its id; the id that it comes with does not
/// count.
pub(crate) async fn add(database: &mut SqliteConnection, report: &ReportRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO reports (client_id, bureau, vendor, report_date, report_id, place,
             created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
    )
    .bind(report.client_id)
    .bind(&report.bureau)
    .bind(&report.vendor)
    .bind(&report.report_date)
    .bind(&report.report_id)
    .bind(report.place)
    .bind(&report.created_at)
    .bind(&report.updated_at)
    .fetch_one(database)
    .await
}

pub(crate) async fn find(database: &SqlitePool, id: i64) -> sqlx::Result<Option<ReportRow>> {
    sqlx::query_as(
        "SELECT id, client_id, bureau, vendor, report_date, report_id, place, created_at,
             updated_at
         FROM reports WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// What a report says that was put in.
pub(crate) async fn content(database: &SqlitePool, id: i64) -> sqlx::Result<Option<String>> {
    let content: Option<Option<String>> =
        sqlx::query_scalar("SELECT content FROM reports WHERE id = $1")
            .bind(id)
            .fetch_optional(database)
            .await?;
    Ok(content.flatten())
}

/// A client's latest report of each bureau, the latest first.
pub(crate) async fn latest(database: &SqlitePool, client: i64) -> sqlx::Result<Vec<ReportRow>> {
    sqlx::query_as(
        "SELECT id, client_id, bureau, vendor, report_date, report_id, place, created_at,
             updated_at
         FROM reports AS one
         WHERE client_id = $1 AND NOT EXISTS (
             SELECT 1 FROM reports AS later
             WHERE later.client_id = one.client_id AND later.bureau = one.bureau
                 AND (later.report_date, later.id) > (one.report_date, one.id))
         ORDER BY report_date DESC, id DESC",
    )
    .bind(client)
    .fetch_all(database)
    .await
}

/// A window on the list of a client's reports.
pub(crate) struct Window {
    pub(crate) client: i64,
    pub(crate) vendor: Option<String>,
    pub(crate) bureau: Option<String>,
    pub(crate) report_date: Option<String>,
    pub(crate) report_id: Option<String>,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "SELECT COUNT(*) FROM reports
         WHERE client_id = $1 AND ($2 IS NULL OR vendor = $2) AND ($3 IS NULL OR bureau = $3)
             AND ($4 IS NULL OR report_date = $4) AND ($5 IS NULL OR report_id = $5)",
    )
    .bind(window.client)
    .bind(&window.vendor)
    .bind(&window.bureau)
    .bind(&window.report_date)
    .bind(&window.report_id)
    .fetch_one(database)
    .await
}

pub(crate) async fn list(database: &SqlitePool, window: &Window) -> sqlx::Result<Vec<ReportRow>> {
    sqlx::query_as(window.sort.of_client(window.direction))
        .bind(window.limit)
        .bind(window.offset)
        .bind(window.client)
        .bind(&window.vendor)
        .bind(&window.bureau)
        .bind(&window.report_date)
        .bind(&window.report_id)
        .fetch_all(database)
        .await
}

sorts! {
    table "reports" shows "t.id, t.client_id, t.bureau, t.vendor, t.report_date, t.report_id, t.place, t.created_at, t.updated_at";
    by {
        Id           "id"            "id";
        ReportDate   "report_date"   "report_date";
        ReportId     "report_id"     "report_id";
        Bureau       "bureau"        "bureau";
        Vendor       "vendor"        "vendor";
        ModifiedDate "modified_date" "updated_at";
        UpdatedAt    "updated_at"    "updated_at";
    }
    of_client = "WHERE client_id = $3 AND ($4 IS NULL OR vendor = $4) AND ($5 IS NULL OR bureau = $5) AND ($6 IS NULL OR report_date = $6) AND ($7 IS NULL OR report_id = $7)";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_clients_reports_are_found_by_the_client_in_any_order() {
        let database = SqlitePool::connect("sqlite::memory:").await.unwrap();
        sqlx::migrate!("./migrations").run(&database).await.unwrap();
        for (_, sort) in Sort::ALL {
            for direction in [SortDirection::Asc, SortDirection::Desc] {
                let statement = format!("EXPLAIN QUERY PLAN {}", sort.of_client(direction));
                let plan: Vec<(i64, i64, i64, String)> =
                    sqlx::query_as(sqlx::AssertSqlSafe(statement))
                        .fetch_all(&database)
                        .await
                        .unwrap();
                let wanted = "USING INDEX reports_of_client_by_report_date (client_id=?)";
                let found = plan.iter().any(|step| step.3.ends_with(wanted));
                assert!(found, "{}: {plan:?}", sort.column());
            }
        }
    }
}
