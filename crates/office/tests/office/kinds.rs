//! Files belong to records of any kind, go with the last of them, and are never put from one client
//! to another.

use std::collections::BTreeSet;

use office::UserRole;
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    customer_portal::Desk,
    own_reports::report,
    rig::{Answer, Rig, send},
    snippets::template,
};

/// A record, by the word for its kind, its id and the path at which it is deleted.
struct Record {
    word: &'static str,
    id: i64,
    path: String,
}

/// A record of each kind that a client may have and an agent makes and deletes.
async fn of_client(rig: &Rig, token: &str, client: i64) -> Vec<Record> {
    let reports = format!("/office/clients/{client}/reports");
    let own = rig.pdf(token, "own.pdf", 20).await;
    let made = [
        (
            "client_document",
            "/client-documents",
            json!({ "attachment_id": own, "client_id": client, "type": "id" }),
        ),
        (
            "negative_item",
            "/office/negative-items",
            json!({
                "client_id": client,
                "item": { "account_name": "UMBER BANK", "account_type": "Credit card" },
            }),
        ),
        (
            "note",
            "/notes",
            json!({ "client_id": client, "note_text": "Called." }),
        ),
        (
            "client_task",
            "/office/tasks",
            json!({
                "client_id": client, "name": "Call", "description": "After five.",
                "due_date": "2026-01-31T17:00:00Z",
            }),
        ),
        (
            "credit_report_master_schema",
            reports.as_str(),
            json!({ "content": report("equifax", "2026-01-14") }),
        ),
        (
            "client_product",
            "/office/client-products",
            json!({ "client_id": client, "product_id": 1 }),
        ),
    ];
    make(rig, token, made).await
}

/// A record of each kind that the firm makes for itself.
async fn of_firm(rig: &Rig, token: &str) -> Vec<Record> {
    let everyone = json!({ "rules": [{ "field": "id", "operator": ">", "value": 0 }] });
    let made = [
        (
            "contract",
            "/contracts",
            json!({ "name": "Terms", "type": "Terms", "content": "One." }),
        ),
        ("template", "/templates", template("One.")),
        (
            "template_category",
            "/template-categories",
            json!({ "name": "Of our own" }),
        ),
        (
            "snippet",
            "/snippets",
            json!({ "name": "Fee", "content": "$90" }),
        ),
        (
            "furnisher",
            "/furnishers",
            json!({ "name": "Umber Bank", "type": "Original_Creditor" }),
        ),
        (
            "bureau_address",
            "/bureau-addresses",
            json!({
                "address": "1 Umber Way", "city": "Newark", "state": "NJ", "title": "Appeals",
                "type": "transunion", "zip_code": 7101,
            }),
        ),
        (
            "instruction",
            "/instructions",
            json!({ "claim_code_id": 1, "name": "Of our own" }),
        ),
        (
            "claim_code",
            "/claim-codes",
            json!({ "tcp_name": "Of our own" }),
        ),
        ("goal", "/goals", json!({ "name": "Of our own" })),
        (
            "product",
            "/office/products",
            json!({ "name": "Of our own", "product_code": "OWN", "product_type": "monthly" }),
        ),
        (
            "segment",
            "/segments",
            json!({ "name": "Everyone", "conditions": everyone }),
        ),
        (
            "client",
            "/office/clients",
            json!({ "attributes": { "FirstName": "Eva", "LastName": "Baca" } }),
        ),
    ];
    make(rig, token, made).await
}

