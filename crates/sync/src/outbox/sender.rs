//! The sender: takes operations in their order, a step at a time, and writes down each step
//! before the next. First in, first out for each client; one in doubt holds up only its own
//! client's.

use std::{collections::HashSet, time::Duration};

use chrono::{DateTime, Utc};
use client::{Failure, Portal};
use serde_json::Value;
use store::{
    Cache, Work, sqlx,
    table::{
        notes,
        operations::{self, Operation, State},
    },
};
use tokio::{
    sync::Notify,
    time::{Instant, sleep_until},
};

use super::{
    machine::{Act, Event, Found, Next, Past, Waits, next},
    note,
};
use crate::time;

/// How long to wait when nothing waits; a new operation wakes the sender anyway.
const IDLE: Duration = Duration::from_secs(3600);

/// No wait is longer than this.
const FARTHEST: chrono::Duration = chrono::Duration::minutes(10);

/// Hears what becomes of operations.
pub trait Watcher: Send + Sync {
    /// An operation of a client took a step; `settled` when the server has it now.
    fn stepped(&self, client_id: i64, settled: bool);
}

/// The outbox of one account.
pub struct Outbox {
    work: Work,
    cache: Cache,
    portal: Portal,
    author_email: String,
    settle: Duration,
    wake: Notify,
}

