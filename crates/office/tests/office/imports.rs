//! Clients taken on, changed and deleted from a list. How the file and its rows are read is for the
//! other files.

mod files;
mod rows;

use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Form, Rig};

async fn upload(rig: &Rig, token: &str, csv: &str) -> i64 {
    let form = Form::new().file("clients.csv", csv.as_bytes());
    let answer = rig.upload(token, form, None).await;
    assert_eq!(answer.status, 201, "{}", answer.json);
    answer.id()
}

pub async fn import(rig: &Rig, token: &str, kind: &str, csv: &str) -> Answer {
    let file = upload(rig, token, csv).await;
    let body = json!({ "type": kind, "attachment_id": file });
    let answer = rig.post(token, "/imports", body).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    answer
}

/// Rows that were done, of how many, with what the log says.
fn outcome(answer: &Answer) -> (i64, i64, Vec<String>) {
    let record = &answer.json["data"];
    let count = |name: &str| record[name].as_i64().unwrap();
    let log = record["error_log"].as_str().unwrap_or_default();
    let lines = log.lines().map(str::to_owned).collect();
    (count("processed_records"), count("total_records"), lines)
}

/// The clients of the office.
async fn clients(rig: &Rig, token: &str) -> Vec<Value> {
    let answer = rig.get(token, "/clients?per_page=200").await;
    answer.json["data"][0]["data"].as_array().unwrap().clone()
}

#[tokio::test]
async fn the_example_is_what_an_import_takes() {
    let rig = Rig::firm().await;
    let token = rig.ana().await;
    let call = rig
        .keyed(Method::GET, "/imports/example")
        .bearer_auth(&token);
    let answer = call.send().await.unwrap();
    assert_eq!(
        (
            answer.status().as_u16(),
            &answer.headers()["content-disposition"]
        ),
        (
            200,
            &"attachment; filename=\"clients.csv\"".parse().unwrap()
        )
    );
    let csv = answer.text().await.unwrap();
    let done = import(&rig, &token, "add", &csv).await;
    assert_eq!(outcome(&done), (2, 2, vec![]));
    let record = &done.json["data"];
    assert_eq!(
        (
            &record["status"],
            &record["type"],
            &record["created_by"]["email"]
        ),
        (
            &json!("completed"),
            &json!("add"),
            &json!("ana@example.com")
        )
    );
    let people = clients(&rig, &token).await;
    assert_eq!((&people[0]["id"], &people[1]["id"]), (&json!(1), &json!(2)));
    assert_eq!(people[0]["ssn"], 900_123_456);
    assert_eq!(people[0]["attributes"]["D_O_B__c"], "1980-02-29");
    assert_ne!(people[0]["client_key"], people[1]["client_key"]);
    let found = rig.get(&token, "/clients?search=9185550102").await;
    assert_eq!(
        found.json["data"][0]["data"][0]["attributes"]["FirstName"],
        "Luis"
    );
    let note = rig.note(&token, 1, "Welcome.").await;
    assert_eq!(note.status, 201);
    // Whoever is here is not taken on again.
    let again = import(&rig, &token, "add", &csv).await;
    let (done, total, log) = outcome(&again);
    assert_eq!((done, total), (0, 2));
    assert_eq!(
        log,
        [
            "Line 2: this is client 1 already.",
            "Line 3: this is client 2 already."
        ]
    );
    assert_eq!(again.json["data"]["status"], "completed_with_errors");
    let imports = rig.get(&token, "/imports").await;
    assert_eq!(imports.rows()[1], again.json["data"]);
}

