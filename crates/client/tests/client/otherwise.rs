//! A server that was written otherwise than our office, and answers every operation in every
//! manner that servers are known to have: what it means arrives, whatever it looks like.

use std::sync::{Arc, Mutex};

use contract::{Answer, Operation, SYSTEMS};
use serde_json::{Value, json};
use testkit::{
    AnsweringServer, AskedCall, Manner, operation, otherwise,
    sample::{self, Fill},
};

use crate::any::Sessions;

/// The server, and how it writes just now.
struct Stranger {
    server: AnsweringServer,
    manner: Arc<Mutex<Manner>>,
    sessions: Sessions,
}

impl Stranger {
    async fn new() -> Self {
        let manner = Arc::new(Mutex::new(Manner::Documented));
        let current = Arc::clone(&manner);
        let server = AnsweringServer::start(move |call: &AskedCall| {
            let manner = *current.lock().unwrap();
            answer(call, manner).unwrap_or((404, json!({ "message": "Nothing here." })))
        })
        .await;
        let sessions = Sessions::at(&server.url);
        Self {
            server,
            manner,
            sessions,
        }
    }

    /// Asks for an operation in every manner, and says where something else arrived than was
    /// meant.
    async fn ask<O: Operation<Answer: Answer>>(&mut self, wrong: &mut Vec<String>) {
        let name = O::ROW.name;
        let session = self.sessions.of::<O::Of>();
        let call = sample::call::<O>(Fill::Required).unwrap_or_else(|error| {
            panic!("{name}: {error}");
        });
        for manner in Manner::all() {
            let Some(said) = otherwise(&O::ROW, manner) else {
                continue;
            };
            *self.manner.lock().unwrap() = manner;
            let read = session.call(&call).await;
            let arrived = read.map(|read| without_page(O::Answer::write(read).unwrap()));
            let meant = O::Answer::write(O::Answer::read(said.meant).unwrap()).unwrap();
            let meant = without_page(meant);
            if arrived.as_ref() != Ok(&meant) {
                wrong.push(format!(
                    "{name} {manner:?}: {arrived:?}\n  for {meant}\n  sent {}",
                    said.sent
                ));
            }
        }
    }
}

/// An answer without where its page stands, which another envelope says in another way.
fn without_page(answer: Value) -> Value {
    match answer {
        Value::Object(mut map) if map.contains_key("meta") => {
            without_page(map.remove("data").unwrap_or_default())
        }
        Value::Array(pages) => pages.into_iter().map(without_page).collect(),
        other => other,
    }
}

/// The answer to a call to `/<system>/<path of the operation>`.
fn answer(call: &AskedCall, manner: Manner) -> Option<(u16, Value)> {
    let (system, path) = call.path.trim_start_matches('/').split_once('/')?;
    let system = SYSTEMS.iter().find(|one| one.name == system)?;
    let row = operation(system, &call.method, &format!("/{path}"))?;
    Some((200, otherwise(row, manner)?.sent))
}

#[tokio::test]
async fn whatever_an_answer_looks_like_what_it_means_arrives() {
    let mut stranger = Stranger::new().await;
    let mut wrong = Vec::new();
    macro_rules! each {
        ($($system:ident: $($operation:ident),+;)+) => {
            $($(stranger.ask::<contract::$system::$operation>(&mut wrong).await;)+)+
        };
    }
    testkit::every_json_operation!(each);
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(stranger.server.count() > SYSTEMS.iter().flat_map(|one| one.rows()).count());
}
