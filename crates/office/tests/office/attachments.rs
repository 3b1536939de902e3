//! Finding, assigning and deleting files.

use reqwest::Method;
use serde_json::{Value, json};

use crate::rig::{Answer, Form, Rig, pdf, send};

const DOCUMENT: &str = "client_document";
const ASSIGN: (Method, &str) = (Method::POST, "/attachments/assign");

async fn assign(rig: &Rig, token: &str, file: i64, kind: &str, owner: i64) -> Answer {
    let body = json!({ "attachment_id": file, "entity_type": kind, "entity_id": owner });
    rig.write(token, ASSIGN, &body, None).await
}

async fn unassign(rig: &Rig, token: &str, file: i64, kind: &str, owner: i64) -> Answer {
    let path = format!("/attachments/{file}/assign");
    let body = json!({ "entity_type": kind, "entity_id": owner });
    rig.write(token, (Method::DELETE, &path), &body, None).await
}

async fn of_document(rig: &Rig, token: &str, document: i64) -> Answer {
    let path = format!("/attachments?entity_type={DOCUMENT}&entity_id={document}");
    rig.get(token, &path).await
}

/// A document of the first client, and its file.
async fn document(rig: &Rig, token: &str) -> (i64, i64) {
    let file = rig.pdf(token, "own.pdf", 20).await;
    let new = json!({ "attachment_id": file, "client_id": 1, "type": "id" });
    (file, rig.post(token, "/client-documents", new).await.id())
}

async fn of_client(rig: &Rig, token: &str, client: i64, more: &str) -> Answer {
    let path = format!("/attachments?entity_type=client&entity_id={client}{more}");
    rig.get(token, &path).await
}

#[tokio::test]
async fn whoever_is_not_signed_in_gets_no_file_and_leaves_none() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let id = rig.pdf(&token, "a.pdf", 20).await;
    for (method, path) in [
        (
            Method::GET,
            "/attachments?entity_type=client&entity_id=1".to_owned(),
        ),
        (Method::GET, format!("/attachments/{id}")),
        (Method::GET, format!("/attachments/{id}/download")),
        (Method::DELETE, format!("/attachments/{id}")),
        (Method::POST, "/attachments/assign".to_owned()),
        (Method::DELETE, format!("/attachments/{id}/assign")),
    ] {
        send(rig.keyed(method.clone(), &path)).await.refused(401);
        send(rig.bare(method, &path).bearer_auth(&token))
            .await
            .refused(401);
    }
    let form = Form::new().file("b.pdf", &pdf(20)).ended();
    let call = rig.keyed(Method::POST, "/attachments");
    let call = call.header("Content-Type", Form::KIND);
    send(call.body(form)).await.refused(401);
    assert_eq!(rig.files().await, (1, 1));
}

#[tokio::test]
async fn a_file_that_is_not_there_is_said_so() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    rig.get(&token, "/attachments/999").await.refused(404);
    rig.get(&token, "/attachments/999/download")
        .await
        .refused(404);
    assert_eq!(rig.delete(&token, "/attachments/999").await, 404);
    unassign(&rig, &token, 999, "client", 1).await.refused(404);
    assert_eq!(rig.get(&token, "/attachments/0").await.fields(), ["id"]);
    let refused = assign(&rig, &token, 999, "client", 2).await;
    assert_eq!(refused.fields(), ["attachment_id", "entity_id"]);
}

#[tokio::test]
async fn a_file_belongs_to_whom_it_is_given_and_goes_with_the_last() {
    let rig = Rig::practice(2).await;
    let token = rig.token().await;
    let (own, document) = document(&rig, &token).await;
    let id = rig.pdf(&token, "a.pdf", 20).await;
    for (kind, owner) in [("client", 1), (DOCUMENT, document), (DOCUMENT, document)] {
        let given = assign(&rig, &token, id, kind, owner).await;
        assert_eq!((given.status, given.id()), (201, id));
    }
    assert_eq!(of_client(&rig, &token, 1, "").await.ids(), [id]);
    assert_eq!(of_document(&rig, &token, document).await.ids(), [own, id]);
    let taken = unassign(&rig, &token, id, "client", 1).await;
    assert_eq!(
        (taken.status, &taken.json["message"]),
        (200, &json!("The file was taken from it."))
    );
    unassign(&rig, &token, id, "client", 1).await.refused(404);
    assert!(of_client(&rig, &token, 1, "").await.ids().is_empty());
    assert_eq!(rig.download(&token, id, &[]).await.status(), 200);
    let last = unassign(&rig, &token, id, DOCUMENT, document).await;
    assert_eq!(
        last.json["message"],
        "The file belonged to nothing else and was deleted."
    );
    rig.get(&token, &format!("/attachments/{id}"))
        .await
        .refused(404);
    assert_eq!(of_document(&rig, &token, document).await.ids(), [own]);
    assert_eq!(rig.files().await, (1, 1));
}

