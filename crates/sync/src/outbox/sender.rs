//! The sender: takes operations in their order, a step at a time, and writes down each step
//! before the next. First in, first out in each lane; one in doubt holds up only its own.

use std::{collections::HashMap, sync::Arc, time::Duration};

use ::documents::spool::Spool;
use chrono::Utc;
use client::{Failure, Portal};
use futures_util::{StreamExt, stream::FuturesUnordered};
use store::{
    Cache, Work, sqlx,
    table::{
        correspondence, letters, notes,
        operations::{self, Operation, State},
        tray,
    },
};
use tokio::{
    sync::Notify,
    time::{Instant, sleep_until},
};

use super::{
    kind::{Kind, Lane},
    letter, link,
    machine::{Act, Event, Found},
    note,
    step::{new_key, now, stepped},
    turns, upload,
};
use crate::time;

/// How long a server is trusted to know a key again; our own knows it for a month.
const REMEMBERED: chrono::Duration = chrono::Duration::days(7);
/// How long to wait after the disk has said no.
const DISK: Duration = Duration::from_secs(5);

/// Hears what becomes of operations.
pub trait Watcher: Send + Sync {
    /// An operation took a step; `settled` when the server has it now.
    fn stepped(&self, kind: Kind, client_id: i64, settled: bool);

    /// So many bytes of an operation's file have left.
    fn sent(&self, operation: i64, bytes: u64);

    /// An attempt had no answer that the server can be known by.
    fn unanswered(&self);
}

/// The outbox of one account.
pub struct Outbox {
    pub(super) work: Work,
    pub(super) cache: Cache,
    portal: Portal,
    pub(super) spool: Arc<Spool>,
    author_email: String,
    pub(super) settle: Duration,
    wake: Notify,
}

impl Outbox {
    /// The outbox of an account; files are sent from `spool`, and `settle` is how long a server
    /// gets to show what it may have taken (see [`super::SETTLE`]). What was being sent when the
    /// program last ended is in doubt.
    ///
    /// # Errors
    /// When the work database cannot be written.
    pub async fn open(
        (work, cache): (Work, Cache),
        portal: Portal,
        spool: Arc<Spool>,
        author_email: &str,
        settle: Duration,
    ) -> Result<Self, sqlx::Error> {
        operations::doubt_what_was_being_sent(&work, &[], &now()).await?;
        Ok(Self {
            work,
            cache,
            portal,
            spool,
            author_email: author_email.to_owned(),
            settle,
            wake: Notify::new(),
        })
    }

    /// Says that there is something to do.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// The server can be reached again: nothing needs to wait longer.
    ///
    /// # Errors
    /// When the work database cannot be written.
    pub async fn hurry(&self) -> Result<(), sqlx::Error> {
        let held = operations::unfinished(&self.work).await?;
        if held.iter().any(|operation| {
            matches!(operation.state, State::Queued | State::Uncertain)
                && !operation.not_before.is_empty()
        }) {
            operations::hurry(&self.work).await?;
        }
        self.wake();
        Ok(())
    }

    /// Works until the program ends.
    pub async fn run(&self, watcher: &Arc<dyn Watcher>) {
        let mut under_way = FuturesUnordered::new();
        let mut busy: HashMap<Lane, Operation> = HashMap::new();
        loop {
            let wait = match self.turns(&busy).await {
                Ok((turns, wait)) => {
                    for (lane, operation) in turns {
                        busy.insert(lane, operation.clone());
                        under_way.push(async move {
                            let failed = self.turn(operation, watcher).await.is_err();
                            (lane, failed)
                        });
                    }
                    wait
                }
                Err(_) => DISK,
            };
            tokio::select! {
                Some((lane, failed)) = under_way.next(), if !under_way.is_empty() => {
                    busy.remove(&lane);
                    if failed {
                        self.recover(&busy).await;
                    }
                }
                () = sleep_until(Instant::now() + wait) => {}
                () = self.wake.notified() => {}
            }
        }
    }

    /// The disk said no in the middle of a step: what was being sent is in doubt, as at a start.
    async fn recover(&self, busy: &HashMap<Lane, Operation>) {
        tokio::time::sleep(DISK).await;
        let under_way: Vec<i64> = busy.values().map(|operation| operation.id).collect();
        if operations::doubt_what_was_being_sent(&self.work, &under_way, &now())
            .await
            .is_err()
        {
            tracing::warn!("the outbox cannot be written");
        }
    }

