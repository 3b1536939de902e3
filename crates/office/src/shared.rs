//! What all calls to an open office share.

use std::{
    fs::File,
    mem,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
};

use practice::Practice;
use store::Database;
use tokio::{
    sync::{Notify, OwnedSemaphorePermit, Semaphore, SemaphorePermit},
    task::{JoinSet, spawn_blocking},
};

use crate::{
    attempts::Attempts, chance::Chance, clock::Clock, office::Outside, password, server::Refusal,
};

/// Passwords that are checked at once; each takes 19 MiB and a processor.
const CHECKS: usize = 2;

/// An open office.
pub(crate) struct Shared {
    pub(crate) database: Database,
    /// Where the office is.
    pub(crate) folder: PathBuf,
    /// The invented people of a practice office.
    pub(crate) practice: Option<Practice>,
    pub(crate) clock: Clock,
    pub(crate) chance: Chance,
    /// Held while the office is set up or restored: either happens once.
    pub(crate) first_run: tokio::sync::Mutex<()>,
    /// Held while a backup comes in to be restored.
    pub(crate) restoring: tokio::sync::Mutex<()>,
    /// Wakes who sends mail.
    pub(crate) mail: Arc<Notify>,
    /// Signs the tokens.
    secret: RwLock<Arc<str>>,
    attempts: Mutex<Attempts>,
    code_attempts: Mutex<Attempts>,
    checks: Semaphore,
    /// Half of the readers: the others are there for whoever looks for nothing.
    searches: Semaphore,
    /// One list is imported after the other: each is in the memory as a whole.
    imports: Arc<Semaphore>,
    /// What goes on after its answer was given.
    afterwards: Mutex<Afterwards>,
    /// Held as long as the office is open.
    _lock: File,
}

/// What goes on after its answer was given.
#[derive(Default)]
struct Afterwards {
    under_way: JoinSet<()>,
    /// Whether the office ends, and nothing more begins.
    ends: bool,
}

impl Drop for Shared {
    fn drop(&mut self) {
        // Who sends mail finds that the office is gone.
        self.mail.notify_one();
    }
}

impl Shared {
    pub(crate) fn new(
        database: Database,
        secret: String,
        practice: Option<Practice>,
        outside: Outside,
        (folder, lock): (PathBuf, File),
    ) -> Self {
        let readers = database.readers().options().get_max_connections();
        Self {
            database,
            folder,
            secret: RwLock::new(secret.into()),
            practice,
            clock: outside.clock,
            chance: outside.chance,
            first_run: tokio::sync::Mutex::default(),
            restoring: tokio::sync::Mutex::default(),
            mail: Arc::default(),
            attempts: Mutex::default(),
            code_attempts: Mutex::default(),
            checks: Semaphore::new(CHECKS),
            searches: Semaphore::new((readers / 2).max(1) as usize),
            imports: Arc::new(Semaphore::new(1)),
            afterwards: Mutex::default(),
            _lock: lock,
        }
    }

    /// What signs the tokens.
    pub(crate) fn secret(&self) -> Arc<str> {
        let secret = self.secret.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&secret)
    }

    /// Signs with another secret from here on: an office that was restored is the one that was
    /// backed up. What waits to be sent is then another, too.
    pub(crate) fn become_known_by(&self, secret: String) {
        self.mail.notify_one();
        *self.secret.write().unwrap_or_else(PoisonError::into_inner) = secret.into();
    }

    /// Attempts to sign in.
    pub(crate) fn attempts(&self) -> MutexGuard<'_, Attempts> {
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Attempts to be sent a code for another password and to use one. They cost less than an attempt
    /// to sign in, and so must not crowd those out.
    pub(crate) fn code_attempts(&self) -> MutexGuard<'_, Attempts> {
        let attempts = self.code_attempts.lock();
        attempts.unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something after the answer is given, which then does not tell by its time whether there
    /// was anything to be done. The office waits for it when it closes; from then on nothing begins.
    pub(crate) fn afterwards(&self, work: impl Future<Output = ()> + Send + 'static) {
        let mut all = self.all_afterwards();
        // What has ended is not kept.
        while all.under_way.try_join_next().is_some() {}
        if !all.ends {
            all.under_way.spawn(work);
        }
    }

    /// Lets nothing more begin, and waits for what goes on after its answer was given.
    pub(crate) async fn end(&self) {
        self.all_afterwards().ends = true;
        self.mail.notify_one();
        self.settled().await;
    }

    pub(crate) fn ends(&self) -> bool {
        self.all_afterwards().ends
    }

    /// Waits for what goes on after its answer was given.
    pub(crate) async fn settled(&self) {
        let mut all = mem::take(&mut self.all_afterwards().under_way);
        while all.join_next().await.is_some() {}
    }

    fn all_afterwards(&self) -> MutexGuard<'_, Afterwards> {
        let all = self.afterwards.lock();
        all.unwrap_or_else(PoisonError::into_inner)
    }

    /// The turn of a search.
    pub(crate) async fn search_turn(&self) -> Result<SemaphorePermit<'_>, Refusal> {
        let turn = self.searches.acquire().await;
        turn.map_err(|_| Refusal::inside("nothing can be looked for"))
    }

    /// The turn of an import. Who has it may wait to write; nobody who writes waits for it.
    pub(crate) async fn import_turn(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        let turn = Arc::clone(&self.imports).acquire_owned().await;
        turn.map_err(|_| Refusal::inside("nothing can be imported"))
    }

    /// Makes the hash of a password away from the async threads.
    pub(crate) async fn password_hash(&self, password: String) -> Result<String, Refusal> {
        let failed = || Refusal::inside("a password cannot be protected");
        let _turn = self.checks.acquire().await.map_err(|_| failed())?;
        let hash = spawn_blocking(move || password::hash(&password)).await;
        hash.ok().and_then(Result::ok).ok_or_else(failed)
    }

    /// Checks a password away from the async threads.
    pub(crate) async fn password_matches(
        &self,
        password: String,
        kept: Option<String>,
    ) -> Result<bool, Refusal> {
        let failed = || Refusal::inside("a password cannot be checked");
        let _turn = self.checks.acquire().await.map_err(|_| failed())?;
        let check = spawn_blocking(move || password::matches(&password, kept.as_deref()));
        check.await.map_err(|_| failed())
    }
}

