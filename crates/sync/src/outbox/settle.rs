//! What the server has: shown from the cache, claimed, and confirmed once a list shows it.

use std::sync::Arc;

use serde_json::Value;
use store::{
    sqlx,
    table::{
        correspondence, documents, notes,
        operations::{self, Operation, State},
        tray,
    },
};

use super::{
    kind::Kind,
    machine::{Event, Found},
    sender::{Outbox, Watcher},
    step::{now, stepped},
    upload,
};

impl Outbox {
    /// The server has it: its record is shown from the cache from here on.
    pub(super) async fn settle(
        &self,
        kind: Kind,
        operation: Operation,
        id: i64,
        record: Option<&Value>,
        event: &Event,
        watcher: &Arc<dyn Watcher>,
    ) -> Result<(), sqlx::Error> {
        let client_id = operation.client_id;
        let mut write = self.work.write().await?;
        let ours = operations::claim(&mut write, kind.remote(), id, operation.id).await?;
        let event = if ours {
            event
        } else {
            &Event::Looked(Found::Several)
        };
        if let Some(stepped) = stepped(operation.clone(), event, self.settle)? {
            operations::save(&mut write, &stepped).await?;
        }
        write.commit().await?;
        // Until it is shown from the cache it is shown from here, so never twice and never not.
        if let Some(record) = record.filter(|_| ours)
            && self.show(kind, &operation, record).await.is_err()
        {
            // The next pull brings it.
            tracing::warn!("the cache cannot be written");
        }
        if kind == Kind::Link && ours {
            self.wipe(&operation).await?;
        }
        watcher.stepped(kind, client_id, true);
        Ok(())
    }

    /// The server has the file on the client's: the copy here is no longer needed. One that cannot
    /// be wiped now is wiped at the next start.
    async fn wipe(&self, link: &Operation) -> Result<(), sqlx::Error> {
        let upload = self.upload_before(link).await?;
        let body = upload.as_ref().and_then(upload::Body::of);
        if let Some(spooled) = body.and_then(|body| body.spooled()) {
            let spool = self.spool.clone();
            let wiped = tokio::task::spawn_blocking(move || spool.wipe(spooled.id)).await;
            if !matches!(wiped, Ok(Ok(()))) {
                tracing::warn!("a copy could not be wiped yet");
            }
        }
        Ok(())
    }

    async fn show(
        &self,
        kind: Kind,
        operation: &Operation,
        record: &Value,
    ) -> Result<(), sqlx::Error> {
        let client_id = operation.client_id;
        let mut tx = self.cache.database().write().await?;
        match kind {
            Kind::Note => {
                if let Ok(note) = crate::notes::row(record, &now()) {
                    notes::apply(&mut tx, &[note], false, None).await?;
                }
            }
            Kind::Link => {
                if let Ok(document) = crate::documents::row(record, client_id, &now()) {
                    documents::keep(&mut tx, &document, false).await?;
                    if let Some(jpeg) = tray::picture_of(&self.work, operation.id).await? {
                        documents::keep_thumbnail(&mut tx, document.attachment_id, &jpeg).await?;
                    }
                }
            }
            Kind::Letter => {
                if let Ok(sent) = crate::correspondence::row(record, &now()) {
                    correspondence::apply(&mut tx, &[sent], false, None).await?;
                }
            }
            // It belongs to nobody yet.
            Kind::Upload => {}
        }
        tx.commit().await
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
            let shown = match Kind::of(&operation) {
                Some(Kind::Note) => notes::listed(&self.cache, id).await?,
                Some(Kind::Link) => documents::listed(&self.cache, id).await?,
                Some(Kind::Letter) => correspondence::listed(&self.cache, id).await?,
                // No list shows a file that belongs to nobody; what was made of it is over when
                // nothing waits for it any more.
                Some(Kind::Upload) => !operations::is_waited_for(&self.work, operation.id).await?,
                None => false,
            };
            if shown && let Some(operation) = stepped(operation, &Event::Listed, self.settle)? {
                let mut write = self.work.write().await?;
                operations::save(&mut write, &operation).await?;
                write.commit().await?;
            }
        }
        Ok(())
    }
}
