//! Numbers that no record has: every operation that names one in its path says that it is not
//! there, be it read or written.

use client::{Failure, Opens, PortalDoor};
use contract::{Answer, Method, Operation, Row};
use serde_json::{Value, json};
use testkit::sample::{Fill, parts};

use super::world::{World, call};

/// A number that no record has.
const NOBODYS: i64 = 987_654;

/// Where not even that is said: a client learns of nobody else whether there is such a client.
const NOT_SAID: [&str; 1] = ["portal.customer_portal.clients.me"];

/// Path, query and body of a call about a record that is not there; none where the path names no
/// record.
fn about_nobody<O: Operation>() -> Option<[Value; 3]> {
    // What changes nothing is refused whatever it is about.
    let is_change = O::ROW.method == Method::PATCH;
    let fill = if is_change {
        Fill::Everything
    } else {
        Fill::Required
    };
    let [mut path, query, mut body] = parts::<O>(fill);
    let mut names = 0;
    for (name, value) in path.as_object_mut()? {
        let is_own = name == "client" && O::ROW.group().starts_with("customer_portal.");
        if value.is_i64() && is_own {
            *value = json!(1);
        } else if value.is_i64() {
            *value = json!(NOBODYS);
            names += 1;
        }
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
    asked: usize,
    wrong: Vec<String>,
}

impl Found {
    fn judge(&mut self, row: &Row, failure: Option<Failure>) {
        let right = match &failure {
            Some(failure) if NOT_SAID.contains(&row.name) => failure.is_forbidden(),
            Some(failure) => failure.is_gone(),
            None => false,
        };
        self.asked += 1;
        if !right {
            self.wrong.push(format!("{}: {failure:?}", row.name));
        }
    }

    async fn ask<O>(&mut self, world: &World)
    where
        O: Operation<Answer: Answer>,
        PortalDoor: Opens<O::Of>,
    {
        if let Some([path, query, body]) = about_nobody::<O>() {
            let answer = world.ask(&call::<O>(path, query, body)).await;
            self.judge(&O::ROW, answer.err());
        }
    }

    async fn fetch<O>(&mut self, world: &World)
    where
        O: Operation,
        PortalDoor: Opens<O::Of>,
    {
        if let Some([path, query, body]) = about_nobody::<O>() {
            let answer = world.file(&call::<O>(path, query, body)).await;
            self.judge(&O::ROW, answer.err());
        }
    }
}

#[tokio::test]
async fn a_record_that_is_not_there_is_said_so_by_every_operation() {
    let world = World::practice().await;
    let mut found = Found::default();
    macro_rules! ask {
        (portal, $operation:ident) => {
            found.ask::<contract::portal::$operation>(&world).await
        };
        (office, $operation:ident) => {
            found.ask::<contract::office::$operation>(&world).await
        };
        ($other:ident, $operation:ident) => {};
    }
    macro_rules! each {
        ($($system:ident: $($operation:ident),+;)+) => {
            $($(ask!($system, $operation);)+)+
        };
    }
    testkit::every_json_operation!(each);
    found
        .fetch::<contract::portal::AttachmentsDownload>(&world)
        .await;
    found
        .fetch::<contract::portal::SegmentsExport>(&world)
        .await;
    assert!(found.wrong.is_empty(), "{:#?}", found.wrong);
    assert!(found.asked > 70, "{}", found.asked);
}
