//! What a client hands in, signs and chooses without an agent: files, documents, agreements, goals.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    customer_portal::Desk,
    rig::{Form, send},
};

#[tokio::test]
async fn a_file_that_a_client_uploads_is_the_client_s() {
    let desk = Desk::new().await;
    let file = desk.upload("card.pdf").await;
    let read = desk.get(&format!("/attachments/{file}")).await;
    let row = &read.json["data"];
    assert_eq!(
        (&row["caption"], &row["size"]),
        (&json!("Mine"), &json!(40))
    );
    assert_eq!(row["url"], format!("/customer-portal/attachments/{file}"));
    let download = format!("/attachments/{file}/download");
    assert_eq!(row["downloadUrl"], download);
    let own = desk.rig.download(&desk.client, file, &[]).await;
    assert_eq!(own.bytes().await.unwrap().len(), 40);
    let path = "/attachments?entity_type=client&entity_id=1";
    assert!(desk.rig.get(&desk.agent, path).await.ids().contains(&file));
    let bytes = desk.rig.download(&desk.agent, file, &[]).await;
    assert_eq!(bytes.bytes().await.unwrap().len(), 40);
    let wrong = Form::new().file("card.exe", b"MZ");
    let call = desk.rig.keyed(Method::POST, "/customer-portal/attachments");
    let call = call
        .bearer_auth(&desk.client)
        .header("Content-Type", Form::KIND);
    assert_eq!(send(call.body(wrong.ended())).await.fields(), ["file"]);
}

#[tokio::test]
async fn a_client_makes_changes_and_deletes_documents_but_not_the_firm_s() {
    let desk = Desk::new().await;
    let all = "/clients/1/documents";
    let before = desk.get(all).await;
    let agents = desk
        .rig
        .get(&desk.agent, "/client-documents?client_id=1&per_page=200")
        .await;
    assert_eq!(before.ids(), agents.ids());
    for row in before.rows() {
        let file = &row["attachment"];
        let read = desk
            .rig
            .download(&desk.client, file["id"].as_i64().unwrap(), &[]);
        let read = read.await;
        assert_eq!(read.status(), 200, "what the firm put there");
        let size = read.bytes().await.unwrap().len();
        assert_eq!(file["size"], size, "{file}");
        let path = format!("/attachments/{}/download", file["id"]);
        assert_eq!(file["downloadUrl"], path);
    }
    let (first, second) = (desk.upload("a.pdf").await, desk.upload("b.pdf").await);
    let new = json!({ "attachment_id": first, "type": "id", "subtype": "utility_bills" });
    let made = desk.post("/client-documents", new).await;
    assert_eq!(made.status, 201, "{}", made.json);
    let row = &made.json["data"];
    assert_eq!(row["author"]["email"], "client@example.com");
    assert_eq!(
        (&row["client"]["id"], &row["subtype"]),
        (&json!(1), &json!("utility_bills"))
    );
    assert_eq!(desk.get(all).await.rows().last(), Some(row));
    let path = format!("/client-documents/{}", made.id());
    let changed = desk.put(&path, json!({ "attachment_id": second })).await;
    assert_eq!(changed.json["data"]["attachment"]["id"], second);
    assert_eq!(desk.put(&path, json!({})).await.fields(), ["attachment_id"]);

    let firms = before.ids()[0];
    let path = format!("/client-documents/{firms}");
    desk.put(&path, json!({ "attachment_id": second }))
        .await
        .refused(403);
    let path = format!("/clients/1/documents/{firms}");
    desk.write(Method::DELETE, &path, Value::Null)
        .await
        .refused(403);
    let path = format!("/clients/1/documents/{}", made.id());
    assert_eq!(desk.delete(&path).await, 204);
    desk.write(Method::DELETE, &path, Value::Null)
        .await
        .refused(404);
    assert_eq!(desk.get(all).await.json, before.json);
    let wrong = json!({ "attachment_id": second, "type": "diary" });
    assert_eq!(
        desk.post("/client-documents", wrong).await.fields(),
        ["type"]
    );
}