#[cfg(test)]
impl Shared {
    /// An office in a folder of its own, in which nothing is yet.
    pub(crate) async fn empty() -> (tempfile::TempDir, Arc<Self>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("office.db");
        let key = store::vault::Secret::from_bytes(&[7; 32]).unwrap();
        let durability = store::Durability::Precious;
        let database = Database::open(&path, &key, durability, &crate::office::SCHEMA);
        let lock = File::create(folder.path().join("lock")).unwrap();
        let place = (folder.path().to_owned(), lock);
        let (database, secret) = (database.await.unwrap(), "a secret".to_owned());
        let shared = Self::new(database, secret, None, Outside::default(), place);
        (folder, Arc::new(shared))
    }

    /// Adds an administrator with a password.
    pub(crate) async fn administrator(&self, email: &str, password: &str) -> i64 {
        let new = crate::data::agents::NewAgent {
            email,
            password_hash: &password::hash(password).unwrap(),
            first_name: "Ana",
            last_name: "Soto",
            role: crate::role::Role::Administrator,
            client_id: None,
        };
        let mut write = self.database.write().await.unwrap();
        let id = crate::data::agents::add(&mut write, &new, self.clock.now());
        let id = id.await.unwrap();
        write.commit().await.unwrap();
        id
    }
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, SocketAddr};

    use reqwest::Method;
    use serde_json::json;
    use tokio::task::yield_now;

    use super::*;
    use crate::{
        data::agents,
        server::serve,
        token::{self, Claims},
    };

    #[tokio::test]
    async fn nobody_who_writes_waits_for_the_hash_of_a_password() {
        let (_folder, office) = Shared::empty().await;
        let ana = office.administrator("ana@example.com", "a long password");
        let ana = agents::find(office.database.readers(), ana.await).await;
        let ana = ana.unwrap().unwrap();
        let claims = Claims::signed_in(ana.id, ana.session, office.clock.now());
        let token = token::write(office.secret().as_bytes(), claims).unwrap();
        let here = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let running = serve(&office, here, "key".to_owned()).await.unwrap();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let bo = json!({
            "email": "bo@example.com", "password": "another long password", "first_name": "Bo",
            "last_name": "Ek", "role": "agent",
        });
        let other = json!({ "password": "one more long password" });
        for (method, path, body) in [
            (Method::POST, "/office/users", bo),
            (Method::PUT, "/office/users/2/password", other),
        ] {
            let call = http.request(method, format!("{}{path}", running.url()));
            let call = call.header("x-api-key", "key").bearer_auth(&token);
            let write = office.database.write().await.unwrap();
            let answer = tokio::spawn(call.json(&body).send());
            // Whoever waits for a turn has it as soon as there is one: while somebody else writes.
            for turn in 0.. {
                assert!(turn < 100_000, "nobody ever waits for a turn");
                let all = office.checks.acquire_many(CHECKS as u32).await.unwrap();
                yield_now().await;
                drop(all);
                assert!(!answer.is_finished());
                if office.checks.available_permits() < CHECKS {
                    break;
                }
            }
            drop(write);
            let answer = answer.await.unwrap().unwrap();
            assert!(answer.status().is_success(), "{}", answer.status());
        }
    }
}
