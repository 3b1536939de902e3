//! An office on this machine: opened in its folder, filled when it is for practice, served.

use std::{fmt, net::SocketAddr, path::Path, sync::Arc, time::Duration};

use chrono::TimeDelta;
use sqlx::migrate::Migrator;
use store::{Database, Durability, vault::Vault};
use tokio::{task::spawn_blocking, time::timeout};

use crate::{
    chance::Chance,
    clock::{Clock, stamp},
    data::{
        agents::{self, NewAgent},
        attachments, clients, files,
        office::{self as record, OfficeRow},
        practice::{self, PracticeRow},
    },
    error::OfficeError,
    filling, folder, mail, password, random,
    role::Role,
    server::{self, Running},
    shared::Shared,
    stock,
};

pub(crate) static SCHEMA: Migrator = sqlx::migrate!("./migrations");

/// How long closing takes at most.
const CLOSING: Duration = Duration::from_secs(10);
/// How long an upload stays that belongs to nothing.
const UNOWNED: TimeDelta = TimeDelta::days(30);

/// What an office is for. Decided once, when it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeKind {
    /// A firm's work.
    Firm,
    /// Practice with invented clients.
    Practice {
        /// How many. Asking for more later adds them; asking for fewer takes none away.
        clients: u32,
    },
}

/// What signs in to a practice office.
#[derive(Clone, PartialEq, Eq)]
pub struct PracticeSignIn {
    /// E-mail address.
    pub email: String,
    /// Password.
    pub password: String,
}

impl fmt::Debug for PracticeSignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PracticeSignIn(…)")
    }
}

/// What a user may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserRole {
    /// Everything that the firm does.
    Administrator,
    /// The daily work.
    Agent,
    /// Reads what agents read.
    ReadOnly,
    /// What the customer portal has for one client.
    Client {
        /// The client's id.
        client: i64,
    },
}

impl UserRole {
    fn kept(self) -> (Role, Option<i64>) {
        match self {
            Self::Administrator => (Role::Administrator, None),
            Self::Agent => (Role::Agent, None),
            Self::ReadOnly => (Role::ReadOnly, None),
            Self::Client { client } => (Role::Client, Some(client)),
        }
    }
}

/// A person who is to sign in to an office.
pub struct NewUser<'a> {
    /// E-mail address, also the name to sign in with.
    pub email: &'a str,
    /// Password.
    pub password: &'a str,
    /// First name.
    pub first_name: &'a str,
    /// Last name.
    pub last_name: &'a str,
    /// What the person may do.
    pub role: UserRole,
}

/// What an office takes from outside: the time, and chance.
#[derive(Clone, Debug, Default)]
pub struct Outside {
    /// Tells the time.
    pub clock: Clock,
    /// Picks one of several.
    pub chance: Chance,
}

/// An open office. Nobody else can open it until it and what it serves are dropped.
pub struct Office {
    shared: Arc<Shared>,
    sign_in: Option<PracticeSignIn>,
    /// The `x-api-key` where the office runs by itself.
    standing_key: String,
}

impl Office {
    /// Opens the office in a folder, or makes it. A practice office is filled before this
    /// returns; what an earlier start left undone is done.
    ///
    /// # Errors
    /// When the office is open elsewhere or is of the other kind, when its key cannot be had,
    /// or its database does not open.
    pub async fn open(
        folder: &Path,
        vault: Arc<dyn Vault>,
        kind: OfficeKind,
    ) -> Result<Self, OfficeError> {
        Self::open_with(folder, vault, kind, Outside::default()).await
    }

    /// As [`Office::open`], with a clock and chances.
    ///
    /// # Errors
    /// As [`Office::open`].
    pub async fn open_with(
        folder: &Path,
        vault: Arc<dyn Vault>,
        kind: OfficeKind,
        outside: Outside,
    ) -> Result<Self, OfficeError> {
        let folder = folder.to_owned();
        let place = folder.clone();
        let opened = spawn_blocking(move || folder::open(&place, &*vault)).await;
        let opened = opened.map_err(|_| OfficeError::Interrupted)??;
        let database =
            Database::open(&opened.database, &opened.key, Durability::Precious, &SCHEMA).await?;
        let mut write = database.write().await?;
        let since = outside.clock.now() - UNOWNED;
        attachments::clear_unowned(&mut write, &stamp(since)).await?;
        files::clear_all(&mut write).await?;
        write.commit().await?;
        let row = settle(&database, kind, &outside.clock).await?;
        stock::complete(&database, &row, &outside.clock).await?;
        let practice = practice::find(database.readers()).await?;
        let mut people = None;
        if let Some(row) = practice.clone() {
            people = Some(row.people().ok_or(OfficeError::Damaged)?);
            filling::complete(&database, row).await?;
        }
        // Not of what is restored: an office that becomes another on this machine keeps its key.
        let standing_key = opened
            .key
            .derived(&format!("x-api-key of {}", opened.entry));
        let standing_key = hex::encode(standing_key.bytes());
        let place = (folder, opened.lock);
        let shared = Shared::new(database, row.token_secret, people, outside, place);
        let sign_in = practice.map(|row| PracticeSignIn {
            email: row.email,
            password: row.password,
        });
        let shared = Arc::new(shared);
        mail::begin(&shared);
        Ok(Self {
            shared,
            sign_in,
            standing_key,
        })
    }

