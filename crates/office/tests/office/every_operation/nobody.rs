//! Numbers and names that no record has: every operation that names one in its path says that it is
//! not there, be it read or written.

use std::collections::BTreeSet;

use client::{Failure, Opens, PortalDoor};
use contract::{Answer, Method, Operation, Row};
use serde_json::{Value, json};
use testkit::sample::{Fill, parts};

use super::{
    elsewhere::{Elsewhere, Other},
    rows,
    world::{World, call},
};

/// A number that no record has.
const NOBODYS: i64 = 987_654;
/// A text by which no record is known.
const NOBODYS_NAME: &str = "123e4567-e89b-12d3-a456-426614174000";

/// Where not even that is said: a client learns of nobody else whether there is such a client.
const NOT_SAID: [&str; 1] = ["portal.customer_portal.clients.me"];

/// Positions in paths at which a word out of a list stands, and no record.
const WORDS: [&str; 4] = ["bureau", "modelName", "provider", "type"];

/// Whether a position in an operation's path says who asks: a client, or the office's organisation.
fn says_who(row: &Row, position: &str) -> bool {
    let of_clients = row.group().starts_with("customer_portal.");
    (position == "client" && of_clients) || position == "org_id"
}

/// Whether a position in an operation's path names a record.
fn names_record(row: &Row, position: &str) -> bool {
    !says_who(row, position) && !WORDS.contains(&position)
}

/// The operations whose paths name a record.
fn expected() -> BTreeSet<&'static str> {
    let is_about_record = |row: &&Row| {
        let mut parts = row.path.split('/');
        parts.any(|part| {
            let position = part
                .strip_prefix('{')
                .and_then(|part| part.strip_suffix('}'));
            position.is_some_and(|position| names_record(row, position))
        })
    };
    rows().filter(is_about_record).map(|row| row.name).collect()
}

/// Path, query and body of a call about a record that is not there; none where the path names no
/// record.
fn about_nobody<O: Operation>(here: &str) -> Option<[Value; 3]> {
    // What changes nothing is refused whatever it is about.
    let is_change = O::ROW.method == Method::PATCH;
    let fill = if is_change {
        Fill::Everything
    } else {
        Fill::Required
    };
    let [mut path, mut query, mut body] = parts::<O>(fill);
    let mut names = 0;
    for (name, value) in path.as_object_mut()? {
        if names_record(&O::ROW, name) {
            *value = if value.is_i64() {
                json!(NOBODYS)
            } else {
                json!(NOBODYS_NAME)
            };
            names += 1;
        } else if says_who(&O::ROW, name) {
            *value = if value.is_i64() {
                json!(1)
            } else {
                json!(here)
            };
        }
    }
    if let Some(organisation) = query.get_mut("OrgID") {
        *organisation = json!(here);
    }
    if O::ROW.name == "portal.attachments.unassign" {
        // A word that files are given by.
        body["entity_type"] = json!("client");
    }
    (names > 0).then_some([path, query, body])
}

/// What came of the calls.
#[derive(Default)]
struct Found {
    asked: BTreeSet<&'static str>,
    wrong: Vec<String>,
}

impl Found {
    fn judge(&mut self, row: &Row, failure: Option<Failure>) {
        let right = match &failure {
            Some(failure) if NOT_SAID.contains(&row.name) => failure.is_forbidden(),
            Some(failure) => failure.is_gone(),
            None => false,
        };
        self.asked.insert(row.name);
        if !right {
            self.wrong.push(format!("{}: {failure:?}", row.name));
        }
    }

    async fn ask<O>(&mut self, (world, elsewhere): (&World, &Elsewhere))
    where
        O: Operation<Answer: Answer>,
        PortalDoor: Opens<O::Of>,
    {
        if let Some([path, query, body]) = about_nobody::<O>(&elsewhere.here) {
            let answer = world.ask(&call::<O>(path, query, body)).await;
            self.judge(&O::ROW, answer.err());
        }
    }

    async fn fetch<O>(&mut self, (world, elsewhere): (&World, &Elsewhere))
    where
        O: Operation,
        PortalDoor: Opens<O::Of>,
    {
        if let Some([path, query, body]) = about_nobody::<O>(&elsewhere.here) {
            let answer = world.file(&call::<O>(path, query, body)).await;
            self.judge(&O::ROW, answer.err());
        }
    }

    async fn ask_elsewhere<O>(&mut self, elsewhere: &Elsewhere)
    where
        O: Operation<Of: Other, Answer: Answer>,
    {
        if let Some([path, query, body]) = about_nobody::<O>(&elsewhere.here) {
            let answer = elsewhere.ask(&call::<O>(path, query, body)).await;
            self.judge(&O::ROW, answer.err());
        }
    }

    async fn fetch_elsewhere<O>(&mut self, elsewhere: &Elsewhere)
    where
        O: Operation<Of: Other>,
    {
        if let Some([path, query, body]) = about_nobody::<O>(&elsewhere.here) {
            let answer = elsewhere.file(&call::<O>(path, query, body)).await;
            self.judge(&O::ROW, answer.err());
        }
    }
}

#[tokio::test]
async fn a_record_that_is_not_there_is_said_so_by_every_operation() {
    let world = World::practice().await;
    let elsewhere = Elsewhere::of(&world.rig).await;
    let all = (&world, &elsewhere);
    let mut found = Found::default();
    macro_rules! ask {
        (portal, $operation:ident) => {
            found.ask::<contract::portal::$operation>(all)
        };
        (office, $operation:ident) => {
            found.ask::<contract::office::$operation>(all)
        };
        ($other:ident, $operation:ident) => {
            found.ask_elsewhere::<contract::$other::$operation>(&elsewhere)
        };
    }
    macro_rules! fetch {
        (portal, $operation:ident) => {
            found.fetch::<contract::portal::$operation>(all)
        };
        (office, $operation:ident) => {
            found.fetch::<contract::office::$operation>(all)
        };
        ($other:ident, $operation:ident) => {
            found.fetch_elsewhere::<contract::$other::$operation>(&elsewhere)
        };
    }
    // Each in a box: all of them in one future take the compiler minutes.
    macro_rules! ask_each {
        ($($system:ident: $($operation:ident),+;)+) => {
            $($(Box::pin(ask!($system, $operation)).await;)+)+
        };
    }
    macro_rules! fetch_each {
        ($($system:ident: $($operation:ident),+;)+) => {
            $($(Box::pin(fetch!($system, $operation)).await;)+)+
        };
    }
    testkit::every_json_operation!(ask_each);
    testkit::every_file_operation!(fetch_each);
    assert!(found.wrong.is_empty(), "{:#?}", found.wrong);
    assert_eq!(found.asked, expected());
}