#[tokio::test]
async fn a_list_changes_what_it_says_and_leaves_the_rest() {
    let rig = Rig::practice(3).await;
    let token = rig.token().await;
    let before = clients(&rig, &token).await;
    let key = before[1]["client_key"].as_str().unwrap();
    let crm_id = before[2]["attributes"]["Id"].as_str().unwrap();
    let ssn = before[0]["ssn"].as_i64().unwrap();
    let csv = format!(
        "client_id,client_key,crm_id,MailingCity,Email,SSN,FirstName\n\
         1,,,Tulsa,,,\n,{key},,,new@example.com,,\n,,{crm_id},,,{ssn:09},\n99,,,Tulsa,,,\n,,,Tulsa,,,\n"
    );
    let answer = import(&rig, &token, "update", &csv).await;
    let (done, total, log) = outcome(&answer);
    assert_eq!((done, total), (2, 5), "{log:?}");
    assert_eq!(
        log,
        [
            "Line 4: `SSN` is that of client 1.",
            "Line 5: `client_id` names no client.",
            "Line 6: `client_id` or `client_key` or `crm_id` is required.",
        ]
    );
    let after = clients(&rig, &token).await;
    let mut expected = before.clone();
    expected[0]["attributes"]["MailingCity"] = json!("Tulsa");
    expected[1]["attributes"]["Email"] = json!("new@example.com");
    expected[1]["email"] = json!("new@example.com");
    for place in [0, 1] {
        assert!(after[place]["updated_at"].as_str() > before[place]["updated_at"].as_str());
        expected[place]["updated_at"] = after[place]["updated_at"].clone();
    }
    assert_eq!(after, expected);
    let found = rig.get(&token, "/clients?search=new@example").await;
    assert_eq!(found.json["data"][0]["data"][0]["id"], 2);
}

#[tokio::test]
async fn a_list_deletes_clients_with_their_papers_but_not_those_with_something_sent_or_signed() {
    let rig = Rig::practice(3).await;
    let token = rig.token().await;
    rig.note(&token, 1, "To be gone.").await;
    let file = rig.pdf(&token, "a.pdf", 50).await;
    let assign = json!({ "attachment_id": file, "entity_type": "client", "entity_id": 1 });
    assert_eq!(
        rig.post(&token, "/attachments/assign", assign).await.status,
        201
    );
    let given = rig
        .post(&token, "/clients/1/goals", json!({ "goal_ids": [1] }))
        .await;
    assert_eq!(given.status, 200);
    let agreement = json!({ "client_id": 2, "name": "Terms", "type": "Terms" });
    let signed = rig.post(&token, "/client-agreements", agreement).await;
    assert_eq!(signed.status, 200, "{}", signed.json);
    let segment = json!({ "name": "All", "conditions": { "rules": [
        { "field": "id", "operator": ">", "value": 0 },
    ] } });
    assert_eq!(
        rig.post(&token, "/segments", segment).await.json["clients_count"],
        3
    );

    let answer = import(&rig, &token, "delete", "client_id,FirstName\n1,x\n2,\n1,\n").await;
    let (done, total, log) = outcome(&answer);
    assert_eq!((done, total), (1, 3), "{log:?}");
    assert_eq!(
        log,
        [
            "Line 3: something was sent about this client, or signed, and is kept.",
            "Line 4: `client_id` names no client.",
        ]
    );
    rig.get(&token, "/clients/1").await.refused(404);
    rig.get(&token, &format!("/attachments/{file}"))
        .await
        .refused(404);
    assert_eq!(rig.total(&token, "/negative-items?client_id=1").await, 0);
    assert_eq!(rig.total(&token, "/notes?client_id=1").await, 0);
    assert_eq!(
        rig.get(&token, "/segments/1").await.json["clients_count"],
        2
    );
    let ids: Vec<Value> = clients(&rig, &token)
        .await
        .iter()
        .map(|row| row["id"].clone())
        .collect();
    assert_eq!(ids, [2, 3]);
    // Whoever is taken on gets a number of nobody who was here or will be invented.
    let added = import(&rig, &token, "add", "FirstName,LastName\nAna,Soto\n").await;
    assert_eq!(outcome(&added).0, 1);
    let rig = rig.reopened_with(6).await;
    let token = rig.token().await;
    let people = clients(&rig, &token).await;
    assert_eq!(people.len(), 6);
    let last = people.last().unwrap();
    assert_eq!(last["attributes"]["FirstName"], "Ana");
    let id = last["id"].as_i64().unwrap();
    let gone = import(&rig, &token, "delete", &format!("client_id\n{id}\n")).await;
    assert_eq!(outcome(&gone).0, 1);
    import(&rig, &token, "add", "FirstName,LastName\nAna,Soto\n").await;
    assert_eq!(clients(&rig, &token).await.last().unwrap()["id"], id + 1);
}
