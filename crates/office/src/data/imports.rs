//! What was imported.

use contract::portal::{Import, SortDirection, User};
use sqlx::{
    FromRow, Sqlite, SqliteConnection, SqlitePool,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::{
    page::sorts,
    words::{has_words, words},
};
use crate::fold::fold;

/// An import as it is kept.
#[derive(Clone, Default, FromRow)]
pub(crate) struct ImportRow {
    pub(crate) id: i64,
    #[sqlx(rename = "type")]
    pub(crate) kind: String,
    pub(crate) status: String,
    /// Who imported.
    pub(crate) user_id: i64,
    pub(crate) total_records: i64,
    pub(crate) processed_records: i64,
    pub(crate) error_log: Option<String>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

impl ImportRow {
    /// The import as the Portal shows it.
    pub(crate) fn shown(self, author: User) -> Import {
        Import {
            created_at: Some(self.created_at),
            created_by: Some(author),
            error_log: self.error_log,
            id: Some(self.id),
            processed_records: Some(self.processed_records),
            status: Some(self.status),
            total_records: Some(self.total_records),
            kind: Some(self.kind),
            updated_at: Some(self.updated_at),
        }
    }
}

/// Adds an import of a file, by someone of this name, and answers its id; the id that it comes with
/// does not count.
pub(crate) async fn add(
    database: &mut SqliteConnection,
    row: &ImportRow,
    attachment: i64,
    author: &str,
) -> sqlx::Result<i64> {
    let searched = [&row.kind, &row.status, &row.created_at, author].map(fold);
    sqlx::query_scalar(
        "INSERT INTO imports (type, status, attachment_id, user_id, total_records,
             processed_records, error_log, searched, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
    )
    .bind(&row.kind)
    .bind(&row.status)
    .bind(attachment)
    .bind(row.user_id)
    .bind(row.total_records)
    .bind(row.processed_records)
    .bind(&row.error_log)
    .bind(searched.join("\n"))
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

/// Begins what is done for one row, so that it can be undone.
pub(crate) async fn begin_row(database: &mut SqliteConnection) -> sqlx::Result<()> {
    sqlx::query("SAVEPOINT one_row").execute(database).await?;
    Ok(())
}

/// Ends what was done for one row: keeps it, or undoes it.
pub(crate) async fn end_row(database: &mut SqliteConnection, keep: bool) -> sqlx::Result<()> {
    if !keep {
        sqlx::query("ROLLBACK TO SAVEPOINT one_row")
            .execute(&mut *database)
            .await?;
    }
    sqlx::query("RELEASE SAVEPOINT one_row")
        .execute(database)
        .await?;
    Ok(())
}

/// A window on the list of imports.
pub(crate) struct Window {
    /// What to look for, folded; empty for all.
    pub(crate) search: String,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

const FOUND: &str = concat!(
    "SELECT COUNT(*) FROM imports WHERE ",
    has_words!("searched", "$3")
);

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    let (count,) = asked(FOUND, window).fetch_one(database).await?;
    Ok(count)
}

pub(crate) async fn list(database: &SqlitePool, window: &Window) -> sqlx::Result<Vec<ImportRow>> {
    asked(window.sort.found(window.direction), window)
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
        .bind(words(&window.search))
}

sorts! {
    table "imports" shows "t.id, t.type, t.status, t.user_id, t.total_records, t.processed_records, t.error_log, t.created_at, t.updated_at";
    by {
        Id               "id"                "id";
        Kind             "type"              "type";
        Status           "status"            "status";
        TotalRecords     "total_records"     "total_records";
        ProcessedRecords "processed_records" "processed_records";
        CreatedAt        "created_at"        "created_at";
        UpdatedAt        "updated_at"        "updated_at";
    }
    found = concat!("WHERE ", has_words!("searched", "$3"));
}

#[cfg(test)]
mod tests {
    use super::{super::page::tests::each_order_reads, *};

    #[tokio::test]
    async fn every_order_is_one_that_the_table_can_be_read_in() {
        each_order_reads("imports", Sort::ALL, Sort::column, Sort::found).await;
    }
}
