//! A portal, an agent who is signed in to it, and an empty cache.

use std::sync::Mutex;

use client::{Portal, Server, Token};
use serde_json::Value;
use store::{
    Cache, sqlx,
    table::{
        clients::{self, Client, Listing, Sort},
        pulls::{self, Pull},
    },
    vault::Secret,
};
use sync::{Finished, PullError, Pulled, Reporter, pull};
use tempfile::TempDir;
use testkit::{API_KEY, PortalServer};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

pub struct Rig {
    pub server: PortalServer,
    pub portal: Portal,
    pub cache: Cache,
    _folder: TempDir,
}

impl Rig {
    pub async fn new(server: PortalServer) -> Self {
        testkit::end_after_databases();
        let folder = tempfile::tempdir().unwrap();
        let key = Secret::random().unwrap();
        let cache = Cache::open(&folder.path().join("cache.db"), &key)
            .await
            .unwrap();
        let token = Token::new(&server.truth().fresh_token());
        let place = Server::parse(server.url()).unwrap();
        let portal = Portal::new(place, API_KEY, token).unwrap();
        Self {
            server,
            portal,
            cache,
            _folder: folder,
        }
    }

    /// A portal without any announcement.
    pub async fn plain(clients: i64) -> Self {
        Self::new(
            PortalServer::plain()
                .with_clients(1..=clients)
                .start()
                .await,
        )
        .await
    }

    /// A portal that says when clients were changed.
    pub async fn with_updates(clients: i64) -> Self {
        let server = PortalServer::plain().with_updates();
        Self::new(server.with_clients(1..=clients).start().await).await
    }

    pub async fn pull(&self) -> Result<Finished, PullError> {
        self.pull_telling(&Quiet, &CancellationToken::new()).await
    }

    pub async fn pull_telling(
        &self,
        reporter: &dyn Reporter,
        cancel: &CancellationToken,
    ) -> Result<Finished, PullError> {
        pull(Pulled::Clients, &self.cache, &self.portal, reporter, cancel).await
    }

    /// Pulls until a page was applied that brings the run to so many records, and stops there.
    pub async fn pull_until(&self, records: i64) {
        let cancel = CancellationToken::new();
        let reporter = StopAt {
            records,
            cancel: cancel.clone(),
        };
        let stopped = self.pull_telling(&reporter, &cancel).await;
        assert!(matches!(stopped, Err(PullError::Cancelled)), "{stopped:?}");
    }

    /// Asserts that the cache holds these clients and no other.
    pub async fn has(&self, expected: impl IntoIterator<Item = i64>) {
        let (here, expected) = (self.ids().await, ids(expected));
        let missing: Vec<_> = expected.iter().filter(|id| !here.contains(id)).collect();
        let surplus: Vec<_> = here.iter().filter(|id| !expected.contains(id)).collect();
        assert!(
            missing.is_empty() && surplus.is_empty(),
            "missing {missing:?}, too many {surplus:?}"
        );
    }

    /// The ids of every client in the cache.
    async fn ids(&self) -> Vec<i64> {
        let listing = Listing {
            sort: Sort::Id,
            limit: i64::MAX,
            ..Listing::default()
        };
        let (rows, _) = clients::list(&self.cache, &listing).await.unwrap();
        rows.iter().map(|client| client.id).collect()
    }

    pub async fn client(&self, id: i64) -> Option<Client> {
        clients::get(&self.cache, id).await.unwrap()
    }

    /// Where the run stands.
    pub async fn stand(&self) -> Pull {
        pulls::read(&self.cache, "clients").await.unwrap()
    }

    /// The records that were put aside, with the reasons.
    pub async fn put_aside(&self) -> Vec<(Value, String)> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT record, reason FROM quarantine WHERE kind = 'clients'")
                .fetch_all(self.cache.database().readers())
                .await
                .unwrap();
        let json = |text: String| serde_json::from_str(&text).unwrap();
        rows.into_iter()
            .map(|(record, reason)| (json(record), reason))
            .collect()
    }
}

/// A list of ids as the cache gives it.
pub fn ids(range: impl IntoIterator<Item = i64>) -> Vec<i64> {
    range.into_iter().collect()
}

/// Tells nobody.
pub struct Quiet;

impl Reporter for Quiet {
    fn progress(&self, _: i64, _: Option<i64>) {}
    fn changed(&self, _: Pulled, _: &[i64]) {}
}

struct StopAt {
    records: i64,
    cancel: CancellationToken,
}

impl Reporter for StopAt {
    fn progress(&self, done: i64, _: Option<i64>) {
        if done >= self.records {
            self.cancel.cancel();
        }
    }
    fn changed(&self, _: Pulled, _: &[i64]) {}
}

/// Keeps what it is told.
#[derive(Default)]
pub struct Notes {
    pub progress: Mutex<Vec<(i64, Option<i64>)>>,
    pub changed: Mutex<Vec<i64>>,
}

impl Reporter for Notes {
    fn progress(&self, done: i64, total: Option<i64>) {
        self.progress.lock().unwrap().push((done, total));
    }
    fn changed(&self, _: Pulled, ids: &[i64]) {
        self.changed.lock().unwrap().extend(ids);
    }
}

/// Tells of every page as it comes.
pub struct Pages(pub mpsc::UnboundedSender<i64>);

impl Reporter for Pages {
    fn progress(&self, done: i64, _: Option<i64>) {
        let _ = self.0.send(done);
    }
    fn changed(&self, _: Pulled, _: &[i64]) {}
}
