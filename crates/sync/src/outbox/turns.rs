//! Whose turn it is: pure, over what waits and what is under way.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use chrono::{DateTime, Utc};
use store::table::operations::{Operation, State};

use super::{
    kind::{Kind, Lane},
    upload,
};
use crate::time;

/// How long to wait when nothing waits; a new operation wakes the sender anyway.
const IDLE: Duration = Duration::from_secs(3600);
/// No wait is longer than this.
const FARTHEST: chrono::Duration = chrono::Duration::minutes(10);
/// Notes and links under way at once.
const SHORT: usize = 4;
/// Files under way at once, when all of them are small and when not.
const SMALL_FILES: usize = 4;
const FILES: usize = 2;
/// A small file, in bytes.
const SMALL: u64 = 1024 * 1024;

/// The operations whose turn it is now: the first of each lane that is not held up, if its time
/// has come, as many as may be under way.
pub(super) fn turns(
    waiting: &[Operation],
    busy: &HashMap<Lane, Operation>,
    now: DateTime<Utc>,
) -> Vec<(Lane, Operation)> {
    let mut room = Room::beside(busy.values());
    firsts(waiting, busy)
        .filter(|(_, operation)| is_due(operation, now) && room.takes(operation))
        .map(|(lane, operation)| (lane, operation.clone()))
        .collect()
}

/// How long until something is due.
pub(super) fn pause(
    waiting: &[Operation],
    busy: &HashMap<Lane, Operation>,
    now: DateTime<Utc>,
) -> Duration {
    firsts(waiting, busy)
        .filter_map(|(_, operation)| (time::parse(&operation.not_before)? - now).to_std().ok())
        .min()
        .unwrap_or(IDLE)
        .min(IDLE)
}

/// The first of each lane in which nothing is under way, if the sender can do something with it.
fn firsts<'a>(
    waiting: &'a [Operation],
    busy: &'a HashMap<Lane, Operation>,
) -> impl Iterator<Item = (Lane, &'a Operation)> {
    let mut seen = HashSet::new();
    waiting
        .iter()
        .filter(|operation| !matches!(operation.state, State::Acked | State::Rejected))
        .filter_map(|operation| Some((Kind::of(operation)?.lane(operation), operation)))
        .filter(move |(lane, _)| seen.insert(*lane))
        .filter(|(lane, operation)| {
            !busy.contains_key(lane)
                && is_open(operation)
                && operation.after_id.is_none_or(|id| is_made(waiting, id))
        })
}

fn is_open(operation: &Operation) -> bool {
    matches!(
        operation.state,
        State::Queued | State::Uncertain | State::Reconciling
    )
}

/// Whether an operation has made what another needs: it is acknowledged, or even over.
fn is_made(waiting: &[Operation], id: i64) -> bool {
    waiting
        .iter()
        .find(|operation| operation.id == id)
        .is_none_or(|operation| operation.state == State::Acked)
}

fn is_due(operation: &Operation, now: DateTime<Utc>) -> bool {
    // A time far ahead was written before the clock was set back.
    time::parse(&operation.not_before).is_none_or(|then| then <= now || then > now + FARTHEST)
}

/// What may still begin beside what is under way.
#[derive(Default)]
struct Room {
    short: usize,
    files: usize,
    large: bool,
}

impl Room {
    fn beside<'a>(busy: impl Iterator<Item = &'a Operation>) -> Self {
        let mut room = Self::default();
        busy.for_each(|operation| room.add(operation));
        room
    }

    fn add(&mut self, operation: &Operation) {
        match length(operation) {
            None => self.short += 1,
            Some(length) => {
                self.files += 1;
                self.large |= length > SMALL;
            }
        }
    }

    fn takes(&mut self, operation: &Operation) -> bool {
        let fits = match length(operation) {
            None => self.short < SHORT,
            Some(length) if self.large || length > SMALL => self.files < FILES,
            Some(_) => self.files < SMALL_FILES,
        };
        if fits {
            self.add(operation);
        }
        fits
    }
}

