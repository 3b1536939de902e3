//! An open account: its two databases, its portal, and the office that runs for it.

use std::{
    fs,
    net::{Ipv4Addr, SocketAddr},
    path::Path,
    sync::Arc,
};

use ::documents::spool::{Spool, SpoolError};
use ::sync::outbox::Outbox;
use client::{Portal, Server, Token};
use office::{Office, OfficeKind, Running};
use store::{
    AccountFolder, AccountKeys, Cache, OpenError, Work,
    table::{documents, letters, sign_in, tray},
    vault::Secret,
};
use tokio::sync::{Mutex, Semaphore};
use tokio_util::sync::CancellationToken;

use crate::{
    Account, AccountKind, Code, Desk, DeskError, Event, Opening,
    accounts::blocking,
    routes::on_site,
    syncing::{Sync, now},
    tray::Taking,
};

/// The folder of the practice office in the app's.
pub(crate) const PRACTICE_OFFICE: &str = "practice-office";
/// The folder of the firm's own office in the app's.
pub(crate) const OWN_OFFICE: &str = "office";

/// An open account.
pub(crate) struct OpenAccount {
    pub(crate) account: Account,
    pub(crate) folder: AccountFolder,
    pub(crate) cache: Cache,
    pub(crate) work: Work,
    pub(crate) portal: Portal,
    pub(crate) sync: Sync,
    pub(crate) outbox: Outbox,
    /// Dropped files, until the server has them.
    pub(crate) spool: Arc<Spool>,
    /// The server's files that were opened here.
    pub(crate) copies: Arc<Spool>,
    pub(crate) taking: Taking,
    /// Files are fetched for their pictures a few at a time.
    pub(crate) fetching: Semaphore,
    /// Ends everything that runs for this account.
    pub(crate) closing: CancellationToken,
    office: Mutex<Option<(Office, Running)>>,
}

impl Desk {
    /// Opens an account that is on this machine. Needs no network.
    ///
    /// # Errors
    /// When its keys cannot be had or its files do not open.
    pub async fn open_account(&self, id: &str) -> Result<Account, DeskError> {
        self.changing(self.open_known(id)).await
    }

    /// The account that is open, or else the one that was open last, opened again. Which one that is
    /// is asked only when no other change is under way: whoever has just signed out has none.
    pub(crate) async fn open_last(&self) -> Result<Account, DeskError> {
        self.changing(async {
            if let Ok(open) = self.account().await {
                return Ok(open.account.clone());
            }
            let none = || DeskError::new(Code::NotFound, "No account was open last.");
            let last = self.last_account().ok_or_else(none)?;
            self.open_known(&last).await
        })
        .await
    }

    async fn open_known(&self, id: &str) -> Result<Account, DeskError> {
        let account = self.known_account(id)?;
        let office = match account.kind {
            AccountKind::Practice => Some(self.start_practice().await?),
            AccountKind::Office => {
                self.own_office_is_here()?;
                Some(self.start_own().await?)
            }
            AccountKind::Portal => None,
        };
        self.open(account, office, None).await
    }

    /// Does what brings another account to the desk; one at a time. When it fails after the
    /// account before was closed, the window hears that none is open.
    pub(crate) async fn changing(
        &self,
        work: impl Future<Output = Result<Account, DeskError>>,
    ) -> Result<Account, DeskError> {
        let _one_at_a_time = self.0.changing.lock().await;
        let had_one = self.account().await.is_ok();
        let result = work.await;
        if result.is_err() && had_one && self.account().await.is_err() {
            self.tell(Event::Account(self.sign_in_screen()?));
        }
        result
    }

    /// Opens an account's files and makes it the one at the desk; `fresh` is a portal that was
    /// just signed in to.
    pub(crate) async fn open(
        &self,
        account: Account,
        office: Option<(Office, Running)>,
        fresh: Option<(Portal, &str)>,
    ) -> Result<Account, DeskError> {
        let folder = self.folder_of(&account.id)?;
        // The keys first: without them the account that is open stays open.
        let keys = {
            let (folder, vault) = (folder.clone(), self.settings().vault.clone());
            blocking(move || {
                fs::create_dir_all(folder.path())?;
                Ok(folder.keys(&*vault)?)
            })
            .await?
        };
        self.close().await;
        let cache = open_cache(&folder, &keys.cache).await?;
        let work = Work::open(&folder.work(), &keys.work).await?;
        let portal = match fresh {
            Some((portal, api_key)) => {
                let token = portal.token().borrow().clone();
                keep(&work, api_key, &token).await?;
                portal
            }
            None => reach(&self.settings().folder, &account, office.as_ref(), &work).await?,
        };
        let sync = Sync::new(&cache).await?;
        let (spool, copies) = open_copies(&folder, &keys, &work, &cache).await?;
        let outbox = Outbox::open(
            (work.clone(), cache.clone()),
            portal.clone(),
            spool.clone(),
            &account.email,
            self.settings().settle,
        )
        .await?;
        let open = Arc::new(OpenAccount {
            account: account.clone(),
            folder,
            cache,
            work,
            portal,
            sync,
            outbox,
            spool,
            copies,
            taking: Taking::default(),
            fetching: Semaphore::new(2),
            closing: CancellationToken::new(),
            office: Mutex::new(office),
        });
        self.remember(&account)?;
        self.remember_last(&account.id)?;
        self.start_syncing(&open);
        *self.0.open.lock().await = Some(open);
        self.tell(Event::Account(Opening::Open {
            account: account.clone(),
        }));
        Ok(account)
    }