    /// Serves the office at an address of this machine; port 0 for any that is free. The
    /// `x-api-key` is new at each start.
    ///
    /// # Errors
    /// When the address is not of this machine or is taken.
    pub async fn serve(&self, address: SocketAddr) -> Result<Running, OfficeError> {
        server::serve(&self.shared, address, random::key()?).await
    }

    /// As [`Office::serve`], with an `x-api-key` that stays the same from start to start: for an
    /// office that runs by itself, whose key is kept by the accounts of its agents.
    ///
    /// # Errors
    /// As [`Office::serve`].
    pub async fn serve_alone(&self, address: SocketAddr) -> Result<Running, OfficeError> {
        server::serve(&self.shared, address, self.standing_key.clone()).await
    }

    /// What signs in to a practice office; `None` in a firm's.
    #[must_use]
    pub fn practice_sign_in(&self) -> Option<PracticeSignIn> {
        self.sign_in.clone()
    }

    /// Adds someone who signs in to the office: to work with it, or as a client.
    ///
    /// # Errors
    /// When the e-mail address is taken or is none, when there is no such client, or the database cannot be written.
    pub async fn add_user(&self, user: &NewUser<'_>) -> Result<(), OfficeError> {
        let email = user.email.trim().to_lowercase();
        if !email.contains('@') || email.contains(char::is_control) {
            return Err(OfficeError::Email);
        }
        let (role, client_id) = user.role.kept();
        let password = user.password.to_owned();
        let hash = spawn_blocking(move || password::hash(&password)).await;
        let hash = hash.map_err(|_| OfficeError::Interrupted)??;
        let agent = NewAgent {
            email: &email,
            password_hash: &hash,
            first_name: user.first_name,
            last_name: user.last_name,
            role,
            client_id,
        };
        let mut write = self.shared.database.write().await?;
        if let Some(client) = client_id
            && !clients::exists(&mut *write, client).await?
        {
            return Err(OfficeError::NoClient);
        }
        let added = agents::add(&mut write, &agent, self.shared.clock.now()).await;
        added.map_err(|error| match &error {
            sqlx::Error::Database(inner) if inner.is_unique_violation() => OfficeError::Email,
            _ => error.into(),
        })?;
        Ok(write.commit().await?)
    }

    /// Closes the database; what is still served fails from here on. What does not let go of it
    /// within some seconds keeps it until it ends.
    pub async fn close(self) {
        let closed = async {
            self.shared.end().await;
            self.shared.database.close().await;
        };
        let _ = timeout(CLOSING, closed).await;
    }

    /// Waits for what goes on after its answer was given, such as writing a mail.
    pub async fn settled(&self) {
        self.shared.settled().await;
    }
}

impl fmt::Debug for Office {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Office")
            .field("practice", &self.sign_in.is_some())
            .finish_non_exhaustive()
    }
}

/// Finds out whether the office is of the kind that was asked for, and makes it so when it is
/// new or empty.
async fn settle(
    database: &Database,
    kind: OfficeKind,
    clock: &Clock,
) -> Result<OfficeRow, OfficeError> {
    let row = record::find(database.readers()).await?;
    match (row, kind) {
        (None, _) => make(database, kind, clock).await,
        (Some(row), OfficeKind::Firm) if row.kind == "firm" => Ok(row),
        (Some(_), OfficeKind::Firm) => Err(OfficeError::HoldsPractice),
        (Some(row), OfficeKind::Practice { clients }) if row.kind == "practice" => {
            let known = practice::find(database.readers())
                .await?
                .ok_or(OfficeError::Damaged)?;
            want(database, &known, clients).await?;
            Ok(row)
        }
        (Some(_), OfficeKind::Practice { .. }) => {
            if record::has_data(database.readers()).await? {
                return Err(OfficeError::HoldsFirm);
            }
            make(database, kind, clock).await
        }
    }
}

async fn make(
    database: &Database,
    kind: OfficeKind,
    clock: &Clock,
) -> Result<OfficeRow, OfficeError> {
    let name = match kind {
        OfficeKind::Firm => "firm",
        OfficeKind::Practice { .. } => "practice",
    };
    let row = OfficeRow {
        kind: name.to_owned(),
        token_secret: random::key()?,
        stocked: false,
        catalogued: false,
        defined: false,
    };
    let mut write = database.write().await?;
    record::forget(&mut write).await?;
    record::add(&mut write, &row, clock.now()).await?;
    if let OfficeKind::Practice { clients } = kind {
        filling::begin(&mut write, i64::from(clients), clock).await?;
    }
    write.commit().await?;
    Ok(row)
}

async fn want(database: &Database, known: &PracticeRow, clients: u32) -> Result<(), OfficeError> {
    if i64::from(clients) > known.clients {
        let mut write = database.write().await?;
        practice::want(&mut write, i64::from(clients)).await?;
        write.commit().await?;
    }
    Ok(())
}
