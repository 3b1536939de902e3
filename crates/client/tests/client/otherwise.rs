//! A server that was written otherwise than our office, and answers every operation in every
//! manner that servers are known to have: what it means arrives, whatever it looks like and
//! however it is called.

use std::sync::{Arc, Mutex};

use contract::{
    Answer, Content, Media, Operation, SYSTEMS, exchange, my_credit_app, office, portal, unaport,
};
use serde_json::{Value, json};
use testkit::{
    AnsweringServer, AskedCall, Manner, operation, otherwise,
    sample::{self, Fill},
};

use crate::{any::Sessions, files::file};

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
            let typed = |answer| O::Answer::write(O::Answer::read(answer).unwrap()).unwrap();
            let meant = without_page(typed(said.meant.clone()));
            if arrived.as_ref() != Ok(&meant) {
                wrong.push(format!(
                    "{name} {manner:?}: {arrived:?}\n  for {meant}\n  sent {}",
                    said.sent
                ));
            }
        }
    }

    /// As [`Stranger::ask`], of an operation that is sent as a write: its answer arrives without its
    /// envelope, so without what is said beside it.
    async fn write<O: Operation<Answer: Answer>>(&mut self, wrong: &mut Vec<String>) {
        let session = self.sessions.of::<O::Of>();
        let call = sample::call::<O>(Fill::Required).unwrap();
        for manner in Manner::all() {
            let Some(said) = otherwise(&O::ROW, manner) else {
                continue;
            };
            *self.manner.lock().unwrap() = manner;
            let typed = |answer| O::Answer::write(O::Answer::read(answer).unwrap()).unwrap();
            let bare = <O::Answer as Content>::bare(said.meant).unwrap();
            let written = session.write(&call, "key-1").await;
            if written.map(typed) != Ok(typed(bare)) {
                wrong.push(format!(
                    "{} {manner:?} as a write of {}",
                    O::ROW.name,
                    said.sent
                ));
            }
        }
    }

    /// As [`Stranger::ask`], of an operation that carries a file: what is answered to one that is
    /// sent arrives without its envelope, what is fetched as it is.
    async fn move_file<O: Operation>(&mut self, wrong: &mut Vec<String>) {
        let name = O::ROW.name;
        let session = self.sessions.of::<O::Of>();
        let call = sample::call::<O>(Fill::Required).unwrap();
        for manner in Manner::all() {
            let Some(said) = otherwise(&O::ROW, manner) else {
                continue;
            };
            *self.manner.lock().unwrap() = manner;
            let (arrived, meant) = if O::ROW.sends == Media::Form {
                let meant = match manner {
                    Manner::In(_) => said.meant,
                    // The values stay as they are written.
                    _ => said.sent.clone(),
                };
                let arrived = session.upload(&call, &file(), "key-1").await;
                (arrived.ok(), <O::Answer as Content>::bare(meant).ok())
            } else {
                let mut incoming = session.download(&call).await.unwrap();
                let mut bytes = Vec::new();
                while let Some(chunk) = incoming.next().await.unwrap() {
                    bytes.extend_from_slice(&chunk);
                }
                (serde_json::from_slice(&bytes).ok(), Some(said.sent))
            };
            if arrived != meant {
                wrong.push(format!("{name} {manner:?}: {arrived:?}\n  for {meant:?}"));
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
            // In a box: the futures of all of them in one take a compiler minutes.
            $($(Box::pin(stranger.ask::<contract::$system::$operation>(&mut wrong)).await;)+)+
        };
    }
    testkit::every_json_operation!(each);
    macro_rules! each_file {
        ($($system:ident: $($operation:ident),+;)+) => {
            $($(Box::pin(stranger.move_file::<contract::$system::$operation>(&mut wrong)).await;)+)+
        };
    }
    testkit::every_file_operation!(each_file);
    // One of each kind of answer that a write has.
    macro_rules! writes {
        ($($operation:path),+ $(,)?) => {
            $(Box::pin(stranger.write::<$operation>(&mut wrong)).await;)+
        };
    }
    writes!(
        portal::NotesCreate,
        portal::NotesDelete,
        portal::AttachmentsDelete,
        portal::ContractsRevert,
        portal::ClientGoalsAssign,
        portal::KbaAnswer,
        office::FirmUpdate,
        office::UsersCreate,
        my_credit_app::PartnersCreate,
        exchange::RequestsCreate,
        unaport::ConsentsCreate,
    );
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(stranger.server.count() > SYSTEMS.iter().flat_map(|one| one.rows()).count());
}
