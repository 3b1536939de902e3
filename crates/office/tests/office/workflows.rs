//! Running a step of a workflow to see what it does, and what Customer.io would send.

use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Rig, database};

async fn run(rig: &Rig, token: &str, step: i64, client: i64) -> Answer {
    let path = format!("/debug/workflow-steps/{step}/clients/{client}/execute");
    rig.post(token, &path, Value::Null).await
}

#[tokio::test]
async fn a_step_that_sets_a_task_sets_it() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let path = "/client-tasks?client_id=1";
    let before = rig.total(&token, path).await;
    let ran = run(&rig, &token, 1, 1).await;
    assert_eq!(ran.status, 200, "{}", ran.json);
    let data = &ran.json["data"];
    assert_eq!(
        (&data["status"], &data["result"]["done"]),
        (&json!("completed"), &json!(true))
    );
    assert_eq!(data["workflow"]["name"], "New client");
    assert_eq!(data["error"], json!({}));
    assert!(data["end_time"].is_string());
    assert_eq!(rig.total(&token, path).await, before + 1);
    // Under a key it is done once.
    let call = || (Method::POST, "/debug/workflow-steps/1/clients/1/execute");
    let once = rig.write(&token, call(), &Value::Null, Some("once")).await;
    let again = rig.write(&token, call(), &Value::Null, Some("once")).await;
    assert_eq!(once.json, again.json);
    assert_eq!(rig.total(&token, path).await, before + 2);
}

#[tokio::test]
async fn what_a_step_would_send_is_shown_and_goes_nowhere() {
    let rig = Rig::practice(20).await;
    let token = rig.token().await;
    let before = rig.total(&token, "/correspondence").await;
    let mut with_address = 0;
    for client in 1..=20 {
        let record = rig.get(&token, &format!("/clients/{client}")).await.json;
        let ran = run(&rig, &token, 2, client).await;
        if record["email"].is_null() {
            assert_eq!(ran.fields(), ["client"]);
            continue;
        }
        with_address += 1;
        let first = record["attributes"]["FirstName"].as_str().unwrap();
        let email = &ran.json["data"]["result"]["would_send"];
        assert_eq!(email["to"], record["email"]);
        assert_eq!(email["subject"], format!("Welcome, {first}"));
        let data = &ran.json["data"];
        assert_eq!(data["result"]["done"], false);
        assert_eq!(
            (&data["status"], &data["end_time"]),
            (&json!("pending"), &Value::Null)
        );
        let why = data["error"]["would_send"][0].as_str().unwrap();
        assert!(why.starts_with("Nothing leaves a practice office"), "{why}");
    }
    assert!(with_address > 10);
    let asked = run(&rig, &token, 5, 1).await;
    let request = json!({
        "method": "POST", "url": "https://partner.example/clients",
        "body": { "client_id": 1, "workflow_id": 1 },
    });
    let data = &asked.json["data"];
    assert_eq!(data["result"]["would_request"], request);
    assert_eq!(data["status"], "pending");
    assert!(data["error"]["would_request"][0].is_string(), "{data}");
    assert_eq!(rig.total(&token, "/correspondence").await, before);
}

#[tokio::test]
async fn a_step_that_waits_says_whether_it_has_happened_to_this_client() {
    let rig = Rig::practice(2).await;
    let token = rig.token().await;
    let ran = async |client| run(&rig, &token, 3, client).await.json["data"].clone();
    let done = async |client| ran(client).await["result"].clone();
    let waits = ran(1).await;
    assert_eq!(
        (&waits["status"], &waits["error"]),
        (&json!("pending"), &json!({}))
    );
    let before = done(1).await;
    assert_eq!(
        (&before["done"], &before["waits_for"]),
        (&json!(false), &json!("Document Linked"))
    );
    let file = rig.pdf(&token, "bill.pdf", 2_000).await;
    let link = json!({ "attachment_id": file, "client_id": 1, "type": "id" });
    assert_eq!(
        rig.post(&token, "/client-documents", link).await.status,
        200
    );
    let after = done(1).await;
    assert_eq!(
        (&after["done"], after["rudder_id"].is_string()),
        (&json!(true), true)
    );
    assert_eq!(ran(1).await["status"], "completed");
    assert_eq!(done(2).await["done"], false);
}

/// Writes a text over one of a step's, past the office.
async fn says(rig: &Rig, step: i64, name: &str, text: &str) {
    let database = database(rig.folder.path()).await;
    let mut write = database.write().await.unwrap();
    sqlx::query(
        "UPDATE workflow_steps SET config = json_set(config, '$.' || $2, $3) WHERE id = $1",
    )
    .bind(step)
    .bind(name)
    .bind(text)
    .execute(&mut *write)
    .await
    .unwrap();
    write.commit().await.unwrap();
    database.close().await;
}

#[tokio::test]
async fn a_step_says_what_a_template_would_say() {
    let rig = Rig::practice(20).await;
    let token = rig.token().await;
    let thanks = json!({ "name": "Many thanks", "content": "Thank you, [First name]" });
    assert_eq!(rig.post(&token, "/snippets", thanks).await.status, 201);
    let text = "[FirstName] [Today] [Many thanks] [Agent] [Nothing]";
    says(&rig, 1, "name", text).await;
    says(&rig, 2, "body", text).await;
    let listed = rig.get(&token, "/clients?per_page=200").await.json;
    let mut clients = listed["data"][0]["data"].as_array().unwrap().iter();
    let client = clients.find(|row| row["email"].is_string()).unwrap();
    let first = client["attributes"]["FirstName"].as_str().unwrap();
    let said = format!("{first} January 15, 2026 Thank you, {first} Practice Agent [Nothing]");
    let id = client["id"].as_i64().unwrap();
    let mailed = run(&rig, &token, 2, id).await;
    let email = &mailed.json["data"]["result"]["would_send"];
    assert_eq!(email["body"], said, "{}", mailed.json);
    let set = run(&rig, &token, 1, id).await;
    let task = &set.json["data"]["result"]["task_id"];
    let tasks = rig
        .get(&token, &format!("/client-tasks?client_id={id}"))
        .await;
    let mut tasks = tasks.rows().iter();
    let task = tasks.find(|row| &row["id"] == task).unwrap();
    assert_eq!(task["name"], said);
}

#[tokio::test]
async fn steps_are_run_like_this_in_a_practice_office_only() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    run(&rig, &token, 99, 1).await.refused(404);
    run(&rig, &token, 1, 2).await.refused(404);
    let wrong = rig
        .post(
            &token,
            "/debug/workflow-steps/0/clients/x/execute",
            Value::Null,
        )
        .await;
    assert_eq!(wrong.fields(), ["client", "workflowStep"]);
    let firm = Rig::firm().await;
    let ana = firm.ana().await;
    run(&firm, &ana, 1, 1).await.refused(403);
}

#[tokio::test]
async fn practice_shows_what_customer_io_would_send_and_a_firm_s_office_that_it_has_no_account() {
    let rig = Rig::practice(1).await;
    let listed = rig.get(&rig.token().await, "/customer-io/templates").await;
    assert_eq!(listed.ids(), [1, 2, 3]);
    for row in listed.rows() {
        assert!(
            row["name"].is_string() && row["created_at"].is_i64(),
            "{row}"
        );
    }
    assert!(
        listed.json["message"]
            .as_str()
            .unwrap()
            .contains("invented")
    );
    let firm = Rig::firm().await;
    let listed = firm.get(&firm.ana().await, "/customer-io/templates").await;
    let sentence = "No Customer.io account is connected.";
    assert_eq!(listed.json, json!({ "data": [], "message": sentence }));
}
