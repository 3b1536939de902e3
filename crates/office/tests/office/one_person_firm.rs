//! A firm of one person, from nothing to a new machine: everything that the office is for, in the
//! order in which it comes.

use serde_json::json;

use crate::{
    own_reports::{put_in, report},
    rig::{Answer, Form, Rig},
};

/// Fifty people as a CSV.
fn fifty() -> String {
    let rows = (0..50).map(|number| {
        format!(
            "Person{number},Quintana,person{number}@example.com,900-55-{:04}\r\n",
            1_000 + number
        )
    });
    let head = "FirstName,LastName,Email,SSN\r\n".to_owned();
    head + &rows.collect::<String>()
}

/// The id of a piece that is to be sent.
fn piece(sent: &Answer) -> i64 {
    sent.json["data"]["data"]["id"].as_i64().unwrap()
}

#[tokio::test]
async fn a_one_person_firm_works_and_moves_to_a_new_machine() {
    let rig = Rig::firm().await;
    let (key, token) = rig.set_up().await;

    // One client by hand, fifty from the list that she had before.
    let ines = rig.client(&token, "Ines", "Soto").await;
    let form = Form::new().file("clients.csv", fifty().as_bytes());
    let file = rig.upload(&token, form, None).await.id();
    let import = json!({ "type": "add", "attachment_id": file });
    let import = rig.post(&token, "/imports", import).await;
    let came = &import.json["data"];
    assert_eq!(
        (&came["status"], &came["processed_records"]),
        (&json!("completed"), &json!(50))
    );
    assert_eq!(rig.total(&token, "/clients").await, 51);

    // A report, and an item of what stands in it.
    let report = put_in(&rig, &token, ines, report("experian", "2026-01-14")).await;
    let item = json!({
        "client_id": ines, "credit_report_id": report.id(), "tradeline_id": "T-1",
        "item": { "status": "in_progress" },
    });
    let item = rig.post(&token, "/office/negative-items", item).await;
    assert_eq!(item.status, 201, "{}", item.json);

    // A letter about it, which lies in the outgoing folder.
    let letter = json!({
        "client_id": ines, "negative_item_id": item.id(), "type": "letter",
        "letter": {
            "content": "Please look into this account.",
            "postal_address": "Tanglemere Funding\n1 Umber Way",
        },
    });
    let letter = rig.post(&token, "/correspondence/send", letter).await;
    assert_eq!(letter.status, 201, "{}", letter.json);
    assert_eq!(
        rig.get(&token, "/office/outgoing").await.ids(),
        [piece(&letter)]
    );
    let task = json!({
        "client_id": ines, "name": "Look for an answer", "due_date": "2026-02-15T12:00:00Z",
    });
    assert_eq!(rig.post(&token, "/office/tasks", task).await.status, 201);
    let paper = rig.pdf(&token, "stub.pdf", 300_000).await;

    // The machine is lost; there is the backup, and the key on paper.
    let backup = rig.backup(&token).await;
    let item = rig
        .get(&token, &format!("/negative-items/{}", item.id()))
        .await;
    drop(rig);
    let rig = Rig::another_machine().await;
    let restored = rig.restore(&key, &backup).await;
    assert_eq!(restored.status, 200, "{}", restored.json);
    let token = rig.ana_again().await;
    assert_eq!(rig.total(&token, "/clients").await, 51);
    assert_eq!(rig.total(&token, "/imports").await, 1);
    let firm = rig.get(&token, "/office/firm").await;
    assert_eq!(firm.json["name"], "Umber Credit Help");
    let path = format!("/negative-items/{}", item.json["data"]["id"]);
    assert_eq!(rig.get(&token, &path).await.json, item.json);
    assert_eq!(
        item.json["data"]["correspondence"][0]["id"],
        letter.json["data"]["data"]["id"]
    );
    assert_eq!(rig.total(&token, "/correspondence").await, 1);
    let outgoing = rig.get(&token, "/office/outgoing").await;
    assert_eq!(outgoing.ids(), [piece(&letter)]);
    assert_eq!(
        outgoing.rows()[0]["content"],
        "Please look into this account."
    );
    let tasks = format!("/client-tasks?client_id={ines}");
    assert_eq!(rig.total(&token, &tasks).await, 1);
    let latest = rig.get(&token, &format!("/clients/{ines}/reports")).await;
    assert_eq!(latest.json[0]["bureau"], "Experian");
    let bytes = rig.download(&token, paper, &[]).await.bytes().await;
    assert_eq!(bytes.unwrap().len(), 300_000);

    // And on she goes: the letter is posted.
    let path = format!("/office/outgoing/{}/sent", piece(&letter));
    let posted = rig
        .post(&token, &path, json!({ "how": "Certified mail." }))
        .await;
    assert_eq!(posted.status, 200, "{}", posted.json);
    assert_eq!(rig.total(&token, "/office/outgoing").await, 0);
    assert_eq!(rig.note(&token, ines, "New machine.").await.status, 201);
}
