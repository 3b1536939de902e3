//! What is handed on of an answer to a write, and what is not.

use client::Failure;
use contract::{
    Operation,
    portal::{ClientGoalsAssign, ClientGoalsRemove, NotesCreate, Portal},
};
use serde_json::{Value, json};
use testkit::sample::{self, Fill};

use crate::{
    any::session,
    saying_no::{refusals, saying},
};

/// What a write comes to that is answered so.
async fn write<O: Operation<Of = Portal>>(answer: Value) -> Result<Value, Failure> {
    let server = saying(answer).await;
    let call = sample::call::<O>(Fill::Required).unwrap();
    session::<Portal>(&server.url).write(&call, "key-1").await
}

#[tokio::test]
async fn a_write_that_answers_several_records_hands_them_all_on() {
    let goals = json!([{ "id": 1 }, { "id": 2 }]);
    for answer in [
        goals.clone(),
        json!({ "data": goals }),
        json!({ "data": goals, "message": "Assigned." }),
    ] {
        let written = write::<ClientGoalsAssign>(answer.clone()).await;
        assert_eq!(written, Ok(goals.clone()), "{answer}");
    }
}

#[tokio::test]
async fn a_write_that_answers_nothing_is_done_whatever_is_said() {
    for answer in [json!(null), json!([]), json!({ "message": "Done." })] {
        let written = write::<ClientGoalsRemove>(answer.clone()).await;
        assert_eq!(written, Ok(Value::Null), "{answer}");
    }
}

#[tokio::test]
async fn a_write_whose_answer_says_no_leaves_doubt() {
    for answer in refusals() {
        let written = write::<NotesCreate>(answer.clone()).await;
        assert!(matches!(written, Err(Failure::Uncertain(_))), "{answer}");
    }
}
