//! Looking for what conditions hold for that somebody entered: on a connection that only reads, with a
//! limit of work, and no longer than somebody waits for it. Whatever was entered, others can go on.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use contract::FieldErrors;
use sqlx::{Sqlite, SqliteConnection, pool::PoolConnection};
use tokio::sync::SemaphorePermit;

use crate::{server::Refusal, shared::Shared};

/// Steps that the database makes before it is asked whether to go on.
const STRIDE: i32 = 10_000;
/// The most steps of a search: seconds of work, about five on a slow machine. Steps and no time: the
/// same conditions on the same records are answered in the same way everywhere.
const MOST: u64 = 50_000_000;
/// SQLite's code for a statement that was told to stop.
const STOPPED: &str = "9";

/// A search under way. Dropped before it is done, it stops.
pub(crate) struct Search<'a> {
    reader: PoolConnection<Sqlite>,
    /// Whether nobody waits for it any more.
    is_left: Arc<AtomicBool>,
    /// Whether the reader looks for others again without a limit.
    is_done: bool,
    _turn: SemaphorePermit<'a>,
}

impl<'a> Search<'a> {
    /// Begins a search when its turn comes: others read meanwhile, whatever is looked for.
    pub(crate) async fn begin(office: &'a Shared) -> Result<Self, Refusal> {
        Self::within(office, MOST).await
    }

    async fn within(office: &'a Shared, most: u64) -> Result<Self, Refusal> {
        let turn = office.search_turn().await?;
        let reader = office.database.readers().acquire().await?;
        let is_left = Arc::new(AtomicBool::new(false));
        let mut search = Self {
            reader,
            is_left: Arc::clone(&is_left),
            is_done: false,
            _turn: turn,
        };
        let mut steps = 0;
        let goes_on = move || {
            steps += u64::from(STRIDE.unsigned_abs());
            steps <= most && !is_left.load(Ordering::Relaxed)
        };
        let mut handle = search.reader.lock_handle().await?;
        handle.set_progress_handler(STRIDE, goes_on);
        drop(handle);
        Ok(search)
    }

    /// Where to look.
    pub(crate) fn database(&mut self) -> &mut SqliteConnection {
        &mut self.reader
    }

    /// Ends a search with what came of it. `at` is the field in which the conditions stand.
    pub(crate) async fn done<T>(mut self, found: sqlx::Result<T>, at: &str) -> Result<T, Refusal> {
        self.reader.lock_handle().await?.remove_progress_handler();
        self.is_done = true;
        found.map_err(|error| {
            let code = error.as_database_error().and_then(|error| error.code());
            if code.is_some_and(|code| code == STOPPED) {
                let sentence = "look at too much: use fewer rules, or fewer about related records";
                Refusal::Fields(FieldErrors::one(at, sentence))
            } else {
                error.into()
            }
        })
    }
}

impl Drop for Search<'_> {
    fn drop(&mut self) {
        if !self.is_done {
            // What it was told to do stops soon, and then the connection is closed with its limit.
            self.is_left.store(true, Ordering::Relaxed);
            self.reader.close_on_drop();
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    /// Counts to 100,000, which takes more than as many steps.
    async fn count(database: &mut SqliteConnection) -> sqlx::Result<i64> {
        let statement = "WITH RECURSIVE counted (number) AS (
                 SELECT 1 UNION ALL SELECT number + 1 FROM counted WHERE number < 100000)
             SELECT COUNT(*) FROM counted";
        sqlx::query_scalar(statement).fetch_one(database).await
    }

    #[tokio::test]
    async fn conditions_that_look_at_too_much_are_named_and_nothing_else_is_limited() {
        let (_folder, office) = Shared::empty().await;
        for _ in 0..3 {
            let mut search = Search::within(&office, 100_000).await.unwrap();
            let found = count(search.database()).await;
            let refused = search.done(found, "conditions").await.unwrap_err();
            let Refusal::Fields(errors) = refused else {
                panic!("{refused:?}");
            };
            let said = errors.to_string();
            assert!(said.starts_with("`conditions` look at too much"), "{said}");
        }
        let mut search = Search::begin(&office).await.unwrap();
        let found = count(search.database()).await;
        assert_eq!(search.done(found, "conditions").await.unwrap(), 100_000);
        let readers = office.database.readers();
        let mut all = Vec::new();
        for _ in 0..readers.options().get_max_connections() {
            let mut reader = readers.acquire().await.unwrap();
            assert_eq!(count(&mut reader).await.unwrap(), 100_000);
            all.push(reader);
        }
    }

    #[tokio::test]
    async fn a_search_stops_when_nobody_waits_for_it() {
        let (_folder, office) = Shared::empty().await;
        let mut search = Search::within(&office, u64::MAX).await.unwrap();
        let left = Arc::downgrade(&search.is_left);
        let endless = "WITH RECURSIVE counted (number) AS (
                 SELECT 1 UNION ALL SELECT number FROM counted)
             SELECT COUNT(*) FROM counted";
        let found = sqlx::query(endless).fetch_one(search.database());
        assert!(found.now_or_never().is_none());
        drop(search);
        // Its limit goes with the connection, which closes once the statement has stopped.
        while left.strong_count() > 0 {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn half_of_the_readers_search_at_most() {
        let (_folder, office) = Shared::empty().await;
        let readers = office.database.readers();
        let most = readers.options().get_max_connections();
        let mut searches = Vec::new();
        for _ in 0..most / 2 {
            searches.push(Search::begin(&office).await.unwrap());
        }
        assert!(Search::begin(&office).now_or_never().is_none());
        let mut others = Vec::new();
        for _ in most / 2..most {
            let mut reader = readers.acquire().await.unwrap();
            assert_eq!(count(&mut reader).await.unwrap(), 100_000);
            others.push(reader);
        }
        let search = searches.pop().unwrap();
        search.done(Ok(()), "conditions").await.unwrap();
        drop(others);
        let search = Search::begin(&office).await.unwrap();
        search.done(Ok(()), "conditions").await.unwrap();
    }
}