async fn make<const N: usize>(
    rig: &Rig,
    token: &str,
    made: [(&'static str, &str, Value); N],
) -> Vec<Record> {
    let mut records = Vec::new();
    for (word, path, body) in made {
        let answer = rig.post(token, path, body).await;
        assert!(answer.status < 300, "{word}: {}", answer.json);
        let id = answer.json["data"]["id"].as_i64();
        let id = id.or(answer.json["id"].as_i64()).unwrap();
        let path = if word == "credit_report_master_schema" {
            "/office/reports"
        } else {
            path
        };
        let path = format!("{path}/{id}");
        records.push(Record { word, id, path });
    }
    records
}

async fn give(rig: &Rig, token: &str, file: i64, (word, id): (&str, i64)) -> Answer {
    let body = json!({ "attachment_id": file, "entity_type": word, "entity_id": id });
    rig.post(token, "/attachments/assign", body).await
}

async fn take(rig: &Rig, token: &str, file: i64, (word, id): (&str, i64)) -> Answer {
    let path = format!("/attachments/{file}/assign");
    let body = json!({ "entity_type": word, "entity_id": id });
    rig.write(token, (Method::DELETE, &path), &body, None).await
}

async fn listed(rig: &Rig, token: &str, (word, id): (&str, i64)) -> Vec<i64> {
    let path = format!("/attachments?entity_type={word}&entity_id={id}");
    rig.get(token, &path).await.ids()
}

async fn is_there(rig: &Rig, token: &str, file: i64) -> bool {
    let path = format!("/attachments/{file}");
    rig.get(token, &path).await.status == 200
}

/// A file that belongs to a record.
async fn file_of(rig: &Rig, token: &str, of: (&str, i64)) -> i64 {
    let file = rig.pdf(token, "a.pdf", 20).await;
    let given = give(rig, token, file, of).await;
    assert_eq!((given.status, given.id()), (201, file), "{of:?}");
    assert!(listed(rig, token, of).await.contains(&file), "{of:?}");
    file
}

/// Asserts that a record takes a file, and that the file is gone when it is taken from the record.
async fn takes_and_gives_back(rig: &Rig, token: &str, of: (&str, i64)) {
    let file = file_of(rig, token, of).await;
    let taken = take(rig, token, file, of).await;
    let sentence = "The file belonged to nothing else and was deleted.";
    assert_eq!(taken.json["message"], sentence, "{of:?}");
    assert!(!is_there(rig, token, file).await, "{of:?}");
    assert!(!listed(rig, token, of).await.contains(&file), "{of:?}");
    let nothing = give(rig, token, file, (of.0, 987_654)).await;
    assert_eq!(nothing.fields(), ["attachment_id", "entity_id"], "{of:?}");
}

async fn delete(rig: &Rig, token: &str, path: &str) {
    let call = rig.keyed(Method::DELETE, path).bearer_auth(token);
    let status = call.send().await.unwrap().status();
    assert!(status.is_success(), "{path}: {status}");
}

/// The words that a refusal lists.
fn words(refused: &Answer) -> BTreeSet<String> {
    assert_eq!(refused.fields(), ["entity_type"]);
    let sentence = refused.json["errors"]["entity_type"][0].as_str().unwrap();
    let list = sentence
        .strip_prefix("`entity_type` must be one of ")
        .unwrap();
    let words = list.trim_end_matches('.').split(", ");
    words
        .map(|word| word.trim_matches('`').to_owned())
        .collect()
}

#[tokio::test]
async fn records_of_every_kind_take_files_give_them_back_and_lose_them_when_they_are_deleted() {
    let rig = Rig::practice(2).await;
    let token = rig.token().await;
    let mut records = of_client(&rig, &token, 1).await;
    records.extend(of_firm(&rig, &token).await);
    let mut walked = BTreeSet::from(["agreement", "correspondence"].map(String::from));
    for record in records {
        let of = (record.word, record.id);
        takes_and_gives_back(&rig, &token, of).await;
        let file = file_of(&rig, &token, of).await;
        delete(&rig, &token, &record.path).await;
        assert!(!is_there(&rig, &token, file).await, "{of:?}");
        assert!(listed(&rig, &token, of).await.is_empty(), "{of:?}");
        walked.insert(record.word.to_owned());
    }
    assert_eq!(rig.files().await, (0, 0));
    let refused = give(&rig, &token, 1, ("shoe", 1)).await;
    assert_eq!(walked, words(&refused));
}

#[tokio::test]
async fn every_kind_is_named_where_the_operation_is_described() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let described = send(rig.bare(Method::GET, "/openapi.json")).await;
    let list = described.json["paths"]["/attachments"]["get"].to_string();
    let path = "/attachments?entity_type=shoe&entity_id=1";
    for word in words(&rig.get(&token, path).await) {
        assert!(list.contains(&format!("`{word}`")), "{word}");
    }
}

#[tokio::test]
async fn a_deleted_client_takes_along_the_files_of_everything_that_was_the_client_s() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let client = rig.client(&token, "Ines", "Quintana").await;
    let mut files = vec![file_of(&rig, &token, ("client", client)).await];
    for record in of_client(&rig, &token, client).await {
        files.push(file_of(&rig, &token, (record.word, record.id)).await);
    }
    // What the firm has for itself stays.
    let firms = file_of(&rig, &token, ("goal", 1)).await;
    give(&rig, &token, firms, ("client", client)).await;
    delete(&rig, &token, &format!("/office/clients/{client}")).await;
    for file in files {
        assert!(!is_there(&rig, &token, file).await);
    }
    assert_eq!(listed(&rig, &token, ("goal", 1)).await, [firms]);
    assert_eq!(rig.files().await, (1, 1));
}

