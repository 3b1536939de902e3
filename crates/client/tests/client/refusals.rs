//! Every way in which a server says no, to every operation: what it means to the caller, and that
//! nothing is done twice by itself.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use client::Failure;
use contract::{Answer, Media, Operation, Row};
use serde_json::json;
use testkit::{
    Answered, AnsweringServer, AskedCall,
    sample::{self, Fill},
};

use crate::{any::Sessions, files::file};

/// Whether a failure is what an answer means.
type Means = fn(&Failure) -> bool;

/// Refusals, each with what it means.
fn refusals() -> Vec<(Answered, Means)> {
    let said = |status, after| Answered {
        status,
        json: match status {
            422 => json!({ "message": "No.", "errors": { "name": ["Is taken."] } }),
            _ => json!({ "message": "No." }),
        },
        after,
    };
    let signed_out: Means = |failure| *failure == Failure::SignedOut;
    vec![
        (said(401, None), signed_out),
        (said(419, None), signed_out),
        (said(403, None), |failure| {
            failure.is_forbidden() && failure.to_string() == "the server refused: No."
        }),
        (said(404, None), Failure::is_gone),
        (said(422, None), |failure| {
            let Failure::Rejected {
                status: 422,
                fields,
                ..
            } = failure
            else {
                return false;
            };
            fields.0["name"] == ["Is taken."]
        }),
        (said(429, None), |failure| {
            *failure == Failure::Transient { after: None }
        }),
        (said(429, Some("0")), |failure| {
            let after = Some(Duration::ZERO);
            *failure == Failure::Transient { after }
        }),
        (said(500, None), |failure| {
            matches!(failure, Failure::Uncertain(_))
        }),
    ]
}

/// A server that says no, and how it does just now.
struct No {
    server: AnsweringServer,
    refusal: Arc<Mutex<Answered>>,
    sessions: Sessions,
    wrong: Vec<String>,
}

impl No {
    async fn new() -> Self {
        let refusal = Arc::new(Mutex::new(Answered::from((500, json!(null)))));
        let current = Arc::clone(&refusal);
        let server =
            AnsweringServer::start(move |_: &AskedCall| current.lock().unwrap().clone()).await;
        let sessions = Sessions::at(&server.url);
        Self {
            server,
            refusal,
            sessions,
            wrong: Vec::new(),
        }
    }

    /// Notes what is wrong about a failed call.
    fn judge(&mut self, row: &Row, refusal: &Answered, asked: usize, right: Option<bool>) {
        let (name, status) = (row.name, refusal.status);
        if right != Some(true) {
            self.wrong.push(format!("{name} {status}: another failure"));
        }
        // Whoever asked decides whether it is asked again: not even a read is made twice by itself.
        if asked != 1 {
            self.wrong
                .push(format!("{name} {status}: asked {asked} times"));
        }
    }

    async fn ask<O: Operation<Answer: Answer>>(&mut self) {
        let session = self.sessions.of::<O::Of>();
        let call = sample::call::<O>(Fill::Required).unwrap();
        for (refusal, means) in refusals() {
            *self.refusal.lock().unwrap() = refusal.clone();
            let before = self.server.count();
            let failure = session.call(&call).await.err();
            let asked = self.server.count() - before;
            self.judge(&O::ROW, &refusal, asked, failure.as_ref().map(means));
            if O::ROW.writes() {
                let before = self.server.count();
                let failure = session.write(&call, "key-1").await.err();
                let asked = self.server.count() - before;
                self.judge(&O::ROW, &refusal, asked, failure.as_ref().map(means));
            }
        }
    }

    /// As [`No::ask`], of an operation that carries a file.
    async fn move_file<O: Operation>(&mut self) {
        let session = self.sessions.of::<O::Of>();
        let call = sample::call::<O>(Fill::Required).unwrap();
        for (refusal, means) in refusals() {
            *self.refusal.lock().unwrap() = refusal.clone();
            let before = self.server.count();
            let failure = match O::ROW.sends {
                Media::Form => session.upload(&call, &file(), "key-1").await.err(),
                _ => session.download(&call).await.err(),
            };
            let asked = self.server.count() - before;
            self.judge(&O::ROW, &refusal, asked, failure.as_ref().map(means));
        }
    }
}

#[tokio::test]
async fn a_refusal_of_any_operation_means_the_same_and_nothing_is_done_twice() {
    let mut no = No::new().await;
    macro_rules! each {
        ($($system:ident: $($operation:ident),+;)+) => {
            $($(no.ask::<contract::$system::$operation>().await;)+)+
        };
    }
    testkit::every_json_operation!(each);
    macro_rules! each_file {
        ($($system:ident: $($operation:ident),+;)+) => {
            $($(no.move_file::<contract::$system::$operation>().await;)+)+
        };
    }
    testkit::every_file_operation!(each_file);
    assert!(no.wrong.is_empty(), "{:#?}", no.wrong);
}