    /// Whose turn it is, and how long until it is another's.
    async fn turns(
        &self,
        busy: &HashMap<Lane, Operation>,
    ) -> Result<(Vec<(Lane, Operation)>, Duration), sqlx::Error> {
        let waiting = operations::unfinished(&self.work).await?;
        let now = Utc::now();
        Ok((
            turns::turns(&waiting, busy, now),
            turns::pause(&waiting, busy, now),
        ))
    }

    async fn turn(
        &self,
        operation: Operation,
        watcher: &Arc<dyn Watcher>,
    ) -> Result<(), sqlx::Error> {
        match (Kind::of(&operation), operation.state) {
            (None, _) => Ok(()),
            (Some(kind), State::Queued) => {
                // On the disk before the first byte leaves.
                match self.step(operation, &Event::Begin, watcher).await? {
                    Some(sending) => self.attempt(kind, sending, watcher).await,
                    None => Ok(()),
                }
            }
            (Some(kind), State::Uncertain) => self.take_up(kind, operation, watcher).await,
            (Some(kind), _) => self.look(kind, operation, watcher).await,
        }
    }

    async fn attempt(
        &self,
        kind: Kind,
        sending: Operation,
        watcher: &Arc<dyn Watcher>,
    ) -> Result<(), sqlx::Error> {
        let made = match kind {
            Kind::Note => note::send(&self.portal, &sending).await,
            Kind::Upload => {
                let (heard, id) = (watcher.clone(), sending.id);
                let sent = Arc::new(move |bytes| heard.sent(id, bytes));
                let event = upload::send(&self.portal, &self.spool, &sending, sent).await;
                return self.step(sending, &event, watcher).await.map(drop);
            }
            Kind::Link => match self.attachment(&sending).await? {
                Some(id) => {
                    let record = link::send(&self.portal, &sending, id).await;
                    record.map(|record| (id, record))
                }
                None => Err(no_upload()),
            },
            Kind::Letter => match self.attachment(&sending).await? {
                Some(id) => letter::send(&self.portal, &sending, id).await,
                None => Err(no_upload()),
            },
        };
        match made {
            Ok((id, record)) => {
                self.settle(kind, sending, id, Some(&record), &Event::Made(id), watcher)
                    .await
            }
            Err(failure) => self
                .step(sending, &Event::Failed(failure), watcher)
                .await
                .map(drop),
        }
    }

    /// The attachment that a document or a letter is of: what the upload before it made.
    async fn attachment(&self, operation: &Operation) -> Result<Option<i64>, sqlx::Error> {
        let upload = self.upload_before(operation).await?;
        Ok(upload.and_then(|upload| upload.remote_id))
    }

    /// The upload with which began what this is the end of.
    pub(super) async fn upload_before(
        &self,
        operation: &Operation,
    ) -> Result<Option<Operation>, sqlx::Error> {
        let mut before = operation.after_id;
        while let Some(id) = before {
            let found = operations::get(&self.work, id).await?;
            if found.as_ref().and_then(Kind::of) == Some(Kind::Upload) {
                return Ok(found);
            }
            before = found.and_then(|one| one.after_id);
        }
        Ok(None)
    }

    async fn take_up(
        &self,
        kind: Kind,
        operation: Operation,
        watcher: &Arc<dyn Watcher>,
    ) -> Result<(), sqlx::Error> {
        let event = match self.portal.announcement().await {
            Ok(said) => Event::TakenUp {
                again: (said.idempotency_key && is_remembered(&operation))
                    || kind.is_harmless_twice(),
            },
            Err(failure) => Event::Failed(failure),
        };
        match self.step(operation, &event, watcher).await? {
            Some(sending) if sending.state == State::Sending => {
                self.attempt(kind, sending, watcher).await
            }
            _ => Ok(()),
        }
    }

