//! What is said of a file that is fetched or sent.

use std::sync::Arc;

use bytes::Bytes;
use client::Outgoing;
use contract::portal::{AttachmentsDownload, AttachmentsUpload, Portal};
use futures_util::{FutureExt, StreamExt, future::ready};
use serde_json::json;
use testkit::{
    AnsweringServer, AskedCall,
    sample::{self, Fill},
};

use crate::any::session;

/// A small file.
pub fn file() -> Outgoing {
    Outgoing {
        name: "a.pdf".to_owned(),
        media_type: "application/pdf",
        read: Box::new(|| {
            ready(Ok(Bytes::from_static(b"%PDF-1.7")))
                .into_stream()
                .boxed()
        }),
        length: 8,
        sent: Arc::new(|_| {}),
    }
}

#[tokio::test]
async fn a_file_is_taken_as_whatever_it_is_and_an_answer_as_json() {
    let server = AnsweringServer::start(|_: &AskedCall| (200, json!({ "id": 1 }))).await;
    let session = session::<Portal>(&server.url);
    let call = sample::call::<AttachmentsDownload>(Fill::Required).unwrap();
    session.download(&call).await.unwrap();
    let accepted = |path: &str| server.calls(path)[0].header("accept").to_owned();
    assert_eq!(accepted(&call.to_wire().unwrap().path), "*/*");
    let call = sample::call::<AttachmentsUpload>(Fill::Required).unwrap();
    session.upload(&call, &file(), "key-1").await.unwrap();
    assert_eq!(accepted(&call.to_wire().unwrap().path), "application/json");
}