/// The bytes of an operation's file, if it has one.
fn length(operation: &Operation) -> Option<u64> {
    if Kind::of(operation) == Some(Kind::Upload) {
        Some(upload::Body::of(operation).map_or(0, |body| body.length))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operation(id: i64, kind: Kind, state: State) -> Operation {
        Operation {
            id,
            key: String::new(),
            kind: kind.name().to_owned(),
            client_id: 1,
            body: String::new(),
            state,
            attempts: 0,
            in_doubt: false,
            first_at: String::new(),
            began_at: String::new(),
            not_before: String::new(),
            absent: 0,
            reason: String::new(),
            remote_id: None,
            after_id: None,
            created_at: String::new(),
            changed_at: String::new(),
        }
    }

    fn file(id: i64, length: u64) -> Operation {
        let body = upload::Body {
            name: "a.pdf".to_owned(),
            kind: "pdf".to_owned(),
            caption: String::new(),
            spool_id: String::new(),
            length,
            sha256: String::new(),
        };
        Operation {
            body: serde_json::to_string(&body).unwrap(),
            ..operation(id, Kind::Upload, State::Queued)
        }
    }

    fn link(id: i64, upload: i64) -> Operation {
        Operation {
            after_id: Some(upload),
            ..operation(id, Kind::Link, State::Queued)
        }
    }

    fn ids(waiting: &[Operation], busy: &[Operation]) -> Vec<i64> {
        let busy = busy
            .iter()
            .map(|operation| {
                (
                    Kind::of(operation).unwrap().lane(operation),
                    operation.clone(),
                )
            })
            .collect();
        let turns = turns(waiting, &busy, Utc::now());
        turns
            .into_iter()
            .map(|(_, operation)| operation.id)
            .collect()
    }

    #[test]
    fn notes_of_a_client_go_one_after_the_other_and_files_beside_them() {
        let note = |id| operation(id, Kind::Note, State::Queued);
        assert_eq!(ids(&[note(1), note(2), file(3, 9)], &[]), [1, 3]);
        assert_eq!(ids(&[note(1), note(2), file(3, 9)], &[note(1)]), [3]);
    }

    #[test]
    fn a_link_waits_for_its_file_and_not_for_another() {
        assert_eq!(ids(&[file(1, 9), link(2, 1)], &[]), [1]);
        for state in [State::Rejected, State::NeedsAgent, State::Sending] {
            let upload = Operation {
                state,
                ..file(1, 9)
            };
            assert_eq!(ids(&[upload, link(2, 1)], &[]), Vec::<i64>::new());
        }
        let there = Operation {
            state: State::Acked,
            ..file(1, 9)
        };
        assert_eq!(ids(&[there, link(2, 1)], &[]), [2]);
        // Confirmed, it is no longer among what waits.
        assert_eq!(ids(&[link(2, 1)], &[]), [2]);
    }

    #[test]
    fn two_files_go_at_once_and_four_when_all_are_small() {
        let files = |length| [1, 2, 3, 4, 5].map(|id| file(id, length));
        assert_eq!(ids(&files(SMALL), &[]), [1, 2, 3, 4]);
        assert_eq!(ids(&files(SMALL + 1), &[]), [1, 2]);
        let small = [file(2, 9), file(3, 9)];
        assert_eq!(ids(&small, &[file(1, SMALL + 1)]), [2]);
    }

    #[test]
    fn what_is_due_later_waits_that_long() {
        let now = Utc::now();
        let later = Operation {
            not_before: time::text(now + chrono::Duration::seconds(90)),
            ..operation(1, Kind::Note, State::Queued)
        };
        let waiting = [later];
        assert!(turns(&waiting, &HashMap::new(), now).is_empty());
        let pause = pause(&waiting, &HashMap::new(), now);
        assert!(pause > Duration::from_secs(88) && pause <= Duration::from_secs(90));
    }
}
