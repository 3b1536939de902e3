//! What the office writes to the log, whatever is asked of it.

use std::{
    fmt::Write,
    sync::{Arc, Mutex},
};

use tracing::{Dispatch, Event, Subscriber, subscriber::set_default};
use tracing_subscriber::{Layer, Registry, layer::Context, layer::SubscriberExt};

use crate::rig::Rig;

/// Keeps everything that anyone logs.
#[derive(Clone, Default)]
struct Everything(Arc<Mutex<String>>);

impl<S: Subscriber> Layer<S> for Everything {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut log = self.0.lock().unwrap();
        event.record(
            &mut |field: &tracing::field::Field, value: &dyn std::fmt::Debug| {
                write!(log, "{field}={value:?} ").unwrap();
            },
        );
    }
}

#[tokio::test]
async fn nobody_s_name_query_or_password_is_in_the_log() {
    let everything = Everything::default();
    let log = Arc::clone(&everything.0);
    // With one subscriber in the program, whatever another test's thread would log first is taken
    // for nobody's, here too.
    let _another = Dispatch::new(Registry::default());
    let _guard = set_default(Registry::default().with(everything));
    let rig = Rig::practice(3).await;
    let token = rig.token().await;
    rig.login("canary@example.com", "canary-password")
        .await
        .refused(401);
    rig.get(&token, "/clients?search=canary-search").await;
    rig.get(&token, "/clients?sort_by=canary-column")
        .await
        .refused(422);
    rig.get(&token, "/clients/canary-id").await.refused(422);
    rig.get(&token, "/negative-items?account_type=canary-type")
        .await;
    rig.get(
        &token,
        "/clients/1/credit-report-master-schemas?vendor=canary",
    )
    .await;
    rig.note(&token, 1, "canary-note").await;
    rig.note(&token, 9, "canary-note").await.refused(422);
    let note = serde_json::json!({ "client_id": 1, "note_text": "canary-note" });
    let call = (reqwest::Method::POST, "/notes");
    rig.write(&token, call, &note, Some("canary-key")).await;
    let letter = serde_json::json!({
        "client_id": 1, "type": "letter",
        "letter": { "content": "canary-letter", "postal_address": "canary-street" },
    });
    let call = (reqwest::Method::POST, "/correspondence/send");
    let sent = rig.write(&token, call, &letter, None).await;
    assert_eq!(sent.status, 201);
    rig.get(&token, "/correspondence?recipient=canary&fax_number=canary")
        .await;
    let answers = serde_json::json!({
        "answers": [{ "questionId": "canary", "answerId": "canary" }],
        "auth_pin": "canary-pin", "auth_token": "canary-token",
    });
    let answered = rig.post(&token, "/clients/1/kba/id_iq", answers).await;
    answered.refused(422);
    rig.get(&token, "/clickhouse-events/canary-event")
        .await
        .refused(404);
    rig.get(&token, "/client-tasks?client_id=1&search=canary")
        .await;
    rig.get(&token, "/canary-path").await.refused(404);
    rig.office.close().await;
    let log = log.lock().unwrap();
    assert!(
        log.contains("portal.clients.list") && log.contains("status=422"),
        "{log}"
    );
    for canary in ["canary", "practice.example", &token, &rig.running.api_key] {
        assert!(!log.contains(canary), "{canary} in {log}");
    }
}