#[tokio::test]
async fn a_client_agrees_to_a_contract_with_the_own_signature() {
    let desk = Desk::new().await;
    let terms =
        json!({ "name": "Terms", "type": "Service", "content": "I, [First name], agree. [Agent]" });
    let terms = desk.rig.post(&desk.agent, "/contracts", terms).await.id();
    let other = json!({ "name": "Privacy", "type": "Notice", "content": "We keep it." });
    desk.rig.post(&desk.agent, "/contracts", other).await;
    let name = desk.get("/me/1").await.json["attributes"]["FirstName"].clone();
    let text = desk.get(&format!("/contracts/{terms}")).await;
    let content = text.json["data"]["content"].as_str().unwrap();
    let begins = format!("I, {}, agree.", name.as_str().unwrap());
    assert!(content.starts_with(&begins), "{content}");
    assert!(
        !content.contains("Ana Soto"),
        "no agent wrote it: {content}"
    );
    let listed = desk
        .get("/contracts?type=Service&name=term&sort_by=name")
        .await;
    assert_eq!(listed.ids(), [terms]);
    assert_eq!(listed.rows()[0]["content"], content);
    assert_eq!(desk.get("/contracts").await.rows().len(), 2);
    assert_eq!(
        desk.get("/contracts?created_at=2026-01-14")
            .await
            .rows()
            .len(),
        0
    );
    desk.get("/contracts/987654").await.refused(404);
    assert_eq!(
        desk.get("/contracts?sort_by=size").await.fields(),
        ["sort_by"]
    );

    let file = desk.upload("signed.pdf").await;
    let new = json!({
        "name": "Service", "type": "Service", "agreement_signed": "2026-01-15 08:30:00",
        "attachment_id": file, "contract_id": terms,
    });
    let made = desk.post("/client-agreements", new).await;
    assert_eq!(made.status, 200, "{}", made.json);
    assert_eq!(made.json["client"]["id"], 1);
    assert_eq!(made.json["author"]["email"], "client@example.com");
    let signed = desk.rig.download(&desk.client, file, &[]).await;
    assert_eq!(signed.bytes().await.unwrap().len(), 40);
    let path = format!("/attachments/{file}/download");
    assert_eq!(made.json["attachment"]["downloadUrl"], path);
    assert_eq!(
        desk.get("/clients/1/agreements").await.rows(),
        std::slice::from_ref(&made.json)
    );
    let seen = desk
        .rig
        .get(&desk.agent, "/client-agreements?client_id=1")
        .await;
    assert_eq!(seen.json[0]["id"], made.json["id"]);
    let wrong = json!({ "name": " ", "type": "Service", "contract_id": 987_654 });
    let answer = desk.post("/client-agreements", wrong).await;
    assert_eq!(answer.fields(), ["contract_id", "name"]);
}

#[tokio::test]
async fn a_client_chooses_goals_from_those_of_the_firm() {
    let desk = Desk::new().await;
    let all = desk.get("/goals").await;
    assert_eq!(all.json, desk.rig.get(&desk.agent, "/goals").await.json);
    let goals = "/clients/1/goals";
    let chosen = json!({ "goal_ids": &all.ids()[..2] });
    let given = desk.post(goals, chosen).await;
    assert_eq!((given.status, given.ids()), (200, all.ids()[..2].to_vec()));
    assert_eq!(desk.rig.get(&desk.agent, goals).await.json, given.json);
    let taken = json!({ "goal_ids": [all.ids()[0]] });
    let call = desk
        .rig
        .keyed(Method::DELETE, "/customer-portal/clients/1/goals");
    let call = call.bearer_auth(&desk.client).json(&taken);
    assert_eq!(call.send().await.unwrap().status(), 204);
    assert_eq!(desk.get(goals).await.ids(), all.ids()[1..2]);
    let unknown = json!({ "goal_ids": [987_654] });
    assert_eq!(desk.post(goals, unknown).await.fields(), ["goal_ids.0"]);
    assert_eq!(desk.post(goals, json!({})).await.fields(), ["goal_ids"]);
}

#[tokio::test]
async fn a_client_fetches_nothing_that_is_not_the_client_s() {
    let desk = Desk::new().await;
    let (rig, agent) = (&desk.rig, &desk.agent);
    let others = rig.pdf(agent, "id.pdf", 40).await;
    let document = json!({ "attachment_id": others, "client_id": 2, "type": "id" });
    let linked = rig.post(agent, "/client-documents", document).await;
    assert_eq!(linked.status, 200, "{}", linked.json);
    let of_nobody = rig.pdf(agent, "a.pdf", 40).await;
    let faxed = rig.pdf(agent, "b.pdf", 40).await;
    let fax = json!({
        "client_id": 2, "type": "fax",
        "fax": { "fax_number": "(918) 555-0101", "recipient": "Umber Bank", "attachment_id": faxed },
    });
    let sent = rig.post(agent, "/correspondence/send", fax).await;
    assert_eq!(sent.status, 201, "{}", sent.json);
    let noted = rig.pdf(agent, "c.pdf", 40).await;
    let note = rig.note(agent, 1, "For us alone.").await.id();
    let owner = json!({ "attachment_id": noted, "entity_type": "note", "entity_id": note });
    let given = rig.post(agent, "/attachments/assign", owner).await;
    assert_eq!(given.status, 201, "{}", given.json);
    for file in [others, of_nobody, faxed, noted, 987_654] {
        let path = format!("/attachments/{file}/download");
        let refused = rig.get(&desk.client, &path).await;
        refused.refused(404);
        assert_eq!(refused.json["message"], "There is no such record.");
    }
    // Nothing else of files is open to clients.
    let own = desk.upload("own.pdf").await;
    let path = format!("/attachments/{own}");
    rig.get(&desk.client, &path).await.refused(403);
    assert_eq!(rig.delete(&desk.client, &path).await, 403);
}
