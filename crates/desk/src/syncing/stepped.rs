//! What becomes of what waits, told to the window.

use std::sync::Weak;

use sync::outbox::{Kind as Sent, Watcher};

use crate::{Changed, Desk, Event, Kind, Source, open::OpenAccount};

/// Hears the outbox of an account.
pub(super) struct Stepped {
    pub(super) desk: Desk,
    /// Not owned: the outbox that is heard belongs to it.
    pub(super) account: Weak<OpenAccount>,
}

impl Watcher for Stepped {
    fn stepped(&self, kind: Sent, client_id: i64, settled: bool) {
        let kinds = match kind {
            Sent::Note => vec![Kind::Notes, Kind::Waiting],
            Sent::Upload | Sent::Link => {
                vec![Kind::Tray, Kind::Documents, Kind::Letters, Kind::Waiting]
            }
            Sent::Letter => vec![Kind::Letters, Kind::Waiting],
        };
        self.desk.tell(Event::Changed(Changed {
            kinds,
            client_ids: vec![client_id],
            source: Source::Sync,
        }));
        let Some(account) = self.account.upgrade().filter(|_| settled) else {
            return;
        };
        match kind {
            // A pull shows it as everybody sees it, and confirms it.
            Sent::Note | Sent::Letter => account.sync.nudge(),
            Sent::Link => account.sync.look_at(client_id),
            // What waits for it goes next.
            Sent::Upload => account.outbox.wake(),
        }
    }

    fn sent(&self, operation: i64, bytes: u64) {
        let account = self.account.upgrade();
        if let Some(progress) =
            account.and_then(|account| account.taking.progress(operation, bytes))
        {
            self.desk.tell(Event::Upload(progress));
        }
    }

    fn unanswered(&self) {
        if let Some(account) = self.account.upgrade() {
            account.sync.doubt();
        }
    }
}
