//! The moments that are written to records: each later than every one before, so that whoever
//! has seen the greatest `updated_at` has seen every change up to it.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::SqliteConnection;

use crate::clock::stamp;

/// The moment of a change: now, or a microsecond after the latest one when the clock has not
/// moved on or was set back.
pub(crate) async fn next(
    database: &mut SqliteConnection,
    now: DateTime<Utc>,
) -> sqlx::Result<String> {
    let latest: DateTime<Utc> = sqlx::query_scalar("SELECT latest FROM moments")
        .fetch_one(&mut *database)
        .await?;
    let next = stamp(now.max(latest + TimeDelta::microseconds(1)));
    sqlx::query("UPDATE moments SET latest = $1")
        .bind(&next)
        .execute(database)
        .await?;
    Ok(next)
}

/// Notes that records carry moments up to this one.
pub(crate) async fn reach(
    database: &mut SqliteConnection,
    moment: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query("UPDATE moments SET latest = $1 WHERE latest < $1")
        .bind(stamp(moment))
        .execute(database)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use sqlx::SqlitePool;

    use super::*;

    #[tokio::test]
    async fn moments_grow_even_when_the_clock_stands_or_is_set_back() {
        let database = SqlitePool::connect("sqlite::memory:").await.unwrap();
        sqlx::migrate!("./migrations").run(&database).await.unwrap();
        let mut database = database.acquire().await.unwrap();
        let noon: DateTime<Utc> = "2026-01-15T12:00:00Z".parse().unwrap();
        reach(&mut database, noon - TimeDelta::hours(2))
            .await
            .unwrap();
        reach(&mut database, noon - TimeDelta::hours(9))
            .await
            .unwrap();
        for (clock, moment) in [
            (-3, "2026-01-15T10:00:00.000001Z"),
            (0, "2026-01-15T12:00:00.000000Z"),
            (0, "2026-01-15T12:00:00.000001Z"),
            (-1, "2026-01-15T12:00:00.000002Z"),
            (1, "2026-01-15T13:00:00.000000Z"),
        ] {
            let now = noon + TimeDelta::hours(clock);
            assert_eq!(next(&mut database, now).await.unwrap(), moment);
        }
    }
}
