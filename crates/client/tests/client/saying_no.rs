//! A server may answer 200 and mean no: what it says then is no record and no list.

use client::Failure;
use contract::{Answer, Operation};
use serde_json::{Value, json};
use testkit::{
    AnsweringServer, AskedCall,
    sample::{self, Fill},
};

use crate::any::Sessions;

/// A server that answers everything with this.
pub async fn saying(answer: Value) -> AnsweringServer {
    AnsweringServer::start(move |_: &AskedCall| (200, answer.clone())).await
}

/// A no that comes with 200.
pub fn refusals() -> [Value; 5] {
    [
        json!({ "message": "You have no access." }),
        json!({ "status": "error", "message": "No." }),
        json!({ "success": false, "error": "No.", "errors": {} }),
        json!({ "data": null, "message": "No." }),
        json!({ "data": { "message": "No." } }),
    ]
}

/// Asks for an operation that is answered with a no; tells where it was read as something else.
async fn ask<O: Operation<Answer: Answer>>(
    sessions: &mut Sessions,
    said: &Value,
    wrong: &mut Vec<String>,
) {
    let session = sessions.of::<O::Of>();
    let call = sample::call::<O>(Fill::Required).unwrap();
    let answer = session.call(&call).await;
    if takes(&(O::ROW.schemas.answer)(), said) {
        if answer.is_err() {
            wrong.push(format!("{} does not take {said}", O::ROW.name));
        }
    } else if !matches!(answer, Err(Failure::Uncertain(_))) {
        wrong.push(format!("{} takes {said}", O::ROW.name));
    }
}

/// Whether an answer is what the operation answers: nothing, or a sentence.
fn takes(schema: &Value, said: &Value) -> bool {
    let record = said.get("data").filter(|data| data.is_object());
    let record = record.unwrap_or(said);
    let mut names = record.as_object().unwrap().keys();
    let has = |name: &str| schema["properties"].get(name).is_some();
    let means_no = record.get("status").is_some() || record.get("error").is_some();
    let is_sentence = has("message") && record.get("message").is_some() && !means_no;
    schema.is_null() || (!has("data") && (is_sentence || names.all(|name| has(name))))
}

#[tokio::test]
async fn a_no_that_comes_with_200_is_taken_for_no_record_and_no_list() {
    let mut wrong = Vec::new();
    for said in refusals() {
        let server = saying(said.clone()).await;
        let mut sessions = Sessions::at(&server.url);
        macro_rules! each {
            ($($system:ident: $($operation:ident),+;)+) => {
                $($(
                    // In a box: the futures of all of them in one take a compiler minutes.
                    Box::pin(ask::<contract::$system::$operation>(&mut sessions, &said, &mut wrong)).await;
                )+)+
            };
        }
        testkit::every_json_operation!(each);
    }
    // The one that answers what is still to be done says in a sentence that nothing is.
    let done = "portal.kba.answer takes {\"message\":\"You have no access.\"}";
    wrong.retain(|one| one != done);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