impl Outbox {
    /// The outbox of an account; `settle` is how long a server gets to show what it may have
    /// taken (see [`super::SETTLE`]). What was being sent when the program last ended is in doubt.
    ///
    /// # Errors
    /// When the work database cannot be written.
    pub async fn open(
        work: Work,
        cache: Cache,
        portal: Portal,
        author_email: &str,
        settle: Duration,
    ) -> Result<Self, sqlx::Error> {
        operations::doubt_what_was_being_sent(&work, &now()).await?;
        Ok(Self {
            work,
            cache,
            portal,
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
    pub async fn run(&self, watcher: &dyn Watcher) {
        loop {
            let wait = match self.turn(watcher).await {
                Ok(None) => continue,
                Ok(Some(wait)) => wait,
                Err(_) => self.recover().await,
            };
            tokio::select! {
                () = sleep_until(Instant::now() + wait) => {}
                () = self.wake.notified() => {}
            }
        }
    }

    /// The disk said no in the middle of a step: what was being sent is in doubt, as at a start.
    async fn recover(&self) -> Duration {
        if operations::doubt_what_was_being_sent(&self.work, &now())
            .await
            .is_err()
        {
            tracing::warn!("the outbox cannot be written");
        }
        Duration::from_secs(5)
    }

    /// Takes one step, or says how long there is nothing to do.
    async fn turn(&self, watcher: &dyn Watcher) -> Result<Option<Duration>, sqlx::Error> {
        let waiting = operations::unfinished(&self.work).await?;
        let now = Utc::now();
        let Some(operation) = turn_of(&waiting, now) else {
            return Ok(Some(pause(&waiting, now)));
        };
        match operation.state {
            State::Queued => self.send(operation, watcher).await?,
            State::Uncertain => self.take_up(operation, watcher).await?,
            _ => self.look(operation, watcher).await?,
        }
        Ok(None)
    }

    async fn send(&self, operation: Operation, watcher: &dyn Watcher) -> Result<(), sqlx::Error> {
        // On the disk before the first byte leaves.
        match self.step(operation, &Event::Begin, watcher).await? {
            Some(sending) => self.attempt(sending, watcher).await,
            None => Ok(()),
        }
    }

    async fn attempt(&self, sending: Operation, watcher: &dyn Watcher) -> Result<(), sqlx::Error> {
        match note::send(&self.portal, &sending).await {
            Ok((id, record)) => {
                self.settle(sending, id, &record, &Event::Made(id), watcher)
                    .await
            }
            Err(failure) => self
                .step(sending, &Event::Failed(failure), watcher)
                .await
                .map(drop),
        }
    }

    /// Takes up a doubt: the same key again where that is honoured, else a look at the server.
    async fn take_up(
        &self,
        operation: Operation,
        watcher: &dyn Watcher,
    ) -> Result<(), sqlx::Error> {
        let event = match self.portal.announcement().await {
            Ok(said) => Event::TakenUp {
                honours_key: said.idempotency_key,
            },
            Err(failure) => Event::Failed(failure),
        };
        match self.step(operation, &event, watcher).await? {
            Some(sending) if sending.state == State::Sending => {
                self.attempt(sending, watcher).await
            }
            _ => Ok(()),
        }
    }

    async fn look(&self, operation: Operation, watcher: &dyn Watcher) -> Result<(), sqlx::Error> {
        let claimed = operations::claimed(&self.work, note::REMOTE).await?;
        let before =
            notes::known_before(&self.cache, operation.client_id, &operation.first_at).await?;
        let taken = [claimed, before].concat();
        let looked = note::look(&self.portal, &operation, &self.author_email, &taken).await;
        match looked {
            Ok((Found::One(id), Some(record))) => {
                self.settle(
                    operation,
                    id,
                    &record,
                    &Event::Looked(Found::One(id)),
                    watcher,
                )
                .await
            }
            Ok((found, _)) => self
                .step(operation, &Event::Looked(found), watcher)
                .await
                .map(drop),
            Err(Failure::Rejected { .. } | Failure::Invalid(_)) => {
                // It cannot be read there at all, so only the agent can say.
                self.step(operation, &Event::Looked(Found::Several), watcher)
                    .await
                    .map(drop)
            }
            Err(_) => self
                .step(operation, &Event::Looked(Found::NotNow), watcher)
                .await
                .map(drop),
        }
    }

    /// The server has it: its record is shown from the cache from here on.
    async fn settle(
        &self,
        operation: Operation,
        id: i64,
        record: &Value,
        event: &Event,
        watcher: &dyn Watcher,
    ) -> Result<(), sqlx::Error> {
        let client_id = operation.client_id;
        if let Ok(row) = crate::notes::row(record, &now())
            && self.show(row).await.is_err()
        {
            // The next pull brings it; that it arrived must be written down all the same.
            tracing::warn!("the cache cannot be written");
        }
        let mut write = self.work.write().await?;
        let ours = operations::claim(&mut write, note::REMOTE, id, operation.id).await?;
        let event = if ours {
            event
        } else {
            &Event::Looked(Found::Several)
        };
        if let Some(operation) = stepped(operation, event, self.settle) {
            operations::save(&mut write, &operation).await?;
        }
        write.commit().await?;
        watcher.stepped(client_id, true);
        Ok(())
    }

    async fn show(&self, note: notes::Note) -> Result<(), sqlx::Error> {
        let mut tx = self.cache.database().write().await?;
        notes::apply(&mut tx, &[note], false, None).await?;
        tx.commit().await
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
        let Some(mut operation) = stepped(operation, &Event::Acted(act), self.settle) else {
            return Ok(false);
        };
        if edited {
            // Another text is another effect, and only what is not in doubt can be edited.
            operation.key = new_key()?;
        }
        operations::save(&mut write, &operation).await?;
        write.commit().await?;
        self.wake();
        Ok(true)
    }

    /// Confirms what a pull has shown since.
    ///
    /// # Errors
    /// When a database cannot be read or written.
    pub async fn confirm(&self) -> Result<(), sqlx::Error> {
        for operation in operations::unfinished(&self.work).await? {
            let (State::Acked, Some(id)) = (operation.state, operation.remote_id) else {
                continue;
            };
            if notes::listed(&self.cache, id).await?
                && let Some(operation) = stepped(operation, &Event::Listed, self.settle)
            {
                let mut write = self.work.write().await?;
                operations::save(&mut write, &operation).await?;
                write.commit().await?;
            }
        }
        Ok(())
    }

    async fn step(
        &self,
        operation: Operation,
        event: &Event,
        watcher: &dyn Watcher,
    ) -> Result<Option<Operation>, sqlx::Error> {
        let mut write = self.work.write().await?;
        // The agent may have decided meanwhile: what is on the disk counts.
        let current = operations::get_for_write(&mut write, operation.id).await?;
        let Some(stepped) = current
            .filter(|now| now.state == operation.state)
            .and_then(|now| stepped(now, event, self.settle))
        else {
            return Ok(None);
        };
        operations::save(&mut write, &stepped).await?;
        write.commit().await?;
        watcher.stepped(stepped.client_id, false);
        Ok(Some(stepped))
    }
}

/// The row after an event; `None` when the event does not belong to its state.
fn stepped(operation: Operation, event: &Event, settle: Duration) -> Option<Operation> {
    let past = Past {
        attempts: operation.attempts,
        in_doubt: operation.in_doubt,
        absent: operation.absent,
    };
    let Next {
        state,
        wait,
        absent,
        remote_id,
        reason,
    } = next(
        operation.state,
        past,
        event,
        Waits {
            settle,
            dice: dice(),
        },
    )?;
    let at = Utc::now();
    let begins = state == State::Sending;
    let first = begins && operation.first_at.is_empty();
    let in_doubt = match state {
        State::Uncertain | State::Reconciling | State::NeedsAgent => true,
        State::Sending => operation.in_doubt,
        _ => false,
    };
    Some(Operation {
        state,
        in_doubt,
        absent,
        reason,
        not_before: if wait.is_zero() {
            String::new()
        } else {
            time::text(at + wait)
        },
        attempts: operation.attempts + i64::from(begins),
        first_at: if first {
            time::text(at)
        } else {
            operation.first_at
        },
        began_at: if begins {
            time::text(at)
        } else {
            operation.began_at
        },
        remote_id: remote_id.or(operation.remote_id),
        changed_at: time::text(at),
        ..operation
    })
}

/// Whose turn it is: the first of each client that is not held up, if its time has come.
fn turn_of(waiting: &[Operation], now: DateTime<Utc>) -> Option<Operation> {
    first_of_each_client(waiting)
        .find(|operation| is_due(operation, now))
        .cloned()
}

fn first_of_each_client(waiting: &[Operation]) -> impl Iterator<Item = &Operation> {
    let mut seen = HashSet::new();
    waiting
        .iter()
        .filter(|operation| !matches!(operation.state, State::Acked | State::Rejected))
        .filter(move |operation| seen.insert(operation.client_id))
        .filter(|operation| {
            matches!(
                operation.state,
                State::Queued | State::Uncertain | State::Reconciling
            )
        })
}

fn is_due(operation: &Operation, now: DateTime<Utc>) -> bool {
    // A time far ahead was written before the clock was set back.
    time::parse(&operation.not_before).is_none_or(|then| then <= now || then > now + FARTHEST)
}

/// How long until something is due.
fn pause(waiting: &[Operation], now: DateTime<Utc>) -> Duration {
    first_of_each_client(waiting)
        .filter_map(|operation| (time::parse(&operation.not_before)? - now).to_std().ok())
        .min()
        .unwrap_or(IDLE)
        .min(IDLE)
}

/// A random key under which a write happens once.
///
/// # Errors
/// When the operating system has no randomness to give.
pub fn new_key() -> Result<String, sqlx::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| sqlx::Error::WorkerCrashed)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn dice() -> f64 {
    let mut bytes = [0; 4];
    // Without randomness the wait is just not spread.
    let _unspread = getrandom::fill(&mut bytes);
    f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX)
}

fn now() -> String {
    time::text(Utc::now())
}