    /// Starts the practice office that comes with the app, and fills it the first time.
    pub(crate) async fn start_practice(&self) -> Result<(Office, Running), DeskError> {
        let clients = self.settings().practice_clients;
        self.start(PRACTICE_OFFICE, OfficeKind::Practice { clients })
            .await
    }

    /// Starts the firm's own office, and makes it the first time.
    pub(crate) async fn start_own(&self) -> Result<(Office, Running), DeskError> {
        self.start(OWN_OFFICE, OfficeKind::Firm).await
    }

    async fn start(&self, folder: &str, kind: OfficeKind) -> Result<(Office, Running), DeskError> {
        // An office has one owner: whoever is open now lets it go first.
        self.close().await;
        let settings = self.settings();
        let office =
            Office::open(&settings.folder.join(folder), settings.vault.clone(), kind).await?;
        let running = office
            .serve(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .await?;
        Ok((office, running))
    }
}

/// The portal of an account that was signed in to before.
async fn reach(
    folder: &Path,
    account: &Account,
    office: Option<&(Office, Running)>,
    work: &Work,
) -> Result<Portal, DeskError> {
    let kept = sign_in::read(work).await?.unwrap_or_default();
    let token = Token::new(&kept.token);
    let (server, api_key) = match office {
        Some((_, running)) => (running.url(), running.api_key.as_str()),
        None => (
            account.server.clone().unwrap_or_default(),
            kept.api_key.as_str(),
        ),
    };
    let server = Server::parse(&server)
        .map_err(|error| DeskError::new(Code::Failed, format!("The account's address {error}.")))?;
    let server = on_site(folder, Some(&account.id), server).await?;
    Ok(Portal::new(server, api_key, token)?)
}

async fn keep(work: &Work, api_key: &str, token: &Token) -> Result<(), DeskError> {
    let kept = sign_in::SignIn {
        api_key: api_key.to_owned(),
        token: token.text().to_owned(),
    };
    Ok(sign_in::keep(work, &kept, &now()).await?)
}

/// Opens the cache. It can be fetched again, so one that is damaged, or left over from a
/// sign-out that was cut off, is made anew; `work.db` never is.
async fn open_cache(folder: &AccountFolder, key: &Secret) -> Result<Cache, DeskError> {
    match Cache::open(&folder.cache(), key).await {
        Err(error @ (OpenError::WrongKey | OpenError::Damaged)) => {
            tracing::warn!(reason = %error, "the cache is made anew");
            folder.erase_cache()?;
            Ok(Cache::open(&folder.cache(), key).await?)
        }
        other => Ok(other?),
    }
}

/// The two folders of encrypted copies. Whatever nothing refers to any more, because something was
/// cut off in the middle, is wiped.
async fn open_copies(
    folder: &AccountFolder,
    keys: &AccountKeys,
    work: &Work,
    cache: &Cache,
) -> Result<(Arc<Spool>, Arc<Spool>), DeskError> {
    let mut needed = tray::needed_copies(work).await?;
    needed.extend(letters::needed_copies(work).await?);
    let opened = documents::copies(cache).await?;
    let (folder, keys) = (folder.clone(), keys.clone());
    blocking(move || {
        let spool = tidy(
            &folder.spool(),
            &keys.work.derived("dropped files"),
            &needed,
        )?;
        let copies = tidy(
            &folder.copies(),
            &keys.cache.derived("opened files"),
            &opened,
        )?;
        Ok((Arc::new(spool), Arc::new(copies)))
    })
    .await
}

fn tidy(folder: &Path, key: &Secret, needed: &[String]) -> Result<Spool, SpoolError> {
    let spool = Spool::open(folder, key.bytes())?;
    spool.clear_unfinished()?;
    for id in spool.ids()? {
        if !needed.contains(&id.to_string()) {
            spool.wipe(id)?;
        }
    }
    Ok(spool)
}

impl OpenAccount {
    /// Wipes a dropped file's copy. One that cannot be wiped now is wiped at the next start.
    pub(crate) async fn wipe(&self, spool_id: &str) {
        let Ok(id) = spool_id.parse() else {
            return;
        };
        let spool = self.spool.clone();
        if blocking(move || Ok(spool.wipe(id)?)).await.is_err() {
            tracing::warn!("a copy could not be wiped yet");
        }
    }

    /// Keeps every new token as soon as it is there.
    pub(crate) async fn keep_tokens(&self) {
        let mut tokens = self.portal.token();
        while tokens.changed().await.is_ok() {
            let token = tokens.borrow_and_update().clone();
            if sign_in::renew(&self.work, token.text(), &now())
                .await
                .is_err()
            {
                tracing::warn!("a new token could not be kept");
            }
        }
    }

    /// Stops what runs for the account and closes its files.
    pub(crate) async fn close(&self) {
        self.closing.cancel();
        self.sync.stopped().await;
        self.cache.database().close().await;
        self.work.database().close().await;
        if let Some((office, running)) = self.office.lock().await.take() {
            running.stop().await;
            office.close().await;
        }
    }

    /// What signs in to the practice office; `None` for a portal.
    pub(crate) async fn practice_sign_in(&self) -> Option<office::PracticeSignIn> {
        self.office
            .lock()
            .await
            .as_ref()
            .and_then(|(office, _)| office.practice_sign_in())
    }
}