    async fn look(
        &self,
        kind: Kind,
        operation: Operation,
        watcher: &Arc<dyn Watcher>,
    ) -> Result<(), sqlx::Error> {
        let looked = match kind {
            Kind::Note => {
                let claimed = operations::claimed(&self.work, kind.remote()).await?;
                let first_at = &operation.first_at;
                let before =
                    notes::known_before(&self.cache, operation.client_id, first_at).await?;
                let taken = [claimed, before].concat();
                note::look(&self.portal, &operation, &self.author_email, &taken).await
            }
            Kind::Upload => upload::look(&self.portal, &operation)
                .await
                .map(|found| (found, None)),
            Kind::Link => match self.attachment(&operation).await? {
                Some(id) => link::look(&self.portal, operation.client_id, id).await,
                None => Ok((Found::Absent, None)),
            },
            Kind::Letter => match self.attachment(&operation).await? {
                Some(attachment) => {
                    let claimed = operations::claimed(&self.work, kind.remote()).await?;
                    let (client, first_at) = (operation.client_id, &operation.first_at);
                    let before =
                        correspondence::known_before(&self.cache, client, first_at).await?;
                    let taken = [claimed, before].concat();
                    let author = &self.author_email;
                    letter::look(&self.portal, &operation, attachment, author, &taken).await
                }
                None => Ok((Found::Absent, None)),
            },
        };
        let found = match looked {
            Ok((Found::One(id), record)) => {
                let event = Event::Looked(Found::One(id));
                return self
                    .settle(kind, operation, id, record.as_ref(), &event, watcher)
                    .await;
            }
            Ok((found, _)) => found,
            // It cannot be read there at all, so only the agent can say.
            Err(Failure::Rejected { .. } | Failure::Invalid(_)) => Found::Several,
            Err(_) => Found::NotNow,
        };
        self.step(operation, &Event::Looked(found), watcher)
            .await
            .map(drop)
    }

    /// What the agent decided; `false` when it is not his to decide now.
    ///
    /// # Errors
    /// When the work database cannot be written.
    pub async fn act(&self, id: i64, act: Act, body: Option<String>) -> Result<bool, sqlx::Error> {
        let mut write = self.work.write().await?;
        // Read inside the write, so that the sender cannot take it meanwhile.
        let Some(mut operation) = operations::get_for_write(&mut write, id).await? else {
            return Ok(false);
        };
        let edited = body.is_some();
        if let Some(body) = body {
            operation.body = body;
        }
        let Some(mut operation) = stepped(operation, &Event::Acted(act), self.settle)? else {
            return Ok(false);
        };
        if edited {
            // Another text is another effect, and only what is not in doubt can be edited.
            operation.key = new_key()?;
        }
        operations::save(&mut write, &operation).await?;
        if operation.state == State::Discarded {
            // What needs its record can never be done.
            operations::discard_after(&mut write, operation.id, &now()).await?;
            // Its file is in the tray as it was before, its letter is a draft.
            tray::take_back(&mut write, operation.id).await?;
            letters::take_back(&mut write, operation.id).await?;
        }
        write.commit().await?;
        self.wake();
        Ok(true)
    }

    async fn step(
        &self,
        operation: Operation,
        event: &Event,
        watcher: &Arc<dyn Watcher>,
    ) -> Result<Option<Operation>, sqlx::Error> {
        let mut write = self.work.write().await?;
        // The agent may have decided meanwhile: what is on the disk counts.
        let current = operations::get_for_write(&mut write, operation.id).await?;
        let Some(current) = current.filter(|now| now.state == operation.state) else {
            return Ok(None);
        };
        let Some(stepped) = stepped(current, event, self.settle)? else {
            return Ok(None);
        };
        operations::save(&mut write, &stepped).await?;
        write.commit().await?;
        if let Some(kind) = Kind::of(&stepped) {
            watcher.stepped(kind, stepped.client_id, false);
        }
        if event.is_unanswered() {
            watcher.unanswered();
        }
        Ok(Some(stepped))
    }
}

/// Whether the server still knows the key of the last attempt.
fn is_remembered(operation: &Operation) -> bool {
    let began = time::parse(&operation.began_at);
    began.is_some_and(|began| Utc::now() - began < REMEMBERED)
}

/// What comes after an upload comes only after it has arrived; else the agent is told.
fn no_upload() -> Failure {
    Failure::Invalid(contract::FieldErrors::one("file", "was never uploaded"))
}
