//! A small portal over a real socket, written apart from the office so that the two do not share
//! mistakes. It holds the truth, answers as a test says, and counts what it is asked.

mod fault;
mod form;
mod serve;
mod truth;

use std::{
    collections::VecDeque,
    net::{Ipv4Addr, TcpListener},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use serde_json::Value;
use tokio::task::JoinHandle;

pub use fault::Fault;
pub use form::{ListForm, RecordForm};
pub use truth::{Kind, Truth};

/// The API key that every portal of the tests wants.
pub const API_KEY: &str = "key-canary-5d1f";
/// The agent's e-mail address.
pub const AGENT: &str = "agent@example.com";
/// The agent's password.
pub const PASSWORD: &str = "password-canary-77b0";

/// What a portal can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// `GET /.well-known/redress`.
    Announcement,
    /// `POST /auth/login`.
    AuthLogin,
    /// `POST /auth/login/provider`.
    AuthLoginProvider,
    /// `POST /auth/refresh`.
    AuthRefresh,
    /// `GET /clients`.
    ClientsList,
    /// `GET /clients/{id}`.
    ClientsGet,
    /// `GET /negative-items`.
    NegativeItemsList,
    /// `GET /negative-items/{id}`.
    NegativeItemsGet,
    /// `GET /clients/{id}/credit-report-master-schemas`.
    ReportSchemasList,
    /// `GET /credit-report-master-schemas/{id}`.
    ReportSchemasGet,
    /// Anything else.
    Unknown,
}

/// A running portal. When it is dropped it checks that no query string held personal data.
pub struct PortalServer {
    shared: Arc<Shared>,
    url: String,
    task: JoinHandle<()>,
}

/// How a portal is before it starts.
#[derive(Default)]
pub struct Builder {
    manners: Manners,
    truth: Truth,
}

/// What differs from portal to portal and stays while it runs.
#[derive(Clone, Copy, Default)]
struct Manners {
    updates: bool,
    /// `None`: as documented for each kind.
    list: Option<ListForm>,
    record: Option<RecordForm>,
    largest_page: Option<i64>,
    repeats: Option<i64>,
}

struct Shared {
    manners: Manners,
    truth: Mutex<Truth>,
    script: Mutex<Script>,
    gate: fault::Gate,
}

type Event = Box<dyn FnOnce(&mut Truth) + Send>;

/// What the test wants to happen, and what has happened.
#[derive(Default)]
struct Script {
    faults: VecDeque<Planned>,
    events: Vec<(i64, Event)>,
    requests: Vec<Request>,
}

struct Planned {
    asked: Asked,
    page: Option<i64>,
    always: bool,
    fault: Fault,
}

struct Request {
    asked: Asked,
    page: Option<i64>,
    query: String,
    token: Option<String>,
}

impl Builder {
    /// Announces that records carry `updated_at` and can be sorted by it.
    #[must_use]
    pub fn with_updates(mut self) -> Self {
        self.manners.updates = true;
        self
    }

    /// Wraps lists in a form.
    #[must_use]
    pub fn lists_as(mut self, form: ListForm) -> Self {
        self.manners.list = Some(form);
        self
    }

    /// Wraps single records in a form.
    #[must_use]
    pub fn records_as(mut self, form: RecordForm) -> Self {
        self.manners.record = Some(form);
        self
    }

    /// Gives at most so many records a page, however many are asked for.
    #[must_use]
    pub fn with_pages_of(mut self, records: i64) -> Self {
        self.manners.largest_page = Some(records);
        self
    }

    /// Answers every later page with the records of this one.
    #[must_use]
    pub fn repeating_page(mut self, page: i64) -> Self {
        self.manners.repeats = Some(page);
        self
    }

    /// Has the clients with these ids.
    #[must_use]
    pub fn with_clients(mut self, ids: impl IntoIterator<Item = i64>) -> Self {
        ids.into_iter()
            .for_each(|id| self.truth.put_client(crate::client(id)));
        self
    }

    /// Has these records.
    #[must_use]
    pub fn with(mut self, kind: Kind, records: impl IntoIterator<Item = Value>) -> Self {
        records
            .into_iter()
            .for_each(|record| self.truth.put(kind, record));
        self
    }

