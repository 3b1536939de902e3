//! The credit reports of clients.

use contract::portal::SortDirection;
use sqlx::{
    FromRow, Sqlite, SqliteConnection, SqliteExecutor, SqlitePool,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::{page::sorts, source::Source};

/// A report as it is kept, without its content.
#[derive(Clone, FromRow)]
pub(crate) struct ReportRow {
    pub(crate) id: i64,
    pub(crate) client_id: i64,
    /// Three letters.
    pub(crate) bureau: String,
    pub(crate) vendor: String,
    /// A day.
    pub(crate) report_date: String,
    /// The vendor's own number of it.
    pub(crate) report_id: String,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

/// Adds a report and answers its id; the id that it comes with does not count.
pub(crate) async fn add(
    database: &mut SqliteConnection,
    report: &ReportRow,
    source: &Source,
) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO reports (client_id, bureau, vendor, report_date, report_id, created_at,
             updated_at, place, content)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
    )
    .bind(report.client_id)
    .bind(&report.bureau)
    .bind(&report.vendor)
    .bind(&report.report_date)
    .bind(&report.report_id)
    .bind(&report.created_at)
    .bind(&report.updated_at)
    .bind(source.place())
    .bind(source.content())
    .fetch_one(database)
    .await
}

/// When a report about a client changed last; nothing where there is none.
pub(crate) async fn changed_at(
    database: &mut SqliteConnection,
    client: i64,
) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("SELECT MAX(updated_at) FROM reports WHERE client_id = $1")
        .bind(client)
        .fetch_one(database)
        .await
}

/// Whether a report of this bureau, day and number about this client is here.
pub(crate) async fn is_here(
    database: &mut SqliteConnection,
    report: &ReportRow,
) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM reports
             WHERE client_id = $1 AND bureau = $2 AND report_date = $3 AND report_id = $4)",
    )
    .bind(report.client_id)
    .bind(&report.bureau)
    .bind(&report.report_date)
    .bind(&report.report_id)
    .fetch_one(database)
    .await
}

/// Deletes a report and says whether it was there.
pub(crate) async fn delete(database: &mut SqliteConnection, id: i64) -> sqlx::Result<bool> {
    let deleted = sqlx::query("DELETE FROM reports WHERE id = $1")
        .bind(id)
        .execute(database)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

pub(crate) async fn find(
    database: impl SqliteExecutor<'_>,
    id: i64,
) -> sqlx::Result<Option<ReportRow>> {
    sqlx::query_as(
        "SELECT id, client_id, bureau, vendor, report_date, report_id, created_at, updated_at
         FROM reports WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// Where the content of a report is.
pub(crate) async fn source(database: &SqlitePool, id: i64) -> sqlx::Result<Option<Source>> {
    sqlx::query_as("SELECT place, content FROM reports WHERE id = $1")
        .bind(id)
        .fetch_optional(database)
        .await
}

/// A client's reports, the oldest first; those of a day as they were taken in.
pub(crate) async fn of_client(database: &SqlitePool, client: i64) -> sqlx::Result<Vec<ReportRow>> {
    sqlx::query_as(
        "SELECT id, client_id, bureau, vendor, report_date, report_id, created_at, updated_at
         FROM reports WHERE client_id = $1 ORDER BY report_date, id",
    )
    .bind(client)
    .fetch_all(database)
    .await
}

/// A window on the list of a client's reports. What is `None` does not narrow it down.
pub(crate) struct Window {
    pub(crate) client: i64,
    /// Whether in capitals or not.
    pub(crate) vendor: Option<String>,
    /// Three letters.
    pub(crate) bureau: Option<&'static str>,
    /// A day.
    pub(crate) report_date: Option<String>,
    pub(crate) report_id: Option<String>,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

macro_rules! narrowed {
    () => {
        "WHERE client_id = $3 AND vendor = COALESCE($4, vendor) COLLATE NOCASE
           AND bureau = COALESCE($5, bureau) AND report_date = COALESCE($6, report_date)
           AND report_id = COALESCE($7, report_id)"
    };
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM reports ", narrowed!());
    let (count,) = asked(COUNT, window).fetch_one(database).await?;
    Ok(count)
}

pub(crate) async fn list(database: &SqlitePool, window: &Window) -> sqlx::Result<Vec<ReportRow>> {
    asked(window.sort.narrowed(window.direction), window)
        .fetch_all(database)
        .await
}

fn asked<'q, T: for<'r> FromRow<'r, SqliteRow>>(
    statement: &'static str,
    window: &'q Window,
) -> QueryAs<'q, Sqlite, T, SqliteArguments> {
    sqlx::query_as(statement)
        .bind(window.limit)
        .bind(window.offset)
        .bind(window.client)
        .bind(&window.vendor)
        .bind(window.bureau)
        .bind(&window.report_date)
        .bind(&window.report_id)
}

sorts! {
    table "reports" shows "t.id, t.client_id, t.bureau, t.vendor, t.report_date, t.report_id, t.created_at, t.updated_at";
    by {
        Id           "id"            "id";
        ReportDate   "report_date"   "report_date";
        ReportId     "report_id"     "report_id";
        Bureau       "bureau"        "bureau";
        Vendor       "vendor"        "vendor";
        ModifiedDate "modified_date" "updated_at";
        UpdatedAt    "updated_at"    "updated_at";
    }
    narrowed = narrowed!();
}

#[cfg(test)]
mod tests {
    use super::{super::page::tests::plan, *};

    #[tokio::test]
    async fn a_client_s_reports_are_found_in_an_index_whatever_their_order() {
        for (_, sort) in Sort::ALL {
            for direction in [SortDirection::Asc, SortDirection::Desc] {
                let plan = plan(sort.narrowed(direction)).await;
                let wanted = "SEARCH reports USING INDEX reports_of_client (client_id=?)";
                assert!(
                    plan.iter().any(|step| step == wanted),
                    "{}: {plan:?}",
                    sort.column()
                );
            }
        }
    }
}
