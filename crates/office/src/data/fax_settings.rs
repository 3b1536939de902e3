//! How often a fax that did not go through is sent again.

use contract::portal::{FaxSetting, SortDirection};
use sqlx::{
    FromRow, Sqlite, SqliteConnection, SqlitePool,
    query::QueryAs,
    sqlite::{SqliteArguments, SqliteRow},
};

use super::page::sorts;

/// The settings as they are kept.
#[derive(Clone, FromRow)]
pub(crate) struct FaxSettingRow {
    pub(crate) id: i64,
    pub(crate) reattempt_count: i64,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
}

impl FaxSettingRow {
    /// The settings as the Portal shows them.
    pub(crate) fn shown(self) -> FaxSetting {
        FaxSetting {
            created_at: Some(self.created_at),
            id: Some(self.id),
            reattempt_count: Some(self.reattempt_count),
            updated_at: Some(self.updated_at),
        }
    }
}

/// Adds settings and answers their id; the id that they come with does not count.
pub(crate) async fn add(database: &mut SqliteConnection, row: &FaxSettingRow) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "INSERT INTO fax_settings (reattempt_count, created_at, updated_at)
         VALUES ($1, $2, $3) RETURNING id",
    )
    .bind(row.reattempt_count)
    .bind(&row.created_at)
    .bind(&row.updated_at)
    .fetch_one(database)
    .await
}

/// Whether somebody has set them.
pub(crate) async fn is_set(database: &mut SqliteConnection) -> sqlx::Result<bool> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM fax_settings)")
        .fetch_one(database)
        .await
}

pub(crate) async fn find(
    database: &mut SqliteConnection,
    id: i64,
) -> sqlx::Result<Option<FaxSettingRow>> {
    sqlx::query_as(
        "SELECT id, reattempt_count, created_at, updated_at FROM fax_settings WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(database)
    .await
}

/// Writes settings over those with their id.
pub(crate) async fn change(
    database: &mut SqliteConnection,
    row: &FaxSettingRow,
) -> sqlx::Result<()> {
    sqlx::query("UPDATE fax_settings SET reattempt_count = $2, updated_at = $3 WHERE id = $1")
        .bind(row.id)
        .bind(row.reattempt_count)
        .bind(&row.updated_at)
        .execute(database)
        .await?;
    Ok(())
}

/// A window on the list of settings. What is `None` does not narrow it down.
pub(crate) struct Window {
    pub(crate) reattempt_count: Option<i64>,
    pub(crate) sort: Sort,
    pub(crate) direction: SortDirection,
    pub(crate) offset: i64,
    pub(crate) limit: i64,
}

macro_rules! narrowed {
    () => {
        "WHERE reattempt_count = COALESCE($3, reattempt_count)"
    };
}

pub(crate) async fn count(database: &SqlitePool, window: &Window) -> sqlx::Result<i64> {
    const COUNT: &str = concat!("SELECT COUNT(*) FROM fax_settings ", narrowed!());
    let (count,) = asked(COUNT, window).fetch_one(database).await?;
    Ok(count)
}

pub(crate) async fn list(
    database: &SqlitePool,
    window: &Window,
) -> sqlx::Result<Vec<FaxSettingRow>> {
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
        .bind(window.reattempt_count)
}

sorts! {
    table "fax_settings" shows "t.id, t.reattempt_count, t.created_at, t.updated_at";
    by {
        Id             "id"              "id";
        ReattemptCount "reattempt_count" "reattempt_count";
        CreatedAt      "created_at"      "created_at";
        UpdatedAt      "updated_at"      "updated_at";
    }
    narrowed = narrowed!();
}

#[cfg(test)]
mod tests {
    use super::{super::page::tests::each_order_reads, *};

    #[tokio::test]
    async fn every_order_is_one_that_the_table_can_be_read_in() {
        each_order_reads("fax_settings", Sort::ALL, Sort::column, Sort::narrowed).await;
    }
}