    /// Starts it on a free port of this machine.
    ///
    /// # Panics
    /// When this machine has no free port.
    #[expect(clippy::expect_used, reason = "a test without a socket cannot go on")]
    pub async fn start(self) -> PortalServer {
        let shared = Arc::new(Shared {
            manners: self.manners,
            truth: Mutex::new(self.truth),
            script: Mutex::default(),
            gate: fault::Gate::default(),
        });
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .await
            .expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let app = axum::Router::new()
            .fallback(serve::answer)
            .with_state(shared.clone());
        let task = tokio::spawn(async move {
            let _ = axum::serve(listener, app).await;
        });
        PortalServer { shared, url, task }
    }
}

impl PortalServer {
    /// A portal as the document describes it, with no announcement, before it starts.
    #[must_use]
    pub fn plain() -> Builder {
        Builder::default()
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What it knows, to be changed.
    pub fn truth(&self) -> MutexGuard<'_, Truth> {
        lock(&self.shared.truth)
    }

    /// Spoils the next answer of this kind that is not spoiled yet.
    pub fn answer_next(&self, asked: Asked, fault: Fault) {
        self.plan(asked, None, false, fault);
    }

    /// Spoils every answer of this kind from now on.
    pub fn answer_always(&self, asked: Asked, fault: Fault) {
        self.plan(asked, None, true, fault);
    }

    /// Spoils the answer to a page of the list of clients, once.
    pub fn answer_page(&self, page: i64, fault: Fault) {
        self.plan(Asked::ClientsList, Some(page), false, fault);
    }

    /// Answers well again, whatever was planned.
    pub fn recover(&self) {
        lock(&self.shared.script).faults.clear();
    }

    /// Changes the truth just before a page of the list of clients is answered, once.
    pub fn before_page(&self, page: i64, event: impl FnOnce(&mut Truth) + Send + 'static) {
        let event: Event = Box::new(event);
        lock(&self.shared.script).events.push((page, event));
    }

    /// Returns once a slow answer is under way.
    pub async fn held(&self) {
        self.shared.gate.held().await;
    }

    /// Lets slow answers go on.
    pub fn release(&self) {
        self.shared.gate.release();
    }

    /// How often it was asked this.
    #[must_use]
    pub fn count(&self, asked: Asked) -> usize {
        let script = lock(&self.shared.script);
        script.requests.iter().filter(|r| r.asked == asked).count()
    }

    /// How often it was asked anything.
    #[must_use]
    pub fn count_all(&self) -> usize {
        lock(&self.shared.script).requests.len()
    }

    /// The pages of the list of clients in the order they were asked for.
    #[must_use]
    pub fn pages(&self) -> Vec<i64> {
        let script = lock(&self.shared.script);
        script.requests.iter().filter_map(|r| r.page).collect()
    }

    /// The tokens that requests of a kind carried.
    #[must_use]
    pub fn tokens(&self, asked: Asked) -> Vec<Option<String>> {
        let script = lock(&self.shared.script);
        let of_kind = script.requests.iter().filter(|r| r.asked == asked);
        of_kind.map(|r| r.token.clone()).collect()
    }

    /// Forgets what it was asked so far.
    pub fn forget_requests(&self) {
        self.check_queries();
        lock(&self.shared.script).requests.clear();
    }

    fn plan(&self, asked: Asked, page: Option<i64>, always: bool, fault: Fault) {
        lock(&self.shared.script).faults.push_back(Planned {
            asked,
            page,
            always,
            fault,
        });
    }

    fn check_queries(&self) {
        let (script, truth) = (lock(&self.shared.script), self.truth());
        let queries: Vec<String> = script
            .requests
            .iter()
            .map(|request| request.query.to_lowercase())
            .filter(|query| !query.is_empty())
            .collect();
        let secret = truth.secrets().find(|secret| {
            !secret.is_empty() && queries.iter().any(|query| query.contains(secret.as_str()))
        });
        assert!(secret.is_none(), "a query string held {secret:?}");
    }
}

impl Drop for PortalServer {
    fn drop(&mut self) {
        self.task.abort();
        if !std::thread::panicking() {
            self.check_queries();
        }
    }
}

/// A URL on this machine where nothing listens.
///
/// # Panics
/// When this machine has no free port.
#[must_use]
#[expect(clippy::expect_used, reason = "a test without a socket cannot go on")]
pub fn nowhere() -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    format!("http://{}", listener.local_addr().expect("an address"))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