#[tokio::test]
async fn a_client_s_file_goes_to_that_client_s_records_only() {
    let rig = Rig::practice(2).await;
    let token = rig.token().await;
    let (one, two) = (
        of_client(&rig, &token, 1).await,
        of_client(&rig, &token, 2).await,
    );
    let firms = of_firm(&rig, &token).await;
    for record in &one {
        let file = file_of(&rig, &token, (record.word, record.id)).await;
        for (others, sentence) in [(&two, "is another client's"), (&firms, "is a client's")] {
            for other in others.iter().filter(|other| other.word != "client") {
                let refused = give(&rig, &token, file, (other.word, other.id)).await;
                assert_eq!(refused.fields(), ["attachment_id"], "{}", other.word);
                let expected = format!("`attachment_id` {sentence}.");
                assert_eq!(refused.json["errors"]["attachment_id"][0], expected);
            }
        }
        let refused = give(&rig, &token, file, ("client", 2)).await;
        assert_eq!(refused.fields(), ["attachment_id"]);
        assert_eq!(give(&rig, &token, file, ("client", 1)).await.status, 201);
    }
}

#[tokio::test]
async fn a_note_with_files_is_not_put_to_another_client() {
    let rig = Rig::practice(2).await;
    let token = rig.token().await;
    let note = rig.note(&token, 1, "Called.").await.id();
    let path = format!("/notes/{note}");
    let file = file_of(&rig, &token, ("note", note)).await;
    let (to_two, to_one) = (json!({ "client_id": 2 }), json!({ "client_id": 1 }));
    let refused = rig.put(&token, &path, to_two.clone()).await;
    assert_eq!(refused.fields(), ["client_id"]);
    assert_eq!(rig.put(&token, &path, to_one).await.status, 200);
    take(&rig, &token, file, ("note", note)).await;
    assert_eq!(rig.put(&token, &path, to_two).await.status, 200);
}

#[tokio::test]
async fn what_was_signed_belongs_to_the_agreement_for_good() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let file = rig.pdf(&token, "signed.pdf", 40).await;
    let new = json!({
        "client_id": 1, "name": "Service", "type": "Service", "attachment_id": file,
    });
    let made = rig.post(&token, "/client-agreements", new).await;
    let agreement = ("agreement", made.json["id"].as_i64().unwrap());
    assert_eq!(listed(&rig, &token, agreement).await, [file]);
    let more = rig.pdf(&token, "more.pdf", 40).await;
    for refused in [
        give(&rig, &token, more, agreement).await,
        take(&rig, &token, file, agreement).await,
    ] {
        assert_eq!(refused.fields(), ["entity_type"]);
    }
}

#[tokio::test]
async fn a_client_sees_the_files_of_what_the_client_sees() {
    let desk = Desk::new().await;
    let (rig, agent) = (&desk.rig, &desk.agent);
    for record in of_client(rig, agent, 1).await {
        let file = file_of(rig, agent, (record.word, record.id)).await;
        let path = format!("/attachments/{file}");
        // What the firm notes for itself is not the client's to read.
        let firms_own = ["note", "client_task"].contains(&record.word);
        let status = if firms_own { 404 } else { 200 };
        assert_eq!(desk.get(&path).await.status, status, "{}", record.word);
        if firms_own {
            let body = json!({ "attachment_id": file, "type": "id" });
            let refused = desk.post("/client-documents", body).await;
            assert_eq!(refused.fields(), ["attachment_id"]);
        }
    }
}

#[tokio::test]
async fn whoever_changes_a_record_of_the_firm_s_gives_it_files_and_takes_them() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let agent = rig.user("bo@example.com", UserRole::Agent).await;
    for record in of_firm(&rig, &token).await {
        let of = (record.word, record.id);
        let is_theirs = ["furnisher", "segment", "client"].contains(&record.word);
        let status = |done: u16| if is_theirs { done } else { 403 };
        let own = rig.pdf(&agent, "own.pdf", 20).await;
        let given = give(&rig, &agent, own, of).await;
        assert_eq!(given.status, status(201), "{of:?}");
        let file = file_of(&rig, &token, of).await;
        let taken = take(&rig, &agent, file, of).await;
        assert_eq!(taken.status, status(200), "{of:?}");
        let path = format!("/attachments/{}", file_of(&rig, &token, of).await);
        assert_eq!(rig.delete(&agent, &path).await, status(204), "{of:?}");
    }
}

#[tokio::test]
async fn files_of_a_contract_are_an_administrator_s() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let agent = rig.user("bo@example.com", UserRole::Agent).await;
    let contract = json!({ "name": "Terms", "type": "Terms", "content": "One." });
    let contract = rig.post(&token, "/contracts", contract).await.id();
    let of = ("contract", contract);
    let file = file_of(&rig, &token, of).await;
    take(&rig, &agent, file, of).await.refused(403);
    let own = rig.pdf(&agent, "own.pdf", 20).await;
    give(&rig, &agent, own, of).await.refused(403);
    let path = format!("/attachments/{file}");
    assert_eq!(rig.delete(&agent, &path).await, 403);
    assert_eq!(listed(&rig, &token, of).await, [file]);
}