#[tokio::test]
async fn a_file_of_one_client_is_not_put_to_another() {
    let rig = Rig::practice(2).await;
    let token = rig.token().await;
    let (own, document) = document(&rig, &token).await;
    let id = rig.pdf(&token, "a.pdf", 20).await;
    assign(&rig, &token, id, "client", 2).await;
    for (file, kind, owner) in [
        (id, "client", 1),
        (id, DOCUMENT, document),
        (own, "client", 2),
    ] {
        let refused = assign(&rig, &token, file, kind, owner).await;
        assert_eq!(refused.fields(), ["attachment_id"]);
        let sentence = "`attachment_id` is another client's.";
        assert_eq!(refused.json["errors"]["attachment_id"][0], sentence);
    }
    assert!(of_client(&rig, &token, 1, "").await.ids().is_empty());
    assert_eq!(of_client(&rig, &token, 2, "").await.ids(), [id]);
    assert_eq!(of_document(&rig, &token, document).await.ids(), [own]);
}

#[tokio::test]
async fn a_deleted_file_is_gone_from_everyone_and_its_number_is_never_given_out_again() {
    let rig = Rig::practice(2).await;
    let token = rig.token().await;
    let (own, document) = document(&rig, &token).await;
    let id = rig.pdf(&token, "a.pdf", 300_000).await;
    assign(&rig, &token, id, "client", 1).await;
    assign(&rig, &token, id, DOCUMENT, document).await;
    let path = format!("/attachments/{id}");
    assert_eq!(rig.delete(&token, &path).await, 204);
    assert_eq!(rig.delete(&token, &path).await, 404);
    rig.get(&token, &format!("{path}/download"))
        .await
        .refused(404);
    assert!(of_client(&rig, &token, 1, "").await.ids().is_empty());
    assert_eq!(of_document(&rig, &token, document).await.ids(), [own]);
    assert_eq!(rig.files().await, (1, 1));
    assert!(rig.pdf(&token, "b.pdf", 20).await > id);
}

#[tokio::test]
async fn what_no_file_can_belong_to_is_refused_with_what_it_can() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let id = rig.pdf(&token, "a.pdf", 20).await;
    let list = rig
        .get(&token, "/attachments?entity_type=shoe&entity_id=1")
        .await;
    for answer in [
        assign(&rig, &token, id, "shoe", 1).await,
        unassign(&rig, &token, id, "shoe", 1).await,
        list,
    ] {
        assert_eq!(answer.fields(), ["entity_type"]);
        let sentence = answer.json["errors"]["entity_type"][0].as_str().unwrap();
        let words = "`entity_type` must be one of `client`, `client_document`, `correspondence`, ";
        assert!(sentence.starts_with(words), "{sentence}");
    }
    let missing = rig.get(&token, "/attachments").await;
    assert_eq!(missing.fields(), ["entity_id", "entity_type"]);
}

#[tokio::test]
async fn a_client_s_files_are_found_sorted_and_paged() {
    let rig = Rig::practice(1).await;
    let token = rig.token().await;
    let mut ids = Vec::new();
    for (name, caption, size) in [
        ("a.pdf", "Insurance 100%", 40),
        ("b.pdf", "École insurance", 30),
        ("c.PDF", "Lease", 20),
    ] {
        let form = Form::new().file(name, &pdf(size)).text("caption", caption);
        let id = rig.upload(&token, form, None).await.id();
        assign(&rig, &token, id, "client", 1).await;
        ids.push(id);
    }
    let [a, b, c] = ids[..] else { unreachable!() };
    for (query, found) in [
        ("", vec![a, b, c]),
        ("&caption=INSURANCE", vec![a, b]),
        ("&caption=ecole", vec![b]),
        ("&caption=100%25", vec![a]),
        ("&caption=%25", vec![a]),
        ("&caption=none", vec![]),
        ("&sort_by=size", vec![c, b, a]),
        ("&sort_by=caption", vec![b, a, c]),
        ("&sort_by=created_at&sort_direction=desc", vec![c, b, a]),
        ("&sort_by=type&sort_direction=desc", vec![c, b, a]),
        ("&per_page=2&page=2", vec![c]),
    ] {
        let answer = of_client(&rig, &token, 1, query).await;
        assert_eq!(answer.ids(), found, "{query}");
    }
    let answer = of_client(&rig, &token, 1, "&per_page=2&page=2").await;
    let meta =
        json!({ "current_page": 2, "from": 3, "last_page": 2, "per_page": 2, "to": 3, "total": 3 });
    assert_eq!(answer.json["meta"], meta);
    let newest = of_client(
        &rig,
        &token,
        1,
        "&sort_by=updated_at&sort_direction=desc&per_page=1",
    )
    .await;
    let seen = newest.rows()[0]["updated_at"].as_str().unwrap().to_owned();
    let touched = assign(
        &rig,
        &token,
        rig.pdf(&token, "d.pdf", 20).await,
        "client",
        1,
    )
    .await;
    assert!(touched.json["data"]["updated_at"].as_str().unwrap() > seen.as_str());
    for (query, field) in [
        ("&sort_by=url", "sort_by"),
        ("&per_page=201", "per_page"),
        ("&page=0", "page"),
    ] {
        assert_eq!(of_client(&rig, &token, 1, query).await.fields(), [field]);
    }
    assert_eq!(
        rig.get(&token, "/attachments?entity_type=client&entity_id=9")
            .await
            .json["data"],
        Value::Array(vec![])
    );
}
