//! Tasks that agents set, change and delete.

use serde_json::{Value, json};

use crate::rig::Rig;

fn task(client: i64) -> Value {
    json!({
        "client_id": client, "name": "Call", "description": "About the stub.\nAfter five.",
        "due_date": "2026-01-31T17:00:00-05:00",
    })
}

#[tokio::test]
async fn a_task_is_set_changed_and_deleted() {
    let (rig, token, client) = Rig::with_a_client().await;
    let made = rig.post(&token, "/office/tasks", task(client)).await;
    assert_eq!(made.status, 201, "{}", made.json);
    let record = &made.json["data"];
    assert_eq!(
        (&record["status"], &record["due_date"]),
        (&json!("open"), &json!("2026-01-31T22:00:00.000000Z"))
    );
    assert_eq!(record["author"]["first_name"], "Ana");
    let list = format!("/client-tasks?client_id={client}");
    let listed = rig.get(&token, &list).await;
    assert_eq!(listed.rows()[0], *record);
    let path = format!("/office/tasks/{}", made.id());
    let changed = rig
        .patch(&token, &path, json!({ "status": "completed" }))
        .await;
    assert_eq!(changed.json["data"]["status"], "completed");
    assert_eq!(changed.json["data"]["name"], "Call");
    assert_eq!(
        rig.total(&token, &format!("{list}&search=stub")).await,
        1,
        "it is still found by what it says"
    );
    assert_eq!(rig.remove(&token, &path).await.status, 200);
    rig.remove(&token, &path).await.refused(404);
    rig.patch(&token, &path, json!({ "status": "open" }))
        .await
        .refused(404);
    assert_eq!(rig.total(&token, &list).await, 0);
    assert_eq!(rig.total(&token, "/clickhouse-events?event=Task").await, 1);
}

#[tokio::test]
async fn what_breaks_a_rule_is_named() {
    let (rig, token, client) = Rig::with_a_client().await;
    for (field, value) in [
        ("client_id", json!(client + 1)),
        ("name", json!("  ")),
        ("description", json!("a\u{0}b")),
        ("due_date", json!("2026-01-31")),
        ("status", json!("done")),
    ] {
        let mut body = task(client);
        body[field] = value;
        let answer = rig.post(&token, "/office/tasks", body).await;
        assert_eq!(answer.fields(), [field]);
    }
}
